//! The steps by which a set of files takes its place, written down before the first of them:
//! each may be done again or taken back, however far a run came that was ended in the middle.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::{hash_of, is_plain};
use super::sinks::safe_name;

/// Below the staging folder.
const FILE: &str = "nhat-ky.json";
const SCHEMA: &str = "parindex/journal/1";
/// New files that wait, and earlier ones that were taken out of their places.
pub(super) const NEW: &str = "moi";
pub(super) const OLD: &str = "cu";

/// One file that takes its place, or leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Relative to the output folder, with `/`.
    pub file: String,
    /// SHA-256 of the file that takes the place; `None` where one is only taken away.
    pub new: Option<String>,
    /// SHA-256 of the file that stood there; empty for a link.
    pub old: Option<String>,
    /// Where it is kept when it is not ours to lose, relative to the output folder.
    pub keep: Option<String>,
    /// The folder beside the output folder that all of another round goes to.
    pub beside: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    schema: String,
    steps: Vec<Step>,
}

/// The folders of a run: where its files shall stand, and where they wait.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub output: PathBuf,
    pub staging: PathBuf,
}

impl Places {
    /// Writes the steps down: from now on they are done, by this run or the next.
    pub(super) fn begin(&self, steps: &[Step]) -> io::Result<()> {
        let document = Document { schema: SCHEMA.into(), steps: steps.to_vec() };
        let bytes = serde_json::to_vec(&document)?;
        let half = self.staging.join("nhat-ky.tmp");
        let mut file = File::create(&half)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(half, self.staging.join(FILE))?;
        sync_folder(&self.staging);
        sync_folder(&self.output);
        Ok(())
    }

    /// The steps that an ended run wrote down and did not finish.
    ///
    /// # Errors
    /// A journal that is not one of ours, or names places outside.
    pub(super) fn begun(&self) -> io::Result<Option<Vec<Step>>> {
        let bytes = match fs::read(self.staging.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let document: Option<Document> = serde_json::from_slice(&bytes).ok();
        let sound = document
            .filter(|found| found.schema == SCHEMA && found.steps.iter().all(Step::stays_inside));
        match sound {
            Some(document) => Ok(Some(document.steps)),
            None => Err(io::Error::other(
                "nhật ký ghi dở trong thư mục .dang-ghi không đọc được: xem thư mục này rồi xóa (the journal cannot be read)",
            )),
        }
    }

    /// The steps are done, or taken back.
    pub(super) fn end(&self) -> io::Result<()> {
        fuse()?;
        fs::remove_file(self.staging.join(FILE))?;
        sync_folder(&self.staging);
        Ok(())
    }

    /// Does a step, or what is left of it. At every moment the old file or the new one stands
    /// in the place, whole. Gives the name that a file was kept by which is not ours.
    pub(super) fn apply(&self, step: &Step) -> io::Result<Option<String>> {
        let (waiting, target) = (self.waiting(step), self.output.join(&step.file));
        if step.new.is_some() && !exists(&waiting) {
            return Ok(None);
        }
        let mut kept = None;
        if let Some(found) = hash_of(&target)? {
            let planned = step.old.as_ref() == Some(&found);
            if step.new.is_none() && !planned {
                // It was put there since; it is not what was to go.
                return Ok(None);
            }
            let name = match planned {
                true => step.keep.clone(),
                false => Some(aside(&self.output, &step.file, &|_| false)),
            };
            let to = match &name {
                Some(name) => self.output.join(name),
                None => self.dest(step),
            };
            keep(&target, &to, &found)?;
            kept = name;
        }
        create_parent(&target)?;
        fuse()?;
        match step.new {
            Some(_) => fs::rename(&waiting, &target)?,
            None if exists(&target) => fs::remove_file(&target)?,
            None => {}
        }
        Ok(kept)
    }

    /// Takes a step back, whatever part of it was done.
    pub(super) fn undo(&self, step: &Step) -> io::Result<()> {
        let (waiting, target) = (self.waiting(step), self.output.join(&step.file));
        let kept = match &step.keep {
            Some(name) => self.output.join(name),
            None => self.dest(step),
        };
        if step.new.is_some() && !exists(&waiting) && exists(&target) {
            create_parent(&waiting)?;
            fuse()?;
            fs::rename(&target, &waiting)?;
        }
        if step.old.is_none() || !exists(&kept) {
            return Ok(());
        }
        fuse()?;
        match exists(&target) {
            // It never left.
            true if hash_of(&target)? == hash_of(&kept)? => fs::remove_file(&kept),
            true => Ok(()),
            false => fs::rename(&kept, &target).or_else(|_| {
                fs::copy(&kept, &target)?;
                fs::remove_file(&kept)
            }),
        }
    }

    /// Makes what was done outlast a power cut.
    pub(super) fn sync(&self, steps: &[Step]) {
        let parent = |step: &Step| self.output.join(&step.file).parent().map(Path::to_path_buf);
        let mut folders: Vec<PathBuf> = steps.iter().filter_map(parent).collect();
        folders.push(self.output.clone());
        folders.sort();
        folders.dedup();
        folders.iter().for_each(|folder| sync_folder(folder));
    }

    fn waiting(&self, step: &Step) -> PathBuf {
        self.staging.join(NEW).join(&step.file)
    }

    /// Where an earlier file of ours goes.
    fn dest(&self, step: &Step) -> PathBuf {
        match &step.beside {
            Some(folder) => self.output.with_file_name(folder).join(&step.file),
            None => self.staging.join(OLD).join(&step.file),
        }
    }
}

impl Step {
    /// A file that goes.
    pub(super) fn away(old: Option<String>) -> Step {
        Step { file: String::new(), new: None, old, keep: None, beside: None }
    }

