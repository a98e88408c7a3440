//! What the forms say: forms and scheme in, each unit's indices, intervals and rank out.

use std::borrow::Cow;

use crate::problem::{Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Round;
use crate::terms::Exact;

use super::forms::{BLANK, Forms, NONE, REFUSED};
use super::intervals::{Interval, normal, standard_error, wilson};
use super::quality::quality;
use super::rank_sets::{set_rank_sets, set_ranks};
use super::readings::Stratum;
use super::scheme::{Groups, Overall, Scheme};
use super::tally::{Tally, tally};
use super::{FactorIndex, QuestionIndex, Reading, Satisfaction, UnitSatisfaction};

/// The satisfaction of every unit that has a valid form. Small numbers of forms, questions that
/// nobody answered and absent groups are reported.
pub fn satisfaction(
    forms: &Forms,
    scheme: &Scheme,
    round: &Round,
    problems: &mut Problems,
) -> Satisfaction {
    let used = match scheme.reading {
        Reading::CompleteForms => Cow::Owned(forms.complete()),
        _ => Cow::Borrowed(forms),
    };
    let weights = group_weights(scheme, forms);
    let group_of = |form: usize| match used.groups[form] {
        NONE => 0,
        group => (group as usize).min(weights.len() - 1),
    };
    let place = |form: usize| used.units[form] as usize * weights.len() + group_of(form);
    let places: Vec<u32> = (0..used.len()).map(|form| place(form) as u32).collect();
    let tally = tally(&used, &places, round.units.len() * weights.len(), scheme.options.len());
    let survey = Survey { scheme, forms: &used, tally: &tally, weights: &weights };

    let all_rows = forms.by_unit(round.units.len());
    let used_rows = used.by_unit(round.units.len());
    let mut units = Vec::new();
    for (at, unit) in round.units.iter().enumerate() {
        if all_rows[at].is_empty() {
            continue;
        }
        let strata = survey.strata(at, &used_rows[at], &places);
        let mut figures = survey.unit(unit.id.clone(), &used_rows[at], &strata);
        figures.quality = quality(forms, &all_rows[at]);
        survey.report(&unit.name, &figures, &strata, round, problems);
        units.push(figures);
    }
    if !scheme.self_selected {
        set_rank_sets(&mut units);
    }
    set_ranks(&mut units, round.rules.decimals);
    Satisfaction {
        scheme: scheme.id.clone(),
        title: scheme.title.clone(),
        basis: scheme.basis.clone(),
        reading: scheme.reading,
        min_n: scheme.min_n,
        self_selected: scheme.self_selected,
        units,
        fieldwork: super::Fieldwork::default(),
    }
}

/// One weight per group; a single one when people are not told apart.
fn group_weights(scheme: &Scheme, forms: &Forms) -> Vec<Exact> {
    match &scheme.groups {
        Groups::MeanOfPeople => vec![Exact::one()],
        Groups::MeanOfGroups(_) => vec![Exact::one(); forms.group_names.len().max(1)],
        Groups::Weighted(weights) => weights.iter().map(|(_, weight)| weight.clone()).collect(),
    }
}

struct Survey<'a> {
    scheme: &'a Scheme,
    forms: &'a Forms,
    tally: &'a Tally,
    weights: &'a [Exact],
}

