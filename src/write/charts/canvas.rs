//! A sheet to draw on, in pixels from the top left: a thin layer over plotters' SVG backend.

use std::fmt;

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement, Polygon, RGBColor, Rectangle,
    SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, FontTransform, ShapeStyle, TextStyle};

use crate::write::sinks::svg_text;

/// Why a picture could not be drawn: words of the drawing library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartError(pub String);

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The family that every text names first; the others show the same letters elsewhere.
pub(super) const FAMILY: &str = "Be Vietnam Pro";
const FAMILIES: &str = "'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif";

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color(pub u8, pub u8, pub u8);

pub(super) const WHITE: Color = Color(255, 255, 255);
pub(super) const INK: Color = Color(31, 41, 51);
pub(super) const GREY: Color = Color(97, 106, 118);
pub(super) const RULE: Color = Color(206, 212, 219);
pub(super) const FAINT: Color = Color(232, 235, 239);
/// The one hue of the pictures, dark enough to stay dark in greyscale.
pub(super) const BLUE: Color = Color(31, 78, 121);
/// The inside of a shape that lines must stay visible on.
pub(super) const MIST: Color = Color(228, 234, 240);
pub(super) const PALE: Color = Color(143, 176, 208);
/// For the line of the mean: stands out in colour, middle grey on paper.
pub(super) const MEAN: Color = Color(192, 80, 30);

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// Font size in pixels.
    pub size: f64,
    pub bold: bool,
    pub color: Color,
    pub anchor: Anchor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Plain dark text of a size, anchored at its start.
pub(super) const fn ink(size: f64) -> Ink {
    Ink { size, bold: false, color: INK, anchor: Anchor::Start }
}

impl Ink {
    pub(super) const fn bold(self) -> Ink {
        Ink { bold: true, ..self }
    }

    pub(super) const fn color(self, color: Color) -> Ink {
        Ink { color, ..self }
    }

    pub(super) const fn middle(self) -> Ink {
        Ink { anchor: Anchor::Middle, ..self }
    }

    pub(super) const fn end(self) -> Ink {
        Ink { anchor: Anchor::End, ..self }
    }
}

/// The shapes that tell series apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Dot,
    Ring,
    Square,
    Triangle,
}

/// Gaps of a broken line in pixels: drawn, left out.
pub(super) type Dash = Option<(f64, f64)>;

pub(super) struct Canvas<'s> {
    area: DrawingArea<SVGBackend<'s>, Shift>,
    failed: Option<String>,
    /// The broken lines drawn so far: colour and gaps.
    broken: Vec<(Color, (f64, f64))>,
}

/// plotters' SVG backend knows no broken lines: they are drawn in a colour that stands for
/// their place in [`Canvas::broken`] and get their own when the SVG is complete.
fn stand_in(place: usize) -> Color {
    Color(1, (place / 256) as u8, (place % 256) as u8)
}

