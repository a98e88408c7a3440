//! xls through calamine, which reads a sheet as a whole: smaller files only.

mod globals;
mod links;
mod marks;
mod objects;
mod sealed;
mod shared;
mod strings;

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, SheetType, Xls, XlsError};

use crate::grid::{Area, BROKEN_TWICE, Cell, Content, Format, Grid, Mark};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::cells::{area, check_names, content, font_mark, is_visible};
use crate::read::input::Input;
use crate::read::linked::lay_over;
use crate::read::ole;
use marks::{Fault, Scan, SheetMarks};

/// calamine reads the whole file at once and has no bounds of its own.
const LARGEST: usize = 10 << 20;

/// One sheet as calamine has it.
struct Sheet {
    name: String,
    visible: bool,
    values: Range<Data>,
    formulas: Range<String>,
    merged: Vec<Area>,
}

pub(crate) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    if input.bytes.len() > LARGEST {
        return Err(input
            .problem(&files::FILE_LARGE)
            .with("size", input.bytes.len().div_ceil(1 << 20))
            .with("limit", LARGEST >> 20));
    }
    let opened = sealed::opened(input.bytes);
    if opened.is_some() {
        problems.push(input.problem(&files::FILE_SEALED));
    }
    let input = &Input { bytes: opened.as_deref().unwrap_or(input.bytes), ..*input };
    let damaged = |detail: &str| input.problem(&files::FILE_DAMAGED).with("detail", detail);
    let stream = ole::workbook(input.bytes).ok_or_else(|| damaged("OLE"))?;
    let controls = ole::stream(input.bytes, &["ctls"]).map(|stream| stream.bytes);
    let controls = controls.unwrap_or_default();
    let scan = marks::scan(&stream, &controls, input.limits).map_err(|fault| match fault {
        Fault::Damaged => damaged("BIFF"),
        Fault::Password => input.problem(&files::FILE_PASSWORD),
        Fault::TooLarge => input.too_many_cells(""),
    })?;
    let mut bytes = input.bytes.to_vec();
    for at in &scan.needless {
        // A kind that nobody reads.
        for (offset, byte) in [(0, 0xFF), (1, 0x0F)] {
            if let Some(byte_there) = stream.in_file(at + offset).and_then(|p| bytes.get_mut(p)) {
                *byte_there = byte;
            }
        }
    }
    let (sheets, is_1904) = open(&bytes, &scan.sheets).map_err(|e| match e {
        XlsError::Password => input.problem(&files::FILE_PASSWORD),
        other => damaged(&other.to_string()),
    })?;
    check_names(input, sheets.iter().map(|(sheet, _)| sheet.name.as_str()))?;
    let (mut grids, mut over) = (Vec::with_capacity(sheets.len()), Vec::new());
    for (sheet, marks) in sheets {
        let reader = Reader { input, marks, scan: &scan, is_1904 };
        grids.push(reader.to_grid(sheet, problems)?);
        over.push(marks.over.clone());
    }
    lay_over(&mut grids, over);
    Ok(grids)
}

/// The worksheets, each with its marks.
type Marked<'m> = Vec<(Sheet, &'m SheetMarks)>;

fn open<'m>(bytes: &[u8], marks: &'m [SheetMarks]) -> Result<(Marked<'m>, bool), XlsError> {
    let mut book = Xls::new(Cursor::new(bytes))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let pairs = listed.into_iter().zip(marks);
    for (sheet, marks) in pairs.filter(|(s, _)| s.typ == SheetType::WorkSheet) {
        let sheet = Sheet {
            values: book.worksheet_range(&sheet.name)?,
            formulas: book.worksheet_formula(&sheet.name)?,
            merged: book.merge_cells_by_sheet_name(&sheet.name)?.iter().map(area).collect(),
            visible: is_visible(sheet.visible),
            name: sheet.name,
        };
        sheets.push((sheet, marks));
    }
    Ok((sheets, book.has_1904_epoch()))
}

