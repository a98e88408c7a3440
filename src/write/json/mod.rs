//! `results.json`: the outcome of a run for other programs and for next year's run.
//!
//! The file is streamed: the frame is written here, each node, leaf, question, account and
//! problem is one compact line, so that two runs can be compared line by line.

mod comparison;
mod leaf;
mod lines;
mod need;
mod record;
mod survey;
mod survey_lines;
mod trace;
mod unit;
mod values;

pub use comparison::comparison;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::files::{WriteError, Written};
use super::writer::{Occasion, Task, Writer};
use crate::ledger::{Account, FileFate, InputFile, RowFate};
use crate::problem::{ProblemLine, Problems};
use crate::report::Reasons;
use crate::results::{BlockResults, Extract, Results};
use crate::terms::Lang;
use lines::{list, open};
use unit::UnitDocument;

pub const WRITER: Writer = Writer { name: "json", occasion: Occasion::Score, count: |_| 1, write };

/// The name of the file in the output folder.
pub const FILE: &str = "results.json";
/// The same of the surveys alone.
pub const SURVEY_FILE: &str = "khao-sat.json";

/// The version of the format; readers check it.
pub const SCHEMA: &str = "parindex/results/1";

/// Units put together at a time, in parallel, before they are written in order.
const UNITS_AT_ONCE: usize = 64;

fn write(task: &Task<'_>, problems: &mut Problems) {
    // This file is the last: the others of the set are there.
    let set = task.output.set();
    let written: Result<(), WriteError> = task.output.write_with(file(task), |out| {
        write_set(task.results, (&set, task.reasons.own()), out, task.lang)
    });
    if let Err(error) = written {
        problems.push(error.problem());
    }
    (task.tick)();
}

/// The surveys alone never take the place of a round's results.
fn file(task: &Task<'_>) -> &'static str {
    match task.surveys_alone {
        true => SURVEY_FILE,
        false => FILE,
    }
}

/// Writes the whole document. Messages of problems and rules in words are in `lang`.
pub fn write_results(results: &Results, out: impl Write, lang: Lang) -> io::Result<()> {
    write_set(results, (&[], &Reasons::of_all(results, lang)), out, lang)
}

/// The same with the other files of the run, so that a reader knows what belongs together.
fn write_set(
    results: &Results,
    (set, reasons): (&[Written], &[Reasons<'_>]),
    mut out: impl Write,
    lang: Lang,
) -> io::Result<()> {
    let mut page = Vec::new();
    open(&mut page, &Head::of(results))?;
    if !set.is_empty() {
        page.push(b'\n');
        list(&mut page, "written", set.iter())?;
        page.push(b',');
    }
    page.extend_from_slice(b"\n\"blocks\": [");
    for (at, (block, reasons)) in results.blocks.iter().zip(reasons).enumerate() {
        page.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        write_block(results, (block, reasons), &mut page, &mut out, lang)?;
    }
    page.extend_from_slice(b"],\n\"surveys\": [");
    for (at, survey) in results.surveys.iter().enumerate() {
        page.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        survey::write(survey, &mut page)?;
        flush(&mut page, &mut out)?;
    }
    page.extend_from_slice(b"],\n");
    if !results.registers.is_empty() {
        list(&mut page, "registers", results.registers.iter().map(ExtractLine::of))?;
        page.extend_from_slice(b",\n");
    }
    list(&mut page, "files", results.ledger.files.iter().map(FileLine::of))?;
    page.extend_from_slice(b",\n");
    list(&mut page, "ledger", results.ledger.accounts.iter().map(AccountLine::of))?;
    page.extend_from_slice(b",\n");
    flush(&mut page, &mut out)?;
    list(&mut page, "problems", results.problems.iter().map(|p| ProblemLine::of(p, lang)))?;
    page.extend_from_slice(b"\n}\n");
    flush(&mut page, &mut out)?;
    out.flush()
}

/// One unit of a block as it stands in the document.
pub fn unit(results: &Results, block: &BlockResults, at: usize, lang: Lang) -> Value {
    let reasons = Reasons::new(block, lang);
    let document = UnitDocument::of(results, block, at, &reasons, lang);
    serde_json::to_value(document).unwrap_or_default()
}

fn write_block(
    results: &Results,
    (block, reasons): (&BlockResults, &Reasons<'_>),
    page: &mut Vec<u8>,
    out: &mut impl Write,
    lang: Lang,
) -> io::Result<()> {
    open(page, &BlockHead::of(results, block))?;
    page.extend_from_slice(b"\n\"units\": [");
    flush(page, out)?;
    let places: Vec<usize> = (0..block.units.len()).collect();
    for (chunk_at, chunk) in places.chunks(UNITS_AT_ONCE).enumerate() {
        let units: Vec<io::Result<Vec<u8>>> = chunk
            .par_iter()
            .map(|&at| UnitDocument::of(results, block, at, reasons, lang).page())
            .collect();
        for (at, unit) in units.into_iter().enumerate() {
            out.write_all(if chunk_at + at == 0 { b"\n" } else { b",\n" })?;
            out.write_all(&unit?)?;
        }
    }
    page.extend_from_slice(b"]}");
    flush(page, out)
}

fn flush(page: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(page)?;
    page.clear();
    Ok(())
}

#[derive(Serialize)]
struct Head<'r> {
    schema: &'static str,
    program: &'r str,
    round: RoundHead<'r>,
}

#[derive(Serialize)]
struct RoundHead<'r> {
    id: &'r str,
    year: i32,
    title: &'r str,
    issuer: &'r str,
    office: &'r str,
    illustration: bool,
    decimals: u32,
}

impl<'r> Head<'r> {
    fn of(results: &'r Results) -> Head<'r> {
        let round = &results.round;
        Head {
            schema: SCHEMA,
            program: &results.program,
            round: RoundHead {
                id: &round.id,
                year: round.year,
                title: &round.title,
                issuer: &round.issuer,
                office: &round.office,
                illustration: round.illustration,
                decimals: round.rules.decimals,
            },
        }
    }
}

#[derive(Serialize)]
struct BlockHead<'r> {
    id: &'r str,
    name: &'r str,
    criteria: Criteria<'r>,
    /// Percent, with the round's decimals.
    mean_index: Option<String>,
}

#[derive(Serialize)]
struct Criteria<'r> {
    id: &'r str,
    title: &'r str,
    decision: &'r str,
    file: &'r str,
    sha256: &'r str,
    total: String,
}

impl<'r> BlockHead<'r> {
    fn of(results: &'r Results, block: &'r BlockResults) -> BlockHead<'r> {
        let (named, rubric) = (&results.round.blocks[block.block], &block.rubric);
        let mean = block.index.mean.as_ref();
        BlockHead {
            id: named.id.as_str(),
            name: &named.name,
            criteria: Criteria {
                id: &rubric.id,
                title: &rubric.title,
                decision: &rubric.decision,
                file: &rubric.file,
                sha256: &rubric.sha256,
                total: rubric.total.to_plain(),
            },
            mean_index: mean.map(|m| m.to_fixed(results.round.rules.decimals)),
        }
    }
}

