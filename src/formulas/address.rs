//! Addresses of cells, and sums over them.

use crate::expr::excel::Formula;
use crate::grid::column_letters;

/// A cell of the workbook; rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// `None` for the sheet of the formula itself.
    pub sheet: Option<&'a str>,
    pub row: u32,
    pub column: usize,
}

impl<'a> Address<'a> {
    pub(crate) fn here(row: u32, column: usize) -> Address<'a> {
        Address { sheet: None, row, column }
    }

    pub(crate) fn on(sheet: &'a str, row: u32, column: usize) -> Address<'a> {
        Address { sheet: Some(sheet), row, column }
    }

    pub(crate) fn formula(self) -> Formula {
        Formula::cell(self.to_string())
    }

    /// The range from this cell to one of the same sheet.
    pub(crate) fn to(self, row: u32, column: usize) -> String {
        format!("{self}:{}", Address::here(row, column))
    }
}

/// As formulas write it: `'Chi tiết (2)'!C5`.
impl std::fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(sheet) = self.sheet {
            write!(f, "'{}'!", sheet.replace('\'', "''"))?;
        }
        write!(f, "{}{}", column_letters(self.column as u32), self.row + 1)
    }
}

/// Rows of a column, neighbours joined to ranges.
pub(crate) fn ranges(sheet: Option<&str>, rows: &[u32], column: usize) -> Vec<Formula> {
    let mut list: Vec<(u32, u32)> = Vec::new();
    for &row in rows {
        match list.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => list.push((row, row)),
        }
    }
    let range = |(first, last): (u32, u32)| {
        let from = Address { sheet, row: first, column };
        Formula::cell(if first == last { from.to_string() } else { from.to(last, column) })
    };
    list.into_iter().map(range).collect()
}

/// The sum of cells of a column; words among them count nothing.
pub(crate) fn sum_of(sheet: Option<&str>, rows: &[u32], column: usize) -> Formula {
    match rows {
        [] => Formula::whole(0),
        _ => Formula::call("SUM", ranges(sheet, rows, column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_excel_reads_them() {
        assert_eq!(Address::here(0, 0).to_string(), "A1");
        assert_eq!(Address::here(9, 26).to_string(), "AA10");
        assert_eq!(Address::here(9, 701).to_string(), "ZZ10");
        assert_eq!(Address::here(9, 702).to_string(), "AAA10");
        assert_eq!(Address::on("Bí'p", 4, 2).to_string(), "'Bí''p'!C5");
        assert_eq!(sum_of(None, &[1, 2, 3, 7], 1).to_string(), "SUM(B2:B4,B8)");
    }
}
