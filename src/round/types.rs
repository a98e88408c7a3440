//! The type of a unit, which is part of its identity: phường Tân Lập is not xã Tân Lập.

use crate::terms::roman;
use crate::text::{fold, unaccent};

/// The kinds of office that begin a name. Part of a unit's identity: phường Tân Lập is not
/// xã Tân Lập. Longer ones first, so that `thị xã` is not taken apart.
const TYPES: &[&str] = &[
    "thị trấn",
    "thị xã",
    "thành phố",
    "đặc khu",
    "văn phòng",
    "chi cục",
    "trung tâm",
    "phường",
    "huyện",
    "quận",
    "tỉnh",
    "phòng",
    "cục",
    "ban",
    "sở",
    "xã",
];

/// Abbreviations of types; where two are possible the first is the usual one.
const ABBREVIATIONS: &[(&str, &[&str])] = &[
    ("tt", &["thị trấn", "trung tâm"]),
    ("t.t", &["thị trấn", "trung tâm"]),
    ("tp", &["thành phố"]),
    ("t.p", &["thành phố"]),
    ("tx", &["thị xã"]),
    ("t.x", &["thị xã"]),
    ("đk", &["đặc khu"]),
    ("vp", &["văn phòng"]),
    ("ph", &["phường", "phòng"]),
    ("p", &["phường", "phòng"]),
    ("x", &["xã"]),
    ("h", &["huyện"]),
    ("q", &["quận"]),
];

/// Whether a text begins as the name of a unit does: with a kind of office, in words or short.
pub(crate) fn has_type(text: &str) -> bool {
    let folded = fold(text);
    let short = |abbreviation: &str| {
        let rest = folded.strip_prefix(abbreviation);
        rest.is_some_and(|rest| rest.starts_with('.') && rest.chars().any(char::is_alphabetic))
    };
    split_type(&folded).is_some()
        || ["ubnd ", "ủy ban nhân dân "].iter().any(|office| folded.starts_with(office))
        || ABBREVIATIONS.iter().any(|(abbreviation, _)| short(abbreviation))
}

/// The name of the type and what follows it.
pub(super) fn split_type(key: &str) -> Option<(&'static str, &str)> {
    TYPES.iter().find_map(|t| Some((*t, key.strip_prefix(t)?.strip_prefix(' ')?)))
}

/// [`split_type`] of a key without accents.
pub(super) fn split_plain_type(key: &str) -> Option<(&'static str, &str)> {
    TYPES
        .iter()
        .find_map(|t| Some((*t, key.strip_prefix(unaccent(t).as_str())?.strip_prefix(' ')?)))
}

/// `Tân Lập (xã)` and `Tân Lập, xã` with the type in front.
pub(super) fn type_behind(body: &str) -> Option<String> {
    let at = body.rfind(['(', ','])?;
    let behind = body[at + 1..].trim_matches([' ', '(', ')', '.']);
    let is_type = TYPES.contains(&behind);
    let name = body[..at].trim_end();
    (is_type && !name.is_empty()).then(|| format!("{behind} {name}"))
}

/// The types an abbreviation at the beginning may stand for, what follows it, and whether it
/// carried its full stop.
pub(super) fn abbreviation(body: &str) -> Option<(&'static [&'static str], &str, bool)> {
    ABBREVIATIONS.iter().find_map(|(short, types)| {
        let rest = body.strip_prefix(short)?;
        let stopped = rest.starts_with('.');
        // P1 is short for a numbered ward; other names keep a full stop or a space.
        let name = match rest.starts_with(|c: char| c.is_ascii_digit()) {
            true => rest,
            false => rest.strip_prefix(['.', ' '])?.trim_start(),
        };
        (!name.is_empty()).then_some((*types, name, stopped))
    })
}

/// `phường số 11` and `phường xi` as `phường 11`: the number of a ward that has no other name.
pub(super) fn numbered(key: &str) -> String {
    let Some((kind, name)) = split_type(key).or_else(|| split_plain_type(key)) else {
        return key.to_string();
    };
    let bare = ["số ", "so "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{kind} {bare}");
    }
    match roman(&name.to_uppercase()) {
        Some(number) => format!("{kind} {number}"),
        None => key.to_string(),
    }
}
