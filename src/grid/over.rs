//! What lies over the cells of a sheet and is content of none: text boxes, pictures, boxes to
//! tick. People see it; no formula does.

use serde::{Deserialize, Serialize};

use super::Area;
use crate::terms::Lang;

/// One thing that lies over a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Over {
    /// The cells that it covers in whole or in part.
    pub area: Area,
    /// The cell that its middle stands on.
    pub at: (u32, u32),
    pub what: Lying,
    /// Its words; of a box to tick, what stands beside it.
    pub text: String,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lying {
    /// A text box, or a shape with words.
    Text,
    /// A picture that floats over the cells.
    Picture,
    /// A picture in the cell's own place, as Excel and WPS put it.
    InCell,
    /// A box to tick or a button to choose; `None` when its state is not stored or mixed.
    Tick(Option<bool>),
    /// A list, a spin button or another control.
    Control,
}

impl Over {
    pub fn new(area: Area, what: Lying, text: String) -> Over {
        let middle = |a: u32, b: u32| a + b.saturating_sub(a) / 2;
        let at = (middle(area.first.0, area.last.0), middle(area.first.1, area.last.1));
        Over { area, at, what, text }
    }

    /// A picture in one cell.
    pub fn in_cell(at: (u32, u32)) -> Over {
        Over::new(Area { first: at, last: at }, Lying::InCell, String::new())
    }

    pub fn is_picture(&self) -> bool {
        matches!(self.what, Lying::Picture | Lying::InCell)
    }

    /// Whether a person would take it for what stands in this cell. A picture belongs to the
    /// cell that it was put on, however far it reaches; words and boxes to that of their middle.
    pub fn stands_on(&self, row: u32, column: u32) -> bool {
        match self.is_picture() {
            true => self.area.first == (row, column),
            false => self.at.0 == row && (self.area.first.1..=self.area.last.1).contains(&column),
        }
    }

    /// The cell to name when no other is meant.
    pub fn cell(&self) -> (u32, u32) {
        if self.is_picture() { self.area.first } else { self.at }
    }

    /// “hộp văn bản “2 sáng kiến””, for messages.
    pub fn words(&self, lang: Lang) -> String {
        let what = self.what.words(lang);
        match self.text.is_empty() {
            true => what.to_string(),
            false => format!("{what} “{}”", self.text),
        }
    }
}

impl Lying {
    fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Lying::Text, Lang::Vi) => "hộp văn bản",
            (Lying::Text, Lang::En) => "a text box",
            (Lying::Picture, Lang::Vi) => "ảnh",
            (Lying::Picture, Lang::En) => "a picture",
            (Lying::InCell, Lang::Vi) => "ảnh đặt trong ô",
            (Lying::InCell, Lang::En) => "a picture within the cell",
            (Lying::Tick(Some(true)), Lang::Vi) => "ô đánh dấu (đã đánh dấu)",
            (Lying::Tick(Some(true)), Lang::En) => "a check box (ticked)",
            (Lying::Tick(Some(false)), Lang::Vi) => "ô đánh dấu (chưa đánh dấu)",
            (Lying::Tick(Some(false)), Lang::En) => "a check box (not ticked)",
            (Lying::Tick(None), Lang::Vi) => "ô đánh dấu (không rõ đã đánh dấu chưa)",
            (Lying::Tick(None), Lang::En) => "a check box (ticked or not, the file does not say)",
            (Lying::Control, Lang::Vi) => "nút điều khiển",
            (Lying::Control, Lang::En) => "a control",
        }
    }
}
