//! The charts of a block: ranking with its mean, points by field, self against final.

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::terms::{Exact, Lang};

use crate::formulas::published;
use crate::report::block::{Block, Chart, ChartKind, Page, Series};
use crate::report::computation::{Sum, Work};
use crate::report::ranking::source::Source;
use crate::report::standing::block_name;
use crate::report::workbook::Workbook;
use crate::report::{heading, provisional, words};

/// More units than this in one picture cannot be read on A4.
const UNITS_IN_A_CHART: usize = 40;

/// Every chart of every block.
pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    page(book, name, &Source::all(&book.layout), &[ranking, self_and_final, fields])
}

/// The charts of what is signed: self scores are not part of it.
pub(crate) fn signed<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    page(book, name, &Source::all_plain(book.results, book.lang), &[ranking, fields])
}

/// Two charts to a sheet of paper.
fn page<'r>(
    book: &'r Workbook<'r>,
    name: &str,
    sources: &[Source<'_>],
    draws: &[Draw],
) -> Vec<Page<'r>> {
    let mut blocks = heading::title(book.results, name, book.lang);
    let all = sources.iter().flat_map(|source| draws.iter().flat_map(|draw| parts(source, *draw)));
    for (at, chart) in all.enumerate() {
        if at > 0 && at.is_multiple_of(2) {
            blocks.extend([Block::Break, Block::Gap]);
        }
        blocks.push(Block::Chart(chart));
    }
    vec![Page { widths: vec![12.0; 12], blocks, ..Page::default() }]
}

