//! The valid forms of one survey, as columns: one row per respondent, nothing personal.

pub(crate) mod answers;
pub(crate) mod clocks;
pub(crate) mod columns;
pub(crate) mod findings;
pub(crate) mod listed;
pub(crate) mod odd_rows;
pub(crate) mod open_answers;
pub(crate) mod other_questions;
pub(crate) mod personal;
pub(crate) mod refusals;
mod rows_without_form;
pub(crate) mod sheet;
pub(crate) mod sparse;
pub(crate) mod times;
mod veil;

use std::sync::Arc;

pub(crate) use personal::may_be_personal;
pub use sheet::{FileOptions, Part, PartReader, Plan};
pub use sparse::NONE;
use sparse::{Labels, Sparse};
pub use veil::{veil, withhold};

/// All forms of all files. Answers are positions in `Scheme::options`, or one of the two
/// marks below.
#[derive(Debug, Clone)]
pub struct Forms {
    /// Answers per form.
    pub questions: usize,
    /// Position of the form's unit in `Round::units`.
    pub units: Vec<u32>,
    /// Position of the respondent's group in `group_names`, or [`NONE`].
    pub groups: Vec<u32>,
    /// Number of the form's cluster, or [`NONE`].
    pub clusters: Vec<u32>,
    /// Form by form, `questions` answers each.
    pub answers: Vec<u8>,
    pub group_names: Vec<String>,
    /// The sheets in the order of reading.
    pub sheets: Vec<SheetForms>,
    /// Row of the form on its sheet, from 0.
    pub rows: Vec<u32>,
    /// What tells the form's number, within its scope; 0 for none.
    pub ids: Sparse<u128>,
    /// When it was sent, in seconds of the calendar; [`NO_TIME`] for none.
    pub sent: Sparse<i64>,
    /// When it was begun, likewise.
    pub begun: Sparse<i64>,
    /// Seconds from its begin to its end; [`NONE`] for unknown.
    pub seconds: Sparse<u32>,
    /// What else stood in the row of a form that no number and no time tells from others, as
    /// one number; 0 for none.
    pub prints: Sparse<u64>,
    /// [`NOT_APPROVED`], [`UNSUBMITTED`], [`SELF_SELECTED`], [`PREVIEW`].
    pub states: Sparse<u8>,
    /// What looks odd, as bits of `quality::Flag`.
    pub flags: Sparse<u8>,
    pub interviewers: Labels,
    /// One per trait of the scheme.
    pub traits: Vec<Labels>,
    /// One per side question: its choices as bits, and the marks below.
    pub sides: Vec<Sparse<u64>>,
    /// Open answers that may be shown: form, side question, text.
    pub texts: Vec<(u32, u16, String)>,
}

/// Where forms stood.
#[derive(Debug, Clone)]
pub struct SheetForms {
    pub file: Arc<str>,
    /// Empty for CSV.
    pub sheet: Arc<str>,
    /// Its account in the ledger.
    pub account: usize,
    /// The column of the forms' numbers, or the first with answers: for addresses.
    pub column: u32,
    /// Its first form.
    pub first: usize,
}

/// No answer was given.
pub const BLANK: u8 = u8::MAX;
/// Something was written that is not an answer.
pub const REFUSED: u8 = u8::MAX - 1;
pub const NO_TIME: i64 = i64::MIN;

/// A supervisor did not approve the form.
pub const NOT_APPROVED: u8 = 1;
/// The form was never sent.
pub const UNSUBMITTED: u8 = 2;
/// The answer came by itself.
pub const SELF_SELECTED: u8 = 4;
/// Whoever made the form tried it out.
pub const PREVIEW: u8 = 8;

/// Side questions: an answer of the respondent's own,
pub const OTHER: u64 = 1 << 60;
/// something that is no choice,
pub const SIDE_REFUSED: u64 = 1 << 61;
/// answered, whatever was ticked.
pub const ANSWERED: u64 = 1 << 62;

impl Default for Forms {
    fn default() -> Self {
        Forms::new(0)
    }
}

