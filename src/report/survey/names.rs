//! Which survey a sheet is about, where a workbook shows several.

use crate::results::Results;
use crate::survey::Satisfaction;

use crate::report::block::Page;
use crate::terms::{Lang, Text};

/// Letters of a sheet's name that Excel takes.
const LONGEST: usize = 31;
const OWN: Text = Text { vi: "tự gửi", en: "own" };

/// Names the survey in the names of its pages; `kind` is the name of those that have none. A
/// workbook of one survey needs no such mark.
pub(crate) fn named<'r>(
    results: &Results,
    survey: &Satisfaction,
    kind: &str,
    lang: Lang,
    mut pages: Vec<Page<'r>>,
) -> Vec<Page<'r>> {
    let alike = |s: &Satisfaction| s.scheme == survey.scheme;
    let of_scheme = results.surveys.iter().filter(|s| alike(s)).count();
    let short = match of_scheme < results.surveys.len() {
        true => survey.method.short.as_str(),
        false => "",
    };
    let own = if survey.self_selected && of_scheme > 1 { OWN.say(lang) } else { "" };
    if short.is_empty() && own.is_empty() {
        return pages;
    }
    for page in &mut pages {
        page.name = Some(sheet(page.name.as_deref().unwrap_or(kind), short, own));
    }
    pages
}

/// `Hài lòng - so sánh` → `Hài lòng (SIPAS tự gửi) - so sánh`. A long name of the survey is cut,
/// since what the sheet holds, and whether its answers came by themselves, must stay readable.
pub fn sheet(name: &str, short: &str, own: &str) -> String {
    let (kind, part) = match name.find(" - ") {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let length = |text: &str| text.encode_utf16().count();
    let mut room = LONGEST.saturating_sub(length(name) + length(own) + " ( )".len());
    let fits = |c: &char| {
        let enough = room >= c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        enough
    };
    let short: String = short.chars().take_while(fits).collect();
    match [short.trim_end(), own].join(" ").trim() {
        "" => name.to_string(),
        mark => format!("{kind} ({mark}){part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_says_its_survey_and_keeps_what_it_holds() {
        assert_eq!(sheet("Hài lòng", "SIPAS", ""), "Hài lòng (SIPAS)");
        assert_eq!(sheet("Hài lòng", "", "tự gửi"), "Hài lòng (tự gửi)");
        assert_eq!(sheet("Hài lòng - so sánh", "SIPAS", ""), "Hài lòng (SIPAS) - so sánh");
        let long = sheet("Hài lòng - câu yếu", "SIPAS", "tự gửi");
        assert_eq!(long, "Hài lòng (SIP tự gửi) - câu yếu");
        assert!(long.encode_utf16().count() <= LONGEST);
        let whole = "một tên trang tính rất dài đến hết";
        assert_eq!(sheet(whole, "SIPAS", ""), whole);
    }
}
