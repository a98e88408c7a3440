//! From [`Results`] to files: each writer knows one format; [`files`] alone puts bytes on disk.

pub mod charts;
mod fault;
pub mod files;
mod journal;
pub mod json;
mod record;
#[cfg(test)]
pub mod sample;
pub mod sinks;
mod staging;
pub mod xlsx;

use crate::problem::Problems;
use crate::results::Results;
use crate::terms::Lang;
use files::Output;

/// Every output format. A new one is a file and a line here.
pub const WRITERS: &[Writer] = &[xlsx::WRITER, charts::WRITER, json::WRITER];

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

/// One output format.
pub struct Writer {
    pub name: &'static str,
    /// How many steps it will take, for a progress bar.
    pub count: fn(&Results) -> usize,
    /// Writes its files; what cannot be written is reported and the rest goes on.
    pub write: fn(&Task<'_>, &mut Problems),
}
