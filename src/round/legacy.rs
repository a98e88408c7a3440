//! Text in the old Vietnamese encodings, which look like valid Latin letters. It is never
//! converted silently: the decoded text is only a proposal.

use crate::grid::Font;

/// How the text was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The fonts `.VnTime` and their kin.
    Tcvn3,
    /// The fonts `VNI-…`.
    Vni,
    /// UTF-8 that was opened as Windows-1252.
    Misread,
}

impl Encoding {
    /// The name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => "TCVN3 (.VnTime)",
            Encoding::Vni => "VNI",
            Encoding::Misread => "UTF-8/Windows-1252",
        }
    }
}

impl Encoding {
    /// The encoding of what is written in a font.
    pub fn of_font(font: Font) -> Option<Encoding> {
        match font {
            Font::Tcvn3 => Some(Encoding::Tcvn3),
            Font::Vni => Some(Encoding::Vni),
            Font::Wingdings | Font::Wingdings2 => None,
        }
    }
}

/// Whether text in a font of an old encoding is in that encoding: it then has no letter that
/// only Unicode has.
pub fn may_be_legacy(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c <= 'ÿ' || ('\u{2010}'..='\u{2122}').contains(&c))
}

/// The text as the encoding means it.
pub fn decoded(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => tcvn3(text),
        Encoding::Vni => vni(text),
        Encoding::Misread => misread(text).unwrap_or_else(|| text.to_string()),
    }
}

/// The text as each encoding would have meant it, where it differs.
pub fn decodings(text: &str) -> Vec<(Encoding, String)> {
    let mut all = Vec::new();
    all.extend(misread(text).map(|t| (Encoding::Misread, t)));
    all.push((Encoding::Tcvn3, tcvn3(text)));
    all.push((Encoding::Vni, vni(text)));
    all.retain(|(_, decoded)| decoded != text);
    all
}

/// The encoding whose signs the text carries, whatever it means.
pub fn signs(text: &str) -> Option<Encoding> {
    if misread(text).is_some() {
        return Some(Encoding::Misread);
    }
    let chars: Vec<char> = text.chars().collect();
    let inside = |at: usize| {
        let letter = |c: Option<&char>| c.is_some_and(|c| !c.is_whitespace());
        letter(at.checked_sub(1).and_then(|b| chars.get(b))) || letter(chars.get(at + 1))
    };
    let tcvn3 = |(at, c): (usize, &char)| "®¬\u{00AD}µ¸¹»¼½¾Æ".contains(*c) && inside(at);
    if chars.iter().enumerate().filter(|x| tcvn3(*x)).count() >= 2 {
        return Some(Encoding::Tcvn3);
    }
    // Of the marks VNI sets after a vowel, these are in no Vietnamese word of today.
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let pair = |w: &[char]| "aeoôuöy".contains(w[0]) && "øûïåä".contains(w[1]);
    lower.windows(2).any(pair).then_some(Encoding::Vni)
}

fn misread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    (!lossy).then(|| String::from_utf8(bytes.into_owned()).ok()).flatten()
}

fn tcvn3(text: &str) -> String {
    const FROM: &str =
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{00AD}õö÷øùúûüýþ¡¢£¤¥¦§";
    const TO: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ";
    let change = |c: char| FROM.chars().zip(TO.chars()).find(|(f, _)| *f == c).map(|(_, t)| t);
    text.chars().map(|c| change(c).unwrap_or(c)).collect()
}

fn vni(text: &str) -> String {
    const MARKS: &[(char, &str)] = &[
        ('ù', "\u{0301}"),
        ('ø', "\u{0300}"),
        ('û', "\u{0309}"),
        ('õ', "\u{0303}"),
        ('ï', "\u{0323}"),
        ('â', "\u{0302}"),
        ('á', "\u{0302}\u{0301}"),
        ('à', "\u{0302}\u{0300}"),
        ('å', "\u{0302}\u{0309}"),
        ('ã', "\u{0302}\u{0303}"),
        ('ä', "\u{0302}\u{0323}"),
        ('ê', "\u{0306}"),
        ('é', "\u{0306}\u{0301}"),
        ('è', "\u{0306}\u{0300}"),
        ('ú', "\u{0306}\u{0309}"),
        ('ü', "\u{0306}\u{0303}"),
        ('ë', "\u{0306}\u{0323}"),
    ];
    const ALONE: &[(char, char)] =
        &[('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];
    let mut out = String::new();
    let mut vowel = false;
    for c in text.to_lowercase().chars() {
        match MARKS.iter().find(|(mark, _)| vowel && *mark == c) {
            Some((_, marks)) => {
                out.push_str(marks);
                vowel = false;
            }
            None => {
                vowel = "aeoôuöy".contains(c);
                out.push(ALONE.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to));
            }
        }
    }
    crate::text::tidy(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_decode_known_texts() {
        assert_eq!(tcvn3("Céng hßa x· héi"), "Cộng hòa xã hội");
        assert_eq!(tcvn3("Ph\u{00AD}êng T©n LËp"), "Phường Tân Lập");
        assert_eq!(vni("Phöôøng Taân Laäp"), "phường tân lập");
        assert_eq!(vni("Xaõ Ñoâng Hoøa"), "xã đông hòa");
        assert_eq!(misread("Tá»‰nh"), Some("Tỉnh".into()));
    }

    #[test]
    fn good_vietnamese_has_no_signs() {
        for good in ["Phường Xuân Hoà", "Xã Mỹ Quý", "Huyện Đắk R'lấp", "Uỷ ban", "Ấp Luân"]
        {
            assert_eq!(signs(good), None, "{good}");
            assert_eq!(signs(&good.to_uppercase()), None, "{good}");
        }
        assert_eq!(signs("Phöôøng Taân Laäp"), Some(Encoding::Vni));
        assert_eq!(signs("§¶ng ®· ban hµnh"), Some(Encoding::Tcvn3));
    }
}
