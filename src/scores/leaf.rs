//! One leaf of one unit: what the rule gives, what a claim does, what the appraisers said.

use std::collections::HashMap;

use super::absent::Absent;
use super::sources::Sources;
use super::surroundings::UnitEnv;
use super::unit_data::UnitData;
use super::{Claim, DecidedBy, Declared, Input, LeafScore, Record, State, ValueFrom};
use crate::appraisal::Correction;
use crate::evidence::Part;
use crate::expr::{Env, Expr, Trace, evaluate};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::refusal::Refusal;
use crate::rubric::{Full, Leaf, Node};
use crate::terms::{AgencyId, Exact, Key};
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
    /// The unit's own claim that the leaf does not apply, where it decided.
    claim: Option<Box<Claim>>,
    /// An appraiser's word that it does not apply, where the leaf does not allow it.
    refused: Option<Box<Refusal>>,
}

impl LeafScoring<'_> {
    /// Who decides where nobody gives points: the rule, with the value that an appraiser corrected in
    /// a round, if one did.
    fn ruled_by(&self, corrected: Option<u8>) -> DecidedBy {
        match (&self.leaf.rule.scheme, corrected) {
            (Some(_), _) => DecidedBy::Survey,
            (None, Some(1)) => DecidedBy::Appraisal1,
            (None, Some(_)) => DecidedBy::Appraisal2,
            (None, None) => DecidedBy::Rule,
        }
    }

    /// Scores the leaf; contradictions and claims are reported.
    pub(super) fn score(&self, env: &UnitEnv<'_>, problems: &mut Problems) -> LeafScore {
        let assigned = self.leaf.is_for(&self.data.unit.tags);
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
            corrected: None,
            self_score: None,
            appraised: [None, None],
            decided_by: self.ruled_by(corrected),
            refusal: None,
            open_peers: Box::default(),
            claim: by_rule.claim,
            agreed_absent: None,
            peers: Box::default(),
            inputs: self.inputs(),
            last_year: self.last_year(env),
            na_claim: self.row_claim(),
            refused_claim: self.raised_claim().filter(|_| self.row_claim().is_none()),
            trace,
            breakpoints: Box::default(),
            proof: String::new(),
            explanation: String::new(),
            record: self.record(),
            aside: None,
        };
        if let Some(declared) = self.data.evidence.leaves.get(self.at) {
            score.self_score = declared.self_score.clone().and_then(Result::ok);
            score.proof = declared.proof.clone();
            score.explanation = declared.explanation.clone();
            score.aside = declared.aside.clone();
        }
        let ruled = match corrected {
            None => by_rule.computed,
            Some(_) if score.state == State::Scored => Ok(score.points.clone()),
            Some(_) => Err(gap_of(score.state)),
        };
        score.corrected = corrected.map(|round| (round, ruled.clone()));
        self.decide(ruled.clone(), &mut score, problems);
        // Where an appraiser gave other points than the rule, no input would change them.
        if let Some(points) = ruled.ok().filter(|points| *points == score.points) {
            score.breakpoints = self.breakpoints(env, &score.inputs, &points);
        }
        let refused = self.refusal(&score, assigned).cloned().map(Box::new);
        let absent = by_rule.refused.filter(|_| score.state == State::Missing);
        score.refusal = refused.or(score.refusal.take()).or(absent);
        score
    }

    /// The last corrections of the items of this leaf.
    pub(super) fn corrections(&self) -> impl Iterator<Item = &Correction> {
        let items = self.leaf.rule.expr.items();
        items.into_iter().filter_map(|key| self.data.correction(*self.positions.get(key)?))
    }

    /// The round of the last correction among the items of this leaf.
    pub(super) fn corrected_in(&self) -> Option<u8> {
        self.corrections().map(|c| c.round).max()
    }

    /// Whether the row of a cell corrects a value of this leaf itself.
    pub(super) fn is_corrected_beside(&self, origin: &Origin) -> bool {
        let row = |origin: &Origin| {
            let cell = origin.cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            (origin.file.clone(), origin.sheet.clone(), cell.to_string())
        };
        self.corrections().any(|c| row(&c.origin) == row(origin))
    }

    /// Whether a correction of round 2 is of the agency that appraises this leaf.
    pub(super) fn is_corrected_by_appraiser(&self) -> bool {
        let appraiser = self.leaf.appraiser();
        let own = |agency: &AgencyId| appraiser.is_none_or(|appraiser| appraiser == agency);
        self.corrections().any(|c| c.round == 2 && c.agency.as_ref().is_none_or(own))
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
            claim: None,
            refused: None,
        };
        let gap = |state, gap| ByRule { state, computed: Err(gap), ..scored(Exact::zero()) };
        match outcome {
            Ok(Value::Number(points)) => scored(points),
            Ok(_) | Err(Gap::Unreadable) => gap(State::Unreadable, Gap::Unreadable),
            Err(Gap::Missing) => gap(State::Missing, Gap::Missing),
            Err(Gap::Pending) => gap(State::Pending, Gap::Pending),
            Err(Gap::NotApplicable) => {
                let claimed = claim.filter(|_| assigned);
                claimed.iter().for_each(|claim| self.report_claim(claim, problems));
                let given = match (claimed.is_some(), zero_base) {
                    (_, true) => self.leaf.na.on_zero_base(),
                    (true, false) => self.leaf.na.on_claim(),
                    (false, false) => Err(Gap::NotApplicable),
                };
                let found = match given {
                    Ok(Full) => scored(self.node.max.clone()),
                    Err(Gap::Missing) => {
                        let by = claimed.and_then(|claim| claim.by);
                        let refused = by.map(|by| Box::new(self.refusal_of(by)));
                        return ByRule { refused, ..gap(State::Missing, Gap::Missing) };
                    }
                    Err(_) => gap(State::NotApplicable, Gap::NotApplicable),
                };
                let claim = claimed.and_then(Absent::claim).map(Box::new);
                ByRule { claim, ..found }
            }
        }
    }

    fn place(&self, origin: &Option<Origin>) -> Place {
        match (origin, &self.data.evidence.file) {
            (Some(origin), _) => origin.into(),
            (None, Some(file)) => Place::file(file.as_ref()),
            (None, None) => Place::file(self.sources.round.file.as_ref()),
        }
    }

    pub(super) fn problem(&self, kind: &crate::problem::Kind, origin: &Option<Origin>) -> Problem {
        Problem::new(kind, self.place(origin))
            .with("unit", &self.data.unit.name)
            .with("code", &self.node.code)
            .with("name", &self.node.name)
            .of_unit(&self.data.unit.id)
    }

    /// What the unit wrote in a cell that was read for this leaf.
    pub(super) fn raw_at(&self, origin: &Option<Origin>) -> &str {
        let evidence = self.data.evidence;
        let entry = evidence.items.iter().find(|entry| origin.is_some() && entry.origin == *origin);
        let claim = evidence.leaves.get(self.at).filter(|leaf| leaf.na_claim == *origin);
        entry
            .map(|entry| entry.raw.as_str())
            .or(claim.map(|leaf| leaf.na_raw.as_str()))
            .unwrap_or("")
    }

    /// Numbers that contradict each other stop the rule; the reader must hear of it.
    fn report_contradictions(&self, trace: &Trace, problems: &mut Problems) {
        let origin = || {
            let items = self.leaf.rule.expr.items();
            let at = items.last().and_then(|key| self.positions.get(key).copied());
            at.and_then(|at| self.data.evidence.items.get(at)).and_then(|e| e.origin.clone())
        };
        if trace.divided_by_zero {
            let at = origin();
            let mut problem =
                self.problem(&kinds::DIVIDED_BY_ZERO, &at).with("raw", self.raw_at(&at));
            for input in self.inputs() {
                if let Some(origin) = &input.origin {
                    let label = self
                        .positions
                        .get(&input.key)
                        .map(|at| &self.sources.rubric.items[*at].label);
                    let label = label.map_or(input.key.as_str(), String::as_str);
                    problem = problem.involving(origin.into(), label, &input.raw);
                }
            }
            problems.push(problem);
        }
        // Equal peers are no missing occasion.
        if trace.zero_base && self.leaf.rule.kind != "relative" {
            let at = origin();
            let raw = self.raw_at(&at);
            problems.push(self.problem(&kinds::ZERO_BASE_USED, &at).with("raw", raw));
        }
        if let Some(day) = trace.outside_calendar {
            let at = origin();
            let shown = day.map(|day| day.format("%d/%m/%Y").to_string());
            let (vi, en) = match shown {
                Some(day) => (format!("ngày {day}"), format!("the day {day}")),
                None => ("khoảng ngày phải đếm".into(), "the span that is counted".into()),
            };
            let problem =
                self.problem(&kinds::CALENDAR_OUTSIDE, &at).with("day", vi).with("day_en", en);
            let years = self.sources.round.calendar.years();
            let raw = self.raw_at(&at);
            problems.push(problem.with("raw", raw).with("years", years));
        }
        if trace.mismatch {
            problems.push(self.problem(&kinds::RULE_TYPES, &origin()));
        }
    }

    /// What replies of the unit did to this leaf and its values.
    fn record(&self) -> Option<Box<Record>> {
        let evidence = self.data.evidence;
        let mut record = Record::default();
        for key in self.leaf.rule.expr.items() {
            let Some(entry) = self.positions.get(key).and_then(|at| evidence.items.get(*at)) else {
                continue;
            };
            let replaced = entry.replaced.iter().map(|old| (Some(key.clone()), old.clone()));
            record.replaced.extend(replaced);
        }
        if let Some(said) = evidence.leaves.get(self.at) {
            record.replaced.extend(said.replaced.iter().map(|old| (None, old.clone())));
            record.supplements.clone_from(&said.supplements);
            let places = [
                (Part::SelfScore, &said.self_origin),
                (Part::Proof, &said.proof_origin),
                (Part::Explanation, &said.explanation_origin),
            ];
            let is_changed = |part: Part| said.replaced.iter().any(|old| old.part == part);
            let changed = places.into_iter().filter(|(part, _)| is_changed(*part));
            record.changed = changed.filter_map(|(part, at)| Some((part, at.clone()?))).collect();
        }
        (record != Record::default()).then(|| Box::new(record))
    }

    fn inputs(&self) -> Vec<Input> {
        if self.leaf.is_full_for(&self.data.unit.tags) {
            return Vec::new();
        }
        let items = self.leaf.rule.expr.items();
        let entries = items.iter().filter_map(|key| {
            let at = *self.positions.get(key)?;
            let entry = self.data.evidence.items.get(at).cloned().unwrap_or_default();
            Some(match (self.data.correction(at), self.given_elsewhere(key, at)) {
                (None, Some(input)) => input,
                (None, None) => Input {
                    key: (*key).clone(),
                    from: match entry.replaced.is_empty() {
                        true => ValueFrom::Form,
                        false => ValueFrom::Reply,
                    },
                    outcome: entry.outcome,
                    raw: entry.raw,
                    origin: entry.origin,
                    by_formula: entry.by_formula,
                    comment: entry.comment,
                    declared: None,
                    count_of: None,
                },
                (Some(correction), _) => Input {
                    key: (*key).clone(),
                    from: ValueFrom::Correction,
                    outcome: correction.outcome.clone(),
                    raw: correction.raw.clone(),
                    origin: Some(correction.origin.clone()),
                    by_formula: false,
                    comment: entry.comment,
                    declared: Some(Box::new(Declared {
                        outcome: entry.outcome,
                        raw: entry.raw,
                        origin: entry.origin,
                    })),
                    count_of: None,
                },
            })
        });
        entries.collect()
    }

    /// The value of an item where it is not the unit's own: given for the block, or official.
    fn given_elsewhere(&self, key: &Key, at: usize) -> Option<Input> {
        let input = |from, value: &Value, origin: &Origin| Input {
            key: key.clone(),
            from,
            outcome: Ok(value.clone()),
            raw: value.to_plain(),
            origin: Some(origin.clone()),
            by_formula: false,
            comment: None,
            declared: None,
            count_of: None,
        };
        if let Some(given) = &self.sources.rubric.items[at].given {
            return Some(input(ValueFrom::Block, &given.value, &given.origin));
        }
        let known = self.data.official_in_place(at)?;
        let Some(counted) = &known.counted else {
            return Some(input(ValueFrom::Official, &known.value, &known.origin));
        };
        let counted = Some(counted.clone());
        Some(Input { count_of: counted, ..input(ValueFrom::Register, &known.value, &known.origin) })
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
}

/// The number that something gives; anything else is unreadable.
pub(super) fn number(outcome: Outcome) -> Result<Exact, Gap> {
    match outcome? {
        Value::Number(points) => Ok(points),
        _ => Err(Gap::Unreadable),
    }
}

/// Why a leaf in this state has no points.
fn gap_of(state: State) -> Gap {
    match state {
        State::Missing => Gap::Missing,
        State::Pending => Gap::Pending,
        State::NotApplicable => Gap::NotApplicable,
        State::Scored | State::Unreadable => Gap::Unreadable,
    }
}
