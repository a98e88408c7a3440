//! The form's own arithmetic: points as formulas over its answer cells, on a hidden sheet, by
//! the same rules as the scoring. What others decide (appraisers, surveys, the block) waits.

mod cells;
mod shown;

use std::collections::BTreeMap;

use super::answer::NOT_APPLICABLE;
use super::workbook::Content;
use crate::expr::excel::{
    CellWords, Formula, Formulas, Helper, Step, cell_state, cell_value, formulas, outcome, state,
};
use crate::expr::{Expr, ZeroBase};
use crate::grid::address;
use crate::rubric::{Leaf, NaPolicy, Rubric};
use crate::terms::{Exact, Key, day_serial};
use crate::value::{Outcome, Value};

/// The hidden sheet's name.
pub(super) const SHEET: &str = "tinh";

const WORDS: CellWords =
    CellWords { yes: "Có", no: "Không", missing: "", not_applicable: NOT_APPLICABLE };

/// Columns of the hidden sheet.
const STATE: u32 = 1;
const VALUE: u32 = 2;
const RULE: u32 = 1;
const SETTLED: u32 = 2;
const BEFORE: u32 = 3;
const FINAL: u32 = 4;
const APPLICABLE: u32 = 5;
const REACHABLE: u32 = 6;
const HELPERS: u32 = 7;

/// Where the form has its cells, as addresses that formulas of another sheet use.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub values: BTreeMap<Key, String>,
    /// The drop-down by which a leaf is claimed not applicable, by position of its node.
    pub claims: BTreeMap<usize, String>,
}

/// What is known when the form goes out.
pub(super) struct Given<'a> {
    pub rubric: &'a Rubric,
    /// Whether the leaf is for the unit.
    pub is_for: &'a dyn Fn(&Leaf) -> bool,
    /// What is filled in beforehand.
    pub known: &'a BTreeMap<Key, Value>,
    pub last_year: &'a dyn Fn(&Key) -> Outcome,
}

/// The formulas of a form.
pub(super) struct Live {
    /// The hidden sheet.
    pub rows: Vec<Vec<Content>>,
    /// Points as shown, by position of the node.
    pub points: BTreeMap<usize, Content>,
    /// Total and what it can come to at most without what others decide.
    pub total: Content,
    pub reachable: Content,
}

/// Makes them; `places` names the cells of the form.
pub(super) fn live(given: &Given<'_>, places: &Places) -> Live {
    let rubric = given.rubric;
    let leaves: Vec<usize> =
        rubric.leaves().filter(|(_, _, leaf)| (given.is_for)(leaf)).map(|(at, ..)| at).collect();
    let first_leaf = 1 + rubric.items.len() as u32;
    let rows = leaves.iter().enumerate().map(|(n, at)| (*at, first_leaf + n as u32)).collect();
    let mut maker = Maker { given, places, rows, figures: Figures::new(rubric) };
    let sheet = maker.sheet(&leaves);
    Live { rows: sheet, points: maker.shown(), total: maker.total(), reachable: maker.reachable() }
}

/// What the formulas come to while the form is as it goes out.
struct Figures {
    /// By node: points before gates, and the maximum, of the leaves at or below it that apply.
    before: Vec<Exact>,
    maxima: Vec<Exact>,
    /// By node of a leaf: state of the rule, state after the policy, points, reachable maximum.
    leaves: BTreeMap<usize, (f64, f64, Exact)>,
}

impl Figures {
    fn new(rubric: &Rubric) -> Figures {
        let none = vec![Exact::zero(); rubric.nodes.len()];
        Figures { before: none.clone(), maxima: none, leaves: BTreeMap::new() }
    }
}

struct Maker<'a> {
    given: &'a Given<'a>,
    places: &'a Places,
    /// Rows of the leaves on the hidden sheet, by position of the node.
    rows: BTreeMap<usize, u32>,
    figures: Figures,
}

/// One leaf's computation and its row.
struct LeafCells<'a, 'm> {
    maker: &'m Maker<'a>,
    row: u32,
}

fn here(row: u32, column: u32) -> Formula {
    Formula::cell(address(row, column))
}

fn there(row: u32, column: u32) -> Formula {
    Formula::cell(format!("{SHEET}!{}", address(row, column)))
}

fn number(n: f64) -> Formula {
    Formula::Number(Exact::from_cell_float(n).unwrap_or_default())
}

fn cell(formula: &Formula, result: impl ToString) -> Content {
    Content::Formula { text: formula.to_string(), result: result.to_string() }
}

/// The rule without the outermost decision on a zero base, which the leaf's own policy may
/// still turn into full points; and whether that decision was *not applicable*.
fn shell(leaf: &Leaf) -> (&Expr, bool) {
    match &leaf.rule.expr {
        Expr::OnZeroBase { inner, then: ZeroBase::NotApplicable, .. } => (inner, true),
        other => (other, false),
    }
}

