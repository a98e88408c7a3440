//! What a person may write in a value's cell, as formulas: its state, and the value in the form
//! in which the rules compute.

use super::formula::Formula;
use crate::terms::Exact;
use crate::value::DataKind;

/// The words that a value's cell may hold.
pub struct CellWords {
    pub yes: &'static str,
    pub no: &'static str,
    pub missing: &'static str,
    pub not_applicable: &'static str,
}

/// 0 for a value of the kind; `not_applicable` (2.5 for what the unit itself says) for those
/// words, 4 for a blank or the word of a missing value, 5 for anything else.
pub fn cell_state(
    cell: &Formula,
    kind: &DataKind,
    not_applicable: f64,
    words: &CellWords,
) -> Formula {
    let text = lowered(cell);
    let says = |word: &str| Formula::apply("=", text.clone(), Formula::text(word.to_lowercase()));
    let bad = Formula::whole(5);
    let value =
        |test: Formula, otherwise: Formula| Formula::when(test, Formula::whole(0), otherwise);
    let claimed = Exact::from_cell_float(not_applicable).unwrap_or_default();
    let gap = |otherwise: Formula| {
        let missing = says("").or(says(words.missing));
        let rest =
            Formula::when(says(words.not_applicable), Formula::Number(claimed.clone()), otherwise);
        let known = Formula::when(missing, Formula::whole(4), rest);
        Formula::when(Formula::call("ISERROR", vec![cell.clone()]), bad.clone(), known)
    };
    let number = |sound: Formula| {
        let is = Formula::call("ISNUMBER", vec![cell.clone()]);
        Formula::when(is, value(sound, bad.clone()), gap(bad.clone()))
    };
    let least = Formula::apply(">=", cell.clone(), Formula::whole(0));
    match kind {
        DataKind::Count => {
            let whole = Formula::apply("=", cell.clone(), Formula::call("INT", vec![cell.clone()]));
            number(least.and(whole))
        }
        DataKind::Number | DataKind::Money => number(least),
        DataKind::Percent => {
            number(least.and(Formula::apply("<=", cell.clone(), Formula::whole(10))))
        }
        DataKind::Date => {
            let is = Formula::call("ISNUMBER", vec![cell.clone()]);
            let sound = value(Formula::apply(">", cell.clone(), Formula::whole(0)), bad.clone());
            Formula::when(is, sound, gap(value(says(words.no), bad.clone())))
        }
        DataKind::YesNo => gap(value(says(words.yes).or(says(words.no)), bad.clone())),
        DataKind::Choice(options) => {
            let one = options.iter().fold(Formula::YesNo(false), |any, o| any.or(says(o)));
            gap(value(one, bad.clone()))
        }
        DataKind::Text => gap(Formula::whole(0)),
    }
}

/// The value in the form of [`super::Sort`], where `state` is 0; else 0.
pub fn cell_value(cell: &Formula, state: &Formula, kind: &DataKind, words: &CellWords) -> Formula {
    let says = |word: &str| Formula::apply("=", lowered(cell), Formula::text(word.to_lowercase()));
    let value = match kind {
        DataKind::YesNo => says(words.yes),
        DataKind::Date => Formula::when(
            Formula::call("ISNUMBER", vec![cell.clone()]),
            Formula::call("INT", vec![cell.clone()]),
            Formula::whole(-1),
        ),
        DataKind::Choice(_) => Formula::call("TRIM", vec![cell.clone()]),
        _ => cell.clone(),
    };
    Formula::when(state.clone().is_above_zero(), Formula::whole(0), value)
}

fn lowered(cell: &Formula) -> Formula {
    Formula::call("LOWER", vec![Formula::call("TRIM", vec![cell.clone()])])
}
