//! Which round was last year's, and which of its units a unit of this round was.

use crate::document::Section;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::terms::{Exact, Key, UnitId};

/// What the round says of the year before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Years {
    /// Last year's round, relative to this round's folder.
    pub round: Option<String>,
    pub joined: Vec<Joined>,
}

/// A unit that was renamed, merged or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its id in this round.
    pub unit: String,
    pub of: Vec<Predecessor>,
    /// The item whose values of last year say how much each counts.
    pub by: Option<Key>,
    pub place: Place,
}

/// A unit of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    pub id: String,
    /// As a share of one; `None` where an item says it.
    pub weight: Option<Exact>,
}

/// Reads `predecessors` of every unit; weights that do not add up and a predecessor named twice are
/// told.
pub(super) fn joined(file: &Section<'_>, problems: &mut Problems) -> Vec<Joined> {
    // What is wrong with the tables themselves has been said.
    let units = file.subs("unit", &mut Problems::default());
    let mut all = Vec::new();
    for section in units {
        let Some(unit) = section.text("id").map(|at| at.value) else { continue };
        let of = section.subs("predecessors", problems);
        let of = of.iter().filter_map(|one| {
            let id = one.text("id")?.value.trim().to_string();
            Some(Predecessor { id, weight: one.number("weight").map(|at| at.value) })
        });
        let by = section.text("predecessor_weights").map(|at| Key::new(at.value.trim()));
        let place = section.source.place(&section.span);
        let mut joined = Joined { unit, of: of.collect(), by, place };
        if let ([only], None) = (&mut joined.of[..], &joined.by) {
            only.weight.get_or_insert(Exact::one());
        }
        match joined.fault() {
            Some((vi, en)) => problems.push(
                Problem::new(&kinds::round::PREDECESSORS, joined.place.clone())
                    .with("unit", &joined.unit)
                    .said("detail", vi, en),
            ),
            None if joined.of.is_empty() => {}
            None => all.push(joined),
        }
    }
    all
}

impl Years {
    /// Whether the round says which unit of last year this one was.
    pub fn is_said(&self, unit: &UnitId) -> bool {
        self.joined.iter().any(|one| one.unit == unit.as_str())
    }
}

impl Joined {
    /// What cannot be, in Vietnamese and in English.
    fn fault(&self) -> Option<(String, String)> {
        for (at, one) in self.of.iter().enumerate() {
            if self.of[..at].iter().any(|before| before.id == one.id) {
                let id = &one.id;
                return Some((format!("“{id}” có hai lần"), format!("“{id}” stands twice")));
            }
        }
        if self.by.is_some() || self.of.is_empty() {
            return None;
        }
        let one = Exact::one();
        let given: Vec<&Exact> = self.of.iter().filter_map(|one| one.weight.as_ref()).collect();
        let sum: Exact = given.iter().copied().sum();
        if given.len() < self.of.len() {
            return Some(("có đơn vị chưa ghi weight".into(), "a weight is missing".into()));
        }
        let is_share = |weight: &&Exact| **weight > Exact::zero() && **weight <= one;
        if sum == one && given.iter().all(is_share) {
            return None;
        }
        let percent = (sum * &Exact::whole(100)).to_plain();
        let vi = format!("các weight cộng lại là {}%, phải là 100%", percent.replace('.', ","));
        Some((vi, format!("the weights add up to {percent}%, not to 100%")))
    }
}
