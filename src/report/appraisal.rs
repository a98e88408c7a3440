//! *Tự chấm và thẩm định*: every score of every leaf beside the others, with reasons. Here the
//! rules compute from *Số liệu*, and an appraised score wins.

use crate::expr::excel::Formula;
use crate::rubric::Leaf;
use crate::scores::{LeafScore, Stance, State};
use crate::terms::{Exact, Lang};

use super::block::{Cell, Column, Figure, Page, Row, Rows, Shade, Table, Visit};
use super::computation::on_leaves::{COMPUTED, LAST, PRINTED, SELF};
use super::computation::{self, BlockLayout, Layout, LeafCells, LeafRow};
use super::standing::{Standing, agency_name, block_name, point_decimals};
use super::workbook::Workbook;
use super::{heading, words};
use crate::formulas::{Address, published};

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang, layout) = (book.results, book.lang, &book.layout);
    let mut columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::LEAF.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::right(words::SELF.say(lang)),
        Column::right(words::VALUE_LOOKED_AT.say(lang)),
        Column::right(words::COMPUTED.say(lang)),
        Column::right(words::ROUND_1.say(lang)),
        Column::right(words::ROUND_2.say(lang)),
        Column::right(words::FINAL.say(lang)),
        Column::right(words::FINAL_LESS_SELF.say(lang)),
        Column::right(words::FINAL_LESS_COMPUTED.say(lang)),
        Column::left(words::AGENCY.say(lang)),
        Column::left(words::REASON.say(lang)),
        Column::left(words::EXPLANATION.say(lang)),
    ];
    let mut widths = vec![14.0, 18.0, 7.5, 30.0, 8.0, 8.0, 10.0];
    widths.extend([9.0, 9.0, 9.0, 8.0, 10.0, 10.0, 15.0, 28.0, 20.0]);
    if layout.corrected {
        columns.push(Column::right(words::COMPUTED_DECLARED.say(lang)));
        widths.push(11.0);
    }
    let live = layout.live;
    if live {
        for word in
            [words::STATE_CODE, words::RULE_STATE, words::BEFORE_GATES, words::APPLICABLE_MAX]
        {
            columns.push(Column::right(word.say(lang)));
        }
        let step = |at| Column::right(words::STEP.with(lang, &[("n", &format!("{at}"))]));
        columns.extend((1..=layout.helpers).map(step));
        widths.resize(columns.len(), 11.0);
    }
    let first_working = layout.first_working();
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(book, visit))),
        shades: vec![Shade::Differs { columns: (LAST + 1, LAST + 2) }],
        fixed_columns: 4,
        ..Table::listing()
    };
    let mut page = heading::listing(results, name, lang, widths, table);
    page.workings = live.then_some(first_working);
    vec![page]
}

/// Leaf by leaf, so that like cases stand together and are compared over the units.
fn rows(book: &Workbook<'_>, visit: &mut Visit<'_>) {
    let layout = &book.layout;
    for (number, block) in layout.blocks.iter().enumerate() {
        let world = book.as_scored.get(number);
        for (leaf_at, (at, _, leaf)) in block.block.rubric.leaves().enumerate() {
            for unit in 0..block.block.units.len() {
                let live = world.map(|world| {
                    let row = LeafRow { layout, block, world, unit, leaf: leaf_at, at };
                    row.cells(leaf, point_decimals(layout.results))
                });
                visit(&Maker { layout, block, unit }.row(leaf_at, leaf, live));
            }
        }
    }
}

struct Maker<'l, 'r> {
    layout: &'l Layout<'r>,
    block: &'l BlockLayout<'r>,
    unit: usize,
}

