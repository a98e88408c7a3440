//! Where a scheme's questions stand on a raw sheet: header texts in, columns out.

mod joined;
mod markup;
mod meanings;
mod tools;

use std::collections::BTreeMap;

use crate::grid::{Cell, Grid, Held, Line, Row, column_letters};
use crate::problem::{Kind, Place, Problem, Problems, kinds::survey as kinds};
use crate::source::did_you_mean;
use crate::table::{self, Candidate, HeadCell};
use crate::text::{fold, tidy};

use super::findings::listed;
use super::personal::{HIDDEN, may_name};
use super::scheme::{Groups, Scheme, SideKind};

pub(super) use joined::{Joined, Versions};
pub(super) use markup::plain;
use meanings::Meanings;
pub(super) use meanings::{Means, Scope};

/// The columns of one sheet.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub header: (u32, u32),
    pub first_row: u32,
    /// The folded headings of unit, form and questions, with their columns.
    pub heads: Vec<(u32, String)>,
    /// One more than the last column that has a header.
    pub width: u32,
    pub unit: Option<u32>,
    pub form: Option<(u32, Scope)>,
    pub cluster: Option<u32>,
    pub group: Option<u32>,
    pub interviewer: Option<u32>,
    pub start: Option<u32>,
    pub sent: Option<u32>,
    /// The times of `sent` are universal ones where no zone stands beside them.
    pub sent_universal: bool,
    pub status: Option<u32>,
    pub submitted: Option<u32>,
    pub finished: Option<u32>,
    pub mode: Option<u32>,
    /// One per trait of the scheme.
    pub traits: Vec<Option<u32>>,
    /// One per question of the scheme.
    pub questions: Vec<Spot>,
    /// One per side question.
    pub sides: Vec<SideSpot>,
    /// Columns of one thing in several versions of the form.
    pub versions: Versions,
    /// All columns that tell forms from each other, besides unit, answers and times.
    pub beside: Vec<u32>,
    /// The sheet is LimeSurvey's: `N/A` says that the question was not shown.
    pub hides_questions: bool,
}

/// Where the answers to one question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    One(u32),
    /// A column for each option, with a mark in one of them.
    Ticks(Vec<(u32, u8)>),
}

impl Spot {
    pub(super) fn first(&self) -> u32 {
        match self {
            Spot::One(column) => *column,
            Spot::Ticks(columns) => columns.first().map_or(0, |(column, _)| *column),
        }
    }
}

/// Where the answers to a side question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SideSpot {
    Absent,
    One(u32),
    /// A column for each choice, and one for what respondents wrote.
    Ticks(Vec<(u32, usize)>, Option<u32>),
}

/// What a sheet turned out to be.
pub(super) enum Sheet {
    Forms(Box<Places>, Problems),
    /// Not one question stands in its header: it is something else.
    Other,
    /// A table of forms that cannot be used.
    Refused(Problems),
}

/// A header's cells with what each means.
struct Reading<'c> {
    candidate: &'c Candidate,
    means: Vec<Vec<(Means, usize)>>,
}

