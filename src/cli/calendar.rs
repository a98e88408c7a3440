//! `parindex calendar ROUND --at DAY`: the duties of the year as they stand on a day.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::progress::Bar;
use super::{outputs, print};
use crate::duties::{Outlook, duties};
use crate::report::duties::{Duties, ics, lines, pages};
use crate::results::Results;
use crate::run::Materials;
use crate::terms::Date;
use crate::write::files::WriteError;
use crate::write::xlsx;

/// The workbook and the calendar.
const FILE: &str = "lich";

pub(super) fn run(round: &Path, day: Date, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let materials = match Materials::read(round, &bar) {
        Ok(materials) => materials,
        Err(found) => {
            bar.finish();
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let (results, found) = materials.assess(&bar);
    let mut blocks = vec![Vec::new(); results.blocks.len()];
    materials.each_base(&results, &mut |block, base| blocks[block] = duties(base, day));
    bar.finish();
    let all = Duties { results: &results, day, blocks };
    if let Err(error) = write(&all, common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&told(&all)),
        Format::Text => {
            lines(&all, common.lang()).iter().for_each(|line| print::line(line));
            let folder = outputs::folder(&results, common);
            for kind in ["xlsx", "ics"] {
                print::line(&folder.join(format!("{FILE}.{kind}")).display().to_string());
            }
        }
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

fn write(all: &Duties<'_>, common: &Common) -> Result<(), WriteError> {
    let (results, lang): (&Results, _) = (all.results, common.lang());
    let output = outputs::open(results, common)?;
    xlsx::write_pages(&output, results, lang, &results.round.title, (FILE, &pages(all, lang)))?;
    output.write(&format!("{FILE}.ics"), ics(all, lang).as_bytes())?;
    outputs::commit(&output, common)
}

fn told(all: &Duties<'_>) -> Value {
    let mut units = Vec::new();
    for (block, of_block) in all.results.blocks.iter().zip(&all.blocks) {
        for (at, of) in of_block.iter().enumerate() {
            let leaves = of.duties.iter().map(|duty| {
                let mut leaf = outlook(&duty.outlook);
                leaf["code"] = json!(block.rubric.nodes[duty.node].code.as_str());
                leaf["due"] = json!(duty.due.map(|due| due.format("%Y-%m-%d").to_string()));
                leaf
            });
            let mut unit = outlook(&of.whole);
            unit["unit"] = json!(block.unit(&all.results.round, at).0.id.as_str());
            unit["applicable_max"] = json!(of.whole.max().to_plain());
            unit["leaves"] = json!(leaves.collect::<Vec<_>>());
            units.push(unit);
        }
    }
    let day = all.day.format("%Y-%m-%d").to_string();
    json!({ "schema": "parindex/calendar/1", "at": day, "units": units })
}

fn outlook(of: &Outlook) -> Value {
    json!({
        "sure": of.sure.to_plain(),
        "possible": of.possible.to_plain(),
        "lost": of.lost.to_plain(),
    })
}
