//! What the pages of a workbook share, made once.

use crate::formulas::AsScored;
use crate::report::computation::Layout;
use crate::report::why::reasons::Reasons;
use crate::results::Results;
use crate::terms::Lang;

/// The results, where everything of them stands in the workbook, and what the rules saw. Its plain
/// pages look at the results alone.
pub struct Workbook<'r> {
    pub results: &'r Results,
    pub lang: Lang,
    pub(super) layout: Layout<'r>,
    /// One per block; none in a round too large for formulas.
    pub(super) as_scored: Vec<AsScored<'r>>,
    /// The words of the rules, one per block.
    pub(super) reasons: Vec<Reasons<'r>>,
}

impl<'r> Workbook<'r> {
    pub fn of(results: &'r Results, lang: Lang) -> Workbook<'r> {
        Workbook::sharing(results, &Reasons::of_all(results, lang), lang)
    }

    /// With the words of the rules, in this language, which others use too.
    pub fn sharing(results: &'r Results, reasons: &[Reasons<'r>], lang: Lang) -> Workbook<'r> {
        let layout = Layout::of(results, lang);
        let live = results.blocks.iter().filter(|_| layout.live);
        let as_scored = live.map(|block| AsScored::of(results, block)).collect();
        Workbook { results, lang, layout, as_scored, reasons: reasons.to_vec() }
    }
}
