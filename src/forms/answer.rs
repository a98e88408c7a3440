//! What the answer cell of a data item accepts, in Excel's terms and in words: the form and
//! the send-back ask in the same way.

use chrono::NaiveDate;

use super::workbook::{Accepts, Answer, Shown};
use crate::expr::{Expr, Function};
use crate::report::block::Figure;
use crate::round::Round;
use crate::rubric::{DataItem, NaPolicy, Node, Rubric};
use crate::terms::{Date, Exact, Key};
use crate::value::DataKind;

/// The answer that says that a criterion is not for the unit.
pub(super) const NOT_APPLICABLE: &str = "Không áp dụng";

/// How an item is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asking {
    pub answer: Answer,
    /// How its value is shown.
    pub shown: Shown,
    /// What would be accepted, in one sentence.
    pub words: String,
}

/// How a data item is asked; `na` when its own cell may say *Không áp dụng*.
pub(super) fn asking(item: &DataItem, rubric: &Rubric, round: &Round, na: bool) -> Asking {
    let unit = item.unit.as_deref().filter(|u| !u.is_empty() && *u != "%");
    let in_unit = unit.map(|u| format!(" ({u})")).unwrap_or_default();
    let (accepts, shown, words) = match &item.kind {
        DataKind::Count => (
            Accepts::Whole,
            Shown::Number(Figure::Fixed(0)),
            format!(
                "Số nguyên từ 0 trở lên{in_unit}, chỉ gõ chữ số, không gõ dấu chấm. Không có thì ghi 0."
            ),
        ),
        DataKind::Number => (
            Accepts::Decimal(-limit(), limit()),
            Shown::Number(Figure::Fixed(2)),
            format!("Một con số{in_unit}. Không gõ chữ và đơn vị tính."),
        ),
        DataKind::Money => (
            Accepts::Decimal(Exact::zero(), limit()),
            Shown::Number(Figure::Fixed(if is_large(unit) { 2 } else { 0 })),
            format!("Số tiền{in_unit}, chỉ gõ chữ số, không gõ dấu chấm phân cách."),
        ),
        DataKind::Percent => (
            Accepts::Decimal(Exact::zero(), Exact::whole(10)),
            Shown::Number(Figure::Percent(2)),
            "Tỷ lệ phần trăm có dấu %, ví dụ 95%.".to_string(),
        ),
        DataKind::Date => date(item, rubric, round),
        DataKind::YesNo => list(&["Có".to_string(), "Không".to_string()], na),
        DataKind::Choice(options) => list(options, na),
        DataKind::Text => (Accepts::Text, Shown::Text, "Ghi bằng chữ.".to_string()),
    };
    let title = title_of(&item.kind).to_string();
    let prompt = (title, words.clone());
    let error = format!("Giá trị chưa đúng. {words}");
    Asking { answer: Answer { accepts, prompt, error, prefilled: false }, shown, words }
}

/// Far beyond every figure of an office.
fn limit() -> Exact {
    Exact::whole(1_000_000_000_000_000)
}

/// Millions and more are written with decimals.
fn is_large(unit: Option<&str>) -> bool {
    unit.is_some_and(|u| ["triệu", "tỷ", "tỉ"].iter().any(|word| u.to_lowercase().contains(word)))
}

fn title_of(kind: &DataKind) -> &'static str {
    match kind {
        DataKind::Count => "Số nguyên",
        DataKind::Number => "Con số",
        DataKind::Money => "Số tiền",
        DataKind::Percent => "Tỷ lệ %",
        DataKind::Date => "Ngày/tháng/năm",
        DataKind::YesNo => "Chọn Có hoặc Không",
        DataKind::Choice(_) => "Chọn một mức",
        DataKind::Text => "Nội dung",
    }
}

fn list(options: &[String], na: bool) -> (Accepts, Shown, String) {
    let mut all = options.to_vec();
    if na {
        all.push(NOT_APPLICABLE.to_string());
    }
    let words = format!("Chọn một trong danh sách: {}.", all.join("; "));
    (Accepts::OneOf(all), Shown::Text, words)
}

/// A date of the years that the reader takes; where “not done” is an answer of its own, the
/// word “Không” as well.
fn date(item: &DataItem, rubric: &Rubric, round: &Round) -> (Accepts, Shown, String) {
    let (from, to) = date_bounds(round);
    if may_be_undone(&item.key, rubric) {
        let words = "Ghi ngày/tháng/năm, ví dụ 15/03/2020. Chưa thực hiện thì ghi: Không.";
        return (Accepts::DateOrNo(from, to), Shown::Date, example(words, round));
    }
    let words = "Ghi ngày/tháng/năm, ví dụ 15/03/2020.";
    (Accepts::Date(from, to), Shown::Date, example(words, round))
}

fn example(words: &str, round: &Round) -> String {
    words.replace("2020", &round.year.to_string())
}

/// Documents of the method are younger than the first; later ones are slips.
fn date_bounds(round: &Round) -> (Date, Date) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (day(1990, 1, 1), day(round.year + 2, 12, 31))
}

/// Whether a rule knows the answer “not done” for this date.
fn may_be_undone(key: &Key, rubric: &Rubric) -> bool {
    let is_key = |e: &Expr| matches!(e, Expr::Item(k) if k == key);
    let asks = |expr: &Expr, of: &dyn Fn(&Expr) -> bool| {
        let mut asks = false;
        expr.walk(&mut |e| {
            if let Expr::Call(Function::NotDone, arguments) = e {
                asks |= arguments.iter().any(of);
            }
        });
        asks
    };
    let mut known = false;
    for (_, _, leaf) in rubric.leaves() {
        known |= asks(&leaf.rule.expr, &is_key);
        leaf.rule.expr.walk(&mut |e| {
            // The value that the rule looks at is the date itself.
            if let Expr::Let { value, body } = e
                && is_key(value)
            {
                known |= asks(body, &|e| matches!(e, Expr::It));
            }
        });
    }
    known
}

/// Whether the only item of a leaf says *Không áp dụng* in its own drop-down.
pub(super) fn says_na_itself(item: &DataItem) -> bool {
    matches!(item.kind, DataKind::YesNo | DataKind::Choice(_))
}

/// Whether a unit may claim that the leaf is not for it.
pub(super) fn may_be_na(node: &Node) -> bool {
    node.leaf.as_ref().is_some_and(|leaf| leaf.na != NaPolicy::Forbid)
}

/// The drop-down by which a leaf with figures is claimed not applicable.
pub(super) fn na_answer() -> Answer {
    Answer {
        accepts: Accepts::OneOf(vec![NOT_APPLICABLE.to_string()]),
        prompt: (
            NOT_APPLICABLE.to_string(),
            "Chỉ chọn khi đơn vị không phát sinh nhiệm vụ này, và ghi lý do ở cột Giải trình. \
             Có phát sinh thì để trống."
                .to_string(),
        ),
        error: "Để trống, hoặc chọn “Không áp dụng”.".to_string(),
        prefilled: false,
    }
}

/// A cell for a text: proof, explanation.
pub(super) fn text_answer(title: &str, prompt: &str) -> Answer {
    Answer {
        accepts: Accepts::Text,
        prompt: (title.to_string(), prompt.to_string()),
        error: String::new(),
        prefilled: false,
    }
}
