//! One input as a row of whole steps, and a world in which only that input has another value.

use chrono::Datelike as _;

use super::super::{Env, Expr, PeerFigure, PeerStats, SurveyOf};
use crate::terms::{Code, Date, Exact, Key};
use crate::value::{DataKind, Outcome, Value};

/// Larger numbers than this are no evidence of an office.
const LARGEST: i64 = 1_000_000_000_000_000;
/// Decimals of a number are followed so far.
const MOST_PLACES: u32 = 6;

/// Days since the first day of the calendar.
pub(super) fn days_of(date: Date) -> i64 {
    i64::from(date.num_days_from_ce())
}

fn date_of(days: i64) -> Option<Date> {
    Date::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

/// What of an expression is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    Item(&'a Key),
    /// What the survey found, as a share of one.
    Survey,
}

/// The values that one input could have, by steps.
pub(super) struct Axis<'a> {
    input: Input<'a>,
    /// A step as a number: 1 for counts and days, 0,01% for shares.
    pub step: Exact,
    /// The steps that count, both inclusive.
    pub universe: (i64, i64),
    dates: bool,
}

impl<'a> Axis<'a> {
    /// `None` for inputs that have no steps, such as answers.
    pub(super) fn of(input: Input<'a>, kind: &DataKind, now: &Value) -> Option<Axis<'a>> {
        let at_least = |places: u32| {
            match now {
                Value::Number(n) => (0..MOST_PLACES).find(|p| n.round_half_up(*p) == *n),
                _ => None,
            }
            .map_or(MOST_PLACES, |own| own.max(places))
        };
        let (places, low) = match (kind, now) {
            (DataKind::Count, Value::Number(_)) => (0, 0),
            (DataKind::Money, Value::Number(_)) => (at_least(0), 0),
            (DataKind::Percent, Value::Number(_)) => (at_least(4), 0),
            (DataKind::Number, Value::Number(_)) => (at_least(2), -LARGEST),
            (DataKind::Date, Value::Date(_) | Value::YesNo(false)) => {
                let days = |year| Date::from_ymd_opt(year, 1, 1).map(days_of);
                let universe = (days(1900)?, days(2200)?);
                return Some(Axis { input, step: Exact::one(), universe, dates: true });
            }
            _ => return None,
        };
        let parts = 10i64.checked_pow(places)?;
        let step = Exact::fraction(1, parts)?;
        Some(Axis { input, step, universe: (low, LARGEST), dates: false })
    }

    /// Whether an expression is this very input.
    pub(super) fn is(&self, expr: &Expr) -> bool {
        match (self.input, expr) {
            (Input::Item(key), Expr::Item(own)) => key == own,
            (Input::Survey, Expr::Survey { .. }) => true,
            _ => false,
        }
    }

    pub(super) fn value(&self, step: i64) -> Option<Value> {
        match self.dates {
            true => date_of(step).map(Value::Date),
            false => Some(Value::Number(Exact::whole(step) * &self.step)),
        }
    }

    /// Whether `one` is at least as near to a value as `other`.
    pub(super) fn is_nearer(&self, now: &Value, one: i64, other: i64) -> bool {
        let now = match now {
            Value::Number(number) => number.clone(),
            Value::Date(date) => Exact::whole(days_of(*date)),
            _ => return true,
        };
        let away = |step: i64| (Exact::whole(step) * &self.step - &now).abs();
        away(one) <= away(other)
    }

    /// The steps next to a value: the last one below it and the first one above it.
    pub(super) fn beside(&self, now: &Value) -> Option<(i64, i64)> {
        let now = match now {
            Value::Number(number) => number.checked_div(&self.step)?,
            Value::Date(date) => Exact::whole(days_of(*date)),
            _ => return None,
        };
        let floor = now.floor()?;
        let below = if now.is_whole() { floor.checked_sub(1)? } else { floor };
        Some((below, floor.checked_add(1)?))
    }
}

/// The world as it is, but for one input.
pub(super) struct Changed<'e> {
    pub env: &'e dyn Env,
    pub input: Input<'e>,
    pub to: &'e Value,
}

impl Env for Changed<'_> {
    fn item(&self, key: &Key) -> Outcome {
        match self.input {
            Input::Item(changed) if changed == key => Ok(self.to.clone()),
            _ => self.env.item(key),
        }
    }

    fn carries(&self, tags: &[String]) -> bool {
        self.env.carries(tags)
    }

    fn last_year(&self, key: &Key) -> Outcome {
        self.env.last_year(key)
    }

    fn points(&self, code: &Code) -> Outcome {
        self.env.points(code)
    }

    fn max(&self, code: &Code) -> Outcome {
        self.env.max(code)
    }

    fn survey(&self, scheme: &str, of: &SurveyOf) -> Outcome {
        match self.input {
            Input::Survey => Ok(self.to.clone()),
            Input::Item(_) => self.env.survey(scheme, of),
        }
    }

    fn judgement(&self) -> Outcome {
        self.env.judgement()
    }

    fn peers(&self, inner: &Expr) -> Option<&PeerStats> {
        self.env.peers(inner)
    }

    /// The unit is one of its own peers: its new value stands where the old one stood.
    fn peer(&self, figure: PeerFigure, inner: &Expr, own: &Exact) -> Option<Exact> {
        let before = super::super::evaluate::value(inner, self.env, None);
        let Ok(Value::Number(before)) = before else { return None };
        self.env.peers(inner)?.moved(figure, &before, own)
    }
}
