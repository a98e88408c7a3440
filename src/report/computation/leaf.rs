//! One row of *Tự chấm và thẩm định*: a leaf of a unit, from its values to its final points.

use crate::expr::excel::{Cells, Formula, Formulas, Sort, Source, Step, formulas, state};
use crate::expr::{Expr, Function, Op, SurveyOf};
use crate::rubric::{Leaf, NaPolicy, Node};
use crate::scores::State;
use crate::terms::{Code, Exact, Key, Lang};
use crate::value::{DataKind, Gap, Value};

use super::super::block::{Cell, Figure};
use super::super::standing::Standing;
use super::super::words;
use super::address::Address;
use super::layout::{BlockLayout, Layout, Used, on_leaves, on_values, without_zero_base};
use super::works::Work;
use super::world::AsScored;
use super::{cell, full, points};

/// The word of a state from 2 on, from a cell that holds it.
pub(crate) fn states_word(state: Formula, lang: Lang) -> Formula {
    let gaps = [Gap::NotApplicable, Gap::Pending, Gap::Missing, Gap::Unreadable];
    let at = Formula::apply("-", Formula::call("INT", vec![state]), Formula::whole(1));
    let words = gaps.into_iter().map(|gap| Formula::text(words::gap(gap, lang)));
    Formula::call("CHOOSE", std::iter::once(at).chain(words).collect())
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
        let (expr, zero_is_na) = without_zero_base(leaf);
        let assigned = self.world.units[self.unit].has_tag(leaf);
        let made = if assigned { formulas(expr, self).ok() } else { None };
        let made = made.filter(|m| m.helpers.len() <= self.layout.helpers + 1);
        let policy = Policy { zero_is_na, na: leaf.na };
        let claim = self.block.claim_row(self.unit, self.leaf).filter(|_| assigned);
        let found =
            if assigned { self.outcome(expr, &policy, claim.is_some()) } else { Found::NONE };
        let number = |n: f64| Cell::Number(n, Figure::General);
        let shown = match &found.points {
            Some(points) => full(points, decimals),
            None => Cell::text(words::gap(gap_of(found.settled), self.layout.lang)),
        };
        let [rule, settled, computed] = match &made {
            None => [number(found.rule), number(found.settled), shown],
            Some(made) => [
                self.rule_state(made, claim.map(|row| (row, zero_is_na)), number(found.rule)),
                cell(policy.formula(self.here(self.layout.rule_column())), number(found.settled)),
                points(self.computed(made, leaf), shown, decimals),
            ],
        };
        let [before, applicable, last] = self.decided(decimals);
        let mut workings = vec![settled, rule, before, applicable];
        let helpers = (1..=self.layout.helpers).map(|at| self.helper_cell(made.as_ref(), at));
        workings.extend(helpers);
        LeafCells { looked_at: self.helper_cell(made.as_ref(), 0), computed, last, workings }
    }

    /// What the rule came to in this run.
    fn outcome(&self, expr: &Expr, policy: &Policy, claimed: bool) -> Found {
        let (rule, value) = self.world.outcome(self.unit, self.leaf, expr);
        // Where there was no occasion, nothing can be claimed.
        let no_occasion = policy.zero_is_na && rule == state::ZERO_BASE;
        let rule = if claimed && !no_occasion { state::CLAIMED } else { rule };
        let settled = policy.settle(rule);
        let points = match (settled > state::VALUE, rule > state::VALUE, value) {
            (true, ..) => None,
            (_, true, _) => Some(self.node().max.clone()),
            (.., Some(Value::Number(n))) => Some(n),
            _ => None,
        };
        Found { rule, settled, points }
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

    fn rule_state(&self, made: &Formulas, claim: Option<(u32, bool)>, shown: Cell<'r>) -> Cell<'r> {
        let mut formula = made.state.clone();
        if let Some((row, zero_is_na)) = claim {
            // On the row of a claim: 2.5, or 4 when it was cleared.
            let code = self.on_values(row, on_values::STATE_CODE);
            let claimed = Exact::fraction(5, 2).unwrap_or_default();
            let stands = Formula::apply("=", code, Formula::Number(claimed.clone()));
            let mut own = Formula::Number(claimed);
            if zero_is_na {
                let zero = Formula::apply("=", formula.clone(), Formula::whole(1));
                own = Formula::when(zero, Formula::whole(1), own);
            }
            formula = Formula::when(stands, own, formula);
        }
        if formula.constant().is_some() { shown } else { cell(formula, shown) }
    }

    /// Points by the rule, or the word for why there are none.
    fn computed(&self, made: &Formulas, leaf: &Leaf) -> Formula {
        let settled = self.here(self.layout.state_column());
        let mut value = made.value.clone();
        if leaf.na == NaPolicy::Full {
            let rule = self.here(self.layout.rule_column());
            value = Formula::when(
                rule.is_above_zero(),
                Formula::Number(self.node().max.clone()),
                value,
            );
        }
        let word = states_word(settled.clone(), self.layout.lang);
        Formula::when(settled.is_above_zero(), word, value)
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
        let settled = self.here(self.layout.state_column());
        let zero = Formula::whole(0);
        let by_rule = Formula::when(settled.is_above_zero(), zero, self.here(on_leaves::COMPUTED));
        Formula::when(self.given(), given, by_rule)
    }

    fn applicable(&self) -> Formula {
        let settled = self.here(self.layout.state_column());
        let na = Formula::apply("=", settled, Formula::whole(2));
        let given = Formula::call("NOT", vec![self.given()]);
        Formula::when(na.and(given), Formula::whole(0), self.here(on_leaves::MAX))
    }

    /// The points that count: 0 below a gate that acted.
    fn last(&self) -> Formula {
        let gates = self.gates();
        let mut points = self.here(self.layout.before_column());
        if !gates.is_empty() {
            let acted = Formula::call("SUM", gates).is_above_zero();
            points = Formula::when(acted, Formula::whole(0), points);
        }
        let settled = self.here(self.layout.state_column());
        let scored = Formula::apply("=", settled.clone(), Formula::whole(0)).or(self.given());
        Formula::when(scored, points, states_word(settled, self.layout.lang))
    }

    /// The cells of the gates above the leaf.
    fn gates(&self) -> Vec<Formula> {
        let rubric = &self.block.block.rubric;
        let mut list: Vec<Formula> = Vec::new();
        let mut at = Some(self.at);
        while let Some(here) = at {
            for code in &rubric.nodes[here].requires {
                let gate = rubric.position(code).and_then(|n| self.on_workings(Work::Gate(n)));
                list.extend(gate.filter(|g| !list.contains(g)));
            }
            at = rubric.nodes[here].parent;
        }
        list
    }

    fn helper_cell(&self, made: Option<&Formulas>, at: usize) -> Cell<'r> {
        let Some(helper) = made.and_then(|m| m.helpers.get(at)?.as_ref()) else {
            return Cell::Empty;
        };
        let (code, value) = self.world.outcome(self.unit, self.leaf, &helper.of);
        let share = self.is_share(&helper.of);
        let shown = match (helper.step, value) {
            (Step::State, _) => Cell::Number(code, Figure::General),
            (_, None) => Cell::Empty,
            (_, Some(Value::Number(n))) if share => Cell::Number(n.to_f64(), Figure::Percent(2)),
            (_, Some(value)) => live_value(&value, helper.sort == Sort::Date),
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
        Address::on(&self.layout.values_sheet, row, column).formula()
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

pub(crate) fn gap_of(code: f64) -> Gap {
    match code {
        c if c >= state::UNREADABLE => Gap::Unreadable,
        c if c >= state::MISSING => Gap::Missing,
        c if c >= state::PENDING => Gap::Pending,
        _ => Gap::NotApplicable,
    }
}

/// What a rule came to: its state, the state after the leaf's policy, and the points.
struct Found {
    rule: f64,
    settled: f64,
    points: Option<Exact>,
}

impl Found {
    /// For a unit that the leaf is not for.
    const NONE: Found =
        Found { rule: state::NOT_APPLICABLE, settled: state::NOT_APPLICABLE, points: None };
}

/// What becomes of a rule that gives no value.
pub(crate) struct Policy {
    pub zero_is_na: bool,
    pub na: NaPolicy,
}

impl Policy {
    fn on_zero_base(&self) -> f64 {
        match (self.zero_is_na, self.na) {
            (false, _) => state::UNREADABLE,
            (true, NaPolicy::Full) => state::VALUE,
            (true, _) => state::NOT_APPLICABLE,
        }
    }

    fn on_claim(&self) -> f64 {
        match self.na {
            NaPolicy::Full => state::VALUE,
            NaPolicy::Forbid => state::MISSING,
            NaPolicy::Exclude => state::NOT_APPLICABLE,
        }
    }

    /// The state that the leaf comes to.
    pub(crate) fn settle(&self, rule: f64) -> f64 {
        match rule {
            r if r == state::ZERO_BASE => self.on_zero_base(),
            r if r == state::CLAIMED => self.on_claim(),
            other => other,
        }
    }

    pub(crate) fn formula(&self, rule: Formula) -> Formula {
        let code = |n: f64| Formula::Number(Exact::from_cell_float(n).unwrap_or_default());
        let is = |n: f64| Formula::apply("=", rule.clone(), code(n));
        let claimed = Formula::when(is(state::CLAIMED), code(self.on_claim()), rule.clone());
        Formula::when(is(state::ZERO_BASE), code(self.on_zero_base()), claimed)
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

    fn helper(&self, at: usize) -> String {
        Address::here(self.row(), self.layout.helper_column(at)).to_string()
    }

    fn helper_range(&self, at: usize) -> String {
        let column = self.layout.helper_column(at);
        let first = Address::here(self.block.leaf_row(self.leaf, 0), column);
        first.to(self.block.leaf_row(self.leaf, self.block.block.units.len() - 1), column)
    }
}
