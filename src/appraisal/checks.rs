//! Judges appraisals: who may give which points (`rules.md`, “Who decides”), and that no two
//! rows of one round differ.

use std::collections::BTreeMap;

use super::{Appraisals, Conflict, FormRow, Given, Refusal};
use crate::ledger::{Aside, Ledger, ReadAs, Why};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::{Round, Unit};
use crate::rubric::{Leaf, Node, Rubric};
use crate::terms::{AgencyId, Exact, Key, Lang};
use crate::value::Origin;

/// Why the leaf is not to be appraised for this unit by this agency.
pub(super) fn may_appraise(
    round: &Round,
    unit: &Unit,
    (node, leaf): (&Node, &Leaf),
    agency: Option<&AgencyId>,
    place: &Place,
) -> Option<Problem> {
    let new =
        |kind: &Kind| Problem::new(kind, place.clone()).of_unit(&unit.id).with("code", &node.code);
    if leaf.rule.kind == "survey" {
        return Some(new(&kinds::appraisal::SURVEY));
    }
    if !leaf.only.is_empty() && !leaf.only.iter().any(|tag| unit.tags.contains(tag)) {
        let problem = new(&kinds::appraisal::NOT_ASSIGNED);
        return Some(problem.with("unit", &unit.name).with("tags", leaf.only.join(", ")));
    }
    let appraiser = leaf.rule.by.as_ref().or(leaf.appraiser.as_ref());
    match (appraiser, agency) {
        (Some(appraiser), Some(agency)) if appraiser != agency => {
            let problem = new(&kinds::appraisal::OTHER_AGENCY);
            let name = |id: &AgencyId| {
                let known = round.agencies.iter().find(|a| a.id == *id);
                known.map_or(id.to_string(), |a| a.name.clone())
            };
            Some(problem.with("appraiser", name(appraiser)).with("agency", name(agency)))
        }
        _ => None,
    }
}

/// Why the points cannot be: they lie outside the leaf's bounds.
pub(super) fn in_range(
    unit: &Unit,
    node: &Node,
    leaf: &Leaf,
    points: &Exact,
    place: &Place,
) -> Option<Problem> {
    if (&leaf.min..=&node.max).contains(&points) {
        return None;
    }
    let problem = Problem::new(&kinds::appraisal::RANGE, place.clone()).of_unit(&unit.id);
    Some(
        problem
            .with("code", &node.code)
            .number("points", points.to_plain())
            .number("min", leaf.min.to_plain())
            .number("max", node.max.to_plain()),
    )
}

