//! One unit's place in its block, as several pages need it.

use crate::index::UnitIndex;
use crate::results::{BlockResults, Results};
use crate::round::Unit;
use crate::rubric::{FieldKind, Node};
use crate::scores::{Gated, LeafScore};
use crate::terms::{Exact, Lang};

use crate::report::block::Look;
use crate::report::words;

#[derive(Clone, Copy)]
pub struct Standing<'r> {
    pub results: &'r Results,
    pub block: &'r BlockResults,
    /// Position of the unit in the block.
    pub at: usize,
    pub unit: &'r Unit,
    pub index: &'r UnitIndex,
    pub leaves: &'r [LeafScore],
}

impl<'r> Standing<'r> {
    pub fn of(results: &'r Results, block: &'r BlockResults, at: usize) -> Standing<'r> {
        let (unit, index) = block.unit(&results.round, at);
        Standing { results, block, at, unit, index, leaves: &block.scores[at].leaves }
    }

    /// The gate that took the node's points: its own or that of a node above it.
    pub fn gated(&self, node: usize) -> Option<&'r Gated> {
        let mut at = Some(node);
        while let Some(here) = at {
            if let Some(gated) = &self.index.nodes[here].gated {
                return Some(gated);
            }
            at = self.block.rubric.nodes[here].parent;
        }
        None
    }

    /// What the leaf brings to the total: 0 below a gate that acted.
    pub fn points(&self, node: usize) -> Exact {
        match self.gated(node) {
            Some(_) => Exact::zero(),
            None => self.index.nodes[node].points.clone(),
        }
    }

    /// Points outside bonus and penalty: by appraisal of evidence, and by survey.
    pub fn appraised_and_surveyed(&self) -> (Exact, Exact) {
        let (mut appraised, mut surveyed) = (Exact::zero(), Exact::zero());
        for leaf in self.leaves {
            let node = &self.block.rubric.nodes[leaf.node];
            if node.field_kind != FieldKind::Plain {
                continue;
            }
            let by_survey = node.leaf.as_ref().is_some_and(|l| l.rule.kind == "survey");
            let sum = if by_survey { &mut surveyed } else { &mut appraised };
            *sum += &self.points(leaf.node);
        }
        (appraised, surveyed)
    }

    /// `Tạm tính: 3 tiêu chí chưa có số liệu, …`
    pub fn provisional(&self, lang: Lang) -> Option<String> {
        let parts: Vec<String> = [
            (words::LEFT_MISSING, self.index.missing),
            (words::LEFT_UNREADABLE, self.index.unreadable),
            (words::LEFT_PENDING, self.index.pending),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .chain(words::left(self.index))
        .map(|(word, n)| word.with(lang, &[("n", &n.to_string())]))
        .collect();
        let mark = words::PROVISIONAL.say(lang);
        (!parts.is_empty()).then(|| format!("{mark}: {}", parts.join(", ")))
    }

    /// What kept it from a higher class.
    pub fn class_held(&self, lang: Lang) -> Option<String> {
        let held = self.index.class_held.as_ref()?;
        let gated = |class: &&crate::rubric::Class| class.name == held.class;
        let class = self.block.rubric.classes.iter().find(gated);
        if class.is_some_and(|class| !class.gates.is_empty()) {
            let why = words::held_by(held, &self.block.rubric, lang);
            let facts = [("class", held.class.as_str()), ("why", &why)];
            return Some(words::CLASS_HELD_BY.with(lang, &facts));
        }
        let fields = held.fields.join(", ");
        let share = words::percent(&held.every_field, lang);
        let facts = [("class", held.class.as_str()), ("fields", &fields), ("share", &share)];
        Some(words::CLASS_HELD.with(lang, &facts))
    }

    /// Why it has no rank: it sent nothing, or what it sent cannot be used.
    pub fn why_unranked(&self, lang: Lang) -> String {
        let word = words::absence(self.results.absence(self.index)).say(lang);
        match &self.index.stopped {
            Some(stop) => format!("{word}: {}", stop.without_folders().words(lang)),
            None => word.to_string(),
        }
    }

    pub fn decimals(&self) -> u32 {
        self.results.round.rules.decimals
    }
}

/// Places of points below the index: never fewer than two, so that 0,25 can be seen.
pub fn point_decimals(results: &Results) -> u32 {
    results.round.rules.places_of_points()
}

/// The name of an agency, or its id when the round does not name it.
pub(super) fn agency_name<'r>(results: &'r Results, id: &'r crate::terms::AgencyId) -> &'r str {
    let named = results.round.agencies.iter().find(|a| a.id == *id);
    named.map_or(id.as_str(), |a| a.name.as_str())
}

pub(super) fn block_name<'r>(results: &'r Results, block: &BlockResults) -> &'r str {
    &results.round.blocks[block.block].name
}

/// Fields stand out most, criteria less, leaves are plain.
pub(super) fn look(node: &Node) -> Look {
    match (&node.leaf, node.parent) {
        (None, None) => Look::Field,
        (None, Some(_)) => Look::Criterion,
        _ => Look::Plain,
    }
}

/// The best published index of a block.
pub(super) fn best_of(block: &BlockResults) -> Option<&Exact> {
    let ranked = block.index.units.iter().filter(|unit| unit.rank.is_some());
    ranked.filter_map(|unit| unit.published.as_ref()).max()
}
