//! *Theo lĩnh vực*: component index of every unit in every field, darker where weaker; declared once
//! for the computation, the sheet to be signed, papers and pages.

use crate::expr::excel::Formula;
use crate::formulas::published;
use crate::index::UnitIndex;
use crate::results::BlockResults;
use crate::rubric::Node;
use crate::terms::Exact;

use crate::report::block::{Block, Cell, Figure, Look, Page, Row, Rows, Shade, Table};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::{Sum, Work};
use crate::report::numbers::roman;
use crate::report::ranking::source::Source;
use crate::report::standing::block_name;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// One page when every block has the same fields, else one per block.
pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    all(Source::all(&book.layout), name)
}

/// In figures alone, to be signed.
pub(crate) fn signed<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    all(Source::all_plain(book.results, book.lang), name)
}

fn all<'r>(sources: Vec<Source<'r>>, name: &str) -> Vec<Page<'r>> {
    let mut groups: Vec<Vec<Source<'r>>> = Vec::new();
    for source in sources {
        match groups.iter_mut().find(|g| same_fields(g[0].block, source.block)) {
            Some(group) => group.push(source),
            None => groups.push(vec![source]),
        }
    }
    groups.iter().map(|group| page(group, name)).collect()
}

fn same_fields(one: &BlockResults, other: &BlockResults) -> bool {
    let names = |block: &BlockResults| -> Vec<String> {
        block.rubric.plain_fields().map(|(_, node)| named(node)).collect()
    };
    names(one) == names(other)
}

fn positions(block: &BlockResults) -> Vec<usize> {
    block.rubric.plain_fields().map(|(at, _)| at).collect()
}

fn named(field: &Node) -> String {
    format!("{}. {}", field.code, field.name)
}

fn page<'r>(group: &[Source<'r>], name: &str) -> Page<'r> {
    let (results, lang) = (group[0].results, group[0].lang);
    let mut columns = columns(&group[0], &positions(group[0].block), false);
    let mut rows = Vec::new();
    for (number, source) in group.iter().enumerate() {
        if group.len() > 1 {
            let name = format!("{}. {}", roman(number + 1), block_name(results, source.block));
            rows.push(Row::new(vec![Cell::text(name)]).looking(Look::Group));
        }
        rows.extend(block_rows(source, &positions(source.block), &columns, true));
    }
    let table = Table { fixed_columns: 1, size: 12, ..columns.table(Rows::Held(rows)) };
    let mut name = name.to_string();
    if group.len() == 1 && results.blocks.len() > 1 {
        name = format!("{name} – {}", block_name(results, group[0].block));
    }
    let mut blocks = heading::title(results, &name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    Page { blocks, ..Page::default() }
}

/// Every field of a block, for papers and pages.
pub(crate) fn of_block<'r>(source: &Source<'r>) -> Table<'r> {
    table(source, &positions(source.block))
}

/// Some fields of a block, for papers and pages: an annex has so many columns as can be read.
pub(crate) fn table<'r>(source: &Source<'r>, fields: &[usize]) -> Table<'r> {
    let mut columns = columns(source, fields, true);
    let mean = source.block.index.mean.is_some();
    let rows = block_rows(source, fields, &columns, mean);
    Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) }
}

/// The units of a block, best first, and the mean of those that are ranked.
fn block_rows<'r>(
    source: &Source<'r>,
    fields: &[usize],
    columns: &Columns<'r, 'r, Line<'r>>,
    mean: bool,
) -> Vec<Row<'r>> {
    let units = source.block.ranking().into_iter().map(Some);
    let lines = units.chain(mean.then_some(None)).enumerate().map(|(place, unit)| Line {
        source: *source,
        fields: fields.to_vec(),
        place,
        unit,
    });
    lines.map(|line| columns.row(&line).looking(line.look())).collect()
}

/// A unit of a block; without one, the mean of its ranked units.
struct Line<'r> {
    source: Source<'r>,
    /// Positions of the fields among the nodes.
    fields: Vec<usize>,
    /// The place of the row in its block.
    place: usize,
    unit: Option<usize>,
}

/// `read`: on a paper or a page, which number the units; their ranks stand with the ranking.
fn columns<'r>(source: &Source<'r>, fields: &[usize], read: bool) -> Columns<'r, 'r, Line<'r>> {
    let lang = source.lang;
    let mut columns = Columns::<Line<'r>>::new(lang);
    if read {
        columns.centre(words::NUMBER, 6.5, |l| match l.unit {
            Some(_) => Cell::whole(l.place + 1),
            None => Cell::Empty,
        });
    }
    columns.left(words::UNIT, if read { 28.0 } else { 30.0 }, move |l| match l.unit {
        Some(at) => l.source.named(at),
        None => Cell::text(words::MEAN.say(lang)),
    });
    if !read {
        columns.centre(words::RANK, 8.0, Line::rank);
    }
    columns.right(words::INDEX, 10.0, Line::index);
    for (at, field) in fields.iter().enumerate() {
        let name = named(&source.block.rubric.nodes[*field]);
        columns.right(name, 13.0, move |l| l.field(l.fields[at]));
    }
    columns.shaded(3, |columns| Shade::Low { columns, low: 40.0 });
    columns
}

impl<'r> Line<'r> {
    fn figures(&self) -> Option<&'r UnitIndex> {
        Some(&self.source.block.index.units[self.unit?])
    }

    fn look(&self) -> Look {
        match self.figures() {
            None => Look::Total,
            Some(figures) if figures.rank.is_some() => Look::Plain,
            Some(_) => Look::Muted,
        }
    }

    fn decimals(&self) -> u32 {
        self.source.decimals()
    }

    /// A cell from the column of workings of a unit that has one.
    fn live(
        &self,
        work: &Work,
        shown: Cell<'r>,
        formula: impl FnOnce(Formula) -> Formula,
    ) -> Cell<'r> {
        let unit = self.unit.filter(|at| self.source.counted(*at));
        match unit.and_then(|at| self.source.cell(work, at)) {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        }
    }

    fn mean(&self, work: &Work, mean: Option<&Exact>) -> Cell<'r> {
        let shown = Cell::maybe(mean, self.decimals());
        computation::mean(self.source.mean(work), shown, self.decimals())
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
            return self.mean(&Work::Sum(Sum::Index), self.source.block.index.mean.as_ref());
        };
        let shown = Cell::maybe(figures.published.as_ref(), self.decimals());
        self.live(&Work::Sum(Sum::Published), shown, |published| published)
    }

    fn field(&self, field: usize) -> Cell<'r> {
        let Some(figures) = self.figures() else {
            let mean = self.source.block.index.node_means[field].as_ref();
            return self.mean(&Work::Field(field), mean);
        };
        let (na, decimals) = (words::NOT_APPLICABLE.say(self.source.lang), self.decimals());
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
