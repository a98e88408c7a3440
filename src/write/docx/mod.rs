//! Word papers: from pages to docx bytes, laid out as Nghị định 30/2020/NĐ-CP wants it. The only
//! place that knows `docx-rs`.

mod letters;
mod lines;
mod package;
mod paper;
mod part;
mod pictures;
mod sides;
mod tables;

use docx_rs::{
    BreakType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum,
    PageOrientationType, Paragraph, Run, Table,
};

use rayon::prelude::*;

use super::files::WriteError;
use super::sinks::FileNames;
use super::writer::{Occasion, Task, Writer};
use crate::caught::caught;
use crate::problem::Problems;
use crate::report::audience::LANG;
use crate::report::block::{Block, Line, Page, Role};
use crate::report::papers;
use crate::results::Results;
use crate::terms::Lang;
use letters::fonts;
use paper::Paper;
use part::Part;
pub(super) use pictures::Pictures;

pub const WRITER: Writer = Writer { name: "docx", occasion: Occasion::Papers, count, write };

/// The folder of the papers.
pub const FOLDER: &str = "van-ban";

/// The certificate as messages name it.
const CERTIFICATE: &str = "chung-nhan.docx";

/// Every paper of a run. `Task::lang` does not matter: papers are in Vietnamese.
fn write(task: &Task<'_>, problems: &mut Problems) {
    let mut names = FileNames::default();
    let set = papers::Set::new(task.results, task.reasons.for_papers(), |id| names.take(id));
    let papers: Vec<papers::Paper<'_>> =
        papers::PAPERS.iter().flat_map(|kind| (kind.papers)(&set)).collect();
    let errors: Vec<Option<WriteError>> = papers
        .par_iter()
        .map(|paper| {
            let path = format!("{FOLDER}/{}.docx", paper.path);
            let made = document(task.results, &(paper.build)(), &path, LANG);
            (task.tick)();
            made.and_then(|bytes| task.output.write(&path, &bytes)).err()
        })
        .collect();
    errors.into_iter().flatten().for_each(|error| problems.push(error.problem()));
}

fn count(results: &Results) -> usize {
    // no paper is built to be counted
    let set = papers::Set::new(results, &[], str::to_string);
    papers::PAPERS.iter().map(|kind| (kind.papers)(&set).len()).sum()
}

/// The certificate of a sealed package.
///
/// # Errors
/// What the library cannot put together.
pub fn certificate(
    results: &Results,
    sealing: &papers::Sealing<'_>,
) -> Result<Vec<u8>, WriteError> {
    let page = papers::certificate(results, sealing);
    document(results, &page, CERTIFICATE, LANG)
}

/// The page as a Word file of its own; `path` names it in messages.
///
/// # Errors
/// A picture that could not be drawn, or what the library cannot put together.
pub(super) fn document(
    results: &Results,
    page: &Page<'_>,
    path: &str,
    lang: Lang,
) -> Result<Vec<u8>, WriteError> {
    packed((Some(results), results.round.year), page, path, lang)
}

/// The annex of a criteria set, which has a year and no results.
///
/// # Errors
/// What the library cannot put together.
pub fn annex(year: i32, page: &Page<'_>, path: &str) -> Result<Vec<u8>, WriteError> {
    packed((None, year), page, path, LANG)
}

fn packed(
    (results, year): (Option<&Results>, i32),
    page: &Page<'_>,
    path: &str,
    lang: Lang,
) -> Result<Vec<u8>, WriteError> {
    let made = caught(|| {
        let mut pictures = Pictures::new(results, lang);
        let docx = body(frame(year, page), page, &mut pictures, lang);
        pictures.fault().map_or(Ok(docx), Err)
    });
    let docx = match made {
        Ok(made) => made.map_err(|fault| WriteError::picture(path, &fault))?,
        Err(panic) => return Err(WriteError::panicked(path, &panic)),
    };
    package::bytes(docx).map_err(|error| WriteError::document(path, &error.to_string()))
}

