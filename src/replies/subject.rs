//! What a question is about, as the unit's own form says it: a short hash. Answers hang on it and
//! not on the bytes of the form, so that a form which is only saved again voids none of them.

use super::Ask;
use crate::evidence::{Entry, LeafEvidence, Part, Replaced, UnitEvidence};
use crate::rubric::{Rubric, short_hash};
use crate::terms::Code;
use crate::text::tidy;
use crate::value::{Gap, Outcome, Value};

impl Ask {
    /// What the form itself says where this is asked, whatever replies have made of it since.
    /// Empty when the set has no such place.
    pub fn subject(&self, evidence: &UnitEvidence, rubric: &Rubric) -> String {
        let text = match self {
            Ask::Value(key) => {
                rubric.item(key).and_then(|(at, _)| evidence.items.get(at)).map(of_item)
            }
            Ask::SelfScore(code) | Ask::Proof(code) | Ask::Reason(code) | Ask::Explain(code) => {
                of_leaf(code, evidence, rubric)
            }
        };
        text.map_or(String::new(), |text| short_hash(&text))
    }
}

/// Everything on the row of a leaf, and the data that its rule reads.
fn of_leaf(code: &Code, evidence: &UnitEvidence, rubric: &Rubric) -> Option<String> {
    let leaf = evidence.leaves.get(rubric.position(code)?)?;
    let mut text = of_row(leaf);
    for (at, _) in rubric.items_of(code) {
        text.push('|');
        text += &evidence.items.get(at).map(of_item).unwrap_or_default();
    }
    Some(text)
}

fn of_item(entry: &Entry) -> String {
    match entry.replaced.first() {
        Some(first) => said(&first.outcome, &first.raw),
        None => said(&entry.outcome, &entry.raw),
    }
}

fn of_row(leaf: &LeafEvidence) -> String {
    let own = |part| leaf.replaced.iter().find(|replaced: &&Replaced| replaced.part == part);
    let score = match (own(Part::SelfScore), &leaf.self_score) {
        (Some(first), _) => said(&first.outcome, ""),
        (None, None) => said(&Err(Gap::Missing), ""),
        (None, Some(score)) => said(&score.clone().map(Value::Number), ""),
    };
    let text = |part, now: &str| own(part).map_or(tidy(now), |first| tidy(&first.raw));
    let proof = text(Part::Proof, &leaf.proof);
    let explanation = text(Part::Explanation, &leaf.explanation);
    format!("{score}|{}|{proof}|{explanation}", tidy(&leaf.na_raw))
}

/// A value however it is written; what is none, as it is written.
fn said(outcome: &Outcome, raw: &str) -> String {
    match outcome {
        Ok(value) => format!("={}", value.to_plain()),
        Err(gap) => format!("{} {}", gap.key(), tidy(raw)),
    }
}
