//! CSV of any separator and encoding: every field is text. A row that does not have the
//! fields of its header is broken as a whole, because its values may have shifted.
//!
//! Rows are those that Excel shows: a field of several lines makes one row of them, and a line
//! `sep=;` makes none. Where an editor shows another line, messages name it beside the row.

use std::borrow::Cow;

use super::encoding::{self, Decoded};
use super::lines::{after_line, blank_lines, is_torn};
use crate::grid::{BROKEN_FIELDS, BROKEN_QUOTE, Cell, Content, Format, Grid, address};
use crate::problem::{Place, Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::input::Input;

/// Rows in which the header is looked for.
pub(super) const TOP: usize = 33;
/// Fields, filled or not, for each filled one that a file may have.
pub(super) const FIELDS_PER_CELL: usize = 4;
/// Rows that are named one by one when they are broken.
const NAMED: usize = 20;

/// One record.
pub(super) struct Record {
    pub fields: Vec<String>,
    /// The byte that it begins with.
    start: usize,
    lone_quote: bool,
}

pub(crate) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let text = decoded(input, problems)?;
    // Most fields of a form are filled; a file that has many more is none.
    let most = input.limits.cells.saturating_mul(FIELDS_PER_CELL);
    let (separator, body, skipped) = separator(&text, most);
    let records = parse(body, separator, most).ok_or_else(|| input.too_many_cells(""))?;
    within_bounds(input, &records)?;
    let header = header(&records);
    let mut cells = Builder::new(input.limits);
    let mut faults = 0;
    for (at, record) in records.iter().enumerate() {
        if cells.is_full() {
            return Err(input.too_many_cells(""));
        }
        let row = at as u32;
        let fault = header.and_then(|h| fault(record, at, h));
        if let Some((kind, reason, expected)) = fault {
            faults += 1;
            if faults <= NAMED {
                let line = skipped + lines_before(body, record.start) + 1;
                let found = record.fields.len();
                let problem = Problem::new(kind, Place::cell(input.shown, "", address(row, 0)));
                let problem = with_line(problem.with("row", row + 1), at + 1, line);
                problems.push(problem.with("found", found).with("expected", expected));
            }
            for column in 0..record.fields.len() as u32 {
                cells.push(row, column, broken(reason));
            }
            continue;
        }
        for (column, field) in record.fields.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
            let content = Content::Text(field.clone());
            cells.push(
                row,
                column as u32,
                Cell { content, format: Format::General, by_formula: false },
            );
        }
    }
    if cells.is_full() {
        return Err(input.too_many_cells(""));
    }
    let grid = Grid { file: input.shown.into(), visible: true, ..Grid::default() };
    Ok(vec![cells.finish(grid, problems)])
}

/// A text table has no stray cells: what lies beyond the bounds would be lost.
///
/// # Errors
/// Something stands in more rows or columns than a table of its kind can have.
fn within_bounds(input: &Input<'_>, records: &[Record]) -> Result<(), Problem> {
    let (rows, columns) = (input.limits.rows as usize, input.limits.columns);
    let is_filled = |record: &Record| record.fields.iter().any(|field| !field.trim().is_empty());
    if records.iter().skip(rows).any(is_filled) {
        return Err(too_long(input, rows as u64));
    }
    for (row, record) in (0..).zip(records) {
        let far = record.fields.iter().skip(columns as usize).position(|f| !f.trim().is_empty());
        if let Some(at) = far {
            return Err(too_wide(input, (row, columns + at as u32)));
        }
    }
    Ok(())
}

/// A text table with something in a column beyond the bound.
pub(super) fn too_wide(input: &Input<'_>, (row, column): (u32, u32)) -> Problem {
    let problem = input.problem(&files::FILE_COLUMNS).with("first", address(row, column));
    limited(problem, u64::from(input.limits.columns))
}

/// A text table with more rows than so many.
pub(super) fn too_long(input: &Input<'_>, most: u64) -> Problem {
    limited(input.problem(&files::FILE_ROWS), most)
}

fn limited(problem: Problem, most: u64) -> Problem {
    let digits = most.to_string();
    let grouped = |mark: char| {
        let place = |(at, digit): (usize, char)| {
            let left = digits.len() - at;
            let parts = (at > 0 && left.is_multiple_of(3)).then_some(mark);
            parts.into_iter().chain([digit])
        };
        digits.chars().enumerate().flat_map(place).collect::<String>()
    };
    problem.said("limit", grouped('.'), grouped(','))
}

/// How many lines end before the byte.
fn lines_before(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[..start.min(text.len())];
    let ends = |at: usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| ends(*at)).count()
}

/// The line that an editor shows, where it is not the row that Excel shows.
fn with_line(problem: Problem, row: usize, line: usize) -> Problem {
    if row == line {
        return problem.with("line", "");
    }
    let vi = format!(" (dòng {line} khi mở bằng Notepad)");
    problem.said("line", vi, format!(" (line {line} in a text editor)"))
}

/// The file's text.
///
/// # Errors
/// Bytes in no encoding that is known for certain.
pub(super) fn decoded<'b>(
    input: &Input<'b>,
    problems: &mut Problems,
) -> Result<Cow<'b, str>, Problem> {
    match encoding::decode(input.bytes) {
        Some(Decoded::Text(text)) => Ok(text),
        Some(Decoded::From1258(text)) => {
            problems.push(input.problem(&files::TEXT_1258));
            Ok(text.into())
        }
        None => Err(input.problem(&files::TEXT_ENCODING)),
    }
}

