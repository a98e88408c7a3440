//! Two results side by side: what went in differently, and what follows from it, each consequence
//! with its causes. What is compared are the published documents (`results.json`), so that a
//! folder, a package and a document of one run are the same side.

mod causes;
mod cells;
mod chain;
mod difference;
mod document;
mod fields;
mod inputs;
pub mod like;
mod parts;
mod settings;

pub use cells::{changed_cells, shown, shown_content};
pub use chain::{Read, difference};
pub use difference::{
    CellChange, Change, Difference, Fate, FileChange, LeafChange, NodeChange, SCHEMA, Said,
    SettingChange, SideHead, SurveyChange, UnitChange,
};
pub use document::Document;
pub use parts::{Part, parts};
pub use settings::{Table, changed as changed_settings, of_rubric};
