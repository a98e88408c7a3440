//! What answers hang on: the short hash of a leaf (its name, points, rule and the data items that
//! the rule reads) and of a data item. A form carries them, so that a change of the set that does
//! not touch a question (a comment, another leaf) leaves its answer as it is.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{DataItem, Leaf, Node, Rubric};
use crate::table::Meta;
use crate::terms::{Code, Key};

/// Letters of a hash that are kept: enough to tell two texts of one leaf apart.
const LENGTH: usize = 16;

/// How the set is now, beside what a form says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// Nothing that the form speaks of is different.
    Same,
    /// These leaves are different, or gone.
    Leaves(Vec<String>),
    /// The text is another, and the form does not say what its leaves were.
    Unknown,
}

impl Rubric {
    /// What has changed since the form of this hidden sheet was made.
    pub fn since(&self, meta: &Meta<'_>) -> Since {
        let text = meta.value("sha256");
        if text == self.sha256 || text.is_empty() {
            return Since::Same;
        }
        let leaves: Vec<[String; 2]> = meta.rows("leaf").collect();
        if leaves.is_empty() {
            return Since::Unknown;
        }
        let is_other = |[code, print]: &[String; 2]| {
            let own = Code::parse(code).and_then(|code| self.fingerprint(&code));
            own.as_ref() != Some(print)
        };
        let other = leaves.into_iter().filter(is_other);
        let other: Vec<String> = other.map(|[code, _]| code).collect();
        if other.is_empty() { Since::Same } else { Since::Leaves(other) }
    }

    /// Of a leaf; `None` for a node that is no leaf, or none of this set.
    pub fn fingerprint(&self, code: &Code) -> Option<String> {
        let node = self.node(code)?;
        let mut text = of_leaf(node, node.leaf.as_ref()?);
        self.items_of(code).into_iter().for_each(|(_, item)| text += &of_item(item));
        Some(short_hash(&text))
    }

    /// The data items of a leaf and those that its rule reads, with their positions.
    pub fn items_of(&self, code: &Code) -> Vec<(usize, &DataItem)> {
        let leaf = self.node(code).and_then(|node| node.leaf.as_ref());
        let read = leaf.map(|leaf| leaf.rule.expr.items()).unwrap_or_default();
        let own = |(_, item): &(usize, &DataItem)| {
            item.leaf.as_ref() == Some(code) || read.iter().any(|key| **key == item.key)
        };
        self.items.iter().enumerate().filter(own).collect()
    }

    /// Of a data item; with its leaf, when it stands at one. `None` when the set has none such.
    pub fn item_fingerprint(&self, key: &Key) -> Option<String> {
        let (_, item) = self.item(key)?;
        match &item.leaf {
            Some(code) => self.fingerprint(code),
            None => Some(short_hash(&of_item(item))),
        }
    }

    /// Every leaf's fingerprint, in the order of the annex.
    pub fn fingerprints(&self) -> Vec<(&Code, String)> {
        let leaves = self.leaves().map(|(_, node, _)| &node.code);
        leaves.filter_map(|code| Some((code, self.fingerprint(code)?))).collect()
    }
}

fn of_leaf(node: &Node, leaf: &Leaf) -> String {
    let rule = &leaf.rule;
    let only = leaf.only.join(",");
    format!(
        "{}|{}|{}|{}|{:?}|{only}|{}|{:?}|{:?}|{:?}\n",
        node.code,
        node.name,
        node.max.to_plain(),
        leaf.min.to_plain(),
        leaf.na,
        rule.kind,
        rule.zero_base,
        rule.levels,
        rule.expr
    )
}

fn of_item(item: &DataItem) -> String {
    let unit = item.unit.as_deref().unwrap_or_default();
    format!("{}|{}|{unit}|{:?}\n", item.key, item.label, item.kind)
}

/// A hash that is long enough to tell two texts of one leaf apart.
pub(crate) fn short_hash(text: &str) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(LENGTH / 2) {
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;
    use crate::rubric::from_toml;
    use crate::source::Source;

    const SET: &str = include_str!("../../criteria/hoa-thanh-2020/xa-phuong.toml");

    fn set(text: &str) -> Rubric {
        from_toml(&Source::new("set.toml", text), None, &mut Problems::default()).unwrap()
    }

    /// The leaves whose fingerprint another text of the set changes.
    fn changed(text: &str) -> Vec<String> {
        let (before, after) = (set(SET), set(text));
        let pairs = before.fingerprints().into_iter().zip(after.fingerprints());
        pairs.filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.to_string()).collect()
    }

    #[test]
    fn comments_and_spaces_change_nothing() {
        assert!(changed(&format!("# một dòng\n{SET}\n\n# cuối")).is_empty());
        assert!(changed(&SET.replace("max = 2\n", "max   =   2 # hai điểm\n")).is_empty());
    }

    #[test]
    fn a_leaf_changes_alone() {
        let rubric = set(SET);
        let (_, node, _) = rubric.leaves().next().unwrap();
        let name = format!("name = \"{}\"", node.name);
        assert_eq!(SET.matches(&name).count(), 1);
        let text = SET.replace(&name, &format!("name = \"{} (mới)\"", node.name));
        assert_eq!(changed(&text), [node.code.to_string()]);
    }
}
