//! The index of every factor and unit of a survey as a table of shaded cells.

use super::canvas::{ChartError, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, foot, with_part};
use super::rows::{Names, WIDTH, pitch};
use super::satisfaction::shown;
use super::shaded::{APART, Shaded, lightest};
use super::text;
use super::words::words;
use crate::report::audience::Audience;
use crate::report::provisional_all;
use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang, mean};

/// The lines that a factor's name may take in the head of its column.
const HEAD_LINES: usize = 5;

pub(super) fn draw(
    results: &Results,
    survey: &Satisfaction,
    part: &Part,
    lang: Lang,
) -> Result<String, ChartError> {
    let w = words(lang);
    let factors = &survey.method.factors;
    let units = &shown(survey, Audience::Inside)[part.rows.clone()];
    let unit_names: Vec<&str> = units.iter().map(|u| results.round.unit_name(&u.unit)).collect();
    let pitch = pitch(units.len() + 1);
    // the mean is bold and has no second line
    let mean_room = 44.0 + text::width(w.survey_mean, ink(pitch.font).bold()) * 1.1;
    let names = Names::of(unit_names.iter().copied(), pitch, 340.0);
    let names = Names { room: names.room.max(mean_room), ..names };
    let x0 = MARGIN + names.room + 8.0;
    let columns = factors.len() as f64 + 1.0 + APART;
    let cell = ((WIDTH - MARGIN - x0) / columns).clamp(72.0, 190.0).floor();
    let width = (x0 + cell * columns + MARGIN).ceil().max(WIDTH);
    let title = format!("{} – {}", w.by_factor, survey.title);
    let head =
        Head::new(results, &with_part(&title, part, lang), &results.round.title, width, lang);
    let indices: Vec<Exact> = survey
        .units
        .iter()
        .flat_map(|u| u.factors.iter().filter_map(|f| percent(f.index.as_ref())))
        .collect();
    let (from, decimals) = (lightest(indices.iter()), results.round.rules.decimals);
    let table = Shaded { x0, cell, pitch, columns: factors.len(), from, decimals, lang };
    let heads = table.heads(factors.iter().map(|f| format!("{}. {}", f.id, f.name)), HEAD_LINES);
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = head.bottom() + 17.0 * lines + 12.0;
    let bottom = top + pitch.row * (units.len() as f64 + 1.3);
    let small = units.iter().any(|u| u.small);
    let small = small.then(|| format!("{} {}", w.small_star, survey.min_n));
    let notes = Notes::new(small.into_iter().chain(provisional_all(results, lang)), width);
    let height = bottom + 56.0 + notes.height() + FOOT;
    paint((width as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, width, lang);
        table.draw_heads(canvas, top, &heads);
        let mut y = top;
        for (unit, unit_name) in units.iter().zip(&unit_names) {
            let star = if unit.small { "*" } else { "" };
            let text = format!("{unit_name}{star}");
            names.draw(canvas, y + pitch.row / 2.0, unit.rank, &text);
            table.row(canvas, y, &figures_of(unit), "");
            y += pitch.row;
        }
        y += pitch.row * 0.3;
        let how = ink(pitch.font).bold();
        canvas.text(MARGIN + 40.0, y + pitch.row / 2.0, w.survey_mean, how);
        table.row(canvas, y, &means(survey), "");
        table.legend(canvas, bottom + 24.0);
        notes.draw(canvas, bottom + 58.0);
        foot(canvas, results, (width, height), lang);
    })
}

fn percent(index: Option<&Exact>) -> Option<Exact> {
    index.map(|index| index.clone() * &Exact::whole(100))
}

fn figures_of(unit: &UnitSatisfaction) -> Vec<Option<Exact>> {
    let factors = unit.factors.iter().map(|factor| percent(factor.index.as_ref()));
    factors.chain([percent(unit.index.as_ref())]).collect()
}

fn means(survey: &Satisfaction) -> Vec<Option<Exact>> {
    let of_factor = |at: usize| {
        let of = survey.units.iter().filter_map(|u| u.factors.get(at)?.index.as_ref());
        percent(mean(of).as_ref())
    };
    let all = mean(survey.units.iter().filter_map(|u| u.index.as_ref()));
    (0..survey.method.factors.len()).map(of_factor).chain([percent(all.as_ref())]).collect()
}
