//! xlsx and xlsm, cell by cell: one bad cell spoils itself, never its sheet. What calamine does
//! not tell of a cell comes from [`inspect`], which sees the same cells in the same order.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, Style, Xlsx, XlsxError};
use memchr::memmem;

use super::inspect::{self, Beside, Inspection, Link};
use super::number_format::NumberFormat;
use super::parts::{self, Layout};
use super::strings::Runs;
use super::{
    check_names, comments, date_content, font_mark, is_visible, iso_content, text_content,
};
use crate::grid::{BROKEN_MARKUP, BROKEN_STORED, Cell, Content, Font, Format, Grid, Mark};
use crate::problem::{Place, Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::package::Package;
use crate::read::{Input, Limits};

type Book = Xlsx<Cursor<Vec<u8>>>;

pub fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let mut package = Package::open(input)?;
    if package.has_macros {
        problems.push(input.problem(&files::FILE_MACRO));
    }
    let layout = parts::layout(&package).ok_or_else(|| damaged(input, "workbook.xml"))?;
    let (inspections, stored) = inspected(input, &mut package, &layout)?;
    let mut book = Xlsx::new(Cursor::new(stored)).map_err(|e| refused(input, &e))?;
    let listed = book.sheets_metadata().to_vec();
    check_names(input, listed.iter().map(|s| s.name.as_str()))?;
    let mut grids = Vec::with_capacity(listed.len());
    for (at, sheet) in listed.iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet) {
        let part = layout.sheets.get(at).copied().flatten();
        let found = inspections.get(at).and_then(Option::as_ref);
        let (part, found) = part.zip(found).ok_or_else(|| odd(input, &sheet.name))?;
        let grid = Grid {
            file: input.shown.into(),
            sheet: sheet.name.as_str().into(),
            visible: is_visible(sheet.visible),
            merged: found.merged.clone().into(),
            hidden_rows: found.hidden_rows.clone(),
            hidden_columns: found.hidden_columns.clone(),
            dates_1904: book.has_1904_epoch(),
            computed_by_hand: layout.computed_by_hand,
            ..Grid::default()
        };
        for (_, written) in &found.lost {
            let place = Place::sheet(input.shown, &*sheet.name);
            problems.push(Problem::new(&files::CELL_ADDRESS, place).with("found", written));
        }
        let mut marks = Vec::new();
        mark_comments(&package, part, &mut marks);
        mark_links(&package, part, &found.links, &mut marks);
        let text = parts::text_of(&package, part).unwrap_or_default();
        grids.push(sheet_cells(input, &mut book, (text, found), (grid, marks), problems)?);
    }
    Ok(grids)
}

/// One inspection per sheet of the workbook, and the package made fit for calamine.
fn inspected(
    input: &Input<'_>,
    package: &mut Package,
    layout: &Layout,
) -> Result<(Vec<Option<Inspection>>, Vec<u8>), Problem> {
    let strings = package.parts.iter().position(|part| part.key.ends_with("sharedstrings.xml"));
    if let Some(at) = strings {
        hide_count(&mut package.parts[at].bytes);
    }
    // Nearly all packages are fit as they stand.
    let whole: &Package = package;
    let (all, stored) =
        rayon::join(|| inspect_all(input, whole, strings, layout), || whole.stored(input));
    let all = all?;
    let mut is_fit = true;
    for (part, found) in layout.sheets.iter().zip(&all) {
        let (Some(at), Some(found)) = (part, found) else { continue };
        for range in found.lost.iter().map(|(range, _)| range).chain(&found.needless) {
            package.parts[*at].bytes[range.clone()].fill(b' ');
            is_fit = false;
        }
    }
    let stored = if is_fit { stored } else { package.stored(input) };
    Ok((all, stored?))
}

