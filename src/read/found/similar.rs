//! Where files may be when none is where the patterns look: a folder that cannot be entered, or
//! one beside it whose name is nearly the same.

use std::io::ErrorKind;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::names::{cannot_list, shown};
use super::tables::tables_in;
use crate::problem::{Place, Problem, Problems, kinds::files};
use crate::text::fold;

/// Names that people give to one and the same folder, without accents.
const SAME: &[&[&str]] = &[
    &["evidence", "minh chung", "bang chung", "tu cham", "tu danh gia", "ke khai", "bai nop"],
    &["appraisal", "tham dinh", "ket qua tham dinh", "phieu tham dinh"],
    &["survey", "khao sat", "phieu khao sat", "dieu tra", "phieu"],
    &["register", "so ho so", "so theo doi"],
    &["prefill", "so lieu co san"],
    &["official", "chinh thuc", "so lieu chinh thuc"],
];
/// So many letters may differ in a name that is long enough to be told from another.
const SLIPS: usize = 2;
const LONG: usize = 6;
/// So many spreadsheets are named.
const NAMED: usize = 5;

/// What to say when the patterns match nothing: nothing, where nothing is in the way or alike.
pub(super) fn instead(folder: &Path, round: &str, patterns: &[String]) -> Problems {
    let mut told = Problems::default();
    for pattern in patterns {
        let plain = pattern.replace('\\', "/");
        let parts: Vec<&str> = plain.split('/').filter(|part| !part.is_empty()).collect();
        let is_glob = |part: &&str| part.contains(['*', '?', '[']);
        let base = parts.iter().position(is_glob).unwrap_or(parts.len().saturating_sub(1));
        let Some((name, above)) = parts[..base].split_last() else { continue };
        let above = folder.join(above.join("/"));
        let looked = above.join(name);
        match std::fs::read_dir(&looked) {
            Err(error) if !is_absent(&error) => {
                told.push(cannot_list(&shown(folder, &looked), &error));
                return told;
            }
            _ => {}
        }
        if let Some(problem) = alike(folder, &above, name).map(|(similar, tables)| {
            Problem::new(&files::FOLDER_SIMILAR, Place::file(round))
                .with("pattern", pattern)
                .with("folder", parts[..base].join("/"))
                .with("similar", similar)
                .with("count", tables.len())
                .with("names", listed(&tables))
        }) {
            told.push(problem);
            return told;
        }
    }
    told
}

/// Whether none of the folders is there that the patterns look into.
pub fn absent(folder: &Path, patterns: &[String]) -> bool {
    let is_there = |pattern: &String| {
        let plain = pattern.replace('\\', "/");
        let is_glob = |part: &&str| part.contains(['*', '?', '[']);
        let before = plain.split('/').take_while(|part| !is_glob(part)).collect::<Vec<_>>();
        folder.join(before.join("/")).exists()
    };
    !patterns.is_empty() && !patterns.iter().any(is_there)
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn listed(tables: &[String]) -> String {
    let mut names: Vec<&str> = tables.iter().take(NAMED).map(String::as_str).collect();
    names.extend((tables.len() > NAMED).then_some("…"));
    names.join(", ")
}

/// A folder beside with a name like it that holds spreadsheets, and which.
fn alike(round: &Path, above: &Path, name: &str) -> Option<(String, Vec<String>)> {
    let entries = std::fs::read_dir(above).into_iter().flatten().flatten();
    let mut others: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|other| other != name && is_alike(name, other))
        .collect();
    others.sort();
    others.into_iter().find_map(|other| {
        let path = above.join(other);
        let tables = tables_in(&path);
        (!tables.is_empty()).then(|| (shown(round, &path), tables))
    })
}

fn is_alike(name: &str, other: &str) -> bool {
    let (name, other) = (bare(name), bare(other));
    let close = |a: &str, b: &str| {
        let long = a.chars().count().min(b.chars().count()) >= LONG;
        a == b || long && strsim::damerau_levenshtein(a, b) <= SLIPS
    };
    let of_group = |group: &&&[&str]| group.iter().any(|known| *known == name);
    close(&name, &other)
        || SAME
            .iter()
            .find(of_group)
            .is_some_and(|group| group.iter().any(|known| close(known, &other)))
}

/// Without case, accents, and what stands between words.
fn bare(name: &str) -> String {
    let name: String = fold(name).nfd().filter(|c| !is_combining_mark(*c)).collect();
    let name = name.replace('đ', "d").replace(['-', '_', '.'], " ");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_folder_are_alike() {
        for other in [
            "Evidence",
            "evidences",
            "evidnce",
            "minh chung",
            "Minh chứng",
            "minh-chung",
            "TU_CHAM",
            "tự chấm",
            "Bằng chứng",
        ] {
            assert!(is_alike("evidence", other), "{other}");
        }
        for other in ["appraisals", "Thẩm định", "tham-dinh", "apraisal"] {
            assert!(is_alike("appraisal", other), "{other}");
            assert!(!is_alike("evidence", other), "{other}");
        }
        for other in
            ["survey", "forms", "criteria", "reports", "evidence 2025", "f", "noi-bo", "kiem-chung"]
        {
            assert!(!is_alike("evidence", other), "{other}");
        }
        assert!(is_alike("tự chấm", "evidence") && is_alike("survey", "Khảo sát"));
        assert!(!is_alike("e", "f"));
    }

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn a_folder_beside_is_named_when_the_own_one_holds_nothing() {
        let place = tempfile::tempdir().unwrap();
        let patterns = ["evidence/*.xlsx".to_string(), "evidence/*.csv".to_string()];
        let told = || {
            let found = instead(place.path(), "round.toml", &patterns);
            found.iter().map(|p| p.message(crate::terms::Lang::Vi)).collect::<Vec<_>>()
        };
        std::fs::create_dir_all(place.path().join("Minh chứng")).unwrap();
        assert_eq!(told(), [""; 0]);
        std::fs::write(place.path().join("Minh chứng/ảnh.jpg"), "1").unwrap();
        assert_eq!(told(), [""; 0]);
        std::fs::write(place.path().join("Minh chứng/a.xlsx"), "1").unwrap();
        let words = told();
        assert!(words[0].contains("Minh chứng") && words[0].contains("a.xlsx"), "{words:?}");
        // It is told of an empty folder as well.
        std::fs::create_dir_all(place.path().join("evidence")).unwrap();
        assert_eq!(told(), words);
    }
}
