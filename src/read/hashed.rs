//! A file that is only hashed: read once, piece by piece.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::hex;

/// So many bytes are read at a time.
const BUFFER: usize = 1 << 16;

/// Size, first bytes and hash of a file that is read once.
#[allow(clippy::disallowed_methods, reason = "files are read here")]
pub(crate) fn hashed(path: &Path) -> io::Result<(u64, Vec<u8>, String)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut size, mut head) = (Sha256::new(), 0u64, Vec::new());
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((size, head, hex(&hasher.finalize())));
        }
        let part = &buffer[..read];
        if head.is_empty() {
            head = part[..read.min(16)].to_vec();
        }
        hasher.update(part);
        size += read as u64;
    }
}