/// The ranking charts of all blocks.
pub(crate) fn rankings(sources: &[Source<'_>]) -> Vec<Chart> {
    sources.iter().flat_map(|source| parts(source, ranking)).collect()
}

type Draw = fn(&Source<'_>, &[usize]) -> Chart;

/// The chart of a block's ranked units, in parts of equal size when they are many.
fn parts(source: &Source<'_>, draw: Draw) -> Vec<Chart> {
    let block = source.block;
    let order = block.ranking();
    let ranked: Vec<usize> =
        order.into_iter().filter(|&at| block.index.units[at].rank.is_some()).collect();
    let parts = ranked.len().div_ceil(UNITS_IN_A_CHART);
    let size = ranked.len().div_ceil(parts.max(1)).max(1);
    let of_all = provisional::of_all(source.results, source.lang).next().is_some();
    let one = |(part, units): (usize, &[usize])| {
        let mut chart = draw(source, units);
        let open = units.iter().any(|&at| block.index.units[at].is_provisional());
        if open || of_all {
            chart.title += &provisional_mark(source.lang);
        }
        if parts > 1 {
            let first = part * size + 1;
            chart.title += &format!(" ({first}–{})", first + units.len() - 1);
        }
        chart
    };
    // A chart without a figure, such as self scores that nobody gave, says nothing.
    let says = |chart: &Chart| chart.series.iter().any(|s| s.values.iter().any(Option::is_some));
    ranked.chunks(size).enumerate().map(one).filter(says).collect()
}

/// Stands in the title of a chart whose figures are not final.
pub(crate) fn provisional_mark(lang: Lang) -> String {
    format!(" ({})", words::PROVISIONAL.say(lang).to_lowercase())
}

fn figure(number: &Exact, decimals: u32) -> f64 {
    number.round_half_up(decimals).to_f64()
}

fn names(results: &Results, block: &BlockResults, units: &[usize]) -> Vec<String> {
    units.iter().map(|&at| block.unit(&results.round, at).0.name.clone()).collect()
}

fn ranking(source: &Source<'_>, units: &[usize]) -> Chart {
    let (results, lang, block) = (source.results, source.lang, source.block);
    let decimals = results.round.rules.decimals;
    let index = |&at: &usize| block.index.units[at].published.as_ref();
    let values = units.iter().map(|at| index(at).map(|i| figure(i, decimals))).collect();
    let mean = block.index.mean.as_ref().map(|m| figure(m, decimals));
    let mean_words = match &block.index.mean {
        Some(mean) => {
            format!("{} ({})", words::BLOCK_MEAN.say(lang), words::fixed(mean, decimals, lang))
        }
        None => words::BLOCK_MEAN.say(lang).to_string(),
    };
    let (vi, en) = ("Chỉ số và thứ tự xếp hạng", "Index, best first");
    Chart {
        kind: ChartKind::Columns,
        title: title(results, block, vi, en, lang),
        categories: names(results, block, units),
        series: vec![
            Series {
                name: words::INDEX.say(lang).to_string(),
                values,
                formulas: live_values(source, units, |at| {
                    source.cell(&Work::Sum(Sum::Published), at)
                }),
                line: false,
            },
            Series {
                name: mean_words,
                values: vec![mean; units.len()],
                formulas: live_values(source, units, |_| {
                    let mean = source.mean(&Work::Sum(Sum::Index))?;
                    Some(published(mean, decimals))
                }),
                line: true,
            },
        ],
        top: Some(100.0),
        decimals: decimals as u8,
    }
}

/// Both totals over the same leaves: those that the unit scored itself.
fn self_and_final(source: &Source<'_>, units: &[usize]) -> Chart {
    let (results, lang, block) = (source.results, source.lang, source.block);
    let totals = units.iter().map(|&at| {
        let (own, decided) = block.self_and_decided(at)?;
        Some((figure(&own, 2), figure(&decided, 2)))
    });
    let (own, decided): (Vec<_>, Vec<_>) = totals.map(Option::unzip).unzip();
    let (vi, en) = (
        "Điểm tự chấm và điểm kết quả (các tiêu chí đơn vị tự chấm)",
        "Self score and final points (where the unit scored itself)",
    );
    Chart {
        kind: ChartKind::Columns,
        title: title(results, block, vi, en, lang),
        categories: names(results, block, units),
        series: vec![
            Series {
                name: words::SELF.say(lang).to_string(),
                values: own,
                formulas: Vec::new(),
                line: false,
            },
            Series {
                name: words::FINAL.say(lang).to_string(),
                values: decided,
                formulas: live_values(source, units, |at| Some(decided_points(source, at))),
                line: false,
            },
        ],
        top: None,
        decimals: 2,
    }
}

fn fields(source: &Source<'_>, units: &[usize]) -> Chart {
    let (results, lang, block) = (source.results, source.lang, source.block);
    let of_field = |(at, node): (usize, &crate::rubric::Node)| Series {
        name: format!("{}. {}", node.code, node.name),
        values: units
            .iter()
            .map(|&unit| Some(figure(&block.index.units[unit].nodes[at].points, 2)))
            .collect(),
        formulas: live_values(source, units, |unit| {
            // Nothing applies: a word, which counts 0.
            let points = Formula::call("SUM", source.points(&[at], unit));
            Some(published(points, 2))
        }),
        line: false,
    };
    let plain = block.rubric.fields_of(FieldKind::Plain);
    let (vi, en) = ("Điểm theo lĩnh vực", "Points by field");
    Chart {
        kind: ChartKind::Stacked,
        title: title(results, block, vi, en, lang),
        categories: names(results, block, units),
        series: plain.map(of_field).collect(),
        top: None,
        decimals: 1,
    }
}

/// The points of the leaves that the unit scored itself.
fn decided_points(source: &Source<'_>, unit: usize) -> Formula {
    let block = source.block;
    let of = |penalty: bool| {
        let leaves = block.scores[unit].leaves.iter().filter(|l| l.self_score.is_some());
        let kind = |node: usize| block.rubric.nodes[node].field_kind == FieldKind::Penalty;
        let nodes: Vec<usize> = leaves.map(|l| l.node).filter(|n| kind(*n) == penalty).collect();
        source.points(&nodes, unit)
    };
    let (added, taken) = (of(false), of(true));
    let mut sum = Formula::whole(0);
    if !added.is_empty() {
        sum = Formula::call("SUM", added);
    }
    if !taken.is_empty() {
        sum = Formula::apply("-", sum, Formula::call("SUM", taken));
    }
    published(sum, 2)
}

/// One formula per unit; none when the workbook is not live or one has no place.
fn live_values(
    source: &Source<'_>,
    units: &[usize],
    formula: impl Fn(usize) -> Option<Formula>,
) -> Vec<String> {
    if !source.is_live() {
        return Vec::new();
    }
    let fitting = |at: &usize| formula(*at).filter(Formula::fits).map(|f| f.to_string());
    let all: Option<Vec<String>> = units.iter().map(fitting).collect();
    all.unwrap_or_default()
}

fn title(results: &Results, block: &BlockResults, vi: &str, en: &str, lang: Lang) -> String {
    let what = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let mark = if results.round.illustration {
        format!(" – {}", words::ILLUSTRATION_SMALL.say(lang))
    } else {
        String::new()
    };
    format!("{what} – {}{mark}", block_name(results, block))
}