fn hex(color: Color) -> String {
    format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

/// Paints a picture of the given size and returns its SVG.
pub(super) fn paint(
    size: (u32, u32),
    painter: impl FnOnce(&mut Canvas<'_>),
) -> Result<String, ChartError> {
    let mut svg = String::with_capacity(16 * 1024);
    let broken = {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let mut canvas = Canvas { area, failed: None, broken: Vec::new() };
        canvas.rect(0.0, 0.0, f64::from(size.0), f64::from(size.1), WHITE);
        painter(&mut canvas);
        canvas.note(|area| area.present().map_err(|e| e.to_string()));
        if let Some(detail) = canvas.failed {
            return Err(ChartError(detail));
        }
        canvas.broken
    };
    // The family once, on the root, with its fallbacks. A quote inside a text is escaped, so
    // these patterns meet attributes only.
    let mut svg =
        svg.replace(&format!(" font-family=\"{FAMILY}\""), "").replace(" opacity=\"1\"", "");
    for (place, (color, (on, off))) in broken.into_iter().enumerate() {
        let own = format!("stroke=\"{}\" stroke-dasharray=\"{on} {off}\"", hex(color));
        svg = svg.replacen(&format!("stroke=\"{}\"", hex(stand_in(place))), &own, 1);
    }
    Ok(svg.replacen("<svg ", &format!("<svg font-family=\"{FAMILIES}\" "), 1))
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

fn pixel(x: f64, y: f64) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn stroke(color: Color, width: u32) -> ShapeStyle {
    rgb(color).stroke_width(width)
}

impl<'s> Canvas<'s> {
    fn note(
        &mut self,
        draw: impl FnOnce(&DrawingArea<SVGBackend<'s>, Shift>) -> Result<(), String>,
    ) {
        if self.failed.is_none() {
            self.failed = draw(&self.area).err();
        }
    }

    pub(super) fn rect(&mut self, x0: f64, y0: f64, x1: f64, y1: f64, fill: Color) {
        let corners = [pixel(x0, y0), pixel(x1, y1)];
        self.note(|a| a.draw(&Rectangle::new(corners, rgb(fill).filled())).map_err(text_of));
    }

    pub(super) fn outline(&mut self, x0: f64, y0: f64, x1: f64, y1: f64, color: Color) {
        let corners = [pixel(x0, y0), pixel(x1, y1)];
        self.note(|a| a.draw(&Rectangle::new(corners, stroke(color, 1))).map_err(text_of));
    }

    pub(super) fn line(&mut self, points: &[(f64, f64)], color: Color, width: u32) {
        let path: Vec<(i32, i32)> = points.iter().map(|p| pixel(p.0, p.1)).collect();
        self.note(|a| a.draw(&PathElement::new(path, stroke(color, width))).map_err(text_of));
    }

    /// A line that may be broken into dashes.
    pub(super) fn dashed(&mut self, points: &[(f64, f64)], color: Color, width: u32, dash: Dash) {
        let Some((on, off)) = dash else { return self.line(points, color, width) };
        let place = self.broken.len();
        self.broken.push((color, (on, off)));
        self.line(points, stand_in(place), width);
    }

    /// A closed shape filled with the colour.
    pub(super) fn fill(&mut self, points: &[(f64, f64)], color: Color) {
        let path: Vec<(i32, i32)> = points.iter().map(|p| pixel(p.0, p.1)).collect();
        self.note(|a| a.draw(&Polygon::new(path, rgb(color).filled())).map_err(text_of));
    }

    pub(super) fn marker(&mut self, x: f64, y: f64, kind: Marker, size: f64, color: Color) {
        match kind {
            Marker::Dot => self.circle(x, y, size, rgb(color).filled()),
            Marker::Ring => {
                self.circle(x, y, size, rgb(WHITE).filled());
                self.circle(x, y, size, stroke(color, 2));
            }
            Marker::Square => {
                self.rect(x - size, y - size, x + size, y + size, WHITE);
                self.outline(x - size, y - size, x + size, y + size, color);
            }
            Marker::Triangle => {
                let s = size * 1.2;
                self.fill(&[(x, y - s), (x + s, y + s * 0.8), (x - s, y + s * 0.8)], color);
            }
        }
    }

    fn circle(&mut self, x: f64, y: f64, radius: f64, style: ShapeStyle) {
        let circle = Circle::new(pixel(x, y), radius.round() as i32, style);
        self.note(|a| a.draw(&circle).map_err(text_of));
    }

    /// Diagonal lines across a box: "nothing here", also in greyscale.
    pub(super) fn hatch(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let (width, height) = (x1 - x0, y1 - y0);
        let mut at = 8.0;
        while at < width + height {
            let from = (x0 + at.min(width), y0 + (at - width).max(0.0));
            let to = (x0 + (at - height).max(0.0), y0 + at.min(height));
            self.line(&[from, to], RULE, 1);
            at += 8.0;
        }
    }

    /// One line of text whose middle height is `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, text: &str, how: Ink) {
        let text = svg_text(text);
        if text.is_empty() {
            return;
        }
        let style = if how.bold { FontStyle::Bold } else { FontStyle::Normal };
        let across = match how.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // plotters counts a font's size as its line height and writes size / 1.24.
        let font = (FAMILY, how.size * 1.24, style).into_font().transform(FontTransform::None);
        let color = rgb(how.color);
        let style = TextStyle::from(font).color(&color).pos(Pos::new(across, VPos::Center));
        let at = pixel(x, y + how.size * 0.1);
        self.note(|a| a.draw(&Text::new(text, at, style)).map_err(text_of));
    }

    /// Lines of text below each other; the middle of the block is `y`.
    pub(super) fn lines(&mut self, x: f64, y: f64, lines: &[String], how: Ink) {
        let pitch = how.size * 1.25;
        let first = y - pitch * (lines.len() as f64 - 1.0) / 2.0;
        for (row, line) in lines.iter().enumerate() {
            self.text(x, first + pitch * row as f64, line, how);
        }
    }
}

fn text_of(error: impl fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_get_their_own_colour_back() {
        let draw = |c: &mut Canvas<'_>| {
            c.dashed(&[(0.0, 0.0), (9.0, 9.0)], MEAN, 2, Some((7.0, 5.0)));
            c.dashed(&[(0.0, 0.0), (9.0, 9.0)], GREY, 2, Some((2.0, 5.0)));
        };
        let svg = paint((100, 50), draw).unwrap();
        assert!(svg.contains("stroke=\"#C0501E\" stroke-dasharray=\"7 5\""), "{svg}");
        assert!(svg.contains("stroke=\"#616A76\" stroke-dasharray=\"2 5\""), "{svg}");
    }

    #[test]
    fn svg_escapes_and_names_fallback_fonts() {
        let svg = paint((100, 50), |c| c.text(5.0, 5.0, "A < \"B\" & C\u{0}", ink(12.0))).unwrap();
        assert!(svg.contains("A &lt; &quot;B&quot; &amp; C\n"), "{svg}");
        assert!(svg.starts_with("<svg font-family=\"'Be Vietnam Pro', 'Segoe UI'"), "{svg}");
        assert_eq!(svg.matches("font-family").count(), 1);
    }
}
