//! Files that are dropped on a round: recognised by their content, copied to their places, nothing
//! overwritten.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parindex::intake::{Desk, Dropped, Fate, Planned, Whose, plan, take};
use parindex::new_round::practice;
use parindex::terms::Lang;
use serde_json::Value;

use crate::support::{entries, root};

/// The round to practise on, with nothing sent in yet.
struct Office {
    _place: tempfile::TempDir,
    round: PathBuf,
}

impl Office {
    fn new() -> Office {
        let place = tempfile::tempdir().unwrap();
        let round = place.path().join("đợt");
        practice(&round).unwrap();
        for folder in ["evidence", "appraisal", "survey"] {
            fs::remove_dir_all(round.join(folder)).unwrap();
            fs::create_dir(round.join(folder)).unwrap();
        }
        Office { _place: place, round }
    }

    fn take(&self, files: &[Dropped]) -> Vec<Planned> {
        take(&Desk::open(&self.round).unwrap(), files)
    }

    /// The names in one of its folders.
    fn names(&self, folder: &str) -> Vec<String> {
        let names = entries(&self.round.join(folder)).into_iter();
        names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    fn change(&self, from: &str, to: &str) {
        let path = self.round.join("round.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

fn shipped(file: &str) -> PathBuf {
    root().join("data/hoa-thanh-2020-thu-nhan").join(file)
}

fn of(unit: usize) -> Option<Whose> {
    Some(Whose { unit, criterion: None })
}

fn dropped(path: &Path, name: &str) -> Dropped {
    Dropped { name: name.into(), bytes: fs::read(path).unwrap(), of: None }
}

/// Kind, fate and place of each.
fn told(planned: &[Planned]) -> Vec<(&str, &str, &str)> {
    planned
        .iter()
        .map(|p| (p.is.what.key(), p.fate.key(), p.fate.file().unwrap_or_default()))
        .collect()
}

fn message(planned: &Planned) -> String {
    planned.words(true, Lang::Vi)
}

#[test]
fn what_a_file_is_its_content_says() {
    let office = Office::new();
    let word = fs::read(root().join("tests/intake/cong-van.docx")).unwrap();
    let files = [
        dropped(&shipped("evidence/long-hoa.xlsx"), "Zalo_1.xlsx"),
        dropped(&shipped("evidence/long-thanh-bac.xls"), "LTB.xls"),
        dropped(&shipped("evidence/long-thanh-trung.ods"), "trung.ods"),
        dropped(&shipped("evidence/truong-tay.csv"), "tay.csv"),
        // Of another round by its year, and by its hidden sheet.
        dropped(&root().join("data/binh-duong-2017/evidence/thi-xa-di-an.xlsx"), "dian.xlsx"),
        dropped(
            &root().join("data/hoa-thanh-2020/evidence/hiep-tan-tra-loi-lan-1.xlsx"),
            "ht.xlsx",
        ),
        // Once more, and under other names.
        dropped(&shipped("evidence/long-hoa.xlsx"), "Bản sao của Zalo_1.xlsx"),
        dropped(&shipped("evidence/phong-qldt.xls"), "qldt.doc"),
        Dropped { name: "công văn.xlsx".into(), bytes: word.clone(), of: None },
        dropped(&shipped("appraisal/vong-1-noi-vu-xa-phuong.xlsx"), "nv.xlsx"),
        dropped(&shipped("survey/sipas-xa.xlsx"), "phiếu xã.xlsx"),
        dropped(&shipped("survey/khao-sat-can-bo-phong-ban.xlsx"), "khao-sat-can-bo-pb.xlsx"),
        dropped(&shipped("survey/giao-dich.xlsx"), "bảng.xlsx"),
        Dropped { name: "~$Zalo_1.xlsx".into(), bytes: vec![1, 2], of: None },
        Dropped { name: "trong.xlsx".into(), bytes: Vec::new(), of: None },
        Dropped { name: "kế hoạch.csv".into(), bytes: b"a,b\n1,2\n".to_vec(), of: None },
        Dropped {
            name: "Phường Hiệp Tân.pdf".into(), bytes: b"%PDF-1.4\n".to_vec(), of: None
        },
        Dropped { name: "ảnh.png".into(), bytes: b"\x89PNG\r\n\x1a\n".to_vec(), of: None },
        Dropped { name: "ảnh 2.jpg".into(), bytes: b"\xFF\xD8\xFF\xE0".to_vec(), of: of(1) },
        Dropped { name: "công văn.docx".into(), bytes: [word, vec![0]].concat(), of: of(0) },
    ];
    let planned = office.take(&files);
    let expected = [
        ("evidence", "new", "evidence/Zalo_1.xlsx"),
        ("evidence", "new", "evidence/LTB.xls"),
        ("evidence", "new", "evidence/trung.ods"),
        ("evidence", "new", "evidence/tay.csv"),
        ("other_round", "refused", ""),
        ("other_round", "refused", ""),
        ("evidence", "twice", ""),
        ("evidence", "new", "evidence/qldt.xls"),
        ("unreadable", "refused", ""),
        ("appraisal", "new", "appraisal/nv.xlsx"),
        ("survey", "new", "survey/sipas-phiếu xã.xlsx"),
        ("survey", "new", "survey/khao-sat-can-bo-pb.xlsx"),
        ("transactions", "new", "survey/giao-dich.xlsx"),
        ("temporary", "refused", ""),
        ("unreadable", "refused", ""),
        ("unknown", "refused", ""),
        ("proof", "new", "minh-chung/hiep-tan/Phường Hiệp Tân.pdf"),
        ("proof", "asked", ""),
        ("proof", "new", "minh-chung/hiep-tan/ảnh 2.jpg"),
        ("proof", "new", "minh-chung/long-hoa/công văn.docx"),
    ];
    assert_eq!(told(&planned), expected);
    for (file, planned) in files.iter().zip(&planned) {
        if let Some(place) = planned.fate.file() {
            assert_eq!(fs::read(office.round.join(place)).unwrap(), file.bytes, "{place}");
        }
    }
    let desk = Desk::open(&office.round).unwrap();
    let is = |at: usize| planned[at].is.what.words(&desk.setting.round).vi;
    assert_eq!(is(0), "Bản tự chấm của Phường Long Hoa");
    assert_eq!(is(3), "Bản tự chấm của Xã Trường Tây");
    assert_eq!(is(9), "Bảng thẩm định vòng 1, Phòng Nội vụ, Khối UBND xã, phường");
    assert!(message(&planned[4]).contains("năm 2017") && message(&planned[4]).contains("đợt khác"));
    assert!(message(&planned[5]).contains("đợt hoa-thanh-2020,"), "{}", message(&planned[5]));
    assert!(message(&planned[6]).starts_with("trùng với Zalo_1.xlsx"));
    assert!(message(&planned[8]).contains("văn bản Word"), "{}", message(&planned[8]));
    // Dropped again, everything is there, and nothing changes.
    let names = |office: &Office| ["evidence", "appraisal", "survey"].map(|f| office.names(f));
    let before = names(&office);
    let again = office.take(&files[..4]);
    assert_eq!(told(&again)[0], ("evidence", "already", "evidence/Zalo_1.xlsx"));
    assert!(message(&again[0]).starts_with("đã có, giống hệt evidence/Zalo_1.xlsx"));
    assert!(again.iter().all(|p| p.fate.key() == "already"));
    assert_eq!(names(&office), before);
}

#[test]
fn other_bytes_stay_beside_and_are_asked_about() {
    let office = Office::new();
    let first = dropped(&shipped("evidence/long-hoa.xlsx"), "bản.xlsx");
    // The same form of the same unit, changed by hand: a part that nobody reads.
    let other = |mark: u8| {
        let mut bytes = first.bytes.clone();
        bytes.extend([b'P', mark]);
        Dropped { name: "BẢN.xlsx".into(), bytes, of: None }
    };
    assert_eq!(told(&office.take(std::slice::from_ref(&first)))[0].1, "new");
    let planned = office.take(&[other(1), other(2)]);
    let expected = [
        ("evidence", "version", "evidence/BẢN-ban-2.xlsx"),
        ("evidence", "version", "evidence/BẢN-ban-3.xlsx"),
    ];
    assert_eq!(told(&planned), expected);
    assert_eq!(fs::read(office.round.join("evidence/bản.xlsx")).unwrap(), first.bytes);
    let question = planned[0].question(Lang::Vi).unwrap();
    assert!(question.contains("dừng đơn vị này") && question.contains("evidence/bản.xlsx"));
    assert!(question.contains("use = [\"evidence/BẢN-ban-2.xlsx\"]"), "{question}");
    let Fate::Version { beside, .. } = &planned[1].fate else { panic!() };
    assert_eq!(beside, &["evidence/bản.xlsx", "evidence/BẢN-ban-2.xlsx"]);
    // Where the round says how to choose, that is what is said.
    let files =
        "files = [\"evidence/*.xlsx\", \"evidence/*.xls\", \"evidence/*.ods\", \"evidence/*.csv\"]";
    office.change(files, &format!("{files}\nuse = [\"evidence/bản.xlsx\"]"));
    let asked = |office: &Office| {
        let planned = plan(&Desk::open(&office.round).unwrap(), &[other(3)]);
        planned[0].question(Lang::Vi).unwrap()
    };
    assert!(asked(&office).contains("round.toml chọn evidence/bản.xlsx"), "{}", asked(&office));
    office.change("\nuse = [\"evidence/bản.xlsx\"]", "\nversions = \"newest\"");
    assert!(asked(&office).contains("lấy tệp lưu sau cùng"), "{}", asked(&office));
    assert_eq!(office.names("evidence").len(), 3, "a plan copies nothing");
}

#[test]
fn two_rounds_of_appraisal_with_one_name_both_stay() {
    let office = Office::new();
    let one = dropped(&shipped("appraisal/vong-1-noi-vu-xa-phuong.xlsx"), "thẩm định.xlsx");
    let two = dropped(&shipped("appraisal/vong-2-noi-vu-xa-phuong.xlsx"), "thẩm định.xlsx");
    let planned = office.take(&[one.clone(), two.clone()]);
    let expected = [
        ("appraisal", "new", "appraisal/thẩm định.xlsx"),
        ("appraisal", "new", "appraisal/thẩm định-ban-2.xlsx"),
    ];
    assert_eq!(told(&planned), expected);
    assert_eq!(fs::read(office.round.join("appraisal/thẩm định.xlsx")).unwrap(), one.bytes);
    assert_eq!(fs::read(office.round.join("appraisal/thẩm định-ban-2.xlsx")).unwrap(), two.bytes);
}

#[test]
fn nothing_is_put_outside_of_the_round() {
    let office = Office::new();
    let form = |name: &str| Dropped {
        name: name.into(),
        ..dropped(&shipped("evidence/long-hoa.xlsx"), "")
    };
    let planned = office.take(&[form("..\\..\\../CON.xlsx")]);
    assert_eq!(told(&planned)[0].2, "evidence/_CON.xlsx");
    // Where the round looks elsewhere, nothing is put there.
    let files = "\"evidence/*.xlsx\", \"evidence/*.xls\", \"evidence/*.ods\", \"evidence/*.csv\"";
    office.change(files, "\"../chung/*.xlsx\"");
    let planned = office.take(&[form("a.xlsx")]);
    assert_eq!(planned[0].fate.key(), "refused");
    assert!(message(&planned[0]).contains("../chung/*.xlsx"), "{}", message(&planned[0]));
    assert!(!office.round.parent().unwrap().join("chung").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_elsewhere_or_cannot_be_written_is_told() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let office = Office::new();
    let elsewhere = office.round.parent().unwrap().join("nơi khác");
    fs::create_dir(&elsewhere).unwrap();
    fs::remove_dir(office.round.join("evidence")).unwrap();
    symlink(&elsewhere, office.round.join("evidence")).unwrap();
    let form = dropped(&shipped("evidence/long-hoa.xlsx"), "a.xlsx");
    let planned = office.take(std::slice::from_ref(&form));
    assert_eq!(planned[0].fate.key(), "failed");
    assert!(message(&planned[0]).contains("ra ngoài thư mục của đợt"), "{}", message(&planned[0]));
    assert!(entries(&elsewhere).is_empty());
    fs::remove_file(office.round.join("evidence")).unwrap();
    fs::create_dir(office.round.join("evidence")).unwrap();
    let locked = fs::Permissions::from_mode(0o555);
    fs::set_permissions(office.round.join("evidence"), locked).unwrap();
    // Who may do anything is not held by rights.
    if fs::write(office.round.join("evidence/x"), "").is_err() {
        let planned = office.take(&[form]);
        assert_eq!(planned[0].fate.key(), "failed");
        assert!(message(&planned[0]).contains("không có quyền"), "{}", message(&planned[0]));
    }
    fs::set_permissions(office.round.join("evidence"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_cannot_be_used_does_not_stand_beside_what_is() {
    let office = Office::new();
    let form = dropped(&shipped("evidence/truong-tay.csv"), "tay.csv");
    // Two columns of values: nobody knows which.
    let text = String::from_utf8(form.bytes.clone()).unwrap();
    let twice = Dropped {
        name: "tay moi.csv".into(),
        bytes: text.replace(";Đơn vị tính;", ";Giá trị;").into_bytes(),
        of: None,
    };
    assert!(twice.bytes != form.bytes);
    assert_eq!(told(&office.take(&[form]))[0].1, "new");
    let planned = office.take(std::slice::from_ref(&twice));
    assert_eq!(told(&planned)[0].1, "refused", "{}", message(&planned[0]));
    assert!(message(&planned[0]).contains("hai cột"), "{}", message(&planned[0]));
    // Alone, it shows that the unit has sent something.
    let office = Office::new();
    assert_eq!(told(&office.take(&[twice]))[0], ("evidence", "new", "evidence/tay moi.csv"));
}

#[test]
fn the_command_says_the_same() {
    let office = Office::new();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(office.round.parent().unwrap())
            .args(["take", "đợt"])
            .args(arguments)
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let good = shipped("evidence/long-hoa.xlsx");
    let other = root().join("data/binh-duong-2017/evidence/thi-xa-di-an.xlsx");
    let (good, other) = (good.to_str().unwrap(), other.to_str().unwrap());
    let (code, told) = run(&[good, "--dry-run", "--format", "json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, told["files"][0]["fate"].as_str()), (0, Some("new")), "{told}");
    assert_eq!(told["files"][0]["units"][0], "long-hoa");
    assert!(office.names("evidence").is_empty());
    let (code, told) = run(&[good, other]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("Bản tự chấm của Phường Long Hoa: đã chép vào evidence/long-hoa.xlsx"));
    assert!(told.contains("Đã chép 1 tệp; 1 tệp cần xem lại."), "{told}");
    let (code, told) = run(&[good]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("đã có, giống hệt evidence/long-hoa.xlsx"), "{told}");
    assert_eq!(run(&["không có.xlsx"]).0, 1);
}
