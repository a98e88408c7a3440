//! What must be mended, as data: the lines of *Phải sửa* for whoever shows them elsewhere.

use super::findings::{at_stake, by_unit, caused, leaves, message, places};
use crate::problem::Problems;
use crate::round::Round;
use crate::terms::{Code, Exact, Lang};

/// One thing to mend; what many cells of a sheet say alike is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToMend {
    /// Position in `Round::units`; `None` when it is not known whose it is, or nobody's.
    pub unit: Option<usize>,
    pub code: &'static str,
    /// Relative to the round's folder, with `/`.
    pub file: String,
    pub sheet: Option<String>,
    pub cell: Option<String>,
    /// Of a text file, from 1.
    pub line: Option<usize>,
    /// All of these, with the other cells that have a part in it.
    pub place: String,
    /// What stands in the cell.
    pub found: Option<String>,
    pub message: String,
    /// What to do; empty where the message says it.
    pub help: String,
    /// Leaves that hang on it, in the order of their codes.
    pub leaves: Vec<Code>,
    /// Points that hang on it; known once the round has been scored.
    pub at_stake: Option<Exact>,
    /// Places that it is said of.
    pub times: usize,
}

/// What must be mended, by unit in the order of the round, what is nobody's first; downwards in
/// each file.
pub fn to_mend(round: &Round, problems: &Problems, lang: Lang) -> Vec<ToMend> {
    let mut all = Vec::new();
    for (unit, problems) in by_unit(round, problems, true) {
        for group in caused(problems) {
            let others = group.others.iter().copied();
            let whole: Vec<_> = others.chain([group.first]).collect();
            let place = &group.first.place;
            all.push(ToMend {
                unit,
                code: group.first.kind.code,
                file: place.file.clone(),
                sheet: place.sheet.clone(),
                cell: place.cell.clone(),
                line: place.line,
                place: places(&group),
                found: group.first.raw().filter(|raw| !raw.is_empty()).map(str::to_string),
                message: message(&group, lang),
                help: group.first.help(lang),
                leaves: leaves(&group).into_iter().cloned().collect(),
                at_stake: at_stake(&whole),
                times: whole.iter().map(|problem| problem.times).sum(),
            });
        }
    }
    all
}
