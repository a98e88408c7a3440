//! Which forms are valid. Every rule has a name, is optional, and what it rejects is counted and
//! listed; a flag only counts.

use crate::terms::{Date, Exact};

/// What becomes of a form that a rule speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Off,
    /// Used, and counted as odd.
    Flag,
    /// Not used.
    Reject,
}

impl Action {
    pub const KEYS: &'static [&'static str] = &["off", "flag", "reject"];

    pub(crate) fn from_key(key: &str) -> Option<Action> {
        [Action::Off, Action::Flag, Action::Reject]
            .into_iter()
            .find(|action| Action::KEYS[*action as usize] == key)
    }
}

/// The rules of one scheme, `[validity]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    /// Refused by a supervisor (`_validation_status` = Not approved).
    pub not_approved: Action,
    /// Begun and never sent (LimeSurvey without `submitdate`).
    pub unsubmitted: Action,
    /// The number and every answer of an earlier form.
    pub copy: Action,
    /// Every answer of an earlier form of the unit, in the same second.
    pub same_second: Action,
    /// Sent before or after these days.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Less than this share of the questions answered.
    pub min_answered: Option<Exact>,
    /// Positions of questions that must be answered.
    pub required: Vec<usize>,
    /// Filled in within fewer seconds.
    pub min_seconds: Option<u32>,
    /// In less than a third of the usual time.
    pub speeder: Action,
    /// One and the same answer everywhere.
    pub straight: Action,
}

impl Default for Validity {
    fn default() -> Self {
        Validity {
            not_approved: Action::Reject,
            unsubmitted: Action::Reject,
            copy: Action::Reject,
            same_second: Action::Flag,
            from: None,
            to: None,
            min_answered: None,
            required: Vec::new(),
            min_seconds: None,
            speeder: Action::Flag,
            straight: Action::Flag,
        }
    }
}
