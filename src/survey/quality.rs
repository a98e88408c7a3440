//! What looks odd in a unit's forms: counted and shown, never dropped.

use super::forms::{BLANK, Forms, REFUSED};

/// Flags over all forms of one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quality {
    /// Valid forms, whatever the reading uses of them.
    pub forms: usize,
    pub complete: usize,
    /// Cells.
    pub blank: usize,
    /// Cells.
    pub refused: usize,
    /// Forms with one and the same answer to every question, of at least [`STRAIGHT_FROM`]
    /// answers. On short questionnaires that is normal for satisfied people.
    pub straight: usize,
    /// Forms whose answers all equal those of an earlier form of the unit, straight ones left
    /// out.
    pub identical: usize,
}

/// A form with fewer answers says nothing by being uniform.
pub const STRAIGHT_FROM: usize = 8;

/// The flags of the forms `rows`, all of one unit.
pub fn quality(forms: &Forms, rows: &[usize]) -> Quality {
    let mut flags = Quality { forms: rows.len(), ..Quality::default() };
    let mut varied: Vec<&[u8]> = Vec::new();
    for &form in rows {
        let answers = forms.row(form);
        let blank = answers.iter().filter(|a| **a == BLANK).count();
        let refused = answers.iter().filter(|a| **a == REFUSED).count();
        flags.blank += blank;
        flags.refused += refused;
        flags.complete += usize::from(blank + refused == 0);
        if is_straight(answers) {
            flags.straight += 1;
        } else if answers.len() >= STRAIGHT_FROM {
            varied.push(answers);
        }
    }
    varied.sort_unstable();
    flags.identical = varied.windows(2).filter(|pair| pair[0] == pair[1]).count();
    flags
}

fn is_straight(answers: &[u8]) -> bool {
    let mut given = answers.iter().filter(|a| **a < REFUSED);
    let Some(first) = given.next() else {
        return false;
    };
    let mut count = 1;
    given.all(|a| {
        count += 1;
        a == first
    }) && count >= STRAIGHT_FROM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_counted() {
        let mut forms = Forms::new(8);
        forms.push(0, 0, 0, &[1; 8]);
        forms.push(0, 0, 0, &[1, 1, 1, 1, 1, 1, 1, BLANK]);
        for _ in 0..3 {
            forms.push(0, 0, 0, &[0, 1, 0, 1, 0, 1, 0, REFUSED]);
        }
        let flags = quality(&forms, &[0, 1, 2, 3, 4]);
        let expected =
            Quality { forms: 5, complete: 1, blank: 1, refused: 3, straight: 1, identical: 2 };
        assert_eq!(flags, expected);
    }
}
