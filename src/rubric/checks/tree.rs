//! The set's own keys, and what every node needs: a name, a maximum, a rule or children.

use crate::document::Field;
use crate::problem::{Problems, kinds};
use crate::rubric::FieldKind;
use crate::rubric::draft::Draft;
use crate::rubric::fields::{LEAF_ONLY, SET};
use crate::terms::Exact;

/// The keys of `[set]` that base or overlay must give.
const NEEDED: &[&str] = &["id", "title", "year", "total"];

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    let set = &draft.raw.set;
    for field in SET.iter().filter(|f| NEEDED.contains(&f.name) && !set.has(f.name)) {
        missing(draft, field, problems);
    }
    if draft.raw.nodes.is_empty() {
        problems.push(draft.raw.spot.problem(&kinds::rubric::SET_EMPTY));
    }
    for at in 0..draft.raw.nodes.len() {
        name_and_kind(draft, at, problems);
        if draft.raw.is_leaf(at) {
            leaf(draft, at, problems);
        } else {
            inner(draft, at, problems);
        }
    }
}

fn missing(draft: &Draft<'_>, field: &Field, problems: &mut Problems) {
    problems.push(
        draft
            .raw
            .spot
            .problem(&kinds::document::TOML_MISSING_KEY)
            .with("key", field.name)
            .with("where", "[set]")
            .with("doc", field.doc_vi())
            .with("doc_en", field.doc_en()),
    );
}

fn name_and_kind(draft: &Draft<'_>, at: usize, problems: &mut Problems) {
    let node = &draft.raw.nodes[at];
    if node.keys.text("name").is_none_or(|name| name.trim().is_empty()) && !named_badly(draft, at) {
        problems
            .push(node.spot.problem(&kinds::rubric::SET_NODE_NAME).with("code", draft.code(at)));
    }
    if let (Some(spot), Some(_)) = (node.keys.spot("kind"), draft.raw.parents[at]) {
        problems.push(
            spot.problem(&kinds::rubric::SET_NODE_KIND)
                .with("code", draft.code(at))
                .with("found", node.keys.text("kind").unwrap_or_default())
                .with("field", draft.code(draft.raw.field_of(at))),
        );
    }
}

/// Whether `name` is there with a wrong shape, which was reported.
fn named_badly(draft: &Draft<'_>, at: usize) -> bool {
    let keys = &draft.raw.nodes[at].keys;
    keys.has("name") && keys.text("name").is_none()
}

fn leaf(draft: &Draft<'_>, at: usize, problems: &mut Problems) {
    let node = &draft.raw.nodes[at];
    let code = draft.code(at);
    // A node that nothing says anything about was reported for its name.
    if node.keys.iter().next().is_none() {
        return;
    }
    if !node.keys.has("rule") {
        problems.push(node.spot.problem(&kinds::rubric::SET_NO_RULE).with("code", code));
    }
    let Some(max) = &draft.declared[at] else {
        if !node.keys.has("max") {
            problems.push(node.spot.problem(&kinds::rubric::SET_NO_MAX).with("code", code));
        }
        return;
    };
    let min = draft.min(at);
    if *max <= Exact::zero() || *max <= min {
        let spot = node.keys.spot("max").unwrap_or(node.spot.clone());
        problems.push(
            spot.problem(&kinds::rubric::SET_BOUNDS)
                .with("code", code)
                .with("max", max.to_plain())
                .with("min", min.to_plain()),
        );
    }
}

fn inner(draft: &Draft<'_>, at: usize, problems: &mut Problems) {
    let node = &draft.raw.nodes[at];
    for key in LEAF_ONLY {
        let Some(spot) = node.keys.spot(key) else { continue };
        let child = draft.raw.children[at].first().map(|child| draft.code(*child).to_string());
        problems.push(
            spot.problem(&kinds::rubric::SET_LEAF_KEY)
                .with("key", key)
                .with("code", draft.code(at))
                .with("child", child.unwrap_or_default()),
        );
    }
    let is_field = draft.raw.parents[at].is_none();
    if is_field && draft.raw.field_kind(at) != FieldKind::Plain && !node.keys.has("max") {
        problems.push(node.spot.problem(&kinds::rubric::SET_NO_MAX).with("code", draft.code(at)));
    }
}
