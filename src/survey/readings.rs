//! The five readings of the index, for one stratum: the forms of one unit, or of one group of
//! its respondents. Figures are exact; the influence of a person on a figure is a float.

use crate::terms::{Exact, mean};

use super::Reading;
use super::forms::{BLANK, Forms};
use super::scheme::{Overall, Scheme};
use super::tally::Tally;

/// Forms that are read together.
pub(super) struct Stratum<'a> {
    pub scheme: &'a Scheme,
    pub forms: &'a Forms,
    pub tally: &'a Tally,
    /// Of this stratum in the tally.
    pub place: usize,
    /// Positions of its forms.
    pub rows: Vec<usize>,
}

impl Stratum<'_> {
    /// Answers to the question that enter its denominator.
    pub fn base(&self, question: usize) -> usize {
        let with_share =
            self.shares().map(|(option, _)| self.tally.count(self.place, question, option));
        let blanks = match self.scheme.reading {
            Reading::BlanksUnsatisfied => self.tally.count(self.place, question, BLANK),
            _ => 0,
        };
        with_share.sum::<usize>() + blanks
    }

    /// The sum of the shares of the answers to the question.
    fn sum(&self, question: usize) -> Exact {
        self.shares().fold(Exact::zero(), |total, (option, share)| {
            total + &(times(share, self.tally.count(self.place, question, option)))
        })
    }

    fn shares(&self) -> impl Iterator<Item = (u8, &Exact)> {
        let options = self.scheme.options.iter().enumerate();
        options.filter_map(|(at, o)| Some((at as u8, o.share.as_ref()?)))
    }

    /// The figure of some questions; `None` when none of them has an answer that counts.
    pub fn figure(&self, questions: &[usize]) -> Option<Exact> {
        match self.scheme.reading {
            Reading::Pooled => self.pooled(questions),
            Reading::MeanOfPeople => self.mean_of_people(questions),
            Reading::MeanOfQuestions | Reading::BlanksUnsatisfied | Reading::CompleteForms => {
                let each: Vec<Exact> =
                    questions.iter().filter_map(|q| self.pooled(&[*q])).collect();
                mean(each.iter())
            }
        }
    }

    fn pooled(&self, questions: &[usize]) -> Option<Exact> {
        let sum = questions.iter().fold(Exact::zero(), |total, q| total + &self.sum(*q));
        sum.checked_div(&count(questions.iter().map(|q| self.base(*q)).sum()))
    }

    /// People with equally many answers that count are added up before dividing, so that the
    /// cost is one pass and a few divisions.
    fn mean_of_people(&self, questions: &[usize]) -> Option<Exact> {
        let options = self.scheme.options.len();
        let mut given = vec![vec![0usize; options]; questions.len() + 1];
        let mut people = 0usize;
        for row in &self.rows {
            let answers = self.forms.row(*row);
            let counted = || {
                let answers = questions.iter().filter_map(|q| answers.get(*q));
                answers.map(|a| *a as usize).filter(|a| {
                    self.scheme.options.get(*a).is_some_and(|option| option.share.is_some())
                })
            };
            let number = counted().count();
            people += usize::from(number > 0);
            counted().for_each(|answer| given[number][answer] += 1);
        }
        let mut total = Exact::zero();
        for (number, by_option) in given.iter().enumerate().skip(1) {
            let sum = self.shares().fold(Exact::zero(), |sum, (option, share)| {
                sum + &times(share, by_option[option as usize])
            });
            total += &sum.checked_div(&count(number))?;
        }
        total.checked_div(&count(people))
    }

    /// The sets of questions whose figures have the index as their mean.
    fn parts(&self) -> Vec<Vec<usize>> {
        match self.scheme.overall {
            Overall::Questions => vec![(0..self.scheme.questions.len()).collect()],
            Overall::Question(question) => vec![vec![question]],
            Overall::Factors => self.scheme.factors.iter().map(|f| f.questions.clone()).collect(),
        }
    }

    pub fn index(&self) -> Option<Exact> {
        let figures: Vec<Exact> =
            self.parts().iter().filter_map(|questions| self.figure(questions)).collect();
        mean(figures.iter())
    }

    /// How much each person moves the index, beside the person's form, for everybody with an
    /// answer that counts. The influences add up to 0.
    pub fn influences(&self) -> Vec<(usize, f64)> {
        let mut parts = self.parts();
        parts.retain(|questions| questions.iter().any(|q| self.base(*q) > 0));
        let pulls: Vec<Pull> = parts.iter().map(|questions| self.pull(questions)).collect();
        let weights: Vec<Option<f64>> = self.weights();
        let mut influences = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let answers = self.forms.row(*row);
            let parts = pulls.iter().filter_map(|pull| pull.of(answers, &weights));
            let (number, sum) = parts.fold((0, 0.0), |(n, sum), u| (n + 1, sum + u));
            if number > 0 {
                influences.push((*row, sum / pulls.len() as f64));
            }
        }
        influences
    }

    /// What an answer counts for, by its byte; `None` outside the denominators.
    fn weights(&self) -> Vec<Option<f64>> {
        let mut weights = vec![None; usize::from(u8::MAX) + 1];
        for (option, share) in self.shares() {
            weights[option as usize] = Some(share.to_f64());
        }
        if self.scheme.reading == Reading::BlanksUnsatisfied {
            weights[BLANK as usize] = Some(0.0);
        }
        weights
    }

    fn pull(&self, questions: &[usize]) -> Pull {
        let bases: Vec<f64> = questions.iter().map(|q| self.base(*q) as f64).collect();
        let asked = bases.iter().filter(|n| **n > 0.0).count() as f64;
        let figure = |questions: &[usize]| self.figure(questions).map_or(0.0, |p| p.to_f64());
        match self.scheme.reading {
            Reading::Pooled => {
                let all: f64 = bases.iter().sum();
                let middle = figure(questions);
                Pull::Answers(questions.iter().map(|q| (*q, middle, all)).collect())
            }
            Reading::MeanOfPeople => Pull::Person {
                questions: questions.to_vec(),
                middle: figure(questions),
                people: self.people(questions) as f64,
            },
            Reading::MeanOfQuestions | Reading::BlanksUnsatisfied | Reading::CompleteForms => {
                let each = questions.iter().zip(&bases);
                Pull::Answers(each.map(|(q, n)| (*q, figure(&[*q]), n * asked)).collect())
            }
        }
    }

    /// People with an answer that counts to any of the questions.
    fn people(&self, questions: &[usize]) -> usize {
        let weights = self.weights();
        let counts =
            |answers: &[u8]| questions.iter().any(|q| weight(answers, *q, &weights).is_some());
        self.rows.iter().filter(|row| counts(self.forms.row(**row))).count()
    }
}

