//! Whose reply a workbook is, and to what.

use super::{Asked, Series, sheet};
use crate::evidence::unit_of_later;
use crate::grid::Book;
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::{Matched, Names, Round, Unit};
use crate::rubric::Rubric;
use crate::table::{self, Meta, title_value};

/// Beside it the form shows the number of the asking.
const NUMBER_LABEL: &str = "Lần hỏi";

/// What replies are read against.
pub struct Against<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    /// One per block; `None` where the set is broken.
    pub rubrics: &'a [Option<Rubric>],
    pub asked: &'a [Asked],
}

/// Whose reply it is, to what.
pub(super) struct Head<'a> {
    pub(super) series: Series,
    pub(super) at: usize,
    pub(super) unit: &'a Unit,
    pub(super) rubric: &'a Rubric,
    pub(super) asked: &'a Asked,
}

/// Compares the hidden sheet with the round and with what was asked.
pub(super) fn head<'a>(
    book: &Book,
    against: &Against<'a>,
    problems: &mut Problems,
) -> Option<Head<'a>> {
    let whole = Place::file(book.file.as_ref());
    let new = |kind: &Kind| Problem::new(kind, whole.clone());
    let meta = Meta::of(book);
    let Some((meta, series)) = meta.and_then(|m| Series::of(&m).map(|s| (m, s))) else {
        problems.push(new(&kinds::forms::REPLY_UNKNOWN));
        return None;
    };
    let round = against.round;
    let named = meta.value("round");
    if named != round.id {
        let problem = new(&kinds::evidence::ROUND).with("found", named);
        problems.push(problem.with("round", &round.id));
        return None;
    }
    let id = meta.value("unit");
    let Some(at) = round.units.iter().position(|u| u.id.as_str() == id) else {
        let problem = new(&kinds::forms::REPLY_UNIT).with("unit", id);
        problems.push(match refused_row(book, against) {
            Some(row) => problem.because_of(row),
            None => problem,
        });
        return None;
    };
    let unit = &round.units[at];
    let refuse = |problem: Problem, problems: &mut Problems| {
        problems.push(problem.of_unit(&unit.id));
        None
    };
    // The set's own problems say why its block is not scored.
    let rubric = against.rubrics.get(unit.block)?.as_ref()?;
    if let Some(other) = other_unit(book, against, at) {
        let problem = new(&kinds::evidence::OTHER_UNIT).with("found", &unit.name);
        return refuse(problem.with("unit", &round.units[other].name), problems);
    }
    let set = meta.value("set");
    if set != rubric.id {
        let problem = new(&kinds::evidence::SET).with("found", set).with("set", &rubric.id);
        return refuse(problem, problems);
    }
    let number = meta.value("number");
    let asked = against.asked.iter().find(|a| {
        a.series == series && a.unit == at && number.parse().is_ok_and(|n: u32| n == a.number)
    });
    let Some(asked) = asked else {
        let problem = new(&kinds::forms::REPLY_NEVER_ASKED).with("unit", &unit.name);
        return refuse(problem.with("number", number).with("folder", series.key()), problems);
    };
    problems.push_all(other_number(book, asked).map(|problem| problem.of_unit(&unit.id)));
    Some(Head { series, at, unit, rubric, asked })
}

/// What there is to say when the sheet shows another number of the asking than the hidden sheet,
/// which is the one that counts.
fn other_number(book: &Book, asked: &Asked) -> Option<Problem> {
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let (grid, table) = visible.find_map(|grid| Some((grid, sheet::table(grid).ok()?)))?;
    let title = title_value(grid, table.header.0, &[NUMBER_LABEL])?;
    let is_own = title.text.trim().parse() == Ok(asked.number);
    let place = table::place(grid, title.row, title.column);
    let problem = Problem::new(&kinds::forms::REPLY_NUMBER, place).with("found", title.text);
    (!is_own).then(|| problem.with("number", asked.number))
}

/// Whose reply it is, by its hidden sheet, its title or its name; for one that cannot be used.
pub(super) fn whose(book: &Book, against: &Against<'_>) -> Option<usize> {
    let by_id = Meta::of(book).and_then(|meta| {
        let id = meta.value("unit");
        against.round.units.iter().position(|unit| unit.id.as_str() == id)
    });
    let by_title = || titled(book, against).and_then(|(_, matched)| matched.unit());
    by_id.or_else(by_title).or_else(|| unit_of_later(&book.file, against.names))
}

/// The unit in the title of the sheet of questions, as written and as the round knows it.
fn titled(book: &Book, against: &Against<'_>) -> Option<(String, Matched)> {
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let (grid, table) = visible.find_map(|grid| Some((grid, sheet::table(grid).ok()?)))?;
    let title = title_value(grid, table.header.0, &["Đơn vị"])?;
    let matched = against.names.find(&title.text);
    Some((title.text, matched))
}

/// Where the round lists the unit of the title, when that row cannot be used.
fn refused_row(book: &Book, against: &Against<'_>) -> Option<Place> {
    let (text, matched) = titled(book, against)?;
    against.names.problem(&matched, &text, Place::default())?.because
}

/// The unit that the title names, when it is another one.
fn other_unit(book: &Book, against: &Against<'_>, at: usize) -> Option<usize> {
    match titled(book, against)?.1 {
        Matched::Exact(other) | Matched::ByAlias(other) if other != at => Some(other),
        _ => None,
    }
}
