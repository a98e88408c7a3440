//! One unit's component indices against its block's mean and best.

use std::f64::consts::PI;

use super::canvas::{
    Anchor, BLUE, Canvas, ChartError, Color, Dash, FAINT, GREY, INK, Ink, MEAN, MIST, Marker, RULE,
    ink, paint,
};
use super::fields::plain_fields;
use super::frame::{FOOT, Head, MARGIN, Notes, Scene, foot};
use super::text::{self, cut, width, wrap};
use super::words::words;
use crate::index::UnitIndex;
use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 700.0;
/// Width and height of the picture for a paper.
const SMALL: (f64, f64) = (520.0, 420.0);
/// Fewer fields make no area: they are drawn as rows.
pub(super) const FEWEST_AXES: usize = 3;

/// The component indices that every radar of a block compares with, in percent.
#[derive(Debug)]
pub(super) struct BlockFigures {
    /// Positions in `Rubric::nodes` of the fields that count towards the index.
    pub fields: Vec<usize>,
    means: Vec<Option<f64>>,
    best: Vec<Option<f64>>,
}

impl BlockFigures {
    pub(super) fn of(block: &BlockResults) -> BlockFigures {
        let fields = plain_fields(block);
        let ranked = || block.index.units.iter().filter(|u| u.rank.is_some());
        let best = |field: &usize| {
            let indices = ranked().filter_map(|u| u.nodes.get(*field)?.index.as_ref());
            indices.max().map(|index| index.to_f64())
        };
        let mean = |field: &usize| block.index.node_means.get(*field)?.as_ref().map(|m| m.to_f64());
        BlockFigures {
            means: fields.iter().map(mean).collect(),
            best: fields.iter().map(best).collect(),
            fields,
        }
    }
}

/// One line of the picture: a value per field, in percent.
struct Series<'r> {
    name: &'r str,
    values: &'r [Option<f64>],
    color: Color,
    width: u32,
    dash: Dash,
    marker: Marker,
}

