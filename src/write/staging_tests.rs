//! Tests of what becomes of a set of files whatever happens in between.

use super::super::files::{Output, Renew};
use super::super::journal::end_after;
use super::super::record::RECORD;
use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != RECORD)
        .collect();
    names.sort();
    names
}

/// The files below the folder, but the record.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in names(folder) {
        let path = folder.join(&name);
        match path.is_dir() {
            true => all.extend(files(&path).into_iter().map(|(n, t)| (format!("{name}/{n}"), t))),
            false => all.push((name, fs::read_to_string(path).unwrap())),
        }
    }
    all
}

fn write(
    folder: &Path,
    files: &[(&str, &str)],
) -> Result<Vec<crate::problem::Problem>, WriteError> {
    let output = Output::staged(folder)?.renewing(Renew::All);
    for (path, text) in files {
        output.write(path, text.as_bytes())?;
    }
    output.commit()
}

#[test]
fn nothing_changes_before_all_is_written() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &[("a.txt", "old")]).unwrap();
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
    write(place.path(), &[("a.txt", "old")]).unwrap();
    // A folder where the last file should stand.
    fs::create_dir_all(place.path().join("z.txt/mine")).unwrap();
    let all = [("a.txt", "new"), ("m/b.txt", "new"), ("z.txt", "new")];
    let error = write(place.path(), &all).unwrap_err().problem();
    assert_eq!((error.kind.code, error.place.file.as_str()), ("E-OUTPUT-WRITE", "z.txt"));
    assert_eq!(fs::read(place.path().join("a.txt")).unwrap(), b"old");
    assert_eq!(names(place.path()), ["a.txt", "z.txt"]);
    assert!(place.path().join("z.txt/mine").is_dir());
}

#[test]
fn nothing_is_replaced_when_a_file_could_not_be_written() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &[("a.txt", "old")]).unwrap();
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

const OLD_SET: &[(&str, &str)] =
    &[("a.txt", "old a"), ("don-vi/x.xlsx", "old x"), ("don-vi/ghost.xlsx", "old ghost")];
const NEW_SET: &[(&str, &str)] =
    &[("a.txt", "new a"), ("b.txt", "new b"), ("don-vi/x.xlsx", "new x"), ("s.txt", "of the run")];

/// A folder with an earlier set, and a file of a person's where the new set has one.
fn earlier() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), OLD_SET).unwrap();
    fs::write(place.path().join("s.txt"), "of a person").unwrap();
    place
}

/// A run whose every change of the disk after the first `changes` fails, as if it were killed:
/// what it left is what a killed run leaves.
fn killed_after(place: &Path, changes: usize) -> bool {
    let output = Output::staged(place).unwrap().renewing(Renew::All);
    NEW_SET.iter().for_each(|(path, text)| output.write(path, text.as_bytes()).unwrap());
    end_after(Some(changes));
    let done = output.commit().is_ok();
    end_after(None);
    // Nothing is cleared up either.
    output.forget();
    done
}

fn sorted(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut list: Vec<_> = list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    list.sort();
    list
}

#[test]
fn a_run_killed_at_any_change_is_finished_or_taken_back_by_the_next() {
    let old: Vec<_> = [OLD_SET, &[("s.txt", "of a person")]].concat();
    let new: Vec<_> = [NEW_SET, &[("s-cu-1.txt", "of a person")]].concat();
    let mut forward = 0;
    for changes in 0.. {
        let place = earlier();
        let done = killed_after(place.path(), changes);
        let recovered = recover(place.path()).unwrap();
        assert_eq!(recovered, (!done).then_some(Recovered::Forward), "{changes}");
        assert_eq!(files(place.path()), sorted(&new), "after {changes} changes");
        forward += usize::from(!done);
        if done {
            break;
        }
    }
    assert!(forward > 8, "only {forward} places to be killed at");
    // Before the journal stands, the earlier set stays.
    let place = earlier();
    let output = Output::staged(place.path()).unwrap();
    output.write("a.txt", b"new a").unwrap();
    output.forget();
    assert_eq!(recover(place.path()).unwrap(), None);
    assert_eq!(files(place.path()), sorted(&old));
}

#[test]
fn what_cannot_be_finished_is_taken_back_from_any_change() {
    let old: Vec<_> = [OLD_SET, &[("s.txt", "of a person")]].concat();
    for changes in 0.. {
        let place = earlier();
        if killed_after(place.path(), changes) {
            break;
        }
        // A folder stands where a file should go that is not there yet.
        let last = place.path().join("b.txt");
        if last.exists() {
            break;
        }
        fs::create_dir_all(last.join("mine")).unwrap();
        assert_eq!(recover(place.path()).unwrap(), Some(Recovered::Back), "{changes}");
        fs::remove_dir_all(&last).unwrap();
        assert_eq!(files(place.path()), sorted(&old), "after {changes} changes");
    }
}

