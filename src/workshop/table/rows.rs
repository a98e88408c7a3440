//! The rows of a table one by one: criteria, lines of a scale, totals, and what continues.

use super::codes::{self, Written};
use super::columns::{Heading, Role};
use super::entries::{Annex, Entry, Where};
use crate::grid::{Cell, Content, Format, Grid};
use crate::terms::Exact;
use crate::text::{fold, tidy};

/// A criterion with its code as it stands.
struct Raw {
    code: Written,
    entry: Entry,
}

pub(super) fn read(tables: &[Grid], annex: &mut Annex) {
    let mut heading: Option<Heading> = None;
    let mut raws: Vec<Raw> = Vec::new();
    for grid in tables.iter().filter(|grid| grid.visible) {
        let own = Heading::of(grid);
        let begins_again = own.is_some() && begins_again(grid, own.as_ref(), &raws);
        if begins_again {
            annex.remark(
                Some(Where { table: grid.sheet.clone(), row: 1 }),
                "bảng này lại bắt đầu từ mã đầu, có thể là bộ tiêu chí khác; chưa đọc. Để riêng bảng này trong một tệp rồi chạy lại".to_string(),
                "this table begins with the first code again, perhaps another set; not read. Put it into a file of its own".to_string(),
            );
            continue;
        }
        let width = grid.rows.iter().filter_map(|row| row.cells.last()).map(|(c, _)| c + 1).max();
        let (columns, first) = match (own, &heading) {
            (Some(own), _) => {
                let first = own.last + 1;
                (own, first)
            }
            // a table that goes on in the next one, without a heading
            (None, Some(before)) if width == Some(before.width) => (before.clone(), 0),
            _ => continue,
        };
        Body { grid, heading: &columns, raws: &mut raws, annex }.read(first);
        heading = Some(columns);
    }
    dotted(raws, annex);
}

/// Whether the first code of the table was there before.
fn begins_again(grid: &Grid, heading: Option<&Heading>, raws: &[Raw]) -> bool {
    let Some(column) = heading.and_then(|heading| heading.column(Role::Code)) else { return false };
    let after = heading.map_or(0, |heading| heading.last);
    let rows = grid.rows.iter().filter(|row| row.index > after);
    let mut codes = rows.filter_map(|row| codes::written(&row.cell(column)?.raw()));
    codes.next().is_some_and(|first| raws.first().is_some_and(|raw| raw.code == first))
}

struct Body<'b> {
    grid: &'b Grid,
    heading: &'b Heading,
    raws: &'b mut Vec<Raw>,
    annex: &'b mut Annex,
}

