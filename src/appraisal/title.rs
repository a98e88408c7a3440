//! The block above the table: which round of appraisal, and by whom.

use std::collections::BTreeSet;

use crate::grid::Grid;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::table::{self, Table, label_of, title_value};
use crate::terms::AgencyId;
use crate::text::{fold, tidy};

const ROUND_LABELS: &[&str] = &["Vòng", "Vòng thẩm định", "Vòng số", "Thẩm định vòng"];
const AGENCY_LABELS: &[&str] = &["Cơ quan thẩm định", "Đơn vị thẩm định"];

/// The number of the appraisal round; `None`, reported, when it is neither 1 nor 2. Without a
/// label the headings and the names of sheet and file may say it; else it is round 1.
/// A label that contradicts one of them, or what the form went out with (`issued`), is told.
pub(super) fn round_number(
    grid: &Grid,
    table: &Table,
    (round, issued): (&Round, Option<u8>),
    problems: &mut Problems,
) -> Option<u8> {
    if let Some(title) = title_value(grid, table.header.0, ROUND_LABELS) {
        let place = table::place(grid, title.row, title.column);
        let Some(number) = number_of(&fold(&title.text)) else {
            problems.push(Problem::new(&kinds::appraisal::ROUND, place).with("found", title.text));
            return None;
        };
        if let Some((named, vi, en)) = said_otherwise(grid, table, round, issued, number) {
            let problem = Problem::new(&kinds::appraisal::ROUND_NAME, place).with("found", number);
            problems.push(problem.with("named", named).said("by", vi, en));
        }
        return Some(number);
    }
    let titles = grid.rows.iter().take_while(|r| r.index < table.header.0);
    let texts = titles.flat_map(|r| r.cells.iter().filter_map(|(_, c)| label_of(c)));
    let mentioned: BTreeSet<u8> = texts
        .chain([grid.sheet.to_string(), grid.file.to_string()])
        .flat_map(|text| mentions(&text))
        .collect();
    let place = Place { cell: None, ..table::place(grid, 0, 0) };
    match mentioned.iter().collect::<Vec<_>>()[..] {
        [_, _, ..] => {
            problems.push(Problem::new(&kinds::appraisal::ROUND, place).with("found", "1, 2"));
            None
        }
        ref one => {
            let number = one.first().map_or(1, |n| **n);
            problems
                .push(Problem::new(&kinds::appraisal::ROUND_TAKEN, place).with("round", number));
            Some(number)
        }
    }
}

/// Another round than `number` that the form, its file or its sheet speaks of, and where.
fn said_otherwise(
    grid: &Grid,
    table: &Table,
    round: &Round,
    issued: Option<u8>,
    number: u8,
) -> Option<(u8, String, String)> {
    let other = |text: &str| {
        let own = fold(&text.replace(&round.id, " "));
        mentions(&own).into_iter().find(|named| *named != number)
    };
    if let Some(named) = other(&grid.file) {
        let vi = format!("tên tệp “{}”", grid.file);
        return Some((named, vi, format!("the name of the file, “{}”,", grid.file)));
    }
    if let Some(named) = other(&grid.sheet) {
        let vi = format!("tên trang “{}”", grid.sheet);
        return Some((named, vi, format!("the name of the sheet, “{}”,", grid.sheet)));
    }
    let titles = grid.rows.iter().take_while(|row| row.index < table.header.0);
    let mut texts = titles.flat_map(|row| row.cells.iter().filter_map(|(_, c)| label_of(c)));
    // Under the title of a second round stands what the first one said.
    let is_heading = |text: &String| fold(text).starts_with("phiếu thẩm định");
    if let Some(text) = texts.find(|text| is_heading(text) && other(text).is_some()) {
        let (vi, en) = (format!("dòng “{}”", tidy(&text)), format!("the line “{}”", tidy(&text)));
        return Some((other(&text)?, vi, en));
    }
    let named = issued.filter(|issued| *issued != number)?;
    Some((named, "mẫu đã gửi đi".into(), "the form that went out".into()))
}

fn number_of(folded: &str) -> Option<u8> {
    let words = ["vòng thẩm định", "vòng", "lần", "số", "thứ"];
    let mut text = folded.trim_matches([' ', '.', ':', '(', ')']);
    while let Some(rest) = words.iter().find_map(|w| text.strip_prefix(w)) {
        text = rest.trim_start_matches([' ', ':', '.']);
    }
    match text {
        "1" | "01" | "i" | "một" | "nhất" => Some(1),
        "2" | "02" | "ii" | "hai" => Some(2),
        _ => None,
    }
}