#[test]
fn a_recovery_that_is_killed_is_recovered() {
    let new: Vec<_> = [NEW_SET, &[("s-cu-1.txt", "of a person")]].concat();
    for (first, second) in [(0, 1), (1, 2), (2, 0), (3, 3), (4, 1), (5, 2)] {
        let place = earlier();
        killed_after(place.path(), first);
        end_after(Some(second));
        let _ = recover(place.path());
        end_after(None);
        recover(place.path()).unwrap();
        assert_eq!(files(place.path()), sorted(&new), "{first}, {second}");
    }
}

#[test]
fn a_file_that_a_person_changed_after_the_kill_is_kept() {
    let place = earlier();
    killed_after(place.path(), 0);
    fs::write(place.path().join("a.txt"), "noted by hand").unwrap();
    recover(place.path()).unwrap();
    let found = files(place.path());
    assert!(found.contains(&("a-cu-1.txt".into(), "noted by hand".into())), "{found:?}");
    assert!(found.contains(&("a.txt".into(), "new a".into())), "{found:?}");
}

#[test]
fn a_journal_leads_nowhere_else() {
    let place = tempfile::tempdir().unwrap();
    let (out, mine) = (place.path().join("out"), place.path().join("mine.txt"));
    fs::write(&mine, "mine").unwrap();
    let staging = out.join(FOLDER);
    fs::create_dir_all(staging.join(NEW)).unwrap();
    fs::write(staging.join(LOCK), "").unwrap();
    let hash = crate::read::sha256(b"mine");
    for file in ["../mine.txt", "/etc/hosts", "..\\mine.txt", "a/../../mine.txt"] {
        let step = serde_json::json!({ "file": file, "new": null, "old": hash, "keep": null, "beside": null });
        let journal = serde_json::json!({ "schema": "parindex/journal/1", "steps": [step] });
        fs::write(staging.join("nhat-ky.json"), journal.to_string()).unwrap();
        assert!(recover(&out).is_err(), "{file}");
        assert!(Staging::new(&out).is_err(), "{file}");
        assert!(mine.exists() && staging.join("nhat-ky.json").exists());
    }
}

#[cfg(unix)]
#[test]
fn staging_is_never_followed_through_a_link() {
    let (place, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir_all(elsewhere.path().join("moi")).unwrap();
    fs::write(elsewhere.path().join("moi/mine.txt"), "mine").unwrap();
    fs::write(elsewhere.path().join(LOCK), "mine").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), place.path().join(FOLDER)).unwrap();
    assert_eq!(recover(place.path()).unwrap(), None);
    let refused = Staging::new(place.path()).unwrap_err().problem();
    assert!(refused.message(crate::terms::Lang::Vi).contains("liên kết"));
    assert!(elsewhere.path().join("moi/mine.txt").exists());
    // Nor is one of its parts.
    fs::remove_file(place.path().join(FOLDER)).unwrap();
    fs::create_dir(place.path().join(FOLDER)).unwrap();
    for (part, to) in [("moi", "moi"), ("cu", "moi")] {
        let to = elsewhere.path().join(to);
        std::os::unix::fs::symlink(to, place.path().join(FOLDER).join(part)).unwrap();
    }
    write(place.path(), &[("a.txt", "1")]).unwrap();
    write(place.path(), &[("a.txt", "2")]).unwrap();
    assert_eq!(files(elsewhere.path()).len(), 2);
    std::os::unix::fs::symlink(elsewhere.path().join(LOCK), place.path().join("khoa")).unwrap();
    fs::create_dir(place.path().join(FOLDER)).unwrap();
    fs::rename(place.path().join("khoa"), place.path().join(FOLDER).join(LOCK)).unwrap();
    assert!(Staging::new(place.path()).is_err());
    assert_eq!(fs::read(elsewhere.path().join(LOCK)).unwrap(), b"mine");
}

#[test]
fn an_interruption_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    let staging = Staging::new(&place.path().join("reports/a")).unwrap();
    fs::create_dir(staging.new_files().join("don-vi")).unwrap();
    fs::write(staging.new_files().join("don-vi/a.xlsx"), "1").unwrap();
    // All open ones go in the program; others of this test's process are left alone.
    assert!(open().contains(&staging.traces));
    staging.traces.clear();
    assert_eq!(names(place.path()), [""; 0]);
}
