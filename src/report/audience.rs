//! For whom a page is, and in which language papers and the leaders' page speak.

use crate::terms::Lang;

/// The language of the papers, which follow Nghị định 30/2020/NĐ-CP, and of the leaders' page.
pub const LANG: Lang = Lang::Vi;

/// Who may read a set of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The office and the leaders.
    Inside,
    /// Everyone: no reason, proof, explanation, file name, appraiser, problem or open item.
    Public,
}
