//! Whether what `tie_break` names is there: a node or a number of a set, a survey of the round.

use crate::problem::{Problem, Problems, kinds};
use crate::round::{Round, TieKey};
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::survey::Scheme;
use crate::value::DataKind;

/// A set that could not be read may be the one that has it: then nothing is said.
pub(super) fn check(
    round: &Round,
    (sets, schemes): (&[Option<Rubric>], &[Option<Scheme>]),
    problems: &mut Problems,
) {
    let all_sets = sets.iter().all(Option::is_some);
    let all_schemes = schemes.iter().all(Option::is_some);
    for entry in &round.rules.tie_break {
        let (name, known) = known((sets, schemes), &entry.by);
        let read = match entry.by {
            TieKey::Survey(_) => all_schemes,
            _ => all_sets,
        };
        if !read || known.contains(&name.as_str()) {
            continue;
        }
        let (vi, en) = match entry.by {
            TieKey::Node(_) => ("không bộ tiêu chí nào của đợt có mục này", "no set has this node"),
            TieKey::Survey(_) => ("đợt không có khảo sát này", "the round has no such survey"),
            TieKey::Item(_) => ("không có số liệu là số mang mã này", "no number has this key"),
        };
        problems.push(
            Problem::new(&kinds::round::TIE_BREAK, entry.place.clone())
                .with("found", entry.by.written())
                .said("why", vi, en)
                .proposing(did_you_mean(&name, known.iter().copied())),
        );
    }
}

/// The name, and those of its kind that may be written.
fn known<'s>(
    (sets, schemes): (&'s [Option<Rubric>], &'s [Option<Scheme>]),
    by: &TieKey,
) -> (String, Vec<&'s str>) {
    let sets = || sets.iter().flatten();
    match by {
        TieKey::Node(code) => {
            let nodes = sets().flat_map(|set| &set.nodes).map(|node| node.code.as_str());
            (code.to_string(), nodes.collect())
        }
        TieKey::Survey(scheme) => {
            let schemes = schemes.iter().flatten().map(|known| known.id.as_str());
            (scheme.clone(), schemes.collect())
        }
        TieKey::Item(key) => {
            let no_number = |kind: &DataKind| {
                use DataKind::{Choice, Date, Text, YesNo};
                matches!(kind, Choice(_) | Date | Text | YesNo)
            };
            let items = sets().flat_map(|set| &set.items).filter(|item| !no_number(&item.kind));
            (key.to_string(), items.map(|item| item.key.as_str()).collect())
        }
    }
}
