//! The leaves of each unit that are checked on the spot, drawn by a seed that is printed.

use sha2::{Digest, Sha256};

use super::register::{LeafProof, Register};
use crate::round::Round;
use crate::terms::Exact;

/// Positions in `Register::leaves`, in their order. Of each unit `share` of its scored leaves,
/// rounded up, so that no unit is spared: a leaf has the ticket SHA-256 of `seed|unit|code`, and
/// the lowest tickets are drawn. Whoever has the seed can check any of them.
///
/// `share`: over 0, up to 1.
pub fn drawn(round: &Round, register: &Register, share: &Exact, seed: &str) -> Vec<usize> {
    let mut all = Vec::new();
    for (at, unit) in round.units.iter().enumerate() {
        let own = register.leaves.iter().enumerate();
        let own = own.filter(|(_, leaf)| leaf.unit == at && leaf.scored);
        let ticket = |leaf: &LeafProof| -> [u8; 32] {
            Sha256::digest(format!("{seed}|{}|{}", unit.id, leaf.code)).into()
        };
        let mut tickets: Vec<_> = own.map(|(at, leaf)| (ticket(leaf), at)).collect();
        let whole = i64::try_from(tickets.len()).unwrap_or(i64::MAX);
        let wanted = (Exact::whole(whole) * share).ceil_u64().unwrap_or_default();
        tickets.sort_unstable();
        let first = tickets.into_iter().map(|(_, at)| at);
        all.extend(first.take(usize::try_from(wanted).unwrap_or(usize::MAX)));
    }
    all.sort_unstable();
    all
}
