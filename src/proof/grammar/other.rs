//! What stands for documents: links, names of files, *như mục 1.2*.

use super::ends::is_end;
use crate::proof::cursor::Cursor;
use crate::proof::named::Mention;
use crate::terms::Code;

/// Ends of names by which a file is known.
const EXTENSIONS: &[&str] = &[
    "pdf", "docx", "doc", "xlsx", "xls", "ods", "odt", "pptx", "ppt", "jpg", "jpeg", "png", "tif",
    "tiff", "zip", "rar", "7z", "txt",
];

/// An address up to a space or comma, or a place on a disk up to the end.
pub(super) fn link(cursor: &mut Cursor<'_>) -> Option<Mention> {
    let start = cursor.at;
    let rest: String = cursor.low.get(start..)?.iter().take(8).collect();
    let web = ["http://", "https://", "ftp://", "www."].iter().any(|head| rest.starts_with(head));
    let mut drive = rest.chars();
    let on_disk = rest.starts_with("\\\\")
        || rest.starts_with("file://")
        || (drive.next().is_some_and(|c| c.is_ascii_alphabetic())
            && drive.next() == Some(':')
            && matches!(drive.next(), Some('\\' | '/')));
    if !web && !on_disk {
        return None;
    }
    while let Some(c) = cursor.peek() {
        if web && matches!(c, ' ' | ',') {
            break;
        }
        cursor.at += 1;
    }
    Some(Mention::Link(cursor.since(start)))
}

/// `như mục 1.2`, `xem tiêu chí 3.1.1`.
pub(super) fn same_as(cursor: &mut Cursor<'_>) -> Option<Mention> {
    (cursor.words("như") || cursor.words("xem")).then_some(())?;
    let named = cursor.words("mục") || cursor.words("tiêu chí") || cursor.words("tctp");
    cursor.spaces();
    let start = cursor.at;
    while cursor.peek().is_some_and(|c| c.is_ascii_digit() || c == '.') {
        cursor.at += 1;
    }
    let written = cursor.since(start);
    let written = written.trim_end_matches('.');
    let dotted = written.contains('.') && !written.contains("..") && !written.starts_with('.');
    let whole = !written.is_empty() && (dotted || (named && !written.starts_with('.')));
    whole.then(|| Code::parse(written)).flatten().map(Mention::SameAs)
}

/// A name up to an extension behind which a piece may end.
pub(super) fn file(cursor: &mut Cursor<'_>) -> Option<Mention> {
    let start = cursor.at;
    while cursor.peek().is_some() {
        let mut next = cursor.clone();
        if next.sign('.') && EXTENSIONS.iter().any(|extension| next.words(extension)) {
            let named = cursor.at > start;
            cursor.at = next.at;
            return (named && is_end(cursor)).then(|| Mention::File(cursor.since(start)));
        }
        cursor.at += 1;
    }
    None
}
