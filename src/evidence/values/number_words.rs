//! Numbers beside their words, as official papers write them: `02 (hai)`.

use crate::terms::Exact;
use crate::text::fold;

/// The official style `02 (hai)`: digits with the same number in words.
pub(super) fn with_words(text: &str) -> Option<Exact> {
    let (digits, rest) = text.split_once('(')?;
    let words = fold(rest.trim().strip_suffix(')')?);
    let number: u32 = Some(digits.trim()).filter(|d| d.len() <= 6)?.parse().ok()?;
    let canonical: Vec<&str> = words.split(' ').map(canonical_word).collect();
    (canonical == in_words(number)).then(|| Exact::whole(number.into()))
}

/// Words that depend on what stands before them, as the digit itself.
fn canonical_word(word: &str) -> &str {
    match word {
        "lăm" | "nhăm" => "năm",
        "mốt" => "một",
        "tư" => "bốn",
        "lẻ" => "linh",
        "ngàn" => "nghìn",
        "mươi" => "mười",
        other => other,
    }
}

/// A number below a million in words, in canonical words.
fn in_words(number: u32) -> Vec<&'static str> {
    const DIGITS: [&str; 10] =
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    let below_thousand = |n: u32, full: bool| -> Vec<&'static str> {
        let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
        let mut words = Vec::new();
        if hundreds > 0 || full {
            words.extend([digit(hundreds), "trăm"]);
        }
        match tens {
            0 if ones > 0 && !words.is_empty() => words.push("linh"),
            0 => {}
            1 => words.push("mười"),
            tens => words.extend([digit(tens), "mười"]),
        }
        if ones > 0 {
            words.push(digit(ones));
        }
        words
    };
    if number == 0 {
        return vec!["không"];
    }
    let mut words = Vec::new();
    if number >= 1000 {
        words.extend(below_thousand(number / 1000, false));
        words.push("nghìn");
    }
    if !number.is_multiple_of(1000) {
        words.extend(below_thousand(number % 1000, number >= 1000));
    }
    words
}
