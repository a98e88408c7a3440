//! `parindex score ROUND`: the main job.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::outputs::{self, Write};
use super::print;
use super::progress::Bar;
use crate::counts::Counts;
use crate::problem::{Level, Problems};
use crate::report;
use crate::results::Results;
use crate::run::assess;
use crate::terms::Lang;

pub(super) fn run(round: &Path, no_charts: bool, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (results, found) = assess(round, &bar);
    let Some(results) = results else {
        bar.finish();
        print::refusal(&found, common);
        return FAILED;
    };
    let write = Write { results: &results, surveys_alone: false, no_charts };
    let folder = match write.all(common, &bar) {
        Ok(folder) => folder,
        Err(failed) => return outputs::refused(&results, &found, &failed, common),
    };
    match common.format {
        Format::Text => summary(&results, &found, &folder, common.lang()),
        Format::Json => summary_json(&results, &found, &folder, common.lang()),
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// What a clerk needs to know at the end.
fn summary(results: &Results, found: &Problems, folder: &Path, lang: Lang) {
    // Notes are for reading at leisure: they stand in the workbook, and `check` prints them.
    print::problems(found, Level::Warning, lang);
    let round = &results.round;
    print::line(&format!("{} – {}", round.issuer, round.title));
    if round.illustration {
        print::line(print::pick(lang, "Số liệu minh họa", "Illustrative data"));
    }
    print::ranking(results, lang);
    print::line("");
    print::line(&Counts::of(&results.ledger, found).line(lang));
    let at = folder.display();
    print::line(&match lang {
        Lang::Vi => format!("Kết quả: {at} (mở xep-hang.xlsx trước)"),
        Lang::En => format!("Results: {at} (open xep-hang.xlsx first)"),
    });
    report::provisional(results, lang).for_each(|line| print::line(&line));
    if found.has_errors() {
        print::line(print::pick(
            lang,
            "Còn lỗi phải sửa, xem trang “Phải sửa”.",
            "There are errors to settle, see the sheet “To be mended”.",
        ));
    }
}

fn summary_json(results: &Results, found: &Problems, folder: &Path, lang: Lang) {
    let decimals = results.round.rules.decimals;
    let counts = Counts::of(&results.ledger, found);
    let blocks: Vec<_> = results
        .blocks
        .iter()
        .map(|block| {
            let units: Vec<_> = block
                .ranking()
                .into_iter()
                .map(|at| {
                    let (unit, index) = block.unit(&results.round, at);
                    let published = index.index.as_ref().map(|i| i.to_fixed(decimals));
                    json!({
                        "id": unit.id.as_str(),
                        "name": unit.name,
                        "rank": index.rank,
                        "index": published,
                        "class": index.class,
                    })
                })
                .collect();
            json!({ "id": results.round.blocks[block.block].id.as_str(), "units": units })
        })
        .collect();
    let summary = json!({
        "round": results.round.id,
        "out": folder.display().to_string(),
        "counts": counts,
        "blocks": blocks,
        "problems": print::problems_json(found, lang),
    });
    print::json(&summary);
}
