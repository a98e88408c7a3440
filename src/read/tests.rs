use std::io::{Cursor, Write};

use super::formats::read_sheets;
use super::input::Input;
use super::*;
use crate::grid::{Book, Content, Format};
use crate::problem::{Problem, Problems};

/// A package of the parts, deflated.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="m/d/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<sst><si><t>Phường Long Hoa</t></si><si><r><rPr><strike/></rPr><t>80</t></r><r><t xml:space="preserve"> 95</t></r></si></sst>"#;

/// A workbook with one sheet of these rows.
fn xlsx(workbook: &str, rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A9:B9\"/></mergeCells></worksheet>"
    );
    let workbook = format!(
        "<workbook>{workbook}<sheets><sheet name=\"Tự chấm\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>"
    );
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn read_as(bytes: &[u8], extension: &str) -> (Result<Book, Problem>, Problems) {
    let mut problems = Problems::default();
    let input = Input { bytes, shown: "a", extension, limits: &FORM };
    let sheets = read_sheets(&input, &mut problems);
    let book = |sheets| Book { file: "a".into(), sha256: String::new(), saved: None, sheets };
    (sheets.map(book), problems)
}

fn code(bytes: &[u8], extension: &str) -> &'static str {
    read_as(bytes, extension).0.unwrap_err().kind.code
}

#[test]
fn what_calamine_hides_is_kept() {
    let rows = r##"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.95</v></c><c r="C1" s="2"><v>45667</v></c><c r="D1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2"><f>SUM(B1:B2)</f></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="e"><v>#SPILL!</v></c><c r="D2" t="s"><v>77</v></c><c r="E2" t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr><t>12</t></r></is></c></row>
        <row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c><c r="XFD3"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"##;
    let (book, problems) = read_as(&xlsx("", rows), "xlsx");
    let book = book.unwrap();
    let sheet = &book.sheets[0];
    let cell = |row, column| sheet.cell(row, column).unwrap();
    assert_eq!(cell(0, 0).text(), Some("Phường Long Hoa"));
    assert_eq!(cell(0, 1).format, Format::Percent);
    assert_eq!(cell(0, 1).raw(), "95%");
    assert_eq!(
        (cell(0, 2).raw().as_str(), cell(0, 2).format),
        ("10/01/2025", Format::DateMonthFirst)
    );
    assert_eq!((cell(0, 3).text(), cell(0, 3).format), (Some("80 95"), Format::Marked));
    assert_eq!(cell(1, 0).content, Content::Uncomputed);
    assert!(cell(1, 1).by_formula && cell(1, 1).content == Content::Number(2.0));
    assert_eq!(cell(1, 2).content, Content::Error("#SPILL!".into()));
    assert!(matches!(cell(1, 3).content, Content::Broken(_)));
    assert_eq!(cell(1, 4).format, Format::Marked);
    assert!(matches!(cell(2, 0).content, Content::Broken(_)));
    assert_eq!(sheet.merged.len(), 1);
    let far = problems.iter().find(|p| p.kind.code == "N-CELLS-FAR").unwrap();
    assert!(far.message(crate::terms::Lang::Vi).starts_with("2 ô"), "{far:?}");
}

#[test]
fn dates_of_1904_are_the_same_days() {
    let rows = r#"<row r="1"><c r="A1" s="2"><v>44205</v></c></row>"#;
    let (book, _) = read_as(&xlsx("<workbookPr date1904=\"1\"/>", rows), "xlsx");
    let sheet = &book.unwrap().sheets[0];
    assert_eq!(sheet.cell(0, 0).unwrap().raw(), "10/01/2025");
    assert!(sheet.dates_1904);
}

