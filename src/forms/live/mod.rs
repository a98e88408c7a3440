//! The form's own arithmetic: points as formulas over its answer cells, on a hidden sheet, by
//! the same rules as the scoring. What others decide (appraisers, surveys, the block) waits.

mod cells;
mod shown;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::NOT_APPLICABLE;
use super::workbook::Content;
use crate::expr::Expr;
use crate::expr::excel::{
    self, CellWords, Formula, Formulas, Helper, Step, cell_state, cell_value, state,
};
use crate::formulas::{self, CameTo, Policy, closing, counted, number, without_zero_base};
use crate::grid::address;
use crate::rubric::{Leaf, Rubric};
use crate::terms::{Calendar, Exact, Key, day_serial};
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
    /// Of the unit.
    pub tags: &'a [String],
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
    /// By node of a leaf: its state after the policy, and its points.
    leaves: BTreeMap<usize, (f64, Exact)>,
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

/// A value as the result of a formula.
fn result(value: &Value) -> String {
    match value {
        Value::Number(n) => n.to_f64().to_string(),
        Value::YesNo(yes) => if *yes { "TRUE" } else { "FALSE" }.to_string(),
        Value::Date(day) => day_serial(*day).to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn cell(formula: &Formula, result: impl ToString) -> Content {
    Content::Formula { text: formula.to_string(), result: result.to_string() }
}

impl<'a> Maker<'a> {
    fn rubric(&self) -> &'a Rubric {
        self.given.rubric
    }

    /// The state and value of an expression while the form is as it goes out.
    fn outcome(&self, expr: &Expr) -> (f64, Option<Value>) {
        excel::outcome(expr, self, &|name| self.given.known.contains_key(&Key::new(name)))
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
        rows.extend(self.calendar().worked().iter().map(|day| {
            vec![text("Ngày làm việc"), Content::Number(Exact::whole(day_serial(*day)))]
        }));
        rows
    }

    /// The calendar that rules count working days by; empty where none does.
    fn calendar(&self) -> Arc<Calendar> {
        let mut found = None;
        for (.., leaf) in self.rubric().leaves() {
            leaf.rule.expr.walk(&mut |e| {
                if let Expr::Working(_, calendar, _) = e {
                    found.get_or_insert_with(|| calendar.clone());
                }
            });
        }
        found.unwrap_or_default()
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
            Some(value) => (state::VALUE, result(value)),
        };
        Some([cell(&states, code), cell(&value, plain)])
    }

    fn leaf(&mut self, at: usize, row: u32) -> Vec<Content> {
        let node = &self.rubric().nodes[at];
        let Some(leaf) = &node.leaf else { return Vec::new() };
        let (expr, _) = without_zero_base(leaf);
        let policy = Policy::of(leaf, node);
        let made = match self.waits(expr) {
            true => None,
            false => excel::formulas(expr, &LeafCells { maker: self, row }).ok(),
        };
        let ruled = match &made {
            None => (state::PENDING, None),
            Some(_) => self.outcome(expr),
        };
        let came_to = policy.came_to(ruled, false);
        let CameTo { rule, settled, .. } = came_to;
        let points = came_to.points.clone().unwrap_or_default();
        self.note(at, settled, &points);
        let rule_formula = self.rule_state(at, made.as_ref(), &policy);
        let value = made.as_ref().map_or(Formula::whole(0), |f| f.value.clone());
        let before = counted(here(row, SETTLED), policy.points(value, here(row, RULE)));
        let max = Formula::Number(node.max.clone());
        let applicable = formulas::applicable(here(row, SETTLED), max, None);
        let waits = Formula::apply("=", here(row, SETTLED), number(state::PENDING));
        let reachable = Formula::when(waits, Formula::whole(0), here(row, APPLICABLE));
        let max = |out: bool| if out { Exact::zero() } else { node.max.clone() };
        let out = settled == state::NOT_APPLICABLE;
        let mut cells = vec![
            Content::Text(node.code.to_string()),
            cell(&rule_formula, rule),
            cell(&policy.settled(here(row, RULE)), settled),
            cell(&before, points.to_f64()),
            cell(&self.gated(at, here(row, BEFORE)), points.to_f64()),
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

    fn rule_state(&self, at: usize, made: Option<&Formulas>, policy: &Policy) -> Formula {
        let own = made.map_or(number(state::PENDING), |f| f.state.clone());
        let Some(place) = self.places.claims.get(&at) else { return own };
        let said = Formula::call("TRIM", vec![Formula::cell(place)]);
        let says = Formula::apply("=", said, Formula::text(NOT_APPLICABLE));
        policy.claimed(says, own)
    }

    fn note(&mut self, at: usize, settled: f64, points: &Exact) {
        self.figures.leaves.insert(at, (settled, points.clone()));
        if settled == state::NOT_APPLICABLE {
            return;
        }
        let rubric = self.rubric();
        for node in rubric.with_those_above(at) {
            self.figures.maxima[node] += &rubric.nodes[at].max;
            self.figures.before[node] += points;
        }
    }

    fn helper(&self, helper: Option<&Helper>) -> Content {
        let Some(helper) = helper else { return Content::Blank };
        let (code, value) = self.outcome(&helper.of);
        let result = match (helper.step, value) {
            (Step::State, _) => code.to_string(),
            (_, Some(value)) => result(&value),
            (_, None) => String::new(),
        };
        cell(&helper.formula, result)
    }

    /// The points unless a node above, or the leaf itself, requires one that earned 0.
    fn gated(&self, at: usize, points: Formula) -> Formula {
        let gate =
            |node| formulas::gate(self.sum(node, APPLICABLE, false), self.sum(node, BEFORE, false));
        let closed = closing(self.rubric(), at).into_iter().map(gate).reduce(Formula::or);
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
