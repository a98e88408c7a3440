//! The component index of every field and unit as a table of shaded cells.

use super::canvas::{BLUE, Canvas, Color, GREY, INK, RULE, WHITE, ink, paint};
use super::frame::{FOOT, Head, MARGIN, foot, with_part};
use super::rows::{Pitch, WIDTH, name, name_room, pitch};
use super::text::{self, local, wrap};
use super::words::{Words, words};
use super::{ChartError, Part, plain_fields};
use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang};

/// The lines that a field's name may take in the head of its column.
const HEAD_LINES: usize = 6;

struct Table<'r> {
    results: &'r Results,
    block: &'r BlockResults,
    fields: Vec<usize>,
    /// Left edge of the cells, width of a cell, and the pitch of the rows.
    x0: f64,
    cell: f64,
    pitch: Pitch,
    /// The lowest index has the lightest shade, 100 the darkest.
    from: f64,
    lang: Lang,
}

pub fn draw(
    results: &Results,
    block: &BlockResults,
    part: &Part,
    lang: Lang,
) -> Result<String, ChartError> {
    let (w, round) = (words(lang), &results.round);
    let order = &block.ranking()[part.rows.clone()];
    let fields = plain_fields(block);
    let unit_name = |at: usize| block.unit(round, at).0.name.as_str();
    let pitch = pitch(order.len());
    let room = name_room(order.iter().map(|&at| unit_name(at)), pitch, 270.0);
    let x0 = MARGIN + room + 8.0;
    let columns = fields.len() as f64 + 1.15;
    let cell = ((WIDTH - MARGIN - x0) / columns).clamp(64.0, 160.0).floor();
    let width = (x0 + cell * columns + MARGIN).ceil().max(WIDTH);
    let title = format!("{} – {}", w.fields, round.blocks[block.block].name);
    let subtitle = format!("{} · {}", round.title, w.component_percent);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, width, lang);
    let from = lightest(block, &fields);
    let table = Table { results, block, fields, x0, cell, pitch, from, lang };
    let heads = table.heads();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = head.bottom() + 17.0 * lines + 12.0;
    let bottom = top + pitch.row * (order.len() as f64 + 1.3);
    let height = bottom + 56.0 + FOOT;
    paint((width as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, width, lang);
        for (column, lines) in heads.iter().enumerate() {
            let y = top - 10.0 - 16.25 * lines.len() as f64 / 2.0;
            let how = if column == table.fields.len() { ink(13.0).bold() } else { ink(13.0) };
            canvas.lines(table.middle(column), y, lines, how.middle());
        }
        let mut y = top;
        for &at in order {
            let (unit, figures) = block.unit(round, at);
            name(canvas, y + pitch.row / 2.0, figures.rank, &unit.name, room, pitch);
            table.unit_row(canvas, y, at, w);
            y += pitch.row;
        }
        table.mean_row(canvas, y + pitch.row * 0.3, w);
        table.legend(canvas, bottom + 24.0, w);
        foot(canvas, results, (width, height), lang);
    })
}

/// The ten below the lowest shown index.
fn lightest(block: &BlockResults, fields: &[usize]) -> f64 {
    let submitted = block.index.units.iter().filter(|u| u.submitted);
    let indices =
        submitted.flat_map(|u| fields.iter().filter_map(|&f| u.nodes.get(f)?.index.as_ref()));
    let lowest = indices.min().map_or(0.0, Exact::to_f64);
    ((lowest / 10.0).floor() * 10.0).clamp(0.0, 90.0)
}

impl Table<'_> {
    /// The names above the columns, wrapped; the last is the whole index.
    fn heads(&self) -> Vec<Vec<String>> {
        let room = self.cell - 6.0;
        let nodes = self.fields.iter().map(|&f| &self.block.rubric.nodes[f]);
        let names = nodes.map(|n| format!("{}. {}", n.code, n.name));
        let mut heads: Vec<Vec<String>> =
            names.map(|name| wrap(&name, room, HEAD_LINES, ink(13.0))).collect();
        heads.push(wrap(words(self.lang).total, room, HEAD_LINES, ink(13.0).bold()));
        heads
    }

    /// The column of the whole index stands a little apart.
    fn left(&self, column: usize) -> f64 {
        let apart = if column == self.fields.len() { 0.15 } else { 0.0 };
        self.x0 + self.cell * (column as f64 + apart)
    }

    fn middle(&self, column: usize) -> f64 {
        self.left(column) + self.cell / 2.0
    }

    fn unit_row(&self, canvas: &mut Canvas<'_>, y: f64, at: usize, w: &Words) {
        let unit = &self.block.index.units[at];
        if !unit.submitted {
            let (x0, x1) = (self.left(0), self.left(self.fields.len()) + self.cell);
            let y1 = y + self.pitch.row;
            canvas.hatch(x0 + 1.0, y + 1.0, x1 - 1.0, y1 - 1.0);
            let half = text::width(w.not_submitted, ink(self.pitch.font)) * 0.575 + 8.0;
            let (x, middle) = ((x0 + x1) / 2.0, (y + y1) / 2.0);
            canvas.rect(x - half, y + 3.0, x + half, y1 - 3.0, WHITE);
            let how = ink(self.pitch.font).color(GREY).middle();
            return canvas.text(x, middle, w.not_submitted, how);
        }
        for (column, &field) in self.fields.iter().enumerate() {
            let index = unit.nodes.get(field).and_then(|n| n.index.as_ref());
            self.cell(canvas, column, y, index, true);
        }
        let last = self.fields.len();
        self.cell(canvas, last, y, unit.published.as_ref().or(unit.index.as_ref()), false);
    }

    fn mean_row(&self, canvas: &mut Canvas<'_>, y: f64, w: &Words) {
        let middle = y + self.pitch.row / 2.0;
        let how = ink(self.pitch.font).bold();
        canvas.text(MARGIN + 40.0, middle, w.block_mean, how);
        for (column, &field) in self.fields.iter().enumerate() {
            let mean = self.block.index.node_means.get(field).and_then(Option::as_ref);
            self.cell(canvas, column, y, mean, true);
        }
        self.cell(canvas, self.fields.len(), y, self.block.index.mean.as_ref(), false);
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
        let text = text::figure(index, self.results.round.rules.decimals, self.lang);
        if !shaded {
            canvas.outline(x0, y0, x1, y1, RULE);
            return canvas.text(x, middle, &text, how.bold());
        }
        let shade = (index.to_f64() - self.from) / (100.0 - self.from);
        canvas.rect(x0, y0, x1, y1, shade_of(shade));
        canvas.text(x, middle, &text, how.color(if shade > 0.6 { WHITE } else { INK }));
    }

    /// The scale of the shades, and what an empty cell means.
    fn legend(&self, canvas: &mut Canvas<'_>, y: f64, w: &Words) {
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
        x += 80.0;
        canvas.hatch(x, y - 9.0, x + 40.0, y + 9.0);
        canvas.rect(x + 12.0, y - 7.0, x + 28.0, y + 7.0, WHITE);
        canvas.text(x + 20.0, y, "–", ink(13.0).middle());
        canvas.text(x + 50.0, y, w.not_applicable, ink(13.0).color(GREY));
    }
}

/// From nearly white to dark blue; brightness falls evenly, so it survives a grey printer.
pub(super) fn shade_of(share: f64) -> Color {
    const LIGHT: Color = Color(238, 243, 248);
    let share = share.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Color(mix(LIGHT.0, BLUE.0), mix(LIGHT.1, BLUE.1), mix(LIGHT.2, BLUE.2))
}
