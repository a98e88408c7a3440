//! What looks odd in forms, and which forms the scheme's rules leave out: flagged, counted,
//! listed; never dropped without a word.

mod doubled;
mod fieldwork;
mod overlap;
mod period;
mod read;
mod reasons;
mod report;
mod reversed;
mod rules;

use crate::terms::Exact;

use crate::survey::forms::{BLANK, Forms, REFUSED};

pub use fieldwork::{Fieldwork, InterviewerQuality, RejectedForm, fieldwork};
pub use period::Period;
pub(crate) use read::LISTED;
pub use read::{Read, Rejected};
pub use reasons::{Flag, Reason};
pub use rules::validate;

/// Flags over all forms of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality {
    /// Valid forms, whatever the reading uses of them.
    pub forms: usize,
    pub complete: usize,
    /// Cells.
    pub blank: usize,
    /// Cells.
    pub refused: usize,
    /// Forms with one and the same answer to every question, of at least [`STRAIGHT_FROM`]
    /// answers: their standard deviation is 0. On short questionnaires that is normal for
    /// satisfied people.
    pub straight: usize,
    /// Forms whose answers all equal those of an earlier form of the unit, straight ones left
    /// out.
    pub identical: usize,
    /// The longest run of one answer to neighbouring questions, in any form.
    pub longest_run: usize,
    /// Forms by [`Flag`].
    pub flags: [usize; Flag::COUNT],
    /// Forms with at least one flag.
    pub flagged: usize,
    /// Forms of the unit that were left out: unreadable ones, and those a rule of the scheme
    /// speaks of.
    pub rejected: usize,
    /// The median time from begin to end, in seconds.
    pub median_seconds: Option<u32>,
    /// The index without the flagged forms, when there are flagged ones and others.
    pub index_without: Option<Exact>,
}

/// A form with fewer answers says nothing by being uniform.
pub const STRAIGHT_FROM: usize = 8;

/// The flags of the forms `rows`, all of one unit.
pub fn quality(forms: &Forms, rows: &[usize]) -> Quality {
    let mut flags = Quality { forms: rows.len(), ..Quality::default() };
    let mut varied: Vec<&[u8]> = Vec::new();
    let mut seconds = Vec::new();
    for &form in rows {
        let answers = forms.row(form);
        let (mut blank, mut refused) = (0, 0);
        for answer in answers {
            blank += usize::from(*answer == BLANK);
            refused += usize::from(*answer == REFUSED);
        }
        flags.blank += blank;
        flags.refused += refused;
        flags.complete += usize::from(blank + refused == 0);
        flags.longest_run = flags.longest_run.max(longest_run(answers));
        if is_straight(answers) {
            flags.straight += 1;
        } else if answers.len() >= STRAIGHT_FROM {
            varied.push(answers);
        }
        let odd = forms.flags.get(form);
        flags.flagged += usize::from(odd != 0);
        for flag in Flag::ALL {
            flags.flags[flag as usize] += usize::from(odd & flag.bit() != 0);
        }
        let time = forms.seconds.get(form);
        if time != crate::survey::forms::NONE {
            seconds.push(time);
        }
    }
    varied.sort_unstable();
    flags.identical = varied.windows(2).filter(|pair| pair[0] == pair[1]).count();
    flags.median_seconds = median(&mut seconds);
    flags
}

/// The lower median.
fn median(values: &mut [u32]) -> Option<u32> {
    let middle = values.len().checked_sub(1)? / 2;
    Some(*values.select_nth_unstable(middle).1)
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

/// How often one answer stands in a row; a blank or a refused cell ends a run.
fn longest_run(answers: &[u8]) -> usize {
    let runs = answers.chunk_by(|a, b| a == b).filter(|run| run[0] < REFUSED);
    runs.map(<[u8]>::len).max().unwrap_or(0)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
