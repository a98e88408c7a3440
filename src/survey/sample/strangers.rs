//! Rows of a register whose unit the round does not know: one message for each name, however many
//! rows have it, and none that quotes what may be a person's.

use std::collections::BTreeMap;

use crate::problem::{Place, Problem, Problems, kinds::fieldwork as kinds};

use crate::survey::forms::listed::listed;
use crate::survey::forms::personal::HIDDEN;

/// So many rows of a fault are named; the others are counted.
const NAMED: usize = 10;
/// So many names are told apart; the others come together.
const NAMES: usize = 50;

/// What is wrong with each name, and its rows, from 0.
#[derive(Default)]
pub(crate) struct Strangers(BTreeMap<String, (Option<Problem>, Vec<u32>)>);

impl Strangers {
    /// A row whose unit is none; `said` gives what is wrong with the name, where it is `shown`.
    pub(crate) fn add(
        &mut self,
        name: &str,
        shown: bool,
        row: u32,
        said: impl FnOnce(&str) -> Option<Problem>,
    ) {
        let known = self.0.contains_key(name);
        let text = if shown && (known || self.0.len() < NAMES) { name } else { HIDDEN };
        if !self.0.contains_key(text) {
            self.0.insert(text.to_string(), (said(text), Vec::new()));
        }
        if let Some((_, rows)) = self.0.get_mut(text) {
            rows.push(row);
        }
    }

    pub(crate) fn report(self, sheet: &Place, problems: &mut Problems) {
        for (text, (said, rows)) in self.0 {
            said.into_iter().for_each(|problem| problems.push(problem));
            problems.push(
                Problem::new(&kinds::REGISTER_UNIT, sheet.clone())
                    .with("count", rows.len())
                    .with("text", text)
                    .with("rows", rows_of(&rows))
                    .of_many(rows.len()),
            );
        }
    }
}

/// `5, 9, 12 … (+34)`
pub(crate) fn rows_of(rows: &[u32]) -> String {
    let named = rows.iter().take(NAMED).map(|row| (row + 1).to_string());
    listed(named.collect(), rows.len())
}
