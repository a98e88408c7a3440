//! How bytes reach a folder of ours: hashed on their way, and never through a link.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use sha2::Sha256;

use super::fault::{Step, WriteError};
use super::record::HashedInto;

/// A file whose bytes are hashed on their way.
pub(super) struct Hashed {
    pub file: fs::File,
    pub hasher: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        HashedInto(&mut self.hasher).write_all(&bytes[..written])?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Refuses a folder of ours that is a link: what is written there would land elsewhere.
pub(super) fn stays_inside(root: &Path, path: &str) -> Result<(), WriteError> {
    for (at, _) in path.match_indices('/') {
        let folder = root.join(&path[..at]);
        if fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
            let error = io::Error::other("thư mục này là liên kết tới nơi khác (link)");
            return Err(WriteError::new(Step::Create, path, &error));
        }
    }
    Ok(())
}
