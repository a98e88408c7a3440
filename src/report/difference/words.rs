//! Words of the comparison of two runs.

use crate::compare::Fate;
use crate::terms::{Lang, Text};

/// Names of units by their ids.
pub type Name<'n> = dyn Fn(&str) -> String + 'n;

pub(super) const SAME: Text =
    Text::new("Hai lần chạy giống hệt nhau.", "The two runs are the same.");
pub(super) const TITLE: Text = Text::new("So sánh hai lần chạy", "Two runs compared");
pub(super) const FILES: Text = Text::new("Tệp", "Files");
pub(super) const CELLS: Text = Text::new("Ô", "Cells");
pub(super) const SETTINGS: Text = Text::new("Thiết lập", "Settings");
pub(super) const RULES: Text = Text::new("Cách tính", "Rules");
pub(super) const VALUES: Text = Text::new("Số liệu", "Values");
pub(super) const STATEMENTS: Text = Text::new("Kê khai khác", "Other statements");
pub(super) const APPRAISALS: Text = Text::new("Thẩm định", "Appraisals");
pub(super) const SURVEYS: Text = Text::new("Khảo sát", "Surveys");
pub(super) const LEAVES: Text = Text::new("Điểm tiêu chí", "Points");
pub(super) const UNITS: Text = Text::new("Chỉ số, hạng, loại", "Index, rank, class");
pub(super) const BY_HAND: Text = Text::new("Đã sửa", "Changed by hand");
pub(super) const SAID: Text = Text::new("Số liệu, thẩm định, khảo sát", "Values and appraisals");
pub(super) const UNIT: Text = Text::new("Đơn vị", "Unit");
pub(super) const CODE: Text = Text::new("Mã", "Code");
pub(super) const INDEX_A: Text = Text::new("Chỉ số A", "Index A");
pub(super) const INDEX_B: Text = Text::new("Chỉ số B", "Index B");
pub(super) const RANK_A: Text = Text::new("Hạng A", "Rank A");
pub(super) const RANK_B: Text = Text::new("Hạng B", "Rank B");
pub(super) const CLASS_A: Text = Text::new("Loại A", "Class A");
pub(super) const CLASS_B: Text = Text::new("Loại B", "Class B");
pub(super) const POINTS_A: Text = Text::new("Điểm A", "Points A");
pub(super) const POINTS_B: Text = Text::new("Điểm B", "Points B");
pub(super) const PARTS: Text =
    Text::new("Từng tiêu chí (điểm chỉ số)", "By criterion (index points)");
pub(super) const CAUSES: Text = Text::new("Vì", "Because of");
pub(super) const WHAT: Text = Text::new("Loại", "Kind");
pub(super) const WHERE: Text = Text::new("Ở đâu", "Where");
pub(super) const OLD: Text = Text::new("A (cũ)", "A (old)");
pub(super) const NEW: Text = Text::new("B (mới)", "B (new)");
pub(super) const MORE: Text = Text::new("… và {n} chỗ khác", "… and {n} more");
pub(super) const MOVED: Text = Text::new(
    "{unit}: chỉ số {index}; hạng {rank}; loại {class} (vì {causes})",
    "{unit}: index {index}; rank {rank}; class {class} (because of {causes})",
);

pub(super) fn fate(fate: Fate) -> Text {
    match fate {
        Fate::Changed => Text::new("Tệp đã sửa", "Changed"),
        Fate::Added => Text::new("Tệp thêm", "Added"),
        Fate::Removed => Text::new("Tệp bớt", "Removed"),
    }
}

/// A cause in words: `cell:F!S!C` is `ô F – S – C`.
pub fn cause(cause: &str, name: &Name<'_>, lang: Lang) -> String {
    let Some((kind, rest)) = cause.split_once(':') else { return cause.to_string() };
    let of_unit = || match rest.split_once('/') {
        Some((unit, what)) => format!("{what} ({})", name(unit)),
        None => rest.to_string(),
    };
    let (word, what) = match kind {
        "cell" => {
            let places: Vec<&str> = rest.split('!').filter(|part| !part.is_empty()).collect();
            (Text::new("ô", "cell"), places.join(" – "))
        }
        "value" => (Text::new("số liệu", "value"), of_unit()),
        "appraisal" => (Text::new("thẩm định", "appraisal"), of_unit()),
        "leaf" => (Text::new("tiêu chí", "criterion"), of_unit()),
        "survey" => match rest.split_once('/') {
            Some((scheme, unit)) => {
                (Text::new("khảo sát", "survey"), format!("{scheme} ({})", name(unit)))
            }
            None => (Text::new("khảo sát", "survey"), rest.to_string()),
        },
        "index" => (Text::new("chỉ số của", "index of"), name(rest)),
        "rule" => (Text::new("cách tính", "rule"), rest.to_string()),
        "setting" => (Text::new("thiết lập", "setting"), rest.to_string()),
        _ => (Text::new("tệp", "file"), rest.to_string()),
    };
    format!("{} {what}", word.say(lang))
}
