//! Reads one answer. In: what stands in a cell. Out: the option that it names in full, or why it
//! names none. The nearest option is never taken: “Không hài lòng” contains “hài lòng”.

use std::collections::HashMap;

use crate::grid::{Content, Format, Held};
use crate::text::{fold, without_zeros};

use crate::survey::forms::columns::plain;
use crate::survey::forms::{BLANK, REFUSED};
use crate::survey::scheme::Scheme;

/// The options of a scheme as they may be written.
pub(crate) struct AnswerKey {
    /// Folded labels and other spellings of them; also the words for no answer.
    names: HashMap<String, u8>,
    codes: HashMap<String, u8>,
    /// Whole-number codes, for number cells.
    numbers: Vec<(f64, u8)>,
}

/// Why a text is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// A whole number that is no code.
    OutOfRange,
    /// A code and a label of different options: the scale may be turned around.
    Disagrees,
    Unknown,
}

impl AnswerKey {
    /// `reversed` turns the numbers around: 1 is written for what the scheme calls 5.
    pub(crate) fn new(scheme: &Scheme, reversed: bool) -> AnswerKey {
        let mut key =
            AnswerKey { names: HashMap::new(), codes: HashMap::new(), numbers: Vec::new() };
        for blank in &scheme.blanks {
            key.names.insert(fold(blank), BLANK);
        }
        for (at, option) in scheme.options.iter().enumerate() {
            let at = at as u8;
            for name in std::iter::once(&option.label).chain(&option.aliases) {
                key.names.insert(fold(name), at);
            }
            let Some(code) = &option.code else { continue };
            match code.parse::<i32>() {
                Ok(number) => key.numbers.push((f64::from(number), at)),
                Err(_) => _ = key.codes.insert(fold(code), at),
            }
            if !reversed {
                key.codes.insert(fold(code), at);
            }
        }
        if reversed {
            key.numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
            let options: Vec<u8> = key.numbers.iter().rev().map(|(_, at)| *at).collect();
            key.numbers.iter_mut().zip(options).for_each(|((_, at), option)| *at = option);
        }
        for (number, at) in &key.numbers {
            key.codes.insert(number.to_string(), *at);
        }
        key
    }

    /// An option's position, [`BLANK`], or [`REFUSED`].
    pub(crate) fn read(&self, held: Held<'_>) -> u8 {
        match held {
            Held::Nothing => BLANK,
            Held::Text(text) => self.read_text(&String::from_utf8_lossy(text)),
            Held::Cell(cell) => match &cell.content {
                Content::Number(n) if cell.format == Format::General => self.read_number(*n),
                _ => REFUSED,
            },
        }
    }

    fn read_number(&self, n: f64) -> u8 {
        let code = self.numbers.iter().find(|(code, _)| *code == n).map(|(_, at)| *at);
        // 99 may stand for no answer
        let named = || self.names.get(&crate::grid::number_text(n)).copied();
        code.or_else(named).unwrap_or(REFUSED)
    }

    fn read_text(&self, text: &str) -> u8 {
        let text = fold(&plain(text));
        let text = undecorated(&text);
        if is_left_blank(text) {
            return BLANK;
        }
        let whole = self.names.get(text).or_else(|| self.codes.get(text));
        let both = || self.code_and_label(text).filter(|(code, label)| code == label);
        let float = || self.codes.get(without_zeros(text)?).copied();
        whole.copied().or_else(|| both().map(|(code, _)| code)).or_else(float).unwrap_or(REFUSED)
    }

    /// Why a refused text is none of the answers.
    pub(crate) fn oddity(&self, text: &str) -> Oddity {
        let text = fold(text);
        let known = self.codes.contains_key(&text);
        if text.parse::<i64>().is_ok() && !known && !self.numbers.is_empty() {
            return Oddity::OutOfRange;
        }
        match self.code_and_label(&text) {
            Some(_) => Oddity::Disagrees,
            None => Oddity::Unknown,
        }
    }

