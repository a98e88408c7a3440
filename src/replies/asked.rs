//! The office's copies of what went out → what was asked.

use chrono::NaiveDate;

use super::{Ask, Asked, series};
use crate::evidence::Part;
use crate::grid::Book;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::table::Meta;
use crate::terms::{Code, Lang};

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

/// A question as people call it: the label of a value, else what it asks of which leaf.
pub(super) fn words(ask: &Ask, rubric: &Rubric) -> String {
    let part = |part: Part, code: &Code| format!("{} – {code}", part.word(Lang::Vi));
    match ask {
        Ask::Value(key) => rubric.item(key).map_or(ask.to_string(), |(_, item)| item.label.clone()),
        Ask::SelfScore(code) => part(Part::SelfScore, code),
        Ask::Proof(code) => part(Part::Proof, code),
        Ask::Reason(code) | Ask::Explain(code) => part(Part::Explanation, code),
    }
}
