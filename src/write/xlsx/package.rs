//! The same bytes on every system.

use rust_xlsxwriter::{Workbook, XlsxError};

/// Each entry of a zip file's directory starts so; it has this length before its three texts,
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
/// at this place the kind of system that wrote it,
const SYSTEM: usize = 5;
/// and here the lengths of the texts, two bytes each.
const TEXTS: [usize; 3] = [28, 30, 32];
/// Unix, which the library writes everywhere but on Windows.
const UNIX: u8 = 3;
/// The end of the directory: its length without a comment, and where it says the start.
const END: [u8; 4] = *b"PK\x05\x06";
const END_LENGTH: usize = 22;
const START: usize = 16;

/// The workbook as bytes that do not depend on the system: whoever scores again, on whatever
/// machine, can compare the files with those that were signed.
///
/// # Errors
/// What the library cannot write.
pub(super) fn bytes(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut bytes = workbook.save_to_buffer()?;
    name_no_system(&mut bytes);
    Ok(bytes)
}

/// Leaves alone what is not laid out as expected.
fn name_no_system(bytes: &mut [u8]) {
    let Some(end) = bytes.len().checked_sub(END_LENGTH).filter(|at| bytes[*at..].starts_with(&END))
    else {
        return;
    };
    let number = |bytes: &[u8], at: usize, length: usize| {
        bytes[at..at + length].iter().rev().fold(0, |n, byte| (n << 8) | usize::from(*byte))
    };
    let mut at = number(bytes, end + START, 4);
    while at + ENTRY_LENGTH <= end && bytes[at..].starts_with(&ENTRY) {
        bytes[at + SYSTEM] = UNIX;
        let texts: usize = TEXTS.iter().map(|place| number(bytes, at + place, 2)).sum();
        at += ENTRY_LENGTH + texts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entry_tells_the_system() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        let unix = bytes(&mut workbook).unwrap();
        let places: Vec<usize> =
            unix.windows(4).enumerate().filter(|(_, w)| **w == ENTRY).map(|(at, _)| at).collect();
        assert!(places.len() > 5);
        let mut windows = unix.clone();
        places.iter().for_each(|at| windows[at + SYSTEM] = 0);
        name_no_system(&mut windows);
        assert!(windows == unix);
        for short in [&b""[..], b"PK\x05\x06", &[b'P'; 40]] {
            let mut same = short.to_vec();
            name_no_system(&mut same);
            assert_eq!(same, short);
        }
    }
}
