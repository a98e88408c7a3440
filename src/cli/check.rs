//! `parindex check ROUND`: everything is read and judged, nothing is written.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::print;
use super::progress::Bar;
use crate::counts::Counts;
use crate::ledger::Ledger;
use crate::problem::{Level, Problems};
use crate::run::{assess, check_file};
use crate::terms::Lang;

pub(super) fn run(path: &Path, common: &Common) -> u8 {
    let mut found = Problems::default();
    if path.is_file() && check_file(path, &mut found).is_some() {
        let found = found.sorted();
        report(&found, &Ledger::default(), common);
        return if found.has_errors() { WITH_ERRORS } else { DONE };
    }
    let bar = Bar::new(common.lang());
    let (results, found) = assess(path, &bar);
    bar.finish();
    let none = Ledger::default();
    report(&found, results.as_ref().map_or(&none, |results| &results.ledger), common);
    match (results, found.has_errors()) {
        (None, _) => FAILED,
        (Some(_), true) => WITH_ERRORS,
        (Some(_), false) => DONE,
    }
}

fn report(found: &Problems, ledger: &Ledger, common: &Common) {
    let lang = common.lang();
    let counts = Counts::of(ledger, found);
    if common.format == Format::Json {
        let report = json!({
            "counts": counts,
            "problems": print::problems_json(found, lang),
        });
        print::json(&report);
        return;
    }
    print::problems(found, Level::Note, lang);
    print::line(&counts.line(lang));
    let [errors, warnings, notes] =
        [Level::Error, Level::Warning, Level::Note].map(|level| found.count(level));
    print::line(&match lang {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes"),
    });
}
