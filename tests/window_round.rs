//! A whole round in the window, with mouse and keyboard alone: from *Tạo đợt mới* to the sealed
//! package, by what things are and what they are called. What the buttons wrote is what the commands
//! write.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::support::clerk::{Clerk, saved};
use crate::support::window::{Window, program};
use crate::support::{copy, entries, root};

/// Names, headings of blocks between them, as somebody copies them from a list.
const UNITS: &str = "Khối UBND xã, phường\nPhường Long Hoa\nPhường Hiệp Tân\nPhường Long Thành Bắc\n\
    Phường Long Thành Trung\nXã Long Thành Nam\nXã Trường Đông\nXã Trường Hòa\nXã Trường Tây\n\
    Khối phòng, ban, đơn vị\nPhòng Nội vụ\nVăn phòng HĐND-UBND\nPhòng Văn hóa và Thông tin\nPhòng Tư pháp\n\
    Phòng Tài chính - Kế hoạch\nPhòng Tài nguyên và Môi trường\nPhòng Quản lý đô thị\n\
    Phòng Lao động - Thương binh và Xã hội\nPhòng Giáo dục và Đào tạo\nPhòng Y tế\nPhòng Kinh tế\n\
    Thanh tra thị xã\n";

/// Where the clerk works.
struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let place = tempfile::tempdir().unwrap();
        for folder in ["rieng", "tai-ve", "gui-den", "vong-2", "viec"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        Desk { place }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.place.path().join(path)
    }

    /// A shipped file under the name that it came with.
    fn sent(&self, from: &str, name: &str) -> PathBuf {
        let to = self.at(name);
        fs::copy(root().join("data").join(from), &to).unwrap();
        to
    }

    /// Twelve replies: four formats, one of another round, one twice, one under a wrong ending.
    fn replies(&self) -> Vec<PathBuf> {
        let shipped = |file: &str| format!("hoa-thanh-2020-thu-nhan/evidence/{file}");
        let mut all: Vec<PathBuf> = [
            "hiep-tan.xlsx",
            "long-hoa.xlsx",
            "phong-kinh-te.xlsx",
            "phong-noi-vu.xlsx",
            "vp-hdnd-ubnd.xlsx",
            "long-thanh-bac.xls",
            "long-thanh-trung.ods",
            "truong-tay.csv",
            "thanh-tra.csv",
        ]
        .iter()
        .map(|file| self.sent(&shipped(file), &format!("gui-den/{file}")))
        .collect();
        all.push(self.sent(&shipped("long-hoa.xlsx"), "gui-den/Bản sao của long-hoa.xlsx"));
        all.push(self.sent(&shipped("phong-qldt.xls"), "gui-den/phong-qldt.doc"));
        all.push(self.sent("binh-duong-2017/evidence/thi-xa-di-an.xlsx", "gui-den/di-an.xlsx"));
        assert_eq!(all.len(), 12);
        all
    }
}

/// Gives files to the drop area of *Thu nhận* and takes them in; gives what the page says.
fn drop_in(clerk: &Clerk, files: &[PathBuf], said: &str) -> String {
    clerk.press("link", "3. Thu nhận");
    clerk.reads("Thu nhận");
    clerk.give(CHOOSE, files);
    let looked = clerk.reads("Chưa chép gì.");
    assert!(looked.contains(said), "{said}: {looked}");
    if looked.contains("Sẽ chép 0 tệp") {
        return looked;
    }
    clerk.press("button", TAKE);
    clerk.reads(TAKEN)
}

/// What the field for files, the button and the answer of *Thu nhận* are called.
const CHOOSE: &str = "Chọn tệp";
const TAKE: &str = "Nhận ";
const TAKEN: &str = "Đã chép";

