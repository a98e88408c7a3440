//! Workbooks with sheets of several units.

use crate::evidence::Against;
use crate::evidence::from_grids::form;
use crate::evidence::tests::{book, round, rubric, sheet, standard};
use crate::grid::{Cell, Grid};
use crate::ledger::Findings;
use crate::round::Names;

/// The units of the forms in a workbook, whether each is stopped, and what is said.
fn units(sheets: Vec<Grid>) -> (Vec<(usize, bool)>, Vec<&'static str>) {
    let (round, rubrics) = (round(), [Some(rubric())]);
    let names = Names::new(&round);
    let against = Against::new(&round, &names, &rubrics);
    let mut findings = Findings::default();
    let forms = form(&book("x.xlsx", sheets), &against, &mut findings);
    let units = forms.iter().map(|f| (f.unit, f.evidence.stopped.is_some())).collect();
    (units, findings.problems.iter().map(|p| p.kind.code).collect())
}

fn standard_of(name: &str, unit: &'static str) -> Grid {
    let mut rows = standard();
    let title: &[&str] = &["Đơn vị:", unit];
    let at = rows.iter().position(|row| row.first() == Some(&"Đơn vị:")).unwrap();
    rows[at] = if unit.is_empty() { &[] } else { title };
    sheet(name, true, &rows)
}

#[test]
fn sheets_of_two_units_are_no_copies_of_each_other() {
    let two = [standard_of("Phường Long Hoa", ""), standard_of("Phường Hiệp Tân", "")];
    let (found, codes) = units(two.into());
    assert_eq!(found, [(0, false), (1, false)]);
    assert!(codes.contains(&"N-FORM-UNITS") && !codes.contains(&"N-TABLE-COPY"), "{codes:?}");
    let two = [standard_of("Phường Long Hoa", ""), standard_of("Phường Long Hoa", "")];
    assert!(units(two.into()).1.contains(&"N-TABLE-COPY"));
}

#[test]
fn a_sheet_that_cannot_be_read_stops_all_units_of_the_file() {
    let mut twice = standard_of("B", "Phường Hiệp Tân");
    let is_value = |(_, cell): &&(u32, Cell)| cell.text() == Some("Giá trị");
    let header = twice.rows.iter_mut().find(|row| row.cells.iter().any(|c| is_value(&c))).unwrap();
    let value = header.cells.iter().find(is_value).unwrap().1.clone();
    header.cells.push((header.cells.last().unwrap().0 + 1, value));
    for others in [vec![], vec![standard_of("A", "Phường Long Hoa")]] {
        let stopped: Vec<_> = others.iter().map(|_| (0, true)).chain([(1, true)]).collect();
        let sheets = others.into_iter().chain([twice.clone()]).collect();
        assert_eq!(units(sheets), (stopped, vec!["E-TABLE-COLUMN-TWICE"]));
    }
}
