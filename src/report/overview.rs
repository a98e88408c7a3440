//! *Tổng quan*: what a leader must know in ten seconds. It becomes the first sheet of the workbook
//! to sign and the first part of the leaders' page.

use std::cmp::Reverse;

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::terms::{Exact, Lang};

use crate::report::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use crate::report::losses::by_leaf;
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// More blocks than this cannot be read on one sheet of paper.
const BLOCKS_ON_A_PAPER: usize = 3;
/// So many leaves that cost most, and so many units that moved most, are named.
const NAMED: usize = 3;

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = heading::title(results, name, lang);
    blocks.extend(heading::marks(results, lang));
    blocks.push(Block::Gap);
    blocks.extend(parts(results, lang));
    blocks.push(Block::Line(Line::new(Role::Section, words::NOTES.say(lang))));
    let notes = heading::method(results, lang).into_iter().enumerate();
    let notes = notes.map(|(at, text)| Line::new(Role::Note, format!("{}. {text}", at + 1)));
    blocks.extend(notes.map(Block::Line));
    let widths = vec![34.0, 96.0];
    let one_paper = results.blocks.len() <= BLOCKS_ON_A_PAPER;
    vec![Page { widths, blocks, one_paper, ..Page::default() }]
}

/// One table for each block.
pub(super) fn parts<'r>(results: &'r Results, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = Vec::new();
    for block in &results.blocks {
        let title = block_name(results, block);
        blocks.push(Block::Line(Line::new(Role::Section, title)));
        blocks.push(Block::Table(table(results, block, lang)));
        blocks.push(Block::Gap);
    }
    blocks
}

fn table<'r>(results: &'r Results, block: &'r BlockResults, lang: Lang) -> Table<'r> {
    let rows = facts(results, block, lang).into_iter().map(|(what, said)| {
        Row::new(vec![Cell::text(what), Cell::text(said)]).looking(Look::Plain)
    });
    let columns = match lang {
        Lang::Vi => [Column::left("Nội dung").wide(34.0), Column::left("Kết quả").wide(96.0)],
        Lang::En => [Column::left("What").wide(34.0), Column::left("Result").wide(96.0)],
    };
    Table {
        columns: columns.to_vec(),
        rows: Rows::Held(rows.collect()),
        size: 13,
        ..Table::default()
    }
}

/// What is said of a block, each with its name.
fn facts(results: &Results, block: &BlockResults, lang: Lang) -> Vec<(&'static str, String)> {
    let said: [(&'static str, &'static str, Option<String>); 9] = [
        ("Đơn vị được xếp hạng", "Units ranked", Some(counted(block, lang))),
        ("Chỉ số trung bình", "Mean index", mean(results, block, lang)),
        ("Cao nhất", "First", end(results, block, lang, true)),
        ("Thấp nhất", "Last", end(results, block, lang, false)),
        ("Xếp loại", "Classes", classes(block, lang)),
        ("Lĩnh vực thấp nhất", "Weakest field", weakest(results, block, lang)),
        ("Mất nhiều điểm nhất ở", "Most points lost at", costly(results, block, lang)),
        ("So với năm trước", "Against last year", moved(results, block, lang)),
        ("Còn tạm tính", "Still provisional", open(results, block, lang)),
    ];
    let name = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    said.into_iter().filter_map(|(vi, en, said)| Some((name(vi, en), said?))).collect()
}

/// Positions of the ranked units, best first.
fn order(block: &BlockResults) -> Vec<usize> {
    let ranked = |at: &usize| block.index.units[*at].rank.is_some();
    block.ranking().into_iter().filter(ranked).collect()
}

fn counted(block: &BlockResults, lang: Lang) -> String {
    let (ranked, all) = (order(block).len(), block.units.len());
    match (all - ranked, lang) {
        (0, Lang::Vi) => format!("{ranked} đơn vị"),
        (0, Lang::En) => format!("{ranked} units"),
        (rest, Lang::Vi) => format!("{ranked} trong {all} đơn vị; {rest} đơn vị chưa xếp hạng"),
        (rest, Lang::En) => format!("{ranked} of {all} units; {rest} not ranked"),
    }
}

fn mean(results: &Results, block: &BlockResults, lang: Lang) -> Option<String> {
    let mean = block.index.mean.as_ref()?;
    Some(format!("{}%", words::fixed(mean, results.round.rules.decimals, lang)))
}

/// The first or the last, with those that share the place.
fn end(results: &Results, block: &BlockResults, lang: Lang, first: bool) -> Option<String> {
    let order = order(block);
    if order.len() < 2 && !first {
        return None;
    }
    let at = if first { *order.first()? } else { *order.last()? };
    let names = level(results, block, at);
    let tied = match (names.len() > 1, lang) {
        (false, _) => "",
        (true, Lang::Vi) => " đồng hạng",
        (true, Lang::En) => " tied",
    };
    let index = block.index.units[at].published.as_ref()?;
    let index = words::fixed(index, results.round.rules.decimals, lang);
    Some(format!("{}{tied} ({index}%)", names.join(", ")))
}

