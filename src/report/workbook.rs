//! What the pages of a workbook share, made once.

use crate::formulas::AsScored;
use crate::report::computation::Layout;
use crate::report::why::reasons::Reasons;
use crate::results::Results;
use crate::terms::Lang;

/// The results, where everything of them stands in the workbook, and what the rules saw.
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
    /// For a workbook without formulas.
    pub fn plain(results: &'r Results, lang: Lang) -> Workbook<'r> {
        let layout = Layout { live: false, ..Layout::of(results, lang) };
        let reasons = results.blocks.iter().map(|block| Reasons::new(block, lang)).collect();
        Workbook { results, lang, layout, as_scored: Vec::new(), reasons }
    }

    pub fn of(results: &'r Results, lang: Lang) -> Workbook<'r> {
        let layout = Layout::of(results, lang);
        let live = results.blocks.iter().filter(|_| layout.live);
        let as_scored = live.map(|block| AsScored::of(results, block)).collect();
        let reasons = results.blocks.iter().map(|block| Reasons::new(block, lang)).collect();
        Workbook { results, lang, layout, as_scored, reasons }
    }
}
