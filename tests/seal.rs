//! Sealed packages: made twice they are the same bytes, changed anywhere they are refused, and the
//! round in them runs as it did.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use parindex::problem::Problems;
use parindex::seal::{Order, Sealed, is_package, open, seal, verify};
use parindex::terms::Lang;
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::support::{Silent, copy, root};

/// The sound round with its criteria set two folders above it, below folders of these names.
fn round_at(place: &Path, [outer, inner]: [&str; 2]) -> PathBuf {
    let round = place.join(outer).join(inner);
    copy(&root().join("tests/problems/base"), &round);
    let above = place.join("criteria");
    fs::create_dir_all(&above).unwrap();
    fs::rename(round.join("set.toml"), above.join("set.toml")).unwrap();
    let text = fs::read_to_string(round.join("round.toml")).unwrap();
    let text = text.replace("\"set.toml\"", "\"../../criteria/set.toml\"");
    fs::write(round.join("round.toml"), text).unwrap();
    // What the run only counts.
    fs::create_dir_all(round.join("evidence/minh-chung")).unwrap();
    fs::write(round.join("evidence/minh-chung/KH 15.pdf"), b"%PDF-1.4 x").unwrap();
    round
}

fn order(round: &Path) -> Order<'_> {
    Order { round, proof: false, personal: true, day: None, lang: Lang::Vi }
}

fn made(round: &Path) -> Sealed {
    seal(&order(round), &Silent).unwrap_or_else(|found| panic!("{found:?}"))
}

/// One package for all tests.
fn package() -> &'static Sealed {
    static PACKAGE: OnceLock<Sealed> = OnceLock::new();
    PACKAGE.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        made(&round_at(place.path(), ["du-lieu", "dot-thu"]))
    })
}

/// A file of a package on disk, gone when it is dropped.
fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("x.parindex.zip");
    fs::write(&path, bytes).unwrap();
    (place, path)
}

/// The codes for which a package is refused; none when it is opened.
fn refused(bytes: &[u8]) -> Vec<&'static str> {
    let (_place, path) = file(bytes);
    open(&path).err().map_or(Vec::new(), |found| found.iter().map(|p| p.kind.code).collect())
}

fn parindex(arguments: &[&str], here: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex")).args(arguments).current_dir(here).output().unwrap()
}

/// The parts of a package, in order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        all.push((part.name().unwrap().into_owned(), content));
    }
    all
}

/// Another program packs the parts.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a package, by name.
type Parts = Vec<(String, Vec<u8>)>;

#[test]
fn the_same_round_gives_the_same_bytes_on_another_path_clock_and_locale() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["Dữ liệu", "cchc 2020"]);
    let out = place.path().join("Gói niêm phong.zip");
    let ran = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .arg("seal")
        .arg(&round)
        .arg("--out")
        .arg(&out)
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "tr_TR.UTF-8")
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert!(fs::read(&out).unwrap() == package().bytes, "the bytes differ");
    assert_eq!(package().name, "thu-2020-2020-12-31.parindex.zip");
}

#[test]
fn what_was_sealed_verifies_and_says_what_it_holds() {
    let (_place, path) = file(&package().bytes);
    let verdict = verify(&path, &Silent);
    assert!(verdict.is_sound(), "{:?}", verdict.problems);
    let manifest = verdict.manifest.unwrap();
    assert_eq!(manifest.round.file, "dau-vao/tren/dot/round.toml");
    let held = |name: &str| manifest.parts.iter().any(|part| part.file == name);
    for name in [
        "dau-vao/criteria/set.toml",
        "dau-vao/tren/dot/evidence/a.xlsx",
        "dau-vao/tren/dot/survey/phieu.csv",
        "ket-qua/results.json",
        "ket-qua/xep-hang.xlsx",
        "ket-qua/van-ban/bao-cao.docx",
    ] {
        assert!(held(name), "{name}");
    }
    let left_out: Vec<&str> = manifest.left_out.iter().map(|part| part.file.as_str()).collect();
    assert_eq!(left_out, ["dau-vao/tren/dot/evidence/minh-chung/KH 15.pdf"]);
}

#[test]
fn proof_goes_in_when_it_is_asked_for() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["a", "b"]);
    let sealed = seal(&Order { proof: true, ..order(&round) }, &Silent).unwrap();
    assert!(sealed.manifest.left_out.is_empty());
    let (_place, path) = file(&sealed.bytes);
    let opened = open(&path).unwrap();
    let proof = "dau-vao/tren/dot/evidence/minh-chung/KH 15.pdf";
    assert_eq!(fs::read(opened.folder.folder().join(proof)).unwrap(), b"%PDF-1.4 x");
}

