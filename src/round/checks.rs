//! Judges a round: ids that can be file names, nothing twice, every unit in a block, every
//! appraiser known.

use std::collections::BTreeMap;

use super::fold::name_key;
use super::names::BadName;
use super::raw::{Paper, RawNamed, RawUnit, Spot, Written};
use super::{Block, Names, RefusedUnit, Round, Unit};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::terms::{AgencyId, UnitId};
use crate::text::fold;

/// Names that Windows keeps for devices, with any extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// How a unit may name its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ids {
    /// By id, as in TOML.
    Only,
    /// By id or by name, as in a spreadsheet.
    OrNames,
}

pub(super) fn report(paper: Paper, kind: &Kind, spot: &Spot, problems: &mut Problems) {
    problems.push(paper.problem(kind, spot));
}

/// Ids become names of files and folders: `[a-z0-9_-]`, at most 60, no device of Windows.
pub(super) fn id_form(paper: Paper, id: &Written, problems: &mut Problems) {
    let text = id.text.as_str();
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let formed = !text.is_empty()
        && text.len() <= 60
        && text.chars().all(good)
        && !text.starts_with(['-', '_'])
        && !text.ends_with(['-', '_']);
    if !formed {
        problems.push(paper.problem(&kinds::round::ID_FORM, &id.spot).with("id", text));
    } else if is_reserved(text) {
        problems.push(paper.problem(&kinds::round::ID_RESERVED, &id.spot).with("id", text));
    }
}

fn is_reserved(id: &str) -> bool {
    let numbered = |prefix: &str| {
        let rest = id.strip_prefix(prefix).unwrap_or("");
        matches!(rest.as_bytes(), [b'1'..=b'9'])
    };
    RESERVED.contains(&id) || numbered("com") || numbered("lpt")
}

pub(super) fn not_blank(paper: Paper, key: &str, text: &Written, problems: &mut Problems) {
    if text.text.trim().is_empty() {
        problems.push(paper.problem(&kinds::round::BLANK, &text.spot).with("key", key));
    }
}

/// Checks agencies or blocks: ids and names formed, none twice.
pub(super) fn named(paper: Paper, list: &str, all: &[RawNamed], problems: &mut Problems) {
    for one in all {
        id_form(paper, &one.id, problems);
        not_blank(paper, "name", &one.name, problems);
    }
    twice(paper, &kinds::round::ID_TWICE, list, all.iter().map(|n| (&n.id, &n.id.text)), problems);
    let keys: Vec<String> = all.iter().map(|n| name_key(&n.name.text).full).collect();
    let names = all.iter().map(|n| &n.name).zip(&keys);
    twice(paper, &kinds::round::NAME_TWICE, list, names, problems);
}

/// Reports every entry whose key an earlier one has.
fn twice<'e>(
    paper: Paper,
    kind: &Kind,
    list: &str,
    entries: impl Iterator<Item = (&'e Written, &'e String)>,
    problems: &mut Problems,
) {
    let mut first: BTreeMap<&str, &Written> = BTreeMap::new();
    for (written, key) in entries.filter(|(_, key)| !key.is_empty()) {
        match first.get(key.as_str()) {
            None => {
                first.insert(key, written);
            }
            Some(earlier) => problems.push(
                paper
                    .problem(kind, &written.spot)
                    .with("list", list)
                    .with("text", &written.text)
                    .with("first", paper.place(&earlier.spot)),
            ),
        }
    }
}

/// Checks the units and gives those that are in a block; the others join `refused`.
pub(super) fn units(
    paper: Paper,
    raw: Vec<RawUnit>,
    (blocks, by): (&[Block], Ids),
    refused: &mut Vec<RefusedUnit>,
    problems: &mut Problems,
) -> Vec<Unit> {
    for unit in &raw {
        id_form(paper, &unit.id, problems);
        not_blank(paper, "name", &unit.name, problems);
        for name in std::iter::once(&unit.name).chain(&unit.aliases).chain(&unit.formerly) {
            letters(paper, name, problems);
        }
    }
    let ids = raw.iter().map(|u| (&u.id, &u.id.text));
    twice(paper, &kinds::round::ID_TWICE, "unit", ids, problems);
    let keys: Vec<String> = raw.iter().map(|u| name_key(&u.name.text).full).collect();
    // Two blocks may each have a unit of one name: files then tell them apart by code.
    let within: Vec<String> = raw
        .iter()
        .zip(&keys)
        .map(|(u, key)| match key.as_str() {
            "" => String::new(),
            key => format!("{}\n{key}", u.block.text),
        })
        .collect();
    let names = raw.iter().map(|u| &u.name).zip(&within);
    twice(paper, &kinds::round::NAME_TWICE, "unit", names, problems);
    let codes: Vec<(&Written, String)> =
        raw.iter().filter_map(|u| u.code.as_ref()).map(|code| (code, fold(&code.text))).collect();
    let codes = codes.iter().map(|(written, key)| (*written, key));
    twice(paper, &kinds::round::UNIT_CODE_TWICE, "unit", codes, problems);
    shared_aliases(paper, &raw, &keys, problems);
    raw.into_iter()
        .filter_map(|u| {
            let Some(block) = block_of(paper, &u.block, blocks, by, problems) else {
                let place = paper.place(&u.block.spot);
                refused.push(RefusedUnit { name: u.name.text, place });
                return None;
            };
            Some(Unit {
                id: UnitId::new(u.id.text),
                name: u.name.text,
                code: u.code.map(|code| code.text).filter(|code| !code.is_empty()),
                block,
                aliases: u.aliases.into_iter().map(|a| a.text).collect(),
                formerly: u.formerly.into_iter().map(|a| a.text).collect(),
                tags: u.tags,
            })
        })
        .collect()
}

