//! All rows of all forms to the appraisals that count: no two rows of one round may differ.

use std::collections::BTreeMap;

use super::voice::Voice;
use super::{Agreement, Appraisals, Appraised, Conflict, FormRow, Given, Request, ValueConflict};
use crate::ledger::{Aside, Findings, Ledger, ReadAs, RowFate};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::refusal::{Refusal, Refused};
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::terms::{AgencyId, Key, Lang};
use crate::value::{Gap, Origin};

/// Joins the rows of all forms. Rows of one round that say different things of one leaf (or
/// one data item) of one unit are all refused, and wait for round 2; rows that say the same count
/// once.
pub fn gather(
    given: Given,
    round: &Round,
    rubrics: &[Option<Rubric>],
    findings: &mut Findings,
) -> Appraisals {
    let Given { rows, refused } = given;
    let (mut points, mut values) = (BTreeMap::new(), BTreeMap::new());
    for (at, row) in rows.iter().enumerate() {
        if let Some(score) = &row.score {
            let place = (score.round, score.unit, score.node);
            let said: &mut Vec<Said> = points.entry(place).or_default();
            let voice = Voice::Points(score.points.clone(), score.shown.clone());
            said.push(
                Said::of(at, score.points.to_plain(), &score.origin, &score.agency)
                    .with_voice(voice),
            );
        }
        if let Some(agreed) = &row.agreement {
            let place = (agreed.round, agreed.unit, agreed.node);
            let said: &mut Vec<Said> = points.entry(place).or_default();
            let voice = Voice::Agrees(agreed.shown.clone());
            said.push(
                Said::of(at, agreed_words(agreed), &agreed.origin, &agreed.agency)
                    .with_voice(voice),
            );
        }
        if let Some(one) = &row.correction {
            let value = match &one.outcome {
                Ok(value) => value.to_plain(),
                Err(gap) => gap.key().to_string(),
            };
            let said: &mut Vec<Said> =
                values.entry((one.round, one.unit, one.key.clone())).or_default();
            said.push(Said::of(at, value, &one.origin, &one.agency));
        }
    }
    let heard = Heard { round, rubrics, points, values };
    let mut gathering =
        Gathering { heard: &heard, rows, refused, problems: &mut findings.problems };
    let conflicts = gathering.points();
    let value_conflicts = gathering.values();
    let Gathering { rows, refused, .. } = gathering;
    Appraisals { conflicts, value_conflicts, refused, ..settle(rows, &mut findings.ledger) }
}

/// One thing that rows of several forms may say.
struct Said {
    row: usize,
    value: String,
    /// Of points and marks: what they come to.
    voice: Option<Voice>,
    origin: Origin,
    agency: Option<AgencyId>,
}

impl Said {
    fn of(row: usize, value: String, origin: &Origin, agency: &Option<AgencyId>) -> Said {
        Said { row, value, voice: None, origin: origin.clone(), agency: agency.clone() }
    }

    fn with_voice(self, voice: Voice) -> Said {
        Said { voice: Some(voice), ..self }
    }

    fn is_same(&self, other: &Said, decimals: u32) -> bool {
        match (&self.voice, &other.voice) {
            (Some(one), Some(other)) => one.is_same(other, decimals),
            _ => self.value == other.value,
        }
    }
}

/// What rows speak of: a leaf or a data item.
struct Subject {
    /// Its code or key, for those who look it up.
    fact: (&'static str, String),
    vi: String,
    en: String,
}

/// Everything said, by round, unit and leaf or data item.
struct Heard<'a> {
    round: &'a Round,
    rubrics: &'a [Option<Rubric>],
    points: BTreeMap<(u8, usize, usize), Vec<Said>>,
    values: BTreeMap<(u8, usize, Key), Vec<Said>>,
}

