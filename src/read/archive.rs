//! A sealed package on disk: its parts one by one, within bounds, and whether the file as a whole
//! is what was written. No part is believed before its name, kind and size were looked at.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::disk::{cannot_read, hex, size_of};
use crate::problem::kinds::package as kinds;
use crate::problem::{Place, Problem};

/// What stands before the hash in the remark at the end of the file.
pub(crate) const MARK: &str = "parindex sha256:";
/// Digits of the hash.
pub(crate) const DIGITS: usize = 64;

/// A part may unpack to this much; all parts together to [`ALL`].
const ONE: u64 = 1 << 30;
const ALL: u64 = 8 << 30;
/// All parts together may grow by this much when they are larger than [`SMALL`].
const RATIO: u64 = 100;
const SMALL: u64 = 64 << 20;
const PARTS: usize = 200_000;

/// A package whose list of parts was looked at.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// The names of the parts, in the order of the file.
    pub names: Vec<String>,
    /// Where each of them stands there.
    positions: HashMap<String, usize>,
    /// Whether the bytes of the whole file are those that were written.
    pub is_whole: bool,
    shown: String,
}

impl Archive {
    /// Opens a package; nothing is unpacked yet.
    ///
    /// # Errors
    /// The file cannot be read, is no zip file, or has a part that no package has: a name that
    /// leads out, a link, two of one name, more than may be unpacked.
    pub fn open(path: &Path, shown: &str) -> Result<Archive, Problem> {
        let size = size_of(path, shown)?;
        let mut file = File::open(path).map_err(|error| cannot_read(shown, &error))?;
        let mut head = [0; 4];
        let is_zip = file.read_exact(&mut head).is_ok() && &head == b"PK\x03\x04";
        let is_whole = is_whole(&mut file, size).map_err(|error| cannot_read(shown, &error))?;
        file.rewind().map_err(|error| cannot_read(shown, &error))?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| match is_zip {
            true => damaged(shown, &error.to_string()),
            false => not_one(shown, "không phải tệp zip", "it is no zip file"),
        })?;
        let (names, positions, shown) = (Vec::new(), HashMap::new(), shown.to_string());
        let mut archive = Archive { zip, names, positions, is_whole, shown };
        archive.look_through(size)?;
        Ok(archive)
    }

    /// Looks at the name, kind and declared size of every part.
    fn look_through(&mut self, size: u64) -> Result<(), Problem> {
        let shown = self.shown.clone();
        if self.zip.has_duplicate_names() {
            return Err(problem(&kinds::TWICE, &shown).with("part", "(zip)"));
        }
        if self.zip.len() > PARTS {
            let count = self.zip.len();
            return Err(problem(&kinds::BOMB, &shown).said(
                "part",
                format!("{count} phần"),
                format!("{count} parts"),
            ));
        }
        let (mut seen, mut all) = (BTreeSet::new(), 0u64);
        for at in 0..self.zip.len() {
            let part = self.zip.by_index_raw(at);
            let part = part.map_err(|error| damaged(&shown, &error.to_string()))?;
            let named = part.name().map(|name| name.into_owned());
            let Ok(name) = named else {
                let raw = String::from_utf8_lossy(part.name_raw()).into_owned();
                return Err(refused(&shown, &raw, NAME));
            };
            let why = match () {
                () if part.is_symlink() => Some(LINK),
                () if part.encrypted() => Some(ENCRYPTED),
                () if part.is_dir() => Some(FOLDER),
                () => fault_of_name(&name),
            };
            if let Some(why) = why {
                return Err(refused(&shown, &name, why));
            }
            if !seen.insert(crate::text::composed(&name).to_lowercase()) {
                return Err(problem(&kinds::TWICE, &shown).with("part", name));
            }
            all = all.saturating_add(part.size());
            if part.size() > ONE || all > ALL || (all > SMALL && all / RATIO > size) {
                return Err(problem(&kinds::BOMB, &shown).with("part", name));
            }
            self.positions.insert(name.clone(), at);
            self.names.push(name);
        }
        Ok(())
    }

    /// Unpacks the part at this position; its size and SHA-256. No more than it declares is ever
    /// written.
    ///
    /// # Errors
    /// The part is damaged, in the words of the library; or what is written to fails.
    pub fn part(&mut self, at: usize, into: &mut dyn Write) -> Result<(u64, String), String> {
        let mut part = self.zip.by_index(at).map_err(|error| error.to_string())?;
        let limit = part.size();
        let mut hasher = Sha256::new();
        let (mut piece, mut size) = ([0; 64 << 10], 0u64);
        loop {
            let read = part.read(&mut piece).map_err(|error| error.to_string())?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if size > limit {
                return Err("lớn hơn khai báo (larger than declared)".to_string());
            }
            hasher.update(&piece[..read]);
            into.write_all(&piece[..read]).map_err(|error| error.to_string())?;
        }
        Ok((size, hex(&hasher.finalize())))
    }

    /// The position of a part.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }
}

