//! Accepted answers into the evidence: each replaces what was asked about, and what it
//! replaces stays on record.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::{Answered, Ask, Given, Replies, Reply};
use crate::evidence::{Part, Replaced, Supplement, UnitEvidence, without_reason};
use crate::expr::number_words;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::terms::{Code, Exact, Lang};
use crate::value::{Gap, Origin, Outcome, Value};

/// Lays the accepted replies over the evidence, in their order. Problems of what was replaced
/// give way to a note; `evidence` has one entry per unit of the round.
pub fn apply(
    replies: &Replies,
    evidence: &mut [UnitEvidence],
    round: &Round,
    rubrics: &[Option<Rubric>],
    problems: &mut Problems,
) {
    for reply in &replies.accepted {
        let unit = &round.units[reply.unit];
        let Some(Some(rubric)) = rubrics.get(unit.block) else { continue };
        let Some(own) = evidence.get_mut(reply.unit) else { continue };
        for answered in &reply.answers {
            let mut laying = Laying { replies, reply, answered, unit, rubric, own, problems };
            laying.lay();
        }
        problems.push_all(unexplained(reply, own, (unit, rubric)));
    }
}

/// The claims of a reply that a leaf does not apply, where nobody says why.
fn unexplained(
    reply: &Reply,
    own: &UnitEvidence,
    (unit, rubric): (&Unit, &Rubric),
) -> Vec<Problem> {
    let mut claimed: BTreeMap<&Code, &Origin> = BTreeMap::new();
    for answered in &reply.answers {
        let code = match (&answered.ask, &answered.given) {
            (Ask::Value(key), Given::Value { outcome: Err(Gap::NotApplicable), .. }) => {
                rubric.item(key).and_then(|(_, item)| item.leaf.as_ref())
            }
            (Ask::SelfScore(code), Given::Score(Err(Gap::NotApplicable))) => Some(code),
            _ => None,
        };
        if let Some(code) = code {
            claimed.entry(code).or_insert(&answered.origin);
        }
    }
    let silent = |code: &Code| {
        let leaf = rubric.position(code).and_then(|node| own.leaves.get(node));
        leaf.is_some_and(|leaf| leaf.explanation.is_empty())
    };
    let claimed = claimed.into_iter().filter(|(code, _)| silent(code));
    let problem =
        |(code, origin): (&Code, &Origin)| without_reason(code, origin.into()).of_unit(&unit.id);
    claimed.map(problem).collect()
}

/// One answer on its way into the evidence.
struct Laying<'a> {
    replies: &'a Replies,
    reply: &'a Reply,
    answered: &'a Answered,
    unit: &'a Unit,
    rubric: &'a Rubric,
    own: &'a mut UnitEvidence,
    problems: &'a mut Problems,
}

