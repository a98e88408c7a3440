//! Numbers and values inside sentences.

use super::words::{NO, YES, gap};
use crate::rubric::DataItem;
use crate::terms::{Exact, Lang};
use crate::value::{DataKind, Outcome, Value};

/// A number inside a sentence: at most `decimals` places, with a comma in Vietnamese.
pub fn number(number: &Exact, decimals: u32, lang: Lang) -> String {
    decimal_mark(&number.to_short(decimals), lang)
}

/// The same, marked with ≈ when places were cut. A number that is not round is never shown as
/// one: `39,9981`, not `≈ 40`, since a threshold may stand there.
pub fn nearly(exact: &Exact, decimals: u32, lang: Lang) -> String {
    let is_round = |places: &u32| {
        let rounded = exact.round_half_up(*places);
        rounded != *exact && rounded.places().is_some_and(|shown| shown < *places)
    };
    let enough = (decimals..decimals + FURTHER_DIGITS).find(|places| !is_round(places));
    let places = enough.unwrap_or(decimals + FURTHER_DIGITS);
    // Once more places are shown, a short number is shown whole.
    let whole = exact.places().filter(|all| places > decimals && *all <= decimals + 4);
    let places = whole.unwrap_or(places);
    let mark = if exact.round_half_up(places) == *exact { "" } else { "≈ " };
    format!("{mark}{}", number(exact, places, lang))
}

/// So many places more show that a number is not round.
const FURTHER_DIGITS: u32 = 8;

/// A published figure inside a sentence, with all its places.
pub fn fixed(number: &Exact, decimals: u32, lang: Lang) -> String {
    decimal_mark(&number.to_fixed(decimals), lang)
}

/// A statistic, which is no figure of anybody's points, inside a sentence.
pub fn statistic(x: f64, places: usize, lang: Lang) -> String {
    decimal_mark(&format!("{x:.places$}"), lang)
}

/// A share of one as a percentage: `62,5%`.
pub fn percent(share: &Exact, lang: Lang) -> String {
    format!("{}%", nearly(&(share.clone() * &Exact::whole(100)), 2, lang))
}

/// What a value says inside a sentence.
pub fn outcome(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Err(why) => gap(*why, lang).to_string(),
        Ok(Value::Number(n)) => nearly(n, 4, lang),
        Ok(Value::YesNo(yes)) => if *yes { YES } else { NO }.say(lang).to_string(),
        Ok(Value::Date(date)) => date.format("%d/%m/%Y").to_string(),
        Ok(Value::Text(text)) => text.clone(),
    }
}

/// Dots between digits become commas in Vietnamese.
pub(super) fn decimal_mark(text: &str, lang: Lang) -> String {
    if lang == Lang::En || !text.contains('.') {
        return text.to_string();
    }
    let digit = |c: Option<&u8>| c.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let between = |at: usize| digit(bytes.get(at.wrapping_sub(1))) && digit(bytes.get(at + 1));
    text.char_indices().map(|(at, c)| if c == '.' && between(at) { ',' } else { c }).collect()
}

/// What a value of this data item says inside a sentence, with its unit of measure.
pub fn of_item(value: &Outcome, item: Option<&DataItem>, lang: Lang) -> String {
    let Ok(Value::Number(number)) = value else { return outcome(value, lang) };
    if item.is_some_and(|item| item.kind == DataKind::Percent) {
        return percent(number, lang);
    }
    let text = outcome(value, lang);
    match item.and_then(|item| item.unit.as_deref()).filter(|unit| *unit != "%") {
        Some(unit) => format!("{text} {unit}"),
        None => text,
    }
}

/// `I`, `II` … as annexes number their parts.
pub(crate) fn roman(mut number: usize) -> String {
    let signs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V")];
    let mut out = String::new();
    for (value, sign) in signs.into_iter().chain([(4, "IV"), (1, "I")]) {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_in_roman() {
        let numbers: Vec<String> = [1, 4, 9, 34].into_iter().map(roman).collect();
        assert_eq!(numbers, ["I", "IV", "IX", "XXXIV"]);
    }

    #[test]
    fn numbers_in_sentences_have_a_comma() {
        let half = Exact::fraction(5, 8).unwrap();
        assert_eq!(percent(&half, Lang::Vi), "62,5%");
    }

    #[test]
    fn what_is_below_a_threshold_is_not_shown_as_the_threshold() {
        let share = |above: i64, below: i64| Exact::fraction(above, below).unwrap();
        assert_eq!(percent(&share(399_981, 1_000_000), Lang::Vi), "39,9981%");
        assert_eq!(percent(&share(6_249_999, 10_000_000), Lang::Vi), "62,49999%");
        assert_eq!(percent(&share(1, 3), Lang::Vi), "≈ 33,33%");
        assert_eq!(percent(&share(2_000_001, 5_000_003), Lang::Vi), "≈ 39,999996%");
        assert_eq!(nearly(&share(1115, 369), 4, Lang::Vi), "≈ 3,0217");
        assert_eq!(percent(&share(2, 5), Lang::Vi), "40%");
    }
}
