//! The columns of a sheet of questions.

use crate::grid::Grid;
use crate::table::{self, Column, Fault, Table};

/// Headings: the program's own mark of a question, and the two cells for an answer.
pub const ASK_HEADING: &str = "Mã câu hỏi";
pub const ANSWER_HEADING: &str = "Trả lời";
pub const REMARK_HEADING: &str = "Giải trình thêm";
pub const EXPLANATION_HEADING: &str = "Giải trình của đơn vị";
pub const MORE_PROOF_HEADING: &str = "Tài liệu bổ sung";

pub(super) fn table(grid: &Grid) -> Result<Table, Fault> {
    let columns = [
        Column::required("ask", &[ASK_HEADING]),
        Column::required("answer", &[ANSWER_HEADING, EXPLANATION_HEADING]),
        Column::new("more", &[REMARK_HEADING, MORE_PROOF_HEADING]),
    ];
    table::find(grid, &columns)
}
