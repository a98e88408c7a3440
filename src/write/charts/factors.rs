//! The index of every factor and unit of a survey as a table of shaded cells.

use super::canvas::{Canvas, GREY, INK, RULE, WHITE, ink, paint};
use super::fields::shade_of;
use super::frame::{FOOT, Head, MARGIN, foot, note, with_part};
use super::rows::{Pitch, WIDTH, name, name_room, pitch};
use super::satisfaction::{shown, unit_name};
use super::text::{self, local, wrap};
use super::words::words;
use super::{ChartError, Part};
use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang, mean};

/// The lines that a factor's name may take in the head of its column.
const HEAD_LINES: usize = 5;

struct Table<'r> {
    results: &'r Results,
    survey: &'r Satisfaction,
    x0: f64,
    cell: f64,
    pitch: Pitch,
    /// The lowest index has the lightest shade, 100 the darkest; in percent.
    from: f64,
    lang: Lang,
}

pub fn draw(
    results: &Results,
    survey: &Satisfaction,
    part: &Part,
    lang: Lang,
) -> Result<String, ChartError> {
    let w = words(lang);
    let units = &shown(survey)[part.rows.clone()];
    let names: Vec<&str> = units.iter().map(|u| unit_name(results, u)).collect();
    let pitch = pitch(units.len() + 1);
    let room = name_room(names.iter().copied(), pitch, 290.0);
    let x0 = MARGIN + room + 8.0;
    let columns = survey.method.factors.len() as f64 + 1.15;
    let cell = ((WIDTH - MARGIN - x0) / columns).clamp(72.0, 190.0).floor();
    let width = (x0 + cell * columns + MARGIN).ceil().max(WIDTH);
    let title = format!("{} – {}", w.by_factor, survey.title);
    let head =
        Head::new(results, &with_part(&title, part, lang), &results.round.title, width, lang);
    let table = Table { results, survey, x0, cell, pitch, from: lightest(survey), lang };
    let heads = table.heads();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = head.bottom() + 17.0 * lines + 12.0;
    let bottom = top + pitch.row * (units.len() as f64 + 1.3);
    let small = units.iter().any(|u| u.small);
    let height = bottom + 56.0 + if small { 24.0 } else { 0.0 } + FOOT;
    paint((width as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, width, lang);
        for (column, lines) in heads.iter().enumerate() {
            let y = top - 10.0 - 16.25 * lines.len() as f64 / 2.0;
            let last = column + 1 == heads.len();
            let how = if last { ink(13.0).bold() } else { ink(13.0) };
            canvas.lines(table.left(column) + cell / 2.0, y, lines, how.middle());
        }
        let mut y = top;
        for (unit, unit_name) in units.iter().zip(&names) {
            let star = if unit.small { "*" } else { "" };
            let text = format!("{unit_name}{star}");
            name(canvas, y + pitch.row / 2.0, unit.rank, &text, room, pitch);
            table.row(canvas, y, unit);
            y += pitch.row;
        }
        table.mean_row(canvas, y + pitch.row * 0.3);
        table.legend(canvas, bottom + 24.0);
        if small {
            let text = format!("{} {}", w.small_star, survey.min_n);
            note(canvas, bottom + 58.0, &text);
        }
        foot(canvas, results, (width, height), lang);
    })
}

/// The ten below the lowest shown index, in percent.
fn lightest(survey: &Satisfaction) -> f64 {
    let indices =
        survey.units.iter().flat_map(|u| u.factors.iter().filter_map(|f| f.index.as_ref()));
    let lowest = indices.min().map_or(0.0, Exact::to_f64) * 100.0;
    ((lowest / 10.0).floor() * 10.0).clamp(0.0, 90.0)
}

impl Table<'_> {
    fn heads(&self) -> Vec<Vec<String>> {
        let room = self.cell - 6.0;
        let factors = self.survey.method.factors.iter();
        let names = factors.map(|f| format!("{}. {}", f.id, f.name));
        let mut heads: Vec<Vec<String>> =
            names.map(|name| wrap(&name, room, HEAD_LINES, ink(13.0))).collect();
        heads.push(wrap(words(self.lang).total, room, HEAD_LINES, ink(13.0).bold()));
        heads
    }

    /// The column of the whole index stands a little apart.
    fn left(&self, column: usize) -> f64 {
        let apart = if column == self.survey.method.factors.len() { 0.15 } else { 0.0 };
        self.x0 + self.cell * (column as f64 + apart)
    }

    fn row(&self, canvas: &mut Canvas<'_>, y: f64, unit: &UnitSatisfaction) {
        for (column, factor) in unit.factors.iter().enumerate() {
            self.cell(canvas, column, y, factor.index.as_ref(), true);
        }
        self.cell(canvas, unit.factors.len(), y, unit.index.as_ref(), false);
    }

    fn mean_row(&self, canvas: &mut Canvas<'_>, y: f64) {
        let how = ink(self.pitch.font).bold();
        let middle = y + self.pitch.row / 2.0;
        canvas.text(MARGIN + 40.0, middle, words(self.lang).survey_mean, how);
        let count = self.survey.method.factors.len();
        for column in 0..count {
            let of = self.survey.units.iter().filter_map(|u| u.factors.get(column)?.index.as_ref());
            self.cell(canvas, column, y, mean(of).as_ref(), true);
        }
        let all = mean(self.survey.units.iter().filter_map(|u| u.index.as_ref()));
        self.cell(canvas, count, y, all.as_ref(), false);
    }

    fn cell(
        &self,
        canvas: &mut Canvas<'_>,
        column: usize,
        y: f64,
        index: Option<&Exact>,
        shaded: bool,
    ) {
        let (x0, y0) = (self.left(column) + 1.0, y + 1.0);
        let (x1, y1) = (x0 + self.cell - 2.0, y + self.pitch.row - 1.0);
        let (x, middle) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let how = ink(self.pitch.font - 1.0).middle();
        let Some(index) = index else {
            canvas.hatch(x0, y0, x1, y1);
            canvas.rect(x - 10.0, middle - 9.0, x + 10.0, middle + 9.0, WHITE);
            return canvas.text(x, middle, "–", how);
        };
        let percent = index.clone() * &Exact::whole(100);
        let text = text::figure(&percent, self.results.round.rules.decimals, self.lang);
        if !shaded {
            canvas.outline(x0, y0, x1, y1, RULE);
            return canvas.text(x, middle, &text, how.bold());
        }
        let shade = (percent.to_f64() - self.from) / (100.0 - self.from);
        canvas.rect(x0, y0, x1, y1, shade_of(shade));
        canvas.text(x, middle, &text, how.color(if shade > 0.6 { WHITE } else { INK }));
    }

    fn legend(&self, canvas: &mut Canvas<'_>, y: f64) {
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
    }
}
