//! A set and the base that it extends, laid over each other: a key of the overlay wins.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::fields::{NODE, is_code};
use crate::document::{At, Section, Span};
use crate::problem::{Kind, Problem, Problems, kinds};
use crate::source::{Source, did_you_mean};
use crate::terms::{Code, Exact, in_annex_order};

/// A place in one of the files of a set.
#[derive(Debug, Clone)]
pub(super) struct Spot<'d> {
    pub source: &'d Source,
    pub span: Span,
}

impl Spot<'_> {
    pub(super) fn problem(&self, kind: &Kind) -> Problem {
        self.source.problem(kind, &self.span)
    }
}

/// One table as several files write it, the base first; for each key the last one that has
/// it counts.
#[derive(Default)]
pub(super) struct Layers<'d>(Vec<Section<'d>>);

impl<'d> Layers<'d> {
    pub(super) fn push(&mut self, section: Section<'d>) {
        self.0.push(section);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Section<'d>> {
        self.0.iter()
    }

    /// The layer whose `key` counts.
    pub(super) fn holder(&self, key: &str) -> Option<&Section<'d>> {
        self.0.iter().rev().find(|layer| layer.get(key).is_some())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.holder(key).is_some()
    }

    /// Where the value of `key` stands.
    pub(super) fn spot(&self, key: &str) -> Option<Spot<'d>> {
        self.holder(key).map(|layer| Spot { source: layer.source, span: layer.span_of(key) })
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        Some(self.holder(key)?.text(key)?.value)
    }

    pub(super) fn texts(&self, key: &str) -> Vec<At<String>> {
        self.holder(key).map(|layer| layer.texts(key)).unwrap_or_default()
    }

    pub(super) fn number(&self, key: &str) -> Option<Exact> {
        Some(self.holder(key)?.number(key)?.value)
    }
}

/// A parsed file of the set: 0 is the base, or the set itself when it has none.
pub(super) struct File<'d> {
    pub source: &'d Source,
    pub table: &'d DeTable<'d>,
    pub span: Span,
}

/// A node of the annex as written.
pub(super) struct RawNode<'d> {
    pub code: Code,
    pub keys: Layers<'d>,
    /// Its header.
    pub spot: Spot<'d>,
}

/// A table that carries a code, in one file.
struct Found<'d> {
    file: usize,
    source: &'d Source,
    table: At<&'d DeTable<'d>>,
}

impl Found<'_> {
    fn has_own_keys(&self) -> bool {
        self.table.value.iter().any(|(key, _)| !is_code(key.get_ref()))
    }

    fn removes(&self) -> bool {
        self.table
            .value
            .iter()
            .any(|(k, v)| k.get_ref() == "remove" && v.get_ref().as_bool() == Some(true))
    }

    fn only_removes(&self) -> bool {
        self.removes() && self.table.value.iter().all(|(k, _)| k.get_ref() == "remove")
    }
}

/// Levels of a tree; real annexes have three or four.
const DEEPEST: usize = 10;

type Tables<'d> = BTreeMap<Code, Vec<Found<'d>>>;

/// The nodes of all files in the order of their codes, parents before children. A parent
/// that no file writes is there without keys.
pub(super) fn nodes<'d>(files: &[File<'d>], problems: &mut Problems) -> Vec<RawNode<'d>> {
    let mut tables = Tables::new();
    for (at, file) in files.iter().enumerate() {
        collect(at, file.source, file.table, None, &mut tables, problems);
    }
    remove(&mut tables, problems);
    add_parents(&mut tables);
    let mut codes: Vec<Code> = tables.keys().cloned().collect();
    in_annex_order(&mut codes);
    let listed = codes.into_iter().filter_map(|code| tables.remove_entry(&code));
    listed.filter_map(|(code, found)| open(code, found, problems)).collect()
}

