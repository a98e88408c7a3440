//! The figures that the round knows before its units are asked.

use super::setting::Setting;
use crate::evidence::note_over;
use crate::forms::prefill::{self, Prefilled};
use crate::ledger::Findings;
use crate::read;
use crate::round::Names;

/// The figures known beforehand.
pub(super) fn known(setting: &Setting, findings: &mut Findings) -> Vec<Prefilled> {
    let round = &setting.round;
    let files = read::find(&setting.folder, &round.file, &round.prefill, &mut findings.problems);
    let mut books = Vec::new();
    for file in &files {
        books.extend(read::book(&file.path, &file.shown, &read::FORM, &mut findings.problems));
    }
    books.iter().for_each(|book| note_over(&book.sheets, &mut findings.problems));
    let names = Names::new(round);
    prefill::from_grids(&books, round, &names, &setting.rubrics, findings)
}