#[test]
fn the_outputs_are_those_of_score_and_papers() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["a", "b"]);
    for command in ["score", "papers"] {
        let ran = parindex(&[command, round.to_str().unwrap(), "--out", "kq"], place.path());
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    }
    let mut compared = 0;
    for (name, content) in parts(&package().bytes) {
        let Some(file) = name.strip_prefix("ket-qua/") else { continue };
        assert!(fs::read(place.path().join("kq").join(file)).unwrap() == content, "{name}");
        compared += 1;
    }
    assert!(compared > 20);
}

#[test]
fn the_certificate_is_laid_out_as_the_decree_says() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("chung-nhan.docx");
    let all = parts(&package().bytes);
    let (_, paper) = all.iter().find(|(name, _)| name == "chung-nhan.docx").unwrap();
    fs::write(&path, paper).unwrap();
    crate::papers::laid_out("chung-nhan.docx", &path);
    let document = crate::papers::text(&crate::papers::parts(&path)["word/document.xml"]);
    let manifest = &package().manifest;
    assert!(document.contains(&manifest.seal), "{document}");
    assert!(document.contains(&package().name), "{document}");
    assert!(document.contains("không kèm 1 tệp minh chứng"), "{document}");
}

#[test]
fn without_personal_columns_the_figures_are_the_same_and_nobody_is_named() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/cases/survey-personal"), place.path());
    let secrets = ["Bí Mật", "0912345678", "079123456789", "bimat@example"];
    let holds = |sealed: &Sealed| -> Vec<String> {
        let all = parts(&sealed.bytes);
        let inputs = all.iter().filter(|(name, _)| name.contains("/survey/"));
        let texts = inputs.map(|(_, content)| String::from_utf8_lossy(content).into_owned());
        let texts: String = texts.collect();
        secrets.iter().filter(|s| texts.contains(**s)).map(|s| s.to_string()).collect()
    };
    let whole = made(place.path());
    assert_eq!(holds(&whole), secrets);
    let bare = seal(&Order { personal: false, ..order(place.path()) }, &Silent);
    let bare = bare.unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(holds(&bare), [""; 0]);
    assert!(!bare.manifest.personal);
    let figures = |sealed: &Sealed| -> Vec<Value> {
        let all = parts(&sealed.bytes);
        let (_, text) = all.iter().find(|(name, _)| name == "ket-qua/results.json").unwrap();
        let results: Value = serde_json::from_slice(text).unwrap();
        let surveys = results["surveys"].as_array().unwrap();
        surveys.iter().map(|survey| survey["units"].clone()).collect()
    };
    assert_eq!(figures(&bare), figures(&whole));
    let (_place, path) = file(&bare.bytes);
    let verdict = verify(&path, &Silent);
    assert!(verdict.is_sound(), "{:?}", verdict.problems);
}

#[test]
fn it_is_known_whether_a_package_still_holds_the_round() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["a", "b"]);
    let kept = round.join("luu-tru");
    fs::create_dir_all(&kept).unwrap();
    assert!(parindex::seal::packages(&kept).is_empty());
    fs::write(kept.join(&package().name), &package().bytes).unwrap();
    let differing = || {
        let (results, _) = parindex::run::assess(&round, &Silent);
        let packages = parindex::seal::packages(&kept);
        assert_eq!(packages.len(), 1);
        let found = parindex::seal::differing_inputs(&packages[0], &round, &results.unwrap());
        found.unwrap_or_else(|found| panic!("{found:?}"))
    };
    assert_eq!(differing(), [""; 0]);
    let survey = round.join("survey/phieu.csv");
    let text = fs::read_to_string(&survey).unwrap();
    fs::write(&survey, text.replace("2,Xã Tân Lập,2,2", "2,Xã Tân Lập,2,1")).unwrap();
    fs::rename(round.join("evidence/b.xlsx"), round.join("evidence/c.xlsx")).unwrap();
    let at = |file: &str| format!("dau-vao/tren/dot/{file}");
    assert_eq!(differing(), [at("evidence/b.xlsx"), at("evidence/c.xlsx"), at("survey/phieu.csv")]);
}

/// A number that follows from the one before (xorshift): drawn by a printed seed.
fn drawn(seed: &mut u64, below: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed % below as u64) as usize
}

