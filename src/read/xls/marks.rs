//! What calamine does not tell of an .xls file: how cells are shown, cells written twice, texts
//! with runs that say something, hidden rows and columns, comments and links, and how much
//! memory its sheets will take.

use std::collections::BTreeSet;

use super::globals::{Globals, Record, Records, Style, globals};
use super::links::link;
use super::objects::Objects;
use super::shared::Shared;
use crate::read::input::Limits;
use crate::read::linked::Linked;
use crate::read::ole::{Stream, u16_at, u32_at};
use crate::read::runs::RunMarks;

/// Cells that calamine would lay out for one file; more is refused.
const LARGEST: u64 = 6_000_000;
/// Records walked through for one file; sheets may share their records.
const RECORDS: usize = 8_000_000;
const SHEETS: usize = 1_000;

type At = (u32, u32);

/// What the file says of one cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Position in [`Scan::styles`].
    pub style: u16,
    pub runs: RunMarks,
    pub by_formula: bool,
}

/// The marks of one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// Cells of which something is said, sorted by position.
    said: Vec<(At, Said)>,
    /// Cells that the file gives two contents, sorted.
    pub twice: Vec<At>,
    /// Cells outside the limits, which calamine does not see: how many, and the first.
    pub far: Option<(usize, At)>,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    pub comments: Vec<(At, String)>,
    /// What lies over the cells.
    pub over: Vec<Linked>,
    /// Those that several cells share.
    pub formulas: Vec<(At, String)>,
    pub links: Vec<(At, String)>,
    pub computed_by_hand: bool,
}

impl SheetMarks {
    pub(super) fn said(&self, row: u32, column: u32) -> Said {
        let found = self.said.binary_search_by_key(&(row, column), |(at, _)| *at);
        found.map_or_else(|_| Said::default(), |at| self.said[at].1)
    }
}

/// What the scan found.
pub(super) struct Scan {
    /// In the order of the file.
    pub sheets: Vec<SheetMarks>,
    pub styles: Vec<Style>,
    /// Formulas may read other files.
    pub has_links: bool,
    /// Positions in the stream of records that must not reach calamine: those that only
    /// declare a size, of which it reserves that much, and cells outside the limits.
    pub needless: Vec<usize>,
}

/// Why the file is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Damaged,
    Password,
    TooLarge,
}

/// Looks through the workbook stream; `controls` is that of the controls of ActiveX.
pub(super) fn scan(stream: &Stream, controls: &[u8], limits: &Limits) -> Result<Scan, Fault> {
    let globals = globals(&stream.bytes).ok_or(Fault::Damaged)?;
    if globals.has_password {
        return Err(Fault::Password);
    }
    if globals.sheets.len() > SHEETS {
        return Err(Fault::TooLarge);
    }
    let styles: Vec<Style> = globals.formats.iter().map(|f| globals.style(*f)).collect();
    let mut scan = Scan {
        sheets: Vec::new(),
        styles: Vec::new(),
        has_links: globals.has_links,
        needless: Vec::new(),
    };
    let (mut records, mut laid_out) = (0, 0);
    for start in &globals.sheets {
        let mut sheet = Sheet::new(&styles, &globals, controls, limits);
        sheet.found.computed_by_hand = globals.computed_by_hand;
        let mut depth = 0_usize;
        for record in (Records { stream: &stream.bytes, at: *start }) {
            records += 1;
            if records > RECORDS {
                return Err(Fault::TooLarge);
            }
            match record.kind {
                0x0809 => depth += 1,
                // The end of the sheet, or of a chart within it.
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                0x0200 => scan.needless.push(record.at),
                _ if depth > 1 || sheet.record(&record).ok_or(Fault::Damaged)? => {}
                _ => scan.needless.push(record.at),
            }
        }
        laid_out += sheet.size();
        if laid_out > LARGEST {
            return Err(Fault::TooLarge);
        }
        scan.sheets.push(sheet.finish());
    }
    scan.styles = styles;
    Ok(scan)
}

struct Sheet<'g> {
    styles: &'g [Style],
    globals: &'g Globals,
    controls: &'g [u8],
    limits: &'g Limits,
    /// Every cell with content, as it comes.
    cells: Vec<(At, Said)>,
    /// First and last row, first and last column.
    bounds: Option<(u32, u32, u32, u32)>,
    /// The last cell is outside the limits, and so is the text that may follow it.
    is_far: bool,
    objects: Objects,
    shared: Shared,
    found: SheetMarks,
}

