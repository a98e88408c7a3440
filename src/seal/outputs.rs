//! All outputs of a run, as `score` and `papers` write them, in a folder of their own.

use std::path::Path;

use crate::problem::Problems;
use crate::read;
use crate::results::Results;
use crate::run::{Progress, Stage};
use crate::terms::Lang;
use crate::write::files::{Output, Owner, RECORD, Renew, WriteError};
use crate::write::{Occasion, RunReasons, Task, WRITERS};

/// Writes them; gives their names below the folder, sorted.
///
/// # Errors
/// Whatever cannot be written.
pub(super) fn write(
    results: &Results,
    folder: &Path,
    lang: Lang,
    progress: &dyn Progress,
) -> Result<Vec<String>, Problems> {
    let occasions = [(Occasion::Score, Renew::All), (Occasion::Papers, Renew::Papers)];
    let steps = WRITERS.iter().filter(|w| w.occasion != Occasion::Public);
    progress.begin(Stage::Writing, steps.map(|w| (w.count)(results)).sum());
    for (occasion, renew) in occasions {
        let mut failed = Problems::default();
        let told = |error: WriteError| -> Problems { [error.problem()].into_iter().collect() };
        let output = Output::staged(folder).map_err(told)?;
        let output = output.of(Owner::of(results), false).renewing(renew);
        let tick = || progress.step();
        let reasons = &RunReasons::of(results, lang);
        let surveys_alone = false;
        let task = Task { results, output: &output, lang, reasons, surveys_alone, tick: &tick };
        let writers = WRITERS.iter().filter(|w| w.occasion == occasion);
        writers.for_each(|writer| (writer.write)(&task, &mut failed));
        if !failed.is_empty() {
            return Err(failed);
        }
        output.commit().map_err(told)?;
    }
    let all = read::below(folder, "").into_iter().map(|file| file.shown);
    Ok(all.filter(|file| file != RECORD).collect())
}