/// How a person's answers move a figure.
enum Pull {
    /// Question, its middle, and what the distance from it is divided by.
    Answers(Vec<(usize, f64, f64)>),
    /// By the distance of the person's own share from the mean of all people.
    Person { questions: Vec<usize>, middle: f64, people: f64 },
}

impl Pull {
    /// `None` when no answer of the person counts.
    fn of(&self, answers: &[u8], weights: &[Option<f64>]) -> Option<f64> {
        match self {
            Pull::Answers(questions) => {
                let moved = questions.iter().filter_map(|(q, middle, divisor)| {
                    Some((weight(answers, *q, weights)? - middle) / divisor)
                });
                let (number, sum) = moved.fold((0, 0.0), |(n, sum), u| (n + 1, sum + u));
                (number > 0).then_some(sum)
            }
            Pull::Person { questions, middle, people } => {
                let given = questions.iter().filter_map(|q| weight(answers, *q, weights));
                let (number, sum) = given.fold((0, 0.0), |(n, sum), y| (n + 1, sum + y));
                (number > 0).then(|| (sum / f64::from(number) - middle) / people)
            }
        }
    }
}

fn weight(answers: &[u8], question: usize, weights: &[Option<f64>]) -> Option<f64> {
    weights[*answers.get(question)? as usize]
}

fn count(n: usize) -> Exact {
    Exact::whole(i64::try_from(n).unwrap_or(i64::MAX))
}

fn times(share: &Exact, n: usize) -> Exact {
    share.clone() * &count(n)
}
