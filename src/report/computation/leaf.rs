//! One row of *Tự chấm và thẩm định*: a leaf of a unit, from its values to its final points.

use crate::expr::excel::{self, Cells, Formula, Formulas, Helper, Sort, Source, Step, state};
use crate::expr::{Expr, Function, Op, SurveyOf};
use crate::formulas::{
    self, Address, AsScored, CameTo, Policy, Used, closing, counted, gap_of, number,
    without_zero_base,
};
use crate::rubric::{Leaf, Node};
use crate::scores::State;
use crate::terms::{Code, Exact, Key, Lang};
use crate::value::{DataKind, Value};

use crate::report::block::{Cell, Figure};
use crate::report::computation::layout::{BlockLayout, Layout, on_leaves, on_values};
use crate::report::computation::works::Work;
use crate::report::computation::{cell, full, points};
use crate::report::standing::Standing;
use crate::report::words;

/// The word of a state from 2 on, from a cell that holds it.
pub(crate) fn states_word(state: Formula, lang: Lang) -> Formula {
    formulas::states_word(state, |gap| words::gap(gap, lang).to_string())
}

/// A leaf of a unit at its place.
pub(crate) struct LeafRow<'l, 'r> {
    pub layout: &'l Layout<'r>,
    pub block: &'l BlockLayout<'r>,
    pub world: &'l AsScored<'r>,
    pub unit: usize,
    /// Position of the leaf among the leaves, and of its node.
    pub leaf: usize,
    pub at: usize,
}

/// The live cells of the row.
pub(crate) struct LeafCells<'r> {
    pub looked_at: Cell<'r>,
    pub computed: Cell<'r>,
    /// What the rule gives from the values as they are in this run.
    pub ruled: Option<Exact>,
    pub last: Cell<'r>,
    /// State after the leaf's policy, state of the rule, points before gates, applicable
    /// maximum, then the helper cells.
    pub workings: Vec<Cell<'r>>,
}

impl<'l, 'r> LeafRow<'l, 'r> {
    fn row(&self) -> u32 {
        self.block.leaf_row(self.leaf, self.unit)
    }

    fn here(&self, column: usize) -> Formula {
        Address::here(self.row(), column).formula()
    }

