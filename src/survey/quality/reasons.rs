//! The words for what is odd about a form and for why a form was left out.

use crate::terms::Lang;

/// Why a row with answers gave no valid form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its values may stand in wrong columns.
    Broken,
    NoUnit,
    UnknownUnit,
    Group,
    Mode,
    /// Not one answer could be read.
    Unreadable,
    NotApproved,
    Unsubmitted,
    /// Filled in to try the form.
    Preview,
    /// It stands on another sheet too.
    Doubled,
    Copy,
    SameSecond,
    Outside,
    /// Of a year that the round is not about.
    OtherYear,
    FewAnswers,
    Required,
    TooFast,
    Speeder,
    Straight,
}

const REASONS: [(Reason, &str, &str, &str); Reason::COUNT] = [
    (Reason::Broken, "broken", "dòng bị lệch cột", "shifted row"),
    (Reason::NoUnit, "no_unit", "không ghi đơn vị", "no unit"),
    (Reason::UnknownUnit, "unknown_unit", "đơn vị không có trong đợt", "unit not in the round"),
    (Reason::Group, "group", "nhóm trả lời không có trong phương pháp", "unknown group"),
    (Reason::Mode, "mode", "hình thức trả lời không có trong phương pháp", "unknown mode"),
    (Reason::Unreadable, "unreadable", "không đọc được câu trả lời nào", "no readable answer"),
    (Reason::NotApproved, "not_approved", "giám sát không duyệt", "not approved"),
    (Reason::Unsubmitted, "unsubmitted", "điền dở, chưa gửi", "never sent"),
    (Reason::Preview, "preview", "bản xem thử biểu mẫu, không phải phiếu", "a preview, no form"),
    (Reason::Doubled, "doubled", "đã có ở tệp hoặc trang tính khác", "on another sheet too"),
    (Reason::Copy, "copy", "trùng mã và trùng mọi câu trả lời", "same number and answers"),
    (
        Reason::SameSecond,
        "same_second",
        "trùng mọi câu trả lời trong cùng một giây",
        "same answers in the same second",
    ),
    (Reason::Outside, "period", "gửi ngoài thời gian khảo sát", "outside the period"),
    (Reason::OtherYear, "year", "gửi trong năm khác", "of another year"),
    (Reason::FewAnswers, "min_answered", "trả lời quá ít câu", "too few answers"),
    (Reason::Required, "required", "bỏ trống câu bắt buộc", "a required answer is missing"),
    (Reason::TooFast, "min_seconds", "trả lời nhanh hơn mức tối thiểu", "under the least time"),
    (
        Reason::Speeder,
        "speeder",
        "nhanh hơn một phần ba trung vị",
        "under a third of the median time",
    ),
    (Reason::Straight, "straight", "một phương án cho mọi câu", "one answer everywhere"),
];

impl Reason {
    pub const COUNT: usize = 19;

    pub fn all() -> impl Iterator<Item = Reason> {
        REASONS.iter().map(|(reason, ..)| *reason)
    }

    /// The word in results, which is the rule's key where a rule of the scheme gave it.
    pub fn key(self) -> &'static str {
        REASONS[self as usize].1
    }

    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => REASONS[self as usize].2,
            Lang::En => REASONS[self as usize].3,
        }
    }
}

/// What looks odd about a form that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// The number of an earlier form of the unit.
    IdTwice,
    /// All answers of an earlier form, in the same second (or, when the scheme only flags copies,
    /// with the same number).
    Repeated,
    Speeder,
    /// One of many from one unit within one minute.
    Burst,
    Straight,
    /// Half of the questions or more without an answer.
    HalfBlank,
    /// A cell that is no answer.
    Refused,
}

const FLAGS: [(&str, &str, &str); Flag::COUNT] = [
    ("id_twice", "trùng mã phiếu", "number twice"),
    ("repeated", "trùng cả phiếu", "whole form twice"),
    ("speeder", "trả lời quá nhanh", "too fast"),
    ("burst", "dồn dập trong một phút", "burst in a minute"),
    ("straight", "một phương án cho mọi câu", "one answer everywhere"),
    ("half_blank", "bỏ trống từ nửa số câu", "half or more blank"),
    ("refused", "có ô không đọc được", "unreadable cell"),
];

impl Flag {
    pub const COUNT: usize = 7;

    pub const ALL: [Flag; Flag::COUNT] = [
        Flag::IdTwice,
        Flag::Repeated,
        Flag::Speeder,
        Flag::Burst,
        Flag::Straight,
        Flag::HalfBlank,
        Flag::Refused,
    ];

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }

    pub fn key(self) -> &'static str {
        FLAGS[self as usize].0
    }

    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => FLAGS[self as usize].1,
            Lang::En => FLAGS[self as usize].2,
        }
    }
}
