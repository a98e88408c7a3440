//! ods through calamine, which reads a file as a whole, after a look at its real size.

mod drawn;
mod marks;
mod styles;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;

use calamine::{Data, Ods, OdsError, Reader as _};

use crate::grid::{BROKEN_MARKUP, Cell, Content, Format, Grid, Mark};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::cells::{content, font_mark, is_visible};
use crate::read::input::Input;
use crate::read::linked::lay_over;
use crate::read::number_format::NumberFormat;
use crate::read::package::Package;
use marks::{Fault, Said, Scanned, SheetMarks};
use styles::{Style, Styles};

/// One sheet as calamine has it.
struct Sheet {
    name: String,
    visible: bool,
    values: calamine::Range<Data>,
}

pub(crate) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let mut package = Package::open(input)?;
    let damaged = |detail: &str| input.problem(&files::FILE_DAMAGED).with("detail", detail);
    let part = |key: &str| {
        let bytes = &package.parts[package.part(key)?].bytes;
        std::str::from_utf8(bytes).ok()
    };
    if part("meta-inf/manifest.xml").is_some_and(|m| m.contains("encryption-data")) {
        return Err(input.problem(&files::FILE_PASSWORD));
    }
    let text = part("content.xml").ok_or_else(|| damaged("content.xml"))?;
    let mut styles = Styles::default();
    if let Some(common) = part("styles.xml") {
        styles.read(common).ok_or_else(|| damaged("styles.xml"))?;
    }
    let scanned = marks::scan(text, styles).map_err(|fault| match fault {
        Fault::Markup => damaged("content.xml"),
        Fault::TooLarge => input.too_many_cells(""),
    })?;
    // LibreOffice keeps its switch of computing by hand apart from the sheets.
    let by_hand = part("settings.xml").is_some_and(|settings| {
        settings.contains("config:name=\"AutoCalculate\" config:type=\"boolean\">false<")
    });
    let Scanned { sheets: marks, styles, needless } = scanned;
    hide(&mut package, &needless);
    let stored = package.stored(input)?;
    let sheets = open(stored).map_err(|e| damaged(&e.to_string()))?;
    if sheets.len() != marks.len() {
        return Err(input.problem(&files::FILE_ODD).with("detail", "content.xml"));
    }
    let pairs = sheets.into_iter().zip(&marks);
    let grids = pairs.map(|(sheet, marks)| {
        let grid = to_grid(input, sheet, (marks, &styles), problems)?;
        Ok(Grid { computed_by_hand: by_hand, ..grid })
    });
    let mut grids = grids.collect::<Result<Vec<Grid>, Problem>>()?;
    lay_over(&mut grids, marks.into_iter().map(|marks| marks.over).collect());
    Ok(grids)
}

/// Turns what calamine would take for words of a cell into comments of the same length.
fn hide(package: &mut Package, needless: &[Range<usize>]) {
    let Some(at) = package.part("content.xml") else { return };
    let content = &mut package.parts[at].bytes;
    for range in needless {
        let Some(bytes) = content.get_mut(range.clone()).filter(|bytes| bytes.len() >= 7) else {
            continue;
        };
        bytes.fill(b' ');
        bytes[..4].copy_from_slice(b"<!--");
        let end = bytes.len() - 3;
        bytes[end..].copy_from_slice(b"-->");
    }
}

fn open(bytes: Vec<u8>) -> Result<Vec<Sheet>, OdsError> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in listed {
        sheets.push(Sheet {
            values: book.worksheet_range(&sheet.name)?,
            visible: is_visible(sheet.visible),
            name: sheet.name,
        });
    }
    Ok(sheets)
}

fn to_grid(
    input: &Input<'_>,
    sheet: Sheet,
    (marks, styles): (&SheetMarks, &Styles),
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let mut cells = Builder::new(input.limits);
    let mut found = Vec::new();
    let by_cell = marks.by_cell();
    let mut shown: BTreeMap<&str, (NumberFormat, &Style)> = BTreeMap::new();
    let (top, left) = sheet.values.start().unwrap_or_default();
    for (row, column, data) in sheet.values.used_cells() {
        let at = (row as u32 + top, column as u32 + left);
        let Some(content) = content(data, false) else { continue };
        let said = by_cell.said(at.0, at.1);
        let name = said.and_then(|said| said.style.as_deref());
        let style = name.or_else(|| by_cell.column_style(at.1)).and_then(|name| {
            let style = styles.get(name)?;
            let format = || (styles.number_format(style).unwrap_or_default(), style);
            Some(&*shown.entry(name).or_insert_with(format))
        });
        let format = format_of(&content, said, style, at, &mut found);
        let by_formula = said.is_some_and(|said| said.formula.is_some());
        cells.push(at.0, at.1, Cell { content, format, by_formula });
        if cells.is_full() {
            return Err(input.too_many_cells(&sheet.name));
        }
    }
    for (area, said) in marks.iter() {
        let at = area.first;
        let formula = said.formula.clone().map(Mark::Formula);
        let comment = Some(said.comment.clone()).filter(|c| !c.is_empty()).map(Mark::Comment);
        let link = said.link.clone().map(Mark::Link);
        found.extend([formula, comment, link].into_iter().flatten().map(|mark| (at, mark)));
        if said.untyped {
            cells.push(at.0, at.1, broken(BROKEN_MARKUP));
        }
        if said.uncomputed {
            let (content, format) = (Content::Uncomputed, Format::General);
            cells.push(at.0, at.1, Cell { content, format, by_formula: true });
        }
    }
    let hidden = marks.hidden_rows.iter().flat_map(|area| area.first.0..=area.last.0);
    let grid = Grid {
        file: input.shown.into(),
        sheet: sheet.name.as_str().into(),
        visible: sheet.visible,
        merged: marks.merged.clone().into(),
        hidden_rows: hidden.take_while(|row| *row < input.limits.rows).collect(),
        hidden_columns: marks.hidden_columns.clone(),
        marks: found.into(),

        ..Grid::default()
    };
    Ok(cells.finish(grid, problems))
}

/// What the file says of the meaning of a cell; the rest goes to the marks.
fn format_of(
    content: &Content,
    said: Option<&Said>,
    style: Option<&(NumberFormat, &Style)>,
    at: (u32, u32),
    marks: &mut Vec<((u32, u32), Mark)>,
) -> Format {
    let runs = said.map(|said| said.runs).unwrap_or_default();
    if style.is_some_and(|(_, style)| style.struck) {
        marks.push((at, Mark::Struck));
    }
    match content {
        Content::Text(text) => {
            let font = runs.font.or_else(|| style.and_then(|(_, style)| style.font));
            marks.extend(font_mark(font, text).map(|mark| (at, mark)));
            if runs.marked { Format::Marked } else { Format::General }
        }
        Content::Number(n) => {
            let shown = style.and_then(|(format, _)| format.shown(*n));
            marks.extend(shown.map(|text| (at, Mark::Shown(text))));
            match said {
                Some(said) if said.is_percent => Format::Percent,
                _ => style.map_or(Format::General, |(format, _)| format.meaning(*n)),
            }
        }
        Content::Date(_) => style.map_or(Format::General, |(format, _)| format.meaning(1.0)),
        _ => Format::General,
    }
}
