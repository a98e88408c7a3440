//! The only place that puts bytes on disk: into one folder, each file whole or not at all.
//!
//! A file is written under a temporary name beside its place and renamed when complete, so a
//! reader never meets half a file and an earlier result stays until the new one is there. An
//! [`Output::staged`] holds all files of a run back until the last one is written, so that an
//! earlier result stays as a whole when the disk is full or a file is open elsewhere.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use super::sinks::safe_name;
use super::staging::Staging;
use crate::caught::Panic;
use crate::problem::kinds::output;
use crate::problem::{Kind, Place, Problem};

/// Folders that a run fills anew, with the ends of the names that are ours there: files of an
/// earlier run that this one did not write are removed.
const RENEWED: &[(&str, &[&str])] = &[
    ("", &["xep-hang-day-du.txt"]),
    ("don-vi", &[".xlsx", "-day-du.txt"]),
    ("bieu-do", &[".png", ".svg"]),
];

/// Windows: "being used by another process", "a portion is locked".
const WINDOWS_IN_USE: [i32; 2] = [32, 33];

/// The output folder of one run.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// Relative paths written so far, by themselves in lower case.
    written: Mutex<BTreeMap<String, String>>,
    /// Where the files wait for [`Output::commit`].
    staging: Option<Staging>,
    /// A file could not be written: the others are of no use.
    failed: AtomicBool,
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

    /// A document whose making was ended by a panic: of a library that had no room for its
    /// temporary files, or of any other fault.
    pub fn panicked(file: &str, panic: &Panic) -> WriteError {
        let is_full =
            ["StorageFull", "QuotaExceeded"].iter().any(|kind| panic.words.contains(kind));
        let kind = if is_full { &output::DISK_FULL } else { &output::DOCUMENT };
        let detail = format!("{} ({})", panic.words, panic.place);
        WriteError { kind, file: file.into(), detail }
    }

    /// Another run has the folder.
    pub(super) fn busy(folder: &Path) -> WriteError {
        let file = folder.display().to_string();
        WriteError { kind: &output::BUSY, file, detail: String::new() }
    }

    pub(super) fn new(step: Step, file: &str, error: &io::Error) -> WriteError {
        WriteError { kind: classify(step, error), file: file.into(), detail: error.to_string() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
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

/// The way from `reports/<round>/` below the present folder to a round's folder, with `/` between
/// its parts and at its end; `None` for a round that does not lie below the present folder.
/// Wherever the outputs go, it is the same: the same inputs give the same bytes.
pub fn way_from_reports(round: &Path) -> Option<String> {
    let here = fs::canonicalize(".").ok()?;
    way_between(&here, &fs::canonicalize(round).ok()?)
}

fn way_between(here: &Path, round: &Path) -> Option<String> {
    let down = round.strip_prefix(here).ok()?.components();
    let parts = down.map(|part| part.as_os_str().to_str()).collect::<Option<Vec<&str>>>()?;
    Some(["..", ".."].iter().chain(&parts).map(|part| format!("{part}/")).collect())
}

impl Output {
    /// The folder, created with its parents when it is not there.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Output, WriteError> {
        let folder = folder.into();
        create_folder(&folder, &folder.display().to_string())?;
        let failed = AtomicBool::new(false);
        Ok(Output { folder, written: Mutex::default(), staging: None, failed })
    }

    /// Like [`Output::new`], but nothing in the folder changes before [`Output::commit`].
    pub fn staged(folder: impl Into<PathBuf>) -> Result<Output, WriteError> {
        let mut output = Output::new(folder)?;
        output.staging = Some(Staging::new(&output.folder)?);
        Ok(output)
    }

    /// Puts every file that was written into its place. When one cannot be, those before it are
    /// taken back and the folder is as it was. Nothing is done when a file could not be written.
    pub fn commit(&self) -> Result<(), WriteError> {
        let Some(staging) = &self.staging else { return Ok(()) };
        if self.failed.load(Ordering::Relaxed) {
            return Ok(());
        }
        let paths: Vec<String> = self.written().values().cloned().collect();
        staging.commit(&self.folder, &paths)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
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
        let written = self.fill(&path, fill);
        match &written {
            Ok(()) => drop(self.written().insert(path.to_lowercase(), path)),
            Err(_) => self.failed.store(true, Ordering::Relaxed),
        }
        written
    }

    fn fill(
        &self,
        path: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let root = self.staging.as_ref().map_or(self.folder.as_path(), Staging::new_files);
        let target = root.join(path);
        let parent = target.parent().unwrap_or(root);
        stays_inside(&self.folder, path)?;
        create_folder(parent, path)?;
        let fail = |step| move |error: &io::Error| WriteError::new(step, path, error);
        let file = temporary(parent).map_err(|e| fail(Step::Create)(&e))?;
        let mut out = BufWriter::with_capacity(256 * 1024, file);
        fill(&mut out).map_err(|e| fail(Step::Fill)(&e))?;
        let file = out.into_inner().map_err(|e| fail(Step::Fill)(e.error()))?;
        // Dropping what comes back with the error removes the temporary file.
        file.persist(&target).map_err(|e| fail(Step::Replace)(&e.error))?;
        Ok(())
    }

    /// Removes what an earlier run left in the folders that hold one file per unit or
    /// picture, so that a renamed unit leaves no ghost. Only files of our names and
    /// extensions, only directly in those folders.
    pub fn remove_stale(&self) -> Vec<WriteError> {
        let mut failed = Vec::new();
        for (folder, ends) in RENEWED {
            for name in ours(&self.folder.join(folder), ends) {
                let path = match *folder {
                    "" => name.clone(),
                    folder => format!("{folder}/{name}"),
                };
                if self.written().contains_key(&path.to_lowercase()) {
                    continue;
                }
                if let Err(error) = fs::remove_file(self.folder.join(folder).join(&name)) {
                    failed.push(WriteError::new(Step::Replace, &path, &error));
                }
            }
        }
        failed
    }

    fn written(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files of a folder that look like ours, sorted; none when it cannot be read.
fn ours(folder: &Path, ends: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_ours =
        |name: &String| ends.iter().any(|end| name.ends_with(end)) && safe_name(name) == *name;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(is_ours)
        .collect();
    names.sort();
    names
}

pub(super) fn create_folder(folder: &Path, named: &str) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|e| WriteError::new(Step::Create, named, &e))
}

/// Refuses a folder of ours that is a link: what is written there would land elsewhere.
fn stays_inside(root: &Path, path: &str) -> Result<(), WriteError> {
    for (at, _) in path.match_indices('/') {
        let folder = root.join(&path[..at]);
        if fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
            let error = io::Error::other("thư mục này là liên kết tới nơi khác (link)");
            return Err(WriteError::new(Step::Create, path, &error));
        }
    }
    Ok(())
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

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("don-vi")).unwrap();
        for output in [Output::new(dir.path()).unwrap(), Output::staged(dir.path()).unwrap()] {
            let error = output.write("don-vi/a.xlsx", b"1").unwrap_err();
            assert_eq!(error.kind.code, "E-OUTPUT-WRITE");
        }
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_way_to_a_round_does_not_depend_on_where_the_outputs_go() {
        let here = Path::new("/văn phòng");
        let way = |round: &str| way_between(here, Path::new(round));
        assert_eq!(way("/văn phòng/data/đợt 1").as_deref(), Some("../../data/đợt 1/"));
        assert_eq!(way("/nơi khác/đợt 1"), None);
    }

    #[test]
    fn stale_files_of_ours_go_and_others_stay() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path()).unwrap();
        for path in ["don-vi/a.xlsx", "don-vi/B.xlsx", "bieu-do/a.png"] {
            output.write(path, b"1").unwrap();
        }
        let later = Output::new(dir.path()).unwrap();
        let keep = ["don-vi/ghi chú của tôi.xlsx", "don-vi/~$a.xlsx", "don-vi/a.txt", "x.xlsx"];
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
