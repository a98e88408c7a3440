//! What was changed by hand, as the root of every consequence.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::difference::{CellChange, FileChange, SettingChange, cell_cause};

/// So many cells of one file are named one by one; more of them are named by their file.
const NAMED: usize = 50;

/// The names of what was changed by hand.
pub(super) struct Roots {
    cells: BTreeSet<String>,
    by_file: BTreeMap<String, Vec<String>>,
    all: Vec<String>,
}

impl Roots {
    pub(super) fn of(
        files: &[FileChange],
        cells: &[CellChange],
        settings: &[SettingChange],
        rules: &[SettingChange],
    ) -> Roots {
        let mut by_file: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for cell in cells {
            by_file.entry(cell.file.clone()).or_default().push(cell.cause());
        }
        let of_table =
            settings.iter().map(|s| (s, "setting")).chain(rules.iter().map(|r| (r, "rule")));
        for (change, kind) in of_table {
            let causes = by_file.entry(change.file.clone()).or_default();
            let cause = format!("{kind}:{}", change.name);
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        for file in files {
            by_file.entry(file.file.clone()).or_default();
        }
        for (file, causes) in &mut by_file {
            if causes.is_empty() || causes.len() > NAMED {
                *causes = vec![format!("file:{file}")];
            }
        }
        let all = by_file.values().flatten().cloned().collect();
        Roots { cells: cells.iter().map(CellChange::cause).collect(), by_file, all }
    }

    /// The changed cells among these places; where none of them was changed, whatever was changed
    /// in their files; where nothing was, all that was changed.
    pub(super) fn behind(&self, places: &[Place]) -> Vec<String> {
        let exact: BTreeSet<String> =
            places.iter().map(Place::cause).filter(|cause| self.cells.contains(cause)).collect();
        if !exact.is_empty() {
            return exact.into_iter().collect();
        }
        self.of_files(places.iter().map(|place| place.file.as_str()))
    }

    /// Whatever was changed in these files; where nothing was, all that was changed.
    pub(super) fn of_files<'f>(&self, files: impl Iterator<Item = &'f str>) -> Vec<String> {
        let files: BTreeSet<&str> = files.collect();
        let found = files.iter().filter_map(|file| self.by_file.get(*file)).flatten();
        let found: Vec<String> = found.cloned().collect();
        if found.is_empty() { self.all.clone() } else { found }
    }

    pub(super) fn all(&self) -> Vec<String> {
        self.all.clone()
    }
}

/// A cell that something was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub file: String,
    pub sheet: String,
    pub cell: String,
}

impl Place {
    fn cause(&self) -> String {
        cell_cause(&self.file, &self.sheet, &self.cell)
    }
}

/// The cells that stand anywhere in a piece of a document.
pub(super) fn places(of: &Value) -> Vec<Place> {
    let mut all = Vec::new();
    let mut waiting = vec![of];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(list) => waiting.extend(list),
            Value::Object(map) => {
                let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
                if !text("file").is_empty() {
                    all.push(Place {
                        file: text("file").to_string(),
                        sheet: text("sheet").to_string(),
                        cell: text("cell").to_string(),
                    });
                }
                waiting.extend(map.values());
            }
            _ => {}
        }
    }
    all
}
