//! One leaf on one day: what is settled, and what doing everything at once would still earn.

use super::outlook::{Duty, Outlook};
use crate::expr::{Env, Expr, Op, evaluate};
use crate::rubric::{DataItem, Leaf};
use crate::scenario::{Base, Change};
use crate::scores::{LeafScore, State};
use crate::terms::{Date, Exact, Key};
use crate::value::{DataKind, Gap, Outcome, Value};

/// So many combinations of what is still to be done are tried; with more, everything may be won.
const MOST: usize = 512;

pub(super) fn duty(base: &Base<'_>, (at, score): (usize, &LeafScore), day: Date) -> Duty {
    let node = &base.sources.rubric.nodes[score.node];
    let due = node.leaf.as_ref().and_then(|leaf| due(&leaf.rule.expr));
    let now = match score.state {
        State::Scored => score.points.clone().max(Exact::zero()),
        _ => Exact::zero(),
    };
    let (sure, highest) = match node.leaf.as_ref().map(|leaf| changes(base, leaf, score)) {
        Some(Still::Settled) => (now.clone(), now),
        Some(Still::Rises) => (now, node.max.clone()),
        Some(Still::Falls) if score.state == State::Scored => (Exact::zero(), now),
        Some(Still::Falls | Still::Anything) | None => (Exact::zero(), node.max.clone()),
        Some(Still::ToDo(items)) => {
            let best = best(base, (at, score), &items, day).unwrap_or(node.max.clone());
            (now.clone(), best.max(now))
        }
    };
    let lost = node.max.clone() - &highest;
    let outlook = Outlook { possible: highest - &sure, sure, lost };
    Duty { node: score.node, due, outlook }
}

/// How the points of a leaf may still change until the end of the year.
enum Still<'r> {
    /// Decided by an appraiser or by a survey that was held.
    Settled,
    /// Every further thing done adds to them.
    Rises,
    /// Every further fault takes from them.
    Falls,
    Anything,
    /// By doing what is not done yet, which stays done.
    ToDo(Vec<&'r DataItem>),
}

fn changes<'r>(base: &Base<'r>, leaf: &Leaf, score: &LeafScore) -> Still<'r> {
    let given = score.appraised.iter().any(Option::is_some) && !score.follows_data();
    let decided = leaf.rule.kind == "judged" || leaf.rule.scheme.is_some();
    if score.state == State::Scored && (given || decided) {
        return Still::Settled;
    }
    match leaf.rule.kind {
        "count" => return Still::Rises,
        "deduction" => return Still::Falls,
        "judged" | "survey" | "relative" => return Still::Anything,
        _ => {}
    }
    let rubric = base.sources.rubric;
    let items: Vec<&DataItem> = leaf
        .rule
        .expr
        .items()
        .into_iter()
        .filter_map(|key| rubric.item(key).map(|(_, item)| item))
        .collect();
    let is_done_once = |item: &&DataItem| {
        matches!(item.kind, DataKind::Date | DataKind::YesNo | DataKind::Choice(_))
    };
    match !items.is_empty() && items.iter().all(is_done_once) && leaf.rule.expr.nodes().is_empty() {
        true => Still::ToDo(items.into_iter().filter(|item| is_open(score, &item.key)).collect()),
        false => Still::Anything,
    }
}

/// Whether nothing was done yet of what the item asks for.
fn is_open(score: &LeafScore, key: &Key) -> bool {
    let input = score.inputs.iter().find(|input| input.key == *key);
    match input.map(|input| &input.outcome) {
        Some(Ok(Value::YesNo(done))) => !done,
        Some(Ok(_)) => false,
        Some(Err(gap)) => *gap != Gap::NotApplicable,
        None => true,
    }
}

/// The most that the leaf would earn with what is open done on the day, or left. `None` where there
/// is too much to try.
fn best(
    base: &Base<'_>,
    (at, own): (usize, &LeafScore),
    items: &[&DataItem],
    day: Date,
) -> Option<Exact> {
    let choices: Vec<Vec<Value>> = items.iter().map(|item| done(item, day)).collect();
    let count = choices
        .iter()
        .map(|list| list.len() + 1)
        .try_fold(1usize, |all, n| all.checked_mul(n).filter(|count| *count <= MOST))?;
    let mut best = Exact::zero();
    for mut number in 0..count {
        let mut changes = Vec::new();
        for (item, list) in items.iter().zip(&choices) {
            let digit = number % (list.len() + 1);
            number /= list.len() + 1;
            // What is left undone is as it was on the day, which may be less than by now.
            let left = || own.inputs.iter().find(|input| input.key == item.key);
            let outcome = match digit.checked_sub(1).map(|digit| &list[digit]) {
                Some(value) => Ok(value.clone()),
                None => left().map_or(Err(Gap::Missing), |input| input.outcome.clone()),
            };
            changes.push(Change::Declared { unit: at, key: item.key.clone(), outcome });
        }
        let then = base.run(&changes);
        let mut leaves = then.scores(at).leaves.iter();
        let score = leaves.find(|score| score.node == own.node)?;
        if score.state == State::Scored {
            best = best.max(score.points.clone());
        }
    }
    Some(best)
}

/// What an item says once it is done on the day.
fn done(item: &DataItem, day: Date) -> Vec<Value> {
    match &item.kind {
        DataKind::Date => vec![Value::Date(day)],
        DataKind::YesNo => vec![Value::YesNo(true)],
        DataKind::Choice(options) => options.iter().cloned().map(Value::Text).collect(),
        _ => Vec::new(),
    }
}

/// The day up to which the first comparison of a date with a fixed day holds.
fn due(expr: &Expr) -> Option<Date> {
    let mut found = None;
    expr.walk(&mut |part| {
        let Expr::Apply(Op::AtMost | Op::Less, sides) = part else { return };
        if found.is_none() && !sides[1].any(&mut |e| matches!(e, Expr::Item(_) | Expr::It)) {
            found = match evaluate(&sides[1], &Nothing).0 {
                Ok(Value::Date(day)) => Some(day),
                _ => None,
            };
        }
    });
    found
}

/// Surroundings of a fixed day: it looks at nothing.
struct Nothing;

impl Env for Nothing {
    fn item(&self, _: &Key) -> Outcome {
        Err(Gap::Missing)
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }
}
