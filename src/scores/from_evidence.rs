//! Evidence, appraisals and surveys of one block to the scores of its units.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::leaf::{LeafScoring, number};
use super::peers::deciding;
use super::sources::Sources;
use super::surroundings::{Peers, Standing, UnitEnv};
use super::unit_data::{Given, UnitData};
use super::{Input, LeafScore, State, UnitScores};
use super::{claims, corrections, identities, official};
use crate::expr::{Env, Expr, PeerStats, SurveyOf};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::round::TieKey;
use crate::rubric::{ClassGate, Leaf, Rubric};
use crate::terms::{Exact, Key};
use crate::value::{Gap, Outcome};

/// Scores every unit of the block, in the order of `units`.
pub fn from_evidence(sources: &Sources<'_>, problems: &mut Problems) -> Vec<UnitScores> {
    let positions: HashMap<&Key, usize> =
        sources.rubric.items.iter().enumerate().map(|(at, item)| (&item.key, at)).collect();
    let given = Given::by_unit(sources);
    let data: Vec<UnitData<'_>> = sources
        .units
        .par_iter()
        .map(|&unit| {
            let sent = (unit, &sources.evidence[unit]);
            UnitData::new(sources, &positions, sent, &given[unit])
        })
        .collect();
    corrections::check(sources, &data, problems);
    let peers = Peers::of_block(sources, &positions, &data);
    let all: Vec<&UnitData<'_>> = data.iter().collect();
    let scored: Vec<(UnitScores, Problems)> = (0..data.len())
        .into_par_iter()
        .map(|own| {
            let mut found = Problems::default();
            let block = Block { sources, positions: &positions, peers: &peers, data: &all };
            (score_unit(&block, own, &mut found), found)
        })
        .collect();
    let scores: Vec<UnitScores> = scored
        .into_iter()
        .map(|(scores, found)| {
            problems.extend(found);
            scores
        })
        .collect();
    claims::compare(sources, &data, &scores, problems);
    scores
}

/// What the units of a block are scored by.
pub(super) struct Block<'a> {
    pub sources: &'a Sources<'a>,
    pub positions: &'a HashMap<&'a Key, usize>,
    pub peers: &'a Peers,
    pub data: &'a [&'a UnitData<'a>],
}

impl<'a> Block<'a> {
    /// What the unit at position `own` sees once its nodes stand as they do; `peers` are those of
    /// the leaf that is looked at.
    pub(super) fn env<'e>(
        &'e self,
        own: usize,
        standings: &'e [Standing],
        peers: &'e [(Expr, PeerStats)],
    ) -> UnitEnv<'e> {
        let Block { sources, positions, data, .. } = *self;
        UnitEnv {
            sources,
            positions,
            unit: data[own].unit,
            items: &data[own].corrected,
            standings,
            peers,
            all_peers: Some(self.peers),
        }
    }
}

/// Scores one leaf of the unit at position `own`, once what it looks at stands.
pub(super) fn score_leaf(
    block: &Block<'_>,
    own: usize,
    (at, leaf): (usize, &Leaf),
    (standings, problems): (&[Standing], &mut Problems),
) -> LeafScore {
    let Block { sources, positions, peers, data } = *block;
    let env = block.env(own, standings, peers.of_leaf(at));
    let node = &sources.rubric.nodes[at];
    let scoring = LeafScoring { sources, positions, data: data[own], node, leaf, at };
    let mut score = scoring.score(&env, problems);
    score.peers = deciding(&leaf.rule.expr, peers.compared(at), positions, data, own);
    score
}

/// Scores the unit at position `own` of the block.
fn score_unit(block: &Block<'_>, own: usize, problems: &mut Problems) -> UnitScores {
    let Block { sources, positions, .. } = *block;
    let data = block.data[own];
    let rubric = sources.rubric;
    let mut standings: Vec<Standing> = vec![Standing::Unknown; rubric.nodes.len()];
    let mut leaves: Vec<Option<LeafScore>> = rubric.nodes.iter().map(|_| None).collect();
    for &at in &rubric.scoring_order {
        let node = &rubric.nodes[at];
        let Some(leaf) = &node.leaf else { continue };
        let score = score_leaf(block, own, (at, leaf), (&standings, &mut *problems));
        standings[at] = Standing::of(&score, node);
        leaves[at] = Some(score);
    }
    let leaves: Vec<LeafScore> = leaves.into_iter().flatten().collect();
    if data.evidence.file.is_none() || data.evidence.stopped.is_some() {
        tell_once(data, problems);
    }
    let failed_checks = identities::check(rubric, positions, data, problems);
    let env = block.env(own, &standings, &[]);
    let official = official::of_unit(&env, positions, data, problems);
    let known = sources.official.iter().filter(|known| known.unit == data.at).cloned().collect();
    report_missing(rubric, data, &leaves, problems);
    report_no_forms(sources, data, &leaves, problems);
    let gates = gates(rubric, &env);
    let ties = ties(sources, &env);
    UnitScores { leaves, failed_checks, official, gates, ties, known }
}

