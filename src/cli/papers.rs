//! `parindex papers ROUND`: the papers to sign, as Word files beside the results.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::outputs;
use super::print;
use super::progress::Bar;
use crate::problem::Problems;
use crate::results::Results;
use crate::run::{Progress, Stage, assess};
use crate::terms::Lang;
use crate::write::files::Renew;
use crate::write::{Occasion, RunReasons, Task, WRITERS, docx, public};

pub(super) fn run(round: &Path, public: bool, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (results, found) = assess(round, &bar);
    let Some(results) = results else {
        bar.finish();
        print::refusal(&found, common);
        return FAILED;
    };
    let mut failed = Problems::default();
    let files = write(&results, public, (common, &bar), &mut failed);
    bar.finish();
    if !failed.is_empty() {
        return outputs::refused(&results, &found, &failed, common);
    }
    match common.format {
        Format::Json => print::json(&json!({ "files": files })),
        Format::Text => {
            let folder = outputs::folder(&results, common);
            let papers = files.iter().filter(|file| file.starts_with(docx::FOLDER)).count();
            let at = folder.join(docx::FOLDER);
            print::line(&match common.lang() {
                Lang::Vi => format!("Đã ghi {papers} văn bản vào {}", at.display()),
                Lang::En => format!("{papers} papers written to {}", at.display()),
            });
            if public {
                let at = folder.join(public::FOLDER);
                print::line(&match common.lang() {
                    Lang::Vi => format!("Bản công khai: {}", at.display()),
                    Lang::En => format!("For everyone: {}", at.display()),
                });
            }
        }
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// Writes all papers or none; gives their paths below the folder of the results.
fn write(
    results: &Results,
    public: bool,
    (common, bar): (&Common, &Bar),
    failed: &mut Problems,
) -> Vec<String> {
    let output = match outputs::open(results, common) {
        Ok(output) => output.renewing(Renew::Papers),
        Err(error) => {
            failed.push(error.problem());
            return Vec::new();
        }
    };
    let wanted = |occasion| match occasion {
        Occasion::Papers => true,
        Occasion::Public => public,
        Occasion::Score => false,
    };
    let writers = || WRITERS.iter().filter(|writer| wanted(writer.occasion));
    bar.begin(Stage::Writing, writers().map(|writer| (writer.count)(results)).sum());
    let task = Task {
        results,
        output: &output,
        lang: common.lang(),
        reasons: &RunReasons::of(results, common.lang()),
        surveys_alone: false,
        tick: &|| bar.step(),
    };
    writers().for_each(|writer| (writer.write)(&task, failed));
    let files = output.set().into_iter().map(|written| written.file).collect();
    if failed.is_empty()
        && let Err(error) = outputs::commit(&output, common)
    {
        failed.push(error.problem());
    }
    files
}
