//! How far a run has come, for whoever watches.

/// What goes on, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Evidence,
    Appraisal,
    Survey,
    Scoring,
    Writing,
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