#[test]
fn one_flipped_bit_anywhere_is_refused() {
    let bytes = &package().bytes;
    let mut seed = 20_201_231;
    println!("seed {seed}");
    let directory = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap() - 1500;
    // anywhere; in the headers of the first parts; in the directory; at the very end
    let mut places: Vec<usize> = (0..40).map(|_| drawn(&mut seed, bytes.len())).collect();
    places.extend((0..60).map(|at| at * 2));
    places.extend((0..40).map(|_| directory + drawn(&mut seed, 1500)));
    places.extend((1..=110).step_by(3).map(|back| bytes.len() - back));
    for at in places {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << drawn(&mut seed, 8);
        assert!(!refused(&changed).is_empty(), "byte {at} of {}", bytes.len());
    }
}

#[test]
fn a_changed_missing_or_added_part_is_named() {
    let all = parts(&package().bytes);
    let of = |change: &dyn Fn(&mut Parts)| {
        let mut all = all.clone();
        change(&mut all);
        let (_place, path) = file(&packed(&all));
        let ran = parindex(&["verify", path.to_str().unwrap(), "--format", "json"], &root());
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        let told: Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(told["ok"], false);
        told
    };
    let input = "dau-vao/tren/dot/evidence/a.xlsx";
    let at = all.iter().position(|(name, _)| name == input).unwrap();
    let told = of(&|all| all[at].1.push(0));
    assert_eq!((&told["changed"], &told["was_run"]), (&serde_json::json!([input]), &false.into()));
    let told = of(&|all| drop(all.remove(at)));
    assert_eq!(told["missing"], serde_json::json!([input]));
    let told = of(&|all| all.push(("ket-qua/thêm.txt".into(), b"x".to_vec())));
    assert_eq!(told["added"], serde_json::json!(["ket-qua/thêm.txt"]));
    // packed by another program: the parts are whole, the file is not
    let told = of(&|_| {});
    assert_eq!(told["changed"], serde_json::json!(["(zip)"]));
    // an output is changed with its hash in the manifest, as whoever knows the format would do
    let told = of(&|all| {
        let (name, content) =
            all.iter_mut().find(|(name, _)| name == "ket-qua/results.json").unwrap();
        content.push(b' ');
        let hash = parindex::read::sha256(content);
        let (name, size) = (name.clone(), content.len());
        let (_, manifest) = all.iter_mut().find(|(name, _)| name == "manifest.json").unwrap();
        let mut list = parindex::seal::Manifest::from_bytes(manifest).unwrap();
        let part = list.parts.iter_mut().find(|part| part.file == name).unwrap();
        (part.size, part.sha256) = (size as u64, hash);
        *manifest = list.sealed().bytes();
    });
    assert_eq!(told["was_run"], true);
    let rerun: Vec<&str> =
        told["rerun"].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
    assert_eq!(rerun, ["chung-nhan.docx", "ket-qua/results.json"], "the paper bears the old seal");
}

