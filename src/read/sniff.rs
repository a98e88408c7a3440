//! What a file is, by its first bytes.

use super::Input;
use crate::problem::{Problem, kinds::files};

/// A format that has a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
    Text,
}

/// The first bytes of what people send by mistake.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF", "7z"),
    (b"{\\rtf", "RTF"),
    (b"\x1F\x8B", "gzip"),
    (b"\x09\x08", "Excel 2–5"),
    (b"\x09\x04", "Excel 2–5"),
    (b"\x09\x02", "Excel 2–5"),
];

/// # Errors
/// Everything that is not a spreadsheet, each with its own reason.
pub(super) fn format(input: &Input<'_>) -> Result<Format, Problem> {
    let bytes = input.bytes;
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(input.problem(&files::FILE_EMPTY));
    }
    if bytes.starts_with(b"PK") {
        return zip_format(input);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole_format(input);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(input.problem(&files::FILE_PDF));
    }
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(input.problem(&files::FILE_KIND).with("found", name));
    }
    markup_or_text(input)
}

fn zip_format(input: &Input<'_>) -> Result<Format, Problem> {
    // The central directory at the end names every part; the local headers do so too.
    let has = |name: &str| memchr::memmem::find(input.bytes, name.as_bytes()).is_some();
    if has("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Format::Ods);
    }
    if has("word/document") || has("ppt/presentation") {
        return Err(input.problem(&files::FILE_KIND).said(
            "found",
            "Word hoặc PowerPoint",
            "Word or PowerPoint",
        ));
    }
    if has("xl/workbook.bin") {
        return Err(input.problem(&files::FILE_XLSB));
    }
    if has("META-INF/manifest.xml") && has("content.xml") {
        return Ok(Format::Ods);
    }
    if has("[Content_Types].xml") || has("_rels/.rels") || has("_rels\\.rels") {
        return Ok(Format::Xlsx);
    }
    if memchr::memmem::find(input.bytes, b"PK\x05\x06").is_none() {
        return Err(input.problem(&files::FILE_DAMAGED).with("detail", "zip"));
    }
    Err(input.problem(&files::FILE_KIND).with("found", "ZIP"))
}

fn ole_format(input: &Input<'_>) -> Result<Format, Problem> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(input.bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        Err(input.problem(&files::FILE_PASSWORD))
    } else if has("WordDocument") || has("PowerPoint Document") {
        Err(input.problem(&files::FILE_KIND).said(
            "found",
            "Word hoặc PowerPoint",
            "Word or PowerPoint",
        ))
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else {
        Err(input.problem(&files::FILE_DAMAGED).with("detail", "OLE"))
    }
}

fn markup_or_text(input: &Input<'_>) -> Result<Format, Problem> {
    let head = &input.bytes[..input.bytes.len().min(4096)];
    // NULs are dropped so that UTF-16 markup is known too.
    let head: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let start = head.trim_start_matches(|c: char| !c.is_ascii_graphic());
    let named_text = ["csv", "txt", "tsv"].contains(&input.extension);
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        let kind = if head.contains("<html") { &files::FILE_WEB } else { &files::FILE_XML };
        return Err(input.problem(kind).with("extension", input.extension));
    }
    let web = [
        "<html",
        "<!doctype",
        "<table",
        "<meta",
        "<head",
        "<style",
        "<!--",
        "<div",
        "mime-version:",
    ];
    if web.iter().any(|tag| start.starts_with(tag)) {
        return Err(input.problem(&files::FILE_WEB).with("extension", input.extension));
    }
    if named_text {
        return Ok(Format::Text);
    }
    let printable = head.chars().filter(|c| !c.is_control() || c.is_whitespace()).count();
    if printable * 20 < head.chars().count() * 19 || head.contains('\u{FFFD}') {
        return Err(input.problem(&files::FILE_KIND).said("found", "không rõ", "unknown"));
    }
    Err(input.problem(&files::FILE_CSV_NAMED).with("extension", input.extension))
}
