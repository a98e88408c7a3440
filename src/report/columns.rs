//! Columns of a table, each declared in one place: its heading and width, how it stands, what its
//! cell says of a row, and what stands below in the total.

use crate::report::block::{Align, Cell, Column, Look, Row, Rows, Shade, Table, Visit};
use crate::report::standing::{Standing, block_name};
use crate::report::words;
use crate::rubric::Node;
use crate::terms::{Lang, Text};

/// What the cell of a column says of a row made from `X`.
type CellOf<'c, 'r, X> = Box<dyn Fn(&X) -> Cell<'r> + 'c>;

/// The columns of a table whose rows are made from `X`; cells live as long as `'r`.
pub(super) struct Columns<'c, 'r, X> {
    lang: Lang,
    heads: Vec<Column>,
    cells: Vec<CellOf<'c, 'r, X>>,
    totals: Vec<Cell<'r>>,
    shades: Vec<Shade>,
}

/// What can head a column.
pub(super) trait Heading {
    fn words(self, lang: Lang) -> String;
}

impl Heading for Text {
    fn words(self, lang: Lang) -> String {
        self.say(lang).to_string()
    }
}

impl Heading for String {
    fn words(self, _: Lang) -> String {
        self
    }
}

impl Heading for &str {
    fn words(self, _: Lang) -> String {
        self.to_string()
    }
}

impl<'c, 'r, X> Columns<'c, 'r, X> {
    pub(super) fn new(lang: Lang) -> Self {
        Columns {
            lang,
            heads: Vec::new(),
            cells: Vec::new(),
            totals: Vec::new(),
            shades: Vec::new(),
        }
    }

    fn add(
        &mut self,
        align: Align,
        heading: impl Heading,
        width: f64,
        cell: impl Fn(&X) -> Cell<'r> + 'c,
    ) -> &mut Self {
        self.heads.push(Column { heading: heading.words(self.lang), align, width });
        self.cells.push(Box::new(cell));
        self.totals.push(Cell::Empty);
        self
    }

    pub(super) fn left(
        &mut self,
        heading: impl Heading,
        width: f64,
        cell: impl Fn(&X) -> Cell<'r> + 'c,
    ) -> &mut Self {
        self.add(Align::Left, heading, width, cell)
    }

    pub(super) fn centre(
        &mut self,
        heading: impl Heading,
        width: f64,
        cell: impl Fn(&X) -> Cell<'r> + 'c,
    ) -> &mut Self {
        self.add(Align::Centre, heading, width, cell)
    }

    pub(super) fn right(
        &mut self,
        heading: impl Heading,
        width: f64,
        cell: impl Fn(&X) -> Cell<'r> + 'c,
    ) -> &mut Self {
        self.add(Align::Right, heading, width, cell)
    }

    /// The column at this position says something else of a row.
    pub(super) fn cell(&mut self, at: usize, cell: impl Fn(&X) -> Cell<'r> + 'c) -> &mut Self {
        self.cells[at] = Box::new(cell);
        self
    }

    /// What stands in the last column in the row of the total.
    pub(super) fn total(&mut self, cell: Cell<'r>) -> &mut Self {
        if let Some(last) = self.totals.last_mut() {
            *last = cell;
        }
        self
    }

    /// The columns from position `first` to the last are shaded.
    pub(super) fn shaded(&mut self, first: usize, shade: impl Fn((usize, usize)) -> Shade) {
        self.shades.push(shade((first, self.heads.len().saturating_sub(1))));
    }

    /// The last column is shaded where it says one of the texts.
    pub(super) fn marked(&mut self, texts: impl IntoIterator<Item = &'static str>) -> &mut Self {
        let last = self.heads.len().saturating_sub(1);
        for text in texts {
            self.shades.push(Shade::Says { columns: (last, last), text: text.to_string() });
        }
        self
    }

    pub(super) fn widths(&self) -> Vec<f64> {
        self.heads.iter().map(|head| head.width).collect()
    }

    pub(super) fn row(&self, of: &X) -> Row<'r> {
        Row::new(self.cells.iter().map(|cell| cell(of)).collect())
    }

    pub(super) fn rows(&self, all: impl IntoIterator<Item = X>) -> Vec<Row<'r>> {
        all.into_iter().map(|one| self.row(&one)).collect()
    }

    pub(super) fn total_row(&self) -> Row<'r> {
        Row::new(self.totals.clone()).looking(Look::Total)
    }

    /// A long table whose rows are made anew at each reading: `each` gives what they are made from.
    pub(super) fn streamed(mut self, each: impl Fn(&mut dyn FnMut(&X)) + 'r) -> Table<'r>
    where
        'c: 'r,
        X: 'r,
    {
        let table = self.table(Rows::default());
        let rows = move |visit: &mut Visit<'_>| each(&mut |one| visit(&self.row(one)));
        Table { rows: Rows::Made(Box::new(rows)), filter: true, ..table }
    }

    /// The table that these columns head.
    pub(super) fn table(&mut self, rows: Rows<'r>) -> Table<'r> {
        let (columns, shades) = (self.heads.clone(), std::mem::take(&mut self.shades));
        Table { columns, rows, shades, size: 11, ..Table::default() }
    }
}

/// A leaf of a unit, as a row speaks of it.
pub(super) trait OfLeaf<'r> {
    fn standing(&self) -> Standing<'r>;
    fn node(&self) -> &'r Node;
}

impl<'r, X: OfLeaf<'r>> Columns<'_, 'r, X> {
    /// Block, unit, code and name of the leaf.
    pub(super) fn subject(&mut self, [block, unit, code, leaf]: [f64; 4]) -> &mut Self {
        self.left(words::BLOCK, block, |x| {
            let standing = x.standing();
            Cell::text(block_name(standing.results, standing.block))
        })
        .left(words::UNIT, unit, |x| Cell::text(x.standing().unit.name.as_str()))
        .left(words::CODE, code, |x| Cell::text(x.node().code.as_str()))
        .left(words::LEAF, leaf, |x| Cell::text(x.node().name.as_str()))
    }
}
