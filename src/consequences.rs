//! Problems that follow from others which stand elsewhere: found by different stages, so that
//! neither knows of the other. Linked once all are known, so that a listing shows the cause first
//! and what follows from it below. Nothing is dropped.

use std::collections::BTreeMap;

use crate::ledger::{Ledger, ReadAs};
use crate::problem::kinds::{evidence, fieldwork, files, round as rounds, scores, survey};
use crate::problem::{Kind, Level, Place, Problem, Problems};
use crate::results::BlockResults;
use crate::round::Round;
use crate::terms::UnitId;

/// Where a cause stands, and its kind.
type Source = (Place, Option<&'static str>);

/// A kind of problem that is gone once one of others is mended.
struct Follows {
    what: Kind,
    from: &'static [Kind],
    same: Same,
}

/// How two problems are known to speak of one thing.
enum Same {
    File,
    Sheet,
    Cell,
    /// Of one unit, with the same value of this fact.
    OfUnit(&'static str),
    /// The fact of the cause is, or stands among, that of the consequence.
    Fact(&'static str, &'static str),
    /// One file and sheet, in which so many rows are lost as cannot be recognised.
    LostRows,
}

const NOT_ANSWERS: &[Kind] = &[survey::ANSWER, survey::CODE_RANGE, survey::CODE_LABEL];
const FOLLOWS: &[Follows] = &[
    follows(
        survey::UNIT_ROWS,
        &[
            rounds::UNIT_UNKNOWN,
            rounds::UNIT_AMBIGUOUS,
            rounds::UNIT_LETTERS,
            rounds::UNIT_LEGACY,
            rounds::UNIT_FORMER,
            rounds::UNIT_REFUSED,
        ],
        Same::Cell,
    ),
    follows(fieldwork::SMALL_POINTS, &[survey::SMALL_N], Same::OfUnit("scheme")),
    follows(scores::NO_FORMS, &[survey::NONE_VALID], Same::OfUnit("scheme")),
    follows(scores::NO_FORMS, &[scores::SURVEY_PART], Same::Fact("code", "codes")),
    follows(survey::QUESTION_EMPTY, NOT_ANSWERS, Same::Fact("question", "questions")),
    follows(survey::UNREADABLE_FORM, NOT_ANSWERS, Same::Sheet),
    follows(
        evidence::ROW_MISSING,
        &[evidence::KEY, evidence::KEY_LABEL, evidence::KEY_LEAF],
        Same::LostRows,
    ),
    follows(evidence::NO_UNIT, &[files::CSV_FIELDS, files::CSV_QUOTE], Same::File),
    follows(evidence::FILES, &[evidence::TWO_UNITS], Same::File),
    follows(
        files::FILES_NONE,
        &[files::FOLDER_SIMILAR, files::FILES_PATTERN],
        Same::Fact("pattern", "pattern"),
    ),
    follows(rounds::ID_YEAR, &[rounds::YEAR], Same::File),
    follows(rounds::TITLE_YEAR, &[rounds::YEAR], Same::File),
    follows(rounds::PERIOD_YEAR, &[rounds::YEAR], Same::File),
    follows(rounds::DAY_YEAR, &[rounds::YEAR], Same::File),
    follows(
        fieldwork::POPULATION_MISSING,
        &[fieldwork::POPULATION_BLANK, fieldwork::POPULATION_NO_UNIT, fieldwork::POPULATION_TWICE],
        Same::File,
    ),
];

const fn follows(what: Kind, from: &'static [Kind], same: Same) -> Follows {
    Follows { what, from, same }
}

/// Kinds that say of a unit why a leaf of its has no value, and of all units.
const NO_VALUE: &[Kind] =
    &[evidence::ROW_MISSING, evidence::BLANK, scores::NA_FORBIDDEN, scores::NO_FORMS];
const NO_VALUE_OF_ALL: &[Kind] = &[
    scores::SURVEY_PART,
    scores::SURVEY_UNDECLARED,
    scores::SURVEY_UNKNOWN,
    scores::SURVEY_AWAITED,
    scores::SURVEY_NOT_YET,
    rounds::PERIOD_NONE,
];

/// Links every problem to the one that it follows from, where that one was found.
pub fn link(round: &Round, blocks: &[BlockResults], ledger: &Ledger, problems: &mut Problems) {
    of_reading(problems);
    let found = lost_forms(&refused_forms(ledger), problems);
    apply(problems, found);
    let found = Values { surveyed: survey_leaves(round, blocks), round }.sources(problems);
    apply(problems, found);
}

/// The same for what is known before anything is scored.
pub fn of_reading(problems: &mut Problems) {
    for row in FOLLOWS {
        let found = row.sources(problems);
        apply(problems, found);
    }
}

fn apply(problems: &mut Problems, found: Vec<(usize, Source)>) {
    let mut found = found.into_iter().peekable();
    for (at, problem) in problems.iter_mut().enumerate() {
        if let Some((_, source)) = found.next_if(|(of, _)| *of == at) {
            problem.follow(source);
        }
    }
}

/// The problems of a kind whose cause is not known yet, with their positions.
fn open(problems: &Problems, what: Kind) -> impl Iterator<Item = (usize, &Problem)> {
    let all = problems.iter().enumerate();
    all.filter(move |(_, problem)| problem.kind == what && problem.because.is_none())
}

impl Follows {
    /// The consequences by position, each with its cause.
    fn sources(&self, problems: &Problems) -> Vec<(usize, Source)> {
        let causes = || problems.iter().filter(|problem| self.from.contains(&problem.kind));
        let mut by_key: BTreeMap<String, &Problem> = BTreeMap::new();
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        for cause in causes() {
            let key = self.key(cause);
            *rows.entry(key.clone()).or_default() += 1;
            by_key.entry(key).or_insert(cause);
        }
        let mut lost: BTreeMap<String, usize> = BTreeMap::new();
        open(problems, self.what).for_each(|(_, one)| *lost.entry(self.key(one)).or_default() += 1);
        let cause = |problem: &Problem| match self.same {
            Same::Fact(of_cause, of_what) => causes()
                .find(|cause| is_among(cause.plain_fact(of_cause), problem.plain_fact(of_what))),
            // Where more rows are missing than cannot be recognised, others are missing too.
            Same::LostRows if lost.get(&self.key(problem)) > rows.get(&self.key(problem)) => None,
            _ => by_key.get(&self.key(problem)).copied(),
        };
        let found = open(problems, self.what);
        found.filter_map(|(at, problem)| Some((at, cause(problem)?.source()))).collect()
    }

    /// What is the same of a consequence and its cause.
    fn key(&self, problem: &Problem) -> String {
        let Place { file, sheet, cell, .. } = &problem.place;
        match self.same {
            Same::File => file.clone(),
            Same::Sheet | Same::LostRows => format!("{file}\n{sheet:?}"),
            Same::Cell => format!("{file}\n{sheet:?}\n{cell:?}"),
            Same::OfUnit(fact) => format!("{:?}\n{:?}", problem.unit, problem.plain_fact(fact)),
            Same::Fact(..) => String::new(),
        }
    }
}

/// Whether a fact is the other, or one of the list that the other is.
fn is_among(one: Option<&str>, list: Option<&str>) -> bool {
    let (Some(one), Some(list)) = (one, list) else { return false };
    one == list || list.split(", ").any(|part| part == one)
}

/// The files of forms of which nothing can be used.
fn refused_forms(ledger: &Ledger) -> Vec<&str> {
    let of_surveys = ledger.accounts.iter().filter(|account| account.read_as == ReadAs::Survey);
    of_surveys.filter(|account| account.is_refused()).map(|account| account.file.as_ref()).collect()
}

/// Units without a form of a survey follow from a file of forms that cannot be used.
fn lost_forms(files: &[&str], problems: &Problems) -> Vec<(usize, Source)> {
    let is_cause = |problem: &&Problem| {
        problem.kind.level == Level::Error && files.contains(&problem.place.file.as_str())
    };
    let of_scheme = |cause: &Problem, scheme: Option<&str>| {
        cause.plain_fact("scheme").is_none_or(|own| Some(own) == scheme)
    };
    let found = open(problems, scores::NO_FORMS).filter_map(|(at, problem)| {
        let scheme = problem.plain_fact("scheme");
        let cause = problems.iter().filter(is_cause).find(|cause| of_scheme(cause, scheme))?;
        Some((at, cause.source()))
    });
    found.collect()
}

/// The leaves of each unit that rest on a survey.
fn survey_leaves<'r>(
    round: &'r Round,
    blocks: &'r [BlockResults],
) -> BTreeMap<&'r UnitId, Vec<&'r str>> {
    let mut leaves = BTreeMap::new();
    for block in blocks {
        let surveyed = block.rubric.leaves().filter(|(_, _, leaf)| leaf.rule.scheme.is_some());
        let codes: Vec<&str> = surveyed.map(|(_, node, _)| node.code.as_str()).collect();
        leaves.extend(block.units.iter().map(|unit| (&round.units[*unit].id, codes.clone())));
    }
    leaves
}

/// Leaves without a value, by what was said of it.
struct Values<'r> {
    surveyed: BTreeMap<&'r UnitId, Vec<&'r str>>,
    round: &'r Round,
}

