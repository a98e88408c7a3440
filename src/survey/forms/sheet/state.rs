//! What the form tool itself says of a form: previews, unfinished forms, those not approved.

use crate::grid::{Held, Line};
use crate::survey::forms::columns::Places;
use crate::survey::forms::other_questions::{Mark, mark};
use crate::survey::forms::{NOT_APPROVED, PREVIEW, UNSUBMITTED};
use crate::text::fold;

/// The marks of a form, as bits.
pub(super) fn state<L: Line>(places: &Places, line: &L) -> u8 {
    let folded = |column: u32| fold(&line.held(column).label().unwrap_or_default());
    let mut state = 0;
    if let Some(column) = places.status {
        let word = folded(column);
        // Qualtrics may write the numbers of its words, and always whether the form is finished
        let number = places.finished.and_then(|_| word.parse::<u32>().ok());
        let said = |words: &[&str]| words.contains(&word.as_str());
        if said(NOT_APPROVED_WORDS) || matches!(number, Some(8 | 12 | 40)) {
            state |= NOT_APPROVED;
        }
        if said(PREVIEW_WORDS) || matches!(number, Some(1 | 2 | 9 | 17)) {
            state |= PREVIEW;
        }
        if said(UNFINISHED_WORDS) {
            state |= UNSUBMITTED;
        }
    }
    if let Some(column) = places.finished
        && mark(line.held(column), false) == Some(Mark::No)
    {
        state |= UNSUBMITTED;
    }
    if let Some(column) = places.submitted {
        let empty = match line.held(column) {
            Held::Nothing => true,
            Held::Text(text) => text.iter().all(u8::is_ascii_whitespace) || hidden(text),
            Held::Cell(_) => false,
        };
        if empty {
            state |= UNSUBMITTED;
        }
    }
    state
}

const NOT_APPROVED_WORDS: &[&str] = &[
    "not approved",
    "validation_status_not_approved",
    "không được phê duyệt",
    "không phê duyệt",
    "không duyệt",
    "chưa đạt",
    "spam",
];

/// Words for what those who made a form filled in to try it.
const PREVIEW_WORDS: &[&str] = &[
    "survey preview",
    "survey test",
    "preview",
    "test",
    "offline preview",
    "xem trước",
    "xem trước khảo sát",
    "bản xem trước",
    "xem thử",
    "bản xem thử",
    "thử nghiệm",
    "dữ liệu thử nghiệm",
    "chạy thử",
];

/// Words for a form that was left before its end.
const UNFINISHED_WORDS: &[&str] = &[
    "partial",
    "incomplete",
    "in progress",
    "draft",
    "chưa hoàn thành",
    "đang điền",
    "điền dở",
    "bản nháp",
];

/// LimeSurvey's mark for what a respondent never saw.
fn hidden(text: &[u8]) -> bool {
    text.eq_ignore_ascii_case(b"n/a")
}
