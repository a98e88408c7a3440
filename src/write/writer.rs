//! What every output format is to the commands that write.

use super::files::Output;
use crate::problem::Problems;
use crate::report::Reasons;
use crate::report::audience::LANG;
use crate::results::Results;
use crate::terms::Lang;

/// What a writer writes, where, and for whom.
pub struct Task<'a> {
    pub results: &'a Results,
    pub output: &'a Output,
    pub lang: Lang,
    pub reasons: &'a RunReasons<'a>,
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

/// The words of the rules of a run, compiled once for all that is written of it.
pub struct RunReasons<'r> {
    /// In the language of the command.
    own: Vec<Reasons<'r>>,
    /// In that of papers and of the leaders' page, where it is another.
    papers: Option<Vec<Reasons<'r>>>,
}

impl<'r> RunReasons<'r> {
    pub fn of(results: &'r Results, lang: Lang) -> RunReasons<'r> {
        let papers = (lang != LANG).then(|| Reasons::of_all(results, LANG));
        RunReasons { own: Reasons::of_all(results, lang), papers }
    }

    /// One per block, in the language of the command.
    pub fn own(&self) -> &[Reasons<'r>] {
        &self.own
    }

    /// One per block, in the language of papers and of the leaders' page.
    pub fn for_papers(&self) -> &[Reasons<'r>] {
        self.papers.as_deref().unwrap_or(&self.own)
    }
}
