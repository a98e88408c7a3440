//! Where the files of a run wait until all of them are there, and how they take their places:
//! all of them or none.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::files::{Step, WriteError, create_folder};

/// Stands in the output folder while a run writes there; what is left of a run that was ended
/// in the middle, the next run removes.
pub(super) const FOLDER: &str = ".dang-ghi";

#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    new_files: PathBuf,
    /// Held as long as the run writes; the system lets go of it when the run is ended.
    lock: Option<File>,
}

impl Staging {
    /// # Errors
    /// Another run that writes into the same folder; no right to write there.
    pub fn new(output: &Path) -> Result<Staging, WriteError> {
        let folder = output.join(FOLDER);
        let named = output.display().to_string();
        create_folder(&folder, &named)?;
        let failed = |error: &io::Error| WriteError::new(Step::Create, &named, error);
        let lock = File::create(folder.join("khoa")).map_err(|e| failed(&e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(WriteError::busy(output)),
            // Some network drives have no locks: then nobody can be asked.
            Err(fs::TryLockError::Error(_)) => {}
        }
        let new_files = folder.join("moi");
        for left in [&new_files, &folder.join("cu")] {
            match fs::remove_dir_all(left) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(failed(&e)),
                _ => {}
            }
        }
        create_folder(&new_files, &named)?;
        Ok(Staging { folder, new_files, lock: Some(lock) })
    }

    pub fn new_files(&self) -> &Path {
        &self.new_files
    }

    /// Moves the files to their places below `output`.
    pub fn commit(&self, output: &Path, paths: &[String]) -> Result<(), WriteError> {
        let mut replaced = Vec::with_capacity(paths.len());
        for path in paths {
            match self.replace(output, path) {
                Ok(had_one) => replaced.push((path, had_one)),
                Err(error) => {
                    for (path, had_one) in replaced.into_iter().rev() {
                        self.take_back(output, path, had_one);
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Puts one file into its place; whether there was one before. At every moment the old or
    /// the new one stands there, whole.
    fn replace(&self, output: &Path, path: &str) -> Result<bool, WriteError> {
        let target = output.join(path);
        let failed = |step: Step| move |error: io::Error| WriteError::new(step, path, &error);
        let kept = self.folder.join("cu").join(path);
        for folder in [target.parent(), kept.parent()].into_iter().flatten() {
            create_folder(folder, path)?;
        }
        let had_one = match fs::symlink_metadata(&target) {
            Ok(found) if found.is_dir() => {
                return Err(failed(Step::Replace)(ErrorKind::IsADirectory.into()));
            }
            Ok(_) => true,
            Err(_) => false,
        };
        if had_one && fs::hard_link(&target, &kept).is_err() {
            // Disks such as USB sticks know no links.
            fs::copy(&target, &kept).map_err(failed(Step::Fill))?;
        }
        fs::rename(self.new_files.join(path), &target).map_err(failed(Step::Replace))?;
        Ok(had_one)
    }

    fn take_back(&self, output: &Path, path: &str, had_one: bool) {
        let target = output.join(path);
        // Nothing more can be done for a file that cannot be put back: it is the new one, whole.
        let _ = match had_one {
            true => fs::rename(self.folder.join("cu").join(path), target),
            false => fs::remove_file(target),
        };
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        drop(self.lock.take());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::Output;
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_changes_before_all_is_written() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.txt"), b"old").unwrap();
        let output = Output::staged(place.path()).unwrap();
        output.write("a.txt", b"new").unwrap();
        output.write("x/b.txt", b"new").unwrap();
        assert_eq!(fs::read(place.path().join("a.txt")).unwrap(), b"old");
        output.commit().unwrap();
        drop(output);
        assert_eq!(fs::read(place.path().join("a.txt")).unwrap(), b"new");
        assert_eq!(names(place.path()), ["a.txt", "x"]);
    }

    #[test]
    fn all_or_none_take_their_places() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.txt"), b"old").unwrap();
        // A folder where the last file should stand.
        fs::create_dir_all(place.path().join("z.txt/mine")).unwrap();
        let output = Output::staged(place.path()).unwrap();
        for path in ["a.txt", "m/b.txt", "z.txt"] {
            output.write(path, b"new").unwrap();
        }
        let error = output.commit().unwrap_err().problem();
        assert_eq!((error.kind.code, error.place.file.as_str()), ("E-OUTPUT-WRITE", "z.txt"));
        drop(output);
        assert_eq!(fs::read(place.path().join("a.txt")).unwrap(), b"old");
        assert_eq!(names(&place.path().join("m")), [""; 0]);
        assert_eq!(names(place.path()), ["a.txt", "m", "z.txt"]);
        assert!(place.path().join("z.txt/mine").is_dir());
    }

    #[test]
    fn nothing_is_replaced_when_a_file_could_not_be_written() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.txt"), b"old").unwrap();
        let output = Output::staged(place.path()).unwrap();
        output.write("a.txt", b"new").unwrap();
        let full = output.write_with("b.txt", |_| Err(ErrorKind::StorageFull.into()));
        assert_eq!(full.unwrap_err().problem().kind.code, "E-OUTPUT-DISK");
        output.commit().unwrap();
        drop(output);
        assert_eq!(names(place.path()), ["a.txt"]);
        assert_eq!(fs::read(place.path().join("a.txt")).unwrap(), b"old");
    }

    #[test]
    fn two_runs_do_not_write_into_one_folder() {
        let place = tempfile::tempdir().unwrap();
        let first = Output::staged(place.path()).unwrap();
        let second = Output::staged(place.path()).unwrap_err();
        assert_eq!(second.problem().kind.code, "E-OUTPUT-BUSY");
        first.write("a.txt", b"1").unwrap();
        drop(first);
        // What an ended run left behind is removed.
        fs::create_dir_all(place.path().join(FOLDER).join("moi/x")).unwrap();
        let output = Output::staged(place.path()).unwrap();
        output.commit().unwrap();
        drop(output);
        assert_eq!(names(place.path()), [""; 0]);
    }
}
