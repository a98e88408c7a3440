//! What of a leaf follows from what went in.

use super::document::Leaf;

/// The names of what is different at a leaf.
pub(super) fn different(old: Option<&Leaf>, new: Option<&Leaf>) -> Vec<String> {
    let of = |leaf: Option<&Leaf>| -> Vec<(&'static str, Option<String>)> {
        let gate = leaf.and_then(|leaf| leaf.gate.as_ref()).map(|gate| gate.by.clone());
        vec![
            ("points", leaf.and_then(|leaf| leaf.exact.clone())),
            ("state", leaf.map(|leaf| leaf.state.clone())),
            ("max", leaf.map(|leaf| leaf.max.clone())),
            ("computed", leaf.and_then(|leaf| leaf.computed.clone())),
            ("decided_by", leaf.map(|leaf| leaf.decided_by.clone())),
            ("claim", leaf.and_then(|leaf| leaf.claim.clone())),
            ("gate", gate),
        ]
    };
    let pairs = of(old).into_iter().zip(of(new));
    pairs.filter(|(old, new)| old != new).map(|((name, _), _)| name.to_string()).collect()
}
