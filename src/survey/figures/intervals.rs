//! Margins of error: proportions in, intervals and standard errors out.

/// How sure an interval is, as the scheme sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Confidence {
    Ninety,
    #[default]
    NinetyFive,
    NinetyNine,
}

impl Confidence {
    /// The words in scheme files, in the order of the variants.
    pub const KEYS: &'static [&'static str] = &["90%", "95%", "99%"];

    pub fn key(self) -> &'static str {
        Confidence::KEYS[self as usize]
    }

    pub fn from_key(key: &str) -> Option<Confidence> {
        use Confidence::*;
        [Ninety, NinetyFive, NinetyNine].into_iter().find(|c| c.key() == key)
    }

    /// The two-sided point of the normal distribution; that of 95% as the method page has it,
    /// the others the nearest doubles.
    pub fn z(self) -> f64 {
        match self {
            Confidence::Ninety => 1.6448536269514726,
            Confidence::NinetyFive => 1.959963984540054,
            Confidence::NinetyNine => 2.575829303548901,
        }
    }

    /// What is left: the chance that is tolerated of saying something false.
    pub fn alpha(self) -> f64 {
        match self {
            Confidence::Ninety => 0.1,
            Confidence::NinetyFive => 0.05,
            Confidence::NinetyNine => 0.01,
        }
    }
}

/// A lower and an upper bound, as shares of one.
pub(crate) type Interval = (f64, f64);

