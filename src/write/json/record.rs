//! What replies of a unit changed and added at a leaf.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::values::{Declared, PlaceOf};
use crate::scores::LeafScore;

/// What stood somewhere before a reply took its place.
#[derive(Serialize)]
pub(super) struct ReplacedLine<'r> {
    /// `value`, `self`, `proof`, `explanation`.
    part: &'static str,
    /// Of a data item.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'r str>,
    #[serde(flatten)]
    old: Declared<'r>,
    /// When that file was saved, by the clocks of Vietnam.
    saved: Option<String>,
}

/// An answer to a request to explain.
#[derive(Serialize)]
pub(super) struct SupplementLine<'r> {
    number: u32,
    answer: &'r str,
    proof: &'r str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
    saved: Option<String>,
}

fn moment(time: Option<NaiveDateTime>) -> Option<String> {
    time.map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string())
}

pub(super) fn replaced(score: &LeafScore) -> Vec<ReplacedLine<'_>> {
    let all = score.record.iter().flat_map(|record| &record.replaced);
    all.map(|(key, old)| ReplacedLine {
        part: old.part.key(),
        key: key.as_ref().map(|key| key.as_str()),
        old: Declared::of(&old.outcome, &old.raw, old.origin.as_ref()),
        saved: moment(old.saved),
    })
    .collect()
}

pub(super) fn supplements(score: &LeafScore) -> Vec<SupplementLine<'_>> {
    let all = score.record.iter().flat_map(|record| &record.supplements);
    all.map(|said| SupplementLine {
        number: said.number,
        answer: &said.answer,
        proof: &said.proof,
        place: PlaceOf::of(Some(&said.origin)),
        saved: moment(said.saved),
    })
    .collect()
}
