//! The columns of a sheet of questions.

use crate::grid::Grid;
use crate::table::{self, Column, Fault, Table};

/// Headings: the program's own mark of a question, and the two cells for an answer.
pub const ASK: &str = "Mã câu hỏi";
pub const ANSWER: &str = "Trả lời";
pub const REMARK: &str = "Giải trình thêm";
pub const EXPLANATION: &str = "Giải trình của đơn vị";
pub const MORE_PROOF: &str = "Tài liệu bổ sung";

pub(super) fn table(grid: &Grid) -> Result<Table, Fault> {
    let columns = [
        Column::required("ask", &[ASK]),
        Column::required("answer", &[ANSWER, EXPLANATION]),
        Column::new("more", &[REMARK, MORE_PROOF]),
    ];
    table::find(grid, &columns)
}