impl Forms {
    pub fn new(questions: usize) -> Forms {
        Forms {
            questions,
            units: Vec::new(),
            groups: Vec::new(),
            clusters: Vec::new(),
            answers: Vec::new(),
            group_names: Vec::new(),
            sheets: Vec::new(),
            rows: Vec::new(),
            ids: Sparse::new(0),
            sent: Sparse::new(NO_TIME),
            begun: Sparse::new(NO_TIME),
            seconds: Sparse::new(NONE),
            prints: Sparse::new(0),
            states: Sparse::new(0),
            flags: Sparse::new(0),
            interviewers: Labels::default(),
            traits: Vec::new(),
            sides: Vec::new(),
            texts: Vec::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn push(&mut self, unit: u32, group: u32, cluster: u32, answers: &[u8]) {
        self.units.push(unit);
        self.groups.push(group);
        self.clusters.push(cluster);
        self.answers.extend_from_slice(answers);
    }

    /// Adds forms of the same scheme behind these; its sheets and groups are not taken over.
    pub fn append(&mut self, other: Forms) {
        let before = self.len();
        self.units.extend(other.units);
        self.groups.extend(other.groups);
        self.clusters.extend(other.clusters);
        self.answers.extend(other.answers);
        self.rows.extend(other.rows);
        self.ids.append(before, other.ids);
        self.sent.append(before, other.sent);
        self.begun.append(before, other.begun);
        self.seconds.append(before, other.seconds);
        self.prints.append(before, other.prints);
        self.states.append(before, other.states);
        self.interviewers.append(before, other.interviewers);
        for (own, others) in self.traits.iter_mut().zip(other.traits) {
            own.append(before, others);
        }
        for (own, others) in self.sides.iter_mut().zip(other.sides) {
            own.append(before, others);
        }
        let texts = other.texts.into_iter();
        self.texts.extend(texts.map(|(form, side, text)| (form + before as u32, side, text)));
    }

    /// The answers of one form.
    pub fn row(&self, form: usize) -> &[u8] {
        let start = form * self.questions;
        self.answers.get(start..start + self.questions).unwrap_or_default()
    }

    /// The position in `sheets` of the sheet that the form stood on.
    pub fn sheet_of(&self, form: usize) -> Option<usize> {
        self.sheets.partition_point(|sheet| sheet.first <= form).checked_sub(1)
    }

    /// The forms that `keep` speaks for, in their order.
    pub fn kept(&self, keep: impl Fn(usize) -> bool) -> Forms {
        let chosen: Vec<u32> = (0..self.len() as u32).filter(|form| keep(*form as usize)).collect();
        let mut answers = Vec::with_capacity(chosen.len() * self.questions);
        chosen.iter().for_each(|form| answers.extend_from_slice(self.row(*form as usize)));
        let of = |column: &[u32]| -> Vec<u32> {
            chosen.iter().filter_map(|form| column.get(*form as usize)).copied().collect()
        };
        let place = |form: usize| chosen.partition_point(|kept| (*kept as usize) < form);
        let sheets = self.sheets.iter().cloned();
        let texts = self.texts.iter().filter_map(|(form, side, text)| {
            let at = chosen.binary_search(form).ok()?;
            Some((at as u32, *side, text.clone()))
        });
        Forms {
            questions: self.questions,
            units: of(&self.units),
            groups: of(&self.groups),
            clusters: of(&self.clusters),
            answers,
            group_names: self.group_names.clone(),
            sheets: sheets.map(|sheet| SheetForms { first: place(sheet.first), ..sheet }).collect(),
            rows: of(&self.rows),
            ids: self.ids.kept(&chosen),
            sent: self.sent.kept(&chosen),
            begun: self.begun.kept(&chosen),
            seconds: self.seconds.kept(&chosen),
            prints: self.prints.kept(&chosen),
            states: self.states.kept(&chosen),
            flags: self.flags.kept(&chosen),
            interviewers: self.interviewers.kept(&chosen),
            traits: self.traits.iter().map(|column| column.kept(&chosen)).collect(),
            sides: self.sides.iter().map(|column| column.kept(&chosen)).collect(),
            texts: texts.collect(),
        }
    }

    /// The forms in which every question has a readable answer.
    pub fn complete(&self) -> Forms {
        self.kept(|form| self.row(form).iter().all(|answer| *answer < REFUSED))
    }

    /// The forms of each of `units` units, in the order of reading.
    pub fn by_unit(&self, units: usize) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); units];
        for (form, unit) in self.units.iter().enumerate() {
            if let Some(list) = rows.get_mut(*unit as usize) {
                list.push(form);
            }
        }
        rows
    }
}
