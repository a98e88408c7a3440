//! The units of a new round from a file that was chosen or dropped: read, and given back as the lines
//! of the form.

use std::path::Path;

use serde_json::{Value, json};

use crate::new_round::{Start, start, units_from_book, units_from_text};
use crate::problem::Problems;
use crate::read;
use crate::round::Unit;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call};
use crate::window::problems::LANG;

/// The body is the file, `ten` its name, `bo` the set that the round begins with.
pub(crate) const READ: Action = Action { path: "/don-vi", limit: 8 * 1024 * 1024, act: read };

fn read(call: &Call) -> Answer {
    let Some(start) = start(call.query.get("bo")) else {
        return Answer::Json(json!({ "loi": "Chọn bộ tiêu chí để bắt đầu." }));
    };
    Answer::Json(match units(call.query.get("ten"), &call.body, start) {
        Ok(units) => json!({ "so": units.len(), "dong": lines(&units, start) }),
        Err(found) => json!({ "loi": said(&found) }),
    })
}

fn units(name: &str, bytes: &[u8], start: &Start) -> Result<Vec<Unit>, Problems> {
    let end = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut found = Problems::default();
    if end == "txt" {
        let text = read::plain_text(bytes, name, &mut found).ok_or(found)?;
        return units_from_text(&text, start);
    }
    let book = read::book_of_bytes(bytes.to_vec(), name, &read::FORM, &mut found);
    units_from_book(&book.ok_or(found)?, start)
}

/// As they would be copied from a sheet with its headings.
fn lines(units: &[Unit], start: &Start) -> String {
    let line = |unit: &Unit| {
        let block = start.blocks.get(unit.block).map_or("", |block| block.name);
        format!("{}\t{}\t{block}\n", unit.id.as_str(), unit.name)
    };
    format!("Mã\tTên\tKhối\n{}", units.iter().map(line).collect::<String>())
}

fn said(found: &Problems) -> Value {
    let said: Vec<String> =
        found.iter().map(|p| format!("{}: {}", p.place, p.message(LANG))).collect();
    match said.is_empty() {
        true => json!("Không đọc được tệp này."),
        false => json!(said.join(" ")),
    }
}
