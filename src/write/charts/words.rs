//! The words printed on pictures, in both languages.

use crate::results::Absence;
use crate::terms::Lang;

macro_rules! words {
    ($($name:ident $vi:literal, $en:literal;)*) => {
        pub(super) struct Words {
            $(pub $name: &'static str,)*
        }

        const VI: Words = Words { $($name: $vi,)* };
        const EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    ranking "Xếp hạng", "Ranking";
    fields "Chỉ số thành phần theo lĩnh vực", "Component index by field";
    own_score "Điểm tự chấm so với điểm đạt được", "Self score and final score";
    satisfaction "Chỉ số hài lòng", "Satisfaction index";
    index_percent "Chỉ số (%)", "Index (%)";
    component_percent "Chỉ số thành phần (%)", "Component index (%)";
    own_leaves
        "Đơn vị tính: điểm; chỉ gồm các tiêu chí đơn vị tự chấm",
        "In points, over the leaves that the units scored themselves";
    block_mean "Trung bình khối", "Block mean";
    survey_mean "Trung bình các đơn vị", "Mean of the units";
    block_best "Cao nhất khối", "Best of the block";
    total "Chỉ số chung", "Overall index";
    source "Nguồn", "Source";
    period "kỳ đánh giá", "period";
    year "năm", "year";
    illustration "Số liệu minh họa", "Illustrative figures";
    not_submitted "chưa nộp", "not submitted";
    perhaps_sent "chưa rõ đã nộp hay chưa", "not known whether it was sent";
    stopped "tệp đã gửi chưa dùng được", "what was sent cannot be used";
    not_ranked "chưa xếp hạng", "not ranked";
    not_applicable "không áp dụng", "not applicable";
    provisional
        "* Chỉ số tạm tính: còn tiêu chí chưa có số liệu, không đọc được, chờ thẩm định, đề nghị không áp dụng chưa được xác nhận hoặc số liệu mâu thuẫn",
        "* Provisional: some criteria are without data, unreadable, not yet appraised, claimed not to apply, or contradict each other";
    held_too
        "Không đạt loại cao hơn vì có lĩnh vực dưới mức yêu cầu (xem bảng Xếp loại)",
        "Kept from a better class by a field below its bound (see the table of classes)";
    few
        "Không nêu chỉ số của đơn vị có số phiếu dưới",
        "No figure of units with fewer forms than";
    by_unit "Điểm tự chấm", "Self score";
    decided "Điểm đạt được", "Final score";
    difference "Chênh lệch", "Difference";
    rank "hạng", "rank";
    class "xếp loại", "class";
    class_head "Xếp loại", "Class";
    index "Chỉ số", "Index";
    interval "Khoảng tin cậy {c}", "{c} confidence interval";
    small
        "* và chấm rỗng: mẫu nhỏ, số phiếu dưới",
        "* and hollow mark: small sample, fewer forms than";
    self_selected
        "Phiếu tự gửi, không phải mẫu ngẫu nhiên: không tính sai số",
        "Self-selected answers, not a random sample: no margin of error";
    part "phần", "part";
    by_unit_short "Tự chấm", "Self";
    decided_short "Đạt được", "Final";
    satisfaction_percent "Chỉ số hài lòng (%)", "Satisfaction index (%)";
    year_capital "Năm", "Year";
    whiskers
        "Vạch ngang: khoảng tin cậy {c}. Chênh lệch nằm trong sai số thì chưa đủ căn cứ để nói đơn vị này hơn đơn vị kia",
        "Whiskers: {c} confidence interval. A difference within the error does not show that one unit is better";
    forms "Số phiếu", "Forms";
    answers "Các câu trả lời", "Answers";
    answers_short "Trả lời", "Answers";
    all_units "mọi đơn vị,", "all units,";
    forms_small "phiếu", "forms";
    diverging
        "Phần trăm của các câu trả lời được tính, gộp mọi đơn vị, chưa gia quyền; vạch đứt ở giữa câu trả lời trung lập. Không gồm bỏ trống, không áp dụng",
        "Percent of the answers that count, all units together, unweighted; the broken line is the middle of the neutral answer. Without blanks and not applicable";
    diverging_halves
        "Phần trăm của các câu trả lời được tính, gộp mọi đơn vị, chưa gia quyền; bên trái vạch đứt: kém, bên phải: khá, tốt. Không gồm bỏ trống, không áp dụng",
        "Percent of the answers that count, all units together, unweighted; left of the broken line the worse half, right the better. Without blanks and not applicable";
    by_factor "Chỉ số hài lòng theo yếu tố (%)", "Satisfaction by factor (%)";
    small_star "* Mẫu nhỏ: số phiếu dưới", "* Small sample: fewer forms than";
}

/// Why a unit has no index.
pub(super) fn absence(why: Absence, lang: Lang) -> &'static str {
    let w = words(lang);
    match why {
        Absence::NotSubmitted => w.not_submitted,
        Absence::PerhapsSent => w.perhaps_sent,
        Absence::Stopped => w.stopped,
        Absence::NothingApplies => w.not_ranked,
    }
}

pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}
