//! The weights of one survey: forms, margins and transactions in; a weight for every form out,
//! and what could not be weighted reported.

use crate::problem::{Kind, Place, Problem, Problems, kinds::fieldwork as kinds};
use crate::round::{Round, Unit};
use crate::text::fold;

use super::forms::{Forms, NO_CATEGORY};
use super::populations::Population;
use super::scheme::Scheme;
use super::weights::{Known, ROUNDS, Raked, Targets, UNIT_WEIGHT, rake};

/// The weight of every form, in [`UNIT_WEIGHT`]s; `None` when the scheme weights nothing.
pub(super) fn weights(
    forms: &Forms,
    by_unit: &[Vec<usize>],
    scheme: &Scheme,
    round: &Round,
    populations: &[Population],
    problems: &mut Problems,
) -> Option<Vec<u64>> {
    if scheme.margins.is_empty() {
        return None;
    }
    let mut weights = vec![UNIT_WEIGHT; forms.len()];
    for (at, rows) in by_unit.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let known = known(forms, scheme, populations.get(at));
        let raked = rake(forms, rows, &known);
        let report = Report { forms, scheme, round, unit: &round.units[at] };
        report.all(&raked, &known, populations.get(at), problems);
        for (row, weight) in rows.iter().zip(raked.weights) {
            weights[*row] = weight;
        }
    }
    Some(weights)
}

/// The known amounts of every margin in one unit, by category name.
fn known(forms: &Forms, scheme: &Scheme, population: Option<&Population>) -> Vec<Known> {
    let margins = scheme.margins.iter().zip(&forms.category_names);
    margins
        .map(|(margin, names)| match &margin.targets {
            Targets::Fixed(shares) => shares.iter().map(|(_, share)| share.to_f64()).collect(),
            Targets::Services => {
                let services = population.map_or(&[][..], |p| &p.services[..]);
                let of = |name: &String| {
                    let same = |(service, _): &&(String, u64)| fold(service) == fold(name);
                    services.iter().find(same).map_or(0.0, |(_, n)| *n as f64)
                };
                names.iter().map(of).collect()
            }
        })
        .collect()
}

struct Report<'a> {
    forms: &'a Forms,
    scheme: &'a Scheme,
    round: &'a Round,
    unit: &'a Unit,
}

impl Report<'_> {
    fn problem(&self, kind: &Kind) -> Problem {
        Problem::new(kind, Place::file(self.round.file.as_ref()))
            .with("unit", &self.unit.name)
            .with("scheme", &self.scheme.id)
            .of_unit(&self.unit.id)
    }

    fn all(
        &self,
        raked: &Raked,
        known: &[Known],
        population: Option<&Population>,
        problems: &mut Problems,
    ) {
        if !raked.converged {
            problems.push(self.problem(&kinds::WEIGHT_FAILED).with("rounds", ROUNDS));
        }
        let named = |(margin, category): &(usize, usize)| {
            let name = &self.forms.category_names[*margin][*category];
            format!("{} “{name}”", self.scheme.margins[*margin].name)
        };
        let mut empty: Vec<String> = raked.empty.iter().map(named).collect();
        empty.extend(self.services_without_forms(known, population));
        if !empty.is_empty() {
            problems.push(self.problem(&kinds::WEIGHT_EMPTY).with("categories", empty.join(", ")));
        }
        for (margin, count) in raked.unknown.iter().enumerate().filter(|(_, n)| **n > 0) {
            let name = &self.scheme.margins[margin].name;
            let problem = self.problem(&kinds::WEIGHT_UNKNOWN);
            problems.push(problem.with("count", count).with("name", name));
        }
    }

    /// Services of the table of transactions that no form of any unit names.
    fn services_without_forms(
        &self,
        known: &[Known],
        population: Option<&Population>,
    ) -> Vec<String> {
        let mut missing = Vec::new();
        for (margin, _) in known.iter().enumerate() {
            let wanted = &self.scheme.margins[margin];
            if !matches!(wanted.targets, Targets::Services) {
                continue;
            }
            let names = &self.forms.category_names[margin];
            let services = population.map_or(&[][..], |p| &p.services[..]);
            let unnamed = services.iter().filter(|(service, n)| {
                *n > 0 && !names.iter().any(|name| fold(name) == fold(service))
            });
            missing.extend(unnamed.map(|(service, _)| format!("{} “{service}”", wanted.name)));
        }
        missing
    }
}

/// Valid forms of `rows` by service, when the forms say their service.
pub(super) fn by_service(
    forms: &Forms,
    scheme: &Scheme,
    rows: &[usize],
    service: &str,
) -> Option<u64> {
    let margin = scheme.margins.iter().position(|m| matches!(m.targets, Targets::Services))?;
    let names = forms.category_names.get(margin)?;
    let wanted = names.iter().position(|name| fold(name) == fold(service));
    let of = |row: &&usize| {
        let category = forms.categories(**row).get(margin).copied().unwrap_or(NO_CATEGORY);
        Some(usize::from(category)) == wanted
    };
    Some(rows.iter().filter(of).count() as u64)
}
