//! Tables without formulas, for papers and the leaders' page: the ranking of a block, its classes, its fields, a survey.

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::survey::Satisfaction;
use crate::terms::Exact;

use crate::report::audience::Audience;
use crate::report::audience::LANG;
use crate::report::block::{Cell, Column, Look, Row, Rows, Shade, Table, Target};
use crate::report::standing::{Standing, point_decimals};
use crate::report::words;

/// Best first; units without a rank last, with the reason.
pub(super) fn ranking<'s>(results: &'s Results, block: &'s BlockResults) -> Table<'s> {
    let (maxima, previous) = (block.maxima_differ(), !results.previous.is_empty());
    let mut columns = vec![
        Column::centre(words::NUMBER.say(LANG)).wide(6.5),
        Column::left(words::UNIT.say(LANG)).wide(30.0),
        Column::right(words::TOTAL_POINTS.say(LANG)).wide(10.0),
    ];
    if maxima {
        columns.push(Column::right(words::APPLICABLE_MAX.say(LANG)).wide(11.0));
    }
    columns.push(Column::right(words::INDEX.say(LANG)).wide(10.0));
    columns.push(Column::centre(words::RANK.say(LANG)).wide(8.0));
    columns.push(Column::centre(words::CLASS.say(LANG)).wide(13.0));
    if previous {
        columns.push(Column::right(words::PREVIOUS.say(LANG)).wide(10.0));
    }
    let row = |(place, at): (usize, usize)| {
        let standing = Standing::of(results, block, at);
        ranking_row(&standing, place + 1, maxima, previous)
    };
    let mut rows: Vec<Row<'s>> = block.ranking().into_iter().enumerate().map(row).collect();
    if let Some(mean) = &block.index.mean {
        let mut cells = vec![Cell::Empty, Cell::text(words::MEAN.say(LANG)), Cell::Empty];
        cells.extend(maxima.then_some(Cell::Empty));
        cells.push(Cell::exact(mean, results.round.rules.decimals));
        rows.push(Row::new(cells).looking(Look::Total));
    }
    table(columns, rows)
}

fn ranking_row<'s>(standing: &Standing<'s>, place: usize, maxima: bool, previous: bool) -> Row<'s> {
    let index = standing.index;
    let points = point_decimals(standing.results);
    let mut cells = vec![Cell::whole(place), named(standing.results, standing.block, standing.at)];
    let Some(rank) = index.rank else {
        cells.extend([Cell::Empty, Cell::Empty]);
        cells.extend(maxima.then_some(Cell::Empty));
        cells.extend([Cell::Empty, Cell::text(words::UNRANKED.say(LANG))]);
        return Row::new(cells).looking(Look::Muted);
    };
    cells.push(Cell::exact(&index.points, points));
    if maxima {
        cells.push(Cell::exact(&index.applicable_max, points));
    }
    cells.push(Cell::maybe(index.published.as_ref(), standing.decimals()));
    cells.push(Cell::whole(rank));
    cells.push(Cell::text(class(standing)));
    if previous {
        let before = standing.results.previous.get(&standing.unit.id);
        let before = before.and_then(|text| Exact::from_decimal(text));
        cells.push(Cell::maybe(before.as_ref(), standing.decimals()));
    }
    Row::new(cells)
}

/// The class as printed; a dash where the set has none.
pub(super) fn class(standing: &Standing<'_>) -> String {
    match (&standing.index.class, standing.block.rubric.classes.is_empty()) {
        (Some(class), _) => class.clone(),
        (None, true) => "–".to_string(),
        (None, false) => words::NO_CLASS.say(LANG).to_string(),
    }
}

/// The fields that have a component index.
pub(super) fn plain_fields(block: &BlockResults) -> Vec<usize> {
    block.rubric.fields_of(FieldKind::Plain).map(|(at, _)| at).collect()
}

/// Mean, best and weakest unit of every field.
pub(super) fn fields<'s>(results: &'s Results, block: &'s BlockResults) -> Table<'s> {
    let columns = vec![
        Column::left(words::CODE.say(LANG)).wide(6.0),
        Column::left("Lĩnh vực").wide(34.0),
        Column::right("Trung bình (%)").wide(10.0),
        Column::left("Cao nhất").wide(24.0),
        Column::left("Thấp nhất").wide(24.0),
    ];
    let decimals = results.round.rules.decimals;
    let row = |at: usize| {
        let node = &block.rubric.nodes[at];
        let mut units: Vec<(&Exact, usize)> = (0..block.units.len())
            .filter(|unit| block.index.units[*unit].rank.is_some())
            .filter_map(|unit| Some((block.index.units[unit].nodes[at].index.as_ref()?, unit)))
            .collect();
        units.sort_by(|a, b| b.0.cmp(a.0).then(a.1.cmp(&b.1)));
        let said = |end: Option<&(&Exact, usize)>| {
            end.map_or(Cell::Empty, |(index, unit)| {
                let name = &block.unit(&results.round, *unit).0.name;
                Cell::text(format!("{name} ({}%)", words::fixed(index, decimals, LANG)))
            })
        };
        Row::new(vec![
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            Cell::maybe(block.index.node_means[at].as_ref(), decimals),
            said(units.first()),
            said(units.last()),
        ])
    };
    table(columns, plain_fields(block).into_iter().map(row).collect())
}

/// Component index of every unit in every field.
pub(super) fn by_field<'s>(results: &'s Results, block: &'s BlockResults) -> Table<'s> {
    by_these_fields(results, block, &plain_fields(block))
}

