//! Pictures with one row per unit: sizes, names, the axis below, the line of the mean.

use super::canvas::{Canvas, FAINT, GREY, MEAN, RULE, WHITE, ink};
use super::frame::MARGIN;
use super::text::{local, widest, width, wrap};
use crate::terms::Lang;

/// The width of pictures with rows.
pub(super) const WIDTH: f64 = 1200.0;

/// How high a row is and how large its letters are, by the number of rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pitch {
    pub row: f64,
    pub font: f64,
}

pub(super) fn pitch(rows: usize) -> Pitch {
    match rows {
        0..=14 => Pitch { row: 40.0, font: 16.0 },
        15..=30 => Pitch { row: 30.0, font: 15.0 },
        31..=60 => Pitch { row: 25.0, font: 14.0 },
        _ => Pitch { row: 21.0, font: 13.0 },
    }
}

/// Rows of this height hold a name of two lines.
const TWO_LINES: f64 = 40.0;

/// The horizontal scale of the rows: from a value to a pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub x0: f64,
    pub x1: f64,
    pub from: f64,
    pub to: f64,
}

impl Scale {
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        self.x0 + share.clamp(0.0, 1.0) * (self.x1 - self.x0)
    }

    /// Faint lines at round values with their figures below `bottom`.
    pub(super) fn grid(&self, canvas: &mut Canvas<'_>, top: f64, bottom: f64, lang: Lang) {
        let step = round_step(self.to - self.from);
        let mut value = (self.from / step).ceil() * step;
        while value <= self.to + step * 1e-6 {
            let x = self.at(value);
            canvas.line(&[(x, top), (x, bottom)], FAINT, 1);
            let places = usize::from(step < 1.0);
            let label = local(&format!("{value:.places$}"), lang);
            canvas.text(x, bottom + 16.0, &label, ink(13.0).color(GREY).middle());
            value += step;
        }
        canvas.line(&[(self.x0, top), (self.x0, bottom)], RULE, 1);
    }

    /// The broken line of a mean with its label above the rows; light at its edges, so that it
    /// is seen on dark bars without colour too.
    pub(super) fn mean(
        &self,
        canvas: &mut Canvas<'_>,
        value: f64,
        label: &str,
        (top, bottom): (f64, f64),
    ) {
        let x = self.at(value);
        canvas.line(&[(x, top - 6.0), (x, bottom)], WHITE, 6);
        canvas.dashed(&[(x, top - 6.0), (x, bottom)], MEAN, 2, Some((7.0, 5.0)));
        let how = ink(14.0).bold().color(MEAN).middle();
        let half = width(label, how) * 1.15 / 2.0;
        let at = x.clamp(MARGIN + half, WIDTH - MARGIN - half);
        canvas.text(at, top - 18.0, label, how);
    }
}

/// 1, 2 or 5 times a power of ten, giving four to ten steps.
fn round_step(span: f64) -> f64 {
    let rough = (span / 5.0).max(1e-9);
    let power = 10f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|f| rough <= f * power * 1.0001);
    factor.unwrap_or(10.0) * power
}

/// Where a scale that need not start at 0 begins: the ten below the lowest value.
pub(super) fn scale_start(lowest: f64) -> f64 {
    ((lowest - 2.0) / 10.0).floor().max(0.0) * 10.0
}

/// The end of a scale in percent: 100, or the ten above what is higher.
pub(super) fn scale_end(highest: f64) -> f64 {
    (highest / 10.0 - 1e-9).ceil().max(10.0) * 10.0
}

/// The ranks and names at the left of the rows.
#[derive(Clone, Copy)]
pub(super) struct Names {
    /// For the names and for the rank before them.
    pub room: f64,
    pub pitch: Pitch,
}

impl Names {
    /// Room for these names, at most `most` pixels, and for the rank before them.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>, pitch: Pitch, most: f64) -> Names {
        Names { room: 44.0 + widest(names, ink(pitch.font), most), pitch }
    }

    /// The rank and the name of a row.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, y: f64, rank: Option<usize>, name: &str) {
        let p = self.pitch;
        let rank = rank.map_or("–".to_string(), |r| r.to_string());
        canvas.text(MARGIN + 28.0, y, &rank, ink(p.font).bold().end());
        let (x, room) = (MARGIN + 40.0, self.room - 40.0);
        let one_line = wrap(name, room, 1, ink(p.font));
        let is_cut = one_line.iter().any(|line| line.ends_with('…'));
        if is_cut && p.row >= TWO_LINES {
            let how = ink(p.font - 2.0);
            return canvas.lines(x, y, &wrap(name, room, 2, how), how);
        }
        canvas.lines(x, y, &one_line, ink(p.font));
    }
}

/// How far a figure stands from the end of its bar.
const APART: f64 = 8.0;

/// A figure at the end of its bar, on a white ground. Where the line of the mean would run through
/// it there, it stands inside the bar, or beyond the line when the bar is short.
pub(super) fn figure(
    canvas: &mut Canvas<'_>,
    (bar, y): ((f64, f64), f64),
    text: &str,
    size: f64,
    mean: Option<f64>,
) {
    let how = ink(size).bold();
    let wide = width(text, how) * 1.1;
    let (from, to) = bar;
    let crosses = |x: f64| mean.filter(|mean| (x - APART..=x + wide + APART).contains(mean));
    let mut x = to + APART;
    if let Some(mean) = crosses(x) {
        if to - from > wide + 2.0 * APART && crosses(to - APART - wide).is_none() {
            return canvas.text(to - APART, y, text, how.color(WHITE).end());
        }
        x = mean + APART;
    }
    canvas.rect(x - 2.0, y - size * 0.62, x + wide + 2.0, y + size * 0.62, WHITE);
    canvas.text(x, y, text, how);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!(round_step(100.0), 20.0);
        assert_eq!(round_step(40.0), 10.0);
        assert_eq!(round_step(12.0), 5.0);
        assert_eq!(scale_end(100.0), 100.0);
        assert_eq!(scale_end(103.0), 110.0);
        assert_eq!(scale_start(61.0), 50.0);
    }
}
