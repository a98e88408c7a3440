//! When a workbook was last saved, as the workbook itself says: what a file's date on disk
//! cannot tell, since copying and mailing change it.

use std::io::{Cursor, Read as _};

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::sniff::Format;

/// Properties are short; more is no honest file.
const LONGEST: u64 = 64 << 10;
/// Seconds that Vietnamese clocks are ahead of universal time.
const VIETNAM: i32 = 7 * 3600;

/// The time of the last save by the clocks of Vietnam; `None` when the file does not say.
pub(super) fn saved_at(bytes: &[u8], format: Format) -> Option<NaiveDateTime> {
    let (part, element) = match format {
        Format::Xlsx => ("docProps/core.xml", "modified"),
        Format::Ods => ("meta.xml", "date"),
        _ => return None,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(part).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    time(&text_of(&text, element)?)
}

/// The text of the first element with this local name.
fn text_of(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) => inside = e.local_name().as_ref() == name,
            Event::Text(text) if inside => return Some(text.as_ref().to_string()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Universal times are moved to Vietnam; times without a zone are taken as they stand.
fn time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    if let Ok(zoned) = DateTime::parse_from_rfc3339(text) {
        return Some(zoned.with_timezone(&FixedOffset::east_opt(VIETNAM)?).naive_local());
    }
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_vietnam() {
        let shown = |text| time(text).map(|t| t.format("%d/%m/%Y %H:%M").to_string());
        // Half past midnight in Vietnam is still the day before in universal time.
        assert_eq!(shown("2020-12-15T17:30:00Z").as_deref(), Some("16/12/2020 00:30"));
        assert_eq!(shown("2020-12-16T00:30:00+07:00").as_deref(), Some("16/12/2020 00:30"));
        assert_eq!(shown("2020-12-15T16:59:59.123").as_deref(), Some("15/12/2020 16:59"));
        assert_eq!(shown("hôm qua"), None);
    }
}
