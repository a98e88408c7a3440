//! The paper of a sheet: A4 landscape with the margins of official documents.

use rust_xlsxwriter::Worksheet;

use super::formats;
use crate::write::sinks::margin_text;

const A4: u8 = 9;
/// Margins in inches, as the decree on documents has them: left 30 mm, right 15, others 20.
const MARGINS: [f64; 6] = [1.18, 0.59, 0.79, 0.79, 0.39, 0.39];
/// A4 landscape, as wide and as high as so many papers (0: as it comes); page numbers on top, the round at the foot.
pub(super) fn paper(
    sheet: &mut Worksheet,
    (papers_wide, papers_high): (u16, u16),
    footer_texts: &[String; 2],
) {
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(papers_wide, papers_high);
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_margins(left, right, top, bottom, header, footer);
    let font = format!("&\"{},Regular\"", formats::FONT);
    sheet.set_header(format!("&C{font}&13&P"));
    let [left, right] = footer_texts;
    sheet.set_footer(format!("&L{font}&10{}&R{font}&10{}", footer_text(left), footer_text(right)));
    sheet.set_print_center_horizontally(true);
}

/// A text that starts with a digit would lengthen the number of the font size before it.
fn footer_text(text: &str) -> String {
    format!(" {}", margin_text(text))
}
