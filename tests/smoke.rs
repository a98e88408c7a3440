//! Mutated inputs, a few hundred with a fixed seed: whatever stands in a file, nothing panics
//! and the ledger adds up. What is refused, and how, other tests say.
#![allow(clippy::disallowed_methods, reason = "tests write the files they read")]

use parindex::expr::parse;
use parindex::ledger::FileFate;
use parindex::problem::Problems;
use parindex::read::{FORM, book};
use parindex::source::Source;
use parindex::{round, rubric, survey};

use crate::support::{root, run};

/// A small repeatable source of chance: xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    fn of<'t>(&mut self, list: &[&'t [u8]]) -> &'t [u8] {
        list[self.below(list.len())]
    }

    /// The bytes with a few places changed, cut, doubled or replaced by one of the words.
    fn mutate(&mut self, bytes: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len());
            let end = (at + 1 + self.below(40)).min(out.len());
            match self.below(6) {
                0 if at < out.len() => out[at] = u8::try_from(self.below(256)).unwrap_or(0),
                1 => drop(out.drain(at..end)),
                2 => {
                    let piece = out[at..end].to_vec();
                    let to = self.below(out.len());
                    out.splice(to..to, piece);
                }
                3 => drop(out.splice(at..end, self.of(words).iter().copied())),
                _ => drop(out.splice(at..at, self.of(words).iter().copied())),
            }
        }
        out
    }
}

const TOML_WORDS: &[&[u8]] = &[
    b"[",
    b"]",
    b"=",
    b"\"",
    b"'''",
    b"{",
    b"\n[1.1]\n",
    b"[[unit]]\n",
    b"-1",
    b"1e999",
    b"nan",
    b"9999-12-31",
    b"0001-01-01",
    b"max = 0\n",
    b"kind = \"bonus\"\n",
    b"value = \"1/0\"\n",
    b"\"999999999999999999999999999999%\"",
    b"decimals = 99\n",
    b"points(\"1\")",
    b"[\"[\"]",
];
const EXPRESSION_WORDS: &[&[u8]] = &[
    b"(",
    b")",
    b"min(",
    b"if(",
    b",",
    b"/",
    b"*",
    b"-",
    b"not ",
    b"and ",
    b"<",
    b"=",
    b"%",
    b"0",
    b"0.1",
    b"99999999999999999999",
    b"a",
    b"points(\"1\")",
    b"max(",
    b"round(",
    b"'",
    b"\"2025-02-30\"",
];
const SHEET_WORDS: &[&[u8]] = &[
    b"<c r=\"XFD1048576\"><v>1</v></c>",
    b"r=\"G99999999999\"",
    b"</row>",
    b"<v>",
    b"</v>",
    b"<f>",
    b"t=\"s\"",
    b"t=\"b\"",
    b"s=\"4294967295\"",
    b"<!--",
    b"&#0;",
    b"1e999",
    b"NaN",
    b"<mergeCell ref=\"B2:A1\"/>",
    b"table:number-rows-repeated=\"18446744073709551615\"",
    b"table:number-columns-repeated=\"99999\"",
    b"office:date-value=\"99999-99-99\"",
];
const CSV_WORDS: &[&[u8]] =
    &[b",", b";", b"\t", b"\"", b"\r", b"\n", b"\xFF\xFE", b"\0", "Giá trị".as_bytes()];
const BYTES: &[&[u8]] = &[b"\0\0\0\0", b"\xFF\xFF\xFF\xFF", b"\xFF\xFF\xFF\x7F", b"\x01", b"\xFE"];

fn shipped(path: &str) -> std::path::PathBuf {
    root().join(path)
}

fn text(path: &str) -> Vec<u8> {
    std::fs::read(shipped(path)).unwrap()
}

#[test]
fn mutated_documents_do_not_panic() {
    let mut chance = Chance(628);
    let documents = [
        text("data/hoa-thanh-2020/round.toml"),
        text("criteria/binh-duong-2017.toml"),
        text("criteria/sipas-2017.toml"),
    ];
    for turn in 0..90 {
        let bytes = chance.mutate(&documents[turn % 3], TOML_WORDS);
        let source = Source::new("a.toml", String::from_utf8_lossy(&bytes).as_ref());
        let mut problems = Problems::default();
        match turn % 3 {
            0 => drop(round::from_toml(&source, &mut problems)),
            1 => drop(rubric::from_toml(&source, None, &mut problems)),
            _ => drop(survey::scheme::from_toml(&source, &mut problems)),
        }
    }
}

