//! What a question is about, as the unit's own form says it: a short hash. Answers hang on it and
//! not on the bytes of the form, so that a form which is only saved again voids none of them.

use super::Ask;
use crate::evidence::{Entry, LeafEvidence, Part, Replaced, UnitEvidence};
use crate::expr::number_words;
use crate::rubric::{Rubric, short_hash};
use crate::terms::{Code, Lang};
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

impl Ask {
    /// Whether the form still says what a question of an earlier version shows of it in words, as
    /// in `“250” (ô I15)`. An explanation takes the place of nothing: its question always stands.
    pub(super) fn still_reads(&self, read: &str, form: &UnitEvidence, rubric: &Rubric) -> bool {
        let read = read.rsplit_once(" (ô ").map_or(read, |(said, _)| said);
        let leaf = |code| form.leaves.get(rubric.position(code)?);
        let own = |code, part, now: fn(&LeafEvidence) -> String| {
            let leaf = leaf(code)?;
            let first = leaf.replaced.iter().find(|replaced| replaced.part == part);
            Some(first.map_or_else(|| now(leaf), |first| first.raw.clone()))
        };
        let now = match self {
            Ask::Explain(_) => return true,
            Ask::Value(key) => {
                let entry = rubric.item(key).and_then(|(at, _)| form.items.get(at));
                entry.map(|e| e.replaced.first().map_or(&e.raw, |first| &first.raw).clone())
            }
            Ask::SelfScore(code) => return leaf(code).is_some_and(|leaf| scored(leaf) == read),
            Ask::Proof(code) => own(code, Part::Proof, |leaf| leaf.proof.clone()),
            Ask::Reason(code) => own(code, Part::Explanation, |leaf| leaf.explanation.clone()),
        };
        now.is_some_and(|now| match now.is_empty() {
            true => read == "(trống)",
            false => read == format!("“{now}”"),
        })
    }
}

/// The self score as a question shows it.
fn scored(leaf: &LeafEvidence) -> String {
    let first = leaf.replaced.iter().find(|replaced| replaced.part == Part::SelfScore);
    let outcome = match first {
        Some(first) => first.outcome.clone(),
        None => leaf.self_score.clone().unwrap_or(Err(Gap::Missing)).map(Value::Number),
    };
    match outcome {
        Ok(Value::Number(points)) => number_words(&points.round_half_up(2), Lang::Vi),
        _ => "không đọc được".to_string(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;
    use crate::source::Source;
    use crate::terms::{Exact, Key};

    const SET: &str = r#"
schema = 1
[set]
id = "b"
title = "Thử"
year = 2020
decision = "Thử"
total = 2
[1]
name = "Chỉ đạo"
[1.1]
name = "Kế hoạch"
max = 2
[1.1.data]
n = { label = "Số kế hoạch", unit = "kế hoạch", type = "count" }
[1.1.rule]
kind = "proportional"
value = "n / 2"
"#;

    /// Each question of an earlier version, of forms that said this where it was asked.
    #[test]
    fn an_earlier_question_hangs_on_what_it_shows() {
        let mut problems = Problems::default();
        let rubric = crate::rubric::from_toml(&Source::new("b.toml", SET), None, &mut problems);
        let rubric = rubric.unwrap();
        let code = Code::parse("1.1").unwrap();
        let form = |raw: &str, score: Option<Result<Exact, Gap>>, proof: &str| {
            let mut form = UnitEvidence {
                items: vec![Entry { raw: raw.to_string(), ..Entry::default() }],
                leaves: vec![LeafEvidence::default(); rubric.nodes.len()],
                ..UnitEvidence::default()
            };
            let leaf = &mut form.leaves[rubric.position(&code).unwrap()];
            (leaf.self_score, leaf.proof) = (score, proof.to_string());
            form
        };
        let half = || Exact::fraction(5, 2);
        let value = Ask::Value(Key::new("n"));
        let asks = [
            (&value, "(trống)", form("", None, ""), true),
            (&value, "“12” (ô G14)", form("12", None, ""), true),
            (&value, "“12” (ô G14)", form("13", None, ""), false),
            (&value, "“12 (ô sai) ” (ô G14)", form("12 (ô sai) ", None, ""), true),
            (&Ask::SelfScore(code.clone()), "2,5 (ô K3)", form("", half().map(Ok), ""), true),
            (&Ask::SelfScore(code.clone()), "2 (ô K3)", form("", half().map(Ok), ""), false),
            (
                &Ask::SelfScore(code.clone()),
                "không đọc được (ô K3)",
                form("", Some(Err(Gap::Unreadable)), ""),
                true,
            ),
            (&Ask::Proof(code.clone()), "(trống)", form("12", None, ""), true),
            (&Ask::Proof(code.clone()), "(trống)", form("12", None, "QĐ 5"), false),
            (&Ask::Reason(code.clone()), "(trống)", form("12", None, "QĐ 5"), true),
            (&Ask::Explain(code.clone()), "Gửi quyết định", form("12", None, "QĐ 5"), true),
        ];
        for (ask, read, form, holds) in asks {
            assert_eq!(ask.still_reads(read, &form, &rubric), holds, "{ask} {read}");
        }
    }
}
