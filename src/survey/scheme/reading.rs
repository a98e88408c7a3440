//! How the index of several questions is read.

/// How the index of several questions is read; the letters are those of the method page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A: mean over questions of the share among those who answered.
    MeanOfQuestions,
    /// B: all satisfied answers over all answers.
    Pooled,
    /// C: mean of each person's own share.
    MeanOfPeople,
    /// D: blanks count as not satisfied.
    BlanksUnsatisfied,
    /// E: only forms without a blank.
    CompleteForms,
}

impl Reading {
    /// The words in scheme files, in the order of the letters.
    pub const KEYS: &'static [&'static str] =
        &["mean_of_questions", "pooled", "mean_of_people", "blanks_unsatisfied", "complete_forms"];

    /// The word in schemes and results: `mean_of_questions` …
    pub fn key(self) -> &'static str {
        Reading::KEYS[self as usize]
    }

    pub fn from_key(key: &str) -> Option<Reading> {
        use Reading::*;
        [MeanOfQuestions, Pooled, MeanOfPeople, BlanksUnsatisfied, CompleteForms]
            .into_iter()
            .find(|reading| reading.key() == key)
    }
}
