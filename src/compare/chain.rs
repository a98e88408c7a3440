//! From what went in differently to points, nodes, index, rank and class, each with its causes.

use std::collections::{BTreeMap, BTreeSet};

use super::causes::Roots;
use super::difference::{
    CellChange, Difference, FileChange, LeafChange, LeafPart, NodeChange, SCHEMA, SettingChange,
    SideHead, UnitChange,
};
use super::document::{Document, Leaf, Node, Unit};
use super::fields::different;
use super::inputs::{self, Pairs, leaves, pairs};
use super::parts::parts;

/// What was read beside the documents, where the inputs of both are at hand.
#[derive(Debug, Clone, Default)]
pub struct Read {
    pub files: Vec<FileChange>,
    pub cells: Vec<CellChange>,
    pub settings: Vec<SettingChange>,
    /// `None` where a set is not at hand: rules are then compared by their words.
    pub rules: Option<Vec<SettingChange>>,
}

/// All that is different between two runs; `named` is how the user named them.
pub fn difference(sides: [&Document; 2], named: [&str; 2], read: Read) -> Difference {
    let pairs = pairs(sides);
    let mut files = inputs::files(sides);
    files.extend(
        read.files
            .into_iter()
            .filter(|file| !files.iter().any(|f| f.file == file.file))
            .collect::<Vec<_>>(),
    );
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let rules = read.rules.unwrap_or_else(|| inputs::rules(&pairs));
    let roots = Roots::of(&files, &read.cells, &read.settings, &rules);
    let head = |at: usize| SideHead {
        named: named[at].to_string(),
        round: sides[at].round.id.clone(),
        title: sides[at].round.title.clone(),
        program: sides[at].program.clone(),
    };
    let mut all = Difference {
        schema: SCHEMA,
        sides: [head(0), head(1)],
        values: inputs::values(&pairs, &roots),
        statements: inputs::statements(&pairs, &roots),
        appraisals: inputs::appraisals(&pairs, &roots),
        surveys: inputs::surveys(sides, &pairs, &roots),
        files,
        cells: read.cells,
        settings: read.settings,
        rules,
        leaves: Vec::new(),
        nodes: Vec::new(),
        units: Vec::new(),
    };
    let chain = Chain { pairs: &pairs, roots: &roots, known: Known::of(&all) };
    all.leaves = chain.leaves(&all);
    all.nodes = chain.nodes(&all.leaves);
    all.units = chain.units(sides, &all.leaves);
    all
}

/// The names of what went in differently.
struct Known {
    values: BTreeSet<(String, String)>,
    appraisals: BTreeSet<(String, String)>,
    surveys: BTreeSet<(String, String)>,
}

impl Known {
    fn of(all: &Difference) -> Known {
        let name = |a: &String, b: &String| (a.clone(), b.clone());
        Known {
            values: all.values.iter().map(|v| name(&v.unit, &v.key)).collect(),
            appraisals: all.appraisals.iter().map(|a| name(&a.unit, &a.key)).collect(),
            surveys: all.surveys.iter().map(|s| name(&s.scheme, &s.unit)).collect(),
        }
    }
}

struct Chain<'c, 'd> {
    pairs: &'c Pairs<'d>,
    roots: &'c Roots,
    known: Known,
}

impl Chain<'_, '_> {
    fn leaves(&self, all: &Difference) -> Vec<LeafChange> {
        let mut changes = Vec::new();
        for (unit, units) in self.pairs {
            for (code, pair) in leaves(*units) {
                let fields = different(pair[0], pair[1]);
                if fields.is_empty() {
                    continue;
                }
                let [old, new] = pair.map(|leaf| leaf.and_then(|leaf| leaf.exact.clone()));
                let states = pair.map(|leaf| leaf.map(|leaf| leaf.state.clone()));
                changes.push(LeafChange {
                    unit: unit.to_string(),
                    code: code.to_string(),
                    old,
                    new,
                    states,
                    fields,
                    causes: self.causes(unit, *units, pair, all),
                });
            }
        }
        changes
    }

    /// What a leaf rests on, as far as it was changed.
    fn causes(
        &self,
        unit: &str,
        units: [Option<&Unit>; 2],
        pair: [Option<&Leaf>; 2],
        all: &Difference,
    ) -> Vec<String> {
        let mut causes: BTreeSet<String> = BTreeSet::new();
        let has = |set: &BTreeSet<(String, String)>, a: &str, b: &str| {
            set.contains(&(a.to_string(), b.to_string()))
        };
        for leaf in pair.into_iter().flatten() {
            let own = leaf.inputs.iter().map(|input| (unit, input.key.as_str()));
            let peers = leaf.peers.iter().map(|peer| (peer.unit.as_str(), peer.key.as_str()));
            let read = own.chain(peers).filter(|(unit, key)| has(&self.known.values, unit, key));
            causes.extend(read.map(|(unit, key)| format!("value:{unit}/{key}")));
            if has(&self.known.appraisals, unit, &leaf.code) {
                causes.insert(format!("appraisal:{unit}/{}", leaf.code));
            }
            let survey = leaf.survey.as_ref().map(|survey| survey.scheme.as_str());
            if let Some(scheme) = survey.filter(|scheme| has(&self.known.surveys, scheme, unit)) {
                causes.insert(format!("survey:{scheme}/{unit}"));
            }
            let rules = all.rules.iter().filter(|rule| concerns(rule, leaf));
            causes.extend(rules.map(|rule| format!("rule:{}", rule.name)));
            if let Some(gate) = &leaf.gate
                && pair.iter().flatten().any(|other| other.gate != leaf.gate)
            {
                causes.insert(format!("leaf:{unit}/{}", gate.by));
            }
        }
        if causes.is_empty() {
            let sent = units.into_iter().flatten().flat_map(|unit| &unit.files);
            return self.roots.of_files(sent.map(|file| file.file.as_str()));
        }
        causes.into_iter().collect()
    }

