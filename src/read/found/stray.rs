//! What stands in the folders of a round and no pattern of the round names: nothing that was
//! put there may be overlooked.

use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::names::{is_temporary, shown};
use super::tables::{UNREADABLE_TABLES, extension, has_reader, is_table};
use super::walk::{paths, real};
use crate::problem::kinds::files;
use crate::read::disk::size_of;
use crate::read::input::{FORM, Input};
use crate::read::ole;
use crate::read::sniff;
use crate::text::{composed, fold};

/// Something that no pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Relative to the round's folder, with `/`; a folder ends with `/`.
    pub shown: String,
    /// The folder it stands in, likewise.
    pub folder: String,
    pub what: Strange,
}

/// What a stray is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strange {
    /// A file that Excel or the system keeps for itself.
    Temporary,
    /// A file for people, such as a README.
    Remark,
    /// A spreadsheet by its name or by its bytes.
    Table,
    /// Anything else, and what its bytes say it is, in both languages.
    Document(String, String),
    /// A sub-folder that no pattern leads into, with the spreadsheets below it and how many
    /// files it holds in all.
    Folder { tables: Vec<String>, files: usize, proof: bool },
}

/// Names of sub-folders that say that their files are proof, folded.
const PROOF: &[&str] = &[
    "kiểm chứng",
    "kiem chung",
    "minh chứng",
    "minh chung",
    "tài liệu",
    "tai lieu",
    "bản ký",
    "ban ky",
    "scan",
    "proof",
];

/// What people send instead of a spreadsheet.
const DOCUMENTS: &[&str] = &[
    "doc", "docx", "docm", "rtf", "odt", "pdf", "ppt", "pptx", "zip", "rar", "7z", "gz", "png",
    "jpg", "jpeg", "heic", "gif", "bmp", "tif", "tiff", "webp", "htm", "html", "mht", "eml", "msg",
];

/// So many files of a sub-folder are looked at.
const LOOKED_AT: usize = 10_000;

/// A folder that patterns read from, and what for.
struct Reading<T> {
    path: PathBuf,
    of: T,
    /// The round's own folder, or one above it: much stands there that is no input.
    outer: bool,
}

/// The files and sub-folders that stand where the patterns look and that neither a pattern
/// matches nor `named` names, in the order of their names. `of` says what a pattern is for.
pub fn strays<T: Copy>(folder: &Path, patterns: &[(T, &str)], named: &[&str]) -> Vec<(T, Stray)> {
    let mut claimed: BTreeSet<String> =
        named.iter().map(|name| composed(&plain(name)).into_owned()).collect();
    let mut folders: Vec<Reading<T>> = Vec::new();
    for (of, pattern) in patterns {
        let Ok(matched) = paths(folder, &plain(pattern)) else { continue };
        let matched = matched.into_iter().flatten();
        claimed.extend(matched.map(|path| composed(&shown(folder, &path)).into_owned()));
        for reading in folders_of(folder, *of, &plain(pattern)) {
            if !folders.iter().any(|known| known.path == reading.path) {
                folders.push(reading);
            }
        }
    }
    let read: Vec<PathBuf> =
        folders.iter().flat_map(|reading| [reading.path.clone(), real(&reading.path)]).collect();
    let mut found = Vec::new();
    for reading in &folders {
        let entries = std::fs::read_dir(&reading.path).into_iter().flatten().flatten();
        let strays = entries.filter_map(|entry| reading.stray(folder, &entry, &claimed, &read));
        found.extend(strays.map(|stray| (reading.of, stray)));
    }
    found.sort_by(|(_, a), (_, b)| a.shown.cmp(&b.shown));
    found.dedup_by(|(_, a), (_, b)| a.shown == b.shown);
    found
}

