//! The duties of the year on one day of it: of every leaf of every unit, the points that are sure,
//! those that can still be earned, and those that are lost; the three add up to the maximum.
//!
//! Nothing that is dated after the day counts: the round is run as it stood then, and again with
//! what can still be done done on that very day, the earliest that is left.

mod leaf;
mod outlook;

pub use outlook::{Duty, Outlook};

use crate::rubric::{FieldKind, Rubric};
use crate::scenario::{Base, Change};
use crate::scores::{LeafScore, State};
use crate::terms::{Date, Exact};

/// All leaves outside bonus and penalty that apply to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDuties {
    /// In the order of the annex.
    pub duties: Vec<Duty>,
    pub whole: Outlook,
}

/// The duties of every unit of the block as they stand at the end of the day.
pub fn duties(base: &Base<'_>, day: Date) -> Vec<UnitDuties> {
    let then = base.run(&[Change::Day(day)]);
    let rubric = base.sources.rubric;
    (0..base.scores.len())
        .map(|at| {
            let scores = then.scores(at);
            let counts = |score: &&LeafScore| {
                let plain = rubric.nodes[score.node].field_kind == FieldKind::Plain;
                plain && score.state != State::NotApplicable
            };
            let mut duties: Vec<Duty> = scores
                .leaves
                .iter()
                .filter(counts)
                .map(|score| leaf::duty(base, (at, score), day))
                .collect();
            gate(rubric, &mut duties);
            let mut whole = Outlook::default();
            duties.iter().for_each(|duty| whole.add(&duty.outlook));
            UnitDuties { duties, whole }
        })
        .collect()
}

/// What hangs on a node that can earn nothing any more is lost with it; what hangs on one that has
/// earned nothing yet is not sure.
fn gate(rubric: &Rubric, duties: &mut [Duty]) {
    let below = |leaf: usize, node: usize| rubric.with_those_above(leaf).any(|at| at == node);
    let before = duties.to_vec();
    for (at, node) in rubric.nodes.iter().enumerate() {
        for required in node.requires.iter().filter_map(|code| rubric.position(code)) {
            let mut whole = Outlook::default();
            let own = before.iter().filter(|duty| below(duty.node, required));
            own.for_each(|duty| whole.add(&duty.outlook));
            if whole.max().is_zero() || whole.sure > Exact::zero() {
                continue;
            }
            let closed = whole.possible.is_zero();
            for duty in duties.iter_mut().filter(|duty| below(duty.node, at)) {
                let sure = std::mem::take(&mut duty.outlook.sure);
                match closed {
                    true => {
                        let possible = std::mem::take(&mut duty.outlook.possible);
                        duty.outlook.lost += &(sure + &possible);
                    }
                    false => duty.outlook.possible += &sure,
                }
            }
        }
    }
}