/// Walks the nested tables that TOML makes of `[3.2.1]`.
fn collect<'d>(
    file: usize,
    source: &'d Source,
    table: &'d DeTable<'d>,
    above: Option<&Code>,
    tables: &mut Tables<'d>,
    problems: &mut Problems,
) {
    for (key, value) in table {
        let word = key.get_ref().as_ref();
        if !is_code(word) {
            continue;
        }
        let text = above.map_or(word.to_string(), |above| format!("{above}.{word}"));
        let (Some(code), Some(inner)) = (Code::parse(&text), value.get_ref().as_table()) else {
            problems.push(
                source
                    .problem(&kinds::document::TOML_TYPE, &value.span())
                    .with("key", &text)
                    .said("expected", format!("một bảng [{text}]"), format!("a table [{text}]"))
                    .with("found", source.text.get(value.span()).unwrap_or("?")),
            );
            continue;
        };
        if code.depth() > DEEPEST {
            let problem = source.problem(&kinds::rubric::SET_DEPTH, &value.span());
            problems.push(problem.with("code", &code).with("deepest", DEEPEST));
            continue;
        }
        let found = Found { file, source, table: At::new(inner, value.span()) };
        tables.entry(code.clone()).or_default().push(found);
        collect(file, source, inner, Some(&code), tables, problems);
    }
}

/// `remove = true` in the overlay drops what the base says at a code and below it.
fn remove(tables: &mut Tables<'_>, problems: &mut Problems) {
    let removed: Vec<Code> = tables
        .iter()
        .filter(|(_, found)| found.iter().any(Found::removes))
        .map(|(code, _)| code.clone())
        .collect();
    for code in removed {
        let in_base = |found: &Found<'_>| found.file == 0 && !found.removes();
        let found = &tables[&code];
        if !found.iter().any(in_base) {
            let known: Vec<&str> = tables
                .iter()
                .filter(|(other, found)| **other != code && found.iter().any(in_base))
                .map(|(other, _)| other.as_str())
                .collect();
            if let Some(at) = found.iter().find(|f| f.removes()) {
                problems.push(
                    at.source
                        .problem(&kinds::rubric::SET_REMOVE, &at.table.span)
                        .with("code", &code)
                        .proposing(did_you_mean(code.as_str(), known)),
                );
            }
        }
        for (other, found) in tables.iter_mut() {
            if *other == code || other.is_below(&code) {
                found.retain(|f| f.file > 0 && !f.only_removes());
            }
        }
    }
    tables.retain(|_, found| !found.is_empty());
}

/// `["3.2.1"]` alone makes no table for 3.2: the tree needs one.
fn add_parents(tables: &mut Tables<'_>) {
    let codes: Vec<Code> = tables.keys().cloned().collect();
    for code in codes {
        let mut above = code.parent();
        while let Some(parent) = above {
            above = parent.parent();
            let child = tables[&code].first().map(|f| (f.file, f.source, f.table.span.clone()));
            let Some((file, source, span)) = child else { continue };
            tables.entry(parent).or_insert_with(|| {
                vec![Found { file, source, table: At::new(empty_table(), span) }]
            });
        }
    }
}

fn empty_table() -> &'static DeTable<'static> {
    static EMPTY: std::sync::OnceLock<DeTable<'static>> = std::sync::OnceLock::new();
    EMPTY.get_or_init(DeTable::new)
}

fn open<'d>(code: Code, found: Vec<Found<'d>>, problems: &mut Problems) -> Option<RawNode<'d>> {
    let at = found.iter().rev().find(|f| f.has_own_keys()).or(found.first())?;
    let spot = Spot { source: at.source, span: at.table.span.clone() };
    let name = format!("[{code}]");
    let mut keys = Layers::default();
    let mut previous: Option<usize> = None;
    for layer in found.into_iter().filter(Found::has_own_keys) {
        let section =
            Section::open_beside(layer.source, layer.table, NODE, &name, &is_code, problems);
        if previous == Some(layer.file) {
            report_twice(&code, keys.iter().last(), &section, problems);
        }
        previous = Some(layer.file);
        keys.push(section);
    }
    Some(RawNode { code, keys, spot })
}

/// The same key at `[3.2.1]` and at `["3.2.1"]` of one file.
fn report_twice(
    code: &Code,
    before: Option<&Section<'_>>,
    again: &Section<'_>,
    problems: &mut Problems,
) {
    let Some(before) = before else { return };
    for field in NODE {
        if before.get(field.name).is_none() || again.get(field.name).is_none() {
            continue;
        }
        problems.push(
            again
                .source
                .problem(&kinds::rubric::SET_NODE_TWICE, &again.span_of(field.name))
                .with("key", field.name)
                .with("code", code)
                .with("first", before.source.place(&before.span_of(field.name))),
        );
    }
}