/// Whether the remark at the end holds the SHA-256 of the file with noughts in its place.
fn is_whole(file: &mut File, size: u64) -> std::io::Result<bool> {
    let tail = (MARK.len() + DIGITS) as u64;
    if size < tail {
        return Ok(false);
    }
    file.rewind()?;
    let mut hasher = Sha256::new();
    let mut rest = size - DIGITS as u64;
    let mut piece = vec![0; 256 << 10];
    while rest > 0 {
        let most = piece.len().min(usize::try_from(rest).unwrap_or(piece.len()));
        file.read_exact(&mut piece[..most])?;
        hasher.update(&piece[..most]);
        rest -= most as u64;
    }
    hasher.update([b'0'; DIGITS]);
    let mut end = vec![0; MARK.len() + DIGITS];
    file.seek(SeekFrom::End(-(tail as i64)))?;
    file.read_exact(&mut end)?;
    let (mark, digits) = end.split_at(MARK.len());
    Ok(mark == MARK.as_bytes() && digits == hex(&hasher.finalize()).as_bytes())
}

/// Why a part is refused, in Vietnamese and in English.
type Why = (&'static str, &'static str);

const NAME: Why = ("tên không hợp lệ", "its name is not accepted");
const OUT: Why = ("đường dẫn dẫn ra ngoài gói", "its path leads out of the package");
const LINK: Why = ("là liên kết tới nơi khác", "it is a link");
const ENCRYPTED: Why = ("có mật khẩu", "it is encrypted");
const FOLDER: Why = ("là thư mục rỗng", "it is a folder");

/// Why a part cannot have this name: it must mean one file below the folder on every system.
pub fn fault_of_name(name: &str) -> Option<(&'static str, &'static str)> {
    let leads_out = name.starts_with('/') || name.split('/').any(|part| matches!(part, "." | ".."));
    if leads_out || name.contains(['\\', ':']) {
        return Some(OUT);
    }
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 255
            && !part.ends_with(['.', ' '])
            && !part.chars().any(is_strange)
    };
    (name.len() > 1000 || !name.split('/').all(is_plain)).then_some(NAME)
}

fn is_strange(c: char) -> bool {
    c.is_control()
        || matches!(c, '<' | '>' | '"' | '|' | '?' | '*' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn problem(kind: &crate::problem::Kind, shown: &str) -> Problem {
    Problem::new(kind, Place::file(shown))
}

fn refused(shown: &str, part: &str, (vi, en): Why) -> Problem {
    problem(&kinds::PART, shown).with("part", part).said("why", vi, en)
}

fn damaged(shown: &str, detail: &str) -> Problem {
    let vi = "không đọc được mục lục ở cuối tệp zip";
    problem(&kinds::DAMAGED, shown).said("detail", vi, detail)
}

fn not_one(shown: &str, vi: &str, en: &str) -> Problem {
    problem(&kinds::NOT_ONE, shown).said("detail", vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_one_file_below_the_folder() {
        for name in ["manifest.json", "dau-vao/tren/dot/Phường Long Hoa.xlsx", "a/.keep", "a b/c"]
        {
            assert_eq!(fault_of_name(name), None, "{name}");
        }
        for name in ["../a", "/a", "a/../../b", "a\\..\\b", "C:/a", "a:b", "./a"] {
            assert_eq!(fault_of_name(name), Some(OUT), "{name}");
        }
        for name in ["", "a//b", "a/", "a.", "a /b", "a\u{0}b", "a\u{202E}b", "a?b"] {
            assert_eq!(fault_of_name(name), Some(NAME), "{name}");
        }
    }
}
