//! A kind of problem: its stable code, level and words.

use crate::terms::{Lang, Text};

/// How much a problem matters. The order is the order of listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something was refused; a person must settle it. The exit code becomes 1.
    Error,
    /// Used, but worth a look.
    Warning,
    /// Understood in a way that the reader should know of.
    Note,
}

impl Level {
    /// The word in results and machine output.
    pub fn key(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }

    /// The word on screen.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Level::Error, Lang::Vi) => "lỗi",
            (Level::Warning, Lang::Vi) => "cảnh báo",
            (Level::Note, Lang::Vi) => "ghi chú",
            (_, Lang::En) => self.key(),
        }
    }
}

/// One kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Stable: `E-`, `W-` or `N-` by level, then the subject: `E-VALUE-TYPE`.
    pub code: &'static str,
    pub level: Level,
    /// What was found, with `{name}` places for the facts.
    pub message: Text,
    /// What to do.
    pub help: Text,
}

impl Kind {
    /// The name of a fact as the words have it; `None` when no `{name}` place asks for it.
    pub fn fact(&self, name: &str) -> Option<&'static str> {
        let words = [self.message.vi, self.help.vi, self.message.en, self.help.en];
        let mut places = words.into_iter().flat_map(|text| text.split('{').skip(1));
        places.find_map(|rest| rest.split_once('}').map(|(own, _)| own).filter(|own| *own == name))
    }
}

/// Declares the kinds of one room as constants and lists them in `ALL`.
macro_rules! kinds {
    () => {
        /// Every kind of this room.
        pub const ALL: &[crate::problem::kind::Kind] = &[];
    };
    ($($name:ident $code:literal $level:ident {
        vi: $vi:literal, $vi_help:literal;
        en: $en:literal, $en_help:literal $(;)?
    })+) => {
        use crate::problem::kind::{Kind, Level};
        $(
            pub const $name: Kind = Kind {
                code: $code,
                level: Level::$level,
                message: crate::terms::Text { vi: $vi, en: $en },
                help: crate::terms::Text { vi: $vi_help, en: $en_help },
            };
        )+
        /// Every kind of this room.
        pub const ALL: &[Kind] = &[$($name),*];
    };
}
pub(in crate::problem) use kinds;