#[test]
fn mutated_expressions_do_not_panic() {
    let mut chance = Chance(2020);
    for _ in 0..600 {
        let start = b"if(a / b >= 90%, min(2, a * 0.5), round(b, 2)) + points(\"3.2\")";
        let bytes = chance.mutate(start, EXPRESSION_WORDS);
        drop(parse(&String::from_utf8_lossy(&bytes)));
    }
    // Long chains and deep nests are refused before they fill the stack of a thread.
    for long in ["a*".repeat(1500), "(".repeat(4000), "not ".repeat(1000), "-".repeat(4000)] {
        assert!(parse(&format!("{long}a")).is_err());
    }
}

/// The parts of a zip package, unpacked.
fn parts(path: &str) -> Vec<(String, Vec<u8>)> {
    let file = std::fs::File::open(shipped(path)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::copy(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn mutated_files_spoil_themselves_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut chance = Chance(195);
    let evidence = "data/hoa-thanh-2020/evidence";
    let xlsx = parts(&format!("{evidence}/hiep-tan.xlsx"));
    let ods = parts(&format!("{evidence}/phong-tckh.ods"));
    let xls = text("tests/files/number-formats.xls");
    let csv = text(&format!("{evidence}/thanh-tra.csv"));
    let within = |chance: &mut Chance, parts: &[(String, Vec<u8>)], likely: &str| {
        let mut parts = parts.to_vec();
        let at = parts.iter().position(|(name, _)| name.ends_with(likely)).unwrap_or(0);
        parts[at].1 = chance.mutate(&parts[at].1, SHEET_WORDS);
        pack(&parts)
    };
    for turn in 0..120 {
        let (name, bytes) = match turn % 6 {
            0 => ("a.xlsx", within(&mut chance, &xlsx, "sheet1.xml")),
            1 => ("a.xlsx", within(&mut chance, &xlsx, "sharedStrings.xml")),
            2 => ("a.ods", within(&mut chance, &ods, "content.xml")),
            3 => ("a.csv", chance.mutate(&csv, CSV_WORDS)),
            4 => ("a.xlsx", chance.mutate(&pack(&xlsx), BYTES)),
            _ => ("a.xls", chance.mutate(&xls, BYTES)),
        };
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut problems = Problems::default();
        if book(&path, name, &FORM, &mut problems).is_none() {
            assert!(problems.has_errors(), "turn {turn}: refused without a word");
        }
    }
}

#[test]
fn a_round_with_mutated_forms_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut chance = Chance(1961);
    let within = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(within("data/r/evidence")).unwrap();
    std::fs::create_dir_all(within("criteria")).unwrap();
    std::fs::write(within("criteria/binh-duong-2017.toml"), text("criteria/binh-duong-2017.toml"))
        .unwrap();
    std::fs::write(within("data/r/round.toml"), text("data/binh-duong-2017/round.toml")).unwrap();
    let names = ["huyen-bau-bang", "huyen-phu-giao", "thi-xa-di-an"];
    for _ in 0..6 {
        for name in names {
            let mut form = parts(&format!("data/binh-duong-2017/evidence/{name}.xlsx"));
            let at = chance.below(form.len());
            form[at].1 = chance.mutate(&form[at].1, SHEET_WORDS);
            std::fs::write(within(&format!("data/r/evidence/{name}.xlsx")), pack(&form)).unwrap();
        }
        let (results, _) = run(&within("data/r"));
        for account in &results.ledger.accounts {
            assert!(account.balances(), "{} {}", account.file, account.sheet);
            if account.fate != FileFate::Read {
                continue;
            }
            // What the ledger knows against what the file holds.
            let path = within("data/r").join(&*account.file);
            let book = book(&path, &account.file, &FORM, &mut Problems::default()).unwrap();
            let sheet = book.sheets.iter().find(|s| s.sheet == account.sheet).unwrap();
            assert_eq!(account.rows(), sheet.rows.len(), "{} {}", account.file, account.sheet);
            assert!(sheet.rows.iter().all(|row| account.why(row.index).is_some()));
        }
    }
}
