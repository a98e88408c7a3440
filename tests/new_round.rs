//! A new round from a few answers, the round to practise on, and what may be handed on.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use parindex::new_round::{Answers, STARTS, Start, begin, practice, units_from_text};
use parindex::problem::Problems;
use parindex::read;
use parindex::terms::Lang;
use parindex::write::fresh::NotFresh;
use parindex::write::pack::{Pack, pack, packed_files};

use crate::support::{root, run};

/// One unit per block, and a second for the first.
fn lines(start: &Start) -> String {
    let block = |(at, set): (usize, &parindex::new_round::SetOf)| {
        let more = if at == 0 { "Xã Tân Hòa\n" } else { "" };
        format!("{}:\nPhòng số {at}\n{more}", set.name)
    };
    start.blocks.iter().enumerate().map(block).collect()
}

fn answers(start: &'static Start, year: i32) -> Answers<'static> {
    let units = units_from_text(&lines(start), start);
    let units = units.unwrap_or_else(|found| panic!("{:?}", codes(&found)));
    let (issuer, office) = (Some("UBND thị xã \"Vĩnh Sơn\""), Some("Phòng Nội vụ\n"));
    Answers { year, title: None, issuer, office, start, units }
}

fn codes(found: &Problems) -> Vec<(&'static str, String)> {
    found.iter().map(|p| (p.kind.code, p.message(Lang::Vi))).collect()
}

/// Every file below a folder with its bytes, sorted.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(here) = waiting.pop() {
        for path in crate::support::entries(&here) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                all.push((name, fs::read(path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn every_beginning_passes_the_check_in_other_years() {
    let place = tempfile::tempdir().unwrap();
    for start in STARTS {
        for year in [2024, 2027] {
            let folder = place.path().join(format!("{}-{year}", start.name.replace('/', "-")));
            begin(&folder, &answers(start, year)).unwrap();
            let (results, found) = run(&folder);
            assert!(!found.has_errors(), "{} {year}: {:?}", start.name, codes(&found));
            assert_eq!(results.round.year, year);
            assert_eq!(results.round.issuer, "UBND thị xã  Vĩnh Sơn");
            assert_eq!(results.blocks.len(), start.blocks.len(), "{}", start.name);
            assert_eq!(results.round.units.len(), start.blocks.len() + 1);
            assert_eq!(results.blocks[0].rubric.year, year);
            for name in ["evidence", "appraisal", "survey"] {
                assert!(folder.join(name).is_dir(), "{name}");
            }
        }
    }
}

#[test]
fn a_block_without_units_is_left_out() {
    let place = tempfile::tempdir().unwrap();
    let start = parindex::new_round::start("criteria/hoa-thanh-2020").unwrap();
    let units = units_from_text("Phòng Nội vụ; phong-ban\nPhòng Y tế; phong-ban", start).unwrap();
    let answers = Answers { units, ..answers(start, 2027) };
    let folder = place.path().join("chi phòng ban");
    begin(&folder, &answers).unwrap();
    let (results, found) = run(&folder);
    assert!(!found.has_errors(), "{:?}", codes(&found));
    let names: Vec<&str> = results.round.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!((results.blocks.len(), names), (1, vec!["Phòng Nội vụ", "Phòng Y tế"]));
    assert!(!folder.join("criteria/xa-phuong.toml").exists());
}

#[test]
fn a_list_in_a_spreadsheet_needs_but_names() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("ds.csv");
    let start = parindex::new_round::start("mau").unwrap();
    let read = |text: &str| {
        fs::write(&file, text).unwrap();
        let book = read::book(&file, "ds.csv", &read::FORM, &mut Problems::default()).unwrap();
        parindex::new_round::units_from_book(&book, start)
    };
    let units = read("Danh sách,,\nSTT,Tên đơn vị,Tên khác\n1,Phường An Hòa,AH; An Hoà\n2,Xã B,\n");
    let units = units.unwrap();
    assert_eq!(units[0].id.as_str(), "an-hoa");
    assert_eq!(units[0].aliases, ["AH", "An Hoà"]);
    assert_eq!(units.len(), 2);
    let told = read("Mã,Tên,Khối\na,Xã A,xa-phuong\na,Xã B,xa-phuong\n").unwrap_err();
    assert!(codes(&told).iter().any(|(code, _)| *code == "E-ID-TWICE"), "{:?}", codes(&told));
    assert_eq!(read("Phường An Hòa\nXã B\n").unwrap().len(), 2);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("của tôi.txt"), "1").unwrap();
    let before = files(place.path());
    let start = &STARTS[0];
    for made in [begin(place.path(), &answers(start, 2027)), practice(place.path())] {
        let error = made.unwrap_err();
        assert!(matches!(error, NotFresh::Occupied(_)));
        assert!(error.words(Lang::Vi).contains("không trống"), "{error:?}");
    }
    assert_eq!(files(place.path()), before);
}

#[test]
fn the_round_to_practise_on_is_the_shipped_one() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("thực hành");
    practice(&folder).unwrap();
    let shipped = root().join("data/hoa-thanh-2020-thu-nhan");
    let own = files(&folder);
    let is_set = |name: &str| name.starts_with("criteria/");
    for (name, bytes) in files(&shipped) {
        let (_, copied) = own.iter().find(|(own, _)| *own == name).unwrap_or_else(|| {
            panic!("{name} is not in the list of src/new_round/practice.rs");
        });
        assert!(name == "round.toml" || *copied == bytes, "{name}");
    }
    let copied: Vec<&String> = own.iter().map(|(name, _)| name).filter(|n| !is_set(n)).collect();
    assert_eq!(copied.len(), files(&shipped).len(), "{copied:?}");
    for (name, bytes) in own.iter().filter(|(name, _)| is_set(name)) {
        assert_eq!(*bytes, fs::read(root().join(name)).unwrap(), "{name}");
    }
    // Both come to the same.
    let ((copy, of_copy), (first, of_first)) = (run(&folder), run(&shipped));
    let told = |found: &Problems| found.iter().map(|p| p.message(Lang::Vi)).collect::<Vec<_>>();
    assert_eq!(told(&of_copy), told(&of_first));
    assert_eq!(copy.blocks.len(), first.blocks.len());
    let size: usize = own.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(size < 2 << 20, "{size} bytes in the program");
}

#[test]
fn a_pack_holds_what_a_run_wrote_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| -> PathBuf { place.path().join(name) };
    let written = ["xep-hang.xlsx", "van-ban/bao-cao.docx", "bieu-do/a.png", "noi-bo/ra-soat.xlsx"];
    let record = written.map(|file| format!("{{\"file\":\"{file}\",\"sha256\":\"\"}}"));
    let outside = "{\"file\":\"../khac.xlsx\",\"sha256\":\"\"}";
    for folder in ["van-ban", "bieu-do", "noi-bo"] {
        fs::create_dir(at(folder)).unwrap();
    }
    written.iter().for_each(|name| fs::write(at(name), name).unwrap());
    fs::write(at("của tôi.xlsx"), "riêng").unwrap();
    fs::write(place.path().parent().unwrap().join("khac.xlsx"), "ngoài").unwrap();
    let record = format!(
        "{{\"schema\":\"parindex/written/1\",\"written\":[{},{outside}]}}",
        record.join(",")
    );
    fs::write(at(".da-ghi.json"), record).unwrap();
    let names = |which| packed_files(place.path(), which);
    assert_eq!(names(Pack::Workbooks), ["xep-hang.xlsx"]);
    assert_eq!(names(Pack::Papers), ["van-ban/bao-cao.docx"]);
    assert_eq!(names(Pack::Pictures), ["bieu-do/a.png"]);
    assert_eq!(names(Pack::All), ["bieu-do/a.png", "van-ban/bao-cao.docx", "xep-hang.xlsx"]);
    let zip = || {
        let mut to = Cursor::new(Vec::new());
        pack(place.path(), &names(Pack::All), "thu-2027", &mut to).unwrap();
        to.into_inner()
    };
    let first = zip();
    fs::write(at("xep-hang.xlsx"), "xep-hang.xlsx").unwrap();
    assert_eq!(first, zip(), "times of files are not in it");
    let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
    let held: Vec<String> = (0..archive.len())
        .map(|i| archive.by_index(i).unwrap().name().unwrap().into_owned())
        .collect();
    assert_eq!(held[2], "thu-2027/xep-hang.xlsx");
    assert!(archive.by_index(2).unwrap().last_modified().is_none_or(|t| t.year() == 1980));
    fs::remove_file(at("xep-hang.xlsx")).unwrap();
    let gone = pack(place.path(), &["xep-hang.xlsx".into()], "x", Cursor::new(Vec::new()));
    assert_eq!(gone.unwrap_err().problem().place.file, "xep-hang.xlsx");
}
