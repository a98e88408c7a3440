//! *Cách tính điểm*: how a leaf is scored, in the words of its set or of its rule.

use crate::expr::Words;
use crate::rubric::Leaf;
use crate::terms::{Exact, Lang};

/// *Cách tính điểm* of a leaf: as the set gives it, else in the rule's own words.
pub fn guide(leaf: &Leaf, words: &Words<'_>) -> String {
    if let Some(guide) = &leaf.guide {
        return guide.clone();
    }
    if leaf.rule.levels.is_empty() {
        return words.rule(&leaf.rule.expr);
    }
    let one = |(name, points): &(String, Exact)| format!("{name}: {}", words.so_many(points));
    let levels = leaf.rule.levels.iter().map(one).collect::<Vec<_>>().join("; ");
    match words.lang {
        Lang::Vi => format!("cơ quan thẩm định chọn một mức: {levels}"),
        Lang::En => format!("the appraiser chooses a level: {levels}"),
    }
}
