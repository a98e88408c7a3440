//! `results.json` as far as the next year needs it.

use serde::Deserialize;

/// What last year's survey found, and by which method.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PreviousSurvey {
    /// The scheme's id.
    pub scheme: String,
    #[serde(default)]
    pub title: String,
    pub reading: String,
    /// `questions`, `factors` or `question:<id>`; empty in results that do not say it.
    #[serde(default)]
    pub overall: String,
    #[serde(default)]
    pub self_selected: bool,
    #[serde(default)]
    pub weighted: bool,
    pub units: Vec<PreviousUnit>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PreviousUnit {
    pub unit: String,
    /// In percent, as published; `None` when nobody gave an answer that counts.
    pub index: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) schema: String,
    /// Absent in results that other programs made.
    pub(super) round: Option<Round>,
    pub(super) blocks: Vec<Block>,
    #[serde(default)]
    pub(super) surveys: Vec<PreviousSurvey>,
}

/// Whose results they are.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Round {
    #[serde(default)]
    pub(super) id: String,
    pub(super) year: Option<i32>,
}

#[derive(Deserialize)]
pub(super) struct Block {
    pub(super) units: Vec<Unit>,
}

#[derive(Deserialize)]
pub(super) struct Unit {
    pub(super) id: String,
    /// Absent in results that other programs made.
    #[serde(default)]
    pub(super) name: String,
    pub(super) index: Option<String>,
    pub(super) rank: Option<serde_json::Number>,
    /// Points that may bring an index above 100.
    pub(super) bonus: Option<String>,
    #[serde(default)]
    pub(super) leaves: Vec<Leaf>,
}

#[derive(Deserialize)]
pub(super) struct Leaf {
    #[serde(default)]
    pub(super) inputs: Vec<Input>,
}

#[derive(Deserialize)]
pub(super) struct Input {
    pub(super) key: String,
    pub(super) state: String,
    pub(super) value: Option<String>,
}
