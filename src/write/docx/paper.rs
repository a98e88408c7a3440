//! The sheet of paper: A4, upright or across, with the margins of an official paper.

use crate::report::block::Page;

/// Twips (a twentieth of a point) of a millimetre, times 100.
const TWIPS_OF_MM: u32 = 5669;

/// Lengths in twips.
pub(super) struct Paper {
    pub wide: bool,
    pub width: u32,
    pub height: u32,
    pub top: i32,
    pub bottom: i32,
    /// The edge that is bound, upright and across.
    pub left: i32,
    pub right: i32,
    /// From the edge to the page number.
    pub header: i32,
}

fn twips(mm: u32) -> u32 {
    mm * TWIPS_OF_MM / 100
}

impl Paper {
    pub(super) fn of(page: &Page<'_>) -> Paper {
        let (short, long) = (11906, 16838);
        let (width, height) = if page.across { (long, short) } else { (short, long) };
        let margin = |mm| twips(mm) as i32;
        Paper {
            wide: page.across,
            width,
            height,
            top: margin(20) + 1,
            bottom: margin(20) + 1,
            left: margin(30) + 1,
            right: margin(15) + 1,
            header: margin(10),
        }
    }

    /// The width that text may take.
    pub(super) fn room(&self) -> usize {
        self.width as usize - (self.left + self.right) as usize
    }
}
