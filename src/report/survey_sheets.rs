//! Which survey a sheet is about, where a workbook shows several.

use crate::results::Results;
use crate::survey::Satisfaction;
use crate::terms::Lang;

use super::block::Page;
use super::words::Word;

/// Letters of a sheet's name that Excel takes.
const LONGEST: usize = 31;
const OWN: Word = Word { vi: "tự gửi", en: "own" };

/// Names the survey in the names of its pages; `kind` is the name of those that have none. A
/// workbook of one survey needs no such mark.
pub(super) fn named<'r>(
    results: &Results,
    survey: &Satisfaction,
    kind: &str,
    lang: Lang,
    mut pages: Vec<Page<'r>>,
) -> Vec<Page<'r>> {
    if results.surveys.len() < 2 {
        return pages;
    }
    let of_scheme = results.surveys.iter().filter(|s| s.scheme == survey.scheme).count();
    let mut short = survey.method.short.clone();
    if survey.self_selected && of_scheme > 1 {
        short = format!("{short} {}", OWN.say(lang));
    }
    for page in &mut pages {
        page.name = Some(sheet(page.name.as_deref().unwrap_or(kind), &short));
    }
    pages
}

/// `Hài lòng - so sánh` → `Hài lòng (SIPAS) - so sánh`. A long name of the survey is cut, since
/// what the sheet holds must stay readable.
pub fn sheet(name: &str, short: &str) -> String {
    let (kind, part) = match name.find(" - ") {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let length = |text: &str| text.encode_utf16().count();
    let mut room = LONGEST.saturating_sub(length(name) + " ()".len());
    let fits = |c: &char| {
        let enough = room >= c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        enough
    };
    let short: String = short.chars().take_while(fits).collect();
    match short.trim_end() {
        "" => name.to_string(),
        short => format!("{kind} ({short}){part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_says_its_survey_and_keeps_what_it_holds() {
        assert_eq!(sheet("Hài lòng", "SIPAS"), "Hài lòng (SIPAS)");
        assert_eq!(sheet("Hài lòng - so sánh", "SIPAS"), "Hài lòng (SIPAS) - so sánh");
        let long = sheet("Hài lòng - câu yếu nhất", "SIPAS tự gửi");
        assert_eq!(long, "Hài lòng (SIPAS) - câu yếu nhất");
        assert_eq!(long.encode_utf16().count(), LONGEST);
        let whole = "một tên trang tính rất dài đến hết";
        assert_eq!(sheet(whole, "SIPAS"), whole);
    }
}