/// What a sheet is read with.
struct Reader<'r> {
    input: &'r Input<'r>,
    marks: &'r SheetMarks,
    scan: &'r Scan,
    is_1904: bool,
}

/// A mark and its cell.
type Found = ((u32, u32), Mark);

impl Reader<'_> {
    fn to_grid(&self, sheet: Sheet, problems: &mut Problems) -> Result<Grid, Problem> {
        let (input, marks) = (self.input, self.marks);
        let mut cells = Builder::new(input.limits);
        let mut found: Vec<Found> = Vec::new();
        let (top, left) = sheet.values.start().unwrap_or_default();
        for (row, column, data) in sheet.values.used_cells() {
            let at = (row as u32 + top, column as u32 + left);
            if let Some(content) = content(data, self.is_1904) {
                let cell = self.cell(at, content, &mut found);
                let twice = marks.twice.binary_search(&at).is_ok();
                cells.push(at.0, at.1, if twice { broken(BROKEN_TWICE) } else { cell });
            }
            if cells.is_full() {
                return Err(input.too_many_cells(&sheet.name));
            }
        }
        let (top, left) = sheet.formulas.start().unwrap_or_default();
        for (row, column, text) in sheet.formulas.used_cells() {
            let (row, column) = (row as u32 + top, column as u32 + left);
            found.push(((row, column), Mark::Formula(self.formula(text).into())));
            if matches!(sheet.values.get_value((row, column)), None | Some(Data::Empty)) {
                let (content, format) = (Content::Uncomputed, Format::General);
                cells.push(row, column, Cell { content, format, by_formula: true });
            }
        }
        let shared = marks.formulas.iter();
        found.extend(shared.map(|(at, text)| (*at, Mark::Formula(text.as_str().into()))));
        found.extend(marks.comments.iter().map(|(at, text)| (*at, Mark::Comment(text.clone()))));
        found.extend(marks.links.iter().map(|(at, text)| (*at, Mark::Link(text.clone()))));
        if let Some((count, first)) = marks.far {
            cells.skip(count, first);
        }
        let grid = Grid {
            file: input.shown.into(),
            sheet: sheet.name.as_str().into(),
            visible: sheet.visible,
            merged: sheet.merged.into(),
            hidden_rows: marks.hidden_rows.clone(),
            hidden_columns: marks.hidden_columns.clone(),
            marks: found.into(),
            dates_1904: self.is_1904,
            computed_by_hand: marks.computed_by_hand,
            ..Grid::default()
        };
        Ok(cells.finish(grid, problems))
    }

    fn cell(&self, at: (u32, u32), content: Content, found: &mut Vec<Found>) -> Cell {
        let said = self.marks.said(at.0, at.1);
        let style = self.scan.styles.get(usize::from(said.style));
        let mut format = Format::General;
        if let Some(style) = style {
            if style.struck {
                found.push((at, Mark::Struck));
            }
            match content {
                Content::Number(n) => {
                    format = style.number.meaning(n);
                    found.extend(style.number.shown(n).map(|text| (at, Mark::Shown(text))));
                }
                Content::Date(_) => format = style.number.meaning(1.0),
                _ => {}
            }
        }
        if let Content::Text(text) = &content {
            let font = said.runs.font.or_else(|| style.and_then(|style| style.font));
            found.extend(font_mark(font, text).map(|mark| (at, mark)));
            if said.runs.marked {
                format = Format::Marked;
            }
        }
        Cell { content, format, by_formula: said.by_formula }
    }

    /// The formula as far as its text can be relied on.
    fn formula(&self, text: &str) -> String {
        if text.starts_with("Unrecognised formula") {
            return String::new();
        }
        // calamine gives a cell of another file the name of a sheet of this one.
        if self.scan.has_links && text.contains('!') {
            return format!("[1]{text}");
        }
        text.to_string()
    }
}
