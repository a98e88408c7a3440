//! One cause, one message: problems that follow from another, and problems that say of many
//! places what has been said of one. None of them is dropped: a listing shows the cause first and
//! the others below it, and counts count them all.

use std::collections::BTreeMap;

use super::{Level, Place, Problem, kinds};

/// Kinds that say one thing of many places when these facts are the same.
const ONE_CAUSE: &[(&str, &[&str])] = &[
    (kinds::round::UNIT_UNKNOWN.code, &["text"]),
    (kinds::round::UNIT_AMBIGUOUS.code, &["text"]),
    (kinds::round::UNIT_FORMER.code, &["text"]),
    (kinds::round::UNIT_REFUSED.code, &["text"]),
    (kinds::round::UNIT_LETTERS.code, &["text"]),
    (kinds::round::UNIT_LEGACY.code, &["text"]),
    (kinds::round::UNIT_ALIAS.code, &["text"]),
    (kinds::evidence::ROUND.code, &["found"]),
    (kinds::evidence::YEAR.code, &["found"]),
    (kinds::evidence::SET.code, &["found", "set"]),
    (kinds::evidence::SET_CHANGED.code, &[]),
    (kinds::evidence::KEY.code, &["key"]),
    (kinds::evidence::ROW_MISSING.code, &["key"]),
    (kinds::appraisal::NO_SET.code, &["block"]),
    (kinds::appraisal::AGENCY_UNKNOWN.code, &["found"]),
    (kinds::appraisal::OTHER_AGENCY.code, &["appraiser", "agency"]),
    (kinds::codes::UNKNOWN.code, &["row"]),
    (kinds::table::COLUMN_MISSING.code, &["names"]),
    (kinds::survey::ANSWER.code, &["texts"]),
    (kinds::survey::CODE_RANGE.code, &["texts"]),
];

/// A problem and those that are settled with it, in the order of the list.
#[derive(Debug)]
pub struct Group<'p> {
    pub first: &'p Problem,
    pub others: Vec<&'p Problem>,
}

impl Group<'_> {
    /// The worst level in it.
    pub fn level(&self) -> Level {
        let others = self.others.iter().map(|problem| problem.kind.level);
        others.fold(self.first.kind.level, Level::min)
    }

    /// Whether something else than the same again follows from the first.
    fn has_consequences(&self) -> bool {
        self.others.iter().any(|problem| problem.because.is_some())
    }

    /// The files of the others with how many places each has, in the order of the list.
    pub fn files(&self) -> Vec<(&str, usize)> {
        let mut files: Vec<(&str, usize)> = Vec::new();
        for problem in &self.others {
            let file = problem.place.file.as_str();
            match files.iter_mut().find(|(known, _)| *known == file) {
                Some((_, count)) => *count += problem.times,
                None => files.push((file, problem.times)),
            }
        }
        files
    }
}

/// The problems by their causes: worst first, then those from which others follow, then in the
/// order of the list.
pub fn by_cause<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<Group<'p>> {
    let all: Vec<&Problem> = problems.into_iter().collect();
    let causes = Causes::of(&all);
    let mut alike: BTreeMap<(&str, Vec<&str>), usize> = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut rest: Vec<(usize, usize)> = Vec::new();
    for (at, problem) in all.iter().enumerate() {
        if let Some(cause) = causes.of_problem(at) {
            rest.push((at, cause));
            continue;
        }
        match one_cause(problem).and_then(|key| alike.insert(key.clone(), at).map(|b| (key, b))) {
            Some((key, before)) => {
                alike.insert(key, before);
                rest.push((at, before));
            }
            None => {
                group_of.insert(at, groups.len());
                groups.push(Group { first: problem, others: Vec::new() });
            }
        }
    }
    let heads: BTreeMap<usize, usize> = rest.iter().copied().collect();
    for (at, mut cause) in rest {
        // What a cause is alike to stands for it.
        while let Some(above) = heads.get(&cause) {
            cause = *above;
        }
        if let Some(group) = group_of.get(&cause).and_then(|group| groups.get_mut(*group)) {
            group.others.push(all[at]);
        }
    }
    groups.sort_by_key(|group| (group.level(), !group.has_consequences()));
    groups
}

/// The places of what is no consequence.
struct Causes<'p> {
    all: &'p [&'p Problem],
    by_file: BTreeMap<&'p str, Vec<usize>>,
}

