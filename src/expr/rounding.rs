//! Rounding that a set declares for a ratio or for points: how many decimals, and where a half goes.

use std::sync::Arc;

use super::{Expr, Function};
use crate::terms::{Calendar, Exact};

/// Where a half goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Away from zero.
    HalfUp,
    HalfEven,
    /// Everything after the last decimal is cut off.
    Down,
}

/// Rounding to so many decimals, at most 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    pub decimals: u32,
    pub mode: Mode,
}

/// What a leaf rounds before publication: nothing, unless the set says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roundings {
    /// The ratio that the rule judges.
    pub value: Option<Rounding>,
    /// The points that it gives.
    pub points: Option<Rounding>,
}

/// What expressions of a set take from the round that uses it.
#[derive(Debug, Clone, Default)]
pub struct OfRound {
    /// Empty without `calendar` in the round.
    pub calendar: Arc<Calendar>,
    /// The part of the year that the round's period covers.
    pub period_share: Option<Exact>,
    /// The expression is over the row of a register: it may also say `first`, `missing`, `in`,
    /// `year` and `month`.
    pub rows: bool,
}

impl Mode {
    fn function(self) -> Function {
        match self {
            Mode::HalfUp => Function::Round,
            Mode::HalfEven => Function::RoundEven,
            Mode::Down => Function::RoundDown,
        }
    }
}

impl Rounding {
    /// The expression rounded; a constant at once.
    fn of(self, inner: Expr) -> Expr {
        let function = self.mode.function();
        if let Expr::Number(n) = &inner {
            return Expr::Number(function.rounded(n, self.decimals));
        }
        Expr::Call(function, vec![inner, Expr::whole(self.decimals.into())])
    }
}

impl Roundings {
    /// What a rule looks at, rounded where the set says so.
    pub(crate) fn of_value(&self, value: Expr) -> Expr {
        match self.value {
            Some(rounding) => rounding.of(value),
            None => value,
        }
    }

    /// A rule with its points rounded where the set says so: at the end of every branch, so that
    /// the branches stay what they are.
    pub(crate) fn of_points(&self, rule: Expr) -> Expr {
        match self.points {
            Some(rounding) => ends(rule, rounding),
            None => rule,
        }
    }
}

fn ends(rule: Expr, rounding: Rounding) -> Expr {
    match rule {
        Expr::Let { value, body } => Expr::Let { value, body: Box::new(ends(*body, rounding)) },
        Expr::OnZeroBase { inner, then, full } => {
            Expr::OnZeroBase { inner: Box::new(ends(*inner, rounding)), then, full }
        }
        Expr::Cases { arms, otherwise } => {
            let arm = |mut arm: super::Arm| {
                arm.then = ends(arm.then, rounding);
                arm
            };
            Expr::cases(arms.into_iter().map(arm).collect(), ends(*otherwise, rounding))
        }
        // What an appraiser gives is not ours to round.
        Expr::Judgement => Expr::Judgement,
        other => rounding.of(other),
    }
}
