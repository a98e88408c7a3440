//! `parindex try-set ROUND SET.toml`: what a criteria set would do to a finished round.

use std::path::Path;

use super::common::{Common, DONE, FAILED, Format};
use super::progress::Bar;
use super::{outputs, print};
use crate::compare::like::{Comparison, carried, try_set};
use crate::ledger::Findings;
use crate::problem::{Level, Place, Problem, Problems, kinds};
use crate::report;
use crate::results::{BlockResults, Results};
use crate::rubric::Rubric;
use crate::run::{Materials, set_for};
use crate::source::did_you_mean;
use crate::write::files::WriteError;
use crate::write::json::comparison;
use crate::write::xlsx;

/// The workbook.
const FILE: &str = "chay-thu";

pub(super) fn run(round: &Path, set: &Path, block: Option<&str>, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let tried = Materials::read(round, &bar).and_then(|materials| {
        let (results, _) = materials.assess(&bar);
        let mut findings = Findings::default();
        let all = tried(&materials, &results, (set, block), &mut findings);
        match all {
            Some(all) => Ok((results, all, findings.problems.sorted())),
            None => Err(findings.problems.sorted()),
        }
    });
    bar.finish();
    let (results, all, found) = match tried {
        Ok(tried) => tried,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    if let Err(error) = write(&results, &all, common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&comparison(&results, &all)),
        Format::Text => {
            print::problems(&found, Level::Warning, common.lang());
            let lines = report::comparison::lines(&results, &all, common.lang());
            lines.iter().for_each(|line| print::line(line));
            print::line("");
            let folder = outputs::folder(&results, common);
            print::line(&folder.join(format!("{FILE}.xlsx")).display().to_string());
        }
    }
    DONE
}

/// The round under the set; `None` when either cannot be used, which is told.
pub(crate) fn tried(
    materials: &Materials,
    results: &Results,
    (file, block): (&Path, Option<&str>),
    findings: &mut Findings,
) -> Option<Comparison> {
    let shown = file.display().to_string();
    let block = chosen(results, block, &shown, &mut findings.problems)?;
    let set: Rubric = set_for(materials.setting(), block.block, &shown, findings)?;
    let carried = carried(&block.rubric, &set);
    let under = materials.under(block.block, &set, &carried)?;
    Some(try_set(results, block, (&set, &under, &carried)))
}

/// The block that is asked for; the only one where none is.
fn chosen<'r>(
    results: &'r Results,
    asked: Option<&str>,
    set: &str,
    problems: &mut Problems,
) -> Option<&'r BlockResults> {
    let id = |block: &BlockResults| results.round.blocks[block.block].id.to_string();
    let found = match (asked, &results.blocks[..]) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(asked), all) => all.iter().find(|block| id(block) == asked),
    };
    if found.is_none() {
        let ids: Vec<String> = results.blocks.iter().map(id).collect();
        let problem = Problem::new(&kinds::round::TRY_SET_BLOCK, Place::file(set))
            .with("asked", asked.unwrap_or("–"))
            .with("blocks", ids.join(", "));
        let near = did_you_mean(asked.unwrap_or_default(), ids.iter().map(String::as_str));
        problems.push(problem.proposing(near));
    }
    found
}

fn write(results: &Results, all: &Comparison, common: &Common) -> Result<(), WriteError> {
    let output = outputs::open(results, common)?;
    let pages = report::comparison::pages(results, all, common.lang());
    let title = report::comparison::title(all, common.lang());
    xlsx::write_pages(&output, results, common.lang(), title, (FILE, &pages))?;
    outputs::commit(&output, common)
}
