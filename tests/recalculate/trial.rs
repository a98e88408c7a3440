//! A unit's own live sheet: LibreOffice comes to the same figures, and a value changed there
//! gives what a new run gives that unit.

use parindex::report::{UnitReports, Workbook};
use parindex::results::Results;
use parindex::terms::Lang;
use parindex::write::xlsx::unit_workbook;

use super::office::{Book, Said, address, office, recalculated, rewritten, without_values};
use super::{generated_rounds, given_rounds, typed, with_cell};
use crate::recalculate::generated::{Chance, outcome};

const SHEET: &str = "Thử tính";
/// Columns of the sheet: what was used, and what may be changed.
const OFFICIAL: u32 = 3;
const TRIAL: u32 = 4;

fn written(results: &Results, block: usize, at: usize) -> Vec<u8> {
    let shared = Workbook::of(results, Lang::Vi);
    unit_workbook(&UnitReports::new(&shared), block, at, "u.xlsx").unwrap().workbook
}

fn all_units(results: &Results, most: usize) -> Vec<(usize, usize)> {
    let blocks = results.blocks.iter().enumerate();
    let units = blocks.flat_map(|(block, b)| {
        let ranked = b.index.units.iter().enumerate().filter(|(_, unit)| unit.rank.is_some());
        ranked.map(move |(at, _)| (block, at))
    });
    units.take(most).collect()
}

#[test]
fn another_engine_comes_to_the_figures_of_every_unit() {
    let Some(office) = office() else { return };
    let mut books: Vec<(String, Vec<u8>)> = Vec::new();
    let mut rounds = given_rounds();
    rounds.extend(generated_rounds().iter().map(|(n, made)| (n.clone(), made.results.clone())));
    for (name, results) in &rounds {
        for (block, at) in all_units(results, 2) {
            books.push((format!("{name} {block} {at}"), written(results, block, at)));
        }
    }
    let bare = |(name, book): &(String, Vec<u8>)| {
        (name.clone(), rewritten(book, |_, xml| without_values(&xml)))
    };
    let stripped: Vec<(String, Vec<u8>)> = books.iter().map(bare).collect();
    let again = recalculated(&office, &stripped);
    let (mut compared, mut wrong) = (0, Vec::new());
    for ((name, book), theirs) in books.iter().zip(&again) {
        let (ours, theirs) = (Book::read(book), Book::read(theirs));
        for (sheet, own) in &ours.sheets {
            for ((row, column), formula) in &own.formulas {
                compared += 1;
                let said = [own, theirs.sheet(sheet)].map(|sheet| sheet.at(*row, *column));
                if !said[0].agrees(&said[1]) {
                    let cell = address(*row, *column);
                    wrong.push(format!("{name}: {sheet}!{cell} {said:?} ={formula}"));
                }
                // Nothing was changed: every trial is the official figure.
                let official = own.at(*row, OFFICIAL);
                if sheet == SHEET && *column == TRIAL && !official.agrees(&said[1]) {
                    wrong.push(format!("{name}: row {} {official:?} {said:?}", row + 1));
                }
            }
        }
    }
    assert!(compared > 5_000, "only {compared} formulas");
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_value_tried_gives_what_a_new_run_gives_the_unit() {
    let Some(office) = office() else { return };
    let mut chance = Chance::new(41);
    let (mut tried, mut expected) = (Vec::new(), Vec::new());
    for (name, made) in generated_rounds() {
        for _ in 0..5 {
            let (unit, item) = made.pick(&mut chance);
            let declared = &made.rubric.items[item];
            let index = &made.results.blocks[0].index.units[unit];
            let leaves = &made.results.blocks[0].scores[unit].leaves;
            let corrected = leaves
                .iter()
                .flat_map(|leaf| &leaf.inputs)
                .any(|i| i.key == declared.key && i.declared.is_some());
            if index.rank.is_none() || corrected {
                continue;
            }
            let book = written(&made.results, 0, unit);
            let cells = Book::read(&book);
            let Some(row) = cells.sheet(SHEET).row(&[(1, &declared.label)]) else { continue };
            let new = outcome(&mut chance, &declared.kind);
            let sheet = 1 + cells.sheets.iter().position(|s| s.0 == SHEET).unwrap();
            let (part, place) = (format!("xl/worksheets/sheet{sheet}.xml"), address(row, TRIAL));
            let cell = typed(&place, &new, &declared.kind);
            let bytes = rewritten(&book, |name, xml| {
                let xml = without_values(&xml);
                if name == part { with_cell(&xml, &place, &cell) } else { xml }
            });
            tried.push((format!("{name}: {} of unit {unit} is {new:?}", declared.key), bytes));
            expected.push((made.tried(unit, item, new), unit));
        }
    }
    assert!(tried.len() > 15, "only {} trials", tried.len());
    let again = recalculated(&office, &tried);
    let (mut wrong, mut points) = (Vec::new(), 0);
    for (((name, _), book), (results, unit)) in tried.iter().zip(&again).zip(&expected) {
        let book = Book::read(book);
        let sheet = book.sheet(SHEET);
        let (block, index) = (&results.blocks[0], &results.blocks[0].index.units[*unit]);
        let at = |text: &str| {
            let row = sheet.row(&[(1, text)]).unwrap_or_else(|| panic!("{name}: {text}"));
            sheet.at(row, TRIAL)
        };
        let index_shown = index.published.as_ref().map(|p| p.to_f64());
        let index_shown = index_shown.map_or(Said::Nothing, Said::Number);
        for (what, wanted) in
            [("Tổng điểm", Said::Number(index.points.to_f64())), ("Chỉ số (%)", index_shown)]
        {
            if !at(what).agrees(&wanted) {
                wrong.push(format!("{name}: {what} {:?} not {wanted:?}", at(what)));
            }
        }
        for leaf in &block.scores[*unit].leaves {
            let node = &block.rubric.nodes[leaf.node];
            if leaf.state != parindex::scores::State::Scored {
                continue;
            }
            let wanted = Said::Number(index.nodes[leaf.node].points.to_f64());
            let row = sheet.row(&[(0, node.code.as_str()), (1, &node.name)]);
            let found = sheet.at(row.unwrap(), TRIAL);
            points += 1;
            if !found.agrees(&wanted) {
                wrong.push(format!("{name}: {} {found:?} not {wanted:?}", node.code));
            }
        }
    }
    assert!(points > 200, "{points}");
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
