//! A criteria set as checked: the tree of fields, criteria and leaves, each leaf with its
//! rule lowered to an expression. Made from TOML by `from_toml`, judged by `checks`.

mod checks;
mod codes;
mod draft;
mod effort;
mod examples;
mod extends;
mod fields;
mod fingerprint;
mod from_toml;
mod gates;
mod raw;
mod rounding;
mod schema;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use codes::{Coded, Codes};
pub use effort::Effort;

use crate::expr::{Expr, SurveyOf};
use crate::problem::Place;
use crate::rules::Rule;
use crate::terms::{AgencyId, Code, Exact, Key};
use crate::value::{DataKind, Gap, Origin, Outcome, Value};

pub use fingerprint::Since;
pub(crate) use fingerprint::short_hash;
pub use from_toml::{extends_of, from_toml, from_toml_in};
pub use schema::schema;

/// A criteria set (bộ tiêu chí). Points are in the set's own points, usually out of 100.
#[derive(Debug, Clone)]
pub struct Rubric {
    pub id: String,
    pub title: String,
    pub year: i32,
    pub decision: String,
    /// The full sum of the leaves outside bonus and penalty fields.
    pub total: Exact,
    /// Whether points with bonus may pass the applicable maximum.
    pub over_max: bool,
    /// Path as the round names it.
    pub file: Arc<str>,
    /// Of the set's text (of base and overlay, in this order, when it extends one).
    pub sha256: String,
    /// Best first: bounds fall.
    pub classes: Vec<Class>,
    /// Shared items first, then those of the leaves in the order of the annex.
    pub items: Vec<DataItem>,
    pub checks: Vec<Check>,
    /// In the order of the annex; a parent stands before its children.
    pub nodes: Vec<Node>,
    /// Positions in `nodes` of the leaves, in an order in which every leaf comes after the
    /// leaves whose points its rule needs.
    pub scoring_order: Vec<usize>,
}

/// A class (xếp loại) with its inclusive lower bound of the published index, in percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    pub name: String,
    /// Of the published index in percent; of the published points where `in_points`.
    pub from: Exact,
    pub in_points: bool,
    /// What must hold besides.
    pub gates: Vec<ClassGate>,
    /// The share (of one) that every applicable field's component index must reach.
    pub every_field: Option<Exact>,
}

/// What a class asks besides its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClassGate {
    /// The published component index of a node reaches this share of one.
    Node { code: Code, from: Exact },
    /// The share that a survey found reaches this one.
    Survey { scheme: String, of: SurveyOf, from: Exact },
    /// A data item has this value.
    Item { key: Key, is: Value },
}

impl Class {
    /// Whether the bound is reached by what is published of a unit.
    pub fn is_reached(&self, index: &Exact, points: &Exact) -> bool {
        let figure = if self.in_points { points } else { index };
        *figure >= self.from
    }

    /// Whether anything besides the bound is asked.
    pub fn is_gated(&self) -> bool {
        self.every_field.is_some() || !self.gates.is_empty()
    }
}

/// A data item (chỉ tiêu số liệu): asked once, used by any number of rules.
#[derive(Debug, Clone)]
pub struct DataItem {
    pub key: Key,
    pub label: String,
    /// The unit of measure, such as `hồ sơ`; also the unit word that may follow a number.
    pub unit: Option<String>,
    pub kind: DataKind,
    /// The leaf it stands at, or `None` for a shared item.
    pub leaf: Option<Code>,
    /// One figure for all units of the block, which none of them is asked for.
    pub given: Option<Arc<GivenFigure>>,
    /// It is counted from the rows of a register.
    pub counted: Option<Arc<CountedFrom>>,
}

/// What a data item is counted from, as written: one of `count`, `sum` and `distinct`, or the derived
/// value of its own name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedFrom {
    pub register: String,
    pub count: Option<String>,
    pub sum: Option<String>,
    pub distinct: Option<String>,
    /// `where`: the rows that are looked at.
    pub only: Option<String>,
    pub place: Place,
}

/// A figure that the round gives for a whole block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    pub value: Value,
    /// Who says so.
    pub source: String,
    /// Where it is written.
    pub origin: Origin,
}

impl DataItem {
    /// What its figure is measured in; `None` where it is no figure or nobody says.
    pub fn measure(&self) -> Option<&str> {
        match self.kind {
            DataKind::Percent => self.unit.as_deref().or(Some("%")),
            DataKind::Count | DataKind::Number | DataKind::Money => self.unit.as_deref(),
            DataKind::Date | DataKind::YesNo | DataKind::Choice(_) | DataKind::Text => None,
        }
    }
}

/// An identity that the evidence must satisfy.
#[derive(Debug, Clone)]
pub struct Check {
    pub that: Expr,
    pub message: String,
}

/// How a field enters the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Plain,
    Bonus,
    Penalty,
}

#[derive(Debug, Clone)]
pub struct Node {
    pub code: Code,
    pub name: String,
    /// Of the field that it belongs to.
    pub field_kind: FieldKind,
    /// A leaf's maximum; for other nodes the sum of their leaves. The cap, for the field
    /// itself of a bonus or penalty.
    pub max: Exact,
    /// Positions in `Rubric::nodes`.
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// If one of these earned 0, this node earns 0.
    pub requires: Vec<Code>,
    pub leaf: Option<Leaf>,
    /// Its header in the file of the set, or of the base.
    pub place: Place,
}

