//! Text tables of any length, read in bounded pieces on all cores: a file of ten million rows
//! takes no more memory than what its reader keeps of it. Short files go the same way.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::csv::{FIELDS_PER_CELL, TOP, decoded, kept_text, parse, separator, too_long, too_wide};
use super::lines::{after_line, blank_lines, is_torn};
use super::pieces::{Cutter, LONGEST, Source};
use crate::grid::{Cell, Content, Format, Grid, Held, Line, Row, TakeRows};
use crate::problem::{Place, Problem, Problems, kinds::files};
use crate::read::disk::{cannot_read, gone, hex, sha256, size_of};
use crate::read::found::Found;
use crate::read::input::{Input, Limits};
use crate::read::sniff;

/// Bytes by which a file is judged.
const HEAD: usize = 1 << 20;
/// Files up to this are decoded as a whole, whatever their encoding.
const SHORT: u64 = 64 << 20;

/// Rows of a text table: ten years of a whole country's forms.
const MOST_ROWS: u64 = 200_000_000;

/// A text table that is open for reading.
pub struct LongTable {
    /// The rows in which a header may stand.
    pub head: Grid,
    /// Of the bytes of the file, in lower-case hex.
    pub sha256: String,
    separator: u8,
    source: Source,
}

/// Opens a text table; `None` when the file is something else, which is for [`crate::read::book`] to
/// read or refuse.
///
/// # Errors
/// A text file that cannot be read: too large, or in no clear encoding.
pub fn long_table(
    found: &Found,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Option<LongTable>, Problem> {
    let (path, shown) = (found.path.as_path(), found.shown.as_str());
    let failed = |e: std::io::Error| gone(cannot_read(shown, &e));
    let size = size_of(path, shown).map_err(gone)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    let input = Input { bytes: &head, shown, extension: &extension, limits };
    if !matches!(sniff::format(&input), Ok(sniff::Format::Text)) {
        return Ok(None);
    }
    let most = limits.cells.saturating_mul(FIELDS_PER_CELL);
    let too_large = |limit: u64| {
        Problem::new(&files::FILE_LARGE, Place::file(shown))
            .with("size", size.div_ceil(1 << 20))
            .with("limit", limit >> 20)
    };
    if size > limits.text_bytes {
        return Err(too_large(limits.text_bytes));
    }
    if size <= SHORT || !is_utf8(&head) {
        if size > limits.decoded_bytes {
            return Err(too_large(limits.decoded_bytes));
        }
        file.read_to_end(&mut head).map_err(failed)?;
        let input = Input { bytes: &head, shown, extension: &extension, limits };
        let text = decoded(&input, problems)?.into_owned();
        let (separator, body, _) = separator(&text, most);
        let at = text.len() - body.len();
        let grid = head_of(&input, body, separator)?;
        let source = Source::Text(text, at);
        let sha256 = sha256(&head);
        return Ok(Some(LongTable { head: grid, sha256, separator, source }));
    }
    let whole = head.len() - cut_letter(&head);
    let bom = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = decoded(&Input { bytes: &head[..whole], ..input }, problems)?;
    let (separator, body, _) = separator(&text, most);
    let at = bom + text.len() - body.len();
    let grid = head_of(&input, body, separator)?;
    let (sha256, lines) = sha256_of(&head, file).map_err(failed)?;
    if lines > MOST_ROWS {
        return Err(too_long(&input, MOST_ROWS));
    }
    let file = File::open(path).map_err(failed)?;
    let source = Source::File(file, at);
    Ok(Some(LongTable { head: grid, sha256, separator, source }))
}

/// Of a file whose beginning was read; and how many lines it has at most.
fn sha256_of(head: &[u8], mut rest: impl std::io::Read) -> std::io::Result<(String, u64)> {
    let mut digest = Sha256::new();
    let mut ends = [0, 0];
    let mut add = |bytes: &[u8]| {
        digest.update(bytes);
        for (count, end) in ends.iter_mut().zip([b'\n', b'\r']) {
            *count += memchr::memchr_iter(end, bytes).count() as u64;
        }
    };
    add(head);
    let mut piece = vec![0; HEAD];
    loop {
        match rest.read(&mut piece)? {
            0 => break,
            read => add(&piece[..read]),
        }
    }
    Ok((hex(&digest.finalize()), 1 + ends[0].max(ends[1])))
}

/// Whether the bytes are UTF-8 but for a letter that is cut at the end.
fn is_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(&head[..head.len() - cut_letter(head)]).is_ok_and(|t| !t.contains('\0'))
}

