//! What stands around every picture: title, what is measured, source, the illustration mark.

use std::ops::Range;

use super::canvas::{BLUE, Canvas, GREY, INK, RULE, ink};
use super::text::{widest, wrap};
use super::words::{absence, words};
use crate::index::UnitIndex;
use crate::report::audience::Audience;
use crate::report::{provisional_all, provisional_public};
use crate::results::Results;
use crate::terms::Lang;

/// What a picture is drawn from, in which language, and for whom.
#[derive(Clone, Copy)]
pub(super) struct Scene<'r> {
    pub results: &'r Results,
    pub lang: Lang,
    pub audience: Audience,
}

impl Scene<'_> {
    pub(super) fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }

    /// Why a unit has no index; everyone is told only that it has no rank.
    pub(super) fn absence(&self, unit: &UnitIndex) -> &'static str {
        match self.audience {
            Audience::Inside => absence(self.results.absence(unit), self.lang),
            Audience::Public => words(self.lang).not_ranked,
        }
    }

    /// A star follows an index behind which something is not final; what is open at a unit is
    /// not for everyone.
    pub(super) fn star(&self, unit: &UnitIndex) -> &'static str {
        if has_star(unit) && !self.is_public() { "*" } else { "" }
    }

    /// Why all figures are provisional; everyone is told that they are.
    pub(super) fn provisional(&self) -> Vec<String> {
        match self.audience {
            Audience::Inside => provisional_all(self.results, self.lang).collect(),
            Audience::Public => provisional_public(self.results, self.lang).into_iter().collect(),
        }
    }
}

/// Which rows of a long list a picture shows.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub rows: Range<usize>,
    /// Counted from 1.
    pub number: usize,
    pub of: usize,
}

/// Free space at the left and right of every picture.
pub(super) const MARGIN: f64 = 32.0;
/// Height taken by the footer.
pub(super) const FOOT: f64 = 44.0;

/// The head of a picture, laid out before its height is known.
pub(super) struct Head {
    title: Vec<String>,
    subtitle: Vec<String>,
}

impl Head {
    /// Title and subtitle wrapped to the picture's width.
    pub(super) fn new(
        results: &Results,
        title: &str,
        subtitle: &str,
        width: f64,
        lang: Lang,
    ) -> Head {
        let room = width - 2.0 * MARGIN - mark_width(results, lang);
        Head {
            title: wrap(title, room, 2, ink(24.0).bold()),
            subtitle: wrap(subtitle, width - 2.0 * MARGIN, 2, ink(15.0)),
        }
    }

    /// Where the picture proper may begin.
    pub(super) fn bottom(&self) -> f64 {
        20.0 + 31.0 * self.title.len() as f64 + 21.0 * self.subtitle.len() as f64 + 14.0
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, results: &Results, width: f64, lang: Lang) {
        let mut y = 36.0;
        for line in &self.title {
            canvas.text(MARGIN, y, line, ink(24.0).bold());
            y += 31.0;
        }
        y -= 3.0;
        for line in &self.subtitle {
            canvas.text(MARGIN, y, line, ink(15.0).color(GREY));
            y += 21.0;
        }
        if results.round.illustration {
            let mark = mark_width(results, lang) - 16.0;
            let (x0, x1) = (width - MARGIN - mark, width - MARGIN);
            canvas.outline(x0, 22.0, x1, 50.0, BLUE);
            let how = ink(15.0).bold().color(BLUE).middle();
            canvas.text((x0 + x1) / 2.0, 36.0, words(lang).illustration, how);
        }
    }
}

fn mark_width(results: &Results, lang: Lang) -> f64 {
    if !results.round.illustration {
        return 0.0;
    }
    widest([words(lang).illustration].into_iter(), ink(15.0).bold(), 300.0) + 36.0
}

/// The line at the bottom that says where the figures come from.
pub(super) fn foot(canvas: &mut Canvas<'_>, results: &Results, size: (f64, f64), lang: Lang) {
    let y = size.1 - FOOT + 22.0;
    canvas.line(&[(MARGIN, y - 16.0), (size.0 - MARGIN, y - 16.0)], RULE, 1);
    let text = source_line(results, lang);
    let line = super::text::cut(&text, size.0 - 2.0 * MARGIN, ink(13.0));
    canvas.text(MARGIN, y, &line, ink(13.0).color(GREY));
}

fn source_line(results: &Results, lang: Lang) -> String {
    let (w, round) = (words(lang), &results.round);
    let names: Vec<&str> = [round.issuer.as_str(), round.office.as_str()]
        .into_iter()
        .filter(|n| !n.is_empty())
        .collect();
    let when = match round.period {
        Some((from, to)) => {
            format!("{} {} – {}", w.period, from.format("%d/%m/%Y"), to.format("%d/%m/%Y"))
        }
        None => format!("{} {}", w.year, round.year),
    };
    match names.is_empty() {
        true => format!("{}: {when}", w.source),
        false => format!("{}: {}; {when}", w.source, names.join(" – ")),
    }
}

/// `Khối xã, phường` or `Khối xã, phường (phần 1/3)`.
pub(super) fn with_part(name: &str, part: &Part, lang: Lang) -> String {
    match part.of {
        1 => name.to_string(),
        _ => format!("{name} ({} {}/{})", words(lang).part, part.number, part.of),
    }
}

/// Small notes above the footer, such as what a mark means, in the lines that they take.
pub(super) struct Notes(Vec<String>);

impl Notes {
    pub(super) fn new(texts: impl IntoIterator<Item = String>, width: f64) -> Notes {
        let lines = |text: String| wrap(&text, width - 2.0 * MARGIN, 3, ink(13.0));
        Notes(texts.into_iter().flat_map(lines).collect())
    }

    /// What a star at a figure means, when one of the units has it, and why all are provisional.
    pub(super) fn provisional<'u>(
        scene: &Scene<'_>,
        mut units: impl Iterator<Item = &'u UnitIndex>,
        width: f64,
    ) -> Notes {
        let star = units.any(|unit| !scene.star(unit).is_empty());
        let star = star.then(|| words(scene.lang).provisional.to_string());
        Notes::new(star.into_iter().chain(scene.provisional()), width)
    }

    /// These notes after others.
    pub(super) fn after(self, mut first: Notes) -> Notes {
        first.0.extend(self.0);
        first
    }

    pub(super) fn height(&self) -> f64 {
        match self.0.len() {
            0 => 0.0,
            lines => 4.0 + 22.0 * lines as f64,
        }
    }

    /// `y` is the middle of the first line.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, y: f64) {
        for (at, line) in self.0.iter().enumerate() {
            canvas.text(MARGIN, y + 22.0 * at as f64, line, ink(13.0).color(INK));
        }
    }
}

/// The index stands, but something behind it is not final: a star follows it.
fn has_star(unit: &UnitIndex) -> bool {
    unit.published.is_some() && unit.is_provisional()
}
