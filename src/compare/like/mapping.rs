//! What each leaf of this year's set was in last year's: the same code and the same name are the
//! same leaf; anything else counts only when the set says it.

use super::comparison::{Mapped, MappedAs};
use crate::rubric::{Node, Rubric};
use crate::text::fold;

/// What a leaf says that it was: a new one.
const NONE: &str = "none";

/// One entry per leaf of this year's set, then the leaves that were dropped.
pub fn mapping(old: &Rubric, new: &Rubric) -> Vec<Mapped> {
    let mut all: Vec<Mapped> =
        new.leaves().map(|(_, node, leaf)| mapped(old, node, &leaf.was)).collect();
    let is_used = |code: &str| {
        all.iter().any(|one| {
            let proposed = matches!(&one.state, MappedAs::Unclear { proposal } if proposal == code);
            proposed || one.was.iter().any(|was| was == code)
        })
    };
    let dropped = old.leaves().map(|(_, node, _)| node).filter(|node| !is_used(node.code.as_str()));
    let dropped: Vec<Mapped> = dropped
        .map(|node| Mapped {
            code: node.code.to_string(),
            name: node.name.clone(),
            was: vec![node.code.to_string()],
            state: MappedAs::Dropped,
        })
        .collect();
    all.extend(dropped);
    all
}

fn mapped(old: &Rubric, node: &Node, said: &[String]) -> Mapped {
    let known =
        |code: &str| old.leaves().map(|(_, node, _)| node).find(|node| node.code.as_str() == code);
    let made = |was: Vec<String>, state: MappedAs| Mapped {
        code: node.code.to_string(),
        name: node.name.clone(),
        was,
        state,
    };
    let same_name = |other: &&Node| fold(&other.name) == fold(&node.name);
    let by_code = known(node.code.as_str());
    let by_name = || old.leaves().map(|(_, node, _)| node).find(same_name);
    let unclear =
        |proposal: &str| made(Vec::new(), MappedAs::Unclear { proposal: proposal.to_string() });
    match said {
        [none] if none == NONE => made(Vec::new(), MappedAs::New),
        [_, ..] if said.iter().all(|code| known(code).is_some()) => {
            made(said.to_vec(), MappedAs::Declared)
        }
        // It names a leaf that last year's set does not have.
        [_, ..] => unclear(by_name().map_or("", |node| node.code.as_str())),
        [] => match (by_code, by_name()) {
            (Some(old), _) if same_name(&old) => made(vec![old.code.to_string()], MappedAs::Same),
            (Some(old), None) => unclear(old.code.as_str()),
            (_, Some(old)) => unclear(old.code.as_str()),
            (None, None) => made(Vec::new(), MappedAs::New),
        },
    }
}

/// The `was` lines to be looked over and put into the set, for leaves that nobody can be sure of.
pub fn proposals(mapping: &[Mapped]) -> Vec<String> {
    let mut lines = Vec::new();
    for leaf in mapping {
        let MappedAs::Unclear { proposal } = &leaf.state else { continue };
        lines.push(format!("# {}", leaf.name));
        lines.push(format!("[{}]", leaf.code));
        let was = if proposal.is_empty() { NONE } else { proposal };
        lines.push(format!("was = \"{was}\"    # hoặc was = \"{NONE}\""));
        lines.push(String::new());
    }
    lines
}