impl<'a> Survey<'a> {
    fn strata(&self, unit: usize, rows: &[usize], places: &[u32]) -> Vec<Stratum<'a>> {
        let groups = self.weights.len();
        (0..groups)
            .map(|group| {
                let place = unit * groups + group;
                let here = |row: &usize| places[*row] as usize == place;
                let rows = rows.iter().copied().filter(here).collect();
                Stratum { scheme: self.scheme, forms: self.forms, tally: self.tally, place, rows }
            })
            .collect()
    }

    /// The weighted mean of a figure over the groups that have it.
    fn combine(&self, figures: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
        let mut total = Exact::zero();
        let mut whole = Exact::zero();
        for (weight, figure) in self.weights.iter().zip(figures) {
            if let Some(figure) = figure {
                total += &(figure * weight);
                whole += weight;
            }
        }
        total.checked_div(&whole)
    }

    fn figure(&self, strata: &[Stratum<'_>], questions: &[usize]) -> Option<Exact> {
        self.combine(strata.iter().map(|stratum| stratum.figure(questions)))
    }

    fn unit(
        &self,
        unit: crate::terms::UnitId,
        rows: &[usize],
        strata: &[Stratum<'_>],
    ) -> UnitSatisfaction {
        let scheme = self.scheme;
        let index = self.combine(strata.iter().map(Stratum::index));
        let margin = match &index {
            Some(index) if !scheme.self_selected => self.margin(index, strata),
            _ => Margin::default(),
        };
        let factor = |f: &super::scheme::Factor| FactorIndex {
            id: f.id.clone(),
            name: f.name.clone(),
            index: self.figure(strata, &f.questions),
        };
        UnitSatisfaction {
            unit,
            n: rows.len(),
            se: margin.se,
            low: margin.interval.map(|i| i.0),
            high: margin.interval.map(|i| i.1),
            index,
            small: rows.len() < scheme.min_n,
            rank: None,
            rank_low: None,
            rank_high: None,
            factors: scheme.factors.iter().map(factor).collect(),
            questions: (0..scheme.questions.len()).map(|q| self.question(q, strata)).collect(),
            quality: super::Quality::default(),
        }
    }

    fn question(&self, question: usize, strata: &[Stratum<'_>]) -> QuestionIndex {
        let scheme = self.scheme;
        let answers = |option: u8| -> usize {
            strata.iter().map(|s| self.tally.count(s.place, question, option)).sum()
        };
        let options = |wanted: &dyn Fn(&super::scheme::AnswerOption) -> bool| -> usize {
            let of_kind = scheme.options.iter().enumerate().filter(|(_, o)| wanted(o));
            of_kind.map(|(at, _)| answers(at as u8)).sum()
        };
        let satisfied = options(&|o| o.share.as_ref() == Some(&Exact::one()));
        let base: usize = strata.iter().map(|s| s.base(question)).sum();
        let proportion = scheme.is_binary() && self.weights.len() == 1 && !scheme.self_selected;
        let interval = if proportion { wilson(satisfied as f64, base as f64, None) } else { None };
        QuestionIndex {
            id: scheme.questions[question].id.clone(),
            text: scheme.questions[question].text.clone(),
            n: options(&|o| o.share.is_some()),
            blank: answers(BLANK),
            na: options(&|o| o.na),
            no_share: options(&|o| o.share.is_none() && !o.na),
            refused: answers(REFUSED),
            satisfied,
            index: self.figure(strata, &[question]),
            low: interval.map(|i| i.0),
            high: interval.map(|i| i.1),
        }
    }

    /// A single question of yes and no has Wilson's interval; an index of several is not so many
    /// independent answers, and has the error between people (between clusters, when known).
    fn margin(&self, index: &Exact, strata: &[Stratum<'_>]) -> Margin {
        let mut whole = Exact::zero();
        for (weight, _) in self.weights.iter().zip(strata).filter(|(_, s)| s.index().is_some()) {
            whole += weight;
        }
        let mut people: Vec<Vec<f64>> = Vec::new();
        let mut by_cluster: Vec<(u32, f64)> = Vec::new();
        for (weight, stratum) in self.weights.iter().zip(strata) {
            let scale = weight.checked_div(&whole).map_or(0.0, |w| w.to_f64());
            let influences = stratum.influences();
            if influences.is_empty() {
                continue;
            }
            by_cluster
                .extend(influences.iter().map(|(row, u)| (self.forms.clusters[*row], u * scale)));
            people.push(influences.into_iter().map(|(_, u)| u * scale).collect());
        }
        let n: usize = people.iter().map(Vec::len).sum();
        let clustered = by_cluster.iter().any(|(cluster, _)| *cluster != NONE);
        let se = if clustered {
            standard_error(&[cluster_sums(by_cluster)])
        } else {
            standard_error(&people)
        };

        let p = index.to_f64();
        let single = match self.scheme.overall {
            Overall::Question(_) => true,
            _ => self.scheme.questions.len() == 1,
        };
        let proportion = single && self.scheme.is_binary() && self.weights.len() == 1;
        // when everybody agrees the forms show no spread, but a few forms do not prove it
        let unanimous = index.is_zero() || *index == Exact::one();
        let interval = if unanimous || (proportion && !clustered) {
            wilson(p * n as f64, n as f64, None)
        } else {
            se.map(|se| normal(p, se))
        };
        Margin { se, interval }
    }

    fn report(
        &self,
        name: &str,
        figures: &UnitSatisfaction,
        strata: &[Stratum<'_>],
        round: &Round,
        problems: &mut Problems,
    ) {
        let problem = |kind| {
            Problem::new(kind, Place::file(round.file.as_ref()))
                .with("unit", name)
                .with("scheme", &self.scheme.id)
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
            _ => self.forms.group_names.get(at).map(String::as_str),
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

#[derive(Default)]
struct Margin {
    se: Option<f64>,
    interval: Option<Interval>,
}

/// The influence of each cluster; a form without a cluster is one by itself.
fn cluster_sums(mut influences: Vec<(u32, f64)>) -> Vec<f64> {
    influences.sort_by_key(|(cluster, _)| *cluster);
    influences
        .chunk_by(|a, b| a.0 == b.0 && a.0 != NONE)
        .map(|cluster| cluster.iter().map(|(_, u)| u).sum())
        .collect()
}

#[cfg(test)]
#[path = "satisfaction_tests.rs"]
mod tests;
