//! Figures that are read without trouble and hardly can be true: a thousand or a million times
//! those of all other units, or a day of another year under a rule that judges days. They are
//! used as declared, and told with the points that hang on them, until a person has looked.

use super::{Entry, Part, UnitEvidence};
use crate::expr::number_words;
use crate::problem::{Kind, Place, Problem, Problems, kinds::values as kinds};
use crate::round::Round;
use crate::rubric::{DataItem, Leaf, Rubric};
use crate::terms::{Date, Exact, Key, Lang, UnitId};
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
    (round, block, rubric): (&Round, usize, &Rubric),
    all: &[UnitEvidence],
    confirmed: &dyn Fn(usize, &Key, &Value) -> bool,
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
        let doubt = Doubt { round, rubric, item, confirmed };
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
    confirmed: &'a dyn Fn(usize, &Key, &Value) -> bool,
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
            let Some(problem) = magnitude(self.doubted(*unit, entry), own, others) else {
                continue;
            };
            // Doubts are few, official figures many.
            if !(self.confirmed)(*unit, &self.item.key, &Value::Number((*own).clone())) {
                problems.push(confirmed(problem, entry));
            }
        }
    }

    fn years(&self, entries: &[(usize, &Entry)], problems: &mut Problems) {
        for (unit, entry) in entries {
            let Ok(Value::Date(day)) = &entry.outcome else { continue };
            let doubted = self.doubted(*unit, entry);
            if let Some(problem) = far_year((self.round, self.rubric), doubted, *day) {
                put(confirmed(problem, entry), problems);
            }
        }
    }

    fn doubted<'d>(&'d self, unit: usize, entry: &'d Entry) -> Doubted<'d> {
        let place = entry.origin.as_ref().map_or_else(Place::default, Place::from);
        Doubted { item: self.item, raw: &entry.raw, place, unit: &self.round.units[unit].id }
    }
}

/// A doubt is a note once the unit said the value again.
fn confirmed(problem: Problem, entry: &Entry) -> Problem {
    match said_again(entry) {
        true => Problem { kind: kinds::CONFIRMED, ..problem },
        false => problem,
    }
}

/// Whether the unit, asked about its value, gave the same again.
fn said_again(entry: &Entry) -> bool {
    let last = entry.replaced.last();
    last.is_some_and(|old| old.part == Part::Value && old.outcome == entry.outcome)
}

/// A value of one unit and where it stands, whoever wrote it there.
pub struct Doubted<'a> {
    pub item: &'a DataItem,
    pub raw: &'a str,
    pub place: Place,
    pub unit: &'a UnitId,
}

impl Doubted<'_> {
    fn problem(self, kind: &Kind) -> Problem {
        let raw = super::cell_text::short(self.raw);
        let problem = Problem::new(kind, self.place).with("taken", &raw).with("raw", raw);
        let problem = problem.with("label", &self.item.label).with("key", &self.item.key);
        problem.of_unit(self.unit)
    }
}

/// What there is to say of a figure above 0 beside those that other units have for the same item,
/// all above 0; `None` when it is a usual one.
pub fn magnitude(own: Doubted<'_>, number: &Exact, mut others: Vec<&Exact>) -> Option<Problem> {
    others.sort();
    let times = times_the_usual(number.to_f64(), &others)?;
    let (vi, en) = how_many(times);
    let (low, high) = (others.first()?, others.last()?);
    let range = |lang| format!("{} – {}", number_words(low, lang), number_words(high, lang));
    let measure = own.item.unit.as_deref().filter(|unit| !unit.is_empty());
    let measured = measure.map_or(String::new(), |unit| format!(" ({unit})"));
    let problem = own.problem(&kinds::MAGNITUDE).said("how", vi, en);
    let problem = problem.said("others", range(Lang::Vi), range(Lang::En));
    Some(problem.with("measure", measured))
}

/// What there is to say of a day far from the assessed period, under a rule that judges days.
pub fn far_year(
    (round, rubric): (&Round, &Rubric),
    own: Doubted<'_>,
    day: Date,
) -> Option<Problem> {
    let reads = |leaf: &Leaf| leaf.rule.expr.items().contains(&&own.item.key);
    let readers = rubric.leaves().filter(|(.., leaf)| reads(leaf));
    let codes: Vec<&str> = readers.map(|(_, node, _)| node.code.as_str()).collect();
    let (from, to) = super::values::period(round);
    if codes.is_empty() || !is_far(day, (from, to)) {
        return None;
    }
    let shown = |day: Date| day.format("%d/%m/%Y").to_string();
    let problem = own.problem(&kinds::DATE_YEAR).with("value", shown(day));
    let problem = problem.with("from", shown(from)).with("to", shown(to));
    Some(problem.with("codes", codes.join(", ")))
}

/// One cause, one message: a doubt of a year says what the note on the same cell says.
pub fn put(problem: Problem, problems: &mut Problems) {
    let place = problem.place.clone();
    problems.retain(|p| p.kind.code != kinds::DATE_OUTSIDE.code || p.place != place);
    problems.push(problem);
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
