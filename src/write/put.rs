//! One file put where nothing stands: whole or not at all, and never over anything.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// Begins the names of files on their way; readers of folders pass them over.
const WAITING: &str = ".~dang-chep-";

/// Puts the bytes at `file`, a path below `root` with `/`; folders on the way are made. `false`
/// when something stands there: it stays as it is.
///
/// # Errors
/// What the system says; a folder on the way that leads out of `root`.
pub fn put_new(root: &Path, file: &str, bytes: &[u8]) -> io::Result<bool> {
    let target = root.join(file);
    let parent = target.parent().unwrap_or(root);
    let root = fs::canonicalize(root)?;
    // The part that is there already must not lead elsewhere: nothing is made behind a link.
    let there = parent.ancestors().find(|path| path.symlink_metadata().is_ok());
    stays_inside(&root, there.unwrap_or(parent))?;
    fs::create_dir_all(parent)?;
    stays_inside(&root, parent)?;
    if target.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let mut waiting = waiting_in(parent)?;
    waiting.write_all(bytes)?;
    waiting.as_file().sync_all()?;
    match waiting.persist_noclobber(&target) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        // Some drives cannot give a file a name without taking another's.
        Err(_) => put_in_place(&target, bytes),
    }
}

/// Puts the bytes in the place of `known`, whole or not at all. `false` when something else stands
/// at `target` by now: it stays as it is.
///
/// # Errors
/// What the system says; a file that may not be written.
pub fn replace(target: &Path, known: &[u8], bytes: &[u8]) -> io::Result<bool> {
    let permissions = fs::metadata(target)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut waiting = waiting_in(target.parent().unwrap_or(target))?;
    waiting.write_all(bytes)?;
    waiting.as_file().set_permissions(permissions)?;
    waiting.as_file().sync_all()?;
    if fs::read(target)? != known {
        return Ok(false);
    }
    waiting.persist(target).map(|_| true).map_err(|error| error.error)
}

fn waiting_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(WAITING);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any program would make it; the user's mask still applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn put_in_place(target: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = match OpenOptions::new().write(true).create_new(true).open(target) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(error) = written {
        drop(file);
        let _ = fs::remove_file(target);
        return Err(error);
    }
    Ok(true)
}

fn stays_inside(root: &Path, folder: &Path) -> io::Result<()> {
    match fs::canonicalize(folder)?.starts_with(root) {
        true => Ok(()),
        false => Err(io::Error::other("thư mục này dẫn ra ngoài thư mục của đợt (link)")),
    }
}
