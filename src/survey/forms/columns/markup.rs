//! Takes the markup off headings and labels: form tools export the HTML that was typed into
//! their editors. In: `<p>Chỗ&nbsp;ngồi</p>`. Out: `Chỗ ngồi`.

use std::borrow::Cow;

/// The text without tags, `**` and entities; borrowed when it has none of them.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) && !text.contains("**") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unescaped(&untagged(text)).replace("**", ""))
}

/// Tags become spaces: `<br>` stands between words.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let named = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>').filter(|_| named) {
            Some(end) => {
                if !is_inline(&tag[1..end]) {
                    out.push(' ');
                }
                rest = &tag[end + 1..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Tags that may stand inside a word.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '/', '\t']).next().unwrap_or("");
    ["b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "a"]
        .iter()
        .any(|inline| name.eq_ignore_ascii_case(inline))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let entity = &rest[at + 1..];
        let end = entity.find(';').filter(|end| (2..=8).contains(end));
        match end.and_then(|end| Some((end, letter(&entity[..end])?))) {
            Some((end, letter)) => {
                out.push(letter);
                rest = &entity[end + 1..];
            }
            None => {
                out.push('&');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The letters of Vietnamese that have names, and the marks of editors.
const NAMED: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("shy", '\u{AD}'),
];

/// Accents of named letters: `&agrave;` is `à`.
const ACCENTS: &[(&str, char)] =
    &[("grave", '\u{300}'), ("acute", '\u{301}'), ("circ", '\u{302}'), ("tilde", '\u{303}')];

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(|c| if c == '\u{A0}' { ' ' } else { c });
    }
    if let Some((_, letter)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(*letter);
    }
    let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (_, accent) = ACCENTS.iter().find(|(accent, _)| *accent == &name[1..])?;
    unicode_normalization::char::compose(base, *accent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (text, wanted) in [
            ("<p>Nơi ngồi chờ có đủ chỗ</p>", " Nơi ngồi chờ có đủ chỗ "),
            ("Thời hạn&nbsp;đúng quy định", "Thời hạn đúng quy định"),
            ("<span style=\"color:red\">C</span>hỗ<br/>ngồi", "Chỗ ngồi"),
            ("Th&agrave;nh &ocirc;ng &#272;&#x1EA1;t &amp; C&ograve;n", "Thành ông Đạt & Còn"),
            ("**Chỗ ngồi**", "Chỗ ngồi"),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
        for text in ["dưới < 18 tuổi", "A & B", "a&b;c", "3 > 2 < 5", "&;", "<"] {
            assert_eq!(plain(text), text);
        }
    }
}
