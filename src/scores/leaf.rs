//! One leaf of one unit: what the rule gives, what a claim does, what the appraisers said.

use std::collections::HashMap;

use super::sources::Sources;
use super::surroundings::UnitEnv;
use super::unit_data::UnitData;
use super::{AppraisedScore, DecidedBy, Declared, Input, LeafScore, State};
use crate::expr::{Env, Expr, Trace, evaluate, number_words};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::rubric::{Leaf, NaPolicy, Node};
use crate::terms::{Exact, Key, Lang};
use crate::value::{Gap, Origin, Outcome, Value};

/// One leaf of one unit on its way to a score.
pub(super) struct LeafScoring<'a> {
    pub sources: &'a Sources<'a>,
    pub positions: &'a HashMap<&'a Key, usize>,
    pub data: &'a UnitData<'a>,
    pub node: &'a Node,
    pub leaf: &'a Leaf,
    pub at: usize,
}

/// What the rule alone gives.
struct ByRule {
    state: State,
    points: Exact,
    computed: Result<Exact, Gap>,
}

impl LeafScoring<'_> {
    /// Scores the leaf; contradictions and claims are reported.
    pub fn score(&self, env: &UnitEnv<'_>, problems: &mut Problems) -> LeafScore {
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
            last_year: self.last_year(env),
            na_claim: self.data.evidence.leaves.get(self.at).and_then(|l| l.na_claim.clone()),
            trace,
            breakpoints: Box::default(),
            proof: String::new(),
            explanation: String::new(),
        };
        if let Some(declared) = self.data.evidence.leaves.get(self.at) {
            score.self_score = declared.self_score.clone().and_then(Result::ok);
            score.proof = declared.proof.clone();
            score.explanation = declared.explanation.clone();
        }
        let by_rule = (score.state == State::Scored).then(|| score.points.clone());
        self.apply_appraisals(&mut score, problems);
        // Where an appraiser gave other points than the rule, no input would change them.
        if let Some(points) = by_rule.filter(|points| *points == score.points) {
            score.breakpoints = self.breakpoints(env, &score.inputs, &points);
        }
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
        // What a claim hides decided nothing.
        let zero_base = trace.zero_base && outcome == Err(Gap::NotApplicable);
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
                match (claim.is_some() && assigned || zero_base, self.leaf.na) {
                    (true, NaPolicy::Full) => scored(self.node.max.clone()),
                    (true, NaPolicy::Forbid) if !zero_base => gap(State::Missing, Gap::Missing),
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
        // Equal peers are no missing occasion.
        if trace.zero_base && self.leaf.rule.kind != "relative" {
            problems.push(self.problem(&kinds::ZERO_BASE_USED, &origin()));
        }
        if trace.mismatch {
            problems.push(self.problem(&kinds::RULE_TYPES, &origin()));
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
                    declared: Some(Box::new(Declared {
                        outcome: entry.outcome,
                        raw: entry.raw,
                        origin: entry.origin,
                    })),
                },
            })
        });
        entries.collect()
    }

    fn last_year(&self, env: &UnitEnv<'_>) -> Vec<(Key, Outcome)> {
        let mut asked: Vec<(Key, Outcome)> = Vec::new();
        self.leaf.rule.expr.walk(&mut |e| {
            if let Expr::LastYear(key) = e
                && !asked.iter().any(|(known, _)| known == key)
            {
                asked.push((key.clone(), env.last_year(key)));
            }
        });
        asked
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
            score.appraised[usize::from(appraised.round != 1)] = Some(Box::new(AppraisedScore {
                points: appraised.points.clone(),
                reason: appraised.reason.clone(),
                agency: appraised.agency.clone(),
                origin: appraised.origin.clone(),
            }));
        }
    }
}

/// In Vietnamese and in English.
fn computed_words(computed: &Result<Exact, Gap>) -> (String, String) {
    let (vi, en) = match computed {
        Ok(points) => return (number_words(points, Lang::Vi), number_words(points, Lang::En)),
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
