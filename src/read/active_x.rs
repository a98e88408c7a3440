//! The controls of Microsoft Forms (ActiveX) as they store themselves: what they are, what they are
//! set to, and what they say. [MS-OFORMS], of which only boxes to tick are read on.

use memchr::memmem;

use crate::grid::Lying;
use crate::read::ole::{self, u16_at, u32_at, utf16};

/// What a class of controls is, by the beginning of its number.
pub(crate) fn class(number: &str) -> Lying {
    let is_one_of = |starts: &[&str]| starts.iter().any(|start| number.starts_with(start));
    if is_one_of(&["{8BD21D40", "{8BD21D50", "{8BD21D60"]) {
        return Lying::Tick(None);
    }
    // Buttons, labels and pictures hold no answer.
    match is_one_of(&["{D7053240", "{978C9E23", "{4C599241"]) {
        true => Lying::Text,
        false => Lying::Control,
    }
}

/// What the object of an .xls file is, and its words: it names its class and where in the stream of
/// `controls` it is stored.
pub(crate) fn of_object(data: &[u8], controls: &[u8]) -> (Lying, String) {
    let names = |name: &[u8]| {
        let wide: Vec<u8> = name.iter().flat_map(|byte| [*byte, 0]).collect();
        memmem::find(data, name).is_some() || memmem::find(data, &wide).is_some()
    };
    if [&b"CommandButton"[..], b"Forms.Label", b"Forms.Image"].iter().any(|name| names(name)) {
        return (Lying::Text, String::new());
    }
    if ![&b"CheckBox"[..], b"OptionButton", b"ToggleButton"].iter().any(|name| names(name)) {
        return (Lying::Control, String::new());
    }
    // The last part that says something ends with its place in the stream, and its length.
    let end = data.len() - data.iter().rev().take_while(|byte| **byte == 0).count();
    let stored = (end.saturating_sub(8)..data.len()).rev().find_map(|at| {
        let (from, length) = (u32_at(data, at)? as usize, u32_at(data, at + 4)? as usize);
        controls.get(from..from.checked_add(length)?).and_then(state)
    });
    let (value, caption) = stored.unwrap_or_default();
    (Lying::Tick(value), caption)
}

/// Value and caption of a stored control; `None` when it is none that can be read.
#[allow(
    clippy::too_many_lines,
    reason = "the fields of the record in the order in which they are stored"
)]
pub(crate) fn state(stored: &[u8]) -> Option<(Option<bool>, String)> {
    let own;
    let stored = match stored.starts_with(ole::MAGIC) {
        true => {
            own = ole::stream(stored, &["contents"])?.bytes;
            &own[..]
        }
        // The number of the class may stand before it.
        false if !stored.starts_with(&[0, 2]) => stored.get(16..)?,
        false => stored,
    };
    if !stored.starts_with(&[0, 2]) {
        return None;
    }
    let mask = u64::from(u32_at(stored, 4)?) | u64::from(u32_at(stored, 8)?) << 32;
    let has = |bit: u32| mask & 1 << bit != 0;
    let mut at = 12_usize;
    let (mut value, mut caption) = (0, 0);
    // Each property that is there, by its bit, in so many bytes, at a multiple of them.
    let widths = [
        (0, 4),
        (1, 4),
        (2, 4),
        (3, 4),
        (4, 1),
        (5, 1),
        (6, 1),
        (7, 1),
        (9, 2),
        (10, 4),
        (11, 2),
        (12, 2),
        (13, 2),
        (14, 2),
        (15, 2),
        (16, 1),
        (17, 1),
        (18, 1),
        (20, 1),
        (21, 1),
        (22, 4),
        (23, 4),
        (24, 4),
        (25, 4),
        (26, 4),
        (27, 2),
        (28, 2),
        (29, 2),
        (32, 4),
    ];
    for (bit, width) in widths.into_iter().filter(|(bit, _)| has(*bit)) {
        at = at.next_multiple_of(width);
        match bit {
            22 => value = u32_at(stored, at)?,
            23 => caption = u32_at(stored, at)?,
            _ => {}
        }
        at += width;
    }
    at = at.next_multiple_of(4) + if has(8) { 8 } else { 0 };
    let mut text = |length: u32| {
        let bytes = length as usize & 0x7FFF_FFFF;
        let own = stored.get(at..at.checked_add(bytes)?)?;
        at = (at + bytes).next_multiple_of(4);
        Some(match length >> 31 {
            1 => own.iter().map(|byte| char::from(*byte)).collect(),
            _ => utf16(own, bytes / 2),
        })
    };
    let (value, caption): (String, String) = (text(value)?, text(caption).unwrap_or_default());
    let value = match value.as_str() {
        "1" | "-1" | "True" => Some(true),
        "0" | "False" => Some(false),
        _ => None,
    };
    u16_at(stored, 2)?;
    Some((value, caption))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check box with its value and caption.
    fn check_box(value: &str, caption: &str) -> Vec<u8> {
        let wide: Vec<u8> = caption.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // look, display style, size, value, caption
        let mask: u64 = 1 | 1 << 6 | 1 << 8 | 1 << 22 | 1 << 23;
        let mut stored = vec![0, 2, 0, 0];
        stored.extend(mask.to_le_bytes());
        stored.extend([0x1B, 0, 0x80, 0x2C, 4, 0, 0, 0]);
        stored.extend((value.len() as u32 | 1 << 31).to_le_bytes());
        stored.extend((wide.len() as u32).to_le_bytes());
        stored.extend([0; 8]);
        stored.extend(value.bytes());
        stored.resize(stored.len().next_multiple_of(4), 0);
        stored.extend(wide);
        stored
    }

    #[test]
    fn a_stored_box_tells_its_state_and_words() {
        for (value, expected) in [("1", Some(true)), ("0", Some(false)), ("", None)] {
            let stored = check_box(value, "Đã nộp");
            assert_eq!(state(&stored), Some((expected, "Đã nộp".to_string())));
            let with_class =
                [&b"\x40\x1D\xD2\x8B\x42\xEC\xCE\x11\x9E\x0D\x00\xAA\x00\x60\x02\xF3"[..], &stored]
                    .concat();
            assert_eq!(state(&with_class), Some((expected, "Đã nộp".to_string())));
        }
        for length in 0..20 {
            assert!(state(&check_box("1", "Đã nộp")[..length]).is_none());
        }
    }

    #[test]
    fn an_object_names_where_it_is_stored() {
        let controls = [&[9; 5][..], &check_box("1", "Có")].concat();
        let length = (controls.len() - 5) as u32;
        let object =
            [&b"..Forms.CheckBox.1.."[..], &5u32.to_le_bytes(), &length.to_le_bytes(), &[0; 4]]
                .concat();
        assert_eq!(of_object(&object, &controls), (Lying::Tick(Some(true)), "Có".to_string()));
        assert_eq!(of_object(&object, &[]), (Lying::Tick(None), String::new()));
        assert_eq!(of_object(b"Forms.CommandButton.1", &[]).0, Lying::Text);
        assert_eq!(of_object(b"Forms.ComboBox.1", &[]).0, Lying::Control);
    }
}
