//! The comments of an xlsx sheet: notes of old and threads of today.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::grid::position;
use crate::read::xml::{attributes, reference};
use crate::text::tidy;

type At = (u32, u32);

/// The comments of a part by cell, in the order of the part. `None` when its markup is damaged.
pub(super) fn comments(part: &str) -> Option<Vec<(At, String)>> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    let mut list: Vec<(At, String)> = Vec::new();
    let mut open: Option<(At, String)> = None;
    let mut in_text = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    let at = attributes(&e).find(|(name, _)| *name == "ref");
                    let at = at.and_then(|(_, written)| position(written.as_bytes()));
                    open = at.map(|at| (at, String::new()));
                }
                "t" | "text" => in_text = true,
                _ => {}
            },
            Event::Text(t) if in_text => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&t);
                }
            }
            Event::GeneralRef(e) if in_text => {
                if let Some((_, text)) = &mut open {
                    text.extend(reference(&e));
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    let said = open.take().map(|(at, text)| (at, tidy(&text)));
                    list.extend(said.filter(|(_, text)| !text.is_empty()));
                }
                "t" | "text" => in_text = false,
                _ => {}
            },
            Event::Eof => return Some(joined(list)),
            _ => {}
        }
    }
}

/// A thread has several comments at one cell.
fn joined(list: Vec<(At, String)>) -> Vec<(At, String)> {
    let mut all: Vec<(At, String)> = Vec::with_capacity(list.len());
    for (at, text) in list {
        match all.last_mut().filter(|(last, _)| *last == at) {
            Some((_, before)) => *before = format!("{before} / {text}"),
            None => all.push((at, text)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_threads_are_read() {
        let notes = r#"<comments><authors><author>Lan</author></authors><commentList>
            <comment ref="G14" authorId="0"><text><r><rPr><b/></rPr><t>Lan:</t></r><r><t xml:space="preserve">
 Số liệu &lt; quý IV</t></r></text></comment>
            <comment ref="H2"><text><t> </t></text></comment></commentList></comments>"#;
        assert_eq!(comments(notes).unwrap(), [((13, 6), "Lan: Số liệu < quý IV".to_string())]);
        let thread = r#"<ThreadedComments><threadedComment ref="A1" id="1"><text>Đúng chưa?</text></threadedComment>
            <threadedComment ref="A1" parentId="1"><text>Rồi</text></threadedComment></ThreadedComments>"#;
        assert_eq!(comments(thread).unwrap(), [((0, 0), "Đúng chưa? / Rồi".to_string())]);
    }
}