/// Finds the table of forms on a sheet.
pub(super) fn find(grid: &Grid, scheme: &Scheme) -> Sheet {
    let meanings = Meanings::new(scheme);
    let mut candidates = table::candidates(grid);
    candidates.iter_mut().flat_map(|candidate| &mut candidate.cells).for_each(take_markup_off);
    let mut best: Option<(usize, usize, Reading<'_>)> = None;
    for candidate in &candidates {
        let means = candidate.cells.iter().map(|cell| meanings.of(cell)).collect();
        let reading = Reading { candidate, means };
        let (found, cells) = reading.weight();
        if best.as_ref().is_none_or(|(f, c, _)| (found, cells) > (*f, *c)) {
            best = Some((found, cells, reading));
        }
    }
    match best {
        Some((_, _, reading)) if reading.has_questions() => reading.places(grid, scheme, &meanings),
        _ => Sheet::Other,
    }
}

fn take_markup_off(cell: &mut HeadCell) {
    let marked = |text: &str| text.contains(['<', '&']) || text.contains("**");
    if marked(&cell.text) {
        cell.text = plain(&cell.text).into_owned();
        cell.full = fold(&cell.text);
    }
    for group in cell.groups.iter_mut().filter(|group| marked(group)) {
        *group = fold(&plain(group));
    }
}

impl Reading<'_> {
    fn cells(&self) -> impl Iterator<Item = (&HeadCell, &Vec<(Means, usize)>)> {
        self.candidate.cells.iter().zip(&self.means)
    }

    /// How many different things are named, and by how many cells.
    fn weight(&self) -> (usize, usize) {
        let mut cells: BTreeMap<Means, usize> = BTreeMap::new();
        for means in self.means.iter().flatten() {
            let whole = match means.0 {
                Means::Tick(question, _) => Means::Question(question),
                Means::SideTick(side, _) | Means::SideOther(side) => Means::Side(side),
                Means::Personal | Means::Ignored => continue,
                other => other,
            };
            *cells.entry(whole).or_default() += 1;
        }
        // an option alone below its question is an answer, no header
        for question in self.tick_questions() {
            if self.ticks(question).len() < 2 {
                cells.remove(&Means::Question(question));
            }
        }
        (cells.len(), cells.values().sum())
    }

    fn tick_questions(&self) -> Vec<usize> {
        let ticks = self.means.iter().flatten().filter_map(|(means, _)| match means {
            Means::Tick(question, _) => Some(*question),
            _ => None,
        });
        let mut questions: Vec<usize> = ticks.collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    fn has_questions(&self) -> bool {
        let is_question =
            |(means, _): &(Means, usize)| matches!(means, Means::Question(_) | Means::Tick(..));
        self.weight().0 > 0 && self.means.iter().flatten().any(is_question)
    }

    /// The option columns of a question.
    fn ticks(&self, question: usize) -> Vec<(u32, u8)> {
        let ticks = self.cells().flat_map(|(cell, means)| {
            means.iter().filter_map(move |(means, _)| match means {
                Means::Tick(of, option) if *of == question => Some((cell.column, *option)),
                _ => None,
            })
        });
        ticks.collect()
    }

    /// The cells that mean this, those named first in the scheme only.
    fn first(&self, wanted: impl Fn(Means) -> bool) -> Vec<(&HeadCell, Means)> {
        let with = self.cells().flat_map(|(cell, means)| {
            means.iter().filter(|(m, _)| wanted(*m)).map(move |(m, rank)| (*rank, cell, *m))
        });
        let with: Vec<_> = with.collect();
        let least = with.iter().map(|(rank, ..)| *rank).min();
        with.into_iter().filter(|(r, ..)| Some(*r) == least).map(|(_, c, m)| (c, m)).collect()
    }

    /// All cells that mean this.
    fn all(&self, wanted: Means) -> Vec<&HeadCell> {
        let with = self.cells().filter(|(_, means)| means.iter().any(|(m, _)| *m == wanted));
        with.map(|(cell, _)| cell).collect()
    }

    /// The columns whose content belongs to the respondent and to nobody else.
    fn beside(&self) -> Vec<u32> {
        let is_other = |(means, _): &(Means, usize)| {
            matches!(
                means,
                Means::Unit
                    | Means::Question(_)
                    | Means::Tick(..)
                    | Means::Start
                    | Means::Sent
                    | Means::Submitted
                    | Means::Finished
                    | Means::Status
                    | Means::Ignored
            )
        };
        let beside = self.cells().filter(|(_, means)| !means.iter().any(is_other));
        beside.map(|(cell, _)| cell.column).collect()
    }

    fn heads(&self) -> Vec<(u32, String)> {
        let is_head = |(means, _): &(Means, usize)| {
            matches!(means, Means::Unit | Means::Form(_) | Means::Question(_))
        };
        let cells = self.cells().filter(|(_, means)| means.iter().any(is_head));
        cells.map(|(cell, _)| (cell.column, cell.full.clone())).collect()
    }

    /// The first row of forms: below the header some exports say the questions once more, in
    /// words, and the numbers of their own database.
    fn first_row(&self, grid: &Grid, last: u32, meanings: &Meanings) -> u32 {
        let below = table::first_row_below(grid, last);
        let mut first = below;
        let again = |row: &Row| self.says_again(row, meanings) || is_machine_row(row);
        while first < last + MOST_AGAIN && grid.row(first).is_some_and(again) {
            first += 1;
        }
        // What numbers the columns may stand below the words, too.
        if first > below { table::first_row_below(grid, first - 1) } else { first }
    }

    /// Whether most questions of the header stand in a row again, each in its column.
    fn says_again(&self, row: &Row, meanings: &Meanings) -> bool {
        let (mut asked, mut said) = (0, 0);
        for (cell, means) in self.cells() {
            let question = means.iter().find(|(m, _)| matches!(m, Means::Question(_)));
            let Some((question, _)) = question else { continue };
            asked += 1;
            let Some(text) = row.cell(cell.column).and_then(Cell::text) else { continue };
            let (text, full) = (text.to_string(), fold(text));
            let again =
                HeadCell { row: row.index, column: cell.column, text, full, groups: Vec::new() };
            said += usize::from(meanings.of(&again).iter().any(|(m, _)| m == question));
        }
        said > 0 && 2 * said > asked
    }

    fn places(&self, grid: &Grid, scheme: &Scheme, meanings: &Meanings) -> Sheet {
        let mut finder = Finder {
            reading: self,
            grid,
            problems: Problems::default(),
            versions: Versions::default(),
        };
        finder.shared(scheme);
        let column = |cells: Vec<(&HeadCell, Means)>| cells.first().map(|(cell, _)| cell.column);
        let (first, last) = (self.candidate.first, self.candidate.last);
        let sent = self.first(|m| m == Means::Sent);
        let sent_universal = sent.first().is_some_and(|(cell, _)| cell.full == SERVER_TIME);
        let sent = column(sent);
        let submitted = column(self.first(|m| m == Means::Submitted));
        let mut places = Places {
            header: (first, last),
            first_row: self.first_row(grid, last, meanings),
            heads: self.heads(),
            width: self.candidate.cells.iter().map(|c| c.column + 1).max().unwrap_or(0),
            unit: finder.one(|m| m == Means::Unit).map(|(column, _)| column),
            form: finder.one(|m| matches!(m, Means::Form(_))).and_then(|(column, m)| match m {
                Means::Form(scope) => Some((column, scope)),
                _ => None,
            }),
            cluster: finder.one(|m| m == Means::Cluster).map(|(column, _)| column),
            group: finder.one(|m| m == Means::Group).map(|(column, _)| column),
            mode: finder.one(|m| m == Means::Mode).map(|(column, _)| column),
            interviewer: column(self.first(|m| m == Means::Interviewer)),
            start: column(self.first(|m| m == Means::Start)),
            sent: sent.or(submitted),
            sent_universal,
            status: column(self.first(|m| m == Means::Status)),
            submitted,
            finished: column(self.first(|m| m == Means::Finished)),
            traits: (0..scheme.traits.len())
                .map(|at| finder.one(|m| m == Means::Trait(at)).map(|(column, _)| column))
                .collect(),
            questions: finder.questions(scheme, meanings),
            sides: finder.sides(scheme),
            hides_questions: submitted.is_some(),
            versions: Versions::default(),
            beside: self.beside(),
        };
        if places.group.is_none() && scheme.groups != Groups::MeanOfPeople {
            let names = scheme.columns.group.iter().map(|n| format!("“{n}”"));
            let names: Vec<String> = names.collect();
            finder.tell(&kinds::COLUMN_MISSING, |p| {
                p.with("names", names.join(", ")).with("proposal", "")
            });
        }
        finder.notes();
        places.versions = finder.versions;
        let problems = finder.problems;
        if problems.has_errors() {
            return Sheet::Refused(problems);
        }
        Sheet::Forms(Box::new(places), problems)
    }
}

/// So many rows below a header may say it again.
const MOST_AGAIN: u32 = 4;

/// `{"ImportId":"QID1"}` in every cell: what Qualtrics writes for itself.
fn is_machine_row(row: &Row) -> bool {
    let own = |cell: &Cell| {
        cell.text().is_some_and(|text| text.starts_with('{') && text.contains("\"ImportId\""))
    };
    !row.cells.is_empty() && row.cells.iter().all(|(_, cell)| own(cell))
}

impl Places {
    /// Whether a row says headings of other columns: below it the columns have changed.
    pub(super) fn is_moved<L: Line>(&self, line: &L) -> bool {
        let (mut same, mut moved) = (0, 0);
        for (column, head) in &self.heads {
            let held = line.held(*column);
            if !matches!(held, Held::Text(_)) {
                continue;
            }
            let text = fold(&held.raw());
            same += usize::from(text == *head);
            moved += usize::from(text != *head && self.heads.iter().any(|(_, h)| *h == text));
        }
        moved > 0 && same + moved > 1
    }
}

/// Takes the columns from a header and says what cannot be told.
struct Finder<'r, 'c> {
    reading: &'r Reading<'c>,
    grid: &'r Grid,
    problems: Problems,
    versions: Versions,
}

impl Finder<'_, '_> {
    fn tell(&mut self, kind: &Kind, with: impl FnOnce(Problem) -> Problem) {
        let place = Place { cell: None, ..table::place(self.grid, 0, 0) };
        self.problems.push(with(Problem::new(kind, place)));
    }

    /// A header cell that fits two questions.
    fn shared(&mut self, scheme: &Scheme) {
        let name = |means: Means| match means {
            Means::Question(at) => scheme.questions.get(at).map(|q| q.id.clone()),
            Means::Side(at) => scheme.sides.get(at).map(|q| q.id.clone()),
            _ => None,
        };
        let mut shared = Vec::new();
        for (cell, means) in self.reading.cells() {
            let names: Vec<String> = means.iter().filter_map(|(m, _)| name(*m)).collect();
            if let [first, second, ..] = names.as_slice() {
                let place = table::place(self.grid, cell.row, cell.column);
                let problem = Problem::new(&kinds::COLUMN_SHARED, place);
                shared.push(problem.with("first", first).with("second", second));
            }
        }
        shared.into_iter().for_each(|problem| self.problems.push(problem));
    }

    /// The one column that describes forms in this way.
    fn one(&mut self, wanted: impl Fn(Means) -> bool) -> Option<(u32, Means)> {
        let cells = self.reading.first(wanted);
        self.twice(&cells.iter().map(|(cell, _)| *cell).collect::<Vec<_>>());
        cells.first().map(|(cell, means)| (cell.column, *means))
    }

    /// Several columns of one thing are read as versions of one form.
    fn twice(&mut self, cells: &[&HeadCell]) {
        if let [first, others @ ..] = cells
            && !others.is_empty()
        {
            let versions = others.iter().map(|cell| cell.column).collect();
            self.versions.push((first.column, versions));
            let named = cells.iter().map(|cell| named_column(cell));
            let columns = named.collect::<Vec<_>>().join(", ");
            self.tell(&kinds::COLUMNS_JOINED, |problem| problem.with("columns", columns));
        }
    }

    fn questions(&mut self, scheme: &Scheme, meanings: &Meanings) -> Vec<Spot> {
        let mut missing = Vec::new();
        let mut spots = Vec::new();
        for (at, question) in scheme.questions.iter().enumerate() {
            let ticks = self.reading.ticks(at);
            let whole = self.reading.all(Means::Question(at));
            self.twice(&whole);
            match whole.first() {
                // an option may have a column in every version of the form
                _ if ticks.len() > 1 => spots.push(Spot::Ticks(ticks)),
                Some(cell) => spots.push(Spot::One(cell.column)),
                None => missing.push((at, question)),
            }
        }
        if !missing.is_empty() {
            let unknown: Vec<(String, &HeadCell)> = self
                .reading
                .cells()
                .filter(|(_, means)| means.is_empty())
                .map(|(cell, _)| (fold(&cell.text), cell))
                .collect();
            let near = |at: usize| {
                let texts = meanings.texts_of(Means::Question(at));
                let mut found = texts.filter_map(|text| {
                    did_you_mean(text, unknown.iter().map(|(folded, _)| folded.as_str()))
                });
                let found = found.next()?;
                let (_, cell) = unknown.iter().find(|(folded, _)| folded == found)?;
                Some(format!("{} “{}”", column_letters(cell.column), tidy(&cell.text)))
            };
            let name = |(_, q): &(usize, &super::scheme::Question)| {
                format!("{} “{}”", q.id, tidy(&q.text))
            };
            let names: Vec<String> = missing.iter().map(name).collect();
            let proposals: Vec<(&str, String)> = missing
                .iter()
                .filter_map(|(at, question)| Some((question.id.as_str(), near(*at)?)))
                .collect();
            self.tell(&kinds::COLUMN_MISSING, |problem| {
                proposed(problem.with("names", names.join("; ")), &proposals)
            });
        }
        spots
    }

    fn sides(&mut self, scheme: &Scheme) -> Vec<SideSpot> {
        let mut spots = Vec::new();
        for (at, side) in scheme.sides.iter().enumerate() {
            let reading = self.reading;
            let ticks = reading.cells().flat_map(|(cell, means)| {
                means.iter().filter_map(move |(means, _)| match means {
                    Means::SideTick(of, option) if *of == at => Some((cell.column, *option)),
                    _ => None,
                })
            });
            let ticks: Vec<(u32, usize)> = ticks.collect();
            let other = reading.all(Means::SideOther(at)).first().map(|cell| cell.column);
            let whole = reading.all(Means::Side(at));
            self.twice(&whole);
            spots.push(match whole.first() {
                _ if side.kind == SideKind::Multiple && !ticks.is_empty() => {
                    SideSpot::Ticks(ticks, other)
                }
                Some(cell) => SideSpot::One(cell.column),
                None => SideSpot::Absent,
            });
        }
        spots
    }

    /// Columns that are not read: those about persons, and those that mean nothing.
    fn notes(&mut self) {
        let list = |cells: Vec<&HeadCell>| {
            let first = cells.iter().take(COLUMNS_SAID).map(|cell| named_column(cell)).collect();
            listed(first, cells.len())
        };
        let personal = list(self.reading.all(Means::Personal));
        if !personal.is_empty() {
            self.tell(&kinds::PERSONAL, |problem| problem.with("columns", personal));
        }
        let unknown = self.reading.cells().filter(|(_, means)| means.is_empty());
        let unknown = list(unknown.map(|(cell, _)| cell).collect());
        if !unknown.is_empty() {
            self.tell(&kinds::COLUMNS_UNUSED, |problem| problem.with("columns", unknown));
        }
    }
}

/// `C “Nơi ngồi chờ”`. A heading may be a row of answers that stands where the header should be, or
/// hold a name beside what it means.
fn named_column(cell: &HeadCell) -> String {
    let text = tidy(&cell.text);
    let shown = if may_name(&text) { HIDDEN } else { &shortened(&text) };
    format!("{} “{shown}”", column_letters(cell.column))
}

/// So many columns are named; the others are counted.
const COLUMNS_SAID: usize = 60;

/// Kobo's column of the time at which its server received a form, which is universal time.
const SERVER_TIME: &str = "_submission_time";

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

/// The start of a help line: which header may be which question; it is never taken unasked.
fn proposed(problem: Problem, proposals: &[(&str, String)]) -> Problem {
    if proposals.is_empty() {
        return problem.with("proposal", "");
    }
    let vi = proposals.iter().map(|(id, text)| format!("cột {text} là câu {id}"));
    let en = proposals.iter().map(|(id, text)| format!("column {text} is question {id}"));
    problem.said(
        "proposal",
        format!("Có phải {}? ", vi.collect::<Vec<_>>().join(", ")),
        format!("Is it that {}? ", en.collect::<Vec<_>>().join(", ")),
    )
}
