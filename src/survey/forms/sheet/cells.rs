//! Single things that stand in the cells of a row.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::grid::{Held, Line};
use crate::survey::forms::columns::Scope;
use crate::survey::forms::other_questions::{Mark, mark};
use crate::survey::forms::sparse::Labels;
use crate::survey::forms::times::{self, Written};
use crate::survey::forms::{BLANK, REFUSED};
use crate::text::{fold, tidy};

/// What stands in a describing column; merged down, it holds for every row of its area.
pub(super) fn held_at<L: Line>(line: &L, column: Option<u32>) -> Held<'_> {
    let Some(column) = column else { return Held::Nothing };
    match line.held(column) {
        Held::Nothing => line.merged(column).unwrap_or(Held::Nothing),
        held => held,
    }
}

pub(super) fn put_label<L: Line>(labels: &mut Labels, form: usize, line: &L, column: Option<u32>) {
    match held_at(line, column) {
        Held::Nothing => {}
        Held::Text(text) => labels.put(form, text),
        held => {
            if let Some(text) = held.label() {
                labels.put(form, text.as_bytes());
            }
        }
    }
}

/// The option whose column has the mark: one mark is an answer, several are none.
pub(super) fn ticked<L: Line>(line: &L, columns: &[(u32, u8)], hides: bool) -> u8 {
    let mut found = BLANK;
    for (column, option) in columns {
        match mark(line.held(*column), hides) {
            Some(Mark::Blank | Mark::No) => {}
            // an option has a column in every version of the form
            Some(Mark::Yes) if found == BLANK || found == *option => found = *option,
            _ => return REFUSED,
        }
    }
    found
}

/// Everything in these columns as one number, alike for a workbook and for the text table that
/// was made of it; 0 when nothing stands there.
pub(super) fn print_of<L: Line>(line: &L, columns: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for column in columns {
        let held = held_at(line, Some(*column));
        if let Some(stamp) = times::stamp(held, Written::default()) {
            (1, stamp.at).hash(&mut hasher);
            any = true;
            continue;
        }
        let text = fold(&held.label().unwrap_or_default());
        if text.is_empty() {
            continue;
        }
        any = true;
        match text.parse::<f64>() {
            Ok(number) => (2, number.to_bits()).hash(&mut hasher),
            Err(_) => (3, text).hash(&mut hasher),
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}

/// Letters, figures and dashes need no tidying.
pub(super) fn is_tidy(text: &[u8]) -> bool {
    text.iter().all(|b| b.is_ascii_graphic())
}

/// Two forms have one number when this is equal; 0 for a form without.
pub(super) fn id_of(held: Held<'_>, scope: Scope, unit: u32, account: usize) -> u128 {
    let text: Cow<'_, [u8]> = match held {
        Held::Text(text) if is_tidy(text) => text.into(),
        _ => tidy(&held.label().unwrap_or_default()).into_bytes().into(),
    };
    // Dots and dashes to write on are no number: many forms have them.
    let said = String::from_utf8_lossy(&text);
    if !said.contains(char::is_alphanumeric) {
        return 0;
    }
    let within = match scope {
        Scope::Unit => u64::from(unit),
        Scope::Sheet => (1 << 32) + account as u64,
        Scope::Everywhere => u64::MAX,
    };
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, within, &*text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    (half(1) << 64 | half(2)).max(1)
}
