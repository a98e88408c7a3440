//! A cell of an xlsx sheet as nearly all programs write it, told by its bytes alone:
//! `<c r="G14" s="3" t="s"><v>120</v></c>`.

use crate::grid::position;

/// A cell with an address, and at most one value in one piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlainCell {
    pub row: u32,
    /// The position in the table of strings.
    pub string: Option<usize>,
    /// Bytes of the whole cell.
    pub length: usize,
}

impl PlainCell {
    /// The cell that the bytes start with; `None` for every other way of writing it.
    pub(super) fn of(bytes: &[u8]) -> Option<PlainCell> {
        let rest = bytes.strip_prefix(b"<c r=\"")?;
        let (address, mut rest) = quoted(rest)?;
        let (row, _) = position(address)?;
        let mut kind: Option<&[u8]> = None;
        let mut styled = false;
        loop {
            if let Some(after) = rest.strip_prefix(b" s=\"") {
                let (style, after) = quoted(after)?;
                if std::mem::replace(&mut styled, true) || !is_number(style) {
                    return None;
                }
                rest = after;
            } else if let Some(after) = rest.strip_prefix(b" t=\"") {
                let (own, after) = quoted(after)?;
                if kind.replace(own).is_some() {
                    return None;
                }
                rest = after;
            } else {
                break;
            }
        }
        if !matches!(kind, None | Some(b"n" | b"s" | b"b" | b"str")) {
            return None;
        }
        let done =
            |rest: &[u8], string| Some(PlainCell { row, string, length: bytes.len() - rest.len() });
        if let Some(rest) = rest.strip_prefix(b"/>").or_else(|| rest.strip_prefix(b"></c>")) {
            return done(rest, None);
        }
        let value = rest.strip_prefix(b"><v>")?;
        let end = memchr::memchr2(b'<', b'&', value)?;
        let (value, rest) = value.split_at(end);
        let rest = rest.strip_prefix(b"</v></c>")?;
        if kind == Some(b"s") {
            let index = std::str::from_utf8(value).ok().filter(|_| is_number(value))?;
            return done(rest, Some(index.parse().ok()?));
        }
        done(rest, None)
    }
}

/// Up to the quotation mark, which is close: values of attributes are short.
fn quoted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().take(16).position(|b| *b == b'"')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn is_number(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_way_of_writing_is_plain() {
        let plain = [
            (r#"<c r="G14"/>"#, 13, None),
            (r#"<c r="G14" s="3"/>"#, 13, None),
            (r#"<c r="A1" s="3"></c>"#, 0, None),
            (r#"<c r="A1"><v>1.5</v></c>"#, 0, None),
            (r#"<c r="B2" s="1" t="s"><v>120</v></c>"#, 1, Some(120)),
            (r#"<c r="B2" t="s" s="1"><v>0</v></c>"#, 1, Some(0)),
            (r#"<c r="B2" t="str"><v>Có</v></c>"#, 1, None),
            (r#"<c r="B2" t="n"><v></v></c>"#, 1, None),
        ];
        for (text, row, string) in plain {
            let found = PlainCell { row, string, length: text.len() };
            assert_eq!(PlainCell::of(format!("{text}<c").as_bytes()), Some(found), "{text}");
        }
        for other in [
            r#"<c><v>1</v></c>"#,
            r#"<c r="A0"><v>1</v></c>"#,
            r#"<c r="XFE1"><v>1</v></c>"#,
            r#"<c s="1" r="A1"><v>1</v></c>"#,
            r#"<c r="A1" s="x"><v>1</v></c>"#,
            r#"<c r="A1" t="s"><v>x</v></c>"#,
            r#"<c r="A1" t="s"><v></v></c>"#,
            r#"<c r="A1" t="inlineStr"><is><t>a</t></is></c>"#,
            r#"<c r="A1" t="e"><v>#REF!</v></c>"#,
            r#"<c r="A1"><f>1</f><v>1</v></c>"#,
            r#"<c r="A1"><v>1</v><v>2</v></c>"#,
            r#"<c r="A1"><v>1<!-- -->2</v></c>"#,
            r#"<c r="A1"><v>1&#48;</v></c>"#,
            r#"<c r="A1" t="s" t="n"><v>1</v></c>"#,
            r#"<c r="A1" cm="1"><v>1</v></c>"#,
            r#"<c r="A1"><v>1</v></c"#,
        ] {
            assert_eq!(PlainCell::of(other.as_bytes()), None, "{other}");
        }
    }
}
