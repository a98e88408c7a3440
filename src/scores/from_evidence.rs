//! Evidence, appraisals and surveys of one block to the scores of its units.

use std::collections::HashMap;

use rayon::prelude::*;

use super::surroundings::{Peers, Standing, UnitEnv};
use super::{AppraisedScore, DecidedBy, Input, LeafScore, State, UnitScores};
use crate::appraisal::{Appraisals, Appraised, Correction};
use crate::evidence::UnitEvidence;
use crate::expr::{SurveyOf, Trace, evaluate};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::round::{Round, Unit};
use crate::rubric::{Leaf, NaPolicy, Node, Rubric};
use crate::terms::{Exact, Key, UnitId};
use crate::value::{Gap, Origin, Outcome, Value};

/// What the leaves of one block are scored from.
pub struct Sources<'a> {
    pub round: &'a Round,
    pub rubric: &'a Rubric,
    /// Positions in `Round::units`.
    pub units: &'a [usize],
    /// One per `Round::units`.
    pub evidence: &'a [UnitEvidence],
    pub appraisals: &'a Appraisals,
    /// Whether the survey with this scheme was held in the round.
    pub held: &'a (dyn Fn(&str) -> bool + Sync),
    /// What a survey found of a unit, as a share of one.
    pub share: &'a (dyn Fn(&UnitId, &str, &SurveyOf) -> Option<Exact> + Sync),
    /// A value of last year's results.
    pub last_year: &'a (dyn Fn(&UnitId, &Key) -> Outcome + Sync),
}

/// Scores every unit of the block, in the order of `units`.
pub fn from_evidence(sources: &Sources<'_>, problems: &mut Problems) -> Vec<UnitScores> {
    let positions: HashMap<&Key, usize> =
        sources.rubric.items.iter().enumerate().map(|(at, item)| (&item.key, at)).collect();
    let given = Given::by_unit(sources);
    let data: Vec<UnitData<'_>> = sources
        .units
        .par_iter()
        .map(|&unit| UnitData::new(sources, &positions, unit, &given[unit]))
        .collect();
    let peers = Peers::of_block(sources, &positions, &data);
    let scored: Vec<(UnitScores, Problems)> = data
        .par_iter()
        .map(|data| {
            let mut found = Problems::default();
            (score_unit(sources, &positions, &peers, data, &mut found), found)
        })
        .collect();
    scored
        .into_iter()
        .map(|(scores, found)| {
            problems.extend(found);
            scores
        })
        .collect()
}

/// What the appraisers gave one unit.
#[derive(Clone, Default)]
struct Given<'a> {
    scores: Vec<&'a Appraised>,
    corrections: Vec<&'a Correction>,
}

impl<'a> Given<'a> {
    /// One per `Round::units`, each in the order of the appraisal rounds.
    fn by_unit(sources: &Sources<'a>) -> Vec<Given<'a>> {
        let mut given = vec![Given::default(); sources.round.units.len()];
        for score in &sources.appraisals.scores {
            given[score.unit].scores.push(score);
        }
        for correction in &sources.appraisals.corrections {
            given[correction.unit].corrections.push(correction);
        }
        for unit in &mut given {
            unit.scores.sort_by_key(|s| s.round);
            unit.corrections.sort_by_key(|c| c.round);
        }
        given
    }
}

/// What is known of one unit before its leaves are scored.
pub(super) struct UnitData<'a> {
    pub unit: &'a Unit,
    pub evidence: &'a UnitEvidence,
    /// As declared, one per `Rubric::items`.
    pub declared: Vec<Outcome>,
    /// After the appraisers' corrections.
    pub corrected: Vec<Outcome>,
    corrections: Vec<(usize, &'a Correction)>,
    appraised: Vec<&'a Appraised>,
}

impl<'a> UnitData<'a> {
    fn new(
        sources: &Sources<'a>,
        positions: &HashMap<&Key, usize>,
        unit: usize,
        given: &Given<'a>,
    ) -> Self {
        let evidence = &sources.evidence[unit];
        let count = sources.rubric.items.len();
        let declared: Vec<Outcome> = (0..count)
            .map(|at| evidence.items.get(at).map_or(Err(Gap::Missing), |e| e.outcome.clone()))
            .collect();
        let mut corrected = declared.clone();
        let mut corrections = Vec::new();
        for &correction in &given.corrections {
            if let Some(&at) = positions.get(&correction.key) {
                corrected[at] = correction.outcome.clone();
                corrections.push((at, correction));
            }
        }
        let unit = &sources.round.units[unit];
        UnitData {
            unit,
            evidence,
            declared,
            corrected,
            corrections,
            appraised: given.scores.clone(),
        }
    }

