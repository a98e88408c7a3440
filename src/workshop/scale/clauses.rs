//! A scale taken apart: `condition: points`, one clause a line or between semicolons.

use super::number::points;
use super::unclear::Unclear;
use crate::terms::Exact;
use crate::text::{fold, tidy};

/// One clause with what it earns.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The condition as written, with a capital.
    pub said: String,
    /// The condition folded.
    pub words: String,
    pub points: Exact,
}

/// The clauses of the text.
///
/// # Errors
/// A piece that is no condition with points.
pub(super) fn of(text: &str, max: &Exact) -> Result<Vec<Clause>, Unclear> {
    let mut clauses = Vec::new();
    for piece in pieces(text) {
        match clause(&piece, max) {
            Some(one) => clauses.push(one),
            None => {
                let parts: Option<Vec<Clause>> =
                    piece.split(", ").map(|part| clause(&without_bullet(part), max)).collect();
                clauses.extend(parts.ok_or(Unclear::Points)?);
            }
        }
    }
    Ok(clauses)
}

/// Lines and what stands between semicolons, without bullets.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let plain = text.replace(">=", "≥").replace("<=", "≤");
    let pieces = plain.split(['\n', '\r', ';', '|']).map(tidy).map(|piece| without_bullet(&piece));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// `- `, `+`, `•`, `a)` before, a full stop behind.
fn without_bullet(piece: &str) -> String {
    let bare = piece.trim().trim_start_matches(['-', '–', '+', '•', '*', '·']).trim();
    let lettered = bare.split_once(')').filter(|(mark, _)| {
        mark.chars().count() == 1 && mark.chars().all(|c| c.is_ascii_lowercase() || c == 'đ')
    });
    let bare = lettered.map_or(bare, |(_, rest)| rest.trim());
    bare.trim_end_matches(['.', ',']).trim().to_string()
}

/// `None` where it is not one condition with points.
fn clause(piece: &str, max: &Exact) -> Option<Clause> {
    const MARKS: &[&str] = &[":", "=", "→", "->", " được "];
    const NONE: &[&str] = &[" không được điểm", " không tính điểm", " không có điểm"];
    let whole = |said: &str, points: Exact| {
        let said = said.trim().trim_end_matches(':').trim();
        let clean = !said.is_empty() && !said.contains([':', '=', '→', '(', ')']);
        let words = fold(said);
        // points within a condition: two clauses, or one that says more than it seems
        let single = clean && !words.split(' ').any(|word| word == "điểm");
        single.then(|| Clause { said: capital(said), words, points })
    };
    if let Some(said) = NONE.iter().find_map(|none| piece.strip_suffix(none)) {
        return whole(said, Exact::zero());
    }
    if let Some((said, inside)) = piece.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        return whole(said, points(&fold(inside), max)?);
    }
    let (said, earned) = MARKS.iter().find_map(|mark| piece.rsplit_once(mark))?;
    whole(said, points(&fold(earned), max)?)
}

/// The same text with a capital first letter.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + rest.as_str()
}
