//! What a folder copied from another year still says of that year: the year of the criteria sets,
//! their last days, the days of the surveys.

use chrono::Datelike;

use super::sets_fit::each_once;
use crate::expr::Expr;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::rubric::Rubric;
use crate::survey::Scheme;
use crate::terms::Date;

/// From this month of the year before, what is due may be a duty of this year: next year's plan.
const BEFORE: u32 = 10;

/// Tells what does not belong to the year of the round. A set that blocks share is told once.
pub(super) fn report(
    round: &Round,
    rubrics: &[Option<Rubric>],
    schemes: &[Option<Scheme>],
    problems: &mut Problems,
) {
    let year = round.year;
    for rubric in each_once(rubrics) {
        of_set(rubric, year, problems);
    }
    for (survey, scheme) in round.surveys.iter().zip(schemes) {
        let Some(validity) = scheme.as_ref().map(|scheme| &scheme.validity) else { continue };
        let dates = [validity.from, validity.to].into_iter().flatten();
        let strange: Vec<String> = dates.filter(|d| is_strange(*d, year)).map(day).collect();
        if !strange.is_empty() {
            let problem = Problem::new(&kinds::round::SCHEME_YEAR, Place::file(&survey.scheme));
            problems.push(problem.with("days", strange.join(", ")).with("year", year));
        }
    }
}

fn of_set(rubric: &Rubric, year: i32, problems: &mut Problems) {
    let place = Place::file(rubric.file.as_ref());
    if rubric.year != year {
        let problem = Problem::new(&kinds::round::SET_YEAR, place.clone());
        problems.push(problem.with("found", rubric.year).with("year", year));
    }
    let (mut strange, mut first, mut early) = (Vec::new(), None, false);
    for (_, node, leaf) in rubric.leaves() {
        leaf.rule.expr.walk(&mut |e| {
            if let Expr::Date(due) = e
                && (due.year() < year || is_strange(*due, year))
            {
                early |= is_strange(*due, year);
                let said = format!("{} ({})", node.code, day(*due));
                if !strange.contains(&said) {
                    strange.push(said);
                    first.get_or_insert(&node.place);
                }
            }
        });
    }
    // Alone, the last months of the year before are no sign of a copy.
    if let Some(first) = first.filter(|_| early) {
        let problem = Problem::new(&kinds::round::SET_DUE, first.clone());
        problems.push(problem.with("dues", strange.join(", ")).with("year", year));
    }
}

/// Whether nothing of that year's round can be due or held on that day.
fn is_strange(date: Date, year: i32) -> bool {
    let before = date.year() < year - 1 || (date.year() == year - 1 && date.month() < BEFORE);
    before || date.year() > year + 1
}

fn day(date: Date) -> String {
    date.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_may_fall_into_the_months_around_the_year() {
        let is = |y, m, d| is_strange(Date::from_ymd_opt(y, m, d).unwrap(), 2027);
        assert!(is(2026, 1, 31) && is(2026, 9, 30) && is(2025, 12, 31) && is(2029, 1, 1));
        assert!(!is(2026, 12, 31) && !is(2027, 6, 30) && !is(2028, 1, 15));
    }
}