/// The names of all that have the rank of the unit at position `at`.
pub(super) fn level<'r>(results: &'r Results, block: &'r BlockResults, at: usize) -> Vec<&'r str> {
    let rank = block.index.units[at].rank;
    let level = order(block).into_iter().filter(|at| block.index.units[*at].rank == rank);
    level.map(|at| block.unit(&results.round, at).0.name.as_str()).collect()
}

/// How many units are in each class that has any.
pub(super) fn classes(block: &BlockResults, lang: Lang) -> Option<String> {
    if block.rubric.classes.is_empty() {
        return None;
    }
    let ranked = || block.index.units.iter().filter(|unit| unit.rank.is_some());
    let count = |name: Option<&String>| ranked().filter(|u| u.class.as_ref() == name).count();
    let named = block.rubric.classes.iter().map(|c| (c.name.clone(), count(Some(&c.name))));
    let none = (words::NO_CLASS.say(lang).to_lowercase(), count(None));
    let counted: Vec<String> = named
        .chain([none])
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| match lang {
            Lang::Vi => format!("{name}: {count} đơn vị"),
            Lang::En => format!("{name}: {count}"),
        })
        .collect();
    (!counted.is_empty()).then(|| counted.join("; "))
}

fn weakest(results: &Results, block: &BlockResults, lang: Lang) -> Option<String> {
    let (mean, at) = weakest_field(block)?;
    let node = &block.rubric.nodes[at];
    let mean = words::fixed(mean, results.round.rules.decimals, lang);
    Some(match lang {
        Lang::Vi => format!("{}. {} (trung bình {mean}%)", node.code, node.name),
        Lang::En => format!("{}. {} (mean {mean}%)", node.code, node.name),
    })
}

/// The field with the lowest mean, by its position in `Rubric::nodes`.
pub(super) fn weakest_field(block: &BlockResults) -> Option<(&Exact, usize)> {
    let fields = block.rubric.fields_of(FieldKind::Plain);
    let means = fields.filter_map(|(at, _)| Some((block.index.node_means[at].as_ref()?, at)));
    means.min_by(|a, b| a.0.cmp(b.0).then(a.1.cmp(&b.1)))
}

fn costly(results: &Results, block: &BlockResults, lang: Lang) -> Option<String> {
    let leaves = by_leaf(results, block);
    let said: Vec<String> = leaves
        .iter()
        .take(NAMED)
        .map(|leaf| {
            let node = &block.rubric.nodes[leaf.node];
            let lost = words::fixed(&leaf.lost, point_decimals(results), lang);
            match lang {
                Lang::Vi => {
                    format!("{} {} ({lost} điểm, {} đơn vị)", node.code, node.name, leaf.units)
                }
                Lang::En => {
                    format!("{} {} ({lost} points, {} units)", node.code, node.name, leaf.units)
                }
            }
        })
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// How many rose and fell, and who moved most; nothing without last year's figures.
fn moved(results: &Results, block: &BlockResults, lang: Lang) -> Option<String> {
    let mut changes: Vec<(Exact, &str)> = order(block)
        .into_iter()
        .filter_map(|at| {
            let (unit, index) = block.unit(&results.round, at);
            let before = Exact::from_decimal(results.previous.get(&unit.id)?)?;
            Some((index.published.clone()? - &before, unit.name.as_str()))
        })
        .collect();
    changes.sort_by_key(|(change, _)| Reverse(change.abs()));
    let up = changes.iter().filter(|(change, _)| *change > Exact::zero()).count();
    let down = changes.iter().filter(|(change, _)| change.is_negative()).count();
    let most: Vec<String> = changes
        .iter()
        .filter(|(change, _)| !change.is_zero())
        .take(NAMED)
        .map(|(change, name)| {
            let sign = if change.is_negative() { "−" } else { "+" };
            let by = words::fixed(&change.abs(), results.round.rules.decimals, lang);
            format!("{name} ({sign}{by})")
        })
        .collect();
    if changes.is_empty() {
        return None;
    }
    let most = if most.is_empty() { String::new() } else { format!(": {}", most.join(", ")) };
    Some(match lang {
        Lang::Vi => format!("{up} đơn vị tăng, {down} đơn vị giảm{most}"),
        Lang::En => format!("{up} up, {down} down{most}"),
    })
}

/// The units whose figures can still change, and why.
fn open(results: &Results, block: &BlockResults, lang: Lang) -> Option<String> {
    let said: Vec<String> = (0..block.units.len())
        .map(|at| Standing::of(results, block, at))
        .filter_map(|standing| {
            let why = match standing.index.rank {
                Some(_) => standing.provisional(lang)?,
                None => standing.why_unranked(lang),
            };
            let mark = format!("{}: ", words::PROVISIONAL.say(lang));
            let why = why.strip_prefix(&mark).unwrap_or(&why);
            Some(format!("{} ({why})", standing.unit.name))
        })
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}
