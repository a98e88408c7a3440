//! *Phải sửa* and *Đã hiểu như sau*: what was refused and what was understood with a note, by
//! unit in the order of the round, then downwards. What many cells of a sheet say alike is one
//! line that names them all.

use std::collections::BTreeMap;

use crate::problem::{Level, Place, Problem, Problems, by_cause};
use crate::results::Results;
use crate::round::Round;
use crate::terms::{Code, Exact, Lang};

use crate::report::block::{Block, Cell, Line, Look, Page, Role, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::point_decimals;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// So many like cells are one line; fewer stand by themselves.
const ALIKE: usize = 4;

/// So many leaves are named; more are counted.
const NAMED: usize = 6;

/// *Phải sửa*.
pub(crate) fn to_mend<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    Listing { results: book.results, lang: book.lang, errors: true }.page(name)
}

/// *Đã hiểu như sau*.
pub(crate) fn understood<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    Listing { results: book.results, lang: book.lang, errors: false }.page(name)
}

#[derive(Clone, Copy)]
struct Listing<'r> {
    results: &'r Results,
    lang: Lang,
    /// What was refused; else what was understood.
    errors: bool,
}

/// Problems that are one line: the first, and those that say the same of other cells.
pub(super) struct Group<'r> {
    pub first: &'r Problem,
    pub others: Vec<&'r Problem>,
}

/// A group with its number and the position of its unit.
struct Numbered<'r> {
    number: usize,
    unit: Option<usize>,
    group: Group<'r>,
}

/// What the cell says, in quotes.
fn raw<'r>(numbered: &Numbered<'r>) -> Cell<'r> {
    let raw = numbered.group.first.raw().filter(|raw| !raw.is_empty());
    raw.map_or(Cell::Empty, |raw| Cell::text(format!("“{raw}”")))
}

impl<'r> Listing<'r> {
    fn page(self, name: &str) -> Vec<Page<'r>> {
        let mut blocks = heading::title(self.results, name, self.lang);
        let by_unit = by_unit(&self.results.round, &self.results.problems, self.errors);
        let mut columns = self.columns();
        if by_unit.is_empty() {
            let nothing = if self.errors { words::NOTHING_TO_MEND } else { words::NOTHING_NOTED };
            blocks.push(Block::Line(Line::new(Role::Text, nothing.say(self.lang))));
            return vec![Page { widths: columns.widths(), blocks, ..Page::default() }];
        }
        if self.errors {
            blocks.push(Block::Line(Line::new(Role::Note, words::AT_STAKE_NOTE.say(self.lang))));
        }
        let (mut rows, mut number) = (Vec::new(), 0);
        for (unit, problems) in by_unit {
            rows.push(self.heading(unit, &problems));
            let groups = if self.errors { caused(problems) } else { grouped(problems) };
            for group in groups {
                number += 1;
                rows.push(columns.row(&Numbered { number, unit, group }));
            }
        }
        let table = columns.table(Rows::Held(rows));
        blocks.push(Block::Table(Table { fixed_columns: 2, filter: true, ..table }));
        vec![Page { blocks, long: true, ..Page::default() }]
    }

    fn columns(self) -> Columns<'r, 'r, Numbered<'r>> {
        let (lang, decimals) = (self.lang, point_decimals(self.results));
        let mut columns = Columns::<Numbered<'r>>::new(lang);
        columns
            .centre(words::NUMBER, 5.0, |n| Cell::whole(n.number))
            .left(words::UNIT, 18.0, move |n| Cell::text(self.unit_name(n.unit)))
            .left(words::PLACE, 34.0, |n| Cell::text(places(&n.group)))
            .left(words::LEAF_CODE, 10.0, move |n| Cell::text(codes(&leaves(&n.group), lang)));
        let message = move |n: &Numbered<'r>| Cell::text(message(&n.group, lang));
        let help = move |n: &Numbered<'r>| Cell::text(n.group.first.help(lang));
        if self.errors {
            columns
                .left(words::LEAF_NAME, 26.0, move |n| {
                    Cell::text(self.names(n.unit, &leaves(&n.group)))
                })
                .left(words::RAW_QUOTED, 16.0, raw)
                .left(words::WHY_TO_MEND, 44.0, message)
                .left(words::TO_DO, 38.0, help)
                .right(words::AT_STAKE, 11.0, move |n| {
                    let others = n.group.others.iter().copied();
                    let all: Vec<&Problem> = others.chain([n.group.first]).collect();
                    Cell::maybe(at_stake(&all).as_ref(), decimals)
                });
        } else {
            columns
                .left(words::RAW_QUOTED, 18.0, raw)
                .left(words::TAKEN, 22.0, move |n| {
                    n.group.first.taken(lang).map_or(Cell::Empty, Cell::text)
                })
                .left(words::WHY_NOTED, 46.0, message)
                .left(words::HELP, 34.0, help)
                .centre(words::LEVEL, 11.0, move |n| {
                    Cell::text(n.group.first.kind.level.word(lang))
                });
        }
        columns
    }

    fn unit_name(self, unit: Option<usize>) -> &'r str {
        unit.map_or("", |at| self.results.round.units[at].name.as_str())
    }

    /// The line above a unit's findings, with their number and the points that hang on them.
    fn heading(self, unit: Option<usize>, problems: &[&Problem]) -> Row<'r> {
        let count: usize = problems.iter().map(|problem| problem.times).sum();
        let count = count.to_string();
        let points = at_stake(problems);
        let word = match (self.errors, &points) {
            (true, Some(_)) => words::PLACES_AT_STAKE,
            (true, None) => words::PLACES_TO_MEND,
            (false, _) => words::PLACES_NOTED,
        };
        let decimals = point_decimals(self.results);
        let shown = points.map(|points| words::fixed(&points, decimals, self.lang));
        let facts = [("n", count.as_str()), ("points", shown.as_deref().unwrap_or_default())];
        let name = match unit {
            Some(_) => self.unit_name(unit),
            None => words::NO_UNIT_YET.say(self.lang),
        };
        let text = Cell::text(format!("{name}: {}", word.with(self.lang, &facts)));
        Row::new(vec![text]).looking(Look::Group)
    }

    /// The names of the leaves; nothing when they are many.
    fn names(self, unit: Option<usize>, leaves: &[&Code]) -> String {
        let block = unit.map(|at| self.results.round.units[at].block);
        let block = self.results.blocks.iter().find(|one| Some(one.block) == block);
        let (Some(block), true) = (block, leaves.len() <= NAMED) else { return String::new() };
        let name =
            |code: &&Code| Some(block.rubric.nodes[block.rubric.position(code)?].name.clone());
        leaves.iter().filter_map(name).collect::<Vec<_>>().join("; ")
    }
}

