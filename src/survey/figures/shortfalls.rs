//! What the forms of a unit cannot carry: too few, incomplete, silent questions, absent groups.

use crate::problem::{Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Round;

use crate::survey::UnitSatisfaction;
use crate::survey::figures::readings::Stratum;
use crate::survey::scheme::{Groups, Scheme};

pub(crate) struct Shortfalls<'a> {
    pub scheme: &'a Scheme,
    pub group_names: &'a [String],
    pub round: &'a Round,
}

impl Shortfalls<'_> {
    pub(crate) fn report(
        &self,
        name: &str,
        figures: &UnitSatisfaction,
        strata: &[Stratum<'_>],
        problems: &mut Problems,
    ) {
        // the same scheme may have a sample beside it, of the same unit
        let own = self.scheme.own_words();
        let problem = |kind| {
            Problem::new(kind, Place::file(self.round.file.as_ref()))
                .with("unit", name)
                .with("scheme", &self.scheme.id)
                .said("own", own.0, own.1)
                .of_unit(&figures.unit)
        };
        if figures.small {
            let (n, min_n) = (figures.n, self.scheme.min_n);
            problems.push(problem(&kinds::SMALL_N).with("n", n).with("min_n", min_n));
        }
        let left_out = figures.quality.forms - figures.n;
        if left_out > 0 {
            let forms = figures.quality.forms;
            problems
                .push(problem(&kinds::INCOMPLETE).with("left_out", left_out).with("forms", forms));
        }
        let silent: Vec<&str> = figures
            .questions
            .iter()
            .filter(|q| q.index.is_none() && figures.n > 0)
            .map(|q| q.id.as_str())
            .collect();
        if !silent.is_empty() {
            problems.push(problem(&kinds::QUESTION_EMPTY).with("questions", silent.join(", ")));
        }
        let named = |at: usize| match &self.scheme.groups {
            Groups::Weighted(weights) => weights.get(at).map(|(name, _)| name.as_str()),
            _ => self.group_names.get(at).map(String::as_str),
        };
        let absent: Vec<&str> = strata
            .iter()
            .enumerate()
            .filter(|(_, s)| strata.len() > 1 && s.rows.is_empty())
            .filter_map(|(at, _)| named(at))
            .collect();
        if !absent.is_empty() && figures.n > 0 {
            problems.push(problem(&kinds::GROUP_ABSENT).with("groups", absent.join(", ")));
        }
    }
}
