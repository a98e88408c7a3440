//! The formulas that several cells of an .xls sheet share, of which calamine tells no text: the
//! simple ones, as each of their cells would write them.

use std::collections::BTreeMap;

use crate::grid::address;
use crate::read::ole::u16_at;

type At = (u32, u32);

/// The shared formulas of a sheet.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The cells that have one, and the cell by which it is called.
    cells: Vec<(At, At)>,
    formulas: BTreeMap<At, Vec<u8>>,
}

impl Shared {
    /// Takes a FORMULA record: whether it only names a shared formula.
    pub(super) fn cell(&mut self, at: At, data: &[u8]) {
        let names_other = u16_at(data, 20) == Some(5) && data.get(22) == Some(&1);
        if let (true, Some(row), Some(column)) = (names_other, u16_at(data, 23), u16_at(data, 25)) {
            self.cells.push((at, (row.into(), column.into())));
        }
    }

    /// Takes a SHRFMLA record, which follows the first of its cells.
    pub(super) fn formula(&mut self, data: &[u8]) {
        let length = u16_at(data, 8).map(usize::from);
        let tokens = length.and_then(|length| data.get(10..10 + length));
        if let (Some((_, name)), Some(tokens)) = (self.cells.last(), tokens) {
            self.formulas.insert(*name, tokens.to_vec());
        }
    }

    /// Each cell with the text of its formula, as far as it is simple.
    pub(super) fn texts(&self) -> Vec<(At, String)> {
        let known = |(at, name): &(At, At)| Some((*at, text(self.formulas.get(name)?, *at)?));
        self.cells.iter().filter_map(known).collect()
    }
}

/// The text of a formula of numbers, cells, `+ − × ÷`, percent and SUM.
fn text(mut tokens: &[u8], at: At) -> Option<String> {
    let mut stack: Vec<String> = Vec::new();
    while let Some((kind, rest)) = tokens.split_first() {
        let mut used = 0;
        match kind {
            0x03..=0x06 => {
                let mark = [" + ", " - ", " * ", " / "][usize::from(kind - 0x03)];
                let (right, left) = (stack.pop()?, stack.pop()?);
                // Parentheses of the writer stand as tokens of their own.
                stack.push(format!("{left}{mark}{right}"));
            }
            0x12 => {}
            0x13 => {
                let value = stack.pop()?;
                stack.push(format!("-{value}"));
            }
            0x14 => stack.last_mut()?.push('%'),
            0x15 => {
                let value = stack.pop()?;
                stack.push(format!("({value})"));
            }
            // SUM of one argument.
            0x19 if rest.first()? & 0x10 != 0 => {
                let value = stack.pop()?;
                stack.push(format!("SUM({value})"));
                used = 3;
            }
            // A space or line end of the writer.
            0x19 if rest.first()? & 0x40 != 0 => used = 3,
            0x1E => {
                stack.push(u16_at(rest, 0)?.to_string());
                used = 2;
            }
            0x1F => {
                let number = f64::from_le_bytes(rest.get(..8)?.try_into().ok()?);
                stack.push(number.to_string());
                used = 8;
            }
            0x22 | 0x42 | 0x62 if u16_at(rest, 1)? == 4 => {
                let first = stack.len().checked_sub(usize::from(*rest.first()?))?;
                let arguments = stack.split_off(first);
                stack.push(format!("SUM({})", arguments.join(",")));
                used = 3;
            }
            0x2C | 0x4C | 0x6C => {
                stack.push(cell(u16_at(rest, 0)?, u16_at(rest, 2)?, at));
                used = 4;
            }
            0x2D | 0x4D | 0x6D => {
                let first = cell(u16_at(rest, 0)?, u16_at(rest, 4)?, at);
                stack.push(format!("{first}:{}", cell(u16_at(rest, 2)?, u16_at(rest, 6)?, at)));
                used = 8;
            }
            _ => return None,
        }
        tokens = rest.get(used..)?;
    }
    stack.pop().filter(|_| stack.is_empty())
}

/// A cell whose row or column counts from the cell of the formula.
fn cell(row: u16, column: u16, (own_row, own_column): At) -> String {
    let columns = u32::from(column & 0xFF);
    let row = match column & 0x8000 {
        0 => u32::from(row),
        _ => (u32::from(row) + own_row) % 0x1_0000,
    };
    let column = match column & 0x4000 {
        0 => columns,
        _ => (columns + own_column) % 0x100,
    };
    address(row, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_its_own_text() {
        // As LibreOffice writes G9 and G10 of =SUM(M9:N9).
        let mut shared = Shared::default();
        let formula = |row: u8| [&[row, 0, 6, 0][..], &[0; 16], &[5, 0, 1, 8, 0, 6, 0]].concat();
        shared.cell((8, 6), &formula(8));
        shared.formula(&[
            8, 0, 9, 0, 6, 6, 0, 2, 0x0D, 0, 0x2D, 0, 0, 0, 0, 6, 0xC0, 7, 0xC0, 0x19, 0x10, 0, 0,
        ]);
        shared.cell((9, 6), &formula(9));
        let texts = [((8, 6), "SUM(M9:N9)".to_string()), ((9, 6), "SUM(M10:N10)".to_string())];
        assert_eq!(shared.texts(), texts);
        // (RC[-1] - 3) / R1C1
        let tokens = [0x4C, 0, 0, 0xFF, 0xC0, 0x1E, 3, 0, 0x04, 0x15, 0x4C, 0, 0, 0, 0, 0x06];
        assert_eq!(text(&tokens, (4, 2)), Some("(B5 - 3) / A1".into()));
        assert_eq!(text(&[0x17, 1, 0, b'a'], (0, 0)), None);
        assert_eq!(text(&[0x03], (0, 0)), None);
    }
}
