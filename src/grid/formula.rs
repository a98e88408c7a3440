//! What the text of a formula tells of its stored result, and the result of a simple one:
//! `+ − × ÷`, percent, parentheses and SUM over cells of the same sheet.

use super::{Content, Grid};

/// A longer formula is not simple.
const LONGEST: usize = 512;
const DEEPEST: u32 = 32;
/// Cells that one formula may add up.
const MOST_CELLS: u64 = 20_000;

/// What the text of a formula says of its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// It calls another program or the net: `cmd|'/c calc'!A0`, `DDE(…)`, `WEBSERVICE(…)`.
    OtherProgram,
    /// It reads another file, which may have changed since.
    OtherFile,
    /// It gives another result every day, or every time.
    Changing,
    Usual,
}

impl Formula {
    /// `text` without its `=`, in the notation of Excel.
    pub fn of(text: &str) -> Formula {
        let code = without_strings(text);
        if calls_program(&code) {
            Formula::OtherProgram
        } else if reads_other_file(&code) {
            Formula::OtherFile
        } else if ["TODAY(", "NOW(", "RAND(", "RANDBETWEEN("].iter().any(|f| calls(&code, f)) {
            Formula::Changing
        } else {
            Formula::Usual
        }
    }
}

/// `[1]Sheet!A1`, `'[a.xlsx]Sheet'!A1`, `'file:///a.ods'#$Sheet.A1`.
fn reads_other_file(code: &str) -> bool {
    let bracketed = code.split('[').skip(1).any(|part| {
        let inside = part.split(']').next().unwrap_or_default();
        let number = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
        number || [".XLS", ".ODS", ".CSV"].iter().any(|kind| inside.contains(kind))
    });
    bracketed || code.contains("FILE://")
}

/// The functions that reach out of the workbook.
const OUTSIDE: &[&str] = &[
    "DDE(",
    "DDEAUTO(",
    "RTD(",
    "WEBSERVICE(",
    "CALL(",
    "REGISTER(",
    "REGISTER.ID(",
    "EXEC(",
    "IMPORTDATA(",
    "IMPORTXML(",
    "IMPORTHTML(",
    "IMPORTFEED(",
    "IMPORTRANGE(",
];

/// `program|topic!item`, or one of the functions that reach out.
fn calls_program(code: &str) -> bool {
    let linked = code.split_once('|').is_some_and(|(program, rest)| {
        let name = program.trim_start_matches(['=', '+', '-', '@', ' ', '(']);
        let is_name = |c: char| c.is_alphanumeric() || "_.'\\:/ ".contains(c);
        !name.is_empty() && name.chars().all(is_name) && rest.contains('!')
    });
    linked || OUTSIDE.iter().any(|function| calls(code, function))
}

fn calls(code: &str, function: &str) -> bool {
    code.match_indices(function).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == '.'))
    })
}

/// In capitals, with texts between quotation marks left out.
fn without_strings(text: &str) -> String {
    let outside = text.split('"').step_by(2);
    outside.collect::<Vec<_>>().join("\"").to_uppercase()
}

/// The result of a simple formula of the sheet; `None` when it is not simple, or when one of
/// its cells holds something other than a number.
pub fn compute(grid: &Grid, text: &str) -> Option<f64> {
    if text.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { grid, rest: text.as_bytes(), depth: 0, cells: 0 };
    let value = reader.sum()?;
    reader.spaces();
    (reader.rest.is_empty() && value.is_finite()).then_some(value)
}

struct Reader<'g> {
    grid: &'g Grid,
    rest: &'g [u8],
    depth: u32,
    /// Cells read so far.
    cells: u64,
}

type At = (u32, u32);