impl Heard<'_> {
    fn rubric(&self, unit: usize) -> Option<&Rubric> {
        self.rubrics.get(self.round.units.get(unit)?.block)?.as_ref()
    }

    /// What round 2 said with one voice of the points of a leaf.
    fn points_of_2(&self, unit: usize, node: usize) -> Option<&Said> {
        self.points.get(&(2, unit, node)).filter(|said| self.agree(said))?.first()
    }

    /// What round 2 said with one voice of a value.
    fn value_of_2(&self, unit: usize, key: &Key) -> Option<&Said> {
        self.values.get(&(2, unit, key.clone())).filter(|said| self.agree(said))?.first()
    }

    fn agree(&self, said: &[Said]) -> bool {
        let decimals = self.round.rules.decimals;
        let mut pairs = said
            .iter()
            .enumerate()
            .flat_map(|(at, one)| said[at + 1..].iter().map(move |other| (one, other)));
        pairs.all(|(one, other)| one.is_same(other, decimals))
    }

    /// What settled in round 2 that the points of a leaf were contradicted in round 1: other
    /// points, or a corrected value that the rule computes them from.
    fn deciders_of_points(&self, unit: usize, node: usize) -> Vec<&Said> {
        if let Some(said) = self.points_of_2(unit, node) {
            return vec![said];
        }
        let leaf = self.rubric(unit).and_then(|r| r.nodes.get(node)?.leaf.as_ref());
        let keys = leaf.map(|leaf| leaf.rule.expr.items()).unwrap_or_default();
        keys.into_iter().filter_map(|key| self.value_of_2(unit, key)).collect()
    }

    /// What settled in round 2 that a value was contradicted in round 1: another value, or points
    /// for every leaf that reads it.
    fn deciders_of_value(&self, unit: usize, key: &Key) -> Vec<&Said> {
        if let Some(said) = self.value_of_2(unit, key) {
            return vec![said];
        }
        let Some(rubric) = self.rubric(unit) else { return Vec::new() };
        let readers = rubric.leaves().filter(|(_, _, leaf)| leaf.rule.expr.items().contains(&key));
        let given: Option<Vec<&Said>> =
            readers.map(|(node, ..)| self.points_of_2(unit, node)).collect();
        given.unwrap_or_default()
    }
}

/// The rows on their way to what counts.
struct Gathering<'a> {
    heard: &'a Heard<'a>,
    rows: Vec<FormRow>,
    refused: Vec<Refusal>,
    problems: &'a mut Problems,
}

impl<'a> Gathering<'a> {
    /// Judges the points of every leaf.
    fn points(&mut self) -> Vec<Conflict> {
        let heard = self.heard;
        let mut conflicts = Vec::new();
        for (&(round, unit, node), said) in &heard.points {
            let code = heard.rubric(unit).and_then(|r| Some(r.nodes.get(node)?.code.to_string()));
            let code = code.unwrap_or_default();
            let subject = Subject {
                vi: format!("tiêu chí {code}"),
                en: format!("criterion {code}"),
                fact: ("code", code),
            };
            let scores = said.iter().filter_map(|s| {
                let row = &self.rows[s.row];
                row.score.clone().or_else(|| as_points(row.agreement.as_ref()?))
            });
            if !heard.agree(said) {
                conflicts.push(Conflict { round, unit, node, said: scores.collect() });
            }
            let deciders = match round {
                1 => heard.deciders_of_points(unit, node),
                _ => Vec::new(),
            };
            for (row, why) in self.repeated((round, unit), &subject, said, &deciders) {
                let agreed = self.rows[row].agreement.take();
                let score = self.rows[row].score.take();
                self.keep_request(row, score.as_ref());
                self.rows[row].otherwise = why;
                let given = score.map(|score| (score.origin, score.agency));
                let given = given.or(agreed.map(|agreed| (agreed.origin, agreed.agency)));
                if let (Some((origin, agency)), RowFate::Rejected(_)) = (given, why) {
                    let refusal = open(origin, agency, (round, unit));
                    self.refused.push(Refusal { node: Some(node), ..refusal });
                }
            }
        }
        conflicts
    }

    /// Points that do not count may stand beside a request, which does.
    fn keep_request(&mut self, row: usize, score: Option<&Appraised>) {
        let Some(score) = score.filter(|score| !score.request.is_empty()) else { return };
        self.rows[row].request.get_or_insert_with(|| Request {
            round: score.round,
            unit: score.unit,
            node: score.node,
            text: score.request.clone(),
            agency: score.agency.clone(),
            origin: score.origin.clone(),
        });
    }

    /// Judges the corrections of every value.
    fn values(&mut self) -> Vec<ValueConflict> {
        let heard = self.heard;
        let mut conflicts = Vec::new();
        for ((round, unit, key), said) in &heard.values {
            let (round, unit) = (*round, *unit);
            let subject = Subject {
                fact: ("key", key.to_string()),
                vi: format!("số liệu {key}"),
                en: format!("the value {key}"),
            };
            let given = said.iter().filter_map(|s| self.rows[s.row].correction.clone());
            if !heard.agree(said) {
                let (key, said) = (key.clone(), given.collect());
                conflicts.push(ValueConflict { round, unit, key, said });
            }
            let deciders = match round {
                1 => heard.deciders_of_value(unit, key),
                _ => Vec::new(),
            };
            for (row, why) in self.repeated((round, unit), &subject, said, &deciders) {
                let one = self.rows[row].correction.take();
                self.rows[row].otherwise = why;
                if let (Some(one), RowFate::Rejected(_)) = (one, why) {
                    let refusal = open(one.origin, one.agency, (one.round, one.unit));
                    self.refused.push(Refusal { key: Some(one.key), ..refusal });
                }
            }
        }
        conflicts
    }

