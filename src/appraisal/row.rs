//! One row of an appraisal form.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::FormRow;
use super::against::Against;
use super::copies::Copies;
use super::mark::{Mark, mark};
use super::points::is_blank;
use crate::evidence::Dated;
use crate::grid::{Cell, Format, Grid, Row};
use crate::ledger::{Aside, Fate};
use crate::problem::{Level, Place, Problem, Problems, kinds};
use crate::refusal::Refusal;
use crate::round::Unit;
use crate::rubric::{Coded, Leaf, Node, Rubric};
use crate::table::{
    self, RepeatedColumns, Sections, Table, Under, is_plain_total_row, is_total, label_of,
};
use crate::terms::{AgencyId, Key};
use crate::text::{machine, tidy};

/// Reads the rows of one sheet from top to bottom. Unit and code hold for the rows below only where
/// their cells are merged: a row whose cell is blank is nobody's.
pub(super) struct RowReader<'a> {
    pub grid: &'a Grid,
    pub sections: &'a Sections,
    /// What the form repeats beside the cells to fill in.
    pub repeated: RepeatedColumns,
    /// What the form says itself of the rows it went out with.
    pub itself: Copies,
    /// Of the header in force.
    pub table: &'a Table,
    pub against: &'a Against<'a>,
    /// Of the appraisal round.
    pub number: u8,
    pub agency: Option<AgencyId>,
    pub problems: &'a mut Problems,
    /// Notes that were given for this sheet: one of a kind is enough.
    pub said: BTreeSet<String>,
    /// The cell with the unit's name on the row.
    pub unit: Option<Cell>,
    /// Code and label on the row, when it has one of them.
    pub code: Option<(Option<Cell>, Option<String>)>,
    /// Whether a row above had a code.
    pub is_below_code: bool,
    /// Units and codes that stand together on rows of the sheet.
    pub named: OnceCell<BTreeSet<(usize, String)>>,
    /// What was given and cannot be used.
    pub refused: Vec<Refusal>,
    /// The days among the corrected values.
    pub dates: Vec<Dated<'a>>,
}

/// The cells in which an appraiser says something; none of them is blank.
#[derive(Clone, Copy)]
pub(super) struct Said<'c> {
    pub points: Option<&'c Cell>,
    pub value: Option<&'c Cell>,
    pub agree: Option<&'c Cell>,
}

/// A row whose unit and leaf are known.
pub(super) struct Identified<'a> {
    pub row: &'a Row,
    pub at: usize,
    pub unit: &'a Unit,
    pub rubric: &'a Rubric,
    /// None for a row that only corrects a shared data item.
    pub leaf: Option<(usize, &'a Node, &'a Leaf)>,
}

impl<'a> RowReader<'a> {
    /// What became of the row, and what it gave.
    pub(super) fn row(&mut self, row: &'a Row) -> (Fate, Option<FormRow>) {
        match self.sections.under(row.index) {
            Under::Refused => return (Fate::Rejected, None),
            Under::Heading | Under::Other => return (Fate::SetAside, None),
            Under::Table(table) => self.table = table,
        }
        if self.is_heading(row) || self.is_total(row) || self.is_banner(row) {
            return (Fate::SetAside, None);
        }
        let identified = self.take_names(row);
        let own = |id| self.own(row, id).filter(|c| !is_blank(Some(c)));
        let agree = own("agree").filter(|cell| mark(Some(cell)) != Mark::Nothing);
        let said = Said { points: own("points"), value: own("value"), agree };
        let given = said.points.or(said.value).or(said.agree);
        let spread = ["agree", "value"].into_iter().any(|id| self.is_spread(row, id));
        if given.is_none() && !spread && !self.is_merged(row, "points") {
            return self.without_points(row, identified);
        }
        if !identified {
            return self.unidentified(row, given);
        }
        match self.find(row, given) {
            Ok(found) => self.accept(&found, said),
            Err(fate) => (fate, None),
        }
    }

    fn is_heading(&self, row: &Row) -> bool {
        self.sections.is_heading(row)
    }

    /// Why a row is set aside.
    pub(super) fn aside(&self, row: &'a Row) -> Aside {
        if self.is_heading(row) {
            Aside::Heading
        } else if self.is_total(row) {
            Aside::Total
        } else if !is_blank(self.own(row, "points")) {
            // Points on the row of a criterion are sums, without a unit and a code no data.
            Aside::Remark
        } else if is_blank(self.own(row, "code")) && is_blank(self.own(row, "key")) {
            Aside::Remark
        } else {
            Aside::NotGiven
        }
    }

