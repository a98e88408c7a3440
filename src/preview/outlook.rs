//! The effect of every choice, and the best and worst case of every unit.
//!
//! Each choice is a scenario of its own. At their best, all units are at once.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::disputes::{Choice, Dispute};
use super::open::open;
use crate::index::{Places, UnitIndex, standings};
use crate::results::Results;
use crate::round::RoundRules;
use crate::rubric::FieldKind;
use crate::scenario::{Base, Change, Outcome};
use crate::terms::Exact;

/// The places that are praised by name.
pub const TOP: usize = 3;

/// Hands over the blocks of the results one by one, with their positions.
pub type EachBase<'f> = dyn Fn(&mut dyn FnMut(usize, &Base<'_>)) + 'f;

/// A unit's figures under some settlement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub points: Exact,
    /// `None` when the unit is not ranked.
    pub index: Option<Exact>,
    pub published: Option<Exact>,
    pub class: Option<String>,
    pub rank: Option<usize>,
}

/// A unit that enters or leaves the first places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Position of the unit in its block.
    pub unit: usize,
    /// `None` when it is not ranked.
    pub from: Option<usize>,
    pub to: Option<usize>,
}

/// A unit of another class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassMove {
    /// Position of the unit in its block.
    pub unit: usize,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// What comes of one choice when everything else stays as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub figures: Figures,
    /// Points of the leaf then; `None` where the whole unit is open.
    pub leaf: Option<Exact>,
    /// Whose class changes: of the unit itself, or of others that are compared with it.
    pub classes: Vec<ClassMove>,
    /// Who enters or leaves the first places, the unit itself or another.
    pub top: Vec<Move>,
}

/// How low and how high a unit can come out, the others at their best and at their worst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub worst: Figures,
    pub best: Figures,
}

/// All open disputes with what would come of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    pub disputes: Vec<Dispute>,
    /// By dispute and choice.
    pub effects: Vec<Vec<Effect>>,
    /// By block and unit, like `Results::blocks`.
    pub cases: Vec<Vec<Case>>,
}

impl Outlook {
    /// What is open on which alone a class or one of the first places hangs: position of the
    /// dispute and of the choice.
    pub fn hinges(&self) -> Vec<(usize, usize)> {
        let mut list = Vec::new();
        for (dispute, effects) in self.effects.iter().enumerate() {
            for (choice, effect) in effects.iter().enumerate() {
                if !effect.classes.is_empty() || !effect.top.is_empty() {
                    list.push((dispute, choice));
                }
            }
        }
        list
    }
}

/// Weighs everything that is open in the results.
pub fn outlook(results: &Results, each: &EachBase<'_>) -> Outlook {
    let disputes = open(results);
    let mut effects: Vec<Vec<Effect>> = vec![Vec::new(); disputes.len()];
    let mut cases = vec![Vec::new(); results.blocks.len()];
    each(&mut |block, base| {
        let weighing = Weighing { results, rules: &results.round.rules, block, base };
        let own = disputes.iter().enumerate().filter(|(_, one)| one.block == block);
        let own: Vec<(usize, &Dispute)> = own.collect();
        let found: Vec<Vec<Effect>> =
            own.par_iter().map(|(_, dispute)| weighing.effects(dispute)).collect();
        let pairs: Vec<(&Dispute, &Vec<Effect>)> =
            own.iter().map(|(_, dispute)| *dispute).zip(&found).collect();
        cases[block] = weighing.cases(&pairs);
        for ((at, _), found) in own.iter().zip(found) {
            effects[*at] = found;
        }
    });
    Outlook { disputes, effects, cases }
}

struct Weighing<'a> {
    results: &'a Results,
    rules: &'a RoundRules,
    /// Position in `Results::blocks`.
    block: usize,
    base: &'a Base<'a>,
}

