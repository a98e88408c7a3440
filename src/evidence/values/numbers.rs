//! Numbers: one grammar for each kind of item and no parser to fall through to (`input.md`
//! 1.2). "Ambiguous" is decided by the kind: `1.250` is 1250 dossiers, but no percentage.

use super::number_words::with_words;
use super::reading::{Reading, comma};
use super::shape::{Shape, shape};
use crate::grid::{Cell, Content, Format};
use crate::problem::kinds::values as kinds;
use crate::terms::Exact;
use crate::text::{fold, is_invisible};

/// A larger share is a slip: 9500% for 95%.
const MOST_PERCENT: i64 = 1000;

/// The cell of a number by what is stored in it.
enum Stored {
    Number(Exact),
    /// A stored share: 0.95 shown as 95%.
    Share(Exact),
    Text(String),
}

fn stored(cell: &Cell) -> Result<Stored, Reading<Exact>> {
    match &cell.content {
        Content::Number(n) => match (Exact::from_cell_float(*n), cell.format) {
            (None, _) => Err(Reading::refused(&kinds::TYPE)),
            // From here on a spreadsheet itself no longer keeps every digit, and no office
            // counts that far.
            (Some(_), _) if n.abs() >= 1e15 => Err(out_of_range("< 10¹⁵")),
            (_, Format::Date | Format::DateMonthFirst | Format::DateWithoutDay) => {
                Err(Reading::refused(&kinds::IS_DATE))
            }
            (Some(n), Format::Percent) => Ok(Stored::Share(n)),
            // Shown as 95% and stored as 95.
            (Some(n), Format::PercentText) => Ok(Stored::Share(n * &hundredth())),
            (Some(n), _) => Ok(Stored::Number(n)),
        },
        // An old figure and a new one below it are no thousands.
        Content::Text(text) if holds_two(text) => Err(Reading::refused(&kinds::TYPE)),
        Content::Text(text) => Ok(Stored::Text(spaced(text))),
        Content::Date(_) | Content::Time(_) => Err(Reading::refused(&kinds::IS_DATE)),
        _ => Err(Reading::refused(&kinds::TYPE)),
    }
}

fn hundredth() -> Exact {
    Exact::fraction(1, 100).unwrap_or_default()
}

/// A whole number, not negative.
pub(super) fn count(cell: &Cell, unit: Option<&str>) -> Reading<Exact> {
    let text = match stored(cell) {
        Err(refused) => return refused,
        Ok(Stored::Share(_)) => return Reading::refused(&kinds::SHARE),
        Ok(Stored::Number(n)) => return whole(n, false),
        Ok(Stored::Text(text)) => without_unit(text, unit),
    };
    if let Some(body) = text.strip_suffix('%') {
        let share = shape(body.trim_end()).is_some();
        return Reading::refused(if share { &kinds::SHARE } else { &kinds::TYPE });
    }
    if let Some(n) = with_words(&text) {
        return Reading::Noted(n);
    }
    match shape(&text) {
        Some(Shape::Decimal(n) | Shape::Grouped(n)) => whole(n, false),
        Some(Shape::Either { grouped, .. }) => whole(grouped, true),
        None => not_a_number(&text),
    }
}

fn whole(n: Exact, noted: bool) -> Reading<Exact> {
    if n.is_negative() {
        out_of_range("≥ 0")
    } else if !n.is_whole() {
        Reading::refused(&kinds::WHOLE)
    } else if noted {
        Reading::Noted(n)
    } else {
        Reading::Plain(n)
    }
}

