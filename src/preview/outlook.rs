//! The effect of every choice, and the best and worst case of every unit.
//!
//! The points of a unit do not depend on what appraisers give to others (peers are compared by
//! their data), so one scoring of the whole round can settle one dispute of every unit at once;
//! ranks are then found from the figures.

use std::cmp::Ordering;

use super::disputes::{self, Choice, Dispute};
use crate::appraisal::{Appraisals, Appraised};
use crate::index::{Places, UnitIndex, standings};
use crate::results::{BlockResults, Results};
use crate::round::RoundRules;
use crate::rubric::FieldKind;
use crate::terms::Exact;
use crate::value::Origin;

/// The places that are praised by name.
pub const TOP: usize = 3;

/// Scores the round again over other appraisals.
pub(super) type Rescore<'f> = dyn Fn(&Appraisals) -> Vec<BlockResults> + 'f;

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
    pub from: usize,
    pub to: usize,
}

/// What comes of one choice when everything else stays as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub figures: Figures,
    /// The class of the unit changes.
    pub class_moves: bool,
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
    /// Disputes on which alone a class or one of the first places hangs: position of the
    /// dispute and of the choice.
    pub fn hinges(&self) -> Vec<(usize, usize)> {
        let mut list = Vec::new();
        for (dispute, effects) in self.effects.iter().enumerate() {
            for (choice, effect) in effects.iter().enumerate() {
                if effect.class_moves || !effect.top.is_empty() {
                    list.push((dispute, choice));
                }
            }
        }
        list
    }
}

/// The appraisals as they would be with these disputes settled in round 2.
pub fn accepting<'d>(
    results: &Results,
    settled: impl IntoIterator<Item = (&'d Dispute, &'d Choice)>,
) -> Appraisals {
    let mut appraisals = results.appraisals.clone();
    for (dispute, choice) in settled {
        let block = &results.blocks[dispute.block];
        let score = dispute.score(results);
        let before = score.appraised[0].as_ref();
        let unit = block.units[dispute.unit];
        // A settled conflict of round 2 takes the place of what contradicted itself.
        appraisals.conflicts.retain(|c| (c.unit, c.node) != (unit, score.node));
        appraisals.scores.push(Appraised {
            round: 2,
            unit,
            node: score.node,
            points: choice.points.clone(),
            shown: None,
            reason: String::new(),
            request: String::new(),
            agency: before.and_then(|a| a.agency.clone()),
            origin: before.map_or_else(|| supposed(results), |a| a.origin.clone()),
        });
    }
    appraisals
}

/// The place of what nobody has written yet.
fn supposed(results: &Results) -> Origin {
    Origin { file: results.round.file.clone(), sheet: "".into(), cell: "".into() }
}

/// Weighs every open dispute of the results.
pub fn outlook(results: &Results, rescore: &Rescore<'_>) -> Outlook {
    let disputes = disputes::open(results);
    let weighing = Weighing { results, rules: &results.round.rules, disputes: &disputes, rescore };
    let effects = weighing.effects();
    let cases = weighing.cases(&effects);
    Outlook { disputes, effects, cases }
}

struct Weighing<'a> {
    results: &'a Results,
    rules: &'a RoundRules,
    disputes: &'a [Dispute],
    rescore: &'a Rescore<'a>,
}

/// A dispute and the choice taken in it.
type Settled = (usize, usize);