fn names(folder: &Path) -> Vec<String> {
    let names = entries(folder).into_iter();
    names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_whole_round_with_mouse_and_keyboard() {
    let desk = Desk::new();
    let Some(clerk) = Clerk::start(&desk.at("tai-ve")) else { return };
    let window = Window::start(&desk.at("rieng"), &[]);
    clerk.open(&window.address);
    let round = new_round(&clerk, &desk);

    clerk.press("link", "2. Phát mẫu");
    let done = clerk.run("Tạo mẫu tự chấm");
    assert!(done.contains("Đã xong."), "{done}");
    clerk.press("link", "Về bước vừa làm");
    clerk.reads("Mẫu để gửi đi");
    assert_eq!(clerk.names("link").iter().filter(|name| name.ends_with(".xlsx")).count(), 20);

    replies_come(&clerk, &desk, &round);
    appraisals_come(&clerk, &desk, &round);
    surveys_come(&clerk, &desk, &round);

    // What the commands write of the same folder.
    let beside = desk.at("viec/bang-lenh");
    copy(&round, &beside);
    let folder = beside.display().to_string();
    let (results, sealed) = (format!("{folder}/ket-qua"), format!("{folder}/luu-tru"));
    fs::create_dir(&sealed).unwrap();
    let commands: [&[&str]; 3] = [
        &["score", &folder, "--out", &results],
        &["papers", &folder, "--public", "--out", &results],
        &["seal", &folder, "--out", &sealed],
    ];
    for words in commands {
        let done = program(&desk.at("rieng")).args(words).output().unwrap();
        assert!(matches!(done.status.code(), Some(0 | 1)), "{words:?}");
    }

    scored(&clerk);
    looked_at(&clerk);
    downloaded(&clerk, &desk, &round);
    clerk.press("link", "9. Lưu trữ");
    clerk.run("Đóng gói niêm phong");
    for folder in ["ket-qua", "luu-tru"] {
        same(&round.join(folder), &beside.join(folder));
    }
    let (console, asked) = clerk.browser().logs();
    assert_eq!(console, Vec::<String>::new());
    let own = format!("http://{}/", window.host());
    let strange = asked.iter().filter(|to| !to.starts_with(&own) && *to != "about:blank");
    assert_eq!(strange.collect::<Vec<_>>(), Vec::<&String>::new(), "nothing is asked of others");

    clerk.press("button", "Đóng chương trình");
    clerk.reads("Chương trình đã đóng");
}

/// *Tạo đợt mới*; gives its folder.
fn new_round(clerk: &Clerk, desk: &Desk) -> PathBuf {
    clerk.press("link", "Tạo đợt mới");
    clerk.write("spinbutton", "Năm đánh giá", "2020");
    clerk.write("textbox", "Cơ quan ban hành", "UBND thị xã Hòa Thành");
    clerk.write("textbox", "Cơ quan thực hiện", "Phòng Nội vụ");
    clerk.choose("Bắt đầu từ bộ tiêu chí", "Hòa Thành 2020 (minh họa): hai khối");
    clerk.write("textbox", "Danh sách đơn vị", UNITS);
    let place = desk.at("viec");
    clerk.write("textbox", "Nơi đặt thư mục", &place.display().to_string());
    clerk.enter();
    let page = clerk.reads("Tình hình các đơn vị");
    assert!(page.contains("Xã Trường Tây") && page.contains("Phòng Y tế"), "{page}");
    let made = entries(&place);
    assert_eq!(made.len(), 1, "{made:?}");
    made[0].clone()
}

fn replies_come(clerk: &Clerk, desk: &Desk, round: &Path) {
    let replies = desk.replies();
    let page = drop_in(clerk, &replies, "di-an.xlsx");
    assert!(page.contains("năm 2017"), "the one of another round: {page}");
    assert!(page.contains("trùng với long-hoa.xlsx"), "the one that is there twice: {page}");
    let came = names(&round.join("evidence"));
    // What the content says is the ending.
    assert!(came.contains(&"phong-qldt.xls".to_string()), "{came:?}");
    assert_eq!(came.len(), 10, "{came:?}");
    for path in entries(&round.join("evidence")) {
        let name = path.file_name().unwrap().to_string_lossy().replace("qldt.xls", "qldt.doc");
        let sent = fs::read(desk.at("gui-den").join(&name)).unwrap();
        assert!(fs::read(&path).unwrap() == sent, "{name} as it was sent");
    }
    // Once more: nothing is copied and nothing changes.
    let again = drop_in(clerk, &replies[..2], "hiep-tan.xlsx");
    assert!(again.contains("đã có, giống hệt"), "{again}");
    assert_eq!(names(&round.join("evidence")), came);
    // A wrong cell is shown with its place, and goes when the file is saved again.
    clerk.press("link", "Phải sửa");
    let wrong = clerk.reads("khoảng 7 giờ");
    assert!(wrong.contains("evidence/truong-tay.csv") && wrong.contains("G71"), "{wrong}");
    let file = round.join("evidence/truong-tay.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("khoảng 7 giờ", "7")).unwrap();
    gone(clerk, "khoảng 7 giờ");
}

/// Waits until the page does not say this any more.
fn gone(clerk: &Clerk, words: &str) {
    let start = std::time::Instant::now();
    while clerk.text().contains(words) || clerk.text().contains("Đang đọc thư mục") {
        assert!(start.elapsed().as_secs() < 240, "{words} is still there");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

fn appraisals_come(clerk: &Clerk, desk: &Desk, round: &Path) {
    for (vong, button) in [(1, "Tạo bảng thẩm định vòng 1"), (2, "Tạo bảng thẩm định vòng 2")]
    {
        clerk.press("link", "5. Thẩm định");
        clerk.run(button);
        let from = format!("hoa-thanh-2020-thu-nhan/appraisal/vong-{vong}-noi-vu-xa-phuong.xlsx");
        // Both rounds come back under one name.
        let folder = if vong == 1 { "gui-den" } else { "vong-2" };
        let sent = desk.sent(&from, &format!("{folder}/phong-noi-vu-tra-loi.xlsx"));
        drop_in(clerk, &[sent], "phong-noi-vu-tra-loi.xlsx");
    }
    let came = names(&round.join("appraisal"));
    assert_eq!(came.len(), 2, "both stay: {came:?}");
}

fn surveys_come(clerk: &Clerk, desk: &Desk, round: &Path) {
    let files = ["sipas-xa.xlsx", "sipas-phuong.xlsx"].map(|file| {
        desk.sent(&format!("hoa-thanh-2020-thu-nhan/survey/{file}"), &format!("gui-den/{file}"))
    });
    drop_in(clerk, &files, "sipas-xa.xlsx");
    assert_eq!(names(&round.join("survey")).len(), 2);
    clerk.press("link", "7. Khảo sát");
    clerk.reads("Tính khảo sát");
}

fn scored(clerk: &Clerk) {
    for button in ["Chấm điểm", "Lập văn bản trình ký"] {
        clerk.press("link", "8. Kết quả");
        let done = clerk.run(button);
        assert!(done.contains("Đã xong"), "{done}");
    }
}

/// The leaders' page: one unit, why a criterion has its points, its cell, wards side by side.
fn looked_at(clerk: &Clerk) {
    clerk.press("link", "8. Kết quả");
    clerk.press("link", "Xem xếp hạng");
    clerk.press("link", "Xã Trường Tây");
    clerk.reads("Vì sao: từng tiêu chí");
    clerk.press("DisclosureTriangle", "3.2.4 ");
    let why = clerk.reads("G72");
    assert!(why.contains("truong-tay.csv"), "{why}");
    clerk.press("link", "Mở tệp và ô nguồn của tiêu chí 3.2.4");
    let cells = clerk.reads("Ô nguồn của từng số liệu");
    assert!(cells.contains("evidence/truong-tay.csv") && cells.contains("G71"), "{cells}");
    assert!(clerk.names("button").iter().any(|name| name.starts_with("Mở tệp")));
    clerk.press("link", "8. Kết quả");
    clerk.press("link", "Xem xếp hạng");
    for ward in ["Phường Long Hoa", "Phường Hiệp Tân", "Xã Trường Tây"] {
        clerk.press("checkbox", &format!("Chọn {ward} để so sánh"));
    }
    clerk.press("button", "So sánh 3 đơn vị");
    let page = clerk.reads("Tiêu chí khác nhau nhiều nhất");
    assert!(page.contains("So sánh: Phường Long Hoa, Phường Hiệp Tân, Xã Trường Tây"), "{page}");
    clerk.press("link", "← Về bước Kết quả");
}

fn downloaded(clerk: &Clerk, desk: &Desk, round: &Path) {
    let to = desk.at("tai-ve");
    let one = |group: &str, link: &str, file: &str| {
        clerk.press("link", "8. Kết quả");
        clerk.press("DisclosureTriangle", group);
        clerk.press("link", link);
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        assert!(
            saved(&to, name) == fs::read(round.join("ket-qua").join(file)).unwrap(),
            "{file} as it stands"
        );
    };
    one("Bảng tính Excel", "Bảng xếp hạng để trình ký", "xep-hang.xlsx");
    one("Văn bản Word", "Báo cáo kết quả", "van-ban/bao-cao.docx");
    clerk.press("link", "Tải ");
    let round_name = round.file_name().unwrap().to_str().unwrap();
    let bytes = saved(&to, &format!("{round_name}-van-ban.zip"));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(zip.len() > 20, "{}", zip.len());
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().split_once('/').unwrap().1.to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        assert!(bytes == fs::read(round.join("ket-qua").join(&name)).unwrap(), "{name}");
    }
}

/// Two folders hold the same files with the same bytes.
fn same(one: &Path, other: &Path) {
    assert_eq!(names(one), names(other), "{}", one.display());
    assert!(!names(one).is_empty());
    for (one, other) in entries(one).iter().zip(entries(other)) {
        match one.is_dir() {
            true => same(one, &other),
            false => {
                assert!(fs::read(one).unwrap() == fs::read(&other).unwrap(), "{one:?} differs")
            }
        }
    }
}

#[test]
fn a_set_is_edited_with_its_mistakes_beside_it() {
    let desk = Desk::new();
    let Some(clerk) = Clerk::start(&desk.at("tai-ve")) else { return };
    copy(&root().join("tests/problems/base"), &desk.at("viec/dot"));
    let round = desk.at("viec/dot");
    let window = Window::start(&desk.at("rieng"), &[&round.display().to_string()]);
    clerk.open(&window.address);
    clerk.press("link", "1. Bộ tiêu chí");
    clerk.press("link", "Sửa round.toml");
    clerk.reads("Không có lỗi.");
    let file = round.join("round.toml");
    let sound = fs::read_to_string(&file).unwrap();
    // Broken: said while it is typed, not saved without being asked.
    let broken = sound.replacen("year = ", "yaer = ", 1);
    assert_ne!(broken, sound);
    clerk.write("textbox", "Nội dung tệp", &broken);
    clerk.reads("yaer");
    clerk.press("button", "Lưu");
    clerk.reads("Chưa lưu: nội dung còn lỗi");
    assert_eq!(fs::read_to_string(&file).unwrap(), sound);
    // Mended and changed: saved as it is written.
    let other = format!("{sound}# ghi chú của chuyên viên\n");
    clerk.write("textbox", "Nội dung tệp", &other);
    clerk.reads("Không có lỗi.");
    clerk.press("button", "Lưu");
    clerk.reads("Đã lưu.");
    assert_eq!(fs::read_to_string(&file).unwrap(), other);
    // Changed by somebody else meanwhile: theirs stays, and what was typed is still on the page.
    let theirs = format!("{sound}# của người khác\n");
    clerk.write("textbox", "Nội dung tệp", &format!("{sound}# của tôi\n"));
    fs::write(&file, &theirs).unwrap();
    clerk.press("button", "Lưu");
    clerk.reads("tệp đã được một chương trình khác sửa");
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let typed = clerk.browser().run("return document.getElementById('van-ban').value");
    assert!(typed.as_str().unwrap().ends_with("# của tôi\n"), "{typed}");
}

#[test]
fn help_opens_at_the_step_and_everything_has_a_name() {
    let desk = Desk::new();
    let Some(clerk) = Clerk::start(&desk.at("tai-ve")) else { return };
    copy(&root().join("tests/problems/base"), &desk.at("viec/dot"));
    let window = Window::start(&desk.at("rieng"), &[&desk.at("viec/dot").display().to_string()]);
    clerk.open(&window.address);
    clerk.reads("Tình hình các đơn vị");
    let base = clerk.browser().run("return location.pathname");
    let base = format!("http://{}{}", window.host(), base.as_str().unwrap());
    let steps = ["bo-tieu-chi", "phat-mau", "thu-nhan", "tra-lai", "tham-dinh", "giai-trinh"];
    let rest = ["khao-sat", "ket-qua", "luu-tru", "phai-sua", "tong-hop", "sua?tep=round.toml"];
    for page in steps.iter().chain(&rest) {
        clerk.open(&format!("{base}/{page}"));
        for role in ["button", "link", "textbox", "combobox", "checkbox", "spinbutton", "image"] {
            let names = clerk.names(role);
            assert!(names.iter().all(|name| !name.is_empty()), "{page}: a {role} without a name");
        }
    }
    clerk.open(&format!("{base}/giai-trinh"));
    let help = clerk.browser().run(
        "return [...document.links].find(l => l.textContent === 'Trợ giúp').getAttribute('href')",
    );
    assert_eq!(help, "/tro-giup#giai-trinh");
    clerk.open(&format!("http://{}{}", window.host(), help.as_str().unwrap()));
    clerk.browser().wait_for(
        "const h = document.getElementById('giai-trinh').getBoundingClientRect(); return h.top > -2 && h.top < 300",
    );
    let pictures = clerk.names("image");
    assert!(pictures.len() >= 13 && pictures.iter().all(|name| name.len() > 10), "{pictures:?}");
}

#[test]
fn the_editor_stays_below_the_round() {
    let desk = Desk::new();
    copy(&root().join("tests/problems/base"), &desk.at("viec/dot"));
    let secret = "cua_nguoi_khac = 1\n";
    fs::write(desk.at("viec/mat.toml"), secret).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.at("viec/mat.toml"), desk.at("viec/dot/lien-ket.toml"))
        .unwrap();
    let round = desk.at("viec/dot").display().to_string();
    let (window, round) = Window::enter(&desk.at("rieng"), &[&round]);
    let inside = window.get(&format!("{round}/sua?tep=round.toml"));
    assert_eq!(inside.status, 200);
    let absolute = desk.at("viec/mat.toml").display().to_string().replace('/', "%2F");
    let paths = ["..%2Fmat.toml", &absolute, "lien-ket.toml", "evidence", "khong-co.toml", ""];
    for (at, path) in paths.iter().enumerate() {
        let shown = window.get(&format!("{round}/sua?tep={path}"));
        assert_eq!(shown.status, 404, "{path}");
        assert!(!shown.body.contains("cua_nguoi_khac"), "{path}");
        let form = format!("the=luu-{at}&tep={path}&van-ban=x&van-luu=1");
        assert_eq!(window.post(&format!("{round}/sua/luu"), &form).status, 404, "{path}");
    }
    assert_eq!(fs::read_to_string(desk.at("viec/mat.toml")).unwrap(), secret);
    // A file that nobody may write stays, and what was typed is not lost.
    let file = desk.at("viec/dot/round.toml");
    let before = fs::read_to_string(&file).unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let mark = inside.body.split("name=\"ban\" value=\"").nth(1).unwrap();
    let mark = mark.split('"').next().unwrap();
    let form = format!("the=chi-doc&tep=round.toml&ban={mark}&van-ban=x%20%3D%201&van-luu=1");
    let refused = window.post(&format!("{round}/sua/luu"), &form);
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("máy không cho ghi tệp này"), "{}", refused.body);
    assert!(refused.body.contains("x = 1</textarea>"), "{}", refused.body);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}
