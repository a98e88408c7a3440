//! Where outputs may go, told from the round file alone.

use std::fs;
use std::path::Path;

use parindex::run::{Outline, outline};
use parindex::terms::Lang;

/// A round `dot` beside its criteria, with what the lines name.
fn round(place: &Path, lines: &str) -> Outline {
    let folder = place.join("dot");
    for name in ["evidence", "appraisal", "survey/raw", "forms/sendback", "reports"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    for name in ["criteria", "reports/cu"] {
        fs::create_dir_all(place.join(name)).unwrap();
    }
    let text = format!(
        "schema = 1\n[round]\nid = \"r\"\nyear = 2026\ntitle = \"T\"\nissuer = \"I\"\noffice = \"O\"\n\
         [[block]]\nid = \"b\"\nname = \"B\"\ncriteria = \"../criteria/a.toml\"\n\
         [[unit]]\nid = \"u\"\nname = \"Xã U\"\nblock = \"b\"\n{lines}"
    );
    fs::write(folder.join("round.toml"), text).unwrap();
    outline(&folder).unwrap()
}

const USUAL: &str = "[evidence]\nfiles = [\"evidence/*.xlsx\"]\n[appraisal]\nfiles = [\"appraisal/*\"]\n\
    [[survey]]\nscheme = \"../criteria/s.toml\"\nfiles = [\"survey/raw/*.csv\"]\npopulation = \"survey/gd.xlsx\"\n\
    [previous]\nresults = \"../reports/cu/results.json\"\n";

fn told(outline: &Outline, out: &Path) -> Option<String> {
    outline.refuses(out, false).map(|problem| problem.message(Lang::Vi))
}

#[test]
fn an_output_is_holds_or_lies_in_no_input() {
    let place = tempfile::tempdir().unwrap();
    let outline = round(place.path(), USUAL);
    let at = |path: &str| place.path().join(path);
    for (out, how) in [
        ("dot/evidence", "chính là"),
        ("dot/Evidence", "chính là"),
        ("dot/evidence/out", "nằm trong"),
        ("dot/evidence/a/b/c", "nằm trong"),
        ("dot/x/../evidence", "chính là"),
        ("dot/./evidence/", "chính là"),
        ("dot", "chính là"),
        ("dot/appraisal", "chính là"),
        ("dot/survey", "chứa"),
        ("dot/survey/raw", "chính là"),
        ("dot/survey/khác", "nằm trong"),
        ("dot/forms", "chính là"),
        ("dot/forms/sendback", "nằm trong"),
        ("criteria", "chính là"),
        ("criteria/out", "nằm trong"),
        ("reports/cu", "chính là"),
        ("reports", "chứa"),
        (".", "chứa"),
    ] {
        let words = told(&outline, &at(out)).unwrap_or_else(|| panic!("{out} is not refused"));
        assert!(words.contains(how), "{out}: {words}");
    }
    for out in ["dot/reports/r", "reports/r", "out", "dot/out", "evidence", "dot/evidence-2"] {
        assert_eq!(told(&outline, &at(out)), None, "{out}");
    }
    // The forms of a command go into the folder of forms by themselves.
    assert!(outline.refuses(&at("dot/forms/evidence"), true).is_none());
    assert!(outline.refuses(&at("dot/evidence"), true).is_some());
}

#[test]
fn patterns_in_the_folder_of_the_round_take_what_they_match() {
    let place = tempfile::tempdir().unwrap();
    let evidence =
        |pattern: &str| round(place.path(), &format!("[evidence]\nfiles = [\"{pattern}\"]\n"));
    let at = |path: &str| place.path().join("dot").join(path);
    let flat = evidence("*.xlsx");
    assert_eq!(told(&flat, &at("out")), None);
    assert!(told(&flat, &at("")).is_some());
    let below = evidence("*/*.xlsx");
    assert!(told(&below, &at("out")).is_some());
    assert_eq!(told(&below, &at("reports/r")), None);
    let some = evidence("nop-*/*.xlsx");
    assert!(told(&some, &at("NOP-1")).is_some());
    assert_eq!(told(&some, &at("out")), None);
    assert!(told(&evidence("**/*.xlsx"), &at("reports/r")).is_some());
    assert!(told(&evidence("../**/*.xlsx"), &place.path().join("out/x")).is_some());
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_an_input() {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().unwrap();
    let outline = round(place.path(), USUAL);
    let at = |path: &str| place.path().join(path);
    symlink(at("dot/evidence"), at("out")).unwrap();
    assert!(told(&outline, &at("out")).is_some());
    assert!(told(&outline, &at("out/below")).is_some());
    symlink(at("dot/survey/raw"), at("deep")).unwrap();
    // A step back from a link leads to where it really is.
    assert!(told(&outline, &at("deep/..")).is_some());
    // The input itself is the link.
    fs::create_dir(at("share")).unwrap();
    fs::remove_dir(at("dot/appraisal")).unwrap();
    symlink(at("share"), at("dot/appraisal")).unwrap();
    assert!(told(&outline, &at("share")).is_some());
}
