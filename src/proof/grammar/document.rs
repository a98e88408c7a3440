//! One document: type, number and notation, date, issuing body, and whether a title follows.

use crate::proof::cursor::Cursor;
use crate::proof::named::Document;
use crate::proof::types::{BODIES, DocumentType, OF_LAW, TYPES, by_short};
use crate::terms::Date;

/// Years that a number or a date may bear.
const YEARS: std::ops::RangeInclusive<i32> = 1945..=2100;

/// A document up to where its title would begin.
pub(super) fn untitled(cursor: &mut Cursor<'_>) -> Option<Document> {
    let start = cursor.at;
    let kind = kind(cursor);
    let said = cursor.words("số");
    if said {
        cursor.spaces();
        cursor.sign(':');
    }
    cursor.spaces();
    let number = number(cursor)?;
    let (year, notation) = notation(cursor)?;
    let of_notation = match &notation {
        Some(notation) => of_notation(notation, kind, said)?,
        // A bare number: a year, or a count of something.
        None if !said && number.parse::<i32>().is_ok_and(|n| YEARS.contains(&n)) => return None,
        None => Some(kind?),
    };
    if kind.is_some() && of_notation.is_some() && kind != of_notation {
        return None;
    }
    let before = date(cursor)?;
    let issuer = issuer(cursor);
    let after = if issuer.is_some() { date(cursor)? } else { None };
    if before.is_some() && after.is_some() {
        return None;
    }
    let text = cursor.since(start);
    let kind = kind.or(of_notation);
    let date = before.or(after);
    Some(Document { text, kind, number, year, notation, issuer, date })
}

