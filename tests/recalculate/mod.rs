//! The live workbook against a second engine: LibreOffice computes every formula from scratch,
//! with all cached values removed, and must come to what this program computed exactly, in every
//! cell. Changing one value of *Số liệu* gives what a new run gives.

mod appraising;
mod boundaries;
mod generated;
pub mod office;
mod trial;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use parindex::results::Results;
use parindex::terms::Lang;
use parindex::value::{DataKind, Outcome, Value};
use parindex::write::xlsx::workbook;

use rayon::prelude::*;

use crate::support::{entries, given, root};
use generated::{Chance, Made, made, outcome};
use office::{Book, Said, address, office, recalculated, rewritten, without_values};

/// How many generated rounds, and their units and leaves.
const SEEDS: u64 = 10;
const UNITS: usize = 7;
const LEAVES: usize = 24;

/// What Excel 2010, WPS and LibreOffice share; nothing volatile, nothing for arrays.
const FUNCTIONS: &[&str] = &[
    "ABS",
    "AND",
    "AVERAGE",
    "CHOOSE",
    "COUNT",
    "COUNTIF",
    "COUNTIFS",
    "DATE",
    "EXACT",
    "IF",
    "INDEX",
    "INT",
    "ISERROR",
    "ISNUMBER",
    "LOG10",
    "LOWER",
    "MAX",
    "MID",
    "MIN",
    "NOT",
    "OR",
    "POWER",
    "RANK",
    "ROUND",
    "ROUNDDOWN",
    "SUM",
    "SUMIFS",
    "N",
    "SUMPRODUCT",
    "TRIM",
];

fn generated_rounds() -> &'static [(String, Made)] {
    static ROUNDS: OnceLock<Vec<(String, Made)>> = OnceLock::new();
    ROUNDS.get_or_init(generate)
}

fn generate() -> Vec<(String, Made)> {
    let one = |seed: u64| {
        // The first one holds every rule.
        let made =
            if seed == 0 { made(seed, UNITS, 37, true) } else { made(seed, UNITS, LEAVES, false) };
        (format!("generated {seed}"), made)
    };
    (0..SEEDS).map(one).collect()
}

/// A round with the workbook that is published.
struct Published {
    name: String,
    results: Results,
    book: Vec<u8>,
}

/// The shipped rounds, the cases worked by hand and the generated rounds.
fn published() -> &'static [Published] {
    static PUBLISHED: OnceLock<Vec<Published>> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let mut rounds = given_rounds();
        let generated = generated_rounds().iter();
        rounds.extend(generated.map(|(name, made)| (name.clone(), made.results.clone())));
        let book = |(name, results): (String, Results)| Published {
            book: workbook(&results, Lang::Vi).unwrap().workbook,
            name,
            results,
        };
        rounds.into_par_iter().map(book).collect()
    })
}

fn given_rounds() -> Vec<(String, Results)> {
    let shipped = ["hoa-thanh-2020", "hoa-thanh-2020-thu-nhan", "binh-duong-2017"];
    let mut folders = shipped.map(|name| format!("data/{name}")).to_vec();
    let cases = entries(&root().join("tests/cases"));
    let cases = cases.into_iter().filter(|c| c.join("round.toml").is_file());
    folders
        .extend(cases.map(|c| format!("tests/cases/{}", c.file_name().unwrap().to_string_lossy())));
    folders.into_iter().map(|folder| (folder.clone(), given(&folder).0)).collect()
}

