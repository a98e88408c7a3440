//! Tests of the output folder.

use std::io::ErrorKind;

use super::super::fault::classify;
use super::super::journal::end_after;
use super::*;
use crate::terms::Lang;

fn staged(folder: &Path, files: &[(&str, &str)]) -> Output {
    let output = Output::staged(folder).unwrap().renewing(Renew::All);
    for (path, text) in files {
        output.write(path, text.as_bytes()).unwrap();
    }
    output
}

fn put(folder: &Path, files: &[(&str, &str)]) -> Vec<String> {
    let told = staged(folder, files).commit().unwrap();
    told.iter().map(|problem| problem.kind.code.to_string()).collect()
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn files_are_replaced_whole_and_nothing_is_left_beside() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("reports/a");
    put(&folder, &[("results.json", "old and long")]);
    put(&folder, &[("results.json", "new")]);
    assert_eq!(text(folder.join("results.json")), "new");
    let output = Output::staged(&folder).unwrap();
    let broken = output.write_with("results.json", |out| {
        out.write_all(b"half")?;
        Err(io::Error::new(ErrorKind::StorageFull, "full"))
    });
    assert_eq!(broken.unwrap_err().kind.code, "E-OUTPUT-DISK");
    output.commit().unwrap();
    drop(output);
    assert_eq!(text(folder.join("results.json")), "new");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "the file and the record");
}

#[test]
fn nothing_is_written_outside() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("out");
    put(&folder, &[("../../x.txt", "1"), ("/etc/con", "2")]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert!(folder.join("_/_/x.txt").exists());
    assert!(folder.join("_/etc/_con").exists());
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_outside() {
    let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("don-vi")).unwrap();
    let output = Output::staged(dir.path()).unwrap();
    let error = output.write("don-vi/a.xlsx", b"1").unwrap_err();
    assert_eq!(error.kind.code, "E-OUTPUT-WRITE");
    drop(output);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    // A file that is a link is kept as one, and what it leads to stays as it is.
    fs::write(elsewhere.path().join("mine"), "mine").unwrap();
    let link = dir.path().join("a.txt");
    std::os::unix::fs::symlink(elsewhere.path().join("mine"), &link).unwrap();
    assert_eq!(put(dir.path(), &[("a.txt", "new")]), ["W-OUTPUT-KEPT"]);
    assert_eq!(text(elsewhere.path().join("mine")), "mine");
    assert_eq!(text(&link), "new");
    assert!(dir.path().join("a-cu-1.txt").is_symlink());
}

#[test]
fn only_what_earlier_runs_wrote_and_nobody_changed_goes() {
    let dir = tempfile::tempdir().unwrap();
    let at = |path: &str| dir.path().join(path);
    let first = ["don-vi/a.xlsx", "don-vi/B.xlsx", "don-vi/c.xlsx", "bieu-do/a.png", "a.txt"];
    put(dir.path(), &first.map(|path| (path, "1")));
    let foreign = [
        "don-vi/của tôi.xlsx",
        "don-vi/of-mine.xlsx",
        "bieu-do/mine.png",
        "don-vi/a.txt",
        "x.xlsx",
    ];
    for path in foreign {
        fs::write(at(path), "mine").unwrap();
    }
    fs::write(at("don-vi/c.xlsx"), "noted by hand").unwrap();
    assert_eq!(put(dir.path(), &[("don-vi/b.xlsx", "2")]), [""; 0]);
    assert!(!at("don-vi/a.xlsx").exists() && !at("bieu-do/a.png").exists());
    assert!(foreign.iter().all(|path| text(at(path)) == "mine"));
    assert_eq!(text(at("don-vi/c.xlsx")), "noted by hand");
    assert_eq!(text(at("don-vi/b.xlsx")), "2");
    assert!(at("a.txt").exists());
}

#[test]
fn a_file_of_a_person_in_the_way_is_kept_beside() {
    let dir = tempfile::tempdir().unwrap();
    let at = |path: &str| dir.path().join(path);
    put(dir.path(), &[("xep-hang.xlsx", "1")]);
    fs::write(at("xep-hang.xlsx"), "signed").unwrap();
    fs::create_dir(at("don-vi")).unwrap();
    fs::write(at("don-vi/a.xlsx"), "never ours").unwrap();
    let new = [("xep-hang.xlsx", "2"), ("don-vi/a.xlsx", "2")];
    assert_eq!(put(dir.path(), &new), ["W-OUTPUT-KEPT"; 2]);
    assert_eq!(text(at("xep-hang.xlsx")), "2");
    assert_eq!(text(at("xep-hang-cu-1.xlsx")), "signed");
    assert_eq!(text(at("don-vi/a-cu-1.xlsx")), "never ours");
    // Once more, and a name that is taken is not given again.
    fs::write(at("xep-hang.xlsx"), "signed again").unwrap();
    put(dir.path(), &[("xep-hang.xlsx", "3"), ("don-vi/a.xlsx", "3")]);
    assert_eq!(text(at("xep-hang-cu-2.xlsx")), "signed again");
    assert_eq!(text(at("xep-hang-cu-1.xlsx")), "signed");
    // What is the same needs no keeping.
    fs::write(at("b.txt"), "4").unwrap();
    assert_eq!(put(dir.path(), &[("b.txt", "4")]), [""; 0]);
}

