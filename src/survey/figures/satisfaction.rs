//! What the forms say: forms, scheme and transactions in; each unit's indices, intervals and
//! rank out.

use std::collections::BTreeMap;

use std::borrow::Cow;

use crate::problem::kinds::fieldwork::POPULATION_SMALL;
use crate::problem::{Place, Problem, Problems};
use crate::round::{Round, Unit};
use crate::terms::{Exact, UnitId, mean};

use crate::survey::figures::intervals::{kish, wilson};
use crate::survey::figures::margins::Margins;
use crate::survey::figures::rank_sets::{set_block_ranks, set_rank_sets, set_ranks};
use crate::survey::figures::readings::{Stratum, WeightedTally};
use crate::survey::figures::shortfalls::Shortfalls;
use crate::survey::figures::tally::{Tally, tally};
use crate::survey::figures::weighting::{by_service, weights};
use crate::survey::forms::{BLANK, Forms, NONE, REFUSED};
use crate::survey::quality::{Fieldwork, quality};
use crate::survey::sample::populations::Population;
use crate::survey::sample::sampling::{Quota, quota};
use crate::survey::scheme::{AnswerOption, Factor, Groups, Scheme};
use crate::survey::{
    BlockSatisfaction, FactorIndex, QuestionIndex, Reading, Satisfaction, UnitSatisfaction,
};

/// The satisfaction of every unit that has a valid form. `populations` has one entry per unit of
/// the round, or none. Small numbers of forms, questions that nobody answered, absent groups and
/// weights that do not fit are reported.
pub(crate) fn satisfaction(
    forms: &Forms,
    scheme: &Scheme,
    populations: &[Population],
    round: &Round,
    problems: &mut Problems,
) -> Satisfaction {
    // they tell nothing of answers that came by themselves
    let populations = if scheme.self_selected { &[] } else { populations };
    let used = match scheme.reading {
        Reading::CompleteForms => Cow::Owned(forms.complete()),
        _ => Cow::Borrowed(forms),
    };
    let all_rows = forms.by_unit(round.units.len());
    let used_rows = used.by_unit(round.units.len());
    let group_weights = group_weights(scheme, forms);
    let group_of = |form: usize| match used.groups[form] {
        NONE => 0,
        group => (group as usize).min(group_weights.len() - 1),
    };
    let place = |form: usize| used.units[form] as usize * group_weights.len() + group_of(form);
    let places: Vec<u32> = (0..used.len()).map(|form| place(form) as u32).collect();
    let tally =
        tally(&used, &places, round.units.len() * group_weights.len(), scheme.options.len());
    let weights = weights(&used, &used_rows, scheme, round, populations, problems);
    let survey = Survey { scheme, forms: &used, tally: &tally, groups: &group_weights };

    let shortfalls = Shortfalls { scheme, group_names: &used.group_names, round };
    let mut units = Vec::new();
    for (at, unit) in round.units.iter().enumerate() {
        if all_rows[at].is_empty() {
            continue;
        }
        let rows = &used_rows[at];
        let transactions =
            survey.transactions(unit, rows.len(), populations.get(at), round, problems);
        let strata = survey.strata(at, rows, &places, weights.as_deref());
        let mut figures = survey.unit(unit, rows, &strata, transactions);
        if let Some(weights) = &weights {
            let alike = survey.strata(at, rows, &places, None);
            figures.unweighted = survey.combine(alike.iter().map(Stratum::index));
            figures.kish = kish(rows.iter().map(|row| weights[*row] as f64));
        }
        figures.quality = quality(forms, &all_rows[at]);
        shortfalls.report(&unit.name, &figures, &strata, problems);
        units.push(figures);
    }
    if !scheme.self_selected {
        set_rank_sets(&mut units, scheme.confidence);
    }
    set_ranks(&mut units, round.rules.decimals);
    let known: BTreeMap<&UnitId, usize> =
        round.units.iter().map(|unit| (&unit.id, unit.block)).collect();
    let of: Vec<Option<usize>> = units.iter().map(|unit| known.get(&unit.unit).copied()).collect();
    set_block_ranks(&mut units, &of);
    Satisfaction {
        scheme: scheme.id.clone(),
        title: scheme.title.clone(),
        basis: scheme.basis.clone(),
        reading: scheme.reading,
        min_n: scheme.min_n,
        self_selected: scheme.self_selected,
        method: scheme.clone(),
        quotas: quotas(forms, &all_rows, scheme, populations, round),
        blocks: of_blocks(round, &units, &of),
        units,
        fieldwork: Fieldwork::default(),
    }
}

/// The mean of every block that has units with an index; `of` is the block of each unit.
fn of_blocks(
    round: &Round,
    units: &[UnitSatisfaction],
    of: &[Option<usize>],
) -> Vec<BlockSatisfaction> {
    let blocks = round.blocks.iter().enumerate().map(|(at, block)| {
        let own = units.iter().zip(of).filter(|(_, block)| **block == Some(at));
        let indices: Vec<&Exact> = own.filter_map(|(unit, _)| unit.index.as_ref()).collect();
        let (name, count) = (block.name.clone(), indices.len());
        BlockSatisfaction {
            block: block.id.clone(),
            name,
            units: count,
            mean: mean(indices.into_iter()),
        }
    });
    blocks.filter(|block| block.units > 0).collect()
}

