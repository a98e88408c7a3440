//! One leaf on a unit's own live sheet: what its rule gives from the values above it.

use crate::expr::excel::{Formula, Formulas, Sort, Step, state};
use crate::rubric::{Leaf, NaPolicy, Node};
use crate::scores::{LeafScore, State};
use crate::terms::Exact;
use crate::value::Value;

use super::super::block::{Cell, Figure};
use super::super::computation::{
    self, AsScored, Policy, gap_of, live_value, states_word, without_zero_base,
};
use super::super::words;
use super::places::{APPLICABLE, BEFORE, RULE, STATE, TRIAL, at};
use crate::terms::Lang;

/// What of a leaf is computed, when its rule decided and nothing stands in the way.
pub(super) struct LiveLeaf {
    pub made: Formulas,
    policy: Policy,
    /// The states of the rule and of the leaf, as this run has them.
    rule: f64,
    settled: f64,
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
        let (expr, zero_is_na) = without_zero_base(leaf);
        let policy = Policy { zero_is_na, na: leaf.na };
        let (rule, value) = world.outcome(unit, at, expr);
        let settled = policy.settle(rule);
        let points = match value {
            _ if settled > 0.0 => None,
            _ if rule > 0.0 => Some(node.max.clone()),
            Some(Value::Number(points)) => Some(points),
            _ => return None,
        };
        let same = match (&points, score.state) {
            (Some(points), State::Scored) => *points == score.points,
            (None, State::Scored) | (Some(_), _) => false,
            (None, state) => state.key() == gap_of(settled).key(),
        };
        let fits = made.value.fits() && made.state.fits();
        (same && fits).then_some(LiveLeaf { made, policy, rule, settled })
    }

    /// State, state of the rule, points before gates and applicable maximum, at `row`.
    pub(super) fn workings<'r>(
        &self,
        row: u32,
        leaf: &Leaf,
        node: &Node,
        score: &LeafScore,
    ) -> [Cell<'r>; 4] {
        let number = |n: f64| Cell::Number(n, Figure::General);
        let settled = || at(row, STATE);
        let mut value = self.made.value.clone();
        if leaf.na == NaPolicy::Full {
            let max = Formula::Number(node.max.clone());
            value = Formula::when(at(row, RULE).is_above_zero(), max, value);
        }
        let before = Formula::when(settled().is_above_zero(), Formula::whole(0), value);
        let na = Formula::apply("=", settled(), Formula::whole(state::NOT_APPLICABLE as i64));
        let max = Formula::when(na, Formula::whole(0), Formula::Number(node.max.clone()));
        let applies = score.state != State::NotApplicable;
        let maximum = if applies { node.max.to_f64() } else { 0.0 };
        let rule = match self.made.state.constant() {
            Some(_) => number(self.rule),
            None => computation::cell(self.made.state.clone(), number(self.rule)),
        };
        [
            computation::cell(self.policy.formula(at(row, RULE)), number(self.settled)),
            rule,
            computation::cell(before, number(score.points.to_f64())),
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
        let (code, value) = world.outcome(unit, leaf, &helper.of);
        match (helper.step, value) {
            (Step::State, _) => Cell::Number(code, Figure::General),
            (_, None) => Cell::Empty,
            (_, Some(value)) => live_value(&value, helper.sort == Sort::Date),
        }
    }
}

/// The points that count, or the word for why there are none.
pub(super) fn last(row: u32, gates: Option<Formula>, lang: Lang) -> Formula {
    let mut points = at(row, BEFORE);
    if let Some(gates) = gates {
        points = Formula::when(gates, Formula::whole(0), points);
    }
    let settled = at(row, STATE);
    Formula::when(settled.clone().is_above_zero(), states_word(settled, lang), points)
}

/// Whether a node that others require earned 0.
pub(super) fn gate(row: u32) -> Formula {
    let points = Formula::call("ROUND", vec![at(row, BEFORE), Formula::whole(10)]);
    let none = Formula::apply("<=", points, Formula::whole(0));
    at(row, APPLICABLE).is_above_zero().and(none)
}

/// What changed against the official figure; nothing where nothing did.
pub(super) fn change<'r>(row: u32, official: usize, decimals: u32) -> Cell<'r> {
    let number = |column| Formula::call("ISNUMBER", vec![at(row, column)]);
    let less = Formula::apply("-", at(row, TRIAL), at(row, official));
    let less = computation::published(less, decimals);
    let moved = Formula::apply("<>", less.clone(), Formula::whole(0));
    let both = number(TRIAL).and(number(official));
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