/// A file that the run read: the same bytes give the same results.
#[derive(Serialize)]
struct FileLine<'r> {
    file: &'r str,
    sha256: &'r str,
}

impl<'r> FileLine<'r> {
    fn of(read: &'r InputFile) -> FileLine<'r> {
        FileLine { file: &read.file, sha256: &read.sha256 }
    }
}

#[derive(Serialize)]
struct AccountLine<'r> {
    file: &'r str,
    sheet: &'r str,
    /// What the file was read as.
    read_as: &'static str,
    rows: usize,
    used: usize,
    set_aside: usize,
    rejected: usize,
    /// Cells that were read as values and used.
    values: usize,
    /// Why a file was not read at all: a problem's code, `skipped` or `no_input`.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'static str>,
    /// The rows that were not used, from 1, and why: a word, or a problem's code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_used: Vec<(u32, u32, &'static str)>,
}

impl<'r> AccountLine<'r> {
    fn of(account: &'r Account) -> AccountLine<'r> {
        let not_used = account.spans().iter().filter_map(|span| {
            let why = match span.why {
                RowFate::Used => return None,
                RowFate::Aside(aside) => aside.key(),
                RowFate::Rejected(code) => code,
            };
            Some((span.first + 1, span.last + 1, why))
        });
        let unread = match account.fate {
            FileFate::Read => None,
            FileFate::Refused(code) => Some(code),
            FileFate::Skipped => Some("skipped"),
            FileFate::NoInput => Some("no_input"),
        };
        AccountLine {
            file: &account.file,
            sheet: &account.sheet,
            read_as: account.read_as.key(),
            rows: account.rows(),
            used: account.used(),
            set_aside: account.set_aside(),
            rejected: account.rejected(),
            values: account.values,
            unread,
            not_used: not_used.collect(),
        }
    }
}

/// An extract of a register, as the next run needs it to know whether rows are lacking.
#[derive(Serialize)]
struct ExtractLine<'r> {
    id: &'r str,
    as_of: String,
    sha256: Vec<&'r str>,
    units: Vec<UnitRowsLine<'r>>,
}

#[derive(Serialize)]
struct UnitRowsLine<'r> {
    unit: &'r str,
    rows: usize,
}

impl<'r> ExtractLine<'r> {
    fn of(extract: &'r Extract) -> ExtractLine<'r> {
        let units = extract.units.iter();
        ExtractLine {
            id: &extract.id,
            as_of: extract.as_of.format("%Y-%m-%d").to_string(),
            sha256: extract.files.iter().map(|file| file.sha256.as_str()).collect(),
            units: units
                .map(|(unit, rows)| UnitRowsLine { unit: unit.as_str(), rows: *rows })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
