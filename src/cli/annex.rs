//! `parindex annex SET`: the criteria set as the annex of a decision, in Word and Excel.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format};
use super::{draft_set, print};
use crate::problem::Problems;
use crate::run::rubric_of_file;
use crate::terms::Lang;
use crate::workshop::annex::{Paper, paper};
use crate::write::{docx, xlsx};

/// The names of both files.
const NAMES: [&str; 2] = ["phu-luc.docx", "phu-luc.xlsx"];

pub(super) fn run(set: &Path, common: &Common) -> u8 {
    let mut problems = Problems::default();
    let Some(rubric) = rubric_of_file(set, &mut problems) else {
        print::refusal(&problems, common);
        return FAILED;
    };
    let paper = paper(&rubric);
    let made = (
        docx::annex(rubric.year, &paper.page, NAMES[0]),
        xlsx::annex(rubric.year, &paper.page, (&rubric.title, NAMES[1])),
    );
    let (word, sheet) = match made {
        (Ok(word), Ok(sheet)) => (word, sheet),
        (Err(error), _) | (_, Err(error)) => {
            problems.push(error.problem());
            print::refusal(&problems, common);
            return FAILED;
        }
    };
    let folder = common.out.clone().unwrap_or_else(|| PathBuf::from("."));
    for (name, bytes) in NAMES.iter().zip([word, sheet]) {
        if let Err(words) = put(&folder, name, &bytes, common.lang()) {
            print::failure(&words);
            return FAILED;
        }
    }
    report(&paper, &folder, common);
    DONE
}

fn put(folder: &Path, name: &str, bytes: &[u8], lang: Lang) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    draft_set::put(&folder.join(name), bytes, lang)
}

fn report(paper: &Paper<'_>, folder: &Path, common: &Common) {
    let lang = common.lang();
    if common.format == Format::Json {
        let unsaid = paper
            .unsaid
            .iter()
            .map(|(code, text)| json!({ "code": code, "text": text.clone().pick(lang) }));
        print::json(&json!({ "files": NAMES, "unsaid": unsaid.collect::<Vec<_>>() }));
        return;
    }
    let at = folder.display();
    print::line(&match lang {
        Lang::Vi => format!("Đã ghi {} và {} vào {at}", NAMES[0], NAMES[1]),
        Lang::En => format!("Wrote {} and {} to {at}", NAMES[0], NAMES[1]),
    });
    if !paper.unsaid.is_empty() {
        print::line(print::pick(
            lang,
            "Bảng không nói được (ghi vào phần lời của quyết định):",
            "What the table cannot say (put it into the text of the decision):",
        ));
    }
    for (code, text) in &paper.unsaid {
        let code = code.as_ref().map(|code| format!("{code}: ")).unwrap_or_default();
        print::line(&format!("  - {code}{}", text.clone().pick(lang)));
    }
}
