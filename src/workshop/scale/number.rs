//! A number as an annex writes it: `0,5`, `0.5`, `02`. Three digits after one mark can be read two
//! ways and are refused.

use crate::terms::Exact;

pub(super) fn number(text: &str) -> Option<Exact> {
    let plain = text.replace(',', ".");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, "0"));
    let digits = |part: &str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let clear = digits(whole) && digits(decimals) && decimals.len() <= 2;
    clear.then(|| Exact::from_decimal(&plain)).flatten()
}

/// `1`, `1 điểm`, `1đ`, `được 1 điểm`; `max` of "điểm tối đa"; 0 of "không tính điểm".
pub(super) fn points(words: &str, max: &Exact) -> Option<Exact> {
    const NONE: &[&str] = &["không tính điểm", "không có điểm", "không được điểm", "không điểm"];
    const LEADS: &[&str] = &["được cộng", "được tính", "được", "đạt", "tính", "cộng", "cho"];
    const MOST: &[&str] = &["điểm tối đa", "đạt điểm tối đa", "tối đa"];
    let words = words.trim().trim_end_matches(['.', ',']).trim();
    if NONE.contains(&words) {
        return Some(Exact::zero());
    }
    let lead = LEADS.iter().find_map(|lead| words.strip_prefix(lead)?.strip_prefix(' '));
    let bare = lead.unwrap_or(words).trim();
    if MOST.contains(&bare) {
        return Some(max.clone());
    }
    let unit = ["điểm", "đ"].iter().find_map(|unit| bare.strip_suffix(unit));
    number(unit.unwrap_or(bare).trim())
}