    /// The last correction of the item at this position.
    fn correction(&self, at: usize) -> Option<&'a Correction> {
        self.corrections.iter().rev().find(|(item, _)| *item == at).map(|(_, c)| *c)
    }

    pub fn has_tag(&self, leaf: &Leaf) -> bool {
        leaf.only.is_empty() || leaf.only.iter().any(|tag| self.unit.tags.contains(tag))
    }
}

fn score_unit(
    sources: &Sources<'_>,
    positions: &HashMap<&Key, usize>,
    peers: &Peers,
    data: &UnitData<'_>,
    problems: &mut Problems,
) -> UnitScores {
    let rubric = sources.rubric;
    let mut standings: Vec<Standing> = vec![Standing::Unknown; rubric.nodes.len()];
    let mut leaves: Vec<Option<LeafScore>> = rubric.nodes.iter().map(|_| None).collect();
    for &at in &rubric.scoring_order {
        let node = &rubric.nodes[at];
        let Some(leaf) = &node.leaf else { continue };
        let env = UnitEnv {
            sources,
            positions,
            unit: &data.unit.id,
            items: &data.corrected,
            standings: &standings,
            peers: peers.of_leaf(at),
        };
        let score = LeafScoring { sources, positions, data, node, leaf, at }.score(&env, problems);
        standings[at] = Standing::of(&score, node);
        leaves[at] = Some(score);
    }
    let leaves: Vec<LeafScore> = leaves.into_iter().flatten().collect();
    report_missing(rubric, data, &leaves, problems);
    UnitScores { leaves }
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
    let codes: Vec<String> = leaves
        .iter()
        .filter(|leaf| leaf.state == State::Missing)
        .map(|leaf| rubric.nodes[leaf.node].code.to_string())
        .collect();
    if !codes.is_empty() {
        problems.push(
            Problem::new(&kinds::MISSING, Place::file(file.as_ref()))
                .with("unit", &data.unit.name)
                .with("count", codes.len())
                .with("codes", codes.join(", "))
                .of_unit(&data.unit.id),
        );
    }
}

/// One leaf of one unit on its way to a score.
struct LeafScoring<'a> {
    sources: &'a Sources<'a>,
    positions: &'a HashMap<&'a Key, usize>,
    data: &'a UnitData<'a>,
    node: &'a Node,
    leaf: &'a Leaf,
    at: usize,
}

/// What the rule alone gives.
struct ByRule {
    state: State,
    points: Exact,
    computed: Result<Exact, Gap>,
}

