//! What an inspection finds on one sheet.

use std::ops::Range;
use std::sync::Arc;

use crate::grid::Area;
use crate::read::runs::RunMarks;

/// What is said of a cell, by the position of the cell in the part: calamine gives the cells
/// in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Beside {
    Formula(Arc<str>),
    Runs(RunMarks),
    /// A picture takes the cell's place; what stands in it is no content.
    Picture,
    /// The content is written in a way that not every program reads alike.
    Unclear,
}

/// A link of a sheet: its cells, and the name of a relation or a place in the workbook.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub area: Area,
    pub relation: Option<String>,
    pub location: Option<String>,
}

/// What one sheet says.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// Cells, those with a bad address left out.
    pub cells: usize,
    pub beside: Vec<(usize, Beside)>,
    /// Cells whose address is none, and the address as written.
    pub lost: Vec<(Range<usize>, String)>,
    /// Parts that must not reach calamine: an impossible size of the sheet.
    pub needless: Vec<Range<usize>>,
    /// Cells without an address of their own.
    pub unaddressed: bool,
    pub merged: Vec<Area>,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    pub links: Vec<Link>,
    /// Cells that hold a picture.
    pub pictures: Vec<(u32, u32)>,
}
