//! What hangs on each problem: the leaves whose points can still change when it is settled, and
//! by how many points.
//!
//! A leaf that waits for a value (missing, unreadable, pending) can gain its whole maximum. A leaf
//! whose appraisal was sent and cannot be used, or whose numbers contradict each other, can end
//! anywhere between its minimum and its maximum. A leaf below a gate that the first one trips can
//! regain what the gate took. Everything else is settled: nothing hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::UnitEvidence;
use crate::problem::{Level, Place, Problem, Problems, Stake, kinds};
use crate::results::BlockResults;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::scores::{DecidedBy, Input, LeafScore, State};
use crate::terms::{Code, Exact, Key, UnitId};

/// Kinds that speak of values which are used all the same, but cannot all be true.
const CONTESTED: &[&str] = &[kinds::evidence::CHECK.code];

/// Kinds that speak of points of an appraiser who saw other figures.
const OUTDATED: &[&str] =
    &[kinds::appraisal::POINTS_OLD.code, kinds::appraisal::POINTS_BEFORE.code];

/// Whether a problem doubts a value that is used all the same.
fn is_doubt(problem: &Problem) -> bool {
    kinds::values::DOUBTS.iter().any(|kind| kind.code == problem.kind.code)
}

/// Fills the stakes of every problem. `evidence` has one entry per unit of the round.
pub fn settle(
    round: &Round,
    blocks: &[BlockResults],
    evidence: &[UnitEvidence],
    problems: &mut Problems,
) {
    let mut of_unit: BTreeMap<usize, Vec<&mut Problem>> = BTreeMap::new();
    let mut of_files: BTreeMap<String, Vec<&mut Problem>> = BTreeMap::new();
    let positions: BTreeMap<&UnitId, usize> =
        round.units.iter().enumerate().map(|(at, unit)| (&unit.id, at)).collect();
    for problem in problems.iter_mut() {
        match &problem.unit {
            Some(id) => {
                if let Some(at) = positions.get(id) {
                    of_unit.entry(*at).or_default().push(problem);
                }
            }
            None if problem.kind.level == Level::Error => {
                of_files.entry(problem.place.file.clone()).or_default().push(problem);
            }
            None => {}
        }
    }
    for block in blocks {
        let readers = readers(&block.rubric);
        for (at, unit) in block.units.iter().enumerate() {
            if let Some(list) = of_unit.get_mut(unit) {
                let known = Known::new(block, at, &evidence[*unit], &readers);
                list.iter_mut().for_each(|problem| known.settle(problem));
            }
        }
    }
    for (file, list) in &mut of_files {
        let stakes = of_file(blocks, file);
        list.iter_mut().for_each(|problem| problem.stakes.clone_from(&stakes));
    }
}

/// Counts, per unit, the doubtful values and the outdated appraisals that points still hang on.
pub fn count_doubts(round: &Round, blocks: &mut [BlockResults], problems: &Problems) {
    for problem in problems.iter().filter(|problem| is_open_doubt(problem) || is_outdated(problem))
    {
        let Some(id) = &problem.unit else { continue };
        for block in blocks.iter_mut() {
            let at = block.units.iter().position(|unit| round.units[*unit].id == *id);
            let Some(index) = at.and_then(|at| block.index.units.get_mut(at)) else { continue };
            match is_outdated(problem) {
                true => index.outdated += 1,
                false => index.doubts += 1,
            }
        }
    }
}

/// Whether points of a leaf rest on an appraisal of other figures.
fn is_outdated(problem: &Problem) -> bool {
    OUTDATED.contains(&problem.kind.code) && problem.stakes.iter().any(|one| !one.points.is_zero())
}

/// Whether a problem doubts a value that is used all the same and that points still hang on.
pub fn is_open_doubt(problem: &Problem) -> bool {
    is_doubt(problem) && problem.stakes.iter().any(|stake| !stake.points.is_zero())
}

/// The leaves that read each item.
fn readers(rubric: &Rubric) -> BTreeMap<&Key, Vec<usize>> {
    let mut readers: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (at, _, leaf) in rubric.leaves() {
        for key in leaf.rule.expr.items() {
            readers.entry(key).or_default().push(at);
        }
    }
    readers
}