/// One inspection per sheet of the workbook; none of those that are no worksheets.
fn inspect_all(
    input: &Input<'_>,
    package: &Package,
    strings: Option<usize>,
    layout: &Layout,
) -> Result<Vec<Option<Inspection>>, Problem> {
    let strings = match strings {
        Some(at) => {
            let text = parts::text_of(package, at);
            text.and_then(Runs::scan).ok_or_else(|| damaged(input, "sharedStrings.xml"))?
        }
        None => Runs::default(),
    };
    let mut all = Vec::with_capacity(layout.sheets.len());
    for part in &layout.sheets {
        let text = part.and_then(|at| parts::text_of(package, at));
        let found = text.and_then(|text| inspect::inspect(text, &strings));
        all.push(found.filter(|found| found.lost.is_empty() || !found.unaddressed));
    }
    Ok(all)
}

/// Makes the declared number of shared strings unknown: calamine reserves that much memory
/// before it reads one.
fn hide_count(strings: &mut [u8]) {
    let head = strings.len().min(4096);
    if let Some(at) = memmem::find(&strings[..head], b"uniqueCount") {
        strings[at..at + 6].copy_from_slice(b"hidden");
    }
}

type Marked = ((u32, u32), Mark);

fn mark_comments(package: &Package, part: usize, marks: &mut Vec<Marked>) {
    let mut all: BTreeMap<(u32, u32), String> = BTreeMap::new();
    // The notes beside a thread only say that the program is too old to show it.
    for kind in ["/threadedComment", "/comments"] {
        for relation in parts::of_sheet(package, part).iter().filter(|r| r.kind.ends_with(kind)) {
            let said = parts::related(package, part, relation).and_then(comments::comments);
            for (at, text) in said.unwrap_or_default() {
                all.entry(at).or_insert(text);
            }
        }
    }
    marks.extend(all.into_iter().map(|(at, text)| (at, Mark::Comment(text))));
}

/// The first cell of each link.
fn mark_links(package: &Package, part: usize, links: &[Link], marks: &mut Vec<Marked>) {
    if links.is_empty() {
        return;
    }
    let relations = parts::of_sheet(package, part);
    for link in links {
        let target = link.relation.as_ref().and_then(|id| relations.iter().find(|r| r.id == *id));
        let mut text = target.map(|relation| relation.target.clone()).unwrap_or_default();
        if let Some(location) = &link.location {
            text = format!("{text}#{location}");
        }
        if !text.is_empty() {
            marks.push((link.area.first, Mark::Link(text)));
        }
    }
}

/// What a style says of the cells that have it.
struct CellStyle {
    number: NumberFormat,
    is_plain: bool,
    struck: bool,
    font: Option<Font>,
}

impl CellStyle {
    fn of(style: &Style) -> CellStyle {
        let number = match &style.number_format {
            Some(number) => NumberFormat::new(&number.format_code, number.format_id),
            None => NumberFormat::default(),
        };
        let font = style.font.as_ref();
        CellStyle {
            is_plain: number.is_plain(),
            number,
            struck: font.is_some_and(|font| font.strikethrough),
            font: font.and_then(|font| Font::named(font.name.as_deref()?)),
        }
    }
}

fn sheet_cells(
    input: &Input<'_>,
    book: &mut Book,
    (part, found): (&str, &Inspection),
    (grid, mut marks): (Grid, Vec<Marked>),
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let is_1904 = grid.dates_1904;
    let limits: &Limits = input.limits;
    let mut reader = book.worksheet_cells_reader(&grid.sheet).map_err(|e| refused(input, &e))?;
    let styles: Vec<CellStyle> = reader.styles().iter().map(CellStyle::of).collect();
    let mut cells = Builder::new(limits);
    let mut beside = found.beside.as_slice();
    let mut seen = 0;
    // Cells that calamine could not read, by their number: it does not say where they stand.
    let mut bad: Vec<(usize, Cell)> = Vec::new();
    loop {
        let here = beside.iter().take_while(|(nth, _)| *nth == seen).count();
        match reader.next_cell_with_style_id() {
            Ok(None) => break,
            Ok(Some((cell, style))) => {
                let at = cell.get_position();
                let read = Read { value: cell.get_value(), is_1904, beside: &beside[..here] };
                if let Some(cell) = read.cell(at, styles.get(style), &mut marks) {
                    cells.push(at.0, at.1, cell);
                }
            }
            Err(e) => {
                let cell = bad_cell(&e).ok_or_else(|| refused(input, &e))?;
                bad.push((seen, cell));
            }
        }
        beside = &beside[here..];
        seen += 1;
        if cells.is_full() || bad.len() > limits.cells {
            return Err(input.too_many_cells(&grid.sheet));
        }
    }
    if seen != found.cells {
        return Err(odd(input, &grid.sheet));
    }
    let numbers: Vec<usize> = bad.iter().map(|(nth, _)| *nth).collect();
    let places = inspect::nth_cells(part, &numbers).ok_or_else(|| odd(input, &grid.sheet))?;
    for ((row, column), (_, cell)) in places.into_iter().zip(bad) {
        cells.push(row, column, cell);
    }
    let grid = Grid { marks: marks.into(), ..grid };
    Ok(cells.finish(grid, problems))
}

