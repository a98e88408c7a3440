//! The number that a text is, by its digits and marks: `12,5`, `1.250.000,5`, `1.250`.

use crate::terms::Exact;

/// What the marks in a number say.
pub(super) enum Shape {
    /// Digits with at most one decimal mark, in one possible reading.
    Decimal(Exact),
    /// Thousands set apart, in one possible reading.
    Grouped(Exact),
    /// `1.250`: groups or decimals.
    Either { grouped: Exact, decimal: Exact },
}

/// The number that a text is, by its digits and marks alone.
pub(super) fn shape(text: &str) -> Option<Shape> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let starts_and_ends = text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    if !starts_and_ends || text.len() > 40 || marks.iter().any(|m| !" .,".contains(*m)) {
        return None;
    }
    match marks.as_slice() {
        [] => plain(text),
        [' '] => grouped(text, ' ', None),
        [mark] => one_mark(text, *mark),
        [first, rest @ ..] => {
            let last = rest.last().copied().unwrap_or(*first);
            if rest.iter().all(|m| m == first) {
                grouped(text, *first, None)
            } else if last != ' ' && rest[..rest.len() - 1].iter().all(|m| m == first) {
                grouped(text, *first, Some(last))
            } else {
                None
            }
        }
    }
}

fn plain(digits: &str) -> Option<Shape> {
    Exact::from_decimal(digits).map(Shape::Decimal)
}

/// One comma or dot. With three digits behind it and one to three before, it may set thousands
/// apart, unless the number starts with 0.
fn one_mark(text: &str, mark: char) -> Option<Shape> {
    let (before, after) = text.split_once(mark)?;
    let decimal = Exact::from_decimal(&format!("{before}.{after}"))?;
    if after.len() != 3 || before.len() > 3 || before == "0" {
        return Some(Shape::Decimal(decimal));
    }
    if before.starts_with('0') {
        return None;
    }
    let grouped = Exact::from_decimal(&format!("{before}{after}"))?;
    Some(Shape::Either { grouped, decimal })
}

/// Groups of exactly three after a first of one to three, perhaps with decimals.
fn grouped(text: &str, mark: char, decimal_mark: Option<char>) -> Option<Shape> {
    let (whole, part) = match decimal_mark {
        Some(mark) => text.split_once(mark)?,
        None => (text, ""),
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let good = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if !good || !groups.all(|g| g.len() == 3) {
        return None;
    }
    let digits = whole.replace(mark, "");
    let written = if part.is_empty() { digits } else { format!("{digits}.{part}") };
    Exact::from_decimal(&written).map(Shape::Grouped)
}