/// The separator, the text after a `sep=` line, and how many lines that took. Excel shows no
/// row for it.
pub(super) fn separator(text: &str, most: usize) -> (u8, &str, usize) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut chars = rest.chars();
        if let Some(c) = chars.next().filter(char::is_ascii) {
            let body = chars.as_str();
            let body = body.strip_prefix('\r').unwrap_or(body);
            return (c as u8, body.strip_prefix('\n').unwrap_or(body), 1);
        }
    }
    let head: String = text.split_inclusive(['\n', '\r']).take(2 * TOP).collect();
    let best = [b',', b'\t', b';'].into_iter().max_by_key(|separator| {
        let records = parse(&head, *separator, most).unwrap_or_default();
        let width = records.iter().map(different_names).max().unwrap_or(0);
        let fields = records.iter().find(|r| different_names(r) == width).map(|r| r.fields.len());
        // A long text may have more commas than the header has columns, but then alone.
        width * records.iter().filter(|r| Some(r.fields.len()) == fields).count()
    });
    (best.unwrap_or(b','), text, 0)
}

/// How many different words stand in a record: a header may have one twice.
fn different_names(record: &Record) -> usize {
    let filled = record.fields.iter().map(|f| f.trim());
    let words: std::collections::BTreeSet<&str> =
        filled.filter(|f| f.chars().any(char::is_alphabetic)).collect();
    words.len()
}

/// How many columns a record names, if it can be a header: all its words distinct.
fn names(record: &Record) -> usize {
    let filled = || record.fields.iter().map(|f| f.trim()).filter(|f| !f.is_empty());
    let mut distinct: Vec<&str> = filled().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < filled().count() {
        return 0;
    }
    filled().filter(|f| f.chars().any(char::is_alphabetic)).count()
}

/// The header of the file.
#[derive(Clone, Copy)]
struct Header {
    at: usize,
    /// Columns up to the last one with a name.
    width: usize,
    /// Fields, with blank ones at the end.
    fields: usize,
}

/// The first of the widest heads among the top rows.
fn header(records: &[Record]) -> Option<Header> {
    let top = records.iter().take(TOP).enumerate();
    let (at, named) = top.map(|(at, r)| (at, names(r))).rev().max_by_key(|(_, n)| *n)?;
    let fields = &records[at].fields;
    let width = fields.iter().rposition(|f| !f.trim().is_empty())? + 1;
    (named >= 2).then_some(Header { at, width, fields: fields.len() })
}

type Broken = (&'static crate::problem::Kind, &'static str, usize);

fn fault(record: &Record, at: usize, header: Header) -> Option<Broken> {
    if record.lone_quote {
        return Some((&files::CSV_QUOTE, BROKEN_QUOTE, header.width));
    }
    let filled = record.fields.iter().filter(|f| !f.trim().is_empty()).count();
    let last = record.fields.iter().rposition(|f| !f.trim().is_empty()).map_or(0, |l| l + 1);
    let found = record.fields.len();
    // A blank field too many at the end: a decimal comma may have pushed it there.
    let differs = last > header.width || found < header.width || found > header.fields;
    let expected = if found > header.fields { header.fields } else { header.width };
    // A line of text, such as a signature, has no columns that could have shifted.
    (at > header.at && filled > 1 && differs).then_some((
        &files::CSV_FIELDS,
        BROKEN_FIELDS,
        expected,
    ))
}

/// A field as a spreadsheet shows it. Programs write `="90"` so that Excel keeps a text as it is.
fn plain_field(field: &str) -> String {
    match kept_text(field.as_bytes()) {
        Some(_) => field[2..field.len() - 1].replace("\"\"", "\""),
        None => field.to_string(),
    }
}

/// The text inside `="…"`; `None` for all other fields.
pub(super) fn kept_text(field: &[u8]) -> Option<&[u8]> {
    let inside = field.strip_prefix(b"=\"")?.strip_suffix(b"\"")?;
    let mut marks = inside.split(|b| *b == b'"').map(<[u8]>::is_empty).skip(1).step_by(2);
    let paired = memchr::memchr_iter(b'"', inside).count().is_multiple_of(2);
    (paired && marks.all(|between| between)).then_some(inside)
}

/// All records, a blank line as one without fields. A quotation mark that is never closed would
/// swallow what follows, so then its line is a record by itself, marked, and reading goes on with
/// the next line. `None` when there are more than `most` fields, a blank line counted as one.
pub(super) fn parse(text: &str, separator: u8, most: usize) -> Option<Vec<Record>> {
    let mut all: Vec<Record> = Vec::new();
    let (mut offset, mut count) = (0, 0);
    let mut record = ::csv::StringRecord::new();
    'reader: while offset < text.len() {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(&text.as_bytes()[offset..]);
        while reader.read_record(&mut record).unwrap_or(false) {
            // Blank lines are not records of the csv crate, but they are rows of the sheet.
            let start = offset + record.position().map_or(0, |p| p.byte() as usize);
            let (blank, start) = blank_lines(text.as_bytes(), start);
            let end = offset + reader.position().byte() as usize;
            let raw = text.get(start..end).unwrap_or_default();
            // A record of one or two fields does not tell what a row looks like.
            let fields_of_a_row = if record.len() > 2 { record.len() } else { usize::MAX };
            let lone_quote = is_torn(raw.as_bytes(), separator, fields_of_a_row);
            let line = raw.split(['\n', '\r']).next().unwrap_or_default();
            let fields: Vec<String> = match lone_quote {
                true => line.split(char::from(separator)).map(str::to_string).collect(),
                false => record.iter().map(plain_field).collect(),
            };
            count += blank + fields.len();
            if count > most {
                return None;
            }
            all.extend((0..blank).map(|_| Record { fields: Vec::new(), start, lone_quote: false }));
            all.push(Record { fields, start, lone_quote });
            if lone_quote {
                offset = after_line(text.as_bytes(), start + line.len());
                continue 'reader;
            }
        }
        break;
    }
    Some(all)
}
