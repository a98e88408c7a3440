//! `cong-khai/`: what may be published as it is. Built from results alone that name no reason, proof,
//! explanation, file, appraiser, problem or open item.

use super::files::WriteError;
use super::writer::{Occasion, Task, Writer};
use super::{charts, html, xlsx};
use crate::problem::Problems;
use crate::report::audience::{Audience, LANG};
use crate::report::public_pages;
use crate::results::Results;

pub const WRITER: Writer = Writer { name: "public", occasion: Occasion::Public, count, write };

/// The folder of what may be published.
pub const FOLDER: &str = "cong-khai";

fn count(results: &Results) -> usize {
    let units: usize = results.blocks.iter().map(|block| block.units.len()).sum();
    units + charts::public_jobs(results).len()
}

fn write(task: &Task<'_>, problems: &mut Problems) {
    let page = html::page(task, Audience::Public);
    let put =
        |page: String| task.output.write(&format!("{FOLDER}/{}", html::FILE), page.as_bytes());
    let errors = [page.and_then(put).err(), workbook(task).err()];
    errors.into_iter().flatten().for_each(|error| problems.push(error.problem()));
    let jobs = charts::public_jobs(task.results);
    charts::write_all(&jobs, task, (&format!("{FOLDER}/{}", charts::FOLDER), LANG), problems);
}

fn workbook(task: &Task<'_>) -> Result<(), WriteError> {
    let pages = public_pages(task.results);
    let path = format!("{FOLDER}/{}", xlsx::RANKING_FILE.trim_end_matches(".xlsx"));
    let title = task.results.round.title.as_str();
    xlsx::write_pages(task.output, task.results, LANG, title, (&path, &pages))
}
