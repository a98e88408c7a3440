//! `[block.data]`: one figure for all units of a block, as written; its data item says later what
//! kind of value it must be.

use toml::de::DeValue;

use super::{BlockFigure, Written};
use crate::document::{Section, date_of, number_of};
use crate::problem::{Problems, kinds};

/// The key that names who gives the figures, unless an item has this very name.
const SOURCE: &str = "source";

pub(super) fn block_data(section: &Section<'_>, problems: &mut Problems) -> Vec<BlockFigure> {
    let Some(table) = section.table("data") else { return Vec::new() };
    let common = table.value.iter().find(|(key, _)| key.get_ref() == SOURCE);
    let common = common.and_then(|(_, value)| value.get_ref().as_str()).unwrap_or_default();
    let mut entries: Vec<_> = table.value.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let mut list = Vec::new();
    for (key, value) in entries {
        let word = key.get_ref().as_ref();
        if word == SOURCE && value.get_ref().as_str().is_some() {
            continue;
        }
        let inner = value.get_ref().as_table();
        let of = |name: &str| {
            let entry = inner?.iter().find(|(key, _)| key.get_ref() == name)?;
            Some(entry.1.get_ref())
        };
        let source = of(SOURCE).and_then(|source| source.as_str()).unwrap_or(common);
        let plain = if inner.is_some() { of("value") } else { Some(value.get_ref()) };
        match plain.and_then(written) {
            Some(written) => list.push(BlockFigure {
                key: word.to_string(),
                written,
                source: source.trim().to_string(),
                place: section.source.place(&value.span()),
            }),
            None => {
                let span = value.span();
                let problem = section.source.problem(&kinds::document::TOML_TYPE, &span);
                let words = (
                    "một giá trị, hoặc { value = …, source = \"…\" }",
                    "a value, or { value = …, source = \"…\" }",
                );
                let found = section.source.text.get(span).unwrap_or("?");
                let problem = problem.with("key", word).said("expected", words.0, words.1);
                problems.push(problem.with("found", found));
            }
        }
    }
    list
}

fn written(value: &DeValue<'_>) -> Option<Written> {
    if let Some(yes) = value.as_bool() {
        return Some(Written::YesNo(yes));
    }
    if let Some(day) = date_of(value) {
        return Some(Written::Date(day));
    }
    match number_of(value) {
        Some(number) => Some(Written::Number(number)),
        None => value.as_str().map(|text| Written::Text(text.to_string())),
    }
}
