//! Characters by which what the eye sees and what a text holds differ.

use super::is_invisible;

/// Why a reader sees another text than the one that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// It turns the order of what follows: `12` with one before it is shown as `21`.
    Turning(char),
    /// It stands inside the text and leaves no trace: `1` and `2` with one between are shown as
    /// `12`.
    Invisible(char),
    /// A letter or digit of double width, as East Asian keyboards type them: `１２`.
    Wide(char),
}

impl Unseen {
    /// The character by its number: `U+202E`.
    pub fn number(self) -> String {
        let (Unseen::Turning(c) | Unseen::Invisible(c) | Unseen::Wide(c)) = self;
        format!("U+{:04X}", u32::from(c))
    }
}

/// The worst such character of a text. What is invisible at its ends changes nothing and is
/// passed over; what turns the order does so from anywhere.
pub fn unseen(text: &str) -> Option<Unseen> {
    // Most texts hold nothing but letters, whose bytes tell.
    if text.is_ascii() {
        return None;
    }
    let turning = |c: char| matches!(c, '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let invisible = |c: char| is_invisible(c) || is_filler(c);
    let inside = text.trim_matches(|c: char| c.is_whitespace() || invisible(c));
    let wide = |c: char| matches!(c, '\u{FF01}'..='\u{FF5E}');
    let turned = text.chars().find(|c| turning(*c)).map(Unseen::Turning);
    turned
        .or_else(|| inside.chars().find(|c| invisible(*c)).map(Unseen::Invisible))
        .or_else(|| inside.chars().find(|c| wide(*c)).map(Unseen::Wide))
}

/// Characters without a trace that [`super::tidy`] keeps, because no keyboard types them.
fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{2061}'..='\u{2064}' | '\u{3164}'
            | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_eye_does_not_see_is_told() {
        for plain in
            ["12", "Phường Long Hoa", " \u{FEFF}12\u{200B} ", "\u{200E}10/01/2020", "12\u{A0}500"]
        {
            assert_eq!(unseen(plain), None, "{plain:?}");
        }
        for turned in ["\u{202E}12", "12\u{202C}", "1\u{2067}2", "\u{200F}12"] {
            assert!(matches!(unseen(turned), Some(Unseen::Turning(_))), "{turned:?}");
        }
        for inside in ["1\u{200B}2", "Lo\u{AD}ng", "10\u{200E}/01", "a\u{E0041}b", "1\u{3164}2"] {
            assert!(matches!(unseen(inside), Some(Unseen::Invisible(_))), "{inside:?}");
        }
        assert_eq!(unseen("１2"), Some(Unseen::Wide('１')));
        assert_eq!(Unseen::Turning('\u{202E}').number(), "U+202E");
    }
}
