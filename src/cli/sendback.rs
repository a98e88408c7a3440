//! `parindex sendback ROUND`: per unit a workbook with only what is wrong, unproved or disputed.

use std::path::Path;

use super::common::Common;
use super::outgoing::{Words, ask};
use crate::replies::Series;

pub(super) fn run(path: &Path, deadline: Option<&str>, common: &Common) -> u8 {
    let words = Words {
        series: Series::SendBack,
        name: ["phiếu trả lại", "send-back forms"],
        none: ["Không có gì phải trả lại.", "There is nothing to send back."],
    };
    ask(path, deadline, &words, common)
}
