//! Bytes of a text file to text: never lossy, never guessed when two readings remain.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// What the bytes turned out to be.
pub(super) enum Decoded<'b> {
    Text(Cow<'b, str>),
    /// Windows-1258, which deserves a note.
    From1258(String),
}

/// The text, or `None` when the encoding is not clear or the text is already garbled.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[skip..])?;
        return (!is_garbled(&text)).then_some(Decoded::Text(text));
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        return Some(Decoded::Text(text));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (!is_garbled(text)).then_some(Decoded::Text(text.into())),
        Err(_) => vietnamese_1258(bytes).map(Decoded::From1258),
    }
}

/// Text in the Latin script has a zero in every other byte of UTF-16.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    if half < 4 {
        return None;
    }
    match (zeros(0) * 3 > half, zeros(1) * 3 > half) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Windows-1258 when that gives Vietnamese letters and nothing else; its tones are combining
/// marks, so the text is composed afterwards.
fn vietnamese_1258(bytes: &[u8]) -> Option<String> {
    let decoded = WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes)?;
    let text: String = decoded.nfc().collect();
    let foreign = text.chars().filter(|c| !c.is_ascii() && !is_vietnamese(*c)).count();
    let own = text.chars().filter(|c| is_vietnamese(*c)).count();
    (foreign == 0 && own >= 3).then_some(text)
}

fn is_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ')
        || ('\u{1EA0}'..='\u{1EF9}').contains(&c)
        || "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ–—“”‘’…".contains(c)
}

/// UTF-8 read as Latin-1 and saved again ("TÃ¢n", "áº\u{AD}p"), letters lost as "?" inside words,
/// or TCVN3 bytes taken for Latin-1 (`Céng hßa x· héi`).
fn is_garbled(text: &str) -> bool {
    let mut count = 0;
    let mut before = [' '; 2];
    for c in text.chars() {
        let twice = matches!(
            (before[1], c),
            ('Ã', '\u{80}'..='\u{BF}')
                | ('Ä' | 'Æ', '\u{80}'..='\u{BF}' | '‘' | '’')
                | ('á', 'º' | '»')
        );
        let lost = before[1] == '?' && before[0].is_alphabetic() && c.is_alphabetic();
        let tcvn3 =
            "®¬µ¸¹¼½¾·¶".contains(before[1]) && (before[0].is_alphabetic() || c.is_alphabetic());
        if twice || lost || tcvn3 || c == '\u{FFFD}' {
            count += 1;
        }
        before = [before[1], c];
    }
    count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        Some(match decode(bytes)? {
            Decoded::Text(t) => t.into_owned(),
            Decoded::From1258(t) => format!("1258:{t}"),
        })
    }

    #[test]
    fn encodings_are_told_apart() {
        let plain = "Mã;Đơn vị\nPhường Tân Lập";
        assert_eq!(text(plain.as_bytes()).unwrap(), plain);
        let mut bom = vec![0xEF, 0xBB, 0xBF];
        bom.extend_from_slice(plain.as_bytes());
        assert_eq!(text(&bom).unwrap(), plain);
        let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide).unwrap(), plain);
        // "Phường" in Windows-1258: the letter ư, the letter ơ and a combining grave.
        let old = b"Ph\xFD\xF5\xCCng \xD0\xF4ng H\xFD\xF5ng";
        assert_eq!(text(old).unwrap(), "1258:Phường Đông Hương");
    }

    #[test]
    fn garbled_text_is_refused() {
        assert_eq!(text("XÃ£ TÃ¢n Láº\u{AD}p".as_bytes()), None);
        assert_eq!(text("Ph??ng x? H?a Th?nh, t?nh T?y N?nh".as_bytes()), None);
        assert_eq!(
            text("Céng hßa x· héi chñ nghÜa; ph\u{AD}êng T©n LËp, §¬n vÞ: ®¬n".as_bytes()),
            None
        );
        assert_eq!(text(b"C\xE9ng h\xDFa x\xB7 h\xE9i \xAE\xAC"), None);
        assert_eq!(text("Có đạt không? Có. Ai?".as_bytes()).unwrap().len(), 27);
    }
}
