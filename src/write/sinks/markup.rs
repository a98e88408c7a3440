//! Text inside SVG and HTML.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::visible;

/// Text of an SVG picture before the drawing library escapes it: NFC, since nothing shapes
/// loose marks there; white space single; no control or invisible characters.
pub fn svg_text(text: &str) -> String {
    let printable = |c: char| match c {
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => ' ',
        c => c,
    };
    let printable: String = text.chars().map(printable).collect();
    let turns = |c: char| c == '\u{061C}';
    crate::text::tidy(&printable.replace(turns, ""))
}

/// Text of a Word paper: NFC, no control characters but line breaks; what turns the direction is
/// shown by its number.
pub fn paper_text(text: &str) -> String {
    let text: String = text.nfc().collect();
    visible(&text).replace('\t', " ")
}

/// Text and attribute values of HTML, escaped; what turns the direction is shown by its number.
pub fn html_text(text: &str) -> Cow<'_, str> {
    let seen = visible(text);
    if !seen.contains(['&', '<', '>', '"', '\'']) {
        return seen;
    }
    let mut out = String::with_capacity(seen.len() + 16);
    for c in seen.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// JSON inside a `<script>` element of HTML: it cannot end the element.
pub fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The target of a link, escaped; `None` for anything but a page of the web.
pub fn link(target: &str) -> Option<Cow<'_, str>> {
    let target = target.trim();
    let start = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    (start.starts_with("http://") || start == "https://").then(|| html_text(target))
}
