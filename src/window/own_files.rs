//! The program's own small files, in a folder that only its user may read: where it can be found,
//! and which rounds were opened. Nothing of a round stands there.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use serde_json::Value;

/// Names another folder for them; tests use it.
const FOLDER: &str = "PARINDEX_STATE";

/// The folder, made when it is not there.
fn folder() -> io::Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let folder = match set(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None if cfg!(windows) => below(set("LOCALAPPDATA")).join("parindex"),
        None => match set("XDG_STATE_HOME") {
            Some(state) => PathBuf::from(state).join("parindex"),
            None => below(set("HOME")).join(".local/state/parindex"),
        },
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    Ok(folder)
}

fn below(folder: Option<std::ffi::OsString>) -> PathBuf {
    folder.map_or_else(std::env::temp_dir, PathBuf::from)
}

/// What the file of that name says; `None` when it is not there or says nothing of ours.
pub(crate) fn read(name: &str) -> Option<Value> {
    serde_json::from_slice(&fs::read(folder().ok()?.join(name)).ok()?).ok()
}

/// Writes the file whole, for this user alone.
pub(crate) fn write(name: &str, value: &Value) -> io::Result<()> {
    let folder = folder()?;
    let half = folder.join(format!("{name}.{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&half)?.write_all(value.to_string().as_bytes())?;
    fs::rename(half, folder.join(name))
}

pub(crate) fn remove(name: &str) {
    if let Ok(folder) = folder() {
        let _ = fs::remove_file(folder.join(name));
    }
}
