//! Every question of a survey as one bar of its answers, lying around the neutral answer: what
//! counts against the service to the left, what counts for it to the right.

use super::canvas::{
    BLUE, Canvas, ChartError, Color, GREY, INK, MIST, PALE, RULE, WHITE, ink, paint,
};
use super::frame::{FOOT, Head, MARGIN, Notes, Part, foot, with_part};
use super::rows::WIDTH;
use super::text::{local, width, wrap};
use super::words::words;
use crate::report::provisional_all;
use crate::results::Results;
use crate::survey::Satisfaction;
use crate::survey::scheme::AnswerOption;
use crate::terms::{Exact, Lang};

/// Height of a question's row and of a factor's heading.
const ROW: f64 = 42.0;
const HEADING: f64 = 30.0;
/// Room for the texts of the questions, and for the figures at the right.
const TEXTS: f64 = 420.0;
const FIGURES: f64 = 130.0;

/// A dark grey for the worst answer: as dark as the best on paper, without its hue.
const DARK: Color = Color(70, 76, 84);

/// The answers in the order of the axis, worst first, and the place of the neutral one.
struct Axis<'r> {
    /// Positions in the scheme.
    options: Vec<usize>,
    labels: Vec<&'r str>,
    neutral: Option<usize>,
}

impl<'r> Axis<'r> {
    /// Options with a share; the scheme lists them from best to worst or the other way, and
    /// their shares say which.
    fn of(survey: &'r Satisfaction) -> Axis<'r> {
        let options = &survey.method.options;
        let mut list: Vec<(usize, &AnswerOption)> =
            options.iter().enumerate().filter(|(_, o)| o.share.is_some()).collect();
        let share = |at: Option<&(usize, &AnswerOption)>| at.and_then(|(_, o)| o.share.clone());
        if share(list.first()) > share(list.last()) {
            list.reverse();
        }
        let neutral = (list.len() % 2 == 1).then_some(list.len() / 2);
        let labels = list.iter().map(|(_, o)| o.label.as_str()).collect();
        Axis { options: list.into_iter().map(|(at, _)| at).collect(), labels, neutral }
    }

    /// How far the answer lies from the middle: below 0 against, above 0 for.
    fn side(&self, at: usize) -> i32 {
        let (at, count) = (at as i32, self.options.len() as i32);
        match self.neutral {
            Some(middle) => at - middle as i32,
            None if at < count / 2 => at - count / 2,
            None => at - count / 2 + 1,
        }
    }

    /// Fill of the answer, and the ink upon it.
    fn fill(&self, at: usize) -> (Color, Color) {
        let (side, most) = (self.side(at), self.options.len() as i32 / 2);
        let outer = side.abs() == most;
        match side {
            0 => (MIST, INK),
            1.. if outer => (BLUE, WHITE),
            1.. => (PALE, INK),
            _ if outer => (DARK, WHITE),
            _ => (WHITE, INK),
        }
    }
}

/// One question over all units.
struct Bar<'r> {
    id: &'r str,
    text: &'r str,
    /// Answers by the order of the axis.
    counts: Vec<usize>,
    index: Option<Exact>,
}

impl Bar<'_> {
    fn all(&self) -> usize {
        self.counts.iter().sum()
    }

    fn share(&self, at: usize) -> f64 {
        self.counts[at] as f64 / self.all().max(1) as f64
    }

    /// Shares left of the middle.
    fn left(&self, axis: &Axis<'_>) -> f64 {
        let of = |at: usize| match axis.side(at) {
            0 => self.share(at) / 2.0,
            ..0 => self.share(at),
            _ => 0.0,
        };
        (0..self.counts.len()).map(of).sum()
    }
}

/// The number of questions that have a bar.
pub(super) fn questions(survey: &Satisfaction) -> usize {
    let any = survey.units.iter().any(|u| u.questions.iter().any(|q| !q.options.is_empty()));
    if any { survey.method.questions.len() } else { 0 }
}

fn bars<'r>(survey: &'r Satisfaction, axis: &Axis<'_>) -> Vec<Bar<'r>> {
    let bar = |(at, question): (usize, &'r crate::survey::scheme::Question)| {
        let given = || survey.units.iter().filter_map(|u| u.questions.get(at));
        let count = |option: &usize| given().filter_map(|q| q.options.get(*option)).sum();
        let counts: Vec<usize> = axis.options.iter().map(count).collect();
        let mut sum = Exact::zero();
        for (option, n) in axis.options.iter().zip(&counts) {
            if let Some(share) = &survey.method.options[*option].share {
                sum += &(share.clone() * &Exact::whole(*n as i64));
            }
        }
        let all: usize = counts.iter().sum();
        let index = sum.checked_div(&Exact::whole(all as i64));
        Bar { id: &question.id, text: &question.text, counts, index }
    };
    survey.method.questions.iter().enumerate().map(bar).collect()
}