#[test]
fn files_are_what_their_bytes_say() {
    assert_eq!(code(b"", "xlsx"), "E-FILE-EMPTY");
    assert_eq!(code(b"%PDF-1.4", "xlsx"), "E-FILE-PDF");
    assert_eq!(code(b"\xEF\xBB\xBF<html><table>", "xls"), "E-FILE-WEB");
    assert_eq!(code(b"<?xml version=\"1.0\"?><Workbook>", "xls"), "E-FILE-XML");
    assert_eq!(code("Mã;Giá trị\n".as_bytes(), "xlsx"), "E-FILE-TEXT");
    assert_eq!(code(b"\x89PNG....", "xlsx"), "E-FILE-KIND");
    let good = xlsx("", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    assert_eq!(code(&good[..good.len() / 2], "xlsx"), "E-FILE-DAMAGED");
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&ole, "xlsx"), "E-FILE-PASSWORD");
    let (book, problems) = read_as(&good, "xls");
    assert!(book.is_ok());
    assert_eq!(problems.iter().next().unwrap().kind.code, "N-FILE-EXTENSION");
}

#[test]
fn hostile_packages_are_refused() {
    let doctype = zip(&[("_rels/.rels", RELS), ("[Content_Types].xml", "<!DOCTYPE a><Types/>")]);
    assert_eq!(code(&doctype, "xlsx"), "E-FILE-DOCTYPE");
    let small = zip(&[("_rels/.rels", RELS), ("[Content_Types].xml", "<!docTYPE a><Types/>")]);
    assert_eq!(code(&small, "xlsx"), "E-FILE-DOCTYPE");
    let names: Vec<String> = (0..2_001).map(|n| format!("xl/a{n}.xml")).collect();
    let parts: Vec<(&str, &str)> = std::iter::once(("_rels/.rels", RELS))
        .chain(names.iter().map(|name| (name.as_str(), "")))
        .collect();
    assert_eq!(code(&zip(&parts), "xlsx"), "E-FILE-BOMB");
    let blanks = " ".repeat(9 << 20);
    let bomb = zip(&[("_rels/.rels", RELS), ("[Content_Types].xml", &blanks)]);
    assert_eq!(code(&bomb, "xlsx"), "E-FILE-BOMB");
    let mut twice =
        zip(&[("_rels/.rels", RELS), ("xl/sheet1.xml", "<a/>"), ("xl/sheet2.xml", "<b/>")]);
    while let Some(at) = twice.windows(10).position(|w| w == b"sheet2.xml") {
        twice[at + 5] = b'1';
    }
    assert_eq!(code(&twice, "xlsx"), "E-FILE-PARTS");
}

#[test]
fn csv_is_read_by_its_header() {
    let text = "Đơn vị;Phường Long Hoa\r\n\r\nMã;Lĩnh vực, tiêu chí, tiêu chí thành phần;Giá trị\r\n1.1;Ban hành;12,5\r\n1.2;\"a;b\";1;2\r\nNgười lập biểu\r\n";
    let (book, problems) = read_as(text.as_bytes(), "csv");
    let sheet = &book.unwrap().sheets[0];
    assert_eq!(sheet.cell(2, 1).unwrap().raw(), "Lĩnh vực, tiêu chí, tiêu chí thành phần");
    assert_eq!(sheet.cell(3, 2).unwrap().raw(), "12,5");
    assert!(matches!(sheet.cell(4, 0).unwrap().content, Content::Broken(_)));
    assert_eq!(sheet.cell(5, 0).unwrap().raw(), "Người lập biểu");
    let codes: Vec<_> = problems.iter().map(|p| p.kind.code).collect();
    assert_eq!(codes, ["E-CSV-FIELDS"]);

    let (book, problems) = read_as(b"sep=,\na,b,c\n1,\"2,3\n4,5,6\n", "csv");
    let sheet = &book.unwrap().sheets[0];
    assert!(matches!(sheet.cell(1, 0).unwrap().content, Content::Broken(_)));
    assert_eq!(sheet.cell(2, 2).unwrap().raw(), "6");
    assert_eq!(problems.iter().next().unwrap().kind.code, "E-CSV-QUOTE");
}

