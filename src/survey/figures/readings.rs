//! The five readings of the index, for one stratum: the forms of one unit, or of one group of
//! its respondents. Figures are exact; the influence of a person on a figure is a float.

use crate::terms::{Exact, mean};

use crate::survey::Reading;
use crate::survey::figures::intervals::kish;
use crate::survey::figures::tally::Tally;
use crate::survey::figures::weights::UNIT_WEIGHT;
use crate::survey::forms::{BLANK, Forms};
use crate::survey::scheme::{Overall, Scheme};

/// Forms that are read together.
pub(crate) struct Stratum<'a> {
    pub scheme: &'a Scheme,
    pub forms: &'a Forms,
    pub tally: &'a Tally,
    /// Of this stratum in the tally.
    pub place: usize,
    /// Positions of its forms.
    pub rows: Vec<usize>,
    /// The weight of every form, in [`UNIT_WEIGHT`]s, and the weighted counts of the stratum;
    /// `None` when all weigh alike.
    pub weighted: Option<(&'a [u64], WeightedTally)>,
}

/// Weights of the answers of one stratum, by question and answer.
pub(crate) struct WeightedTally {
    sums: Vec<[u64; 256]>,
}

impl WeightedTally {
    pub(crate) fn of(forms: &Forms, rows: &[usize], weights: &[u64]) -> WeightedTally {
        let mut sums = vec![[0; 256]; forms.questions];
        for row in rows {
            for (sums, answer) in sums.iter_mut().zip(forms.row(*row)) {
                sums[usize::from(*answer)] += weights[*row];
            }
        }
        WeightedTally { sums }
    }
}

