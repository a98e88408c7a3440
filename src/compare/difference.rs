//! What is different between two runs: `parindex/difference/1`.

use serde::Serialize;
use serde_json::Value;

/// The version of the format.
pub const SCHEMA: &str = "parindex/difference/1";

/// First what went in, then what came of it. Equal runs give empty lists. Causes are names such as
/// `cell:FILE!SHEET!CELL`, `value:UNIT/KEY`, `appraisal:UNIT/CODE`, `survey:SCHEME/UNIT`,
/// `rule:CODE`, `setting:NAME`, `file:FILE`, `leaf:UNIT/CODE`, `index:UNIT`.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub schema: &'static str,
    pub sides: [SideHead; 2],
    pub files: Vec<FileChange>,
    pub cells: Vec<CellChange>,
    pub settings: Vec<SettingChange>,
    pub rules: Vec<SettingChange>,
    pub values: Vec<Change<Option<Said>>>,
    /// Self scores, proofs, explanations and answers.
    pub statements: Vec<Change<Value>>,
    pub appraisals: Vec<Change<Value>>,
    pub surveys: Vec<SurveyChange>,
    pub leaves: Vec<LeafChange>,
    pub nodes: Vec<NodeChange>,
    pub units: Vec<UnitChange>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        let inputs = self.files.is_empty() && self.settings.is_empty() && self.rules.is_empty();
        let said = self.values.is_empty() && self.statements.is_empty();
        let given = self.appraisals.is_empty() && self.surveys.is_empty();
        inputs && said && given && self.leaves.is_empty() && self.units.is_empty()
    }
}

/// One of the two runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideHead {
    /// As the user named it.
    pub named: String,
    pub round: String,
    pub title: String,
    pub program: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    Changed,
    Added,
    Removed,
}

impl Fate {
    /// What became of something; `None` where it is the same in both, or in neither.
    pub fn of<T: PartialEq>(pair: &[Option<T>; 2]) -> Option<Fate> {
        match pair {
            [None, None] => None,
            [Some(old), Some(new)] => (old != new).then_some(Fate::Changed),
            [None, Some(_)] => Some(Fate::Added),
            [Some(_), None] => Some(Fate::Removed),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    pub file: String,
    pub change: Fate,
}

/// What stood in a cell and what stands there now; null where nothing does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    pub file: String,
    /// Empty for CSV.
    pub sheet: String,
    pub cell: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl CellChange {
    pub fn cause(&self) -> String {
        cell_cause(&self.file, &self.sheet, &self.cell)
    }
}

/// A cell as causes name it.
pub(super) fn cell_cause(file: &str, sheet: &str, cell: &str) -> String {
    format!("cell:{file}!{sheet}!{cell}")
}

/// A key of `round.toml` or of a scheme (`name`), or a leaf's rule (`name` is the code, or the
/// part of the set).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingChange {
    pub name: String,
    pub file: String,
    /// What of it: `rule.steps[0].from`; empty for the whole.
    pub key: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// Something that a unit or an appraiser said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change<T> {
    pub unit: String,
    /// The data item; or the code of the leaf, and for a statement what of it: `3.2.1 proof`.
    pub key: String,
    pub old: T,
    pub new: T,
    pub causes: Vec<String>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub state: String,
    pub value: Option<String>,
    pub raw: String,
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurveyChange {
    pub scheme: String,
    pub unit: String,
    /// Its figures, as far as they differ.
    pub old: Value,
    pub new: Value,
    pub causes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeafChange {
    pub unit: String,
    pub code: String,
    /// Exact points; null when it does not apply.
    pub old: Option<String>,
    pub new: Option<String>,
    pub states: [Option<String>; 2],
    /// What is different at the leaf, though its points need not be.
    pub fields: Vec<String>,
    pub causes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeChange {
    pub unit: String,
    pub code: String,
    /// Exact points and applicable maximum.
    pub points: [Option<String>; 2],
    pub max: [Option<String>; 2],
    pub causes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitChange {
    pub unit: String,
    /// As published.
    pub index: [Option<String>; 2],
    pub exact: [Option<String>; 2],
    pub rank: [Option<usize>; 2],
    pub class: [Option<String>; 2],
    pub provisional: [bool; 2],
    /// The parts of the difference of the index, in index points; they add up to it exactly.
    pub by_leaf: Vec<LeafPart>,
    pub causes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeafPart {
    /// A leaf; a bonus or penalty field whose cap took a part; empty for the limit of the total.
    pub code: String,
    pub index_points: String,
}
