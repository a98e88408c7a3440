//! *Xếp hạng*: one table with a group of rows per block, best first, and its charts.

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::terms::{Exact, Lang, mean};

use super::block::{Block, Cell, Column, Look, Page, Row, Rows, Shade, Table};
use super::standing::{Standing, block_name, point_decimals};
use super::{charts, heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, _: &str) -> Vec<Page<'r>> {
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::ranking_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(results, lang)));
    blocks.extend(charts::rankings(results, lang).map(Block::Aside));
    blocks.push(Block::Gap);
    blocks.extend(heading::notes(results, lang));
    blocks.extend(heading::signature(results, lang));
    let widths = vec![5.0, 30.0, 10.0, 10.0, 9.0, 9.0, 10.0, 10.0, 9.0, 13.0, 10.0, 38.0];
    vec![Page { widths, blocks, ..Page::default() }]
}

fn table<'r>(results: &'r Results, lang: Lang) -> Table<'r> {
    let columns = vec![
        Column::centre(words::NUMBER.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::right(words::APPRAISED.say(lang)),
        Column::right(words::SURVEYED.say(lang)),
        Column::right(words::BONUS.say(lang)),
        Column::right(words::PENALTY.say(lang)),
        Column::right(words::TOTAL_POINTS.say(lang)),
        Column::right(words::INDEX.say(lang)),
        Column::centre(words::RANK.say(lang)),
        Column::centre(words::CLASS.say(lang)),
        Column::right(words::PREVIOUS.say(lang)),
        Column::left(words::REMARK.say(lang)),
    ];
    let several = results.blocks.len() > 1;
    let mut rows = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        if several {
            let name = format!("{}. {}", roman(number + 1), block_name(results, block));
            let cells = vec![Cell::Empty, Cell::text(name)];
            rows.push(Row::new(cells).looking(Look::Group));
        }
        rows.extend(block_rows(results, block, lang));
    }
    let shades = vec![Shade::Says { columns: (9, 9), text: words::UNRANKED.say(lang).to_string() }];
    Table {
        columns,
        rows: Rows::Held(rows),
        shades,
        fixed_columns: 2,
        size: 12,
        ..Table::default()
    }
}

fn block_rows<'r>(results: &'r Results, block: &'r BlockResults, lang: Lang) -> Vec<Row<'r>> {
    let order = block.ranking();
    let (ranked, unranked): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|&at| block.index.units[at].rank.is_some());
    let standing = |at: usize| Standing::of(results, block, at);
    let mut rows: Vec<Row> = Vec::new();
    let mut splits = Vec::new();
    for (number, &at) in ranked.iter().enumerate() {
        let standing = standing(at);
        let split = standing.appraised_and_surveyed();
        rows.push(ranked_row(number + 1, &standing, &split, lang));
        splits.push(split);
    }
    rows.push(mean_row(results, block, &ranked, &splits, lang));
    for (number, &at) in unranked.iter().enumerate() {
        rows.push(unranked_row(ranked.len() + number + 1, &standing(at), lang));
    }
    rows
}

fn ranked_row<'r>(
    number: usize,
    standing: &Standing<'r>,
    (appraised, surveyed): &(Exact, Exact),
    lang: Lang,
) -> Row<'r> {
    let index = standing.index;
    let decimals = point_decimals(standing.results);
    let tied = index.tied.then(|| words::TIED.say(lang).to_string());
    let not_sent = (!index.submitted).then(|| words::NOT_SUBMITTED.say(lang).to_string());
    let remarks: Vec<String> =
        [tied, not_sent, standing.class_held(lang), standing.provisional(lang)]
            .into_iter()
            .flatten()
            .collect();
    let class = match &index.class {
        Some(class) => Cell::text(class.as_str()),
        None if standing.block.rubric.classes.is_empty() => Cell::Empty,
        None => Cell::text(words::NO_CLASS.say(lang)),
    };
    let parts = Parts::of(standing.block);
    Row::new(vec![
        Cell::whole(number),
        Cell::text(standing.unit.name.as_str()),
        Cell::exact(appraised, decimals),
        Cell::maybe(Some(surveyed).filter(|_| parts.survey), decimals),
        Cell::maybe(Some(&index.bonus).filter(|_| parts.bonus), decimals),
        Cell::maybe(Some(&index.penalty).filter(|_| parts.penalty), decimals),
        Cell::exact(&index.points, decimals),
        Cell::maybe(index.published.as_ref(), standing.decimals()),
        index.rank.map_or(Cell::Empty, Cell::whole),
        class,
        previous(standing),
        Cell::text(remarks.join("; ")),
    ])
}

