//! Where the rules find what they name: cells of the hidden sheet, and what they hold while the
//! form is as it goes out.

use super::{APPLICABLE, BEFORE, HELPERS, LeafCells, Maker, STATE, VALUE, here};
use crate::expr::excel::{Cells, Formula, Sort, Source, state};
use crate::expr::{Env, SurveyOf};
use crate::grid::address;
use crate::rubric::DataItem;
use crate::terms::{Code, Exact, Key, day_serial};
use crate::value::{Gap, Outcome, Value};

impl Cells for LeafCells<'_, '_> {
    fn item(&self, key: &Key) -> Source {
        match self.maker.rubric().item(key) {
            Some((at, item)) if self.maker.places.values.contains_key(key) => {
                let row = at as u32 + 1;
                let sort = Sort::of(&item.kind);
                Source { state: here(row, STATE), value: here(row, VALUE), sort }
            }
            Some((_, item)) if item.given.is_some() => of_block(item),
            // Of a leaf that is not for the unit.
            _ => Source::absent(state::MISSING),
        }
    }

    fn last_year(&self, key: &Key) -> Source {
        match (self.maker.given.last_year)(key) {
            Ok(Value::Number(n)) => {
                Source { state: Formula::whole(0), value: Formula::Number(n), sort: Sort::Number }
            }
            _ => Source::absent(state::MISSING),
        }
    }

    fn points(&self, code: &Code) -> Source {
        self.node(code, BEFORE)
    }

    fn max(&self, code: &Code) -> Source {
        self.node(code, APPLICABLE)
    }

    fn survey(&self, _: &str, _: &SurveyOf) -> Source {
        Source::absent(state::PENDING)
    }

    fn carries(&self, tags: &[String]) -> bool {
        self.maker.carries(tags)
    }

    fn working_days(&self) -> Option<String> {
        let maker = self.maker;
        let days = u32::try_from(maker.calendar().worked().len()).ok()?;
        let first = 1 + maker.rubric().items.len() as u32 + maker.rows.len() as u32;
        let last = (first + days).checked_sub(1).filter(|_| days > 0)?;
        Some(format!("$B${}:$B${}", first + 1, last + 1))
    }

    fn helper(&self, at: usize) -> String {
        address(self.row, HELPERS + at as u32)
    }

    fn helper_range(&self, at: usize) -> String {
        self.helper(at)
    }
}

impl LeafCells<'_, '_> {
    fn node(&self, code: &Code, column: u32) -> Source {
        let Some(at) = self.maker.rubric().position(code) else {
            return Source::absent(state::NOT_APPLICABLE);
        };
        let sum = |column| self.maker.sum(at, column, false);
        Source::of_node(sum(APPLICABLE), sum(column))
    }
}

/// One figure for the whole block.
fn of_block(item: &DataItem) -> Source {
    let sort = Sort::of(&item.kind);
    match item.given.as_ref().and_then(|given| constant(&given.value)) {
        Some(value) => Source { state: Formula::whole(0), value, sort },
        None => Source::absent(state::MISSING),
    }
}

fn constant(value: &Value) -> Option<Formula> {
    Some(match value {
        Value::Number(n) => Formula::Number(n.clone()),
        Value::YesNo(yes) => Formula::YesNo(*yes),
        Value::Date(day) => Formula::whole(day_serial(*day)),
        Value::Text(text) => Formula::text(text.clone()),
    })
}

impl Env for Maker<'_> {
    fn item(&self, key: &Key) -> Outcome {
        let given = self.rubric().item(key).and_then(|(_, item)| item.given.as_ref());
        let given = given.map(|given| given.value.clone());
        self.given.known.get(key).cloned().or(given).ok_or(Gap::Missing)
    }

    fn carries(&self, tags: &[String]) -> bool {
        tags.iter().any(|tag| self.given.tags.contains(tag))
    }

    fn last_year(&self, key: &Key) -> Outcome {
        (self.given.last_year)(key)
    }

    fn points(&self, code: &Code) -> Outcome {
        self.figure(code, &self.figures.before)
    }

    fn max(&self, code: &Code) -> Outcome {
        self.figure(code, &self.figures.maxima)
    }
}

impl Maker<'_> {
    fn figure(&self, code: &Code, of: &[Exact]) -> Outcome {
        let at = self.rubric().position(code).ok_or(Gap::NotApplicable)?;
        match self.figures.maxima[at].is_zero() {
            true => Err(Gap::NotApplicable),
            false => Ok(Value::Number(of[at].clone())),
        }
    }
}
