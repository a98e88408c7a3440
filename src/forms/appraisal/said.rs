//! What a form repeats of a unit and leaf, for those who ask whether a row is still one row: on the
//! form's own hidden sheet, and as the round knows it.

use super::columns::{CODE, COMPUTED, EXPLANATION, FACTS, PROOF, SELF};
use super::joined;
use crate::appraisal::{SAID, State};
use crate::evidence::{LeafEvidence, Part, UnitEvidence};
use crate::forms::frame::LANG;
use crate::forms::workbook::{Content, FormCell};
use crate::report::words;
use crate::round::{Round, Unit};
use crate::rubric::{DataItem, Leaf, Rubric};
use crate::value::{Outcome, Value};

/// Points have no more places than these in a form.
const PLACES: u32 = 4;

/// The row of the hidden sheet for one row of the form.
pub(super) fn hidden_row(unit: &Unit, cells: &[FormCell]) -> Vec<String> {
    let text = |column: u16| {
        let cell = cells.iter().find(|cell| cell.columns.0 == column);
        cell.map_or(String::new(), |cell| match &cell.content {
            Content::Text(text) => text.clone(),
            Content::Number(number) => number.to_plain(),
            _ => String::new(),
        })
    };
    let said = [CODE, FACTS, SELF, COMPUTED, PROOF, EXPLANATION].map(text);
    [SAID.to_string(), unit.id.to_string()].into_iter().chain(said).collect()
}

/// A data item with what was declared of it.
pub(super) fn facts_words(label: &str, outcome: &Outcome, item: Option<&DataItem>) -> String {
    format!("{label}: {}", words::of_item(outcome, item, LANG))
}

/// What the round knows of every unit and leaf: as first declared, and as it is now.
pub fn states(round: &Round, rubrics: &[Option<Rubric>], evidence: &[UnitEvidence]) -> Vec<State> {
    let mut all: Vec<State> = Vec::new();
    for (unit, (of, evidence)) in round.units.iter().zip(evidence).enumerate() {
        let Some(Some(rubric)) = rubrics.get(of.block) else { continue };
        for (node, _, leaf) in rubric.leaves().filter(|(.., leaf)| leaf.is_for(&of.tags)) {
            let Some(declared) = evidence.leaves.get(node) else { continue };
            let made = [true, false].map(|first| {
                let facts = facts(rubric, leaf, evidence, first);
                State { unit, node, facts, ..state(declared, first) }
            });
            let is_replied = made[0] != made[1];
            all.extend(made.into_iter().skip(usize::from(!is_replied)));
        }
    }
    all
}

fn facts(rubric: &Rubric, leaf: &Leaf, evidence: &UnitEvidence, first: bool) -> String {
    let facts = leaf.rule.expr.items().into_iter().filter_map(|key| {
        let (at, item) = rubric.item(key)?;
        let entry = evidence.items.get(at)?;
        let before = entry.replaced.first().filter(|_| first);
        let outcome: &Outcome = before.map_or(&entry.outcome, |before| &before.outcome);
        Some(facts_words(&item.label, outcome, Some(item)))
    });
    facts.collect::<Vec<_>>().join("; ")
}

fn state(declared: &LeafEvidence, first: bool) -> State {
    let before = |part| declared.replaced.iter().find(|old| first && old.part == part);
    let text = |part, now: &str, added: fn(&crate::evidence::Supplement) -> &str| {
        let own = before(part).map_or(now, |old| old.raw.as_str());
        let added = declared.supplements.iter().filter(|_| !first).map(added);
        joined(std::iter::once(own).chain(added))
    };
    let now = declared.self_score.as_ref().and_then(|score| score.as_ref().ok());
    let score = match before(Part::SelfScore).map(|old| &old.outcome) {
        Some(Ok(Value::Number(score))) => Some(score),
        Some(_) => None,
        None => now,
    };
    State {
        unit: 0,
        node: 0,
        facts: String::new(),
        self_score: score.map_or(String::new(), |s| s.round_half_up(PLACES).to_plain()),
        proof: text(Part::Proof, &declared.proof, |s| &s.proof),
        explanation: text(Part::Explanation, &declared.explanation, |s| &s.answer),
    }
}
