//! The inputs of a round copied into a folder of their own, as a package holds them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::inputs::Source;
use super::layout::Layout;
use super::manifest::Part;
use crate::problem::kinds::{output, package as kinds};
use crate::problem::{Place, Problem};
use crate::read;
use crate::write::Unpacked;

/// The copy, and what stands in it.
pub(super) struct Copied {
    pub folder: Unpacked,
    /// The round's file in the package.
    pub round: String,
    pub parts: Vec<Part>,
    pub left_out: Vec<Part>,
}

impl Copied {
    pub(super) fn round_path(&self) -> PathBuf {
        self.folder.folder().join(&self.round)
    }
}

/// What becomes of the bytes of a file on its way.
pub(super) type Change<'c> = dyn Fn(&Source, Vec<u8>) -> Result<Vec<u8>, Problem> + 'c;

/// Copies the files, and the marks of empty folders; `round` is the name of the round's file.
///
/// # Errors
/// A file that cannot be read or has no name that every system takes; a full disk.
pub(super) fn copy(
    sources: &[Source],
    empty: &[String],
    round: &str,
    change: &Change<'_>,
) -> Result<Copied, Problem> {
    let names = sources.iter().map(|source| &source.shown).chain(empty);
    let layout = Layout::of(names.map(String::as_str));
    let layout = layout
        .map_err(|file| Problem::new(&kinds::ABSOLUTE, Place::file(round)).with("file", file))?;
    let folder = Unpacked::new().map_err(|error| unwritten(round, &error))?;
    let mut copied =
        Copied { folder, round: layout.place(round), parts: Vec::new(), left_out: Vec::new() };
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for source in sources {
        let file = layout.place(&source.shown);
        check_name(source, &file, &mut seen)?;
        let bytes = read::bytes(&source.path, &source.shown)?;
        if !source.kept {
            copied.left_out.push(Part::of(file.as_str(), &bytes));
            copied.folder.put(&file, b"").map_err(|error| unwritten(&source.shown, &error))?;
            continue;
        }
        let bytes = change(source, bytes)?;
        copied.folder.put(&file, &bytes).map_err(|error| unwritten(&source.shown, &error))?;
        copied.parts.push(Part::of(file, &bytes));
    }
    for mark in empty {
        let file = layout.place(mark);
        copied.folder.make_folder_of(&file).map_err(|error| unwritten(mark, &error))?;
        copied.parts.push(Part::of(file, b""));
    }
    Ok(copied)
}

/// A name means one file on every system.
fn check_name(
    source: &Source,
    file: &str,
    seen: &mut BTreeMap<String, String>,
) -> Result<(), Problem> {
    let problem = |kind| Problem::new(kind, Place::file(source.shown.as_str()));
    if let Some((vi, en)) = read::fault_of_name(file) {
        return Err(problem(&kinds::PART).with("part", &source.shown).said("why", vi, en));
    }
    let key = crate::text::composed(file).to_lowercase();
    match seen.insert(key, source.shown.clone()) {
        None => Ok(()),
        Some(other) => {
            let both = format!("{other}, {}", source.shown);
            Err(problem(&kinds::TWICE).with("part", both))
        }
    }
}

pub(super) fn unwritten(file: &str, error: &std::io::Error) -> Problem {
    let (vi, en) = crate::machine::words(error);
    Problem::new(&output::WRITE, Place::file(file)).with("file", file).said("detail", vi, en)
}