/// A name that no cell can be expected to repeat.
fn letters(paper: Paper, name: &Written, problems: &mut Problems) {
    let problem = match Names::bad_letters(&name.text) {
        Some(BadName::Foreign(letter)) => {
            paper.problem(&kinds::round::UNIT_LETTERS, &name.spot).with("letter", letter)
        }
        Some(BadName::Legacy(encoding, _)) => paper
            .problem(&kinds::round::UNIT_LEGACY, &name.spot)
            .with("encoding", encoding.name())
            .proposing(None),
        None => return,
    };
    problems.push(problem.with("text", &name.text));
}

/// An alias must not lead to two units.
fn shared_aliases(paper: Paper, raw: &[RawUnit], keys: &[String], problems: &mut Problems) {
    let mut owner: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        owner.entry(key).or_insert(at);
    }
    let aliases: Vec<(usize, &Written, String)> = raw
        .iter()
        .enumerate()
        .flat_map(|(at, u)| u.aliases.iter().map(move |a| (at, a, name_key(&a.text).full)))
        .collect();
    for (at, alias, key) in &aliases {
        let other = *owner.entry(key).or_insert(*at);
        if other != *at {
            problems.push(
                paper
                    .problem(&kinds::round::ALIAS_SHARED, &alias.spot)
                    .with("text", &alias.text)
                    .with("unit", &raw[*at].name.text)
                    .with("other", &raw[other].name.text),
            );
        }
    }
}

fn block_of(
    paper: Paper,
    written: &Written,
    blocks: &[Block],
    by: Ids,
    problems: &mut Problems,
) -> Option<usize> {
    let key = name_key(&written.text).full;
    let named = |b: &Block| by == Ids::OrNames && name_key(&b.name).full == key;
    let found = blocks.iter().position(|b| b.id.as_str() == written.text || named(b));
    if found.is_none() {
        let ids = || blocks.iter().map(|b| b.id.as_str());
        let near = did_you_mean(&written.text, ids());
        problems.push(
            paper
                .problem(&kinds::round::BLOCK_UNKNOWN, &written.spot)
                .with("found", &written.text)
                .proposing(near)
                .with("known", ids().collect::<Vec<_>>().join(", ")),
        );
    }
    found
}

/// Warns of blocks that no unit belongs to, when the units are known, wherever they stood.
pub(super) fn blocks_have_units(round: &Round, problems: &mut Problems) {
    for (at, block) in round.blocks.iter().enumerate() {
        if round.units_of(at).next().is_none() {
            let place = Place::file(round.file.as_ref());
            problems.push(
                Problem::new(&kinds::round::BLOCK_EMPTY, place)
                    .with("block", &block.id)
                    .with("name", &block.name),
            );
        }
    }
}

/// Warns of agencies that the criteria set wants appraisals from and the round does not have.
pub fn agencies_exist(round: &Round, rubric: &Rubric, problems: &mut Problems) {
    let mut unknown: BTreeMap<&AgencyId, (&Place, Vec<&str>)> = BTreeMap::new();
    for (_, node, leaf) in rubric.leaves() {
        for agency in leaf.appraiser.iter().chain(&leaf.rule.by) {
            let (_, codes) = unknown.entry(agency).or_insert((&node.place, Vec::new()));
            if codes.last() != Some(&node.code.as_str()) {
                codes.push(node.code.as_str());
            }
        }
    }
    unknown.retain(|agency, _| !round.agencies.iter().any(|a| a.id == **agency));
    for (agency, (first, codes)) in unknown {
        let ids = || round.agencies.iter().map(|a| a.id.as_str());
        problems.push(
            Problem::new(&kinds::round::AGENCY_UNKNOWN, first.clone())
                .with("agency", agency)
                .with("codes", codes.join(", "))
                .proposing(did_you_mean(agency.as_str(), ids()))
                .with("known", ids().collect::<Vec<_>>().join(", ")),
        );
    }
}
