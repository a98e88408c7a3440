//! One step of the yearly cycle: its name, its state, its buttons.

use std::sync::Arc;

use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::Html;
use crate::window::problems::LANG;
use crate::window::snapshot::Snapshot;

/// One step, listed in `STEPS`.
pub(crate) struct Step {
    pub(crate) kind: Kind,
    /// What one does here, in a sentence or two.
    pub(crate) about: &'static str,
    /// The first is the main button.
    pub(crate) works: &'static [Work],
    /// What stands on its page below the buttons.
    pub(crate) body: fn(&Call, &Arc<Snapshot>) -> Html,
}

impl Step {
    /// In the address of its page.
    pub(crate) fn slug(&self) -> &'static str {
        self.kind.key()
    }

    pub(crate) fn name(&self) -> &'static str {
        self.kind.name().say(LANG)
    }
}

/// A button that runs a command of the round.
pub(crate) struct Work {
    /// Tells it from others of all steps.
    pub(crate) id: &'static str,
    pub(crate) button: &'static str,
    /// The command, and what follows the round: `["appraise", "--vong", "2"]`.
    pub(crate) command: &'static [&'static str],
    pub(crate) out: Out,
    /// What it asks before it runs.
    pub(crate) asks: &'static [Ask],
}

/// Where a command is told to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Out {
    /// Where it writes by itself, or nowhere.
    Own,
    /// Among the results of the round.
    Results,
    /// Into a folder below the round, by this name.
    Folder(&'static str),
}

/// A question whose answer becomes an option of the command.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    /// A day, which may be left out: `("--deadline", "Hạn trả lời")`.
    Day(&'static str, &'static str),
    /// Yes or no.
    Tick(&'static str, &'static str),
}
