//! Margins of error at 95%: proportions in, intervals and standard errors out.

/// The 97.5% point of the normal distribution.
pub const Z: f64 = 1.959963984540054;

/// A lower and an upper bound, as shares of one.
pub type Interval = (f64, f64);

/// Wilson's interval of `successes` in `n`. `None` when n is 0.
///
/// With `population`, the number that the sample was drawn from, the sample counts for
/// `n / (1 − n/N)`; a sample that is everybody has no interval but the share itself.
pub fn wilson(successes: f64, n: f64, population: Option<f64>) -> Option<Interval> {
    if n <= 0.0 {
        return None;
    }
    let p = successes / n;
    let n = match population {
        Some(all) if all <= n => return Some((p, p)),
        Some(all) => n / (1.0 - n / all),
        None => n,
    };
    let z2 = Z * Z;
    let scale = 1.0 + z2 / n;
    let center = (p + z2 / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / scale;
    // the ends at 0 and 1 are exact; rounding noise must not show as −0.00
    let low = if p <= 0.0 { 0.0 } else { (center - half).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { (center + half).min(1.0) };
    Some((low, high))
}

/// `p ± z·se`, kept within 0 and 1.
pub fn normal(p: f64, se: f64) -> Interval {
    ((p - Z * se).max(0.0), (p + Z * se).min(1.0))
}

/// The standard error of a linearised figure: `√ Σ_strata n/(n−1) · Σ u²`, where each stratum
/// lists the influence of each respondent (or cluster) on the figure. `None` when a stratum
/// has fewer than two.
pub fn standard_error(strata: &[Vec<f64>]) -> Option<f64> {
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
pub fn two_sided_p(z: f64) -> f64 {
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

    fn near(interval: Option<Interval>, low: f64, high: f64) {
        let (l, h) = interval.unwrap();
        assert!((l - low).abs() < 5e-11 && (h - high).abs() < 5e-11, "{l} {h}");
    }

    #[test]
    fn wilson_gives_the_worked_vectors() {
        near(wilson(129.0, 150.0, None), 0.7954479122, 0.9065735118);
        near(wilson(41.0, 50.0, None), 0.6920394633, 0.9022980733);
        near(wilson(0.0, 30.0, None), 0.0, 0.1135133932);
        near(wilson(30.0, 30.0, None), 0.8864866068, 1.0);
        near(wilson(238.0, 277.0, Some(900.0)), 0.8217032812, 0.8898772441);
        near(wilson(9.0, 10.0, Some(10.0)), 0.9, 0.9);
        assert_eq!(wilson(0.0, 0.0, None), None);
    }

    #[test]
    fn p_values_are_those_of_the_normal_distribution() {
        assert!((two_sided_p(Z) - 0.05).abs() < 1e-14);
        assert!((two_sided_p(0.0) - 1.0).abs() < 1e-15);
        assert!((two_sided_p(4.0) / 6.334248366623996e-5 - 1.0).abs() < 1e-12);
        assert_eq!(two_sided_p(f64::INFINITY), 0.0);
    }

    #[test]
    fn one_respondent_has_no_standard_error() {
        assert_eq!(standard_error(&[vec![0.1, -0.1], vec![0.0]]), None);
        assert_eq!(standard_error(&[]), None);
    }
}
