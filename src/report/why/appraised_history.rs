//! What the appraisers of a round said of a leaf: points, corrections, contradictions, requests.

use crate::scores::{Input, Stance};
use crate::terms::texts;

use crate::report::standing::point_decimals;
use crate::report::why::history::{Event, Teller, contradicted};
use crate::report::words;

texts! {
    GIVES "cho điểm vòng {round}", "gives points in round {round}";
    AGREES
        "đồng ý với điểm theo số liệu, vòng {round}",
        "agrees with the points by the data in round {round}";
    AGREES_NA
        "đồng ý không áp dụng, vòng {round}",
        "agrees in round {round} that it does not apply";
    ASKS "yêu cầu giải trình", "asks to explain";
    CORRECTS "sửa số liệu vòng {round}", "corrects a value in round {round}";
    CONTRADICTS
        "cho điểm vòng {round} khác nhau, không dùng",
        "contradicts in round {round}: not used";
    CONTRADICTS_VALUE
        "sửa số liệu vòng {round} khác nhau, không dùng",
        "corrects a value in round {round} in another way than others: not used";
}

impl Teller<'_> {
    /// Corrections that count, and those that contradict each other.
    pub(super) fn corrections(&self, round: u8) -> Vec<Event> {
        let of_round = [("round", round.to_string())];
        let facts = [("round", of_round[0].1.as_str())];
        let differing = contradicted(self.results(), self.unit, self.score);
        let mut events: Vec<Event> = differing
            .filter(|one| one.round == round)
            .map(|one| {
                let what = CONTRADICTS_VALUE.with(self.lang, &facts);
                let what = format!("{what}: {}", self.label(&one.key));
                Event {
                    new: self.said(&one.outcome, &one.raw, Some(&one.key)),
                    reason: one.reason.clone(),
                    ..self.theirs(what, one.agency.as_ref(), &one.origin)
                }
            })
            .collect();
        for input in &self.score.inputs {
            let all = self.results().appraisals.corrections.iter();
            let own = all.filter(|c| (c.round, c.unit) == (round, self.unit) && c.key == input.key);
            for one in own {
                let what =
                    format!("{}: {}", CORRECTS.with(self.lang, &facts), self.label(&input.key),);
                events.push(Event {
                    old: self.before_correction(input, round),
                    new: self.said(&one.outcome, &one.raw, Some(&input.key)),
                    reason: one.reason.clone(),
                    ..self.theirs(what, one.agency.as_ref(), &one.origin)
                });
            }
        }
        events
    }

    /// What a correction of this round took the place of: that of round 1, or what was declared.
    fn before_correction(&self, input: &Input, round: u8) -> String {
        let key = Some(&input.key);
        let mut all = self.results().appraisals.corrections.iter();
        let earlier = all.find(|c| c.round < round && c.unit == self.unit && c.key == input.key);
        match (earlier, &input.declared) {
            (Some(one), _) => self.said(&one.outcome, &one.raw, key),
            (None, Some(d)) => self.said(&d.outcome, &d.raw, key),
            (None, None) => String::new(),
        }
    }

    /// Whether a value of the leaf was corrected in an earlier round.
    fn corrected_before(&self, round: u8) -> bool {
        let mut earlier = self
            .results()
            .appraisals
            .corrections
            .iter()
            .filter(|c| c.round < round && c.unit == self.unit);
        earlier.any(|c| self.score.inputs.iter().any(|input| input.key == c.key))
    }

    /// Points, contradictions and requests of one round of appraisal.
    pub(super) fn of_round(&self, round: u8) -> Vec<Event> {
        let decimals = point_decimals(self.results());
        let number = |points| words::number(points, decimals, self.lang);
        let facts = [("round", round.to_string())];
        let facts: Vec<(&str, &str)> = facts.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let mut events = Vec::new();
        let here = |unit: usize, node: usize| (unit, node) == (self.unit, self.score.node);
        let conflicts = self.results().appraisals.conflicts.iter();
        for given in
            conflicts.filter(|c| c.round == round && here(c.unit, c.node)).flat_map(|c| &c.said)
        {
            let what = CONTRADICTS.with(self.lang, &facts);
            events.push(Event {
                new: number(&given.points),
                reason: given.reason.clone(),
                ..self.theirs(what, given.agency.as_ref(), &given.origin)
            });
        }
        if let Some(given) = &self.score.appraised[usize::from(round != 1)] {
            let before = self.score.appraised[0].as_ref().filter(|_| round == 2);
            let old = match (before, &self.score.computed) {
                (Some(first), _) => number(&first.points),
                // A correction stands between: the computed points are no more those before.
                (None, _) if self.corrected_before(round) => String::new(),
                // What the form showed on that day, which the data need not give now.
                (None, Ok(points)) => number(given.shown.as_ref().unwrap_or(points)),
                (None, Err(gap)) => words::gap(*gap, self.lang).to_string(),
            };
            let word = if given.stance == Stance::Agrees { AGREES } else { GIVES };
            let event =
                self.theirs(word.with(self.lang, &facts), given.agency.as_ref(), &given.origin);
            events.push(Event {
                old,
                new: number(&given.points),
                reason: given.reason.clone(),
                ..event
            });
            if !given.request.is_empty() {
                let what = ASKS.say(self.lang).to_string();
                let event = self.theirs(what, given.agency.as_ref(), &given.origin);
                events.push(Event { new: given.request.clone(), ..event });
            }
        }
        if let Some(seen) = self.score.confirmed().filter(|seen| seen.round == round) {
            let what = AGREES_NA.with(self.lang, &facts);
            events.push(self.theirs(what, seen.agency.as_ref(), &seen.origin));
        }
        let requests = self.results().appraisals.requests.iter();
        for request in requests.filter(|r| r.round == round && here(r.unit, r.node)) {
            let what = ASKS.say(self.lang).to_string();
            let event = self.theirs(what, request.agency.as_ref(), &request.origin);
            events.push(Event { new: request.text.clone(), ..event });
        }
        events
    }
}
