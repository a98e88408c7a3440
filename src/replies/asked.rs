//! The office's copies of what went out → what was asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::ask::{Ask, Series};
use super::sheet;
use crate::evidence::{Part, UnitEvidence};
use crate::grid::Book;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::table::{Meta, Repeated, RepeatedColumns};
use crate::terms::{Code, Date, Lang};
use crate::text::{fold, tidy};

/// The questions of one workbook as it went out: the office's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub series: Series,
    /// Position in `Round::units`.
    pub unit: usize,
    /// 1, 2, 3 … per series and unit.
    pub number: u32,
    /// The last day on which an answer counts.
    pub deadline: Option<Date>,
    /// Of the criteria set when the questions went out.
    pub set_sha256: String,
    /// Of the evidence file that the questions are about; empty when there was none.
    pub evidence_sha256: String,
    pub asks: Vec<Ask>,
    /// What the unit's form said where each question was asked; a copy of an earlier version does
    /// not tell.
    pub subjects: BTreeMap<Ask, String>,
    /// The same in the words that the question shows.
    pub read: BTreeMap<Ask, String>,
    /// What each question hung on when it went out; a copy of an earlier version has none.
    pub prints: BTreeMap<Ask, String>,
    /// Each question as the copy shows it: the criterion and what is asked of it.
    pub shown: BTreeMap<Ask, [String; 2]>,
    /// What the row of each question repeats beside its answer.
    pub(crate) repeated: BTreeMap<Ask, Repeated>,
    pub file: Arc<str>,
}

/// Whether a question still means what it meant when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Holds,
    /// It reads the same; whether points and rule are the same, the copy does not say.
    Unsure,
    /// Its leaf or its data item is another, or gone.
    Changed,
}

impl Asked {
    /// How a question stands under the set as it is now. Its leaf, data items and rule decide,
    /// not the bytes of the set's file.
    pub fn standing(&self, ask: &Ask, rubric: &Rubric) -> Standing {
        let Some(now) = ask.fingerprint(rubric) else { return Standing::Changed };
        if self.set_sha256 == rubric.sha256 {
            return Standing::Holds;
        }
        match (self.prints.get(ask), self.shown.get(ask)) {
            (Some(then), _) if *then == now => Standing::Holds,
            (None, Some(shown)) if reads_the_same(ask, shown, rubric) => Standing::Unsure,
            _ => Standing::Changed,
        }
    }

    /// Whether the unit's form still says what it said where this was asked.
    pub fn is_about(&self, ask: &Ask, evidence: &UnitEvidence, rubric: &Rubric) -> bool {
        if self.evidence_sha256 == evidence.sha256.as_deref().unwrap_or_default() {
            return true;
        }
        match (self.subjects.get(ask), self.read.get(ask)) {
            (Some(then), _) => *then == ask.subject(evidence, rubric),
            (None, Some(read)) => ask.still_reads(read, evidence, rubric),
            (None, None) => false,
        }
    }

    /// Whether all of it may still be answered as it stands.
    pub fn holds(&self, rubric: &Rubric) -> bool {
        self.asks.iter().all(|ask| self.standing(ask, rubric) != Standing::Changed)
    }
}

/// What one copy asks; `None` for a file that is none of this round.
pub fn asked(book: &Book, round: &Round) -> Option<Asked> {
    let meta = Meta::of(book)?;
    let series = Series::of(&meta)?;
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
