//! The clocks of one sheet. In: when each form was begun and sent, and whether zones stand beside
//! these times. Out: the time that each form took, and what is odd about the clocks.
//!
//! An offset belongs to a column: one may be the respondent's clock and the other the server's.

use crate::problem::{Problem, Problems, kinds::survey as kinds};

use crate::survey::forms::columns::Places;
use crate::survey::forms::findings::SheetFindings;
use crate::survey::forms::listed::SheetName;
use crate::survey::forms::times::{Stamp, VIETNAM};
use crate::survey::forms::{Forms, NO_TIME};

/// How many times of a sheet have their zone beside them, and how many have none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clocks {
    begun: [usize; 2],
    sent: [usize; 2],
}

/// A day: no form is filled in for longer.
const DAY: i64 = 86_400;

impl Clocks {
    pub(crate) fn note(&mut self, begun: Option<Stamp>, sent: Option<Stamp>) {
        for (counts, stamp) in [(&mut self.begun, begun), (&mut self.sent, sent)] {
            if let Some(stamp) = stamp {
                counts[usize::from(stamp.zoned)] += 1;
            }
        }
    }

    pub(crate) fn add(&mut self, other: Clocks) {
        for at in 0..2 {
            self.begun[at] += other.begun[at];
            self.sent[at] += other.sent[at];
        }
    }

    /// Settles the times of the forms from `first` on.
    pub(crate) fn settle(
        self,
        (forms, first): (&mut Forms, usize),
        (places, name): (&Places, &SheetName),
        findings: &mut SheetFindings,
        problems: &mut Problems,
    ) {
        let (Some(start), Some(sent)) = (places.start, places.sent) else { return };
        if start == sent {
            return;
        }
        let took = |forms: &Forms, form: usize| {
            let (begun, sent) = (forms.begun.get(form), forms.sent.get(form));
            (begun != NO_TIME && sent != NO_TIME).then(|| sent - begun)
        };
        let times: Vec<i64> = (first..forms.len()).filter_map(|form| took(forms, form)).collect();
        if let Some(column) = self.universal(&times, (start, sent), places.sent_universal) {
            let shifted = if column == sent { &mut forms.sent } else { &mut forms.begun };
            shifted.shift(first, VIETNAM);
            let place = name.place(places.header.1, column);
            let letters = crate::grid::column_letters(column);
            let problem = Problem::new(&kinds::CLOCK, place).with("column", &letters);
            problems.push(
                problem.said("raw", format!("cột {letters}"), format!("column {letters}")).said(
                    "taken",
                    "giờ quốc tế (UTC)",
                    "universal time (UTC)",
                ),
            );
        }
        for form in first..forms.len() {
            match took(forms, form).map(u32::try_from) {
                Some(Ok(seconds)) => forms.seconds.put(form, seconds),
                Some(Err(_)) => findings.add(&kinds::NEGATIVE_TIME, "", forms.rows[form], sent),
                None => {}
            }
        }
    }

    /// The column of universal times: zones stand in the other one only, and nearly all forms
    /// make sense so and not otherwise.
    fn universal(&self, took: &[i64], (start, sent): (u32, u32), known: bool) -> Option<u32> {
        let zoned = |counts: [usize; 2]| counts[1] > counts[0];
        let nearly_all = |fits: &dyn Fn(i64) -> bool| {
            !took.is_empty() && took.iter().filter(|t| fits(**t)).count() * 10 >= took.len() * 9
        };
        let sensible = |seconds: i64| (0..DAY).contains(&seconds);
        match (zoned(self.begun), zoned(self.sent)) {
            (true, false) if !known => {
                let odd = nearly_all(&|t| t < 0 && sensible(t + VIETNAM));
                odd.then_some(sent)
            }
            (false, true) => {
                let odd = nearly_all(&|t| t >= VIETNAM && sensible(t - VIETNAM));
                odd.then_some(start)
            }
            _ => None,
        }
    }
}
