//! Which texts of an xlsx package have struck-out, raised or lowered runs, or runs in a font
//! whose characters are not what their codes say.

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::grid::Font;
use crate::read::xml::attributes;

/// What the runs of one text say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RunMarks {
    /// Part of the text is struck out, raised or lowered.
    pub marked: bool,
    pub font: Option<Font>,
}

/// The shared strings that have such runs.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    /// By position in the table, sorted.
    list: Vec<(usize, RunMarks)>,
}

/// By position in the table, sorted.
impl From<Vec<(usize, RunMarks)>> for Runs {
    fn from(list: Vec<(usize, RunMarks)>) -> Runs {
        Runs { list }
    }
}

impl Runs {
    pub(crate) fn of(&self, index: usize) -> RunMarks {
        let found = self.list.binary_search_by_key(&index, |(at, _)| *at);
        found.map_or_else(|_| RunMarks::default(), |at| self.list[at].1)
    }

    /// Looks through the table of shared strings. `None` when its markup is damaged.
    pub(crate) fn scan(part: &str) -> Option<Runs> {
        let mut list = Vec::new();
        let words = ["strike", "vertAlign", "rFont"];
        if words.iter().all(|word| memmem::find(part.as_bytes(), word.as_bytes()).is_none()) {
            return Some(Runs::default());
        }
        let mut reader = Reader::from_str(part);
        reader.config_mut().check_end_names = false;
        let mut index = 0;
        loop {
            match reader.read_event().ok()? {
                Event::Start(e) if e.local_name().as_ref() == "si" => {
                    let marks = item(&mut reader)?;
                    if marks != RunMarks::default() {
                        list.push((index, marks));
                    }
                    index += 1;
                }
                Event::Empty(e) if e.local_name().as_ref() == "si" => index += 1,
                Event::Eof => return Some(Runs { list }),
                _ => {}
            }
        }
    }
}

/// What the runs of a text item (`si` or `is`) say, whose start was just read.
pub(crate) fn item(reader: &mut Reader<&[u8]>) -> Option<RunMarks> {
    let mut depth = 0;
    let mut marks = RunMarks::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) => {
                depth += 1;
                marks.add(&e);
            }
            Event::Empty(e) => marks.add(&e),
            Event::End(_) if depth == 0 => return Some(marks),
            Event::End(_) => depth -= 1,
            Event::Eof => return None,
            _ => {}
        }
    }
}

impl RunMarks {
    fn add(&mut self, e: &BytesStart<'_>) {
        let value = || attributes(e).find(|(name, _)| *name == "val").map(|(_, value)| value);
        match e.local_name().as_ref() {
            "strike" => self.marked |= !value().is_some_and(is_off),
            "vertAlign" => self.marked |= value() != Some("baseline"),
            "rFont" => self.font = self.font.or_else(|| value().and_then(Font::named)),
            _ => {}
        }
    }
}

/// The value of a switch that is off.
pub(crate) fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_mark_their_text() {
        let part = r#"<x:sst><x:si><x:t>a</x:t></x:si>
            <x:si><x:r><x:rPr><x:strike/></x:rPr><x:t>80</x:t></x:r><x:r><x:t> 95</x:t></x:r></x:si>
            <x:si/><x:si><x:r><x:rPr><x:strike val="0"/><x:vertAlign val="baseline"/></x:rPr><x:t>5</x:t></x:r></x:si>
            <x:si><x:r><x:rPr><x:rFont val="Wingdings 2"/></x:rPr><x:t>P</x:t></x:r></x:si></x:sst>"#;
        let runs = Runs::scan(part).unwrap();
        let struck = RunMarks { marked: true, font: None };
        let tick = RunMarks { marked: false, font: Some(Font::Wingdings2) };
        assert_eq!(runs.list, [(1, struck), (4, tick)]);
        assert_eq!(runs.of(1), struck);
        assert_eq!(runs.of(3), RunMarks::default());
        assert!(Runs::scan("<sst><si><r><rPr><strike/>").is_none());
    }
}
