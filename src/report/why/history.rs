//! Who said what of a leaf, and when: what the unit declared, what replies changed, what the
//! appraisers gave and asked, what was answered.

use chrono::NaiveDateTime;

use crate::appraisal::Correction;
use crate::evidence::Replaced;
use crate::refusal::{Refusal, Refused};
use crate::results::{BlockResults, Results};
use crate::scores::{Input, LeafScore, State};
use crate::value::{Gap, Origin, Outcome, Value};

use crate::report::standing::{Standing, agency_name, point_decimals};
use crate::report::words;
use crate::terms::{AgencyId, Key, Lang, Text, texts};

texts! {
    DECLARES "kê khai", "declares";
    CHANGES "sửa theo phiếu trả lại", "changes by a reply";
    SCORES_ITSELF "tự chấm", "scores itself";
    NAMES_PROOF "nêu tài liệu kiểm chứng", "names its proof";
    EXPLAINS "giải trình", "explains";
    CLAIMS "đề nghị không áp dụng", "claims that it does not apply";
    REFUSED_REPLY
        "gửi câu trả lời sửa số liệu, chưa dùng được",
        "sends a reply that corrects the value and cannot be used";
    REFUSED_EXPLANATION
        "gửi giải trình, chưa dùng được", "sends an explanation that cannot be used";
    REFUSED_FILE
        "gửi thêm tệp, chưa đọc được", "sends a further file that cannot be read";
    ANSWERS "trả lời yêu cầu giải trình", "answers the request";
    PROGRAM "Phần mềm", "The program";
    RESULT "Kết quả", "Result";
    COMPUTES "tính theo số liệu", "computes from the data";
    DECIDED "điểm cuối cùng", "final points";
}

/// One thing that somebody said of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When the file it stands in was saved, as the file says; `None` when it does not.
    pub when: Option<NaiveDateTime>,
    pub who: String,
    pub what: String,
    pub old: String,
    pub new: String,
    pub reason: String,
    pub origin: Option<Origin>,
}

/// Everything said of one leaf of one unit, from its declaration to the deciding points.
/// `leaf` is a position in `UnitScores::leaves`.
pub fn events(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    leaf: usize,
    lang: Lang,
) -> Vec<Event> {
    let standing = Standing::of(results, block, unit);
    let score = &standing.leaves[leaf];
    let teller = Teller { standing: &standing, score, unit: block.units[unit], lang };
    let mut events = teller.of_inputs();
    events.extend(teller.of_row());
    events.extend(teller.refused());
    events.extend(teller.claim());
    events.push(teller.computed());
    for round in [1, 2] {
        events.extend(teller.corrections(round));
        events.extend(teller.of_round(round));
        if round == 1 {
            events.extend(teller.supplements());
        }
    }
    events.push(teller.decided());
    events
}

/// Whether more was said of the leaf than the unit's own declaration.
pub(super) fn is_eventful(results: &Results, unit: usize, score: &LeafScore) -> bool {
    let here = |other: usize, node: usize| (other, node) == (unit, score.node);
    let appraisals = &results.appraisals;
    score.appraised.iter().any(Option::is_some)
        || score.confirmed().is_some()
        || score.record.is_some()
        || sent_in_vain(score).is_some()
        || score.inputs.iter().any(|i| i.declared.is_some())
        || appraisals.requests.iter().any(|r| here(r.unit, r.node))
        || appraisals.conflicts.iter().any(|c| here(c.unit, c.node))
        || contradicted(results, unit, score).next().is_some()
}

/// What the unit sent for the leaf and cannot be used.
fn sent_in_vain(score: &LeafScore) -> Option<(&Refusal, Text)> {
    let refusal = score.refusal.as_deref()?;
    match refusal.what {
        Refused::Reply if refusal.node.is_some() => Some((refusal, REFUSED_EXPLANATION)),
        Refused::Reply => Some((refusal, REFUSED_REPLY)),
        Refused::File => Some((refusal, REFUSED_FILE)),
        _ => None,
    }
}

/// The contradicting corrections of the values that a leaf reads.
pub(super) fn contradicted<'r>(
    results: &'r Results,
    unit: usize,
    score: &LeafScore,
) -> impl Iterator<Item = &'r Correction> {
    let reads = |key: &Key| score.inputs.iter().any(|input| input.key == *key);
    let conflicts: Vec<_> = results.appraisals.value_conflicts_of(unit, reads).collect();
    conflicts.into_iter().flat_map(|conflict| &conflict.said)
}