/// A lone quotation mark spoils its own row: not the header of two lines above it, nor the rows
/// that it would swallow up to the next mark.
#[test]
fn a_lone_quotation_mark_spoils_its_row_only() {
    for (bad, lines) in [
        ("5,\"năm", &[3u32][..]),
        ("5,n\"ăm,x", &[3]),
        ("5,\"năm,x\r\n6,sáu,y\r\n7,b\"ảy,z", &[3, 5]),
    ] {
        let text = format!("sep=,\r\n\"Mã\r\nsố\",Tên,Giá trị\r\n\r\n{bad}\r\n8,tám,\"m, n\"\r\n");
        let (book, problems) = read_as(text.as_bytes(), "csv");
        // The row of Excel, where `sep=` has none and the header is one; and the line of an
        // editor, which shows one more for the first and one more for the second.
        let told = |p: &Problem| {
            let message = p.message(crate::terms::Lang::Vi);
            (p.place.cell.clone().unwrap(), message)
        };
        let found: Vec<_> = problems.iter().map(told).collect();
        let wanted = lines.iter().map(|row| {
            let line = row + 2;
            let words = format!("Dòng {row} (dòng {line} khi mở bằng Notepad) có dấu ngoặc kép lẻ");
            (format!("A{row}"), words)
        });
        assert_eq!(found, wanted.collect::<Vec<_>>(), "{bad}");
        let book = book.unwrap();
        let last = book.sheets[0].rows.last().unwrap();
        assert_eq!(last.cell(2).unwrap().text(), Some("m, n"));
        assert_eq!(last.index, 3 + bad.matches("\r\n").count() as u32);
    }
}

#[test]
fn a_csv_of_nothing_but_separators_is_refused() {
    let row = format!("{}\n", ",".repeat(999));
    let wide = format!("Mã,Giá trị{}", row.replacen(',', "", 1));
    assert_eq!(code(format!("{wide}{}", row.repeat(900)).as_bytes(), "csv"), "E-FILE-CELLS");
    assert_eq!(code(format!("{wide}\"{}", row.repeat(900)).as_bytes(), "csv"), "E-FILE-CELLS");
    let head = "Mã,Giá trị\n1,2\n";
    let lines = format!("{head}{}3,4\n", "\n".repeat(900_000));
    assert_eq!(code(lines.as_bytes(), "csv"), "E-FILE-CELLS");
    // Rows that are broken count as well.
    let broken = "a,b,c,d,e,f,g,h,i,j,k,l\n".repeat(19_000);
    assert_eq!(code(format!("{head}{broken}").as_bytes(), "csv"), "E-FILE-CELLS");
    // A form with many empty fields is read.
    let wide = format!("{head}{}", format!("1,2{}\n", ",".repeat(60)).repeat(5_000));
    assert!(read_as(wide.as_bytes(), "csv").0.is_ok());
}

#[test]
fn a_file_above_the_limit_is_not_read() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.csv");
    std::fs::write(&path, "Mã,Đơn vị\n1,Phường Tân Lập\n").unwrap();
    let mut problems = Problems::default();
    let limits = Limits { decoded_bytes: 20, ..FORM };
    assert!(book(&path, "a.csv", &limits, &mut problems).is_none());
    let codes: Vec<_> = problems.iter().map(|p| p.kind.code).collect();
    assert_eq!(codes, ["E-FILE-LARGE"]);
}

const XLS: &[u8] = include_bytes!("../../tests/files/number-formats.xls");

#[test]
fn xls_keeps_number_formats_and_struck_runs() {
    let sheet = read_as(XLS, "xls").0.unwrap().sheets.remove(0);
    let formats: Vec<Format> = (0..6).map(|c| sheet.cell(0, c).unwrap().format).collect();
    use Format::{DateMonthFirst, General, Marked, Percent};
    assert_eq!(formats, [Percent, DateMonthFirst, Marked, General, Percent, Percent]);
    assert_eq!(sheet.cell(0, 0).unwrap().raw(), "95%");
}

