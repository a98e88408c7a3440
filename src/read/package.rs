//! A zip package unpacked within bounds, before any other library sees it.
//!
//! calamine has no bounds of its own and an allocation that fails ends the process. So every
//! part that is needed is inflated here, counted while inflating because the directory can
//! lie, and handed on in a package that is stored without compression: nothing is inflated
//! twice.

use std::io::{Cursor, Read, Write};

use memchr::memmem;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::input::Input;
use crate::problem::{Problem, kinds::files};

const PARTS: usize = 2_000;
/// A part that grows by more than this and is larger than [`SMALL`] is a bomb; small honest
/// parts reach 140.
const RATIO: u64 = 200;
const SMALL: u64 = 8 << 20;

/// Parts of these folders are needed only as markup: what lies over the cells.
const DRAWN: &[&str] = &["xl/drawings/", "xl/activex/"];

/// Parts that say nothing about cells, by the start of their names: never inflated.
const NEEDLESS: &[&str] = &[
    "docprops/",
    "customxml/",
    "xl/theme/",
    "xl/media/",
    "xl/charts/",
    "xl/printersettings/",
    "xl/externallinks/",
    "xl/pivot",
    "xl/persons/",
    "xl/calcchain.xml",
    "xl/vbaproject",
    "xl/embeddings/",
    "pictures/",
    "thumbnails/",
    "configurations2/",
    "object",
    "meta.xml",
];

/// One file of the package.
pub(super) struct Part {
    /// As in the package.
    pub name: String,
    /// Lower case with `/`: how parts find each other.
    pub key: String,
    pub bytes: Vec<u8>,
}

pub(super) struct Package {
    pub parts: Vec<Part>,
    pub has_macros: bool,
}

impl Package {
    /// Inflates the parts that matter.
    ///
    /// # Errors
    /// Too many or too large parts, two of one name, a DOCTYPE, UTF-16 markup, damage.
    pub(super) fn open(input: &Input<'_>) -> Result<Package, Problem> {
        // Before the library lists them all.
        let names: Vec<String> = directory_names(input)?.iter().map(|name| key_of(name)).collect();
        if names.len() > PARTS {
            return Err(input.problem(&files::FILE_BOMB).said(
                "part",
                format!("{} phần", names.len()),
                format!("{} parts", names.len()),
            ));
        }
        check_twice(input, &names)?;
        let mut archive =
            ZipArchive::new(Cursor::new(input.bytes)).map_err(|e| failed(input, &e))?;
        if names.len() != archive.len() {
            return Err(input.problem(&files::FILE_ODD).with("detail", "zip"));
        }
        let mut package = Package { parts: Vec::with_capacity(names.len()), has_macros: false };
        let mut total = 0;
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).map_err(|e| failed(input, &e))?;
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            let key = key_of(&name);
            package.has_macros |= key.ends_with("vbaproject.bin");
            if file.is_dir() || is_needless(&key) {
                continue;
            }
            let limit = input.limits.part_bytes.min(input.limits.all_parts_bytes - total);
            let packed = file.compressed_size();
            let expected = usize::try_from(file.size()).unwrap_or(usize::MAX).min(limit);
            let mut bytes = Vec::with_capacity(expected + 1);
            let read = file.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes);
            let size = read.map_err(|e| input.problem(&files::FILE_DAMAGED).with("detail", e))?;
            let grown = size as u64 > SMALL && size as u64 / packed.max(1) > RATIO;
            if size > limit || grown {
                return Err(input.problem(&files::FILE_BOMB).said(
                    "part",
                    format!("phần “{name}”"),
                    format!("part “{name}”"),
                ));
            }
            total += size;
            match check_markup(input, &name, &bytes) {
                // No cell is read from it.
                Err(_) if DRAWN.iter().any(|start| key.starts_with(start)) => continue,
                checked => checked?,
            }
            package.parts.push(Part { name, key, bytes });
        }
        Ok(package)
    }

    pub(super) fn part(&self, key: &str) -> Option<usize> {
        self.parts.iter().position(|p| p.key == key)
    }

    /// The same package without compression.
    ///
    /// # Errors
    /// A part whose name cannot be written.
    pub(super) fn stored(&self, input: &Input<'_>) -> Result<Vec<u8>, Problem> {
        let size = self.parts.iter().map(|p| p.bytes.len() + 2 * p.name.len() + 200).sum();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for part in &self.parts {
            writer.start_file(part.name.as_str(), options).map_err(|e| failed(input, &e))?;
            writer
                .write_all(&part.bytes)
                .map_err(|e| input.problem(&files::FILE_DAMAGED).with("detail", e))?;
        }
        writer.finish().map(Cursor::into_inner).map_err(|e| failed(input, &e))
    }
}

