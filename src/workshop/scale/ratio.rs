//! "Tỷ lệ × điểm tối đa": the share of the maximum, with what is divided by what if it is said.

use super::bounds;
use super::clauses::pieces;
use super::meaning::Scale;
use super::number::{number, points};
use super::unclear::Unclear;
use crate::terms::Exact;
use crate::text::fold;

/// `None` where no product is spoken of.
pub(super) fn read(text: &str, max: &Exact) -> Option<Result<Scale, Unclear>> {
    let pieces: Vec<String> = pieces(text).iter().map(|piece| times(&fold(piece))).collect();
    pieces.iter().any(|piece| piece.contains('×')).then(|| of_pieces(&pieces, max))
}

/// Whether the text has a product, in whatever sign.
pub(super) fn is_spoken_of(text: &str) -> bool {
    times(&fold(text)).contains('×')
}

/// Every way of writing a product as `×`.
fn times(words: &str) -> String {
    let mut words = words.replace(['*', '✕'], "×");
    for (sign, plain) in [(" x ", " × "), (" nhân với ", " × "), (" nhân ", " × ")] {
        words = words.replace(sign, plain);
    }
    words
}

fn of_pieces(pieces: &[String], max: &Exact) -> Result<Scale, Unclear> {
    let mut floor = None;
    let mut parts = None;
    for piece in pieces {
        if !piece.contains('×') {
            let (condition, earned) = piece.rsplit_once(':').ok_or(Unclear::Unknown)?;
            let nothing = points(earned, max).is_some_and(|points| points.is_zero());
            let below = bounds::below_percent(condition).ok_or(Unclear::Unknown)?;
            if !nothing || floor.replace(below).is_some_and(|before| floor != Some(before)) {
                return Err(Unclear::Unknown);
            }
            continue;
        }
        let (condition, product) = match piece.rsplit_once(':') {
            Some((lead, product)) if is_lead(lead) => (None, product),
            Some((condition, product)) => (Some(condition), product),
            None => (None, piece.as_str()),
        };
        if let Some(condition) = condition {
            floor = Some(bounds::from_percent(condition).ok_or(Unclear::Unknown)?);
        }
        if parts.replace(product_of(product, max)?).is_some() {
            return Err(Unclear::Unknown);
        }
    }
    let conditional = pieces.iter().any(|piece| piece.contains('×') && bound_before(piece));
    if conditional && pieces.len() != 2 {
        return Err(Unclear::Gap);
    }
    Ok(Scale::Ratio { parts: parts.ok_or(Unclear::Unknown)?, floor })
}

fn bound_before(piece: &str) -> bool {
    piece.rsplit_once(':').is_some_and(|(lead, _)| !is_lead(lead))
}

/// Words before the product that say nothing more.
fn is_lead(words: &str) -> bool {
    const LEADS: &[&str] = &[
        "tính theo công thức",
        "công thức",
        "công thức tính",
        "cách tính",
        "tính theo tỷ lệ",
        "được tính như sau",
        "điểm được tính như sau",
        "tính như sau",
        "tính điểm theo công thức",
    ];
    LEADS.contains(&words.trim())
}

/// What is divided by what, of `(a / b) × maximum`; nothing of `tỷ lệ × maximum`.
fn product_of(product: &str, max: &Exact) -> Result<Option<(String, String)>, Unclear> {
    const NAMES: &[&str] =
        &["điểm", "số điểm", "điểm đánh giá", "điểm đạt được", "điểm chấm", "điểm đạt", "điểm số"];
    const RATES: &[&str] = &[
        "tỷ lệ",
        "tỷ lệ %",
        "tỷ lệ phần trăm",
        "tỷ lệ đạt được",
        "tỷ lệ % đạt được",
        "tỷ lệ thực hiện",
        "tỉ lệ",
        "tỉ lệ %",
        "tỷ lệ hoàn thành",
        "tỷ lệ % hoàn thành",
    ];
    let product = match product.split_once('=') {
        Some((name, product)) if NAMES.contains(&name.trim()) => product,
        Some(_) => return Err(Unclear::Unknown),
        None => product,
    };
    let sides: Vec<&str> = product.split('×').map(str::trim).collect();
    let [one, other] = sides[..] else { return Err(Unclear::Unknown) };
    let is_max = |side: &str| {
        let bare = side.strip_suffix("điểm").unwrap_or(side).trim();
        side == "điểm tối đa" || side == "số điểm tối đa" || number(bare).as_ref() == Some(max)
    };
    let rate = match (is_max(one), is_max(other)) {
        (true, false) => other,
        (false, true) => one,
        _ => return Err(Unclear::Unknown),
    };
    if RATES.contains(&rate) {
        return Ok(None);
    }
    let inside = rate.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rate);
    let ends: Vec<&str> = inside.split('/').map(str::trim).collect();
    let [above, below] = ends[..] else { return Err(Unclear::Unknown) };
    let counted = |end: &str| {
        ["số ", "tổng số ", "tổng "].iter().any(|lead| end.starts_with(lead))
            && end.chars().all(|c| c.is_alphabetic() || c == ' ' || c == ',')
    };
    match counted(above) && counted(below) {
        true => Ok(Some((above.to_string(), below.to_string()))),
        false => Err(Unclear::Unknown),
    }
}