/// What is refused, or understood with a note, by position of its unit in the round; what has no
/// unit first. Downwards within each.
pub(super) fn by_unit<'r>(
    round: &Round,
    problems: &'r Problems,
    errors: bool,
) -> BTreeMap<Option<usize>, Vec<&'r Problem>> {
    let positions: BTreeMap<&str, usize> =
        round.units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
    let mut by_unit: BTreeMap<Option<usize>, Vec<&Problem>> = BTreeMap::new();
    for problem in problems.iter() {
        if (problem.kind.level == Level::Error) == errors {
            let unit = problem.unit.as_ref().and_then(|id| positions.get(id.as_str()).copied());
            by_unit.entry(unit).or_default().push(problem);
        }
    }
    for list in by_unit.values_mut() {
        list.sort_by(|a, b| a.place.order().cmp(&b.place.order()));
    }
    by_unit
}

/// What is said of the first, with where else it was found.
pub(super) fn message(group: &Group<'_>, lang: Lang) -> String {
    let message = group.first.message(lang);
    match group.others.is_empty() {
        true => message,
        false => format!("{message}; {}", others_said(group, lang)),
    }
}

/// The points that hang on the problems, each leaf counted once: by the most that one of them
/// says.
pub(super) fn at_stake(problems: &[&Problem]) -> Option<Exact> {
    let mut most: BTreeMap<&Code, &Exact> = BTreeMap::new();
    let errors = problems.iter().filter(|problem| problem.kind.level == Level::Error);
    for stake in errors.flat_map(|problem| &problem.stakes) {
        let points = most.entry(&stake.leaf).or_insert(&stake.points);
        *points = (*points).max(&stake.points);
    }
    (!most.is_empty()).then(|| most.into_values().sum())
}

pub(super) fn leaves<'r>(group: &Group<'r>) -> Vec<&'r Code> {
    let mut all: Vec<&Code> = Vec::new();
    for problem in std::iter::once(&group.first).chain(&group.others) {
        all.extend(problem.stakes.iter().map(|stake| &stake.leaf));
    }
    all.sort();
    all.dedup();
    all
}

fn codes(leaves: &[&Code], lang: Lang) -> String {
    let list: Vec<&str> = leaves.iter().take(NAMED).map(|code| code.as_str()).collect();
    match (leaves.len().saturating_sub(NAMED), lang) {
        (0, _) => list.join(", "),
        (_, Lang::Vi) => format!("{} tiêu chí: {} …", leaves.len(), list.join(", ")),
        (_, Lang::En) => format!("{} leaves: {} …", leaves.len(), list.join(", ")),
    }
}

