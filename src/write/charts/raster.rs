//! SVG to PNG by resvg, with the embedded fonts and nothing of the machine's.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};

use super::canvas::ChartError;
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

/// The picture as PNG, one pixel per SVG unit. Its ground must be opaque.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let fail = |detail: String| ChartError(detail);
    let tree = usvg::Tree::from_str(svg, options()).map_err(|e| fail(e.to_string()))?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| fail(format!("{} × {}", size.width(), size.height())))?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    encode(&pixels).map_err(|e| fail(e.to_string()))
}

/// Width and height that a picture of [`png`] says of itself.
pub(super) fn size(png: &[u8]) -> (u32, u32) {
    // Its first chunk always holds them, after 16 bytes.
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_be_bytes)
    };
    (number(16), number(20))
}

/// Pictures of flat colours: a palette makes the file a third of what RGBA takes.
fn encode(pixels: &tiny_skia::Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_depth(png::BitDepth::Eight);
    // Level 2 without filters: half the time of the default for a tenth more bytes.
    encoder.set_deflate_compression(png::DeflateCompression::Level(2));
    encoder.set_filter(png::Filter::NoFilter);
    let indexed = [0xFF, 0xFC, 0xF8, 0xF0].into_iter().find_map(|bits| index(pixels, bits));
    let data = match indexed {
        Some((palette, places)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            places
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            pixels.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(file)
}

/// A palette of at most 256 colours, and the place in it of every pixel; colours that agree
/// in the given bits of each channel become the first of them. `None` when there are more.
fn index(pixels: &tiny_skia::Pixmap, bits: u8) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut palette: Vec<u8> = Vec::new();
    let mut places = Vec::with_capacity(pixels.data().len() / 4);
    let mut last: Option<([u8; 3], u8)> = None;
    for p in pixels.data().chunks_exact(4) {
        let color = [p[0], p[1], p[2]];
        let place = match last {
            Some((same, place)) if same == color => place,
            _ => {
                let next = u8::try_from(palette.len() / 3).ok();
                let key = color.map(|channel| channel & bits);
                match (known.get(&key), next) {
                    (Some(place), _) => *place,
                    (None, Some(next)) => {
                        known.insert(key, next);
                        palette.extend_from_slice(&color);
                        next
                    }
                    (None, None) => return None,
                }
            }
        };
        last = Some((color, place));
        places.push(place);
    }
    Some((palette, places))
}
