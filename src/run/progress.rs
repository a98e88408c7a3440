//! How far a run has come, for whoever watches.

use crate::terms::Text;

/// What goes on, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Evidence,
    Appraisal,
    Survey,
    Scoring,
    Writing,
}

impl Stage {
    /// What goes on, for a clerk.
    pub const fn words(self) -> Text {
        match self {
            Stage::Evidence => Text::new("Đọc hồ sơ tự chấm", "Reading evidence"),
            Stage::Appraisal => Text::new("Đọc kết quả thẩm định", "Reading appraisals"),
            Stage::Survey => Text::new("Đọc phiếu khảo sát", "Reading survey forms"),
            Stage::Scoring => Text::new("Chấm điểm", "Scoring"),
            Stage::Writing => Text::new("Ghi kết quả", "Writing"),
        }
    }
}

/// Hears how far the run has come; called from several threads.
pub trait Progress: Sync {
    /// A stage begins that has this many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// One step is done.
    fn step(&self);
}

/// Nobody watches.
pub(super) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}
