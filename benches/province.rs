//! The live workbook of a large province: 170 units × 110 leaves in one block. Prints how long
//! it takes to write, how large its sheets are, and how long LibreOffice takes to compute every
//! formula from nothing.
//!
//! `cargo bench --profile dist --bench province`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

#[path = "../tests/recalculate/office.rs"]
#[allow(dead_code)]
mod office;

#[path = "../tests/support/made.rs"]
#[allow(dead_code, unreachable_pub)] // its other users are tests
mod made;

use std::io::Cursor;
use std::time::Instant;

use parindex::terms::Lang;
use parindex::write::xlsx::workbook;

const UNITS: usize = 170;
const LEAVES: usize = 110;
const FIELDS: usize = 8;

fn main() {
    let results = made::Made::of(UNITS, LEAVES, FIELDS).results();
    let start = Instant::now();
    let book = workbook(&results, Lang::Vi).expect("the workbook is written").workbook;
    let written = start.elapsed().as_secs_f64();
    let megabytes = book.len() as f64 / 1e6;
    println!("{UNITS} units x {LEAVES} leaves: {written:.1} s to write, {megabytes:.1} MB");
    let mut archive = zip::ZipArchive::new(Cursor::new(&book)).expect("a package");
    for at in 0..archive.len() {
        let part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            println!("{name:28} {:6.1} MB of XML", part.size() as f64 / 1e6);
        }
    }
    let read = office::Book::read(&book);
    for (name, sheet) in &read.sheets {
        println!("{name:28} {:7} formulas", sheet.formulas.len());
    }
    let Some(office) = office::office() else { return };
    let bare = office::rewritten(&book, |_, xml| office::without_values(&xml));
    let start = Instant::now();
    let again = office::recalculated(&office, &[("province".into(), bare)]);
    println!(
        "LibreOffice opens, recalculates and saves it in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    let again = office::Book::read(&again[0]);
    let agrees = |(name, sheet): &(String, office::Sheet)| {
        let theirs = again.sheet(name);
        sheet.formulas.keys().all(|(r, c)| sheet.at(*r, *c).agrees(&theirs.at(*r, *c)))
    };
    assert!(read.sheets.iter().all(agrees), "LibreOffice disagrees");
    println!("every formula agrees");
}
