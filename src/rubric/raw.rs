//! A criteria set as written: every table with the file and place it stands at, base and
//! overlay already laid over each other. Nothing is judged here but the shape of the tables.

use std::sync::Arc;

use toml::de::DeTable;

use super::extends::{File, Layers, RawNode, Spot, nodes};
use super::fields::{FILE, ITEM, is_code};
use super::{CountedFrom, DataItem, FieldKind};
use crate::document::{At, Section, check_schema_version};
use crate::expr::{OfRound, is_name};
use crate::problem::{Problem, Problems, kinds};
use crate::source::Source;
use crate::terms::{Code, Key};
use crate::value::DataKind;

/// The tables of a set.
pub(super) struct RawSet<'d> {
    /// What the round that uses the set gives its expressions.
    pub round: OfRound,
    pub set: Layers<'d>,
    /// `[[class]]` and `[[check]]` of the last file that has any.
    pub classes: Vec<Section<'d>>,
    pub checks: Vec<Section<'d>>,
    /// Shared items, then those of the leaves in the order of the annex; no key twice.
    pub items: Vec<RawItem<'d>>,
    /// Keys of items that were reported and left out, so that their users are not reported too.
    pub broken: Vec<String>,
    /// In the order of the annex.
    pub nodes: Vec<RawNode<'d>>,
    /// Positions in `nodes`.
    pub parents: Vec<Option<usize>>,
    pub children: Vec<Vec<usize>>,
    /// Where a message about the set as a whole points.
    pub spot: Spot<'d>,
}

/// A data item and where its key stands.
pub(super) struct RawItem<'d> {
    pub item: DataItem,
    pub spot: Spot<'d>,
}

/// Opens every table of the files. `None` only without files.
pub(super) fn read<'d>(
    files: &[File<'d>],
    round: &OfRound,
    problems: &mut Problems,
) -> Option<RawSet<'d>> {
    let last = files.last()?;
    let mut tops = Layers::default();
    for file in files {
        check_schema_version(file.source, file.table, problems);
        let table = At::new(file.table, file.span.clone());
        let top = Section::open_beside(
            file.source,
            table,
            FILE,
            file.source.path.as_ref(),
            &|key| is_code(key) || key == "schema",
            problems,
        );
        tops.push(top);
    }
    let mut set = Layers::default();
    for top in tops.iter() {
        if let Some(section) = top.sub("set", problems) {
            set.push(section);
        }
    }
    let mut subs = |key: &str| tops.holder(key).map(|top| top.subs(key, problems));
    let classes = subs("class").unwrap_or_default();
    let checks = subs("check").unwrap_or_default();
    let nodes = nodes(files, problems);
    let spot = set
        .iter()
        .last()
        .map(|section| Spot { source: section.source, span: section.span.clone() })
        .unwrap_or(Spot { source: last.source, span: 0..0 });
    let parents: Vec<Option<usize>> = nodes
        .iter()
        .map(|n| n.code.parent().and_then(|above| nodes.iter().position(|p| p.code == above)))
        .collect();
    let children = (0..nodes.len())
        .map(|at| (0..nodes.len()).filter(|child| parents[*child] == Some(at)).collect())
        .collect();
    let (items, broken) = items(&tops, &nodes, problems);
    let round = round.clone();
    let raw = RawSet { round, set, classes, checks, items, broken, nodes, parents, children, spot };
    Some(raw)
}

impl<'d> RawSet<'d> {
    pub(super) fn is_leaf(&self, at: usize) -> bool {
        self.children[at].is_empty()
    }

    /// The field that the node belongs to.
    pub(super) fn field_of(&self, at: usize) -> usize {
        self.parents[at].map_or(at, |above| self.field_of(above))
    }

    pub(super) fn field_kind(&self, at: usize) -> FieldKind {
        match self.nodes[self.field_of(at)].keys.text("kind").as_deref() {
            Some("bonus") => FieldKind::Bonus,
            Some("penalty") => FieldKind::Penalty,
            _ => FieldKind::Plain,
        }
    }

    /// The tables of the node that carries `key`: its own, or of the nearest node above.
    pub(super) fn inherited(&self, at: usize, key: &str) -> Option<&Layers<'d>> {
        let keys = &self.nodes[at].keys;
        if keys.has(key) {
            return Some(keys);
        }
        self.inherited(self.parents[at]?, key)
    }

    pub(super) fn position(&self, code: &Code) -> Option<usize> {
        self.nodes.iter().position(|n| n.code == *code)
    }

    /// The leaf itself, or the leaves below the node.
    pub(super) fn leaves_of(&self, at: usize) -> Vec<usize> {
        if self.is_leaf(at) {
            return vec![at];
        }
        self.children[at].iter().flat_map(|child| self.leaves_of(*child)).collect()
    }

    pub(super) fn kind_of(&self, key: &str) -> Option<DataKind> {
        self.items.iter().find(|i| i.item.key.as_str() == key).map(|i| i.item.kind.clone())
    }
}