pub(super) struct Teller<'r> {
    pub standing: &'r Standing<'r>,
    pub score: &'r LeafScore,
    /// Position in `Round::units`.
    pub unit: usize,
    pub lang: Lang,
}

impl Teller<'_> {
    pub(super) fn results(&self) -> &Results {
        self.standing.results
    }

    /// What replies took the place of, with the data item's key.
    fn replaced(&self) -> impl Iterator<Item = &(Option<Key>, Replaced)> {
        self.score.record.iter().flat_map(|record| &record.replaced)
    }

    pub(super) fn saved(&self, origin: Option<&Origin>) -> Option<NaiveDateTime> {
        self.results().ledger.file(&origin?.file)?.saved
    }

    pub(super) fn label<'a>(&'a self, key: &'a Key) -> &'a str {
        let item = self.standing.block.rubric.item(key);
        item.map_or(key.as_str(), |(_, item)| item.label.as_str())
    }

    /// Something the unit did.
    pub(super) fn own(&self, word: Text, subject: &str, origin: Option<Origin>) -> Event {
        let what = word.say(self.lang);
        Event {
            when: self.saved(origin.as_ref()),
            who: self.standing.unit.name.clone(),
            what: if subject.is_empty() { what.to_string() } else { format!("{what}: {subject}") },
            old: String::new(),
            new: String::new(),
            reason: String::new(),
            origin,
        }
    }

    /// Something an appraiser did.
    pub(super) fn theirs(&self, what: String, agency: Option<&AgencyId>, origin: &Origin) -> Event {
        let who = agency.map(|id| agency_name(self.results(), id).to_string());
        Event {
            when: self.saved(Some(origin)),
            who: who.unwrap_or_else(|| origin.file.to_string()),
            what,
            old: String::new(),
            new: String::new(),
            reason: String::new(),
            origin: Some(origin.clone()),
        }
    }

    pub(super) fn said(&self, outcome: &Outcome, raw: &str, key: Option<&Key>) -> String {
        let item = key.and_then(|key| self.standing.block.rubric.item(key)).map(|(_, item)| item);
        match outcome {
            Ok(_) => words::of_item(outcome, item, self.lang),
            Err(gap) if raw.is_empty() => words::gap(*gap, self.lang).to_string(),
            Err(gap) => format!("“{raw}” ({})", words::gap(*gap, self.lang)),
        }
    }

    /// What was declared, and what replies made of it, each with its own file.
    fn of_inputs(&self) -> Vec<Event> {
        self.score.inputs.iter().flat_map(|input| self.of_input(input)).collect()
    }

    fn of_input(&self, input: &Input) -> Vec<Event> {
        // An appraiser's correction is told in its round.
        let (outcome, raw, origin) = match &input.declared {
            Some(declared) => (&declared.outcome, &declared.raw, &declared.origin),
            None => (&input.outcome, &input.raw, &input.origin),
        };
        let key = Some(&input.key);
        let last = (self.said(outcome, raw, key), origin.clone());
        let replaced = self.replaced().filter(|(of, _)| of.as_ref() == key).map(|(_, r)| r);
        let before = replaced.map(|r| (self.said(&r.outcome, &r.raw, key), r.origin.clone()));
        self.chain(self.label(&input.key), DECLARES, before.chain([last]).collect())
    }

    /// The first as it was declared, each later one as a change of the one before it.
    fn chain(
        &self,
        subject: &str,
        first: Text,
        values: Vec<(String, Option<Origin>)>,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        let mut before: Option<String> = None;
        for (new, origin) in values {
            let word = if before.is_none() { first } else { CHANGES };
            let old = before.replace(new.clone()).unwrap_or_default();
            events.push(Event { old, new, ..self.own(word, subject, origin) });
        }
        events
    }

    /// Self score, proof and explanation.
    fn of_row(&self) -> Vec<Event> {
        use crate::evidence::Part;
        let decimals = point_decimals(self.results());
        let points = self.score.self_score.as_ref();
        let points = match self.claimed_by_reply() {
            true => words::gap(Gap::NotApplicable, self.lang).to_string(),
            false => points.map(|p| words::number(p, decimals, self.lang)).unwrap_or_default(),
        };
        let parts = [
            (Part::SelfScore, SCORES_ITSELF, points),
            (Part::Proof, NAMES_PROOF, self.score.proof.clone()),
            (Part::Explanation, EXPLAINS, self.score.explanation.clone()),
        ];
        let form = self.form();
        let mut events = Vec::new();
        for (part, word, last) in parts {
            let old: Vec<&Replaced> =
                self.replaced().map(|(_, r)| r).filter(|r| r.part == part).collect();
            if last.is_empty() && old.is_empty() {
                continue;
            }
            // Where nothing stood before, nothing was said.
            let said = old.iter().filter(|r| !r.raw.is_empty() || r.outcome.is_ok());
            let before = said.map(|r| {
                let text = match &r.outcome {
                    Ok(Value::Number(points)) => words::number(points, decimals, self.lang),
                    _ if r.raw.is_empty() => self.said(&r.outcome, "", None),
                    _ => r.raw.clone(),
                };
                (text, r.origin.clone())
            });
            let origin = self.changed(part).or_else(|| form.clone());
            let all = before.chain([(last, origin)]).collect();
            let subject = part.word(self.lang).to_lowercase();
            events.extend(self.chain("", word, all).into_iter().enumerate().map(|(at, event)| {
                match at {
                    0 => event,
                    _ => Event { what: format!("{}: {subject}", event.what), ..event },
                }
            }));
        }
        events
    }

    /// Where a part stands that a reply changed.
    fn changed(&self, part: crate::evidence::Part) -> Option<Origin> {
        let mut all = self.score.record.iter().flat_map(|record| &record.changed);
        all.find(|(of, _)| *of == part).map(|(_, origin)| origin.clone())
    }

    /// A reply says *Không áp dụng* where a self score stood.
    fn claimed_by_reply(&self) -> bool {
        let changed = self.changed(crate::evidence::Part::SelfScore);
        changed.is_some() && changed.as_ref() == self.raised()
    }

    /// The unit's own form, as a place.
    fn form(&self) -> Option<Origin> {
        let file = self.standing.index.file.clone()?;
        Some(Origin { file, sheet: "".into(), cell: "".into() })
    }

    /// The cell that claims that the leaf does not apply, whatever became of the claim.
    fn raised(&self) -> Option<&Origin> {
        self.score.na_claim.as_ref().or(self.score.refused_claim.as_ref())
    }

    /// The unit's claim that the leaf does not apply, where a reply did not make it.
    fn claim(&self) -> Option<Event> {
        let raised = self.raised().filter(|_| !self.claimed_by_reply())?;
        Some(self.own(CLAIMS, "", Some(raised.clone())))
    }

    fn refused(&self) -> Option<Event> {
        let (refusal, word) = sent_in_vain(self.score)?;
        let whole = || {
            let (sheet, cell) = ("".into(), "".into());
            Origin { file: refusal.file.clone(), sheet, cell }
        };
        let subject = refusal.key.as_ref().map_or("", |key| self.label(key));
        let origin = refusal.origin.clone().unwrap_or_else(whole);
        Some(self.own(word, subject, Some(origin)))
    }

    fn computed(&self) -> Event {
        let new = match &self.score.computed {
            Ok(points) => words::number(points, point_decimals(self.results()), self.lang),
            Err(gap) => words::gap(*gap, self.lang).to_string(),
        };
        Event { who: PROGRAM.say(self.lang).to_string(), new, ..self.own(COMPUTES, "", None) }
    }

    fn supplements(&self) -> Vec<Event> {
        let answers =
            self.score.record.iter().flat_map(|record| &record.supplements).map(|one| Event {
                when: one.saved,
                new: one.answer.clone(),
                reason: one.proof.clone(),
                ..self.own(ANSWERS, "", Some(one.origin.clone()))
            });
        answers.collect()
    }

    fn decided(&self) -> Event {
        let decimals = point_decimals(self.results());
        let (new, by) = match self.score.state {
            State::Scored => (
                words::number(&self.standing.points(self.score.node), decimals, self.lang),
                words::decided_by(self.score.decided_by, self.lang),
            ),
            other => (words::state(other, self.lang).to_string(), ""),
        };
        Event {
            who: RESULT.say(self.lang).to_string(),
            new,
            reason: by.to_string(),
            ..self.own(DECIDED, "", None)
        }
    }
}
