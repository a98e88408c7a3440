//! Which item or node a row means, and what is odd about its key, code and names.

use super::state::{Context, Rows};
use crate::evidence::cell_text::{filled, written};
use crate::grid::{BROKEN_FIELDS, BROKEN_QUOTE, Cell, Content, Row, broken_in_english};
use crate::ledger::Fate;
use crate::problem::{Problem, kinds};
use crate::rubric::Coded;
use crate::table::place;
use crate::text::fold;

impl Rows<'_> {
    /// A row whose key or code could not be read: it is refused, and told unless the reader has
    /// told the whole row.
    pub(crate) fn broken(&mut self, row: &Row) -> Option<Fate> {
        let names = [self.columns.key, self.columns.code].into_iter().flatten();
        let broken = |column| match &row.cell(column)?.content {
            Content::Broken(why) => Some((column, why)),
            _ => None,
        };
        let (column, why) = names.filter_map(broken).next()?;
        if why != BROKEN_FIELDS && why != BROKEN_QUOTE {
            let problem = self.problem(&kinds::values::BROKEN, row, Some(column));
            self.problems.push(problem.said("raw", why, broken_in_english(why)));
        }
        self.context = Context::Lost;
        Some(Fate::Rejected)
    }

    pub(crate) fn reject_key_of(&mut self, row: &Row, key: &str, own: usize, node: usize) -> Fate {
        let code = |at: usize| self.set.rubric.nodes[at].code.to_string();
        let problem = self
            .problem(&kinds::evidence::KEY_LEAF, row, self.columns.key)
            .with("key", key)
            .with("leaf", code(own))
            .with("code", code(node));
        self.problems.push(problem);
        self.context = Context::Lost;
        Fate::Rejected
    }

    /// The label beside a key: another item's is a contradiction, nobody's is an edit.
    pub(crate) fn check_label(&mut self, row: &Row, item: usize) -> Result<(), Box<Problem>> {
        let Some(cell) = filled(row, self.columns.item) else { return Ok(()) };
        let (own, label) = (&self.set.rubric.items[item], written(cell));
        if label == own.label || self.set.says(item, &label) {
            return Ok(());
        }
        let others = !self.set.labelled(&label).is_empty();
        let kind = if others { &kinds::evidence::KEY_LABEL } else { &kinds::evidence::LABEL };
        let problem =
            self.problem(kind, row, self.columns.item).with("key", &own.key).with("label", label);
        if others {
            return Err(Box::new(problem));
        }
        self.problems.push(problem);
        Ok(())
    }

    /// The node that code and name of a row mean; what is odd about them is reported.
    pub(crate) fn node(&mut self, row: &Row, code: Option<&Cell>) -> Option<usize> {
        let name = filled(row, self.columns.name).map(written);
        if let Some(at) = code.and_then(|c| self.set.node(&written(c))) {
            let own = &self.set.rubric.nodes[at].name;
            let same = name.as_ref().is_none_or(|n| n == own);
            if same && code.is_some_and(|c| c.text().is_some()) {
                return Some(at);
            }
        }
        let coded = self.set.codes.find(code, name.as_deref());
        let at = place(self.grid, row.index, self.columns.code.or(self.columns.name).unwrap_or(0));
        if let Some(problem) = self.set.codes.problem(&coded, code, name.as_deref(), at) {
            self.problems.push(problem.of_unit(&self.unit.id));
        }
        match coded {
            Coded::Plain(at) | Coded::Understood(at) | Coded::Renamed(at) => Some(at),
            Coded::Contradiction(..) | Coded::Ambiguous(_) | Coded::Unknown | Coded::Blank => {
                self.context = Context::Lost;
                None
            }
        }
    }

    /// Whether the row's name says what the set says: the second witness beside the code.
    pub(crate) fn is_named(&self, row: &Row, node: usize) -> bool {
        filled(row, self.columns.name).is_some_and(|cell| {
            let (name, own) = (written(cell), &self.set.rubric.nodes[node].name);
            name == *own
                || matches!(self.set.codes.find(None, Some(&name)), Coded::Understood(at) if at == node)
                || fold(&name) == fold(own)
        })
    }

    pub(crate) fn labelled_in(&self, node: usize, label: &str) -> Option<usize> {
        self.set.meant(self.set.own[node].iter().copied(), label)
    }
}
