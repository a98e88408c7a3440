//! The figures that the round knows from elsewhere: for its forms, and official ones.

use super::setting::Setting;
use crate::evidence::note_over;
use crate::forms::prefill::Prefilled;
use crate::ledger::Findings;
use crate::official::{self, Figures, Purpose};
use crate::read;
use crate::round::Names;

/// The figures known beforehand.
pub(super) fn known(setting: &Setting, findings: &mut Findings) -> Vec<Prefilled> {
    let tables = tables(setting, &setting.round.prefill, Purpose::Prefill, findings);
    tables.known.into_iter().filter_map(Prefilled::of).collect()
}

/// The official figures of the round.
pub(super) fn official(setting: &Setting, findings: &mut Findings) -> Figures {
    tables(setting, &setting.round.official.files, Purpose::Official, findings)
}

fn tables(
    setting: &Setting,
    patterns: &[String],
    purpose: Purpose,
    findings: &mut Findings,
) -> Figures {
    let round = &setting.round;
    let files = read::find(&setting.folder, &round.file, patterns, &mut findings.problems);
    let mut books = Vec::new();
    for file in &files {
        books.extend(read::book(&file.path, &file.shown, &read::FORM, &mut findings.problems));
    }
    books.iter().for_each(|book| note_over(&book.sheets, &mut findings.problems));
    let names = Names::new(round);
    official::from_grids(&books, round, &names, &setting.rubrics, purpose, findings)
}