/// What a unit's claim "not applicable" does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NaPolicy {
    /// Out of points and out of the maximum.
    Exclude,
    /// Full points.
    Full,
    /// The claim is reported and the leaf stays missing.
    Forbid,
}

impl NaPolicy {
    /// What a unit's claim that the leaf is not for it gives: the full points, or none and why.
    pub fn on_claim(self) -> Result<Full, Gap> {
        match self {
            NaPolicy::Full => Ok(Full),
            NaPolicy::Forbid => Err(Gap::Missing),
            NaPolicy::Exclude => Err(Gap::NotApplicable),
        }
    }

    /// The same where there was no occasion: a base of 0 that the rule says to be not applicable.
    /// It is no claim, so nothing forbids it.
    pub fn on_zero_base(self) -> Result<Full, Gap> {
        match self {
            NaPolicy::Full => Ok(Full),
            NaPolicy::Forbid | NaPolicy::Exclude => Err(Gap::NotApplicable),
        }
    }
}

/// The maximum of the leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// A sub-criterion that is scored (tiêu chí thành phần).
#[derive(Debug, Clone)]
pub struct Leaf {
    pub min: Exact,
    pub appraiser: Option<AgencyId>,
    /// Required proof, in words.
    pub proof: Option<String>,
    /// Whether its papers may prove other leaves too.
    pub proof_shared: bool,
    /// The clause of the decision.
    pub source: Option<String>,
    pub na: NaPolicy,
    /// Tags; when not empty, the leaf is for units that carry one of them.
    pub only: Vec<String>,
    pub rule: Rule,
    /// Codes of last year's leaves that it was, or `none`; empty when the set does not say.
    pub was: Vec<String>,
    /// What its steps cost; `None` is one each.
    pub effort: Option<Effort>,
    /// *Cách tính điểm* as the set gives it; else the rule's own wording.
    pub guide: Option<String>,
    pub examples: Vec<Example>,
}

/// A worked example of a leaf, run by `check` and by the tests.
#[derive(Debug, Clone)]
pub struct Example {
    pub given: Vec<(Key, Outcome)>,
    /// Last year's values, for rules that look back.
    pub last_year: Vec<(Key, Outcome)>,
    /// The values of the other units of the block, for relative rules.
    pub peers: Vec<Vec<(Key, Outcome)>>,
    /// What the survey says, as a share of one.
    pub survey: Option<Exact>,
    /// What an appraiser gives to a judged leaf, in points.
    pub judged: Option<Exact>,
    pub expected: Result<Exact, Gap>,
    /// The decimals to which the points are expected to be rounded; exact without.
    pub rounded_to: Option<u32>,
    /// Where it stands, for messages.
    pub line: usize,
    pub column: usize,
}

impl Leaf {
    /// Whether it is for a unit with these tags.
    pub fn is_for(&self, tags: &[String]) -> bool {
        self.only.is_empty() || self.only.iter().any(|tag| tags.contains(tag))
    }

    /// Whether a unit with these tags has full points without being asked.
    pub fn is_full_for(&self, tags: &[String]) -> bool {
        self.rule.expr.exempts(&|list| list.iter().any(|tag| tags.contains(tag)))
    }

    /// Whether a unit with these tags must declare anything for it.
    pub fn asks(&self, tags: &[String]) -> bool {
        self.is_for(tags) && !self.is_full_for(tags)
    }

    /// Who says its points, or looks at what the data give.
    pub fn appraiser(&self) -> Option<&AgencyId> {
        self.rule.by.as_ref().or(self.appraiser.as_ref())
    }
}

impl Rubric {
    pub fn node(&self, code: &Code) -> Option<&Node> {
        self.nodes.iter().find(|n| n.code == *code)
    }

    pub fn position(&self, code: &Code) -> Option<usize> {
        self.nodes.iter().position(|n| n.code == *code)
    }

    /// The leaves with their positions, in the order of the annex.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Node, &Leaf)> {
        self.nodes.iter().enumerate().filter_map(|(at, n)| Some((at, n, n.leaf.as_ref()?)))
    }

    /// A node and all those that it belongs to.
    pub fn with_those_above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| self.nodes[*at].parent)
    }

    /// The fields: the roots of the tree.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, n)| n.parent.is_none())
    }

    pub fn fields_of(&self, kind: FieldKind) -> impl Iterator<Item = (usize, &Node)> {
        self.fields().filter(move |(_, field)| field.field_kind == kind)
    }

    /// The fields that have a component index: bonus and penalty fields have none.
    pub fn plain_fields(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.fields_of(FieldKind::Plain)
    }

    /// Whether a unit with these tags must declare the item: nobody gives it for the whole block,
    /// and a leaf that asks something of the unit reads it, or none does.
    pub fn asks_item(&self, item: &DataItem, tags: &[String]) -> bool {
        let reads = |leaf: &Leaf| leaf.rule.expr.items().contains(&&item.key);
        let mut readers = self.leaves().filter(|(.., leaf)| reads(leaf)).peekable();
        let read = readers.peek().is_none() || readers.any(|(.., leaf)| !leaf.is_full_for(tags));
        item.given.is_none() && read
    }

    pub fn item(&self, key: &Key) -> Option<(usize, &DataItem)> {
        self.items.iter().enumerate().find(|(_, i)| i.key == *key)
    }
}
