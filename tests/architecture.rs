//! The rules of the house, read from the sources themselves.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// The modules of the map, in order.
fn modules() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let lines = map.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    lines.map(str::to_string).collect()
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

/// Whether a file holds only tests or what they are made of.
fn is_test(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy().to_string();
    name.ends_with("tests.rs") || name == "example_results.rs"
}

/// The code of a file without comments and test modules; empty for a file of tests.
pub(crate) fn code(path: &Path) -> String {
    if is_test(path) {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 15, "the map was not read: {modules:?}");
    let mut offences = Vec::new();
    for path in sources(&root().join("src")) {
        let own = module_of(&path);
        let Some(at) = modules.iter().position(|m| *m == own) else { continue };
        let text = code(&path);
        for below in &modules[at + 1..] {
            let used = format!("crate::{below}::");
            let listed = text
                .split("use crate::{")
                .skip(1)
                .any(|part| part.split('}').next().unwrap().contains(&format!("{below}::")));
            if text.contains(&used) || listed {
                offences.push(format!("{} uses {below}", path.display()));
            }
        }
    }
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn the_map_names_every_module() {
    let modules = modules();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let own = module_of(&path);
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        assert!(modules.contains(&own), "{own} is not in the map of lib.rs");
    }
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let adjacent = map
        .lines()
        .zip(map.lines().skip(1))
        .find(|(a, b)| a.starts_with("pub mod ") && b.starts_with("pub mod "));
    assert_eq!(adjacent, None, "rustfmt would sort these two");
}

#[test]
fn each_heavy_crate_has_one_room() {
    let rooms = [
        ("calamine", "read"),
        ("rust_xlsxwriter", "write/xlsx"),
        ("plotters", "write/charts"),
        ("resvg", "write/charts"),
        ("docx_rs", "write/docx"),
        ("base64", "write/html"),
        ("flate2", "write/html"),
        ("polars", "survey/figures/tally"),
        ("polars", "register/engine"),
        ("clap", "cli"),
        ("axum", "window"),
        ("hyper", "window"),
        ("tokio", "window"),
    ];
    let mut offences = Vec::new();
    for path in sources(&root().join("src")) {
        let inside =
            path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
        let text = code(&path);
        for (name, _) in rooms {
            let used = [format!("{name}::"), format!("use {name}"), format!("#[derive({name}")]
                .iter()
                .any(|u| text.contains(u.as_str()));
            let mut own = rooms.iter().filter(|(other, _)| *other == name);
            if used && !own.any(|(_, room)| inside.starts_with(room)) {
                offences.push(format!("{inside} uses {name}"));
            }
        }
    }
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn only_the_edges_may_lift_the_bans() {
    let edges = ["read", "write", "cli", "window", "main"];
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let lifts = ["clippy::disallowed_methods", "clippy::disallowed_macros"]
            .iter()
            .any(|lint| text.contains(lint));
        let own = module_of(&path);
        assert!(!lifts || edges.contains(&own.as_str()), "{} lifts a ban", path.display());
    }
}

#[test]
fn nothing_is_left_half_done() {
    let marks = ["todo!(", "unimplemented!(", "dbg!(", ".unwrap()", ".expect("];
    let mut left = Vec::new();
    for path in sources(&root().join("src")) {
        let text = code(&path);
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                left.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

/// Lines that a file may have before it holds two ideas, unless its head says why it is longer.
const LONGEST: usize = 400;

#[test]
fn no_file_is_long_without_a_reason() {
    let long = |path: &PathBuf| {
        if is_test(path) {
            return None;
        }
        let text = fs::read_to_string(path).unwrap();
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let count = own.lines().count();
        let head = text.lines().take_while(|line| line.starts_with("//!"));
        let reason = head.collect::<Vec<_>>().join(" ").contains("longer than other files");
        (count > LONGEST && !reason).then(|| format!("{}: {count} lines", path.display()))
    };
    let all = sources(&root().join("src"));
    assert!(all.len() > 100, "the sources were not read");
    let long: Vec<String> = all.iter().filter_map(long).collect();
    assert!(long.is_empty(), "files that hold two ideas:\n{}", long.join("\n"));
}
