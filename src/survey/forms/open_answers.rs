//! Answers in own words that a scheme lets out. Lists of names know only the names on them, so a
//! word is copied only when several respondents used it, or the survey itself: whoever is named
//! once, in whatever letters, is not copied.

use std::collections::{BTreeMap, BTreeSet};

use crate::survey::forms::personal::{HIDDEN, may_name};
use crate::text::fold;

/// A word that so many respondents wrote is nobody's name in particular.
const SEVERAL: usize = 3;

/// The words that may be copied.
pub(crate) struct CommonWords(BTreeSet<String>);

impl CommonWords {
    /// From all answers, and the texts of the survey itself.
    pub(crate) fn of<'t>(
        answers: impl Iterator<Item = &'t str>,
        own: impl Iterator<Item = &'t str>,
    ) -> CommonWords {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for answer in answers {
            let words: BTreeSet<String> = answer.split_whitespace().map(bare).collect();
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        let often = counts.into_iter().filter(|(_, count)| *count >= SEVERAL);
        let own = own.flat_map(str::split_whitespace).map(bare);
        CommonWords(often.map(|(word, _)| word).chain(own).collect())
    }

    /// The answer with `•••` for every run of other words; `None` when not half of it is left.
    pub(crate) fn shown(&self, answer: &str) -> Option<String> {
        if may_name(answer) {
            return None;
        }
        let mut shown: Vec<&str> = Vec::new();
        let (mut kept, mut all) = (0, 0);
        for word in answer.split_whitespace() {
            let folded = bare(word);
            let is_short = folded.chars().count() < 2;
            let may = folded.is_empty() || is_short || self.0.contains(&folded);
            all += 1;
            kept += usize::from(may);
            match may {
                true => shown.push(word),
                false if shown.last() == Some(&HIDDEN) => {}
                false => shown.push(HIDDEN),
            }
        }
        (all > 0 && 2 * kept >= all).then(|| shown.join(" "))
    }
}

/// A word without its marks, folded.
fn bare(word: &str) -> String {
    fold(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_respondent_are_not_copied() {
        let answers = [
            "bộ phận một cửa làm rất chậm",
            "bộ phận một cửa làm chậm, lành lấy thêm tiền",
            "một cửa làm rất chậm!",
            "cảm ơn bộ phận một cửa",
            "phải chờ rất lâu ở một cửa",
            "không có ý kiến",
            "Lan Anh",
        ];
        let own = ["Ông/Bà có ý kiến gì khác không?"];
        let common = CommonWords::of(answers.into_iter(), own.into_iter());
        let shown: Vec<Option<String>> = answers.iter().map(|text| common.shown(text)).collect();
        let expected = [
            Some("bộ phận một cửa làm rất chậm"),
            Some("bộ phận một cửa làm chậm, •••"),
            Some("một cửa làm rất chậm!"),
            Some("••• bộ phận một cửa"),
            Some("••• rất ••• ở một cửa"),
            Some("không có ý kiến"),
            None,
        ];
        assert_eq!(shown, expected.map(|text| text.map(String::from)));
    }
}
