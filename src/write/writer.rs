//! What every output format is to the commands that write.

use super::files::Output;
use crate::problem::Problems;
use crate::results::Results;
use crate::terms::Lang;

/// What a writer writes, where, and for whom.
pub struct Task<'a> {
    pub results: &'a Results,
    pub output: &'a Output,
    pub lang: Lang,
    /// The run was of the surveys alone: only their workbook, pictures and figures are written.
    pub surveys_alone: bool,
    /// Called once for each step of [`Writer::count`], from any thread.
    pub tick: &'a (dyn Fn() + Sync),
}

/// Which command writes a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// `score`, and `survey` for its part.
    Score,
    /// `papers`.
    Papers,
    /// `papers --public`.
    Public,
}

/// One output format.
pub struct Writer {
    pub name: &'static str,
    pub occasion: Occasion,
    /// How many steps it will take, for a progress bar.
    pub count: fn(&Results) -> usize,
    /// Writes its files; what cannot be written is reported and the rest goes on.
    pub write: fn(&Task<'_>, &mut Problems),
}