    fn node(&self) -> &'r Node {
        &self.block.block.rubric.nodes[self.at]
    }

    /// All live cells, each with what this run gave.
    pub(crate) fn cells(&self, leaf: &'r Leaf, decimals: u32) -> LeafCells<'r> {
        let (expr, _) = without_zero_base(leaf);
        let assigned = self.world.units[self.unit].is_asked(leaf);
        let made = if assigned { excel::formulas(expr, self).ok() } else { None };
        let made = made.filter(|m| m.helpers.len() <= self.layout.helpers + 1);
        let policy = Policy::of(leaf, self.node());
        let claim = self.block.claim_row(self.unit, self.leaf).filter(|_| assigned);
        let found = match assigned {
            true => {
                let ruled = self.world.outcome(self.unit, self.leaf, expr);
                policy.came_to(ruled, claim.is_some())
            }
            false => CameTo::NOTHING,
        };
        let number = |n: f64| Cell::Number(n, Figure::General);
        let shown = match &found.points {
            Some(points) => full(points, decimals),
            None => Cell::text(words::gap(gap_of(found.settled), self.layout.lang)),
        };
        let [rule, settled, computed] = match &made {
            None => [number(found.rule), number(found.settled), shown],
            Some(made) => [
                self.rule_state(made, claim, &policy, number(found.rule)),
                cell(policy.settled(self.here(self.layout.rule_column())), number(found.settled)),
                points(self.computed(made, &policy), shown, decimals),
            ],
        };
        let [before, applicable, last] = self.decided(decimals);
        let mut workings = vec![settled, rule, before, applicable];
        let helpers = (1..=self.layout.helpers).map(|at| self.helper_cell(made.as_ref(), at));
        workings.extend(helpers);
        let looked_at = self.helper_cell(made.as_ref(), 0);
        LeafCells { looked_at, computed, ruled: found.points, last, workings }
    }

    /// Points before gates, applicable maximum, final points.
    fn decided(&self, decimals: u32) -> [Cell<'r>; 3] {
        let (results, block) = (self.layout.results, self.block.block);
        let score = &block.scores[self.unit].leaves[self.leaf];
        let number = |n: &Exact| Cell::Number(n.to_f64(), Figure::General);
        let max = match score.state {
            State::NotApplicable => number(&Exact::zero()),
            _ => number(&self.node().max),
        };
        let last = match score.state {
            State::Scored => {
                full(&Standing::of(results, block, self.unit).points(self.at), decimals)
            }
            other => Cell::text(words::state(other, self.layout.lang)),
        };
        [
            cell(self.before(), number(&score.points)),
            cell(self.applicable(), max),
            points(self.last(), last, decimals),
        ]
    }

    fn rule_state(
        &self,
        made: &Formulas,
        claim: Option<u32>,
        policy: &Policy,
        shown: Cell<'r>,
    ) -> Cell<'r> {
        let mut formula = made.state.clone();
        if let Some(row) = claim {
            // On the row of a claim: 2.5, or 4 when it was cleared.
            let code = self.on_values(row, on_values::STATE_CODE);
            let stands = Formula::apply("=", code, number(state::CLAIMED));
            formula = policy.claimed(stands, formula);
        }
        if formula.constant().is_some() { shown } else { cell(formula, shown) }
    }

    fn settled(&self) -> Formula {
        self.here(self.layout.state_column())
    }

    /// Points by the rule, or the word for why there are none.
    fn computed(&self, made: &Formulas, policy: &Policy) -> Formula {
        let value = policy.points(made.value.clone(), self.here(self.layout.rule_column()));
        let word = states_word(self.settled(), self.layout.lang);
        Formula::when(self.settled().is_above_zero(), word, value)
    }

    fn given(&self) -> Formula {
        let first = Address::here(self.row(), on_leaves::ROUND_1);
        let both = Formula::cell(first.to(self.row(), on_leaves::ROUND_2));
        Formula::call("COUNT", vec![both]).is_above_zero()
    }

    /// The points decided, before gates: the later appraisal, the earlier one, the rule.
    fn before(&self) -> Formula {
        let second = self.here(on_leaves::ROUND_2);
        let is = Formula::call("ISNUMBER", vec![second.clone()]);
        let given = Formula::when(is, second, self.here(on_leaves::ROUND_1));
        let by_rule = counted(self.settled(), self.here(on_leaves::COMPUTED));
        Formula::when(self.given(), given, by_rule)
    }

    fn applicable(&self) -> Formula {
        formulas::applicable(self.settled(), self.here(on_leaves::MAX), Some(self.given()))
    }

    /// The points that count: 0 below a gate that acted.
    fn last(&self) -> Formula {
        let gates = closing(&self.block.block.rubric, self.at).into_iter();
        let gates: Vec<Formula> =
            gates.filter_map(|node| self.on_workings(Work::Gate(node))).collect();
        let closed = (!gates.is_empty()).then(|| Formula::call("SUM", gates).is_above_zero());
        let points = self.here(self.layout.before_column());
        let word = |gap| words::gap(gap, self.layout.lang).to_string();
        formulas::last(self.settled(), points, (closed, Some(self.given())), word)
    }

    fn helper_cell(&self, made: Option<&Formulas>, at: usize) -> Cell<'r> {
        let Some(helper) = made.and_then(|m| m.helpers.get(at)?.as_ref()) else {
            return Cell::Empty;
        };
        let (code, value) = self.world.outcome(self.unit, self.leaf, &helper.of);
        let share = self.is_share(&helper.of);
        let shown = match (helper.step, value) {
            (Step::Value | Step::Rounded, Some(Value::Number(n))) if share => {
                Cell::Number(n.to_f64(), Figure::Percent(2))
            }
            (_, value) => step_value(helper, (code, value)),
        };
        let look = if share { Figure::Percent(2) } else { Figure::General };
        cell(helper.formula.clone(), shown).figured(look)
    }

    /// Whether a reader expects a percentage: a quotient, a share that was declared, or what is
    /// left of one.
    fn is_share(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Apply(Op::Divide, _) | Expr::Percent(_) | Expr::Survey { .. } => true,
            Expr::Apply(Op::Subtract, sides) => {
                matches!(&sides[0], Expr::Number(n) if *n == Exact::one())
                    && self.is_share(&sides[1])
            }
            Expr::Call(Function::Min | Function::Max, list) => {
                list.iter().any(|e| self.is_share(e))
            }
            Expr::Item(key) => {
                let item = self.block.block.rubric.item(key);
                item.is_some_and(|(_, item)| item.kind == DataKind::Percent)
            }
            _ => false,
        }
    }

    fn on_values(&self, row: u32, column: usize) -> Formula {
        Address::on(self.layout.values_sheet, row, column).formula()
    }

    fn on_workings(&self, work: Work) -> Option<Formula> {
        let row = self.block.work_row(&work)?;
        let column = self.block.unit_column(self.unit);
        Some(Address::on(&self.block.workings_sheet, row, column).formula())
    }

    fn value(&self, used: &Used<'_>, sort: Sort) -> Source {
        match self.block.value_row(self.unit, used) {
            None => Source::absent(state::MISSING),
            Some(row) => Source {
                state: self.on_values(row, on_values::STATE_CODE),
                value: self.on_values(row, on_values::USED_VALUE),
                sort,
            },
        }
    }

    fn sum(&self, code: &Code, work: fn(usize) -> Work) -> Source {
        let node = self.block.block.rubric.position(code);
        let cells =
            node.and_then(|n| Some((self.on_workings(Work::Max(n))?, self.on_workings(work(n))?)));
        match cells {
            None => Source::absent(state::NOT_APPLICABLE),
            Some((max, value)) => Source::of_node(max, value),
        }
    }
}