#[test]
fn xls_cannot_ask_for_endless_memory() {
    // A sheet that claims to be of any size: only its cells count.
    let mut vast = XLS.to_vec();
    let size = memchr::memmem::rfind(&vast, &[0x00, 0x02, 14, 0]).unwrap();
    vast[size + 8..size + 12].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    vast[size + 14..size + 16].copy_from_slice(&0xFFFF_u16.to_le_bytes());
    assert_eq!(read_as(&vast, "xls").0.unwrap().sheets[0].rows.len(), 1);
    // A directory whose sectors follow each other in a circle.
    let mut circle = XLS.to_vec();
    let number = |at: usize| u32::from_le_bytes(XLS[at..at + 4].try_into().unwrap());
    let (table, directory) = (number(76) as usize, number(48));
    let entry = 512 + table * 512 + directory as usize * 4;
    circle[entry..entry + 4].copy_from_slice(&directory.to_le_bytes());
    assert_eq!(code(&circle, "xls"), "E-FILE-DAMAGED");
}

/// A large sheet is taken in a thread beside the one that reads: nothing of it may differ.
#[test]
fn a_large_sheet_is_read_like_a_small_one() {
    const ROWS: usize = 3_000;
    let mut rows = String::new();
    for row in 1..=ROWS {
        rows += &format!("<row r=\"{row}\">");
        for column in 0..50 {
            let letters = crate::grid::column_letters(column);
            rows += &format!("<c r=\"{letters}{row}\"><v>{}</v></c>", row * 100 + column as usize);
        }
        // a formula, a text with a struck run, a damaged cell
        rows += &match row % 1000 {
            7 => format!(
                "<c r=\"AZ{row}\"><f>A{row}*2</f><v>14</v></c><c r=\"BA{row}\" t=\"s\"><v>1</v></c><c r=\"BB{row}\" t=\"n\"><v>x</v></c>"
            ),
            _ => String::new(),
        };
        rows += "</row>";
    }
    assert!(rows.len() > side_by_side::LARGE);
    let bytes = xlsx("", &rows);
    let read = |limits: &Limits| {
        let input = Input { bytes: &bytes, shown: "a", extension: "xlsx", limits };
        read_sheets(&input, &mut Problems::default())
    };
    let grid = read(&FORM).unwrap().remove(0);
    assert_eq!(grid.rows.len(), ROWS);
    for (at, row) in grid.rows.iter().enumerate() {
        for column in 0..50 {
            let wanted = Content::Number(((at + 1) * 100 + column as usize) as f64);
            assert_eq!(row.cell(column).unwrap().content, wanted);
        }
    }
    for row in [6, 1006, 2006] {
        assert!(grid.cell(row, 51).unwrap().by_formula);
        assert_eq!(grid.cell(row, 52).unwrap().format, Format::Marked);
        assert!(matches!(grid.cell(row, 53).unwrap().content, Content::Broken(_)));
    }
    // refused in the other thread, while this one still reads
    let few = Limits { cells: 1_000, ..FORM };
    assert_eq!(read(&few).unwrap_err().kind.code, "E-FILE-CELLS");
}

/// A package is what its directory says, also where it holds packages itself.
#[test]
fn a_package_that_is_no_workbook_is_called_what_it_is() {
    let inner = String::from_utf8_lossy(&xlsx("", "")).into_owned();
    let holder = |parts: &[(&str, &str)]| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        for (name, text) in parts {
            writer.start_file(*name, stored).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let said = |bytes: &[u8]| {
        let problem = read_as(bytes, "xlsx").0.unwrap_err();
        format!("{} {}", problem.kind.code, problem.message(crate::terms::Lang::Vi))
    };
    let office = ("[Content_Types].xml", "<Types/>");
    for (bytes, wanted) in [
        (
            holder(&[("a.xlsx", &inner), ("b/c.docx", "x")]),
            "E-FILE-ARCHIVE Tệp là tệp nén chứa 2 tệp (a.xlsx, b/c.docx)",
        ),
        (
            holder(&[office, ("word/document.xml", "<w/>")]),
            "E-FILE-KIND Tệp không phải bảng tính (nội dung: văn bản Word)",
        ),
        (
            holder(&[office, ("ppt/presentation.xml", "<p/>")]),
            "E-FILE-KIND Tệp không phải bảng tính (nội dung: bản trình chiếu PowerPoint)",
        ),
        (
            holder(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]),
            "E-FILE-KIND Tệp không phải bảng tính (nội dung: văn bản Word)",
        ),
    ] {
        let said = said(&bytes);
        assert!(said.starts_with(wanted), "{said}");
    }
    // Cut off, it is damaged all the same.
    let whole = xlsx("", "");
    assert_eq!(code(&whole[..whole.len() - 30], "xlsx"), "E-FILE-DAMAGED");
}