impl LeafScoring<'_> {
    fn score(&self, env: &UnitEnv<'_>, problems: &mut Problems) -> LeafScore {
        let assigned = self.data.has_tag(self.leaf);
        let (outcome, trace) = if assigned {
            evaluate(&self.leaf.rule.expr, env)
        } else {
            (Err(Gap::NotApplicable), Trace::default())
        };
        self.report_contradictions(&trace, problems);
        let by_rule = self.by_rule(assigned, outcome, &trace, problems);
        let corrected = self.corrected_in();
        // Before the appraiser's correction, for the record.
        let computed = match corrected {
            None => by_rule.computed.clone(),
            Some(_) => number(evaluate(&self.leaf.rule.expr, &env.declared(self.data)).0),
        };
        let mut score = LeafScore {
            node: self.at,
            state: by_rule.state,
            points: by_rule.points,
            computed,
            self_score: None,
            appraised: [None, None],
            decided_by: match (&self.leaf.rule.scheme, corrected) {
                (Some(_), _) => DecidedBy::Survey,
                (None, Some(1)) => DecidedBy::Appraisal1,
                (None, Some(_)) => DecidedBy::Appraisal2,
                (None, None) => DecidedBy::Rule,
            },
            inputs: self.inputs(),
            trace,
            proof: String::new(),
            explanation: String::new(),
        };
        if let Some(declared) = self.data.evidence.leaves.get(self.at) {
            score.self_score = declared.self_score.clone().and_then(Result::ok);
            score.proof = declared.proof.clone();
            score.explanation = declared.explanation.clone();
        }
        self.apply_appraisals(&mut score, problems);
        score
    }

    /// The round of the last correction among the items of this leaf.
    fn corrected_in(&self) -> Option<u8> {
        let items = self.leaf.rule.expr.items();
        items
            .iter()
            .filter_map(|key| self.data.correction(*self.positions.get(key)?))
            .map(|c| c.round)
            .max()
    }

    fn by_rule(
        &self,
        assigned: bool,
        outcome: Outcome,
        trace: &Trace,
        problems: &mut Problems,
    ) -> ByRule {
        let claim = self.claim(trace);
        let outcome = match (&claim, assigned) {
            (Some(_), true) => Err(Gap::NotApplicable),
            _ => number(outcome).map(Value::Number),
        };
        let scored = |points: Exact| ByRule {
            state: State::Scored,
            points: points.clone(),
            computed: Ok(points),
        };
        let gap = |state, gap| ByRule { state, points: Exact::zero(), computed: Err(gap) };
        match outcome {
            Ok(Value::Number(points)) => scored(points),
            Ok(_) | Err(Gap::Unreadable) => gap(State::Unreadable, Gap::Unreadable),
            Err(Gap::Missing) => gap(State::Missing, Gap::Missing),
            Err(Gap::Pending) => gap(State::Pending, Gap::Pending),
            Err(Gap::NotApplicable) => {
                if let (Some(origin), true) = (&claim, assigned) {
                    self.report_claim(origin, problems);
                }
                match (claim.is_some() && assigned || trace.zero_base, self.leaf.na) {
                    (true, NaPolicy::Full) => scored(self.node.max.clone()),
                    (true, NaPolicy::Forbid) if !trace.zero_base => {
                        gap(State::Missing, Gap::Missing)
                    }
                    _ => gap(State::NotApplicable, Gap::NotApplicable),
                }
            }
        }
    }

    /// The cell in which the unit itself claims *không áp dụng*, if it does.
    fn claim(&self, trace: &Trace) -> Option<Option<Origin>> {
        let row = self.data.evidence.leaves.get(self.at).and_then(|l| l.na_claim.clone());
        if row.is_some() {
            return Some(row);
        }
        // Something else that is not applicable (a node, a survey) is not a claim.
        let stops = trace.stopped.iter().map(|(_, gap)| *gap).min();
        if stops != Some(Gap::NotApplicable) {
            return None;
        }
        trace.stopped.iter().find_map(|(name, _)| {
            let at = *self.positions.get(&Key::new(name.as_str()))?;
            Some(self.data.evidence.items.get(at).and_then(|entry| entry.origin.clone()))
        })
    }

    fn place(&self, origin: &Option<Origin>) -> Place {
        match (origin, &self.data.evidence.file) {
            (Some(o), _) => Place::cell(o.file.as_ref(), o.sheet.as_ref(), o.cell.as_ref()),
            (None, Some(file)) => Place::file(file.as_ref()),
            (None, None) => Place::file(self.sources.round.file.as_ref()),
        }
    }

    fn problem(&self, kind: &crate::problem::Kind, origin: &Option<Origin>) -> Problem {
        Problem::new(kind, self.place(origin))
            .with("unit", &self.data.unit.name)
            .with("code", &self.node.code)
            .with("name", &self.node.name)
            .of_unit(&self.data.unit.id)
    }

    fn report_claim(&self, origin: &Option<Origin>, problems: &mut Problems) {
        let kind = match self.leaf.na {
            NaPolicy::Forbid => &kinds::NA_FORBIDDEN,
            _ => &kinds::NA_CLAIM,
        };
        problems.push(self.problem(kind, origin));
    }

    /// Numbers that contradict each other stop the rule; the reader must hear of it.
    fn report_contradictions(&self, trace: &Trace, problems: &mut Problems) {
        let origin = || {
            let items = self.leaf.rule.expr.items();
            let at = items.last().and_then(|key| self.positions.get(key).copied());
            at.and_then(|at| self.data.evidence.items.get(at)).and_then(|e| e.origin.clone())
        };
        if trace.divided_by_zero {
            problems.push(self.problem(&kinds::DIVIDED_BY_ZERO, &origin()));
        }
        if trace.mismatch {
            problems.push(self.problem(&kinds::RULE_TYPES, &origin()));
        }
        if let Some(scheme) = &self.leaf.rule.scheme {
            let held = (self.sources.held)(scheme);
            let silent = trace.stopped.iter().any(|(_, gap)| *gap == Gap::Missing);
            if held && silent {
                problems.push(self.problem(&kinds::NO_FORMS, &None).with("scheme", scheme));
            }
        }
    }

    fn inputs(&self) -> Vec<Input> {
        let items = self.leaf.rule.expr.items();
        let entries = items.iter().filter_map(|key| {
            let at = *self.positions.get(key)?;
            let entry = self.data.evidence.items.get(at).cloned().unwrap_or_default();
            Some(match self.data.correction(at) {
                None => Input {
                    key: (*key).clone(),
                    outcome: entry.outcome,
                    raw: entry.raw,
                    origin: entry.origin,
                    declared: None,
                },
                Some(correction) => Input {
                    key: (*key).clone(),
                    outcome: correction.outcome.clone(),
                    raw: correction.raw.clone(),
                    origin: Some(correction.origin.clone()),
                    declared: Some((entry.outcome, entry.raw, entry.origin)),
                },
            })
        });
        entries.collect()
    }

    fn apply_appraisals(&self, score: &mut LeafScore, problems: &mut Problems) {
        for appraised in self.data.appraised.iter().filter(|a| a.node == self.at) {
            let before = score.appraised[0].clone();
            let settled = before.is_some_and(|b| b.points == appraised.points);
            let differs = score.computed.as_ref() != Ok(&appraised.points) && !settled;
            let judged = self.leaf.rule.kind == "judged";
            if differs && !judged && appraised.reason.is_empty() {
                let (vi, en) = computed_words(&score.computed);
                problems.push(
                    self.problem(&kinds::NO_REASON, &Some(appraised.origin.clone()))
                        .number("given", appraised.points.to_plain())
                        .said("computed", vi, en),
                );
            }
            score.state = State::Scored;
            score.points = appraised.points.clone();
            score.decided_by =
                if appraised.round == 1 { DecidedBy::Appraisal1 } else { DecidedBy::Appraisal2 };
            score.appraised[usize::from(appraised.round != 1)] = Some(AppraisedScore {
                points: appraised.points.clone(),
                reason: appraised.reason.clone(),
                agency: appraised.agency.clone(),
                origin: appraised.origin.clone(),
            });
        }
    }
}

/// In Vietnamese and in English.
fn computed_words(computed: &Result<Exact, Gap>) -> (String, String) {
    let (vi, en) = match computed {
        Ok(points) => return (points.to_plain().replace('.', ","), points.to_plain()),
        Err(Gap::Missing) => ("chưa có số liệu", "no data"),
        Err(Gap::Unreadable) => ("không đọc được", "unreadable"),
        Err(Gap::NotApplicable) => ("không áp dụng", "not applicable"),
        Err(Gap::Pending) => ("chờ thẩm định", "pending"),
    };
    (vi.into(), en.into())
}

fn number(outcome: Outcome) -> Result<Exact, Gap> {
    match outcome? {
        Value::Number(points) => Ok(points),
        _ => Err(Gap::Unreadable),
    }
}
