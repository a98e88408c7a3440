//! Which files the forms name as proof: in a cell *Tài liệu kiểm chứng*, or by its link.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::Form;
use crate::text::fold;

/// Names are at most this long, in characters.
const LONGEST: usize = 255;

/// Files beside the forms, and which of them a form names. Every text is looked through once,
/// whatever the number of files.
#[derive(Debug, Default)]
pub struct NamedFiles {
    /// Folded names by their extension, with its dot; those without one by nothing.
    by_extension: BTreeMap<String, BTreeSet<String>>,
    found: BTreeSet<String>,
}

impl NamedFiles {
    /// `shown` are paths with `/`.
    pub fn new<'f>(shown: impl Iterator<Item = &'f str>) -> NamedFiles {
        let mut files = NamedFiles::default();
        for shown in shown {
            let name = name_of(shown);
            let extension = name.rfind('.').map_or("", |at| &name[at..]).to_string();
            files.by_extension.entry(extension).or_default().insert(name);
        }
        files
    }

    /// Notes the files that the form names as proof.
    pub fn look_through(&mut self, form: &Form) {
        if self.by_extension.is_empty() {
            return;
        }
        for leaf in &form.evidence.leaves {
            let links = leaf.aside.iter().flat_map(|aside| &aside.proof_links);
            for text in links.map(|link| unescaped(link)).chain([leaf.proof.clone()]) {
                self.look_at(&fold(&text));
            }
        }
    }

    fn look_at(&mut self, text: &str) {
        for (extension, names) in &self.by_extension {
            if extension.is_empty() {
                let here = names.iter().filter(|name| text.contains(name.as_str()));
                self.found.extend(here.cloned());
                continue;
            }
            for (at, _) in text.match_indices(extension.as_str()) {
                let whole = &text[..at + extension.len()];
                let starts = text[..at].char_indices().rev().take(LONGEST);
                let here = starts.filter_map(|(start, _)| names.get(&whole[start..]));
                self.found.extend(here.cloned());
            }
        }
    }

    /// Whether a form names the file.
    pub fn holds(&self, shown: &str) -> bool {
        self.found.contains(&name_of(shown))
    }
}

/// The folded name of a file.
fn name_of(shown: &str) -> String {
    fold(shown.rsplit('/').next().unwrap_or(shown))
}

/// A link without its escapes: `%20` is a space, `%23` a `#`.
pub fn unescaped(link: &str) -> String {
    let bytes = link.as_bytes();
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let escaped = pair.filter(|_| *byte == b'%').and_then(|p| u8::from_str_radix(p, 16).ok());
        plain.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).unwrap_or_else(|_| link.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(files: &[&str], texts: &[&str]) -> Vec<String> {
        let mut named = NamedFiles::new(files.iter().copied());
        texts.iter().for_each(|text| named.look_at(&fold(&unescaped(text))));
        files.iter().filter(|file| named.holds(file)).map(|file| file.to_string()).collect()
    }

    #[test]
    fn files_are_found_in_any_form_of_their_names() {
        let decomposed = "evidence/Quye\u{302}\u{301}t đi\u{323}nh 12.pdf";
        assert_eq!(named(&[decomposed], &["Xem Quyết định 12.pdf, trang 2"]), [decomposed]);
        assert_eq!(named(&["evidence/Quyết định 12.pdf"], &["QUYẾT ĐỊNH 12.PDF"]).len(), 1);
        assert_eq!(named(&["a/qd #1 100%.pdf"], &["../a/qd%20%231%20100%25.pdf"]).len(), 1);
        assert_eq!(named(&["a/qd.v2.docx", "a/v2.docx"], &["qd.v2.docx"]).len(), 2);
        assert_eq!(named(&["a/BIENBAN"], &["xem bienban"]).len(), 1);
        assert_eq!(named(&["a/qd12.pdf"], &["qd 12.pdf", "qd12", "100%.pdf"]), [""; 0]);
    }
}
