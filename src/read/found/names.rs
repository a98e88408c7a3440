//! Files and folders as messages name them.

use std::path::Path;

use crate::machine;
use crate::problem::{Place, Problem, kinds::files};

/// A folder whose files nobody can know.
pub(super) fn cannot_list(shown: &str, error: &std::io::Error) -> Problem {
    let (vi, en) = machine::words(error);
    Problem::new(&files::FOLDER_LIST, Place::file(shown)).said("detail", vi, en)
}

/// The path as messages name it.
pub(super) fn shown(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Whether a file is one that Excel or a system keeps for itself.
pub fn is_temporary(name: &str) -> bool {
    let name = name.to_lowercase();
    ["~$", "._", ".~lock", ".~"].iter().any(|start| name.starts_with(start))
        || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&name.as_str())
}
