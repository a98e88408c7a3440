//! What the blocks of a page become.

use docx_rs::{Paragraph, Table};

/// What a paper or a cell of it is made of.
pub(super) enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Part {
    fn from(paragraph: Paragraph) -> Part {
        Part::Paragraph(Box::new(paragraph))
    }
}

impl From<Table> for Part {
    fn from(table: Table) -> Part {
        Part::Table(Box::new(table))
    }
}