impl Values<'_> {
    /// The lists of leaves that are all told of: each with the cause of the first.
    fn sources(&self, problems: &Problems) -> Vec<(usize, Source)> {
        let mut of_units: BTreeMap<&UnitId, Vec<&Problem>> = BTreeMap::new();
        let mut of_all: Vec<&Problem> = Vec::new();
        for problem in problems.iter() {
            match &problem.unit {
                Some(unit) if NO_VALUE.contains(&problem.kind) => {
                    of_units.entry(unit).or_default().push(problem);
                }
                None if NO_VALUE_OF_ALL.contains(&problem.kind) || self.is_of_scheme(problem) => {
                    of_all.push(problem);
                }
                _ => {}
            }
        }
        let found = open(problems, scores::MISSING).filter_map(|(at, problem)| {
            let unit = problem.unit.as_ref()?;
            let own = of_units.get(unit).into_iter().flatten();
            let causes: Vec<&Problem> = own.chain(&of_all).copied().collect();
            let codes = problem.plain_fact("codes")?.split(", ");
            let told: Option<Vec<&Problem>> = codes
                .map(|code| causes.iter().copied().find(|cause| self.is_why(cause, unit, code)))
                .collect();
            Some((at, told?.first()?.source()))
        });
        found.collect()
    }

    /// Whether a survey scheme cannot be used because of it.
    fn is_of_scheme(&self, problem: &Problem) -> bool {
        problem.kind.level == Level::Error
            && self.round.surveys.iter().any(|survey| survey.scheme == problem.place.file)
    }

    /// Whether it tells why the leaf has no value.
    fn is_why(&self, cause: &Problem, unit: &UnitId, code: &str) -> bool {
        let named = ["code", "codes", "leaf"].into_iter();
        named.into_iter().any(|fact| is_among(Some(code), cause.plain_fact(fact)))
            || cause.stakes.iter().any(|stake| stake.leaf.as_str() == code)
            || (self.is_of_scheme(cause)
                && self.surveyed.get(unit).is_some_and(|leaves| leaves.contains(&code)))
    }
}