/// An empty paper: size, margins, font, page number in the top margin of all sheets but the first.
fn frame(year: i32, page: &Page<'_>) -> Docx {
    let paper = Paper::of(page);
    // A fixed date from the data: the same inputs give the same bytes.
    let created = format!("{:04}-01-01T00:00:00Z", year.clamp(1900, 9999));
    let orientation = match paper.wide {
        true => PageOrientationType::Landscape,
        false => PageOrientationType::Portrait,
    };
    let number = Paragraph::new()
        .align(docx_rs::AlignmentType::Center)
        .size(2 * 13)
        .fonts(fonts())
        .add_page_num(PageNum::new());
    Docx::new()
        .created_at(&created)
        .updated_at(&created)
        .default_fonts(fonts())
        .default_size(2 * usize::from(lines::BODY))
        .default_line_spacing(
            LineSpacing::new().line(240).line_rule(LineSpacingType::Auto).before(0).after(0),
        )
        .page_size(paper.width, paper.height)
        .page_orient(orientation)
        .page_margin(
            PageMargin::new()
                .top(paper.top)
                .bottom(paper.bottom)
                .left(paper.left)
                .right(paper.right)
                .header(paper.header)
                .footer(paper.header),
        )
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new()))
}

/// Blocks as paragraphs and tables in a column of `room` twips.
struct Column<'p, 'r> {
    widths: &'p [f64],
    room: usize,
    pictures: &'p mut Pictures<'r>,
    lang: Lang,
}

impl Column<'_, '_> {
    fn parts(&mut self, blocks: &[Block<'_>]) -> Vec<Part> {
        let mut parts = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Sides(pairs) => parts.push(Part::from(sides::table(pairs, self.room))),
                Block::Line(line) => {
                    let leads = leads(&blocks[at + 1..]);
                    let lines = lines::paragraphs(line, self.room).into_iter();
                    parts.extend(lines.map(|line| Part::from(kept(line, leads))));
                }
                Block::Table(table) => {
                    let how = (is_signed(&blocks[at + 1..]), self.lang);
                    parts.push(Part::from(tables::table(table, self.widths, self.room, how)));
                }
                Block::Picture(picture) => {
                    parts.extend(self.pictures.paragraph(picture, self.room).map(Part::from));
                }
                Block::Beside { left, right } => parts.push(Part::from(self.beside(left, right))),
                Block::Fold { title, blocks } => {
                    let line = Line::new(Role::Section, title.as_str());
                    parts.extend(lines::paragraphs(&line, self.room).into_iter().map(Part::from));
                    parts.extend(self.parts(blocks));
                }
                // Charts of a workbook follow its cells; a paper shows pictures.
                Block::Chart(_) | Block::Aside(_) => {}
                Block::Break => parts.push(Part::from(
                    Paragraph::new().add_run(Run::new().add_break(BreakType::Page)),
                )),
                Block::Gap => {
                    let leads = leads(&blocks[at + 1..]);
                    parts.push(Part::from(kept(lines::gap(), leads)));
                }
            }
        }
        parts
    }

    fn beside(&mut self, left: &[Block<'_>], right: &[Block<'_>]) -> Table {
        let room = self.room;
        let cells = [(left, room * 2 / 5), (right, room - room * 2 / 5)].map(|(blocks, wide)| {
            let inner = Column {
                widths: &[],
                room: wide.saturating_sub(sides::MARGINS),
                pictures: &mut *self.pictures,
                lang: self.lang,
            }
            .parts(blocks);
            (inner, wide)
        });
        sides::columns(cells, room)
    }
}

fn body(docx: Docx, page: &Page<'_>, pictures: &mut Pictures<'_>, lang: Lang) -> Docx {
    let room = Paper::of(page).room();
    let mut column = Column { widths: &page.widths, room, pictures, lang };
    column.parts(&page.blocks).into_iter().fold(docx, |docx, part| match part {
        Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Part::Table(table) => docx.add_table(*table),
    })
}

/// Whether a table or a signature follows: a line before it does not stay behind on its sheet, and
/// no signature stands alone on one.
fn leads(rest: &[Block<'_>]) -> bool {
    let next = rest.iter().find(|block| !matches!(block, Block::Gap));
    matches!(next, Some(Block::Sides(_) | Block::Table(_)))
}

fn kept(paragraph: Paragraph, with_next: bool) -> Paragraph {
    if with_next { paragraph.keep_next(true) } else { paragraph }
}

/// Whether a signature follows at once: then the last rows go over to its sheet with it.
fn is_signed(rest: &[Block<'_>]) -> bool {
    let next = rest.iter().find(|block| !matches!(block, Block::Gap));
    matches!(next, Some(Block::Sides(_)))
}
