//! Pictures: from [`Results`] to SVG (plotters) and PNG (resvg), readable in greyscale.
//!
//! [`jobs`] lists the pictures of a run; each [`Job`] draws itself, so that callers draw in
//! parallel and write each picture as it is made.

mod canvas;
mod factors;
mod fields;
mod frame;
mod likert;
mod radar;
mod ranking;
mod raster;
mod rows;
mod satisfaction;
mod self_scores;
mod shaded;
mod text;
mod words;

use std::sync::Arc;

use rayon::prelude::*;

use super::files::WriteError;
use super::sinks::FileNames;
use super::writer::{Occasion, Task, Writer};
use crate::caught::caught;
use crate::problem::Problems;
use crate::report::audience::Audience;
use crate::report::block;
use crate::results::Results;
use crate::terms::Lang;

pub use canvas::ChartError;
use fields::plain_fields;
use frame::{Part, Scene};
use radar::BlockFigures;

pub const WRITER: Writer = Writer { name: "charts", occasion: Occasion::Score, count, write };

/// The folder of the pictures.
pub const FOLDER: &str = "bieu-do";

/// More units than this are shown in several pictures of equal size.
const UNITS_PER_PICTURE: usize = 120;
/// More questions than this, too.
const QUESTIONS_PER_PICTURE: usize = 30;

/// One picture in both forms.
#[derive(Debug, Clone)]
pub struct Picture {
    /// File name without folder and extension.
    pub name: String,
    pub svg: String,
    pub png: Vec<u8>,
}

/// A picture that can be drawn.
#[derive(Debug, Clone)]
pub struct Job {
    /// File name without folder and extension; unique in the run.
    pub name: String,
    subject: Subject,
    audience: Audience,
}

#[derive(Debug, Clone)]
enum Subject {
    Ranking { block: usize, part: Part },
    Fields { block: usize, part: Part },
    SelfScores { block: usize, part: Part },
    Radar { block: usize, unit: usize, block_figures: Arc<BlockFigures> },
    Satisfaction { survey: usize, part: Part },
    Answers { survey: usize, part: Part },
    Factors { survey: usize, part: Part },
}

/// Every picture of the run, in a fixed order.
pub fn jobs(results: &Results) -> Vec<Job> {
    let mut list = Jobs::new(Audience::Inside);
    (0..results.blocks.len()).for_each(|at| list.of_block(results, at));
    (0..results.surveys.len()).for_each(|at| list.of_survey(results, at));
    (0..results.blocks.len()).for_each(|at| list.of_units(results, at));
    list.jobs
}

/// The pictures that may be published: ranking and fields of every block, satisfaction.
pub(super) fn public_jobs(results: &Results) -> Vec<Job> {
    let mut list = Jobs::new(Audience::Public);
    (0..results.blocks.len()).for_each(|at| list.of_block(results, at));
    (0..results.surveys.len()).for_each(|at| list.of_survey(results, at));
    list.jobs
}

struct Jobs {
    names: FileNames,
    jobs: Vec<Job>,
    audience: Audience,
}

impl Jobs {
    fn new(audience: Audience) -> Jobs {
        Jobs { names: FileNames::default(), jobs: Vec::new(), audience }
    }

    fn add(&mut self, kind: &str, id: &str, part: &Part, subject: Subject) {
        let wanted = match part.of {
            1 => format!("{kind}-{id}"),
            _ => format!("{kind}-{id}-{}", part.number),
        };
        let (name, audience) = (self.names.take(&wanted), self.audience);
        self.jobs.push(Job { name, subject, audience });
    }

    fn of_block(&mut self, results: &Results, at: usize) {
        let block = &results.blocks[at];
        let id = results.round.blocks[block.block].id.as_str();
        let parts = parts(block.units.len());
        for part in &parts {
            self.add("xep-hang", id, part, Subject::Ranking { block: at, part: part.clone() });
        }
        for part in parts.iter().filter(|_| !plain_fields(block).is_empty()) {
            self.add("linh-vuc", id, part, Subject::Fields { block: at, part: part.clone() });
        }
        let any_self = block.index.units.iter().any(|u| u.self_points.is_some());
        let any_self = any_self && self.audience == Audience::Inside;
        for part in parts.iter().filter(|_| any_self) {
            self.add("tu-cham", id, part, Subject::SelfScores { block: at, part: part.clone() });
        }
    }

    fn of_survey(&mut self, results: &Results, at: usize) {
        let survey = &results.surveys[at];
        let parts = parts(satisfaction::shown(survey, self.audience).len());
        for part in &parts {
            let subject = Subject::Satisfaction { survey: at, part: part.clone() };
            self.add("hai-long", &survey.scheme, part, subject);
        }
        if self.audience == Audience::Public {
            return;
        }
        for part in &parts_of(likert::questions(survey), QUESTIONS_PER_PICTURE) {
            let subject = Subject::Answers { survey: at, part: part.clone() };
            self.add("cau-hoi", &survey.scheme, part, subject);
        }
        for part in parts.iter().filter(|_| survey.method.factors.len() > 1) {
            let subject = Subject::Factors { survey: at, part: part.clone() };
            self.add("yeu-to", &survey.scheme, part, subject);
        }
    }

