//! Counts answers: forms in, how often each answer was given per place and question out.
//! The one file that knows the data-frame engine.

use std::ops::Range;

use polars::prelude::{Column, DataFrame, IntoLazy, PolarsResult, col};
use rayon::prelude::*;

use crate::survey::forms::{BLANK, Forms, REFUSED};

/// How often each answer was given. A place is a unit, or a group of respondents of a unit.
#[derive(Debug, Clone)]
pub struct Tally {
    questions: usize,
    options: usize,
    counts: Vec<u32>,
}

impl Tally {
    /// Answers of `option` (a position in `Scheme::options`), or [`BLANK`] or [`REFUSED`].
    pub fn count(&self, place: usize, question: usize, option: u8) -> usize {
        self.counts.get(self.at(place, question, option)).map_or(0, |n| *n as usize)
    }

    fn at(&self, place: usize, question: usize, option: u8) -> usize {
        let slot = match option {
            BLANK => self.options,
            REFUSED => self.options + 1,
            option => option as usize,
        };
        (place * self.questions + question) * (self.options + 2) + slot
    }
}

/// Counts the answers of every form. `places` gives each form's place, below `place_count`.
///
/// Every core counts its share of the forms; the engine brings the counts together.
pub fn tally(forms: &Forms, places: &[u32], place_count: usize, options: usize) -> Tally {
    let size = place_count * forms.questions * (options + 2);
    let mut tally = Tally { questions: forms.questions, options, counts: vec![0; size] };
    if forms.questions == 0 || forms.is_empty() {
        return tally;
    }
    let share = forms.len().div_ceil(rayon::current_num_threads()).max(SHARE);
    let shares: Vec<(Vec<u32>, Vec<u32>)> = (0..forms.len().div_ceil(share))
        .into_par_iter()
        .map(|at| {
            let rows = at * share..forms.len().min((at + 1) * share);
            tally.count_rows(forms, places, rows)
        })
        .collect();
    let (mut slots, mut counts) = (Vec::new(), Vec::new());
    for (some_slots, some_counts) in shares {
        slots.extend(some_slots);
        counts.extend(some_counts);
    }
    let summed = summed(slots, counts)
        .unwrap_or_else(|e| unreachable!("two columns of one length can be grouped: {e}"));
    for (slot, count) in summed {
        tally.counts[slot as usize] = count;
    }
    tally
}

/// Fewer forms are not shared among cores.
const SHARE: usize = 50_000;

impl Tally {
    /// The slots that the forms `rows` have counts in, and the counts.
    fn count_rows(
        &self,
        forms: &Forms,
        places: &[u32],
        rows: Range<usize>,
    ) -> (Vec<u32>, Vec<u32>) {
        let mut counts = vec![0u32; self.counts.len()];
        let width = self.options + 2;
        for row in rows {
            let mut start = places[row] as usize * self.questions * width;
            for answer in forms.row(row) {
                // the two marks are the highest bytes: BLANK, then REFUSED
                let slot = match *answer {
                    answer if answer < REFUSED => answer as usize,
                    mark => self.options + (BLANK - mark) as usize,
                };
                if let Some(count) = counts.get_mut(start + slot).filter(|_| slot < width) {
                    *count += 1;
                }
                start += width;
            }
        }
        let used = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        used.map(|(slot, count)| (slot as u32, *count)).unzip()
    }
}

/// The sums of the counts by slot. The order of the groups does not matter: each goes to its own
/// slot.
fn summed(slots: Vec<u32>, counts: Vec<u32>) -> PolarsResult<Vec<(u32, u32)>> {
    let columns = vec![Column::new("slot".into(), slots), Column::new("count".into(), counts)];
    let summed = DataFrame::new_infer_height(columns)?
        .lazy()
        .group_by([col("slot")])
        .agg([col("count").sum()])
        .collect()?;
    let values = |name: &str| -> PolarsResult<Vec<u32>> {
        Ok(summed.column(name)?.u32()?.into_no_null_iter().collect())
    };
    Ok(values("slot")?.into_iter().zip(values("count")?).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_counted_in_its_place() {
        let mut forms = Forms::new(2);
        for (unit, answers) in [(0, [0, 1]), (1, [1, BLANK]), (1, [1, REFUSED]), (1, [0, BLANK])] {
            forms.push(unit, 0, 0, &answers);
        }
        let tally = tally(&forms, &forms.units.clone(), 2, 2);
        assert_eq!(tally.count(1, 0, 1), 2);
        assert_eq!(tally.count(1, 1, BLANK), 2);
        assert_eq!(tally.count(1, 1, REFUSED), 1);
        assert_eq!(tally.count(0, 1, 1), 1);
        assert_eq!(tally.count(0, 0, 1), 0);
    }
}
