//! Comparisons that binary floats cannot move.
//!
//! A cell and a constant are the floats nearest to their decimals, so comparing them as they
//! are is right. A *computed* number is off by a few units of the 16th digit: `1-1/50` is a
//! little less than `0.98`. Its difference from the other side is therefore rounded to 14
//! significant digits of the largest number that went in; offices count to 10¹⁵ and ratios of
//! such numbers differ by more, save where both are above 10¹³.

use super::Sort;
use super::formula::Formula;
use crate::terms::Exact;

/// Significant digits in which two computed numbers may differ.
const DIGITS: i64 = 14;

/// More numbers are not looked at: a formula must stay short.
const MOST_SCALES: usize = 12;

/// How far a value may be from the exact one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Noise {
    /// Whole numbers that floats hold exactly.
    Whole,
    /// The float nearest to the exact value.
    Nearest,
    /// Computed; the list holds numbers above 1 that took part in sums, whose own last digits
    /// remain when they cancel.
    Computed(Vec<Formula>),
}

impl Noise {
    pub(super) fn of(sort: Sort) -> Noise {
        match sort {
            Sort::Number => Noise::Nearest,
            _ => Noise::Whole,
        }
    }

    pub(super) fn of_number(number: &Exact) -> Noise {
        let most = Exact::whole(1 << 50);
        if number.is_whole() && number.abs() < most { Noise::Whole } else { Noise::Nearest }
    }

    fn scales(&self) -> &[Formula] {
        match self {
            Noise::Computed(scales) => scales,
            _ => &[],
        }
    }

    /// Of a choice among values: the worse of the two.
    pub(super) fn either(self, other: Noise) -> Noise {
        match (self, other) {
            (Noise::Whole, other) | (other, Noise::Whole) => other,
            (Noise::Nearest, Noise::Nearest) => Noise::Nearest,
            (a, b) => Noise::Computed(joined(a.scales(), b.scales())),
        }
    }

    /// Of a sum or a difference.
    pub(super) fn sum(&self, left: &Formula, other: &Noise, right: &Formula) -> Noise {
        if (self, other) == (&Noise::Whole, &Noise::Whole) {
            return Noise::Whole;
        }
        let terms = [left, right].into_iter().filter(|f| large(f)).cloned().collect::<Vec<_>>();
        let scales = joined(self.scales(), other.scales());
        Noise::Computed(joined(&scales, &terms))
    }

    /// Of a product or a quotient.
    pub(super) fn product(
        &self,
        (left, operator, right): (&Formula, &'static str, &Formula),
        other: &Noise,
    ) -> Noise {
        if operator == "*" && (self, other) == (&Noise::Whole, &Noise::Whole) {
            return Noise::Whole;
        }
        let by = |scale: &Formula, factor: &Formula| {
            Formula::apply(operator, scale.clone(), factor.clone())
        };
        let mut scales: Vec<Formula> = self.scales().iter().map(|s| by(s, right)).collect();
        if operator == "*" {
            scales.extend(other.scales().iter().map(|s| by(s, left)));
        }
        Noise::Computed(scales)
    }
}

fn joined(a: &[Formula], b: &[Formula]) -> Vec<Formula> {
    let mut all = a.to_vec();
    all.extend(b.iter().filter(|f| !a.contains(f)).cloned());
    // The numbers of one computation are of like sizes.
    all.truncate(MOST_SCALES);
    all
}

/// Whether it may be above 1 and can be written again.
fn large(formula: &Formula) -> bool {
    match formula {
        Formula::Number(n) => n.abs() > Exact::one(),
        other => other.is_atom(),
    }
}

/// `left operator right`, guarded where it must be.
pub(super) fn compare(
    (left, noise): (&Formula, &Noise),
    operator: &'static str,
    (right, other): (&Formula, &Noise),
) -> Formula {
    let plain = |n: &Noise| !matches!(n, Noise::Computed(_));
    if plain(noise) && plain(other) {
        return Formula::apply(operator, left.clone(), right.clone());
    }
    let zero = Formula::whole(0);
    let difference = if right.is_zero() {
        left.clone()
    } else {
        Formula::apply("-", left.clone(), right.clone())
    };
    let mut scales = joined(noise.scales(), other.scales());
    scales.retain(|s| s.constant().is_none());
    let constants = noise.scales().iter().chain(other.scales()).chain([right]);
    let largest = constants.filter_map(Formula::constant).map(Exact::abs).max();
    if right.constant().is_none() {
        scales.push(right.clone());
    }
    let rounded = if scales.is_empty() {
        let digits = DIGITS - digits_before_point(&largest.unwrap_or_default());
        Formula::call("ROUND", vec![difference, Formula::whole(digits)])
    } else {
        let mut list = vec![Formula::Number(largest.unwrap_or_default().max(Exact::one()))];
        list.extend(scales.into_iter().map(|s| Formula::call("ABS", vec![s])));
        let share = Formula::apply("/", difference, Formula::call("MAX", list));
        Formula::call("ROUND", vec![share, Formula::whole(DIGITS)])
    };
    Formula::apply(operator, rounded, zero)
}

/// How many digits a number above 1 has before its point.
fn digits_before_point(number: &Exact) -> i64 {
    let ten = Exact::whole(10);
    let (mut power, mut digits) = (Exact::one(), 0);
    while power < *number && digits < DIGITS {
        power = power * &ten;
        digits += 1;
    }
    digits
}

/// The value with 13 significant digits: noise cannot part equal values.
pub(super) fn rounded(cell: &Formula) -> Formula {
    let size =
        Formula::call("MAX", vec![Formula::whole(1), Formula::call("ABS", vec![cell.clone()])]);
    let digits = Formula::call("INT", vec![Formula::call("LOG10", vec![size])]);
    let places = Formula::apply("-", Formula::whole(12), digits);
    let value = Formula::call("ROUND", vec![cell.clone(), places]);
    Formula::when(Formula::call("ISNUMBER", vec![cell.clone()]), value, Formula::text(""))
}
