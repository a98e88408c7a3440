//! The words, numbers and marks of a text that may name a day.

/// A word, a run of digits or a single mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    /// No space stands before it.
    pub glued: bool,
}

impl Token<'_> {
    pub(super) fn is_number(self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn is_word(self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    pub(super) fn is_mark(self) -> bool {
        !self.is_number() && !self.is_word()
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let kind = |c: char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphabetic() => 1,
        _ => 2,
    };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (position, (at, c)) in chars.iter().enumerate() {
        let end = at + c.len_utf8();
        let next = chars.get(position + 1).map(|(_, next)| *next);
        let goes_on = next.is_some_and(|next| kind(next) == kind(*c) && kind(*c) != 2);
        if goes_on && !c.is_whitespace() {
            continue;
        }
        if !c.is_whitespace() {
            let glued = text[..start].chars().next_back().is_some_and(|c| !c.is_whitespace());
            tokens.push(Token { text: &text[start..end], glued });
        }
        start = end;
    }
    tokens
}

pub(super) fn words_of(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|token| token.text).collect()
}