impl Stratum<'_> {
    /// The same forms, all weighing alike.
    pub(crate) fn alike(&self) -> Stratum<'_> {
        let Stratum { scheme, forms, tally, place, .. } = *self;
        Stratum { scheme, forms, tally, place, rows: self.rows.clone(), weighted: None }
    }

    /// Forms that gave the answer, or their weights.
    fn count(&self, question: usize, answer: u8) -> u64 {
        match &self.weighted {
            None => self.tally.count(self.place, question, answer) as u64,
            Some((_, tally)) => tally.sums[question][usize::from(answer)],
        }
    }

    fn weight(&self, row: usize) -> u64 {
        self.weighted.as_ref().map_or(1, |(weights, _)| weights[row])
    }

    /// Answers to the question that enter its denominator, or their weights.
    pub(crate) fn base(&self, question: usize) -> u64 {
        let with_share = self.shares().map(|(option, _)| self.count(question, option));
        let blanks = match self.scheme.reading {
            Reading::BlanksUnsatisfied => self.count(question, BLANK),
            _ => 0,
        };
        with_share.sum::<u64>() + blanks
    }

    /// Kish's design effect of the weights of those who answered the question; 1 without.
    pub(crate) fn kish(&self, question: usize) -> f64 {
        let Some((weights, _)) = &self.weighted else { return 1.0 };
        let counted = self.option_shares();
        let answered = self
            .rows
            .iter()
            .filter(|row| weight(self.forms.row(**row), question, &counted).is_some());
        let effect = kish(answered.map(|row| weights[*row] as f64 / UNIT_WEIGHT as f64));
        effect.unwrap_or(1.0)
    }

    /// The sum of the shares of the answers to the question.
    fn sum(&self, question: usize) -> Exact {
        self.shares().fold(Exact::zero(), |total, (option, share)| {
            total + &times(share, self.count(question, option))
        })
    }

    fn shares(&self) -> impl Iterator<Item = (u8, &Exact)> {
        let options = self.scheme.options.iter().enumerate();
        options.filter_map(|(at, o)| Some((at as u8, o.share.as_ref()?)))
    }

    /// The figure of some questions; `None` when none of them has an answer that counts.
    pub(crate) fn figure(&self, questions: &[usize]) -> Option<Exact> {
        match self.scheme.reading {
            Reading::Pooled => self.pooled(questions),
            Reading::MeanOfPeople => self.mean_of_people(questions),
            Reading::MeanOfQuestions | Reading::BlanksUnsatisfied | Reading::CompleteForms => {
                let weighs = questions.iter().any(|q| self.scheme.question_weight(*q).is_some());
                if weighs && questions.len() > 1 {
                    let each = questions.iter().filter_map(|q| {
                        Some((self.scheme.question_weight(*q)?, self.pooled(&[*q])?))
                    });
                    return weighted_mean(each);
                }
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
        let mut given = vec![vec![0u64; options]; questions.len() + 1];
        let mut people = 0u64;
        for row in &self.rows {
            let answers = self.forms.row(*row);
            let counted = || {
                let answers = questions.iter().filter_map(|q| answers.get(*q));
                answers.map(|a| *a as usize).filter(|a| {
                    self.scheme.options.get(*a).is_some_and(|option| option.share.is_some())
                })
            };
            let number = counted().count();
            let weight = self.weight(*row);
            people += if number > 0 { weight } else { 0 };
            counted().for_each(|answer| given[number][answer] += weight);
        }
        let mut total = Exact::zero();
        for (number, by_option) in given.iter().enumerate().skip(1) {
            let sum = self.shares().fold(Exact::zero(), |sum, (option, share)| {
                sum + &times(share, by_option[option as usize])
            });
            total += &sum.checked_div(&count(number as u64))?;
        }
        total.checked_div(&count(people))
    }

    /// The sets of questions whose figures have the index as their mean.
    fn parts(&self) -> Vec<Vec<usize>> {
        match self.scheme.overall {
            Overall::Questions => vec![(0..self.scheme.questions.len()).collect()],
            Overall::Question(question) => vec![vec![question]],
            Overall::Factors | Overall::Weighted => {
                self.scheme.factors.iter().map(|f| f.questions.clone()).collect()
            }
        }
    }

    /// The weight of each part, where the index goes by weights.
    fn part_weights(&self) -> Option<Vec<&Exact>> {
        let weighted = self.scheme.overall == Overall::Weighted;
        let factors = self.scheme.factors.iter().filter(|_| weighted);
        let weights: Vec<&Exact> = factors.filter_map(|factor| factor.weight.as_ref()).collect();
        (!weights.is_empty()).then_some(weights)
    }

    pub(crate) fn index(&self) -> Option<Exact> {
        if let Some(weights) = self.part_weights() {
            let parts = self.parts();
            let each = weights.into_iter().zip(&parts);
            return weighted_mean(
                each.filter_map(|(weight, part)| Some((weight, self.figure(part)?))),
            );
        }
        let figures: Vec<Exact> =
            self.parts().iter().filter_map(|questions| self.figure(questions)).collect();
        mean(figures.iter())
    }

    /// How much each person moves the index, for everybody with an answer that counts. The
    /// influences add up to 0.
    pub(crate) fn influences(&self) -> Vec<Influence> {
        let mut parts: Vec<(f64, Vec<usize>)> = match self.part_weights() {
            Some(weights) => weights.into_iter().map(Exact::to_f64).zip(self.parts()).collect(),
            None => self.parts().into_iter().map(|part| (1.0, part)).collect(),
        };
        parts.retain(|(_, questions)| questions.iter().any(|q| self.base(*q) > 0));
        // How much more than an equal part each one counts.
        let whole: f64 = parts.iter().map(|(weight, _)| weight).sum();
        let equal = whole / parts.len().max(1) as f64;
        let pulls: Vec<(f64, Pull)> = parts
            .iter()
            .map(|(weight, questions)| (weight / equal, self.pull(questions)))
            .collect();
        let shares: Vec<Option<f64>> = self.option_shares();
        let mut influences = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let answers = self.forms.row(*row);
            let parts = pulls.iter().filter_map(|(more, pull)| {
                let (moved, squares) = pull.of(answers, &shares)?;
                Some((moved * more, squares * more * more))
            });
            let sum = |(n, u, squares): (usize, f64, f64), part: (f64, f64)| {
                (n + 1, u + part.0, squares + part.1)
            };
            let (number, moved, squares) = parts.fold((0, 0.0, 0.0), sum);
            if number > 0 {
                let scale = self.weight(*row) as f64 / pulls.len() as f64;
                let (moved, squares) = (moved * scale, squares * scale * scale);
                influences.push(Influence { row: *row, moved, squares });
            }
        }
        influences
    }

    /// What an answer counts for, by its byte; `None` outside the denominators.
    fn option_shares(&self) -> Vec<Option<f64>> {
        let mut shares = vec![None; usize::from(u8::MAX) + 1];
        for (option, share) in self.shares() {
            shares[option as usize] = Some(share.to_f64());
        }
        if self.scheme.reading == Reading::BlanksUnsatisfied {
            shares[BLANK as usize] = Some(0.0);
        }
        shares
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
                let weighs = |q: usize| self.scheme.question_weight(q).map(Exact::to_f64);
                let counted = questions.iter().zip(&bases).filter(|(_, n)| **n > 0.0);
                let whole: f64 = counted.filter_map(|(q, _)| weighs(*q)).sum();
                let times = |q: usize| weighs(q).map_or(asked, |weight| whole / weight);
                Pull::Answers(each.map(|(q, n)| (*q, figure(&[*q]), n * times(*q))).collect())
            }
        }
    }

    /// People with an answer that counts to any of the questions.
    fn people(&self, questions: &[usize]) -> u64 {
        let shares = self.option_shares();
        let counts =
            |answers: &[u8]| questions.iter().any(|q| weight(answers, *q, &shares).is_some());
        let people = self.rows.iter().filter(|row| counts(self.forms.row(**row)));
        people.map(|row| self.weight(*row)).sum()
    }
}

