//! The rows of one evidence form, from top to bottom: every row gets its fate, every data item
//! its value or the reason why it has none.
//!
//! A row is a data item's by its key; without a key by code and label together, never by the
//! code alone.

use super::state::{Columns, Context, Rows};
use super::{
    comments_and_links, dates, finish, other_figures, over, pairs, prefilled, shifted, signature,
    totals,
};
use crate::evidence::cell_text::{filled, has_digit, is_code, short, written};
use crate::evidence::values::is_not_applicable;
use crate::evidence::{Entry, LeafEvidence};
use crate::grid::{Cell, Content, Row};
use crate::ledger::{Account, Fate, ReadAs, RowFate};
use crate::problem::{Level, Mark, kinds};
use crate::rubric::Coded;
use crate::source::did_you_mean;
use crate::table::{self, Under, is_plain_total};
use crate::text::fold;

/// With this our forms ask on the row of a leaf whether it applies at all.
pub const NA_QUESTION: &str = "Không phát sinh nhiệm vụ?";

/// What one sheet says.
pub(crate) struct Read {
    pub items: Vec<Entry>,
    pub leaves: Vec<LeafEvidence>,
}

impl<'a> Rows<'a> {
    /// Reads the rows of the sheet, to what became of each.
    pub(crate) fn read(&mut self) -> Account {
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
                comments_and_links::keep(self, row, node);
            }
        }
        self.columns = Columns::of(self.sections.first());
        pairs::settle(self, &mut account);
        comments_and_links::note(self);
        over::note(self);
        other_figures::note(self);
        finish::settle_claims(self);
        for (row, code) in std::mem::take(&mut self.undone) {
            account.change(row, RowFate::Rejected(code));
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
    pub(crate) fn done(mut self) -> Read {
        finish::settle_zeros(&mut self);
        finish::report(&mut self);
        dates::report(&mut self);
        prefilled::report(&mut self);
        other_figures::report_given(&mut self);
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
            (None, Some(cell)) if self.is_na_question(row) => {
                let problem = self.problem(&kinds::evidence::NA_ANSWER, row, self.columns.value);
                let code = &self.set.rubric.nodes[node].code;
                self.problems.push(problem.with("raw", short(&cell.raw())).with("code", code));
                Fate::Rejected
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

    /// Whether the row asks, as our forms do, if there was nothing to do at all.
    fn is_na_question(&self, row: &Row) -> bool {
        let asks = |cell: &Cell| fold(&written(cell)).starts_with(&fold(NA_QUESTION));
        filled(row, self.columns.item).is_some_and(asks)
    }

    fn reject_value(&mut self, row: &Row, cell: &Cell) -> Fate {
        let problem = self.problem(&kinds::evidence::ROW, row, self.columns.value);
        self.problems.push(problem.with("raw", short(&cell.raw())));
        Fate::Rejected
    }
}
