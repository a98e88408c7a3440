//! The condition of a step: which numbers it takes. "Từ" and "trên", "đến" and "dưới" keep their
//! difference.

use super::number::number;
use crate::terms::Exact;
use crate::text::fold;

/// A bound and whether it is taken itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub at: Exact,
    pub taken: bool,
}

/// The numbers that a clause takes, and of what.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub low: Option<End>,
    pub high: Option<End>,
    pub percent: bool,
    pub subject: String,
    pub unit: String,
}

/// Signs for the words of bounds, the longest first.
const WORDS: &[(&str, &str)] = &[
    ("lớn hơn hoặc bằng", "≥"),
    ("nhỏ hơn hoặc bằng", "≤"),
    ("không vượt quá", "≤"),
    ("không lớn hơn", "≤"),
    ("không nhỏ hơn", "≥"),
    ("không thấp hơn", "≥"),
    ("không quá", "≤"),
    ("không dưới", "≥"),
    ("tối thiểu", "≥"),
    ("ít nhất", "≥"),
    ("lớn hơn", ">"),
    ("nhỏ hơn", "<"),
    ("trở lên", "↑"),
    ("trở xuống", "↓"),
    ("trên", ">"),
    ("dưới", "<"),
    ("từ", "≥"),
    ("đến", "≤"),
    ("tới", "≤"),
    (">=", "≥"),
    ("<=", "≤"),
];

/// Words that say more than a bound: who finds one asks a person.
const TRAPS: &[&str] = &[
    "không",
    "chưa",
    "và",
    "hoặc",
    "nhưng",
    "trừ",
    "nếu",
    "so",
    "tăng",
    "giảm",
    "thêm",
    "mỗi",
    "cứ",
    "khoảng",
    "gần",
    "trường",
    "hơn",
    "kém",
    "mà",
    "kèm",
    "riêng",
    "ngày",
    "tháng",
    "quý",
    "giờ",
    "phút",
    "điểm",
    "đồng",
    "triệu",
    "phần",
    "sau",
    "chậm",
    "muộn",
    "quá",
];

/// What may stand before a bound and says nothing.
const LEADS: &[&str] = &["đạt", "có", "đạt tỷ lệ", "tỷ lệ đạt", "tỷ lệ", "bằng"];

/// Phrases with "và" that are one thing.
const ONE_THING: &[&str] =
    &["trước và đúng hạn", "đúng và trước hạn", "đúng hạn và trước hạn", "trước hạn và đúng hạn"];

/// What the condition takes; `None` where a word of it is not understood.
pub(super) fn interval(condition: &str) -> Option<Interval> {
    let signs = signs(&spaced(condition));
    let mut pattern = String::new();
    let mut numbers: Vec<(Exact, bool)> = Vec::new();
    let (mut subject, mut units) = (Vec::new(), vec![String::new()]);
    for word in signs.split(' ').filter(|word| !word.is_empty()) {
        let percent = word.strip_suffix('%');
        match number(percent.unwrap_or(word)) {
            Some(bound) => {
                pattern.push('N');
                numbers.push((bound, percent.is_some()));
                units.push(String::new());
            }
            None if matches!(word, "≥" | "≤" | ">" | "<" | "↑" | "↓" | "-") => {
                pattern.push_str(word)
            }
            None if pattern.is_empty() => subject.push(word),
            None => {
                let unit = units.last_mut()?;
                *unit = format!("{unit} {word}").trim().to_string();
            }
        }
    }
    let (low, high) = ends(&pattern, &numbers)?;
    let percent = numbers.iter().all(|(_, percent)| *percent);
    if !percent && numbers.iter().any(|(_, percent)| *percent) {
        return None;
    }
    let subject = subject.join(" ");
    let subject = if LEADS.contains(&subject.as_str()) { String::new() } else { subject };
    let subject = subject.strip_prefix("đạt ").unwrap_or(&subject).to_string();
    let mut units = units.into_iter().filter(|unit| !unit.is_empty());
    let unit = units.next().unwrap_or_default();
    if units.any(|other| other != unit) || has_trap(&subject) || has_trap(&unit) {
        return None;
    }
    let ordered = match (&low, &high) {
        (Some(low), Some(high)) => low.at < high.at || low.at == high.at && pattern == "N",
        _ => true,
    };
    ordered.then_some(Interval { low, high, percent, subject, unit })
}

fn has_trap(words: &str) -> bool {
    let mut words = words.to_string();
    for phrase in ONE_THING {
        words = words.replace(phrase, "đúng hạn");
    }
    let marked = words.contains(|c: char| !(c.is_alphabetic() || c == ' ' || c == ','));
    marked || words.split([' ', ',']).any(|word| TRAPS.contains(&word))
}

/// Signs apart from numbers, and no space before a percent sign.
fn spaced(words: &str) -> String {
    let mut out = String::new();
    for c in fold(words).replace(" %", "%").chars() {
        match c {
            '≥' | '≤' | '-' => out.extend([' ', c, ' ']),
            '<' | '>' => out.extend([' ', c]),
            '=' => out.extend([c, ' ']),
            c => {
                if out.ends_with(['<', '>']) && !c.is_whitespace() {
                    out.push(' ');
                }
                out.push(c);
            }
        }
    }
    out
}

/// The words of bounds as signs.
fn signs(words: &str) -> String {
    let mut words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    for (word, sign) in WORDS {
        // twice: neighbours share their space
        for _ in 0..2 {
            words = words.replace(&format!(" {word} "), &format!(" {sign} "));
        }
    }
    words
}

type Ends = (Option<End>, Option<End>);

/// The closed list of ways in which bounds are put together.
fn ends(pattern: &str, numbers: &[(Exact, bool)]) -> Option<Ends> {
    let end = |at: usize, taken: bool| numbers.get(at).map(|(n, _)| End { at: n.clone(), taken });
    Some(match pattern {
        "N↑" | "≥N" | "≥N↑" => (end(0, true), None),
        ">N" | "≥>N" => (end(0, false), None),
        "<N" | "≤<N" => (None, end(0, false)),
        "≤N" | "≥N↓" | "N↓" => (None, end(0, true)),
        "≥N≤N" | "N-N" | "≥N-N" | "N≤N" => (end(0, true), end(1, true)),
        "≥N≤<N" | "N-<N" | "≥N-<N" | "N≤<N" => (end(0, true), end(1, false)),
        ">N≤N" | "≥>N≤N" | ">N-N" | "≥>N-N" => (end(0, false), end(1, true)),
        ">N≤<N" | "≥>N≤<N" | ">N-<N" | "≥>N-<N" => (end(0, false), end(1, false)),
        "N" => (end(0, true), end(0, true)),
        _ => return None,
    })
}

/// The bound of "dưới 80%".
pub(super) fn below_percent(condition: &str) -> Option<Exact> {
    let Interval { low: None, high: Some(high), percent: true, .. } = interval(condition)? else {
        return None;
    };
    (!high.taken).then_some(high.at)
}

/// The bound of "từ 80% trở lên".
pub(super) fn from_percent(condition: &str) -> Option<Exact> {
    let Interval { low: Some(low), high: None, percent: true, .. } = interval(condition)? else {
        return None;
    };
    low.taken.then_some(low.at)
}