/// A share; the value is a fraction of one.
pub(super) fn percent(cell: &Cell) -> Reading<Exact> {
    let text = match stored(cell) {
        Err(refused) => return refused,
        // 95 typed into a cell shown as percent is shown as 9500%: meant is 95%.
        Ok(Stored::Share(share)) if share > Exact::whole(10) => return typed_or_shown(&share),
        Ok(Stored::Share(share)) => return share_of(share * &Exact::whole(100), false),
        Ok(Stored::Number(n)) => return bare_percent(n, false),
        Ok(Stored::Text(text)) => text,
    };
    let (body, signed) = match text.strip_suffix('%') {
        Some(body) => (body.trim_end(), true),
        None => (text.as_str(), false),
    };
    let (n, noted) = match shape(body) {
        Some(Shape::Decimal(n)) => (n, false),
        // 62505% cannot be, 1250% could.
        Some(Shape::Either { grouped, decimal }) if grouped >= Exact::whole(10_000) => {
            (decimal, true)
        }
        Some(Shape::Either { grouped, decimal }) => return ambiguous(&decimal, &grouped),
        Some(Shape::Grouped(_)) => return out_of_range("0% – 1000%"),
        None => return not_a_number(body),
    };
    if signed { share_of(n, noted) } else { bare_percent(n, noted) }
}

fn typed_or_shown(share: &Exact) -> Reading<Exact> {
    let shown = share.clone() * &Exact::whole(100);
    let facts =
        vec![("one", format!("{}%", comma(share))), ("other", format!("{}%", comma(&shown)))];
    Reading::Refused(&kinds::PERCENT_BARE, facts)
}

/// A number without a percent sign: above 1 it can only be percent, up to 1 it may be either.
fn bare_percent(n: Exact, noted: bool) -> Reading<Exact> {
    if n.is_zero() || n > Exact::one() || n.is_negative() {
        return share_of(n, noted);
    }
    let one = format!("{}%", comma(&(n.clone() * &Exact::whole(100))));
    let facts = vec![("one", one), ("other", format!("{}%", comma(&n)))];
    Reading::Refused(&kinds::PERCENT_BARE, facts)
}

fn share_of(percent: Exact, noted: bool) -> Reading<Exact> {
    if percent.is_negative() || percent > Exact::whole(MOST_PERCENT) {
        return out_of_range("0% – 1000%");
    }
    match percent.checked_div(&Exact::whole(100)) {
        Some(share) if noted => Reading::Noted(share),
        Some(share) => Reading::Plain(share),
        None => Reading::refused(&kinds::TYPE),
    }
}

/// A number with decimals, not negative.
pub(super) fn number(cell: &Cell, unit: Option<&str>) -> Reading<Exact> {
    match stored(cell) {
        Err(refused) => refused,
        Ok(Stored::Share(_)) => Reading::refused(&kinds::SHARE),
        Ok(Stored::Number(n)) => not_negative(n, false),
        Ok(Stored::Text(text)) => decimal(&without_unit(text, unit), false),
    }
}

/// An amount: decimals and several groups; one group is ambiguous.
pub(super) fn money(cell: &Cell, unit: Option<&str>) -> Reading<Exact> {
    match stored(cell) {
        Err(refused) => refused,
        Ok(Stored::Share(_)) => Reading::refused(&kinds::SHARE),
        Ok(Stored::Number(n)) => not_negative(n, false),
        Ok(Stored::Text(text)) => {
            let text = without_unit(text, unit);
            match shape(&text) {
                Some(Shape::Grouped(n)) => not_negative(n, false),
                _ => decimal(&text, false),
            }
        }
    }
}

/// `114/120`: two counts in one cell.
pub(super) fn fraction(cell: &Cell, unit: Option<&str>) -> Option<(Exact, Exact)> {
    let Ok(Stored::Text(text)) = stored(cell) else { return None };
    let text = without_unit(text, unit);
    let (part, of) = text.split_once('/')?;
    let whole = |text: &str| match shape(text.trim()) {
        Some(Shape::Decimal(n) | Shape::Grouped(n)) if n.is_whole() => Some(n),
        _ => None,
    };
    whole(part).zip(whole(of))
}

/// The maximum of points that a form shows, however it writes it.
pub(super) fn maximum(cell: &Cell) -> Option<Exact> {
    match stored(cell) {
        Ok(Stored::Number(n)) => Some(n),
        Ok(Stored::Text(text)) => match points(&fold(&text), &Exact::zero()) {
            Reading::Plain(n) | Reading::Noted(n) => Some(n),
            Reading::Refused(..) => None,
        },
        _ => None,
    }
}

