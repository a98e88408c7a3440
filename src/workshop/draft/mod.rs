//! A criteria set drafted from an annex: the TOML text, and what a person must decide, in order.

mod decisions;
mod head;
mod items;
mod rule;
mod slug;
mod toml;
pub(crate) mod written;

use crate::workshop::table::Annex;

pub use decisions::{Decision, Matter};
pub use head::About;
use head::Head;

/// A draft: its text and what is open in it.
#[derive(Debug, Clone)]
pub struct Draft {
    pub toml: String,
    pub leaves: usize,
    /// Leaves whose scale was understood.
    pub understood: usize,
    pub decisions: Vec<Decision>,
}

/// Drafts the set of an annex. `None` where the annex has no criterion.
pub fn draft(annex: &Annex, about: &About) -> Option<Draft> {
    if annex.entries.is_empty() {
        return None;
    }
    let head = Head::of(annex, about);
    let mut decisions = Vec::new();
    let mut items = items::Items::default();
    let leaves = rule::leaves(annex, &head, &mut items, &mut decisions);
    let understood = leaves.iter().filter(|leaf| leaf.is_understood).count();
    decisions::of_annex(annex, &head, &mut decisions);
    decisions.sort_by_key(|decision| decision.matter);
    let toml = toml::text(annex, &head, (&leaves, &items), &decisions);
    Some(Draft { toml, leaves: leaves.len(), understood, decisions })
}
