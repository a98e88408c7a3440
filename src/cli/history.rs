//! `parindex history ROUND UNIT CODE`: who said what of a leaf, and when.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, Format};
use super::one_unit::{about, unknown_code};
use super::print;
use crate::report::why::explanation;
use crate::report::why::explanation::Subject;
use crate::report::why::history;
use crate::report::why::history::Event;
use crate::report::why::history_shown;
use crate::results::BlockResults;

pub(super) fn run(path: &Path, unit: &str, code: &str, common: &Common) -> u8 {
    let lang = common.lang();
    about(path, unit, common, |results, block, at| {
        let leaf = leaf(block, at, code).ok_or_else(|| unknown_code(block, code, lang))?;
        let events = history::events(results, block, at, leaf, lang);
        match common.format {
            Format::Json => {
                let told: Vec<Value> = events.iter().map(event_json).collect();
                let id = results.round.units[block.units[at]].id.as_str();
                print::json(&json!({ "unit": id, "code": code, "events": told }));
            }
            Format::Text => {
                history_shown::lines(&events, lang).iter().for_each(|line| print::line(line));
            }
        }
        Ok(())
    })
}

/// Position of the leaf among the scores; `None` for a node above the leaves.
fn leaf(block: &BlockResults, at: usize, code: &str) -> Option<usize> {
    let Subject::Node(node) = explanation::subject(block, code)? else { return None };
    block.scores[at].leaves.iter().position(|leaf| leaf.node == node)
}

fn event_json(event: &Event) -> Value {
    let origin = event.origin.as_ref();
    json!({
        "when": event.when.map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string()),
        "who": event.who,
        "what": event.what,
        "old": event.old,
        "new": event.new,
        "reason": event.reason,
        "file": origin.map(|o| &*o.file),
        "sheet": origin.map(|o| &*o.sheet),
        "cell": origin.map(|o| &*o.cell),
    })
}
