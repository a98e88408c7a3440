//! The self score of each unit beside its final points.

use super::canvas::{BLUE, Canvas, ChartError, GREY, INK, Marker, PALE, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, Scene, foot, with_part};
use super::rows::{Names, Scale, WIDTH, pitch, scale_start};
use super::text::{self, width};
use super::words::{Words, words};
use crate::results::BlockResults;
use crate::terms::{Exact, Lang};

pub(super) fn draw(
    scene: &Scene<'_>,
    block: &BlockResults,
    part: &Part,
) -> Result<String, ChartError> {
    let (results, lang) = (scene.results, scene.lang);
    let (w, round) = (words(lang), &results.round);
    let order = &block.ranking()[part.rows.clone()];
    let title = format!("{} – {}", w.own_score, round.blocks[block.block].name);
    let subtitle = format!("{} · {}", round.title, w.own_leaves);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, WIDTH, lang);
    let pitch = pitch(order.len());
    let top = head.bottom() + 40.0;
    let bottom = top + pitch.row * order.len() as f64;
    let units = order.iter().map(|&at| &block.index.units[at]);
    let notes = Notes::provisional(scene, units, WIDTH);
    let height = bottom + 34.0 + notes.height() + FOOT;
    let unit_name = |at: usize| block.unit(round, at).0.name.as_str();
    let names = Names::of(order.iter().map(|&at| unit_name(at)), pitch, 360.0);
    let (from, to) = span(block);
    let scale = Scale { x0: MARGIN + names.room + 12.0, x1: WIDTH - MARGIN - 290.0, from, to };
    paint((WIDTH as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        legend(canvas, &scale, top - 24.0, w);
        scale.grid(canvas, top, bottom, lang);
        for (row, &at) in order.iter().enumerate() {
            let (unit, y) = (&block.index.units[at], top + pitch.row * (row as f64 + 0.5));
            names.draw(canvas, y, unit.rank, unit_name(at));
            if !unit.has_data() {
                let how = ink(pitch.font).color(GREY);
                canvas.text(scale.x0 + 8.0, y, scene.absence(unit), how);
                continue;
            }
            let sums = compared(block, at);
            pair(canvas, y, &sums, &scale);
            columns(canvas, y, &sums, scene.star(unit), (pitch.font, round.rules.decimals, lang));
        }
        notes.draw(canvas, bottom + 46.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

/// Self scores and final points over the leaves that the unit scored itself. A unit that is
/// not ranked has no final points to publish.
struct Compared {
    own: Option<Exact>,
    last: Option<Exact>,
}

fn compared(block: &BlockResults, at: usize) -> Compared {
    let (own, last) = block.self_and_decided(at).unzip();
    Compared { own, last: last.filter(|_| block.index.units[at].rank.is_some()) }
}

/// From the ten below the lowest figure of the block to the ten above the highest.
fn span(block: &BlockResults) -> (f64, f64) {
    let all = (0..block.units.len()).map(|at| compared(block, at));
    let figures: Vec<Exact> = all.flat_map(|sums| sums.own.into_iter().chain(sums.last)).collect();
    let from = scale_start(figures.iter().min().map_or(0.0, Exact::to_f64));
    let highest = figures.iter().max().map_or(100.0, Exact::to_f64);
    (from, ((highest / 10.0).ceil() * 10.0).max(from + 10.0))
}

fn pair(canvas: &mut Canvas<'_>, y: f64, sums: &Compared, scale: &Scale) {
    let own = sums.own.as_ref().map(|p| scale.at(p.to_f64()));
    let last = sums.last.as_ref().map(|p| scale.at(p.to_f64()));
    if let (Some(a), Some(b)) = (own, last) {
        canvas.rect(a.min(b), y - 2.0, a.max(b), y + 3.0, PALE);
    }
    if let Some(x) = own {
        canvas.marker(x, y, Marker::Ring, 6.0, BLUE);
    }
    if let Some(x) = last {
        canvas.marker(x, y, Marker::Dot, 7.0, BLUE);
    }
}

/// Self, final and difference as figures, in three columns at the right.
fn columns(canvas: &mut Canvas<'_>, y: f64, sums: &Compared, star: &str, look: (f64, u32, Lang)) {
    let (size, decimals, lang) = look;
    let print = |p: &Exact| text::figure(p, decimals, lang);
    let dash = || "–".to_string();
    let own = sums.own.as_ref().map_or_else(dash, print);
    let last = sums.last.as_ref().map_or_else(dash, |p| print(p) + star);
    let gap = match (&sums.own, &sums.last) {
        (Some(own), Some(last)) => {
            let gap = last.clone() - own;
            let sign = if gap > Exact::zero() { "+" } else { "" };
            format!("{sign}{}", print(&gap))
        }
        _ => dash(),
    };
    let right = WIDTH - MARGIN;
    canvas.text(right - 190.0, y, &own, ink(size).end());
    canvas.text(right - 84.0, y, &last, ink(size).bold().end());
    canvas.text(right, y, &gap, ink(size).color(GREY).end());
}

/// What the two marks mean, and the heads of the columns of figures.
fn legend(canvas: &mut Canvas<'_>, scale: &Scale, y: f64, w: &Words) {
    let how = ink(14.0).color(INK);
    canvas.marker(scale.x0 + 8.0, y, Marker::Ring, 6.0, BLUE);
    canvas.text(scale.x0 + 22.0, y, w.by_unit, how);
    let next = scale.x0 + 22.0 + width(w.by_unit, how) * 1.15 + 24.0;
    canvas.marker(next, y, Marker::Dot, 7.0, BLUE);
    canvas.text(next + 14.0, y, w.decided, how);
    let right = WIDTH - MARGIN;
    let heads = [(right - 190.0, w.by_unit_short), (right - 84.0, w.decided_short)];
    for (x, head) in heads.into_iter().chain([(right, w.difference)]) {
        canvas.text(x, y, head, ink(13.0).color(GREY).end());
    }
}