pub(super) fn draw(
    results: &Results,
    survey: &Satisfaction,
    part: &Part,
    lang: Lang,
) -> Result<String, ChartError> {
    let w = words(lang);
    let axis = Axis::of(survey);
    let all = bars(survey, &axis);
    let title = format!("{} – {}", w.answers, survey.title);
    let forms: usize = survey.units.iter().map(|u| u.n).sum();
    let subtitle = format!("{} · {} {forms} {}", results.round.title, w.all_units, w.forms_small);
    let head = Head::new(results, &with_part(&title, part, lang), &subtitle, WIDTH, lang);
    let top = head.bottom() + 66.0;
    let headings = survey.method.factors.iter().filter(|f| starts(f, part)).count();
    let bottom = top + ROW * part.rows.len() as f64 + HEADING * headings as f64;
    let around = if axis.neutral.is_some() { w.diverging } else { w.diverging_halves };
    let notes = std::iter::once(around.to_string()).chain(provisional_all(results, lang));
    let notes = Notes::new(notes, WIDTH);
    let height = bottom + 32.0 + notes.height() + FOOT;
    let most = |side: &dyn Fn(&Bar<'_>) -> f64| {
        let most = all.iter().map(side).fold(0.0f64, f64::max);
        (most * 10.0).ceil() / 10.0
    };
    let left = most(&|bar| bar.left(&axis));
    let right = most(&|bar| if bar.all() == 0 { 0.0 } else { 1.0 - bar.left(&axis) });
    let (x0, x1) = (MARGIN + TEXTS + 16.0, WIDTH - MARGIN - FIGURES);
    let plot = Plot { axis: &axis, x0, x1, left, scale: (x1 - x0) / (left + right).max(0.1), lang };
    paint((WIDTH as u32, height.ceil() as u32), |canvas| {
        head.draw(canvas, results, WIDTH, lang);
        plot.legend(canvas, head.bottom() + 12.0);
        let how = ink(13.0).color(GREY).end();
        canvas.text(WIDTH - MARGIN - 66.0, top - 12.0, w.index, how);
        canvas.text(WIDTH - MARGIN, top - 12.0, w.answers_short, how);
        plot.grid(canvas, top, bottom);
        plot.middle(canvas, top, bottom);
        let mut y = top;
        for at in part.rows.clone() {
            if let Some(factor) =
                survey.method.factors.iter().find(|f| f.questions.first() == Some(&at))
            {
                let name = format!("{}. {}", factor.id, factor.name);
                canvas.text(MARGIN, y + HEADING / 2.0, &name, ink(15.0).bold());
                y += HEADING;
            }
            plot.row(canvas, y, &all[at]);
            y += ROW;
        }
        notes.draw(canvas, bottom + 44.0);
        foot(canvas, results, (WIDTH, height), lang);
    })
}

/// Whether the factor's first question stands in this part.
fn starts(factor: &crate::survey::scheme::Factor, part: &Part) -> bool {
    factor.questions.first().is_some_and(|at| part.rows.contains(at))
}

struct Plot<'a> {
    axis: &'a Axis<'a>,
    x0: f64,
    x1: f64,
    /// What the widest bar has left of the middle, as a share.
    left: f64,
    /// Pixels of everybody.
    scale: f64,
    lang: Lang,
}

