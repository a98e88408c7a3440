//! The whole flow on one screen: files in, [`Results`] out. Every stage adds to the problems
//! and goes on; only a round file that cannot be used stops the run.

pub mod answers;
mod forms;
mod inputs;
mod places;
mod setting;
mod strangers;
mod strays;
mod surveys;
mod transactions;
mod years;

use std::path::{Path, PathBuf};

use crate::appraisal::{self, Appraisals};
use crate::evidence::UnitEvidence;
use crate::forms::Collected;
use crate::index;
use crate::ledger::{Ledger, ReadAs};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::results::{BlockResults, Results};
use crate::round::{Block, Names, Round};
use crate::scores::{self, Sources};
use crate::stakes;
use crate::survey::Satisfaction;
use crate::survey::register::Sample;

pub use forms::{Asking, Outgoing, questions, templates};
use inputs::Around;
pub use places::{FORMS, Outline, outline};
pub use setting::{Setting, check_file, round_file};
use strays::Strays;
pub use surveys::{Draw, samples, surveys};
use surveys::{report_absent, report_awaited, report_few_forms};

/// What goes on, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Evidence,
    Appraisal,
    Survey,
    Scoring,
    Writing,
}

/// Hears how far the run has come; called from several threads.
pub trait Progress: Sync {
    /// A stage begins that has this many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// One step is done.
    fn step(&self);
}

/// Scores the round at `path`, a folder with a `round.toml` or the file itself. `None` when
/// the round file cannot be used; the problems say why.
pub fn assess(path: &Path, progress: &dyn Progress) -> (Option<Results>, Problems) {
    let (assessment, problems) = assess_whole(path, progress);
    (assessment.map(|a| a.results), problems)
}

/// A run with what it was made from, for the forms that go back to units and appraisers.
pub struct Assessment {
    /// The folder of the round.
    pub folder: PathBuf,
    pub results: Results,
    pub collected: Collected,
}

/// Like [`assess`], and gives what went in beside the results.
pub fn assess_whole(path: &Path, progress: &dyn Progress) -> (Option<Assessment>, Problems) {
    match Materials::read(path, progress) {
        Ok(materials) => {
            let (results, problems) = materials.assess(progress);
            let Materials { setting, collected, .. } = materials;
            (Some(Assessment { folder: setting.folder, results, collected }), problems)
        }
        Err(problems) => (None, problems),
    }
}

/// All that a round is judged by, read and checked, before anything is scored.
pub struct Materials {
    setting: Setting,
    collected: Collected,
    surveys: Vec<Satisfaction>,
    ledger: Ledger,
    problems: Problems,
}

impl Materials {
    /// Reads the round at `path`. When the round file cannot be used, or a file vanished while
    /// its folder was read, the problems say so.
    pub fn read(path: &Path, progress: &dyn Progress) -> Result<Materials, Problems> {
        let mut problems = Problems::default();
        let mut ledger = Ledger::default();
        let Some(setting) = Setting::read(path, &mut problems, &mut ledger) else {
            return Err(problems.sorted());
        };
        let names = Names::new(&setting.round);
        let around = Around { setting: &setting, names: &names, strays: &Strays::find(&setting) };
        let (evidence, replies) = inputs::evidence(&around, progress, &mut problems, &mut ledger);
        // Nothing but the forms uses them; what is wrong with them is told before they go out.
        forms::known(&setting, &mut problems, &mut ledger);
        strangers::report(&setting, &mut problems);
        let appraisals = inputs::appraisals(&around, progress, &mut problems, &mut ledger);
        let surveys = inputs::surveys(&setting, &names, progress, &mut problems, &mut ledger);
        for read_as in [ReadAs::Prefill, ReadAs::Survey, ReadAs::Register] {
            around.strays.report(read_as, &mut problems, &mut ledger);
        }
        if is_stopped(&problems) {
            return Err(problems.sorted());
        }
        ledger.sort_files();
        let collected = Collected { evidence, replies, appraisals };
        Ok(Materials { setting, collected, surveys, ledger, problems })
    }

    pub fn round(&self) -> &Round {
        &self.setting.round
    }

    pub fn appraisals(&self) -> &Appraisals {
        &self.collected.appraisals
    }

    pub fn collected(&self) -> &Collected {
        &self.collected
    }

    /// How far the fieldwork of the surveys is, and what is wrong with the tables it is sized by.
    pub fn quotas(&self) -> (Vec<Sample>, Problems) {
        surveys::quotas(&self.setting, &self.surveys)
    }

