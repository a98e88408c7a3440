//! The history of a leaf as lines for a terminal, and *Lịch sử* of a unit as a page.

use chrono::NaiveDateTime;

use super::history::{Event, events, is_eventful};
use crate::report::block::{Cell, Page, Rows, Table};
use crate::report::columns::Columns;
use crate::report::{heading, words};
use crate::results::{BlockResults, Results};
use crate::rubric::Node;
use crate::terms::{Lang, texts};
use crate::value::Origin;

texts! {
    TITLE "Lịch sử", "History";
    WHEN "Khi nào (giờ lưu trong tệp)", "When (saved, as the file says)";
    WHO "Ai", "Who";
    WHAT "Việc", "What";
    OLD "Trước", "Before";
    NEW "Sau", "After";
}

/// `evidence/a.xlsx – Tự chấm – G6`, as far as it is known.
fn place(origin: &Origin) -> String {
    let parts = [&origin.file, &origin.sheet, &origin.cell];
    let known: Vec<&str> = parts.iter().map(|p| p.as_ref()).filter(|p| !p.is_empty()).collect();
    known.join(" – ")
}

fn time(when: Option<NaiveDateTime>) -> String {
    when.map(|time| time.format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default()
}

/// The events as a terminal shows them.
pub fn lines(events: &[Event], lang: Lang) -> Vec<String> {
    let line = |event: &Event| {
        let mut text = String::new();
        let when = time(event.when);
        if !when.is_empty() {
            text += &format!("{when} – ");
        }
        text += &format!("{} – {}", event.who, event.what);
        match (event.old.is_empty(), event.new.is_empty()) {
            (true, false) => text += &format!(": {}", event.new),
            (false, _) => text += &format!(": {} → {}", event.old, event.new),
            _ => {}
        }
        if !event.reason.is_empty() {
            text += &format!(" ({}: {})", words::REASON.say(lang).to_lowercase(), event.reason);
        }
        if let Some(origin) = &event.origin {
            text += &format!(" [{}]", place(origin));
        }
        text
    };
    events.iter().map(line).collect()
}

/// *Lịch sử* of one unit: every leaf of which more was said than its declaration; none when
/// there is none.
pub fn page<'r>(
    results: &'r Results,
    block: &'r BlockResults,
    unit: usize,
    lang: Lang,
) -> Option<Page<'r>> {
    let mut all: Vec<(&'r Node, Event)> = Vec::new();
    for (leaf, score) in block.scores[unit].leaves.iter().enumerate() {
        if !is_eventful(results, block.units[unit], score) {
            continue;
        }
        let node = &block.rubric.nodes[score.node];
        let events = events(results, block, unit, leaf, lang).into_iter();
        all.extend(events.map(|event| (node, without_folders(event))));
    }
    if all.is_empty() {
        return None;
    }
    let mut columns = Columns::<(&'r Node, Event)>::new(lang);
    columns
        .left(words::CODE, 8.0, |(node, _)| Cell::text(node.code.as_str()))
        .left(words::LEAF, 30.0, |(node, _)| Cell::text(node.name.as_str()))
        .left(WHEN, 15.0, |(_, event)| Cell::text(time(event.when)))
        .left(WHO, 20.0, |(_, event)| Cell::text(event.who.clone()))
        .left(WHAT, 26.0, |(_, event)| Cell::text(event.what.clone()))
        .left(OLD, 18.0, |(_, event)| Cell::text(event.old.clone()))
        .left(NEW, 22.0, |(_, event)| Cell::text(event.new.clone()))
        .left(words::REASON, 26.0, |(_, event)| Cell::text(event.reason.clone()))
        .left(words::PLACE, 34.0, |(_, event)| {
            Cell::text(event.origin.as_ref().map(place).unwrap_or_default())
        });
    let rows = Rows::Held(columns.rows(all));
    let table = Table { fixed_columns: 1, filter: true, ..columns.table(rows) };
    let name = TITLE.say(lang);
    let page = heading::listing(results, name, lang, table);
    Some(Page { name: Some(name.to_string()), ..page })
}

/// The event as a unit reads it: files by their names, the office's folders are its own matter.
fn without_folders(mut event: Event) -> Event {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_string();
    if let Some(origin) = &mut event.origin {
        if event.who == *origin.file {
            event.who = name(&event.who);
        }
        origin.file = name(&origin.file).into();
    }
    event
}
