//! A table of shaded cells: the lighter, the lower. What stands in it, the charts of fields and of
//! factors say.

use super::canvas::{BLUE, Canvas, Color, GREY, INK, RULE, WHITE, ink};
use super::frame::MARGIN;
use super::rows::Pitch;
use super::text::{self, local, wrap};
use super::words::words;
use crate::terms::{Exact, Lang};

/// The last column, of the whole index, stands apart by this share of a column.
pub(super) const APART: f64 = 0.15;

pub(super) struct Shaded {
    /// Left edge of the cells and width of a cell, in pixels.
    pub x0: f64,
    pub cell: f64,
    pub pitch: Pitch,
    /// Columns beside the last, which holds the whole index.
    pub columns: usize,
    /// What has the lightest shade, in percent; 100 has the darkest.
    pub from: f64,
    /// Decimals of the figures.
    pub decimals: u32,
    pub lang: Lang,
}

/// The ten below the lowest of the figures, in percent.
pub(super) fn lightest<'e>(percents: impl Iterator<Item = &'e Exact>) -> f64 {
    let lowest = percents.min().map_or(0.0, Exact::to_f64);
    ((lowest / 10.0).floor() * 10.0).clamp(0.0, 90.0)
}

impl Shaded {
    /// The names above the columns in at most so many lines; the last is the whole index.
    pub(super) fn heads(
        &self,
        names: impl Iterator<Item = String>,
        most_lines: usize,
    ) -> Vec<Vec<String>> {
        let room = self.cell - 6.0;
        let mut heads: Vec<Vec<String>> =
            names.map(|name| wrap(&name, room, most_lines, ink(13.0))).collect();
        heads.push(wrap(words(self.lang).total, room, most_lines, ink(13.0).bold()));
        heads
    }

    /// Draws the names above the cells, which begin at `top`.
    pub(super) fn draw_heads(&self, canvas: &mut Canvas<'_>, top: f64, heads: &[Vec<String>]) {
        for (column, lines) in heads.iter().enumerate() {
            let y = top - 10.0 - 16.25 * lines.len() as f64 / 2.0;
            let how = if column == self.columns { ink(13.0).bold() } else { ink(13.0) };
            canvas.lines(self.left(column) + self.cell / 2.0, y, lines, how.middle());
        }
    }

    pub(super) fn left(&self, column: usize) -> f64 {
        let apart = if column == self.columns { APART } else { 0.0 };
        self.x0 + self.cell * (column as f64 + apart)
    }

    /// A row of figures in percent from `y` down: those of the columns, then the whole index.
    /// A star may follow the latter.
    pub(super) fn row(
        &self,
        canvas: &mut Canvas<'_>,
        y: f64,
        figures: &[Option<Exact>],
        star: &str,
    ) {
        for (column, percent) in figures.iter().enumerate() {
            let star = if column == self.columns { star } else { "" };
            self.cell(canvas, (column, y), percent.as_ref(), star);
        }
    }

    fn cell(
        &self,
        canvas: &mut Canvas<'_>,
        (column, y): (usize, f64),
        percent: Option<&Exact>,
        star: &str,
    ) {
        let (x0, y0) = (self.left(column) + 1.0, y + 1.0);
        let (x1, y1) = (x0 + self.cell - 2.0, y + self.pitch.row - 1.0);
        let (x, middle) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let how = ink(self.pitch.font - 1.0).middle();
        let Some(percent) = percent else {
            canvas.hatch(x0, y0, x1, y1);
            canvas.rect(x - 10.0, middle - 9.0, x + 10.0, middle + 9.0, WHITE);
            return canvas.text(x, middle, "–", how);
        };
        let text = text::figure(percent, self.decimals, self.lang) + star;
        if column == self.columns {
            canvas.outline(x0, y0, x1, y1, RULE);
            return canvas.text(x, middle, &text, how.bold());
        }
        let shade = (percent.to_f64() - self.from) / (100.0 - self.from);
        let ground = shade_of(shade);
        canvas.rect(x0, y0, x1, y1, ground);
        canvas.text(x, middle, &text, how.color(ink_on(ground)));
    }

    /// The scale of the shades; gives where it ends.
    pub(super) fn legend(&self, canvas: &mut Canvas<'_>, y: f64) -> f64 {
        let from = local(&format!("{}%", self.from), self.lang);
        let mut x = MARGIN + 40.0;
        canvas.text(x, y, &from, ink(13.0).color(GREY).end());
        x += 8.0;
        for step in 0..10 {
            let shade = shade_of((f64::from(step) + 0.5) / 10.0);
            canvas.rect(x, y - 9.0, x + 20.0, y + 9.0, shade);
            x += 20.0;
        }
        canvas.text(x + 8.0, y, "100%", ink(13.0).color(GREY));
        x + 80.0
    }
}

/// Ink that can be read on the shade: 4.5 to 1 or better, as WCAG 2 asks of small letters. Between
/// the shades for dark ink and those for white only pure black has it.
fn ink_on(ground: Color) -> Color {
    const BLACK: Color = Color(0, 0, 0);
    let readable = |ink: &Color| contrast(*ink, ground) >= 4.5;
    [INK, WHITE].into_iter().find(readable).unwrap_or(BLACK)
}

/// The contrast of two colours by WCAG 2, from 1 to 21.
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

/// From nearly white to dark blue; brightness falls evenly, so it survives a grey printer.
fn shade_of(share: f64) -> Color {
    const LIGHT: Color = Color(238, 243, 248);
    let share = share.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Color(mix(LIGHT.0, BLUE.0), mix(LIGHT.1, BLUE.1), mix(LIGHT.2, BLUE.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_can_be_read_on_every_shade() {
        for step in 0..=1000 {
            let ground = shade_of(f64::from(step) / 1000.0);
            let reached = contrast(ink_on(ground), ground);
            assert!(reached >= 4.5, "{ground:?}: {reached}");
        }
        assert!((contrast(WHITE, Color(0, 0, 0)) - 21.0).abs() < 1e-9);
    }
}
