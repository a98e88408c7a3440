//! One leaf on a unit's own live sheet: what its rule gives from the values above it.

use crate::expr::excel::{Formula, Formulas, state};
use crate::formulas::{
    self, AsScored, CameTo, Policy, counted, gap_of, published, without_zero_base,
};
use crate::rubric::{Leaf, Node};
use crate::scores::{LeafScore, State};
use crate::terms::{Exact, Lang};

use crate::report::block::{Cell, Figure};
use crate::report::computation;
use crate::report::computation::step_value;
use crate::report::try_out::places::{APPLICABLE, BEFORE, RULE, STATE, TRIED, at};
use crate::report::words;

/// What of a leaf is computed, when its rule decided and nothing stands in the way.
pub(super) struct LiveLeaf {
    pub made: Formulas,
    policy: Policy,
    /// As this run has it.
    came_to: CameTo,
}

impl LiveLeaf {
    /// `None` where the points are kept as they are: an appraiser gave others than the rule, the
    /// unit claims that it does not apply, or formulas cannot say it.
    pub(super) fn of(
        made: Formulas,
        (leaf, node): (&Leaf, &Node),
        score: &LeafScore,
        world: &AsScored<'_>,
        (unit, at): (usize, usize),
    ) -> Option<LiveLeaf> {
        let policy = Policy::of(leaf, node);
        let ruled = world.outcome(unit, at, without_zero_base(leaf).0);
        let came_to = policy.came_to(ruled, false);
        let CameTo { settled, points, .. } = &came_to;
        if *settled == state::VALUE && points.is_none() {
            return None;
        }
        let same = match (points, score.state) {
            (Some(points), State::Scored) => *points == score.points,
            (None, State::Scored) | (Some(_), _) => false,
            (None, state) => state.key() == gap_of(*settled).key(),
        };
        let fits = made.value.fits() && made.state.fits();
        (same && fits).then_some(LiveLeaf { made, policy, came_to })
    }

    /// State, state of the rule, points before gates and applicable maximum, at `row`.
    pub(super) fn workings<'r>(&self, row: u32, node: &Node, score: &LeafScore) -> [Cell<'r>; 4] {
        let number = |n: f64| Cell::Number(n, Figure::General);
        let settled = || at(row, STATE);
        let points = self.policy.points(self.made.value.clone(), at(row, RULE));
        let max = Formula::Number(node.max.clone());
        let max = formulas::applicable(settled(), max, None);
        let applies = score.state != State::NotApplicable;
        let maximum = if applies { node.max.to_f64() } else { 0.0 };
        let rule = match self.made.state.constant() {
            Some(_) => number(self.came_to.rule),
            None => computation::cell(self.made.state.clone(), number(self.came_to.rule)),
        };
        [
            computation::cell(self.policy.settled(at(row, RULE)), number(self.came_to.settled)),
            rule,
            computation::cell(counted(settled(), points), number(score.points.to_f64())),
            computation::cell(max, number(maximum)),
        ]
    }

    /// A step of the computation, as this unit has it.
    pub(super) fn step<'r>(
        &self,
        number: usize,
        world: &AsScored<'_>,
        (unit, leaf): (usize, usize),
    ) -> Cell<'r> {
        let Some(helper) = self.made.helpers.get(number).and_then(Option::as_ref) else {
            return Cell::Empty;
        };
        computation::cell(helper.formula.clone(), self.step_of(number, world, (unit, leaf)))
    }

    /// The same step of any unit, as it is.
    pub(super) fn step_of<'r>(
        &self,
        number: usize,
        world: &AsScored<'_>,
        (unit, leaf): (usize, usize),
    ) -> Cell<'r> {
        let Some(helper) = self.made.helpers.get(number).and_then(Option::as_ref) else {
            return Cell::Empty;
        };
        step_value(helper, world.outcome(unit, leaf, &helper.of))
    }
}

/// The points that count, or the word for why there are none.
pub(super) fn last(row: u32, gates: Option<Formula>, lang: Lang) -> Formula {
    let word = |gap| words::gap(gap, lang).to_string();
    formulas::last(at(row, STATE), at(row, BEFORE), (gates, None), word)
}

/// Whether a node that others require earned 0.
pub(super) fn gate(row: u32) -> Formula {
    formulas::gate(at(row, APPLICABLE), at(row, BEFORE))
}

/// What changed against the official figure; nothing where nothing did.
pub(super) fn change<'r>(row: u32, official: usize, decimals: u32) -> Cell<'r> {
    let number = |column| Formula::call("ISNUMBER", vec![at(row, column)]);
    let less = Formula::apply("-", at(row, TRIED), at(row, official));
    let less = published(less, decimals);
    let moved = Formula::apply("<>", less.clone(), Formula::whole(0));
    let both = number(TRIED).and(number(official));
    let shown = Formula::when(moved, less, Formula::text(""));
    let formula = Formula::when(both, shown, Formula::text(""));
    computation::cell(formula, Cell::Empty)
}

/// Points with all their digits, or the word for why there are none.
pub(super) fn official<'r>(
    points: &Exact,
    leaf: &LeafScore,
    decimals: u32,
    lang: Lang,
) -> Cell<'r> {
    match leaf.state {
        State::Scored => computation::full(points, decimals),
        other => Cell::text(words::state(other, lang)),
    }
}
