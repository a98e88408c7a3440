//! `parindex draft-set ANNEX`: the annex of a decision to a draft of the criteria set.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::init::this_year;
use super::print;
use crate::grid::Grid;
use crate::problem::Problems;
use crate::read;
use crate::terms::Lang;
use crate::workshop::draft::{About, Draft, draft};
use crate::workshop::table;
use crate::write::put::put_new;

pub(super) fn run(annex: &Path, common: &Common) -> u8 {
    let lang = common.lang();
    let mut problems = Problems::default();
    let Some((tables, lines)) = tables(annex, &mut problems) else {
        print::refusal(&problems, common);
        return FAILED;
    };
    let stem = annex.file_stem().unwrap_or_default().to_string_lossy().to_string();
    let about = About { id: stem.clone(), lines, this_year: this_year() };
    let Some(draft) = draft(&table::read(&tables), &about) else {
        print::failure(print::pick(
            lang,
            "Không tìm thấy bảng tiêu chí trong tệp. Bảng cần dòng tiêu đề có cột tiêu chí (hoặc nội dung) và cột điểm tối đa.",
            "No table of criteria was found: it needs a heading with the criteria and the maximum points.",
        ));
        return FAILED;
    };
    let target = common.out.clone().unwrap_or_else(|| PathBuf::from(format!("{stem}.toml")));
    if let Err(words) = put(&target, draft.toml.as_bytes(), lang) {
        print::failure(&words);
        return FAILED;
    }
    report(&draft, &target, common);
    if draft.decisions.iter().any(|decision| decision.matter.is_open()) {
        WITH_ERRORS
    } else {
        DONE
    }
}

/// The tables of the file, and the lines above or around them.
fn tables(annex: &Path, problems: &mut Problems) -> Option<(Vec<Grid>, Vec<String>)> {
    let shown = annex.file_name().unwrap_or_default().to_string_lossy().to_string();
    if read::is_word(annex) {
        let word = read::word(annex, &shown, &read::FORM, problems)?;
        let lines = [word.lines, table::lines_above(&word.tables)].concat();
        return Some((word.tables, lines));
    }
    let book = read::book(annex, &shown, &read::FORM, problems)?;
    let lines = table::lines_above(&book.sheets);
    Some((book.sheets, lines))
}

/// Puts a new file; nothing that stands there is touched.
pub(super) fn put(target: &Path, bytes: &[u8], lang: Lang) -> Result<(), String> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let name = target.file_name().unwrap_or_default().to_string_lossy().to_string();
    match put_new(&folder, &name, bytes) {
        Ok(true) => Ok(()),
        Ok(false) => Err(match lang {
            Lang::Vi => format!(
                "{} đã có, không ghi đè. Đổi tên tệp cũ hoặc chọn tên khác bằng --out.",
                target.display()
            ),
            Lang::En => {
                format!("{} is there already; choose another name with --out.", target.display())
            }
        }),
        Err(error) => Err(match lang {
            Lang::Vi => format!("Không ghi được {}: {error}", target.display()),
            Lang::En => format!("{} cannot be written: {error}", target.display()),
        }),
    }
}

fn report(draft: &Draft, target: &Path, common: &Common) {
    let lang = common.lang();
    if common.format == Format::Json {
        let decisions = draft.decisions.iter().map(|one| {
            json!({
                "matter": one.matter.key(),
                "open": one.matter.is_open(),
                "code": one.code,
                "place": one.place.as_ref().map(ToString::to_string),
                "text": one.text.clone().pick(lang),
            })
        });
        print::json(&json!({
            "file": target.display().to_string(),
            "leaves": draft.leaves,
            "understood": draft.understood,
            "decisions": decisions.collect::<Vec<_>>(),
        }));
        return;
    }
    let (at, leaves, understood) = (target.display(), draft.leaves, draft.understood);
    print::line(&match lang {
        Lang::Vi => {
            format!("Đã ghi {at}: {leaves} tiêu chí thành phần, hiểu cách tính của {understood}.")
        }
        Lang::En => format!("Wrote {at}: {leaves} leaves, the scales of {understood} understood."),
    });
    print::line(print::pick(
        lang,
        "Việc phải quyết định, theo thứ tự:",
        "To be decided, in order:",
    ));
    for (at, decision) in draft.decisions.iter().enumerate() {
        print::line(&format!("{:>3}. {}", at + 1, decision.line(lang)));
    }
    print::line(&match lang {
        Lang::Vi => {
            format!("Mở tệp bằng Notepad, tìm “CHƯA RÕ”, sửa xong thì chạy: parindex check {at}")
        }
        Lang::En => format!("Open it, look for “CHƯA RÕ”, mend, then run: parindex check {at}"),
    });
}
