//! Dates that a PC with US settings has turned round: it takes 9/8 for September 8 and leaves
//! 14/12, which is no day to it, as text.

use chrono::Datelike;

use crate::grid::{Cell, Content, Format};
use crate::problem::{Place, Problem, kinds::values as kinds};
use crate::rubric::DataItem;
use crate::terms::{Date, UnitId};

/// A day that was read from a cell of a file.
pub struct Dated<'a> {
    pub day: Date,
    pub cell: &'a Cell,
    pub place: Place,
    pub item: &'a DataItem,
    /// Whose day it is.
    pub unit: &'a UnitId,
}

/// What there is to tell of the dates of one file, which one PC typed: every stored date that may
/// have been typed day first, when another is a text that only a PC with US settings does not make
/// a date of.
pub fn turned(dates: &[Dated<'_>]) -> Vec<Problem> {
    let (stored, others): (Vec<&Dated>, Vec<&Dated>) =
        dates.iter().partition(|date| is_stored(date.cell));
    let typed: Vec<&Dated> = others.into_iter().filter(|date| is_typed(date.cell)).collect();
    // A PC that reads days first, or a cell of text; or stored and no month: nothing was turned.
    let early = typed.iter().any(|date| date.day.day() <= 12);
    let Some(left) = typed.first().filter(|_| !early) else { return Vec::new() };
    if stored.iter().any(|date| date.day.day() > 12) {
        return Vec::new();
    }
    let shown = |day: Date| day.format("%d/%m/%Y").to_string();
    let one = |date: &&Dated| {
        let day = date.day;
        let turned = Date::from_ymd_opt(day.year(), day.day(), day.month());
        let problem = Problem::new(&kinds::DATE_TURNED, date.place.clone())
            .with("raw", shown(day))
            .with("turned", shown(turned.filter(|turned| *turned != day)?))
            .with("text", left.cell.raw())
            .with("other", left.place.cell.as_deref().unwrap_or_default());
        let problem = problem.with("key", &date.item.key).with("label", &date.item.label);
        Some(problem.of_unit(date.unit))
    };
    stored.iter().filter_map(one).collect()
}

/// Whether a program made the cell a date: its day and month may have changed places.
pub fn is_stored(cell: &Cell) -> bool {
    matches!(cell.content, Content::Date(_)) && !cell.by_formula
}

/// `14/12/2020` or `14-12-2020` as text and nothing else: what a spreadsheet makes a date of where
/// it can.
fn is_typed(cell: &Cell) -> bool {
    let Content::Text(text) = &cell.content else { return false };
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    cell.format == Format::General
        && parts.len() == 3
        && parts.iter().all(digits)
        && parts[0].len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Key;
    use crate::value::DataKind;

    fn told(cells: &[(&str, (i32, u32, u32))]) -> Vec<String> {
        let item = DataItem {
            key: Key::new("ngay"),
            label: "Ngày".into(),
            unit: None,
            kind: DataKind::Date,
            leaf: None,
            given: None,
            counted: None,
        };
        let cells: Vec<(Cell, Date)> = cells
            .iter()
            .map(|(text, (y, m, d))| {
                let day = Date::from_ymd_opt(*y, *m, *d).unwrap();
                let content = match *text {
                    "" => Content::Date(day.and_hms_opt(0, 0, 0).unwrap()),
                    text => Content::Text(text.into()),
                };
                (Cell { content, format: Format::General, by_formula: false }, day)
            })
            .collect();
        let unit = UnitId::new("a");
        let place = || Place::cell("a.xlsx", "S", "G5");
        let dates = cells.iter().map(|(cell, day)| Dated {
            day: *day,
            cell,
            place: place(),
            item: &item,
            unit: &unit,
        });
        let problems = turned(&dates.collect::<Vec<_>>());
        problems.iter().map(|p| p.plain_fact("turned").unwrap().to_string()).collect()
    }

    #[test]
    fn only_what_a_pc_with_us_settings_leaves_tells_of_it() {
        let stored = ("", (2020, 8, 9));
        assert_eq!(told(&[stored, ("14/12/2020", (2020, 12, 14))]), ["08/09/2020"]);
        // Alone, beside words, beside a text that a US PC would have stored, beside a stored 14th.
        assert!(told(&[stored]).is_empty());
        assert!(told(&[stored, ("ngày 14 tháng 12 năm 2020", (2020, 12, 14))]).is_empty());
        let early = ("05/06/2020", (2020, 6, 5));
        assert!(told(&[stored, ("14/12/2020", (2020, 12, 14)), early]).is_empty());
        assert!(told(&[stored, ("", (2020, 12, 14)), ("15/12/2020", (2020, 12, 15))]).is_empty());
        // The 8th of August is the same both ways.
        assert!(told(&[("", (2020, 8, 8)), ("14/12/2020", (2020, 12, 14))]).is_empty());
    }
}