/// The same for some fields: an annex has so many columns as can be read.
pub(super) fn by_these_fields<'s>(
    results: &'s Results,
    block: &'s BlockResults,
    fields: &[usize],
) -> Table<'s> {
    let mut columns = vec![
        Column::centre(words::NUMBER.say(LANG)).wide(6.5),
        Column::left(words::UNIT.say(LANG)).wide(28.0),
        Column::right(words::INDEX.say(LANG)).wide(10.0),
    ];
    columns.extend(fields.iter().map(|at| {
        let node = &block.rubric.nodes[*at];
        Column::right(format!("{}. {}", node.code, node.name)).wide(13.0)
    }));
    let decimals = results.round.rules.decimals;
    let row = |(place, at): (usize, usize)| {
        let (_, index) = block.unit(&results.round, at);
        let mut cells = vec![Cell::whole(place + 1), named(results, block, at)];
        let ranked = index.rank.is_some();
        let shown = |figure: Option<_>| match ranked {
            true => Cell::maybe(figure, decimals),
            false => Cell::Empty,
        };
        cells.push(shown(index.published.as_ref()));
        cells.extend(fields.iter().map(|field| shown(index.nodes[*field].index.as_ref())));
        Row::new(cells).looking(if ranked { Look::Plain } else { Look::Muted })
    };
    let mut rows: Vec<Row<'s>> = block.ranking().into_iter().enumerate().map(row).collect();
    if let Some(mean) = &block.index.mean {
        let mut cells = vec![Cell::Empty, Cell::text(words::MEAN.say(LANG))];
        cells.push(Cell::exact(mean, decimals));
        let means = fields.iter().map(|at| block.index.node_means[*at].as_ref());
        cells.extend(means.map(|mean| Cell::maybe(mean, decimals)));
        rows.push(Row::new(cells).looking(Look::Total));
    }
    let last = columns.len() - 1;
    let shades = vec![Shade::Low { columns: (3, last), low: 40.0 }];
    Table { shades, ..table(columns, rows) }
}

/// The fields of one unit beside the means of its block, at most so many.
pub(super) fn unit_fields<'s>(standing: &Standing<'s>, most: usize) -> Table<'s> {
    let columns = vec![
        Column::left("Lĩnh vực").wide(48.0),
        Column::right("Đạt (%)").wide(11.0),
        Column::right("Khối (%)").wide(11.0),
    ];
    let decimals = standing.decimals();
    let row = |at: usize| {
        let node = &standing.block.rubric.nodes[at];
        let index = standing.index.nodes[at].index.as_ref();
        Row::new(vec![
            Cell::text(format!("{}. {}", node.code, node.name)),
            Cell::maybe(index, decimals),
            Cell::maybe(standing.block.index.node_means[at].as_ref(), decimals),
        ])
    };
    table(columns, plain_fields(standing.block).into_iter().take(most).map(row).collect())
}

/// A unit's name, which leads to the part about it.
fn named<'s>(results: &'s Results, block: &BlockResults, at: usize) -> Cell<'s> {
    let number = results.blocks.iter().position(|b| b.block == block.block).unwrap_or(0);
    let name = Cell::text(results.round.units[block.units[at]].name.as_str());
    name.leading(Target::Unit(number, at))
}

/// Units with forms, index and interval; a unit with too few forms has no figure.
pub(super) fn satisfaction<'s>(
    results: &'s Results,
    survey: &'s Satisfaction,
    audience: Audience,
) -> Table<'s> {
    let mut columns = vec![
        Column::centre(words::NUMBER.say(LANG)).wide(6.5),
        Column::left(words::UNIT.say(LANG)).wide(34.0),
        Column::right("Số phiếu").wide(9.0),
        Column::right("Chỉ số hài lòng (%)").wide(12.0),
    ];
    if !survey.self_selected {
        let confidence = survey.method.confidence.key();
        columns.push(Column::centre(format!("Khoảng tin cậy {confidence} (%)")).wide(20.0));
    }
    let decimals = results.round.rules.decimals;
    let mut units: Vec<_> = survey.units.iter().collect();
    units.sort_by(|a, b| b.index.cmp(&a.index));
    let row = |(place, unit): (usize, &&'s crate::survey::UnitSatisfaction)| {
        let named = results.round.units.iter().find(|u| u.id == unit.unit);
        let mut cells = vec![
            Cell::whole(place + 1),
            Cell::text(named.map_or(unit.unit.as_str(), |u| u.name.as_str())),
            Cell::whole(unit.n),
        ];
        let told = audience == Audience::Inside || !unit.small;
        let share = unit.index.as_ref().filter(|_| told);
        let percent = share.map(|share| share.clone() * &Exact::whole(100));
        cells.push(Cell::maybe(percent.as_ref(), decimals));
        let interval = unit.low.zip(unit.high).filter(|_| told && !survey.self_selected);
        cells.extend(interval.map(|(low, high)| {
            let end = |share: f64| words::statistic(share * 100.0, decimals as usize, LANG);
            Cell::text(format!("{} – {}", end(low), end(high)))
        }));
        Row::new(cells)
    };
    table(columns, units.iter().enumerate().map(row).collect())
}

pub(super) fn table<'s>(columns: Vec<Column>, rows: Vec<Row<'s>>) -> Table<'s> {
    Table { columns, rows: Rows::Held(rows), size: 12, ..Table::default() }
}
