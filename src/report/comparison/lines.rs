//! Two results side by side, as a terminal shows them.

use super::words;
use crate::compare::like::{Comparison, Kind, UnitPair};
use crate::report::words as common;
use crate::results::Results;
use crate::terms::{Exact, Lang};

/// So many leaves are named in a line or a cell.
const NAMED: usize = 6;

/// Blocks, then the units that move or cannot be compared.
pub fn lines(results: &Results, all: &Comparison, lang: Lang) -> Vec<String> {
    let decimals = results.round.rules.decimals;
    let [old, new] = &all.sides;
    let [was, is] = words::sides(all.kind, lang);
    let mut lines = vec![
        words::title(all.kind, lang).to_string(),
        format!("  {was}: {old}"),
        format!("  {is}: {new}"),
    ];
    for at in 0..all.blocks.len() {
        lines.push(String::new());
        lines.extend(of_block(all, at, decimals, lang));
        let of = all.units.iter().filter(|unit| unit.block == at);
        let moved = of.filter(|unit| {
            unit.parts.is_err() || !unit.leaves.is_empty() || unit.rank[0] != unit.rank[1]
        });
        let told: Vec<String> = moved.map(|unit| unit_line(unit, decimals, lang)).collect();
        match told.is_empty() {
            true => lines.push(format!("  {}", words::NONE_MOVED.say(lang))),
            false => lines.extend(told),
        }
    }
    lines
}

fn index(index: Option<&Exact>, decimals: u32, lang: Lang) -> String {
    index.map_or("–".to_string(), |index| common::fixed(index, decimals, lang))
}

/// With its sign.
fn change(change: &Exact, decimals: u32, lang: Lang) -> String {
    let sign = if *change > Exact::zero() { "+" } else { "" };
    format!("{sign}{}", common::fixed(change, decimals, lang))
}

/// A block in a few sentences.
pub(super) fn of_block(all: &Comparison, at: usize, decimals: u32, lang: Lang) -> Vec<String> {
    let block = &all.blocks[at];
    let units: Vec<&UnitPair> = all.units.iter().filter(|unit| unit.block == at).collect();
    let same = units.iter().filter(|unit| unit.change().is_some_and(|c| c.is_zero())).count();
    let [old, new] = block.mean.each_ref().map(|mean| index(mean.as_ref(), decimals, lang));
    let (up, down, same) = (block.up.to_string(), block.down.to_string(), same.to_string());
    let facts = [
        ("block", block.name.as_str()),
        ("old", &old),
        ("new", &new),
        ("up", &up),
        ("down", &down),
        ("same", &same),
    ];
    let mut said = vec![words::MEAN.with(lang, &facts)];
    let changed = |unit: &&&UnitPair| unit.change().is_some();
    let rise = units.iter().filter(changed).max_by_key(|unit| unit.change());
    let fall = units.iter().filter(changed).min_by_key(|unit| unit.change());
    for (word, unit, up) in [(words::RISE, rise, true), (words::FALL, fall, false)] {
        let moved = unit.and_then(|unit| Some((unit, unit.published_change()?)));
        let Some((unit, by)) = moved.filter(|(_, by)| !by.is_zero() && by.is_negative() != up)
        else {
            continue;
        };
        let by = change(&by, decimals, lang);
        said.push(word.with(lang, &[("unit", &unit.name), ("change", &by)]));
    }
    for (word, units) in [words::ALONE_OLD, words::ALONE_NEW].into_iter().zip(&block.alone) {
        if all.kind == Kind::Years && !units.is_empty() {
            said.push(word.with(lang, &[("units", &units.join(", "))]));
        }
    }
    said
}

fn unit_line(unit: &UnitPair, decimals: u32, lang: Lang) -> String {
    let [old, new] = unit.published.each_ref().map(|one| index(one.as_ref(), decimals, lang));
    let rank = unit.rank.map(|rank| rank.map_or("–".to_string(), |rank| rank.to_string()));
    let class = unit.class.each_ref().map(|class| class.as_deref().unwrap_or("–"));
    let Some(by) = unit.published_change() else {
        let reason = reason(unit, lang);
        let not = words::NOT_COMPARABLE.say(lang);
        return format!("  {}: {old}; {new}: {not} ({reason})", unit.name);
    };
    let moved = |pair: [&str; 2]| match pair[0] == pair[1] {
        true => pair[0].to_string(),
        false => format!("{} → {}", pair[0], pair[1]),
    };
    format!(
        "  {}: {old} → {new} ({}); {} {}; {} {}; {}",
        unit.name,
        change(&by, decimals, lang),
        words::RANK.say(lang).to_lowercase(),
        moved([&rank[0], &rank[1]]),
        words::CLASS.say(lang).to_lowercase(),
        moved(class),
        why(unit, lang),
    )
}

/// The leaves that moved it most, each with its part.
pub(super) fn why(unit: &UnitPair, lang: Lang) -> String {
    let parts = unit.leaves.iter();
    let mut parts: Vec<_> =
        parts.filter_map(|leaf| Some((leaf, leaf.index_points.as_ref()?))).collect();
    parts.retain(|(_, part)| !part.is_zero());
    let size = |part: &Exact| if part.is_negative() { -part.clone() } else { part.clone() };
    parts.sort_by_key(|(_, part)| std::cmp::Reverse(size(part)));
    let told = parts.iter().take(NAMED).map(|(leaf, part)| {
        let code = match leaf.code.is_empty() {
            true => words::LIMITS.say(lang),
            false => leaf.code.as_str(),
        };
        format!("{code}: {}", change(part, 2, lang))
    });
    let mut told: Vec<String> = told.collect();
    if parts.len() > NAMED {
        told.push("…".into());
    }
    told.join("; ")
}

/// Why there is no change to be told, or what to keep in mind beside it.
pub(super) fn reason(unit: &UnitPair, lang: Lang) -> String {
    let refused = unit.parts.as_ref().err().map(|refused| refused.say(lang).to_string());
    let side = |(at, word): (usize, &'static str)| {
        let provisional = words::PROVISIONAL.say(lang);
        unit.provisional[at].then(|| format!("{word}: {provisional}"))
    };
    // Of a set that is tried both sides are the same round.
    let kinds = words::sides(Kind::Years, lang).into_iter().enumerate();
    let open = kinds.filter_map(side).filter(|_| unit.provisional[0] != unit.provisional[1]);
    refused.into_iter().chain(open).collect::<Vec<_>>().join("; ")
}
