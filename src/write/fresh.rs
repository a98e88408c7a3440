//! A folder that is written once, where nothing stands yet: a new round, a round to practise on.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path};

use super::fault::{Step, WriteError};
use super::files::{Output, recover};
use crate::problem::Problem;
use crate::terms::Lang;

/// A file of the new folder: its path below it, with `/`, and its bytes.
pub type NewFile = (String, Cow<'static, [u8]>);

/// Why the folder was not written; what stands there is as it was.
#[derive(Debug)]
pub enum NotFresh {
    /// Something stands there already, or the path does not say where it leads.
    Occupied(String),
    Problem(Box<Problem>),
}

impl NotFresh {
    /// One sentence for whoever asked.
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (NotFresh::Occupied(at), Lang::Vi) => {
                format!("{at} đã có và không trống; hãy chọn thư mục khác để không ghi đè tệp nào.")
            }
            (NotFresh::Occupied(at), Lang::En) => {
                format!("{at} is there and not empty; choose another.")
            }
            (NotFresh::Problem(problem), lang) => problem.message(lang),
        }
    }
}

impl From<WriteError> for NotFresh {
    fn from(error: WriteError) -> Self {
        NotFresh::Problem(Box::new(error.problem()))
    }
}

/// Writes the files and makes the empty folders, all or none: a round of which half is there is
/// none.
///
/// # Errors
/// The folder is not empty; or the system refuses something.
pub fn fresh(folder: &Path, files: &[NewFile], empty: &[&str]) -> Result<(), NotFresh> {
    // What an ended run had begun is finished, or goes.
    recover(folder)?;
    // A path such as `moi/..` is there once it is made.
    let through = folder.components().any(|part| part == Component::ParentDir) && !folder.exists();
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() || through {
        return Err(NotFresh::Occupied(folder.display().to_string()));
    }
    let output = Output::staged(folder)?.unrecorded();
    for (name, bytes) in files {
        output.write(name, bytes)?;
    }
    let made = empty.iter().try_for_each(|name| fs::create_dir_all(folder.join(name)));
    let done = match made {
        Ok(()) => output.commit().map(drop),
        Err(error) => Err(WriteError::new(Step::Create, &folder.display().to_string(), &error)),
    };
    if done.is_err() {
        empty.iter().for_each(|name| drop(fs::remove_dir(folder.join(name))));
    }
    Ok(done?)
}