/// Points of a leaf: `0,75đ` and, when the second part is the maximum, `0,5/1`.
pub(super) fn score(cell: &Cell, min: &Exact, max: &Exact) -> Reading<Exact> {
    let text = match stored(cell) {
        Err(refused) => return refused,
        Ok(Stored::Share(_)) => return Reading::refused(&kinds::SHARE),
        Ok(Stored::Number(n)) if min.is_negative() => return Reading::Plain(n),
        Ok(Stored::Number(n)) => return not_negative(n, false),
        Ok(Stored::Text(text)) => text,
    };
    let folded = fold(&text);
    if let Some(body) = folded.strip_prefix(['-', '−']).filter(|_| min.is_negative()) {
        return match points(body, max) {
            Reading::Plain(n) => Reading::Plain(-n),
            Reading::Noted(n) => Reading::Noted(-n),
            refused => refused,
        };
    }
    points(&folded, max)
}

fn points(folded: &str, max: &Exact) -> Reading<Exact> {
    if let Some((points, of)) = folded.split_once('/') {
        let same = matches!(shape(of.trim()), Some(Shape::Decimal(n)) if n == *max);
        return if same { decimal(points.trim(), true) } else { Reading::refused(&kinds::TYPE) };
    }
    for unit in ["điểm", "đ"] {
        if let Some(points) = folded.strip_suffix(unit) {
            return decimal(points.trim_end(), true);
        }
    }
    decimal(folded, false)
}

fn decimal(text: &str, noted: bool) -> Reading<Exact> {
    if text.strip_suffix('%').is_some_and(|body| shape(body.trim_end()).is_some()) {
        return Reading::refused(&kinds::SHARE);
    }
    match shape(text) {
        Some(Shape::Decimal(n)) => not_negative(n, noted),
        Some(Shape::Either { grouped, decimal }) => ambiguous(&decimal, &grouped),
        Some(Shape::Grouped(_)) | None => not_a_number(text),
    }
}

fn not_negative(n: Exact, noted: bool) -> Reading<Exact> {
    match n {
        n if n.is_negative() => out_of_range("≥ 0"),
        n if noted => Reading::Noted(n),
        n => Reading::Plain(n),
    }
}

fn ambiguous(one: &Exact, other: &Exact) -> Reading<Exact> {
    Reading::Refused(&kinds::AMBIGUOUS, vec![("one", comma(one)), ("other", comma(other))])
}

fn out_of_range(allowed: &str) -> Reading<Exact> {
    Reading::Refused(&kinds::RANGE, vec![("allowed", allowed.into())])
}

/// A text that would be a number but for its minus sign is out of range; all else is none.
fn not_a_number(text: &str) -> Reading<Exact> {
    let body = text.strip_prefix(['-', '−', '–']);
    match body.and_then(|b| shape(b.trim_start())) {
        Some(_) => out_of_range("≥ 0"),
        None => Reading::refused(&kinds::TYPE),
    }
}

/// Whether digits stand on both sides of a line break or a tab: two figures in one cell.
fn holds_two(text: &str) -> bool {
    let breaks = ['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let lines = text.split(breaks).filter(|line| line.chars().any(char::is_numeric));
    lines.count() > 1
}

/// Characters of double width as those of plain keyboards, every space one kind of space, nothing invisible.
fn spaced(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_invisible(*c));
    let mapped: String = kept
        .map(|c| match c {
            '！'..='～' => {
                char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c)
            }
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    mapped.trim().to_string()
}

/// Strips one trailing unit word of the item: `1250 hồ sơ`, `1250 (hồ sơ)`.
fn without_unit(text: String, unit: Option<&str>) -> String {
    let Some(unit) = unit.map(fold).filter(|u| !u.is_empty() && u != "%") else {
        return text;
    };
    let folded = fold(&text);
    let in_parentheses = || folded.strip_suffix(&format!("({unit})"));
    match folded.strip_suffix(&unit).or_else(in_parentheses) {
        Some(body) => body.trim_end().to_string(),
        None => text,
    }
}