impl Body<'_> {
    fn read(&mut self, first: u32) {
        let rows: Vec<u32> = self.grid.rows.iter().map(|row| row.index).collect();
        for row in rows.into_iter().filter(|row| *row >= first) {
            if self.heading.is_repeated(self.grid, row) || self.is_numbers(row) {
                continue;
            }
            if self.is_end(row) {
                return;
            }
            self.row(row);
        }
    }

    fn cell(&self, row: u32, role: Role) -> Option<&Cell> {
        let column = self.heading.column(role)?;
        let covered =
            self.grid.merged_at(row, column).is_some_and(|area| area.first != (row, column));
        if covered { None } else { self.grid.cell(row, column) }
    }

    fn text(&self, row: u32, role: Role) -> String {
        let raw = self.cell(row, role).map(Cell::raw).unwrap_or_default();
        let lines = raw.lines().map(tidy).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn place(&self, row: u32) -> Where {
        let table = match self.grid.sheet.is_empty() {
            true => self.grid.file.clone(),
            false => self.grid.sheet.clone(),
        };
        Where { table, row: row + 1 }
    }

    /// `(1) (2) (3)`: the numbers of the columns.
    fn is_numbers(&self, row: u32) -> bool {
        let Some(row) = self.grid.row(row) else { return false };
        let number = |(at, cell): (usize, &(u32, Cell))| {
            let raw = cell.1.raw();
            tidy(&raw).trim_matches(['(', ')']).parse::<usize>() == Ok(at + 1)
        };
        row.cells.len() >= 3 && row.cells.iter().enumerate().all(number)
    }

    /// What stands below the table: signatures and notes.
    fn is_end(&self, row: u32) -> bool {
        const ENDS: &[&str] = &["tm. ", "nơi nhận", "ghi chú", "kt. ", "người lập", "chủ tịch"];
        let blank = self.text(row, Role::Max).is_empty() && self.code(row).is_none();
        let Some(row) = self.grid.row(row) else { return false };
        let first = row.cells.first().map(|(_, cell)| fold(&cell.raw())).unwrap_or_default();
        blank && ENDS.iter().any(|end| first.starts_with(end))
    }

    /// The code of the row with the name that stands in the same cell, if one does.
    fn code(&self, row: u32) -> Option<(Written, Option<String>)> {
        let last = self.raws.iter().rev().find_map(|raw| match &raw.code {
            Written::Numbers(parts) => Some(parts.clone()),
            _ => None,
        });
        let expected = codes::successors(&last.unwrap_or_default());
        if let Some(cell) = self.cell(row, Role::Code) {
            let text = codes::of_cell(cell, &expected).ok()?;
            if let Some(code) = codes::written(&text) {
                return Some((code, None));
            }
            return codes::before_words(&text).map(|(code, words)| (code, Some(words)));
        }
        if self.heading.column(Role::Code).is_some() {
            return None;
        }
        codes::before_words(&self.text(row, Role::Name)).map(|(code, words)| (code, Some(words)))
    }

    fn row(&mut self, row: u32) {
        let own_name = self.text(row, Role::Name);
        self.doubts(row);
        if self.total(row, &own_name) {
            return;
        }
        let coded = self.code(row);
        let max_text = self.text(row, Role::Max);
        if let Some((code, inside)) = coded {
            let name = inside.unwrap_or(own_name.replace('\n', " "));
            let lettered = matches!(code, Written::Letter(_));
            if !(name.is_empty() || lettered && max_text.is_empty()) {
                return self.criterion(row, code, name, &max_text);
            }
        }
        self.continues(row, &own_name, &max_text);
    }

    fn criterion(&mut self, row: u32, code: Written, name: String, max_text: &str) {
        let place = self.place(row);
        let max = points(max_text);
        if max.is_none() && !max_text.is_empty() {
            self.annex.remark(
                Some(place.clone()),
                format!("không đọc được điểm tối đa “{max_text}”"),
                format!("the maximum “{max_text}” cannot be read"),
            );
        }
        let entry = Entry {
            code: String::new(),
            name,
            max,
            scale: self.text(row, Role::Scale),
            proof: self.text(row, Role::Proof),
            appraiser: self.text(row, Role::Appraiser),
            place,
        };
        self.raws.push(Raw { code, entry });
    }

    /// Struck out text, and numbers that only Word knows.
    fn doubts(&mut self, row: u32) {
        let Some(cells) = self.grid.row(row) else { return };
        let struck = cells.cells.iter().any(|(_, cell)| cell.format == Format::Marked);
        let code = self.cell(row, Role::Code);
        let unread = code.is_some_and(|cell| match &cell.content {
            Content::Broken(_) | Content::Error(_) | Content::Uncomputed => true,
            Content::Date(_) => self.code(row).is_none(),
            _ => false,
        });
        let place = self.place(row);
        if struck {
            self.annex.remark(
                Some(place.clone()),
                "có chữ bị gạch ngang hoặc chữ nhỏ trên, dưới dòng; xem lại dòng này".to_string(),
                "text is struck out or raised; look at this row".to_string(),
            );
        }
        if unread {
            self.annex.remark(
                Some(place),
                "không đọc được số thứ tự (do Word tự đánh, hoặc Excel đổi thành ngày); gõ số thứ tự thành chữ rồi chạy lại".to_string(),
                "the code cannot be read (numbered by Word, or made a date by Excel); type it as text and run again".to_string(),
            );
        }
    }

    /// `Tổng cộng`: kept to compare, no criterion.
    fn total(&mut self, row: u32, name: &str) -> bool {
        const TOTALS: &[&str] = &["tổng cộng", "tổng điểm", "tổng số điểm", "tổng số"];
        let first = self.cell(row, Role::Code).map(Cell::raw).unwrap_or_default();
        let is_total = |words: &str| {
            let words = fold(words);
            let words = words.trim_end_matches([':', '.']);
            matches!(words, "tổng" | "cộng") || TOTALS.iter().any(|total| words.starts_with(total))
        };
        if !is_total(name) && !is_total(&first) || self.code(row).is_some() {
            return false;
        }
        let place = self.place(row);
        if let Some(total) = points(&self.text(row, Role::Max)) {
            self.annex.total = Some((total, place));
        }
        true
    }

    /// A row without a code: a line of the scale, or the rest of what stands above.
    fn continues(&mut self, row: u32, name: &str, max_text: &str) {
        let (scale, proof) = (self.text(row, Role::Scale), self.text(row, Role::Proof));
        let appraiser = self.text(row, Role::Appraiser);
        let Some(raw) = self.raws.last_mut() else { return };
        let entry = &mut raw.entry;
        let join = |to: &mut String, text: &str| {
            if !text.is_empty() {
                let gap = if to.is_empty() { "" } else { "\n" };
                *to = format!("{to}{gap}{text}");
            }
        };
        let goes_on = name.chars().next().is_some_and(char::is_lowercase)
            && max_text.is_empty()
            && entry.scale.is_empty()
            && !name.contains([':', '%']);
        match (name.is_empty(), max_text.is_empty()) {
            (false, _) if goes_on => {
                entry.name = format!("{} {}", entry.name, name.replace('\n', " "))
            }
            (false, false) if name.trim_end().ends_with(':') => {
                join(&mut entry.scale, &format!("{name} {max_text}"));
            }
            (false, false) => join(&mut entry.scale, &format!("{name}: {max_text}")),
            (false, true) => join(&mut entry.scale, name),
            (true, false) if entry.max.is_none() => entry.max = points(max_text),
            (true, false) => join(&mut entry.scale, max_text),
            (true, true) => {}
        }
        join(&mut entry.scale, &scale);
        join(&mut entry.proof, &proof);
        if fold(&entry.appraiser) != fold(&appraiser) {
            join(&mut entry.appraiser, &appraiser);
        }
    }
}