#[test]
fn another_engine_comes_to_the_same_figures() {
    let Some(office) = office() else { return };
    let bare = |round: &Published| {
        (round.name.clone(), rewritten(&round.book, |_, xml| without_values(&xml)))
    };
    let stripped: Vec<(String, Vec<u8>)> = published().par_iter().map(bare).collect();
    let again = recalculated(&office, &stripped);
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (Published { name, results, book }, theirs) in published().iter().zip(&again) {
        let (ours, theirs) = (Book::read(book), Book::read(theirs));
        for (sheet, own) in &ours.sheets {
            let other = theirs.sheet(sheet);
            for ((row, column), formula) in &own.formulas {
                let (ours, theirs) = (own.at(*row, *column), other.at(*row, *column));
                compared += 1;
                if !ours.agrees(&theirs) {
                    let cell = address(*row, *column);
                    wrong.push(format!("{name}: {sheet}!{cell} {ours:?} {theirs:?} ={formula}"));
                }
            }
        }
        wrong.extend(against_results(name, results, &theirs));
    }
    assert!(compared > 10_000, "only {compared} formulas");
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The published figures of the ranking page against the results themselves.
fn against_results(name: &str, results: &Results, book: &Book) -> Vec<String> {
    let mut wrong = Vec::new();
    let places = results.round.rules.places_of_points();
    let page = book.sheet("Xếp hạng");
    let mut last = 0;
    for block in &results.blocks {
        let below = last;
        for at in 0..block.units.len() {
            let (unit, index) = block.unit(&results.round, at);
            // the rows of a block stand below each other, and names are of one unit of a block
            let row = page.row_from(below, &[(1, &unit.name)]);
            let row = row.unwrap_or_else(|| panic!("{name}: no row of {}", unit.name));
            last = last.max(row + 1);
            let number = |n: Option<f64>| n.map_or(Said::Nothing, Said::Number);
            let points = index.rank.map(|_| index.points.round_half_up(places).to_f64());
            let index_shown = index.published.as_ref().map(|p| p.to_f64());
            let class = match (&index.class, index.rank) {
                (_, None) => "Chưa xếp hạng",
                (Some(class), _) => class,
                (None, _) if block.rubric.classes.is_empty() => "",
                (None, _) => "Không xếp loại",
            };
            let class = if class.is_empty() { Said::Nothing } else { Said::Text(class.into()) };
            let heading = |row: &u32| page.at(*row, 1).agrees(&Said::Text("Đơn vị".into()));
            let heading = (0..row).rev().find(heading).expect("a heading above the units");
            // the applicable maximum has a column where it differs between units
            let applicable = Said::Text("Điểm tối đa áp dụng".into());
            let more = u32::from(page.at(heading, 7).agrees(&applicable));
            let expected = [
                (6, number(points)),
                (7 + more, number(index_shown)),
                (8 + more, number(index.rank.map(|r| r as f64))),
                (9 + more, class),
            ];
            for (column, expected) in expected {
                let found = page.at(row, column);
                if !found.agrees(&expected) {
                    let unit = &unit.name;
                    wrong.push(format!(
                        "{name}: {unit}, column {column}: {found:?} not {expected:?}"
                    ));
                }
            }
        }
    }
    wrong
}

#[test]
fn a_changed_value_gives_what_a_new_run_gives() {
    let Some(office) = office() else { return };
    let mut chance = Chance::new(97);
    let (mut changed, mut expected) = (Vec::new(), Vec::new());
    for (name, made) in generated_rounds() {
        let book = &published().iter().find(|p| p.name == *name).unwrap().book;
        let cells = Book::read(book);
        for _ in 0..5 {
            let (unit, item) = made.pick(&mut chance);
            let declared = &made.rubric.items[item];
            let corrected = made.results.blocks[0].scores[unit].leaves.iter().any(|leaf| {
                leaf.inputs.iter().any(|i| i.key == declared.key && i.declared.is_some())
            });
            let unit_name = &made.results.round.units[unit].name;
            let row = cells.sheet("Số liệu").row(&[(1, unit_name), (3, declared.key.as_str())]);
            // An appraiser's correction stands in the cell: what was declared changes nothing.
            let (Some(row), false) = (row, corrected) else { continue };
            let new = outcome(&mut chance, &declared.kind);
            let sheet = 1 + cells.sheets.iter().position(|s| s.0 == "Số liệu").unwrap();
            let part = format!("xl/worksheets/sheet{sheet}.xml");
            let cell = typed(&address(row, 5), &new, &declared.kind);
            let bytes = rewritten(book, |name, xml| {
                let xml = without_values(&xml);
                if name == part { with_cell(&xml, &address(row, 5), &cell) } else { xml }
            });
            let what = format!("{name}: {} of {unit_name} is now {new:?}", declared.key);
            changed.push((what, bytes));
            expected.push(made.changed(unit, item, new));
        }
    }
    assert!(changed.len() > 15, "only {} changes", changed.len());
    let again = recalculated(&office, &changed);
    let mut wrong = Vec::new();
    for (((name, _), book), results) in changed.iter().zip(&again).zip(&expected) {
        wrong.extend(against_results(name, results, &Book::read(book)));
    }
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A cell as a person would leave it who types this.
fn typed(address: &str, outcome: &Outcome, kind: &DataKind) -> String {
    let number = |n: f64| format!("<c r=\"{address}\"><v>{n}</v></c>");
    let text = |t: &str| format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{t}</t></is></c>");
    match outcome {
        Ok(Value::Number(n)) => number(n.to_f64()),
        Ok(Value::YesNo(yes)) => text(if *yes { " CÓ" } else { "không " }),
        Ok(Value::Date(date)) => {
            let start = parindex::terms::Date::from_ymd_opt(1899, 12, 30).unwrap();
            number((*date - start).num_days() as f64)
        }
        Ok(Value::Text(t)) => text(t),
        Err(parindex::value::Gap::Missing) => String::new(),
        Err(parindex::value::Gap::NotApplicable) => text("Không áp dụng"),
        Err(_) if *kind == DataKind::Count => number(-3.0),
        Err(_) => text("1.250?"),
    }
}

/// The sheet with another cell in place of the one at `address`.
fn with_cell(xml: &str, address: &str, cell: &str) -> String {
    let start = xml.find(&format!("<c r=\"{address}\"")).expect("the cell is there");
    let rest = &xml[start..];
    let (empty, full) = (rest.find("/>"), rest.find("</c>"));
    let tag = rest.find('>').unwrap();
    let end = match empty {
        Some(at) if at < tag => at + 2,
        _ => full.unwrap() + 4,
    };
    format!("{}{cell}{}", &xml[..start], &rest[end..])
}

#[test]
fn every_formula_keeps_to_what_all_spreadsheets_know() {
    let mut known = BTreeSet::new();
    for round in published() {
        let book = Book::read(&round.book);
        let all = book.sheets.iter().flat_map(|(name, sheet)| {
            sheet.formulas.iter().map(move |(place, formula)| (name, place, formula))
        });
        for (sheet, &(row, column), formula) in all {
            let place = format!("{sheet}!{} {formula}", address(row, column));
            assert!(formula.encode_utf16().count() <= 8_192, "{place}");
            let (depth, names) = calls(formula);
            assert!(depth <= 64, "{place}");
            assert!(!formula.contains(['{', '[', ';']) || formula.contains('"'), "{place}");
            for name in names {
                assert!(FUNCTIONS.contains(&name.as_str()), "{name}: {place}");
                known.insert(name);
            }
        }
    }
    assert!(known.len() > 20, "{known:?}");
}

/// How deep calls are nested, and the names of the functions; texts do not count.
fn calls(formula: &str) -> (usize, Vec<String>) {
    let (mut depth, mut deepest, mut quoted) = (0usize, 0, false);
    let (mut name, mut names) = (String::new(), Vec::new());
    let mut closed_by = '"';
    for c in formula.chars() {
        match c {
            '"' | '\'' if !quoted => (quoted, closed_by) = (true, c),
            c if quoted => quoted = c != closed_by,
            '(' => {
                depth += 1;
                deepest = deepest.max(depth);
                if !name.is_empty() {
                    names.push(name.clone());
                }
            }
            ')' => depth -= 1,
            _ => {}
        }
        if c.is_ascii_alphanumeric() && !quoted { name.push(c) } else { name.clear() }
    }
    (deepest, names)
}

/// Every live row stands where formulas look for it.
#[test]
fn rows_stand_where_formulas_look() {
    let round = published().iter().find(|p| p.name == "generated 1").unwrap();
    let book = Book::read(&round.book);
    let (detail, leaves) = (book.sheet("Chi tiết"), book.sheet("Tự chấm và thẩm định"));
    let mut looked = 0;
    for ((row, column), formula) in &detail.formulas {
        let Some(target) = formula.strip_prefix("'Tự chấm và thẩm định'!K") else {
            continue;
        };
        let target: u32 = target.parse().unwrap();
        let (unit, code) = (detail.at(4, *column), detail.at(*row, 0));
        assert_eq!(leaves.at(target - 1, 1), unit, "{formula}");
        assert_eq!(leaves.at(target - 1, 2), code, "{formula}");
        looked += 1;
    }
    assert_eq!(looked, UNITS * LEAVES);
}
