//! The whole flow on one screen: files in, [`Results`] out. Every stage adds to the problems
//! and goes on; only a round file that cannot be used stops the run.

mod inputs;
mod setting;
mod surveys;
mod transactions;

use std::path::Path;

use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::index;
use crate::ledger::Ledger;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::results::{BlockResults, Results};
use crate::round::{Block, Names};
use crate::scores::{self, Sources};
use crate::survey::Satisfaction;

pub use setting::{Setting, check_file, round_file};
use surveys::report_few_forms;
pub use surveys::{Draw, samples, surveys};

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
    let mut problems = Problems::default();
    let mut ledger = Ledger::default();
    let Some(setting) = Setting::read(path, &mut problems, &mut ledger) else {
        return (None, problems.sorted());
    };
    let names = Names::new(&setting.round);
    let evidence = inputs::evidence(&setting, &names, progress, &mut problems, &mut ledger);
    let appraisals = inputs::appraisals(&setting, &names, progress, &mut problems, &mut ledger);
    let surveys = inputs::surveys(&setting, &names, progress, &mut problems, &mut ledger);
    progress.begin(Stage::Scoring, setting.rubrics.len());
    let blocks = blocks(&setting, &evidence, &appraisals, &surveys, progress, &mut problems);
    report_few_forms(&blocks, &surveys, &setting.round, &mut problems);
    let results = Results {
        program: program(),
        previous: setting.previous.indices.clone(),
        previous_surveys: setting.previous.surveys.clone(),
        round: setting.round,
        blocks,
        surveys,
        ledger,
        problems: problems.clone().sorted(),
    };
    (Some(results), problems.sorted())
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
            held: &|scheme| of_scheme(scheme).is_some(),
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
