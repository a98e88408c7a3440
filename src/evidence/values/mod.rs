//! One cell to one value, strictly by `input.md` 1.2–1.4: accepted, understood with a note, or
//! refused with a problem. A refused cell is unreadable, never 0 and never blank.

mod date_phrases;
mod date_tokens;
mod date_words;
mod dates;
mod measure;
mod number_words;
mod numbers;
mod reading;
mod shape;
mod stored;
mod words;

pub(super) use dates::period;
pub(super) use measure::{contradicts, differs_in_kind, is_measure};
pub use reading::Spot;

use reading::{Reading, quoted, shown, shown_share};

use crate::grid::{BROKEN_DATE, Cell, Content, Format, broken_in_english};
use crate::problem::{Kind, Problems, kinds::values as kinds};
use crate::round::legacy::{self, Encoding};
use crate::rubric::DataItem;
use crate::terms::Exact;
use crate::text::{Machine, Unseen, fold, machine, tidy, unseen};
use crate::value::{DataKind, Gap, Outcome, Value};

/// Reads the cell of a data item. Blank cells are missing.
pub fn read_value(
    cell: &Cell,
    item: &DataItem,
    spot: &Spot<'_>,
    problems: &mut Problems,
) -> Outcome {
    if let Some(gap) = gap_of(cell, &item.kind, spot, problems) {
        return Err(gap);
    }
    let unit = item.unit.as_deref();
    if let Some(gap) = stored::other_measure(cell, item, spot, problems) {
        return Err(gap);
    }
    let outcome = match &item.kind {
        DataKind::Count => number(numbers::count(cell, unit), cell, spot, shown, problems),
        DataKind::Percent => number(numbers::percent(cell), cell, spot, shown_share, problems),
        DataKind::Number => number(numbers::number(cell, unit), cell, spot, shown, problems),
        DataKind::Money => number(numbers::money(cell, unit), cell, spot, shown, problems),
        DataKind::Date => {
            let reading = dates::date(cell, item, spot, problems);
            settle(reading, (cell, shown), spot, problems, |v| v)
        }
        DataKind::YesNo => {
            let reading = words::yes_no(cell, spot.font());
            settle(reading, (cell, shown), spot, problems, Value::YesNo)
        }
        DataKind::Choice(options) => {
            settle(words::choice(cell, options), (cell, shown), spot, problems, Value::Text)
        }
        DataKind::Text => Ok(Value::Text(tidy(&cell.raw()))),
    };
    if outcome.is_ok() {
        stored::note(cell, spot, problems);
    }
    outcome
}

/// The two counts of a cell such as `114/120`.
pub(super) fn fraction(cell: &Cell, unit: Option<&str>) -> Option<(Exact, Exact)> {
    numbers::fraction(cell, unit)
}

/// The maximum of points that a form shows.
pub(super) fn maximum(cell: &Cell) -> Option<Exact> {
    numbers::maximum(cell)
}

/// Reads a cell of points (*Điểm tự chấm*, *Điểm thẩm định*) of a leaf with this minimum and
/// maximum; `None` when it is blank. Points below 0 are read only for a leaf that knows them;
/// whether the points are within the leaf's bounds is the caller's to say.
pub fn read_score(
    cell: &Cell,
    (min, max): (&Exact, &Exact),
    spot: &Spot<'_>,
    problems: &mut Problems,
) -> Option<Result<Exact, Gap>> {
    match gap_of(cell, &DataKind::Number, spot, problems) {
        Some(Gap::Missing) => return None,
        Some(gap) => return Some(Err(gap)),
        None => {}
    }
    Some(match number(numbers::score(cell, min, max), cell, spot, shown, problems) {
        Ok(Value::Number(points)) => {
            stored::note(cell, spot, problems);
            Ok(points)
        }
        Ok(_) => Err(Gap::Unreadable),
        Err(gap) => Err(gap),
    })
}

/// Whether the cell says *Không áp dụng* in any accepted spelling, without a note.
pub fn is_not_applicable(cell: &Cell) -> bool {
    cell.text().is_some_and(|text| words::not_applicable(&fold(text)).is_some())
}

/// Whether the cell could be an answer in words to one of the items, in any spelling.
pub(super) fn is_answer(cell: &Cell, items: &[DataItem]) -> bool {
    let Some(text) = cell.text() else { return true };
    let folded = fold(text);
    let is_option = |item: &DataItem| match &item.kind {
        DataKind::Choice(options) => !matches!(words::choice(cell, options), Reading::Refused(..)),
        _ => false,
    };
    words::not_applicable(&folded).is_some()
        || words::is_ditto(&folded)
        || words::is_dash(&folded)
        || !matches!(words::yes_no(cell, None), Reading::Refused(..))
        || items.iter().any(is_option)
}

