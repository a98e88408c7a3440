//! The rules of validity over all forms of a survey. In: the forms as read. Out: the valid ones
//! with their flags, and each other with its row and its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::read::{LISTED, Read, Rejected};
use super::report::{by_sheet, report, rows_problem, said_place, say};
use crate::ledger::Findings;
use crate::problem::{Problems, kinds::survey as kinds};
use crate::survey::forms::times;
use crate::survey::forms::{Forms, NO_TIME, NONE, NOT_APPROVED, PREVIEW, REFUSED, UNSUBMITTED};
use crate::survey::scheme::Scheme;
use crate::survey::scheme::validity::{Action, Validity};
use crate::terms::Exact;

use super::doubled::{doubled, time_of};
use super::period::{Fits, Period};
use super::{Flag, Reason, is_straight, median};

/// So many forms of one unit within one minute are a burst.
pub(crate) const BURST: usize = 5;
/// What is found out about each form.
struct Marks<'f> {
    forms: &'f Forms,
    rules: &'f Validity,
    flags: Vec<u8>,
    /// Why it is left out.
    out: Vec<Option<Reason>>,
}

/// Applies the scheme's rules. The ledger takes the forms that are left out from the used rows;
/// problems say them sheet by sheet.
pub fn validate(read: &mut Read, scheme: &Scheme, findings: &mut Findings) {
    let forms = &read.forms;
    let (flags, out) = (vec![0; forms.len()], vec![None; forms.len()]);
    let mut marks = Marks { forms, rules: &scheme.validity, flags, out };
    marks.doubled(&mut findings.problems);
    marks.states();
    let same_id = marks.ids();
    let same_second = marks.same_second();
    marks.each();
    read.period.iter().for_each(|period| marks.years(period, &mut findings.problems));
    marks.times();
    marks.bursts();
    let Marks { flags, out, .. } = marks;
    say(forms, &same_id, &kinds::ID_TWICE, &mut findings.problems);
    let kept: Vec<u32> =
        same_second.into_iter().filter(|form| out[*form as usize].is_none()).collect();
    say(forms, &kept, &kinds::SAME_SECOND, &mut findings.problems);
    report(forms, &out, findings);
    for (form, reason) in out.iter().enumerate() {
        let Some(reason) = reason else { continue };
        read.reasons[*reason as usize] += 1;
        *read.rejected_units.entry(forms.units[form]).or_default() += 1;
        if read.rejected.len() < LISTED {
            read.rejected.push(Rejected {
                sheet: forms.sheet_of(form).unwrap_or(0),
                row: forms.rows[form],
                unit: Some(forms.units[form]),
                reason: *reason,
            });
        }
    }
    for (form, flags) in flags.into_iter().enumerate() {
        read.forms.flags.put(form, flags);
    }
    if out.iter().any(Option::is_some) {
        read.forms = read.forms.kept(|form| out[form].is_none());
    }
}

