//! The rows of one evidence form while they are read: where the reader stands, what is fixed, and
//! what was gathered so far. The steps stand in the files beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::issued::Issued;
use crate::evidence::file::{KnownFigure, Set, measure};
use crate::evidence::values::Spot;
use crate::evidence::{Entry, LeafEvidence};
use crate::grid::{Cell, Grid, Row, column_letters};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::round::{Round, Unit};
use crate::table::{Sections, Table, place};
use crate::terms::Exact;
use crate::value::{Gap, Origin};

/// Where the columns of the form stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    pub code: Option<u32>,
    pub name: Option<u32>,
    pub max: Option<u32>,
    pub key: Option<u32>,
    pub item: Option<u32>,
    pub measure: Option<u32>,
    pub value: Option<u32>,
    pub own_score: Option<u32>,
    pub proof: Option<u32>,
    pub explanation: Option<u32>,
}

impl Columns {
    pub(crate) fn of(table: &Table) -> Columns {
        Columns {
            code: table.column("code").or_else(|| table.column("number")),
            name: table.column("name"),
            max: table.column("max"),
            key: table.column("key"),
            item: table.column("item"),
            measure: table.column("measure"),
            value: table.column("value"),
            own_score: table.column("self"),
            proof: table.column("proof"),
            explanation: table.column("explanation"),
        }
    }
}

/// Whose items may follow without a code of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// *Số liệu chung*.
    Shared,
    Node(usize),
    /// Below a row that could not be told.
    Lost,
}

/// The reader of one sheet.
pub(crate) struct Rows<'a> {
    pub(crate) grid: &'a Grid,
    /// The headers of the sheet; `columns` are those of the one in force.
    pub(crate) sections: &'a Sections,
    /// The last row of the header in force.
    pub(crate) header: u32,
    pub(crate) round: &'a Round,
    pub(crate) unit: &'a Unit,
    pub(crate) set: &'a Set<'a>,
    pub(crate) problems: &'a mut Problems,
    pub(crate) columns: Columns,
    /// The unit of measure that the sheet gives for all its values.
    pub(crate) measure: Option<String>,
    pub(crate) context: Context,
    pub(crate) items: Vec<Option<Entry>>,
    pub(crate) leaves: Vec<LeafEvidence>,
    /// Blank value cells on the rows of leaves with one item.
    pub(crate) blanks: Vec<Option<Origin>>,
    /// Self scores that the form's own formula gives as 0: a 0, or no formula computed.
    pub(crate) zero_scores: Vec<(usize, Origin)>,
    /// The self scores above the last row of totals.
    pub(crate) summed: Exact,
    /// What the form's own hidden sheet says, when this program made the form.
    pub(crate) issued: Option<Issued>,
    /// What is known of the unit beside.
    pub(crate) known: Vec<KnownFigure>,
    /// When the file was saved, as far as it says so.
    pub(crate) saved: Option<NaiveDateTime>,
    /// Explanations beside data items, by position of the item.
    pub(crate) reasons: Vec<(usize, String)>,
    /// The row that gave each item its value.
    pub(crate) given_by: Vec<Option<u32>>,
    /// Rows that a later row took back, with the code of the problem that says so.
    pub(crate) undone: Vec<(u32, &'static str)>,
    pub(crate) fractions: Vec<Fraction>,
    /// Items with an explanation on their row.
    pub(crate) explained: BTreeSet<usize>,
    /// The columns beside that of values in which a value may have been written by mistake.
    pub(crate) neighbours: Vec<u32>,
    /// Below this row stand remarks and signatures.
    pub(crate) last_of_data: u32,
    /// Rows that the reader of the file refused as a whole: what the form then seems to lack may
    /// stand in them.
    pub(crate) broken_rows: usize,
    /// Items whose rows stand below a header that cannot be used, which was told.
    pub(crate) below_refused: BTreeSet<usize>,
    /// Items that only rows below a header without a column of values may be meant to give, with
    /// what there is to say of that header.
    pub(crate) without_column: BTreeMap<usize, Problem>,
}

