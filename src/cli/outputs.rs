//! Where the outputs of a round go, whether they may go there, and all of them at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::common::{Common, FAILED};
use super::print;
use super::progress::Bar;
use crate::counts::Counts;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::replies::Series;
use crate::results::Results;
use crate::run::{FORMS, Outline, Progress, Stage, outline};
use crate::write::files::{Output, Owner, Recovered, Renew, WriteError, recover, refused_round};
use crate::write::{Occasion, RunReasons, Task, WRITERS};

/// Where the outputs of the round go.
pub(super) fn folder(results: &Results, common: &Common) -> PathBuf {
    match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => PathBuf::from("reports").join(&results.round.id),
    }
}

/// Opens the folder of a round's results; the record beside them says whose they are.
pub(super) fn open(results: &Results, common: &Common) -> Result<Output, WriteError> {
    let output = Output::staged(folder(results, common))?;
    Ok(output.of(Owner::of(results), common.force))
}

/// Opens a folder for forms of the round; what is in it is on record in the round's own folder of
/// forms, since the folder is sent on as it is. `None` when it cannot be, which is told.
pub(super) fn open_forms(folder: &Path, round: &Path, failed: &mut Problems) -> Option<Output> {
    let opened = Output::staged(folder).map_err(|error| failed.push(error.problem()));
    Some(opened.ok()?.recorded_in(&round.join(FORMS)))
}

/// Puts what was written into its place, and says what was kept on the way.
pub(super) fn commit(output: &Output, common: &Common) -> Result<(), WriteError> {
    let told = output.commit()?;
    told.iter().for_each(|problem| print::aside(problem, common));
    Ok(())
}

/// Where a command writes.
#[derive(Clone, Copy)]
pub(super) enum Writes {
    Nothing,
    /// Among the results of the round.
    Results,
    /// Below the folder of forms of the round, unless `--out` names another.
    Forms,
    /// There, and into the folder that `--out` names.
    FormsAndOut,
}

/// Where forms that are only sent out go by themselves, below the folder of forms.
const OWN: [&str; 3] = ["evidence", "appraisal/vong-1", "appraisal/vong-2"];

/// Looks, before anything is read, whether the command may write where it is to, and finishes
/// or takes back what an ended run left there. `None` when all is well; else what is wrong was
/// said.
pub(super) fn refuse(round: &Path, writes: Writes, common: &Common) -> Option<u8> {
    let outline = outline(round)?;
    let named = common.out.as_deref().filter(|out| !out.as_os_str().is_empty());
    let results = named.map_or_else(|| Path::new("reports").join(&outline.round.id), Into::into);
    let mut failed = Problems::default();
    for folder in places(&outline, &results) {
        match recover(&folder) {
            Ok(Some(what)) => print::aside(&recovered(&folder, what), common),
            Ok(None) => {}
            Err(error) => failed.push(error.problem()),
        }
    }
    let target = match writes {
        Writes::Nothing => None,
        Writes::Results => Some(results.as_path()),
        Writes::Forms | Writes::FormsAndOut => named,
    };
    let is_own = matches!(writes, Writes::Forms)
        && named.is_none_or(|out| {
            OWN.iter().any(|own| is_same(out, &outline.folder.join(FORMS).join(own)))
        });
    target
        .and_then(|out| outline.refuses(out, is_own))
        .into_iter()
        .for_each(|problem| failed.push(problem));
    if let (Writes::Results, true) = (writes, failed.is_empty()) {
        let error = refused_round(&results, &owner(&outline), common.force);
        error.map(|error| error.problem()).into_iter().for_each(|problem| failed.push(problem));
    }
    if failed.is_empty() {
        return None;
    }
    // Nothing was read yet, and nothing is wrong with the inputs.
    let nothing = Problems::default();
    print::unwritten(&Counts::default(), &nothing, &failed, common);
    Some(FAILED)
}

