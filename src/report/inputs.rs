//! *Số liệu*: every value that a rule read, with its state and its cell.

use std::collections::BTreeMap;

use crate::results::{BlockResults, Results};
use crate::rubric::DataItem;
use crate::scores::Input;
use crate::terms::{Exact, Key, Lang};
use crate::value::{DataKind, Outcome, Value};

use super::block::{Cell, Column, Figure, Page, Row, Rows, Table, Visit};
use super::standing::{Standing, block_name};
use super::{heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::KEY.say(lang)),
        Column::left(words::ITEM.say(lang)),
        Column::right(words::VALUE.say(lang)),
        Column::left(words::MEASURE.say(lang)),
        Column::left(words::STATE.say(lang)),
        Column::left(words::RAW.say(lang)),
        Column::left(words::DECLARED.say(lang)),
        Column::left(words::FILE.say(lang)),
        Column::left(words::SHEET.say(lang)),
        Column::left(words::CELL.say(lang)),
    ];
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(results, lang, visit))),
        fixed_columns: 2,
        ..Table::listing()
    };
    let widths = vec![14.0, 18.0, 10.0, 18.0, 32.0, 13.0, 10.0, 14.0, 14.0, 12.0, 26.0, 11.0, 7.0];
    vec![heading::listing(results, name, lang, widths, table)]
}

fn rows(results: &Results, lang: Lang, visit: &mut Visit<'_>) {
    for block in &results.blocks {
        let users = users(block);
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            let mut shown = vec![false; block.rubric.items.len()];
            for input in standing.leaves.iter().flat_map(|leaf| &leaf.inputs) {
                let known = users.get(&input.key);
                let seen = known.is_some_and(|(at, _, _)| std::mem::replace(&mut shown[*at], true));
                if !seen {
                    let item = known.map(|(_, item, codes)| (*item, codes.as_str()));
                    visit(&row(&standing, block, input, item, lang));
                }
            }
        }
    }
}

/// Every data item with its position and the codes of the leaves that read it.
fn users(block: &BlockResults) -> BTreeMap<&Key, (usize, &DataItem, String)> {
    let items = block.rubric.items.iter().enumerate();
    let mut users: BTreeMap<&Key, (usize, &DataItem, String)> =
        items.map(|(at, item)| (&item.key, (at, item, String::new()))).collect();
    for (_, node, leaf) in block.rubric.leaves() {
        for key in leaf.rule.expr.items() {
            if let Some((_, _, codes)) = users.get_mut(key) {
                let comma = if codes.is_empty() { "" } else { ", " };
                codes.push_str(&format!("{comma}{}", node.code));
            }
        }
    }
    users
}

fn row<'a>(
    standing: &Standing<'a>,
    block: &'a BlockResults,
    input: &'a Input,
    item: Option<(&'a DataItem, &'a str)>,
    lang: Lang,
) -> Row<'a> {
    let state = match &input.outcome {
        Ok(_) if input.by_formula => words::BY_FORMULA.say(lang),
        Ok(_) => words::HAS_VALUE.say(lang),
        Err(gap) => words::gap(*gap, lang),
    };
    let declared =
        input.declared.as_ref().map(|d| (&d.outcome, &d.raw)).map(|(outcome, raw)| match outcome {
            Ok(_) => words::outcome(outcome, lang),
            Err(_) => raw.clone(),
        });
    let kind = item.map(|(item, _)| &item.kind);
    let origin = input.origin.as_ref();
    let measure = item.and_then(|(item, _)| item.unit.as_deref());
    Row::new(vec![
        Cell::text(block_name(standing.results, block)),
        Cell::text(standing.unit.name.as_str()),
        item.map_or(Cell::Empty, |(_, codes)| Cell::text(codes)),
        Cell::text(input.key.as_str()),
        Cell::text(item.map_or(input.key.as_str(), |(item, _)| item.label.as_str())),
        value(&input.outcome, kind, lang),
        measure.map_or(Cell::Empty, Cell::text),
        Cell::text(state),
        Cell::text(input.raw.as_str()),
        declared.map_or(Cell::Empty, Cell::text),
        origin.map_or(Cell::Empty, |o| Cell::text(&*o.file)),
        origin.map_or(Cell::Empty, |o| Cell::text(&*o.sheet)),
        origin.map_or(Cell::Empty, |o| Cell::text(&*o.cell)),
    ])
}

/// A value as a real number, date or text; nothing for a gap.
fn value<'a>(outcome: &'a Outcome, kind: Option<&DataKind>, lang: Lang) -> Cell<'a> {
    match outcome {
        Err(_) => Cell::Empty,
        Ok(Value::Number(n)) if kind == Some(&DataKind::Percent) => {
            let whole = (n.clone() * &Exact::whole(100)).is_whole();
            Cell::Number(n.to_f64(), Figure::Percent(if whole { 0 } else { 2 }))
        }
        Ok(Value::Number(n)) => {
            Cell::Number(n.to_f64(), Figure::Fixed(if n.is_whole() { 0 } else { 2 }))
        }
        Ok(Value::Date(date)) => Cell::Date(*date),
        Ok(Value::Text(text)) => Cell::text(text.as_str()),
        Ok(Value::YesNo(_)) => Cell::text(words::outcome(outcome, lang)),
    }
}