/// Have, need and missing of every unit whose number of transactions is known.
fn quotas(
    forms: &Forms,
    rows: &[Vec<usize>],
    scheme: &Scheme,
    populations: &[Population],
    round: &Round,
) -> Vec<Quota> {
    let units = round.units.iter().zip(populations).zip(rows);
    let work = |((unit, population), rows): ((&Unit, &Population), &Vec<usize>)| {
        let have = rows.len() as u64;
        let services = |name: &str| by_service(forms, scheme, rows, name);
        quota(&scheme.plan, &unit.id, population, have, &services)
    };
    units.filter_map(work).collect()
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
    /// One weight per group of respondents.
    groups: &'a [Exact],
}

impl<'a> Survey<'a> {
    fn strata(
        &self,
        unit: usize,
        rows: &[usize],
        places: &[u32],
        weights: Option<&'a [u64]>,
    ) -> Vec<Stratum<'a>> {
        let groups = self.groups.len();
        let stratum = |group: usize| {
            let place = unit * groups + group;
            let here = |row: &usize| places[*row] as usize == place;
            let rows: Vec<usize> = rows.iter().copied().filter(here).collect();
            let weighted = weights.map(|w| (w, WeightedTally::of(self.forms, &rows, w)));
            let Survey { scheme, forms, tally, .. } = *self;
            Stratum { scheme, forms, tally, place, rows, weighted }
        };
        (0..groups).map(stratum).collect()
    }

    /// The unit's transactions; `None` when they are not known or fewer than its forms, which
    /// is reported.
    fn transactions(
        &self,
        unit: &Unit,
        n: usize,
        population: Option<&Population>,
        round: &Round,
        problems: &mut Problems,
    ) -> Option<u64> {
        let transactions = population?.transactions?;
        if transactions < n as u64 {
            problems.push(
                Problem::new(&POPULATION_SMALL, Place::file(round.file.as_ref()))
                    .with("unit", &unit.name)
                    .with("n", n)
                    .with("transactions", transactions)
                    .of_unit(&unit.id),
            );
            return None;
        }
        Some(transactions)
    }

    /// The weighted mean of a figure over the groups that have it.
    fn combine(&self, figures: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
        let mut total = Exact::zero();
        let mut whole = Exact::zero();
        for (weight, figure) in self.groups.iter().zip(figures) {
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
        unit: &Unit,
        rows: &[usize],
        strata: &[Stratum<'_>],
        transactions: Option<u64>,
    ) -> UnitSatisfaction {
        let scheme = self.scheme;
        let index = self.combine(strata.iter().map(Stratum::index));
        let margins = Margins { scheme, forms: self.forms, groups: self.groups, transactions };
        let margin = match &index {
            Some(index) if !scheme.self_selected => margins.of_index(index, strata),
            _ => Default::default(),
        };
        let factor = |f: &Factor| FactorIndex {
            id: f.id.clone(),
            name: f.name.clone(),
            index: self.figure(strata, &f.questions),
        };
        let questions = 0..scheme.questions.len();
        UnitSatisfaction {
            n: rows.len(),
            se: margin.se,
            naive_se: margin.naive_se,
            design_effect: margin.design_effect,
            clustered: margin.clustered,
            transactions: transactions.filter(|_| margin.se.is_some()),
            low: margin.interval.map(|i| i.0),
            high: margin.interval.map(|i| i.1),
            index,
            small: rows.len() < scheme.min_n,
            factors: scheme.factors.iter().map(factor).collect(),
            questions: questions.map(|q| self.question(q, strata, transactions)).collect(),
            ..UnitSatisfaction::new(unit.id.clone())
        }
    }

    fn question(
        &self,
        question: usize,
        strata: &[Stratum<'_>],
        transactions: Option<u64>,
    ) -> QuestionIndex {
        let scheme = self.scheme;
        let answers = |option: u8| -> usize {
            strata.iter().map(|s| self.tally.count(s.place, question, option)).sum()
        };
        let options: Vec<usize> = (0..scheme.options.len()).map(|at| answers(at as u8)).collect();
        let sum = |wanted: &dyn Fn(&AnswerOption) -> bool| -> usize {
            let of_kind = scheme.options.iter().zip(&options).filter(|(o, _)| wanted(o));
            of_kind.map(|(_, n)| n).sum()
        };
        let n = sum(&|o| o.share.is_some());
        let index = self.figure(strata, &[question]);
        let proportion = scheme.is_binary() && self.groups.len() == 1 && !scheme.self_selected;
        let blanks = if scheme.reading == Reading::BlanksUnsatisfied { answers(BLANK) } else { 0 };
        let interval = index.as_ref().filter(|_| proportion).and_then(|index| {
            let n = (n + blanks) as f64;
            let all = transactions.map(|all| all as f64);
            // weights cost as much as fewer forms would; everybody asked leaves no error
            let fewer =
                if all.is_some_and(|all| all <= n) { n } else { n / strata[0].kish(question) };
            wilson(index.to_f64() * fewer, fewer, all, scheme.confidence)
        });
        QuestionIndex {
            id: scheme.questions[question].id.clone(),
            text: scheme.questions[question].text.clone(),
            n,
            blank: answers(BLANK),
            na: sum(&|o| o.na),
            no_share: sum(&|o| o.share.is_none() && !o.na),
            refused: answers(REFUSED),
            satisfied: sum(&|o| o.share.as_ref() == Some(&Exact::one())),
            options,
            index,
            low: interval.map(|i| i.0),
            high: interval.map(|i| i.1),
        }
    }
}

#[cfg(test)]
#[path = "satisfaction_tests.rs"]
pub(crate) mod tests;
