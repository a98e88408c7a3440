//! Where files are taken in: the round as it stands, read once for all files that are dropped.

use std::path::Path;
use std::sync::OnceLock;

use super::what::Recognised;
use crate::ledger::Findings;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::read::{self, Found};
use crate::replies::Asked;
use crate::round::Names;
use crate::run::{Setting, asked};
use crate::terms::Code;

/// The round that files are dropped on.
pub struct Desk {
    pub setting: Setting,
    pub(super) names: Names,
    pub(super) asked: Vec<Asked>,
    /// What stands in the folders of evidence and of appraisals, read when somebody asks.
    pub(super) known: OnceLock<Vec<Known>>,
}

/// A file that is in the round already.
pub(super) struct Known {
    pub file: String,
    pub is: Recognised,
}

impl Desk {
    /// The round at `path`, a folder with a `round.toml` or the file itself.
    ///
    /// # Errors
    /// The round file cannot be used; the problems say why.
    pub fn open(path: &Path) -> Result<Desk, Problems> {
        let mut findings = Findings::default();
        let Some(setting) = Setting::read(path, &mut findings) else {
            return Err(findings.problems.sorted());
        };
        let names = Names::new(&setting.round);
        let asked = asked(&setting, &mut findings.problems);
        Ok(Desk { setting, names, asked, known: OnceLock::new() })
    }

    /// The position of the unit of this id or name.
    ///
    /// # Errors
    /// No unit is called so, or several are.
    pub fn unit(&self, text: &str) -> Result<usize, Problem> {
        let mut problems = Problems::default();
        let place = Place::file(self.setting.round.file.as_ref());
        let found = self.names.find_or_report(text, place, &mut problems);
        found.ok_or_else(|| {
            let told = problems.into_iter().next();
            told.unwrap_or_else(|| Problem::new(&kinds::round::UNIT_UNKNOWN, Place::default()))
        })
    }

    /// The criterion of that code among those that the unit is judged by.
    pub fn criterion(&self, unit: usize, code: &str) -> Option<Code> {
        let block = self.setting.round.units.get(unit)?.block;
        let rubric = self.setting.rubrics.get(block)?.as_ref()?;
        let found = rubric.leaves().find(|(_, node, _)| node.code.as_str() == code);
        found.map(|(_, node, _)| node.code.clone())
    }

    /// The files that the patterns name.
    pub(super) fn found(&self, patterns: &[String]) -> Vec<Found> {
        // What is odd about a folder, `check` tells.
        let mut unheard = Problems::default();
        read::find(&self.setting.folder, &self.setting.round.file, patterns, &mut unheard)
    }
}
