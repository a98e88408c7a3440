//! The reading itself: from the leaves of the tree up, each part a state and a value.

use super::formula::Formula;
use super::guard::Noise;
use super::{Cells, Formulas, Helper, Sort, Source, Step, Unsupported};
use crate::expr::{Arm, Expr};
use crate::terms::Date;
use chrono::Datelike;

/// A part that is heavier or deeper gets helper cells of its own: within these bounds no
/// formula is longer or deeper than Excel takes, and a person can still read it.
pub(super) const HEAVIEST: usize = 70;
pub(super) const DEEPEST: usize = 16;
/// What may be written twice within one formula.
const LIGHT: usize = 20;

/// One part of the computation.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub state: Formula,
    pub value: Formula,
    pub sort: Sort,
    pub noise: Noise,
}

impl Part {
    pub(super) fn new(state: Formula, value: Formula, sort: Sort, noise: Noise) -> Part {
        Part { state, value, sort, noise }
    }

    /// A date that may be the answer "không" is no date.
    pub(super) fn may_be_undone(&self) -> bool {
        self.sort == Sort::Date && !matches!(self.value, Formula::Call("DATE", _))
    }
}

pub(super) struct Reader<'c> {
    pub cells: &'c dyn Cells,
    pub helpers: Vec<Option<Helper>>,
    /// What `It` stands for: its part, and the whole expression of it.
    pub it: Option<(Part, Expr)>,
    /// The state of `It`, which the expression around looks at: helper cells that hold something of
    /// `It` stand alone and have to look at it themselves.
    pub stop: Formula,
    /// Parts that have helper cells already.
    held: Vec<(Expr, Part)>,
    pub rounded: Vec<(Expr, usize)>,
    /// Dates that are known to be dates where the reading is.
    pub done: Vec<Formula>,
}

pub(super) type Read = Result<Part, Unsupported>;

pub(super) fn read(expr: &Expr, cells: &dyn Cells) -> Result<Formulas, Unsupported> {
    let mut reader = Reader {
        cells,
        helpers: vec![None],
        it: None,
        stop: Formula::whole(0),
        held: Vec::new(),
        rounded: Vec::new(),
        done: Vec::new(),
    };
    let part = reader.part(expr)?;
    let Reader { helpers, .. } = reader;
    Ok(Formulas { helpers, state: part.state, value: part.value })
}