/// Whether nothing that counts stands in the cell: white space, or dots left to write on.
pub fn is_blank(cell: &Cell) -> bool {
    match &cell.content {
        Content::Text(text) => text.chars().all(|c| {
            c.is_whitespace() || crate::text::is_invisible(c) || matches!(c, '.' | '…' | '_')
        }),
        _ => false,
    }
}

/// What makes a cell no value whatever its kind: blank, not applicable, or beyond reading.
fn gap_of(cell: &Cell, kind: &DataKind, spot: &Spot<'_>, problems: &mut Problems) -> Option<Gap> {
    let refused = match &cell.content {
        Content::Error(_) => &kinds::ERROR,
        Content::Uncomputed => &kinds::FORMULA,
        Content::Broken(why) if why == BROKEN_DATE => &kinds::DATE_IMPOSSIBLE,
        Content::Broken(_) => &kinds::BROKEN,
        Content::Text(_) if is_blank(cell) => return Some(Gap::Missing),
        Content::Number(_) if stored::never_computed(cell, spot, problems) => {
            return Some(Gap::Unreadable);
        }
        Content::Text(text) if is_legacy(text, spot, problems) => return Some(Gap::Unreadable),
        Content::Text(text) => return gap_of_text(text, cell.format, kind, spot, problems),
        _ => return None,
    };
    let problem = spot.problem(refused, &cell.raw());
    problems.push(match &cell.content {
        Content::Broken(why) => problem.said("raw", why, broken_in_english(why)),
        _ => problem,
    });
    Some(Gap::Unreadable)
}

/// Whether the text is in an old encoding, which its font says; then it is refused.
fn is_legacy(text: &str, spot: &Spot<'_>, problems: &mut Problems) -> bool {
    let encoding = spot.font().and_then(Encoding::of_font);
    let Some(encoding) = encoding.filter(|_| legacy::may_be_legacy(text)) else { return false };
    let meant = quoted(&legacy::decoded(text, encoding));
    let problem = spot.problem(&kinds::LEGACY, text).with("encoding", encoding.name());
    problems.push(problem.proposing([meant.as_str()]));
    true
}

/// Why no person can have meant what the text holds: a program wrote it, or the eye sees another.
fn unreadable_text(text: &str) -> Option<&'static Kind> {
    match machine(text) {
        Some(Machine::Error) => return Some(&kinds::ERROR),
        Some(Machine::Picture) => return Some(&kinds::PICTURE),
        None => {}
    }
    matches!(unseen(text), Some(Unseen::Turning(_))).then_some(&kinds::TURNED)
}

fn gap_of_text(
    text: &str,
    format: Format,
    kind: &DataKind,
    spot: &Spot<'_>,
    problems: &mut Problems,
) -> Option<Gap> {
    let folded = fold(text);
    if let Some(refused) = unreadable_text(text) {
        problems.push(spot.problem(refused, text));
        return Some(Gap::Unreadable);
    }
    if format == Format::Marked && *kind != DataKind::Text {
        problems.push(spot.problem(&kinds::MARKED, text));
        return Some(Gap::Unreadable);
    }
    if let Some(needs_note) = words::not_applicable(&folded) {
        if needs_note {
            problems.push(spot.problem(&kinds::NOT_APPLICABLE, text));
        }
        return Some(Gap::NotApplicable);
    }
    if words::is_ditto(&folded) {
        problems.push(spot.problem(&kinds::DITTO, text));
        return Some(Gap::Unreadable);
    }
    let numeric =
        !matches!(kind, DataKind::Text | DataKind::Choice(_) | DataKind::YesNo | DataKind::Date);
    if numeric && words::is_dash(&folded) {
        problems.push(spot.problem(&kinds::DASH, text));
        return Some(Gap::Unreadable);
    }
    None
}

fn number(
    reading: Reading<Exact>,
    cell: &Cell,
    spot: &Spot<'_>,
    shown: fn(&Value) -> String,
    problems: &mut Problems,
) -> Outcome {
    let outcome = settle(reading, (cell, shown), spot, problems, Value::Number);
    let zero = matches!(&outcome, Ok(Value::Number(n)) if n.is_zero());
    if cell.by_formula && zero {
        problems.push(spot.problem(&kinds::ZERO_FORMULA, &cell.raw()));
    }
    outcome
}

fn settle<T>(
    reading: Reading<T>,
    (cell, shown): (&Cell, fn(&Value) -> String),
    spot: &Spot<'_>,
    problems: &mut Problems,
    value: impl Fn(T) -> Value,
) -> Outcome {
    match reading {
        Reading::Plain(read) => Ok(value(read)),
        Reading::Noted(read) => {
            let value = value(read);
            let note = spot.problem(&kinds::UNDERSTOOD, &cell.raw());
            problems.push(note.with("value", shown(&value)));
            Ok(value)
        }
        Reading::Refused(kind, facts) => {
            let mut problem = stored::refused(kind, cell, spot);
            problem.facts.extend(facts);
            problems.push(problem);
            Err(Gap::Unreadable)
        }
    }
}

#[cfg(test)]
mod tests;
