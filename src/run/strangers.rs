//! Forms of another round or year among those that the office keeps to send out, as a copied folder
//! holds them.

use std::collections::BTreeMap;

use super::inputs::APPRAISAL_COPIES;
use super::setting::Setting;
use crate::forms::evidence;
use crate::forms::identity::{of_another, strangers};
use crate::problem::Problems;
use crate::read;

/// Tells of each folder once. Names that bear the round's id are its own and cost no look.
pub(super) fn report(setting: &Setting, problems: &mut Problems) {
    let round = &setting.round;
    let mut patterns = vec![format!("{}/*.xlsx", evidence::FOLDER)];
    patterns.extend(APPRAISAL_COPIES.iter().map(|pattern| pattern.to_string()));
    // That nothing lies there, or something else, is no fault.
    let mut aside = Problems::default();
    let mut strange: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    let files = read::find(&setting.folder, &round.file, &patterns, &mut aside);
    for file in &files {
        let Some((folder, name)) = file.shown.rsplit_once('/') else { continue };
        if name.contains(&round.id) || name.contains("-cu-") {
            continue;
        }
        let book = read::book(&file.path, &file.shown, &read::FORM, &mut aside);
        if let Some(of) = book.and_then(|book| of_another(&book, &round.id, round.year)) {
            strange.entry(folder).or_default().push((of, name.to_string()));
        }
    }
    for (folder, strange) in strange {
        problems.push_all(strangers(&format!("{folder}/"), &strange));
    }
}
