//! The schemes of the registers of a round.

use std::collections::BTreeMap;
use std::path::Path;

use crate::expr::OfRound;
use crate::ledger::Findings;
use crate::read;
use crate::register::{self, Scheme};
use crate::round::{RegisterFiles, Round};
use crate::source::Source;

/// The schemes of all entries; entries that share a file share its problems, reported once.
pub(super) fn schemes(
    folder: &Path,
    (round, of_round): (&Round, &OfRound),
    findings: &mut Findings,
) -> Vec<Option<Scheme>> {
    let mut known: BTreeMap<&str, Option<Scheme>> = BTreeMap::new();
    for entry in &round.registers.list {
        let file = entry.scheme.as_str();
        if !known.contains_key(file) {
            let text = read::text(&folder.join(file), file, findings);
            let scheme = text.and_then(|text| {
                let source = Source::new(file, text);
                register::from_toml(&source, of_round, &mut findings.problems)
            });
            known.insert(file, scheme);
        }
    }
    let of = |entry: &RegisterFiles| known.get(entry.scheme.as_str()).cloned().flatten();
    round.registers.list.iter().map(of).collect()
}