/// The pattern without what changes nothing.
fn plain(pattern: &str) -> String {
    let pattern = pattern.replace('\\', "/");
    let parts = pattern.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// The folders that a pattern looks for files in, those that exist. A pattern that names one
/// file says nothing of the others beside it.
fn folders_of<T: Copy>(folder: &Path, of: T, pattern: &str) -> Vec<Reading<T>> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let is_glob = |part: &&str| part.contains(['*', '?', '[']);
    let Some(first) = parts.iter().position(is_glob) else { return Vec::new() };
    let outer = parts[..first].iter().all(|part| *part == "..");
    let bases = paths(folder, &parts[..first].join("/")).into_iter().flatten().flatten();
    let mut all: Vec<Reading<T>> = bases.map(|path| Reading { path, of, outer }).collect();
    for depth in first + 1..parts.len() {
        let within = paths(folder, &parts[..depth].join("/"));
        let within = within.into_iter().flatten().flatten().filter(|path| path.is_dir());
        all.extend(within.map(|path| Reading { path, of, outer: false }));
    }
    all.retain(|reading| reading.path.is_dir());
    all
}

impl<T> Reading<T> {
    fn stray(
        &self,
        round: &Path,
        entry: &DirEntry,
        claimed: &BTreeSet<String>,
        read: &[PathBuf],
    ) -> Option<Stray> {
        // The path as the patterns would give it.
        let path = self.path.join(entry.file_name());
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = shown(round, &path);
        let folder = super::names::shown(round, &self.path) + "/";
        if path.is_dir() {
            // Some pattern looks into it or further down.
            let real = real(&path);
            let leads = |other: &PathBuf| other.starts_with(&path) || other.starts_with(&real);
            let known = self.outer || read.iter().any(leads);
            let what = if known { return None } else { below(&path, &name)? };
            return Some(Stray { shown: shown + "/", folder, what });
        }
        if claimed.contains(composed(&shown).as_ref()) {
            return None;
        }
        let what = self.what(&path, &name)?;
        Some(Stray { shown, folder, what })
    }

    fn what(&self, path: &Path, name: &str) -> Option<Strange> {
        let ends_as = |list: &[&str]| list.contains(&extension(name).as_str());
        if is_temporary(name) {
            return (!self.outer).then_some(Strange::Temporary);
        }
        if has_reader(name) {
            return Some(Strange::Table);
        }
        if self.outer && !ends_as(DOCUMENTS) && !ends_as(UNREADABLE_TABLES) {
            return None;
        }
        let lower = fold(name);
        if lower.starts_with('.') || lower.starts_with("readme") || ends_as(&["md"]) {
            return Some(Strange::Remark);
        }
        Some(by_bytes(path, &extension(name)))
    }
}

fn by_bytes(path: &Path, extension: &str) -> Strange {
    let unknown = || {
        let name = extension.to_uppercase();
        let known = DOCUMENTS.contains(&extension);
        let both =
            if known { (name.clone(), name) } else { ("không rõ".into(), "unknown".into()) };
        Strange::Document(both.0, both.1)
    };
    if let Some(name) = head(path).as_deref().and_then(sniff::known_by_head) {
        return Strange::Document(name.into(), name.into());
    }
    let Some(bytes) = ends_of(path) else { return unknown() };
    let input = Input { bytes: &bytes, shown: "", extension, limits: &FORM };
    let Err(problem) = sniff::format(&input) else { return Strange::Table };
    let kinds = [
        (&files::FILE_PDF, "PDF", "PDF"),
        (&files::FILE_EMPTY, "tệp rỗng", "empty"),
        (&files::FILE_CSV_NAMED, "văn bản thường", "plain text"),
        (&files::FILE_XLSB, "sổ tính nhị phân .xlsb", "a binary workbook, .xlsb"),
        (&files::FILE_WEB, "trang web", "a web page"),
        (&files::FILE_PASSWORD, "tệp Office có mật khẩu", "an Office file with a password"),
    ];
    if let Some((_, vi, en)) = kinds.iter().find(|(kind, ..)| **kind == problem.kind) {
        return Strange::Document(vi.to_string(), en.to_string());
    }
    let fact = |facts: &[(&str, String)], name: &str| {
        facts.iter().find(|(known, _)| *known == name).map(|(_, said)| said.clone())
    };
    if let Some(names) = fact(&problem.facts, "names") {
        return Strange::Document(
            format!("tệp nén chứa {names}"),
            format!("an archive of {names}"),
        );
    }
    match fact(&problem.facts, "found").filter(|found| found != "không rõ") {
        Some(vi) => {
            let en = fact(&problem.facts_en, "found").unwrap_or_else(|| vi.clone());
            Strange::Document(vi, en)
        }
        None => unknown(),
    }
}