/// How much one person moves the index.
pub(crate) struct Influence {
    /// Position of the person's form.
    pub row: usize,
    pub moved: f64,
    /// The sum of the squares of what each answer alone moves.
    pub squares: f64,
}

/// How a person's answers move a figure.
enum Pull {
    /// Question, its middle, and what the distance from it is divided by.
    Answers(Vec<(usize, f64, f64)>),
    /// By the distance of the person's own share from the mean of all people.
    Person { questions: Vec<usize>, middle: f64, people: f64 },
}

impl Pull {
    /// What the person moves, and the squares of what the single answers move; `None` when no
    /// answer of the person counts.
    fn of(&self, answers: &[u8], weights: &[Option<f64>]) -> Option<(f64, f64)> {
        match self {
            Pull::Answers(questions) => {
                let moved = questions.iter().filter_map(|(q, middle, divisor)| {
                    Some((weight(answers, *q, weights)? - middle) / divisor)
                });
                let add =
                    |(n, sum, squares): (u32, f64, f64), u: f64| (n + 1, sum + u, squares + u * u);
                let (number, sum, squares) = moved.fold((0, 0.0, 0.0), add);
                (number > 0).then_some((sum, squares))
            }
            Pull::Person { questions, middle, people } => {
                let given = || questions.iter().filter_map(|q| weight(answers, *q, weights));
                let number = given().count() as f64;
                let sum: f64 = given().sum();
                let alone = |y: f64| ((y - middle) / number / people).powi(2);
                let squares: f64 = given().map(alone).sum();
                (number > 0.0).then(|| ((sum / number - middle) / people, squares))
            }
        }
    }
}

fn weight(answers: &[u8], question: usize, weights: &[Option<f64>]) -> Option<f64> {
    weights[*answers.get(question)? as usize]
}

fn weighted_mean<'w>(each: impl Iterator<Item = (&'w Exact, Exact)>) -> Option<Exact> {
    let (mut total, mut whole) = (Exact::zero(), Exact::zero());
    for (weight, figure) in each {
        total += &(figure * weight);
        whole += weight;
    }
    total.checked_div(&whole)
}

fn count(n: u64) -> Exact {
    Exact::whole(i64::try_from(n).unwrap_or(i64::MAX))
}

fn times(share: &Exact, n: u64) -> Exact {
    share.clone() * &count(n)
}
