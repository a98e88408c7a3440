//! Addresses without a place, as long as any can be: to see whether an expression has formulas,
//! and how many helper cells they take.

use super::{Cells, Formula, Sort, Source};
use crate::expr::SurveyOf;
use crate::terms::{Code, Key};
use crate::value::DataKind;

/// A name of 31 letters with marks around it, in the last column and row of a sheet.
const LONGEST: &str = "'Tự chấm và thẩm định trang (99)'!XFD1048576";

/// Stands for every place; told the kinds of the data items.
pub struct Anywhere<'a> {
    pub kind: &'a dyn Fn(&Key) -> Option<DataKind>,
}

fn source(sort: Sort) -> Source {
    let cell = || Formula::cell(LONGEST);
    Source { state: cell(), value: cell(), sort }
}

impl Cells for Anywhere<'_> {
    fn item(&self, key: &Key) -> Source {
        source((self.kind)(key).map_or(Sort::Number, |kind| Sort::of(&kind)))
    }

    fn last_year(&self, key: &Key) -> Source {
        self.item(key)
    }

    /// No unit in particular: the whole rule is asked for.
    fn carries(&self, _: &[String]) -> bool {
        false
    }

    fn points(&self, _: &Code) -> Source {
        Source::of_node(Formula::cell(LONGEST), Formula::cell(LONGEST))
    }

    fn max(&self, code: &Code) -> Source {
        self.points(code)
    }

    fn survey(&self, _: &str, _: &SurveyOf) -> Source {
        source(Sort::Number)
    }

    fn working_days(&self) -> Option<String> {
        Some(format!("{LONGEST}:XFD1048576"))
    }

    fn helper(&self, at: usize) -> String {
        format!("XFD{}", 1_048_576 - at)
    }

    fn helper_range(&self, at: usize) -> String {
        format!("{}:{}", self.helper(at), self.helper(at))
    }
}
