//! `parindex history ROUND UNIT CODE`: who said what of a leaf, and when.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format};
use super::print;
use super::progress::Bar;
use super::why::{place, unknown_code};
use crate::report::account::{self, Subject};
use crate::report::history::{self, Event};
use crate::results::BlockResults;
use crate::run::assess;

pub(super) fn run(path: &Path, unit: &str, code: &str, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (results, found) = assess(path, &bar);
    bar.finish();
    let Some(results) = results else {
        print::refusal(&found, common);
        return FAILED;
    };
    let (block, at) = match place(&results, unit, lang) {
        Ok(place) => place,
        Err(message) => {
            print::failure(&message);
            return FAILED;
        }
    };
    let Some(leaf) = leaf(block, at, code) else {
        print::failure(&unknown_code(block, code, lang));
        return FAILED;
    };
    let events = history::events(&results, block, at, leaf, lang);
    match common.format {
        Format::Json => {
            let told: Vec<Value> = events.iter().map(event_json).collect();
            let id = results.round.units[block.units[at]].id.as_str();
            print::json(&json!({ "unit": id, "code": code, "events": told }));
        }
        Format::Text => {
            history::lines(&events, lang).iter().for_each(|line| print::line(line));
        }
    }
    DONE
}

/// Position of the leaf among the scores; `None` for a node above the leaves.
fn leaf(block: &BlockResults, at: usize, code: &str) -> Option<usize> {
    let Subject::Node(node) = account::subject(block, code)? else { return None };
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
