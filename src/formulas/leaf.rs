//! A leaf as formulas: from what its rule gives, over what claims and zero bases do, to the points
//! that count. States are numbered as in [`crate::expr::excel`].

use crate::expr::excel::{Formula, state};
use crate::expr::{Expr, ZeroBase};
use crate::rubric::{Full, Leaf, NaPolicy, Node};
use crate::terms::Exact;
use crate::value::{Gap, Value};

/// The rule without the outermost decision on a zero base, which the leaf's own policy may
/// still turn into full points; and whether that decision was *not applicable*.
pub(crate) fn without_zero_base(leaf: &Leaf) -> (&Expr, bool) {
    match &leaf.rule.expr {
        Expr::OnZeroBase { inner, then: ZeroBase::NotApplicable, .. } => (inner, true),
        other => (other, false),
    }
}

/// The number of a state, as a formula.
pub(crate) fn number(state: f64) -> Formula {
    Formula::Number(Exact::from_cell_float(state).unwrap_or_default())
}

pub(crate) fn code_of(gap: Gap) -> f64 {
    match gap {
        Gap::Unreadable => state::UNREADABLE,
        Gap::Missing => state::MISSING,
        Gap::Pending => state::PENDING,
        Gap::NotApplicable => state::NOT_APPLICABLE,
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

/// The word of a state from 2 on, from a cell that holds it.
pub(crate) fn states_word(state: Formula, word: impl Fn(Gap) -> String) -> Formula {
    let gaps = [Gap::NotApplicable, Gap::Pending, Gap::Missing, Gap::Unreadable];
    let at = Formula::apply("-", Formula::call("INT", vec![state]), Formula::whole(1));
    let words = gaps.into_iter().map(|gap| Formula::text(word(gap)));
    Formula::call("CHOOSE", std::iter::once(at).chain(words).collect())
}

/// What a leaf comes to in this run: the state of its rule, the state after its policy, and the
/// points where it has any.
pub(crate) struct CameTo {
    pub rule: f64,
    pub settled: f64,
    pub points: Option<Exact>,
}

impl CameTo {
    /// For a unit that the leaf is not for.
    pub(crate) const NOTHING: CameTo =
        CameTo { rule: state::NOT_APPLICABLE, settled: state::NOT_APPLICABLE, points: None };
}

/// What becomes of a rule that gives no value.
pub(crate) struct Policy {
    zero_is_na: bool,
    na: NaPolicy,
    max: Exact,
}

impl Policy {
    pub(crate) fn of(leaf: &Leaf, node: &Node) -> Policy {
        let (_, zero_is_na) = without_zero_base(leaf);
        Policy { zero_is_na, na: leaf.na, max: node.max.clone() }
    }

    fn on_zero_base(&self) -> f64 {
        if self.zero_is_na { code(self.na.on_zero_base()) } else { state::UNREADABLE }
    }

    /// The state that the leaf comes to.
    fn settle(&self, rule: f64) -> f64 {
        match rule {
            r if r == state::ZERO_BASE => self.on_zero_base(),
            r if r == state::CLAIMED => code(self.na.on_claim()),
            other => other,
        }
    }

    /// From what the rule gives; `claimed` when the unit says on the leaf's row that it is not for
    /// it.
    pub(crate) fn came_to(&self, (rule, value): (f64, Option<Value>), claimed: bool) -> CameTo {
        // Where there was no occasion, nothing can be claimed.
        let no_occasion = self.zero_is_na && rule == state::ZERO_BASE;
        let rule = if claimed && !no_occasion { state::CLAIMED } else { rule };
        let settled = self.settle(rule);
        let points = match (settled > state::VALUE, rule > state::VALUE, value) {
            (true, ..) => None,
            (_, true, _) => Some(self.max.clone()),
            (.., Some(Value::Number(n))) => Some(n),
            _ => None,
        };
        CameTo { rule, settled, points }
    }

    /// The state of the rule where `stands` says whether the unit's claim does.
    pub(crate) fn claimed(&self, stands: Formula, rule: Formula) -> Formula {
        let mut claim = number(state::CLAIMED);
        if self.zero_is_na {
            let zero = Formula::apply("=", rule.clone(), number(state::ZERO_BASE));
            claim = Formula::when(zero, number(state::ZERO_BASE), claim);
        }
        Formula::when(stands, claim, rule)
    }

    /// The state of the leaf from the cell of the rule's.
    pub(crate) fn settled(&self, rule: Formula) -> Formula {
        let is = |n: f64| Formula::apply("=", rule.clone(), number(n));
        let claimed = number(code(self.na.on_claim()));
        let claimed = Formula::when(is(state::CLAIMED), claimed, rule.clone());
        Formula::when(is(state::ZERO_BASE), number(self.on_zero_base()), claimed)
    }

    /// The points where the leaf has any: the value of its rule, or all of them.
    pub(crate) fn points(&self, value: Formula, rule: Formula) -> Formula {
        match self.na {
            NaPolicy::Full => {
                Formula::when(rule.is_above_zero(), Formula::Number(self.max.clone()), value)
            }
            NaPolicy::Exclude | NaPolicy::Forbid => value,
        }
    }
}

fn code(given: Result<Full, Gap>) -> f64 {
    given.map_or_else(code_of, |Full| state::VALUE)
}

/// The points that enter the sums: 0 where the leaf has none.
pub(crate) fn counted(settled: Formula, points: Formula) -> Formula {
    Formula::when(settled.is_above_zero(), Formula::whole(0), points)
}

/// The maximum where the leaf applies; to what an appraiser has `given` points it does.
pub(crate) fn applicable(settled: Formula, max: Formula, given: Option<Formula>) -> Formula {
    let na = Formula::apply("=", settled, number(state::NOT_APPLICABLE));
    let out = match given {
        Some(given) => na.and(Formula::call("NOT", vec![given])),
        None => na,
    };
    Formula::when(out, Formula::whole(0), max)
}

/// The points that are shown, 0 below a gate that acted, or the word for why there are none.
pub(crate) fn last(
    settled: Formula,
    points: Formula,
    (closed, given): (Option<Formula>, Option<Formula>),
    word: impl Fn(Gap) -> String,
) -> Formula {
    let points = match closed {
        Some(closed) => Formula::when(closed, Formula::whole(0), points),
        None => points,
    };
    let why = states_word(settled.clone(), word);
    match given {
        Some(given) => {
            Formula::when(Formula::apply("=", settled, Formula::whole(0)).or(given), points, why)
        }
        None => Formula::when(settled.is_above_zero(), why, points),
    }
}
