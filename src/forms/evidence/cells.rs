//! Single cells of the form.

use super::columns::{EXPLANATION, ITEM, PROOF, VALUE};
use crate::evidence::NA_QUESTION;
use crate::forms::answer;
use crate::forms::frame::locked;
use crate::forms::workbook::{Content, FormCell, Style};
use crate::report::block::{Align, Figure, Look};
use crate::terms::Exact;
use crate::value::Value;

/// Replaces the blank cell of the column.
pub(super) fn put(cells: &mut [FormCell], cell: FormCell) {
    let at = usize::from(cell.columns.0);
    if let Some(place) = cells.get_mut(at) {
        *place = cell;
    }
}

pub(super) fn points_cell(column: u16, points: &Exact, look: Look) -> FormCell {
    // 0,25 and 1: a number of points is shown as it is.
    let decimals = if points.is_whole() { 0 } else { 2 };
    let style = Style::number(look, Figure::Fixed(decimals));
    FormCell::new(column, Content::Number(points.clone()), style)
}

pub(super) fn put_na_claim(cells: &mut [FormCell]) {
    let words = format!("{NA_QUESTION} (có phát sinh thì để trống)");
    put(cells, locked(ITEM, words, Look::Muted, Align::Left));
    let style = Style::plain(Align::Left);
    let cell = FormCell::new(VALUE, Content::Blank, style).answered_by(answer::na_answer());
    put(cells, cell);
}

pub(super) fn proof_cell() -> FormCell {
    let answer = answer::text_answer(
        "Tài liệu kiểm chứng",
        "Ghi số, ký hiệu, ngày, nơi ban hành của từng văn bản, hoặc tên tệp gửi kèm.",
    );
    FormCell::new(PROOF, Content::Blank, Style::plain(Align::Left)).answered_by(answer)
}

pub(super) fn explanation_cell() -> FormCell {
    let answer = answer::text_answer(
        "Giải trình",
        "Ghi lý do khi không áp dụng, khi sửa số điền sẵn, hoặc điều cần giải thích.",
    );
    FormCell::new(EXPLANATION, Content::Blank, Style::plain(Align::Left)).answered_by(answer)
}

/// A value as a cell of the form holds it.
pub(super) fn content_of(value: &Value) -> Content {
    match value {
        Value::Number(n) => Content::Number(n.clone()),
        Value::Date(d) => Content::Date(*d),
        Value::YesNo(yes) => Content::Text(if *yes { "Có" } else { "Không" }.to_string()),
        Value::Text(text) => Content::Text(text.clone()),
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
