//! Cells of *Chi tiết* lead to their row in *Vì sao* and the row leads back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};
use parindex::terms::Lang;
use parindex::write::xlsx::workbook;

use crate::support::given;

/// `location` by `ref`, of the links inside the workbook on its `number`th sheet.
fn links(book: &[u8], number: usize) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut part = archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap();
    let mut xml = String::new();
    part.read_to_string(&mut xml).unwrap();
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_string())
    };
    let inside = xml.split("<hyperlink ").skip(1).filter(|tag| !tag.contains("r:id"));
    inside.filter_map(|tag| Some((value(tag, "ref")?, value(tag, "location")?))).collect()
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

/// Row and column of `AB12`.
fn place(cell: &str) -> (u32, u32) {
    let split = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let letters = cell[..split].bytes();
    let column = letters.fold(0u32, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
    (cell[split..].parse::<u32>().unwrap() - 1, column - 1)
}

#[test]
fn details_lead_to_their_reasons_and_back() {
    let (results, _) = given("data/hoa-thanh-2020-thu-nhan");
    let book = workbook(&results, Lang::Vi).unwrap().workbook;
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(book.clone())).unwrap();
    let names = xlsx.sheet_names();
    let number = |sheet: &str| 1 + names.iter().position(|name| name == sheet).unwrap();
    let why = xlsx.worksheet_range("Vì sao").unwrap();
    let back = links(&book, number("Vì sao"));
    let mut led = 0;
    for sheet in ["Chi tiết", "Chi tiết (2)"] {
        let detail = xlsx.worksheet_range(sheet).unwrap();
        // The row of the headings is the one that begins with “Mã”.
        let header = (0..20).find(|row| text(&detail, *row, 0) == "Mã").unwrap();
        for (cell, to) in links(&book, number(sheet)) {
            let (row, column) = place(&cell);
            let (target, at) = to.split_once('!').unwrap();
            assert_eq!(target, "'Vì sao'");
            let (there, code) = place(at);
            assert_eq!(text(&why, there, code), text(&detail, row, 0), "{sheet}!{cell}");
            assert_eq!(text(&why, there, 1), text(&detail, header, column), "{sheet}!{cell}");
            assert_eq!(back[at], format!("'{sheet}'!{cell}"));
            led += 1;
        }
    }
    let leaves: usize =
        results.blocks.iter().map(|b| b.units.len() * b.rubric.leaves().count()).sum();
    assert_eq!((led, back.len()), (leaves, leaves));
}