/// `10`, `10,5`, `10 điểm`.
fn points(text: &str) -> Option<Exact> {
    let words = fold(text);
    let bare = ["điểm", "đ"].iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(&words);
    let plain = bare.trim().replace(',', ".");
    let digits = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    digits.then(|| Exact::from_decimal(&plain)).flatten().filter(|points| *points > Exact::zero())
}

/// Codes with their fields in front; a code that stands twice is told and left out.
fn dotted(raws: Vec<Raw>, annex: &mut Annex) {
    let stacked = stacked(&raws);
    let mut field: Option<(usize, bool)> = None;
    let mut before = String::new();
    let mut fields = stacked.into_iter();
    for raw in raws {
        let mut entry = raw.entry;
        let lettered = matches!(raw.code, Written::Letter(_));
        entry.code = match raw.code {
            Written::Roman(number) => {
                field = Some((number, fields.next().unwrap_or(false)));
                number.to_string()
            }
            Written::Numbers(parts) => match field {
                Some((field, true)) => format!("{field}.{}", parts.join(".")),
                _ => parts.join("."),
            },
            Written::Letter(letter) => format!("{before}.{letter}"),
        };
        if annex.entries.iter().any(|other| other.code == entry.code) {
            let (code, place) = (entry.code.clone(), entry.place.clone());
            annex.remark(
                Some(place),
                format!("mã {code} có hai dòng; dòng này chưa được đưa vào"),
                format!("the code {code} stands twice; this row was left out"),
            );
            continue;
        }
        if !lettered {
            before = entry.code.clone();
        }
        annex.entries.push(entry);
    }
}

/// For each Roman field, whether the codes below it count from it and do not name it.
fn stacked(raws: &[Raw]) -> Vec<bool> {
    let mut fields: Vec<(usize, bool)> = Vec::new();
    for raw in raws {
        match &raw.code {
            Written::Roman(number) => fields.push((*number, false)),
            Written::Numbers(parts) => {
                if let Some((number, stacked)) = fields.last_mut() {
                    *stacked |= parts.len() == 1 || parts[0] != number.to_string();
                }
            }
            Written::Letter(_) => {}
        }
    }
    fields.into_iter().map(|(_, stacked)| stacked).collect()
}
