//! `parindex diff A B`: two runs side by side, from the cells that were changed to index, rank and
//! class.

use std::path::Path;

use super::common::{Common, DONE, FAILED, Format};
use super::progress::Bar;
use super::{outputs, print};
use crate::compare::{Difference, difference};
use crate::report;
use crate::results::Results;
use crate::sides::{Side, changed};
use crate::write::files::{Output, WriteError};
use crate::write::xlsx;

/// The workbook.
const FILE: &str = "so-sanh-lan-chay";

pub(super) fn run(paths: [&Path; 2], common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let sides = paths.map(|path| Side::read(path, &bar));
    bar.finish();
    let sides = match sides {
        [Ok(old), Ok(new)] => [old, new],
        [Err(found), _] | [_, Err(found)] => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let [old, new] = &sides;
    let read = changed(old, new);
    let named = paths.map(|path| path.display().to_string());
    let documents = [&old.document, &new.document];
    let all = difference(documents, [&named[0], &named[1]], read);
    let name = |id: &str| {
        let known = documents.iter().rev().map(|document| document.unit_name(id));
        known.into_iter().find(|name| *name != id).unwrap_or(id).to_string()
    };
    if let Some(folder) = common.out.as_deref().filter(|out| !out.as_os_str().is_empty()) {
        let results = sides.iter().rev().find_map(|side| Some(&side.inputs.as_ref()?.results));
        if let Err(error) = write(folder, &all, results, &name, common) {
            print::refusal(&[error.problem()].into_iter().collect(), common);
            return FAILED;
        }
    }
    match common.format {
        Format::Json => print::json(&serde_json::to_value(&all).unwrap_or_default()),
        Format::Text => {
            let lines = report::difference::lines(&all, &name, common.lang());
            lines.iter().for_each(|line| print::line(line));
        }
    }
    DONE
}

fn write(
    folder: &Path,
    all: &Difference,
    results: Option<&Results>,
    name: &dyn Fn(&str) -> String,
    common: &Common,
) -> Result<(), WriteError> {
    let none = Results::none();
    let results = results.unwrap_or(&none);
    let output = Output::staged(folder)?.unrecorded();
    let pages = report::difference::pages(all, name, common.lang());
    let title = report::difference::title(common.lang());
    xlsx::write_pages(&output, results, common.lang(), title, (FILE, &pages))?;
    outputs::commit(&output, common)
}
