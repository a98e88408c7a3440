//! `parindex seal ROUND`: the round, its inputs and outputs, in one file that can be verified.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::print;
use super::progress::Bar;
use crate::problem::Level;
use crate::seal::{Order, Sealed, seal};
use crate::terms::{Date, Lang};
use crate::write::files::{Output, WriteError};

/// How a round is sealed.
pub(super) struct How {
    pub proof: bool,
    pub no_personal: bool,
    pub day: Option<Date>,
}

pub(super) fn run(round: &Path, how: &How, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let order = Order {
        round,
        proof: how.proof,
        personal: !how.no_personal,
        day: how.day,
        lang: common.lang(),
    };
    let made = seal(&order, &bar);
    bar.finish();
    let sealed = match made {
        Ok(sealed) => sealed,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let target = target(&sealed, common);
    if let Err(error) = write(&target, &sealed.bytes, common) {
        print::refusal(&[error.problem()].into_iter().collect(), common);
        return FAILED;
    }
    match common.format {
        Format::Json => print::json(&json!({
            "file": target.display().to_string(),
            "seal": sealed.manifest.seal,
            "parts": sealed.manifest.parts.len(),
            "problems": print::problems_json(&sealed.found, common.lang()),
        })),
        Format::Text => summary(&sealed, &target, common.lang()),
    }
    if sealed.found.has_errors() { WITH_ERRORS } else { DONE }
}

fn summary(sealed: &Sealed, target: &Path, lang: Lang) {
    print::problems(&sealed.found, Level::Error, lang);
    let (parts, seal) = (sealed.manifest.parts.len(), &sealed.manifest.seal);
    let at = target.display();
    print::line(&match lang {
        Lang::Vi => format!("Đã đóng gói {parts} tệp vào {at}\nMã niêm phong: {seal}"),
        Lang::En => format!("{parts} files sealed in {at}\nSeal: {seal}"),
    });
    if sealed.found.has_errors() {
        print::line(print::pick(
            lang,
            "Đợt còn lỗi phải sửa: gói giữ đúng hiện trạng này.",
            "The round has errors to settle: the package holds it as it stands.",
        ));
    }
}

/// Where the package goes: `--out` names the zip file, or a folder for it.
fn target(sealed: &Sealed, common: &Common) -> PathBuf {
    match common.out.as_deref().filter(|out| !out.as_os_str().is_empty()) {
        Some(out) => match out.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
            true if !out.is_dir() => out.to_path_buf(),
            _ => out.join(&sealed.name),
        },
        None => PathBuf::from(&sealed.name),
    }
}

/// Another package of that name is kept beside.
fn write(target: &Path, bytes: &[u8], common: &Common) -> Result<(), WriteError> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let output = Output::staged(folder.unwrap_or(Path::new(".")))?.unrecorded();
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    output.write_named(&name, bytes)?;
    super::outputs::commit(&output, common)
}
