//! What a file is, by its first bytes.

use super::input::Input;
use super::{ole, package};
use crate::problem::{Problem, kinds::files};

/// A format that has a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
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

/// What a file is that is no table, in both languages.
const WORD: (&str, &str) = ("văn bản Word", "a Word document");
const SLIDES: (&str, &str) = ("bản trình chiếu PowerPoint", "a PowerPoint presentation");

/// A package says within so many bytes which of OpenDocument's kinds it is.
const HEAD: usize = 1024;
/// So many files of an archive are named; the others are counted.
const NAMED: usize = 5;

/// What a file is that its first few bytes tell to be no spreadsheet.
pub(super) fn known_by_head(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"%PDF") {
        return Some("PDF");
    }
    OTHERS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}

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
    if bytes.starts_with(ole::MAGIC) {
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
    let Ok(names) = package::directory_names(input) else { return cut_off_zip(input) };
    let keys: Vec<String> = names.iter().map(|name| package::key_of(name)).collect();
    let has = |start: &str| keys.iter().any(|key| key.starts_with(start));
    let declares = |kind: &str| {
        let declared = format!("mimetypeapplication/vnd.oasis.opendocument.{kind}");
        let head = &input.bytes[..input.bytes.len().min(HEAD)];
        memchr::memmem::find(head, declared.as_bytes()).is_some()
    };
    if declares("spreadsheet") {
        return Ok(Format::Ods);
    }
    if has("word/document") || declares("text") {
        return Err(not_a_table(input, WORD));
    }
    if has("ppt/presentation") || declares("presentation") {
        return Err(not_a_table(input, SLIDES));
    }
    if has("xl/workbook.bin") {
        return Err(input.problem(&files::FILE_XLSB));
    }
    if has("meta-inf/manifest.xml") && has("content.xml") {
        return Ok(Format::Ods);
    }
    if has("[content_types].xml") || has("_rels/.rels") {
        return Ok(Format::Xlsx);
    }
    if has("index/document.iwa") || has("index.zip") {
        return Err(not_a_table(input, ("Apple Numbers hoặc Pages", "Apple Numbers or Pages")));
    }
    Err(archive(input, &names))
}

/// A package without its directory: the headers of its parts still name them.
fn cut_off_zip(input: &Input<'_>) -> Result<Format, Problem> {
    let has = |name: &str| memchr::memmem::find(input.bytes, name.as_bytes()).is_some();
    if has("word/document") {
        return Err(not_a_table(input, WORD));
    }
    if has("ppt/presentation") {
        return Err(not_a_table(input, SLIDES));
    }
    if has("[Content_Types].xml") || has("_rels/.rels") || has("_rels\\.rels") {
        return Ok(Format::Xlsx);
    }
    if has("META-INF/manifest.xml") && has("content.xml") {
        return Ok(Format::Ods);
    }
    Err(input.problem(&files::FILE_DAMAGED).with("detail", "zip"))
}

/// Several files packed into one.
fn archive(input: &Input<'_>, names: &[String]) -> Problem {
    let held = names.iter().filter(|name| !name.ends_with('/') && !name.contains("__MACOSX/"));
    let mut held: Vec<&str> = held.map(String::as_str).collect();
    held.sort_unstable();
    let (count, more) = (held.len(), held.len() > NAMED);
    held.truncate(NAMED);
    let list = format!("{}{}", held.join(", "), if more { ", …" } else { "" });
    input.problem(&files::FILE_ARCHIVE).with("count", count).with("names", list)
}

fn not_a_table(input: &Input<'_>, (vi, en): (&str, &str)) -> Problem {
    input.problem(&files::FILE_KIND).said("found", vi, en)
}

fn ole_format(input: &Input<'_>) -> Result<Format, Problem> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(input.bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        Err(input.problem(&files::FILE_PASSWORD))
    } else if has("WordDocument") {
        Err(not_a_table(input, WORD))
    } else if has("PowerPoint Document") {
        Err(not_a_table(input, SLIDES))
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else {
        Err(input.problem(&files::FILE_DAMAGED).with("detail", "OLE"))
    }
}

/// What markup is, by the names that programs give their own.
fn known_markup(head: &str) -> (&'static str, &'static str) {
    if head.contains("oasis:names:tc:opendocument") {
        return (
            "bảng tính OpenDocument dạng XML (.fods)",
            "a flat OpenDocument spreadsheet (.fods)",
        );
    }
    if head.contains("<workbook")
        || head.contains("excel.sheet")
        || head.contains("office:spreadsheet")
    {
        return ("bảng tính XML đời 2003", "an XML spreadsheet of 2003");
    }
    ("tệp XML, không rõ của phần mềm nào", "an XML file of an unknown program")
}

fn markup_or_text(input: &Input<'_>) -> Result<Format, Problem> {
    let head = &input.bytes[..input.bytes.len().min(4096)];
    // NULs are dropped so that UTF-16 markup is known too.
    let head: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let start = head.trim_start_matches(|c: char| !c.is_ascii_graphic());
    let named_text = ["csv", "txt", "tsv"].contains(&input.extension);
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        if head.contains("<html") {
            return Err(input.problem(&files::FILE_WEB).with("extension", input.extension));
        }
        let (vi, en) = known_markup(&head);
        return Err(input.problem(&files::FILE_XML).said("found", vi, en));
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