impl Reader<'_> {
    fn spaces(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn takes(&mut self, mark: u8) -> bool {
        self.spaces();
        let found = self.rest.first() == Some(&mark);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    fn sum(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut value = self.product()?;
        loop {
            if self.takes(b'+') {
                value += self.product()?;
            } else if self.takes(b'-') {
                value -= self.product()?;
            } else {
                self.depth -= 1;
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.signed()?;
        loop {
            if self.takes(b'*') {
                value *= self.signed()?;
            } else if self.takes(b'/') {
                value /= self.signed()?;
            } else {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<f64> {
        let mut sign = 1.0;
        loop {
            if self.takes(b'-') {
                sign = -sign;
            } else if !self.takes(b'+') {
                break;
            }
        }
        let mut value = sign * self.single()?;
        while self.takes(b'%') {
            value /= 100.0;
        }
        Some(value)
    }

    fn single(&mut self) -> Option<f64> {
        if self.takes(b'(') {
            let value = self.sum()?;
            return self.takes(b')').then_some(value);
        }
        if self.rest.first().is_some_and(|b| b.is_ascii_digit() || *b == b'.') {
            return self.number();
        }
        let is_sum = self.rest.get(..3).is_some_and(|name| name.eq_ignore_ascii_case(b"SUM"));
        if is_sum && self.rest[3..].trim_ascii_start().starts_with(b"(") {
            self.rest = &self.rest[3..];
            self.takes(b'(');
            return self.sum_of();
        }
        let at = self.cell()?;
        self.value(at)
    }

    fn number(&mut self) -> Option<f64> {
        let length = self.rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        // `1E3`, `2Sheet!A1`, `1:1`
        if rest.first().is_some_and(|b| b.is_ascii_alphabetic() || b"_!:".contains(b)) {
            return None;
        }
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// The arguments of SUM, after its opening parenthesis.
    fn sum_of(&mut self) -> Option<f64> {
        let mut total = 0.0;
        loop {
            total += self.argument()?;
            if self.takes(b')') {
                return Some(total);
            }
            if !self.takes(b',') && !self.takes(b';') {
                return None;
            }
        }
    }

    /// A range, whose texts do not count, or any value.
    fn argument(&mut self) -> Option<f64> {
        self.spaces();
        let before = self.rest;
        let ends = |reader: &mut Self| {
            reader.spaces();
            reader.rest.first().is_some_and(|b| b",;)".contains(b))
        };
        if let Some(first) = self.cell() {
            let last = if self.takes(b':') { self.cell()? } else { first };
            if ends(self) {
                return self.range(first, last);
            }
        }
        self.rest = before;
        self.sum()
    }

    fn range(&mut self, first: At, last: At) -> Option<f64> {
        let rows = first.0.min(last.0)..=first.0.max(last.0);
        let columns = first.1.min(last.1)..=first.1.max(last.1);
        let mut total = 0.0;
        let from = self.grid.rows.partition_point(|row| row.index < *rows.start());
        for row in self.grid.rows[from..].iter().take_while(|row| rows.contains(&row.index)) {
            for (_, cell) in row.cells.iter().filter(|(column, _)| columns.contains(column)) {
                self.cells += 1;
                total += match &cell.content {
                    Content::Number(n) => *n,
                    Content::Text(_) | Content::Bool(_) => 0.0,
                    _ => return None,
                };
            }
        }
        (self.cells <= MOST_CELLS).then_some(total)
    }

    fn value(&mut self, (row, column): At) -> Option<f64> {
        match self.grid.cell(row, column).map(|cell| &cell.content) {
            None => Some(0.0),
            Some(Content::Number(n)) => Some(*n),
            _ => None,
        }
    }

    /// `G14`, `$G$14`; nothing of a longer name or another sheet.
    fn cell(&mut self) -> Option<At> {
        self.takes(b'$');
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (name, rest) = self.rest.split_at(letters);
        let rest = rest.strip_prefix(b"$").unwrap_or(rest);
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (number, rest) = rest.split_at(digits);
        let goes_on = rest
            .first()
            .is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || b"_!(.[#'".contains(b));
        if !(1..=3).contains(&letters) || !(1..=7).contains(&digits) || goes_on {
            return None;
        }
        let at = super::position(&[name, number].concat())?;
        self.rest = rest;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Format, Row};

    /// A1 = 114, B1 = 120, C1 = text, A2 = 6, B2 blank.
    fn grid() -> Grid {
        let cell = |content| Cell { content, format: Format::General, by_formula: false };
        let number = |n| cell(Content::Number(n));
        let first = vec![
            (0, number(114.0)),
            (1, number(120.0)),
            (2, cell(Content::Text("114".into()))),
            (3, cell(Content::Error("#REF!".into()))),
        ];
        let rows =
            vec![Row { index: 0, cells: first }, Row { index: 1, cells: vec![(0, number(6.0))] }];
        Grid { rows, ..Grid::default() }
    }

    #[test]
    fn simple_formulas_are_computed() {
        let grid = grid();
        for (text, value) in [
            ("A1", 114.0),
            ("A1/B1", 0.95),
            ("$A$1 / B$1*100", 95.0),
            ("SUM(A1:B2)", 240.0),
            ("sum(A1:C1,A2;1)", 241.0),
            ("SUM(A1*2,A2)", 234.0),
            ("-(A1-B1)+2*3", 12.0),
            ("95%", 0.95),
            ("-50%+1", 0.5),
            ("B2+1", 1.0),
            ("SUM(B2)", 0.0),
            ("A1-A2-8", 100.0),
        ] {
            assert_eq!(compute(&grid, text), Some(value), "{text}");
        }
        for other in [
            "C1+1",
            "D1",
            "SUM(D1:D2)",
            "Sheet2!A1",
            "'Tự chấm'!A1",
            "AVERAGE(A1:A2)",
            "A1^2",
            "A1/B2",
            "A1:B1",
            "1E3",
            "\"a\"",
            "A1&B1",
            "(A1",
            "A1)",
            "",
            "SUM()",
            "Tổng",
            "A1.B2",
            "A0",
            "ROUND(A1,2)",
            "SUM(A1:A2",
            "XFE1",
        ] {
            assert_eq!(compute(&grid, other), None, "{other}");
        }
        assert_eq!(compute(&grid, &"(".repeat(400)), None);
    }

    #[test]
    fn links_and_changing_results_are_known() {
        for text in ["[1]Sheet1!A1", "SUM('[bao cao.xlsx]T1'!B2)", "'file:///a.ods'#$T.A1"] {
            assert_eq!(Formula::of(text), Formula::OtherFile, "{text}");
        }
        for text in ["TODAY()", "A1+now()", "IF(A1,RAND(),1)"] {
            assert_eq!(Formula::of(text), Formula::Changing, "{text}");
        }
        for text in ["SUM(A1:A2)", "Table1[Cột 1]", "MYTODAY()", "IF(A1,\"[1] TODAY()\",2)"] {
            assert_eq!(Formula::of(text), Formula::Usual, "{text}");
        }
    }
}
