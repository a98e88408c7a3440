//! Working days as formulas over the list of all working days of the calendar.

use super::formula::Formula;
use super::guard::Noise;
use super::parts::{Sort, Unsupported};
use super::read::{Part, Read, Reader, day};
use crate::expr::{Expr, Working};
use crate::terms::{Calendar, Date};

impl Reader<'_> {
    /// Unreadable outside the years of the calendar, and for a date that is the answer "không".
    pub(super) fn working(
        &mut self,
        what: Working,
        calendar: &Calendar,
        sides: &[Expr; 2],
    ) -> Read {
        let list = self.cells.working_days().ok_or(Unsupported::NoCalendar)?;
        let list = Formula::cell(list);
        let (a, b) = (self.light(&sides[0])?, self.light(&sides[1])?);
        let state = Formula::worst([a.state.clone(), b.state.clone()]);
        let up_to = |day: &Formula, sign: &str| {
            let criterion = Formula::apply("&", Formula::text(sign), day.clone());
            Formula::call("COUNTIF", vec![list.clone(), criterion])
        };
        let outside = |inside: Formula| Formula::when(inside, Formula::whole(0), Formula::whole(5));
        if what == Working::Days {
            let inside = within(calendar, &[&a.value, &b.value]);
            let days = Formula::apply("-", up_to(&b.value, "<="), up_to(&a.value, "<="));
            let state = Formula::unless(state, outside(inside));
            return Ok(Part::new(state, days, Sort::Number, Noise::Whole));
        }
        // The position in the list of the day that is asked for.
        let positive = b.value.clone().is_above_zero();
        let after = Formula::apply("+", up_to(&a.value, "<="), b.value.clone());
        let before = Formula::apply("+", up_to(&a.value, "<"), b.value.clone());
        let before = Formula::apply("+", before, Formula::whole(1));
        let at = Formula::when(positive, after, before);
        let known = Formula::apply(">=", at.clone(), Formula::whole(1)).and(Formula::apply(
            "<=",
            at.clone(),
            Formula::whole(calendar.worked().len() as i64),
        ));
        let found = Formula::call("INDEX", vec![list, at]);
        let none = Formula::apply("=", b.value.clone(), Formula::whole(0));
        let value = Formula::when(none.clone(), a.value.clone(), found);
        let own = within(calendar, &[&a.value]);
        let whole =
            Formula::apply("=", b.value.clone(), Formula::call("INT", vec![b.value.clone()]));
        let reached = Formula::when(none.or(known), Formula::whole(0), Formula::whole(5));
        let inside = Formula::when(own.and(whole), reached, Formula::whole(5));
        let part = Part::new(Formula::unless(state, inside), value, Sort::Date, Noise::Whole);
        let held =
            self.hold(&Expr::Working(what, calendar.clone().into(), Box::new(sides.clone())), part);
        if calendar.runs().len() < 2 {
            return Ok(held);
        }
        // Over a year that is not covered nothing is counted.
        let same = within(calendar, &[&a.value, &held.value]);
        let state = Formula::unless(held.state.clone(), outside(same));
        Ok(Part { state, ..held })
    }
}

/// Whether all these days lie in one run of covered years.
fn within(calendar: &Calendar, days: &[&Formula]) -> Formula {
    let ends =
        |year: i32| Some((Date::from_ymd_opt(year, 1, 1)?, Date::from_ymd_opt(year, 12, 31)?));
    let runs = calendar.runs().into_iter().filter_map(|(from, to)| {
        let (first, last) = (ends(from)?.0, ends(to)?.1);
        let inside = |value: &Formula| {
            let low = Formula::apply(">=", value.clone(), day(first));
            low.and(Formula::apply("<=", value.clone(), day(last)))
        };
        days.iter().map(|value| inside(value)).reduce(Formula::and)
    });
    runs.reduce(Formula::or).unwrap_or(Formula::YesNo(false))
}
