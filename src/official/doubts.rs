//! Known figures that hardly can be true.

use super::from_grids::FigureReader;
use super::{Known, Purpose, Subject};
use crate::evidence::{Doubted, far_year, magnitude, put};
use crate::problem::Place;
use crate::terms::Exact;
use crate::value::{DataKind, Value};

impl FigureReader<'_> {
    /// Tells of figures of another order of magnitude than those of the other units of the block,
    /// and of days of another year under rules that judge days. Official figures are what others
    /// are held against.
    pub(super) fn tell_doubts(&mut self) {
        if self.purpose == Purpose::Official {
            return;
        }
        for known in &self.known {
            let unit = &self.round.units[known.unit];
            let Some(rubric) = self.rubrics.get(unit.block).and_then(Option::as_ref) else {
                continue;
            };
            let Subject::Item(key) = &known.subject else { continue };
            let Some((_, item)) = rubric.item(key) else { continue };
            let raw = match &known.value {
                Value::Date(day) => day.format("%d/%m/%Y").to_string(),
                value => value.to_plain(),
            };
            let place = Place::from(&known.origin);
            let doubted = Doubted { item, raw: &raw, place, unit: &unit.id };
            match (&item.kind, &known.value) {
                (_, Value::Date(day)) => {
                    let told = far_year((self.round, rubric), doubted, *day);
                    told.into_iter().for_each(|problem| put(problem, self.problems));
                }
                (DataKind::Count | DataKind::Number | DataKind::Money, value) => {
                    let Some(own) = figure(value) else { continue };
                    self.problems.push_all(magnitude(doubted, own, self.beside(known)));
                }
                _ => {}
            }
        }
    }

    /// The figures of the other units of the block for the same item.
    fn beside(&self, known: &Known) -> Vec<&Exact> {
        let block = |at: usize| self.round.units[at].block;
        let others = self.known.iter().filter(|other| {
            (other.subject == known.subject && other.unit != known.unit)
                && block(other.unit) == block(known.unit)
        });
        others.filter_map(|other| figure(&other.value)).collect()
    }
}

/// A figure above 0.
fn figure(value: &Value) -> Option<&Exact> {
    match value {
        Value::Number(n) if !n.is_zero() && !n.is_negative() => Some(n),
        _ => None,
    }
}