    fn own(&self, row: &'a Row, id: &str) -> Option<&'a Cell> {
        self.table.cell(row, id)
    }

    pub(super) fn text(&self, row: &Row, id: &str) -> String {
        self.table.cell(row, id).map(|c| tidy(&c.raw())).unwrap_or_default()
    }

    /// The words of a cell; what a program wrote there is none, which is told. A request that is
    /// merged over several rows is asked of each.
    pub(super) fn words(&mut self, row: &Row, id: &str) -> String {
        let text = match self.merged(row, id).filter(|_| id == "request") {
            Some(cell) if self.is_spread(row, id) => tidy(&cell.raw()),
            _ => self.text(row, id),
        };
        if machine(&text).is_none() {
            return text;
        }
        let problem = Problem::new(&kinds::evidence::TEXT_ERROR, self.place(row, id));
        self.tell(problem.with("raw", text));
        String::new()
    }

    /// The cell of a column that may be merged down.
    pub(super) fn merged(&self, row: &Row, id: &str) -> Option<&'a Cell> {
        let cell = self.grid.cell_or_merged(row.index, self.table.column(id)?)?;
        (!is_blank(Some(cell))).then_some(cell)
    }

    pub(super) fn place(&self, row: &Row, id: &str) -> Place {
        table::place(self.grid, row.index, self.table.column(id).unwrap_or(0))
    }

    /// Pushes a problem; of equal notes only the first.
    pub(super) fn tell(&mut self, problem: Problem) {
        let key = format!("{} {:?}", problem.kind.code, problem.facts);
        if problem.kind.level != Level::Note || self.said.insert(key) {
            self.problems.push(problem);
        }
    }

    /// A row of sums without a code.
    fn is_total(&self, row: &Row) -> bool {
        let free = ["reason", "request", "value"].map(|id| self.table.column(id));
        let code = self.own(row, "code").filter(|c| !is_blank(Some(c)));
        code.is_none_or(|code| code.text().is_some_and(is_total))
            && is_blank(self.own(row, "key"))
            && is_plain_total_row(row, &free)
    }

    /// A line of text over several columns, the unit's among them: a leaf's heading, or who signs.
    fn is_banner(&self, row: &Row) -> bool {
        let Some(unit) = self.table.column("unit") else { return false };
        let area = self.grid.merged_at(row.index, unit);
        let wide = area.is_some_and(|a| a.last.1 > a.first.1);
        wide && ["points", "value", "agree"].iter().all(|id| is_blank(self.own(row, id)))
    }

    /// Takes the row's unit and code; whether it names any of them.
    fn take_names(&mut self, row: &Row) -> bool {
        self.unit = self.merged(row, "unit").cloned();
        let code = self.merged(row, "code").cloned();
        let label = self.merged(row, "name").and_then(label_of);
        let coded = code.is_some() || label.is_some();
        let keyed = !is_blank(self.own(row, "key"));
        self.code = coded.then_some((code, label));
        self.is_below_code |= coded;
        coded || keyed || (self.unit.is_some() && self.is_below_code)
    }

    /// Whether the row shows what the form says of a unit and leaf: it is no signature.
    fn is_of_table(&self, row: &Row) -> bool {
        ["max", "computed", "key"].into_iter().any(|id| !is_blank(self.own(row, id)))
    }

    /// Whether the cell of a column is merged with those of other rows, and something stands there.
    pub(super) fn is_spread(&self, row: &Row, id: &str) -> bool {
        let Some(column) = self.table.column(id) else { return false };
        let area = self.grid.merged_at(row.index, column);
        area.is_some_and(|a| {
            let first = self.grid.cell(a.first.0, a.first.1);
            a.first.1 == column && a.last.0 > a.first.0 && !is_blank(first)
        })
    }

    pub(super) fn is_merged(&self, row: &Row, id: &str) -> bool {
        let area = self.table.column(id).and_then(|column| self.grid.merged_at(row.index, column));
        area.is_some_and(|a| {
            self.grid.cell(a.first.0, a.first.1).is_some_and(|c| !is_blank(Some(c)))
        })
    }

    /// A request to explain may stand alone; a reason without points counts for nothing.
    fn without_points(&mut self, row: &'a Row, identified: bool) -> (Fate, Option<FormRow>) {
        let says =
            |id| !is_blank(self.own(row, id)) || (id == "request" && self.is_spread(row, id));
        if !(says("reason") || says("request")) || (!identified && !self.is_of_table(row)) {
            return (Fate::SetAside, None);
        }
        let [reason, request] = ["reason", "request"].map(|id| !self.words(row, id).is_empty());
        if reason {
            let place = self.place(row, "points");
            self.tell(Problem::new(&kinds::appraisal::NO_POINTS, place));
        }
        if !request {
            return (Fate::SetAside, None);
        }
        match self.find(row, self.own(row, "request")) {
            Ok(found) => self.accept_request(&found),
            Err(fate) => (fate, None),
        }
    }

    /// A row with points but without a unit or code of its own: a signature or an accident.
    fn unidentified(&mut self, row: &Row, cell: Option<&Cell>) -> (Fate, Option<FormRow>) {
        let found = cell.map(|c| tidy(&c.raw())).unwrap_or_default();
        if !found.contains(|c: char| c.is_ascii_digit()) && !self.is_of_table(row) {
            return (Fate::SetAside, None);
        }
        self.nobodys(row, "points", cell);
        (Fate::Rejected, None)
    }