/// The leaves of all units that wait for a refused file of an appraiser.
fn of_file(blocks: &[BlockResults], file: &str) -> Vec<Stake> {
    let mut sums: BTreeMap<Code, Exact> = BTreeMap::new();
    for block in blocks {
        for leaf in block.scores.iter().flat_map(|scores| &scores.leaves) {
            let refusal = leaf.refusal.as_ref().filter(|r| *r.file == *file);
            if refusal.is_some_and(|refusal| refusal.origin.is_none()) {
                let sum = sums.entry(block.rubric.nodes[leaf.node].code.clone()).or_default();
                *sum += &open_points(&block.rubric, leaf, false);
            }
        }
    }
    sums.into_iter().map(|(leaf, points)| Stake { leaf, points }).collect()
}

/// By how much the points of a leaf can still change.
fn open_points(rubric: &Rubric, leaf: &LeafScore, contested: bool) -> Exact {
    let node = &rubric.nodes[leaf.node];
    let spread = || spread(rubric, leaf);
    match leaf.state {
        State::Missing | State::Unreadable | State::Pending => node.max.clone(),
        _ if leaf.refusal.is_some() => spread(),
        State::Scored if contested && leaf.appraised.iter().all(Option::is_none) => spread(),
        State::Scored | State::NotApplicable => Exact::zero(),
    }
}

/// From the minimum of a leaf to its maximum.
fn spread(rubric: &Rubric, leaf: &LeafScore) -> Exact {
    let node = &rubric.nodes[leaf.node];
    let min = node.leaf.as_ref().map(|own| own.min.clone()).unwrap_or_default();
    node.max.clone() - &min
}

/// Whether the points of a leaf are those that an appraiser gave at this place.
fn is_decided_at(leaf: &LeafScore, place: &Place) -> bool {
    let given = match leaf.decided_by {
        DecidedBy::Appraisal1 => leaf.appraised[0].as_ref(),
        DecidedBy::Appraisal2 => leaf.appraised[1].as_ref(),
        _ => None,
    };
    given.is_some_and(|given| Place::from(&given.origin) == *place)
}

/// Whether an appraiser settled a leaf one of whose values, declared at this place, differs from
/// an official figure: by points, or by a value of his own.
fn has_decided(leaf: &LeafScore, place: &Place) -> bool {
    let corrected = |input: &Input| {
        let declared = input.declared.as_ref().and_then(|declared| declared.origin.as_ref());
        declared.is_some_and(|origin| Place::from(origin) == *place)
    };
    leaf.appraised.iter().any(Option::is_some) || leaf.inputs.iter().any(corrected)
}

/// What is known of one unit, to find the leaves of its problems.
struct Known<'a> {
    block: &'a BlockResults,
    at: usize,
    evidence: &'a UnitEvidence,
    readers: &'a BTreeMap<&'a Key, Vec<usize>>,
    /// The leaves that a cell was read for.
    cells: BTreeMap<Place, BTreeSet<usize>>,
}

impl<'a> Known<'a> {
    fn new(
        block: &'a BlockResults,
        at: usize,
        evidence: &'a UnitEvidence,
        readers: &'a BTreeMap<&'a Key, Vec<usize>>,
    ) -> Self {
        let mut known = Known { block, at, evidence, readers, cells: BTreeMap::new() };
        for (item, entry) in block.rubric.items.iter().zip(&evidence.items) {
            if let Some(origin) = &entry.origin {
                let leaves = readers.get(&item.key).into_iter().flatten();
                known.cells.entry(origin.into()).or_default().extend(leaves);
            }
        }
        for (node, leaf) in evidence.leaves.iter().enumerate() {
            for origin in [&leaf.self_origin, &leaf.na_claim].into_iter().flatten() {
                known.cells.entry(origin.into()).or_default().insert(node);
            }
        }
        for leaf in &block.scores[at].leaves {
            let given = leaf.appraised.iter().flatten().map(|given| &given.origin);
            let refused = leaf.refusal.iter().filter_map(|r| r.origin.as_ref());
            let read = leaf.inputs.iter().filter_map(|input| input.origin.as_ref());
            for origin in given.chain(refused).chain(read) {
                known.cells.entry(origin.into()).or_default().insert(leaf.node);
            }
        }
        known
    }

