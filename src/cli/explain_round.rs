//! `parindex explain-round ROUND`: per unit a workbook with only what appraisers want explained.

use std::path::Path;

use super::common::Common;
use super::outgoing::{Words, ask};
use crate::replies::Series;

pub(super) fn run(path: &Path, deadline: Option<&str>, common: &Common) -> u8 {
    let words = Words {
        series: Series::Explain,
        name: ["phiếu yêu cầu giải trình", "requests to explain"],
        none: ["Không có yêu cầu giải trình nào.", "There are no requests to explain."],
    };
    ask(path, deadline, &words, common)
}