fn is_needless(key: &str) -> bool {
    let of = |list: &[&str]| list.iter().any(|start| key.starts_with(start));
    // what a control of ActiveX holds stands in parts of its own
    let ends: &[&str] = match key.starts_with("xl/activex/") {
        true => &[".xml", ".rels", ".bin"],
        false => &[".xml", ".vml"],
    };
    of(NEEDLESS) || (of(DRAWN) && !ends.iter().any(|end| key.ends_with(end)))
}

pub(super) fn key_of(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn failed(input: &Input<'_>, error: &zip::result::ZipError) -> Problem {
    if error.to_string().to_lowercase().contains("password") {
        return input.problem(&files::FILE_PASSWORD);
    }
    input.problem(&files::FILE_DAMAGED).with("detail", error)
}

/// The names in the central directory as they stand there, not many more than [`PARTS`]; the
/// zip library keeps only the last of two equal ones.
///
/// # Errors
/// The file is cut off, or its directory is not where it should be.
pub(super) fn directory_names(input: &Input<'_>) -> Result<Vec<String>, Problem> {
    let bytes = input.bytes;
    let odd = || input.problem(&files::FILE_ODD).with("detail", "zip");
    let end = memmem::rfind(bytes, b"PK\x05\x06")
        .ok_or_else(|| input.problem(&files::FILE_DAMAGED).with("detail", "zip"))?;
    let size = number(bytes, end + 12, 4).ok_or_else(odd)?;
    let mut at = end.checked_sub(size).ok_or_else(odd)?;
    let mut names = Vec::new();
    while at < end && names.len() <= PARTS {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(odd());
        }
        let field = |offset| number(bytes, at + offset, 2).ok_or_else(odd);
        let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
        let text = bytes.get(at + 46..at + 46 + name).ok_or_else(odd)?;
        names.push(String::from_utf8_lossy(text).into_owned());
        at += 46 + name + extra + comment;
    }
    Ok(names)
}

/// A little-endian number of the given width.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + width)?;
    Some(bytes.iter().rev().fold(0, |n, b| (n << 8) | usize::from(*b)))
}

fn check_twice(input: &Input<'_>, names: &[String]) -> Result<(), Problem> {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|w| w[0] == w[1]) {
        Some(twice) => Err(input.problem(&files::FILE_PARTS).with("part", twice[0])),
        None => Ok(()),
    }
}

fn check_markup(input: &Input<'_>, name: &str, bytes: &[u8]) -> Result<(), Problem> {
    // calamine reads UTF-16 markup as an empty sheet without an error.
    let wide = [&b"\xFF\xFE"[..], b"\xFE\xFF", b"<\0", b"\0<"];
    if wide.iter().any(|start| bytes.starts_with(start)) {
        return Err(input.problem(&files::FILE_ODD).with("detail", format!("UTF-16, {name}")));
    }
    let doctype =
        |at: usize| bytes[at + 2..].get(..7).is_some_and(|w| w.eq_ignore_ascii_case(b"doctype"));
    if memmem::find_iter(bytes, b"<!").any(doctype) {
        return Err(input.problem(&files::FILE_DOCTYPE).with("part", name));
    }
    Ok(())
}
