//! Weights under which few forms decide: one person's answer counts like many, or all forms
//! together tell no more than half as many would.

use crate::survey::figures::weights::{Given, UNIT_WEIGHT};

/// A form that counts more than so many plain ones is told; survey practice trims weights there.
const HEAVIEST: f64 = 5.0;
/// Kish's design effect of the weights: above it the forms are worth less than half their number.
const EFFECT: f64 = 2.0;

/// What weights under which few forms decide come to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heavy {
    /// Position of the first of the heaviest forms.
    pub heaviest: usize,
    /// Forms of the same categories, which weigh the same.
    pub forms: usize,
    /// What one of them weighs, in plain forms.
    pub weight: f64,
    /// What they have of all weights, as a share of one.
    pub share: f64,
    /// So many plain forms would tell as much as all of these.
    pub effective: f64,
}

/// Looks whether few forms decide; `None` when not. Both lists have one entry per form.
pub(super) fn heavy(weights: &[u64], given: &[Given]) -> Option<Heavy> {
    let plain: Vec<f64> = weights.iter().map(|w| *w as f64 / UNIT_WEIGHT as f64).collect();
    let total: f64 = plain.iter().sum();
    let squares: f64 = plain.iter().map(|w| w * w).sum();
    let count = plain.len() as f64;
    if total <= 0.0 {
        return None;
    }
    let largest = weights.iter().max()?;
    let heaviest = weights.iter().position(|w| w == largest)?;
    let own = given.get(heaviest)?;
    let forms = given.iter().zip(weights).filter(|(g, w)| *g == own && *w == largest).count();
    let effective = total * total / squares;
    let weight = plain[heaviest] * count / total;
    let share = plain[heaviest] * forms as f64 / total;
    let few = weight > HEAVIEST || count / effective > EFFECT;
    few.then_some(Heavy { heaviest, forms, weight, share, effective })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::figures::weights::rake;

    /// `forms` says how many forms there are of each category of one margin.
    fn of(forms: &[usize], known: &[f64]) -> Option<Heavy> {
        let given: Vec<Given> = forms
            .iter()
            .enumerate()
            .flat_map(|(category, count)| vec![vec![Some(category)]; *count])
            .collect();
        heavy(&rake(&given, &[known.to_vec()]).weights, &given)
    }

    #[test]
    fn few_forms_that_decide_are_found() {
        // One man of 40 stands for 48,5% of everybody.
        let found = of(&[1, 39], &[48.5, 51.5]).unwrap();
        assert_eq!((found.heaviest, found.forms), (0, 1));
        assert!((found.weight - 19.4).abs() < 1e-4 && (found.share - 0.485).abs() < 1e-6);
        assert!((found.effective - 4.13).abs() < 0.01, "{}", found.effective);
        // Two of 30, in the second of three categories.
        let found = of(&[20, 2, 8], &[30.0, 60.0, 10.0]).unwrap();
        assert_eq!((found.heaviest, found.forms), (20, 2));
        assert!((found.weight - 9.0).abs() < 1e-4);
        // No form weighs five, but together they are worth less than half.
        let found = of(&[12, 88], &[52.0, 48.0]).unwrap();
        assert!(found.weight < HEAVIEST && found.effective < 50.0, "{found:?}");
    }

    #[test]
    fn weights_of_ordinary_surveys_are_not_told() {
        assert_eq!(of(&[40, 60], &[48.5, 51.5]), None);
        assert_eq!(of(&[20, 80], &[50.0, 50.0]), None);
        assert_eq!(of(&[1], &[1.0]), None);
        assert_eq!(heavy(&[], &[]), None);
    }
}
