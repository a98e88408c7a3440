//! Texts as a draft writes them: values, remarks, words in both languages.

use crate::terms::Text;
use crate::text::{is_invisible, tidy};

/// A text between quotation marks, whatever stands in it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text for a comment: one line, nothing that ends it.
pub(super) fn one_line(text: &str) -> String {
    let plain: String =
        tidy(&text.replace('\n', "; ")).chars().filter(|c| !c.is_control()).collect();
    plain
}

/// A remark in both languages at a row.
pub(crate) fn said(vi: impl Into<String>, en: impl Into<String>) -> Text<String> {
    Text { vi: vi.into(), en: en.into() }
}