impl<'r> Maker<'_, 'r> {
    fn row(&self, at: usize, leaf: &'r Leaf, live: Option<LeafCells<'r>>) -> Row<'r> {
        let (results, lang) = (self.layout.results, self.layout.lang);
        let standing = Standing::of(results, self.block.block, self.unit);
        let score = &standing.leaves[at];
        let decimals = point_decimals(results);
        let node = &self.block.block.rubric.nodes[score.node];
        let appraised = |round: usize| {
            let given = score.appraised[round].as_ref();
            match given {
                None => Cell::Empty,
                // Words: the formulas beside take numbers for points that count.
                Some(a) if a.stance == Stance::Overruled => {
                    let points = words::number(&a.points, decimals, lang);
                    Cell::text(words::OVERRULED_POINTS.with(lang, &[("points", &points)]))
                }
                Some(a) => computation::full(&a.points, decimals),
            }
        };
        let last = score.appraised.iter().rev().flatten().next();
        let agency = last.and_then(|a| a.agency.as_ref()).or(leaf.appraiser.as_ref());
        let declared = score.inputs.iter().any(|i| i.declared.is_some());
        let LeafCells { looked_at, computed, last, workings } =
            live.unwrap_or_else(|| plain(&standing, score, decimals, lang));
        let mut cells = vec![
            Cell::text(block_name(results, self.block.block)),
            Cell::text(standing.unit.name.as_str()),
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            computation::full(&node.max, decimals),
            score.self_score.as_ref().map_or(Cell::Empty, |s| computation::full(s, decimals)),
            looked_at,
            computed,
            appraised(0),
            appraised(1),
            last,
            self.difference(at, SELF, score.self_score.as_ref()),
            self.difference(
                at,
                if declared { PRINTED } else { COMPUTED },
                score.computed.as_ref().ok(),
            ),
            agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id))),
            Cell::text(reasons(score, lang)),
            Cell::text(explanation(score, lang)),
        ];
        if self.layout.corrected {
            cells.push(if declared { computed_cell(score, decimals, lang) } else { Cell::Empty });
        }
        cells.extend(workings);
        Row::new(cells)
    }

    /// The final points less another column, where both are numbers.
    fn difference(&self, at: usize, column: usize, other: Option<&Exact>) -> Cell<'r> {
        let standing = Standing::of(self.layout.results, self.block.block, self.unit);
        let decimals = point_decimals(self.layout.results);
        let score = &standing.leaves[at];
        let shown = match (score.state, other) {
            (State::Scored, Some(other)) => {
                signed(&(standing.points(score.node) - other), decimals)
            }
            _ => Cell::Empty,
        };
        if !self.layout.live {
            return shown;
        }
        let row = self.block.leaf_row(at, self.unit);
        let (last, other) =
            (Address::here(row, LAST).formula(), Address::here(row, column).formula());
        let both = Formula::call("ISNUMBER", vec![last.clone()])
            .and(Formula::call("ISNUMBER", vec![other.clone()]));
        let less = published(Formula::apply("-", last, other), decimals);
        computation::cell(Formula::when(both, less, Formula::text("")), shown)
            .figured(Figure::Signed(decimals as u8))
    }
}

/// The cells of a round that is too large for formulas.
fn plain<'r>(
    standing: &Standing<'r>,
    score: &'r LeafScore,
    decimals: u32,
    lang: Lang,
) -> LeafCells<'r> {
    let last = match score.state {
        State::Scored => Cell::exact(&standing.points(score.node), decimals),
        other => Cell::text(words::state(other, lang)),
    };
    LeafCells {
        looked_at: Cell::Empty,
        computed: computed_cell(score, decimals, lang),
        last,
        workings: Vec::new(),
    }
}

fn computed_cell<'r>(score: &LeafScore, decimals: u32, lang: Lang) -> Cell<'r> {
    match &score.computed {
        Ok(points) => computation::full(points, decimals),
        Err(gap) => Cell::text(words::gap(*gap, lang)),
    }
}

/// The explanation, and the comments on the cells of the leaf's rows and of its data.
fn explanation(leaf: &LeafScore, lang: Lang) -> String {
    let mut said: Vec<(&str, &str)> = Vec::new();
    for (origin, text) in leaf.aside.iter().flat_map(|aside| &aside.comments) {
        said.push((&origin.cell, text));
    }
    for input in &leaf.inputs {
        if let (Some(text), Some(origin)) = (&input.comment, &input.origin)
            && !said.contains(&(&origin.cell, text))
        {
            said.push((&origin.cell, text));
        }
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(Some(leaf.explanation.clone()).filter(|text| !text.is_empty()));
    parts.extend(said.iter().map(|(cell, text)| match lang {
        Lang::Vi => format!("[Ghi chú ô {cell}: {text}]"),
        Lang::En => format!("[Comment on {cell}: {text}]"),
    }));
    parts.join(" ")
}

/// The reasons of both rounds, each with its round when there are two.
fn reasons(leaf: &LeafScore, lang: Lang) -> String {
    let given: Vec<(usize, &str)> = leaf
        .appraised
        .iter()
        .enumerate()
        .filter_map(|(round, a)| Some((round, a.as_ref()?.reason.as_str())))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    if let [(_, only)] = given[..] {
        return only.to_string();
    }
    let name = |round| if round == 0 { words::ROUND_1 } else { words::ROUND_2 };
    let part = |(round, reason): &(usize, &str)| format!("{}: {reason}", name(*round).say(lang));
    given.iter().map(part).collect::<Vec<_>>().join("; ")
}

fn signed<'a>(difference: &Exact, decimals: u32) -> Cell<'a> {
    let value = difference.round_half_up(decimals).to_f64();
    Cell::Number(value, Figure::Signed(decimals as u8))
}