impl Marks<'_> {
    fn mark(&mut self, form: usize, action: Action, reason: Reason, flag: Option<Flag>) {
        match (action, flag) {
            (Action::Reject, _) => self.out[form] = self.out[form].or(Some(reason)),
            (Action::Flag, Some(flag)) => self.flags[form] |= flag.bit(),
            _ => {}
        }
    }

    fn states(&mut self) {
        if self.forms.states.is_empty() {
            return;
        }
        for form in 0..self.forms.len() {
            let state = self.forms.states.get(form);
            if state & PREVIEW != 0 {
                self.mark(form, Action::Reject, Reason::Preview, None);
            }
            if state & NOT_APPROVED != 0 {
                self.mark(form, self.rules.not_approved, Reason::NotApproved, None);
            }
            if state & UNSUBMITTED != 0 {
                self.mark(form, self.rules.unsubmitted, Reason::Unsubmitted, None);
            }
        }
    }

    /// Forms that stand on an earlier sheet too, said for every pair of sheets.
    fn doubled(&mut self, problems: &mut Problems) {
        for doubled in doubled(self.forms) {
            let (mut rows, mut before) = (Vec::new(), Vec::new());
            for (later, earlier) in &doubled.pairs {
                let (later, earlier) = (*later as usize, *earlier as usize);
                if self.out[later].is_some() {
                    continue;
                }
                rows.push(self.forms.rows[later]);
                before.push(self.forms.rows[earlier]);
                if doubled.sure {
                    self.mark(later, Action::Reject, Reason::Doubled, None);
                }
            }
            if rows.is_empty() {
                continue;
            }
            let kind = if doubled.sure { &kinds::DOUBLED } else { &kinds::ALIKE };
            let first = said_place(self.forms, doubled.earlier, &before);
            let count = rows.len();
            let problem = rows_problem(self.forms, doubled.later, &rows, count, kind);
            problems.push(problem.said("first", first.0, first.1));
        }
    }

    /// Forms of another year than the round's, and those outside its period.
    fn years(&mut self, period: &Period, problems: &mut Problems) {
        let (mut years, mut outside) = (BTreeMap::new(), Vec::new());
        for form in 0..self.forms.len() {
            let time = time_of(self.forms, form).filter(|_| self.out[form].is_none());
            match time.map(|time| period.judge(time, self.rules)) {
                Some(Fits::OtherYear(year)) => {
                    self.mark(form, Action::Reject, Reason::OtherYear, None);
                    let sheet = self.forms.sheet_of(form).unwrap_or(0);
                    let (found, rows): &mut (BTreeSet<i32>, Vec<u32>) =
                        years.entry(sheet).or_default();
                    found.insert(year);
                    rows.push(self.forms.rows[form]);
                }
                Some(Fits::Outside) => outside.push(form as u32),
                Some(Fits::Inside) | None => {}
            }
        }
        for (sheet, (found, rows)) in years {
            let found: Vec<String> = found.iter().map(i32::to_string).collect();
            let problem = rows_problem(self.forms, sheet, &rows, rows.len(), &kinds::YEAR);
            problems.push(problem.with("years", found.join(", ")).with("year", period.year));
        }
        for problem in by_sheet(self.forms, &outside, &kinds::OUTSIDE_PERIOD) {
            let shown = |day: crate::terms::Date| day.format("%d/%m/%Y").to_string();
            problems.push(problem.with("from", shown(period.from)).with("to", shown(period.to)));
        }
    }

    /// Forms with the number of an earlier one; those with other answers are returned.
    fn ids(&mut self) -> Vec<u32> {
        let forms = self.forms;
        if forms.ids.is_empty() {
            return Vec::new();
        }
        let key = |form: u32| match forms.ids.get(form as usize) {
            0 => None,
            id => Some((id >> 64) as u64),
        };
        let mut differing = Vec::new();
        let equal = |a: u32, b: u32| forms.ids.get(a as usize) == forms.ids.get(b as usize);
        for (first, later) in repeated(forms.len(), key, equal) {
            let (a, b) = (first as usize, later as usize);
            if self.out[b].is_some() {
                continue;
            }
            let same = forms.row(a) == forms.row(b)
                && forms.groups[a] == forms.groups[b]
                && forms.clusters[a] == forms.clusters[b];
            if same {
                self.mark(b, self.rules.copy, Reason::Copy, Some(Flag::Repeated));
            } else {
                self.flags[b] |= Flag::IdTwice.bit();
                differing.push(later);
            }
        }
        differing.sort_unstable();
        differing
    }

    /// Forms of a unit with all answers of an earlier one in the same second.
    fn same_second(&mut self) -> Vec<u32> {
        let forms = self.forms;
        if forms.sent.is_empty() || self.rules.same_second == Action::Off {
            return Vec::new();
        }
        let precise = |form: u32| times::is_precise(forms.sent.get(form as usize));
        // days without a time of day are no seconds
        if !(0..forms.len() as u32).any(precise) {
            return Vec::new();
        }
        let parts = |form: u32| {
            let at = form as usize;
            (forms.units[at], forms.sent.get(at), forms.row(at))
        };
        let key = |form: u32| {
            let parts = parts(form);
            (parts.1 != NO_TIME).then(|| {
                let mut hasher = DefaultHasher::new();
                parts.hash(&mut hasher);
                hasher.finish()
            })
        };
        let mut found = Vec::new();
        for (_, later) in repeated(forms.len(), key, |a, b| parts(a) == parts(b)) {
            if self.out[later as usize].is_none() {
                let action = self.rules.same_second;
                self.mark(later as usize, action, Reason::SameSecond, Some(Flag::Repeated));
                found.push(later);
            }
        }
        found.sort_unstable();
        found
    }

    /// What one form tells by itself.
    fn each(&mut self) {
        let (forms, rules) = (self.forms, self.rules);
        let least = rules.min_answered.as_ref().map(|share| least(share, forms.questions));
        for form in 0..forms.len() {
            let answers = forms.row(form);
            let given = answers.iter().filter(|a| **a < REFUSED).count();
            let sent = forms.sent.get(form);
            if sent != NO_TIME && (rules.from.is_some() || rules.to.is_some()) {
                let day = times::day(sent);
                let early = rules.from.is_some_and(|from| day < times::day_of_date(from));
                let late = rules.to.is_some_and(|to| day > times::day_of_date(to));
                if early || late {
                    self.mark(form, Action::Reject, Reason::Outside, None);
                }
            }
            if least.is_some_and(|least| given < least) {
                self.mark(form, Action::Reject, Reason::FewAnswers, None);
            }
            if rules.required.iter().any(|at| answers[*at] >= REFUSED) {
                self.mark(form, Action::Reject, Reason::Required, None);
            }
            if is_straight(answers) {
                self.mark(form, rules.straight, Reason::Straight, Some(Flag::Straight));
            }
            if answers.contains(&REFUSED) {
                self.flags[form] |= Flag::Refused.bit();
            }
            if given * 2 <= answers.len() {
                self.flags[form] |= Flag::HalfBlank.bit();
            }
        }
    }

    /// Forms that took too little time.
    fn times(&mut self) {
        let forms = self.forms;
        if forms.seconds.is_empty() {
            return;
        }
        let known = (0..forms.len()).map(|form| forms.seconds.get(form)).filter(|s| *s != NONE);
        let mut known: Vec<u32> = known.collect();
        let Some(median) = median(&mut known) else { return };
        for form in 0..forms.len() {
            let seconds = forms.seconds.get(form);
            if seconds == NONE {
                continue;
            }
            if self.rules.min_seconds.is_some_and(|least| seconds < least) {
                self.mark(form, Action::Reject, Reason::TooFast, None);
            }
            if u64::from(seconds) * 3 < u64::from(median) {
                self.mark(form, self.rules.speeder, Reason::Speeder, Some(Flag::Speeder));
            }
        }
    }

    /// Many forms of one unit within one minute; a sheet that keeps no seconds may still show it.
    fn bursts(&mut self) {
        let forms = self.forms;
        if forms.sent.is_empty() {
            return;
        }
        let used = (0..forms.len()).filter(|form| self.out[*form].is_none());
        let timed = used.filter(|form| forms.sent.get(*form) != NO_TIME);
        let mut minutes: Vec<(u32, i64, u32)> = timed
            .map(|form| (forms.units[form], forms.sent.get(form).div_euclid(60), form as u32))
            .collect();
        // a day without times of day would be one burst
        if minutes.iter().all(|(_, minute, _)| minute % 1440 == 0) {
            return;
        }
        minutes.par_sort_unstable();
        for minute in minutes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            if minute.len() >= BURST {
                for (_, _, form) in minute {
                    self.flags[*form as usize] |= Flag::Burst.bit();
                }
            }
        }
    }
}

/// How many of `questions` a share asks for, rounded up.
fn least(share: &Exact, questions: usize) -> usize {
    let wanted = share.clone() * &Exact::whole(questions as i64);
    (0..=questions).find(|n| Exact::whole(*n as i64) >= wanted).unwrap_or(questions)
}

/// Pairs of the first form with a key and each later one that is its equal.
fn repeated(
    forms: usize,
    key: impl Fn(u32) -> Option<u64> + Sync,
    equal: impl Fn(u32, u32) -> bool,
) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> =
        (0..forms as u32).into_par_iter().filter_map(|form| Some((key(form)?, form))).collect();
    keys.par_sort_unstable();
    let mut pairs = Vec::new();
    for alike in keys.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        let mut firsts: Vec<u32> = Vec::new();
        for (_, form) in alike {
            match firsts.iter().find(|first| equal(**first, *form)) {
                Some(first) => pairs.push((*first, *form)),
                None => firsts.push(*form),
            }
        }
    }
    pairs
}
