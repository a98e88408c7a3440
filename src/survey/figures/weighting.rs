//! The weights of one survey: forms, margins and transactions in; a weight for every form out,
//! and what could not be weighted reported.

use crate::problem::{Kind, Place, Problem, Problems, kinds::fieldwork as kinds};
use crate::round::{Round, Unit};
use crate::text::fold;

use crate::survey::figures::categories::Categories;
use crate::survey::figures::heavy::heavy;
use crate::survey::figures::weights::{
    Given, Known, Margin, ROUNDS, Raked, Targets, UNIT_WEIGHT, rake,
};
use crate::survey::forms::Forms;
use crate::survey::forms::listed::listed;
use crate::survey::forms::sparse::Labels;
use crate::survey::sample::populations::Population;
use crate::survey::scheme::Scheme;

/// The weight of every form, in [`UNIT_WEIGHT`]s; `None` when the scheme weights nothing.
pub(crate) fn weights(
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
    let labels: Vec<Option<&Labels>> =
        scheme.margins.iter().map(|margin| forms.traits.get(margin.by)).collect();
    let read = read_margins(&labels, scheme, round, problems);
    let mut weights = vec![UNIT_WEIGHT; forms.len()];
    for (at, rows) in by_unit.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let mut known = known(scheme, populations.get(at));
        known.iter_mut().zip(&read).filter(|(_, read)| !**read).for_each(|(k, _)| k.clear());
        let given = given(&labels, rows, &known);
        let amounts: Vec<Known> =
            known.iter().map(|k| k.iter().map(|(_, n)| *n).collect()).collect();
        let raked = rake(&given, &amounts);
        let report = Report { scheme, round, unit: &round.units[at], read: &read };
        report.all(&raked, &known, problems);
        report.unknown(forms, rows, &given, problems);
        report.heavy(&raked, (&given, &known), problems);
        for (row, weight) in rows.iter().zip(raked.weights) {
            weights[*row] = weight;
        }
    }
    Some(weights)
}

/// A category and its known amount.
type Amounts = Vec<(String, f64)>;

/// The known amounts of every margin in one unit.
fn known(scheme: &Scheme, population: Option<&Population>) -> Vec<Amounts> {
    let amounts = |margin: &Margin| match &margin.targets {
        Targets::Fixed(shares) => {
            shares.iter().map(|(name, share)| (name.clone(), share.to_f64())).collect()
        }
        Targets::Services => {
            let services = population.map_or(&[][..], |p| &p.services[..]);
            services.iter().map(|(name, n)| (name.clone(), *n as f64)).collect()
        }
    };
    scheme.margins.iter().map(amounts).collect()
}

/// The categories of the forms `rows` in the margins that `labels` tell: each text is looked up
/// once.
fn given(labels: &[Option<&Labels>], rows: &[usize], known: &[Amounts]) -> Vec<Given> {
    let lookup = |(labels, known): (&Option<&Labels>, &Amounts)| -> Vec<Option<usize>> {
        let categories = Categories::new(known.iter().map(|(name, _)| name.as_str()));
        let names = labels.map_or(&[][..], |labels| &labels.names[..]);
        names.iter().map(|name| categories.find(name)).collect()
    };
    let lookups: Vec<_> = labels.iter().zip(known).map(lookup).collect();
    let of_form = |form: &usize| -> Given {
        let category = |(labels, lookup): (&Option<&Labels>, &Vec<Option<usize>>)| {
            lookup.get(labels.as_ref()?.get(*form) as usize).copied().flatten()
        };
        labels.iter().zip(&lookups).map(category).collect()
    };
    rows.iter().map(of_form).collect()
}

/// Which margins any form says something about; the others are reported.
fn read_margins(
    labels: &[Option<&Labels>],
    scheme: &Scheme,
    round: &Round,
    problems: &mut Problems,
) -> Vec<bool> {
    let read: Vec<bool> =
        labels.iter().map(|labels| labels.is_some_and(|l| !l.is_empty())).collect();
    for (margin, _) in scheme.margins.iter().zip(&read).filter(|(_, read)| !**read) {
        problems.push(
            Problem::new(&kinds::WEIGHT_COLUMN, Place::file(round.file.as_ref()))
                .with("name", &margin.name)
                .with("scheme", &scheme.id),
        );
    }
    read
}