/// What lies over the first sheet: its cell, what it is, its words.
fn over(bytes: &[u8], extension: &str) -> Vec<(String, crate::grid::Lying, String)> {
    let (book, _) = read_as(bytes, extension);
    let sheet = &book.unwrap().sheets[0];
    let named = |over: &crate::grid::Over| {
        let (row, column) = over.cell();
        (crate::grid::address(row, column), over.what, over.text.clone())
    };
    sheet.over.iter().map(named).collect()
}

#[test]
fn what_excel_itself_sealed_in_an_old_way_is_opened() {
    let sealed = [
        ("RC4", &include_bytes!("../../tests/files/sealed/std.xls")[..]),
        ("CryptoAPI", include_bytes!("../../tests/files/sealed/capi128.xls")),
        ("CryptoAPI, 40 bits", include_bytes!("../../tests/files/sealed/capi40.xls")),
        ("XOR", include_bytes!("../../tests/files/sealed/xor.xls")),
    ];
    for (way, bytes) in sealed {
        let (book, problems) = read_as(bytes, "xls");
        let sheets = book.unwrap_or_else(|problem| panic!("{way}: {problem:?}")).sheets;
        let said: Vec<&str> = problems.iter().map(|problem| problem.kind.code).collect();
        assert_eq!(said, ["N-FILE-SEALED"], "{way}");
        let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.sheet).collect();
        assert_eq!(names, ["Kê khai", "Trang hai"], "{way}");
        // Far enough for a second and a third key.
        let row: Vec<String> = (0..3).map(|at| sheets[0].cell(39, at).unwrap().raw()).collect();
        assert_eq!(row, ["1.38", "57", "Tài liệu 38"], "{way}");
        assert_eq!(sheets[1].cell(0, 0).unwrap().raw(), "Hòa Thành", "{way}");
    }
    let locked = include_bytes!("../../tests/files/sealed/of-a-person.xls");
    assert_eq!(code(locked, "xls"), "E-FILE-PASSWORD");
    // Cut off anywhere or with a byte of another kind, it is refused or read, and nothing breaks.
    let sound = sealed[1].1;
    for at in (0..sound.len()).step_by(509) {
        let mut broken = sound.to_vec();
        broken[at] ^= 0x41;
        _ = read_as(&broken, "xls");
        _ = read_as(&sound[..at], "xls");
    }
}

#[test]
fn text_boxes_and_shapes_of_xls_are_seen_as_libreoffice_writes_them() {
    use crate::grid::Lying;
    let found = over(include_bytes!("../../tests/files/over.xls"), "xls");
    let expected = [
        ("A2".to_string(), Lying::Text, "Đã nộp & đủ".to_string()),
        ("B6".into(), Lying::Text, "Hình có chữ".into()),
        ("D6".into(), Lying::Picture, String::new()),
    ];
    let mut found: Vec<_> = found;
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found, expected);
}

#[test]
fn controls_of_ods_are_seen_with_their_state() {
    use crate::grid::Lying;
    let form = |kind: &str, id: &str, rest: &str| {
        format!("<form:{kind} xml:id=\"{id}\" form:id=\"{id}\" form:label=\"{id}\" {rest}/>")
    };
    let forms = [
        form("checkbox", "a", "form:current-state=\"checked\""),
        form("checkbox", "b", "form:current-state=\"unchecked\" form:linked-cell=\"T.A1\""),
        form("radio", "c", "form:current-selected=\"true\""),
        form("listbox", "d", "form:dropdown=\"true\""),
        form("button", "e", ""),
        form("checkbox", "f", "form:current-state=\"unknown\""),
    ];
    let cells = ["a", "b", "c", "d", "e", "f"].map(|id| {
        format!("<table:table-cell><draw:control draw:control=\"{id}\" table:end-cell-address=\"T.A9\"/></table:table-cell>")
    });
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="T"><office:forms><form:form>{}</form:form></office:forms><table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell></table:table-row><table:table-row>{}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
        forms.concat(),
        cells.concat()
    );
    let file = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ]);
    let at = |cell: &str, what, text: &str| (cell.to_string(), what, text.to_string());
    let expected = [
        at("A2", Lying::Tick(Some(true)), "a"),
        // what its cell says goes before what the box says
        at("B2", Lying::Tick(Some(true)), "b"),
        at("C2", Lying::Tick(Some(true)), "c"),
        at("D2", Lying::Control, "d"),
        at("F2", Lying::Tick(None), "f"),
    ];
    assert_eq!(over(&file, "ods"), expected);
}

