//! What is asked of a reading worker and what it answers.

use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::problem::{KINDS, Place, Problem, Problems};
use crate::read::input::Limits;
use crate::terms::UnitId;

/// What a file holds, or why it is refused; and what was noted on the way.
pub(super) type Read = (Result<Vec<Grid>, Problem>, Problems);

/// A worker's first words.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Greeting {
    pub version: String,
    /// Why the worker will not read: its memory could not be limited.
    pub refusal: Option<String>,
}

/// What to read; the bytes of the file follow in a frame of their own.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    pub shown: String,
    pub extension: String,
    pub limits: Limits,
}

/// What the file holds, or why it was refused; and what was noted on the way.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    sheets: Result<Vec<Grid>, Told>,
    found: Vec<Told>,
}

/// A problem on its way: its kind by code, its facts by name.
#[derive(Serialize, Deserialize)]
struct Told {
    code: String,
    place: Place,
    facts: Vec<(String, String)>,
    facts_en: Vec<(String, String)>,
    excerpt: Option<String>,
    unit: Option<String>,
}

impl Answer {
    pub(super) fn new(sheets: Result<Vec<Grid>, Problem>, found: &Problems) -> Answer {
        Answer {
            sheets: sheets.map_err(|problem| Told::new(&problem)),
            found: found.iter().map(Told::new).collect(),
        }
    }

    /// The sheets or the refusal; `None` when the answer makes no sense.
    pub(super) fn take(self) -> Option<Read> {
        let mut problems = Problems::default();
        for told in self.found {
            problems.push(told.problem()?);
        }
        let sheets = match self.sheets {
            Ok(sheets) => Ok(sheets),
            Err(told) => Err(told.problem()?),
        };
        Some((sheets, problems))
    }
}

impl Told {
    fn new(problem: &Problem) -> Told {
        // All fields by name: a new one must not be lost on the way.
        let Problem {
            kind,
            place,
            facts,
            facts_en,
            excerpt,
            unit,
            involved,
            stakes,
            times,
            because,
            because_kind: _,
        } = problem;
        // Only reading the file goes on here: nothing has been weighed or joined yet.
        debug_assert!(involved.is_empty() && stakes.is_empty() && *times == 1);
        debug_assert!(because.is_none());
        let owned = |facts: &[(&str, String)]| {
            facts.iter().map(|(name, value)| (name.to_string(), value.clone())).collect()
        };
        Told {
            code: kind.code.to_string(),
            place: place.clone(),
            facts: owned(facts),
            facts_en: owned(facts_en),
            excerpt: excerpt.clone(),
            unit: unit.as_ref().map(|unit| unit.as_str().to_string()),
        }
    }

    fn problem(self) -> Option<Problem> {
        let kind = KINDS.iter().flat_map(|room| room.iter()).find(|k| k.code == self.code)?;
        // A fact that no words ask for says nothing.
        let named = |facts: Vec<(String, String)>| {
            facts.into_iter().filter_map(|(name, value)| Some((kind.fact(&name)?, value))).collect()
        };
        Some(Problem {
            kind: *kind,
            place: self.place,
            facts: named(self.facts),
            facts_en: named(self.facts_en),
            excerpt: self.excerpt,
            unit: self.unit.map(UnitId::new),
            involved: Vec::new(),
            stakes: Vec::new(),
            times: 1,
            because: None,
            because_kind: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::frame::{pack, unpack};
    use super::*;
    use crate::problem::kinds::files;

    #[test]
    fn problems_come_back_as_they_were() {
        let mut found = Problems::default();
        let place = || Place::cell("a.xlsx", "Tự chấm", "G14");
        found.push(Problem::new(&files::CELLS_FAR, place()).with("count", 2).with("first", "A9"));
        let refusal = Problem::new(&files::FILE_BOMB, place())
            .said("part", "phần “a”", "part “a”")
            .of_unit(&UnitId::new("long-hoa"));
        let answer = Answer::new(Err(refusal.clone()), &found);
        let answer: Answer = unpack(&pack(&answer).unwrap()).unwrap();
        let (read, again) = answer.take().unwrap();
        assert_eq!(read.unwrap_err(), refusal);
        assert_eq!(again.iter().collect::<Vec<_>>(), found.iter().collect::<Vec<_>>());
    }

    #[test]
    fn an_answer_with_an_unknown_problem_is_none() {
        let mut answer = Answer::new(Ok(Vec::new()), &Problems::default());
        answer.sheets = Err(Told {
            code: "E-NO-SUCH".into(),
            place: Place::default(),
            facts: Vec::new(),
            facts_en: Vec::new(),
            excerpt: None,
            unit: None,
        });
        assert!(answer.take().is_none());
    }
}
