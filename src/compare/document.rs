//! A `results.json` as far as two runs are compared.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::terms::Exact;

/// The outcome of a run as it was published.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Document {
    pub(super) schema: String,
    #[serde(default)]
    pub program: String,
    pub round: RoundHead,
    pub blocks: Vec<Block>,
    #[serde(default)]
    pub(super) surveys: Vec<Survey>,
    #[serde(default)]
    pub(super) files: Vec<File>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RoundHead {
    pub id: String,
    #[serde(default)]
    pub year: i32,
    #[serde(default)]
    pub title: String,
    #[serde(default = "two")]
    pub decimals: u32,
}

fn two() -> u32 {
    2
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct File {
    pub file: String,
    pub sha256: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Block {
    pub id: String,
    pub units: Vec<Unit>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Unit {
    pub id: String,
    #[serde(default)]
    pub name: String,
    pub rank: Option<usize>,
    pub class: Option<String>,
    /// As published.
    pub index: Option<String>,
    #[serde(default)]
    pub exact: Option<String>,
    pub applicable_max: String,
    #[serde(default)]
    pub stopped: Option<String>,
    #[serde(default)]
    pub provisional: bool,
    #[serde(default)]
    pub(super) files: Vec<SentFile>,
    #[serde(default)]
    pub(super) nodes: Vec<Node>,
    #[serde(default)]
    pub(super) leaves: Vec<Leaf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct SentFile {
    pub file: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Node {
    pub code: String,
    pub exact: String,
    pub applicable_max: String,
    /// `bonus` or `penalty`.
    #[serde(default)]
    pub kind: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Leaf {
    pub code: String,
    pub max: String,
    #[serde(default)]
    pub min: String,
    pub state: String,
    /// After gates; absent when it does not apply.
    #[serde(default)]
    pub exact: Option<String>,
    #[serde(default, rename = "self")]
    pub own: Option<String>,
    #[serde(default)]
    pub computed: Option<String>,
    #[serde(default)]
    pub decided_by: String,
    #[serde(default)]
    pub claim: Option<String>,
    #[serde(default)]
    pub proof: String,
    #[serde(default)]
    pub explanation: String,
    #[serde(default)]
    pub appraisals: Vec<Value>,
    #[serde(default)]
    pub appraisal_refused: Option<Value>,
    #[serde(default)]
    pub supplements: Vec<Value>,
    #[serde(default)]
    pub gate: Option<Gate>,
    #[serde(default)]
    pub inputs: Vec<Input>,
    #[serde(default)]
    pub peers: Vec<Peer>,
    #[serde(default)]
    pub survey: Option<SurveyOf>,
    #[serde(default)]
    pub trace: Value,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Gate {
    /// The leaf that closed it.
    pub by: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Input {
    pub key: String,
    pub state: String,
    pub value: Option<String>,
    #[serde(default)]
    pub raw: String,
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Peer {
    pub unit: String,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct SurveyOf {
    pub scheme: String,
    #[serde(default)]
    pub files: Vec<SentFile>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Survey {
    pub scheme: String,
    pub units: Vec<Value>,
}

/// The format that is read.
const RESULTS: &str = "parindex/results/1";

impl Document {
    /// Reads a `results.json`.
    ///
    /// # Errors
    /// What does not fit, in Vietnamese and in English.
    pub fn from_json(bytes: &[u8]) -> Result<Document, (String, String)> {
        let document: Document = serde_json::from_slice(bytes).map_err(|e| {
            let vi = format!("không đúng dạng ở dòng {}, cột {}", e.line(), e.column());
            (vi, e.to_string())
        })?;
        if document.schema != RESULTS {
            let found = &document.schema;
            let vi = format!("tệp thuộc loại “{found}”, cần “{RESULTS}”");
            return Err((vi, format!("its schema is “{found}”, not “{RESULTS}”")));
        }
        Ok(document)
    }

    /// The name by which the unit is called; its id, when there is none.
    pub fn unit_name<'d>(&'d self, id: &'d str) -> &'d str {
        self.units().find(|unit| unit.id == id).map_or(id, |unit| unit.name.as_str())
    }

    pub(super) fn units(&self) -> impl Iterator<Item = &Unit> {
        self.blocks.iter().flat_map(|block| &block.units)
    }

    pub(super) fn units_by_id(&self) -> BTreeMap<&str, &Unit> {
        self.units().map(|unit| (unit.id.as_str(), unit)).collect()
    }
}

/// An exact number as results print it: `4229/50`, `84.58`, `2`.
pub(super) fn number(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((above, below)) => {
            Exact::from_decimal(above)?.checked_div(&Exact::from_decimal(below)?)
        }
        None => Exact::from_decimal(text),
    }
}

/// The same of what may be absent; nothing is 0 points.
pub(super) fn points(text: Option<&String>) -> Exact {
    text.and_then(|text| number(text)).unwrap_or_default()
}
