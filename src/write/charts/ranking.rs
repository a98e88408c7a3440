//! Ranking bars of a block, best first, with the line of the block's mean.

use super::canvas::{BLUE, Canvas, ChartError, GREY, WHITE, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, Scene, foot, with_part};
use super::rows::{Names, Pitch, Scale, WIDTH, figure, pitch, scale_end};
use super::text::{self, cut, widest};
use super::words::words;
use crate::index::UnitIndex;
use crate::report::Standing;
use crate::results::BlockResults;

/// The most that the names of the classes may take.
const CLASS_ROOM: f64 = 240.0;
/// So many sentences say what kept a unit from a class; the rest is left to the table.
const MOST_HELD: usize = 8;

pub(super) fn draw(
    scene: &Scene<'_>,
    block: &BlockResults,
    part: &Part,
) -> Result<String, ChartError> {
    let (results, lang) = (scene.results, scene.lang);
    let (w, round) = (words(lang), &results.round);
    let order = &block.ranking()[part.rows.clone()];
    let title = format!("{} – {}", w.ranking, round.blocks[block.block].name);
    let subtitle = format!("{} · {}", round.title, w.index_percent);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, WIDTH, lang);
    let pitch = pitch(order.len());
    let top = head.bottom() + 30.0;
    let bottom = top + pitch.row * order.len() as f64;
    let units = order.iter().map(|&at| &block.index.units[at]);
    let classes = Classes::of(scene, block, order);
    let notes = Notes::provisional(scene, units, WIDTH).after(classes.notes());
    let height = bottom + 30.0 + notes.height() + FOOT;
    let unit_name = |at: usize| block.unit(round, at).0.name.as_str();
    let names = Names::of(order.iter().map(|&at| unit_name(at)), pitch, 360.0);
    let scale = scale(block, names.room, classes.room(block, scene, pitch));
    let mean = block.index.mean.as_ref();
    let rows = Rows { scene, scale, pitch, mean: mean.map(|mean| scale.at(mean.to_f64())) };
    paint((WIDTH as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        scale.grid(canvas, top, bottom, lang);
        if !block.rubric.classes.is_empty() {
            let how = ink(13.0).color(GREY).end();
            canvas.text(WIDTH - MARGIN, top - 18.0, w.class_head, how);
        }
        let middle = |row: usize| top + pitch.row * (row as f64 + 0.5);
        for (row, &at) in order.iter().enumerate() {
            names.draw(canvas, middle(row), block.index.units[at].rank, unit_name(at));
            rows.bar(canvas, middle(row), &block.index.units[at]);
        }
        if let Some(mean) = mean {
            let text = text::figure(mean, round.rules.decimals, lang);
            let label = format!("{}: {text}", w.block_mean);
            scale.mean(canvas, mean.to_f64(), &label, (top, bottom));
        }
        for (row, &at) in order.iter().enumerate() {
            rows.values(canvas, middle(row), &block.index.units[at], &classes.said[row]);
        }
        notes.draw(canvas, bottom + 42.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

/// Room for the figure after the longest bar and for the class at the right edge.
fn scale(block: &BlockResults, names: f64, classes: f64) -> Scale {
    let highest = block.index.units.iter().filter_map(|u| u.published.as_ref());
    let highest = highest.max().map_or(100.0, |h| h.to_f64());
    Scale {
        x0: MARGIN + names + 12.0,
        x1: WIDTH - MARGIN - classes - 84.0,
        from: 0.0,
        to: scale_end(highest),
    }
}

/// The classes of the rows, each with the number of the note that says what kept the unit from a
/// better one: without it a first rank may stand above a better class.
struct Classes {
    said: Vec<String>,
    /// What the numbers mean, from 1.
    held: Vec<String>,
}

impl Classes {
    fn of(scene: &Scene<'_>, block: &BlockResults, order: &[usize]) -> Classes {
        let mut held: Vec<String> = Vec::new();
        let said = order.iter().map(|&at| {
            let class = block.index.units[at].class.as_deref().unwrap_or_default();
            let standing = Standing::of(scene.results, block, at);
            let Some(why) = standing.class_held(scene.lang) else { return class.to_string() };
            let why = match held.len() < MOST_HELD || held.contains(&why) {
                true => why,
                false => words(scene.lang).held_too.to_string(),
            };
            let known = held.iter().position(|known| *known == why);
            let number = known.unwrap_or_else(|| {
                held.push(why);
                held.len() - 1
            });
            format!("{class} ({})", number + 1).trim_start().to_string()
        });
        Classes { said: said.collect(), held }
    }

    fn notes(&self) -> Notes {
        let numbered = self.held.iter().enumerate();
        Notes::new(numbered.map(|(at, why)| format!("({}) {why}", at + 1)), WIDTH)
    }

    fn room(&self, block: &BlockResults, scene: &Scene<'_>, pitch: Pitch) -> f64 {
        let names = block.rubric.classes.iter().map(|class| class.name.as_str());
        let all = names.chain(self.said.iter().map(String::as_str));
        let all = all.chain([words(scene.lang).class_head]);
        widest(all, ink(pitch.font), CLASS_ROOM)
    }
}

struct Rows<'r> {
    scene: &'r Scene<'r>,
    scale: Scale,
    pitch: Pitch,
    /// Where the line of the mean stands.
    mean: Option<f64>,
}

impl Rows<'_> {
    fn bar(&self, canvas: &mut Canvas<'_>, y: f64, unit: &UnitIndex) {
        if let Some(index) = &unit.published {
            let (half, end) = (self.pitch.row * 0.34, self.scale.at(index.to_f64()));
            canvas.rect(self.scale.x0, y - half, end, y + half, BLUE);
        }
    }

    /// The figure at the end of the bar and the class, or why there is no bar.
    fn values(&self, canvas: &mut Canvas<'_>, y: f64, unit: &UnitIndex, class: &str) {
        let size = self.pitch.font;
        let Some(index) = &unit.published else {
            let why = self.scene.absence(unit);
            let wide = text::width(why, ink(size)) * 1.15;
            let x = self.scale.x0 + 8.0;
            canvas.rect(x - 4.0, y - size * 0.7, x + wide, y + size * 0.7, WHITE);
            return canvas.text(x, y, why, ink(size).color(GREY));
        };
        let decimals = self.scene.results.round.rules.decimals;
        let text = text::figure(index, decimals, self.scene.lang) + self.scene.star(unit);
        let bar = (self.scale.x0, self.scale.at(index.to_f64()));
        figure(canvas, (bar, y), &text, size, self.mean);
        if !class.is_empty() {
            let class = cut(class, CLASS_ROOM, ink(size));
            canvas.text(WIDTH - MARGIN, y, &class, ink(size).color(GREY).end());
        }
    }
}
