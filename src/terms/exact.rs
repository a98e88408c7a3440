//! Exact rational numbers.

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// An exact rational number: points, shares, indices, values of evidence.
///
/// No binary float takes part in making one. The unit is whatever the holder says;
/// shares are fractions of one (`95%` is `19/20`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(RBig);

impl Exact {
    pub fn zero() -> Self {
        Exact(RBig::ZERO)
    }

    pub fn one() -> Self {
        Exact(RBig::ONE)
    }

    pub fn whole(n: i64) -> Self {
        Exact(RBig::from(IBig::from(n)))
    }

    /// `numerator / denominator`; `None` when the denominator is 0.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        Exact::whole(numerator).checked_div(&Exact::whole(denominator))
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        *self < Exact::zero()
    }

    pub fn is_whole(&self) -> bool {
        self.0.denominator().is_one()
    }

    /// The quotient, or `None` when `other` is 0.
    pub fn checked_div(&self, other: &Exact) -> Option<Exact> {
        (!other.is_zero()).then(|| Exact(&self.0 / &other.0))
    }

    /// The largest whole number that is not above it; `None` when that is no machine integer.
    pub fn floor(&self) -> Option<i64> {
        i64::try_from(self.0.floor()).ok()
    }

    pub fn abs(&self) -> Exact {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// Plain decimal text: an optional sign, digits, at most one `.` with digits on both
    /// sides. No exponent, no grouping, no comma, no white space. At most 60 characters.
    pub fn from_decimal(text: &str) -> Option<Exact> {
        let (negative, body) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = body.split_once('.').unwrap_or((body, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let empty_part = body.contains('.') && part.is_empty();
        if whole.is_empty() || empty_part || body.len() > 60 || !digits(whole) || !digits(part) {
            return None;
        }
        let all: UBig = format!("{whole}{part}").parse().ok()?;
        let value = RBig::from_parts(IBig::from(all), ten_to(part.len()));
        Some(Exact(if negative { -value } else { value }))
    }

    /// A spreadsheet's binary float read as Excel shows it: the decimal number with at most
    /// 15 significant digits. `None` for NaN and infinities.
    pub fn from_cell_float(value: f64) -> Option<Exact> {
        if !value.is_finite() {
            return None;
        }
        if value == 0.0 {
            return Some(Exact::zero());
        }
        let text = format!("{value:.14e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let mantissa = Exact::from_decimal(mantissa)?;
        let exponent: i32 = exponent.parse().ok()?;
        let power = Exact(RBig::from(IBig::from(ten_to(exponent.unsigned_abs() as usize))));
        if exponent >= 0 { Some(mantissa * &power) } else { mantissa.checked_div(&power) }
    }

    /// Rounded half-up, away from zero, to `decimals` places.
    pub fn round_half_up(&self, decimals: u32) -> Exact {
        Exact(RBig::from_parts(self.scaled(decimals), ten_to(decimals as usize)))
    }

    /// Rounded to `decimals` places; a half goes to the even neighbour.
    pub fn round_half_even(&self, decimals: u32) -> Exact {
        let power = Exact(RBig::from(IBig::from(ten_to(decimals as usize))));
        let twice = self.clone() * &power * &Exact::whole(2);
        let half = twice.is_whole() && !(self.clone() * &power).is_whole();
        let up = self.round_half_up(decimals);
        let last = up.scaled(decimals);
        if half && &last % IBig::from(2) != IBig::ZERO {
            let step = Exact(RBig::from_parts(IBig::from(1), ten_to(decimals as usize)));
            return if self.is_negative() { up + &step } else { up - &step };
        }
        up
    }

    /// Cut after `decimals` places: towards 0.
    pub fn round_down(&self, decimals: u32) -> Exact {
        let scaled = self.0.clone() * IBig::from(ten_to(decimals as usize));
        let cut = if self.is_negative() { scaled.ceil() } else { scaled.floor() };
        Exact(RBig::from_parts(cut, ten_to(decimals as usize)))
    }

    /// Rounded up to `decimals` places, unless it has no more than those.
    pub fn round_up(&self, decimals: u32) -> Exact {
        let scaled = (self.0.clone() * IBig::from(ten_to(decimals as usize))).ceil();
        Exact(RBig::from_parts(scaled, ten_to(decimals as usize)))
    }

    /// `10^decimals × self`, rounded half-up to a whole number.
    fn scaled(&self, decimals: u32) -> IBig {
        self.scaled_small(decimals).map_or_else(|| self.scaled_big(decimals), IBig::from)
    }

    /// The same in machine integers, for nearly every number of an office: publishing asks for
    /// millions of these.
    fn scaled_small(&self, decimals: u32) -> Option<i128> {
        let (numerator, denominator) = self.small_parts()?;
        let scaled = i128::from(numerator).checked_mul(10i128.checked_pow(decimals)?)?;
        let denominator = i128::from(denominator);
        let half_up = scaled.abs().checked_mul(2)?.checked_add(denominator)? / (2 * denominator);
        Some(if scaled < 0 { -half_up } else { half_up })
    }

    fn scaled_big(&self, decimals: u32) -> IBig {
        (self.0.clone() * IBig::from(ten_to(decimals as usize))).round()
    }

    fn small_parts(&self) -> Option<(i64, u64)> {
        Some((i64::try_from(self.0.numerator()).ok()?, u64::try_from(self.0.denominator()).ok()?))
    }

    /// Rounded up to a whole number; `None` when that is below 0 or beyond 64 bits.
    pub fn ceil_u64(&self) -> Option<u64> {
        u64::try_from(self.0.ceil()).ok()
    }

    /// `None` unless it is a whole number from 0 that fits 64 bits.
    pub fn to_u64(&self) -> Option<u64> {
        self.is_whole().then(|| self.ceil_u64()).flatten()
    }

    /// Rounded half-up and printed with exactly `decimals` places and a `.`: `"84.58"`.
    pub fn to_fixed(&self, decimals: u32) -> String {
        let scaled = self.scaled(decimals);
        let negative = scaled < IBig::ZERO;
        let digits = scaled.to_string();
        let digits = digits.trim_start_matches('-');
        let width = decimals as usize + 1;
        let padded = format!("{digits:0>width$}");
        let (whole, part) = padded.split_at(padded.len() - decimals as usize);
        let sign = if negative { "-" } else { "" };
        if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// Rounded half-up to `decimals` places, without trailing zeros: `"2.5"`, `"100"`.
    pub fn to_short(&self, decimals: u32) -> String {
        let fixed = self.to_fixed(decimals);
        if !fixed.contains('.') {
            return fixed;
        }
        fixed.trim_end_matches('0').trim_end_matches('.').to_string()
    }

    /// The finite decimal when there is one (`"0.625"`), else the fraction (`"2/3"`).
    pub fn to_plain(&self) -> String {
        match self.places() {
            Some(places) => self.to_short(places),
            None => self.to_string(),
        }
    }

    /// How many places the finite decimal has; `None` when there is none: the denominator has
    /// a prime factor besides 2 and 5.
    pub fn places(&self) -> Option<u32> {
        if self.is_whole() {
            return Some(0);
        }
        if let Some((_, mut rest)) = self.small_parts() {
            let twos = rest.trailing_zeros();
            rest >>= twos;
            let mut fives = 0;
            while rest.is_multiple_of(5) {
                rest /= 5;
                fives += 1;
            }
            return (rest == 1).then_some(twos.max(fives));
        }
        let mut rest = self.0.denominator().clone();
        let mut times = |prime: u8| {
            let prime = UBig::from(prime);
            let mut count = 0u32;
            while (&rest % &prime).is_zero() {
                rest /= &prime;
                count += 1;
            }
            count
        };
        let places = times(2).max(times(5));
        rest.is_one().then_some(places)
    }

    /// The nearest binary float: for drawing, for cells of a workbook and for statistics only.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().value()
    }
}

fn ten_to(power: usize) -> UBig {
    UBig::from(10u8).pow(power)
}

/// The fraction in lowest terms: `4229/50`, or `2` when whole.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Default for Exact {
    fn default() -> Self {
        Exact::zero()
    }
}

impl Add<&Exact> for Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        Exact(self.0 + &other.0)
    }
}

