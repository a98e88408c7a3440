//! The cells of a row whose item or leaf is known: value, self score, proof, explanation.

use super::state::Rows;
use super::{comments_and_links, over, pairs, shifted};
use crate::evidence::Entry;
use crate::evidence::cell_text::{filled, has_digit, short};
use crate::evidence::values::{
    Spot, contradicts, differs_in_kind, is_blank, maximum, read_score, read_value,
};
use crate::expr::number_words;
use crate::grid::{Cell, Content, Row};
use crate::ledger::Fate;
use crate::problem::{Problem, kinds};
use crate::rubric::Node;
use crate::terms::{Exact, Lang};
use crate::text::{Machine, machine, tidy};
use crate::value::{Gap, Origin, Outcome};

/// Whether a program wrote all that stands in a cell of words. A picture is proof, but it tells
/// nothing.
fn says_nothing(cell: &Cell, proof: bool) -> bool {
    match machine(&cell.raw()) {
        Some(Machine::Error) => true,
        Some(Machine::Picture) => !proof,
        None => false,
    }
}

/// What there is to say of a self score that the leaf cannot give: it is compared, never counted.
pub fn out_of_range(score: Option<&Exact>, node: &Node, spot: &Spot<'_>) -> Option<Problem> {
    let (score, leaf) = (score?, node.leaf.as_ref()?);
    let plain = number_words(score, Lang::Vi);
    let problem = spot.problem(&kinds::evidence::SELF_RANGE, &plain).with("taken", &plain);
    let problem = problem.with("code", &node.code);
    let problem = problem.number("max", node.max.to_plain()).number("min", leaf.min.to_plain());
    (!(&leaf.min..=&node.max).contains(&score)).then_some(problem)
}

