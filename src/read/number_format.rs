//! What a number format says: whether a number is a share or a date, and how it is shown.

use crate::grid::Format;
use crate::terms::{Exact, Lang};
use crate::text::fold;

/// More decimals than this are not told apart from the stored number.
const MOST_DECIMALS: u32 = 15;

/// A number format in the notation of Excel.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberFormat {
    /// At most three: the fourth section is for texts.
    sections: Vec<Section>,
}

#[derive(Debug, Clone)]
struct Section {
    condition: Option<(Compare, f64)>,
    format: Format,
    digits: Digits,
    /// Words behind the number that make it another one: “nghìn”, “triệu”, further digits.
    words: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Compare {
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    NotEqual,
}

/// How a section shows a number.
#[derive(Debug, Clone, PartialEq)]
enum Digits {
    /// In full, or in a way that is not looked into: dates, fractions, powers of ten.
    Full,
    /// With so many decimals, of so many thousands.
    Fixed { decimals: u32, thousands: u32 },
    /// Not at all: only this text.
    Text(String),
}

impl NumberFormat {
    /// `builtin` is the number of the format, which says more than its text for some.
    pub(crate) fn new(code: &str, builtin: Option<u32>) -> NumberFormat {
        // The built-in dates 14 and 22 follow the settings of the PC: day first in Vietnam.
        if matches!(builtin, Some(14 | 22)) {
            let digits = Digits::Full;
            let date = Section { condition: None, format: Format::Date, digits, words: None };
            return NumberFormat { sections: vec![date] };
        }
        NumberFormat { sections: split(code).iter().take(3).map(|s| section(s)).collect() }
    }

    /// Whether it says nothing of any number.
    pub(crate) fn is_plain(&self) -> bool {
        self.sections.iter().all(|section| {
            section.format == Format::General
                && section.digits == Digits::Full
                && section.words.is_none()
        })
    }

    fn section(&self, n: f64) -> Option<&Section> {
        let count = self.sections.len();
        let holds = |(at, section): &(usize, &Section)| match section.condition {
            Some((compare, bound)) => compare.holds(n, bound),
            None => match at {
                0 if count == 2 => n >= 0.0,
                0 if count > 2 => n > 0.0,
                1 if count > 2 => n < 0.0,
                _ => true,
            },
        };
        self.sections.iter().enumerate().find(holds).map(|(_, section)| section)
    }

    pub(crate) fn meaning(&self, n: f64) -> Format {
        self.section(n).map_or(Format::General, |section| section.format)
    }

    /// The number as the cell shows it, when that is another number.
    pub(crate) fn shown(&self, n: f64) -> Option<String> {
        let section = self.section(n)?;
        if let Some(words) = &section.words {
            let number = Exact::from_cell_float(n)?.to_short(MOST_DECIMALS);
            return Some(format!("{} {words}", Lang::Vi.decimal(&number)));
        }
        let (decimals, thousands) = match &section.digits {
            Digits::Full => return None,
            Digits::Fixed { decimals, thousands } => (*decimals, *thousands),
            Digits::Text(text) => return Some(text.clone()),
        };
        let sign = if section.format == Format::General { "" } else { "%" };
        if thousands == 0 && is_short(n, decimals, section.format) {
            return None;
        }
        let hundred = if section.format == Format::Percent { 100 } else { 1 };
        let stored = Exact::from_cell_float(n)? * &Exact::whole(hundred);
        let thousand = Exact::whole(1000i64.checked_pow(thousands)?);
        let scaled = stored.checked_div(&thousand)?.round_half_up(decimals);
        if scaled == stored {
            return None;
        }
        Some(format!("{}{sign}", Lang::Vi.decimal(&scaled.to_short(decimals))))
    }
}

/// Whether a number has no more decimals than are shown, as far as a quick look tells.
fn is_short(n: f64, decimals: u32, format: Format) -> bool {
    let shift = decimals + if format == Format::Percent { 2 } else { 0 };
    let scaled = n.abs() * 10f64.powi(i32::try_from(shift).unwrap_or(i32::MAX));
    scaled < 1e12 && scaled.fract() == 0.0
}

impl Compare {
    fn holds(self, n: f64, bound: f64) -> bool {
        match self {
            Compare::Less => n < bound,
            Compare::AtMost => n <= bound,
            Compare::More => n > bound,
            Compare::AtLeast => n >= bound,
            Compare::Equal => n == bound,
            Compare::NotEqual => n != bound,
        }
    }
}

/// The sections between the semicolons that are no text.
fn split(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        if c == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"';
        let last = sections.last_mut();
        if let Some(section) = last {
            section.push(c);
            if c == '\\' && !quoted {
                section.extend(chars.next());
            }
        }
    }
    sections
}

