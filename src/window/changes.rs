//! Which round an action may change: a sealed package is only looked at.

use std::sync::Arc;

use super::answer::Answer;
use super::call::Call;
use super::layout;
use super::rounds::Opened;

/// The round of an action that changes something in it.
///
/// # Errors
/// The page that says why nothing is changed: no round, or a sealed one.
pub(crate) fn round_to_change(call: &Call) -> Result<&Arc<Opened>, Answer> {
    match call.round() {
        None => Err(Answer::Missing(layout::missing())),
        Some(round) if round.is_package() => Err(Answer::Refused(layout::only_looked_at())),
        Some(round) => Ok(round),
    }
}
