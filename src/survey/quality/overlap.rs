//! Sheets of which a part is the same, as two exports without numbers and times of which the later
//! begins before the earlier one ends.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::doubled::{FEW, Pair, SURPRISE, Verdict};

impl Pair<'_, '_> {
    /// The longest part that stands on both sheets in one order, as in two exports of which the
    /// later begins before the earlier one ends.
    pub(crate) fn overlap(&self) -> Verdict {
        let run = self.run();
        let places = (self.earlier.len() as f64 * self.later.len() as f64).log2();
        let surprise = self.surprise(&run) - places;
        match surprise {
            _ if run.len() < FEW => Verdict::Others,
            sure if sure >= 2.0 * SURPRISE => Verdict::Same(run),
            doubt if doubt >= SURPRISE => Verdict::Alike(run),
            _ => Verdict::Others,
        }
    }

    /// The forms around those that stand once on each sheet, at the distance that most of these
    /// have, while they are equal.
    fn run(&self) -> Vec<(u32, u32)> {
        let (later, earlier) = (self.once(&self.later), self.once(&self.earlier));
        let mut offsets: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for form in self.later.clone() {
            let key = self.key(form);
            let first = earlier.get(&key).filter(|_| later.get(&key) == Some(&form));
            if let Some(first) = first {
                offsets.entry(form as i64 - *first as i64).or_default().push(form);
            }
        }
        let Some((offset, anchors)) = offsets.into_iter().max_by_key(|(_, forms)| forms.len())
        else {
            return Vec::new();
        };
        let equal = |form: usize| {
            let other = usize::try_from(form as i64 - offset).ok()?;
            (self.later.contains(&form) && self.earlier.contains(&other))
                .then_some(other)
                .filter(|other| self.key(*other) == self.key(form))
        };
        let mut longest = 0..0;
        for anchor in sorted(anchors) {
            if longest.contains(&anchor) {
                continue;
            }
            let start = (self.later.start..anchor).rev().take_while(|f| equal(*f).is_some()).last();
            let end = (anchor..self.later.end).find(|f| equal(*f).is_none());
            let run = start.unwrap_or(anchor)..end.unwrap_or(self.later.end);
            if run.len() > longest.len() {
                longest = run;
            }
        }
        longest.filter_map(|form| Some((form as u32, equal(form)? as u32))).collect()
    }

    /// Forms that have no equal on their own sheet, by their keys.
    fn once(&self, range: &Range<usize>) -> HashMap<u64, usize> {
        let mut often: HashMap<u64, (usize, usize)> = HashMap::new();
        for form in range.clone() {
            often.entry(self.key(form)).or_insert((form, 0)).1 += 1;
        }
        let once = often.into_iter().filter(|(_, (_, count))| *count == 1);
        once.map(|(key, (form, _))| (key, form)).collect()
    }
}

fn sorted(mut forms: Vec<usize>) -> Vec<usize> {
    forms.sort_unstable();
    forms
}