/// What parts units of one index; component indices are known later.
pub(super) fn ties(sources: &Sources<'_>, env: &UnitEnv<'_>) -> Vec<Option<Exact>> {
    let rules = &sources.round.rules;
    let found = rules.tie_break.iter().map(|entry| match &entry.by {
        TieKey::Node(_) => None,
        TieKey::Survey(scheme) => {
            let share = number(env.survey(scheme, &SurveyOf::Index)).ok();
            let percent = share.map(|share| share * &Exact::whole(100));
            percent.map(|percent| percent.round_half_up(rules.decimals))
        }
        TieKey::Item(key) => number(env.item(key)).ok(),
    });
    found.collect()
}

/// What the gates of each class look at.
pub(super) fn gates(rubric: &Rubric, env: &UnitEnv<'_>) -> Vec<Vec<Outcome>> {
    let found = |gate: &ClassGate| match gate {
        ClassGate::Node { .. } => Err(Gap::NotApplicable),
        ClassGate::Survey { scheme, of, .. } => env.survey(scheme, of),
        ClassGate::Item { key, .. } => env.item(key),
    };
    rubric.classes.iter().map(|class| class.gates.iter().map(found).collect()).collect()
}

/// Without evidence every appraised point differs from what the data gives: one line for all
/// that have no reason.
fn tell_once(data: &UnitData<'_>, problems: &mut Problems) {
    let same = |problem: &&Problem| problem.kind == kinds::NO_REASON;
    let codes: Vec<&str> =
        problems.iter().filter(same).filter_map(|problem| problem.plain_fact("code")).collect();
    let Some(first) = problems.iter().find(same).filter(|_| codes.len() > 1) else { return };
    let problem = Problem::new(&kinds::NO_REASONS, first.place.clone())
        .with("unit", &data.unit.name)
        .with("count", codes.len())
        .with("codes", codes.join(", "))
        .of_many(codes.len())
        .of_unit(&data.unit.id);
    problems.retain(|problem| problem.kind != kinds::NO_REASON);
    problems.push(problem);
}

/// One line per survey that the unit has no forms of.
fn report_no_forms(
    sources: &Sources<'_>,
    data: &UnitData<'_>,
    leaves: &[LeafScore],
    problems: &mut Problems,
) {
    let mut silent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for score in leaves.iter().filter(|score| score.state == State::Missing) {
        let node = &sources.rubric.nodes[score.node];
        let scheme = node.leaf.as_ref().and_then(|leaf| leaf.rule.scheme.as_deref());
        if let Some(scheme) = scheme {
            silent.entry(scheme).or_default().push(node.code.as_str());
        }
    }
    let file = data.evidence.file.as_ref().unwrap_or(&sources.round.file);
    for (scheme, codes) in silent {
        problems.push(
            Problem::new(&kinds::NO_FORMS, Place::file(file.as_ref()))
                .with("unit", &data.unit.name)
                .with("scheme", scheme)
                .with("codes", codes.join(", "))
                .of_unit(&data.unit.id),
        );
    }
}

/// One line per unit that names the leaves without data, so that a clerk sees at once what is
/// still open.
fn report_missing(
    rubric: &Rubric,
    data: &UnitData<'_>,
    leaves: &[LeafScore],
    problems: &mut Problems,
) {
    let Some(file) = &data.evidence.file else { return };
    if data.evidence.stopped.is_some() {
        return;
    }
    // By the cell in which an appraiser took the value away, where one did.
    let mut missing: BTreeMap<Option<Place>, Vec<String>> = BTreeMap::new();
    for leaf in leaves.iter().filter(|leaf| leaf.state == State::Missing) {
        let code = rubric.nodes[leaf.node].code.to_string();
        missing.entry(taken_away(leaf)).or_default().push(code);
    }
    for (cause, codes) in missing {
        let problem = Problem::new(&kinds::MISSING, Place::file(file.as_ref()))
            .with("unit", &data.unit.name)
            .with("count", codes.len())
            .with("codes", codes.join(", "))
            .of_unit(&data.unit.id);
        problems.push(match cause {
            Some(place) => problem.because_of(place),
            None => problem,
        });
    }
}

/// Where an appraiser corrected a value of the leaf to *Không áp dụng*, which the set forbids.
fn taken_away(leaf: &LeafScore) -> Option<Place> {
    let is_gone =
        |input: &Input| input.declared.is_some() && input.outcome == Err(Gap::NotApplicable);
    let refusal = leaf.refusal.as_deref().filter(|refusal| refusal.what.is_appraisal())?;
    leaf.inputs.iter().any(is_gone).then_some(())?;
    refusal.origin.as_ref().map(Place::from)
}