    /// Reports what was said more than once; gives the rows that do not count, and why.
    fn repeated(
        &mut self,
        (number, unit): (u8, usize),
        subject: &Subject,
        said: &[Said],
        deciders: &[&Said],
    ) -> Vec<(usize, RowFate)> {
        let (Some(first), Some(unit)) = (said.first(), self.heard.round.units.get(unit)) else {
            return Vec::new();
        };
        if said.len() < 2 {
            return Vec::new();
        }
        let (kind, idle, why) = match (self.heard.agree(said), deciders.is_empty()) {
            (true, _) => (&kinds::appraisal::TWICE, &said[1..], RowFate::Aside(Aside::Repeated)),
            (false, false) => (&kinds::appraisal::DECIDED, said, RowFate::Aside(Aside::Decided)),
            (false, true) => {
                let kind = &kinds::appraisal::CONFLICT;
                (kind, said, RowFate::Rejected(kind.code))
            }
        };
        let problem = self.problem(kind, (unit, number), subject, said);
        let names = |lang| self.listed(deciders, lang);
        let taken = deciders.first().unwrap_or(&first).value.as_str();
        let problem = problem.with("taken", Lang::Vi.decimal(taken));
        let problem = problem.said("decided", names(Lang::Vi), names(Lang::En));
        self.problems.push(problem);
        idle.iter().map(|s| (s.row, why)).collect()
    }

    fn problem(
        &self,
        kind: &crate::problem::Kind,
        (unit, number): (&Unit, u8),
        subject: &Subject,
        said: &[Said],
    ) -> Problem {
        let all: Vec<&Said> = said.iter().collect();
        let last = &said[said.len() - 1];
        let mut problem = Problem::new(kind, (&last.origin).into())
            .of_unit(&unit.id)
            .with(subject.fact.0, &subject.fact.1)
            .said("subject", &subject.vi, &subject.en)
            .with("unit", &unit.name)
            .with("round", number)
            .with("raw", Lang::Vi.decimal(&last.value))
            .said("values", self.listed(&all, Lang::Vi), self.listed(&all, Lang::En));
        for one in said {
            problem = problem.involving((&one.origin).into(), subject.vi.as_str(), &one.value);
        }
        problem
    }

    /// Each value with who gave it, and where.
    fn listed(&self, said: &[&Said], lang: Lang) -> String {
        let agencies = &self.heard.round.agencies;
        let each = said.iter().map(|s| {
            let value = lang.decimal(&s.value);
            let agency = agencies.iter().find(|agency| Some(&agency.id) == s.agency.as_ref());
            let agency = agency.map_or(String::new(), |agency| format!("{}, ", agency.name));
            format!("{value} ({agency}{})", Place::from(&s.origin))
        });
        each.collect::<Vec<_>>().join("; ")
    }
}

/// What a mark stands for among points: those that the form showed, else a word.
fn agreed_words(agreed: &Agreement) -> String {
    match &agreed.shown {
        Some(Ok(points)) => points.to_plain(),
        Some(Err(Gap::NotApplicable)) => "không áp dụng".to_string(),
        _ => "đồng ý".to_string(),
    }
}

/// A mark as the points that the form showed.
fn as_points(agreed: &Agreement) -> Option<Appraised> {
    let points = agreed.shown.clone()?.ok()?;
    Some(Appraised {
        round: agreed.round,
        unit: agreed.unit,
        node: agreed.node,
        shown: Some(points.clone()),
        points,
        reason: agreed.reason.clone(),
        request: String::new(),
        agency: agreed.agency.clone(),
        origin: agreed.origin.clone(),
    })
}

/// What was accepted on its own and contradicts another row.
fn open(origin: Origin, agency: Option<AgencyId>, (round, unit): (u8, usize)) -> Refusal {
    let round = Some(round);
    Refusal { round, agency, ..Refusal::of_cell(Refused::Appraisal, origin, unit) }
}

/// The accepted appraisals; rows of which nothing is left move in the ledger.
fn settle(rows: Vec<FormRow>, ledger: &mut Ledger) -> Appraisals {
    let mut all = Appraisals::default();
    for row in rows {
        let said = row.score.is_some() || row.agreement.is_some() || row.correction.is_some();
        if !said && row.request.is_none() {
            let mut accounts = ledger.of_file(ReadAs::Appraisal, &row.file);
            if let Some(account) = accounts.find(|a| a.sheet == row.sheet) {
                account.change(row.row, row.otherwise);
                account.values = account.values.saturating_sub(1);
            }
        }
        all.scores.extend(row.score);
        all.agreements.extend(row.agreement);
        all.corrections.extend(row.correction);
        all.requests.extend(row.request);
    }
    all
}
