//! The workbooks of a made-up round.

use super::{unit_workbook, workbook};
use crate::report::{UnitReports, sample};
use crate::terms::Lang;

#[test]
fn the_same_results_give_the_same_bytes() {
    let results = sample::results();
    let first = workbook(&results, Lang::Vi).unwrap();
    assert_eq!(first, workbook(&results, Lang::Vi).unwrap());
    let reports = UnitReports::new(&results, Lang::En);
    let unit = || unit_workbook(&reports, 1, 3, "u.xlsx").unwrap();
    assert_eq!(unit(), unit());
}

/// Writes the workbooks for a person to look at: `PARINDEX_LOOK=/tmp/x cargo test look -- --ignored`.
#[test]
#[ignore = "for a person's eyes"]
#[allow(clippy::disallowed_methods, reason = "a test for a person writes files")]
fn look() {
    let folder = std::env::var("PARINDEX_LOOK").unwrap();
    let results = sample::results();
    std::fs::write(format!("{folder}/xep-hang.xlsx"), workbook(&results, Lang::Vi).unwrap())
        .unwrap();
    let reports = UnitReports::new(&results, Lang::Vi);
    for (block, at) in [(0, 0), (0, 5), (1, 3)] {
        let bytes = unit_workbook(&reports, block, at, "u.xlsx").unwrap();
        std::fs::write(format!("{folder}/u{block}{at}.xlsx"), bytes).unwrap();
    }
}
