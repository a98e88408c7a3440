//! `[proof]`: where the papers that prove what the forms say are kept.

use crate::document::{Field, Section, Shape};
use crate::problem::{Problem, Problems, kinds};

pub(super) const PROOF: &[Field] = &[Field::required(
    "folders",
    Shape::Texts,
    "Thư mục tài liệu kiểm chứng: [\"minh-chung/{unit}\"], [\"minh-chung/{unit}/{criterion}\"] hoặc [\"minh-chung\"]",
)];

/// The parts of a folder that stand for something.
pub const UNIT: &str = "{unit}";
pub const CRITERION: &str = "{criterion}";

/// The folders of proof as the round names them, each a path below the round's folder. One that
/// leads elsewhere, or that nobody could tell apart, is refused.
pub(super) fn proof(file: &Section<'_>, problems: &mut Problems) -> Vec<String> {
    let Some(section) = file.sub("proof", problems) else { return Vec::new() };
    let mut folders = Vec::new();
    for at in section.texts("folders") {
        let folder = at.value.trim().trim_end_matches('/').to_string();
        if is_folder(&folder) {
            folders.push(folder);
        } else {
            let place = section.source.place(&at.span);
            problems.push(Problem::new(&kinds::proof::FOLDER, place).with("folder", &at.value));
        }
    }
    folders
}

/// Whether it is a path inside the round's folder that begins with a name.
fn is_folder(folder: &str) -> bool {
    let mut parts = folder.split('/');
    let first = parts.clone().next().is_some_and(|part| !part.contains('{'));
    let good = |part: &str| match part {
        UNIT | CRITERION => true,
        "" | "." | ".." => false,
        name => !name.contains(['{', '}', '*', '?', '\\', ':']),
    };
    first && parts.all(good)
}
