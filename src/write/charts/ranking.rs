//! Ranking bars of a block, best first, with the line of the block's mean.

use super::canvas::{BLUE, Canvas, ChartError, GREY, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, foot, star, with_part};
use super::rows::{Pitch, Scale, WIDTH, figure, name, name_room, pitch, scale_end};
use super::text::{self, cut, widest};
use super::words::{absence, words};
use crate::index::UnitIndex;
use crate::results::{BlockResults, Results};
use crate::terms::Lang;

/// The most that the names of the classes may take.
const CLASS_ROOM: f64 = 240.0;

pub(super) fn draw(
    results: &Results,
    block: &BlockResults,
    part: &Part,
    lang: Lang,
) -> Result<String, ChartError> {
    let (w, round) = (words(lang), &results.round);
    let order = &block.ranking()[part.rows.clone()];
    let title = format!("{} – {}", w.ranking, round.blocks[block.block].name);
    let subtitle = format!("{} · {}", round.title, w.index_percent);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, WIDTH, lang);
    let pitch = pitch(order.len());
    let top = head.bottom() + 30.0;
    let bottom = top + pitch.row * order.len() as f64;
    let units = order.iter().map(|&at| &block.index.units[at]);
    let notes = Notes::provisional(results, units, WIDTH, lang);
    let height = bottom + 30.0 + notes.height() + FOOT;
    let unit_name = |at: usize| block.unit(round, at).0.name.as_str();
    let room = name_room(order.iter().map(|&at| unit_name(at)), pitch, 360.0);
    let scale = scale(block, room, pitch, lang);
    paint((WIDTH as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        scale.grid(canvas, top, bottom, lang);
        if !block.rubric.classes.is_empty() {
            let how = ink(13.0).color(GREY).end();
            canvas.text(WIDTH - MARGIN, top - 18.0, w.class_head, how);
        }
        let mut y = top + pitch.row / 2.0;
        for &at in order {
            name(canvas, y, block.index.units[at].rank, unit_name(at), room, pitch);
            if let Some(index) = &block.index.units[at].published {
                let half = pitch.row * 0.34;
                canvas.rect(scale.x0, y - half, scale.at(index.to_f64()), y + half, BLUE);
            }
            y += pitch.row;
        }
        if let Some(mean) = &block.index.mean {
            let text = text::figure(mean, round.rules.decimals, lang);
            scale.mean(canvas, mean.to_f64(), &format!("{}: {text}", w.block_mean), top, bottom);
        }
        for (row, &at) in order.iter().enumerate() {
            let y = top + pitch.row * (row as f64 + 0.5);
            values(canvas, y, &block.index.units[at], &Row { scale, pitch }, results, lang);
        }
        notes.draw(canvas, bottom + 42.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

/// Room for the figure after the longest bar and for the class at the right edge.
fn scale(block: &BlockResults, room: f64, pitch: Pitch, lang: Lang) -> Scale {
    let classes = block.rubric.classes.iter().map(|c| c.name.as_str());
    let class_room = widest(classes.chain([words(lang).class_head]), ink(pitch.font), CLASS_ROOM);
    let highest = block.index.units.iter().filter_map(|u| u.published.as_ref());
    let highest = highest.max().map_or(100.0, |h| h.to_f64());
    Scale {
        x0: MARGIN + room + 12.0,
        x1: WIDTH - MARGIN - class_room - 84.0,
        from: 0.0,
        to: scale_end(highest),
    }
}

struct Row {
    scale: Scale,
    pitch: Pitch,
}

/// The figure at the end of the bar and the class, or why there is no bar.
fn values(
    canvas: &mut Canvas<'_>,
    y: f64,
    unit: &UnitIndex,
    row: &Row,
    results: &Results,
    lang: Lang,
) {
    let size = row.pitch.font;
    let Some(index) = &unit.published else {
        let why = absence(results.absence(unit), lang);
        let wide = text::width(why, ink(size)) * 1.15;
        let x = row.scale.x0 + 8.0;
        canvas.rect(x - 4.0, y - size * 0.7, x + wide, y + size * 0.7, super::canvas::WHITE);
        return canvas.text(x, y, why, ink(size).color(GREY));
    };
    let text = text::figure(index, results.round.rules.decimals, lang) + star(unit);
    figure(canvas, row.scale.at(index.to_f64()) + 8.0, y, &text, size);
    if let Some(class) = &unit.class {
        let class = cut(class, CLASS_ROOM, ink(size));
        canvas.text(WIDTH - MARGIN, y, &class, ink(size).color(GREY).end());
    }
}