    /// A journal that someone wrote leads nowhere else.
    fn stays_inside(&self) -> bool {
        let beside = self.beside.as_deref();
        is_plain(&self.file)
            && self.keep.as_deref().is_none_or(is_plain)
            && beside.is_none_or(|name| !name.contains(['/', '\\']) && !name.starts_with('.'))
    }
}

/// A free name for a file that is kept beside the one that takes its place: `xep-hang-cu-1.xlsx`.
pub(super) fn aside(output: &Path, file: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(folder, name)| (folder, name));
    let (stem, end) = name.rsplit_once('.').map_or((name, ""), |(stem, end)| (stem, end));
    let numbered = (1u32..).map(|number| {
        let name = match end {
            "" => format!("{stem}-cu-{number}"),
            end => format!("{stem}-cu-{number}.{end}"),
        };
        let name = if name.starts_with('.') { name } else { safe_name(&name) };
        if folder.is_empty() { name } else { format!("{folder}/{name}") }
    });
    let mut free = numbered.filter(|name| !is_taken(name) && !exists(&output.join(name)));
    free.next().unwrap_or_default()
}

/// Whether a file bears the name by which one that somebody had changed was kept: what it says is
/// not what went out. `id` may end like that itself.
pub fn is_kept_aside(name: &str, id: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let own = stem.trim_end_matches(|digit: char| digit.is_ascii_digit());
    own.len() < stem.len() && own.ends_with("-cu-") && !stem.ends_with(id)
}

/// Whether anything stands there, a link that leads nowhere included.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Makes the file stand in the second place too. Disks such as USB sticks know no links.
fn keep(target: &Path, to: &Path, hash: &str) -> io::Result<()> {
    create_parent(to)?;
    if exists(to) {
        if hash_of(to)?.as_deref() == Some(hash) {
            return Ok(());
        }
        fs::remove_file(to)?;
    }
    fuse()?;
    if fs::symlink_metadata(target)?.is_symlink() {
        return fs::rename(target, to);
    }
    if fs::hard_link(target, to).is_ok() {
        return Ok(());
    }
    let half = to.with_extension("tmp");
    fs::copy(target, &half)?;
    sync_file(&half)?;
    fs::rename(half, to)
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Windows has no such thing, and some network drives do not either.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(not(test))]
fn fuse() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use tests::{end_after, fuse};

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        /// So many changes of the disk are made before the run is ended.
        pub static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    pub(in super::super) fn fuse() -> io::Result<()> {
        match LEFT.get() {
            Some(0) => Err(io::Error::other("ended")),
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Ends everything after so many changes of the disk; `None` for never.
    pub(in super::super) fn end_after(changes: Option<usize>) {
        LEFT.set(changes);
    }
}
