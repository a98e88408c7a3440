//! Reads one answer. In: a cell. Out: the option that it names in full, or why it names none.
//! The nearest option is never taken: “Không hài lòng” contains “hài lòng”.

use std::collections::HashMap;

use crate::grid::{Cell, Content, Format};
use crate::text::fold;

use super::forms::{BLANK, REFUSED};
use super::scheme::Scheme;

/// The options of a scheme as they may be written.
pub(super) struct AnswerKey {
    /// Folded labels, other spellings of them, and codes.
    names: HashMap<String, u8>,
    codes: HashMap<String, u8>,
    /// Whole-number codes, for number cells.
    numbers: Vec<(f64, u8)>,
    /// Texts read before: a sheet repeats a handful of them thousands of times.
    known: HashMap<String, u8>,
}

impl AnswerKey {
    pub fn new(scheme: &Scheme) -> AnswerKey {
        let mut key = AnswerKey {
            names: HashMap::new(),
            codes: HashMap::new(),
            numbers: Vec::new(),
            known: HashMap::new(),
        };
        for (at, option) in scheme.options.iter().enumerate() {
            let at = at as u8;
            for name in std::iter::once(&option.label).chain(&option.aliases) {
                key.names.insert(fold(name), at);
            }
            let Some(code) = &option.code else { continue };
            key.codes.insert(fold(code), at);
            if let Ok(number) = code.parse::<i32>() {
                key.numbers.push((f64::from(number), at));
            }
        }
        key
    }

    /// An option's position, [`BLANK`], or [`REFUSED`].
    pub fn read(&mut self, cell: &Cell) -> u8 {
        match &cell.content {
            Content::Text(text) => match self.known.get(text.as_str()) {
                Some(answer) => *answer,
                None => {
                    let answer = self.read_text(text);
                    self.known.insert(text.clone(), answer);
                    answer
                }
            },
            Content::Number(n) if cell.format == Format::General => {
                self.numbers.iter().find(|(code, _)| code == n).map_or(REFUSED, |(_, at)| *at)
            }
            _ => REFUSED,
        }
    }

    fn read_text(&self, text: &str) -> u8 {
        let text = fold(text);
        if text.is_empty() {
            return BLANK;
        }
        let whole = self.names.get(&text).or_else(|| self.codes.get(&text));
        whole.copied().or_else(|| self.code_and_label(&text)).unwrap_or(REFUSED)
    }

    /// `5. rất hài lòng`, `(5) rất hài lòng`, `rất hài lòng (5)`: when both name one option.
    fn code_and_label(&self, text: &str) -> Option<u8> {
        let (code, label) = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
            Some((label, code)) => (code, label),
            None => {
                let text = text.strip_prefix('(').unwrap_or(text);
                let end = text.find(|c: char| !c.is_alphanumeric())?;
                text.split_at(end)
            }
        };
        let code = self.codes.get(code.trim())?;
        let ends = [' ', '.', ')', ':', '-', '–', '—', '=', '/'];
        let label = self.names.get(label.trim_start_matches(ends).trim_end())?;
        (code == label).then_some(*code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;
    use crate::source::Source;
    use crate::survey::scheme::from_toml;

    fn read(scheme: &str, content: Content) -> u8 {
        let source = Source::new("s.toml", scheme);
        let scheme = from_toml(&source, &mut Problems::default()).unwrap();
        let mut key = AnswerKey::new(&scheme);
        key.read(&Cell { content, format: Format::General, by_formula: false })
    }

    fn sipas(text: &str) -> u8 {
        read(include_str!("../../criteria/sipas-2017.toml"), Content::Text(text.into()))
    }

    #[test]
    fn whole_labels_codes_and_agreeing_pairs_are_answers() {
        for text in
            ["Hài lòng", " HÀI  lòng\u{200B}", "4", "4. Hài lòng", "(4) Hài lòng", "Hài lòng (4)"]
        {
            assert_eq!(sipas(text), 1, "{text}");
        }
        assert_eq!(sipas("Ha\u{300}i lo\u{300}ng"), 1);
        assert_eq!(sipas("Không hài lòng"), 3);
        assert_eq!(sipas("không áp dụng"), 5);
        assert_eq!(sipas(" \u{FEFF}"), BLANK);
    }

    #[test]
    fn nothing_else_is_an_answer() {
        for text in [
            "4,5",
            "0",
            "55",
            "6",
            "3.5",
            "4, 5",
            "Hài lòng (5)",
            "5. Hài lòng",
            "hài",
            "x",
            "-4",
            "4.",
            "Hai long",
        ] {
            assert_eq!(sipas(text), REFUSED, "{text}");
        }
        for number in [0.0, 3.5, 55.0, f64::NAN] {
            let read =
                read(include_str!("../../criteria/sipas-2017.toml"), Content::Number(number));
            assert_eq!(read, REFUSED);
        }
    }

    #[test]
    fn letters_are_codes_too() {
        let officials = |text: &str| {
            read(include_str!("../../criteria/khao-sat-can-bo.toml"), Content::Text(text.into()))
        };
        assert_eq!(officials("b"), 1);
        assert_eq!(officials("A. Tốt"), 0);
        assert_eq!(officials("A,B"), REFUSED);
        assert_eq!(officials("A. Khá"), REFUSED);
        let number =
            read(include_str!("../../criteria/khao-sat-can-bo.toml"), Content::Number(1.0));
        assert_eq!(number, REFUSED);
    }
}
