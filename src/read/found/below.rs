//! Every file below a folder, for copies of it.

use std::path::Path;

use super::find::Found;

/// The files below `folder`, sorted by name; their names begin with `shown`, which is empty or
/// ends with `/`. Links to folders are not followed: they may lead in a circle.
pub fn below(folder: &Path, shown: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_path_buf(), shown.to_string())];
    while let Some((folder, shown)) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = format!("{shown}{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => waiting.push((entry.path(), name + "/")),
                _ if entry.path().is_file() => {
                    found.push(Found { path: entry.path(), shown: name });
                }
                _ => {}
            }
        }
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found
}
