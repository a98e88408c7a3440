//! Post-stratification: what is known of everybody who was served, and the forms, in; a weight
//! for every form out, so that the weighted forms have the known margins (raking).
//!
//! Raking multiplies the weights of each category by what it should have over what it has,
//! margin after margin, until every share is within [`TOLERANCE`] of what it should be. Weights
//! are then rounded to millionths, and everything after is exact.

use std::collections::BTreeMap;

use crate::terms::Exact;

/// Every weighted share is this near to the known one, as shares of one.
pub(crate) const TOLERANCE: f64 = 1e-9;
/// Rounds over all margins; without convergence after so many, the unit is not weighted.
pub(crate) const ROUNDS: usize = 200;
/// One form that weighs as one form.
pub(crate) const UNIT_WEIGHT: u64 = 1_000_000;

/// A margin of `[weights]`: sex, age, service.
#[derive(Debug, Clone)]
pub struct Margin {
    pub name: String,
    /// Position in `Scheme::traits` of what tells it.
    pub by: usize,
    pub targets: Targets,
}

/// What is known of everybody.
#[derive(Debug, Clone)]
pub enum Targets {
    /// Shares of one for every unit, adding up to one, or counts.
    Fixed(Vec<(String, Exact)>),
    /// The unit's transactions by service, from the table of transactions.
    Services,
}

/// The known amounts of one margin in one unit: by category, not negative.
pub(crate) type Known = Vec<f64>;

/// Weights for the forms of one unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raked {
    /// One per form, in [`UNIT_WEIGHT`]s.
    pub weights: Vec<u64>,
    /// Margin and category of what should be there and is not.
    pub empty: Vec<(usize, usize)>,
    /// Forms without a known category, by margin; they keep their own share.
    pub unknown: Vec<usize>,
    pub converged: bool,
}

/// The categories of one form, one per margin; `None` where it is not known.
pub(crate) type Given = Vec<Option<usize>>;

/// Weights for the forms whose categories are given; `known` has one entry per margin, and a
/// margin without any known amount is left out.
pub(crate) fn rake(forms: &[Given], known: &[Known]) -> Raked {
    let cells = Cells::of(forms, known);
    let mut empty = Vec::new();
    let mut unknown = Vec::new();
    let mut targets: Vec<Vec<Option<f64>>> = Vec::new();
    for (margin, known) in known.iter().enumerate() {
        let counts = cells.counts(margin, known.len());
        unknown.push(forms.len() - counts.iter().sum::<usize>());
        let here = |at: usize| known[at] > 0.0;
        let missing = (0..counts.len()).filter(|at| here(*at) && counts[*at] == 0);
        empty.extend(missing.map(|category| (margin, category)));
        let total: f64 = (0..counts.len()).filter(|at| counts[*at] > 0).map(|at| known[at]).sum();
        let target = |at: usize| (here(at) && counts[at] > 0).then(|| known[at] / total);
        targets.push((0..counts.len()).map(target).collect());
    }
    let (weights, converged) = cells.rake(&targets);
    let of_form = |cell: &usize| (weights[*cell] * UNIT_WEIGHT as f64).round() as u64;
    let weights = match converged {
        true => cells.cell_of.iter().map(of_form).collect(),
        false => vec![UNIT_WEIGHT; forms.len()],
    };
    Raked { weights, empty, unknown, converged }
}

/// The forms by their categories: forms of one cell weigh alike.
struct Cells {
    /// The categories of each cell, one per margin; `None` where it is not known.
    categories: Vec<Given>,
    forms: Vec<usize>,
    /// The cell of each form.
    cell_of: Vec<usize>,
}

impl Cells {
    fn of(forms: &[Given], known: &[Known]) -> Cells {
        let mut at: BTreeMap<Given, usize> = BTreeMap::new();
        let mut cells = Cells { categories: vec![], forms: vec![], cell_of: vec![] };
        for given in forms {
            let amount = |margin: usize, category: usize| known[margin].get(category).copied();
            let usable = |(margin, category): (usize, &Option<usize>)| {
                category.filter(|c| amount(margin, *c).is_some_and(|n| n > 0.0))
            };
            let given: Given = given.iter().enumerate().map(usable).collect();
            let next = cells.forms.len();
            let cell = *at.entry(given.clone()).or_insert(next);
            if cell == next {
                cells.categories.push(given);
                cells.forms.push(0);
            }
            cells.forms[cell] += 1;
            cells.cell_of.push(cell);
        }
        cells
    }

    fn counts(&self, margin: usize, categories: usize) -> Vec<usize> {
        let mut counts = vec![0; categories];
        for (cell, forms) in self.categories.iter().zip(&self.forms) {
            if let Some(category) = cell[margin] {
                counts[category] += forms;
            }
        }
        counts
    }

    /// The weights of the forms in each category of a margin.
    fn totals(&self, margin: usize, categories: usize, weights: &[f64]) -> Vec<f64> {
        let mut totals = vec![0.0; categories];
        for (at, cell) in self.categories.iter().enumerate() {
            if let Some(category) = cell[margin] {
                totals[category] += weights[at] * self.forms[at] as f64;
            }
        }
        totals
    }

    /// One weight per cell, 1 on average, and whether they came to rest.
    fn rake(&self, targets: &[Vec<Option<f64>>]) -> (Vec<f64>, bool) {
        let mut weights = vec![1.0; self.forms.len()];
        for _ in 0..ROUNDS {
            for (margin, targets) in targets.iter().enumerate() {
                let totals = self.totals(margin, targets.len(), &weights);
                let all: f64 = totals.iter().sum();
                for (at, cell) in self.categories.iter().enumerate() {
                    if let Some(category) = cell[margin]
                        && let Some(target) = targets[category]
                    {
                        weights[at] *= target * all / totals[category];
                    }
                }
            }
            if self.distance(targets, &weights) < TOLERANCE {
                return (weights, true);
            }
        }
        (weights, false)
    }

    /// The largest distance of a weighted share from what it should be.
    fn distance(&self, targets: &[Vec<Option<f64>>], weights: &[f64]) -> f64 {
        let mut largest = 0.0f64;
        for (margin, targets) in targets.iter().enumerate() {
            let totals = self.totals(margin, targets.len(), weights);
            let all: f64 = totals.iter().sum();
            for (total, target) in totals.iter().zip(targets) {
                if let Some(target) = target {
                    largest = largest.max((total / all - target).abs());
                }
            }
        }
        largest
    }
}

#[cfg(test)]
#[path = "weights_tests.rs"]
mod tests;
