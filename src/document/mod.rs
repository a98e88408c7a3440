//! TOML documents with their positions: one list of fields per table drives the reading,
//! the messages and the JSON Schema.
//!
//! In: text and lists of [`Field`]. Out: [`Section`]s whose accessors give typed values with
//! their byte spans. Every unknown key, missing key and wrong shape is reported in one run.
//! Decimals are taken from the text of the file, never through a binary float.

mod schema;
mod section;
mod syntax;

use std::ops::Range;

use toml::de::DeTable;

use crate::problem::{Problems, kinds};
use crate::source::Source;

pub use schema::{described, schema_of_fields, schema_of_file};
pub use section::{Section, date_of, number_of};

/// Where something stands in the text: a range of bytes.
pub type Span = Range<usize>;

/// A value with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> At<T> {
    pub fn new(value: T, span: Span) -> Self {
        At { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        At { value: change(self.value), span: self.span }
    }
}

/// What a key may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    Text,
    /// A number, or a string with `%` or a decimal: `2`, `0.5`, `"95%"`.
    Number,
    /// A list of numbers.
    Numbers,
    /// A number, a date, or a string holding an expression.
    Expression,
    Whole,
    Bool,
    /// A TOML date, or a string `"2020-08-01"`.
    Date,
    Texts,
    OneOf(&'static [&'static str]),
    /// A table with these fields.
    Table(&'static [Field]),
    /// An array of tables with these fields.
    Tables(&'static [Field]),
    /// A table whose keys are free and whose values are numbers.
    NumberMap,
    /// A table whose keys are free; its user reads the values.
    FreeTable,
    /// Read by the room itself.
    Any,
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// What it means, with unit and range; becomes the description in the JSON Schema.
    pub doc: &'static str,
}

impl Field {
    pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
        Field { name, shape, required: true, doc }
    }

    pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
        Field { name, shape, required: false, doc }
    }

    /// The Vietnamese half of a doc written `Tên. / Name.`, without the full stop; all of a
    /// doc in one language.
    pub fn doc_vi(&self) -> &'static str {
        let half = self.doc.split(" / ").next().unwrap_or(self.doc);
        half.trim_end_matches('.')
    }

    /// The English half, or all of a doc in one language.
    pub fn doc_en(&self) -> &'static str {
        let half = self.doc.rsplit(" / ").next().unwrap_or(self.doc);
        half.trim_end_matches('.')
    }
}

/// The document's table, also when parts of it could not be parsed; every syntax error is
/// reported.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> At<DeTable<'s>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(source.problem(&kinds::document::TOML_SYNTAX, &span).said(
            "detail",
            syntax::in_vietnamese(error.message()),
            error.message(),
        ));
    }
    let span = table.span();
    At::new(table.into_inner(), span)
}

/// Reports a `schema` key that is absent or not 1.
pub fn check_schema_version(source: &Source, table: &DeTable<'_>, problems: &mut Problems) {
    let found = table.iter().find(|(key, _)| key.get_ref() == "schema");
    let (vi, en, span) = match found {
        Some((_, value)) => {
            let text = source.text.get(value.span()).unwrap_or("");
            (format!("ở đây ghi {text}"), format!("found {text}"), value.span())
        }
        None => ("tệp chưa có dòng này".to_string(), "it has none".to_string(), 0..0),
    };
    if en != "found 1" {
        let problem = source.problem(&kinds::document::TOML_SCHEMA, &span);
        problems.push(problem.said("found", vi, en));
    }
}
