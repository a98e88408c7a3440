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
    pub(super) fn row(&self, canvas: &mut Canvas<'_>, y: f64, figures: &[Option<Exact>]) {
        for (column, percent) in figures.iter().enumerate() {
            self.cell(canvas, column, y, percent.as_ref());
        }
    }

    fn cell(&self, canvas: &mut Canvas<'_>, column: usize, y: f64, percent: Option<&Exact>) {
        let (x0, y0) = (self.left(column) + 1.0, y + 1.0);
        let (x1, y1) = (x0 + self.cell - 2.0, y + self.pitch.row - 1.0);
        let (x, middle) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let how = ink(self.pitch.font - 1.0).middle();
        let Some(percent) = percent else {
            canvas.hatch(x0, y0, x1, y1);
            canvas.rect(x - 10.0, middle - 9.0, x + 10.0, middle + 9.0, WHITE);
            return canvas.text(x, middle, "–", how);
        };
        let text = text::figure(percent, self.decimals, self.lang);
        if column == self.columns {
            canvas.outline(x0, y0, x1, y1, RULE);
            return canvas.text(x, middle, &text, how.bold());
        }
        let shade = (percent.to_f64() - self.from) / (100.0 - self.from);
        canvas.rect(x0, y0, x1, y1, shade_of(shade));
        canvas.text(x, middle, &text, how.color(if shade > 0.6 { WHITE } else { INK }));
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

/// From nearly white to dark blue; brightness falls evenly, so it survives a grey printer.
fn shade_of(share: f64) -> Color {
    const LIGHT: Color = Color(238, 243, 248);
    let share = share.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Color(mix(LIGHT.0, BLUE.0), mix(LIGHT.1, BLUE.1), mix(LIGHT.2, BLUE.2))
}
