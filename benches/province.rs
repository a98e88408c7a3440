//! The live workbook of a large province: 170 units × 110 leaves in one block. Prints how long
//! it takes to write, how large its sheets are, and how long LibreOffice takes to compute every
//! formula from nothing.
//!
//! `cargo bench --profile dist --bench province`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

#[path = "../tests/recalculate/office.rs"]
#[allow(dead_code)]
mod office;

use std::fmt::Write as _;
use std::io::Cursor;
use std::time::Instant;

use parindex::appraisal::Appraisals;
use parindex::evidence::{Entry, UnitEvidence};
use parindex::index;
use parindex::ledger::Ledger;
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::round;
use parindex::rubric::{self, Rubric};
use parindex::scores::{self, Sources};
use parindex::source::Source;
use parindex::terms::{Date, Exact, Lang};
use parindex::value::{DataKind, Gap, Outcome, Value};
use parindex::write::xlsx::workbook;

const UNITS: usize = 170;
const LEAVES: usize = 110;
const FIELDS: usize = 8;

fn main() {
    let results = results();
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

fn results() -> Results {
    let mut problems = Problems::default();
    let set = Source::new("set.toml", criteria());
    let rubric = rubric::from_toml(&set, None, &mut problems).expect("a sound set");
    let mut text = String::from(
        "schema=1\n[round]\nid='tinh'\nyear=2026\ntitle='Chỉ số CCHC năm 2026'\nissuer='Số liệu minh họa'\n\
         office='Sở Nội vụ'\nillustration=true\n[evidence]\nfiles=['*.xlsx']\n\
         [[block]]\nid='b'\nname='Khối xã, phường'\ncriteria='set.toml'\n",
    );
    for unit in 0..UNITS {
        let _ = write!(text, "[[unit]]\nid='xa-{unit}'\nname='Xã {unit:03}'\nblock='b'\n");
    }
    let round = round::from_toml(&Source::new("round.toml", text), &mut problems);
    let round = round.expect("a sound round");
    let evidence: Vec<UnitEvidence> = (0..UNITS).map(|unit| of_unit(&rubric, unit)).collect();
    let units: Vec<usize> = (0..UNITS).collect();
    let appraisals = Appraisals::default();
    let sources = Sources {
        round: &round,
        rubric: &rubric,
        units: &units,
        evidence: &evidence,
        appraisals: &appraisals,
        held: &|_| false,
        share: &|_, _, _| None,
        last_year: &|_, _| Err(Gap::Missing),
    };
    let scores = scores::from_evidence(&sources, &mut Problems::default());
    let index = index::from_scores(&round, &rubric, &units, &evidence, &scores);
    Results {
        appraisals: Default::default(),
        program: "parindex".into(),
        blocks: vec![BlockResults { block: 0, rubric, units, scores, index }],
        round,
        surveys: Vec::new(),
        ledger: Ledger::default(),
        problems: Problems::default(),
        previous: Default::default(),
        previous_surveys: Default::default(),
    }
}

fn criteria() -> String {
    let mut text = format!(
        "schema=1\n[set]\nid='tinh'\ntitle='Bộ tiêu chí minh họa'\nyear=2026\ndecision='Minh họa'\n\
         total={LEAVES}\n[[class]]\nname='Tốt'\nfrom=80\nevery_field='60%'\n[[class]]\nname='Khá'\nfrom=0\n"
    );
    let mut field = 0;
    for leaf in 0..LEAVES {
        let of = leaf * FIELDS / LEAVES + 1;
        if of != field {
            field = of;
            let _ = write!(text, "[{field}]\nname='Lĩnh vực {field}'\n");
        }
        let (data, rule) = match leaf % 6 {
            0 => ("a0={label='A',type='yes_no'}", "kind='yes_no'\nvalue='a0'"),
            1 => (
                "a0={label='A',type='count'}\nb0={label='B',type='count'}",
                "kind='steps'\nvalue='a0/b0'\nzero_base='not_applicable'\nsteps=[{from='98%',points=1},{from='80%',points=0.5}]",
            ),
            2 => ("a0={label='A',type='percent'}", "kind='proportional'\nvalue='a0'\nfloor='50%'"),
            3 => (
                "a0={label='A',type='date'}",
                "kind='deadline'\nvalue='a0'\ndue=2026-06-30\nlate=[{days=30,points=0.5}]",
            ),
            4 => ("a0={label='A',type='count'}", "kind='count'\nvalue='a0'\neach=0.1"),
            _ => (
                "a0={label='A',type='number'}",
                "kind='relative'\nvalue='a0'\nmethod='min_max'\nbetter='higher'",
            ),
        };
        let own =
            |text: &str| text.replace("a0", &format!("a{leaf}")).replace("b0", &format!("b{leaf}"));
        let code = format!("{of}.{}", leaf + 1);
        let _ = write!(
            text,
            "[{code}]\nname='Tiêu chí thành phần số {leaf}'\nmax=1\n[{code}.data]\n{}\n[{code}.rule]\n{}\n",
            own(data),
            own(rule)
        );
    }
    text
}

fn of_unit(rubric: &Rubric, unit: usize) -> UnitEvidence {
    let value = |(at, kind): (usize, &DataKind)| -> Outcome {
        let n = (unit.wrapping_mul(2_654_435_761) ^ at.wrapping_mul(40_503)) >> 7;
        if n.is_multiple_of(97) {
            return Err(Gap::Missing);
        }
        Ok(match kind {
            DataKind::YesNo => Value::YesNo(!n.is_multiple_of(4)),
            DataKind::Percent => {
                Value::Number(Exact::fraction((n % 101) as i64, 100).unwrap_or_default())
            }
            DataKind::Date => {
                Value::Date(Date::from_yo_opt(2026, 150 + (n % 60) as u32).unwrap_or_default())
            }
            _ => Value::Number(Exact::whole((n % 14) as i64)),
        })
    };
    let kinds = rubric.items.iter().map(|item| &item.kind).enumerate();
    let items = kinds.map(|k| Entry { outcome: value(k), ..Entry::default() }).collect();
    UnitEvidence {
        file: Some("a.xlsx".into()),
        items,
        leaves: vec![Default::default(); rubric.nodes.len()],
        ..UnitEvidence::default()
    }
}
