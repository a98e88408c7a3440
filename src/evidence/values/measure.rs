//! Units of measure: whether the one that stands beside a figure makes it another figure than the
//! one that was asked for.

use crate::grid::number_text;
use crate::text::fold;

/// Words that multiply what follows them, each with its power of ten.
const SCALES: &[(&str, u32)] = &[
    ("chục", 1),
    ("trăm", 2),
    ("nghìn", 3),
    ("ngàn", 3),
    ("1.000", 3),
    ("1000", 3),
    ("1 000", 3),
    ("triệu", 6),
    ("tr", 6),
    ("1.000.000", 6),
    ("tỷ", 9),
    ("tỉ", 9),
];

/// Measures of one thing, a family each: whoever is asked for one and gives another gives another
/// figure. Spellings of one measure stand together.
const FAMILIES: &[&[&[&str]]] = &[
    &[
        &["giây", "s"],
        &["phút", "ph"],
        &["giờ", "giờ làm việc", "tiếng", "h"],
        &["ngày", "ngày làm việc", "ngày công"],
        &["tuần"],
        &["tháng"],
        &["quý"],
        &["năm"],
    ],
    &[
        &["đồng", "vnđ", "vnd", "đ"],
        &["usd", "đô la", "đô la mỹ", "$", "us$"],
        &["eur", "euro", "€"],
        &["gbp", "£"],
        &["jpy", "cny", "¥"],
    ],
    &[&["%", "phần trăm"], &["‰", "phần nghìn"], &["lần"]],
    &[&["m", "mét"], &["km", "ki-lô-mét", "kilomet"]],
    &[&["m2", "m²", "mét vuông"], &["ha", "héc-ta", "hecta"], &["km2", "km²"]],
];

/// A measure as power of ten, family and place in it; families only where they are known.
type Measure = (u32, Option<(usize, usize)>);
/// The same with the words behind those that multiply.
type Named = (u32, Option<(usize, usize)>, String);

fn measure(text: &str) -> Measure {
    let (power, place, _) = named(text);
    (power, place)
}

fn named(text: &str) -> Named {
    let folded = fold(text);
    let mut rest = folded.trim_matches(['(', ')', '.', ':', ' ']);
    let mut power = 0;
    while let Some((behind, more)) = SCALES.iter().find_map(|(word, power)| {
        let behind = rest.strip_prefix(word)?;
        let ends = behind.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.');
        ends.then(|| (behind.trim_start(), *power))
    }) {
        (rest, power) = (behind, power + more);
    }
    let place = FAMILIES.iter().enumerate().find_map(|(family, measures)| {
        measures.iter().position(|names| names.contains(&rest)).map(|at| (family, at))
    });
    (power, place, rest.to_string())
}

/// Whether a text is a unit of measure that is known here, or one that multiplies.
pub(in crate::evidence) fn is_measure(text: &str) -> bool {
    let (power, place) = measure(text);
    power > 0 || place.is_some()
}

/// Whether a unit of measure that is given for many figures contradicts that of one of them: only
/// figures of the same thing are meant, money by “nghìn đồng”, everything by “nghìn”.
pub(in crate::evidence) fn differs_in_kind(written: &str, own: &str) -> bool {
    let ((_, place, words), (_, own_place, own_words)) = (named(written), named(own));
    let alike = place.zip(own_place).is_some_and(|((one, _), (other, _))| one == other);
    (alike || words.is_empty() || words == own_words) && contradicts(written, own)
}

/// Whether a written unit of measure says another figure than the one that was asked for: nghìn đồng
/// for triệu đồng, giờ for ngày. Words that are not known to measure the same thing say nothing:
/// “hồ sơ TTHC” is “hồ sơ”.
pub(in crate::evidence) fn contradicts(written: &str, own: &str) -> bool {
    // as the form went out
    if written == own {
        return false;
    }
    let ((power, place), (own_power, own_place)) = (measure(written), measure(own));
    let blank = written.trim().is_empty() || own.trim().is_empty();
    !blank && (power != own_power || place.zip(own_place).is_some_and(|(one, other)| one != other))
}

/// Whether a unit of measure multiplies.
pub(super) fn scales(written: &str) -> bool {
    measure(written).0 > 0
}

/// The unit of measure behind a number that a cell shows by its format: `36 giờ`.
pub(super) fn behind(shown: &str, stored: f64) -> Option<&str> {
    let number = number_text(stored).replace('.', ",");
    let rest = shown.strip_prefix(&number)?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::contradicts;

    #[test]
    fn other_scales_and_other_measures_contradict() {
        for (written, own) in [
            ("nghìn đồng", "triệu đồng"),
            ("1.000 đồng", "đồng"),
            ("tỷ đồng", "triệu đồng"),
            ("Giờ làm việc", "ngày"),
            ("tháng", "ngày"),
            ("USD", "triệu đồng"),
            ("‰", "%"),
            ("nghìn hồ sơ", "hồ sơ"),
            ("(lần)", "%"),
            ("đồng", "ngày"),
        ] {
            assert!(contradicts(written, own), "{written} / {own}");
        }
        for (written, own) in [
            ("hồ sơ TTHC", "hồ sơ"),
            ("Hồ sơ", "hồ sơ"),
            ("VNĐ", "đồng"),
            ("ngày làm việc", "ngày"),
            ("ngàn đồng", "nghìn đồng"),
            ("Triệu VNĐ", "triệu đồng"),
            ("phần trăm", "%"),
            ("", "ngày"),
            ("văn bản", "hồ sơ"),
            ("trang", "hồ sơ"),
            ("trường", "đơn vị"),
        ] {
            assert!(!contradicts(written, own), "{written} / {own}");
        }
    }
}
