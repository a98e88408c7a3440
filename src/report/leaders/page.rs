//! The leaders' page of a run: what its parts share.

use serde::Serialize;

use crate::report::audience::Audience;
use crate::report::why::reasons::Reasons;
use crate::results::Results;

/// What the page about one unit holds.
#[derive(Serialize)]
pub struct UnitCauses {
    /// Why points were lost at each leaf, in the order of [`Figures`]; empty where none were.
    pub causes: Vec<String>,
}

/// Makes the page; what its units share is prepared once.
pub struct Leaders<'r> {
    pub(super) results: &'r Results,
    pub(super) audience: Audience,
    /// One per block.
    pub(super) reasons: Vec<Reasons<'r>>,
}

impl<'r> Leaders<'r> {
    /// `reasons` in the language of the page; what is for everyone gives none.
    pub fn new(results: &'r Results, audience: Audience, reasons: &[Reasons<'r>]) -> Leaders<'r> {
        let reasons = match audience {
            Audience::Inside => reasons.to_vec(),
            Audience::Public => Vec::new(),
        };
        Leaders { results, audience, reasons }
    }
}