impl Sub<&Exact> for Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        Exact(self.0 - &other.0)
    }
}

impl Mul<&Exact> for Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        Exact(self.0 * &other.0)
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl AddAssign<&Exact> for Exact {
    fn add_assign(&mut self, other: &Exact) {
        self.0 += &other.0;
    }
}

impl<'a> std::iter::Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(iter: I) -> Exact {
        iter.fold(Exact::zero(), |total, x| total + x)
    }
}

/// The unweighted mean, or `None` of nothing.
pub fn mean<'a>(values: impl Iterator<Item = &'a Exact>) -> Option<Exact> {
    let mut count = 0i64;
    let mut total = Exact::zero();
    for value in values {
        total += value;
        count += 1;
    }
    total.checked_div(&Exact::whole(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::from_decimal(text).unwrap()
    }

    #[test]
    fn thirds_are_whole_again() {
        let third = Exact::fraction(1, 3).unwrap();
        assert_eq!(third.clone() + &third + &third, Exact::one());
    }

    #[test]
    fn rounding_is_half_up_away_from_zero() {
        assert_eq!(exact("81.755").to_fixed(2), "81.76");
        assert_eq!(exact("-0.125").to_fixed(2), "-0.13");
        assert_eq!(exact("2.345").to_fixed(2), "2.35");
        assert_eq!(exact("-0.001").to_fixed(2), "0.00");
        assert_eq!(exact("0.5").to_fixed(0), "1");
    }

    #[test]
    fn decimal_text_is_read_strictly() {
        for bad in ["", ".", "1.", ".5", "1,5", "1e3", " 1", "--1", "0x1"] {
            assert_eq!(Exact::from_decimal(bad), None, "{bad}");
        }
        assert_eq!(exact("-0.25").to_string(), "-1/4");
    }

    #[test]
    fn up_and_down_are_not_to_the_nearest() {
        assert_eq!(exact("0.4101").round_up(2), exact("0.42"));
        assert_eq!(exact("0.41").round_up(2), exact("0.41"));
        assert_eq!(exact("-0.419").round_up(2), exact("-0.41"));
        assert_eq!((exact("2.9").floor(), exact("-2.1").floor()), (Some(2), Some(-3)));
    }

    #[test]
    fn small_and_big_numbers_round_alike() {
        for numerator in [-7919i64, -125, -1, 0, 1, 3, 5, 7919, 123_456_789, i64::MAX] {
            for denominator in [1i64, 2, 3, 7, 8, 40, 200, 7_919, 1_000_003] {
                let x = Exact::fraction(numerator, denominator).unwrap();
                for decimals in 0..7 {
                    let small = x.scaled_small(decimals).map(IBig::from);
                    assert_eq!(small, Some(x.scaled_big(decimals)), "{x} to {decimals}");
                }
            }
        }
        let huge = Exact::from_decimal("123456789012345678901234567890.125").unwrap();
        assert_eq!(huge.to_fixed(2), "123456789012345678901234567890.13");
        assert_eq!(huge.to_plain(), "123456789012345678901234567890.125");
    }

    #[test]
    fn cell_floats_are_read_with_fifteen_digits() {
        assert_eq!(Exact::from_cell_float(62.50000000000001).unwrap(), exact("62.5"));
        assert_eq!(Exact::from_cell_float(0.1 + 0.2).unwrap(), exact("0.3"));
        assert_eq!(Exact::from_cell_float(-1e-3).unwrap(), exact("-0.001"));
        assert_eq!(Exact::from_cell_float(1e15).unwrap(), Exact::whole(1_000_000_000_000_000));
        assert_eq!(Exact::from_cell_float(f64::NAN), None);
    }

    #[test]
    fn plain_is_decimal_where_it_can_be() {
        assert_eq!(exact("0.625").to_plain(), "0.625");
        assert_eq!(Exact::fraction(2, 3).unwrap().to_plain(), "2/3");
        assert_eq!(Exact::whole(1250).to_plain(), "1250");
        assert_eq!(Exact::whole(100).to_short(2), "100");
    }
}
