//! Agreements that the data do not bear out: what a row said counted for nothing after all, which
//! is known only when the leaves are scored. The ledger follows.

use super::Appraisals;
use crate::ledger::{Ledger, ReadAs, RowFate};
use crate::problem::{Problem, kinds::appraisal as kinds};
use crate::value::Origin;

/// Rows that only agreed, with what is not (or no more) so, are no rows that were used;
/// `problems` are those of scoring.
pub fn unheard<'p>(
    appraisals: &Appraisals,
    problems: impl Iterator<Item = &'p Problem>,
    ledger: &mut Ledger,
) {
    let codes = [&kinds::NOT_POINTS, &kinds::AGREE_OLD, &kinds::AGREE_NOTHING].map(|k| k.code);
    for problem in problems.filter(|problem| codes.contains(&problem.kind.code)) {
        let Some((row, _)) = problem.place.row_and_column() else { continue };
        if says_more(appraisals, problem) {
            continue;
        }
        let sheet = problem.place.sheet.as_deref().unwrap_or_default();
        let mut accounts = ledger.of_file(ReadAs::Appraisal, &problem.place.file);
        if let Some(account) = accounts.find(|account| *account.sheet == *sheet) {
            if account.why(row) == Some(RowFate::Used) {
                account.values = account.values.saturating_sub(1);
            }
            account.change(row, RowFate::Rejected(problem.kind.code));
        }
    }
}

/// Whether the row of a problem gave something else that counts.
fn says_more(appraisals: &Appraisals, problem: &Problem) -> bool {
    let place = &problem.place;
    let row = place.row_and_column().map(|(row, _)| row);
    let here = |origin: &Origin| {
        let own = crate::problem::Place::from(origin);
        own.file == place.file
            && own.sheet == place.sheet
            && own.row_and_column().map(|(row, _)| row) == row
    };
    appraisals.scores.iter().any(|one| here(&one.origin))
        || appraisals.corrections.iter().any(|one| here(&one.origin))
        || appraisals.requests.iter().any(|one| here(&one.origin))
}
