//! The office's copies of what went out → what was asked.

use chrono::NaiveDate;

use super::{Ask, Asked, series};
use crate::grid::Book;
use crate::round::Round;
use crate::table::Meta;

/// What one copy asks; `None` for a file that is none of this round.
pub fn asked(book: &Book, round: &Round) -> Option<Asked> {
    let meta = Meta::of(book)?;
    let series = series(&meta)?;
    if meta.value("round") != round.id {
        return None;
    }
    let unit = meta.value("unit");
    Some(Asked {
        series,
        unit: round.units.iter().position(|u| u.id.as_str() == unit)?,
        number: meta.value("number").parse().ok()?,
        deadline: NaiveDate::parse_from_str(&meta.value("deadline"), "%Y-%m-%d").ok(),
        set_sha256: meta.value("sha256"),
        evidence_sha256: meta.value("evidence"),
        asks: meta.values("ask").filter_map(|text| Ask::parse(&text)).collect(),
        file: book.file.clone(),
    })
}
