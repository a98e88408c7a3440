//! Spreadsheets by their names.

use std::ffi::OsStr;
use std::path::Path;

use super::names::is_temporary;
use crate::read::formats::READERS;

/// Spreadsheets that have no reader.
pub(super) const UNREADABLE_TABLES: &[&str] = &["xlsb", "xml", "numbers", "gsheet"];

/// In lower case, without the dot.
pub(super) fn extension(name: &str) -> String {
    let extension = Path::new(name).extension().and_then(OsStr::to_str);
    extension.unwrap_or_default().to_lowercase()
}

pub(super) fn has_reader(name: &str) -> bool {
    let extension = extension(name);
    READERS.iter().any(|reader| reader.extensions.contains(&extension.as_str()))
}

pub(super) fn is_table(name: &str) -> bool {
    has_reader(name) || UNREADABLE_TABLES.contains(&extension(name).as_str())
}

/// The spreadsheets directly in a folder, sorted.
pub(super) fn tables_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut tables: Vec<String> =
        names.filter(|name| is_table(name) && !is_temporary(name)).collect();
    tables.sort();
    tables
}
