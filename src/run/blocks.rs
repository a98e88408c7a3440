//! Scores and indices of the blocks, from all that was read.

use super::progress::Progress;
use super::setting::Setting;
use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::index;
use crate::official::Known;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::refusal::Refusal;
use crate::results::BlockResults;
use crate::round::Block;
use crate::rubric::Rubric;
use crate::scores::{self, Sources};
use crate::survey::Satisfaction;

/// Nobody should look for a block in vain.
fn unscored(block: &Block, units: usize) -> Problem {
    Problem::new(&kinds::round::BLOCK_UNSCORED, Place::file(block.criteria.as_str()))
        .with("block", &block.name)
        .with("units", units)
        .because_of(Place::file(block.criteria.as_str()))
}

/// Reports the blocks whose criteria set cannot be used.
pub(super) fn report_unscored(setting: &Setting, problems: &mut Problems) {
    for (block, rubric) in setting.rubrics.iter().enumerate() {
        if rubric.is_none() {
            let units = setting.round.units_of(block).count();
            problems.push(unscored(&setting.round.blocks[block], units));
        }
    }
}

/// What was sent, of which blocks are scored.
pub(super) struct Sent<'a> {
    /// One per unit of the round.
    pub evidence: &'a [UnitEvidence],
    pub appraisals: &'a Appraisals,
    /// What units and surveys sent and cannot be used.
    pub refused: &'a [Refusal],
    pub surveys: &'a [Satisfaction],
    pub official: &'a [Known],
}

/// Hands over what a block is scored from. `None` when its criteria set cannot be used.
pub(super) fn with_sources<R>(
    setting: &Setting,
    sent: &Sent<'_>,
    block: usize,
    then: impl FnOnce(&Sources<'_>) -> R,
) -> Option<R> {
    let rubric = setting.rubrics[block].as_ref()?;
    Some(with_set(setting, sent, (block, rubric), then))
}

/// The same under this criteria set.
pub(super) fn with_set<R>(
    setting: &Setting,
    sent: &Sent<'_>,
    (block, rubric): (usize, &Rubric),
    then: impl FnOnce(&Sources<'_>) -> R,
) -> R {
    let Sent { evidence, appraisals, refused, surveys, official } = *sent;
    let units: Vec<usize> = setting.round.units_of(block).map(|(at, _)| at).collect();
    let of_scheme = |scheme: &str| surveys.iter().find(|s| s.scheme == scheme);
    then(&Sources {
        round: &setting.round,
        rubric,
        units: &units,
        evidence,
        appraisals,
        official,
        refused,
        held: &|scheme| of_scheme(scheme).is_some() || setting.round.awaits(scheme),
        share: &|unit, scheme, of| of_scheme(scheme)?.share(unit, of),
        last_year: &|unit, key| {
            let kind = rubric.item(key).map(|(_, item)| &item.kind);
            setting.previous.value(unit, key, kind)
        },
    })
}

/// Scores and indices of every block whose criteria set can be used.
pub(super) fn blocks(
    setting: &Setting,
    sent: &Sent<'_>,
    progress: &dyn Progress,
    problems: &mut Problems,
) -> Vec<BlockResults> {
    let evidence = sent.evidence;
    let mut blocks = Vec::new();
    let mut met: Vec<usize> = Vec::new();
    for (block, rubric) in setting.rubrics.iter().enumerate() {
        progress.step();
        let units: Vec<usize> = setting.round.units_of(block).map(|(at, _)| at).collect();
        let Some(rubric) = rubric else {
            problems.push(unscored(&setting.round.blocks[block], units.len()));
            continue;
        };
        let scores = with_set(setting, sent, (block, rubric), |sources| {
            scores::from_evidence(sources, &mut *problems)
        });
        let index = index::from_scores(&setting.round, rubric, &units, evidence, &scores);
        for (at, scores) in scores.iter().enumerate() {
            let of = (&setting.round.units[units[at]], &index.units[at]);
            met.extend(index::report_official(&setting.round, rubric, of, scores, problems));
        }
        blocks.push(BlockResults { block, rubric: rubric.clone(), units, scores, index });
    }
    for (at, known) in setting.round.official.known.iter().enumerate() {
        if !met.contains(&at) && setting.rubrics.iter().all(Option::is_some) {
            let problem = Problem::new(&kinds::scores::KNOWN_UNUSED, known.place.clone());
            let problem = problem.with("unit", &known.unit).with("code", &known.code);
            problems.push(problem.with("official", known.official.to_plain()));
        }
    }
    blocks
}
