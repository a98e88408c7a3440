//! The code of a node in a criteria set, and the order in which an annex lists codes.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

/// The code of a node in a criteria set, such as `3.2.1`: dot-separated parts. `1.10` is not
/// `1.1`. Codes compare as an annex lists them: numbers by size, what is hung on a number
/// right behind it (1.1, 1.1b, 1.2), Roman numerals by what they mean (VIII, IX, X), letters as
/// in the Vietnamese alphabet (d, đ, e). A single I, V or X is taken to be a numeral;
/// [`in_annex_order`] looks at its neighbours first.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// `None` unless the text is one or more dot-separated parts of letters and digits.
    pub fn parse(text: &str) -> Option<Code> {
        let good = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
        text.split('.').all(good).then(|| Code(text.to_string()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn parent(&self) -> Option<Code> {
        self.0.rsplit_once('.').map(|(parent, _)| Code(parent.to_string()))
    }

    /// 1 for a field, 2 for a criterion, and so on.
    pub fn depth(&self) -> usize {
        self.0.split('.').count()
    }

    /// Whether `self` lies below `other` in the tree.
    pub fn is_below(&self, other: &Code) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        compare(&self.0, &other.0, &|_| false)
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Sorts the codes of one set as its annex lists them. Below a node whose parts are single
/// letters (A … H, I, K) an I is the letter; beside II or IV it is the numeral.
pub fn in_annex_order(codes: &mut [Code]) {
    let mut lettered: BTreeSet<String> = BTreeSet::new();
    let mut numbered: BTreeSet<String> = BTreeSet::new();
    for code in codes.iter() {
        let mut above = "";
        for (at, part) in parts(&code.0) {
            match (roman(part), part.chars().count()) {
                (Some(_), 2..) => drop(numbered.insert(above.to_string())),
                (None, 1) if part.chars().all(char::is_alphabetic) => {
                    lettered.insert(above.to_string());
                }
                _ => {}
            }
            above = &code.0[..at + part.len()];
        }
    }
    let letters = |above: &str| lettered.contains(above) && !numbered.contains(above);
    codes.sort_by(|a, b| compare(&a.0, &b.0, &letters));
}

/// The parts of a code with the byte that each begins at.
fn parts(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    code.split('.').map(move |part| {
        let at = start;
        start += part.len() + 1;
        (at, part)
    })
}

/// The order of two codes, part by part; `lettered` tells below which node a lone I is a letter.
fn compare(one: &str, other: &str, lettered: &dyn Fn(&str) -> bool) -> Ordering {
    for ((at, a), (_, b)) in parts(one).zip(parts(other)) {
        if a == b {
            continue;
        }
        let letters = lettered(one[..at].trim_end_matches('.'));
        let order = rank(a, letters).cmp(&rank(b, letters));
        return order.then_with(|| a.cmp(b));
    }
    Code::depth(&Code(one.into())).cmp(&Code::depth(&Code(other.into())))
}

/// What a part is compared by: its runs of digits and letters.
fn rank(part: &str, lettered: bool) -> Vec<Run> {
    if let Some(number) = roman(part).filter(|_| !(lettered && part.len() == 1)) {
        return vec![Run::Roman(number)];
    }
    let mut runs: Vec<Run> = Vec::new();
    for c in part.chars() {
        match (runs.last_mut(), c.is_ascii_digit()) {
            (Some(Run::Number(_, digits)), true) => digits.push(c),
            (Some(Run::Letters(all)), false) => all.push(place(c)),
            (_, true) => runs.push(Run::Number(0, c.to_string())),
            (_, false) => runs.push(Run::Letters(vec![place(c)])),
        }
    }
    for run in &mut runs {
        if let Run::Number(length, digits) = run {
            *digits = digits.trim_start_matches('0').to_string();
            *length = digits.len();
        }
    }
    runs
}

/// A run of a part. The order is that of a list: numbers, numerals, letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    /// How many digits, and the digits: longer ones are larger.
    Number(usize, String),
    Roman(usize),
    Letters(Vec<usize>),
}

/// The place of a letter in the Vietnamese alphabet; those it lacks stand where they do in Latin.
fn place(letter: char) -> usize {
    const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let known = ALPHABET.chars().position(|c| c == lower);
    known.unwrap_or(ALPHABET.len() + lower as usize)
}

/// The number that I, V and X write; nothing for other texts and for IIII.
pub fn roman(part: &str) -> Option<usize> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = part.bytes().take_while(|b| *b == b'X').count();
    let ones = ONES.iter().position(|ones| *ones == &part[tens..])?;
    (tens <= 3 && tens + ones > 0).then_some(10 * tens + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(codes: &[&str]) -> Vec<String> {
        let mut codes: Vec<Code> = codes.iter().rev().map(|c| Code::parse(c).unwrap()).collect();
        in_annex_order(&mut codes);
        codes.iter().map(Code::to_string).collect()
    }

    #[test]
    fn codes_are_text_and_sort_by_number() {
        let code = |text| Code::parse(text).unwrap();
        assert_ne!(code("1.10"), code("1.1"));
        assert!(code("1.2") < code("1.10"));
        assert!(code("3.2.1").is_below(&code("3.2")));
        assert!(!code("3.21").is_below(&code("3.2")));
        assert_eq!(Code::parse("1..2"), None);
    }

    #[test]
    fn codes_stand_as_in_the_annex() {
        for annex in [
            &["1", "1.1", "1.1.1", "1.1.9", "1.1.10", "1.1b", "1.1b.1", "1.2", "1.9", "1.10"][..],
            &["1.1", "1.1a", "1.1b", "1.1đ", "1.1e", "1.2", "1.5a", "2", "10", "10a", "11"],
            &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XIX", "XX"],
            &["I", "I.1", "I.10", "IV", "IX", "X"],
            &["A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "U", "V", "X", "Y"],
            &["1.a", "1.b", "1.c", "1.d", "1.đ", "1.e", "1.g", "1.h", "1.i", "1.k", "1.v"],
            &["1", "2", "8", "A", "B"],
            &["1.I", "1.II", "1.IX", "1.X", "2.A", "2.I", "2.K"],
            &["1", "2", "18446744073709551616", "99999999999999999999"],
        ] {
            assert_eq!(ordered(annex), *annex);
        }
    }

    #[test]
    fn two_codes_alone_compare_alike() {
        let code = |text| Code::parse(text).unwrap();
        for (first, second) in
            [("1.1", "1.1b"), ("1.1b", "1.2"), ("VIII", "IX"), ("IX", "X"), ("d", "đ"), ("đ", "e")]
        {
            assert!(code(first) < code(second), "{first} {second}");
        }
    }
}
