//! Documents among what is dropped: what the reader of spreadsheets found instead of one.

use crate::problem::{Problem, Problems, kinds};

/// What a file's content is called that a person may take for proof, and the extensions that go
/// with it: a document under another's extension was renamed, and nobody knows what it was meant
/// to be.
const DOCUMENTS: &[(&str, &[&str])] = &[
    ("PDF", &["pdf"]),
    ("PNG", &["png"]),
    ("JPEG", &["jpg", "jpeg"]),
    ("GIF", &["gif"]),
    ("RTF", &["rtf", "doc"]),
    ("văn bản Word", &["doc", "docx", "docm", "odt", "rtf"]),
];

/// Whether the reader of spreadsheets found a document instead, under its own extension.
pub(super) fn is_document(found: &Problems, name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    let Some(content) = found.iter().find_map(content_of) else { return false };
    DOCUMENTS.iter().any(|(known, ends)| *known == content && ends.contains(&extension.as_str()))
}

/// What the reader says that the content is.
fn content_of(problem: &Problem) -> Option<&str> {
    match &problem.kind {
        kind if *kind == kinds::files::FILE_PDF => Some("PDF"),
        kind if *kind == kinds::files::FILE_KIND => problem.plain_fact("found"),
        _ => None,
    }
}
