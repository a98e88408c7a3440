//! Workbooks without their cached values, recalculated from scratch by LibreOffice.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx};

/// Set where LibreOffice must be there: a machine without it is a failure then.
const REQUIRED: &str = "PARINDEX_LIBREOFFICE_REQUIRED";

/// LibreOffice, or `None` on a machine without it, which is said loudly.
pub(crate) fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = |folder: PathBuf| ["soffice", "libreoffice"].map(|name| folder.join(name));
    let found = std::env::split_paths(&path).flat_map(named).find(|file| file.is_file());
    if found.is_none() {
        assert!(
            std::env::var_os(REQUIRED).is_none(),
            "{REQUIRED} is set, but there is no LibreOffice on the PATH"
        );
        eprintln!("\n*** LibreOffice is not installed: THE FORMULAS WERE NOT RECALCULATED ***\n");
    }
    found
}

/// Makes LibreOffice compute every formula when a file is opened.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The workbooks as LibreOffice computes them, in the same order; one start for all of them.
pub(crate) fn recalculated(office: &Path, books: &[(String, Vec<u8>)]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).unwrap();
    let out = folder.path().join("out");
    let mut command = Command::new(office);
    command
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&out);
    for (at, (_, bytes)) in books.iter().enumerate() {
        let path = folder.path().join(format!("{at}.xlsx"));
        fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "LibreOffice failed");
    let read = |at: usize| fs::read(out.join(format!("{at}.xlsx")));
    (0..books.len()).map(|at| read(at).unwrap_or_else(|e| panic!("{}: {e}", books[at].0))).collect()
}

/// The same workbook with each sheet's XML changed.
pub(crate) fn rewritten(book: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            bytes = change(&name, String::from_utf8(bytes).unwrap()).into_bytes();
        }
        to.start_file(name.as_str(), options).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A sheet's XML without the value of any formula.
pub(crate) fn without_values(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find("<f>") {
        let (before, after) = rest.split_at(start);
        // The type belongs to the value: it goes too.
        let (cells, cell) = before.split_at(before.rfind("<c ").unwrap());
        out += cells;
        out += &cell.replace(" t=\"str\"", "").replace(" t=\"b\"", "").replace(" t=\"e\"", "");
        let end = after.find("</f>").unwrap() + 4;
        out += &after[..end];
        let value = &after[end..];
        assert!(value.starts_with("<v>"), "a formula without a cached value");
        rest = &value[value.find("</v>").unwrap() + 4..];
    }
    out + rest
}

/// What the cells of a sheet say, and its formulas, by row and column.
#[derive(Default)]
pub(crate) struct Sheet {
    cells: BTreeMap<(u32, u32), Data>,
    pub formulas: BTreeMap<(u32, u32), String>,
}

/// The sheets of a workbook, in order.
pub(crate) struct Book {
    pub sheets: Vec<(String, Sheet)>,
}

impl Book {
    pub(crate) fn read(bytes: &[u8]) -> Book {
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let mut sheets = Vec::new();
        for name in xlsx.sheet_names() {
            let mut sheet = Sheet::default();
            let range = xlsx.worksheet_range(&name).unwrap();
            let (row, column) = range.start().unwrap_or_default();
            for (r, c, value) in range.used_cells() {
                sheet.cells.insert((row + r as u32, column + c as u32), value.clone());
            }
            let range = xlsx.worksheet_formula(&name).unwrap();
            let (row, column) = range.start().unwrap_or_default();
            for (r, c, formula) in range.used_cells() {
                sheet.formulas.insert((row + r as u32, column + c as u32), formula.clone());
            }
            sheets.push((name, sheet));
        }
        Book { sheets }
    }

    pub(crate) fn sheet(&self, wanted: &str) -> &Sheet {
        let found = self.sheets.iter().find(|(name, _)| name == wanted);
        &found.unwrap_or_else(|| panic!("no sheet {wanted}")).1
    }
}

impl Sheet {
    pub(crate) fn at(&self, row: u32, column: u32) -> Said {
        said(self.cells.get(&(row, column)))
    }

    /// The first row where all these columns hold these texts.
    pub(crate) fn row(&self, wanted: &[(u32, &str)]) -> Option<u32> {
        self.row_from(0, wanted)
    }

    /// The first such row from row `first` on.
    pub(crate) fn row_from(&self, first: u32, wanted: &[(u32, &str)]) -> Option<u32> {
        let holds = |row: u32| {
            let says = |(column, text): &(u32, &str)| match self.cells.get(&(row, *column)) {
                Some(Data::String(found)) => found == text,
                _ => false,
            };
            wanted.iter().all(says)
        };
        let last = self.cells.keys().last().map_or(0, |(row, _)| *row);
        (first..=last).find(|row| holds(*row))
    }
}

/// What a cell says, however it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    Nothing,
    Number(f64),
    Text(String),
    Error(String),
}

fn said(cell: Option<&Data>) -> Said {
    match cell {
        None | Some(Data::Empty) => Said::Nothing,
        Some(Data::String(text)) if text.is_empty() => Said::Nothing,
        Some(Data::String(text)) => Said::Text(text.clone()),
        Some(Data::Float(n)) => Said::Number(*n),
        Some(Data::Int(n)) => Said::Number(*n as f64),
        Some(Data::Bool(yes)) => Said::Number(f64::from(u8::from(*yes))),
        Some(Data::DateTime(day)) => Said::Number(day.as_f64()),
        Some(other) => Said::Error(other.to_string()),
    }
}

impl Said {
    /// Equal, numbers to a billionth.
    pub(crate) fn agrees(&self, other: &Said) -> bool {
        match (self, other) {
            (Said::Number(a), Said::Number(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            (a, b) => a == b,
        }
    }
}

/// `F12`.
pub(crate) fn address(row: u32, column: u32) -> String {
    let (mut rest, mut letters) = (column + 1, String::new());
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}
