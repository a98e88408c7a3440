//! How far the agencies are, as a sheet of the board.

use crate::forms::appraisal::Standing;
use crate::report::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use crate::report::board_frame;
use crate::results::Results;
use crate::terms::Lang;

/// The sheet of the agencies; none when nobody appraises. It is a sheet of its own, since a table
/// below that of the units would be printed under the headings of the units.
pub(super) fn page<'r>(results: &'r Results, all: &[Standing], lang: Lang) -> Option<Page<'r>> {
    if all.is_empty() {
        return None;
    }
    let columns = vec![
        Column::centre("STT"),
        Column::left("Cơ quan thẩm định"),
        Column::left("Khối"),
        Column::left("Vòng thẩm định"),
        Column::right("Số dòng phải thẩm định"),
        Column::right("Đã thẩm định"),
        Column::right("Ý kiến khác nhau"),
        Column::right("Chưa thẩm định"),
        Column::right("Yêu cầu giải trình"),
    ];
    let rows = all.iter().enumerate().map(|(at, standing)| row(results, at + 1, standing));
    let table = Table {
        fixed_columns: 2,
        size: 11,
        columns,
        rows: Rows::Held(rows.collect()),
        ..Table::default()
    };
    let note = "Mỗi dòng là một đơn vị ở một tiêu chí. Đã thẩm định: có điểm hoặc số liệu sửa được \
                nhận. Ý kiến khác nhau: hai người cho khác điểm hoặc sửa số liệu khác nhau, chưa ý kiến \
                nào được nhận. Vòng 2 chỉ gồm dòng vòng 1 yêu cầu giải trình hoặc có ý kiến khác \
                nhau.";
    let name = "Tiến độ thẩm định";
    let mut blocks = board_frame(results, name, lang);
    blocks.push(Block::Table(table));
    blocks.push(Block::Line(Line::new(Role::Note, note)));
    let widths = vec![5.0, 34.0, 34.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0];
    Some(Page { name: Some(name.into()), widths, blocks, ..Page::default() })
}

fn row<'r>(results: &'r Results, number: usize, standing: &Standing) -> Row<'r> {
    Row {
        cells: vec![
            Cell::whole(number),
            Cell::text(agency(results, standing)),
            Cell::text(block(results, standing)),
            Cell::text(format!("Vòng {}", standing.number)),
            Cell::whole(standing.rows),
            Cell::whole(standing.filled),
            Cell::whole(standing.conflicts),
            Cell::whole(standing.left()),
            Cell::whole(standing.requests),
        ],
        look: Look::Plain,
    }
}

/// The name of the agency.
pub fn agency<'r>(results: &'r Results, standing: &Standing) -> &'r str {
    let agencies = &results.round.agencies;
    agencies.iter().find(|a| a.id == standing.agency).map_or("", |a| a.name.as_str())
}

/// The name of the block.
pub fn block<'r>(results: &'r Results, standing: &Standing) -> &'r str {
    &results.round.blocks[results.blocks[standing.block].block].name
}
