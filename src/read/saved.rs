//! When a workbook was last saved, as the workbook itself says: what a file's date on disk
//! cannot tell, since copying and mailing change it.

use std::io::{Cursor, Read as _};

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::ole;

/// Properties are short; more is no honest file.
const LONGEST: u64 = 64 << 10;
/// The stream of an .xls file that says who saved it when, in lower case.
const SUMMARY: &str = "\u{5}summaryinformation";
/// Of the property *last saved*, and of values that are times.
const LAST_SAVED: u32 = 13;
const FILETIME: u32 = 0x40;
/// Seconds from 1601, where such times begin, to 1970.
const EPOCH: i64 = 11_644_473_600;
/// Whatever says that it was saved later than this was not saved by a clock.
const LAST_YEAR: i32 = 2200;
/// Seconds that Vietnamese clocks are ahead of universal time.
const VIETNAM: i32 = 7 * 3600;

/// The time of the last save by the clocks of Vietnam; `None` when the file, which a reader has
/// accepted, does not say.
pub(super) fn saved_at(bytes: &[u8]) -> Option<NaiveDateTime> {
    if bytes.starts_with(ole::MAGIC) {
        return local(last_saved(&ole::stream(bytes, &[SUMMARY])?.bytes)?);
    }
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (part, element) = match archive.index_for_name("META-INF/manifest.xml") {
        Some(_) => ("meta.xml", "date"),
        None => ("docProps/core.xml", "modified"),
    };
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

/// The time of the last save in a stream of summary information (MS-OLEPS 2.21); `None` when it
/// does not say, or not in a way that can be read.
fn last_saved(set: &[u8]) -> Option<DateTime<Utc>> {
    if ole::u16_at(set, 0)? != 0xFFFE {
        return None;
    }
    let section = set.get(ole::u32_at(set, 44)? as usize..)?;
    let count = (ole::u32_at(section, 4)? as usize).min(LONGEST as usize / 8);
    let entry = (0..count).map(|at| 8 + 8 * at).find_map(|at| {
        Some((ole::u32_at(section, at)?, ole::u32_at(section, at + 4)?))
            .filter(|(id, _)| *id == LAST_SAVED)
    });
    let value = section.get(entry?.1 as usize..)?;
    if ole::u32_at(value, 0)? != FILETIME {
        return None;
    }
    let (low, high) = (ole::u32_at(value, 4)?, ole::u32_at(value, 8)?);
    // Tenths of a microsecond; 0 stands for no time.
    let ticks = u64::from(high) << 32 | u64::from(low);
    let seconds = i64::try_from(ticks / 10_000_000).ok().filter(|seconds| *seconds > EPOCH)?;
    DateTime::from_timestamp(seconds - EPOCH, 0).filter(|time| time.year() <= LAST_YEAR)
}

/// By the clocks of Vietnam.
fn local(time: DateTime<impl TimeZone>) -> Option<NaiveDateTime> {
    Some(time.with_timezone(&FixedOffset::east_opt(VIETNAM)?).naive_local())
}

/// Universal times are moved to Vietnam; times without a zone are taken as they stand.
fn time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    if let Ok(zoned) = DateTime::parse_from_rfc3339(text) {
        return local(zoned);
    }
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let timed = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    // A day without a time says at least which day it was.
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    timed.or_else(day)
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
        assert_eq!(shown("2020-12-16").as_deref(), Some("16/12/2020 00:00"));
        assert_eq!(shown("2020-12"), None);
        assert_eq!(shown("hôm qua"), None);
    }

    /// A property set with one property: last saved.
    fn summary(ticks: u64) -> Vec<u8> {
        let mut set = vec![0; 48];
        set[..2].copy_from_slice(&[0xFE, 0xFF]);
        set[44..48].copy_from_slice(&48_u32.to_le_bytes());
        for number in [28, 1, LAST_SAVED, 16, FILETIME] {
            set.extend(number.to_le_bytes());
        }
        set.extend(ticks.to_le_bytes());
        set
    }

    #[test]
    fn property_sets_say_when_an_xls_was_saved() {
        let saved = |set: &[u8]| local(last_saved(set)?).map(|t| t.to_string());
        // 1_608_053_400 seconds after 1970 began: 15/12/2020 17:30 in universal time.
        let ticks = (1_608_053_400 + EPOCH as u64) * 10_000_000;
        let sound = summary(ticks);
        assert_eq!(saved(&sound).as_deref(), Some("2020-12-16 00:30:00"));
        assert_eq!(saved(&summary(0)), None);
        assert_eq!(saved(&summary(u64::MAX)), None);
        for end in 0..sound.len() {
            assert_eq!(saved(&sound[..end]), None, "{end}");
        }
        // Whatever stands in a byte, it is no panic.
        for at in 0..sound.len() {
            for value in [0, 0x7F, 0xFF] {
                let mut spoilt = sound.clone();
                spoilt[at] = value;
                let _ = saved(&spoilt);
            }
        }
    }
}