impl<'p> Causes<'p> {
    fn of(all: &'p [&'p Problem]) -> Causes<'p> {
        let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, problem) in all.iter().enumerate().filter(|(_, p)| p.because.is_none()) {
            by_file.entry(&problem.place.file).or_default().push(at);
        }
        Causes { all, by_file }
    }

    /// The problem that this one follows from: the worst, then the first, of its place.
    fn of_problem(&self, at: usize) -> Option<usize> {
        let place = self.all[at].because.as_ref()?;
        let there = self.by_file.get(place.file.as_str())?.iter().copied();
        let kind = self.all[at].because_kind;
        let there = there.filter(|cause| {
            let cause = self.all[*cause];
            covers(place, &cause.place) && kind.is_none_or(|kind| kind == cause.kind.code)
        });
        there.min_by_key(|cause| (self.all[*cause].kind.level, *cause))
    }
}

/// Whether a place, which may be a whole file, holds another.
fn covers(place: &Place, other: &Place) -> bool {
    place.file == other.file
        && (place.line.is_none() || place.line == other.line)
        && (place.sheet.is_none() || place.sheet == other.sheet)
        && (place.cell.is_none() || place.cell == other.cell)
}

/// The kind and the facts that make one cause of several problems.
fn one_cause(problem: &Problem) -> Option<(&'static str, Vec<&str>)> {
    let (code, names) = ONE_CAUSE.iter().find(|(code, _)| *code == problem.kind.code)?;
    let facts: Option<Vec<&str>> = names.iter().map(|name| problem.plain_fact(name)).collect();
    Some((code, facts.filter(|facts| facts.iter().all(|fact| !fact.is_empty()))?))
}

impl Problem {
    /// Says that the problem follows from what is said of a place, which may be a whole file.
    pub fn because_of(mut self, place: Place) -> Self {
        self.because = Some(place);
        self
    }

    /// Says that it follows from the other problem, or from what that one follows from.
    pub(crate) fn follow(&mut self, (place, kind): (Place, Option<&'static str>)) {
        self.because = Some(place);
        self.because_kind = kind;
    }

    /// Where the cause of all that follows from this problem stands: its own, or its place.
    pub(crate) fn source(&self) -> (Place, Option<&'static str>) {
        match &self.because {
            Some(place) => (place.clone(), self.because_kind),
            None => (self.place.clone(), Some(self.kind.code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(file: &str, text: &str) -> Problem {
        let place = Place::cell(file, "S", "B2");
        Problem::new(&kinds::round::UNIT_UNKNOWN, place).with("text", text)
    }

    fn shape(problems: &[Problem]) -> Vec<(&str, Vec<&str>)> {
        let groups = by_cause(problems);
        let file = |p: &&Problem| p.place.file.clone();
        drop(groups.iter().map(|g| file(&g.first)).collect::<Vec<_>>());
        let others = |g: &Group<'_>| -> Vec<usize> {
            let at = |p: &Problem| problems.iter().position(|q| std::ptr::eq(p, q)).unwrap();
            g.others.iter().map(|p| at(p)).collect()
        };
        let all = groups.iter().map(|g| {
            let first = problems.iter().find(|p| std::ptr::eq(*p, g.first)).unwrap();
            let rest = others(g).into_iter().map(|at| problems[at].place.file.as_str());
            (first.place.file.as_str(), rest.collect())
        });
        all.collect()
    }

    #[test]
    fn a_cause_stands_before_what_follows_from_it() {
        let row = Place::cell("units.xlsx", "S", "A5");
        let refused = |file: &str| {
            let place = Place::cell(file, "S", "B2");
            Problem::new(&kinds::round::UNIT_REFUSED, place)
                .with("text", "Phường A")
                .because_of(row.clone())
        };
        let problems = [
            unknown("a.xlsx", "Xã X"),
            refused("b.xlsx"),
            refused("c.xlsx"),
            Problem::new(&kinds::round::UNITS_ROW, row.clone()),
            unknown("d.xlsx", "Xã X"),
        ];
        assert_eq!(
            shape(&problems),
            [("units.xlsx", vec!["b.xlsx", "c.xlsx"]), ("a.xlsx", vec!["d.xlsx"])]
        );
    }

    #[test]
    fn what_follows_from_nothing_that_was_said_stands_alone() {
        let lost = unknown("a.xlsx", "Xã X").because_of(Place::file("set.toml"));
        assert_eq!(shape(&[lost]), [("a.xlsx", vec![])]);
    }

    #[test]
    fn other_facts_are_another_cause() {
        let problems = [unknown("a.xlsx", "Xã X"), unknown("b.xlsx", "Xã Y")];
        assert_eq!(shape(&problems).len(), 2);
    }
}
