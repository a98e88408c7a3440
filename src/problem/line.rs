//! A problem as other programs read it: in `results.json` and on standard output.

use serde::Serialize;

use super::{Place, Problem};
use crate::terms::Lang;

/// One problem. Points are plain decimals or fractions, as exact figures are everywhere.
#[derive(Debug, Serialize)]
pub struct ProblemLine<'p> {
    level: &'static str,
    code: &'static str,
    file: &'p str,
    sheet: Option<&'p str>,
    cell: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'p str>,
    /// Codes of the leaves whose points hang on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leaves: Vec<&'p str>,
    /// What stood in the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'p str>,
    /// What it was taken for.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_stake: Option<String>,
    /// Cells or rows that it speaks of, when more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<usize>,
    /// Every cell that has a part in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<CellLine<'p>>,
    /// The place of the problem that it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    message: String,
    help: String,
}

#[derive(Debug, Serialize)]
struct CellLine<'p> {
    file: &'p str,
    sheet: Option<&'p str>,
    cell: Option<&'p str>,
    label: &'p str,
    raw: &'p str,
}

impl<'p> ProblemLine<'p> {
    pub fn of(problem: &'p Problem, lang: Lang) -> ProblemLine<'p> {
        let Place { file, sheet, cell, .. } = &problem.place;
        let cells = problem.involved.iter().map(|one| CellLine {
            file: &one.place.file,
            sheet: one.place.sheet.as_deref(),
            cell: one.place.cell.as_deref(),
            label: &one.label,
            raw: &one.raw,
        });
        ProblemLine {
            level: problem.kind.level.key(),
            code: problem.kind.code,
            file,
            sheet: sheet.as_deref(),
            cell: cell.as_deref(),
            line: problem.place.line,
            column: problem.place.column,
            unit: problem.unit.as_ref().map(|unit| unit.as_str()),
            leaves: problem.stakes.iter().map(|stake| stake.leaf.as_str()).collect(),
            raw: problem.raw(),
            taken: problem.taken(lang),
            at_stake: problem.at_stake().map(|points| points.to_plain()),
            times: (problem.times > 1).then_some(problem.times),
            cells: cells.collect(),
            because: problem.because.as_ref().map(Place::to_string),
            message: problem.message(lang),
            help: problem.help(lang),
        }
    }
}
