//! *Theo lĩnh vực*: component index of every unit in every field, darker where weaker.

use crate::expr::excel::Formula;
use crate::index::UnitIndex;
use crate::results::BlockResults;
use crate::terms::Exact;

use crate::formulas::published;
use crate::report::block::{Block, Cell, Figure, Look, Page, Row, Rows, Shade, Table};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::workings::{mean_of, of_unit};
use crate::report::computation::{BlockLayout, Layout};
use crate::report::computation::{Sum, Work};
use crate::report::ranking::roman;
use crate::report::standing::block_name;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// One page when every block has the same fields, else one per block.
pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, layout) = (book.results, &book.layout);
    let mut groups: Vec<Vec<&BlockResults>> = Vec::new();
    for block in &results.blocks {
        match groups.iter_mut().find(|g| same_fields(g[0], block)) {
            Some(group) => group.push(block),
            None => groups.push(vec![block]),
        }
    }
    groups.iter().map(|group| page(layout, group, name)).collect()
}

fn same_fields(one: &BlockResults, other: &BlockResults) -> bool {
    let names = |block| field_names(block).into_iter().map(|(_, name)| name);
    names(one).eq(names(other))
}

/// The fields that have a component index: bonus and penalty fields have none.
fn field_names(block: &BlockResults) -> Vec<(usize, String)> {
    let name = |(at, n): (usize, &crate::rubric::Node)| (at, format!("{}. {}", n.code, n.name));
    block.rubric.fields_of(crate::rubric::FieldKind::Plain).map(name).collect()
}

fn page<'r>(layout: &'r Layout<'r>, group: &[&'r BlockResults], name: &str) -> Page<'r> {
    let (results, lang) = (layout.results, layout.lang);
    let mut columns = columns(layout, group[0]);
    let mut rows = Vec::new();
    for (number, block) in group.iter().enumerate() {
        if group.len() > 1 {
            let name = format!("{}. {}", roman(number + 1), block_name(results, block));
            rows.push(Row::new(vec![Cell::text(name)]).looking(Look::Group));
        }
        if let Some(places) = layout.block(block) {
            let fields = field_names(block).into_iter().map(|(at, _)| at).collect();
            let mut line = Line { layout, places, fields, unit: None };
            for unit in places.order.iter().map(|at| Some(*at)).chain([None]) {
                line.unit = unit;
                rows.push(columns.row(&line).looking(line.look()));
            }
        }
    }
    let table = Table { fixed_columns: 1, size: 12, ..columns.table(Rows::Held(rows)) };
    let mut name = name.to_string();
    if group.len() == 1 && results.blocks.len() > 1 {
        name = format!("{name} – {}", block_name(results, group[0]));
    }
    let mut blocks = heading::title(results, &name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    Page { blocks, ..Page::default() }
}

/// A unit of a block; without one, the mean of its ranked units.
struct Line<'r> {
    layout: &'r Layout<'r>,
    places: &'r BlockLayout<'r>,
    /// Positions of the fields among the nodes.
    fields: Vec<usize>,
    unit: Option<usize>,
}

fn columns<'r>(layout: &'r Layout<'r>, block: &BlockResults) -> Columns<'r, 'r, Line<'r>> {
    let (results, lang) = (layout.results, layout.lang);
    let mut columns = Columns::<Line<'r>>::new(lang);
    columns
        .left(words::UNIT, 30.0, move |l| match l.unit {
            Some(at) => Cell::text(l.places.block.unit(&results.round, at).0.name.as_str()),
            None => Cell::text(words::MEAN.say(lang)),
        })
        .centre(words::RANK, 8.0, Line::rank)
        .right(words::INDEX, 10.0, Line::index);
    for (at, (_, name)) in field_names(block).into_iter().enumerate() {
        columns.right(name, 13.0, move |l| l.field(l.fields[at]));
    }
    columns.shaded(3, |columns| Shade::Low { columns, low: 40.0 });
    columns
}

impl<'r> Line<'r> {
    fn figures(&self) -> Option<&'r UnitIndex> {
        Some(&self.places.block.index.units[self.unit?])
    }

    fn look(&self) -> Look {
        match self.figures() {
            None => Look::Total,
            Some(figures) if figures.rank.is_some() => Look::Plain,
            Some(_) => Look::Muted,
        }
    }

    fn decimals(&self) -> u32 {
        self.layout.results.round.rules.decimals
    }

    /// A cell from the column of workings of a unit that has one.
    fn live(
        &self,
        work: &Work,
        shown: Cell<'r>,
        formula: impl FnOnce(Formula) -> Formula,
    ) -> Cell<'r> {
        let counted = |at: &usize| self.places.counted(self.layout.results, *at);
        let unit = self.unit.filter(|at| self.layout.live && counted(at));
        match unit.and_then(|at| of_unit(self.places, work, at)) {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        }
    }

    fn mean(&self, work: &Work, mean: Option<&Exact>) -> Cell<'r> {
        let shown = Cell::maybe(mean, self.decimals());
        computation::mean(self.layout, mean_of(self.places, work), shown, self.decimals())
    }

    fn rank(&self) -> Cell<'r> {
        let Some(figures) = self.figures() else { return Cell::Empty };
        let shown = figures.rank.map_or(Cell::text("–"), Cell::whole);
        self.live(&Work::Sum(Sum::Rank), shown, |rank| {
            let none = Formula::apply("=", rank.clone(), Formula::text(""));
            Formula::when(none, Formula::text("–"), rank)
        })
    }

    fn index(&self) -> Cell<'r> {
        let Some(figures) = self.figures() else {
            return self.mean(&Work::Sum(Sum::Index), self.places.block.index.mean.as_ref());
        };
        let shown = Cell::maybe(figures.published.as_ref(), self.decimals());
        self.live(&Work::Sum(Sum::Published), shown, |published| published)
    }

    fn field(&self, field: usize) -> Cell<'r> {
        let Some(figures) = self.figures() else {
            let mean = self.places.block.index.node_means[field].as_ref();
            return self.mean(&Work::Field(field), mean);
        };
        let (na, decimals) = (words::NOT_APPLICABLE.say(self.layout.lang), self.decimals());
        let shown = match &figures.nodes[field].index {
            Some(share) if figures.rank.is_some() => Cell::exact(share, decimals),
            Some(_) => Cell::Empty,
            None => Cell::text(na),
        };
        let rounded = |share: Formula| {
            let number = Formula::call("ISNUMBER", vec![share.clone()]);
            Formula::when(number, published(share, decimals), Formula::text(na))
        };
        let cell = self.live(&Work::Field(field), shown, rounded);
        cell.figured(Figure::Fixed(decimals as u8))
    }
}