fn owner(id: &str, year: i32, set: &str) -> Owner {
    let sets = [("xa".to_string(), set.to_string())].into_iter().filter(|(_, set)| !set.is_empty());
    Owner { id: id.into(), year, title: format!("Đợt {year}"), sets: sets.collect() }
}

#[test]
fn results_of_another_round_are_not_replaced_silently() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let run = |owner: Owner, force: bool, text: &str| {
        let files = [("a.txt", text), ("don-vi/x.xlsx", text)];
        staged(&out, &files).of(owner, force).commit()
    };
    run(owner("r", 2026, "s"), false, "1").unwrap();
    run(owner("r", 2026, ""), false, "2").unwrap();
    fs::write(out.join("mine.txt"), "mine").unwrap();
    for other in [owner("q", 2026, "s"), owner("r", 2027, "s"), owner("r", 2026, "other")] {
        let refused = run(other.clone(), false, "3").unwrap_err().problem();
        assert_eq!(refused.kind.code, "E-OUTPUT-ROUND");
        let words = refused.message(Lang::Vi);
        assert!(words.contains("“r” năm 2026") && words.contains(&other.id), "{words}");
        assert_eq!(text(out.join("a.txt")), "2");
    }
    let told = run(owner("r", 2027, "s"), true, "3").unwrap();
    assert_eq!(told[0].kind.code, "W-OUTPUT-KEPT-ROUND");
    assert_eq!(text(out.join("don-vi/x.xlsx")), "3");
    assert_eq!(text(out.join("mine.txt")), "mine");
    assert_eq!(text(dir.path().join("out-cu-1/don-vi/x.xlsx")), "2");
    assert!(!dir.path().join("out-cu-1/mine.txt").exists());
    run(owner("q", 2027, "s"), true, "4").unwrap();
    assert_eq!(text(dir.path().join("out-cu-2/a.txt")), "3");
    // What was kept is whole: it can be the place of its round again.
    assert_eq!(Record::read(&dir.path().join("out-cu-1")).owner, Some(owner("r", 2026, "s")));
}

#[test]
fn copies_that_a_person_changed_leave_with_their_round() {
    let dir = tempfile::tempdir().unwrap();
    let (out, old) = (dir.path().join("out"), dir.path().join("out-cu-1"));
    let run = |id: &str, text: &str| {
        let files = [("xep-hang.xlsx", text), ("don-vi/x-cu-1.xlsx", text), ("bieu-do/a", text)];
        staged(&out, &files).of(owner(id, 2026, "s"), true).commit().unwrap()
    };
    run("r", "1");
    for file in ["xep-hang.xlsx", "don-vi/x-cu-1.xlsx", "bieu-do/a"] {
        fs::write(out.join(file), "signed").unwrap();
    }
    run("r", "2");
    // Changed again, never put under another name.
    fs::write(out.join("xep-hang.xlsx"), "signed again").unwrap();
    for file in ["ghi-chu.txt", "ke-hoach-cu-1.docx", "don-vi/khac.xlsx"] {
        fs::write(out.join(file), "mine").unwrap();
    }
    let told = run("q", "3");
    let kept = [
        ("xep-hang-cu-1.xlsx", "signed"),
        ("don-vi/x-cu-1-cu-1.xlsx", "signed"),
        ("bieu-do/a-cu-1", "signed"),
        ("xep-hang.xlsx", "signed again"),
        ("don-vi/x-cu-1.xlsx", "2"),
    ];
    for (file, bytes) in kept {
        assert_eq!(text(old.join(file)), bytes, "{file}");
        assert!(!out.join(file).exists() || text(out.join(file)) == "3", "{file}");
    }
    assert_eq!(told.len(), 1, "{told:?}");
    let words = told[0].message(Lang::Vi);
    assert!(words.contains("don-vi/khac.xlsx, ghi-chu.txt, ke-hoach-cu-1.docx ("), "{words}");
    for file in ["ghi-chu.txt", "ke-hoach-cu-1.docx", "don-vi/khac.xlsx"] {
        assert_eq!(text(out.join(file)), "mine");
    }
}

#[test]
fn results_tell_of_their_set_where_the_record_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let results = "{\"schema\":\"parindex/results/1\",\"round\":{\"id\":\"r\",\"year\":2020,\"title\":\"T\"},\
        \"written\":[{\"file\":\"a.txt\",\"sha256\":\"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b\"}],\
        \"blocks\":[{\"id\":\"xa\",\"criteria\":{\"id\":\"s\"}}]}";
    put(dir.path(), &[("a.txt", "1"), ("results.json", results)]);
    fs::remove_file(dir.path().join(RECORD)).unwrap();
    assert_eq!(put(dir.path(), &[("a.txt", "2"), ("results.json", "{}")]), [""; 0]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
    fs::write(dir.path().join("results.json"), results).unwrap();
    fs::remove_file(dir.path().join(RECORD)).unwrap();
    let other = staged(dir.path(), &[]).of(owner("r", 2021, "s"), false).commit();
    assert_eq!(other.unwrap_err().problem().kind.code, "E-OUTPUT-ROUND");
}

