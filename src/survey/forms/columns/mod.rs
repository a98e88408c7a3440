//! Where a scheme's questions stand on a raw sheet: header texts in, columns out.

mod finder;
mod heading;
mod joined;
mod markup;
mod meanings;
mod means;
mod places;
mod tools;

use std::collections::BTreeMap;

use crate::grid::Grid;
use crate::problem::{Problems, kinds::survey as kinds};
use crate::survey::scheme::{Groups, Scheme};
use crate::table::{self, HeadCell};
use crate::text::fold;

use finder::Finder;
use heading::Reading;
pub(crate) use joined::{Joined, Versions};
pub(crate) use markup::plain;
use meanings::Meanings;
pub(crate) use means::{Means, Scope};
pub(crate) use places::{Places, SideSpot, SideTicks, Spot};

/// What a sheet turned out to be.
pub(crate) enum Sheet {
    Forms(Box<Places>, Problems),
    /// Not one question stands in its header: it is something else.
    Other,
    /// A table of forms that cannot be used.
    Refused(Problems),
}

/// Finds the table of forms on a sheet.
pub(crate) fn find(grid: &Grid, scheme: &Scheme) -> Sheet {
    let meanings = Meanings::new(scheme);
    let candidates = candidates(grid);
    match best(&candidates, &meanings) {
        Some(reading) => places(&reading, grid, scheme, &meanings),
        None => Sheet::Other,
    }
}

/// The last row of the header of a sheet of answers, and the columns that mean something to the
/// scheme and are not personal, each with whether nobody's name belongs there; `None` when it is no such sheet.
pub(crate) fn meaningful(grid: &Grid, scheme: &Scheme) -> Option<(u32, BTreeMap<u32, bool>)> {
    let meanings = Meanings::new(scheme);
    let candidates = candidates(grid);
    let reading = best(&candidates, &meanings)?;
    let mut read = BTreeMap::new();
    for (cell, means) in reading.cells() {
        for (means, _) in means {
            let is_bare = match means {
                Means::Personal | Means::Ignored => continue,
                Means::Question(_) | Means::Tick(..) | Means::Unit | Means::Group => true,
                Means::Side(_) | Means::SideTick(..) | Means::SideOther(_) => true,
                _ => false,
            };
            *read.entry(cell.column).or_default() |= is_bare;
        }
    }
    Some((reading.candidate.last, read))
}

fn candidates(grid: &Grid) -> Vec<table::Candidate> {
    let mut candidates = table::candidates(grid);
    candidates.iter_mut().flat_map(|candidate| &mut candidate.cells).for_each(take_markup_off);
    candidates
}

/// The header that names most of what the scheme asks for, when it names a question.
fn best<'c>(candidates: &'c [table::Candidate], meanings: &Meanings) -> Option<Reading<'c>> {
    let mut best: Option<(usize, usize, Reading<'_>)> = None;
    for candidate in candidates {
        let means = candidate.cells.iter().map(|cell| meanings.of(cell)).collect();
        let reading = Reading { candidate, means };
        let (found, cells) = reading.weight();
        if best.as_ref().is_none_or(|(f, c, _)| (found, cells) > (*f, *c)) {
            best = Some((found, cells, reading));
        }
    }
    best.map(|(_, _, reading)| reading).filter(Reading::has_questions)
}

/// How much a sheet is one of the survey's forms: whether they can be used, and how many questions
/// that takes. `None` when not one question stands there.
pub(crate) fn likeness(grid: &Grid, scheme: &Scheme) -> Option<(bool, usize)> {
    match find(grid, scheme) {
        Sheet::Forms(places, _) => Some((true, places.questions.len())),
        Sheet::Refused(_) => Some((false, 0)),
        Sheet::Other => None,
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

/// Kobo's column of the time at which its server received a form, which is universal time.
const SERVER_TIME: &str = "_submission_time";

/// The columns of a sheet whose header was found.
fn places(reading: &Reading<'_>, grid: &Grid, scheme: &Scheme, meanings: &Meanings) -> Sheet {
    let mut finder =
        Finder { reading, grid, problems: Problems::default(), versions: Versions::default() };
    finder.shared(scheme);
    let column = |cells: Vec<(&HeadCell, Means)>| cells.first().map(|(cell, _)| cell.column);
    let (first, last) = (reading.candidate.first, reading.candidate.last);
    let sent = reading.first(|m| m == Means::Sent);
    let sent_universal = sent.first().is_some_and(|(cell, _)| cell.full == SERVER_TIME);
    let sent = column(sent);
    let submitted = column(reading.first(|m| m == Means::Submitted));
    let mut places = Places {
        header: (first, last),
        first_row: reading.first_row(grid, last, meanings),
        heads: reading.heads(),
        width: reading.candidate.cells.iter().map(|c| c.column + 1).max().unwrap_or(0),
        unit: finder.deciding(Means::Unit),
        form: finder.one(|m| matches!(m, Means::Form(_))).and_then(|(column, m)| match m {
            Means::Form(scope) => Some((column, scope)),
            _ => None,
        }),
        cluster: finder.deciding(Means::Cluster),
        group: finder.deciding(Means::Group),
        mode: finder.deciding(Means::Mode),
        interviewer: column(reading.first(|m| m == Means::Interviewer)),
        start: column(reading.first(|m| m == Means::Start)),
        sent: sent.or(submitted),
        sent_universal,
        status: column(reading.first(|m| m == Means::Status)),
        submitted,
        finished: column(reading.first(|m| m == Means::Finished)),
        traits: (0..scheme.traits.len())
            .map(|at| finder.one(|m| m == Means::Trait(at)).map(|(column, _)| column))
            .collect(),
        questions: finder.questions(scheme, meanings),
        sides: finder.sides(scheme),
        hides_questions: submitted.is_some(),
        versions: Versions::default(),
        beside: reading.beside(),
    };
    if places.group.is_none() && scheme.groups != Groups::MeanOfPeople {
        tell_no_group(&mut finder, scheme);
    }
    finder.notes();
    places.versions = finder.versions;
    let problems = finder.problems;
    if problems.has_errors() {
        return Sheet::Refused(problems);
    }
    Sheet::Forms(Box::new(places), problems)
}

fn tell_no_group(finder: &mut Finder<'_, '_>, scheme: &Scheme) {
    let names = scheme.columns.group.iter().map(|n| format!("“{n}”"));
    let names: Vec<String> = names.collect();
    finder.tell(&kinds::COLUMN_MISSING, |p| p.with("names", names.join(", ")).with("proposal", ""));
}
