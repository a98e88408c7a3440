//! `parindex check ROUND`: everything is read and judged, nothing is written.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::print;
use super::progress::Bar;
use crate::counts::Counts;
use crate::ledger::Ledger;
use crate::problem::{Level, Place, Problems};
use crate::report::mending::{ToMend, to_mend};
use crate::round::Names;
use crate::run::{assess, check_file, evidence_alone, rubric_of_file};
use crate::terms::Lang;
use crate::workshop::lint::bounds;

pub(super) fn run(path: &Path, unit: Option<&str>, common: &Common) -> u8 {
    if let Some(unit) = unit {
        return one_unit(path, unit, common);
    }
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

/// How each bound of a criteria set is read.
pub(super) fn bounds_of(set: &Path, common: &Common) -> u8 {
    let mut found = Problems::default();
    let Some(rubric) = rubric_of_file(set, &mut found) else {
        print::refusal(&found, common);
        return FAILED;
    };
    let lang = common.lang();
    let all = bounds(&rubric);
    if common.format == Format::Json {
        let all =
            all.iter().map(|one| json!({ "code": one.code, "read": one.text.clone().pick(lang) }));
        print::json(&json!({ "bounds": all.collect::<Vec<_>>() }));
        return DONE;
    }
    for one in all {
        print::line(&format!("{}: {}", one.code, one.text.pick(lang)));
    }
    DONE
}

/// What must be mended in the files of one unit.
fn one_unit(path: &Path, unit: &str, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let read = evidence_alone(path, &bar);
    bar.finish();
    let (round, found) = match read {
        Ok(read) => read,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let mut unknown = Problems::default();
    let place = Place::file(round.file.as_ref());
    let Some(at) = Names::new(&round).find_or_report(unit, place, &mut unknown) else {
        print::refusal(&unknown, common);
        return FAILED;
    };
    let mut own = to_mend(&round, &found, lang);
    own.retain(|one| one.unit == Some(at));
    match common.format {
        Format::Json => print::json(&json!({
            "unit": round.units[at].id.as_str(),
            "to_mend": own.iter().map(mend_json).collect::<Vec<_>>(),
        })),
        Format::Text => {
            for one in &own {
                print::line(&format!("[{}] {}\n  {}", one.code, one.place, one.message));
                let help = Some(&one.help).filter(|help| !help.is_empty());
                help.into_iter().for_each(|help| print::line(&format!("  → {help}")));
            }
            let (name, count) = (&round.units[at].name, own.len());
            print::line(&match lang {
                Lang::Vi => format!("{name}: {count} việc phải sửa"),
                Lang::En => format!("{name}: {count} things to mend"),
            });
        }
    }
    if own.is_empty() { DONE } else { WITH_ERRORS }
}

fn mend_json(one: &ToMend) -> Value {
    json!({
        "code": one.code,
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "place": one.place,
        "found": one.found,
        "message": one.message,
        "help": one.help,
        "times": one.times,
    })
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
