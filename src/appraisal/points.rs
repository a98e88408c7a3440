//! Reads the cells of an appraisal form: points, or the name of a level.

use crate::evidence::values;
use crate::grid::{Cell, Content, Format};
use crate::rubric::Leaf;
use crate::terms::Exact;
use crate::text::fold;

/// Whether a cell says nothing: absent, white space, or the dots of a line to write on.
pub(super) fn is_blank(cell: Option<&Cell>) -> bool {
    cell.is_none_or(values::is_blank)
}

/// The points of a judged leaf's level, when the cell names one.
pub(super) fn level_points(cell: &Cell, leaf: &Leaf) -> Option<Exact> {
    let (Content::Text(text), Format::General) = (&cell.content, cell.format) else { return None };
    let name = fold(text);
    leaf.rule.levels.iter().find(|(level, _)| fold(level) == name).map(|(_, points)| points.clone())
}