/// The bytes of a letter that is cut at the end.
fn cut_letter(head: &[u8]) -> usize {
    for (back, byte) in head.iter().rev().take(3).enumerate().map(|(at, b)| (at + 1, *b)) {
        let length = match byte {
            0xF0.. => 4,
            0xE0.. => 3,
            0xC0.. => 2,
            0x80.. => continue,
            _ => return 0,
        };
        return if length > back { back } else { 0 };
    }
    0
}

/// The first rows, as they stand.
///
/// # Errors
/// One of them has more columns than a table can have.
fn head_of(input: &Input<'_>, body: &str, separator: u8) -> Result<Grid, Problem> {
    let end = body.len().min(HEAD);
    let end = (0..=end).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0);
    let lines: String = body[..end].split_inclusive(['\n', '\r']).take(4 * TOP).collect();
    let cell = |(at, text): (usize, &String)| {
        let content = Content::Text(text.clone());
        let cell = Cell { content, format: Format::General, by_formula: false };
        (!text.is_empty()).then_some((at as u32, cell))
    };
    let records = parse(&lines, separator, usize::MAX).unwrap_or_default();
    let rows = records.into_iter().take(TOP + 3).enumerate();
    let rows = rows.map(|(at, record)| Row {
        index: at as u32,
        cells: record.fields.iter().enumerate().filter_map(cell).collect(),
    });
    let rows: Vec<Row> = rows.filter(|row| !row.cells.is_empty()).collect();
    for row in &rows {
        let far = row.cells.iter().find(|(column, _)| *column >= input.limits.columns);
        if let Some((column, _)) = far {
            return Err(too_wide(input, (row.index, *column)));
        }
    }
    Ok(Grid { file: input.shown.into(), visible: true, rows, ..Grid::default() })
}

impl LongTable {
    /// Reads the rows from `first_row` on, in pieces on all cores, and gives what they came to
    /// in the order of the file. `width` is one more than the last column that has a header.
    ///
    /// # Errors
    /// The file could not be read to its end, and so many rows of it stay unread, as far as they
    /// can be counted.
    pub fn each<R: TakeRows>(
        &self,
        (first_row, width): (u32, u32),
        make: impl Fn() -> R + Sync,
        take: impl FnMut(R::Piece) + Send,
    ) -> Result<(), (Problem, u32)> {
        let cutter = Mutex::new(Cutter::new(&self.source));
        let order = Mutex::new(InOrder { next: 0, waiting: BTreeMap::new(), take });
        let rules = Rules { separator: self.separator, width: width as usize };
        let work = || {
            let mut reader = make();
            loop {
                let cut = locked(&cutter).next();
                let Some((number, bytes)) = cut else { return };
                let first = if number == 0 { first_row } else { 0 };
                let rows = rules.read(&bytes, 0, first, &mut reader);
                locked(&order).give(number, reader.piece(rows));
            }
        };
        rayon::scope(|scope| {
            for _ in 1..rayon::current_num_threads() {
                scope.spawn(|_| work());
            }
            work();
        });
        let Cutter { failed, lost, .. } =
            cutter.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Some(e) = failed else { return Ok(()) };
        let problem = match e.kind() {
            std::io::ErrorKind::InvalidData => {
                let problem = Problem::new(&files::FILE_LINE, Place::file(self.head.file.as_ref()));
                problem.with("limit", LONGEST >> 20)
            }
            _ => cannot_read(&self.head.file, &e),
        };
        Err((problem, lost))
    }

