//! What goes back to a unit: only what is wrong, unproved or disputed, with a cell for each
//! answer and the last day for it.

use super::frame::{self, Halves, locked};
use super::questions::{Question, Questions};
use super::workbook::{Content, FormBook, FormCell, FormColumn, FormSheet, Hidden, Style};
use super::{answer, workbook};
use crate::evidence::UnitEvidence;
use crate::replies::{ANSWER_HEADING, ASK_HEADING, Ask, REMARK_HEADING, Series};
use crate::report::block::{Align, Look, Role};
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::terms::Date;

const SHEET: &str = "Trả lại";

const COLUMNS: &[(&str, f64)] = &[
    (ASK_HEADING, 16.0),
    ("STT", 5.0),
    ("Mã", 8.0),
    ("Tiêu chí", 24.0),
    ("Nội dung cần trả lời", 25.0),
    ("Đã đọc được", 16.0),
    ("Vì sao chưa được nhận", 32.0),
    ("Cần ghi thế nào", 32.0),
    (ANSWER_HEADING, 20.0),
    (REMARK_HEADING, 24.0),
];

const HALVES: Halves = Halves { left: (1, 4), right: (6, 9) };

/// Which asking a form is.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub series: Series,
    pub number: u32,
    pub deadline: Option<Date>,
    /// What it is about.
    pub evidence: &'a UnitEvidence,
}

/// The workbook of one unit.
pub fn form(
    round: &Round,
    unit: &Unit,
    rubric: &Rubric,
    asking: Asking<'_>,
    questions: &Questions,
) -> FormBook {
    let mut sheet = sheet(SHEET, COLUMNS, round, unit);
    frame::official(&mut sheet, HALVES, &round.issuer, &round.office);
    let title = "Phiếu trả lại, đề nghị bổ sung số liệu tự chấm";
    frame::titles(&mut sheet, round, title, &round.title);
    facts(&mut sheet, unit, asking);
    let all = (1, sheet.last_column());
    let help = match questions.list.is_empty() {
        // Nothing of what was sent is used, or nothing of it can be mended in a cell.
        true => "Phiếu này không có ô phải trả lời; việc phải làm ghi dưới đây.",
        false if questions.file.is_empty() => {
            "Chỉ ghi vào các ô nền vàng, lưu lại và gửi lại chính tệp này. Những số liệu không nêu ở \
             đây đã được nhận, không phải gửi lại."
        }
        false => "Chỉ ghi vào các ô nền vàng, lưu lại và gửi lại chính tệp này.",
    };
    sheet.push(vec![FormCell::wide(all, help, Style::Line(Role::Note))]);
    for (at, text) in questions.file.iter().enumerate() {
        if at == 0 {
            let head = "Lỗi của tệp tự chấm, phải sửa trong tệp rồi gửi lại tệp tự chấm:";
            sheet.push(vec![FormCell::wide(all, head, Style::Line(Role::Section))]);
        }
        let line = format!("{}. {text}", at + 1);
        sheet.push(vec![FormCell::wide(all, line, Style::Line(Role::Text))]);
    }
    frame::headings(&mut sheet, &COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (at, question) in questions.list.iter().enumerate() {
        sheet.push(row(at + 1, question));
    }
    frame::signatures(&mut sheet, HALVES, unit);
    let asks = questions.list.iter().map(|q| (&q.ask, q.read.as_str()));
    let hidden = hidden(round, unit, rubric, asking, asks);
    frame::book(round, unit, sheet, hidden)
}

/// An empty sheet; the first column is for the program and hidden.
pub(super) fn sheet(name: &str, columns: &[(&str, f64)], round: &Round, unit: &Unit) -> FormSheet {
    let column =
        |(at, (_, width)): (usize, &(&str, f64))| FormColumn { width: *width, hidden: at == 0 };
    FormSheet {
        name: name.to_string(),
        columns: columns.iter().enumerate().map(column).collect(),
        fixed_columns: 3,
        footer: frame::footer(round, unit),
        ..FormSheet::default()
    }
}

/// Whose form it is, which asking, and the last day for an answer.
pub(super) fn facts(sheet: &mut FormSheet, unit: &Unit, asking: Asking<'_>) {
    let mut line = |label: &str, value: &str| {
        let fact = |bold| Style::Fact { bold, figure: None };
        sheet.push(vec![
            FormCell::wide((1, 2), label, fact(false)),
            FormCell::text(3, value, fact(true)),
        ]);
    };
    line("Đơn vị:", &unit.name);
    line("Lần hỏi:", &asking.number.to_string());
    if let Some(deadline) = asking.deadline {
        line("Hạn trả lời:", &format!("hết ngày {}", frame::day(deadline)));
    }
}

/// The hidden sheet: what the form is and what it asks.
pub(super) fn hidden<'a>(
    round: &Round,
    unit: &Unit,
    rubric: &Rubric,
    asking: Asking<'_>,
    asks: impl Iterator<Item = (&'a Ask, &'a str)>,
) -> Hidden {
    let mut hidden =
        frame::hidden(asking.series.key(), round, &[("unit", unit.id.as_str())], rubric);
    let mut row = |cells: &[&str]| hidden.rows.push(cells.iter().map(|c| c.to_string()).collect());
    row(&["number", &asking.number.to_string()]);
    if let Some(deadline) = asking.deadline {
        row(&["deadline", &deadline.format("%Y-%m-%d").to_string()]);
    }
    row(&["evidence", asking.evidence.sha256.as_deref().unwrap_or_default()]);
    for (ask, read) in asks {
        let print = ask.fingerprint(rubric).unwrap_or_default();
        let subject = ask.subject(asking.evidence, rubric);
        row(&["ask", &ask.to_string(), read, &print, &subject]);
    }
    hidden
}

fn row(number: usize, question: &Question) -> Vec<FormCell> {
    let code = question.code.as_ref().map_or("", |code| code.as_str());
    let texts = [
        question.ask.to_string(),
        number.to_string(),
        code.to_string(),
        question.criterion.clone(),
        question.label.clone(),
        question.read.clone(),
        question.why.clone(),
        question.accepted.clone(),
    ];
    let mut cells: Vec<FormCell> = texts
        .into_iter()
        .enumerate()
        .map(|(at, text)| locked(at as u16, text, Look::Plain, Align::Left))
        .collect();
    let align = match question.shown {
        workbook::Shown::Text => Align::Left,
        _ => Align::Right,
    };
    let style = Style::Cell { look: Look::Plain, align, shown: question.shown };
    let answer = FormCell::new(8, Content::Blank, style);
    cells.push(answer.answered_by(question.answer.clone()));
    let remark =
        answer::text_answer(REMARK_HEADING, "Ghi điều cần giải thích thêm về câu trả lời, nếu có.");
    let style = Style::plain(Align::Left);
    cells.push(FormCell::new(9, Content::Blank, style).answered_by(remark));
    cells
}