/// A step of a computation as it comes out: its state, or its value where it has one.
pub(crate) fn step_value<'r>(helper: &Helper, (code, value): (f64, Option<Value>)) -> Cell<'r> {
    match (helper.step, value) {
        (Step::State, _) => Cell::Number(code, Figure::General),
        (_, None) => Cell::Empty,
        (_, Some(value)) => live_value(&value, helper.sort == Sort::Date),
    }
}

/// A value in the form in which the rules compute: -1 for the answer "không" instead of a date.
pub(crate) fn live_value<'r>(value: &Value, dated: bool) -> Cell<'r> {
    match value {
        Value::Number(n) => {
            Cell::Number(n.to_f64(), Figure::Fixed(if n.is_whole() { 0 } else { 4 }))
        }
        Value::YesNo(_) if dated => Cell::Number(-1.0, Figure::DateOrNone),
        Value::YesNo(yes) => Cell::YesNo(*yes),
        Value::Date(date) => Cell::Date(*date),
        Value::Text(text) => Cell::text(text.clone()),
    }
}

impl Cells for LeafRow<'_, '_> {
    fn item(&self, key: &Key) -> Source {
        match self.block.block.rubric.item(key) {
            None => Source::absent(state::MISSING),
            Some((at, item)) => self.value(&Used::Item(at), Sort::of(&item.kind)),
        }
    }

    fn last_year(&self, key: &Key) -> Source {
        let kind = self.block.block.rubric.item(key).map(|(_, item)| Sort::of(&item.kind));
        self.value(&Used::LastYear(key), kind.unwrap_or(Sort::Number))
    }

    fn points(&self, code: &Code) -> Source {
        self.sum(code, Work::Before)
    }

    fn max(&self, code: &Code) -> Source {
        self.sum(code, Work::Max)
    }

    fn survey(&self, scheme: &str, of: &SurveyOf) -> Source {
        let used = Used::Survey { scheme, of };
        match self.block.value_row(self.unit, &used) {
            None if self.layout.results.round.awaits(scheme) => Source::absent(state::MISSING),
            None => Source::absent(state::NOT_APPLICABLE),
            Some(_) => self.value(&used, Sort::Number),
        }
    }

    fn carries(&self, tags: &[String]) -> bool {
        let (unit, _) = self.block.block.unit(&self.layout.results.round, self.unit);
        tags.iter().any(|tag| unit.tags.contains(tag))
    }

    fn working_days(&self) -> Option<String> {
        self.layout.working_days.clone()
    }

    fn helper(&self, at: usize) -> String {
        Address::here(self.row(), self.layout.helper_column(at)).to_string()
    }

    fn helper_range(&self, at: usize) -> String {
        let column = self.layout.helper_column(at);
        let first = Address::here(self.block.leaf_row(self.leaf, 0), column);
        first.to(self.block.leaf_row(self.leaf, self.block.block.units.len() - 1), column)
    }
}