    /// The rows that have something in them, as runs of a first and a last one.
    pub fn rows(&self) -> Vec<(u32, u32)> {
        let mut runs = Runs::default();
        let mut base = 0;
        let read = self.each((0, 0), Runs::default, |(piece, rows): (Runs, u32)| {
            piece.0.iter().for_each(|(first, last)| runs.add(first + base, last + base));
            base += rows;
        });
        // why it cannot be read to its end is told where the table is read
        if let Err((_, lost @ 1..)) = read {
            runs.add(base, base.saturating_add(lost - 1));
        }
        runs.0
    }
}

/// Only notes which rows there are.
#[derive(Default)]
struct Runs(Vec<(u32, u32)>);

impl Runs {
    fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some(run) if run.1 + 1 == first => run.1 = last,
            _ => self.0.push((first, last)),
        }
    }
}

impl TakeRows for Runs {
    type Piece = (Runs, u32);

    fn row<L: Line>(&mut self, row: u32, _: &L) {
        self.add(row, row);
    }

    fn broken(&mut self, row: u32) {
        self.add(row, row);
    }

    fn piece(&mut self, rows: u32) -> (Runs, u32) {
        (std::mem::take(self), rows)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands on results in the order of their pieces.
struct InOrder<T, F> {
    next: usize,
    waiting: BTreeMap<usize, T>,
    take: F,
}

impl<T, F: FnMut(T)> InOrder<T, F> {
    fn give(&mut self, number: usize, piece: T) {
        self.waiting.insert(number, piece);
        while let Some(piece) = self.waiting.remove(&self.next) {
            (self.take)(piece);
            self.next += 1;
        }
    }
}

/// One record of the csv library.
struct CsvLine<'r>(&'r csv::ByteRecord);

impl Line for CsvLine<'_> {
    fn held(&self, column: u32) -> Held<'_> {
        match self.0.get(column as usize) {
            None | Some(b"") => Held::Nothing,
            Some(text) => Held::Text(kept_text(text).unwrap_or(text)),
        }
    }
}

/// How the records of a table are told.
struct Rules {
    separator: u8,
    width: usize,
}

impl Rules {
    /// Reads a piece; gives how many rows it takes up. Rows count from `row`, and those before
    /// `first` are passed over.
    fn read(&self, bytes: &[u8], mut row: u32, first: u32, reader: &mut impl TakeRows) -> u32 {
        let valid = std::str::from_utf8(bytes).is_ok();
        let quoted = memchr::memchr(b'"', bytes).is_some();
        let mut record = csv::ByteRecord::new();
        let mut offset = 0;
        'reader: while offset < bytes.len() {
            let mut csv = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(self.separator)
                .buffer_capacity(1 << 16)
                .from_reader(&bytes[offset..]);
            while csv.read_byte_record(&mut record).unwrap_or(false) {
                let start = offset + record.position().map_or(0, |p| p.byte() as usize);
                let (blank, start) = blank_lines(bytes, start);
                row += blank as u32;
                let end = offset + csv.position().byte() as usize;
                let broken = (quoted && is_torn(&bytes[start..end], self.separator, self.width))
                    || (!valid && std::str::from_utf8(&bytes[start..end]).is_err());
                if broken {
                    if row >= first {
                        reader.broken(row);
                    }
                    row += 1;
                    // what the mark swallowed are rows of their own
                    let line = memchr::memchr2(b'\n', b'\r', &bytes[start..end]);
                    offset = line.map_or(end, |line| after_line(bytes, start + line));
                    continue 'reader;
                }
                self.take(&record, row, first, reader);
                row += 1;
            }
            break;
        }
        row
    }

    fn take(&self, record: &csv::ByteRecord, row: u32, first: u32, reader: &mut impl TakeRows) {
        if row < first || record.as_slice().is_empty() {
            return;
        }
        let differs = match record.len() {
            fields if fields < self.width => true,
            fields if fields > self.width => {
                record.iter().skip(self.width).any(|f| !f.trim_ascii().is_empty())
            }
            _ => false,
        };
        // a line of text, such as a signature, has no columns that could have shifted
        if differs && record.iter().filter(|f| !f.trim_ascii().is_empty()).count() > 1 {
            reader.broken(row);
        } else {
            reader.row(row, &CsvLine(record));
        }
    }
}

#[cfg(test)]
#[path = "long_tests.rs"]
mod tests;