/// What rows speak of: a leaf or a data item.
struct Subject {
    /// Its code or key, for those who look it up.
    fact: (&'static str, String),
    vi: String,
    en: String,
}

/// One thing that rows of several forms may say.
struct Said {
    row: usize,
    value: String,
    origin: Origin,
}

/// Joins the rows of all forms. Rows of one round that say different things of one leaf (or
/// one data item) of one unit are all refused; rows that say the same count once.
pub fn gather(
    given: Given,
    round: &Round,
    rubrics: &[Option<Rubric>],
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Appraisals {
    let Given { mut rows, mut refused } = given;
    let mut scores: BTreeMap<(u8, usize, usize), Vec<Said>> = BTreeMap::new();
    let mut corrections: BTreeMap<(u8, usize, String), Vec<Said>> = BTreeMap::new();
    for (row, form_row) in rows.iter().enumerate() {
        if let Some(score) = &form_row.score {
            let value = score.points.to_plain();
            let said = Said { row, value, origin: score.origin.clone() };
            scores.entry((score.round, score.unit, score.node)).or_default().push(said);
        }
        if let Some(one) = &form_row.correction {
            let value = match &one.outcome {
                Ok(value) => value.to_plain(),
                Err(gap) => gap.key().to_string(),
            };
            let said = Said { row, value, origin: one.origin.clone() };
            corrections.entry((one.round, one.unit, one.key.to_string())).or_default().push(said);
        }
    }
    let mut conflicts = Vec::new();
    for ((number, unit, node), said) in &scores {
        let code = round
            .units
            .get(*unit)
            .and_then(|u| Some(rubrics.get(u.block)?.as_ref()?.nodes.get(*node)?.code.to_string()));
        let code = code.unwrap_or_default();
        if said.iter().any(|s| s.value != said[0].value) {
            let said = said.iter().filter_map(|s| rows[s.row].score.clone()).collect();
            conflicts.push(Conflict { round: *number, unit: *unit, node: *node, said });
        }
        let subject = Subject {
            fact: ("code", code.clone()),
            vi: format!("tiêu chí {code}"),
            en: format!("criterion {code}"),
        };
        for (row, why) in repeated(round, *number, *unit, &subject, said, problems) {
            let score = rows[row].score.take();
            rows[row].otherwise = why;
            if let (Some(score), Why::Rejected(_)) = (score, why) {
                refused.push(open(
                    score.origin,
                    score.agency,
                    (score.round, score.unit),
                    Some(score.node),
                    None,
                ));
            }
        }
    }
    for ((number, unit, key), said) in &corrections {
        let subject = Subject {
            fact: ("key", key.clone()),
            vi: format!("số liệu {key}"),
            en: format!("the value {key}"),
        };
        for (row, why) in repeated(round, *number, *unit, &subject, said, problems) {
            let one = rows[row].correction.take();
            rows[row].otherwise = why;
            if let (Some(one), Why::Rejected(_)) = (one, why) {
                refused.push(open(
                    one.origin,
                    one.agency,
                    (one.round, one.unit),
                    None,
                    Some(one.key),
                ));
            }
        }
    }
    Appraisals { conflicts, refused, ..settle(rows, ledger) }
}

/// What was accepted on its own and contradicts another row.
fn open(
    origin: Origin,
    agency: Option<AgencyId>,
    (round, unit): (u8, usize),
    node: Option<usize>,
    key: Option<Key>,
) -> Refusal {
    let file = origin.file.clone();
    let (round, unit) = (Some(round), Some(unit));
    Refusal { file, origin: Some(origin), round, agency, block: None, unit, node, key }
}

/// Reports what was said more than once; gives the rows that do not count, and why.
fn repeated(
    round: &Round,
    number: u8,
    unit: usize,
    subject: &Subject,
    said: &[Said],
    problems: &mut Problems,
) -> Vec<(usize, Why)> {
    let [first, others @ ..] = said else { return Vec::new() };
    let (Some(last), Some(unit)) = (others.last(), round.units.get(unit)) else {
        return Vec::new();
    };
    let same = others.iter().all(|s| s.value == first.value);
    let kind = if same { &kinds::appraisal::TWICE } else { &kinds::appraisal::CONFLICT };
    let mut problem = Problem::new(kind, (&last.origin).into())
        .of_unit(&unit.id)
        .with(subject.fact.0, &subject.fact.1)
        .said("subject", &subject.vi, &subject.en)
        .with("unit", &unit.name)
        .with("round", number)
        .with("raw", last.value.replace('.', ","))
        .with("taken", first.value.replace('.', ","))
        .said("values", listed(said, Lang::Vi), listed(said, Lang::En));
    for one in said {
        problem = problem.involving((&one.origin).into(), subject.vi.as_str(), &one.value);
    }
    problems.push(problem);
    let repeated = Why::Aside(Aside::Repeated);
    let (idle, why) = if same { (others, repeated) } else { (said, Why::Rejected(kind.code)) };
    idle.iter().map(|s| (s.row, why)).collect()
}

/// Each value with its place.
fn listed(said: &[Said], lang: Lang) -> String {
    let value = |s: &Said| match lang {
        Lang::Vi => s.value.replace('.', ","),
        Lang::En => s.value.clone(),
    };
    let each = said.iter().map(|s| format!("{} ({})", value(s), Place::from(&s.origin)));
    each.collect::<Vec<_>>().join("; ")
}

/// The accepted appraisals; rows of which nothing is left move in the ledger.
fn settle(rows: Vec<FormRow>, ledger: &mut Ledger) -> Appraisals {
    let mut all = Appraisals::default();
    for row in rows {
        if row.score.is_none() && row.correction.is_none() && row.request.is_none() {
            let mut accounts = ledger.of_file(ReadAs::Appraisal, &row.file);
            if let Some(account) = accounts.find(|a| a.sheet == row.sheet) {
                account.change(row.row, row.otherwise);
                account.values = account.values.saturating_sub(1);
            }
        }
        all.scores.extend(row.score);
        all.corrections.extend(row.correction);
        all.requests.extend(row.request);
    }
    all
}
