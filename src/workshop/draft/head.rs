//! The head of the set: title, year and decision, as far as the annex says them.

use super::slug;
use crate::workshop::table::Annex;

/// What the annex does not say of the set as a whole.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The name of the file without its ending.
    pub id: String,
    /// Lines outside of the table, or of the sheet above it.
    pub lines: Vec<String>,
    /// The year of the clock, where no year is written anywhere.
    pub this_year: i32,
}

/// The head of the set.
pub(crate) struct Head {
    pub id: String,
    pub title: String,
    pub year: i32,
    /// No year is written anywhere: it is the clock's.
    pub year_assumed: bool,
    pub decision: String,
}

impl Head {
    pub(super) fn of(annex: &Annex, about: &About) -> Head {
        let written =
            about.lines.iter().map(String::as_str).chain(annex.entries.iter().map(|e| &*e.name));
        let year = written.clone().find_map(year_in);
        let title = about.lines.iter().find(|line| {
            let words = crate::text::fold(line);
            words.contains("bộ tiêu chí") || words.contains("chỉ số") || words.contains("bộ chỉ số")
        });
        let decision = about.lines.iter().find_map(|line| decision_in(line));
        Head {
            id: slug::slug(&about.id),
            title: title.map_or_else(|| "Bộ tiêu chí".to_string(), |line| crate::text::tidy(line)),
            year: year.unwrap_or(about.this_year),
            year_assumed: year.is_none(),
            decision: decision.unwrap_or_default(),
        }
    }
}

/// The year of `năm 2026`.
fn year_in(text: &str) -> Option<i32> {
    let words = crate::text::fold(text);
    let (_, after) = words.split_once("năm ")?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| (2000..=2100).contains(year) && digits.len() == 4)
}

/// `Quyết định số 12/QĐ-UBND ngày …` of `(Kèm theo Quyết định số …)`.
fn decision_in(line: &str) -> Option<String> {
    let line = crate::text::tidy(line);
    let at = line.to_lowercase().find("kèm theo ")?;
    let after = line.get(at + "kèm theo ".len()..)?;
    let decision = after.trim_end_matches([')', '.', ' ']).to_string();
    // dots are for a person to fill in
    (!decision.contains(['…', '_'])).then_some(decision)
}
