//! What a person reads, in both languages.

use serde::{Deserialize, Serialize};

/// The language of what a person reads. Vietnamese is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// A plain decimal number with the language's sign before its decimals.
    pub fn decimal(self, plain: &str) -> String {
        match self {
            Lang::Vi => plain.replace('.', ","),
            Lang::En => plain.to_string(),
        }
    }
}

/// A word or a sentence in both languages, mostly with `{name}` places for facts;
/// `Text<String>` once it is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<S = &'static str> {
    pub vi: S,
    pub en: S,
}

impl<S> Text<S> {
    pub const fn new(vi: S, en: S) -> Text<S> {
        Text { vi, en }
    }

    /// The one that is read in this language.
    pub fn pick(self, lang: Lang) -> S {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

impl Text {
    pub const fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The sentence with its `{name}` places filled.
    pub fn with(self, lang: Lang, facts: &[(&str, &str)]) -> String {
        facts.iter().fold(self.say(lang).to_string(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// Declares texts: a name, its words in Vietnamese and in English.
macro_rules! texts {
    ($($(#[$doc:meta])* $vis:vis $name:ident $vi:literal, $en:literal;)*) => {
        $($(#[$doc])* $vis const $name: $crate::terms::Text =
            $crate::terms::Text { vi: $vi, en: $en };)*
    };
}
pub(crate) use texts;
