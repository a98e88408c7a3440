//! SVG to PNG by resvg, with the embedded fonts and nothing of the machine's.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};

use super::ChartError;
use super::text::{REGULAR, SEMI_BOLD};

/// Read once: parsing the fonts takes longer than drawing a picture.
fn options() -> &'static usvg::Options<'static> {
    static OPTIONS: OnceLock<usvg::Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(SEMI_BOLD.to_vec());
        usvg::Options {
            fontdb: Arc::new(fonts),
            font_family: super::canvas::FAMILY.to_string(),
            ..usvg::Options::default()
        }
    })
}

/// The picture as PNG, one pixel per SVG unit.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let fail = |detail: String| ChartError(detail);
    let tree = usvg::Tree::from_str(svg, options()).map_err(|e| fail(e.to_string()))?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| fail(format!("{} × {}", size.width(), size.height())))?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| fail(e.to_string()))
}