/// The rounds that a heading or a file name speaks of: “thẩm định vòng 2”, `vong-2`.
fn mentions(text: &str) -> Vec<u8> {
    let text: String = fold(text)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>()
        .replace("vong", "vòng");
    let words: Vec<&str> = text.split_whitespace().collect();
    let pairs = words.windows(2).filter(|w| w[0] == "vòng").filter_map(|w| number_of(w[1]));
    let joined = words.iter().filter_map(|w| number_of(w.strip_prefix("vòng")?));
    pairs.chain(joined).collect()
}

/// The appraisal round that a file's name speaks of, when it is one.
pub(super) fn round_of_name(shown: &str) -> Option<u8> {
    match mentions(shown)[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Which of the ids a file's name holds as whole words: `vong-1-van-phong-xa-phuong.xlsx`. The
/// longest wins.
/// The round's own id, which every form bears, is no part of it.
pub(super) fn named_in<'i>(
    shown: &str,
    round: &str,
    ids: impl Iterator<Item = &'i str>,
) -> Option<usize> {
    let name = shown.rsplit('/').next()?.to_lowercase().replace(['_', ' ', '.'], "-");
    let name = format!("-{name}-").replacen(&format!("-{round}-"), "-", 1);
    let held = ids.enumerate().filter(|(_, id)| name.contains(&format!("-{id}-")));
    held.max_by_key(|(_, id)| id.len()).map(|(at, _)| at)
}

/// The agency, by id or name; `None` inside when the form names none, and its rows are taken
/// all the same.
///
/// # Errors
/// The form names an agency that appraises nothing in this round: its points cannot count.
pub(super) fn agency(
    grid: &Grid,
    table: &Table,
    round: &Round,
    problems: &mut Problems,
) -> Result<Option<AgencyId>, ()> {
    let title = title_value(grid, table.header.0, AGENCY_LABELS);
    let known: Vec<String> =
        round.agencies.iter().map(|a| format!("{} ({})", a.name, a.id)).collect();
    let known = known.join(", ");
    let Some(title) = title.filter(|title| !tidy(&title.text).is_empty()) else {
        let place = Place { cell: None, ..table::place(grid, 0, 0) };
        problems.push(Problem::new(&kinds::appraisal::AGENCY, place).with("known", known));
        return Ok(None);
    };
    if let Some(agency) = round.agency(&title.text) {
        return Ok(Some(agency.id.clone()));
    }
    let place = table::place(grid, title.row, title.column);
    let problem = Problem::new(&kinds::appraisal::AGENCY_UNKNOWN, place);
    problems.push(problem.with("found", tidy(&title.text)).with("known", known));
    Err(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_read_whole() {
        for (text, number) in
            [("1", 1), ("Vòng 2", 2), ("II", 2), ("thứ nhất", 1), ("Vòng thẩm định: 2", 2)]
        {
            assert_eq!(number_of(&fold(text)), Some(number), "{text}");
        }
        for text in ["3", "1 và 2", "12", "", "cuối"] {
            assert_eq!(number_of(&fold(text)), None, "{text}");
        }
        assert_eq!(mentions("PHIẾU THẨM ĐỊNH VÒNG 2"), [2]);
        assert_eq!(mentions("appraisal/tu-phap-vong2.xlsx"), [2]);
        assert_eq!(mentions("Thẩm định vòng"), Vec::<u8>::new());
    }

    #[test]
    fn names_of_files_hold_ids() {
        let ids = ["van", "van-phong", "tckh"];
        let held = |name: &str| named_in(name, "xa-2026", ids.into_iter());
        assert_eq!(held("appraisal/vong-1-van-phong-xa.xlsx"), Some(1));
        assert_eq!(held("appraisal/TCKH_vong 2.xlsx"), Some(2));
        assert_eq!(held("appraisal/tckhoa.xlsx"), None);
        let blocks = ["phuong", "xa"];
        let form = "appraisal/khcn-phuong-vong-2-xa-2026.xlsx";
        assert_eq!(named_in(form, "xa-2026", blocks.into_iter()), Some(0));
        assert_eq!(round_of_name(form), Some(2));
    }
}