    fn of_units(&mut self, results: &Results, at: usize) {
        let block = &results.blocks[at];
        let figures = Arc::new(BlockFigures::of(block));
        for unit in (0..block.units.len()).filter(|_| !figures.fields.is_empty()) {
            let id = results.round.units[block.units[unit]].id.as_str();
            let block_figures = Arc::clone(&figures);
            let only = Part { rows: 0..1, number: 1, of: 1 };
            self.add("radar", id, &only, Subject::Radar { block: at, unit, block_figures });
        }
    }
}

impl Job {
    /// The picture's SVG.
    pub fn svg(&self, results: &Results, lang: Lang) -> Result<String, ChartError> {
        let scene = &Scene { results, lang, audience: self.audience };
        match &self.subject {
            Subject::Ranking { block, part } => ranking::draw(scene, &results.blocks[*block], part),
            Subject::Fields { block, part } => fields::draw(scene, &results.blocks[*block], part),
            Subject::SelfScores { block, part } => {
                self_scores::draw(scene, &results.blocks[*block], part)
            }
            Subject::Radar { block, unit, block_figures } => {
                radar::draw(scene, &results.blocks[*block], *unit, block_figures)
            }
            Subject::Satisfaction { survey, part } => {
                satisfaction::draw(scene, &results.surveys[*survey], part)
            }
            Subject::Answers { survey, part } => {
                likert::draw(results, &results.surveys[*survey], part, lang)
            }
            Subject::Factors { survey, part } => {
                factors::draw(results, &results.surveys[*survey], part, lang)
            }
        }
    }

    /// Draws the picture in both forms. `results` is the one that [`jobs`] was asked about.
    pub fn draw(&self, results: &Results, lang: Lang) -> Result<Picture, ChartError> {
        let svg = self.svg(results, lang)?;
        let png = raster::png(&svg)?;
        Ok(Picture { name: self.name.clone(), svg, png })
    }
}

/// A picture of a page, with its width and height in pixels.
pub(super) struct Drawn {
    pub png: Vec<u8>,
    pub size: (u32, u32),
}

/// Draws a picture that a page names; `None` where there is nothing to show.
pub(super) fn picture(
    results: &Results,
    picture: &block::Picture,
    lang: Lang,
) -> Option<Result<Drawn, ChartError>> {
    let svg = picture_svg(results, picture, lang)?;
    Some(svg.and_then(|svg| raster::png(&svg)).map(|png| {
        let size = raster::size(&png);
        Drawn { png, size }
    }))
}

/// The same as SVG, for a page in a browser.
pub(super) fn picture_svg(
    results: &Results,
    picture: &block::Picture,
    lang: Lang,
) -> Option<Result<String, ChartError>> {
    let block::PictureOf::Radar { block, unit } = picture.of;
    let figures = BlockFigures::of(&results.blocks[block]);
    // The table beside it says all that two axes would.
    let enough = figures.fields.len() >= radar::FEWEST_AXES;
    enough.then(|| radar::draw_small(results, &results.blocks[block], unit, &figures, lang))
}

/// Rows in parts of nearly equal size; nothing of nothing.
fn parts(rows: usize) -> Vec<Part> {
    parts_of(rows, UNITS_PER_PICTURE)
}

fn parts_of(rows: usize, most: usize) -> Vec<Part> {
    let of = rows.div_ceil(most);
    (0..of)
        .map(|at| Part { rows: rows * at / of..rows * (at + 1) / of, number: at + 1, of })
        .collect()
}

fn count(results: &Results) -> usize {
    jobs(results).len()
}

fn write(task: &Task<'_>, problems: &mut Problems) {
    write_all(&jobs(task.results), task, (FOLDER, task.lang), problems);
}

/// Draws and writes these pictures into a folder, their words in a language; a picture that fails
/// is reported and the others go on.
pub(super) fn write_all(
    jobs: &[Job],
    task: &Task<'_>,
    place: (&str, Lang),
    problems: &mut Problems,
) {
    let failed: Vec<WriteError> = jobs
        .par_iter()
        .flat_map_iter(|job| {
            let failed = write_one(job, task, place).err();
            (task.tick)();
            failed
        })
        .collect();
    for error in failed {
        problems.push(error.problem());
    }
}

fn write_one(job: &Job, task: &Task<'_>, (folder, lang): (&str, Lang)) -> Result<(), WriteError> {
    let svg_path = format!("{folder}/{}.svg", job.name);
    let failed = |detail: String| WriteError::picture(&svg_path, &detail);
    let picture = caught(|| job.draw(task.results, lang))
        .map_err(|panic| failed(format!("{} ({})", panic.words, panic.place)))?
        .map_err(|error| failed(error.0))?;
    task.output.write(&svg_path, picture.svg.as_bytes())?;
    task.output.write(&format!("{folder}/{}.png", picture.name), &picture.png)
}

#[cfg(test)]
mod tests;