/// What a zero base and a claim come to.
fn settle(rule: f64, zero_is_na: bool, na: NaPolicy) -> f64 {
    match rule {
        r if r == state::ZERO_BASE => match (zero_is_na, na) {
            (false, _) => state::UNREADABLE,
            (true, NaPolicy::Full) => state::VALUE,
            (true, _) => state::NOT_APPLICABLE,
        },
        r if r == state::CLAIMED => match na {
            NaPolicy::Full => state::VALUE,
            NaPolicy::Forbid => state::MISSING,
            NaPolicy::Exclude => state::NOT_APPLICABLE,
        },
        other => other,
    }
}

impl<'a> Maker<'a> {
    fn rubric(&self) -> &'a Rubric {
        self.given.rubric
    }

    fn sheet(&mut self, leaves: &[usize]) -> Vec<Vec<Content>> {
        let head =
            ["Mã", "Trạng thái", "Giá trị", "Điểm", "Sau điều kiện", "Tối đa", "Tự tính được"];
        let text = |text: &str| Content::Text(text.to_string());
        let mut rows = vec![head.iter().map(|h| text(h)).collect()];
        for (at, item) in self.rubric().items.iter().enumerate() {
            let mut row = vec![text(item.key.as_str())];
            row.extend(self.item(at).into_iter().flatten());
            rows.push(row);
        }
        let mut made: BTreeMap<usize, Vec<Content>> = BTreeMap::new();
        for at in self.rubric().scoring_order.clone() {
            if let Some(&row) = self.rows.get(&at) {
                let cells = self.leaf(at, row);
                made.insert(at, cells);
            }
        }
        rows.extend(leaves.iter().map(|at| made.remove(at).unwrap_or_default()));
        rows
    }

    /// State and value of a data item; none when the form does not ask it.
    fn item(&self, at: usize) -> Option<[Content; 2]> {
        let item = &self.rubric().items[at];
        let place = Formula::cell(self.places.values.get(&item.key)?);
        let row = at as u32 + 1;
        let states = cell_state(&place, &item.kind, state::CLAIMED, &WORDS);
        let value = cell_value(&place, &here(row, STATE), &item.kind, &WORDS);
        let (code, plain) = match self.given.known.get(&item.key) {
            None => (state::MISSING, "0".to_string()),
            Some(Value::Number(n)) => (state::VALUE, n.to_f64().to_string()),
            Some(Value::YesNo(yes)) => (state::VALUE, if *yes { "TRUE" } else { "FALSE" }.into()),
            Some(Value::Date(d)) => (state::VALUE, day_serial(*d).to_string()),
            Some(Value::Text(text)) => (state::VALUE, text.clone()),
        };
        Some([cell(&states, code), cell(&value, plain)])
    }

    fn leaf(&mut self, at: usize, row: u32) -> Vec<Content> {
        let node = &self.rubric().nodes[at];
        let Some(leaf) = &node.leaf else { return Vec::new() };
        let (expr, zero_is_na) = shell(leaf);
        let waits = self.waits(expr);
        let made = match waits {
            true => None,
            false => formulas(expr, &LeafCells { maker: self, row }).ok(),
        };
        let (rule, value) = match &made {
            None => (state::PENDING, None),
            Some(_) => outcome(expr, self, &|name| self.given.known.contains_key(&Key::new(name))),
        };
        let settled = settle(rule, zero_is_na, leaf.na);
        let points = match (settled > 0.0, rule > 0.0, value) {
            (true, ..) => Exact::zero(),
            (_, true, _) => node.max.clone(),
            (_, _, Some(Value::Number(n))) => n,
            _ => Exact::zero(),
        };
        self.note(at, rule, settled, &points);
        let rule_formula = self.rule_state(at, made.as_ref(), zero_is_na);
        let claimed = number(settle(state::CLAIMED, zero_is_na, leaf.na));
        let zero = number(settle(state::ZERO_BASE, zero_is_na, leaf.na));
        let is = |n: f64| Formula::apply("=", here(row, RULE), number(n));
        let rest = Formula::when(is(state::CLAIMED), claimed, here(row, RULE));
        let settled_formula = Formula::when(is(state::ZERO_BASE), zero, rest);
        let max = Formula::Number(node.max.clone());
        let value = made.as_ref().map_or(Formula::whole(0), |f| f.value.clone());
        let value = Formula::when(here(row, RULE).is_above_zero(), max.clone(), value);
        let before = Formula::when(here(row, SETTLED).is_above_zero(), Formula::whole(0), value);
        let final_points = self.gated(at, here(row, BEFORE));
        let counts = |n: f64| Formula::apply("=", here(row, SETTLED), number(n));
        let applicable = Formula::when(counts(state::NOT_APPLICABLE), Formula::whole(0), max);
        let reachable =
            Formula::when(counts(state::PENDING), Formula::whole(0), here(row, APPLICABLE));
        let max = |out: bool| if out { Exact::zero() } else { node.max.clone() };
        let out = settled == state::NOT_APPLICABLE;
        let mut cells = vec![
            Content::Text(node.code.to_string()),
            cell(&rule_formula, rule),
            cell(&settled_formula, settled),
            cell(&before, points.to_f64()),
            cell(&final_points, points.to_f64()),
            cell(&applicable, max(out).to_f64()),
            cell(&reachable, max(out || settled == state::PENDING).to_f64()),
        ];
        if let Some(made) = &made {
            cells.extend(made.helpers.iter().map(|helper| self.helper(helper.as_ref())));
        }
        cells
    }

    /// Whether somebody else decides the leaf.
    fn waits(&self, expr: &Expr) -> bool {
        let mut waits = false;
        expr.walk(&mut |e| match e {
            Expr::Survey { .. } | Expr::Judgement | Expr::Peer(..) => waits = true,
            Expr::LastYear(key) => waits |= (self.given.last_year)(key).is_err(),
            _ => {}
        });
        waits
    }

    fn rule_state(&self, at: usize, made: Option<&Formulas>, zero_is_na: bool) -> Formula {
        let own = made.map_or(number(state::PENDING), |f| f.state.clone());
        let Some(place) = self.places.claims.get(&at) else { return own };
        // Where there was no occasion, nothing can be claimed.
        let claim = match zero_is_na {
            true => Formula::when(
                Formula::apply("=", own.clone(), number(state::ZERO_BASE)),
                number(state::ZERO_BASE),
                number(state::CLAIMED),
            ),
            false => number(state::CLAIMED),
        };
        let said = Formula::call("TRIM", vec![Formula::cell(place)]);
        let says = Formula::apply("=", said, Formula::text(NOT_APPLICABLE));
        Formula::when(says, claim, own)
    }

    fn note(&mut self, at: usize, rule: f64, settled: f64, points: &Exact) {
        self.figures.leaves.insert(at, (rule, settled, points.clone()));
        if settled == state::NOT_APPLICABLE {
            return;
        }
        let max = self.rubric().nodes[at].max.clone();
        let mut node = Some(at);
        while let Some(here) = node {
            self.figures.maxima[here] += &max;
            self.figures.before[here] += points;
            node = self.rubric().nodes[here].parent;
        }
    }

    fn helper(&self, helper: Option<&Helper>) -> Content {
        let Some(helper) = helper else { return Content::Blank };
        let known = |name: &str| self.given.known.contains_key(&Key::new(name));
        let (code, value) = outcome(&helper.of, self, &known);
        let result = match (helper.step, value) {
            (Step::State, _) => code.to_string(),
            (_, Some(Value::Number(n))) => n.to_f64().to_string(),
            (_, Some(Value::YesNo(yes))) => if yes { "TRUE" } else { "FALSE" }.to_string(),
            (_, Some(Value::Date(d))) => day_serial(d).to_string(),
            (_, Some(Value::Text(text))) => text,
            (_, None) => String::new(),
        };
        cell(&helper.formula, result)
    }

    /// The points unless a node above, or the leaf itself, requires one that earned 0.
    fn gated(&self, at: usize, points: Formula) -> Formula {
        let rubric = self.rubric();
        let mut closed: Option<Formula> = None;
        let mut node = Some(at);
        while let Some(here) = node {
            for code in &rubric.nodes[here].requires {
                let Some(required) = rubric.position(code) else { continue };
                let none =
                    Formula::apply("=", self.sum(required, BEFORE, false), Formula::whole(0));
                let applies = self.sum(required, APPLICABLE, false).is_above_zero();
                let shut = applies.and(none);
                closed = Some(match closed.take() {
                    Some(before) => before.or(shut),
                    None => shut,
                });
            }
            node = rubric.nodes[here].parent;
        }
        match closed {
            Some(closed) => Formula::when(closed, Formula::whole(0), points),
            None => points,
        }
    }

    /// A column of the hidden sheet over the leaves at or below a node: they stand together.
    fn sum(&self, node: usize, column: u32, outside: bool) -> Formula {
        let rubric = self.rubric();
        let code = &rubric.nodes[node].code;
        let inside = |at: &&usize| {
            let own = &rubric.nodes[**at].code;
            own == code || own.is_below(code)
        };
        let rows: Vec<u32> = self.rows.keys().filter(inside).map(|at| self.rows[at]).collect();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Formula::whole(0);
        };
        let range = format!("{}:{}", address(*first, column), address(*last, column));
        let range = if outside { format!("{SHEET}!{range}") } else { range };
        Formula::call("SUM", vec![Formula::cell(range)])
    }
}