/// The type by its name or its abbreviation; the longest name counts.
fn kind(cursor: &mut Cursor<'_>) -> Option<&'static DocumentType> {
    let mut best: Option<(usize, &'static DocumentType)> = None;
    for one in TYPES {
        for name in [one.name, one.short] {
            let mut next = cursor.clone();
            let longer = next.words(&name.to_lowercase())
                && best.is_none_or(|(longest, _)| next.at > longest);
            if longer {
                best = Some((next.at, one));
            }
        }
    }
    let (end, kind) = best?;
    cursor.at = end;
    Some(kind)
}

/// The number without leading zeros; one letter may follow it.
fn number(cursor: &mut Cursor<'_>) -> Option<String> {
    let digits = cursor.digits(6)?;
    let plain = digits.trim_start_matches('0');
    if plain.is_empty() {
        return None;
    }
    let mut number = plain.to_string();
    if let Some(letter) = cursor.peek().filter(char::is_ascii_alphabetic) {
        cursor.at += 1;
        number.push(letter);
    }
    let goes_on = cursor.peek().is_some_and(char::is_alphanumeric);
    (!goes_on).then_some(number)
}

/// Year and notation behind a number: `/KH-UBND`, `/2026/NQ-HĐND`, `-KH/ĐU`. `None` when what is
/// there is neither a notation nor its absence.
fn notation(cursor: &mut Cursor<'_>) -> Option<(Option<i32>, Option<String>)> {
    let mut next = cursor.clone();
    next.spaces();
    if next.sign('-') {
        let mut notation = letters(&mut next)?;
        by_short(&notation.to_lowercase())?;
        next.sign('/').then_some(())?;
        notation = format!("{notation}/{}", letters(&mut next)?);
        cursor.at = next.at;
        return Some((None, Some(notation)));
    }
    if !next.sign('/') {
        return Some((None, None));
    }
    next.spaces();
    let mut year = None;
    if next.peek().is_some_and(|c| c.is_ascii_digit()) {
        year = Some(next.digits(4)?.parse().ok().filter(|year| YEARS.contains(year))?);
        next.sign('/').then_some(())?;
    }
    let mut notation = letters(&mut next)?;
    loop {
        let mut more = next.clone();
        more.spaces();
        if !more.sign('-') {
            break;
        }
        more.spaces();
        notation = format!("{notation}-{}", letters(&mut more)?);
        next.at = more.at;
    }
    if next.peek().is_some_and(|c| c == '/' || c.is_alphanumeric()) {
        return None;
    }
    cursor.at = next.at;
    Some((year, Some(notation)))
}

/// Letters as written, with digits and full stops between them.
fn letters(cursor: &mut Cursor<'_>) -> Option<String> {
    let start = cursor.at;
    cursor.peek().filter(|c| c.is_alphabetic())?;
    while cursor.peek().is_some_and(char::is_alphanumeric) {
        cursor.at += 1;
    }
    Some(cursor.since(start))
}

/// The type that a notation says. `Some(None)` where it is of law, or says none beside a type in
/// words; `None` where it is no notation.
fn of_notation(
    notation: &str,
    kind: Option<&'static DocumentType>,
    said: bool,
) -> Option<Option<&'static DocumentType>> {
    let low = notation.to_lowercase();
    let mut parts = low.split(['-', '/']);
    let first = parts.next().unwrap_or_default();
    let joined = parts.next().is_some();
    let sure = joined || said || kind.is_some();
    if let Some(of) = by_short(first).filter(|_| sure) {
        return Some(Some(of));
    }
    if OF_LAW.contains(&first) && joined {
        return kind.is_none().then_some(None);
    }
    let letter = TYPES.iter().find(|one| one.short == "CV");
    if BODIES.contains(&first) {
        return kind.is_none_or(|kind| Some(kind) == letter).then_some(letter);
    }
    // Of a body nobody listed: only beside the words *Công văn*.
    (kind.is_some() && kind == letter).then_some(letter)
}

/// The date, where one is said: `Some(None)` when none is, `None` when it is no date.
fn date(cursor: &mut Cursor<'_>) -> Option<Option<Date>> {
    let mut next = cursor.clone();
    next.spaces();
    let bracket = next.sign('(');
    if !bracket {
        next.sign(',');
    }
    let _ = next.words("ban hành") || next.words("ký");
    if !next.words("ngày") && !bracket {
        return Some(None);
    }
    next.spaces();
    let day = next.digits(2)?;
    let words = next.words("tháng");
    next.spaces();
    let sign = ['/', '-', '.'].into_iter().find(|sign| !words && next.sign(*sign));
    (words || sign.is_some()).then_some(())?;
    let month = next.digits(2)?;
    match sign {
        Some(sign) => next.sign(sign).then_some(())?,
        None => (next.words("năm") || next.sign('/')).then_some(())?,
    }
    next.spaces();
    let year: i32 = next.digits(4)?.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = Date::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    if next.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-')) {
        return None;
    }
    if bracket && !next.sign(')') {
        return None;
    }
    cursor.at = next.at;
    Some(Some(date))
}

/// The issuing body: `của UBND xã Long Hòa`.
fn issuer(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut next = cursor.clone();
    if !next.words("của") {
        return None;
    }
    next.spaces();
    let start = next.at;
    while let Some(c) = next.peek() {
        let mut ahead = next.clone();
        let ends = matches!(c, ',' | '(' | '.' | '/') || c.is_ascii_digit();
        let named =
            c == ' ' && ["ngày", "về", "v/v", "và", "ký ngày"].iter().any(|word| ahead.words(word));
        if ends || named {
            break;
        }
        next.at += 1;
    }
    let issuer = next.since(start);
    let named = issuer.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if named {
        cursor.at = next.at;
    }
    named.then_some(issuer)
}

/// Whether a title follows: it begins with *về* or *v/v*, in brackets or not.
pub(super) fn title_begins(cursor: &Cursor<'_>) -> bool {
    let mut next = cursor.clone();
    next.spaces();
    let _ = next.sign('(') || next.sign(',');
    next.words("v/v") || next.words("về")
}