/// A cell as calamine reads it, with what the inspection says of it.
struct Read<'r> {
    value: &'r DataRef<'r>,
    is_1904: bool,
    beside: &'r [(usize, Beside)],
}

impl Read<'_> {
    fn cell(
        &self,
        at: (u32, u32),
        style: Option<&CellStyle>,
        marks: &mut Vec<Marked>,
    ) -> Option<Cell> {
        let (mut by_formula, mut marked, mut font) = (false, false, None);
        for (_, beside) in self.beside {
            match beside {
                Beside::Unclear => return Some(broken(BROKEN_MARKUP)),
                Beside::Formula(text) => {
                    by_formula = true;
                    marks.push((at, Mark::Formula(text.clone())));
                }
                Beside::Runs(runs) => (marked, font) = (runs.marked, runs.font),
            }
        }
        let content = self.content(by_formula)?;
        let mut format = Format::General;
        if let Some(style) = style {
            if style.struck {
                marks.push((at, Mark::Struck));
            }
            if let Content::Number(n) = content {
                if !style.is_plain {
                    format = style.number.meaning(n);
                    marks.extend(style.number.shown(n).map(|text| (at, Mark::Shown(text))));
                }
            } else if matches!(content, Content::Date(_)) {
                format = style.number.meaning(1.0);
            }
            font = font.or(style.font);
        }
        if let Content::Text(text) = &content {
            format = if marked { Format::Marked } else { Format::General };
            marks.extend(font_mark(font, text).map(|mark| (at, mark)));
        }
        Some(Cell { content, format, by_formula })
    }

    fn content(&self, by_formula: bool) -> Option<Content> {
        let text = |s: &str| (!s.is_empty()).then(|| text_content(s));
        Some(match self.value {
            DataRef::Empty if by_formula => Content::Uncomputed,
            DataRef::Empty => return None,
            DataRef::SharedString(s) => return text(s),
            DataRef::String(s) => return text(s),
            DataRef::Int(n) => Content::Number(*n as f64),
            DataRef::Float(n) => Content::Number(*n),
            DataRef::Bool(b) => Content::Bool(*b),
            DataRef::DateTime(d) => date_content(d, self.is_1904),
            DataRef::DateTimeIso(s) => iso_content(s),
            DataRef::DurationIso(s) => Content::Time(s.clone()),
            DataRef::Error(e) => Content::Error(e.to_string()),
        })
    }
}

/// The cell that an error stands for, when the reader can go on after it.
fn bad_cell(error: &XlsxError) -> Option<Cell> {
    match error {
        XlsxError::CellError(text) => {
            Some(Cell { content: Content::Error(text.clone()), ..broken("") })
        }
        XlsxError::Unexpected(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::UnexpectedNode(_) => Some(broken(BROKEN_STORED)),
        _ => None,
    }
}

fn odd(input: &Input<'_>, sheet: &str) -> Problem {
    input.problem(&files::FILE_ODD).with("detail", sheet)
}

fn damaged(input: &Input<'_>, part: &str) -> Problem {
    input.problem(&files::FILE_DAMAGED).with("detail", part)
}

fn refused(input: &Input<'_>, error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => input.problem(&files::FILE_PASSWORD),
        _ => input.problem(&files::FILE_DAMAGED).with("detail", error),
    }
}
