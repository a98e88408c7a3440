//! What went into two runs, as far as their documents say it: values, statements, appraisals,
//! surveys, files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::causes::{Place, Roots, places};
use super::difference::{Change, Fate, FileChange, Said, SettingChange, SurveyChange};
use super::document::{Document, Input, Leaf, Unit};

/// The same units of both, by id.
pub(super) type Pairs<'d> = BTreeMap<&'d str, [Option<&'d Unit>; 2]>;

pub(super) fn pairs<'d>(sides: [&'d Document; 2]) -> Pairs<'d> {
    let mut all = Pairs::new();
    for (at, side) in sides.into_iter().enumerate() {
        for (id, unit) in side.units_by_id() {
            all.entry(id).or_default()[at] = Some(unit);
        }
    }
    all
}

/// The same leaves of both, in the order of their codes.
pub(super) fn leaves(units: [Option<&Unit>; 2]) -> BTreeMap<&str, [Option<&Leaf>; 2]> {
    let mut all: BTreeMap<&str, [Option<&Leaf>; 2]> = BTreeMap::new();
    for (at, unit) in units.into_iter().enumerate() {
        for leaf in unit.iter().flat_map(|unit| &unit.leaves) {
            all.entry(&leaf.code).or_default()[at] = Some(leaf);
        }
    }
    all
}

/// Files whose bytes differ.
pub(super) fn files(sides: [&Document; 2]) -> Vec<FileChange> {
    let mut all: BTreeMap<&str, [Option<&str>; 2]> = BTreeMap::new();
    for (at, side) in sides.into_iter().enumerate() {
        for file in &side.files {
            all.entry(&file.file).or_default()[at] = Some(&file.sha256);
        }
    }
    let change = |(file, pair): (&str, [Option<&str>; 2])| {
        Some(FileChange { file: file.to_string(), change: Fate::of(&pair)? })
    };
    all.into_iter().filter_map(change).collect()
}

/// Rules by their words, where the sets themselves are not at hand.
pub(super) fn rules(pairs: &Pairs<'_>) -> Vec<SettingChange> {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut all = Vec::new();
    let words = |leaf: &Leaf| {
        let words = leaf.trace.get("words").and_then(Value::as_str).unwrap_or_default();
        format!("{} [{}; {}]", words, leaf.min, leaf.max)
    };
    for units in pairs.values() {
        for (code, leaves) in leaves(*units) {
            let [Some(old), Some(new)] = leaves else { continue };
            let (old, new) = (words(old), words(new));
            if old != new && seen.insert((code.to_string(), new.clone())) {
                all.push(SettingChange {
                    name: code.to_string(),
                    file: String::new(),
                    key: "words".to_string(),
                    old: Some(old),
                    new: Some(new),
                });
            }
        }
    }
    all
}

pub(super) fn values(pairs: &Pairs<'_>, roots: &Roots) -> Vec<Change<Option<Said>>> {
    let mut all = Vec::new();
    for (unit, units) in pairs {
        let mut keys: BTreeMap<&str, [Option<&Input>; 2]> = BTreeMap::new();
        for (at, own) in units.iter().enumerate() {
            let inputs = own.iter().flat_map(|unit| &unit.leaves).flat_map(|leaf| &leaf.inputs);
            inputs.for_each(|input| keys.entry(&input.key).or_default()[at] = Some(input));
        }
        for (key, [old, new]) in keys {
            let (old, new) = (old.map(said), new.map(said));
            if old != new {
                let places: Vec<Place> = old.iter().chain(&new).filter_map(place).collect();
                let causes = roots.behind(&places);
                all.push(Change { unit: unit.to_string(), key: key.to_string(), old, new, causes });
            }
        }
    }
    all
}

fn said(input: &Input) -> Said {
    Said {
        state: input.state.clone(),
        value: input.value.clone(),
        raw: input.raw.clone(),
        file: input.file.clone(),
        sheet: input.sheet.clone(),
        cell: input.cell.clone(),
    }
}

fn place(said: &Said) -> Option<Place> {
    Some(Place {
        file: said.file.clone()?,
        sheet: said.sheet.clone().unwrap_or_default(),
        cell: said.cell.clone().unwrap_or_default(),
    })
}

