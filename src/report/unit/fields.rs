//! The fields of one unit beside its block: a table, and the picture that shows the same.

use crate::report::block::{
    Block, Cell, Chart, ChartKind, Picture, PictureOf, Rows, Series, Table,
};
use crate::report::columns::Columns;
use crate::report::ranking::charts;
use crate::report::standing::Standing;
use crate::report::unit::clipped::clipped;
use crate::report::{provisional, words};
use crate::rubric::Node;
use crate::terms::{Exact, Lang, texts};

texts! {
    FIELD "Lĩnh vực", "Field";
    REACHED "Đạt (%)", "Reached (%)";
    OF_BLOCK "Khối (%)", "Block (%)";
    AGAINST
        "Chỉ số thành phần (%) so với trung bình khối",
        "Component indices (%) against the block mean";
}

/// The fields of the unit beside the means of its block, at most so many, their names in at most so
/// many letters.
pub(crate) fn table<'r>(
    standing: &Standing<'r>,
    (most, letters): (usize, usize),
    lang: Lang,
) -> Table<'r> {
    let (standing, decimals) = (*standing, standing.decimals());
    let mut columns = Columns::<(usize, &'r Node)>::new(lang);
    columns
        .left(FIELD, 44.0, move |(_, n)| {
            Cell::text(clipped(&format!("{}. {}", n.code, n.name), letters))
        })
        .right(REACHED, 10.0, move |(at, _)| {
            Cell::maybe(standing.index.nodes[*at].index.as_ref(), decimals)
        })
        .right(OF_BLOCK, 10.0, move |(at, _)| {
            Cell::maybe(standing.block.index.node_means[*at].as_ref(), decimals)
        });
    let rows = columns.rows(standing.block.rubric.plain_fields().take(most));
    Table { size: 12, ..columns.table(Rows::Held(rows)) }
}

/// The radar of the unit at this position of the block at position `block`.
pub(crate) fn picture<'r>(standing: &Standing<'_>, block: usize, lang: Lang) -> Block<'r> {
    let of = PictureOf::Radar { block, unit: standing.at };
    // The table beside it names the fields; their names would run out of so small a chart.
    let codes = standing.block.rubric.plain_fields().map(|(_, field)| field.code.to_string());
    let chart = Chart { categories: codes.collect(), ..chart(standing, lang) };
    Block::Picture(Picture { of, percent: 100, chart })
}

/// Component indices against the mean of the block. A radar needs three axes.
pub(crate) fn chart(standing: &Standing<'_>, lang: Lang) -> Chart {
    let decimals = standing.decimals();
    let figure = |x: &Exact| x.round_half_up(decimals).to_f64();
    let fields: Vec<(usize, &Node)> = standing.block.rubric.plain_fields().collect();
    let own = |(at, _): &(usize, &Node)| standing.index.nodes[*at].index.as_ref().map(figure);
    let mean = |(at, _): &(usize, &Node)| standing.block.index.node_means[*at].as_ref().map(figure);
    let open = standing.index.is_provisional()
        || provisional::of_all(standing.results, lang).next().is_some();
    let mark = if open { charts::provisional_mark(lang) } else { String::new() };
    Chart {
        kind: if fields.len() < 3 { ChartKind::Columns } else { ChartKind::Radar },
        title: format!("{} – {}{mark}", AGAINST.say(lang), standing.unit.name),
        categories: fields.iter().map(|(_, n)| format!("{}. {}", n.code, n.name)).collect(),
        series: vec![
            Series::plain(&standing.unit.name, fields.iter().map(own).collect()),
            Series::plain(words::BLOCK_MEAN.say(lang), fields.iter().map(mean).collect()),
        ],
        top: Some(100.0),
        decimals: decimals as u8,
    }
}
