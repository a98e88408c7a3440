//! Small words of XML that several readers of parts need.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The attributes as they stand; values are not unescaped.
pub(crate) fn attributes<'e>(e: &'e BytesStart<'_>) -> impl Iterator<Item = (&'e str, &'e str)> {
    let mut rest = e.attributes_raw();
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_ascii_start();
        let quote = after.chars().next().filter(|q| matches!(q, '"' | '\''))?;
        let (value, left) = after[1..].split_once(quote)?;
        rest = left;
        Some((name.trim_ascii(), value))
    })
}

/// The character of `&amp;` or `&#38;`.
pub(crate) fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// The value of an attribute by its whole name.
pub(crate) fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Calls `visit` for every event of the part; `None` when its markup is damaged, and then as far
/// as it goes.
pub(crate) fn each(part: &str, visit: &mut dyn FnMut(&Event<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(()),
            event => visit(&event),
        }
    }
}

/// The same for every element.
pub(crate) fn each_element(part: &str, visit: &mut dyn FnMut(&BytesStart<'_>)) -> Option<()> {
    each(part, &mut |event| {
        if let Event::Start(e) | Event::Empty(e) = event {
            visit(e);
        }
    })
}
