//! The values of the sheet, which may be changed, beside what the run used.

use crate::expr::excel::{Formula, cell_state, cell_value, state};
use crate::formulas::{Used, code_of};
use crate::value::{DataKind, Gap, Outcome, Value};

use crate::report::block::{Cell, Figure, Row};
use crate::report::computation;
use crate::report::computation::values;
use crate::report::computation::{live_value, states_word};
use crate::report::try_out::Sheet;
use crate::report::try_out::places::{STATE, TRIED, at};
use crate::report::words;

impl<'r> Sheet<'_, 'r> {
    pub(super) fn values(&self) -> Vec<Row<'r>> {
        (0..self.shared.used.len()).map(|n| self.value(n)).collect()
    }

    fn value(&self, n: usize) -> Row<'r> {
        let lang = self.lang();
        let (label, measure, kind, outcome) = self.said(&self.shared.used[n]);
        let row = self.rows.values + n as u32;
        // Only in a data item of this year is it a claim of the unit.
        let not_applicable = match self.shared.used[n] {
            Used::Item(_) => state::CLAIMED,
            _ => state::NOT_APPLICABLE,
        };
        let (cell_words, here) = (computation::cell_words(lang), at(row, TRIED));
        let (code, used) = match &outcome {
            Ok(value) => (state::VALUE, live_value(value, kind == DataKind::Date)),
            Err(Gap::NotApplicable) => (not_applicable, Cell::whole(0)),
            Err(gap) => (code_of(*gap), Cell::whole(0)),
        };
        let word = match &outcome {
            Ok(_) => words::HAS_VALUE.say(lang),
            Err(gap) => words::gap(*gap, lang),
        };
        let number = at(row, STATE);
        let says = Formula::text(words::HAS_VALUE.say(lang));
        let word_formula =
            Formula::when(number.clone().is_above_zero(), states_word(number.clone(), lang), says);
        let state = cell_state(&here, &kind, not_applicable, &cell_words);
        let value = cell_value(&here, &number, &kind, &cell_words);
        let shown = values::value(&outcome, &kind, lang);
        Row::new(vec![
            Cell::text(self.shared.codes[n].clone()),
            Cell::text(label),
            Cell::text(measure),
            shown.clone(),
            shown.open(),
            Cell::Empty,
            computation::cell(word_formula, Cell::text(word)),
            computation::cell(state, Cell::Number(code, Figure::General)),
            computation::cell(value, used),
        ])
    }

    /// Label, unit of measure, kind and value.
    fn said(&self, used: &Used<'r>) -> (String, String, DataKind, Outcome) {
        let rubric = &self.shared.block.rubric;
        let inputs = || self.standing.leaves.iter().flat_map(|leaf| &leaf.inputs);
        match used {
            Used::Item(item) => {
                let item = &rubric.items[*item];
                let outcome = inputs().find(|i| i.key == item.key).map(|i| i.outcome.clone());
                let measure = item.unit.clone().unwrap_or_default();
                (
                    item.label.clone(),
                    measure,
                    item.kind.clone(),
                    outcome.unwrap_or(Err(Gap::Missing)),
                )
            }
            Used::LastYear(key) => {
                let known = self.standing.leaves.iter().flat_map(|leaf| &leaf.last_year);
                let outcome = known.into_iter().find(|(k, _)| k == *key).map(|(_, o)| o.clone());
                let item = rubric.item(key).map(|(_, item)| item);
                let label = item.map_or(key.as_str(), |item| item.label.as_str());
                let label = words::LAST_YEAR_ITEM.with(self.lang(), &[("label", label)]);
                let measure = item.and_then(|item| item.unit.clone()).unwrap_or_default();
                let kind = item.map_or(DataKind::Number, |item| item.kind.clone());
                (label, measure, kind, outcome.unwrap_or(Err(Gap::Missing)))
            }
            Used::Survey { scheme, of } => {
                let survey = self.shared.results.surveys.iter().find(|s| s.scheme == **scheme);
                let share = survey.and_then(|s| s.share(&self.standing.unit.id, of));
                let title = survey.map_or(String::new(), |s| format!("{} ({of})", s.title));
                let outcome = share.map(Value::Number).ok_or(Gap::Missing);
                (title, "%".to_string(), DataKind::Percent, outcome)
            }
        }
    }
}
