//! Arithmetic of a trace as people write it: signs, names of functions, labels of data items.

use crate::terms::{Exact, Lang};

use super::words;

/// Arithmetic as a reader of the language writes it: `min(0.5, 1)` is `nhỏ nhất (0,5; 1)`.
///
/// A data item without a value stands in the trace by its key; `label` says what people call it.
pub fn arithmetic(text: &str, lang: Lang, label: &dyn Fn(&str) -> Option<String>) -> String {
    let text = short_fractions(text);
    let text = match lang {
        Lang::En => text,
        Lang::Vi => {
            let text = words::decimal_mark(&text.replace(',', ";"), lang).replace('*', "×");
            text.replace(" / ", " ÷ ").replace(" - ", " − ")
        }
    };
    named(&text, &|name| label(name).or_else(|| english_to(lang, name)))
}

/// The names of functions and answers inside arithmetic.
const NAMES: &[(&str, &str, &str)] = &[
    ("min", "nhỏ nhất ", "min"),
    ("max", "lớn nhất ", "max"),
    ("sum", "tổng ", "sum"),
    ("abs", "trị tuyệt đối ", "abs"),
    ("round", "làm tròn ", "round"),
    ("days", "số ngày ", "days"),
    ("count_yes", "số nội dung có ", "count of yes "),
    ("not_done", "chưa thực hiện ", "not done "),
    ("last_year", "năm trước ", "last year "),
    ("points", "điểm ", "points "),
    ("survey", "khảo sát ", "survey "),
    ("judgement", "điểm thẩm định", "appraised points"),
    ("peer", "số liệu các đơn vị trong khối", "figures of the block"),
    ("yes", "có", "yes"),
    ("no", "không", "no"),
];

fn english_to(lang: Lang, name: &str) -> Option<String> {
    let (_, vi, en) = NAMES.iter().find(|(english, _, _)| *english == name)?;
    Some(match lang {
        Lang::Vi => (*vi).to_string(),
        Lang::En => (*en).to_string(),
    })
}

/// Puts other words for whole names; what stands in quotes stays.
fn named(text: &str, spoken: &dyn Fn(&str) -> Option<String>) -> String {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let say = |name: String| if name.is_empty() { name } else { spoken(&name).unwrap_or(name) };
    let (mut out, mut name, mut quoted) = (String::new(), String::new(), false);
    for c in text.chars() {
        if !quoted && part_of_name(c) {
            name.push(c);
            continue;
        }
        out += &say(std::mem::take(&mut name));
        quoted ^= c == '"';
        out.push(c);
    }
    out + &say(name)
}

/// Fractions that nobody can read, such as those of a survey index, as decimals.
fn short_fractions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('(') {
        out.push_str(&rest[..start]);
        let inside = rest[start + 1..].split_once(')');
        match inside.and_then(|(inside, after)| Some((long_fraction(inside)?, after))) {
            Some((number, after)) => {
                out.push_str(&number.to_short(6));
                rest = after;
            }
            None => {
                out.push('(');
                rest = &rest[start + 1..];
            }
        }
    }
    out + rest
}

/// `a/b` with more than four digits in a part.
fn long_fraction(text: &str) -> Option<Exact> {
    let (above, below) = text.split_once('/')?;
    if above.len().max(below.len()) <= 4 {
        return None;
    }
    Exact::from_decimal(above)?.checked_div(&Exact::from_decimal(below)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, lang: Lang) -> String {
        arithmetic(text, lang, &|_| None)
    }

    #[test]
    fn functions_and_signs_are_those_of_the_language() {
        assert_eq!(plain("min(0.5, 1) * 2", Lang::Vi), "nhỏ nhất (0,5; 1) × 2");
        assert_eq!(plain("count_yes(yes, no)", Lang::Vi), "số nội dung có (có; không)");
        assert_eq!(plain("min(0.5, 1)", Lang::En), "min(0.5, 1)");
        assert_eq!(plain("2 * (12345/24690)", Lang::Vi), "2 × 0,5");
        assert_eq!(plain("2 * (1/3)", Lang::Vi), "2 × (1/3)");
    }

    #[test]
    fn what_has_no_value_is_called_by_its_label() {
        let label = |key: &str| (key == "thu_xin_loi").then(|| "“Số thư xin lỗi đã gửi”".into());
        let said = |text: &str, lang| arithmetic(text, lang, &label);
        assert_eq!(said("thu_xin_loi / 8", Lang::Vi), "“Số thư xin lỗi đã gửi” ÷ 8");
        assert_eq!(said("1 - thu_xin_loi / 8", Lang::En), "1 - “Số thư xin lỗi đã gửi” / 8");
        assert_eq!(
            said("8 < last_year(thu_xin_loi)", Lang::Vi),
            "8 < năm trước (“Số thư xin lỗi đã gửi”)"
        );
        // An option of a choice stays what it is.
        assert_eq!(said("\"no\" = \"thu_xin_loi\"", Lang::Vi), "\"no\" = \"thu_xin_loi\"");
    }
}
