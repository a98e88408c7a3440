//! Official figures of a unit beside what it declared, and what the difference is worth in points.

use std::collections::HashMap;

use super::leaf::number;
use super::surroundings::UnitEnv;
use super::unit_data::UnitData;
use crate::expr::evaluate;
use crate::official::{Known, Subject};
use crate::problem::{Place, Problem, Problems, kinds::values as kinds};
use crate::round::Differ;
use crate::rubric::{DataItem, Leaf};
use crate::terms::{Exact, Key, Lang};
use crate::value::{Gap, Origin, Outcome, Value};

/// An official figure of a data item beside what the unit declared.
#[derive(Debug, Clone)]
pub struct OfficialValue {
    pub known: Known,
    /// Position in `Rubric::items`.
    pub item: usize,
    pub declared: Outcome,
    pub raw: String,
    pub origin: Option<Origin>,
    /// Whether the official figure is what the rules used.
    pub used: bool,
    /// Position in `Round::official.known`, where the difference has been explained.
    pub explained: Option<usize>,
    /// For every leaf that reads it: the position of its node, the points with the declared and
    /// with the official figure, everything else being as it is.
    pub effects: Vec<Effect>,
}

/// The position of a leaf's node, and its points with the declared and with the official figure.
pub(crate) type Effect = (usize, Result<Exact, Gap>, Result<Exact, Gap>);

impl OfficialValue {
    /// Whether the unit declared something else, or nothing.
    pub fn differs(&self) -> bool {
        self.declared.as_ref().ok() != Some(&self.known.value)
    }

    /// Official less declared; `None` unless both are numbers.
    pub fn difference(&self) -> Option<Exact> {
        match (&self.known.value, &self.declared) {
            (Value::Number(official), Ok(Value::Number(declared))) => {
                Some(official.clone() - declared)
            }
            _ => None,
        }
    }
}

/// The official figures of the data items of a unit, each with what it is worth; what differs
/// without a known cause is told.
pub(super) fn of_unit(
    env: &UnitEnv<'_>,
    positions: &HashMap<&Key, usize>,
    data: &UnitData<'_>,
    problems: &mut Problems,
) -> Vec<OfficialValue> {
    let round = env.sources.round;
    let mut list = Vec::new();
    for known in env.sources.official.iter().filter(|known| known.unit == data.at) {
        let Subject::Item(key) = &known.subject else { continue };
        let Some(&item) = positions.get(key) else { continue };
        let entry = data.evidence.items.get(item);
        let number = match &known.value {
            Value::Number(n) => n.clone(),
            _ => Exact::zero(),
        };
        let mut one = OfficialValue {
            known: known.clone(),
            item,
            declared: data.declared[item].clone(),
            raw: entry.map(|entry| entry.raw.clone()).unwrap_or_default(),
            origin: entry.and_then(|entry| entry.origin.clone()),
            used: data.official[item],
            explained: round.official.explained(data.unit, &key.to_string(), &number),
            effects: Vec::new(),
        };
        if one.differs() {
            one.effects = effects(env, data, item);
            tell(&one, &env.sources.rubric.items[item], data, round.official.differ, problems);
        }
        list.push(one);
    }
    list
}

/// What the rules that read an item give with the declared and with the official figure.
fn effects(env: &UnitEnv<'_>, data: &UnitData<'_>, item: usize) -> Vec<Effect> {
    let rubric = env.sources.rubric;
    let key = &rubric.items[item].key;
    let with = |outcome: &Outcome| {
        let mut items = data.corrected.clone();
        items[item] = outcome.clone();
        items
    };
    let official = data.official_outcome(item);
    let (declared, official) = (with(&data.declared[item]), with(&official));
    let readers = rubric
        .leaves()
        .filter(|(.., leaf)| leaf.asks(&data.unit.tags) && leaf.rule.expr.items().contains(&key));
    let effect = |(at, _, leaf): (usize, _, &Leaf)| {
        let points = |items: &[Outcome]| points(env, (leaf, at), items);
        (at, points(&declared), points(&official))
    };
    readers.map(effect).collect()
}

/// What a leaf gives with these values.
fn points(env: &UnitEnv<'_>, (leaf, at): (&Leaf, usize), items: &[Outcome]) -> Result<Exact, Gap> {
    let peers = env.all_peers.map_or(&[][..], |peers| peers.of_leaf(at));
    let with = UnitEnv { items, peers, ..*env };
    number(evaluate(&leaf.rule.expr, &with).0)
}

fn tell(
    one: &OfficialValue,
    item: &DataItem,
    data: &UnitData<'_>,
    differ: Differ,
    problems: &mut Problems,
) {
    let Some(origin) = &one.origin else { return };
    if one.explained.is_some() || one.declared.is_err() || data.evidence.stopped.is_some() {
        return;
    }
    let shown = |value: &Value| Lang::Vi.decimal(&value.to_plain());
    let difference =
        one.difference().map_or("…".to_string(), |d| Lang::Vi.decimal(&d.to_plain()));
    let (used, used_en) = match differ {
        Differ::Ask => ("số chính thức", "the official figure"),
        Differ::Declared => ("số đơn vị kê khai", "the declared figure"),
    };
    problems.push(
        Problem::new(&kinds::OFFICIAL_DIFFERS, Place::from(origin))
            .with("label", &item.label)
            .with("raw", &one.raw)
            .with("official", shown(&one.known.value))
            .with("source", &one.known.source)
            .with("difference", difference)
            .with("used", used)
            .with("used_en", used_en)
            .with("taken", used)
            .of_unit(&data.unit.id),
    );
}