/// The first bytes of a file: of a scanned document they tell what it is, and there may be
/// thousands of megabytes of those.
fn head(path: &Path) -> Option<Vec<u8>> {
    size_of(path, "").ok()?;
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(16).read_to_end(&mut head).ok()?;
    Some(head)
}

/// So many bytes of the beginning and of the end of a stray tell what it is: there may be fifty
/// thousand of them.
const BEGINNING: u64 = 64 << 10;
const END: u64 = 256 << 10;

/// The beginning and the end of a file, in one piece: the end of a package lists its parts. The
/// list of a compound file may stand anywhere and is put between them.
fn ends_of(path: &Path) -> Option<Vec<u8>> {
    let size = size_of(path, "").ok()?;
    let mut file = std::fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    if size <= BEGINNING + END {
        file.read_to_end(&mut bytes).ok()?;
        return Some(bytes);
    }
    file.by_ref().take(BEGINNING).read_to_end(&mut bytes).ok()?;
    if let Some(at) = ole::directory_at(&bytes) {
        file.seek(SeekFrom::Start(at)).ok()?;
        file.by_ref().take(4096).read_to_end(&mut bytes).ok()?;
    }
    file.seek(SeekFrom::End(-(END as i64))).ok()?;
    file.take(END).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// What a sub-folder holds; nothing when that is nothing.
fn below(path: &Path, name: &str) -> Option<Strange> {
    let (mut tables, mut files, mut waiting) = (Vec::new(), 0, vec![path.to_path_buf()]);
    while let Some(folder) = waiting.pop().filter(|_| files < LOOKED_AT) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if files >= LOOKED_AT || is_temporary(&name) {
                continue;
            }
            // A link to a folder is not followed: it may lead in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push(entry.path());
                continue;
            }
            files += 1;
            if is_table(&name) {
                tables.push(shown(path, &entry.path()));
            }
        }
    }
    tables.sort();
    let folded = fold(&name.replace(['-', '_'], " "));
    let proof = tables.is_empty() || PROOF.iter().any(|word| folded.contains(word));
    (files > 0).then_some(Strange::Folder { tables, files, proof })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn large_strays_are_told_by_their_ends() {
        let place = tempfile::tempdir().unwrap();
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        let package = |part: &str| {
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for name in ["[Content_Types].xml", part] {
                writer.start_file(name, stored).unwrap();
                writer.write_all(&vec![b' '; 700 << 10]).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        // a compound file whose list of streams stands in its middle
        let mut compound = vec![0; 2 << 20];
        compound[..8].copy_from_slice(ole::MAGIC);
        compound[30] = 9;
        compound[48..52].copy_from_slice(&2000u32.to_le_bytes());
        let name: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let list = 2001 * 512;
        compound[list..list + name.len()].copy_from_slice(&name);
        let word = Strange::Document("văn bản Word".into(), "a Word document".into());
        for (name, bytes, expected) in [
            ("a.bin", package("word/document.xml"), word.clone()),
            ("b.bin", package("xl/workbook.xml"), Strange::Table),
            ("c.bin", compound, word),
        ] {
            let path = place.path().join(name);
            std::fs::write(&path, &bytes).unwrap();
            assert!(ends_of(&path).unwrap().len() < 400 << 10);
            assert_eq!(by_bytes(&path, "bin"), expected, "{name}");
        }
    }
}