    fn find(&mut self, row: &'a Row, given: Option<&Cell>) -> Result<Identified<'a>, Fate> {
        let (at, unit) = self.find_unit(row, given)?;
        let against = self.against;
        let Some((rubric, codes)) = against.set(unit.block) else {
            let block = against.round.blocks.get(unit.block);
            let set = block.map_or("", |b| b.criteria.as_str());
            let block = block.map_or("", |b| b.name.as_str());
            let place = Place { cell: None, ..self.place(row, "unit") };
            let problem = Problem::new(&kinds::appraisal::NO_SET, place).with("block", block);
            let problem = problem.because_of(Place::file(set));
            if self.said.insert(format!("{} {block}", problem.kind.code)) {
                self.problems.push(problem);
            }
            return Err(Fate::Rejected);
        };
        let (code, label) = self.code.clone().unwrap_or_default();
        if let Some(found) = self.shared_item_row(row, at, unit, rubric) {
            return Ok(found);
        }
        if let (None, None) = (&code, &label) {
            return match self.leaf_of_key(row, rubric) {
                Some(leaf) => Ok(Identified { row, at, unit, rubric, leaf: Some(leaf) }),
                None => {
                    self.nobodys(row, "code", given);
                    Err(Fate::Rejected)
                }
            };
        }
        let coded = codes.find(code.as_ref(), label.as_deref());
        let place = self.place(row, "code");
        if let Some(problem) = codes.problem(&coded, code.as_ref(), label.as_deref(), place) {
            self.tell(problem.of_unit(&unit.id));
        }
        let (Coded::Plain(node_at) | Coded::Understood(node_at) | Coded::Renamed(node_at)) = coded
        else {
            return Err(Fate::Rejected);
        };
        let node = rubric.nodes.get(node_at).ok_or(Fate::Rejected)?;
        match &node.leaf {
            Some(leaf) => {
                Ok(Identified { row, at, unit, rubric, leaf: Some((node_at, node, leaf)) })
            }
            None => {
                let problem = Problem::new(&kinds::appraisal::NODE, self.place(row, "points"));
                let found = given.map(|c| tidy(&c.raw())).unwrap_or_default();
                if !self.words(row, "request").is_empty() {
                    let below = |at| rubric.with_those_above(at).any(|above| above == node_at);
                    let own = rubric.leaves().filter(|(at, ..)| below(*at));
                    let codes = own.map(|(_, node, _)| node.code.as_str()).collect();
                    self.ask_of_no_leaf(row, unit, codes);
                }
                if self.own(row, "request").is_none_or(|cell| tidy(&cell.raw()) != found) {
                    let problem = problem.with("code", &node.code).with("found", found);
                    self.tell(problem.of_unit(&unit.id));
                }
                Err(Fate::SetAside)
            }
        }
    }

    fn find_unit(&mut self, row: &Row, given: Option<&Cell>) -> Result<(usize, &'a Unit), Fate> {
        let Some(cell) = self.unit.clone() else {
            self.nobodys(row, "unit", given);
            return Err(Fate::Rejected);
        };
        // A cell that is no plain text must not leave the row to the unit above it.
        let plain = label_of(&cell).filter(|_| cell.format != Format::Marked);
        let Some(text) = plain else {
            let problem = Problem::new(&kinds::round::UNIT_UNKNOWN, self.place(row, "unit"));
            self.tell(problem.with("text", tidy(&cell.raw())).proposing(None));
            return Err(Fate::Rejected);
        };
        let mut told = Problems::default();
        let at = self.against.names.find_or_report(&text, self.place(row, "unit"), &mut told);
        for problem in told.iter() {
            self.tell(problem.clone());
        }
        let at = at.ok_or(Fate::Rejected)?;
        Ok((at, self.against.round.units.get(at).ok_or(Fate::Rejected)?))
    }

    /// The leaf of the data item that a row names.
    fn leaf_of_key(&self, row: &Row, rubric: &'a Rubric) -> Option<(usize, &'a Node, &'a Leaf)> {
        let (_, item) = rubric.item(&Key::new(self.text(row, "key")))?;
        let at = rubric.position(item.leaf.as_ref()?)?;
        let node = rubric.nodes.get(at)?;
        Some((at, node, node.leaf.as_ref()?))
    }

    /// A row without a code of its own that names a data item of the shared part.
    fn shared_item_row(
        &self,
        row: &'a Row,
        at: usize,
        unit: &'a Unit,
        rubric: &'a Rubric,
    ) -> Option<Identified<'a>> {
        let (_, item) = rubric.item(&Key::new(self.text(row, "key")))?;
        let coded = self.merged(row, "code").is_some();
        (item.leaf.is_none() && !coded).then_some(Identified { row, at, unit, rubric, leaf: None })
    }
}
