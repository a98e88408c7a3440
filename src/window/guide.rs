//! The guide of `docs/huong-dan.md` as markup: headings, paragraphs, lists, pictures, bold words.

use super::html::{Html, html};
use crate::text::{fold, unaccent};

/// A part of the guide, with the anchor that leads to it: of a step, its address.
pub(crate) struct Part {
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) body: Html,
}

/// The title of the guide, what stands before its first part, and its parts.
pub(crate) fn parts(text: &str) -> (String, Html, Vec<Part>) {
    let mut pieces = text.split("\n## ");
    let (title, before) = divided(pieces.next().unwrap_or_default());
    let parts = pieces.map(|piece| {
        let (title, body) = divided(piece);
        Part { anchor: anchor(&title), body: body_of(body), title }
    });
    (title, body_of(before), parts.collect())
}

fn divided(piece: &str) -> (String, &str) {
    let (title, body) = piece.split_once('\n').unwrap_or((piece, ""));
    (title.trim_start_matches('#').trim().to_string(), body)
}

/// `Bước 3. Thu nhận` gives `thu-nhan`.
fn anchor(title: &str) -> String {
    let name = title.split_once(". ").map_or(title, |(_, name)| name);
    unaccent(&fold(name)).split_whitespace().collect::<Vec<_>>().join("-")
}

fn body_of(text: &str) -> Html {
    text.split("\n\n").map(|block| block_of(block.trim())).collect()
}

fn block_of(block: &str) -> Html {
    let items = |item: fn(&str) -> Option<&str>| -> Option<Html> {
        let items = block.lines().map(item).collect::<Option<Vec<&str>>>()?;
        Some(items.into_iter().map(|text| html!("<li>{text}</li>", text = bold(text))).collect())
    };
    if block.is_empty() {
        return Html::default();
    }
    if let Some((words, file)) = picture(block) {
        return html!(
            "<p><img src=\"/tro-giup/{file}\" alt=\"{words}\" width=\"1366\" height=\"768\" loading=\"lazy\"></p>",
            file = file,
            words = words,
        );
    }
    if let Some(items) = items(|line| line.strip_prefix("- ")) {
        return html!("<ul>{items}</ul>", items = items);
    }
    if let Some(items) = items(numbered) {
        return html!("<ol>{items}</ol>", items = items);
    }
    html!("<p>{text}</p>", text = bold(block))
}

/// `![words](file)`
pub(crate) fn picture(block: &str) -> Option<(&str, &str)> {
    block.strip_prefix("![")?.strip_suffix(')')?.split_once("](")
}

fn numbered(line: &str) -> Option<&str> {
    let (number, text) = line.split_once(". ")?;
    number.chars().all(|c| c.is_ascii_digit()).then_some(text)
}

/// Every other piece between `**` is bold.
fn bold(text: &str) -> Html {
    let piece = |(at, piece): (usize, &str)| match at % 2 {
        0 => html!("{piece}", piece = piece),
        _ => html!("<strong>{piece}</strong>", piece = piece),
    };
    text.split("**").enumerate().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_becomes_parts() {
        let (title, before, parts) = parts(
            "# Sách\n\nĐầu **đậm** <x>.\n\n## Bước 3. Thu nhận\n\n![Ảnh](anh/a.png)\n\n1. Một\n2. Hai\n\n- Ba\n",
        );
        assert_eq!(title, "Sách");
        assert_eq!(before.as_str(), "<p>Đầu <strong>đậm</strong> &lt;x&gt;.</p>");
        assert_eq!((parts[0].anchor.as_str(), parts.len()), ("thu-nhan", 1));
        let body = parts[0].body.as_str();
        assert!(body.contains("alt=\"Ảnh\"") && body.contains("<ol><li>Một</li>"), "{body}");
        assert!(body.ends_with("<ul><li>Ba</li></ul>"), "{body}");
    }
}