struct Report<'a> {
    scheme: &'a Scheme,
    round: &'a Round,
    unit: &'a Unit,
    /// One per margin.
    read: &'a [bool],
}

impl Report<'_> {
    fn problem(&self, kind: &Kind) -> Problem {
        Problem::new(kind, Place::file(self.round.file.as_ref()))
            .with("unit", &self.unit.name)
            .with("scheme", &self.scheme.id)
            .of_unit(&self.unit.id)
    }

    fn all(&self, raked: &Raked, known: &[Amounts], problems: &mut Problems) {
        if !raked.converged {
            problems.push(self.problem(&kinds::WEIGHT_FAILED).with("rounds", ROUNDS));
        }
        let named = |(margin, category): &(usize, usize)| {
            let name = &known[*margin][*category].0;
            format!("{} “{name}”", self.scheme.margins[*margin].name)
        };
        let empty: Vec<String> = raked.empty.iter().map(named).collect();
        if !empty.is_empty() {
            problems.push(self.problem(&kinds::WEIGHT_EMPTY).with("categories", empty.join(", ")));
        }
    }

    /// Few forms that decide what all come to.
    fn heavy(&self, raked: &Raked, of: (&[Given], &[Amounts]), problems: &mut Problems) {
        let (given, known) = of;
        let Some(found) = heavy(&raked.weights, given) else { return };
        let named = |(margin, category): (usize, &Option<usize>)| {
            let (name, _) = known.get(margin)?.get((*category)?)?;
            Some(format!("{} “{name}”", self.scheme.margins[margin].name))
        };
        let group = given[found.heaviest].iter().enumerate().filter_map(named);
        let group = group.collect::<Vec<_>>().join(", ");
        let problem = self.problem(&kinds::WEIGHT_HEAVY).with("categories", group);
        let problem = problem.with("forms", found.forms).with("n", given.len());
        let facts =
            [("weight", found.weight), ("share", 100.0 * found.share), ("worth", found.effective)];
        problems.push(
            facts.into_iter().fold(problem, |problem, (name, value)| {
                problem.number(name, format!("{value:.1}"))
            }),
        );
    }

    /// Forms of no known category, with their places.
    fn unknown(&self, forms: &Forms, rows: &[usize], given: &[Given], problems: &mut Problems) {
        for (at, margin) in self.scheme.margins.iter().enumerate().filter(|(at, _)| self.read[*at])
        {
            let unknown = rows.iter().zip(given).filter(|(_, given)| given[at].is_none());
            let unknown: Vec<usize> = unknown.map(|(form, _)| *form).collect();
            if unknown.is_empty() {
                continue;
            }
            let labels = forms.traits.get(margin.by);
            let named =
                unknown.iter().take(NAMED).map(|form| place(forms, labels, *form)).collect();
            let problem = self.problem(&kinds::WEIGHT_UNKNOWN).with("count", unknown.len());
            let problem = problem.with("name", &margin.name);
            problems.push(problem.with("rows", listed(named, unknown.len())));
        }
    }
}

/// So many forms are named.
const NAMED: usize = 10;

/// `survey/a.csv dòng 3 “1995”`; anything but a short number may be about a person.
fn place(forms: &Forms, labels: Option<&Labels>, form: usize) -> String {
    let sheet = forms.sheet_of(form).and_then(|at| forms.sheets.get(at));
    let file = sheet.map_or("", |sheet| sheet.file.as_ref());
    let row = forms.rows.get(form).map_or(0, |row| row + 1);
    let text = labels.and_then(|labels| labels.names.get(labels.get(form) as usize));
    let number = |text: &&String| {
        text.len() <= 5 && text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
    };
    match text.filter(number) {
        Some(text) => format!("{file}:{row} “{text}”"),
        None => format!("{file}:{row}"),
    }
}

/// Valid forms of `rows` by service, when the forms say their service.
pub(crate) fn by_service(
    forms: &Forms,
    scheme: &Scheme,
    rows: &[usize],
    service: &str,
) -> Option<u64> {
    let margin = scheme.margins.iter().find(|m| matches!(m.targets, Targets::Services))?;
    let labels = forms.traits.get(margin.by)?;
    let wanted = labels.names.iter().position(|name| fold(name) == fold(service));
    let of = |row: &&usize| wanted.is_some_and(|at| labels.get(**row) as usize == at);
    Some(rows.iter().filter(of).count() as u64)
}