impl Plot<'_> {
    fn zero(&self) -> f64 {
        self.x0 + self.left * self.scale
    }

    fn legend(&self, canvas: &mut Canvas<'_>, y: f64) {
        let mut x = MARGIN;
        for (at, label) in self.axis.labels.iter().enumerate() {
            self.segment(canvas, at, (x, x + 26.0), (y - 9.0, y + 9.0));
            canvas.text(x + 34.0, y, label, ink(14.0));
            x += 34.0 + width(label, ink(14.0)) * 1.08 + 26.0;
        }
    }

    fn grid(&self, canvas: &mut Canvas<'_>, top: f64, bottom: f64) {
        let zero = self.zero();
        let steps = (-10..=10).map(|step| f64::from(step) / 5.0);
        for share in steps {
            let x = zero + share * self.scale;
            if x < self.x0 - 1.0 || x > self.x1 + 1.0 {
                continue;
            }
            canvas.line(&[(x, top), (x, bottom)], RULE, 1);
            let text = format!("{:.0}%", share.abs() * 100.0);
            canvas.text(x, bottom + 16.0, &text, ink(13.0).color(GREY).middle());
        }
    }

    fn middle(&self, canvas: &mut Canvas<'_>, top: f64, bottom: f64) {
        let x = self.zero();
        canvas.dashed(&[(x, top), (x, bottom)], INK, 1, Some((4.0, 4.0)));
    }

    fn row(&self, canvas: &mut Canvas<'_>, y: f64, bar: &Bar<'_>) {
        let middle = y + ROW / 2.0;
        let name = format!("{}. {}", bar.id, bar.text);
        canvas.lines(MARGIN, middle, &wrap(&name, TEXTS, 2, ink(14.0)), ink(14.0));
        let mut x = self.zero() - bar.left(self.axis) * self.scale;
        for at in 0..bar.counts.len() {
            let end = x + bar.share(at) * self.scale;
            if bar.counts[at] > 0 {
                self.segment(canvas, at, (x, end), (y + 7.0, y + ROW - 7.0));
                self.label(canvas, ((x + end) / 2.0, middle), (at, bar.share(at)), end - x);
            }
            x = end;
        }
        let index = bar.index.as_ref().map(|i| i.clone() * &Exact::whole(100));
        let text = index.map_or("–".into(), |i| super::text::figure(&i, 2, self.lang));
        canvas.text(WIDTH - MARGIN - 66.0, middle, &text, ink(15.0).bold().end());
        canvas.text(WIDTH - MARGIN, middle, &bar.all().to_string(), ink(15.0).end());
    }

    /// Answers against have lines across, but the worst, which is dark.
    fn segment(
        &self,
        canvas: &mut Canvas<'_>,
        at: usize,
        (x0, x1): (f64, f64),
        (y0, y1): (f64, f64),
    ) {
        let (fill, _) = self.axis.fill(at);
        canvas.rect(x0, y0, x1, y1, fill);
        if fill == WHITE {
            canvas.hatch(x0, y0, x1, y1);
        }
        canvas.outline(x0, y0, x1, y1, GREY);
    }

    /// The share of the answer at position `at`, where there is room for it.
    fn label(
        &self,
        canvas: &mut Canvas<'_>,
        (x, y): (f64, f64),
        (at, share): (usize, f64),
        room: f64,
    ) {
        let text = local(&format!("{:.1}", share * 100.0), self.lang);
        let how = ink(13.0);
        let wide = width(&text, how) * 1.1 + 4.0;
        if wide > room {
            return;
        }
        let (fill, color) = self.axis.fill(at);
        if fill == WHITE {
            canvas.rect(x - wide / 2.0, y - 9.0, x + wide / 2.0, y + 9.0, WHITE);
        }
        canvas.text(x, y, &text, how.color(color).middle());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::example_results;

    fn labels(axis: &Axis<'_>) -> Vec<i32> {
        (0..axis.options.len()).map(|at| axis.side(at)).collect()
    }

    #[test]
    fn the_shares_say_which_end_is_good() {
        let mut survey = example_results::results(9).surveys.remove(0);
        let axis = Axis::of(&survey);
        assert_eq!(axis.labels.first(), Some(&"Rất không hài lòng"));
        assert_eq!(axis.labels.last(), Some(&"Rất hài lòng"));
        assert_eq!((axis.neutral, labels(&axis)), (Some(2), vec![-2, -1, 0, 1, 2]));
        // the same scale written from worst to best
        survey.method.options[..5].reverse();
        let axis = Axis::of(&survey);
        assert_eq!(axis.options, [0, 1, 2, 3, 4]);
        assert_eq!(axis.labels.last(), Some(&"Rất hài lòng"));
        // without the middle answer there is no neutral one
        survey.method.options.remove(2);
        let axis = Axis::of(&survey);
        assert_eq!((axis.neutral, labels(&axis)), (None, vec![-2, -1, 1, 2]));
    }

    #[test]
    fn answers_of_all_units_are_added_up() {
        let survey = example_results::results(9).surveys.remove(0);
        let axis = Axis::of(&survey);
        let bars = bars(&survey, &axis);
        // 60, 67, 12, 6 and 3 in each of nine units; one “không áp dụng” stays outside
        assert_eq!(bars[0].counts, [27, 54, 108, 603, 540]);
        assert_eq!(bars[0].index, Exact::fraction(127, 148));
        let left = (27.0 + 54.0 + 54.0) / 1332.0;
        assert!((bars[0].left(&axis) - left).abs() < 1e-12);
    }
}
