//! What earlier runs wrote into a folder, with the SHA-256 of each file: only that may be
//! replaced or removed, and only as long as the file still is what was written.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sinks::safe_name;
use crate::results::Results;

/// The record in the folder that it tells of.
pub(crate) const RECORD: &str = ".da-ghi.json";
const SCHEMA: &str = "parindex/written/1";
/// Tells of its set itself, where there is no record beside it.
const RESULTS: &str = "results.json";
const RESULTS_SCHEMA: &str = "parindex/results/1";

/// Whose outputs a folder holds: a round and its criteria sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub id: String,
    pub year: i32,
    #[serde(default)]
    pub title: String,
    /// Id of the criteria set by block; empty for a run that scores nothing.
    #[serde(default)]
    pub sets: BTreeMap<String, String>,
}

impl Owner {
    pub fn of(results: &Results) -> Owner {
        let round = &results.round;
        let set = |block: &crate::results::BlockResults| {
            (round.blocks[block.block].id.as_str().to_string(), block.rubric.id.clone())
        };
        Owner {
            id: round.id.clone(),
            year: round.year,
            title: round.title.clone(),
            sets: results.blocks.iter().map(set).collect(),
        }
    }

    /// Whether both are of one round: the same id and year, and no block judged by another set.
    pub fn is_same(&self, other: &Owner) -> bool {
        let same_set = |(block, set): (&String, &String)| {
            other.sets.get(block).is_none_or(|other| other == set)
        };
        self.id == other.id && self.year == other.year && self.sets.iter().all(same_set)
    }

    /// `“hoa-thanh-2020” năm 2020 (Chỉ số …; bộ tiêu chí hoa-thanh-2020/xa-phuong)`
    pub fn named(&self) -> String {
        let sets: Vec<&str> = self.sets.values().map(String::as_str).collect();
        let sets = match sets.as_slice() {
            [] => String::new(),
            sets => format!("; bộ tiêu chí {}", sets.join(", ")),
        };
        format!("“{}” năm {} ({}{sets})", self.id, self.year, self.title)
    }
}

/// A file that was written, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Relative to the folder of the record, with `/`.
    pub file: String,
    pub sha256: String,
}

/// The files of a folder that the program wrote, by their names in lower case: on some systems
/// two names that differ by case are one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub owner: Option<Owner>,
    files: BTreeMap<String, Written>,
    /// What stands in their places, until the run is done that replaces them.
    replaced: Vec<Written>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    schema: String,
    #[serde(default)]
    round: Option<Owner>,
    #[serde(default)]
    written: Vec<Written>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<Written>,
}

/// As much of a `results.json` as tells of its set.
#[derive(Deserialize)]
struct Set {
    schema: String,
    round: Owner,
    #[serde(default)]
    written: Vec<Written>,
    #[serde(default)]
    blocks: Vec<SetBlock>,
}

#[derive(Deserialize)]
struct SetBlock {
    id: String,
    criteria: SetCriteria,
}

#[derive(Deserialize)]
struct SetCriteria {
    id: String,
}

impl Record {
    /// What is known of the folder; nothing when no run has written there.
    pub(super) fn read(folder: &Path) -> Record {
        let text = fs::read(folder.join(RECORD)).unwrap_or_default();
        match serde_json::from_slice::<Document>(&text) {
            Ok(found) if found.schema == SCHEMA => {
                let mut record = Record::new(found.round, found.written);
                let replaced = found.replaced.into_iter().filter(|one| is_plain(&one.file));
                record.replaced = replaced.collect();
                record
            }
            _ => Record::of_results(&folder.join(RESULTS)).unwrap_or_default(),
        }
    }

    /// What a `results.json` says of its set, itself included.
    pub(super) fn of_results(path: &Path) -> Option<Record> {
        let text = fs::read(path).ok()?;
        let set: Set = serde_json::from_slice(&text).ok()?;
        if set.schema != RESULTS_SCHEMA {
            return None;
        }
        let mut owner = set.round;
        owner.sets = set.blocks.into_iter().map(|block| (block.id, block.criteria.id)).collect();
        let mut record = Record::new(Some(owner), set.written);
        record.add(Written { file: RESULTS.into(), sha256: crate::read::sha256(&text) });
        Some(record)
    }

    /// Names that lead out of the folder are none of ours.
    fn new(owner: Option<Owner>, written: Vec<Written>) -> Record {
        let mut record = Record { owner, ..Record::default() };
        written.into_iter().filter(|one| is_plain(&one.file)).for_each(|one| record.add(one));
        record
    }

    /// The files are this owner's now. A run that scores nothing does not know the sets.
    pub(super) fn claim(&mut self, owner: Option<&Owner>) {
        let Some(mut owner) = owner.cloned() else { return };
        if let Some(earlier) = self.owner.take().filter(|_| owner.sets.is_empty()) {
            owner.sets = earlier.sets;
        }
        self.owner = Some(owner);
    }

    pub(super) fn add(&mut self, written: Written) {
        self.files.insert(written.file.to_lowercase(), written);
    }

    pub(super) fn forget(&mut self, file: &str) {
        self.files.remove(&file.to_lowercase());
    }

    pub(super) fn get(&self, file: &str) -> Option<&Written> {
        self.files.get(&file.to_lowercase())
    }

    /// Whether the file with this hash is one that a run wrote there, the last one or, when that
    /// one was ended in the middle, the one before it.
    pub(super) fn is_ours(&self, file: &str, hash: &str) -> bool {
        let name = file.to_lowercase();
        let replaced = self.replaced.iter().filter(|written| written.file.to_lowercase() == name);
        let mut known = self.files.get(&name).into_iter().chain(replaced);
        known.any(|written| written.sha256 == hash)
    }

    /// Notes what is about to be replaced of an earlier record: until the files have taken their
    /// places, both are ours.
    pub(super) fn replacing(&mut self, earlier: Record) {
        // Which of them stands there, nobody knows when an earlier run was ended as well.
        let earlier = earlier.replaced.into_iter().chain(earlier.files.into_values());
        self.replaced = earlier.collect();
    }

    /// The files stand in their places.
    pub(super) fn done(&mut self) {
        self.replaced.clear();
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &Written> {
        self.files.values()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let document = Document {
            schema: SCHEMA.into(),
            round: self.owner.clone(),
            written: self.files.values().cloned().collect(),
            replaced: self.replaced.clone(),
        };
        let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// Whether every part of the path is a name that we give.
pub(super) fn is_plain(path: &str) -> bool {
    path == RECORD || path.split('/').all(|part| safe_name(part) == part)
}

/// The SHA-256 of a file, in lower-case hex; `None` when nothing stands there. A link is no
/// file of ours, whatever it leads to.
///
/// # Errors
/// The file cannot be read to its end.
pub(super) fn hash_of(path: &Path) -> io::Result<Option<String>> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if found.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Ok(Some(String::new()));
    }
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(path)?, &mut HashedInto(&mut hasher))?;
    Ok(Some(crate::read::hex(&hasher.finalize())))
}

/// Takes bytes into a hash.
pub(super) struct HashedInto<'h>(pub &'h mut Sha256);

impl io::Write for HashedInto<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
