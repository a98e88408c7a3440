//! What stands left and right: headings and signatures, in a table without lines.

use docx_rs::{Paragraph, Table, TableCell, TableLayoutType, TableRow, VAlignType, WidthType};

use super::lines;
use super::part::Part;
use crate::report::block::{Line, Role};

/// Twips that Word keeps free at both sides of a cell.
pub(super) const MARGINS: usize = 2 * 108;

/// One row, so that neither side moves the other; it stays on one sheet.
pub(super) fn table(pairs: &[[Line; 2]], room: usize) -> Table {
    let official = pairs.iter().any(|[_, right]| right.role == Role::Motto);
    // The nation's heading is longer than that of the body that writes.
    let left = if official { room * 2 / 5 } else { room / 2 };
    let widths = [left, room - left];
    let cells = [0, 1].map(|side| {
        let mut lines: Vec<&Line> = pairs.iter().map(|pair| &pair[side]).collect();
        while lines.last().is_some_and(|line| line.text.is_empty()) {
            lines.pop();
        }
        cell(&lines, widths[side])
    });
    Table::without_borders(vec![TableRow::new(cells.to_vec()).cant_split()])
        .layout(TableLayoutType::Fixed)
        .width(room, WidthType::Dxa)
        .set_grid(widths.to_vec())
}

fn cell(lines: &[&Line], width: usize) -> TableCell {
    let cell = TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Top)
        .clear_all_border();
    if lines.is_empty() {
        return cell.add_paragraph(Paragraph::new());
    }
    let paragraphs = lines.iter().flat_map(|line| lines::paragraphs(line, width - MARGINS));
    paragraphs.fold(cell, TableCell::add_paragraph)
}

/// Two columns of parts, each with its width.
pub(super) fn columns(cells: [(Vec<Part>, usize); 2], room: usize) -> Table {
    let grid = cells.iter().map(|(_, wide)| *wide).collect();
    let cells = cells.map(|(parts, wide)| {
        let empty = TableCell::new()
            .width(wide, WidthType::Dxa)
            .vertical_align(VAlignType::Top)
            .clear_all_border();
        // A cell ends with a paragraph, or Word calls the file damaged.
        let last = matches!(parts.last(), Some(Part::Table(_)) | None);
        let filled = parts.into_iter().fold(empty, |cell, part| match part {
            Part::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
            Part::Table(table) => cell.add_table(*table),
        });
        if last { filled.add_paragraph(lines::gap()) } else { filled }
    });
    Table::without_borders(vec![TableRow::new(cells.to_vec()).cant_split()])
        .layout(TableLayoutType::Fixed)
        .width(room, WidthType::Dxa)
        .set_grid(grid)
}