fn section(code: &str) -> Section {
    let parsed = Parsed::of(code);
    let tokens = parsed.tokens.as_str();
    let format = if tokens.contains('%') {
        Format::Percent
    } else {
        match date_order(tokens) {
            Format::General if parsed.text.trim_end().ends_with('%') => Format::PercentText,
            date => date,
        }
    };
    let is_number = matches!(format, Format::General | Format::Percent | Format::PercentText);
    let digits = if is_number { digits(tokens, &parsed.text) } else { Digits::Full };
    let words = || scale(&parsed.text, &digits).or_else(|| parsed.foreign(&digits));
    let words = if is_number { words() } else { None };
    Section { condition: parsed.condition, format, digits, words }
}

/// Words that multiply a number, or measure it in what may not be asked for.
const SCALES: &[&str] = &[
    "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm", "chục", "tr", "k", "giây", "phút", "giờ",
    "tiếng", "ngày", "tuần", "tháng", "quý", "năm", "usd", "eur",
];

/// The quoted words of a section, when whoever sees them may read another number.
fn scale(text: &str, digits: &Digits) -> Option<String> {
    let folded = fold(text);
    let says = folded.split(|c: char| !c.is_alphanumeric()).any(|word| SCALES.contains(&word));
    let further = text.starts_with(|c: char| c.is_ascii_digit());
    let is_text = matches!(digits, Digits::Text(_));
    (!is_text && (says || further)).then(|| text.trim().to_string())
}

fn date_order(tokens: &str) -> Format {
    // General, Số chuẩn: a word, not days.
    if tokens.contains("general") || tokens.contains("standard") {
        return Format::General;
    }
    // “ddd” is the day of the week.
    let tokens = tokens.replace("dddd", "").replace("ddd", "");
    let first = |wanted: char| tokens.find(wanted);
    match (first('y'), first('m'), first('d')) {
        (year, Some(month), Some(day)) if month < day && year.is_none_or(|y| y > month) => {
            Format::DateMonthFirst
        }
        (_, _, Some(_)) => Format::Date,
        (Some(_), _, None) => Format::DateWithoutDay,
        _ => Format::General,
    }
}

fn digits(tokens: &str, text: &str) -> Digits {
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    if tokens.contains("general") || tokens.contains(['/', 'e', '@']) {
        return Digits::Full;
    }
    let Some(last) = tokens.rfind(is_digit) else {
        // A section of nothing but colours is shown as General.
        return if tokens.is_empty() && text.is_empty() {
            Digits::Text(String::new())
        } else {
            Digits::Text(text.trim().to_string())
        };
    };
    let decimals = tokens.split_once('.').map_or(0, |(_, part)| part.matches(is_digit).count());
    let point = tokens.find('.');
    let end = point.filter(|point| *point < last).unwrap_or(last + 1);
    let before = tokens[..end].trim_end_matches(',').len();
    let thousands = (end - before) + tokens[last + 1..].chars().take_while(|c| *c == ',').count();
    let decimals = u32::try_from(decimals).unwrap_or(MOST_DECIMALS);
    if decimals >= MOST_DECIMALS {
        return Digits::Full;
    }
    Digits::Fixed { decimals, thousands: u32::try_from(thousands).unwrap_or(0).min(4) }
}

/// A section without its quoted, escaped and bracketed parts.
#[derive(Default)]
struct Parsed {
    /// In lower case.
    tokens: String,
    /// What is quoted and escaped.
    text: String,
    condition: Option<(Compare, f64)>,
    /// The currency in brackets.
    currency: String,
}

/// Signs of other currencies than the đồng.
const FOREIGN: [char; 4] = ['$', '€', '£', '¥'];
/// How the đồng is written.
const DONG: &[&str] = &["", "₫", "đ", "đồng", "vnd", "vnđ"];

impl Parsed {
    /// The currency that a number is shown in, when it is not the đồng.
    fn foreign(&self, digits: &Digits) -> Option<String> {
        if matches!(digits, Digits::Text(_)) {
            return None;
        }
        if !DONG.contains(&fold(&self.currency).as_str()) {
            return Some(self.currency.trim().to_string());
        }
        let sign = self.text.chars().chain(self.tokens.chars()).find(|c| FOREIGN.contains(c));
        sign.map(String::from)
    }