#[test]
fn a_folder_that_is_sent_away_has_its_record_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let (forms, out) = (dir.path().join("forms"), dir.path().join("gui-di"));
    for folder in [forms.join("evidence"), out] {
        let run = |text: &str| {
            let output = Output::staged(&folder).unwrap().recorded_in(&forms);
            output.write("a.xlsx", text.as_bytes()).unwrap();
            output.commit().unwrap().len()
        };
        assert_eq!((run("1"), run("2")), (0, 0));
        fs::write(folder.join("a.xlsx"), "filled in").unwrap();
        assert_eq!(run("3"), 1);
        let mut names: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a-cu-1.xlsx", "a.xlsx"]);
        assert_eq!(text(folder.join("a-cu-1.xlsx")), "filled in");
    }
}

#[test]
fn what_stands_in_the_way_is_named() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), b"1").unwrap();
    let error = Output::staged(dir.path().join("file")).unwrap_err();
    assert_eq!(error.kind.code, "E-OUTPUT-WRITE");
    fs::create_dir_all(dir.path().join("xep-hang.xlsx/x")).unwrap();
    let error = staged(dir.path(), &[("xep-hang.xlsx", "1")]).commit().unwrap_err();
    assert!(error.problem().message(Lang::Vi).contains("xep-hang.xlsx"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
}

#[test]
fn a_file_open_in_excel_is_recognised() {
    let denied = io::Error::from(ErrorKind::PermissionDenied);
    let error = WriteError::new(Stage::Replace, "xep-hang.xlsx", &denied);
    let help = error.problem().help(Lang::Vi);
    assert!(help.contains("Hãy đóng tệp kết quả đang mở trong Excel hoặc Word"), "{help}");
    assert!(help.contains("xep-hang.xlsx"), "{help}");
    let busy = io::Error::from(ErrorKind::ResourceBusy);
    assert_eq!(classify(Stage::Fill, &busy).code, "E-OUTPUT-OPEN");
    assert_eq!(classify(Stage::Create, &denied).code, "E-OUTPUT-READ-ONLY");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused_in_words() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("out");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anywhere: then there is nothing to see.
    if fs::write(folder.join("probe"), b"").is_err() {
        let error = Output::staged(&folder).unwrap_err();
        assert_eq!(error.kind.code, "E-OUTPUT-READ-ONLY");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_run_that_is_ended_at_any_moment_leaves_no_form_that_nobody_wrote() {
    for moment in 0..40 {
        let place = tempfile::tempdir().unwrap();
        let (forms, folder) = (place.path().join("forms"), place.path().join("forms/evidence"));
        let write = |text: &str| {
            let output = Output::staged(&folder).unwrap().recorded_in(&forms);
            output.write("a.xlsx", text.as_bytes()).unwrap();
            output.write("b.xlsx", text.as_bytes()).unwrap();
            let done = output.commit();
            if done.is_err() {
                output.forget();
            }
            done.is_ok()
        };
        assert!(write("first"));
        end_after(Some(moment));
        let done = write("second");
        end_after(None);
        // The next run knows what lies there for its own, however far the ended one came.
        recover(&folder).unwrap();
        assert!(write("third"));
        let names = fs::read_dir(&folder).unwrap().count();
        assert_eq!(names, 2, "ended after {moment} changes: {:?}", fs::read_dir(&folder).unwrap());
        if done {
            return;
        }
    }
    panic!("never done");
}

#[test]
fn names_of_files_that_were_kept_aside() {
    for (name, id, kept) in [
        ("forms/sendback/a-tra-lai-lan-1-cchc-2027-cu-1.xlsx", "cchc-2027", true),
        ("forms/sendback/a-tra-lai-lan-1-cchc-2027.xlsx", "cchc-2027", false),
        ("xa-cu-kuin-tu-cham-cchc-2027.xlsx", "cchc-2027", false),
        ("a-tu-cham-dan-cu-1.xlsx", "dan-cu-1", false),
        ("a-tu-cham-dan-cu-1-cu-2.xlsx", "dan-cu-1", true),
    ] {
        assert_eq!(is_kept_aside(name, id), kept, "{name}");
    }
}

#[test]
fn a_round_that_was_moved_keeps_its_record() {
    let dir = tempfile::tempdir().unwrap();
    let run = |round: &str, text: &str| {
        let round = dir.path().join(round);
        let output =
            Output::staged(round.join("noi-bo")).unwrap().recorded_in(&round.join("forms"));
        output.write("ra-soat.xlsx", text.as_bytes()).unwrap();
        output.commit().unwrap().len()
    };
    assert_eq!(run("dot", "1"), 0);
    fs::rename(dir.path().join("dot"), dir.path().join("dot-2020")).unwrap();
    assert_eq!(run("dot-2020", "2"), 0);
    fs::write(dir.path().join("dot-2020/noi-bo/ra-soat.xlsx"), "of a person").unwrap();
    assert_eq!(run("dot-2020", "3"), 1);
}