#[test]
fn boxes_of_xlsx_take_the_state_of_their_cells() {
    use crate::grid::Lying;
    let anchor = |row: u32| {
        format!(
            "<anchor><from><col>3</col><colOff>0</colOff><row>{row}</row><rowOff>0</rowOff></from><to><col>4</col><colOff>0</colOff><row>{}</row><rowOff>0</rowOff></to></anchor>",
            row + 1
        )
    };
    let control = |id: u32, relation: &str, extra: &str| {
        format!(
            "<control shapeId=\"{id}\" r:id=\"{relation}\"><controlPr {extra}>{}</controlPr></control>",
            anchor(id)
        )
    };
    let controls = [
        control(1, "c1", ""),
        control(2, "c2", ""),
        control(3, "c3", "linkedCell=\"A2\""),
        control(4, "c4", ""),
    ];
    let sheet = format!(
        "<worksheet xmlns:r=\"r\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"b\"><v>0</v></c></row></sheetData><controls>{}</controls></worksheet>",
        controls.concat()
    );
    let relations = [1, 2, 3, 4].map(|n| {
        let target =
            if n < 3 { format!("../ctrlProps/c{n}.xml") } else { format!("../activeX/c{n}.xml") };
        format!("<Relationship Id=\"c{n}\" Type=\"x/control\" Target=\"{target}\"/>")
    });
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let ocx = |rest: &str| {
        format!("<ax:ocx ax:classid=\"{{8BD21D40-EC42-11CE-9E0D-00AA006002F3}}\" {rest}</ax:ocx>")
    };
    let box_3 = ocx("><ax:ocxPr ax:name=\"Value\" ax:value=\"1\"/>");
    let box_4 = ocx("ax:persistence=\"persistStreamInit\" r:id=\"b1\">");
    // a check box of one property, its value "1", behind the number of its class
    let mut stored = vec![b'.'; 16];
    stored.extend([0, 2, 0, 0]);
    stored.extend((1u64 << 22).to_le_bytes());
    stored.extend([2, 0, 0, 0, b'1', 0]);
    let stored = String::from_utf8(stored).unwrap();
    let file = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELS),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Tự chấm\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", &relations),
        ("xl/ctrlProps/c1.xml", "<formControlPr objectType=\"CheckBox\" fmlaLink=\"$A$1\"/>"),
        (
            "xl/ctrlProps/c2.xml",
            "<formControlPr objectType=\"CheckBox\" checked=\"Checked\" fmlaLink=\"Khác!$A$2\"/>",
        ),
        ("xl/activeX/c3.xml", &box_3),
        ("xl/activeX/c4.xml", &box_4),
        (
            "xl/activeX/_rels/c4.xml.rels",
            "<Relationships><Relationship Id=\"b1\" Type=\"x/activeXControlBinary\" Target=\"c4.bin\"/></Relationships>",
        ),
        ("xl/activeX/c4.bin", &stored),
    ]);
    let found: Vec<_> =
        over(&file, "xlsx").into_iter().map(|(cell, what, _)| (cell, what)).collect();
    let ticked = |cell: &str, state| (cell.to_string(), Lying::Tick(Some(state)));
    // Its cell is on a sheet that is not there.
    let unknown = ("D3".to_string(), Lying::Tick(None));
    let expected = [ticked("D2", true), unknown, ticked("D4", false), ticked("D5", true)];
    assert_eq!(found, expected);
}