impl Laying<'_> {
    fn lay(&mut self) {
        let answered = self.answered;
        match (&answered.ask, &answered.given) {
            (Ask::Value(key), Given::Value { outcome, raw, is_stored }) => {
                if let Some((at, item)) = self.rubric.item(key) {
                    self.value(at, outcome, (raw, *is_stored));
                    self.remark(item.leaf.as_ref());
                }
            }
            (Ask::Value(key), _) => {
                let leaf = self.rubric.item(key).and_then(|(_, item)| item.leaf.as_ref());
                self.remark(leaf);
            }
            (Ask::SelfScore(code), Given::Score(score)) => {
                self.self_score(code, score);
                self.remark(Some(code));
            }
            (Ask::Proof(code), Given::Text(text)) => {
                self.text(code, Part::Proof, text);
                self.remark(Some(code));
            }
            (Ask::Reason(code), Given::Text(text)) => self.text(code, Part::Explanation, text),
            (Ask::Explain(code), given) => self.supplement(code, given),
            (Ask::SelfScore(code) | Ask::Proof(code) | Ask::Reason(code), _) => {
                self.remark(Some(code));
            }
        }
    }

    /// When what is replaced was saved.
    fn saved_of(&self, origin: Option<&Origin>) -> Option<NaiveDateTime> {
        let mut replies = self.replies.accepted.iter();
        let by_reply = origin.and_then(|o| replies.find(|r| r.file == o.file));
        by_reply.map_or(self.own.saved, |reply| reply.saved)
    }

    fn value(&mut self, at: usize, outcome: &Outcome, (raw, is_stored): (&str, bool)) {
        let Some(entry) = self.own.items.get(at) else { return };
        let saved = self.saved_of(entry.origin.as_ref());
        let old = Replaced {
            part: Part::Value,
            outcome: entry.outcome.clone(),
            raw: entry.raw.clone(),
            origin: entry.origin.clone(),
            saved,
            by: self.answered.origin.clone(),
            by_saved: self.reply.saved,
        };
        let item = &self.rubric.items[at];
        // The same PC turns the same day round again.
        let keeps = is_stored && *outcome == old.outcome;
        self.withdraw(&old, Some(item.key.as_str()), &item.label, keeps);
        let label = item.label.clone();
        self.note(&label, &old, raw);
        let entry = &mut self.own.items[at];
        entry.outcome = outcome.clone();
        entry.raw = raw.to_string();
        entry.origin = Some(self.answered.origin.clone());
        entry.by_formula = false;
        entry.replaced.push(old);
    }

    fn self_score(&mut self, code: &Code, score: &Result<Exact, Gap>) {
        let Some(node) = self.rubric.position(code) else { return };
        let Some(leaf) = self.own.leaves.get(node) else { return };
        // A claim that stood in the place of a self score.
        let claim = leaf.na_claim.clone().filter(|_| leaf.self_score.is_none());
        let (outcome, raw) = match (&leaf.self_score, &claim) {
            (None, Some(_)) => (Err(Gap::NotApplicable), leaf.na_raw.clone()),
            (None, None) => (Err(Gap::Missing), String::new()),
            (Some(Err(gap)), _) => (Err(*gap), String::new()),
            (Some(Ok(score)), _) => (Ok(Value::Number(score.clone())), score.to_plain()),
        };
        let origin = claim.or(leaf.self_origin.clone());
        let saved = self.saved_of(origin.as_ref());
        let (by, by_saved) = (self.answered.origin.clone(), self.reply.saved);
        let part = Part::SelfScore;
        let old = Replaced { part, outcome, raw, origin, saved, by, by_saved };
        let name = self.rubric.nodes[node].name.clone();
        self.withdraw(&old, None, &name, false);
        let label = format!("{} – {code}", Part::SelfScore.word(Lang::Vi));
        let new = match score {
            Ok(points) => number_words(points, Lang::Vi),
            Err(gap) => words_of(*gap).to_string(),
        };
        self.note(&label, &old, &new);
        let leaf = &mut self.own.leaves[node];
        // The answer stands for the whole cell: points or a claim, never both.
        let claims = *score == Err(Gap::NotApplicable);
        if claims || leaf.self_score.is_none() {
            leaf.na_claim = claims.then(|| self.answered.origin.clone());
            leaf.na_raw = if claims { new } else { String::new() };
        }
        leaf.self_score = (!claims).then(|| score.clone());
        leaf.self_origin = Some(self.answered.origin.clone());
        leaf.replaced.push(old);
    }

    fn text(&mut self, code: &Code, part: Part, text: &str) {
        let Some(node) = self.rubric.position(code) else { return };
        let Some(leaf) = self.own.leaves.get(node) else { return };
        let (before, origin) = match part {
            Part::Proof => (leaf.proof.clone(), leaf.proof_origin.clone()),
            _ => (leaf.explanation.clone(), leaf.explanation_origin.clone()),
        };
        let outcome = match before.is_empty() {
            true => Err(Gap::Missing),
            false => Ok(Value::Text(before.clone())),
        };
        let saved = self.saved_of(origin.as_ref());
        let (by, by_saved) = (self.answered.origin.clone(), self.reply.saved);
        let old = Replaced { part, outcome, raw: before, origin, saved, by, by_saved };
        let label = format!("{} – {code}", part.word(Lang::Vi));
        self.note(&label, &old, text);
        if part == Part::Explanation {
            self.withdraw_claim(code);
        }
        let leaf = &mut self.own.leaves[node];
        let place = Some(self.answered.origin.clone());
        match part {
            Part::Proof => (leaf.proof, leaf.proof_origin) = (text.to_string(), place),
            _ => (leaf.explanation, leaf.explanation_origin) = (text.to_string(), place),
        }
        leaf.replaced.push(old);
    }

    /// The second cell: it joins what the unit explained before.
    fn remark(&mut self, code: Option<&Code>) {
        let remark = self.answered.more.as_str();
        let Some(node) = code.and_then(|code| self.rubric.position(code)) else { return };
        let before = self.own.leaves.get(node).map_or("", |leaf| leaf.explanation.as_str());
        if remark.is_empty() || before == remark {
            return;
        }
        let joined = match before {
            "" => remark.to_string(),
            before => format!("{before}; {remark}"),
        };
        if let Some(code) = code {
            self.text(code, Part::Explanation, &joined);
        }
    }

    fn supplement(&mut self, code: &Code, given: &Given) {
        let Some(node) = self.rubric.position(code) else { return };
        let Some(leaf) = self.own.leaves.get_mut(node) else { return };
        let answer = match given {
            Given::Text(text) => text.clone(),
            _ => String::new(),
        };
        leaf.supplements.push(Supplement {
            number: self.reply.number,
            answer,
            proof: self.answered.more.clone(),
            origin: self.answered.origin.clone(),
            saved: self.reply.saved,
        });
    }

    /// Takes back what was reported of the value that is no longer used; but for a day that may be
    /// turned round, when the answer is the same stored day.
    fn withdraw(&mut self, old: &Replaced, key: Option<&str>, label: &str, same_day: bool) {
        let unit = &self.unit.id;
        let at = old.origin.as_ref();
        let is_there = |place: &Place| at.is_some_and(|o| Place::from(o) == *place);
        let fact = |p: &Problem, name: &str, value: &str| {
            p.facts.iter().any(|(n, v)| *n == name && v == value)
        };
        self.problems.retain(|p| {
            let code = p.kind.code;
            let gone = code == kinds::evidence::ROW_MISSING.code
                && key.is_some_and(|key| fact(p, "key", key));
            let twice = code == kinds::evidence::TWICE.code && fact(p, "label", label);
            if same_day && code == kinds::values::DATE_TURNED.code {
                return true;
            }
            p.unit.as_ref() != Some(unit) || !(is_there(&p.place) || gone || twice)
        });
    }

    /// A claim without a reason has one now.
    fn withdraw_claim(&mut self, code: &Code) {
        let unit = &self.unit.id;
        let code = code.as_str();
        self.problems.retain(|p| {
            let claim = p.kind.code == kinds::evidence::NA_REASON.code
                && p.facts.iter().any(|(n, v)| *n == "code" && v == code);
            p.unit.as_ref() != Some(unit) || !claim
        });
    }

    fn note(&mut self, label: &str, old: &Replaced, new: &str) {
        let o = &self.answered.origin;
        let place = Place::from(o);
        let from = old.origin.as_ref();
        let from = from.map_or(String::new(), |o| format!(" ({} – {})", o.file, o.cell));
        let problem = Problem::new(&kinds::forms::REPLY_REPLACED, place)
            .with("label", label)
            .with("new", new)
            .with("raw", new)
            .with("taken", new)
            .with("from", from);
        let (vi, en) = match old.raw.as_str() {
            "" => ("để trống".to_string(), "blank".to_string()),
            raw => (format!("“{raw}”"), format!("“{raw}”")),
        };
        self.problems.push(problem.said("old", vi, en).of_unit(&self.unit.id));
    }
}

/// What a cell without points says.
fn words_of(gap: Gap) -> &'static str {
    match gap {
        Gap::NotApplicable => "Không áp dụng",
        Gap::Missing => "",
        Gap::Unreadable => "không đọc được",
        Gap::Pending => "chờ thẩm định",
    }
}

#[cfg(test)]
#[path = "apply_tests.rs"]
mod tests;
