//! "Từ 90%" includes 90%, "trên 90%" does not: the guide in words and the rule must agree.

use toml::de::DeTable;

use crate::document::number_of;
use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;
use crate::terms::Exact;
use crate::text::fold;

/// The keys of a step, and the word that stands for each in a guide.
const BOUNDS: &[(&str, &str)] =
    &[("from", "từ"), ("above", "trên"), ("upto", "đến"), ("below", "dưới")];

/// The keys that differ only in whether the bound itself counts.
const TWINS: &[(&str, &str)] =
    &[("from", "above"), ("above", "from"), ("upto", "below"), ("below", "upto")];

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    for at in draft.leaves() {
        let keys = &draft.raw.nodes[at].keys;
        let (Some(guide), Some(layer)) = (keys.text("guide"), keys.holder("rule")) else {
            continue;
        };
        let Some(rule) = layer.table("rule") else { continue };
        let Some(spot) = keys.spot("guide") else { continue };
        let read = bounds_of(rule.value);
        for (said, number, written) in said(&guide) {
            let holds = |key: &str| read.iter().any(|(k, bound)| *k == key && *bound == number);
            let twin = TWINS.iter().find(|(key, _)| *key == said).map_or(said, |(_, twin)| twin);
            if holds(said) || !holds(twin) {
                continue;
            }
            problems.push(
                spot.problem(&kinds::rubric::STEPS_BOUND)
                    .with("code", draft.code(at))
                    .with("said", format!("{} {written}", word(said)))
                    .with("read", format!("{} {written} ({twin})", word(twin))),
            );
        }
    }
}

fn word(key: &str) -> &'static str {
    BOUNDS.iter().find(|(k, _)| *k == key).map_or("", |(_, word)| word)
}

/// The bounds of the rule's steps, and its floor, which includes itself.
fn bounds_of(rule: &DeTable<'_>) -> Vec<(&'static str, Exact)> {
    let get = |table: &DeTable<'_>, key: &str| {
        table.iter().find(|(k, _)| k.get_ref() == key).and_then(|(_, v)| number_of(v.get_ref()))
    };
    let mut list: Vec<(&'static str, Exact)> = Vec::new();
    list.extend(get(rule, "floor").map(|bound| ("from", bound)));
    let steps = rule.iter().find(|(key, _)| key.get_ref() == "steps");
    for step in steps.and_then(|(_, v)| v.get_ref().as_array()).into_iter().flatten() {
        let Some(step) = step.get_ref().as_table() else { continue };
        list.extend(BOUNDS.iter().filter_map(|(key, _)| Some((*key, get(step, key)?))));
    }
    list
}

/// The bounds that a guide speaks of: the key it means, the number, and how it is written.
fn said(guide: &str) -> Vec<(&'static str, Exact, String)> {
    let guide = fold(guide);
    let words: Vec<&str> =
        guide.split([' ', ':', ';', '(', ')']).filter(|w| !w.is_empty()).collect();
    words
        .windows(2)
        .filter_map(|pair| {
            let [before, written] = pair else { return None };
            let (key, _) = BOUNDS.iter().find(|(_, word)| word == before)?;
            let written = written.trim_end_matches([',', '.']);
            let plain = written.replace(',', ".");
            let number = match plain.strip_suffix('%') {
                Some(share) => Exact::from_decimal(share)?.checked_div(&Exact::whole(100))?,
                None => Exact::from_decimal(&plain)?,
            };
            Some((*key, number, written.to_string()))
        })
        .collect()
}
