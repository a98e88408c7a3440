//! What two runs that are compared are read from: a round's folder, a sealed package or a `results.json`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::compare::{
    CellChange, Document, Fate, FileChange, Read, SettingChange, changed_cells, changed_settings,
    of_rubric,
};
use crate::ledger::ReadAs;
use crate::problem::kinds::files;
use crate::problem::{Place, Problem, Problems};
use crate::read;
use crate::results::Results;
use crate::run::{Progress, assess_whole};
use crate::seal::{Opened, inputs, is_package, open};
use crate::terms::Lang;
use crate::write::json::write_results;

/// One of the two.
pub struct Side {
    /// What came of it.
    pub document: Document,
    /// What it was made from; none of a document alone.
    pub inputs: Option<Inputs>,
}

/// The files of a side.
pub struct Inputs {
    pub results: Results,
    /// By their names as the round gives them.
    files: BTreeMap<String, PathBuf>,
    /// The package that they stand in.
    _opened: Option<Opened>,
}

impl Side {
    /// Reads it.
    ///
    /// # Errors
    /// The round cannot be run, the package is not what was sealed, the document is another.
    pub fn read(path: &Path, progress: &dyn Progress) -> Result<Side, Problems> {
        if is_package(path) {
            let opened = open(path)?;
            // As it was published, whatever this version would make of it.
            let document = document(&opened.results())?;
            let inputs = Inputs::of_round(&opened.round(), progress)?;
            return Ok(Side { document, inputs: Some(Inputs { _opened: Some(opened), ..inputs }) });
        }
        let is_json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        match is_json && path.is_file() {
            true => Ok(Side { document: document(path)?, inputs: None }),
            false => Side::of_round(path, progress),
        }
    }

    fn of_round(path: &Path, progress: &dyn Progress) -> Result<Side, Problems> {
        let inputs = Inputs::of_round(path, progress)?;
        let mut bytes = Vec::new();
        // Into memory nothing fails.
        let _ = write_results(&inputs.results, &mut bytes, Lang::Vi);
        let document = Document::from_json(&bytes).map_err(|detail| broken(path, detail))?;
        Ok(Side { document, inputs: Some(inputs) })
    }
}

impl Inputs {
    fn of_round(path: &Path, progress: &dyn Progress) -> Result<Inputs, Problems> {
        let (assessment, found) = assess_whole(path, progress);
        let Some(assessment) = assessment else { return Err(found) };
        let results = assessment.results;
        let files = inputs(&assessment.folder, &results).into_iter().collect();
        Ok(Inputs { results, files, _opened: None })
    }
}

fn document(path: &Path) -> Result<Document, Problems> {
    let shown = path.display().to_string();
    let bytes = read::bytes(path, &shown)?;
    Document::from_json(&bytes).map_err(|detail| broken(path, detail))
}

fn broken(path: &Path, (vi, en): (String, String)) -> Problems {
    let place = Place::file(path.display().to_string());
    Problem::new(&files::RESULTS, place).said("detail", vi, en).into()
}

/// What was changed in the inputs, where those of both are at hand.
pub fn changed(old: &Side, new: &Side) -> Read {
    let (Some(old), Some(new)) = (&old.inputs, &new.inputs) else { return Read::default() };
    let mut read = Read { rules: Some(Vec::new()), ..Read::default() };
    let mut names: Vec<&String> = old.files.keys().chain(new.files.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let bytes = [old, new]
            .map(|side| side.files.get(name).and_then(|path| read::bytes(path, name).ok()));
        let Some(change) = Fate::of(&bytes) else { continue };
        read.files.push(FileChange { file: name.clone(), change });
        if name.ends_with(".toml") {
            let changes = of_toml(name, &bytes);
            match is_set(&old.results, name) || is_set(&new.results, name) {
                true => read.rules.get_or_insert_default().extend(of_rubric(changes)),
                false => read.settings.extend(changes),
            }
        } else {
            read.cells.extend(of_book(name, [old, new]));
        }
    }
    read
}

/// Whether the file is a criteria set, or what one extends.
fn is_set(results: &Results, name: &str) -> bool {
    let is_other = name == &*results.round.file
        || results.round.surveys.iter().any(|survey| survey.scheme == name);
    !is_other
}

fn of_toml(name: &str, bytes: &[Option<Vec<u8>>; 2]) -> Vec<SettingChange> {
    let text = |at: usize| String::from_utf8_lossy(bytes[at].as_deref().unwrap_or_default());
    changed_settings(name, &text(0), &text(1)).unwrap_or_default()
}

/// What could be about a person is not shown.
const HIDDEN: &str = "•••";

fn of_book(name: &str, sides: [&Inputs; 2]) -> Vec<CellChange> {
    let book = |side: &Inputs| {
        // What is wrong with a file has been said by the run over it.
        let mut unheard = Problems::default();
        let path = side.files.get(name)?;
        read::book(path, name, &read::SURVEY, &mut unheard)
    };
    let [old, new] = sides.map(book);
    let mut cells = changed_cells(old.as_ref(), new.as_ref());
    let accounts = sides.iter().flat_map(|side| &side.results.ledger.accounts);
    let is_personal = accounts.into_iter().any(|account| {
        *account.file == *name && matches!(account.read_as, ReadAs::Survey | ReadAs::Register)
    });
    if is_personal {
        let hide = |text: &mut Option<String>| {
            let shows = text.as_deref().is_some_and(crate::survey::may_be_personal);
            *text = if shows { Some(HIDDEN.to_string()) } else { text.take() };
        };
        cells.iter_mut().for_each(|cell| [&mut cell.old, &mut cell.new].into_iter().for_each(hide));
    }
    cells
}
