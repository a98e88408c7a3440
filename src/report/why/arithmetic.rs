//! Arithmetic of a trace as people write it: signs, names of functions, labels of data items.

use crate::expr::{Function, extreme};
use crate::terms::{Exact, Lang};

use crate::report::words;

/// Arithmetic as a reader of the language writes it: `min(0.5, 1)` is `số nhỏ hơn trong hai số
/// (0,5; 1)`.
///
/// A data item without a value stands in the trace by its key; `label` says what people call it.
pub(crate) fn arithmetic(text: &str, lang: Lang, label: &dyn Fn(&str) -> Option<String>) -> String {
    let text = decimal_fractions(text);
    let text = match lang {
        Lang::En => text,
        Lang::Vi => {
            // Codes and options stand in quotes: they are no numbers.
            let plain = |text: &str| {
                let text = words::decimal_mark(&text.replace(',', ";"), lang).replace('*', "×");
                text.replace(" / ", " ÷ ").replace(" - ", " − ")
            };
            let parts = text.split('"').enumerate();
            let parts = parts.map(|(at, part)| if at % 2 == 0 { plain(part) } else { part.into() });
            parts.collect::<Vec<String>>().join("\"")
        }
    };
    named(&text, &|name, after| {
        label(name).or_else(|| extreme_of(lang, name, after)).or_else(|| english_to(lang, name))
    })
}

/// The names of functions and answers inside arithmetic.
const NAMES: &[(&str, &str, &str)] = &[
    ("sum", "tổng ", "sum"),
    ("abs", "bỏ dấu âm của ", "abs"),
    ("round", "làm tròn ", "round"),
    ("round_even", "làm tròn về số chẵn ", "round to even "),
    ("round_down", "cắt bỏ phần lẻ ", "cut "),
    ("days", "số ngày ", "days"),
    ("workdays", "số ngày làm việc ", "working days "),
    ("workday", "ngày làm việc thứ mấy sau ", "working day after "),
    ("period_share", "phần của năm trong kỳ", "part of the year in the period"),
    ("count_yes", "số nội dung ghi Có trong ", "count of yes "),
    ("not_done", "chưa thực hiện ", "not done "),
    ("last_year", "năm trước ", "last year "),
    ("points", "điểm ", "points "),
    ("survey", "khảo sát ", "survey "),
    ("judgement", "điểm thẩm định", "appraised points"),
    ("peer", "số liệu các đơn vị trong khối", "figures of the block"),
    ("yes", "có", "yes"),
    ("no", "không", "no"),
];

/// `min` and `max` before their numbers.
fn extreme_of(lang: Lang, name: &str, after: &str) -> Option<String> {
    let function = match (lang, name) {
        (Lang::Vi, "min") => Function::Min,
        (Lang::Vi, "max") => Function::Max,
        _ => return None,
    };
    let (words, _) = extreme(function, arguments(after)?);
    Some(format!("{words} "))
}

/// How many arguments stand in the parentheses with which the text begins.
fn arguments(text: &str) -> Option<usize> {
    let (mut depth, mut count, mut quoted) = (0_usize, 1, false);
    for c in text.strip_prefix('(')?.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' if depth == 0 => return Some(count),
            ')' => depth -= 1,
            ';' if depth == 0 => count += 1,
            _ => {}
        }
    }
    None
}

fn english_to(lang: Lang, name: &str) -> Option<String> {
    let (_, vi, en) = NAMES.iter().find(|(english, _, _)| *english == name)?;
    Some(match lang {
        Lang::Vi => (*vi).to_string(),
        Lang::En => (*en).to_string(),
    })
}

/// Puts other words for whole names; what stands in quotes stays.
fn named(text: &str, spoken: &dyn Fn(&str, &str) -> Option<String>) -> String {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let say = |name: String, after: &str| match name.is_empty() {
        true => name,
        false => spoken(&name, after).unwrap_or(name),
    };
    let (mut out, mut name, mut quoted) = (String::new(), String::new(), false);
    for (at, c) in text.char_indices() {
        if !quoted && part_of_name(c) {
            name.push(c);
            continue;
        }
        out += &say(std::mem::take(&mut name), &text[at..]);
        quoted ^= c == '"';
        out.push(c);
    }
    out + &say(name, "")
}

/// Fractions as decimals: ward officials read no others. The exact points stand beside.
fn decimal_fractions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('(') {
        out.push_str(&rest[..start]);
        let inside = rest[start + 1..].split_once(')');
        match inside.and_then(|(inside, after)| Some((fraction(inside)?, after))) {
            Some((number, after)) => {
                let shown = words::nearly(&number, 4, Lang::En);
                let is_near = shown.starts_with('≈');
                out.push_str(&if is_near { format!("({shown})") } else { shown });
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

/// `a/b`
fn fraction(text: &str) -> Option<Exact> {
    let (above, below) = text.split_once('/')?;
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
        assert_eq!(plain("min(0.5, 1) * 2", Lang::Vi), "số nhỏ hơn trong hai số (0,5; 1) × 2");
        let three = plain("max(points(\"3.2\"), (1 + 2), 1)", Lang::Vi);
        assert_eq!(three, "số lớn nhất trong 3 số (điểm (\"3.2\"); (1 + 2); 1)");
        assert_eq!(plain("count_yes(yes, no)", Lang::Vi), "số nội dung ghi Có trong (có; không)");
        assert_eq!(plain("min(0.5, 1)", Lang::En), "min(0.5, 1)");
        assert_eq!(plain("2 * (12345/24690)", Lang::Vi), "2 × 0,5");
        assert_eq!(plain("2 * (1/3)", Lang::Vi), "2 × (≈ 0,3333)");
        assert_eq!(plain("2 * (1/4)", Lang::Vi), "2 × 0,25");
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
