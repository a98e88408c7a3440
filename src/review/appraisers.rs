//! How much each appraiser cuts, beside the others on comparable rows.
//!
//! A row is comparable when the figures speak for the claim: the unit's own score is what the
//! rule gives from its data, and a proof is named. Where the figures agree, a cut is the
//! appraiser's own doing.

use std::collections::BTreeMap;

use crate::results::Results;
use crate::scores::AppraisedScore;
use crate::terms::{AgencyId, Exact};

/// So many comparable rows make a figure that is worth comparing.
pub const ENOUGH: usize = 5;

/// One file of appraisals: one person's or one group's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraiser {
    pub file: String,
    pub agency: Option<AgencyId>,
    pub own: Cuts,
    pub others: Cuts,
    pub basis: Basis,
}

/// Cuts over some rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuts {
    pub rows: usize,
    /// Rows with fewer points than the rule gives.
    pub cut: usize,
    /// Sum of what was cut, each as a share of the leaf's maximum; raised points count below 0.
    pub shares: Exact,
}

/// What the others' rows have in common with the appraiser's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The same leaves.
    SameLeaves,
    /// Any leaves: too few others appraised the same ones.
    AllLeaves,
}

impl Cuts {
    /// Mean cut as a share of the maximum; `None` without rows.
    pub fn mean(&self) -> Option<Exact> {
        self.shares.checked_div(&Exact::whole(self.rows as i64))
    }

    fn add(&mut self, share: &Exact) {
        self.rows += 1;
        self.cut += usize::from(*share > Exact::zero());
        self.shares += share;
    }
}

impl Appraiser {
    /// How much more (or less, below 0) it cuts than the others; `None` when either side has
    /// too few rows to say.
    pub fn difference(&self) -> Option<Exact> {
        if self.own.rows < ENOUGH || self.others.rows < ENOUGH {
            return None;
        }
        Some(self.own.mean()? - &self.others.mean()?)
    }
}

/// A comparable row.
struct Row<'r> {
    file: &'r str,
    agency: Option<&'r AgencyId>,
    /// Block and node.
    leaf: (usize, usize),
    /// What was cut, as a share of the maximum.
    share: Exact,
}

/// Every appraiser with comparable rows, those that differ most from the others first.
pub fn appraisers(results: &Results) -> Vec<Appraiser> {
    let rows = rows(results);
    let mut files: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in &rows {
        files.entry(row.file).or_default().push(row);
    }
    let mut list: Vec<Appraiser> = files
        .iter()
        .map(|(file, own)| {
            let leaves: Vec<(usize, usize)> = own.iter().map(|r| r.leaf).collect();
            let others = || rows.iter().filter(|r| r.file != *file);
            let same = cuts(others().filter(|r| leaves.contains(&r.leaf)));
            let (others, basis) = match same.rows >= ENOUGH {
                true => (same, Basis::SameLeaves),
                false => (cuts(others()), Basis::AllLeaves),
            };
            Appraiser {
                file: file.to_string(),
                agency: own.first().and_then(|r| r.agency.cloned()),
                own: cuts(own.iter().copied()),
                others,
                basis,
            }
        })
        .collect();
    list.sort_by_cached_key(|one| {
        let difference = one.difference().map(|d| d.abs());
        (std::cmp::Reverse(difference), one.file.clone())
    });
    list
}

fn cuts<'r>(rows: impl Iterator<Item = &'r Row<'r>>) -> Cuts {
    let mut cuts = Cuts::default();
    rows.for_each(|row| cuts.add(&row.share));
    cuts
}

fn rows(results: &Results) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for score in block.scores.iter().flat_map(|s| &s.leaves) {
            let (Ok(computed), Some(own)) = (&score.computed, &score.self_score) else { continue };
            if computed != own || score.proof.is_empty() {
                continue;
            }
            let max = &block.rubric.nodes[score.node].max;
            for given in score.appraised.iter().flatten() {
                let cut = computed.clone() - &given.points;
                let Some(share) = cut.checked_div(max) else { continue };
                let given: &AppraisedScore = given;
                rows.push(Row {
                    file: &given.origin.file,
                    agency: given.agency.as_ref(),
                    leaf: (number, score.node),
                    share,
                });
            }
        }
    }
    rows
}