fn unranked_row<'r>(number: usize, standing: &Standing<'r>, lang: Lang) -> Row<'r> {
    let mut cells = vec![Cell::Empty; 12];
    cells[0] = Cell::whole(number);
    cells[1] = Cell::text(standing.unit.name.as_str());
    cells[9] = Cell::text(words::UNRANKED.say(lang));
    cells[10] = previous(standing);
    cells[11] = Cell::text(standing.why_unranked(lang));
    Row::new(cells).looking(Look::Muted)
}

/// Unweighted means over the ranked units, of exact figures.
fn mean_row<'r>(
    results: &Results,
    block: &BlockResults,
    ranked: &[usize],
    splits: &[(Exact, Exact)],
    lang: Lang,
) -> Row<'r> {
    let decimals = point_decimals(results);
    let of = |figure: fn(&crate::index::UnitIndex) -> &Exact| {
        let figures = ranked.iter().map(|&at| figure(&block.index.units[at]));
        Cell::maybe(mean(figures).as_ref(), decimals)
    };
    let mut cells = vec![Cell::Empty; 12];
    cells[1] = Cell::text(words::MEAN.say(lang));
    cells[2] = Cell::maybe(mean(splits.iter().map(|s| &s.0)).as_ref(), decimals);
    let parts = Parts::of(block);
    if parts.survey {
        cells[3] = Cell::maybe(mean(splits.iter().map(|s| &s.1)).as_ref(), decimals);
    }
    if parts.bonus {
        cells[4] = of(|u| &u.bonus);
    }
    if parts.penalty {
        cells[5] = of(|u| &u.penalty);
    }
    cells[6] = of(|u| &u.points);
    cells[7] = Cell::maybe(block.index.mean.as_ref(), results.round.rules.decimals);
    Row::new(cells).looking(Look::Total)
}

/// Which parts of the total the criteria set has at all: a part that it has not stays blank.
struct Parts {
    survey: bool,
    bonus: bool,
    penalty: bool,
}

impl Parts {
    fn of(block: &BlockResults) -> Parts {
        let rubric = &block.rubric;
        let has = |kind| rubric.nodes.iter().any(|n| n.field_kind == kind);
        Parts {
            survey: rubric.leaves().any(|(_, _, leaf)| leaf.rule.kind == "survey"),
            bonus: has(FieldKind::Bonus),
            penalty: has(FieldKind::Penalty),
        }
    }
}

/// Last year's published index.
fn previous<'r>(standing: &Standing<'r>) -> Cell<'r> {
    let Some(text) = standing.results.previous.get(&standing.unit.id) else {
        return Cell::Empty;
    };
    match Exact::from_decimal(text) {
        Some(index) => Cell::exact(&index, standing.decimals()),
        None => Cell::text(text.as_str()),
    }
}

/// `I`, `II` … as annexes number their parts.
pub fn roman(mut number: usize) -> String {
    let signs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V")];
    let mut out = String::new();
    for (value, sign) in signs.into_iter().chain([(4, "IV"), (1, "I")]) {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_are_numbered_in_roman() {
        let numbers: Vec<String> = [1, 4, 9, 34].into_iter().map(super::roman).collect();
        assert_eq!(numbers, ["I", "IV", "IX", "XXXIV"]);
    }
}