    fn of(code: &str) -> Parsed {
        let mut parsed = Parsed::default();
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => parsed.text.extend(chars.by_ref().take_while(|q| *q != '"')),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|q| *q != ']').collect();
                    parsed.condition = parsed.condition.or_else(|| condition(&inside));
                    // `[$USD-409]`; `[$-42A]` is a language alone.
                    if let Some(currency) = inside.strip_prefix('$') {
                        parsed.currency =
                            currency.rsplit_once('-').map_or(currency, |(c, _)| c).into();
                    }
                }
                '\\' => parsed.text.extend(chars.next()),
                '_' | '*' => _ = chars.next(),
                _ => parsed.tokens.push(c.to_ascii_lowercase()),
            }
        }
        parsed
    }
}

/// `>=100`; nothing for colours, languages and elapsed time.
fn condition(inside: &str) -> Option<(Compare, f64)> {
    let marks = [
        ("<>", Compare::NotEqual),
        ("<=", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
    ];
    let found = marks.iter().find_map(|(mark, c)| Some((*c, inside.strip_prefix(mark)?)));
    let (compare, number) = found?;
    Some((compare, number.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_tell_percents_and_dates() {
        let of = |code, n| NumberFormat::new(code, None).meaning(n);
        for (code, meaning) in [
            ("0.00%", Format::Percent),
            ("0\"%\"", Format::PercentText),
            ("0\\%", Format::PercentText),
            ("General", Format::General),
            ("#,##0.00_);[Red](0%)", Format::General),
            ("dd/mm/yyyy", Format::Date),
            ("[$-42A]dd\\ mmmm\\ yyyy", Format::Date),
            ("\"ngày \"dd\" tháng \"mm\" năm \"yyyy", Format::Date),
            ("yyyy-mm-dd", Format::Date),
            ("mmm-yy", Format::DateWithoutDay),
            ("\"tháng \"m\" năm \"yyyy", Format::DateWithoutDay),
            ("yyyy", Format::DateWithoutDay),
            ("dddd, mmmm yyyy", Format::DateWithoutDay),
            ("mm:ss", Format::General),
            ("m/d/yyyy", Format::DateMonthFirst),
            ("[>1]0;0%", Format::Percent),
            ("0;-0;0%", Format::General),
            ("", Format::General),
        ] {
            assert_eq!(of(code, 0.5), meaning, "{code}");
        }
        // Which section counts, the number says.
        assert_eq!(of("[=0]\"-\";0%", 0.95), Format::Percent);
        assert_eq!(of("[<=1]0%;0", 0.95), Format::Percent);
        assert_eq!(of("[<=1]0%;0", 95.0), Format::General);
        assert_eq!(of("0;-0;0%", 0.0), Format::Percent);
        assert_eq!(NumberFormat::new("mm-dd-yy", Some(14)).meaning(45667.0), Format::Date);
    }

    #[test]
    fn what_is_shown_is_told_when_it_is_another_number() {
        let shown = |code, n| NumberFormat::new(code, None).shown(n);
        for (code, n, text) in [
            ("0", 94.96, "95"),
            ("0\" nghìn\"", 100.0, "100 nghìn"),
            ("#,##0\" Triệu đồng\"", 2.0, "2 Triệu đồng"),
            ("General\" tỷ\"", 1.5, "1,5 tỷ"),
            ("0\"00\"", 3.0, "3 00"),
            ("[$$-409]#,##0", 900.0, "900 $"),
            ("#,##0 [$USD]", 900.0, "900 USD"),
            ("\"$\"#,##0.00", 900.0, "900 $"),
            ("[$€-2]\\ 0", 7.0, "7 €"),
            ("0.0", 94.96, "95"),
            ("0.0", 94.44, "94,4"),
            ("0%", 0.9496, "95%"),
            ("0.0%", 0.94961, "95%"),
            ("#,##0", 1249.5, "1250"),
            ("#,##0,", 1250.0, "1"),
            ("0.0,,", 1_250_000.0, "1,3"),
            ("\"x\"", 5.0, "x"),
            (";;;", 5.0, ""),
            ("0\"%\"", 94.96, "95%"),
            ("0;[Red]0", 2.5, "3"),
        ] {
            assert_eq!(shown(code, n).as_deref(), Some(text), "{code} {n}");
        }
        for (code, n) in [
            ("General", 94.96),
            ("0.00", 94.96),
            ("0.00", 94.9),
            ("0%", 0.95),
            ("0.00%", 0.9496),
            ("0.0", 62.500_000_000_000_01),
            ("#,##0.00", 1250.25),
            ("0", 1250.0),
            ("# ?/?", 0.94),
            ("0.00E+00", 12345.6),
            ("dd/mm/yyyy", 45667.4),
            ("@", 0.5),
            ("0.0", 0.3),
        ] {
            assert_eq!(shown(code, n), None, "{code} {n}");
        }
    }
}
