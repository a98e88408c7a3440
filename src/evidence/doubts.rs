//! Figures that are read without trouble and hardly can be true: a thousand or a million times
//! those of all other units, or a day of another year under a rule that judges days. They are
//! used as declared, and told with the points that hang on them, until a person has looked.

use super::{Entry, Part, UnitEvidence};
use crate::expr::number_words;
use crate::problem::{Kind, Place, Problem, Problems, kinds::values as kinds};
use crate::round::Round;
use crate::rubric::{DataItem, Rubric};
use crate::terms::{Date, Exact, Lang, UnitId};
use crate::value::{DataKind, Value};

/// So many times the usual figure is another unit of measure, or slipped zeros.
const TIMES: f64 = 300.0;
/// Fewer neighbours than this tell nothing.
const NEIGHBOURS: usize = 2;
/// Half of the neighbours lie within so many times the middle one, or there is no usual figure.
const LIKE: f64 = 30.0;
/// Days so close to the assessed period are usual: plans are signed before it, reports after it.
const NEAR_DAYS: i64 = 62;

/// Reports the figures of one block's units that hardly can be true.
pub(super) fn report(
    round: &Round,
    block: usize,
    rubric: &Rubric,
    all: &[UnitEvidence],
    problems: &mut Problems,
) {
    let units: Vec<usize> = round
        .units_of(block)
        .map(|(at, _)| at)
        .filter(|at| all.get(*at).is_some_and(|e| e.file.is_some() && e.stopped.is_none()))
        .collect();
    for (position, item) in rubric.items.iter().enumerate() {
        let entries: Vec<(usize, &Entry)> =
            units.iter().filter_map(|at| Some((*at, all[*at].items.get(position)?))).collect();
        let doubt = Doubt { round, rubric, item };
        match item.kind {
            DataKind::Count | DataKind::Number | DataKind::Money => {
                doubt.magnitudes(&entries, problems);
            }
            DataKind::Date => doubt.years(&entries, problems),
            _ => {}
        }
    }
}

struct Doubt<'a> {
    round: &'a Round,
    rubric: &'a Rubric,
    item: &'a DataItem,
}

impl Doubt<'_> {
    fn magnitudes(&self, entries: &[(usize, &Entry)], problems: &mut Problems) {
        let figures: Vec<(usize, &Entry, &Exact)> = entries
            .iter()
            .filter_map(|(unit, entry)| match &entry.outcome {
                Ok(Value::Number(n)) if !n.is_zero() && !n.is_negative() => {
                    Some((*unit, *entry, n))
                }
                _ => None,
            })
            .collect();
        for (unit, entry, own) in &figures {
            let others = figures.iter().filter(|(at, ..)| at != unit).map(|(.., n)| *n).collect();
            let figure = Figure {
                number: own,
                raw: &entry.raw,
                place: entry.origin.as_ref().map_or_else(Place::default, Place::from),
                unit: &self.round.units[*unit].id,
            };
            let Some(mut problem) = magnitude(self.item, figure, others) else { continue };
            if said_again(entry) {
                problem.kind = kinds::CONFIRMED;
            }
            problems.push(problem);
        }
    }

    fn years(&self, entries: &[(usize, &Entry)], problems: &mut Problems) {
        let codes: Vec<&str> = self
            .rubric
            .leaves()
            .filter(|(.., leaf)| leaf.rule.expr.items().contains(&&self.item.key))
            .map(|(_, node, _)| node.code.as_str())
            .collect();
        if codes.is_empty() {
            return;
        }
        let (from, to) = super::values::period(self.round);
        for (unit, entry) in entries {
            let Ok(Value::Date(day)) = &entry.outcome else { continue };
            if !is_far(*day, (from, to)) {
                continue;
            }
            let problem = self.problem(&kinds::DATE_YEAR, *unit, entry);
            let place = problem.place.clone();
            // One cause, one message.
            problems.retain(|p| p.kind.code != kinds::DATE_OUTSIDE.code || p.place != place);
            let shown = |day: Date| day.format("%d/%m/%Y").to_string();
            problems.push(
                problem
                    .with("value", shown(*day))
                    .with("from", shown(from))
                    .with("to", shown(to))
                    .with("codes", codes.join(", ")),
            );
        }
    }

    /// A problem at the cell of the value: a note once the unit said it again.
    fn problem(&self, kind: &Kind, unit: usize, entry: &Entry) -> Problem {
        let kind = if said_again(entry) { &kinds::CONFIRMED } else { kind };
        let place = entry.origin.as_ref().map_or_else(Place::default, Place::from);
        of_item(self.item, kind, place, &entry.raw).of_unit(&self.round.units[unit].id)
    }
}

/// Whether the unit, asked about its value, gave the same again.
fn said_again(entry: &Entry) -> bool {
    let last = entry.replaced.last();
    last.is_some_and(|old| old.part == Part::Value && old.outcome == entry.outcome)
}

fn of_item(item: &DataItem, kind: &Kind, place: Place, raw: &str) -> Problem {
    let raw = super::cell_text::short(raw);
    let problem = Problem::new(kind, place).with("taken", &raw).with("raw", raw);
    problem.with("label", &item.label).with("key", &item.key)
}

