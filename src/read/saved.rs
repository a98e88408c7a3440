//! When a file was saved last, by what stands inside it: `dcterms:modified` of an .xlsx,
//! `dc:date` of an .ods. Other formats do not say, or not in a way that can be relied on.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use memchr::memmem;
use zip::ZipArchive;

/// The part that says it is small; more of it is not read.
const LONGEST: u64 = 64 << 10;

/// Where each format keeps it: the part, and the element in it.
const PARTS: &[(&str, &str)] =
    &[("docProps/core.xml", "dcterms:modified"), ("meta.xml", "dc:date")];

/// Hours that the clocks of Viet Nam are ahead of UTC.
const VIETNAM: i32 = 7;

/// Date and time in Viet Nam; `None` when the file does not say.
pub fn saved(path: &Path) -> Option<NaiveDateTime> {
    let mut archive = ZipArchive::new(File::open(path).ok()?).ok()?;
    PARTS.iter().find_map(|(part, element)| {
        let mut text = Vec::new();
        archive.by_name(part).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
        time(&text, element)
    })
}

/// The time in the first element of this name.
fn time(xml: &[u8], element: &str) -> Option<NaiveDateTime> {
    let start = memmem::find(xml, format!("<{element}").as_bytes())?;
    let rest = &xml[start..];
    let text = &rest[memchr::memchr(b'>', rest)? + 1..];
    let text = std::str::from_utf8(&text[..memchr::memchr(b'<', text)?]).ok()?.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        let vietnam = FixedOffset::east_opt(VIETNAM * 3600)?;
        return Some(time.with_timezone(&vietnam).naive_local());
    }
    // LibreOffice writes the time of the place, without a zone.
    let text = text.split('.').next()?;
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_vietnam() {
        let core = |text: &str| {
            format!("<a><dcterms:modified xsi:type=\"x\">{text}</dcterms:modified></a>")
        };
        let shown =
            |text: &str| time(core(text).as_bytes(), "dcterms:modified").map(|t| t.to_string());
        assert_eq!(shown("2020-12-10T18:04:05Z").as_deref(), Some("2020-12-11 01:04:05"));
        assert_eq!(shown("2020-12-10T18:04:05+07:00").as_deref(), Some("2020-12-10 18:04:05"));
        assert_eq!(shown("2020-12-10T18:04:05.123").as_deref(), Some("2020-12-10 18:04:05"));
        assert_eq!(shown(""), None);
        assert_eq!(time(b"<a/>", "dcterms:modified"), None);
    }
}
