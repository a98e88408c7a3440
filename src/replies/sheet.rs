//! The columns of a sheet of questions.

use super::ask::{Ask, Series};
use crate::grid::{Book, Cell, Grid};
use crate::problem::Problems;
use crate::table::{self, Column, Fault, Layout, Meta, Sections, Table};

/// Headings: the program's own mark of a question, and the two cells for an answer.
pub const ASK_HEADING: &str = "Mã câu hỏi";
pub const ANSWER_HEADING: &str = "Trả lời";
pub const REMARK_HEADING: &str = "Giải trình thêm";
pub const EXPLANATION_HEADING: &str = "Giải trình của đơn vị";
pub const MORE_PROOF_HEADING: &str = "Tài liệu bổ sung";

/// What a sheet of questions repeats in every row. Its number says nothing, and people note beside
/// what was read that they have mended it.
pub(super) const REPEATED: &[&str] = &[
    "Mã",
    "Tiêu chí",
    "Tiêu chí thành phần",
    "Nội dung cần trả lời",
    "Điểm tối đa",
    "Điểm tự chấm",
    "Điểm thẩm định",
    "Yêu cầu giải trình",
];

fn columns() -> [Column; 5] {
    [
        Column::required("ask", &[ASK_HEADING]),
        Column::required("answer", &[ANSWER_HEADING, EXPLANATION_HEADING]),
        Column::new("more", &[REMARK_HEADING, MORE_PROOF_HEADING]),
        Column::new("criterion", &["Tiêu chí", "Tiêu chí thành phần"]),
        Column::new("label", &["Nội dung cần trả lời"]),
    ]
}

pub(super) fn table(grid: &Grid) -> Result<Table, Fault> {
    table::find(grid, &columns())
}

/// The headers of the sheet of questions.
pub(super) fn sections(grid: &Grid, main: &Table, problems: &mut Problems) -> Sections {
    let known = |cell: &Cell| cell.text().is_some_and(|text| Ask::parse(text).is_some());
    let (columns, usable) = (&columns(), &|_: &Table| true);
    let layout = Layout { columns, usable, known: &known, follows: true };
    Sections::new(grid, main.clone(), &layout, problems)
}

/// Whether the workbook is a reply, or meant to be one.
pub fn is_reply(book: &Book) -> bool {
    let by_meta = Meta::of(book).map(|meta| Series::of(&meta).is_some());
    by_meta.unwrap_or_else(|| book.sheets.iter().any(|g| g.visible && table(g).is_ok()))
}
