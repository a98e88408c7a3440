//! What the blocks of a page become.

use docx_rs::{Paragraph, Table};

/// What a paper or a cell of it is made of.
pub(super) enum Part {
    Paragraph(Paragraph),
    Table(Table),
}