/// Self scores, proofs, explanations and answers.
pub(super) fn statements(pairs: &Pairs<'_>, roots: &Roots) -> Vec<Change<Value>> {
    let parts = |leaf: Option<&Leaf>| -> [(&'static str, Value); 4] {
        [
            ("self", json!(leaf.and_then(|leaf| leaf.own.as_ref()))),
            ("proof", json!(leaf.map_or("", |leaf| &leaf.proof))),
            ("explanation", json!(leaf.map_or("", |leaf| &leaf.explanation))),
            ("answers", json!(leaf.map_or(&[][..], |leaf| &leaf.supplements))),
        ]
    };
    let mut all = Vec::new();
    for (unit, units) in pairs {
        for (code, [old, new]) in leaves(*units) {
            for ((part, old), (_, new)) in parts(old).into_iter().zip(parts(new)) {
                if old != new {
                    let sent = units.iter().flatten().flat_map(|unit| &unit.files);
                    let causes = roots.of_files(sent.map(|file| file.file.as_str()));
                    let key = format!("{code} {part}");
                    all.push(Change { unit: unit.to_string(), key, old, new, causes });
                }
            }
        }
    }
    all
}

pub(super) fn appraisals(pairs: &Pairs<'_>, roots: &Roots) -> Vec<Change<Value>> {
    let given = |leaf: Option<&Leaf>| match leaf {
        None => json!([]),
        Some(leaf) => {
            let mut all = leaf.appraisals.clone();
            all.extend(leaf.appraisal_refused.iter().map(|refused| json!({ "refused": refused })));
            json!(all)
        }
    };
    let mut all = Vec::new();
    for (unit, units) in pairs {
        for (code, [old, new]) in leaves(*units) {
            let (old, new) = (given(old), given(new));
            if old != new {
                let mut places = places(&old);
                places.extend(self::places(&new));
                let causes = roots.behind(&places);
                all.push(Change {
                    unit: unit.to_string(),
                    key: code.to_string(),
                    old,
                    new,
                    causes,
                });
            }
        }
    }
    all
}

/// Figures of a survey that follow from other units' forms, not from the unit's own.
const OF_OTHERS: &[&str] =
    &["rank", "rank_low", "rank_high", "tier", "not_above", "not_above_count"];

pub(super) fn surveys(
    sides: [&Document; 2],
    pairs: &Pairs<'_>,
    roots: &Roots,
) -> Vec<SurveyChange> {
    let mut all: BTreeMap<(&str, &str), [Option<&Value>; 2]> = BTreeMap::new();
    for (at, side) in sides.into_iter().enumerate() {
        for survey in &side.surveys {
            for unit in &survey.units {
                let id = unit.get("unit").and_then(Value::as_str).unwrap_or_default();
                all.entry((&survey.scheme, id)).or_default()[at] = Some(unit);
            }
        }
    }
    let mut changes = Vec::new();
    for ((scheme, unit), [old, new]) in all {
        let (old, new) = differing(old, new);
        let (Value::Object(was), Value::Object(is)) = (&old, &new) else { continue };
        if was.keys().chain(is.keys()).all(|key| OF_OTHERS.contains(&key.as_str())) {
            continue;
        }
        let sources = pairs.values().flatten().flatten().flat_map(|unit| &unit.leaves);
        let sources = sources.filter_map(|leaf| leaf.survey.as_ref());
        let files = sources.filter(|s| s.scheme == scheme).flat_map(|s| &s.files);
        let causes = roots.of_files(files.map(|file| file.file.as_str()));
        let (scheme, unit) = (scheme.to_string(), unit.to_string());
        changes.push(SurveyChange { scheme, unit, old, new, causes });
    }
    changes
}

/// The members of two objects that differ.
fn differing(old: Option<&Value>, new: Option<&Value>) -> (Value, Value) {
    let members = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
    let (mut old, mut new) = (members(old).unwrap_or_default(), members(new).unwrap_or_default());
    let same: Vec<String> =
        old.iter().filter(|(k, v)| new.get(*k) == Some(v)).map(|(k, _)| k.clone()).collect();
    for key in same {
        old.remove(&key);
        new.remove(&key);
    }
    (Value::Object(old), Value::Object(new))
}
