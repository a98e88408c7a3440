//! Replies that were to change something and cannot be used: the figures that they correct are
//! disowned and not replaced, and what they explain was not heard, so that the points of both are
//! not final.

use super::head::{Against, whose};
use super::{Answered, Ask, Asked, Reply, Series};
use crate::grid::Book;
use crate::refusal::{Refusal, Refused};
use crate::rubric::Rubric;
use crate::table::Meta;

/// The round of appraisal that settles a figure whatever the unit answered: someone has looked.
const FIGURE_SETTLED_BY: u8 = 1;
/// The one that was to hear an explanation.
const EXPLAINED_FOR: u8 = 2;

/// What stays open while the answer to a question cannot be used; `None` where no points hang on
/// it.
pub(super) fn to(refusal: &Refusal, ask: &Ask, rubric: &Rubric) -> Option<Refusal> {
    let refusal = refusal.clone();
    match ask {
        Ask::Value(key) => {
            Some(Refusal { key: Some(key.clone()), round: Some(FIGURE_SETTLED_BY), ..refusal })
        }
        Ask::Explain(code) => {
            let node = Some(rubric.position(code)?);
            Some(Refusal { node, round: Some(EXPLAINED_FOR), ..refusal })
        }
        Ask::SelfScore(_) | Ask::Proof(_) | Ask::Reason(_) => None,
    }
}

/// The same of several questions.
pub(super) fn to_each<'a>(
    refusal: &Refusal,
    asks: impl IntoIterator<Item = &'a Ask>,
    rubric: &Rubric,
) -> Vec<Refusal> {
    asks.into_iter().filter_map(|ask| to(refusal, ask, rubric)).collect()
}

/// What a whole workbook leaves open that came back and of which nothing can count: all that its
/// unit was asked for; nothing when it is not known whose it is.
pub fn open(book: &Book, against: &Against<'_>) -> Vec<Refusal> {
    let Some(unit) = whose(book, against) else { return Vec::new() };
    let of_file = Refusal::of_file(Refused::Reply, book.file.clone());
    let whole = Refusal { unit: Some(unit), round: Some(FIGURE_SETTLED_BY), ..of_file };
    let rubric = against.rubrics.get(against.round.units[unit].block).and_then(Option::as_ref);
    let series = Meta::of(book).and_then(|meta| Series::of(&meta));
    let own =
        |asked: &&Asked| asked.unit == unit && series.is_none_or(|series| series == asked.series);
    let mut asks: Vec<&Ask> = Vec::new();
    for ask in against.asked.iter().filter(own).flat_map(|asked| &asked.asks) {
        if !asks.contains(&ask) {
            asks.push(ask);
        }
    }
    match (rubric, asks.is_empty()) {
        (Some(rubric), false) => to_each(&whole, asks, rubric),
        _ => vec![whole],
    }
}

/// An answer that does not count after all leaves open what it was about.
pub(super) fn of_answer(reply: &Reply, answered: &Answered, rubric: &Rubric) -> Option<Refusal> {
    let refusal = Refusal::of_cell(Refused::Reply, answered.origin.clone(), reply.unit);
    to(&refusal, &answered.ask, rubric)
}

/// What is still open once it is known which replies count: an answer that counts settles the
/// rows of its question. `rubric` gives the set of a unit.
pub(super) fn settled<'r>(
    mut refused: Vec<Refusal>,
    accepted: &[Reply],
    rubric: impl Fn(usize) -> Option<&'r Rubric>,
) -> Vec<Refusal> {
    let answers = |refusal: &Refusal, reply: &Reply| {
        let of = |answered: &Answered| match &answered.ask {
            Ask::Value(key) => refusal.key.as_ref() == Some(key),
            Ask::Explain(code) => {
                let node = rubric(reply.unit).and_then(|rubric| rubric.position(code));
                node.is_some() && refusal.node == node
            }
            _ => false,
        };
        Some(reply.unit) == refusal.unit && reply.answers.iter().any(of)
    };
    refused.retain(|refusal| {
        refusal.origin.is_none() || !accepted.iter().any(|reply| answers(refusal, reply))
    });
    refused
}
