//! Counts answers: forms in, how often each answer was given per place and question out.
//! The one file that knows the data-frame engine.

use polars::prelude::{Column, DataFrame, IntoLazy, PolarsResult, col, len};

use super::forms::{BLANK, Forms, REFUSED};

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
pub fn tally(forms: &Forms, places: &[u32], place_count: usize, options: usize) -> Tally {
    let size = place_count * forms.questions * (options + 2);
    let mut tally = Tally { questions: forms.questions, options, counts: vec![0; size] };
    for question in 0..forms.questions {
        let answers = forms.answers.iter().skip(question).step_by(forms.questions);
        let answers: Vec<u32> = answers.map(|a| u32::from(*a)).collect();
        let counted = group_count(places.to_vec(), answers)
            .unwrap_or_else(|e| unreachable!("two columns of one length can be grouped: {e}"));
        for (place, answer, count) in counted {
            let at = tally.at(place as usize, question, answer as u8);
            if let Some(slot) = tally.counts.get_mut(at) {
                *slot = count;
            }
        }
    }
    tally
}

/// One question at a time keeps the frame at two columns, however many questions there are.
/// The order of the groups does not matter: each count goes to its own slot.
fn group_count(places: Vec<u32>, answers: Vec<u32>) -> PolarsResult<Vec<(u32, u32, u32)>> {
    let columns = vec![Column::new("place".into(), places), Column::new("answer".into(), answers)];
    let counted = DataFrame::new_infer_height(columns)?
        .lazy()
        .group_by([col("place"), col("answer")])
        .agg([len().alias("count")])
        .collect()?;
    let values = |name: &str| -> PolarsResult<Vec<u32>> {
        Ok(counted.column(name)?.u32()?.into_no_null_iter().collect())
    };
    let (places, answers, counts) = (values("place")?, values("answer")?, values("count")?);
    Ok(places.into_iter().zip(answers).zip(counts).map(|((p, a), n)| (p, a, n)).collect())
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
