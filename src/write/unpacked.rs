//! A temporary folder that inputs are copied or unpacked into by their very names, to be run there
//! and thrown away. What stands in it is read-only when it is done.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The folder; it goes with everything in it when it is dropped.
#[derive(Debug)]
pub struct Unpacked {
    folder: TempDir,
    /// What cannot be removed everywhere as long as it may not be written.
    locked: Vec<PathBuf>,
}

impl Unpacked {
    /// # Errors
    /// The system gives no temporary folder.
    pub fn new() -> io::Result<Unpacked> {
        let folder = tempfile::Builder::new().prefix("parindex-").tempdir()?;
        Ok(Unpacked { folder, locked: Vec::new() })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A new file at a path below the folder, with `/`.
    ///
    /// # Errors
    /// The disk is full, or a file of that name is there.
    pub fn create(&self, name: &str) -> io::Result<impl Write + use<>> {
        let path = self.folder().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        Ok(io::BufWriter::new(File::create_new(path)?))
    }

    /// The folder that a file of this name would stand in, with nothing in it.
    ///
    /// # Errors
    /// As for [`Unpacked::create`].
    pub fn make_folder_of(&self, name: &str) -> io::Result<()> {
        self.folder().join(name).parent().map_or(Ok(()), fs::create_dir_all)
    }

    /// The same, with its bytes.
    ///
    /// # Errors
    /// As for [`Unpacked::create`].
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.flush()
    }

    /// Nobody changes the file by mistake from now on.
    pub fn lock(&mut self, name: &str) {
        let path = self.folder().join(name);
        if let Ok(found) = fs::metadata(&path) {
            let mut rights = found.permissions();
            rights.set_readonly(true);
            let _ = fs::set_permissions(&path, rights);
            self.locked.push(path);
        }
    }
}

#[cfg(windows)]
impl Drop for Unpacked {
    fn drop(&mut self) {
        // Windows removes no file that is read-only.
        for path in &self.locked {
            if let Ok(found) = fs::metadata(path) {
                let mut rights = found.permissions();
                #[allow(clippy::permissions_set_readonly_false, reason = "it is removed at once")]
                rights.set_readonly(false);
                let _ = fs::set_permissions(path, rights);
            }
        }
    }
}
