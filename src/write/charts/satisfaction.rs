//! Satisfaction per unit, best first, with 95% intervals as whiskers.

use super::canvas::{BLUE, Canvas, ChartError, GREY, INK, Marker, ink, paint};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, Scene, foot, with_part};
use super::rows::{Names, Pitch, Scale, WIDTH, pitch, scale_start};
use super::text::{self, local};
use super::words::{Words, words};
use crate::report::audience::Audience;
use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang, mean};

/// The units with an index, best first, then in the order of the round; what few forms say is not
/// for everyone.
pub(super) fn shown(survey: &Satisfaction, audience: Audience) -> Vec<&UnitSatisfaction> {
    let told = |u: &&UnitSatisfaction| u.index.is_some() && !is_hidden(u, audience);
    let mut units: Vec<&UnitSatisfaction> = survey.units.iter().filter(told).collect();
    units.sort_by(|a, b| b.index.cmp(&a.index));
    units
}

fn is_hidden(unit: &UnitSatisfaction, audience: Audience) -> bool {
    unit.small && audience == Audience::Public
}

pub(super) fn draw(
    scene: &Scene<'_>,
    survey: &Satisfaction,
    part: &Part,
) -> Result<String, ChartError> {
    let Scene { results, lang, audience } = *scene;
    let w = words(lang);
    let all = shown(survey, audience);
    let units = &all[part.rows.clone()];
    let title = if survey.title.is_empty() { w.satisfaction } else { &survey.title };
    let subtitle = subtitle(results, survey, w);
    let head = Head::new(results, &with_part(title, part, lang), &subtitle, WIDTH, lang);
    let pitch = pitch(units.len());
    let top = head.bottom() + 40.0;
    let bottom = top + pitch.row * units.len() as f64;
    let hides = survey.units.iter().any(|unit| is_hidden(unit, audience));
    let few = hides.then(|| format!("{} {}", w.few, survey.min_n));
    let notes = notes(survey, units, w).into_iter().chain(few).chain(scene.provisional());
    let notes = Notes::new(notes, WIDTH);
    let interval = with_confidence(w.interval, survey);
    let height = bottom + 30.0 + notes.height() + FOOT;
    let unit_names: Vec<&str> = units.iter().map(|u| results.round.unit_name(&u.unit)).collect();
    let names = Names::of(unit_names.iter().copied(), pitch, 360.0);
    let lowest = all.iter().filter_map(|u| u.low.or(u.index.as_ref().map(Exact::to_f64)));
    let from = scale_start(lowest.fold(1.0, f64::min) * 100.0);
    let scale =
        Scale { x0: MARGIN + names.room + 12.0, x1: WIDTH - MARGIN - 300.0, from, to: 100.0 };
    let figures = Figures { scale, pitch, lang, interval };
    paint((WIDTH as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        scale.grid(canvas, top, bottom, lang);
        // From the mean of all and the others, one left out could be told.
        let indices = all.iter().filter_map(|u| u.index.as_ref());
        if let Some(mean) = mean(indices).filter(|_| !hides) {
            let label = format!("{}: {}", w.survey_mean, text::figure(&percent(&mean), 2, lang));
            scale.mean(canvas, mean.to_f64() * 100.0, &label, (top, bottom));
        }
        figures.heads(canvas, top - 18.0, all.iter().any(|u| u.low.is_some()), w);
        for (row, (unit, unit_name)) in units.iter().zip(&unit_names).enumerate() {
            let y = top + pitch.row * (row as f64 + 0.5);
            names.draw(canvas, y, unit.rank, unit_name);
            figures.row(canvas, y, unit);
        }
        notes.draw(canvas, bottom + 42.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

fn subtitle(results: &Results, survey: &Satisfaction, w: &Words) -> String {
    let round = format!("{} {}", w.year_capital, results.round.year);
    let mut parts = vec![w.satisfaction_percent, round.as_str()];
    if !survey.basis.is_empty() {
        parts.push(&survey.basis);
    }
    parts.join(" · ")
}

fn notes(survey: &Satisfaction, units: &[&UnitSatisfaction], w: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if survey.self_selected {
        notes.push(w.self_selected.to_string());
    } else if units.iter().any(|u| u.low.is_some()) {
        notes.push(with_confidence(w.whiskers, survey));
    }
    if units.iter().any(|u| u.small) {
        notes.push(format!("{} {}", w.small, survey.min_n));
    }
    notes
}

/// The words with the scheme's confidence in place of `{c}`.
fn with_confidence(words: &str, survey: &Satisfaction) -> String {
    words.replace("{c}", survey.method.confidence.key())
}

fn percent(share: &Exact) -> Exact {
    share.clone() * &Exact::whole(100)
}

struct Figures {
    scale: Scale,
    pitch: Pitch,
    lang: Lang,
    /// The heading of the intervals.
    interval: String,
}

impl Figures {
    fn heads(&self, canvas: &mut Canvas<'_>, y: f64, intervals: bool, w: &Words) {
        let how = ink(13.0).color(GREY).end();
        canvas.text(WIDTH - MARGIN - 226.0, y, w.index, how);
        if intervals {
            canvas.text(WIDTH - MARGIN - 70.0, y, &self.interval, how);
        }
        canvas.text(WIDTH - MARGIN, y, w.forms, how);
    }

    fn row(&self, canvas: &mut Canvas<'_>, y: f64, unit: &UnitSatisfaction) {
        let Some(index) = &unit.index else { return };
        let (size, right) = (self.pitch.font, WIDTH - MARGIN);
        if let (Some(low), Some(high)) = (unit.low, unit.high) {
            let (a, b) = (self.scale.at(low * 100.0), self.scale.at(high * 100.0));
            canvas.line(&[(a, y), (b, y)], INK, 2);
            for x in [a, b] {
                canvas.line(&[(x, y - 5.0), (x, y + 5.0)], INK, 2);
            }
            let print = |share: f64| local(&format!("{:.2}", share * 100.0), self.lang);
            let interval = format!("{} – {}", print(low), print(high));
            canvas.text(right - 70.0, y, &interval, ink(size).color(GREY).end());
        }
        let kind = if unit.small { Marker::Ring } else { Marker::Dot };
        canvas.marker(self.scale.at(index.to_f64() * 100.0), y, kind, 6.0, BLUE);
        let text = text::figure(&percent(index), 2, self.lang);
        canvas.text(right - 226.0, y, &text, ink(size).bold().end());
        let star = if unit.small { "*" } else { "" };
        canvas.text(right, y, &format!("{}{star}", unit.n), ink(size).end());
    }
}
