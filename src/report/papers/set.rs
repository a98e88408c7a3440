//! What the papers of a run share, and the papers that it gives.

use crate::report::block::Page;
use crate::report::standing::best_of;
use crate::report::why::reasons::Reasons;
use crate::results::Results;
use crate::terms::Exact;

/// A paper that can be built when its turn comes: a province has several hundred.
pub struct Paper<'s> {
    /// Below the folder of papers, without extension: `bao-cao`, `phieu-diem/long-hoa`.
    pub path: String,
    pub build: Box<dyn Fn() -> Page<'s> + Sync + 's>,
}

/// What the papers of a run share.
pub struct Set<'r> {
    pub(super) results: &'r Results,
    /// One per block, without folders: papers leave the office.
    pub(super) reasons: Vec<Reasons<'r>>,
    /// The best published index of each block.
    pub(super) best: Vec<Option<&'r Exact>>,
    /// Names of files of units, without extension, by block and position in it.
    names: Vec<Vec<String>>,
}

impl<'r> Set<'r> {
    /// `reasons` in the language of papers; `name` gives a unit's id as the name of a file.
    pub fn new(
        results: &'r Results,
        reasons: &[Reasons<'r>],
        mut name: impl FnMut(&str) -> String,
    ) -> Set<'r> {
        let units = results.blocks.iter().map(|block| {
            let ids = block.units.iter().map(|at| results.round.units[*at].id.as_str());
            ids.map(&mut name).collect()
        });
        let names = units.collect();
        Set {
            results,
            reasons: reasons.iter().map(Reasons::without_folders).collect(),
            best: results.blocks.iter().map(best_of).collect(),
            names,
        }
    }

    /// One paper for every unit that `wanted` accepts, in `folder`.
    pub(super) fn of_units<'s>(
        &'s self,
        folder: &str,
        wanted: impl Fn(&'s Set<'r>, usize, usize) -> bool,
        page: fn(&'s Set<'r>, usize, usize) -> Page<'s>,
    ) -> Vec<Paper<'s>> {
        let mut papers = Vec::new();
        for (block, names) in self.names.iter().enumerate() {
            for (at, name) in names.iter().enumerate().filter(|(at, _)| wanted(self, block, *at)) {
                let build = Box::new(move || page(self, block, at));
                papers.push(Paper { path: format!("{folder}/{name}"), build });
            }
        }
        papers
    }
}

/// A single paper.
pub(super) fn one<'s>(path: &str, build: impl Fn() -> Page<'s> + Sync + 's) -> Vec<Paper<'s>> {
    vec![Paper { path: path.to_string(), build: Box::new(build) }]
}