    fn settle(&self, problem: &mut Problem) {
        let nodes = self.leaves_of(problem);
        let leaves = &self.block.scores[self.at].leaves;
        let doubted = is_doubt(problem);
        if doubted
            && leaves.iter().filter(|leaf| nodes.contains(&leaf.node)).all(|leaf| {
                match problem.kind == kinds::values::OFFICIAL_DIFFERS {
                    true => has_decided(leaf, &problem.place),
                    false => self.has_looked(leaf, &problem.place),
                }
            })
            && !nodes.is_empty()
        {
            problem.kind = kinds::values::CONFIRMED;
        }
        let outdated = OUTDATED.contains(&problem.kind.code);
        let contested = doubted || CONTESTED.contains(&problem.kind.code);
        let mut stakes: BTreeMap<usize, Exact> = BTreeMap::new();
        for leaf in leaves.iter().filter(|leaf| nodes.contains(&leaf.node)) {
            let outdated = outdated && is_decided_at(leaf, &problem.place);
            let open = match outdated {
                true => spread(&self.block.rubric, leaf),
                false => open_points(&self.block.rubric, leaf, contested),
            };
            let gated = (!open.is_zero()).then(|| self.gated_by(leaf.node));
            stakes.insert(leaf.node, open);
            for (node, points) in gated.into_iter().flatten() {
                stakes.entry(node).or_insert(points);
            }
        }
        let code = |node: usize| self.block.rubric.nodes[node].code.clone();
        problem.stakes =
            stakes.into_iter().map(|(node, points)| Stake { leaf: code(node), points }).collect();
    }

    /// Whether an appraiser settled the leaf, by points or by another value in place of the one
    /// that stands there.
    fn has_looked(&self, leaf: &LeafScore, place: &Place) -> bool {
        let is_there = |origin: &crate::value::Origin| Place::from(origin) == *place;
        let read = leaf.inputs.iter().any(|input| input.origin.as_ref().is_some_and(is_there));
        leaf.appraised.iter().any(Option::is_some) || !read
    }

    /// What gates take from other leaves because this one earned 0.
    fn gated_by(&self, node: usize) -> Vec<(usize, Exact)> {
        let (rubric, index) = (&self.block.rubric, &self.block.index.units[self.at]);
        let code = &rubric.nodes[node].code;
        let is_by = |by: &Code| by == code || code.is_below(by);
        let mut taken = Vec::new();
        for leaf in &self.block.scores[self.at].leaves {
            let mut above = Some(leaf.node);
            while let Some(here) = above {
                if index.nodes[here].gated.as_ref().is_some_and(|gated| is_by(&gated.by)) {
                    taken.push((leaf.node, leaf.points.clone()));
                    break;
                }
                above = rubric.nodes[here].parent;
            }
        }
        taken
    }

    /// The leaves that a problem speaks of: by its item, its cells, its codes, or the whole file.
    fn leaves_of(&self, problem: &Problem) -> BTreeSet<usize> {
        let rubric = &self.block.rubric;
        let mut nodes = BTreeSet::new();
        if let Some(key) = problem.plain_fact("key").map(Key::new) {
            nodes.extend(self.readers.get(&key).into_iter().flatten());
        }
        let involved = problem.involved.iter().map(|one| &one.place);
        for place in involved.chain([&problem.place]) {
            nodes.extend(self.cells.get(place).into_iter().flatten());
        }
        let codes = ["leaf", "code", "codes"].iter().filter_map(|name| problem.plain_fact(name));
        for code in codes.flat_map(|list| list.split(", ")) {
            let node = Code::parse(code).and_then(|code| rubric.position(&code));
            nodes.extend(node.filter(|at| rubric.nodes[*at].leaf.is_some()));
        }
        let sent = || self.evidence.files.iter().any(|sent| *sent.file == problem.place.file);
        let whole = nodes.is_empty() && problem.kind.level == Level::Error;
        if whole && self.evidence.stopped.is_some() && sent() {
            let waits = |leaf: &&LeafScore| leaf.state == State::Unreadable;
            nodes.extend(self.block.scores[self.at].leaves.iter().filter(waits).map(|l| l.node));
        }
        nodes
    }
}
