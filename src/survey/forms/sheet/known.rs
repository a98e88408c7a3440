//! What was read before: a table repeats a handful of texts millions of times.

use std::collections::HashMap;

use crate::grid::Held;
use crate::survey::forms::answers::AnswerKey;
use crate::survey::forms::{BLANK, REFUSED};
use crate::text::{Unseen, unseen};

/// Texts of one column's answers that were read before: a table repeats a handful of them
/// millions of times.
#[derive(Default)]
pub(super) struct Known {
    /// Each with what nobody sees in it.
    texts: HashMap<Box<[u8]>, (u8, Option<Unseen>)>,
    /// Answers of one byte, by it.
    short: Vec<u8>,
}

/// So many texts of a column are kept in mind.
pub(super) const TEXTS: usize = 10_000;
/// Not read yet.
const UNREAD: u8 = REFUSED - 1;

impl Known {
    pub(super) fn read(
        &mut self,
        key: &AnswerKey,
        text: &[u8],
        hides: bool,
    ) -> (u8, Option<Unseen>) {
        if let [byte] = text {
            if self.short.is_empty() {
                self.short = vec![UNREAD; 256];
            }
            let known = self.short[*byte as usize];
            if known == UNREAD {
                self.short[*byte as usize] = key.read(Held::Text(text));
            }
            return (self.short[*byte as usize], None);
        }
        if let Some(answer) = self.texts.get(text) {
            return *answer;
        }
        let mut answer = key.read(Held::Text(text));
        if answer == REFUSED && hides && text.eq_ignore_ascii_case(b"n/a") {
            answer = BLANK;
        }
        let unseen = unseen(&String::from_utf8_lossy(text));
        if matches!(unseen, Some(Unseen::Turning(_))) {
            answer = REFUSED;
        }
        if self.texts.len() < TEXTS {
            self.texts.insert(text.into(), (answer, unseen));
        }
        (answer, unseen)
    }
}

/// What the text of a unit's cell was found to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub unit: Option<u32>,
    /// Nothing is written in it.
    pub blank: bool,
    /// A header again, or a line of totals.
    pub no_form: bool,
    /// Something is to be said of it when a form has it.
    pub odd: bool,
    /// It holds what nobody sees.
    pub unseen: bool,
    /// The number of the piece that it was last said in.
    pub said_in: u32,
}
