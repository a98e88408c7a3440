//! `parindex appraise ROUND`: the appraisal forms of one round of appraisal, one per agency and
//! block, and the office's review of what has been given so far.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::placing::Placing;
use super::progress::Bar;
use super::{outputs, print};
use crate::forms::appraisal::{FOLDER, Pack, packs};
use crate::problem::{Level, Problems};
use crate::report;
use crate::results::Results;
use crate::run::{Assessment, assess_whole};
use crate::terms::Lang;
use crate::write::sinks::FileNames;
use crate::write::xlsx;

/// Below the folder of the round, wherever the forms go: what is for the office alone must not
/// lie among what is mailed.
const INTERNAL: &str = "noi-bo";
const REVIEW: &str = "ra-soat";
/// So many unequal cases are named on the screen.
const SHOWN: usize = 5;

pub(super) fn run(path: &Path, number: u8, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (assessment, mut found) = assess_whole(path, &bar);
    bar.finish();
    let Some(assessment) = assessment else {
        print::refusal(&found, common);
        return FAILED;
    };
    let results = &assessment.results;
    let packs = packs(results, &assessment.collected, number);
    let folder = match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => assessment.folder.join(format!("{FOLDER}{number}")),
    };
    let mut failed = Problems::default();
    let told = (&mut found, &mut failed);
    let written = write_packs(&assessment, &packs, &folder, common, told);
    let review = write_review(&assessment, common, &mut failed);
    let found = found.sorted();
    if !failed.is_empty() {
        return outputs::refused(results, &found, &failed, common);
    }
    let told = Told { results, packs: &packs, written: &written, folder: &folder, review: &review };
    match common.format {
        Format::Json => print::json(&told.json()),
        Format::Text => {
            print::problems(&found, Level::Warning, common.lang());
            told.lines(common.lang()).iter().for_each(|line| print::line(line));
        }
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// File names of what was written; the same forms that are there stay unless `force`. What is told
/// of forms goes to `found`, what went wrong to `failed`.
fn write_packs(
    Assessment { folder: round, results, .. }: &Assessment,
    packs: &[Pack],
    folder: &Path,
    common: &Common,
    (found, failed): (&mut Problems, &mut Problems),
) -> Vec<String> {
    let mut written = Vec::new();
    let Some(output) = outputs::open_forms(folder, round, failed) else { return written };
    let mut names = FileNames::default();
    let mut placing = Placing { output: &output, folder, force: common.force, found };
    for pack in packs {
        let name = format!("{}.xlsx", names.take(&pack.name));
        let rubric = &results.blocks[pack.block].rubric;
        match placing.place(&pack.form, rubric, &name) {
            Ok(true) => written.push(name),
            Ok(false) => {}
            Err(error) => failed.push(error.problem()),
        }
    }
    placing.tell_strangers(&results.round);
    outputs::commit(&output, common)
        .err()
        .map(|error| error.problem())
        .into_iter()
        .for_each(|problem| failed.push(problem));
    written
}

/// Where the review stands.
fn write_review(assessment: &Assessment, common: &Common, failed: &mut Problems) -> String {
    let Assessment { folder: round, results, .. } = assessment;
    let (lang, folder) = (common.lang(), round.join(INTERNAL));
    let pages = report::review::pages(results, lang);
    if let Some(output) = outputs::open_forms(&folder, round, failed) {
        let pages = (REVIEW, &pages[..]);
        let written = xlsx::write_pages(&output, results, lang, &results.round.title, pages)
            .and_then(|()| outputs::commit(&output, common));
        written
            .err()
            .map(|error| error.problem())
            .into_iter()
            .for_each(|problem| failed.push(problem));
    }
    folder.join(format!("{REVIEW}.xlsx")).display().to_string()
}

struct Told<'a> {
    results: &'a Results,
    packs: &'a [Pack],
    written: &'a [String],
    folder: &'a Path,
    review: &'a str,
}

impl Told<'_> {
    /// Rows given and rows to give, by agency, in the order of the round.
    fn progress(&self) -> Vec<(&str, usize, usize)> {
        let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for pack in self.packs {
            let sum = sums.entry(pack.agency.as_str()).or_default();
            *sum = (sum.0 + pack.done, sum.1 + pack.rows);
        }
        let agencies = self.results.round.agencies.iter();
        agencies
            .filter_map(|agency| {
                let (done, rows) = sums.get(agency.id.as_str())?;
                Some((agency.name.as_str(), *done, *rows))
            })
            .collect()
    }

    fn lines(&self, lang: Lang) -> Vec<String> {
        let (count, kept) = (self.written.len(), self.packs.len() - self.written.len());
        let at = self.folder.display();
        let mut lines = vec![match lang {
            Lang::Vi => format!("Đã ghi {count} bảng thẩm định vào {at}"),
            Lang::En => format!("Wrote {count} appraisal forms into {at}"),
        }];
        if kept > 0 {
            lines.push(match lang {
                Lang::Vi => format!("Giữ nguyên {kept} bảng đã có; muốn ghi lại, thêm --force."),
                Lang::En => format!("Left {kept} forms as they are; --force rewrites them."),
            });
        }
        for (name, done, rows) in self.progress() {
            lines.push(match lang {
                Lang::Vi => format!("  {name}: đã thẩm định {done} trên {rows} dòng"),
                Lang::En => format!("  {name}: {done} of {rows} rows appraised"),
            });
        }
        lines.extend(report::review::lines(self.results, SHOWN, lang));
        lines.push(match lang {
            Lang::Vi => format!("Rà soát thẩm định (nội bộ, không gửi đi): {}", self.review),
            Lang::En => format!(
                "Review of the appraisals (for the office only, not to be sent out): {}",
                self.review
            ),
        });
        lines
    }

    fn json(&self) -> Value {
        let progress = self.progress().into_iter();
        let progress = progress
            .map(|(name, done, rows)| json!({ "agency": name, "done": done, "rows": rows }));
        json!({
            "round": self.results.round.id,
            "out": self.folder.display().to_string(),
            "written": self.written,
            "kept": self.packs.len() - self.written.len(),
            "review": self.review,
            "progress": progress.collect::<Vec<_>>(),
        })
    }
}
