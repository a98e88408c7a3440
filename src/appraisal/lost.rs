//! Rows of an appraisal form that say something and cannot be used: whose they may be. A form that
//! went out knows its rows (its hidden sheet, else the office's copies); what no other row of it
//! speaks of is what the lost row is about. Else only what the row itself tells is known.

use std::collections::BTreeSet;

use super::row::RowReader;
use crate::grid::Row;
use crate::refusal::{Refusal, Refused};
use crate::rubric::Coded;
use crate::table::{Under, label_of};
use crate::terms::Key;

/// Unit and node, as positions.
type UnitLeaf = (usize, usize);

/// What a lost row tells of itself.
#[derive(Default)]
struct Told {
    unit: Option<usize>,
    /// The node that its code and name agree on, in the unit's block, else in any.
    node: Vec<(usize, usize)>,
    key: Option<Key>,
}

impl<'a> RowReader<'a> {
    /// Leaves open what the rows may be about that were rejected and of which nothing else is
    /// kept; `used` are the other rows.
    pub(super) fn leave_lost_open(&mut self, lost: &[&'a Row], used: &[&'a Row]) {
        if lost.is_empty() {
            return;
        }
        let known: BTreeSet<UnitLeaf> = used.iter().filter_map(|row| self.place_of(row)).collect();
        let mut open: Vec<UnitLeaf> = self.issued();
        open.retain(|place| !known.contains(place));
        for row in lost {
            let told = self.told(row);
            let mut refusals = self.refusals(row, &told, &open);
            self.refused.append(&mut refusals);
        }
    }

    /// The rows that went out with this form, as it says itself or as the office's copies do.
    fn issued(&self) -> Vec<UnitLeaf> {
        let own = self.itself.places(self.number);
        if !own.is_empty() {
            return own;
        }
        let mut copied = self.against.copies.places(self.number);
        let Some(agency) = &self.agency else { return copied };
        copied.retain(|(unit, node)| {
            let leaf = self.against.round.units.get(*unit).and_then(|unit| {
                let (rubric, _) = self.against.set(unit.block)?;
                rubric.nodes.get(*node)?.leaf.as_ref()
            });
            leaf.and_then(|leaf| leaf.appraiser()).is_none_or(|own| own == agency)
        });
        copied
    }

    /// Unit and leaf as the cells of a row name them outright.
    fn place_of(&self, row: &'a Row) -> Option<UnitLeaf> {
        let told = self.told(row);
        let unit = told.unit?;
        told.node.first().map(|(_, node)| (unit, *node))
    }

    fn told(&self, row: &'a Row) -> Told {
        let against = self.against;
        let named = |cell: &crate::grid::Cell| against.names.unit(&label_of(cell)?);
        let Under::Table(table) = self.sections.under(row.index) else {
            // Nobody knows what its columns are; a unit is one in any of them.
            let unit = row.cells.iter().find_map(|(_, cell)| named(cell));
            return Told { unit, ..Told::default() };
        };
        let cell = |id: &str| self.grid.cell_or_merged(row.index, table.column(id)?);
        let unit = cell("unit").and_then(named);
        let (code, label) = (cell("code"), cell("name").and_then(label_of));
        let blocks: Vec<usize> = match unit.and_then(|at| against.round.units.get(at)) {
            Some(unit) => vec![unit.block],
            None => (0..against.round.blocks.len()).collect(),
        };
        let mut told = Told { unit, ..Told::default() };
        for block in blocks {
            let Some((rubric, codes)) = against.set(block) else { continue };
            if let Coded::Plain(at) | Coded::Understood(at) | Coded::Renamed(at) =
                codes.find(code, label.as_deref())
                && rubric.nodes.get(at).is_some_and(|node| node.leaf.is_some())
            {
                told.node.push((block, at));
            }
            let key = Key::new(self.text(row, "key"));
            told.key = told.key.or(rubric.item(&key).map(|_| key));
        }
        told
    }

    /// What a lost row leaves open; `open` are the rows that nothing else speaks of.
    fn refusals(&self, row: &Row, told: &Told, open: &[UnitLeaf]) -> Vec<Refusal> {
        let column = self.table.column("points").unwrap_or(0);
        let origin = self.grid.origin(row.index, column);
        let whole = Refusal {
            origin: Some(origin),
            round: Some(self.number),
            agency: self.agency.clone(),
            unit: told.unit,
            ..Refusal::of_file(Refused::Appraisal, self.grid.file.clone())
        };
        let of_unit = |place: &&UnitLeaf| told.unit.is_none_or(|unit| unit == place.0);
        let of_leaf = |place: &&UnitLeaf| {
            let block = self.against.round.units.get(place.0).map(|unit| unit.block);
            told.node.iter().any(|(of, node)| Some(*of) == block && *node == place.1)
        };
        let both: Vec<&UnitLeaf> = open.iter().filter(of_unit).filter(of_leaf).collect();
        let fit = match (both.is_empty(), told.node.is_empty()) {
            (false, _) => both,
            // Code and name contradict each other, or are those of nothing.
            (true, true) => open.iter().filter(of_unit).collect(),
            (true, false) => Vec::new(),
        };
        let at = |(unit, node): &UnitLeaf| Refusal {
            unit: Some(*unit),
            node: Some(*node),
            ..whole.clone()
        };
        match (fit.is_empty(), told.node.is_empty(), &told.key) {
            (false, ..) => fit.into_iter().map(at).collect(),
            (true, false, _) => {
                let of = |(block, node): &(usize, usize)| Refusal {
                    block: Some(*block),
                    node: Some(*node),
                    ..whole.clone()
                };
                told.node.iter().map(of).collect()
            }
            (true, true, Some(key)) => vec![Refusal { key: Some(key.clone()), ..whole.clone() }],
            (true, true, None) => vec![whole.clone()],
        }
    }
}