/// Wilson's interval of `successes` in `n`. `None` when n is 0.
///
/// With `population`, the number that the sample was drawn from, the sample counts for
/// `n / (1 − n/N)`; a sample that is everybody has no interval but the share itself.
pub(crate) fn wilson(
    successes: f64,
    n: f64,
    population: Option<f64>,
    confidence: Confidence,
) -> Option<Interval> {
    if n <= 0.0 {
        return None;
    }
    let p = successes / n;
    let n = match population {
        Some(all) if all <= n => return Some((p, p)),
        Some(all) => n / (1.0 - n / all),
        None => n,
    };
    let z = confidence.z();
    let z2 = z * z;
    let scale = 1.0 + z2 / n;
    let center = (p + z2 / (2.0 * n)) / scale;
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / scale;
    // the ends at 0 and 1 are exact; rounding noise must not show as −0.00
    let low = if p <= 0.0 { 0.0 } else { (center - half).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { (center + half).min(1.0) };
    Some((low, high))
}

/// `p ± z·se`, kept within 0 and 1.
pub(crate) fn normal(p: f64, se: f64, confidence: Confidence) -> Interval {
    let half = confidence.z() * se;
    ((p - half).max(0.0), (p + half).min(1.0))
}

/// What a standard error is multiplied by when `n` were drawn from `population` without
/// putting back: `√(1 − n/N)`.
pub(crate) fn finite_population(n: f64, population: f64) -> f64 {
    (1.0 - n / population).max(0.0).sqrt()
}

/// Kish's design effect of weights: `n Σw² / (Σw)²`; 1 when all weigh alike. `None` of nothing.
pub(crate) fn kish(weights: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for weight in weights {
        n += 1.0;
        sum += weight;
        squares += weight * weight;
    }
    (sum > 0.0).then(|| n * squares / (sum * sum))
}

/// The standard error of a linearised figure: `√ Σ_strata n/(n−1) · Σ u²`, where each stratum
/// lists the influence of each respondent (or cluster) on the figure. `None` when a stratum
/// has fewer than two.
pub(crate) fn standard_error(strata: &[Vec<f64>]) -> Option<f64> {
    let mut total = 0.0;
    for influences in strata {
        let n = influences.len() as f64;
        if n < 2.0 {
            return None;
        }
        total += n / (n - 1.0) * influences.iter().map(|u| u * u).sum::<f64>();
    }
    (!strata.is_empty()).then(|| total.sqrt())
}

/// The two-sided p of a normal deviate.
pub(crate) fn two_sided_p(z: f64) -> f64 {
    complementary_error(z.abs() / std::f64::consts::SQRT_2)
}

/// erfc(x) for x ≥ 0, to about 14 digits: the power series of erf below 2, Laplace's continued
/// fraction above.
fn complementary_error(x: f64) -> f64 {
    let gauss = (-x * x).exp() / std::f64::consts::PI.sqrt();
    if x < 2.0 {
        let mut term = 2.0 * x;
        let mut sum = term;
        let mut k = 1.0;
        while term > sum * 1e-17 {
            term *= 2.0 * x * x / (2.0 * k + 1.0);
            sum += term;
            k += 1.0;
        }
        return 1.0 - gauss * sum;
    }
    let mut tail = x;
    for k in (1..=120).rev() {
        tail = x + f64::from(k) / 2.0 / tail;
    }
    gauss / tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidence::NinetyFive;

    fn near(interval: Option<Interval>, low: f64, high: f64) {
        let (l, h) = interval.unwrap();
        assert!((l - low).abs() < 5e-11 && (h - high).abs() < 5e-11, "{l} {h}");
    }

    #[test]
    fn wilson_gives_the_worked_vectors() {
        let of = |x, n, population| wilson(x, n, population, NinetyFive);
        near(of(129.0, 150.0, None), 0.7954479122, 0.9065735118);
        near(of(41.0, 50.0, None), 0.6920394633, 0.9022980733);
        near(of(0.0, 30.0, None), 0.0, 0.1135133932);
        near(of(30.0, 30.0, None), 0.8864866068, 1.0);
        near(of(238.0, 277.0, Some(900.0)), 0.8217032812, 0.8898772441);
        near(of(9.0, 10.0, Some(10.0)), 0.9, 0.9);
        assert_eq!(of(0.0, 0.0, None), None);
    }

    /// The bounds are those of an independent program in 40 digits.
    #[test]
    fn wilson_follows_the_confidence() {
        near(wilson(129.0, 150.0, None, Confidence::Ninety), 0.8069971137, 0.9002463665);
        near(wilson(129.0, 150.0, None, Confidence::NinetyNine), 0.7717263684, 0.9177751561);
    }

    #[test]
    fn p_values_are_those_of_the_normal_distribution() {
        for confidence in [Confidence::Ninety, NinetyFive, Confidence::NinetyNine] {
            assert!((two_sided_p(confidence.z()) - confidence.alpha()).abs() < 1e-14);
        }
        assert!((two_sided_p(0.0) - 1.0).abs() < 1e-15);
        assert!((two_sided_p(4.0) / 6.334248366623996e-5 - 1.0).abs() < 1e-12);
        assert_eq!(two_sided_p(f64::INFINITY), 0.0);
    }

    /// The method page's p = .0713 is the test of two proportions with one pooled share;
    /// rank sets use the unpooled errors of its formula, which tell the two apart no better.
    #[test]
    fn two_wards_at_150_forms_have_the_p_of_the_method_page() {
        let p = |x: f64, y: f64, n: f64| {
            let pooled = (x + y) / (2.0 * n);
            two_sided_p((x - y) / n / (pooled * (1.0 - pooled) * 2.0 / n).sqrt())
        };
        assert_eq!(format!("{:.4}", p(129.0, 117.0, 150.0)), "0.0713");
        let unpooled = (0.86f64 * 0.14 / 150.0 + 0.78 * 0.22 / 150.0).sqrt();
        assert!(two_sided_p(0.08 / unpooled) > 0.05);
    }

    #[test]
    fn one_respondent_has_no_standard_error() {
        assert_eq!(standard_error(&[vec![0.1, -0.1], vec![0.0]]), None);
        assert_eq!(standard_error(&[]), None);
    }

    #[test]
    fn weights_and_finite_populations_change_the_error() {
        assert_eq!(kish([2.0, 2.0, 2.0].into_iter()), Some(1.0));
        // weights 1, 1, 4: 3 · 18 / 36
        assert_eq!(kish([1.0, 1.0, 4.0].into_iter()), Some(1.5));
        assert_eq!(kish(std::iter::empty()), None);
        assert_eq!(finite_population(36.0, 100.0), 0.8);
    }
}
