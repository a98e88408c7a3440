//! The rows of one evidence form, from top to bottom: every row gets its fate, every data item
//! its value or the reason why it has none.
//!
//! A row is a data item's by its key; without a key by code and label together, never by the
//! code alone.

use std::collections::{BTreeMap, BTreeSet};

use super::against::Set;
use super::issued::Issued;
use super::pairs::Fraction;
use super::tell::{filled, has_digit, is_code, short, written};
use super::values::{Spot, is_not_applicable};
use super::{Entry, LeafEvidence, beside, finish, over, pairs, shifted, signature, totals};
use crate::grid::{Cell, Content, Grid, Row, column_letters};
use crate::ledger::{Account, Fate, ReadAs, Why};
use crate::problem::{Kind, Level, Mark, Place, Problem, Problems, kinds};
use crate::round::{Round, Unit};
use crate::rubric::Coded;
use crate::source::did_you_mean;
use crate::table::{self, Sections, Table, Under, is_plain_total, place};
use crate::terms::Exact;
use crate::text::fold;
use crate::value::Origin;

/// Where the columns of the form stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
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
    pub(super) fn of(table: &Table) -> Columns {
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
pub(super) enum Context {
    /// *Số liệu chung*.
    Shared,
    Node(usize),
    /// Below a row that could not be told.
    Lost,
}

/// The reader of one sheet.
pub(super) struct Rows<'a> {
    pub(super) grid: &'a Grid,
    /// The headers of the sheet; `columns` are those of the one in force.
    pub(super) sections: &'a Sections,
    /// The last row of the header in force.
    header: u32,
    pub(super) round: &'a Round,
    pub(super) unit: &'a Unit,
    pub(super) set: &'a Set<'a>,
    pub(super) problems: &'a mut Problems,
    pub(super) columns: Columns,
    pub(super) context: Context,
    pub(super) items: Vec<Option<Entry>>,
    pub(super) leaves: Vec<LeafEvidence>,
    /// Blank value cells on the rows of leaves with one item.
    blanks: Vec<Option<Origin>>,
    /// Self scores that the form's own formula gives as 0: a 0, or no formula computed.
    pub(super) zero_scores: Vec<(usize, Origin)>,
    /// The self scores above the last row of totals.
    pub(super) summed: Exact,
    /// What the form's own hidden sheet says, when this program made the form.
    pub(super) issued: Option<Issued>,
    /// The row that gave each item its value.
    pub(super) given_by: Vec<Option<u32>>,
    /// Rows that a later row took back, with the code of the problem that says so.
    pub(super) undone: Vec<(u32, &'static str)>,
    pub(super) fractions: Vec<Fraction>,
    /// The columns beside that of values in which a value may have been written by mistake.
    pub(super) neighbours: Vec<u32>,
    /// Below this row stand remarks and signatures.
    pub(super) last_of_data: u32,
    /// Rows that the reader of the file refused as a whole: what the form then seems to lack may
    /// stand in them.
    pub(super) broken_rows: usize,
    /// Items whose rows stand below a header that cannot be used, which was told.
    pub(super) below_refused: BTreeSet<usize>,
    /// Items that only rows below a header without a column of values may be meant to give, with
    /// what there is to say of that header.
    pub(super) without_column: BTreeMap<usize, Problem>,
}

/// What one sheet says.
pub(super) struct Read {
    pub items: Vec<Entry>,
    pub leaves: Vec<LeafEvidence>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
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
            context,
            items,
            leaves,
            zero_scores: Vec::new(),
            blanks,
            summed,
            issued: None,
            given_by,
            undone: Vec::new(),
            fractions: Vec::new(),
            neighbours: Vec::new(),
            last_of_data: 0,
            broken_rows: 0,
            below_refused: BTreeSet::new(),
            without_column: BTreeMap::new(),
        }
    }

    /// The form was made by this program, with this hidden sheet.
    pub(super) fn issued(&mut self, meta: &Grid) {
        self.issued = Issued::of(meta);
    }

    pub(super) fn first_row(&self) -> u32 {
        self.sections.first().first_row
    }

    /// The header over a column, for messages: its text, else its letters.
    pub(super) fn heading(&self, column: u32) -> String {
        let header = self.grid.cell_or_merged(self.header, column);
        let text = header.and_then(Cell::text).map(crate::text::tidy);
        text.map_or_else(|| column_letters(column), |text| format!("“{text}”"))
    }

    /// Turns to the next sheet of the form. What was read stays.
    pub(super) fn go_on(&mut self, grid: &'a Grid, sections: &'a Sections) {
        (self.grid, self.sections, self.columns) = (grid, sections, Columns::of(sections.first()));
        self.header = sections.first().header.1;
        self.context = Context::Shared;
        // Rows of another sheet.
        self.given_by.fill(None);
    }

    /// Reads the rows of the sheet, to what became of each.
    pub(super) fn read(&mut self) -> Account {
        let grid = self.grid;
        let mut account = Account::new(ReadAs::Evidence, grid);
        let before = self.values();
        self.neighbours = shifted::neighbours(self);
        self.last_of_data = signature::last_of_data(self);
        let mut hidden = Vec::new();
        let first = self.problems.mark();
        for row in &grid.rows {
            let said = self.problems.mark();
            self.enter(row);
            let fate = self.row(row);
            let whole =
                row.cells.iter().all(|(_, cell)| matches!(cell.content, Content::Broken(_)));
            self.broken_rows += usize::from(fate == Fate::Rejected && whole);
            account.add(row.index, self.why(row, fate, said));
            if fate != Fate::SetAside && grid.hidden_rows.binary_search(&row.index).is_ok() {
                hidden.push(row);
            }
            if fate == Fate::Used {
                finish::note_struck(self, row);
            }
            if let (Context::Node(node), true) = (self.context, fate != Fate::SetAside) {
                beside::keep(self, row, node);
            }
        }
        self.columns = Columns::of(self.sections.first());
        pairs::settle(self, &mut account);
        beside::note(self);
        over::note(self);
        for (row, code) in std::mem::take(&mut self.undone) {
            account.change(row, Why::Rejected(code));
        }
        // Only now is it known what became of them.
        for row in hidden {
            self.enter(row);
            self.note_hidden(row, first);
        }
        for (item, blank) in self.items.iter_mut().zip(&self.blanks) {
            if let (None, Some(origin)) = (&item, blank) {
                *item = Some(Entry { origin: Some(origin.clone()), ..Entry::default() });
            }
        }
        account.values = self.values().saturating_sub(before);
        account
    }

    /// All that the sheets say, and what is said of the form as a whole.
    pub(super) fn done(mut self) -> Read {
        finish::settle_zeros(&mut self);
        finish::report(&mut self);
        super::turned::report(&mut self);
        super::issued::report(&mut self);
        let items = self.items.into_iter().map(Option::unwrap_or_default).collect();
        Read { items, leaves: self.leaves }
    }

    /// A hidden row that holds data. Problems from `first` on are those of this sheet.
    fn note_hidden(&mut self, row: &Row, first: Mark) {
        let data = [self.columns.value, self.columns.own_score];
        let column = data.into_iter().find(|column| filled(row, *column).is_some());
        let (Some(column), Some(cell)) = (column, column.and_then(|c| filled(row, c))) else {
            return;
        };
        let problem = self.problem(&kinds::evidence::HIDDEN_ROW, row, column);
        let refused = self.problems.since(first).any(|said| {
            said.kind.level == Level::Error
                && said.place.sheet == problem.place.sheet
                && said.place.row_and_column().is_some_and(|(at, _)| at == row.index)
        });
        let raw = short(&cell.raw());
        let problem = problem.with("row", row.index + 1).with("raw", &raw);
        self.problems.push(match refused {
            true => problem
                .said(
                    "use",
                    "số liệu này bị từ chối, xem lỗi ở cùng dòng",
                    "it is refused, see the error of the row",
                )
                .said("taken", "không dùng", "not used"),
            false => problem
                .said("use", "phần mềm vẫn đọc", "it is read all the same")
                .with("taken", &raw),
        });
    }

    /// From here on the columns of another header may hold.
    fn enter(&mut self, row: &Row) {
        let Some(table) = self.sections.table(row.index) else { return };
        let columns = Columns::of(table);
        if (self.header, self.columns) != (table.header.1, columns) {
            self.header = table.header.1;
            if self.columns != columns {
                self.columns = columns;
                self.neighbours = shifted::neighbours(self);
            }
        }
    }

    /// Whether the columns in force are those of a row.
    pub(super) fn is_in_force(&self, row: &Row) -> bool {
        self.sections.table(row.index).is_some_and(|table| Columns::of(table) == self.columns)
    }

    fn row(&mut self, row: &Row) -> Fate {
        if self.is_heading(row) {
            return Fate::SetAside;
        }
        match self.sections.under(row.index) {
            Under::Refused => {
                let texts = row.cells.iter().filter_map(|(_, cell)| cell.text());
                let texts = texts.map(str::trim);
                self.below_refused.extend(texts.flat_map(|text| self.set.items_named(text)));
                return Fate::Rejected;
            }
            Under::Other => return Fate::SetAside,
            Under::Heading | Under::Table(_) => {}
        }
        if let Some(fate) = self.broken(row) {
            return fate;
        }
        if let Some(key) = filled(row, self.columns.key) {
            return self.keyed(row, key);
        }
        match filled(row, self.columns.code) {
            Some(code) if is_code(code) => self.coded(row, Some(code)),
            _ => self.bare(row),
        }
    }

    /// A row with *Mã số liệu*.
    fn keyed(&mut self, row: &Row, cell: &Cell) -> Fate {
        let key = written(cell);
        let Some(item) = self.set.item(&key) else {
            let near = did_you_mean(&key, self.set.keys());
            let problem = self.problem(&kinds::evidence::KEY, row, self.columns.key);
            self.problems.push(problem.with("key", key).proposing(near));
            return Fate::Rejected;
        };
        if let Err(problem) = self.check_label(row, item) {
            self.problems.push(*problem);
            return Fate::Rejected;
        }
        let leaf = self.set.leaf_of[item];
        match filled(row, self.columns.code).filter(|c| is_code(c)) {
            Some(code) => {
                let Some(node) = self.node(row, Some(code)) else { return Fate::Rejected };
                if let Some(own) = leaf.filter(|own| *own != node) {
                    return self.reject_key_of(row, &key, own, node);
                }
                self.context = Context::Node(node);
                self.check_maximum(row, node);
                self.leaf_cells(row, node);
            }
            None => {
                if let Some(leaf) = leaf {
                    self.context = Context::Node(leaf);
                    self.leaf_cells(row, leaf);
                }
            }
        }
        self.take(row, item)
    }

    /// A row with *Mã* and no key: a node, perhaps with its only item.
    fn coded(&mut self, row: &Row, code: Option<&Cell>) -> Fate {
        let Some(node) = self.node(row, code) else { return Fate::Rejected };
        self.context = Context::Node(node);
        if let (None, Some(table)) = (self.columns.value, self.sections.table(row.index)) {
            let problem = table::unusable(self.grid, table.header, &["Giá trị".to_string()]);
            let problem = problem.of_unit(&self.unit.id);
            let own = self.set.own[node].iter();
            self.without_column.extend(own.map(|item| (*item, problem.clone())));
        }
        let value = filled(row, self.columns.value);
        if self.set.rubric.nodes[node].leaf.is_none() {
            return match value {
                Some(cell) => self.reject_value(row, cell),
                None => Fate::SetAside,
            };
        }
        self.check_maximum(row, node);
        self.leaf_cells(row, node);
        let own = &self.set.own[node];
        let named = filled(row, self.columns.item).and_then(|cell| {
            let label = written(cell);
            self.labelled_in(node, &label).or_else(|| self.set.meant_shared(&label))
        });
        let item = match (named, own.as_slice()) {
            (Some(item), _) => Some(item),
            (None, [only])
                if self.is_named(row, node) && filled(row, self.columns.item).is_none() =>
            {
                Some(*only)
            }
            _ => None,
        };
        match (item, value) {
            (Some(item), Some(_)) => self.take(row, item),
            // The item may have a row of its own below; if not, this is its blank one.
            (Some(item), None)
                if let (None, Some(column)) = (self.columns.key, self.columns.value) =>
            {
                if shifted::value(self, row).is_some() {
                    return self.take(row, item);
                }
                self.blanks[item] = Some(self.grid.origin(row.index, column));
                Fate::Used
            }
            (None, Some(cell)) if is_not_applicable(cell) => {
                let column = self.columns.value.unwrap_or(0);
                self.leaves[node].na_claim = Some(self.grid.origin(row.index, column));
                self.leaves[node].na_raw = short(&cell.raw());
                Fate::Used
            }
            (None, Some(cell)) => self.reject_value(row, cell),
            (_, None) => Fate::Used,
        }
    }

    /// A row without key and code: an item by its label, a node whose code was lost, or no data.
    fn bare(&mut self, row: &Row) -> Fate {
        let value = filled(row, self.columns.value);
        let label = filled(row, self.columns.item).or_else(|| filled(row, self.columns.name));
        let label = label.map(written).unwrap_or_default();
        if self.is_total(row, &label) {
            totals::check(self, row);
            return Fate::SetAside;
        }
        if row.cells.iter().any(|(_, c)| c.text().is_some_and(|t| fold(t) == "số liệu chung")) {
            self.context = Context::Shared;
            return Fate::SetAside;
        }
        let item = match self.context {
            Context::Node(node) => self.labelled_in(node, &label),
            Context::Shared | Context::Lost => None,
        };
        // A shared item is the same wherever it stands.
        if let Some(item) = item.or_else(|| self.set.meant_shared(&label)) {
            return self.take(row, item);
        }
        let name = filled(row, self.columns.name).map(written);
        let named = name.is_some_and(|name| {
            matches!(self.set.codes.find(None, Some(&name)), Coded::Understood(_))
        });
        if named {
            return self.coded(row, None);
        }
        match value {
            // Signatures and remarks below the table have no figures.
            Some(cell) if label.is_empty() && !has_digit(cell) => Fate::SetAside,
            Some(cell) if signature::is_part(self, row, &label, cell) => Fate::SetAside,
            Some(cell) => self.reject_value(row, cell),
            None => Fate::SetAside,
        }
    }

    /// A row of sums, that of no item: an item may be called “Tổng số”.
    fn is_total(&self, row: &Row, label: &str) -> bool {
        let own = |column| filled(row, column).map(written);
        let texts = [self.columns.code, self.columns.name, self.columns.item].map(own);
        !(0..self.set.rubric.items.len()).any(|item| self.set.says(item, label))
            && texts.iter().flatten().any(|text| is_plain_total(text))
    }

    fn reject_value(&mut self, row: &Row, cell: &Cell) -> Fate {
        let problem = self.problem(&kinds::evidence::ROW, row, self.columns.value);
        self.problems.push(problem.with("raw", short(&cell.raw())));
        Fate::Rejected
    }

    pub(super) fn spot(&self, row: &Row, column: u32) -> Spot<'a> {
        let (grid, round, unit) = (self.grid, self.round, Some(&self.unit.id));
        Spot { grid, row: row.index, column, round, unit }
    }

    pub(super) fn problem(&self, kind: &Kind, row: &Row, column: Option<u32>) -> Problem {
        let at = place(self.grid, row.index, column.unwrap_or(0));
        Problem::new(kind, at).of_unit(&self.unit.id)
    }

    /// The place of the whole sheet.
    pub(super) fn sheet_place(&self) -> Place {
        Place { cell: None, ..place(self.grid, 0, 0) }
    }
}
