//! Reads the cells of an appraisal form: points, or the name of a level.

use crate::grid::{Cell, Content, Format};
use crate::rubric::Leaf;
use crate::terms::Exact;
use crate::text::{fold, tidy};

/// Whether a cell says nothing: absent, white space, or the dots of a line to write on.
pub(super) fn is_blank(cell: Option<&Cell>) -> bool {
    match cell.map(|c| &c.content) {
        None => true,
        Some(Content::Text(text)) => tidy(text).chars().all(|c| c == '.' || c == '…' || c == ' '),
        Some(_) => false,
    }
}

/// The points of a judged leaf's level, when the cell names one.
pub(super) fn level_points(cell: &Cell, leaf: &Leaf) -> Option<Exact> {
    let Content::Text(text) = &cell.content else { return None };
    let name = fold(text);
    leaf.rule.levels.iter().find(|(level, _)| fold(level) == name).map(|(_, points)| points.clone())
}

/// Points written as a number, or as text with one decimal mark and at most two decimals.
pub(super) fn read_points(cell: &Cell) -> Option<Exact> {
    match (&cell.content, cell.format) {
        (Content::Number(number), Format::General) => Exact::from_cell_float(*number),
        (Content::Text(text), _) => {
            let text = tidy(text).replace(',', ".");
            let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
            Exact::from_decimal(&text).filter(|_| decimals <= 2)
        }
        _ => None,
    }
}
