//! The only place that puts bytes on disk: into one folder, each file whole or not at all.
//!
//! A file is written under a temporary name beside its place and renamed when complete, so a
//! reader never meets half a file and an earlier result stays until the new one is there.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use super::names::safe_name;
use crate::problem::kinds::output;
use crate::problem::{Kind, Place, Problem};

/// Folders that a run fills anew, with the extensions that are ours there: files of an
/// earlier run that this one did not write are removed.
const RENEWED: &[(&str, &[&str])] = &[("don-vi", &["xlsx"]), ("bieu-do", &["png", "svg"])];

/// Windows: "being used by another process", "a portion is locked".
const WINDOWS_IN_USE: [i32; 2] = [32, 33];

/// The output folder of one run.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// Relative paths written so far, in lower case.
    written: Mutex<BTreeSet<String>>,
}

/// Why an output could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    kind: &'static Kind,
    /// The file or folder, as messages name it.
    file: String,
    detail: String,
}

impl WriteError {
    /// The problem to report, with words for a clerk.
    pub fn problem(&self) -> Problem {
        Problem::new(self.kind, Place::file(&self.file))
            .with("file", &self.file)
            .with("detail", &self.detail)
    }

    /// A picture that could not be drawn.
    pub fn picture(file: &str, detail: &str) -> WriteError {
        WriteError { kind: &output::PICTURE, file: file.into(), detail: detail.into() }
    }

    /// A workbook or another document that could not be put together.
    pub fn document(file: &str, detail: &str) -> WriteError {
        WriteError { kind: &output::DOCUMENT, file: file.into(), detail: detail.into() }
    }

    fn new(step: Step, file: &str, error: &io::Error) -> WriteError {
        WriteError { kind: classify(step, error), file: file.into(), detail: error.to_string() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Making a folder or a temporary file in it.
    Create,
    Fill,
    /// Taking the place of an earlier file, or removing one.
    Replace,
}

/// What an error of the system means here. Replacing is refused where a program, in practice
/// Excel, holds the file open.
fn classify(step: Step, error: &io::Error) -> &'static Kind {
    let in_use =
        cfg!(windows) && error.raw_os_error().is_some_and(|code| WINDOWS_IN_USE.contains(&code));
    match (step, error.kind()) {
        (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => &output::DISK_FULL,
        (_, ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy) => &output::OPEN,
        (Step::Replace, ErrorKind::PermissionDenied) => &output::OPEN,
        _ if in_use => &output::OPEN,
        (_, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => &output::READ_ONLY,
        _ => &output::WRITE,
    }
}

impl Output {
    /// The folder, created with its parents when it is not there.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Output, WriteError> {
        let folder = folder.into();
        create_folder(&folder, &folder.display().to_string())?;
        Ok(Output { folder, written: Mutex::default() })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The way from this folder to another, with `/` between its parts and at its end; `None`
    /// where there is none, as between two drives.
    pub fn way_to(&self, folder: &Path) -> Option<String> {
        let (from, to) = (fs::canonicalize(&self.folder).ok()?, fs::canonicalize(folder).ok()?);
        let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
        let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if same == 0 {
            return None;
        }
        let up = from[same..].iter().map(|_| Some(".."));
        let down = to[same..].iter().map(|part| part.as_os_str().to_str());
        let parts = up.chain(down).collect::<Option<Vec<&str>>>()?;
        Some(parts.iter().map(|part| format!("{part}/")).collect())
    }

    /// Writes one file whole. `path` is relative to the folder, with `/`; every part of it is
    /// made a safe name, so nothing is ever written outside.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.write_with(path, |out| out.write_all(bytes))
    }

    /// Writes one file whole, piece by piece.
    pub fn write_with(
        &self,
        path: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let parts: Vec<String> = path.split('/').map(safe_name).collect();
        let path = parts.join("/");
        let target = self.folder.join(parts.iter().collect::<PathBuf>());
        let parent = target.parent().unwrap_or(&self.folder);
        create_folder(parent, &path)?;
        let fail = |step: Step| {
            let path = path.clone();
            move |error: &io::Error| WriteError::new(step, &path, error)
        };
        let file = temporary(parent).map_err(|e| fail(Step::Create)(&e))?;
        let mut out = BufWriter::with_capacity(256 * 1024, file);
        fill(&mut out).map_err(|e| fail(Step::Fill)(&e))?;
        let file = out.into_inner().map_err(|e| fail(Step::Fill)(e.error()))?;
        // Dropping what comes back with the error removes the temporary file.
        file.persist(&target).map_err(|e| fail(Step::Replace)(&e.error))?;
        self.written().insert(path.to_lowercase());
        Ok(())
    }

    /// Removes what an earlier run left in the folders that hold one file per unit or
    /// picture, so that a renamed unit leaves no ghost. Only files of our names and
    /// extensions, only directly in those folders.
    pub fn remove_stale(&self) -> Vec<WriteError> {
        let mut failed = Vec::new();
        for (folder, extensions) in RENEWED {
            for name in ours(&self.folder.join(folder), extensions) {
                let path = format!("{folder}/{name}");
                if self.written().contains(&path.to_lowercase()) {
                    continue;
                }
                if let Err(error) = fs::remove_file(self.folder.join(folder).join(&name)) {
                    failed.push(WriteError::new(Step::Replace, &path, &error));
                }
            }
        }
        failed
    }

    fn written(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files of a folder that look like ours, sorted; none when it cannot be read.
fn ours(folder: &Path, extensions: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_ours = |name: &String| {
        let end = name.rsplit_once('.').map(|(_, end)| end);
        end.is_some_and(|end| extensions.contains(&end)) && safe_name(name) == *name
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(is_ours)
        .collect();
    names.sort();
    names
}

fn create_folder(folder: &Path, named: &str) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|e| WriteError::new(Step::Create, named, &e))
}

/// A new file in the same folder, so that renaming it cannot cross a disk.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".parindex-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the user's umask applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Lang;

    #[test]
    fn files_are_replaced_whole_and_nothing_is_left_beside() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path().join("reports/a")).unwrap();
        output.write("results.json", b"old and long").unwrap();
        output.write("results.json", b"new").unwrap();
        assert_eq!(fs::read(output.folder().join("results.json")).unwrap(), b"new");
        let broken = output.write_with("results.json", |out| {
            out.write_all(b"half")?;
            Err(io::Error::new(ErrorKind::StorageFull, "full"))
        });
        assert_eq!(broken.unwrap_err().kind.code, "E-OUTPUT-DISK");
        assert_eq!(fs::read(output.folder().join("results.json")).unwrap(), b"new");
        assert_eq!(fs::read_dir(output.folder()).unwrap().count(), 1);
    }

