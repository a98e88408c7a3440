//! The names of the sheets of the ranking workbook: pages are called by them, and formulas and
//! links find them by the same names.

use crate::terms::{Lang, Text};

pub(super) const OVERVIEW: Text = Text::new("Tổng quan", "Overview");
pub(super) const RANKING: Text = Text::new("Xếp hạng", "Ranking");
pub(super) const CHARTS: Text = Text::new("Biểu đồ", "Charts");
pub(super) const FIELDS: Text = Text::new("Theo lĩnh vực", "By field");
pub(super) const DETAIL: Text = Text::new("Chi tiết", "Detail");
pub(super) const WORKINGS: Text = Text::new("Tính chỉ số", "Workings");
pub(super) const LEAVES: Text = Text::new("Tự chấm và thẩm định", "Self and appraisal");
pub(super) const SATISFACTION: Text = Text::new("Hài lòng", "Satisfaction");
pub(super) const OTHER_QUESTIONS: Text = Text::new("Câu hỏi khác", "Other questions");
pub(super) const QUALITY: Text = Text::new("Chất lượng phiếu", "Form quality");
pub(super) const SURVEY_METHOD: Text = Text::new("Phương pháp khảo sát", "Survey method");
pub(super) const CLASSES: Text = Text::new("Xếp loại", "Classes");
pub(super) const LOST: Text = Text::new("Điểm mất", "Lost points");
pub(super) const BY_CAUSE: Text = Text::new("Điểm mất theo nguyên nhân", "Lost points by cause");
pub(super) const LOOKED_AT: Text = Text::new("Bộ tiêu chí nhìn lại", "The set looked at");
pub(super) const WHY: Text = Text::new("Vì sao", "Why");
pub(super) const VALUES: Text = Text::new("Số liệu", "Data");
pub(super) const OFFICIAL: Text = Text::new("Số liệu chính thức", "Official figures");
pub(super) const CALENDAR: Text = Text::new("Lịch làm việc", "Working days");
pub(super) const TO_MEND: Text = Text::new("Phải sửa", "To be mended");
pub(super) const UNDERSTOOD: Text = Text::new("Đã hiểu như sau", "Understood as");
pub(super) const PROBLEMS: Text = Text::new("Vấn đề", "Problems");
/// The first sheet of the computation: it leads to the others.
pub const CONTENTS: Text = Text::new("Mục lục", "Contents");
pub(super) const LEDGER: Text = Text::new("Đối soát", "Ledger");

/// The sheet at position `at` of a kind that gives one for every block.
pub(super) fn numbered(kind: Text, at: usize, lang: Lang) -> String {
    let name = kind.say(lang);
    if at == 0 { name.to_string() } else { format!("{name} ({})", at + 1) }
}