/// Every folder into which commands write for this round.
fn places(outline: &Outline, results: &Path) -> Vec<PathBuf> {
    let asked = Series::ALL.iter().map(|series| series.key());
    let forms = OWN.into_iter().chain(asked).map(|name| outline.folder.join(FORMS).join(name));
    let mut all = vec![results.to_path_buf(), outline.folder.join("noi-bo")];
    // What is read from there is read whole.
    let previous = outline.round.previous.iter().map(|file| outline.folder.join(file));
    all.extend(previous.filter_map(|file| file.parent().map(Path::to_path_buf)));
    all.extend(forms);
    all
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// Before the criteria sets are read.
fn owner(outline: &Outline) -> Owner {
    let round = &outline.round;
    Owner {
        id: round.id.clone(),
        year: round.year,
        title: round.title.clone(),
        sets: BTreeMap::new(),
    }
}

fn recovered(folder: &Path, what: Recovered) -> Problem {
    let folder = folder.display().to_string();
    let (vi, en) = match what {
        Recovered::Forward => {
            ("đã ghi nốt, kết quả mới đầy đủ", "it was finished, the new results are whole")
        }
        Recovered::Back => {
            ("đã trả lại nguyên kết quả cũ", "it was taken back, the earlier results are whole")
        }
    };
    Problem::new(&kinds::output::RECOVERED, Place::file(folder.as_str()))
        .with("folder", folder)
        .said("what", vi, en)
}

/// What is written.
pub(super) struct Write<'a> {
    pub results: &'a Results,
    pub surveys_alone: bool,
    pub no_charts: bool,
}

impl Write<'_> {
    /// Every output, or none: then the earlier result stays as it is. Gives the folder, and ends
    /// the bar.
    ///
    /// # Errors
    /// Whatever cannot be written.
    pub(super) fn all(&self, common: &Common, bar: &Bar) -> Result<PathBuf, Problems> {
        let folder = folder(self.results, common);
        let mut failed = Problems::default();
        match open(self.results, common) {
            Ok(output) => self.into(&output.renewing(self.renew()), common, bar, &mut failed),
            Err(error) => failed.push(error.problem()),
        }
        bar.finish();
        if failed.is_empty() { Ok(folder) } else { Err(failed) }
    }

    /// The pictures of the round's scores stand beside those of its surveys.
    fn renew(&self) -> Renew {
        match (self.surveys_alone, self.no_charts) {
            (true, _) => Renew::Nothing,
            (false, true) => Renew::AllButPictures,
            (false, false) => Renew::All,
        }
    }

    fn into(&self, output: &Output, common: &Common, bar: &Bar, failed: &mut Problems) {
        let Write { results, surveys_alone, no_charts, .. } = *self;
        let writers = || {
            let own = WRITERS.iter().filter(|w| w.occasion == Occasion::Score);
            own.filter(|w| !(no_charts && w.name == "charts"))
        };
        bar.begin(Stage::Writing, writers().map(|w| (w.count)(results)).sum());
        let lang = common.lang();
        let reasons = &RunReasons::of(results, lang);
        let task = Task { results, output, lang, reasons, surveys_alone, tick: &|| bar.step() };
        for writer in writers() {
            (writer.write)(&task, failed);
        }
        if failed.is_empty()
            && let Err(error) = commit(output, common)
        {
            failed.push(error.problem());
        }
    }
}

/// The end of a command whose outputs could not be written: what was read all the same, and the
/// faults of writing apart.
pub(super) fn refused(
    results: &Results,
    found: &Problems,
    failed: &Problems,
    common: &Common,
) -> u8 {
    // What is wrong with the inputs may be why.
    print::unwritten(&Counts::of(&results.ledger, found), found, failed, common);
    FAILED
}

/// The same for one fault.
pub(super) fn refused_by(results: &Results, error: &WriteError, common: &Common) -> u8 {
    let failed = [error.problem()].into_iter().collect();
    refused(results, &results.problems, &failed, common)
}