impl Reader<'_> {
    /// The part, in helper cells when it is large.
    pub(super) fn part(&mut self, expr: &Expr) -> Read {
        let part = self.whole(expr)?;
        let heavy = part.state.weight() + part.value.weight() > HEAVIEST;
        let deep = part.state.depth().max(part.value.depth()) > DEEPEST;
        Ok(if heavy || deep { self.hold(expr, part) } else { part })
    }

    fn whole(&mut self, expr: &Expr) -> Read {
        if !self.held.is_empty() && !expr.children().is_empty() {
            let closed = self.closed(expr);
            if let Some((_, part)) = self.held.iter().find(|(held, _)| *held == closed) {
                return Ok(part.clone());
            }
        }
        let constant = |value: Formula, sort: Sort, noise: Noise| {
            Ok(Part::new(Formula::whole(0), value, sort, noise))
        };
        match expr {
            Expr::Number(n) | Expr::Percent(n) => {
                constant(Formula::Number(n.clone()), Sort::Number, Noise::of_number(n))
            }
            Expr::Text(text) => constant(Formula::text(&**text), Sort::Choice, Noise::Whole),
            Expr::Date(date) => constant(day(*date), Sort::Date, Noise::Whole),
            Expr::YesNo(yes) => constant(Formula::YesNo(*yes), Sort::YesNo, Noise::Whole),
            Expr::Item(key) => Ok(named(self.cells.item(key))),
            Expr::LastYear(key) => Ok(named(self.cells.last_year(key))),
            Expr::Points(code) => Ok(computed(self.cells.points(code))),
            Expr::Max(code) => Ok(computed(self.cells.max(code))),
            Expr::Survey { scheme, of } => Ok(named(self.cells.survey(scheme, of))),
            Expr::Working(what, calendar, sides) => self.working(*what, calendar, sides),
            Expr::PeriodShare(Some(share)) => {
                constant(Formula::Number(share.clone()), Sort::Number, Noise::Nearest)
            }
            Expr::PeriodShare(None) => Ok(named(Source::absent(super::state::MISSING))),
            Expr::Judgement => Ok(named(self.cells.judgement())),
            Expr::It => match &self.it {
                Some((part, _)) => Ok(part.clone()),
                None => Ok(named(Source::absent(super::state::UNREADABLE))),
            },
            Expr::Apply(op, sides) => self.apply(*op, &sides[0], &sides[1]),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Cases { arms, otherwise } => self.cases(arms, otherwise),
            Expr::Let { value, body } => self.bound(value, body),
            Expr::Peer(figure, inner) => self.peer(*figure, inner),
            Expr::Clamp { inner, min, max } => self.clamp(inner, min, max),
            Expr::Exempt { tags, full, inner } => {
                match tags.is_empty() || self.cells.carries(tags) {
                    true => constant(Formula::Number(full.clone()), Sort::Number, Noise::Nearest),
                    false => self.part(inner),
                }
            }
            Expr::OnZeroBase { inner, then, full } => self.zero_base(inner, *then, full),
        }
    }

    // --- helper cells

    /// The expression with `It` put in, so that it is complete in itself.
    pub(super) fn closed(&self, expr: &Expr) -> Expr {
        match &self.it {
            Some((_, it)) => put_in(expr, it),
            None => expr.clone(),
        }
    }

    /// The part as a helper cell of its value and, unless it always has one, of its state.
    pub(super) fn hold(&mut self, expr: &Expr, part: Part) -> Part {
        if part.state.is_atom() && part.value.is_atom() {
            return part;
        }
        let at = self.reserve();
        self.hold_at(at, expr, part)
    }

    pub(super) fn hold_at(&mut self, at: usize, expr: &Expr, part: Part) -> Part {
        let of = self.closed(expr);
        let mut state = match expr.any(&mut |inner| matches!(inner, Expr::It)) {
            true => Formula::unless(self.stop.clone(), part.state),
            false => part.state,
        };
        if !state.is_atom() {
            state = self.helper(Helper {
                formula: state,
                of: of.clone(),
                step: Step::State,
                sort: part.sort,
            });
        }
        let formula = if state.is_zero() {
            part.value
        } else {
            Formula::when(state.clone().is_above_zero(), Formula::text(""), part.value)
        };
        self.helpers[at] =
            Some(Helper { formula, of: of.clone(), step: Step::Value, sort: part.sort });
        let value = Formula::cell(self.cells.helper(at));
        let held = Part { state, value, ..part };
        // What is known only on this branch must not be used on others.
        if self.done.is_empty() {
            self.held.push((of, held.clone()));
        }
        held
    }

    pub(super) fn reserve(&mut self) -> usize {
        self.helpers.push(None);
        self.helpers.len() - 1
    }

    pub(super) fn helper(&mut self, helper: Helper) -> Formula {
        let at = self.reserve();
        self.helpers[at] = Some(helper);
        Formula::cell(self.cells.helper(at))
    }

    /// The part so that its formulas can be written several times.
    pub(super) fn light(&mut self, expr: &Expr) -> Read {
        let part = self.part(expr)?;
        let light = part.state.weight() + part.value.weight() <= LIGHT;
        Ok(if light { part } else { self.hold(expr, part) })
    }
}

fn named(source: Source) -> Part {
    Part::new(source.state, source.value, source.sort, Noise::of(source.sort))
}

/// A number that other cells have summed up.
fn computed(source: Source) -> Part {
    let noise = Noise::Computed(vec![source.value.clone()]);
    Part::new(source.state, source.value, source.sort, noise)
}

pub(super) fn day(date: Date) -> Formula {
    let parts = [i64::from(date.year()), i64::from(date.month()), i64::from(date.day())];
    Formula::call("DATE", parts.into_iter().map(Formula::whole).collect())
}

/// The expression with `it` in place of every `It` that is not bound within.
fn put_in(expr: &Expr, it: &Expr) -> Expr {
    let again = |e: &Expr| put_in(e, it);
    match expr {
        Expr::It => it.clone(),
        Expr::Apply(op, sides) => Expr::apply(*op, again(&sides[0]), again(&sides[1])),
        Expr::Working(what, calendar, sides) => {
            let sides = Box::new([again(&sides[0]), again(&sides[1])]);
            Expr::Working(*what, calendar.clone(), sides)
        }
        Expr::Call(function, list) => Expr::Call(*function, list.iter().map(again).collect()),
        Expr::Cases { arms, otherwise } => {
            let arm = |arm: &Arm| Arm { when: again(&arm.when), then: again(&arm.then) };
            Expr::cases(arms.iter().map(arm).collect(), again(otherwise))
        }
        Expr::Let { value, body } => {
            Expr::Let { value: Box::new(again(value)), body: body.clone() }
        }
        Expr::Peer(figure, inner) => Expr::Peer(*figure, Box::new(again(inner))),
        Expr::Clamp { inner, min, max } => {
            Expr::Clamp { inner: Box::new(again(inner)), min: min.clone(), max: max.clone() }
        }
        Expr::Exempt { tags, full, inner } => {
            let inner = Box::new(again(inner));
            Expr::Exempt { tags: tags.clone(), full: full.clone(), inner }
        }
        Expr::OnZeroBase { inner, then, full } => {
            Expr::OnZeroBase { inner: Box::new(again(inner)), then: *then, full: full.clone() }
        }
        other => other.clone(),
    }
}
