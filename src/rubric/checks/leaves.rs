//! Every leaf says its clause, its proof and who appraises it.

use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;

/// The key, and its words in both languages.
const WANTED: &[(&str, &str, &str)] = &[
    ("source", "căn cứ (source)", "clause (source)"),
    ("proof", "tài liệu kiểm chứng (proof)", "proof"),
    ("appraiser", "cơ quan thẩm định (appraiser)", "appraiser"),
];

/// One warning per leaf, naming all that it lacks.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    for at in draft.leaves() {
        let Some(rule) = &draft.rules[at] else { continue };
        let lacks: Vec<_> = WANTED
            .iter()
            .filter(|(key, ..)| draft.raw.inherited(at, key).is_none())
            // Forms answered by people are the proof of a survey leaf, and nobody appraises it.
            .filter(|(key, ..)| rule.scheme.is_none() || *key == "source")
            .filter(|(key, ..)| rule.by.is_none() || *key != "appraiser")
            .collect();
        if lacks.is_empty() {
            continue;
        }
        let join = |word: fn(&(&str, &'static str, &'static str)) -> &'static str| {
            lacks.iter().map(|wanted| word(wanted)).collect::<Vec<_>>().join(", ")
        };
        let keys: Vec<String> = lacks.iter().map(|(key, ..)| format!("{key} = \"…\"")).collect();
        problems.push(
            draft.raw.nodes[at]
                .spot
                .problem(&kinds::rubric::SET_LEAF_LACKS)
                .with("code", draft.code(at))
                .with("what", join(|w| w.1))
                .with("what_en", join(|w| w.2))
                .with("keys", keys.join(", ")),
        );
    }
}
