//! What the rules saw, taken from the results: for the values that the steps of a computation
//! carry into the workbook.

use std::collections::BTreeMap;

use crate::expr::{Env, Expr, PeerStats, SurveyOf, number};
use crate::results::{BlockResults, Results};
use crate::rubric::Leaf;
use crate::scores::State;
use crate::terms::{Code, Exact, Key};
use crate::value::{Gap, Outcome, Value};

/// The units of one block as their rules saw them.
pub(crate) struct AsScored<'r> {
    pub units: Vec<UnitWorld<'r>>,
    /// By position of the leaf.
    peers: Vec<Vec<(Expr, PeerStats)>>,
}

pub(crate) struct UnitWorld<'r> {
    results: &'r Results,
    block: &'r BlockResults,
    at: usize,
    items: BTreeMap<&'r Key, &'r Outcome>,
    last_year: BTreeMap<&'r Key, &'r Outcome>,
    /// One per node: the maximum of the applicable leaves, and their points before gates.
    pub maxima: Vec<Exact>,
    pub before: Vec<Exact>,
}

/// The surroundings of one leaf.
struct LeafWorld<'w, 'r> {
    unit: &'w UnitWorld<'r>,
    peers: &'w [(Expr, PeerStats)],
}

impl<'r> AsScored<'r> {
    pub(crate) fn of(results: &'r Results, block: &'r BlockResults) -> AsScored<'r> {
        let units: Vec<UnitWorld<'r>> =
            (0..block.units.len()).map(|at| UnitWorld::of(results, block, at)).collect();
        let peers = block.rubric.leaves().map(|(_, _, leaf)| peers(leaf, &units)).collect();
        AsScored { units, peers }
    }

    /// The state and value of an expression of a leaf, complete in itself.
    pub(crate) fn outcome(&self, unit: usize, leaf: usize, expr: &Expr) -> (f64, Option<Value>) {
        let unit = &self.units[unit];
        let env = LeafWorld { unit, peers: &self.peers[leaf] };
        let is_item = |name: &str| unit.items.contains_key(&Key::new(name));
        crate::expr::excel::outcome(expr, &env, &is_item)
    }
}

impl<'r> UnitWorld<'r> {
    fn of(results: &'r Results, block: &'r BlockResults, at: usize) -> UnitWorld<'r> {
        let leaves = &block.scores[at].leaves;
        let mut items = BTreeMap::new();
        let mut last_year = BTreeMap::new();
        let count = block.rubric.nodes.len();
        let (mut maxima, mut before) = (vec![Exact::zero(); count], vec![Exact::zero(); count]);
        for leaf in leaves {
            items.extend(leaf.inputs.iter().map(|i| (&i.key, &i.outcome)));
            last_year.extend(leaf.last_year.iter().map(|(key, outcome)| (key, outcome)));
            if leaf.state == State::NotApplicable {
                continue;
            }
            let max = &block.rubric.nodes[leaf.node].max;
            for node in block.rubric.with_those_above(leaf.node) {
                maxima[node] += max;
                before[node] += &leaf.points;
            }
        }
        UnitWorld { results, block, at, items, last_year, maxima, before }
    }

    pub(crate) fn is_asked(&self, leaf: &Leaf) -> bool {
        let (unit, _) = self.block.unit(&self.results.round, self.at);
        leaf.is_for(&unit.tags)
    }

    fn node(&self, code: &Code) -> Option<usize> {
        self.block.rubric.position(code).filter(|at| !self.maxima[*at].is_zero())
    }
}

fn peers(leaf: &Leaf, units: &[UnitWorld<'_>]) -> Vec<(Expr, PeerStats)> {
    let stats = leaf.rule.expr.compared().into_iter().map(|inner| {
        let of_unit = |unit: &UnitWorld<'_>| number(inner, &LeafWorld { unit, peers: &[] });
        let values = units.iter().filter(|u| u.is_asked(leaf)).filter_map(of_unit).collect();
        (inner.clone(), PeerStats::new(values))
    });
    stats.collect()
}

impl Env for LeafWorld<'_, '_> {
    fn item(&self, key: &Key) -> Outcome {
        self.unit.items.get(key).map_or(Err(Gap::Missing), |outcome| (*outcome).clone())
    }

    fn carries(&self, tags: &[String]) -> bool {
        let (unit, _) = self.unit.block.unit(&self.unit.results.round, self.unit.at);
        tags.iter().any(|tag| unit.tags.contains(tag))
    }

    fn last_year(&self, key: &Key) -> Outcome {
        self.unit.last_year.get(key).map_or(Err(Gap::Missing), |outcome| (*outcome).clone())
    }

    fn points(&self, code: &Code) -> Outcome {
        let at = self.unit.node(code).ok_or(Gap::NotApplicable)?;
        Ok(Value::Number(self.unit.before[at].clone()))
    }

    fn max(&self, code: &Code) -> Outcome {
        let at = self.unit.node(code).ok_or(Gap::NotApplicable)?;
        Ok(Value::Number(self.unit.maxima[at].clone()))
    }

    fn survey(&self, scheme: &str, of: &SurveyOf) -> Outcome {
        let results = self.unit.results;
        let awaited = results.round.awaits(scheme);
        let absent = if awaited { Gap::Missing } else { Gap::NotApplicable };
        let survey = results.surveys.iter().find(|s| s.scheme == scheme).ok_or(absent)?;
        let (unit, _) = self.unit.block.unit(&results.round, self.unit.at);
        survey.share(&unit.id, of).map(Value::Number).ok_or(Gap::Missing)
    }

    fn peers(&self, inner: &Expr) -> Option<&PeerStats> {
        self.peers.iter().find(|(expr, _)| expr == inner).map(|(_, stats)| stats)
    }
}