    /// The options of code and label in `5. rất hài lòng`, `(5) rất hài lòng`, `rất hài lòng (5)`.
    fn code_and_label(&self, text: &str) -> Option<(u8, u8)> {
        let (code, label) = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
            Some((label, code)) => (code, label),
            None => {
                let text = text.strip_prefix('(').unwrap_or(text);
                let end = text.find(|c: char| !c.is_alphanumeric())?;
                text.split_at(end)
            }
        };
        let code = self.codes.get(code.trim_end_matches(')').trim())?;
        let ends = [' ', '.', ')', ':', '-', '–', '—', '=', '/'];
        let label = self.names.get(label.trim_start_matches(ends).trim_end())?;
        Some((*code, *label))
    }
}

/// Whether nothing stands in a cell but dots to write on.
pub(crate) fn is_left_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '…' | '_'))
}

/// `="5"` as programs keep a text from becoming a number.
fn undecorated(text: &str) -> &str {
    let quoted = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"'));
    quoted.map_or(text, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Cell;
    use crate::problem::Problems;
    use crate::source::Source;
    use crate::survey::scheme::from_toml;

    fn read(scheme: &str, content: Content) -> u8 {
        let source = Source::new("s.toml", scheme);
        let scheme = from_toml(&source, &mut Problems::default()).unwrap();
        let key = AnswerKey::new(&scheme, false);
        let cell = Cell { content, format: Format::General, by_formula: false };
        key.read(Held::of(&cell))
    }

    fn sipas(text: &str) -> u8 {
        read(include_str!("../../../criteria/sipas-2017.toml"), Content::Text(text.into()))
    }

    #[test]
    fn whole_labels_codes_and_agreeing_pairs_are_answers() {
        for text in [
            "Hài lòng",
            " HÀI  lòng\u{200B}",
            "4",
            "4.0",
            "4,00",
            "4. Hài lòng",
            "(4) Hài lòng",
            "Hài lòng (4)",
        ] {
            assert_eq!(sipas(text), 1, "{text}");
        }
        for text in ["=\"4\"", "<p>H&agrave;i l&ograve;ng</p>", "Hài&nbsp;lòng"] {
            assert_eq!(sipas(text), 1, "{text}");
        }
        assert_eq!(sipas("Ha\u{300}i lo\u{300}ng"), 1);
        assert_eq!(sipas("Không hài lòng"), 3);
        assert_eq!(sipas("không áp dụng"), 5);
        for text in [" \u{FEFF}", "……", "....", "_ _"] {
            assert_eq!(sipas(text), BLANK, "{text}");
        }
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
            "4.01",
            ".0",
            "6.0",
            "4.0.0",
            "Hai long",
        ] {
            assert_eq!(sipas(text), REFUSED, "{text}");
        }
        for number in [0.0, 3.5, 55.0, f64::NAN] {
            let read =
                read(include_str!("../../../criteria/sipas-2017.toml"), Content::Number(number));
            assert_eq!(read, REFUSED);
        }
    }

    #[test]
    fn a_turned_scale_turns_numbers_and_not_labels() {
        let source = Source::new("s.toml", include_str!("../../../criteria/sipas-2017.toml"));
        let scheme = from_toml(&source, &mut Problems::default()).unwrap();
        let key = AnswerKey::new(&scheme, true);
        let read = |text: &str| key.read(Held::Text(text.as_bytes()));
        assert_eq!([read("1"), read("5"), read("3")], [0, 4, 2]);
        assert_eq!(read("Rất hài lòng"), 0);
        assert_eq!(read("1. Rất hài lòng"), 0);
        assert_eq!(read("5. Rất hài lòng"), REFUSED);
        assert_eq!(key.oddity("5. Rất hài lòng"), Oddity::Disagrees);
        assert_eq!(key.oddity("55"), Oddity::OutOfRange);
        assert_eq!(key.oddity("4,5"), Oddity::Unknown);
    }

    #[test]
    fn letters_are_codes_too() {
        let officials = |text: &str| {
            read(include_str!("../../../criteria/khao-sat-can-bo.toml"), Content::Text(text.into()))
        };
        assert_eq!(officials("b"), 1);
        assert_eq!(officials("A. Tốt"), 0);
        assert_eq!(officials("A,B"), REFUSED);
        assert_eq!(officials("A. Khá"), REFUSED);
        let number =
            read(include_str!("../../../criteria/khao-sat-can-bo.toml"), Content::Number(1.0));
        assert_eq!(number, REFUSED);
    }
}
