//! What is wrong with a key of a scheme.

use crate::document::Span;
use crate::problem::{Problem, kinds};
use crate::source::Source;

/// What is wrong with a key of a scheme, in Vietnamese and in English.
pub(super) fn fault(source: &Source, span: &Span, key: &str, (vi, en): (&str, &str)) -> Problem {
    source.problem(&kinds::register::SCHEME, span).with("key", key).said("detail", vi, en)
}