    /// Scores, indices, ranks and classes, and all problems, those of reading included.
    pub fn assess(&self, progress: &dyn Progress) -> (Results, Problems) {
        progress.begin(Stage::Scoring, self.setting.rubrics.len());
        let mut problems = self.problems.clone();
        let read = problems.len();
        let mut blocks = self.blocks(self.appraisals(), progress, &mut problems);
        let mut ledger = self.ledger.clone();
        appraisal::unheard(self.appraisals(), problems.iter().skip(read), &mut ledger);
        let evidence = &self.collected.evidence;
        report_few_forms(&blocks, &self.surveys, &self.setting.round, &mut problems);
        report_absent(&self.surveys, &self.setting.round, &mut problems);
        report_awaited(&self.setting, &blocks, &self.surveys, &mut problems);
        stakes::settle(&self.setting.round, &blocks, evidence, &mut problems);
        stakes::count_doubts(&self.setting.round, &mut blocks, &problems);
        let problems = problems.sorted();
        let results = Results {
            program: program(),
            previous: self.setting.previous.indices.clone(),
            previous_surveys: self.setting.previous.surveys.clone(),
            round: self.setting.round.clone(),
            blocks,
            appraisals: self.appraisals().clone(),
            surveys: self.surveys.clone(),
            ledger,
            problems: problems.clone(),
        };
        (results, problems)
    }

    /// What the blocks would come to with other appraisals and everything else as it stands.
    pub fn with_appraisals(&self, appraisals: &Appraisals) -> Vec<BlockResults> {
        // What is wrong with the inputs has been said by the run over the real appraisals.
        self.blocks(appraisals, &Silent, &mut Problems::default())
    }

    /// Scores and indices of every block whose criteria set can be used.
    fn blocks(
        &self,
        appraisals: &Appraisals,
        progress: &dyn Progress,
        problems: &mut Problems,
    ) -> Vec<BlockResults> {
        let evidence = &self.collected.evidence;
        blocks(&self.setting, evidence, appraisals, &self.surveys, progress, problems)
    }
}

/// Whether the machine, or where things were put, hides what would be counted: nothing is made
/// of that.
fn is_stopped(problems: &Problems) -> bool {
    kinds::files::STOPPING.iter().any(|kind| problems.has(kind))
}

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

/// `parindex 0.1.0`
fn program() -> String {
    concat!("parindex ", env!("CARGO_PKG_VERSION")).to_string()
}

/// Nobody should look for a block in vain.
fn unscored(block: &Block, units: usize) -> Problem {
    Problem::new(&kinds::round::BLOCK_UNSCORED, Place::file(block.criteria.as_str()))
        .with("block", &block.name)
        .with("units", units)
        .because_of(Place::file(block.criteria.as_str()))
}

/// Reports the blocks whose criteria set cannot be used.
fn report_unscored(setting: &Setting, problems: &mut Problems) {
    for (block, rubric) in setting.rubrics.iter().enumerate() {
        if rubric.is_none() {
            let units = setting.round.units_of(block).count();
            problems.push(unscored(&setting.round.blocks[block], units));
        }
    }
}

/// Scores and indices of every block whose criteria set can be used.
fn blocks(
    setting: &Setting,
    evidence: &[UnitEvidence],
    appraisals: &Appraisals,
    surveys: &[Satisfaction],
    progress: &dyn Progress,
    problems: &mut Problems,
) -> Vec<BlockResults> {
    let mut blocks = Vec::new();
    for (block, rubric) in setting.rubrics.iter().enumerate() {
        progress.step();
        let units: Vec<usize> = setting.round.units_of(block).map(|(at, _)| at).collect();
        let Some(rubric) = rubric else {
            problems.push(unscored(&setting.round.blocks[block], units.len()));
            continue;
        };
        let of_scheme = |scheme: &str| surveys.iter().find(|s| s.scheme == scheme);
        let sources = Sources {
            round: &setting.round,
            rubric,
            units: &units,
            evidence,
            appraisals,
            held: &|scheme| of_scheme(scheme).is_some() || setting.round.awaits(scheme),
            share: &|unit, scheme, of| of_scheme(scheme)?.share(unit, of),
            last_year: &|unit, key| {
                let kind = rubric.item(key).map(|(_, item)| &item.kind);
                setting.previous.value(unit, key, kind)
            },
        };
        let scores = scores::from_evidence(&sources, problems);
        let index = index::from_scores(&setting.round, rubric, &units, evidence, &scores);
        blocks.push(BlockResults { block, rubric: rubric.clone(), units, scores, index });
    }
    blocks
}