    #[test]
    fn nothing_is_written_outside() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path().join("out")).unwrap();
        output.write("../../x.txt", b"1").unwrap();
        output.write("/etc/con", b"2").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(output.folder().join("_/_/x.txt").exists());
        assert!(output.folder().join("_/etc/_con").exists());
    }

    #[test]
    fn the_way_to_another_folder_goes_up_and_down() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path().join("reports/đợt 1")).unwrap();
        let round = dir.path().join("data/đợt 1");
        fs::create_dir_all(&round).unwrap();
        assert_eq!(output.way_to(&round).as_deref(), Some("../../data/đợt 1/"));
        assert_eq!(output.way_to(&dir.path().join("nowhere")), None);
    }

    #[test]
    fn stale_files_of_ours_go_and_others_stay() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path()).unwrap();
        for path in ["don-vi/a.xlsx", "don-vi/B.xlsx", "bieu-do/a.png"] {
            output.write(path, b"1").unwrap();
        }
        let later = Output::new(dir.path()).unwrap();
        let keep = ["don-vi/ghi chú của tôi.xlsx", "don-vi/~$a.xlsx", "don-vi/a.docx", "x.xlsx"];
        for path in keep {
            fs::write(dir.path().join(path), b"mine").unwrap();
        }
        later.write("don-vi/b.xlsx", b"2").unwrap();
        assert_eq!(later.remove_stale(), []);
        assert!(!dir.path().join("don-vi/a.xlsx").exists());
        assert!(!dir.path().join("bieu-do/a.png").exists());
        assert!(keep.iter().all(|path| dir.path().join(path).exists()));
        assert!(dir.path().join("don-vi/b.xlsx").exists());
    }

    #[test]
    fn what_stands_in_the_way_is_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), b"1").unwrap();
        let error = Output::new(dir.path().join("file")).unwrap_err();
        assert_eq!(error.kind.code, "E-OUTPUT-WRITE");
        let output = Output::new(dir.path()).unwrap();
        fs::create_dir_all(dir.path().join("xep-hang.xlsx/x")).unwrap();
        let error = output.write("xep-hang.xlsx", b"1").unwrap_err();
        assert!(error.problem().message(Lang::Vi).contains("xep-hang.xlsx"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_open_in_excel_is_recognised() {
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        let error = WriteError::new(Step::Replace, "xep-hang.xlsx", &denied);
        let help = error.problem().help(Lang::Vi);
        assert!(help.contains("Hãy đóng tệp kết quả đang mở trong Excel"), "{help}");
        assert!(help.contains("xep-hang.xlsx"), "{help}");
        let busy = io::Error::from(ErrorKind::ResourceBusy);
        assert_eq!(classify(Step::Fill, &busy).code, "E-OUTPUT-OPEN");
        assert_eq!(classify(Step::Create, &denied).code, "E-OUTPUT-READ-ONLY");
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_folder_is_refused_in_words() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("out");
        let output = Output::new(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
        // The superuser may write anywhere: then there is nothing to see.
        if fs::write(folder.join("probe"), b"").is_err() {
            let error = output.write("results.json", b"1").unwrap_err();
            assert_eq!(error.kind.code, "E-OUTPUT-READ-ONLY");
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
