//! The closed grammar of document names: `KH số 15/KH-UBND ngày 10/01/2026; BC 210/BC-UBND`. A piece
//! is understood whole or stays words.

mod document;
mod ends;
mod other;

use super::cursor::{Cursor, lower};
use super::named::Mention;
use crate::text::tidy;
use ends::{is_end, separator};

/// A line of more characters than this names nothing in particular.
const LONGEST: usize = 2000;

/// Everything that a cell of proof names, in its order. Lines and semicolons part it; a comma or
/// *và* does where a whole piece stands before or behind it.
pub fn named_in(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for part in text.split(['\n', '\r', ';']) {
        let part: Vec<char> = tidy(part).chars().collect();
        if part.len() > LONGEST {
            found.push(Mention::Words(part.iter().collect()));
            continue;
        }
        let low = lower(&part);
        pieces(Cursor { text: &part, low: &low, at: 0 }, &mut found);
    }
    found
}

fn pieces(mut cursor: Cursor<'_>, found: &mut Vec<Mention>) {
    bullet(&mut cursor);
    while !cursor.is_at_end() {
        if let Some(mention) = piece(&mut cursor) {
            found.push(mention);
        } else {
            let words = unknown(&mut cursor);
            found.extend((!words.is_empty()).then_some(Mention::Words(words)));
        }
        separator(&mut cursor);
    }
}

/// A piece that is understood and ends where it may.
fn piece(cursor: &mut Cursor<'_>) -> Option<Mention> {
    cursor.spaces();
    let readers: [fn(&mut Cursor<'_>) -> Option<Mention>; 4] =
        [other::link, other::same_as, titled, other::file];
    for read in readers {
        let mut next = cursor.clone();
        if let Some(mention) = read(&mut next).filter(|_| is_end(&next)) {
            *cursor = next;
            return Some(mention);
        }
    }
    None
}

/// Steps over the sign of a list: `-`, `1.`, `a)`.
fn bullet(cursor: &mut Cursor<'_>) {
    let mut next = cursor.clone();
    let bracket = next.sign('(');
    let dash = !bracket && ['-', '+', '•', '*', '·'].iter().any(|sign| next.sign(*sign));
    if !dash {
        let numbered = next.digits(2).is_some();
        if !numbered && next.peek().is_some_and(char::is_alphabetic) {
            next.at += 1;
        }
        if next.at == cursor.at || !(next.sign(')') || (!bracket && next.sign('.'))) {
            return;
        }
    }
    if dash || next.peek() == Some(' ') {
        next.spaces();
        cursor.at = next.at;
    }
}

/// Words up to a separator behind which a piece is understood, or to the end. Those that lead to
/// documents of others (`về sửa đổi KH 15/KH-UBND, …`) keep all that follows.
fn unknown(cursor: &mut Cursor<'_>) -> String {
    let start = cursor.at;
    let mut refers = false;
    while let Some(c) = cursor.peek() {
        refers |= c == '/';
        let mut next = cursor.clone();
        if !refers && separator(&mut next) && (next.is_at_end() || begins(&next)) {
            break;
        }
        cursor.at += 1;
    }
    cursor.since(start)
}

/// A document with its title when it has one.
fn titled(cursor: &mut Cursor<'_>) -> Option<Mention> {
    let document = document::untitled(cursor)?;
    if document::title_begins(cursor) {
        unknown(cursor);
    }
    Some(Mention::Document(document))
}

/// Whether a piece begins here that would be understood. Titles are not walked through: no part of
/// a text is read more than twice.
fn begins(cursor: &Cursor<'_>) -> bool {
    let mut next = cursor.clone();
    next.spaces();
    let whole = |read: fn(&mut Cursor<'_>) -> Option<Mention>| {
        let mut end = next.clone();
        read(&mut end).is_some() && is_end(&end)
    };
    let mut end = next.clone();
    let document = document::untitled(&mut end).is_some();
    (document && (is_end(&end) || document::title_begins(&end)))
        || [other::link, other::same_as, other::file].into_iter().any(whole)
}

#[cfg(test)]
mod tests;
