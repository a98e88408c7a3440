//! A form that this program made: what it was filled in with beforehand.

use crate::evidence::file::KnownFigure;
use crate::grid::{Cell, Grid};
use crate::text::{fold, tidy};

/// What the hidden sheet says.
pub(crate) struct Issued {
    pub(crate) prefilled: Vec<KnownFigure>,
}

impl Issued {
    /// `None` for a hidden sheet of another kind of form.
    pub(crate) fn of(meta: &Grid) -> Option<Issued> {
        let rows = || {
            meta.rows.iter().map(|row| {
                let text = |at: u32| row.cell(at).map(Cell::raw).unwrap_or_default();
                (fold(&text(0)), text(1), text(2), text(3))
            })
        };
        rows().find(|(name, kind, ..)| name == "form" && fold(kind) == "evidence")?;
        let prefilled = rows()
            .filter(|(name, ..)| name == "prefill")
            .map(|(_, key, value, source)| KnownFigure { key, value: tidy(&value), source })
            .collect();
        Some(Issued { prefilled })
    }
}
