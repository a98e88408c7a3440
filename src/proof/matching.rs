//! Whether the name of a file is that of a document: by number and notation, or by type and number.

use super::named::Document;
use crate::text::{fold, unaccent};

/// Words and numbers of a text, without accents, case, signs and leading zeros; `KH15` is two.
fn tokens(text: &str) -> Vec<String> {
    let plain = unaccent(&fold(text));
    let mut all: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in plain.chars() {
        let digit = c.is_ascii_digit();
        let goes_on = last == Some(digit);
        last = c.is_alphanumeric().then_some(digit);
        match (last, goes_on) {
            (None, _) => {}
            (_, true) => all.iter_mut().next_back().into_iter().for_each(|token| token.push(c)),
            (_, false) => all.push(c.to_string()),
        }
    }
    let plain = |token: String| match token.trim_start_matches('0') {
        "" => token,
        number => number.to_string(),
    };
    all.into_iter().map(plain).collect()
}

fn holds(all: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && all.windows(wanted.len()).any(|here| here == wanted)
}

/// Words behind a type that belong to no notation.
const NO_NOTATION: &[&str] = &["ngay", "cua", "ve", "nam", "so", "ky"];

/// Whether a file of this stem is the document by its name.
pub(super) fn is_called(stem: &str, document: &Document) -> bool {
    let all = tokens(stem);
    let number = tokens(&document.number);
    let notation = document.notation.as_deref().map(tokens).unwrap_or_default();
    let year: Vec<String> = document.year.iter().map(i32::to_string).collect();
    let full = [number.clone(), year, notation.clone()].concat();
    let bare = [number.clone(), notation.clone()].concat();
    if !notation.is_empty() {
        let behind = [notation, number.clone()].concat();
        if [full, bare, behind].iter().any(|wanted| holds(&all, wanted)) {
            return true;
        }
    }
    let Some(kind) = document.kind else { return false };
    let short = tokens(kind.short);
    let first = [number.clone(), short.clone()].concat();
    let starts = |at: usize| all[at..].starts_with(&first);
    // A notation of its own stands there, and it is another.
    let other = (0..all.len()).any(|at| {
        let next = all.get(at + first.len());
        let word = next.filter(|next| next.chars().all(char::is_alphabetic));
        starts(at) && word.is_some_and(|word| !NO_NOTATION.contains(&word.as_str()))
    });
    if other && document.notation.is_some() {
        return false;
    }
    let so = vec!["so".to_string()];
    [tokens(kind.name), short].iter().any(|kind| {
        holds(&all, &[kind.clone(), number.clone()].concat())
            || holds(&all, &[kind.clone(), so.clone(), number.clone()].concat())
    }) || (!all.is_empty() && starts(0))
}

/// Whether words name the file: they end with its name, in any form of its letters.
pub(super) fn names(words: &str, file: &str) -> bool {
    let (words, file) = (fold(words).replace('\\', "/"), fold(file));
    let Some(before) = words.strip_suffix(&file) else { return false };
    !before.chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::{Mention, named_in};

    fn is(stem: &str, named: &str) -> bool {
        match &named_in(named)[..] {
            [Mention::Document(document)] => is_called(stem, document),
            other => panic!("{named}: {other:?}"),
        }
    }

    #[test]
    fn files_are_called_after_documents() {
        let named = "KH số 15/KH-UBND ngày 10/01/2026";
        for stem in [
            "15-KH-UBND",
            "15_KH_UBND",
            "KH 15",
            "KH15",
            "kh so 15",
            "Kế hoạch số 15",
            "ke hoach 015",
            "KH 15-KH-UBND ngay 10.01.2026",
            "KH-UBND 15",
            "15KH",
            "15.KH.UBND",
            "Ke\u{302}\u{301} hoa\u{323}ch 15",
            "15 KH ngày 10-01-2026",
        ] {
            assert!(is(stem, named), "{stem}");
        }
        for stem in [
            "KH 150",
            "115-KH-UBND",
            "15-KH-BCĐ",
            "KH 15-KH-BCĐ",
            "BC 15",
            "15-BC-UBND",
            "15",
            "KH",
            "KH 1 5",
            "scan0015",
            "KH 5",
            "10 01 2026",
        ] {
            assert!(!is(stem, named), "{stem}");
        }
        assert!(is("12-2026-NQ-HĐND", "NQ 12/2026/NQ-HĐND"));
        assert!(names("xem file BC 7.pdf", "Bc 7.PDF") && !names("ABC 7.pdf", "BC 7.pdf"));
    }
}
