//! *Chi tiết*: criteria down, units across; points, or the word for why there are none.

use crate::expr::excel::Formula;
use crate::rubric::{FieldKind, Node};
use crate::scores::State;
use crate::terms::mean;

use crate::formulas::{Address, capped, sum_of};
use crate::report::block::{Block, Cell, Column, Page, Row, Rows, Shade, Table};
use crate::report::computation;
use crate::report::computation::{BlockLayout, Layout, Sum, UNITS_FROM, Work, on_leaves};
use crate::report::standing::{Standing, look, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// How many units stand side by side on one sheet of paper.
const UNITS_ON_PAPER: usize = 12;

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let layout = &book.layout;
    layout.blocks.iter().map(|block| page(layout, block, name)).collect()
}

fn page<'r>(layout: &Layout<'r>, places: &BlockLayout<'r>, name: &str) -> Page<'r> {
    let (results, lang, block) = (layout.results, layout.lang, places.block);
    let standings: Vec<Standing> =
        places.order.iter().map(|at| Standing::of(results, block, *at)).collect();
    let mut columns = vec![
        Column::left(words::CODE.say(lang)),
        Column::left(words::CRITERION.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::right(words::MEAN_SHORT.say(lang)),
    ];
    columns.extend(standings.iter().map(|s| Column::right(s.unit.name.as_str())));
    let mut leaf_at = vec![None; block.rubric.nodes.len()];
    if let Some(first) = block.scores.first() {
        first.leaves.iter().enumerate().for_each(|(at, leaf)| leaf_at[leaf.node] = Some(at));
    }
    let rows = block.rubric.nodes.iter().enumerate();
    let maker = Maker { layout, places, standings: &standings };
    let rows = rows.map(|(at, node)| maker.row(at, node, leaf_at[at]));
    let last = columns.len() - 1;
    let says = |state| Shade::Says {
        columns: (UNITS_FROM, last),
        text: words::state(state, lang).to_string(),
    };
    let shades = [State::Missing, State::Unreadable, State::Pending].into_iter().map(says);
    let table = Table {
        columns,
        shades: shades.collect(),
        rows: Rows::Held(rows.collect()),
        fixed_columns: 3,
        size: 11,
        filter: false,
    };
    let mut blocks = heading::detail_head(results, block, name, lang);
    blocks.push(Block::Table(table));
    let mut widths = vec![8.0, 46.0, 9.0, 9.0];
    widths.resize(UNITS_FROM + standings.len(), 11.5);
    let papers_wide = standings.len().div_ceil(UNITS_ON_PAPER) as u16;
    let name = Some(places.detail_sheet.clone());
    Page { name, widths, blocks, papers_wide, ..Page::default() }
}

/// Makes the rows of one block.
struct Maker<'l, 'r> {
    layout: &'l Layout<'r>,
    places: &'l BlockLayout<'r>,
    standings: &'l [Standing<'r>],
}

impl<'r> Maker<'_, 'r> {
    fn decimals(&self) -> u32 {
        point_decimals(self.layout.results)
    }

    fn row(&self, at: usize, node: &'r Node, leaf: Option<usize>) -> Row<'r> {
        let mut cells = vec![
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            Cell::exact(&node.max, self.decimals()),
            self.mean(at, node),
        ];
        let units = self.standings.iter().zip(&self.places.order);
        cells.extend(units.map(|(standing, unit)| match leaf {
            Some(leaf) => self.leaf_cell(standing, *unit, leaf),
            None => self.node_cell(standing, *unit, at, node),
        }));
        Row::new(cells).looking(look(node))
    }

    /// Over the ranked units to which the node applies; bonus and penalty have none.
    fn mean(&self, at: usize, node: &Node) -> Cell<'r> {
        let ranked = self.standings.iter().filter(|s| s.index.rank.is_some());
        let points: Vec<_> = ranked
            .filter(|s| s.index.nodes[at].index.is_some())
            .map(|s| s.index.nodes[at].points.clone())
            .collect();
        let mean = mean(points.iter());
        if node.field_kind != FieldKind::Plain {
            return Cell::maybe(mean.as_ref(), self.decimals());
        }
        let shown = mean.map_or(Cell::Empty, |m| computation::full(&m, self.decimals()));
        match self.mean_formula(at) {
            Some(formula) if self.layout.live => {
                computation::points(formula, shown, self.decimals())
            }
            _ => shown,
        }
    }

    fn mean_formula(&self, at: usize) -> Option<Formula> {
        let sheet = &self.places.workings_sheet;
        let last = self.places.last_column();
        let row_on = |sheet: Option<&str>, row: u32| {
            let first = Address { sheet, row, column: UNITS_FROM };
            Formula::cell(first.to(row, last))
        };
        let maxima = row_on(Some(sheet), self.places.work_row(&Work::Max(at))?);
        let ranked = row_on(Some(sheet), self.places.work_row(&Work::Sum(Sum::Rank))?);
        let above = || Formula::text(">0");
        let chosen = vec![maxima, above(), ranked, above()];
        let count = Formula::call("COUNTIFS", chosen.clone());
        let mut sum = vec![row_on(None, self.places.node_row(at))];
        sum.extend(chosen);
        let mean = Formula::apply("/", Formula::call("SUMIFS", sum), count.clone());
        Some(Formula::when(count.is_above_zero(), mean, Formula::text("")))
    }

    fn node_cell(&self, s: &Standing<'r>, unit: usize, at: usize, node: &Node) -> Cell<'r> {
        let figures = &s.index.nodes[at];
        let na = words::NOT_APPLICABLE.say(self.layout.lang);
        let shown = match () {
            () if figures.index.is_none() && figures.applicable_max.is_zero() => Cell::text(na),
            () if s.index.rank.is_none() => Cell::Empty,
            () => computation::full(&s.points(at), self.decimals()),
        };
        if !self.layout.live || !self.places.counted(self.layout.results, unit) {
            return shown;
        }
        let column = self.places.unit_column(unit);
        let rows: Vec<u32> = node.children.iter().map(|c| self.places.node_row(*c)).collect();
        let mut points = capped(node, sum_of(None, &rows, column));
        let on_workings = |work: Work| {
            let row = self.places.work_row(&work)?;
            Some(Address::on(&self.places.workings_sheet, row, column).formula())
        };
        let cells = (on_workings(Work::Max(at)), on_workings(Work::Sum(Sum::Applicable)));
        let (Some(max), Some(all)) = cells else { return shown };
        if node.field_kind != FieldKind::Plain {
            // A bonus alone is no result.
            points = Formula::when(all.is_above_zero(), points, Formula::text(""));
        }
        let formula = Formula::when(max.is_above_zero(), points, Formula::text(na));
        computation::points(formula, shown, self.decimals())
    }

    /// Points of a leaf, or its state in words.
    fn leaf_cell(&self, s: &Standing<'r>, unit: usize, leaf: usize) -> Cell<'r> {
        let score = &s.leaves[leaf];
        let shown = match score.state {
            State::Scored => computation::full(&s.points(score.node), self.decimals()),
            other => Cell::text(words::state(other, self.layout.lang)),
        };
        if !self.layout.live {
            return shown;
        }
        let row = self.places.leaf_row(leaf, unit);
        let last = Address::on(self.layout.leaves_sheet, row, on_leaves::LAST);
        let cell = computation::points(last.formula(), shown, self.decimals());
        cell.leading(self.places.why(unit, leaf, self.layout.lang))
    }
}
