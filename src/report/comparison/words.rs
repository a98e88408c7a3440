//! Words of two results side by side.

use crate::compare::like::{Kind, MappedAs};
use crate::terms::{Lang, Text, texts};

texts! {
    pub(super) BY_LEAF "Theo tiêu chí", "By criterion";
    pub(super) SPREAD "Từng tiêu chí", "Each criterion";
    pub(super) MAPPING "Ghép tiêu chí", "What each leaf was";
    pub(super) INDEX "Chỉ số (%)", "Index (%)";
    pub(super) RANK "Hạng", "Rank";
    pub(super) CLASS "Xếp loại", "Class";
    pub(super) CHANGE "Tăng, giảm", "Change";
    pub(super) RULES "Do cách tính", "Rules";
    pub(super) SCOPE "Do phạm vi", "Scope";
    pub(super) SURVEY "Do khảo sát", "Survey";
    pub(super) JUDGEMENT "Do thẩm định", "Judgement";
    pub(super) WORK "Do kết quả công việc", "Work";
    pub(super) OF_UNITS "Do sáp nhập", "Units";
    pub(super) WHY "Vì tiêu chí (điểm chỉ số)", "By criterion (index points)";
    pub(super) WAS "Năm trước là", "Last year";
    pub(super) POINTS "Điểm", "Points";
    pub(super) PART "Phần trong thay đổi (điểm chỉ số)", "Its part (index points)";
    pub(super) NOT_COMPARABLE "không so sánh được", "not comparable";
    pub(super) REASON "Ghi chú", "Note";
    pub(super) PROVISIONAL "chỉ số còn tạm tính", "the index is provisional";
    pub(super) LIMITS "Giới hạn điểm thưởng, điểm phạt, tổng điểm", "Limits of bonus, penalty and total";
    pub(super) APPLIES "Số đơn vị", "Units";
    pub(super) FULL "Đạt tối đa (%)", "At full (%)";
    pub(super) ZERO "Bằng 0 (%)", "At zero (%)";
    pub(super) WITHOUT "Chưa có số liệu", "Without data";
    pub(super) GIVEN "Điểm thẩm định", "Appraised points";
    pub(super) CARRIED "giữ như vòng thẩm định", "carried over";
    pub(super) COMPUTED "tính theo số liệu", "computed";
    pub(super) NOBODY "Chưa đơn vị nào có số liệu: {codes}", "Nobody has data for: {codes}";
    pub(super) COMPUTED_LIST
        "Cách tính hoặc số liệu đã đổi, điểm tính theo số liệu chứ không theo thẩm định: {codes}",
        "Rule or items are other, so these are computed, not appraised: {codes}";
    pub(super) MEAN
        "{block}: bình quân {old} → {new}; {up} đơn vị tăng, {down} đơn vị giảm, {same} đơn vị giữ nguyên",
        "{block}: mean {old} → {new}; {up} up, {down} down, {same} unchanged";
    pub(super) RISE "Tăng nhiều nhất: {unit} ({change})", "Biggest rise: {unit} ({change})";
    pub(super) FALL "Giảm nhiều nhất: {unit} ({change})", "Biggest fall: {unit} ({change})";
    pub(super) ALONE_OLD "Đơn vị của năm trước không còn, chưa nhập vào đơn vị nào: {units}",
        "Units of last year that are nobody's predecessor: {units}";
    pub(super) ALONE_NEW "Đơn vị mới, chưa khai đơn vị trước đây: {units}",
        "New units without a predecessor: {units}";
    pub(super) HOW_PARTS
        "Thay đổi của chỉ số được tách theo thứ tự cố định: sáp nhập (điểm và điểm tối đa bình quân theo tỷ trọng của các đơn vị trước đây, so với bình quân các chỉ số); phạm vi (tiêu chí mới, bỏ, chưa so được, không áp dụng ở một trong hai năm); cách tính (số liệu năm trước chấm theo bộ tiêu chí năm nay); khảo sát; thẩm định; kết quả công việc. Sáu phần cộng lại đúng bằng thay đổi.",
        "The change of an index is split in a fixed order: units (weighted points over weighted maxima of the predecessors against the mean of their indices); scope (leaves that are new, dropped, not comparable, or not applicable in one of the years); rules (last year's data under this year's set); survey; judgement; work. The six parts add up to the change.";
    pub(super) TREND "Chỉ số năm trước và năm nay (%)", "Index last year and this year (%)";
    pub(super) STATE "Trạng thái", "State";
    pub(super) PROPOSAL "Có thể là", "May have been";
    pub(super) NONE_MOVED "Không đơn vị nào thay đổi.", "No unit moves.";
}

/// What the workbook and its first page are called.
pub(super) fn title(kind: Kind, lang: Lang) -> &'static str {
    let text = match kind {
        Kind::Years => Text::new("So sánh với năm trước", "Compared with last year"),
        Kind::TrySet => Text::new("Chạy thử bộ tiêu chí", "A criteria set tried"),
    };
    text.say(lang)
}

/// The two sides of a pair of columns.
pub(super) fn sides(kind: Kind, lang: Lang) -> [&'static str; 2] {
    let texts = match kind {
        Kind::Years => [Text::new("năm trước", "last year"), Text::new("năm nay", "this year")],
        Kind::TrySet => [Text::new("hiện nay", "now"), Text::new("chạy thử", "tried")],
    };
    texts.map(|text| text.say(lang))
}

pub(super) fn mapped(state: &MappedAs, lang: Lang) -> &'static str {
    let text = match state {
        MappedAs::Same => Text::new("như năm trước", "the same"),
        MappedAs::Declared => Text::new("đã khai (was)", "declared"),
        MappedAs::New => Text::new("mới", "new"),
        MappedAs::Dropped => Text::new("đã bỏ", "dropped"),
        MappedAs::Unclear { .. } => {
            Text::new("chưa rõ, cần khai was", "unclear until `was` says it")
        }
    };
    text.say(lang)
}
