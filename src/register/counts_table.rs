//! A table of counts that another engine made from the same register: unit, item, whole number.

use std::collections::BTreeMap;

use crate::grid::{Grid, number_text};
use crate::problem::{Problem, Problems, kinds::register as kinds};
use crate::round::{Names, Round};
use crate::table::{self, Column, label_of, place};
use crate::text::tidy;
use crate::value::Origin;

/// A count that was reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// Position in `Round::units`.
    pub unit: usize,
    pub item: String,
    pub value: i64,
    pub origin: Origin,
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("register", &["register", "Sổ"]),
        Column::required("unit", &["unit", "Đơn vị", "Mã đơn vị"]),
        Column::required("item", &["item", "Mã số liệu"]),
        Column::required("value", &["value", "Giá trị"]),
    ]
}

/// The counts of one register; rows of others are passed over, rows that cannot be used are told, and
/// of two different counts of one item neither is taken.
pub fn from_counts(
    grid: &Grid,
    register: &str,
    (round, names): (&Round, &Names),
    items: &[&str],
    problems: &mut Problems,
) -> Vec<Reported> {
    let table = match table::find(grid, &columns()) {
        Ok(table) => table,
        Err(fault) => {
            problems.push(fault.problem(grid));
            return Vec::new();
        }
    };
    let mut found: BTreeMap<(usize, String), Option<Reported>> = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
        let text = |id: &str| {
            let cell = table.cell(row, id).and_then(label_of);
            cell.map(|text| tidy(&text)).unwrap_or_default()
        };
        let named = text("register");
        if !named.is_empty() && named != register {
            continue;
        }
        let column = table.column("value").unwrap_or(0);
        let mut wrong = |vi: String, en: String| {
            let problem = Problem::new(&kinds::COUNTS, place(grid, row.index, column));
            problems.push(problem.said("detail", vi, en));
        };
        let (unit, item, value) = (text("unit"), text("item"), text("value"));
        let position = round.units.iter().position(|own| own.id.as_str() == unit);
        let Some(position) = position.or_else(|| names.unit(&unit)) else {
            wrong(format!("không có đơn vị “{unit}”"), format!("there is no unit “{unit}”"));
            continue;
        };
        if !items.contains(&item.as_str()) {
            wrong(
                format!("không có số liệu “{item}” đếm từ sổ “{register}”"),
                format!("no item “{item}” is counted from “{register}”"),
            );
            continue;
        }
        let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        let Some(number) = value.parse::<i64>().ok().filter(|_| digits) else {
            wrong(
                format!("“{value}” không phải số nguyên không âm"),
                format!("“{value}” is no whole number"),
            );
            continue;
        };
        let origin = grid.origin(row.index, column);
        let one = Reported { unit: position, item: item.clone(), value: number, origin };
        match found.get_mut(&(position, item.clone())) {
            None => {
                found.insert((position, item), Some(one));
            }
            Some(before) if before.as_ref().is_some_and(|b| b.value == number) => {}
            Some(before) => {
                let first = before.take().map(|b| number_text(b.value as f64)).unwrap_or_default();
                wrong(
                    format!("“{item}” của “{unit}” ghi hai lần khác nhau ({first} và {number})"),
                    format!("“{item}” of “{unit}” stands twice ({first} and {number})"),
                );
            }
        }
    }
    found.into_values().flatten().collect()
}