impl<'g> Sheet<'g> {
    fn new(
        styles: &'g [Style],
        globals: &'g Globals,
        controls: &'g [u8],
        limits: &'g Limits,
    ) -> Self {
        Sheet {
            styles,
            globals,
            controls,
            limits,
            cells: Vec::new(),
            bounds: None,
            is_far: false,
            objects: Objects::default(),
            shared: Shared::default(),
            found: SheetMarks::default(),
        }
    }

    /// Whether calamine may see the record.
    fn record(&mut self, record: &Record<'_>) -> Option<bool> {
        let data = record.data;
        match record.kind {
            // Number, label, rich label, truth or error, number in short.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E => self.cell(data, Said::default()),
            0x0006 => {
                self.shared.cell((u16_at(data, 0)?.into(), u16_at(data, 2)?.into()), data);
                self.cell(data, Said { by_formula: true, ..Said::default() })
            }
            0x00FD => {
                let runs = self.globals.runs.of(u32_at(data, 6)? as usize);
                self.cell(data, Said { runs, ..Said::default() })
            }
            // A run of short numbers.
            0x00BD => {
                let first = u16_at(data, 2)?;
                let count = data.len().checked_sub(6)? / 6;
                for at in 0..u16::try_from(count).ok()? {
                    let column = u32::from(first) + u32::from(at);
                    let style = u16_at(data, 4 + 6 * usize::from(at))?;
                    let said = Said { style, ..Said::default() };
                    self.add((u16_at(data, 0)?.into(), column), said);
                }
                Some(!self.is_far)
            }
            // The text of the formula before it.
            0x0207 => Some(!self.is_far),
            _ => {
                self.beside_cells(record.kind, data);
                Some(true)
            }
        }
    }

    /// Records that are no cells; those that make no sense are passed over.
    fn beside_cells(&mut self, kind: u16, data: &[u8]) {
        match kind {
            0x0208 => {
                let hidden = u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                self.found.hidden_rows.extend(u16_at(data, 0).filter(|_| hidden).map(u32::from));
            }
            0x007D if u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (u16_at(data, 0), u16_at(data, 2)) {
                    self.found.hidden_columns.extend(u32::from(first)..=u32::from(last.min(255)));
                }
            }
            0x000D => self.found.computed_by_hand |= u16_at(data, 0) == Some(0),
            0x04BC => self.shared.formula(data),
            0x01B8 => self.found.links.extend(link(data)),
            _ => self.objects.record(kind, data, self.controls),
        }
    }

    fn cell(&mut self, data: &[u8], said: Said) -> Option<bool> {
        let at = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        self.add(at, Said { style: u16_at(data, 4)?, ..said });
        Some(!self.is_far)
    }

    fn add(&mut self, at: At, said: Said) {
        self.is_far = at.0 >= self.limits.rows;
        if self.is_far {
            let (count, first) = self.found.far.unwrap_or((0, at));
            self.found.far = Some((count + 1, first));
            return;
        }
        self.cells.push((at, said));
        let (top, bottom, left, right) = self.bounds.unwrap_or((at.0, at.0, at.1, at.1));
        self.bounds = Some((top.min(at.0), bottom.max(at.0), left.min(at.1), right.max(at.1)));
    }

    /// Cells of the rectangle that calamine lays out.
    fn size(&self) -> u64 {
        self.bounds.map_or(0, |(top, bottom, left, right)| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }

    fn finish(self) -> SheetMarks {
        let mut cells = self.cells;
        cells.sort_by_key(|(at, _)| *at);
        let twice: BTreeSet<At> =
            cells.windows(2).filter(|w| w[0].0 == w[1].0).map(|w| w[0].0).collect();
        let silent = |said: &Said| {
            let plain = Said { style: said.style, ..Said::default() } == *said;
            plain && self.styles.get(usize::from(said.style)).is_none_or(Style::is_silent)
        };
        cells.retain(|(_, said)| !silent(said));
        let mut found = self.found;
        found.hidden_rows.sort_unstable();
        found.hidden_columns.sort_unstable();
        SheetMarks {
            said: cells,
            twice: twice.into_iter().collect(),
            comments: self.objects.comments(),
            over: self.objects.over(&|sheet| self.globals.sheet_of(sheet)),
            formulas: self.shared.texts(),
            ..found
        }
    }
}
