//! Charts that are drawn from figures, and pictures of the run.

#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    /// Upper end of the value axis.
    pub top: Option<f64>,
    pub decimals: u8,
}

/// A picture of the run; positions are those in the results.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub of: PictureOf,
    /// Its width, in percent of what the text takes.
    pub percent: u8,
    /// What a sheet shows instead, drawn from its cells.
    pub chart: Chart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureOf {
    /// A unit's fields against its block; the position of the unit in the block.
    Radar { block: usize, unit: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns; series marked as lines run over them.
    Columns,
    /// Columns on top of each other.
    Stacked,
    /// Columns with whiskers: value, distance down, distance up.
    Whiskers,
    Radar,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    /// One per category.
    pub values: Vec<Option<f64>>,
    /// Formulas of the values, one per category; empty when they are not live.
    pub formulas: Vec<String>,
    pub line: bool,
}

impl Series {
    /// Figures alone, as columns.
    pub fn plain(name: impl Into<String>, values: Vec<Option<f64>>) -> Series {
        Series { name: name.into(), values, formulas: Vec::new(), line: false }
    }
}
