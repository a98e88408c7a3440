//! The live workbook: the same computation as formulas over *Số liệu*, so that a number changed
//! there changes points, index, rank and class as a new run would.
//!
//! ```text
//! Số liệu (values, states) ─▶ Tự chấm và thẩm định (points by the rule, appraisals, final)
//!        ─▶ Chi tiết (leaves after gates, sums) ◀─▶ Tính chỉ số (maxima, gates, index, rank, class)
//!        ─▶ Theo lĩnh vực, Xếp hạng, Xếp loại, Số liệu biểu đồ
//! ```
//!
//! Every formula carries the exact result of this run as its value. What a formula cannot know
//! stays as it was: which units sent nothing, the order of the rows, the sentences of *Điểm
//! mất* and *Vì sao*.

pub(super) mod calendar;
mod class_gates;
mod index_sums;
mod layout;
mod leaf;
pub(super) mod leaves;
pub(super) mod on_workings;
mod ties;
pub(super) mod values;
mod working_days;
pub(super) mod workings;
mod works;

use crate::expr::excel::{CellWords, Formula};
use crate::formulas::published;
use crate::terms::{Exact, Lang};

use crate::report::block::Cell;
use crate::report::words;

pub(super) use layout::{BlockLayout, CODE_ON_WHY, Layout, UNITS_FROM, on_leaves, on_values};
pub(super) use leaf::{LeafCells, LeafRow, live_value, states_word, step_value};
pub(super) use works::{Sum, Work, ranked_on};

/// A live cell: plain where the formula would not fit into Excel.
pub(super) fn cell<'a>(formula: Formula, shown: Cell<'a>) -> Cell<'a> {
    match formula.fitting() {
        Some(text) => Cell::live(text, shown),
        None => shown,
    }
}

/// A live cell of points, which may show a word now.
pub(super) fn points<'a>(formula: Formula, shown: Cell<'a>, decimals: u32) -> Cell<'a> {
    cell(formula, shown).figured(crate::report::block::Figure::Fixed(decimals as u8))
}

/// A published mean from the cell that holds the exact one.
pub(super) fn mean<'a>(source: Option<Formula>, shown: Cell<'a>, decimals: u32) -> Cell<'a> {
    let Some(source) = source else { return shown };
    let none = Formula::apply("=", source.clone(), Formula::text(""));
    cell(Formula::when(none, Formula::text(""), published(source, decimals)), shown)
}

pub(super) fn cell_words(lang: Lang) -> CellWords {
    CellWords {
        yes: words::YES.say(lang),
        no: words::NO.say(lang),
        missing: words::MISSING.say(lang),
        not_applicable: words::NOT_APPLICABLE.say(lang),
    }
}

/// A number with all its digits, shown with so many decimals.
pub(super) fn full<'a>(number: &Exact, decimals: u32) -> Cell<'a> {
    Cell::Number(number.to_f64(), crate::report::block::Figure::Fixed(decimals as u8))
}
