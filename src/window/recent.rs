//! The rounds that were opened lately, newest first.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::own_files;

const FILE: &str = "gan-day.json";
const MOST: usize = 12;

/// Newest first; those that have moved away are in it too.
pub(crate) fn list() -> Vec<PathBuf> {
    let Some(Value::Array(all)) = own_files::read(FILE) else { return Vec::new() };
    all.iter().filter_map(|path| path.as_str().map(PathBuf::from)).collect()
}

/// Puts a round on top. A list that cannot be written is not worth a word.
pub(crate) fn add(folder: &Path) {
    let mut all = list();
    all.retain(|known| known != folder);
    all.insert(0, folder.to_path_buf());
    all.truncate(MOST);
    let all: Vec<String> = all.iter().map(|path| path.to_string_lossy().to_string()).collect();
    let _ = own_files::write(FILE, &json!(all));
}
