//! The office's copies of what went out → what was asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Ask, Asked, series, sheet};
use crate::evidence::Part;
use crate::grid::Book;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::table::{Meta, Repeated, RepeatedColumns};
use crate::terms::{Code, Lang};
use crate::text::{fold, tidy};

/// What one copy asks; `None` for a file that is none of this round.
pub fn asked(book: &Book, round: &Round) -> Option<Asked> {
    let meta = Meta::of(book)?;
    let series = series(&meta)?;
    let year = meta.value("year");
    let other_year = !year.is_empty() && year != round.year.to_string();
    if meta.value("round") != round.id || other_year {
        return None;
    }
    let unit = meta.value("unit");
    let asks = meta.rows::<4>("ask");
    let asks: Vec<(Ask, [String; 3])> = asks
        .filter_map(|[ask, read, print, subject]| Some((Ask::parse(&ask)?, [read, print, subject])))
        .collect();
    let known = |at: usize| {
        let all = asks.iter().map(|(ask, said)| (ask.clone(), said[at].clone()));
        all.filter(|(_, said)| !said.is_empty()).collect()
    };
    Some(Asked {
        series,
        unit: round.units.iter().position(|u| u.id.as_str() == unit)?,
        number: meta.value("number").parse().ok()?,
        deadline: NaiveDate::parse_from_str(&meta.value("deadline"), "%Y-%m-%d").ok(),
        set_sha256: meta.value("sha256"),
        evidence_sha256: meta.value("evidence"),
        asks: asks.iter().map(|(ask, ..)| ask.clone()).collect(),
        read: known(0),
        prints: known(1),
        subjects: known(2),
        shown: shown(book),
        repeated: repeated(book),
        file: book.file.clone(),
    })
}

/// What people read beside each question.
fn shown(book: &Book) -> BTreeMap<Ask, [String; 2]> {
    let mut all = BTreeMap::new();
    for grid in book.sheets.iter().filter(|grid| grid.visible) {
        let Ok(table) = sheet::table(grid) else { continue };
        for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
            let text = |id: &str| table.cell(row, id).map_or(String::new(), |c| tidy(&c.raw()));
            if let Some(ask) = Ask::parse(&text("ask")) {
                all.insert(ask, [text("criterion"), text("label")]);
            }
        }
    }
    all
}

/// What the office's copy says beside each answer.
fn repeated(book: &Book) -> BTreeMap<Ask, Repeated> {
    let mut all = BTreeMap::new();
    for grid in book.sheets.iter().filter(|grid| grid.visible) {
        let Ok(table) = sheet::table(grid) else { continue };
        let columns = RepeatedColumns::new(grid, &table, sheet::REPEATED);
        for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
            let ask = table.cell(row, "ask").and_then(|cell| Ask::parse(&cell.raw()));
            if let Some(ask) = ask {
                all.insert(ask, columns.of(row));
            }
        }
    }
    all
}

/// Whether the set still has the criterion by this name, and the data item by this label.
pub(super) fn reads_the_same(ask: &Ask, shown: &[String; 2], rubric: &Rubric) -> bool {
    let [criterion, label] = shown;
    let named = |code: &Code| rubric.node(code).is_some_and(|n| fold(&n.name) == fold(criterion));
    match ask {
        Ask::Value(key) => rubric.item(key).is_some_and(|(_, item)| {
            fold(&item.label) == fold(label) && item.leaf.as_ref().is_none_or(named)
        }),
        Ask::SelfScore(code) | Ask::Proof(code) | Ask::Reason(code) | Ask::Explain(code) => {
            named(code)
        }
    }
}

/// A question as people call it: the label of a value, else what it asks of which leaf.
pub(super) fn words(ask: &Ask, rubric: &Rubric) -> String {
    let part = |part: Part, code: &Code| format!("{} – {code}", part.word(Lang::Vi));
    match ask {
        Ask::Value(key) => rubric.item(key).map_or(ask.to_string(), |(_, item)| item.label.clone()),
        Ask::SelfScore(code) => part(Part::SelfScore, code),
        Ask::Proof(code) => part(Part::Proof, code),
        Ask::Reason(code) | Ask::Explain(code) => part(Part::Explanation, code),
    }
}
