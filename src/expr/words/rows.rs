//! Functions over the row of a register, in words.

use super::Words;
use crate::expr::Function;

impl Words<'_> {
    /// `of` are its arguments in words.
    pub(super) fn of_a_row(&self, function: Function, of: &str) -> String {
        let (vi, en) = match function {
            Function::First => ("giá trị có trước trong (…)", "the first of (…)"),
            Function::Missing => ("… để trống", "… is blank"),
            Function::Year => ("năm của …", "the year of …"),
            _ => ("tháng của …", "the month of …"),
        };
        self.pick(&vi.replace('…', of), &en.replace('…', of))
    }
}