/// The place of the first, with the other cells that have a part in it.
pub(super) fn places(group: &Group<'_>) -> String {
    let problem = group.first;
    let mut text = problem.place.to_string();
    for one in problem.involved.iter().map(|one| &one.place).filter(|one| **one != problem.place) {
        let same = one.file == problem.place.file && one.sheet == problem.place.sheet;
        text += &match (&one.cell, same) {
            (Some(cell), true) => format!("; {cell}"),
            _ => format!("; {one}"),
        };
    }
    text
}

/// What is refused, by its causes: a cause stands before what follows from it, and what is said
/// again of other places is one line with it.
pub(super) fn caused(problems: Vec<&Problem>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut single: Vec<&Problem> = Vec::new();
    for cause in by_cause(problems) {
        let (follow, again): (Vec<&Problem>, Vec<&Problem>) =
            cause.others.into_iter().partition(|problem| problem.because.is_some());
        if follow.is_empty() && again.is_empty() {
            single.push(cause.first);
            continue;
        }
        groups.push(Group { first: cause.first, others: again });
        // Alone, they are alike to each other.
        let alone = by_cause(follow).into_iter();
        groups.extend(alone.map(|group| Group { first: group.first, others: group.others }));
    }
    groups.extend(grouped(single));
    groups
}

/// Where else the problem of a group was found.
fn others_said(group: &Group<'_>, lang: Lang) -> String {
    let Place { file, sheet, .. } = &group.first.place;
    let here = |p: &&Problem| p.place.file == *file && p.place.sheet == *sheet && p.times == 1;
    if group.others.iter().all(here) && group.others.iter().all(|p| p.place.cell.is_some()) {
        let (n, list) = (group.others.len().to_string(), cell_list(&group.others));
        return words::MORE_CELLS.with(lang, &[("n", n.as_str()), ("cells", list.as_str())]);
    }
    let mut files: Vec<(&str, usize)> = Vec::new();
    for problem in &group.others {
        match files.iter_mut().find(|(known, _)| *known == problem.place.file) {
            Some((_, count)) => *count += problem.times,
            None => files.push((&problem.place.file, problem.times)),
        }
    }
    let n = files.iter().map(|(_, count)| count).sum::<usize>().to_string();
    let more = if files.len() > NAMED { " …" } else { "" };
    let named: Vec<String> =
        files.iter().take(NAMED).map(|(file, count)| format!("{file} ({count})")).collect();
    let list = named.join(", ") + more;
    words::MORE_PLACES.with(lang, &[("n", n.as_str()), ("files", list.as_str())])
}

/// Like problems of one sheet as groups, in the order of their first.
fn grouped(problems: Vec<&Problem>) -> Vec<Group<'_>> {
    type Alike<'p> = (&'static str, &'p str, Option<&'p str>, Option<&'p str>);
    fn alike<'p>(problem: &'p Problem) -> Option<Alike<'p>> {
        let Place { file, sheet, cell, .. } = &problem.place;
        let alone = cell.is_none() || !problem.involved.is_empty() || problem.times > 1;
        (!alone).then(|| (problem.kind.code, file.as_str(), sheet.as_deref(), problem.raw()))
    }
    let mut counts: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
    for key in problems.iter().filter_map(|problem| alike(problem)) {
        *counts.entry(key).or_default() += 1;
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut first: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
    for problem in problems {
        let key = alike(problem).filter(|key| counts.get(key).is_some_and(|n| *n >= ALIKE));
        match key.as_ref().and_then(|key| first.get(key)) {
            Some(at) => groups[*at].others.push(problem),
            None => {
                first.extend(key.map(|key| (key, groups.len())));
                groups.push(Group { first: problem, others: Vec::new() });
            }
        }
    }
    groups
}

/// `G9:G20, G22`: the cells of the problems, runs down a column joined.
fn cell_list(problems: &[&Problem]) -> String {
    let mut cells: Vec<(u32, u32)> =
        problems.iter().filter_map(|problem| problem.place.row_and_column()).collect();
    cells.sort_by_key(|(row, column)| (*column, *row));
    cells.dedup();
    let mut runs: Vec<((u32, u32), (u32, u32))> = Vec::new();
    for cell in cells {
        match runs.last_mut() {
            Some((_, last)) if last.1 == cell.1 && last.0 + 1 == cell.0 => *last = cell,
            _ => runs.push((cell, cell)),
        }
    }
    let address = |(row, column): (u32, u32)| crate::grid::address(row, column);
    let one = |(first, last): &((u32, u32), (u32, u32))| match first == last {
        true => address(*first),
        false => format!("{}:{}", address(*first), address(*last)),
    };
    runs.iter().map(one).collect::<Vec<_>>().join(", ")
}