/// A figure of one unit, above 0, and where it stands.
pub struct Figure<'a> {
    pub number: &'a Exact,
    pub raw: &'a str,
    pub place: Place,
    pub unit: &'a UnitId,
}

/// What there is to say of a figure beside those that other units have for the same item, all
/// above 0; `None` when it is a usual one.
pub fn magnitude(item: &DataItem, own: Figure<'_>, mut others: Vec<&Exact>) -> Option<Problem> {
    others.sort();
    let times = times_the_usual(own.number.to_f64(), &others)?;
    let (vi, en) = how_many(times);
    let (low, high) = (others.first()?, others.last()?);
    let range = |lang| format!("{} – {}", number_words(low, lang), number_words(high, lang));
    let measure = item.unit.as_deref().filter(|unit| !unit.is_empty());
    let measured = measure.map_or(String::new(), |unit| format!(" ({unit})"));
    let problem = of_item(item, &kinds::MAGNITUDE, own.place, own.raw).of_unit(own.unit);
    let problem = problem.said("how", vi, en).said("others", range(Lang::Vi), range(Lang::En));
    Some(problem.with("measure", measured))
}

/// How many times the usual figure a figure is, when that is no usual difference. `others` rise.
fn times_the_usual(own: f64, others: &[&Exact]) -> Option<f64> {
    if others.len() < NEIGHBOURS {
        return None;
    }
    let logs: Vec<f64> = others.iter().map(|n| n.to_f64().ln()).collect();
    let middle = (logs[(logs.len() - 1) / 2] + logs[logs.len() / 2]) / 2.0;
    let like = logs.iter().filter(|log| (*log - middle).abs() <= LIKE.ln()).count();
    let times = (own.ln() - middle).exp();
    let odd = times >= TIMES || times <= 1.0 / TIMES;
    (odd && like * 2 >= logs.len()).then_some(times)
}

/// `gấp khoảng 1,3 triệu lần`, `chỉ bằng khoảng một phần 1 nghìn`.
fn how_many(times: f64) -> (String, String) {
    let words = |n: f64| {
        let step = 10f64.powi(n.log10().floor() as i32 - 1);
        let n = (n / step).round() * step;
        let (size, vi, en) = match n {
            n if n >= 1e9 => (1e9, " tỷ", " billion"),
            n if n >= 1e6 => (1e6, " triệu", " million"),
            n if n >= 1e3 => (1e3, " nghìn", " thousand"),
            _ => (1.0, "", ""),
        };
        let step = step / size;
        let rounded = (n / size / step).round() * step;
        let rounded = Exact::from_cell_float(rounded).unwrap_or_default();
        let say = |lang, word: &str| format!("{}{word}", number_words(&rounded, lang));
        (say(Lang::Vi, vi), say(Lang::En, en))
    };
    if times >= 1.0 {
        let (vi, en) = words(times);
        return (format!("gấp khoảng {vi} lần"), format!("about {en} times"));
    }
    let (vi, en) = words(1.0 / times);
    (format!("chỉ bằng khoảng một phần {vi}"), format!("about one part in {en} of"))
}

fn is_far(day: Date, (from, to): (Date, Date)) -> bool {
    (from - day).num_days() > NEAR_DAYS || (day - to).num_days() > NEAR_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(own: f64, others: &[i64]) -> Option<f64> {
        let others: Vec<Exact> = others.iter().map(|n| Exact::whole(*n)).collect();
        times_the_usual(own, &others.iter().collect::<Vec<_>>())
    }

    #[test]
    fn only_another_order_of_magnitude_is_told() {
        assert!(times(1.25e9, &[950, 1010, 1100, 1300]).is_some_and(|n| n > 1e6));
        assert!(times(1.2e6, &[1000, 1300]).is_some());
        assert!(times(1.2, &[1000, 1100, 1300]).is_some_and(|n| n < 0.01));
        // A large ward, a small one, too few neighbours, neighbours that say nothing usual.
        assert_eq!(times(12_000.0, &[60, 90, 1000]), None);
        assert_eq!(times(5.0, &[40, 60, 1200]), None);
        assert_eq!(times(1e9, &[1000]), None);
        assert_eq!(times(1e9, &[1, 1000, 1_000_000, 500_000_000]), None);
        // Two of five slipped the same way.
        assert!(times(1.25e9, &[950, 1100, 1300, 1_300_000_000]).is_some());
    }

    #[test]
    fn how_many_times_is_said_in_words() {
        assert_eq!(how_many(1_250_000.0).0, "gấp khoảng 1,3 triệu lần");
        assert_eq!(how_many(1000.0).0, "gấp khoảng 1 nghìn lần");
        assert_eq!(how_many(999_800.0).0, "gấp khoảng 1 triệu lần");
        assert_eq!(how_many(12_345.0).0, "gấp khoảng 12 nghìn lần");
        assert_eq!(how_many(0.0027).0, "chỉ bằng khoảng một phần 370");
    }

    #[test]
    fn days_of_the_months_around_the_period_are_usual() {
        let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
        let period = (day(2020, 1, 1), day(2020, 12, 31));
        for (day, far) in [
            (day(2019, 12, 30), false),
            (day(2021, 1, 15), false),
            (day(2019, 8, 31), true),
            (day(2021, 6, 15), true),
        ] {
            assert_eq!(is_far(day, period), far, "{day}");
        }
    }
}
