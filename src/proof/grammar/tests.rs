//! 60 shapes that are understood and 60 that are not.

use super::*;

/// One line for a text: `KH 15/KH-UBND 2026-01-10 @issuer`, `file:…`, `link:…`, `as:…`, `?words`.
fn told(text: &str) -> String {
    let all = named_in(text).into_iter().map(|mention| match mention {
        Mention::Document(d) => {
            let mut line = d.kind.map_or("-", |kind| kind.short).to_string();
            line += &format!(" {}", d.number);
            line += &d.year.map_or(String::new(), |year| format!("/{year}"));
            line += &d.notation.map_or(String::new(), |notation| format!("/{notation}"));
            line += &d.date.map_or(String::new(), |date| format!(" {date}"));
            line + &d.issuer.map_or(String::new(), |issuer| format!(" @{issuer}"))
        }
        Mention::File(name) => format!("file:{name}"),
        Mention::Link(to) => format!("link:{to}"),
        Mention::SameAs(code) => format!("as:{code}"),
        Mention::Words(words) => format!("?{words}"),
    });
    all.collect::<Vec<_>>().join(" | ")
}

const GOOD: [(&str, &str); 60] = [
    (
        "KH số 15/KH-UBND ngày 10/01/2026; BC 210/BC-UBND",
        "KH 15/KH-UBND 2026-01-10 | BC 210/BC-UBND",
    ),
    ("Kế hoạch số 15/KH-UBND", "KH 15/KH-UBND"),
    ("15/KH-UBND", "KH 15/KH-UBND"),
    ("Số 15/KH-UBND", "KH 15/KH-UBND"),
    ("Số: 05/BC-UBND", "BC 5/BC-UBND"),
    ("KH 15", "KH 15"),
    ("kế hoạch 15", "KH 15"),
    ("KH số 2026", "KH 2026"),
    ("QĐ 5/QĐ-UBND ngày 1/2/2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND ngày 01-02-2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND ngày 01.02.2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND ngày 01 tháng 02 năm 2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND (01/02/2026)", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND (ngày 01/02/2026)", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND, ngày 01/02/2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND ban hành ngày 01/02/2026", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("QĐ 5/QĐ-UBND ký ngày 01/02/2026.", "QĐ 5/QĐ-UBND 2026-02-01"),
    ("NQ 12/2026/NQ-HĐND", "NQ 12/2026/NQ-HĐND"),
    ("Nghị quyết số 12/2026/NQ-HĐND của HĐND tỉnh", "NQ 12/2026/NQ-HĐND @HĐND tỉnh"),
    (
        "BC 7/BC-UBND của UBND xã Long Hòa ngày 3/3/2026",
        "BC 7/BC-UBND 2026-03-03 @UBND xã Long Hòa",
    ),
    (
        "BC 7/BC-UBND ngày 3/3/2026 của UBND xã Long Hòa",
        "BC 7/BC-UBND 2026-03-03 @UBND xã Long Hòa",
    ),
    ("KH 15/KH-UBND về cải cách hành chính năm 2026", "KH 15/KH-UBND"),
    (
        "KH 15/KH-UBND ngày 10/01/2026 về việc rà soát, đơn giản hóa thủ tục",
        "KH 15/KH-UBND 2026-01-10",
    ),
    ("CV 33/UBND-VP v/v báo cáo", "CV 33/UBND-VP"),
    ("Công văn số 33/VHXH", "CV 33/VHXH"),
    ("33/UBND-VHXH", "CV 33/UBND-VHXH"),
    ("Số 33/UBND", "CV 33/UBND"),
    ("TTr 4/TTr-UBND", "TTr 4/TTr-UBND"),
    ("Tờ trình số 4", "TTr 4"),
    ("CT 3/CT-UBND, CTr 4/CTr-UBND", "CT 3/CT-UBND | CTr 4/CTr-UBND"),
    ("ĐA 1/ĐA-UBND và DA 2/DA-UBND", "ĐA 1/ĐA-UBND | DA 2/DA-UBND"),
    ("HD 9/HD-UBND + HĐ 9/HĐ-UBND", "HD 9/HD-UBND | HĐ 9/HĐ-UBND"),
    ("CĐ 1/CĐ-UBND", "CĐ 1/CĐ-UBND"),
    ("QyĐ 6/QyĐ-UBND", "QyĐ 6/QyĐ-UBND"),
    ("Quy định số 6", "QyĐ 6"),
    ("Giấy mời số 88/GM-UBND", "GM 88/GM-UBND"),
    ("Biên bản số 2/BB-UBND", "BB 2/BB-UBND"),
    ("Bản thỏa thuận số 2", "BTT 2"),
    ("Thông báo 41/TB-VP", "TB 41/TB-VP"),
    ("KH 15a/KH-UBND", "KH 15a/KH-UBND"),
    ("KH 0015/KH-UBND", "KH 15/KH-UBND"),
    ("kh số 15/kh-ubnd", "KH 15/kh-ubnd"),
    ("KH 15 / KH - UBND", "KH 15/KH-UBND"),
    ("KH 15/KH‑UBND", "KH 15/KH-UBND"),
    ("15-KH/ĐU", "KH 15/KH/ĐU"),
    ("Kế hoạch số 15-KH/ĐU ngày 5/1/2026", "KH 15/KH/ĐU 2026-01-05"),
    ("63/2010/NĐ-CP", "- 63/2010/NĐ-CP"),
    ("- KH 15/KH-UBND\n- BC 16/BC-UBND", "KH 15/KH-UBND | BC 16/BC-UBND"),
    (
        "1. KH 15/KH-UBND\n2) BC 16/BC-UBND\na) TB 1/TB-UBND",
        "KH 15/KH-UBND | BC 16/BC-UBND | TB 1/TB-UBND",
    ),
    ("QĐ 20/QĐ-UBND-VX", "QĐ 20/QĐ-UBND-VX"),
    ("như mục 1.2", "as:1.2"),
    ("Xem tiêu chí 3.1.1", "as:3.1.1"),
    ("như 1.2.1; KH 15/KH-UBND", "as:1.2.1 | KH 15/KH-UBND"),
    ("KH 15.pdf", "file:KH 15.pdf"),
    ("15-KH-UBND.PDF, anh 1.jpg", "file:15-KH-UBND.PDF | file:anh 1.jpg"),
    ("https://vanban.example/1?a=2", "link:https://vanban.example/1?a=2"),
    ("D:\\minh chung\\kh, 15.pdf", "link:D:\\minh chung\\kh, 15.pdf"),
    ("\\\\may-chu\\cchc\\kh.pdf", "link:\\\\may-chu\\cchc\\kh.pdf"),
    ("Báo cáo số 7/BC-UBND về kết quả, TB 8/TB-UBND", "BC 7/BC-UBND | TB 8/TB-UBND"),
    ("Kê\u{301} hoạch sô\u{301} 15/KH-UBND", "KH 15/KH-UBND"),
];

/// Nothing of these is a document, a file, a link or a place: they stay words.
const BROKEN: [&str; 60] = [
    "Có",
    "x",
    "Đã thực hiện",
    "Báo cáo quý I",
    "Báo cáo 6 tháng",
    "Kế hoạch năm 2026",
    "KH 2026",
    "Kế hoạch",
    "Số 15",
    "15",
    "15/2026",
    "10/01/2026",
    "ngày 10/01/2026",
    "KH số",
    "KH số /KH-UBND",
    "KH số 0/KH-UBND",
    "KH số 15/",
    "KH số 15/KH-",
    "KH số 15/-UBND",
    "KH 15//KH-UBND",
    "KH 15/KH-UBND ngày 30/02/2026",
    "KH 15/KH-UBND ngày 10/13/2026",
    "KH 15/KH-UBND ngày 10/01",
    "KH 15/KH-UBND ngày 10/01/26",
    "KH 15/KH-UBND ngày 10/01/20266",
    "KH 15/KH-UBND ngày tháng năm 2026",
    "KH 15/KH-UBND ngày 10/01/2026 ngày 11/01/2026",
    "KH 15/KH-UBND ngày ……",
    "BC 15/KH-UBND",
    "Báo cáo số 15/QĐ-UBND",
    "Công văn 15/KH-UBND",
    "KH 15/12/KH-UBND",
    "KH 15/99999/KH-UBND",
    "KH 1234567/KH-UBND",
    "KH mười lăm/KH-UBND",
    "KH l5/KH-UBND",
    "chưa ban hành KH số 15/KH-UBND",
    "Chưa có 15/KH-UBND",
    "thay thế KH 15/KH-UBND",
    "KH 15/KH-UBND (dự thảo)",
    "KH 15/KH-UBND hết hiệu lực",
    "dự thảo KH 15/KH-UBND",
    "3/TTHC",
    "12/BC",
    "5/10",
    "5/10 hồ sơ",
    "100%",
    "98,5%",
    "3/3 báo cáo",
    "quý III/2026",
    "tháng 3/2026",
    "và/hoặc",
    "KH15",
    "210BC/UBND",
    "15KH-UBND",
    "NĐ 63",
    "Nghị định 63",
    "như trên",
    "như mục",
    ".pdf",
];

#[test]
fn sixty_good_shapes_are_read() {
    for (text, expected) in GOOD {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn sixty_broken_shapes_stay_words() {
    for text in BROKEN {
        let read = named_in(text);
        assert!(read.iter().all(|one| matches!(one, Mention::Words(_))), "{text}: {}", told(text));
        assert!(!read.is_empty(), "{text}");
    }
}

#[test]
fn titles_name_nothing_of_their_own() {
    let text = "QĐ 20/QĐ-UBND về sửa đổi KH 15/KH-UBND, KH 16/KH-UBND";
    assert_eq!(told(text), "QĐ 20/QĐ-UBND");
    assert_eq!(told("Có, KH 15/KH-UBND"), "?Có | KH 15/KH-UBND");
    assert_eq!(told(""), "");
}

#[test]
fn a_long_cell_takes_no_long_time() {
    let many = "KH số 1 về x, ".repeat(5000);
    assert_eq!(named_in(&many).len(), 1);
    assert_eq!(named_in(&"KH số 1 về x, ".repeat(100)).len(), 100);
}
