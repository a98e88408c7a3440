//! Tables: heading repeated on every sheet, rows that are not torn, numbers as they are printed.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, Shading, ShdType, Table, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::{lines, package};
use crate::report::block::{Align, Cell, Column, Look, Row, Table as Neutral};
use crate::terms::Lang;
use crate::write::figures;

/// Twips at both sides of a cell's text.
const MARGIN: usize = 57;
/// So many last rows go to a new sheet with the signature.
const KEPT: usize = 2;
/// Sizes of letters in tables that the rules of an annex allow, in points.
const SIZES: (u8, u8) = (11, 13);

const HEADER: &str = "D9E2EC";
const GROUP: &str = "E7E6E6";

/// `signed`: a signature follows, which must not stand alone on a sheet.
pub(super) fn table(
    table: &Neutral<'_>,
    widths: &[f64],
    room: usize,
    (signed, lang): (bool, Lang),
) -> Table {
    let size = table.size.clamp(SIZES.0, SIZES.1);
    let grid = grid(&table.columns, widths, room);
    let mut rows: Vec<Vec<TableCell>> = Vec::new();
    let mut texts = Vec::new();
    table.rows.visit(&mut |row| texts.push(Written::of(row, lang)));
    let last = texts.len().saturating_sub(KEPT);
    for (at, row) in texts.iter().enumerate() {
        // The last row never stands alone below a repeated heading.
        let before_last = at + 2 == texts.len();
        rows.push(row.cells(&table.columns, &grid, (size, before_last || signed && at >= last)));
    }
    let head = package::repeated(TableRow::new(heading(&table.columns, &grid, size)).cant_split());
    let body = rows.into_iter().map(|cells| TableRow::new(cells).cant_split());
    Table::new(std::iter::once(head).chain(body).collect())
        .layout(TableLayoutType::Fixed)
        .width(room, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(20, MARGIN, 20, MARGIN))
        .set_grid(grid)
}

/// Widths in twips, in the proportions of the columns, else of the page.
fn grid(columns: &[Column], widths: &[f64], room: usize) -> Vec<usize> {
    let page = |at: usize| widths.get(at).copied().filter(|w| *w > 0.0).unwrap_or(10.0);
    let width = |(at, column): (usize, &Column)| match column.width {
        own if own > 0.0 => own,
        _ => page(at),
    };
    let widths: Vec<f64> = columns.iter().enumerate().map(width).collect();
    let whole: f64 = widths.iter().sum();
    widths.iter().map(|width| (width / whole * room as f64) as usize).collect()
}

fn heading(columns: &[Column], grid: &[usize], size: u8) -> Vec<TableCell> {
    let cell = |(column, width): (&Column, &usize)| {
        let run = lines::run(&column.heading, size, (true, false));
        frame(*width, Some(HEADER))
            .add_paragraph(paragraph(AlignmentType::Center, true).add_run(run))
    };
    columns.iter().zip(grid).map(cell).collect()
}

fn frame(width: usize, shade: Option<&str>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    match shade {
        Some(shade) => {
            cell.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(shade))
        }
        None => cell,
    }
}

fn paragraph(align: AlignmentType, keep: bool) -> Paragraph {
    Paragraph::new().align(align).keep_next(keep).line_spacing(
        LineSpacing::new().before(0).after(0).line(240).line_rule(LineSpacingType::Auto),
    )
}

/// A row with its cells as text.
struct Written {
    look: Look,
    texts: Vec<String>,
    /// Numbers stand right even under a heading that is centred.
    words: Vec<bool>,
}

impl Written {
    fn of(row: &Row<'_>, lang: Lang) -> Written {
        let texts = row.cells.iter().map(|cell| figures::text(cell, lang)).collect();
        let words = row.cells.iter().map(|cell| matches!(cell.shown(), Cell::Text(_))).collect();
        Written { look: row.look, texts, words }
    }

    fn cells(
        &self,
        columns: &[Column],
        grid: &[usize],
        (size, keep): (u8, bool),
    ) -> Vec<TableCell> {
        let shade = match self.look {
            Look::Group | Look::Field | Look::Total => Some(GROUP),
            _ => None,
        };
        let style = match self.look {
            Look::Group | Look::Field | Look::Total => (true, false),
            Look::Criterion => (true, true),
            Look::Muted => (false, true),
            Look::Plain | Look::Link | Look::Open => (false, false),
        };
        // The name of a group runs over the columns that it leaves empty.
        let filled: Vec<usize> =
            (0..self.texts.len()).filter(|&at| !self.texts[at].is_empty()).collect();
        let span_from = match (self.look, filled.as_slice()) {
            (Look::Group, [only]) => Some(*only),
            _ => None,
        };
        let mut cells = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let text = self.texts.get(at).map_or("", String::as_str);
            let word = self.words.get(at).copied().unwrap_or(true);
            let align = match (column.align, word) {
                (Align::Left, true) => AlignmentType::Left,
                (Align::Centre, _) => AlignmentType::Center,
                (Align::Right, _) | (Align::Left, false) => AlignmentType::Right,
            };
            let align = if span_from == Some(at) { AlignmentType::Left } else { align };
            let filling = paragraph(align, keep).add_run(lines::run(text, size, style));
            let cell = if span_from == Some(at) {
                frame(grid[at..].iter().sum(), shade).grid_span(columns.len() - at)
            } else {
                frame(grid[at], shade)
            };
            cells.push(cell.add_paragraph(filling));
            if span_from == Some(at) {
                break;
            }
        }
        cells
    }
}
