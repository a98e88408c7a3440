//! Pictures on a paper: drawn once, as wide as the text or as high as the rest allows.

use docx_rs::{AlignmentType, Paragraph, Pic, Run};

use crate::report::block::Picture;
use crate::results::Results;
use crate::terms::Lang;
use crate::write::charts;

/// English Metric Units of a twip.
const EMU: usize = 635;

/// Draws the pictures of one paper.
pub(crate) struct Pictures<'r> {
    /// What they are drawn from; a paper without results has none.
    results: Option<&'r Results>,
    lang: Lang,
    drawn: usize,
    /// Why the first picture that failed could not be drawn.
    fault: Option<String>,
}

impl<'r> Pictures<'r> {
    pub(super) fn new(results: Option<&'r Results>, lang: Lang) -> Pictures<'r> {
        Pictures { results, lang, drawn: 0, fault: None }
    }

    pub(super) fn fault(self) -> Option<String> {
        self.fault
    }

    /// The picture in a paragraph of its own; `None` where there is nothing to show.
    pub(super) fn paragraph(&mut self, picture: &Picture, room: usize) -> Option<Paragraph> {
        let drawn = match charts::picture(self.results?, picture, self.lang)? {
            Ok(drawn) => drawn,
            Err(error) => {
                self.fault.get_or_insert(error.to_string());
                return None;
            }
        };
        let (width, height) = drawn.size;
        self.drawn += 1;
        let wide = (room * picture.percent as usize / 100 * EMU) as u64;
        let high = wide * u64::from(height) / u64::from(width.max(1));
        let pic = Pic::new_with_dimensions(drawn.png, width, height)
            // Numbered within the paper: the library counts through all papers of a run.
            .id(format!("rIdImage{}", self.drawn))
            .size(wide as u32, high as u32);
        let paragraph = Paragraph::new().align(AlignmentType::Center);
        Some(paragraph.add_run(Run::new().add_image(pic)))
    }
}