pub(super) fn draw(
    scene: &Scene<'_>,
    block: &BlockResults,
    at: usize,
    figures: &BlockFigures,
) -> Result<String, ChartError> {
    let (results, lang) = (scene.results, scene.lang);
    let round = &results.round;
    let (unit, index) = block.unit(round, at);
    let decimals = round.rules.decimals;
    let subtitle = place(scene, block, index);
    let head = Head::new(results, &unit.name, &subtitle, WIDTH, lang);
    let fields: Vec<Field> =
        figures.fields.iter().map(|&f| Field::new(block, index, f, decimals, lang)).collect();
    let own: Vec<Option<f64>> = fields.iter().map(|f| f.value).collect();
    let series = three(&unit.name, &own, figures, lang);
    let notes = Notes::provisional(scene, [index].into_iter(), WIDTH);
    let height = HEIGHT + notes.height();
    paint((WIDTH as u32, height as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        if fields.len() < FEWEST_AXES {
            Strips { fields: &fields, series: &series }.draw(canvas, head.bottom() + 30.0);
        } else {
            Wheel::new(head.bottom()).draw(canvas, &fields, &series);
        }
        legend(canvas, &series, (WIDTH, HEIGHT - FOOT - 34.0), 14.0);
        notes.draw(canvas, HEIGHT - FOOT + 2.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

/// The wheel alone, its spokes marked with the codes of the fields, for a paper on which a table
/// beside it names them.
pub(super) fn draw_small(
    results: &Results,
    block: &BlockResults,
    at: usize,
    figures: &BlockFigures,
    lang: Lang,
) -> Result<String, ChartError> {
    let (_, index) = block.unit(&results.round, at);
    let decimals = results.round.rules.decimals;
    let field = |&field: &usize| {
        let code = block.rubric.nodes[field].code.to_string();
        Field { name: code, ..Field::new(block, index, field, decimals, lang) }
    };
    let fields: Vec<Field> = figures.fields.iter().map(field).collect();
    let own: Vec<Option<f64>> = fields.iter().map(|f| f.value).collect();
    let own_name = match lang {
        Lang::Vi => "Đơn vị",
        Lang::En => "Unit",
    };
    let series = three(own_name, &own, figures, lang);
    let (wide, high) = SMALL;
    paint((wide as u32, high as u32), |canvas| {
        let wheel = Wheel {
            x: wide / 2.0,
            y: (high - 40.0) / 2.0,
            radius: (high - 40.0) / 2.0 - 50.0,
            wide,
            letters: 17.0,
        };
        wheel.draw(canvas, &fields, &series);
        legend(canvas, &series, (wide, high - 20.0), 15.0);
    })
}

/// Best and mean of the block below the unit itself.
fn three<'r>(
    name: &'r str,
    own: &'r [Option<f64>],
    figures: &'r BlockFigures,
    lang: Lang,
) -> [Series<'r>; 3] {
    let w = words(lang);
    [
        Series::new(w.block_best, &figures.best, (GREY, 2, Some((2.0, 5.0)), Marker::Triangle)),
        Series::new(w.block_mean, &figures.means, (MEAN, 2, Some((9.0, 5.0)), Marker::Square)),
        Series::new(name, own, (BLUE, 3, None, Marker::Dot)),
    ]
}

/// `Khối xã, phường · Chỉ số (%): 84,58 · hạng 1/8 · xếp loại: Tốt`
fn place(scene: &Scene<'_>, block: &BlockResults, unit: &UnitIndex) -> String {
    let lang = scene.lang;
    let (w, decimals) = (words(lang), scene.results.round.rules.decimals);
    let mut parts = vec![w.component_percent.to_string()];
    match (&unit.published, unit.rank) {
        (Some(index), Some(rank)) => {
            let of = block.index.units.iter().filter(|u| u.rank.is_some()).count();
            let index = text::figure(index, decimals, lang);
            parts.push(format!("{}: {index}%{}", w.total, scene.star(unit)));
            parts.push(format!("{} {rank}/{of}", w.rank));
        }
        _ => parts.push(scene.absence(unit).to_string()),
    }
    if let Some(class) = &unit.class {
        parts.push(format!("{} {class}", w.class));
    }
    parts.join(" · ")
}

/// One axis: the field's name, the unit's value and the value as printed.
struct Field {
    name: String,
    value: Option<f64>,
    printed: String,
}

impl Field {
    fn new(block: &BlockResults, unit: &UnitIndex, at: usize, decimals: u32, lang: Lang) -> Field {
        let node = &block.rubric.nodes[at];
        // A unit without data has no values: its noughts are not a result.
        let index = unit.nodes.get(at).and_then(|n| n.index.as_ref()).filter(|_| unit.has_data());
        let not = if unit.has_data() { words(lang).not_applicable } else { "–" };
        Field {
            name: format!("{}. {}", node.code, node.name),
            value: index.map(Exact::to_f64),
            printed: index.map_or_else(|| not.to_string(), |i| text::figure(i, decimals, lang)),
        }
    }
}

impl<'r> Series<'r> {
    fn new(
        name: &'r str,
        values: &'r [Option<f64>],
        look: (Color, u32, Dash, Marker),
    ) -> Series<'r> {
        let (color, width, dash, marker) = look;
        Series { name, values, color, width, dash, marker }
    }
}

/// The radar itself: one spoke per field, clockwise from the top.
struct Wheel {
    x: f64,
    y: f64,
    radius: f64,
    /// Width of the whole picture.
    wide: f64,
    /// Size of the labels.
    letters: f64,
}

impl Wheel {
    fn new(top: f64) -> Wheel {
        let bottom = HEIGHT - FOOT - 56.0;
        let room = bottom - top;
        Wheel {
            x: WIDTH / 2.0,
            y: top + room / 2.0,
            radius: room / 2.0 - 62.0,
            wide: WIDTH,
            letters: 13.0,
        }
    }

    fn point(&self, spoke: usize, of: usize, percent: f64) -> (f64, f64) {
        let angle = 2.0 * PI * spoke as f64 / of as f64;
        let length = self.radius * percent.clamp(0.0, 100.0) / 100.0;
        (self.x + length * angle.sin(), self.y - length * angle.cos())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, fields: &[Field], series: &[Series<'_>]) {
        let of = fields.len();
        // Below the grid, so that the rings stay visible on it.
        for one in series.iter().filter(|s| s.dash.is_none()) {
            if let Some(points) = self.whole(one) {
                canvas.fill(&points, MIST);
            }
        }
        for ring in 1..=5 {
            let percent = f64::from(ring) * 20.0;
            let mut path: Vec<_> = (0..of).map(|s| self.point(s, of, percent)).collect();
            path.push(path[0]);
            canvas.line(&path, RULE, 1);
        }
        for spoke in 0..of {
            canvas.line(&[(self.x, self.y), self.point(spoke, of, 100.0)], RULE, 1);
        }
        // Between two spokes, where no marker stands, just inside their ring.
        for ring in [20.0, 40.0, 60.0, 80.0] {
            let inside = ring - 5.0;
            let ((x0, y0), (x1, y1)) = (self.point(0, of, inside), self.point(1, of, inside));
            let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
            canvas.text(x, y, &format!("{ring}"), ink(11.0).color(GREY).middle());
        }
        for one in series {
            self.series(canvas, one);
        }
        for (spoke, field) in fields.iter().enumerate() {
            self.label(canvas, spoke, of, field);
        }
    }

    /// The corners of a series that has a value on every spoke.
    fn whole(&self, one: &Series<'_>) -> Option<Vec<(f64, f64)>> {
        let of = one.values.len();
        let values = one.values.iter().enumerate();
        values.map(|(spoke, value)| Some(self.point(spoke, of, (*value)?))).collect()
    }

    /// A line through the values; it is open where a field does not apply.
    fn series(&self, canvas: &mut Canvas<'_>, one: &Series<'_>) {
        let of = one.values.len();
        let at = |spoke: usize| one.values[spoke % of].map(|v| self.point(spoke % of, of, v));
        let points: Vec<(f64, f64)> = (0..of).filter_map(at).collect();
        if points.len() == of {
            let closed: Vec<_> = points.iter().chain(points.first()).copied().collect();
            canvas.dashed(&closed, one.color, one.width, one.dash);
        } else {
            for spoke in 0..of {
                if let (Some(a), Some(b)) = (at(spoke), at(spoke + 1)) {
                    canvas.dashed(&[a, b], one.color, one.width, one.dash);
                }
            }
        }
        for (x, y) in points {
            canvas.marker(x, y, one.marker, 5.0, one.color);
        }
    }

    /// The field's name and the unit's value, outside the wheel.
    fn label(&self, canvas: &mut Canvas<'_>, spoke: usize, of: usize, field: &Field) {
        let angle = 2.0 * PI * spoke as f64 / of as f64;
        let (sine, cosine) = (angle.sin(), angle.cos());
        let x = self.x + (self.radius + 16.0) * sine;
        let y = self.y - (self.radius + 16.0) * cosine;
        let how = ink(self.letters);
        let (how, room) = match sine {
            s if s > 0.2 => (how, self.wide - MARGIN - x),
            s if s < -0.2 => (how.end(), x - MARGIN),
            _ => (how.middle(), 300.0),
        };
        let mut lines = wrap(&field.name, room.min(300.0), 3, how);
        lines.push(field.printed.clone());
        let block = self.letters * 1.25 * lines.len() as f64;
        let y = y - cosine * (block / 2.0 - 2.0);
        label_lines(canvas, (x, y), &lines, how);
    }
}

/// All lines plain but the last, which is the value.
fn label_lines(canvas: &mut Canvas<'_>, at: (f64, f64), lines: &[String], how: Ink) {
    let pitch = how.size * 1.25;
    let first = at.1 - pitch * (lines.len() as f64 - 1.0) / 2.0;
    for (row, line) in lines.iter().enumerate() {
        let last = row + 1 == lines.len();
        let how = if last { how.bold().color(BLUE) } else { how.color(INK) };
        canvas.text(at.0, first + pitch * row as f64, line, how);
    }
}

/// One or two fields: a scale from 0 to 100 for each, with the three marks on it.
struct Strips<'r> {
    fields: &'r [Field],
    series: &'r [Series<'r>],
}

impl Strips<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, top: f64) {
        let (x0, x1) = (MARGIN + 16.0, WIDTH - MARGIN - 16.0);
        let at = |percent: f64| x0 + (x1 - x0) * percent.clamp(0.0, 100.0) / 100.0;
        for (row, field) in self.fields.iter().enumerate() {
            let y = top + 40.0 + 190.0 * row as f64;
            let name = cut(&field.name, WIDTH - 2.0 * MARGIN - 140.0, ink(15.0));
            canvas.text(x0, y, &name, ink(15.0));
            canvas.text(x1, y, &field.printed, ink(15.0).bold().color(BLUE).end());
            let middle = y + 50.0;
            canvas.line(&[(x0, middle), (x1, middle)], RULE, 1);
            for tick in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
                canvas.line(&[(at(tick), middle - 18.0), (at(tick), middle + 18.0)], FAINT, 1);
                let how = ink(12.0).color(GREY).middle();
                canvas.text(at(tick), middle + 32.0, &format!("{tick}"), how);
            }
            for one in self.series {
                if let Some(value) = one.values[row] {
                    canvas.marker(at(value), middle, one.marker, 8.0, one.color);
                }
            }
        }
    }
}

/// The three lines with their names; the unit's own name first.
fn legend(canvas: &mut Canvas<'_>, series: &[Series<'_>], (room, y): (f64, f64), letters: f64) {
    let how = ink(letters);
    let series: Vec<&Series<'_>> =
        series.iter().filter(|s| s.values.iter().any(Option::is_some)).collect();
    let names: Vec<String> = series.iter().rev().map(|s| cut(s.name, 330.0, how)).collect();
    let wide = |name: &String| 54.0 + width(name, how) * 1.15 + 26.0;
    let mut x = (room - names.iter().map(wide).sum::<f64>() + 26.0) / 2.0;
    for (one, name) in series.iter().rev().zip(&names) {
        canvas.dashed(&[(x, y), (x + 44.0, y)], one.color, one.width, one.dash);
        canvas.marker(x + 22.0, y, one.marker, 5.0, one.color);
        canvas.text(x + 54.0, y, name, Ink { anchor: Anchor::Start, ..how });
        x += wide(name);
    }
}
