//! All outputs of a run, as `score` and `papers` write them, in a folder of their own.

use std::path::Path;

use super::copy::unwritten;
use super::layout::OUTPUTS;
use crate::problem::Problems;
use crate::read;
use crate::results::Results;
use crate::run::{Progress, Stage};
use crate::terms::Lang;
use crate::write::files::{Output, Owner, RECORD, Renew, WriteError};
use crate::write::{Occasion, RunReasons, Task, Unpacked, WRITERS};

/// The outputs of a run with their names in a package, one after the other, sorted.
///
/// # Errors
/// Whatever cannot be written.
pub(super) fn each(
    results: &Results,
    lang: Lang,
    progress: &dyn Progress,
    take: &mut dyn FnMut(String, Vec<u8>),
) -> Result<(), Problems> {
    let run = Unpacked::new().map_err(|error| unwritten(OUTPUTS, &error))?;
    for file in write(results, run.folder(), lang, progress)? {
        let bytes = read::bytes(&run.folder().join(&file), &file)?;
        take(format!("{OUTPUTS}/{file}"), bytes);
    }
    Ok(())
}

/// Writes them; gives their names below the folder, sorted.
fn write(
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
        let told = |error: WriteError| error.problem();
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