impl Weighing<'_> {
    fn rescored(&self, settled: &[Settled]) -> Vec<BlockResults> {
        let pairs = settled.iter().map(|&(dispute, choice)| {
            let dispute = &self.disputes[dispute];
            (dispute, &dispute.choices[choice])
        });
        (self.rescore)(&accepting(self.results, pairs))
    }

    fn effects(&self) -> Vec<Vec<Effect>> {
        let mut effects: Vec<Vec<Option<Effect>>> =
            self.disputes.iter().map(|d| vec![None; d.choices.len()]).collect();
        for wave in waves(self.disputes) {
            let blocks = self.rescored(&wave);
            for (dispute, choice) in wave {
                let Dispute { block, unit, .. } = self.disputes[dispute];
                let settled = &blocks[block].index.units[unit];
                effects[dispute][choice] = Some(self.effect(block, unit, settled));
            }
        }
        effects.into_iter().map(|choices| choices.into_iter().flatten().collect()).collect()
    }

    /// What the block looks like when only this unit's figures change.
    fn effect(&self, block: usize, unit: usize, settled: &UnitIndex) -> Effect {
        let now = &self.results.blocks[block].index.units;
        let own = |at: usize, index| if at == unit { settled } else { index };
        let units: Vec<&UnitIndex> =
            now.iter().enumerate().map(|(at, index)| own(at, index)).collect();
        let standings = standings(&units, self.rules);
        let places = Places::new(standings.iter().flatten(), self.rules);
        let mut top = Vec::new();
        for (at, index) in now.iter().enumerate() {
            let (Some(from), Some(new)) = (index.rank, &standings[at]) else { continue };
            let to = places.of(new);
            if (from <= TOP) != (to <= TOP) {
                top.push(Move { unit: at, from, to });
            }
        }
        let rank = standings[unit].as_ref().map(|s| places.of(s));
        Effect {
            class_moves: settled.class != now[unit].class,
            figures: Figures { rank, ..figures_of(settled) },
            top,
        }
    }

    fn cases(&self, effects: &[Vec<Effect>]) -> Vec<Vec<Case>> {
        let best = self.rescored(&self.extreme(effects, Ordering::Greater));
        let worst = self.rescored(&self.extreme(effects, Ordering::Less));
        let pairs = best.iter().zip(&worst);
        pairs
            .map(|(best, worst)| {
                let (best, worst) = (&best.index.units, &worst.index.units);
                let units = 0..best.len();
                units
                    .map(|at| Case {
                        best: self.against(&best[at], at, worst),
                        worst: self.against(&worst[at], at, best),
                    })
                    .collect()
            })
            .collect()
    }

    /// A unit's figures with its rank among the others as they are given.
    fn against(&self, own: &UnitIndex, at: usize, others: &[UnitIndex]) -> Figures {
        let of = |(other, index)| if other == at { own } else { index };
        let units: Vec<&UnitIndex> = others.iter().enumerate().map(of).collect();
        let standings = standings(&units, self.rules);
        let places = Places::new(standings.iter().flatten(), self.rules);
        let rank = standings[at].as_ref().map(|s| places.of(s));
        Figures { rank, ..figures_of(own) }
    }

    /// For every dispute the choice that moves the unit furthest that way; none where leaving
    /// it as it stands does.
    fn extreme(&self, effects: &[Vec<Effect>], way: Ordering) -> Vec<Settled> {
        let mut settled = Vec::new();
        for (at, dispute) in self.disputes.iter().enumerate() {
            let block = &self.results.blocks[dispute.block];
            let node = &block.rubric.nodes[dispute.score(self.results).node];
            // A cap may hide a gain that counts together with another: the leaf's own points
            // decide where the index does not.
            let standing = dispute.score(self.results).points.clone();
            let now = block.index.units[dispute.unit].index.clone();
            let mut furthest = (now, signed(node.field_kind, standing));
            let mut taken = None;
            for (choice, effect) in effects[at].iter().enumerate() {
                let points = dispute.choices[choice].points.clone();
                let reached = (effect.figures.index.clone(), signed(node.field_kind, points));
                if reached.cmp(&furthest) == way {
                    (furthest, taken) = (reached, Some(choice));
                }
            }
            settled.extend(taken.map(|choice| (at, choice)));
        }
        settled
    }
}

/// Points as they count for the unit.
fn signed(kind: FieldKind, points: Exact) -> Exact {
    if kind == FieldKind::Penalty { -points } else { points }
}

fn figures_of(index: &UnitIndex) -> Figures {
    Figures {
        points: index.points.clone(),
        index: index.index.clone(),
        published: index.published.clone(),
        class: index.class.clone(),
        rank: index.rank,
    }
}

/// Every choice of every dispute once, each wave with at most one of a unit.
fn waves(disputes: &[Dispute]) -> Vec<Vec<Settled>> {
    let mut waves: Vec<Vec<Settled>> = Vec::new();
    let mut before = None;
    let mut next = 0;
    for (at, dispute) in disputes.iter().enumerate() {
        let unit = (dispute.block, dispute.unit);
        if before != Some(unit) {
            (before, next) = (Some(unit), 0);
        }
        for choice in 0..dispute.choices.len() {
            if waves.len() <= next {
                waves.push(Vec::new());
            }
            waves[next].push((at, choice));
            next += 1;
        }
    }
    waves
}
