//! Official points beside those that came out, as both are published.

use super::UnitIndex;
use crate::official::{Known, Subject};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::scores::UnitScores;
use crate::terms::{Exact, Lang};
use crate::value::Value;

/// Official points of a node, or of all fields together.
#[derive(Debug, Clone)]
pub struct OfficialPoints<'k> {
    pub known: &'k Known,
    /// Position in `Rubric::nodes`; `None` for the total.
    pub node: Option<usize>,
    pub official: Exact,
    /// Rounded to the places of published points.
    pub computed: Exact,
    /// Position in `Round::official.known`, where the difference has been explained.
    pub explained: Option<usize>,
}

impl OfficialPoints<'_> {
    /// Computed less official.
    pub fn difference(&self) -> Exact {
        self.computed.clone() - &self.official
    }
}

/// The official points of a unit, in the order of the tables.
pub fn official_points<'k>(
    round: &Round,
    rubric: &Rubric,
    (unit, index): (&Unit, &UnitIndex),
    scores: &'k UnitScores,
) -> Vec<OfficialPoints<'k>> {
    let places = round.rules.places_of_points();
    let points = |known: &'k Known| {
        let (node, exact) = match &known.subject {
            Subject::Item(_) => return None,
            Subject::Total => (None, &index.points),
            Subject::Node(code) => {
                let at = rubric.position(code)?;
                (Some(at), &index.nodes[at].points)
            }
        };
        let Value::Number(official) = &known.value else { return None };
        let subject = known.subject.to_string();
        Some(OfficialPoints {
            known,
            node,
            official: official.clone(),
            computed: exact.round_half_up(places),
            explained: round.official.explained(unit, &subject, official),
        })
    };
    scores.known.iter().filter_map(points).collect()
}

/// Tells of official points that did not come out, save those with a known cause. Gives the known
/// differences that were met.
pub fn report_official(
    round: &Round,
    rubric: &Rubric,
    of: (&Unit, &UnitIndex),
    scores: &UnitScores,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut met: Vec<usize> = Vec::new();
    let values = scores.official.iter().filter(|one| one.differs());
    met.extend(values.filter_map(|one| one.explained));
    let (unit, index) = of;
    for one in official_points(round, rubric, of, scores) {
        if one.difference().is_zero() || !index.has_data() {
            continue;
        }
        match one.explained {
            Some(at) => met.push(at),
            None => {
                let shown = |n: &Exact| Lang::Vi.decimal(&n.to_plain());
                problems.push(
                    Problem::new(&kinds::OFFICIAL_POINTS, Place::from(&one.known.origin))
                        .with("unit", &unit.name)
                        .with("code", &one.known.subject)
                        .with("official", shown(&one.official))
                        .with("source", &one.known.source)
                        .with("computed", shown(&one.computed))
                        .with("difference", shown(&one.difference()))
                        .of_unit(&unit.id),
                );
            }
        }
    }
    met
}
