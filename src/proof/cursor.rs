//! A place in a text that the grammar of document names walks along.

/// The characters of a tidied text, as written and in lower case, and where the reader stands.
#[derive(Clone)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t [char],
    pub(super) low: &'t [char],
    pub(super) at: usize,
}

/// The text in lower case and with plain hyphens, character by character: both have the same length.
pub(super) fn lower(text: &[char]) -> Vec<char> {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    text.iter().map(|c| plain(*c)).collect()
}

impl Cursor<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.low.get(self.at).copied()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.low.len()
    }

    pub(super) fn spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// Steps over one sign.
    pub(super) fn sign(&mut self, sign: char) -> bool {
        let here = self.peek() == Some(sign);
        self.at += usize::from(here);
        here
    }

    /// Steps over spaces and the words, when they stand here and no word goes on behind them.
    pub(super) fn words(&mut self, words: &str) -> bool {
        let mut next = self.clone();
        next.spaces();
        for c in words.chars() {
            if !next.sign(c) {
                return false;
            }
        }
        let ends = !next.peek().is_some_and(char::is_alphanumeric);
        if ends {
            self.at = next.at;
        }
        ends
    }

    /// Steps over the digits here; `None` when there is none, or more than `most`.
    pub(super) fn digits(&mut self, most: usize) -> Option<String> {
        let all = self.low.get(self.at..)?;
        let digits: String = all.iter().take_while(|c| c.is_ascii_digit()).collect();
        let fits = (1..=most).contains(&digits.len());
        self.at += if fits { digits.len() } else { 0 };
        fits.then_some(digits)
    }

    /// What was written from a place to here, without spaces at its ends.
    pub(super) fn since(&self, start: usize) -> String {
        let all: String = self.text.get(start..self.at).unwrap_or_default().iter().collect();
        all.trim().to_string()
    }
}
