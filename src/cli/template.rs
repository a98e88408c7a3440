//! `parindex template ROUND`: one evidence form per unit, into `forms/evidence/` of the round.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::placing::Placing;
use super::{outputs, print};
use crate::forms::evidence::FOLDER;
use crate::ledger::Findings;
use crate::problem::{Level, Problems};
use crate::run::{Outgoing, Setting, templates};
use crate::terms::Lang;

pub(super) fn run(path: &Path, common: &Common) -> u8 {
    let mut findings = Findings::default();
    let made = templates(path, &mut findings);
    let mut found = findings.problems;
    let Some((setting, forms)) = made else {
        print::refusal(&found.sorted(), common);
        return FAILED;
    };
    let folder = match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => setting.folder.join(FOLDER),
    };
    let Some(written) = write(&setting, &forms, &folder, common, &mut found) else {
        print::refusal(&found.sorted(), common);
        return FAILED;
    };
    let found = found.sorted();
    report(&setting, &forms, &written, &folder, &found, common);
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// Which of the forms were written; the same forms that are there stay unless `force`. `None` when
/// nothing can be written there.
fn write(
    setting: &Setting,
    forms: &[Outgoing],
    folder: &Path,
    common: &Common,
    found: &mut Problems,
) -> Option<Vec<PathBuf>> {
    let output = outputs::open_forms(folder, &setting.folder, found)?;
    let mut placing = Placing { output: &output, folder, force: common.force, found };
    let mut written = Vec::new();
    for form in forms {
        let name = format!("{}.xlsx", form.name);
        let block = setting.round.units[form.unit].block;
        let Some(rubric) = &setting.rubrics[block] else { continue };
        match placing.place(&form.form, rubric, &name) {
            Ok(true) => written.push(folder.join(&name)),
            Ok(false) => {}
            Err(error) => {
                placing.found.push(error.problem());
                return None;
            }
        }
    }
    placing.tell_strangers(&setting.round);
    match outputs::commit(&output, common) {
        Ok(()) => Some(written),
        Err(error) => {
            found.push(error.problem());
            None
        }
    }
}

fn report(
    setting: &Setting,
    forms: &[Outgoing],
    written: &[PathBuf],
    folder: &Path,
    found: &Problems,
    common: &Common,
) {
    let lang = common.lang();
    let kept = forms.len() - written.len();
    if common.format == Format::Json {
        let files: Vec<String> = written.iter().map(|p| p.display().to_string()).collect();
        let told = json!({
            "round": setting.round.id,
            "out": folder.display().to_string(),
            "written": files,
            "kept": kept,
            "problems": print::problems_json(found, lang),
        });
        print::json(&told);
        return;
    }
    print::problems(found, Level::Note, lang);
    let (count, at) = (written.len(), folder.display());
    print::line(&match lang {
        Lang::Vi => format!("Đã ghi {count} mẫu tự chấm vào {at}"),
        Lang::En => format!("Wrote {count} evidence forms into {at}"),
    });
    if kept > 0 {
        print::line(&match lang {
            Lang::Vi => format!("Giữ nguyên {kept} mẫu đã có; muốn ghi lại, thêm --force."),
            Lang::En => format!("Left {kept} forms that exist as they are; --force rewrites them."),
        });
    }
}
