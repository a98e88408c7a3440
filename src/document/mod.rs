//! TOML documents with their positions: one list of fields per table drives the reading,
//! the messages and the JSON Schema.
//!
//! In: text and lists of [`Field`]. Out: [`Section`]s whose accessors give typed values with
//! their byte spans. Every unknown key, missing key and wrong shape is reported in one run.
//! Decimals are taken from the text of the file, never through a binary float.

mod schema;
mod section;
mod slips;
mod syntax;

use std::ops::Range;

use toml::de::DeTable;

use crate::problem::{Place, Problem, Problems, kinds};
use crate::source::{self, Source};

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

/// No set, scheme or round is nearly as large: a country's round has a table for each of its
/// communes.
const MOST_BYTES: usize = 8 << 20;
const MOST_TABLES: usize = 20_000;
/// Syntax errors that are told; what is wrong with the rest of a file shows when these are mended.
const ERRORS_TOLD: usize = 50;

/// The document's table, also when parts of it could not be parsed; the syntax errors are
/// reported, and of a date in another order only that. Nothing of a file that is no document of a person.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> At<DeTable<'s>> {
    let tables = source.text.lines().filter(|line| line.trim_start().starts_with('[')).count();
    if tables > MOST_TABLES || source.text.len() > MOST_BYTES {
        let problem = Problem::new(&kinds::document::TOML_LARGE, Place::file(&*source.path));
        problems.push(
            problem
                .with("tables", tables)
                .with("size", source.text.len().div_ceil(1 << 20))
                .with("most_tables", MOST_TABLES)
                .with("most_size", MOST_BYTES >> 20),
        );
        return At::new(DeTable::new(), 0..0);
    }
    let (mut table, mut errors) = DeTable::parse_recoverable(&source.text);
    if let Some((masked, dates)) = source.masked().filter(|_| !errors.is_empty()) {
        (table, errors) = DeTable::parse_recoverable(masked);
        for span in dates {
            problems.push_all(day_first(source, span));
        }
    }
    let text = source.masked().map_or(&*source.text, |(masked, _)| masked);
    let errors = after_slips(source, text, errors, problems);
    for error in errors.iter().take(ERRORS_TOLD) {
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

/// Tells the slips of a text that cannot be parsed; of the errors only those stay that none of them
/// explains.
fn after_slips(
    source: &Source,
    text: &str,
    errors: Vec<toml::de::Error>,
    problems: &mut Problems,
) -> Vec<toml::de::Error> {
    if errors.is_empty() {
        return errors;
    }
    let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count();
    let lines: Vec<usize> =
        errors.iter().map(|error| line(error.span().map_or(0, |span| span.start))).collect();
    let (slips, mended) = slips::slips(text, &lines);
    if slips.is_empty() {
        return errors;
    }
    for slip in &slips {
        let problem = source.problem(&kinds::document::TOML_SLIP, &slip.span);
        problems.push(problem.said("what", slip.vi, slip.en).with("mended", slip.mended.trim()));
    }
    // the errors of what is mended stand in the same lines, at other bytes: the parser is asked
    // again once these are mended
    let (_, rest) = DeTable::parse_recoverable(&mended);
    let told: Vec<usize> = slips.iter().map(|slip| line(slip.span.start)).collect();
    let stays = |at: &usize| !told.iter().any(|slip| slip.abs_diff(*at) <= 1);
    if rest.is_empty() {
        return Vec::new();
    }
    let kept = errors.into_iter().zip(lines).filter(|(_, at)| stays(at));
    kept.map(|(error, _)| error).collect()
}

/// The problem of a date that does not stand in the order of TOML; `None` for any other value.
fn day_first(source: &Source, span: &Span) -> Option<Problem> {
    let written = source.text.get(span.clone())?.trim_matches(['"', '\'']);
    let day = source::day_first(written)?;
    let problem = source.problem(&kinds::document::TOML_DATE, span).with("found", written);
    Some(match day {
        Some(day) => problem.said(
            "mended",
            format!("Hãy ghi {day} (năm-tháng-ngày, không có ngoặc kép)."),
            format!("Write {day} (year-month-day, without quotes)."),
        ),
        None => problem.said(
            "mended",
            "Lịch không có ngày này; hãy ghi năm-tháng-ngày, như 2026-01-31.",
            "There is no such day; write year-month-day, like 2026-01-31.",
        ),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: String) -> Vec<&'static str> {
        let mut problems = Problems::default();
        parse(&Source::new("set.toml", text), &mut problems);
        problems.iter().map(|problem| problem.kind.code).collect()
    }

    #[test]
    fn a_document_that_no_person_wrote_is_refused_at_once() {
        assert_eq!(codes("[a]\n".repeat(MOST_TABLES + 1)), ["E-TOML-LARGE"]);
        assert_eq!(codes("  [[unit]]\nid = 1\n".repeat(100_000)), ["E-TOML-LARGE"]);
        assert_eq!(codes("a = 1\n".repeat(2_000_000)), ["E-TOML-LARGE"]);
        assert_eq!(codes("[[unit]]\nid = 1\n".repeat(MOST_TABLES)), [""; 0]);
        assert_eq!(codes("= 1\n".repeat(1_000)).len(), ERRORS_TOLD);
    }
}
