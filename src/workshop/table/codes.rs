//! The codes of an annex, Roman over Arabic or Arabic alone, as the dotted codes of a set.

use crate::grid::{Cell, Content};
use crate::terms::roman;
use crate::text::tidy;

/// A code as it stands in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// `II`: a field.
    Roman(usize),
    /// `1`, `1.2`; `II.1.2` with its field in front.
    Numbers(Vec<String>),
    /// `a`, `b`: below the code before it.
    Letter(char),
}

/// `None` where the text is no code. `1,2` is `1.2`, `1.` is `1`.
pub(super) fn written(text: &str) -> Option<Written> {
    let plain = tidy(text).replace(',', ".").replace(' ', "");
    let plain = plain.strip_prefix("Tiêuchí").unwrap_or(&plain);
    let plain = plain.trim_matches(['.', ')', '(', ':', '/']);
    let mut letters = plain.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && (letter.is_ascii_lowercase() || letter == 'đ')
    {
        return Some(Written::Letter(letter));
    }
    let parts: Vec<&str> = plain.split('.').collect();
    let (first, rest) = parts.split_first()?;
    let rest: Option<Vec<String>> =
        rest.iter().map(|part| number(part).or(letter(part)).map(str::to_string)).collect();
    let upper = first.chars().all(|c| c.is_ascii_uppercase());
    match (number(first), roman(first).filter(|_| upper)) {
        (Some(first), _) => Some(Written::Numbers([vec![first.to_string()], rest?].concat())),
        (None, Some(field)) if rest.as_ref()?.is_empty() => Some(Written::Roman(field)),
        (None, Some(field)) => Some(Written::Numbers([vec![field.to_string()], rest?].concat())),
        (None, None) => None,
    }
}

/// Up to three digits, without zeros before them.
fn number(part: &str) -> Option<&str> {
    let digits = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| part.trim_start_matches('0')).filter(|part| !part.is_empty())
}

/// `a` of `1.2.a`.
fn letter(part: &str) -> Option<&str> {
    let mut letters = part.chars();
    let single = letters.next().is_some_and(|c| c.is_ascii_lowercase() || c == 'đ');
    (single && letters.next().is_none()).then_some(part)
}

/// A code with the words behind it, of a cell that holds both: `II. Cải cách thể chế`.
pub(super) fn before_words(text: &str) -> Option<(Written, String)> {
    let text = tidy(text);
    let (first, rest) = text.split_once(' ')?;
    let marked = first.contains('.') || first.ends_with([')', ':']) || rest.starts_with(['-', '–']);
    let code = written(first).filter(|code| marked && !matches!(code, Written::Letter(_)))?;
    let words = rest.trim_start_matches(['-', '–', '.', ':', ' ']).to_string();
    (!words.is_empty()).then_some((code, words))
}

/// What a cell may mean as a code, in words: a number keeps no zero at its end, and a spreadsheet
/// makes dates of codes. `expected`: the codes that would come next.
pub(super) fn of_cell(cell: &Cell, expected: &[String]) -> Result<String, String> {
    let raw = cell.raw();
    match &cell.content {
        Content::Number(_) => {
            let cut = |code: &&String| {
                let (whole, decimals) = code.split_once('.').unwrap_or((code, ""));
                let decimals = decimals.trim_end_matches('0');
                !code[whole.len()..].is_empty()
                    && code.ends_with('0')
                    && raw == format!("{whole}.{decimals}")
            };
            Ok(expected.iter().find(cut).unwrap_or(&raw).clone())
        }
        Content::Date(day) => {
            use chrono::Datelike;
            let ways = [
                format!("{}.{}", day.day(), day.month()),
                format!("{}.{}", day.month(), day.day()),
                format!("{}.{}.{}", day.day(), day.month(), day.year() % 100),
            ];
            let mut fits = expected.iter().filter(|code| ways.contains(code));
            match (fits.next(), fits.next()) {
                (Some(code), None) => Ok(code.clone()),
                _ => Err(raw),
            }
        }
        Content::Text(_) => Ok(raw),
        _ => Err(raw),
    }
}

/// The codes as written that may follow: the next one on each level, and a first below.
pub(super) fn successors(last: &[String]) -> Vec<String> {
    let mut next = vec![[last, &["1".to_string()]].concat().join(".")];
    for depth in 1..=last.len() {
        let (above, own) = last[..depth].split_at(depth - 1);
        if let Some(number) = own.first().and_then(|own| own.parse::<u32>().ok()) {
            next.push([above, &[(number + 1).to_string()]].concat().join("."));
        }
    }
    next
}
