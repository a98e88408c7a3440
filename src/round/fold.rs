//! Unit names brought to keys for matching (`input.md` 1.6). The original is always shown;
//! a key is only compared. Accents are never dropped from a text that has some.

use unicode_normalization::UnicodeNormalization;

use super::types::{abbreviation, numbered, split_plain_type, split_type, type_behind};
use crate::text::{fold, is_invisible, is_mark};

/// Leading words that name the office's form of government, not the unit.
const DROPPED: &[&str] = &[
    "hđnd và ubnd",
    "hđnd-ubnd",
    "hđnd, ubnd",
    "hđnd & ubnd",
    "hội đồng nhân dân và ủy ban nhân dân",
    "hội đồng nhân dân-ủy ban nhân dân",
    "ubnd",
    "ủy ban nhân dân",
    "uy ban nhan dan",
];

/// What a place that contains the unit begins with, in a suffix such as `, thị xã Hòa Thành`.
const CONTAINERS: &[&str] = &[
    "thị xã",
    "thành phố",
    "huyện",
    "quận",
    "tỉnh",
    "tx.",
    "tp.",
    "h.",
    "q.",
    "t.",
    "tx ",
    "tp ",
    "thi xa",
    "thanh pho",
    "huyen",
    "quan",
    "tinh",
];

/// A name ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameKey {
    /// Type and name: what two spellings of one unit share.
    pub full: String,
    /// Other readings, of abbreviations that are short for two types or lack their full stop.
    pub others: Vec<String>,
    /// Whether `full` begins with a type.
    pub typed: bool,
    /// The text had no Vietnamese letter at all, as typed without a Vietnamese keyboard.
    pub unaccented: bool,
}

/// The key of a name.
pub(super) fn name_key(text: &str) -> NameKey {
    let spelled = spell(text);
    let unaccented = spelled.chars().all(|c| !c.is_alphabetic() || c.is_ascii());
    let body = drop_prefixes(&spelled);
    let mut readings = Vec::new();
    let mut others = Vec::new();
    if let Some((types, rest, stopped)) = abbreviation(body) {
        let expanded: Vec<String> = types.iter().map(|t| format!("{t} {rest}")).collect();
        if stopped { &mut readings } else { &mut others }.extend(expanded);
    }
    if readings.is_empty() {
        readings.push(body.to_string());
    }
    let full = readings.remove(0);
    others.extend(readings);
    let typed = split_type(&full).is_some() || (unaccented && split_plain_type(&full).is_some());
    others.extend(type_behind(body).filter(|_| !typed));
    NameKey { full, others, typed, unaccented }
}

/// Everything before a suffix that names the place around the unit, if there is one.
pub(super) fn without_container(text: &str) -> Option<String> {
    let spelled = fold(text);
    let starts = spelled.match_indices([',', '(', '-', '–', '—']);
    starts
        .filter(|(at, mark)| {
            let rest = spelled[at + mark.len()..].trim_start();
            *at > 0 && CONTAINERS.iter().any(|c| rest.starts_with(c))
        })
        .map(|(at, _)| spelled[..at].trim().to_string())
        .find(|before| !before.is_empty())
}

/// The key with what is only a matter of spelling habit evened out: i/y, Đăk/Đắk, a tone on
/// the wrong vowel; of a number zeros before it, “số” and the way of Roman numerals. Two keys
/// that meet here are aliases, not equals.
pub(super) fn loose(key: &str) -> String {
    let key = &numbered(key);
    let words: Vec<String> = key
        .split([' ', '-', '\''])
        .filter(|w| !w.is_empty())
        .map(|word| {
            if word.bytes().all(|b| b.is_ascii_digit()) {
                let number = word.trim_start_matches('0');
                return if number.is_empty() { "0" } else { number }.to_string();
            }
            match word {
                "đak" | "đăk" | "đắc" | "đắk" => return "đắk".into(),
                "lak" | "lăk" | "lắc" | "lắk" => return "lắk".into(),
                "pak" | "păk" | "pắc" | "pắk" => return "pắk".into(),
                _ => {}
            }
            let (mut letters, tone) = letters_and_tone(word);
            if y_for_i(&letters)
                && let Some(last) = letters.last_mut()
            {
                *last = 'i';
            }
            let mut out: String = letters.into_iter().collect();
            out.extend(tone.map(|(mark, _)| mark));
            out
        })
        .collect();
    words.join(" ")
}

/// One spelling of the same letters: [`fold`], one kind of dash and apostrophe, no stray
/// punctuation at the ends, the tone on one canonical vowel.
fn spell(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let folded: String = fold(&visible)
        .chars()
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            _ => c,
        })
        .collect();
    let trimmed = folded.trim_matches(|c: char| " .,;:\"“”'*".contains(c));
    let dashed: Vec<&str> = trimmed.split('-').map(str::trim).collect();
    canonical_tones(&dashed.join("-"))
}

fn drop_prefixes(spelled: &str) -> &str {
    let mut body = spelled;
    while let Some(rest) = DROPPED
        .iter()
        .find_map(|p| body.strip_prefix(p)?.strip_prefix([' ', '.', ':', '-']))
        .map(|rest| rest.trim_start_matches([' ', '.', ':', '-']))
        .filter(|rest| !rest.is_empty())
    {
        body = rest;
    }
    body
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}')
}

/// The letters of a syllable without its tone, the tone, and the position of its vowel.
fn letters_and_tone(word: &str) -> (Vec<char>, Option<(char, usize)>) {
    let mut letters: Vec<String> = Vec::new();
    let mut tone = None;
    for c in word.nfd() {
        if is_tone(c) && tone.is_none() && !letters.is_empty() {
            tone = Some((c, letters.len() - 1));
        } else if is_mark(c)
            && let Some(letter) = letters.last_mut()
        {
            letter.push(c);
        } else {
            letters.push(c.to_string());
        }
    }
    (letters.iter().flat_map(|l| l.nfc()).collect(), tone)
}

/// Whether the syllable ends in a `y` that may also be written `i`: kỳ/kì, quý/quí.
fn y_for_i(letters: &[char]) -> bool {
    match letters {
        [.., 'q', 'u', 'y'] => true,
        [.., before, 'y'] => "hklmstv".contains(*before),
        _ => false,
    }
}

/// oà → òa, oẻ → ỏe, uý → úy, at the end of a syllable; not after q, where u is no vowel.
fn canonical_tones(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphabetic() || is_mark(c) {
            word.push(c);
            continue;
        }
        out.push_str(&canonical_syllable(&std::mem::take(&mut word)));
        out.push(c);
    }
    out.pop();
    out
}

fn canonical_syllable(word: &str) -> String {
    let (letters, tone) = letters_and_tone(word);
    let movable = matches!(letters[..], [.., 'o', 'a' | 'e'] | [.., 'u', 'y'])
        && !matches!(letters[..], [.., 'q', _, _]);
    let Some((mark, at)) = tone else { return word.to_string() };
    if !movable || at + 1 != letters.len() {
        return word.to_string();
    }
    let mut out: String = letters.iter().collect();
    let last = out.pop();
    out.push(mark);
    out.extend(last);
    out.nfc().collect()
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