impl Weighing<'_> {
    fn now(&self) -> &[UnitIndex] {
        &self.results.blocks[self.block].index.units
    }

    fn effects(&self, dispute: &Dispute) -> Vec<Effect> {
        let effect = |choice: &Choice| self.effect(dispute, &self.base.run(&choice.changes));
        dispute.choices.iter().map(effect).collect()
    }

    fn effect(&self, dispute: &Dispute, outcome: &Outcome<'_>) -> Effect {
        let (mut top, mut classes) = (Vec::new(), Vec::new());
        for (unit, now) in self.now().iter().enumerate() {
            let then = outcome.index().unit(unit);
            if then.class != now.class {
                let (from, to) = (now.class.clone(), then.class.clone());
                classes.push(ClassMove { unit, from, to });
            }
            let to = outcome.index().place(unit).map(|place| place.rank);
            let is_top = |rank: Option<usize>| rank.is_some_and(|rank| rank <= TOP);
            if is_top(now.rank) != is_top(to) {
                top.push(Move { unit, from: now.rank, to });
            }
        }
        let leaf =
            dispute.leaf.map(|leaf| outcome.scores(dispute.unit).leaves[leaf].points.clone());
        let figures = figures_in(outcome, dispute.unit);
        Effect { figures, leaf, classes, top }
    }

    fn cases(&self, open: &[(&Dispute, &Vec<Effect>)]) -> Vec<Case> {
        let extreme = |way: Ordering| -> Outcome<'_> {
            let taken = open.iter().filter_map(|(dispute, effects)| {
                let choice = self.furthest(dispute, effects, way)?;
                Some(&dispute.choices[choice].changes)
            });
            let changes: Vec<Change> = taken.flatten().cloned().collect();
            self.base.run(&changes)
        };
        let (best, worst) = (extreme(Ordering::Greater), extreme(Ordering::Less));
        let units = 0..self.now().len();
        let case = |at: usize| Case {
            best: self.against(&best, at, &worst),
            worst: self.against(&worst, at, &best),
        };
        units.map(case).collect()
    }

    /// A unit's figures with its rank among the others as they are given.
    fn against(&self, own: &Outcome<'_>, at: usize, others: &Outcome<'_>) -> Figures {
        let of = |other: usize| if other == at { own } else { others }.index().unit(other);
        let units: Vec<&UnitIndex> = (0..self.now().len()).map(of).collect();
        let standings = standings(&units, self.rules);
        let places = Places::new(standings.iter().flatten(), self.rules);
        let rank = standings[at].as_ref().map(|standing| places.of(standing));
        Figures { rank, ..figures_in(own, at) }
    }

    /// The choice that moves the unit furthest that way; none where leaving it as it stands does.
    fn furthest(&self, dispute: &Dispute, effects: &[Effect], way: Ordering) -> Option<usize> {
        let block = &self.results.blocks[self.block];
        let score = dispute.score(self.results);
        // A cap may hide a gain that counts together with another: the leaf's own points decide
        // where the index does not.
        let signed = |points: Option<&Exact>| -> Exact {
            let points = points.cloned().unwrap_or_default();
            let kind = score.map(|score| block.rubric.nodes[score.node].field_kind);
            if kind == Some(FieldKind::Penalty) { -points } else { points }
        };
        let now = block.index.units[dispute.unit].index.clone();
        let mut furthest = (now, signed(score.map(|score| &score.points)));
        let mut taken = None;
        for (choice, effect) in effects.iter().enumerate() {
            let reached = (effect.figures.index.clone(), signed(effect.leaf.as_ref()));
            if reached.cmp(&furthest) == way {
                (furthest, taken) = (reached, Some(choice));
            }
        }
        taken
    }
}

fn figures_in(outcome: &Outcome<'_>, at: usize) -> Figures {
    let index = outcome.index().unit(at);
    Figures {
        points: index.points.clone(),
        index: index.index.clone(),
        published: index.published.clone(),
        class: index.class.clone(),
        rank: outcome.index().place(at).map(|place| place.rank),
    }
}
