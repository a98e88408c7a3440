//! `parindex score ROUND`: the main job.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::progress::Bar;
use super::{Common, DONE, FAILED, Format, WITH_ERRORS, print};
use crate::counts::Counts;
use crate::problem::kinds::files::FILE_GONE;
use crate::problem::{Level, Problems};
use crate::results::Results;
use crate::run::{Progress, Stage, assess, round_file};
use crate::terms::Lang;
use crate::write::{Task, WRITERS, files::Output};

pub(super) fn run(round: &Path, no_charts: bool, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (results, found) = assess(round, &bar);
    let results = results.filter(|_| !found.has(&FILE_GONE));
    let Some(results) = results else {
        bar.finish();
        print::refusal(&found, common);
        return FAILED;
    };
    let folder = folder(&results, common);
    let Some(output) = open_output(&folder, common) else {
        bar.finish();
        return FAILED;
    };
    let sources = output.way_to(&round_file(round).0);
    let write = Write { results: &results, output: &output, sources, no_charts };
    let failed = write.all(common.lang(), &bar);
    bar.finish();
    if !failed.is_empty() {
        // What is wrong with the inputs may be why.
        let mut all = found;
        all.extend(failed);
        print::refusal(&all, common);
        return FAILED;
    }
    match common.format {
        Format::Text => summary(&results, &found, &folder, common.lang()),
        Format::Json => summary_json(&results, &found, &folder, common.lang()),
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// Where the outputs of the round go.
pub(super) fn folder(results: &Results, common: &Common) -> PathBuf {
    match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => PathBuf::from("reports").join(&results.round.id),
    }
}

/// Where the outputs are written until all of them are there; `None` when that cannot be, which
/// was said.
pub(super) fn open_output(folder: &Path, common: &Common) -> Option<Output> {
    let opened = Output::staged(folder);
    opened
        .map_err(|error| {
            let mut failed = Problems::default();
            failed.push(error.problem());
            print::refusal(&failed, common);
        })
        .ok()
}

/// What is written and where.
struct Write<'a> {
    results: &'a Results,
    output: &'a Output,
    sources: Option<String>,
    no_charts: bool,
}

impl Write<'_> {
    /// Every output, or none: what cannot be written is reported, and then the earlier result
    /// stays as it is.
    fn all(&self, lang: Lang, bar: &Bar) -> Problems {
        let mut failed = Problems::default();
        let (results, output, no_charts) = (self.results, self.output, self.no_charts);
        let writers = || WRITERS.iter().filter(|w| !(no_charts && w.name == "charts"));
        bar.begin(Stage::Writing, writers().map(|w| (w.count)(results)).sum());
        let sources = self.sources.as_deref();
        let task =
            Task { results, output, lang, sources, surveys_alone: false, tick: &|| bar.step() };
        for writer in writers() {
            (writer.write)(&task, &mut failed);
        }
        if failed.is_empty()
            && let Err(error) = output.commit()
        {
            failed.push(error.problem());
        }
        if failed.is_empty() && !no_charts {
            for error in output.remove_stale() {
                failed.push(error.problem());
            }
        }
        failed
    }
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
    if found.has_errors() {
        print::line(print::pick(
            lang,
            "Kết quả là tạm tính: còn lỗi phải sửa, xem trang “Phải sửa”.",
            "The results are provisional: there are errors to settle, see the sheet “To be mended”.",
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
