//! *Tải về*: what the run wrote, by kind, each file alone and all of a kind in one zip.

use crate::out_files::RESULTS;
use crate::round::Unit;
use crate::window::html::{Html, html};
use crate::window::rounds::Opened;
use crate::window::steps::words::encoded;
use crate::write::pack::{Pack, packed_files};

/// What people call the files that they ask for.
const NAMED: [(&str, &str); 9] = [
    ("xep-hang.xlsx", "Bảng xếp hạng để trình ký"),
    ("tinh-toan.xlsx", "Bảng tính từng bước để kiểm tra"),
    ("khao-sat.xlsx", "Kết quả khảo sát"),
    ("tong-hop.html", "Trang tổng hợp cho lãnh đạo, mở không cần mạng"),
    ("van-ban/bao-cao.docx", "Báo cáo kết quả"),
    ("van-ban/to-trinh.docx", "Tờ trình"),
    ("van-ban/quyet-dinh.docx", "Dự thảo quyết định"),
    ("cong-khai/tong-hop.html", "Trang công khai để đăng"),
    ("cong-khai/xep-hang.xlsx", "Bảng công khai để đăng"),
];

/// What stands before and after the id of a unit, and what people call it.
const OF_UNITS: [(&str, &str, &str); 3] = [
    ("don-vi/", ".xlsx", "Bảng của đơn vị"),
    ("van-ban/phieu-diem/", ".docx", "Phiếu điểm"),
    ("van-ban/tu-danh-gia/", ".docx", "Báo cáo tự đánh giá"),
];

/// The part of the page; `None` when nothing has been written.
pub(super) fn part(round: &Opened, units: &[Unit]) -> Option<Html> {
    let all = packed_files(&round.results(), Pack::All);
    let kinds = Pack::ALL.into_iter().filter_map(|which| kind(round, units, which, &all));
    let kinds: Vec<Html> = kinds.collect();
    (!kinds.is_empty()).then(|| {
        let kinds: Html = kinds.into_iter().collect();
        html!("<h2>Tải về</h2>{kinds}", kinds = kinds)
    })
}

/// `all`: every file that may be handed on.
fn kind(round: &Opened, units: &[Unit], which: Pack, all: &[String]) -> Option<Html> {
    let mut names: Vec<&String> = all.iter().filter(|name| which.takes(name)).collect();
    if names.is_empty() {
        return None;
    }
    // What people ask for first stands first.
    let place = |name: &str| NAMED.iter().position(|(file, _)| *file == name);
    names.sort_by_key(|name| place(name).unwrap_or(NAMED.len()));
    let heading = match which {
        Pack::Workbooks => "Bảng tính Excel",
        Pack::Papers => "Văn bản Word",
        Pack::Pictures => "Biểu đồ",
        Pack::All => "Tất cả, kể cả trang tổng hợp và bản công khai",
    };
    Some(html!(
        "<details><summary>{heading}: {count} tệp</summary><p><a class=\"button\" href=\"{all}\">Tải {count} tệp trong \
         một gói (zip)</a></p><ul class=\"files\">{files}</ul></details>",
        heading = heading,
        count = names.len(),
        all = round.address(&format!("tai-ve/{}", which.key())),
        files = names.iter().map(|name| file(round, units, name)).collect::<Html>(),
    ))
}

/// What people call the file.
fn called(units: &[Unit], file: &str) -> Option<String> {
    if let Some((_, called)) = NAMED.iter().find(|(known, _)| *known == file) {
        return Some((*called).to_string());
    }
    OF_UNITS.iter().find_map(|(before, after, called)| {
        let id = file.strip_prefix(before)?.strip_suffix(after)?;
        let unit = units.iter().find(|unit| unit.id.as_str() == id)?;
        Some(format!("{called}: {}", unit.name))
    })
}

fn file(round: &Opened, units: &[Unit], name: &str) -> Html {
    let called = called(units, name);
    html!(
        "<li><a href=\"{address}\">{called}</a>{file}</li>",
        address = round.address(&format!("tep/{}", encoded(&format!("{RESULTS}/{name}")))),
        called = called.as_deref().unwrap_or(name),
        file = called.as_ref().map(|_| html!(" <span class=\"state\">{name}</span>", name = name)),
    )
}
