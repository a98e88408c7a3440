//! *Mục lục*: the sheets of the computation, each a click away, with what it is for.

use crate::results::Results;
use crate::terms::{Lang, Text, texts};

use crate::report::block::{Block, Cell, Column, Page, Row, Rows, Table, Target};
use crate::report::{heading, sheets};

texts! {
    SHEET "Trang", "Sheet";
    WHAT "Nội dung", "What it holds";
}

/// What the sheets of each kind hold.
const ABOUT: &[(Text, Text)] = &[
    (sheets::RANKING, Text::new("xếp hạng tính bằng công thức", "the ranking by formulas")),
    (sheets::CHARTS, Text::new("biểu đồ của từng khối", "charts of every block")),
    (sheets::FIELDS, Text::new("chỉ số thành phần theo lĩnh vực", "component indices")),
    (sheets::CLASSES, Text::new("số đơn vị ở từng loại", "units by class")),
    (sheets::DETAIL, Text::new("điểm từng tiêu chí của từng đơn vị", "points of every leaf")),
    (sheets::WORKINGS, Text::new("các bước tính chỉ số", "the steps of the index")),
    (
        sheets::LEAVES,
        Text::new("điểm tự chấm, thẩm định, lý do", "self scores, appraisals, reasons"),
    ),
    (
        sheets::BY_CAUSE,
        Text::new("điểm mất cộng theo nguyên nhân", "lost points added up by cause"),
    ),
    (sheets::LOST, Text::new("điểm mất và nguyên nhân", "lost points and causes")),
    (
        sheets::LOOKED_AT,
        Text::new("tiêu chí nào phân biệt được các đơn vị", "which criteria tell units apart"),
    ),
    (sheets::WHY, Text::new("diễn giải từng điểm đến ô nguồn", "every point to its source cell")),
    (sheets::VALUES, Text::new("số liệu đã dùng; sửa ở đây để tính thử", "the data that was used")),
    (sheets::OFFICIAL, Text::new("số kê khai, điểm so với số chính thức", "declared and official")),
    (sheets::CALENDAR, Text::new("ngày làm việc, ngày nghỉ, ngày làm bù", "days worked and off")),
    (sheets::TO_MEND, Text::new("những chỗ phải sửa", "what must be mended")),
    (
        sheets::UNDERSTOOD,
        Text::new("những chỗ được hiểu kèm ghi chú", "what was understood with a note"),
    ),
    (sheets::PROBLEMS, Text::new("mọi vấn đề tìm thấy", "every problem found")),
    (sheets::LEDGER, Text::new("đối soát từng tệp, từng dòng", "every file and row accounted for")),
];

/// The page that leads to the sheets of these names, with its own name.
pub fn contents<'r>(results: &Results, lang: Lang, names: &[String]) -> (&'static str, Page<'r>) {
    let own = sheets::CONTENTS.say(lang);
    let row = |name: &String| {
        let to = Target::Cell(format!("'{}'!A1", name.replace('\'', "''")));
        let about = ABOUT.iter().find(|(kind, _)| name.starts_with(kind.say(lang)));
        let about = about.map_or("", |(_, about)| about.say(lang));
        Row::new(vec![Cell::text(name.clone()).leading(to), Cell::text(about)])
    };
    let columns =
        vec![Column::left(SHEET.say(lang)).wide(34.0), Column::left(WHAT.say(lang)).wide(70.0)];
    let rows = Rows::Held(names.iter().map(row).collect());
    let mut blocks = heading::title(results, own, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    (own, Page { blocks, ..Page::default() })
}