impl Rows<'_> {
    /// Takes the value of an item from its row.
    pub(crate) fn take(&mut self, row: &Row, item: usize) -> Fate {
        let Some(column) = self.columns.value else { return Fate::SetAside };
        let why = filled(row, self.columns.explanation).filter(|cell| !says_nothing(cell, false));
        if let Some(cell) = why {
            self.explained.insert(item);
            self.reasons.push((item, tidy(&cell.raw())));
        }
        let outcome = self.outcome(row, column, item);
        let cell = row.cell(column);
        let entry = Entry {
            outcome,
            raw: cell.map(Cell::raw).unwrap_or_default(),
            origin: Some(self.grid.origin(row.index, column)),
            by_formula: cell.is_some_and(|c| c.by_formula),
            replaced: Vec::new(),
            comment: self.grid.marks.comment(row.index, column).map(Into::into),
        };
        let fate = match entry.outcome {
            Err(Gap::Unreadable) => Fate::Rejected,
            _ => Fate::Used,
        };
        let Some(before) = &mut self.items[item] else {
            self.items[item] = Some(entry);
            self.given_by[item] = Some(row.index);
            return fate;
        };
        let same = before.outcome == entry.outcome;
        let kind = if same { &kinds::evidence::TWICE_SAME } else { &kinds::evidence::TWICE };
        let first = before.origin.as_ref().map_or("", |o| o.cell.as_ref()).to_string();
        let one = short(&before.raw);
        let was = before.clone();
        if !same {
            before.outcome = Err(Gap::Unreadable);
            self.undone.extend(self.given_by[item].map(|row| (row, kind.code)));
        }
        let own = &self.set.rubric.items[item];
        let mut problem = self
            .problem(kind, row, Some(column))
            .with("label", &own.label)
            .with("key", &own.key)
            .with("one", &one)
            .with("first", first)
            .with("other", short(&entry.raw))
            .with("raw", short(&entry.raw))
            .with("taken", one);
        for entry in [&was, &entry] {
            if let Some(origin) = &entry.origin {
                problem = problem.involving(origin.into(), own.label.as_str(), &entry.raw);
            }
        }
        self.problems.push(problem);
        if same { Fate::SetAside } else { Fate::Rejected }
    }

    fn outcome(&mut self, row: &Row, column: u32, item: usize) -> Outcome {
        if let Some(raw) = self.merged_value(row, column) {
            let problem = self.problem(&kinds::values::MERGED, row, Some(column));
            self.problems.push(problem.with("raw", short(&raw)));
            return Err(Gap::Unreadable);
        }
        if let Some(gap) = self.other_measure(row, column, item) {
            return Err(gap);
        }
        let spot = self.spot(row, column);
        if let Some(cell) = row.cell(column).filter(|c| !is_blank(c)) {
            if let Some(fraction) = pairs::of(self, row, column, item) {
                self.fractions.push(fraction);
                return Err(Gap::Unreadable);
            }
            let outcome = read_value(cell, &self.set.rubric.items[item], &spot, self.problems);
            return over::settled(self, (row, column), item, outcome);
        }
        if let Some(problem) = over::on_blank(self, row, column) {
            self.problems.push(problem);
            return Err(Gap::Unreadable);
        }
        match shifted::value(self, row) {
            Some((beside, cell)) => {
                let raw = cell.raw();
                let problem = self.problem(&kinds::evidence::SHIFTED, row, Some(beside));
                let problem = problem.with("column", self.heading(beside));
                // The place is beside the item's own cell: what hangs on it is found by the item.
                let problem = problem.with("key", &self.set.rubric.items[item].key);
                self.problems.push(problem.with("raw", short(&raw)));
                Err(Gap::Unreadable)
            }
            None => Err(Gap::Missing),
        }
    }

    /// Refuses a figure beside which *Đơn vị tính* says another one than the form asks in.
    fn other_measure(&mut self, row: &Row, column: u32, item: usize) -> Option<Gap> {
        let cell = row.cell(column).filter(|cell| !is_blank(cell) && has_digit(cell))?;
        let own = self.set.rubric.items[item].measure()?;
        let beside = filled(row, self.columns.measure).map(Cell::raw);
        let of_all = self.measure.clone().filter(|written| differs_in_kind(written, own));
        let written = beside.filter(|written| contradicts(written, own)).or(of_all)?;
        let problem = self.problem(&kinds::values::MEASURE, row, Some(column));
        let problem = problem.with("raw", short(&cell.raw())).with("asked", own);
        self.problems.push(problem.with("measure", short(&written)));
        Some(Gap::Unreadable)
    }

    /// What stands in a merged area that covers the value cell and more.
    fn merged_value(&self, row: &Row, column: u32) -> Option<String> {
        let area = self.grid.merged_at(row.index, column).filter(|a| a.first != a.last)?;
        let anchor = self.grid.cell(area.first.0, area.first.1).filter(|c| !is_blank(c))?;
        Some(anchor.raw())
    }

    /// *Điểm tự chấm*, *Tài liệu kiểm chứng* and *Giải trình*.
    pub(crate) fn leaf_cells(&mut self, row: &Row, node: usize) {
        let own = &self.set.rubric.nodes[node];
        let Some(leaf) = &own.leaf else { return };
        for (column, proof) in [(self.columns.proof, true), (self.columns.explanation, false)] {
            let Some(cell) = filled(row, column) else { continue };
            if says_nothing(cell, proof) {
                let problem = self.problem(&kinds::evidence::TEXT_ERROR, row, column);
                self.problems.push(problem.with("raw", short(&cell.raw())));
                continue;
            }
            let origin = column.map(|column| self.grid.origin(row.index, column));
            let said = &mut self.leaves[node];
            let (text, place) = match proof {
                true => (&mut said.proof, &mut said.proof_origin),
                false => (&mut said.explanation, &mut said.explanation_origin),
            };
            if text.is_empty() {
                (*text, *place) = (tidy(&cell.raw()), origin);
                comments_and_links::note_legacy(self, row, column.unwrap_or(0));
            }
        }
        over::add_proof(self, row, node);
        let Some(column) = self.columns.own_score else { return };
        if self.shares_score(row, column, node) {
            return;
        }
        let Some(cell) = filled(row, Some(column)) else { return };
        let spot = self.spot(row, column);
        let origin = self.grid.origin(row.index, column);
        let mut cell = cell.clone();
        if self.issued.is_some() && cell.by_formula {
            // The form's own arithmetic: nobody typed it, and what it lacks is no fault. Some
            // programs store 0 where it says nothing: what a 0 is, the data tell.
            match cell.content {
                Content::Uncomputed => return,
                Content::Number(0.0) => return self.zero_scores.push((node, origin)),
                _ => {}
            }
            cell.by_formula = false;
        }
        match read_score(&cell, (&leaf.min, &own.max), &spot, self.problems) {
            None => {}
            Some(Err(Gap::NotApplicable)) => {
                self.leaves[node].na_claim = Some(origin);
                self.leaves[node].na_raw = short(&cell.raw());
            }
            Some(score) => {
                self.problems.push_all(out_of_range(score.as_ref().ok(), own, &spot));
                self.own_score(row, node, score, origin);
            }
        }
    }

    /// Whether the leaf's self score is merged with that of a leaf above it: then it is nobody's.
    fn shares_score(&mut self, row: &Row, column: u32, node: usize) -> bool {
        let Some(area) = self.grid.merged_at(row.index, column) else { return false };
        let anchor = self.grid.origin(area.first.0, area.first.1);
        let holder = self.leaves.iter().position(|l| l.self_origin.as_ref() == Some(&anchor));
        let Some(holder) = holder.filter(|holder| *holder != node) else { return false };
        let problem = self.problem(&kinds::values::MERGED, row, Some(column));
        self.problems.push(problem);
        for leaf in [holder, node] {
            self.leaves[leaf].self_score = Some(Err(Gap::Unreadable));
        }
        true
    }

    fn own_score(&mut self, row: &Row, node: usize, score: Result<Exact, Gap>, origin: Origin) {
        let Some(before) = self.leaves[node].self_score.clone() else {
            self.leaves[node].self_score = Some(score);
            self.leaves[node].self_origin = Some(origin);
            return;
        };
        if before == score {
            return;
        }
        let shown = |s: &Result<Exact, Gap>| s.as_ref().map_or("?".into(), Exact::to_plain);
        let first = self.leaves[node].self_origin.as_ref().map_or("", |o| o.cell.as_ref());
        let problem = self
            .problem(&kinds::evidence::TWICE, row, self.columns.own_score)
            .with("label", &self.set.rubric.nodes[node].name)
            .with("one", shown(&before))
            .with("first", first)
            .with("other", shown(&score));
        self.problems.push(problem);
        self.leaves[node].self_score = Some(Err(Gap::Unreadable));
    }

    pub(crate) fn check_maximum(&mut self, row: &Row, node: usize) {
        let Some(cell) = filled(row, self.columns.max) else { return };
        let node = &self.set.rubric.nodes[node];
        let Some(shown) = maximum(cell) else { return };
        if shown != node.max {
            let problem = self
                .problem(&kinds::evidence::MAXIMUM, row, self.columns.max)
                .with("code", &node.code)
                .number("found", shown.to_plain())
                .number("max", node.max.to_plain());
            self.problems.push(problem);
        }
    }
}
