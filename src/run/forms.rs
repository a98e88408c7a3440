//! What goes out before anything has come in: the evidence forms of a round.

use std::path::Path;

use super::Setting;
use crate::forms::evidence;
use crate::forms::prefill::{self, Prefilled};
use crate::forms::workbook::FormBook;
use crate::ledger::Ledger;
use crate::problem::Problems;
use crate::read;
use crate::round::Names;

/// A form and where it goes.
pub struct Outgoing {
    /// Position in `Round::units`.
    pub unit: usize,
    /// File name without extension.
    pub name: String,
    pub form: FormBook,
}

/// The evidence form of every unit whose criteria set can be used. `None` when the round file
/// cannot be used; the problems say why.
pub fn templates(path: &Path, problems: &mut Problems) -> Option<(Setting, Vec<Outgoing>)> {
    let mut ledger = Ledger::default();
    let setting = Setting::read(path, problems, &mut ledger)?;
    let known = known(&setting, problems, &mut ledger);
    let mut forms = Vec::new();
    for (at, unit) in setting.round.units.iter().enumerate() {
        let Some(Some(rubric)) = setting.rubrics.get(unit.block) else { continue };
        let own: Vec<&Prefilled> = known.iter().filter(|k| k.unit == at).collect();
        let form = evidence::form(&setting.round, unit, rubric, &own);
        forms.push(Outgoing { unit: at, name: unit.id.as_str().to_string(), form });
    }
    super::report_unscored(&setting, problems);
    Some((setting, forms))
}

/// The figures known beforehand.
fn known(setting: &Setting, problems: &mut Problems, ledger: &mut Ledger) -> Vec<Prefilled> {
    let round = &setting.round;
    let files = read::find(&setting.folder, &round.file, &round.prefill, problems);
    let mut books = Vec::new();
    for file in &files {
        books.extend(read::book(&file.path, &file.shown, &read::FORM, problems));
    }
    let names = Names::new(round);
    prefill::from_grids(&books, round, &names, &setting.rubrics, problems, ledger)
}
