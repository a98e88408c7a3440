//! Where the outputs of a round go, and all of them at once.

use std::path::{Path, PathBuf};

use super::progress::Bar;
use super::{Common, FAILED, print};
use crate::problem::Problems;
use crate::results::Results;
use crate::run::{Progress, Stage, round_file};
use crate::write::{
    Task, WRITERS,
    files::{Output, way_from_reports},
};

/// Where the outputs of the round go.
pub(super) fn folder(results: &Results, common: &Common) -> PathBuf {
    match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => PathBuf::from("reports").join(&results.round.id),
    }
}

/// Where outputs are written until all of them are there; `None` when that cannot be, which was
/// said.
pub(super) fn open_output(folder: &Path, common: &Common) -> Option<Output> {
    let opened = Output::staged(folder);
    opened
        .map_err(|error| {
            let mut failed = Problems::default();
            failed.push(error.problem());
            print::refusal(&failed, common);
        })
        .ok()
}

/// What is written.
pub(super) struct Write<'a> {
    pub results: &'a Results,
    /// As the command names it: links lead from the outputs to its files.
    pub round: &'a Path,
    pub surveys_alone: bool,
    pub no_charts: bool,
}

impl Write<'_> {
    /// Every output, or none: then the earlier result stays as it is. Gives the folder, and ends
    /// the bar.
    ///
    /// # Errors
    /// Whatever cannot be written.
    pub fn all(&self, common: &Common, bar: &Bar) -> Result<PathBuf, Problems> {
        let folder = folder(self.results, common);
        let mut failed = Problems::default();
        match Output::staged(&folder) {
            Ok(output) => self.into(&output, common, bar, &mut failed),
            Err(error) => failed.push(error.problem()),
        }
        bar.finish();
        if failed.is_empty() { Ok(folder) } else { Err(failed) }
    }

    fn into(&self, output: &Output, common: &Common, bar: &Bar, failed: &mut Problems) {
        let Write { results, surveys_alone, no_charts, .. } = *self;
        let writers = || WRITERS.iter().filter(|w| !(no_charts && w.name == "charts"));
        bar.begin(Stage::Writing, writers().map(|w| (w.count)(results)).sum());
        let sources = way_from_reports(&round_file(self.round).0);
        let (lang, sources) = (common.lang(), sources.as_deref());
        let task = Task { results, output, lang, sources, surveys_alone, tick: &|| bar.step() };
        for writer in writers() {
            (writer.write)(&task, failed);
        }
        if failed.is_empty()
            && let Err(error) = output.commit()
        {
            failed.push(error.problem());
        }
        // The pictures of the round's scores stand beside those of its surveys.
        if failed.is_empty() && !no_charts && !surveys_alone {
            for error in output.remove_stale() {
                failed.push(error.problem());
            }
        }
    }
}

/// The end of a command whose outputs could not be written.
pub(super) fn refused(found: Problems, failed: Problems, common: &Common) -> u8 {
    // What is wrong with the inputs may be why.
    let mut all = found;
    all.extend(failed);
    print::refusal(&all, common);
    FAILED
}
