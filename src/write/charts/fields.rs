//! The component index of every field and unit as a table of shaded cells.

use super::canvas::{Canvas, ChartError, GREY, WHITE, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, Scene, foot, with_part};
use super::rows::{Names, WIDTH, pitch};
use super::shaded::{APART, Shaded, lightest};
use super::text;
use super::words::{Words, words};
use crate::index::UnitIndex;
use crate::results::BlockResults;
use crate::rubric::FieldKind;
use crate::terms::Exact;

/// The lines that a field's name may take in the head of its column.
const HEAD_LINES: usize = 8;

pub(super) fn draw(
    scene: &Scene<'_>,
    block: &BlockResults,
    part: &Part,
) -> Result<String, ChartError> {
    let (results, lang) = (scene.results, scene.lang);
    let (w, round) = (words(lang), &results.round);
    let order = &block.ranking()[part.rows.clone()];
    let fields = plain_fields(block);
    let unit_name = |at: usize| block.unit(round, at).0.name.as_str();
    let pitch = pitch(order.len());
    let names = Names::of(order.iter().map(|&at| unit_name(at)), pitch, 270.0);
    let x0 = MARGIN + names.room + 8.0;
    let columns = fields.len() as f64 + 1.0 + APART;
    let cell = ((WIDTH - MARGIN - x0) / columns).clamp(64.0, 160.0).floor();
    let width = (x0 + cell * columns + MARGIN).ceil().max(WIDTH);
    let title = format!("{} – {}", w.fields, round.blocks[block.block].name);
    let subtitle = format!("{} · {}", round.title, w.component_percent);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, width, lang);
    let with_data = block.index.units.iter().filter(|u| u.has_data());
    let indices =
        with_data.flat_map(|u| fields.iter().filter_map(|&f| u.nodes.get(f)?.index.as_ref()));
    let (from, decimals) = (lightest(indices), round.rules.decimals);
    let table = Shaded { x0, cell, pitch, columns: fields.len(), from, decimals, lang };
    let nodes = fields.iter().map(|&f| &block.rubric.nodes[f]);
    let heads = table.heads(nodes.map(|n| format!("{}. {}", n.code, n.name)), HEAD_LINES);
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = head.bottom() + 17.0 * lines + 12.0;
    let bottom = top + pitch.row * (order.len() as f64 + 1.3);
    let units = order.iter().map(|&at| &block.index.units[at]);
    let notes = Notes::provisional(scene, units, width);
    let height = bottom + 56.0 + notes.height() + FOOT;
    paint((width as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, width, lang);
        table.draw_heads(canvas, top, &heads);
        let mut y = top;
        for &at in order {
            let (unit, figures) = block.unit(round, at);
            names.draw(canvas, y + pitch.row / 2.0, figures.rank, &unit.name);
            let told = figures.has_data() && (figures.rank.is_some() || !scene.is_public());
            match told {
                true => table.row(canvas, y, &figures_of(figures, &fields), scene.star(figures)),
                false => empty_row(&table, canvas, y, scene.absence(figures)),
            }
            y += pitch.row;
        }
        y += pitch.row * 0.3;
        let how = ink(pitch.font).bold();
        canvas.text(MARGIN + 40.0, y + pitch.row / 2.0, w.block_mean, how);
        table.row(canvas, y, &means(block, &fields), "");
        let x = table.legend(canvas, bottom + 24.0);
        not_applicable(canvas, x, bottom + 24.0, w);
        notes.draw(canvas, bottom + 58.0);
        foot(canvas, results, (width, height), lang);
    })
}

/// The fields of the index proper: bonus and penalty have no share of a maximum to show.
pub(super) fn plain_fields(block: &BlockResults) -> Vec<usize> {
    block.rubric.fields_of(FieldKind::Plain).map(|(at, _)| at).collect()
}

fn figures_of(unit: &UnitIndex, fields: &[usize]) -> Vec<Option<Exact>> {
    let of = fields.iter().map(|&field| unit.nodes.get(field)?.index.clone());
    of.chain([unit.published.clone().or_else(|| unit.index.clone())]).collect()
}

fn means(block: &BlockResults, fields: &[usize]) -> Vec<Option<Exact>> {
    let means = fields.iter().map(|&field| block.index.node_means.get(field).cloned().flatten());
    means.chain([block.index.mean.clone()]).collect()
}

/// The row of a unit of which nothing could be used, with why.
fn empty_row(table: &Shaded, canvas: &mut Canvas<'_>, y: f64, why: &str) {
    let (x0, x1) = (table.left(0), table.left(table.columns) + table.cell);
    let y1 = y + table.pitch.row;
    canvas.hatch(x0 + 1.0, y + 1.0, x1 - 1.0, y1 - 1.0);
    let half = text::width(why, ink(table.pitch.font)) * 0.575 + 8.0;
    let (x, middle) = ((x0 + x1) / 2.0, (y + y1) / 2.0);
    canvas.rect(x - half, y + 3.0, x + half, y1 - 3.0, WHITE);
    let how = ink(table.pitch.font).color(GREY).middle();
    canvas.text(x, middle, why, how);
}

/// What an empty cell means.
fn not_applicable(canvas: &mut Canvas<'_>, x: f64, y: f64, w: &Words) {
    canvas.hatch(x, y - 9.0, x + 40.0, y + 9.0);
    canvas.rect(x + 12.0, y - 7.0, x + 28.0, y + 7.0, WHITE);
    canvas.text(x + 20.0, y, "–", ink(13.0).middle());
    canvas.text(x + 50.0, y, w.not_applicable, ink(13.0).color(GREY));
}