/// A count written over another one, until the other one is read.
pub(crate) struct Fraction {
    pub(crate) item: usize,
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) raw: String,
    pub(crate) part: Exact,
    pub(crate) whole: Exact,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(
        grid: &'a Grid,
        sections: &'a Sections,
        round: &'a Round,
        unit: &'a Unit,
        set: &'a Set<'a>,
        problems: &'a mut Problems,
    ) -> Self {
        let columns = Columns::of(sections.first());
        let items = vec![None; set.rubric.items.len()];
        let leaves = vec![LeafEvidence::default(); set.rubric.nodes.len()];
        let blanks = vec![None; set.rubric.items.len()];
        let context = Context::Shared;
        let summed = Exact::zero();
        let given_by = vec![None; set.rubric.items.len()];
        Rows {
            grid,
            sections,
            header: sections.first().header.1,
            round,
            unit,
            set,
            problems,
            columns,
            measure: measure(grid, sections.first()),
            context,
            items,
            leaves,
            zero_scores: Vec::new(),
            blanks,
            summed,
            issued: None,
            known: Vec::new(),
            saved: None,
            reasons: Vec::new(),
            given_by,
            undone: Vec::new(),
            fractions: Vec::new(),
            explained: BTreeSet::new(),
            neighbours: Vec::new(),
            last_of_data: 0,
            broken_rows: 0,
            below_refused: BTreeSet::new(),
            without_column: BTreeMap::new(),
        }
    }

    /// The form was made by this program, with this hidden sheet.
    pub(crate) fn issued(&mut self, meta: &Grid) {
        self.issued = Issued::of(meta);
    }

    pub(crate) fn first_row(&self) -> u32 {
        self.sections.first().first_row
    }

    /// The header over a column, for messages: its text, else its letters.
    pub(crate) fn heading(&self, column: u32) -> String {
        let header = self.grid.cell_or_merged(self.header, column);
        let text = header.and_then(Cell::text).map(crate::text::tidy);
        text.map_or_else(|| column_letters(column), |text| format!("“{text}”"))
    }

    /// Turns to the next sheet of the form. What was read stays.
    pub(crate) fn go_on(&mut self, grid: &'a Grid, sections: &'a Sections) {
        (self.grid, self.sections, self.columns) = (grid, sections, Columns::of(sections.first()));
        self.header = sections.first().header.1;
        self.measure = measure(grid, sections.first());
        self.context = Context::Shared;
        // Rows of another sheet.
        self.given_by.fill(None);
    }

    /// Whether the columns in force are those of a row.
    pub(crate) fn is_in_force(&self, row: &Row) -> bool {
        self.sections.table(row.index).is_some_and(|table| Columns::of(table) == self.columns)
    }

    pub(crate) fn spot(&self, row: &Row, column: u32) -> Spot<'a> {
        let (grid, round, unit) = (self.grid, self.round, Some(&self.unit.id));
        Spot { grid, row: row.index, column, round, unit }
    }

    pub(crate) fn problem(&self, kind: &Kind, row: &Row, column: Option<u32>) -> Problem {
        let at = place(self.grid, row.index, column.unwrap_or(0));
        Problem::new(kind, at).of_unit(&self.unit.id)
    }

    /// The place of the whole sheet.
    pub(crate) fn sheet_place(&self) -> Place {
        Place { cell: None, ..place(self.grid, 0, 0) }
    }

    /// Cells that gave a value or a self score.
    pub(crate) fn values(&self) -> usize {
        let taken = |entry: &&Entry| !matches!(entry.outcome, Err(Gap::Missing | Gap::Unreadable));
        let items = self.items.iter().flatten().filter(taken).count();
        items + self.leaves.iter().filter(|leaf| matches!(leaf.self_score, Some(Ok(_)))).count()
    }

    pub(crate) fn is_heading(&self, row: &Row) -> bool {
        self.sections.is_heading(row)
    }
}