/// The items of `[data]`, an overlay's one by one over the base's, then those of the leaves.
fn items<'d>(
    tops: &Layers<'d>,
    nodes: &[RawNode<'d>],
    problems: &mut Problems,
) -> (Vec<RawItem<'d>>, Vec<String>) {
    let mut list: Vec<RawItem<'d>> = Vec::new();
    let mut broken = Vec::new();
    for (file, top) in tops.iter().enumerate() {
        let Some(table) = top.table("data") else { continue };
        for read in items_of(top.source, table.value, None, &mut broken, problems) {
            let shared = list.iter_mut().find(|i| i.item.key == read.item.key);
            match shared {
                Some(base) if file > 0 => *base = read,
                _ => list.push(read),
            }
        }
    }
    for node in nodes {
        let Some(layer) = node.keys.holder("data") else { continue };
        let Some(table) = layer.table("data") else { continue };
        for read in items_of(layer.source, table.value, Some(&node.code), &mut broken, problems) {
            match list.iter().find(|i| i.item.key == read.item.key) {
                Some(first) => problems.push(twice(first, &read)),
                None => list.push(read),
            }
        }
    }
    (list, broken)
}

fn twice(first: &RawItem<'_>, again: &RawItem<'_>) -> Problem {
    again
        .spot
        .problem(&kinds::rubric::SET_ITEM_TWICE)
        .with("key", &again.item.key)
        .with("first", first.spot.source.place(&first.spot.span))
}

/// The items of one table in the order of the file; bad ones are reported and left out.
fn items_of<'d>(
    source: &'d Source,
    table: &'d DeTable<'d>,
    leaf: Option<&Code>,
    broken: &mut Vec<String>,
    problems: &mut Problems,
) -> Vec<RawItem<'d>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let mut list = Vec::new();
    for (key, value) in entries {
        let word = key.get_ref().as_ref();
        let spot = Spot { source, span: key.span() };
        if !is_name(word) {
            problems.push(spot.problem(&kinds::rubric::SET_ITEM_KEY).with("key", word));
        }
        let Some(settings) = value.get_ref().as_table() else {
            problems.push(
                source
                    .problem(&kinds::document::TOML_TYPE, &value.span())
                    .with("key", word)
                    .said(
                        "expected",
                        "một bảng { label = \"…\", type = \"…\" }",
                        "a table { label = \"…\", type = \"…\" }",
                    )
                    .with("found", source.text.get(value.span()).unwrap_or("?")),
            );
            broken.push(word.to_string());
            continue;
        };
        let section = Section::open(source, settings, value.span(), ITEM, word, problems);
        let Some(kind) = kind_of(&section, word, problems) else {
            broken.push(word.to_string());
            continue;
        };
        let item = DataItem {
            key: Key::new(word),
            label: section.text("label").map(|at| at.value).unwrap_or_default(),
            unit: section.text("unit").map(|at| at.value),
            kind,
            leaf: leaf.cloned(),
            given: None,
            counted: counted(&section, word, problems),
        };
        list.push(RawItem { item, spot });
    }
    list
}

/// The register that an item is counted from.
fn counted(section: &Section<'_>, key: &str, problems: &mut Problems) -> Option<Arc<CountedFrom>> {
    let text = |name: &str| section.text(name).map(|at| at.value);
    let keys = ["count", "sum", "distinct", "where"];
    let Some(register) = section.text("from") else {
        if let Some(lone) = keys.iter().find(|name| section.get(name).is_some()) {
            let span = section.span_of(lone);
            let problem = section.source.problem(&kinds::register::ITEM, &span).with("key", key);
            problems.push(problem.with("register", "").said(
                "detail",
                format!("có {lone} nhưng thiếu from"),
                format!("{lone} needs from"),
            ));
        }
        return None;
    };
    let is_number = |word: &str| matches!(word, "count" | "number" | "money");
    if !section.text("type").is_some_and(|at| is_number(&at.value)) {
        let problem = section.source.problem(&kinds::register::ITEM, &section.span_of("type"));
        let problem = problem.with("key", key).with("register", &register.value);
        problems.push(problem.said(
            "detail",
            "type phải là count, number hoặc money",
            "its type must be count, number or money",
        ));
    }
    Some(Arc::new(CountedFrom {
        count: text("count"),
        sum: text("sum"),
        distinct: text("distinct"),
        only: text("where"),
        place: section.source.place(&register.span),
        register: register.value,
    }))
}

/// What the item holds. A choice without usable options is reported and still a choice, so
/// that the rules which use it are not reported too.
fn kind_of(section: &Section<'_>, key: &str, problems: &mut Problems) -> Option<DataKind> {
    let word = section.text("type")?.value;
    let options: Vec<String> = section.texts("options").into_iter().map(|at| at.value).collect();
    let kind = match word.as_str() {
        "count" => DataKind::Count,
        "number" => DataKind::Number,
        "percent" => DataKind::Percent,
        "money" => DataKind::Money,
        "date" => DataKind::Date,
        "yes_no" => DataKind::YesNo,
        "text" => DataKind::Text,
        "choice" => DataKind::Choice(options.clone()),
        // An unknown type was reported when the section was opened.
        _ => return None,
    };
    let twice = options.iter().enumerate().any(|(at, o)| options[..at].contains(o));
    let fault = match &kind {
        DataKind::Choice(_) if options.len() < 2 => {
            Some(("cần ít nhất hai lựa chọn", "must be at least two"))
        }
        DataKind::Choice(_) if twice => Some(("có lựa chọn trùng nhau", "repeat an option")),
        DataKind::Choice(_) => None,
        _ if section.get("options").is_some() => Some(("không dùng ở đây", "have no use here")),
        _ => None,
    };
    if let Some((what, what_en)) = fault {
        let span = section.span_of("options");
        problems.push(
            section
                .source
                .problem(&kinds::rubric::SET_ITEM_OPTIONS, &span)
                .with("key", key)
                .with("type", &word)
                .with("what", what)
                .with("what_en", what_en),
        );
    }
    Some(kind)
}
