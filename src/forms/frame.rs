//! What all forms have in common: official heading, facts, signatures, the hidden sheet.

use super::workbook::{FormBook, FormCell, FormSheet, Hidden, Style};
use crate::report::block::{Align, Look, Role};
use crate::report::words;
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::terms::{Code, Date, Lang};
use crate::text::fold;

/// Forms go to offices whose language is Vietnamese, whatever the program speaks.
pub(super) const LANG: Lang = Lang::Vi;

/// An empty workbook of one sheet for one unit.
pub(super) fn book(round: &Round, unit: &Unit, sheet: FormSheet, hidden: Hidden) -> FormBook {
    FormBook {
        title: format!("{} – {}", sheet.name, unit.name),
        author: round.office.clone(),
        year: round.year,
        sheet,
        hidden,
        workings: None,
    }
}

/// The first rows of the hidden sheet: of which round, year and criteria set the form is, and
/// whose.
pub(super) fn hidden(kind: &str, round: &Round, whose: &[(&str, &str)], set: &Rubric) -> Hidden {
    let year = round.year.to_string();
    let of_round = [("form", kind), ("round", &round.id), ("year", &year)];
    let of_set = [("set", set.id.as_str()), ("sha256", &set.sha256)];
    let rows = of_round.iter().chain(whose).chain(&of_set);
    Hidden { rows: rows.map(|(name, value)| vec![name.to_string(), value.to_string()]).collect() }
}

/// The name of a form's file without its extension: whose and which it is, then the round, so that
/// no two forms replace each other wherever they are put.
pub fn file_name(parts: &[&str], round: &Round) -> String {
    let all: Vec<&str> = parts.iter().copied().chain([round.id.as_str()]).collect();
    all.join("-")
}

/// Rows of the hidden sheet that say what each leaf was when the form went out, so that a later
/// change of the set is told of the leaves that it touches.
pub(super) fn leaves(rubric: &Rubric, is_in: impl Fn(&Code) -> bool) -> Vec<Vec<String>> {
    let all = rubric.fingerprints().into_iter().filter(|(code, _)| is_in(code));
    all.map(|(code, print)| vec!["leaf".to_string(), code.to_string(), print]).collect()
}

/// What stands at the foot of every paper.
pub(super) fn footer(round: &Round, unit: &Unit) -> [String; 2] {
    let note = if round.illustration { words::ILLUSTRATION_SMALL.say(LANG) } else { "" };
    [format!("{} – {}", unit.name, round.title), note.to_string()]
}

/// Columns of the left and of the right half of the paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Halves {
    pub left: (u16, u16),
    pub right: (u16, u16),
}

/// Who writes, on the left; the nation and its motto on the right.
pub(super) fn official(sheet: &mut FormSheet, halves: Halves, above: &str, own: &str) {
    let line = |columns, text: &str, role| FormCell::wide(columns, text, Style::Line(role));
    sheet.push(vec![
        line(halves.left, &above.to_uppercase(), Role::Issuer),
        line(halves.right, words::NATION.say(LANG), Role::Office),
    ]);
    sheet.push(vec![
        line(halves.left, &own.to_uppercase(), Role::Office),
        line(halves.right, words::MOTTO.say(LANG), Role::Motto),
    ]);
    sheet.push(vec![line(halves.left, "________", Role::Office)]);
}

/// Title, subtitle, and that the figures are an illustration.
pub(super) fn titles(sheet: &mut FormSheet, round: &Round, title: &str, subtitle: &str) {
    let all = (0, sheet.last_column());
    let mut line = |text: &str, role| {
        sheet.push(vec![FormCell::wide(all, text, Style::Line(role))]);
    };
    line(&title.to_uppercase(), Role::Title);
    line(subtitle, Role::Subtitle);
    if round.illustration {
        line(words::ILLUSTRATION.say(LANG), Role::Subtitle);
    }
}

/// Whether the unit is a people's committee.
fn is_committee(unit: &Unit) -> bool {
    let name = fold(&unit.name);
    let starts = ["phường ", "xã ", "thị trấn ", "đặc khu ", "ubnd ", "ủy ban nhân dân "];
    starts.iter().any(|start| name.starts_with(start))
}

/// The unit as it names itself at the head of its papers.
pub(super) fn letterhead(unit: &Unit) -> String {
    let name = fold(&unit.name);
    match is_committee(unit) && !name.starts_with("ubnd") && !name.starts_with("ủy ban") {
        true => format!("Ủy ban nhân dân {}", unit.name),
        false => unit.name.clone(),
    }
}

/// Who prepared the form and who answers for it.
pub(super) fn signatures(sheet: &mut FormSheet, halves: Halves, unit: &Unit) {
    let line = |columns, text: &str, role| FormCell::wide(columns, text, Style::Line(role));
    sheet.push(Vec::new());
    sheet.push(vec![line(halves.right, words::PLACE_AND_DATE.say(LANG), Role::Italic)]);
    let head: &[&str] = match is_committee(unit) {
        true => &[words::FOR_THE_COMMITTEE.say(LANG), words::CHAIR.say(LANG)],
        false => &["THỦ TRƯỞNG ĐƠN VỊ"],
    };
    for (at, text) in head.iter().enumerate() {
        let mut cells = vec![line(halves.right, text, Role::Office)];
        if at == 0 {
            cells.insert(0, line(halves.left, words::PREPARED_BY.say(LANG), Role::Office));
        }
        sheet.push(cells);
    }
    sheet.push(vec![
        line(halves.left, words::SIGN_NAME.say(LANG), Role::Italic),
        line(halves.right, words::SIGN_SEAL.say(LANG), Role::Italic),
    ]);
    // Room to sign.
    (0..4).for_each(|_| _ = sheet.push(Vec::new()));
}

/// The row of column headings; it is frozen and repeated on every paper.
pub(super) fn headings(sheet: &mut FormSheet, texts: &[&str]) {
    let cells = texts.iter().enumerate();
    let cells = cells.map(|(at, text)| FormCell::text(at as u16, *text, Style::Heading)).collect();
    sheet.header = sheet.push(cells);
}

/// A locked cell of the table with text.
pub(super) fn locked(column: u16, text: impl Into<String>, look: Look, align: Align) -> FormCell {
    FormCell::text(column, text, Style::look(look, align))
}

pub(super) fn day(date: Date) -> String {
    date.format("%d/%m/%Y").to_string()
}
