//! `parindex verify FILE`: whether a sealed package is what was sealed and gives what it says.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::print;
use super::progress::Bar;
use crate::problem::{Level, kinds::files};
use crate::seal::{Verdict, verify};
use crate::terms::Lang;

pub(super) fn run(file: &Path, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let verdict = verify(file, &bar);
    bar.finish();
    match common.format {
        Format::Json => print::json(&json!({
            "ok": verdict.is_sound(),
            "changed": verdict.changed,
            "missing": verdict.missing,
            "added": verdict.added,
            "rerun": verdict.rerun,
            "was_run": verdict.was_run,
            "seal": verdict.manifest.as_ref().map(|manifest| &manifest.seal),
            "made_by": verdict.manifest.as_ref().map(|manifest| &manifest.program),
            "program": verdict.program,
            "problems": print::problems_json(&verdict.problems, common.lang()),
        })),
        Format::Text => told(&verdict, common.lang()),
    }
    let unread = [&files::FILE_MISSING, &files::FILE_DENIED];
    match verdict.is_sound() {
        true => DONE,
        false if unread.iter().any(|kind| verdict.problems.has(kind)) => FAILED,
        false => WITH_ERRORS,
    }
}

fn told(verdict: &Verdict, lang: Lang) {
    print::problems(&verdict.problems, Level::Note, lang);
    if let Some(manifest) = &verdict.manifest {
        let (title, day, seal) = (&manifest.round.title, &manifest.day, &manifest.seal);
        let (program, parts) = (&manifest.program, manifest.parts.len());
        print::line(&match lang {
            Lang::Vi => {
                format!("{title} – niêm phong {day}, {parts} tệp, {program}\nMã niêm phong: {seal}")
            }
            Lang::En => format!("{title} – sealed {day}, {parts} files, {program}\nSeal: {seal}"),
        });
    }
    print::line(match (verdict.is_sound(), verdict.was_run) {
        (true, _) => print::pick(
            lang,
            "Gói nguyên vẹn: mọi tệp đúng mã, chạy lại cho đúng từng byte kết quả.",
            "The package is whole: every part is as sealed, and a new run gives the same bytes.",
        ),
        (false, true) => print::pick(
            lang,
            "Gói KHÔNG đúng bản đã niêm phong.",
            "The package is NOT what was sealed.",
        ),
        (false, false) => print::pick(
            lang,
            "Gói KHÔNG đúng bản đã niêm phong; chưa chạy lại vì không tin được số liệu đầu vào.",
            "The package is NOT what was sealed; nothing was run, its inputs cannot be trusted.",
        ),
    });
}