    fn nodes(&self, leaves: &[LeafChange]) -> Vec<NodeChange> {
        let mut changes = Vec::new();
        for (unit, units) in self.pairs {
            let mut nodes: BTreeMap<&str, [Option<&Node>; 2]> = BTreeMap::new();
            for (at, own) in units.iter().enumerate() {
                let own = own.iter().flat_map(|unit| &unit.nodes);
                own.for_each(|node| nodes.entry(&node.code).or_default()[at] = Some(node));
            }
            for (code, pair) in nodes {
                let points = pair.map(|node| node.map(|node| node.exact.clone()));
                let max = pair.map(|node| node.map(|node| node.applicable_max.clone()));
                if points[0] == points[1] && max[0] == max[1] {
                    continue;
                }
                let below = format!("{code}.");
                let below = leaves.iter().filter(|l| l.unit == *unit && l.code.starts_with(&below));
                let causes = below.map(|leaf| format!("leaf:{unit}/{}", leaf.code)).collect();
                changes.push(NodeChange {
                    unit: unit.to_string(),
                    code: code.to_string(),
                    points,
                    max,
                    causes: self.or_roots(causes),
                });
            }
        }
        changes
    }

    fn units(&self, sides: [&Document; 2], leaves: &[LeafChange]) -> Vec<UnitChange> {
        let mut changes = Vec::new();
        for (id, units) in self.pairs {
            let index = units.map(|unit| unit.and_then(|unit| unit.index.clone()));
            let exact = units.map(|unit| unit.and_then(|unit| unit.exact.clone()));
            let rank = units.map(|unit| unit.and_then(|unit| unit.rank));
            let class = units.map(|unit| unit.and_then(|unit| unit.class.clone()));
            let provisional = units.map(|unit| unit.is_some_and(|unit| unit.provisional));
            let is_there = units.map(|unit| unit.is_some());
            let same = index[0] == index[1]
                && exact[0] == exact[1]
                && rank[0] == rank[1]
                && class[0] == class[1]
                && provisional[0] == provisional[1]
                && is_there[0] == is_there[1];
            if same {
                continue;
            }
            let own = leaves.iter().filter(|leaf| leaf.unit == *id);
            let mut causes: Vec<String> =
                own.map(|leaf| format!("leaf:{id}/{}", leaf.code)).collect();
            if rank[0] != rank[1] {
                causes.extend(self.moved(sides, id));
            }
            changes.push(UnitChange {
                unit: id.to_string(),
                by_leaf: by_leaf(*units),
                index,
                exact,
                rank,
                class,
                provisional,
                causes: self.or_roots(causes),
            });
        }
        changes
    }

    /// The other units of the block whose index is another: they may push a unit to another place.
    fn moved(&self, sides: [&Document; 2], id: &str) -> Vec<String> {
        let block = sides.iter().find_map(|side| {
            side.blocks.iter().find(|block| block.units.iter().any(|unit| unit.id == id))
        });
        let others = block.into_iter().flat_map(|block| &block.units);
        let changed = others.filter(|unit| unit.id != id).filter(|unit| {
            let exact = |at: usize| {
                self.pairs.get(unit.id.as_str()).and_then(|pair| pair[at]?.exact.as_ref())
            };
            exact(0) != exact(1)
        });
        changed.map(|unit| format!("index:{}", unit.id)).collect()
    }

    fn or_roots(&self, causes: Vec<String>) -> Vec<String> {
        if causes.is_empty() { self.roots.all() } else { causes }
    }
}

/// Whether a change of the set is about this leaf: its own rule, a node above it, an item it reads.
fn concerns(rule: &SettingChange, leaf: &Leaf) -> bool {
    let above = format!("{}.", rule.name);
    let reads = |key: &str| leaf.inputs.iter().any(|input| input.key == key);
    let item = rule.key.strip_prefix("data.").or(rule.name.strip_prefix("data."));
    let item = item.and_then(|rest| rest.split('.').next());
    match item {
        Some(key) => reads(key),
        None => leaf.code == rule.name || leaf.code.starts_with(&above),
    }
}

fn by_leaf(units: [Option<&Unit>; 2]) -> Vec<LeafPart> {
    let [Some(old), Some(new)] = units else { return Vec::new() };
    let found = parts(old, new).unwrap_or_default().into_iter();
    found
        .map(|part| LeafPart { code: part.code, index_points: part.index_points.to_string() })
        .collect()
}