/// A package with one part more, made by hand.
fn with_part(name: &str, options: SimpleFileOptions, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (own, content) in parts(&package().bytes) {
        zip.start_file(own, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.start_file(name, options).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_packages_are_told_and_nothing_is_unpacked() {
    let plain = SimpleFileOptions::default();
    for name in ["../ra-ngoai.txt", "/etc/x", "a\\..\\b", "C:x", "a/../../b"] {
        // the writer mends some names: they are put in by hand, byte for byte
        let stand_in = "n".repeat(name.len());
        let mut bytes = with_part(&stand_in, plain, b"x");
        for _ in 0..2 {
            let at = bytes.windows(name.len()).rposition(|w| w == stand_in.as_bytes()).unwrap();
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        assert_eq!(refused(&bytes), ["E-PACKAGE-PART"], "{name}");
    }
    let mut link = zip::ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("a", "/etc/passwd", plain).unwrap();
    assert_eq!(refused(&link.finish().unwrap().into_inner()), ["E-PACKAGE-PART"]);
    // two names that some systems take for one
    assert_eq!(refused(&with_part("MANIFEST.json", plain, b"{}")), ["E-PACKAGE-TWICE"]);
    // one name twice, as no honest program writes it
    let mut twice = with_part("manifest.jsoN", plain, b"{}");
    for _ in 0..2 {
        let at = twice.windows(13).rposition(|w| w == b"manifest.jsoN").unwrap();
        twice[at + 12] = b'n';
    }
    assert_eq!(refused(&twice), ["E-PACKAGE-TWICE"]);
    let noughts = vec![0; 100 << 20];
    assert_eq!(refused(&with_part("bom", plain, &noughts)), ["E-PACKAGE-BOMB"]);
    let bytes = &package().bytes;
    for end in [bytes.len() - 1, bytes.len() / 2, 100, 4] {
        let found = refused(&bytes[..end]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(["E-PACKAGE-DAMAGED", "E-PACKAGE-FRAME"].contains(&found[0]), "{found:?}");
    }
    assert_eq!(refused(b""), ["E-PACKAGE-NOT"]);
    assert_eq!(refused(&packed(&[("a.txt".into(), b"x".to_vec())])), ["E-PACKAGE-NOT"]);
}

#[test]
fn commands_work_on_a_package_and_do_not_write_into_it() {
    let (place, path) = file(&package().bytes);
    assert!(is_package(&path));
    let file = path.to_str().unwrap();
    let ran = parindex(&["score", file, "--no-charts", "--out", "kq"], place.path());
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    let all = parts(&package().bytes);
    let (_, sealed) = all.iter().find(|(name, _)| name == "ket-qua/xep-hang.xlsx").unwrap();
    assert!(fs::read(place.path().join("kq/xep-hang.xlsx")).unwrap() == *sealed);
    let ran = parindex(&["why", file, "Phường Tân Lập"], place.path());
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    let ran = parindex(&["template", file], place.path());
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("E-PACKAGE-READ-ONLY"));
    assert!(fs::read(&path).unwrap() == package().bytes);
    // one that was changed is not run
    let mut changed = package().bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    fs::write(&path, changed).unwrap();
    let ran = parindex(&["why", file, "Phường Tân Lập"], place.path());
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    // and one that is not there is no package that fails
    let ran = parindex(&["verify", "khong-co.zip"], place.path());
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
}

#[test]
fn a_package_that_is_there_is_never_lost() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["a", "b"]);
    let out = place.path().join("g.zip");
    fs::write(&out, b"of another hand").unwrap();
    let ran = parindex(&["seal", round.to_str().unwrap(), "--out", "g.zip"], place.path());
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert_eq!(fs::read(place.path().join("g-cu-1.zip")).unwrap(), b"of another hand");
    assert!(fs::read(&out).unwrap() == package().bytes);
}

#[test]
fn what_cannot_be_sealed_is_told() {
    let place = tempfile::tempdir().unwrap();
    let round = round_at(place.path(), ["a", "b"]);
    let set = place.path().join("criteria/set.toml");
    let text = fs::read_to_string(round.join("round.toml")).unwrap();
    let text = text.replace("../../criteria/set.toml", &set.display().to_string());
    fs::write(round.join("round.toml"), text).unwrap();
    let found = seal(&order(&round), &Silent).err().unwrap();
    said(&found, place.path());
}

/// The words of a refusal stand beside those of all other kinds.
pub fn said(found: &Problems, place: &Path) {
    for problem in found.iter() {
        let here = place.display().to_string();
        let text = format!(
            "{}\n{}\n{}\n",
            problem.place,
            problem.message(Lang::Vi),
            problem.help(Lang::Vi)
        )
        .replace(&here, "C:/cchc");
        let message = root().join("tests/problems").join(problem.kind.code).join("message.txt");
        if std::env::var("PARINDEX_UPDATE").is_ok() {
            fs::create_dir_all(message.parent().unwrap()).unwrap();
            fs::write(&message, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&message).unwrap_or_default(), text);
    }
}

#[test]
fn what_is_wrong_with_a_package_is_said_as_a_clerk_reads_it() {
    let all = parts(&package().bytes);
    let changed = |change: &dyn Fn(&mut Parts)| {
        let mut all = all.clone();
        change(&mut all);
        packed(&all)
    };
    let at = |name: &str| all.iter().position(|(own, _)| own.ends_with(name)).unwrap();
    let (list, input) = (at("manifest.json"), at("a.xlsx"));
    let bytes = &package().bytes;
    let twice = with_part("Manifest.json", SimpleFileOptions::default(), b"");
    let schema = changed(&|all| {
        let text = String::from_utf8(all[list].1.clone()).unwrap();
        all[list].1 = text.replace("package/1", "package/2").into_bytes();
    });
    let bomb = with_part("bom", SimpleFileOptions::default(), &vec![0; 100 << 20]);
    for package in [
        b"PK".to_vec(),
        bytes[..bytes.len() / 2].to_vec(),
        with_part("a:b", SimpleFileOptions::default(), b""),
        twice,
        schema,
        bomb,
        changed(&|all| all[list].1.push(b' ')),
        changed(&|all| all[input].1.push(b' ')),
        changed(&|all| drop(all.remove(input))),
        changed(&|all| all.push(("thêm.txt".into(), Vec::new()))),
        changed(&|_| {}),
    ] {
        let (place, path) = file(&package);
        said(&open(&path).err().unwrap(), place.path());
    }
}
