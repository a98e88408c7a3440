//! The workbooks of a made-up round.

use rust_xlsxwriter::XlsxError;

use super::{document, unit_workbook, workbook};
use crate::report;
use crate::report::{UnitReports, example_results};
use crate::terms::Lang;

#[test]
fn the_same_results_give_the_same_bytes() {
    let results = example_results::results();
    let first = workbook(&results, Lang::Vi).unwrap();
    assert_eq!(first, workbook(&results, Lang::Vi).unwrap());
    let shared = report::Workbook::of(&results, Lang::En);
    let reports = UnitReports::new(&shared);
    let unit = || unit_workbook(&reports, 1, 3, "u.xlsx").unwrap();
    assert_eq!(unit(), unit());
}

#[test]
fn a_workbook_that_cannot_be_made_is_told_of() {
    let limit =
        document::<()>("a.xlsx", || Err(XlsxError::RowColumnLimitError)).unwrap_err().problem();
    assert_eq!(limit.kind.code, "E-OUTPUT-DOCUMENT");
    assert!(limit.message(Lang::Vi).starts_with("Không lập được tệp a.xlsx: "), "{limit:?}");
    let none: [u8; 0] = [];
    let fault = document("a.xlsx", || Ok(none[none.len()])).unwrap_err().problem();
    assert_eq!(fault.kind.code, "E-OUTPUT-DOCUMENT");
    let full = || panic!("Error: {:?}", std::io::Error::from(std::io::ErrorKind::StorageFull));
    assert_eq!(document::<()>("a.xlsx", full).unwrap_err().problem().kind.code, "E-OUTPUT-DISK");
}

#[test]
fn a_text_too_long_for_a_cell_is_kept_whole_beside_the_workbook() {
    let mut results = example_results::results();
    assert_eq!(workbook(&results, Lang::Vi).unwrap().whole_texts, "");
    let long = format!("Giải trình {}hết.", "dài dòng ".repeat(5_000));
    results.round.units[0].name = long.clone();
    let made = workbook(&results, Lang::Vi).unwrap();
    assert!(made.whole_texts.starts_with("\u{FEFF}Trang “"), "{:.60}", made.whole_texts);
    assert!(made.whole_texts.contains(&format!(" chép đầy đủ:\r\n\r\n{long}\r\n")));
}

/// Writes the workbooks for a person to look at: `PARINDEX_LOOK=/tmp/x cargo test look -- --ignored`.
#[test]
#[ignore = "for a person's eyes"]
#[allow(clippy::disallowed_methods, reason = "a test for a person writes files")]
fn look() {
    let folder = std::env::var("PARINDEX_LOOK").unwrap();
    let results = example_results::results();
    std::fs::write(
        format!("{folder}/xep-hang.xlsx"),
        workbook(&results, Lang::Vi).unwrap().workbook,
    )
    .unwrap();
    let shared = report::Workbook::of(&results, Lang::Vi);
    let reports = UnitReports::new(&shared);
    for (block, at) in [(0, 0), (0, 5), (1, 3)] {
        let bytes = unit_workbook(&reports, block, at, "u.xlsx").unwrap().workbook;
        std::fs::write(format!("{folder}/u{block}{at}.xlsx"), bytes).unwrap();
    }
}

/// How heavy a country is: 34 blocks of 98 units with 99 leaves.
#[test]
#[ignore = "takes minutes"]
fn weigh() {
    let mut results = example_results::results();
    let mut block = results.blocks[1].clone();
    let unit = |at: usize| at % 6;
    block.units = (0..98).map(|at| block.units[unit(at)]).collect();
    block.index.units = (0..98).map(|at| block.index.units[unit(at)].clone()).collect();
    for scores in &mut block.scores {
        let leaves = scores.leaves.clone();
        scores.leaves = (0..9).flat_map(|_| leaves.clone()).collect();
    }
    block.scores = (0..98).map(|at| block.scores[unit(at)].clone()).collect();
    results.blocks = (0..34).map(|_| block.clone()).collect();
    let bytes = workbook(&results, Lang::Vi).unwrap().workbook;
    assert!(bytes.len() > 1_000_000);
}
