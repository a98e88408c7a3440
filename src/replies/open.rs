//! Replies that were to correct figures and cannot be used: the figures that they speak of are
//! disowned and not replaced, so what is computed from them is not final.

use super::head::{Against, whose};
use super::{Answered, Ask, Asked, Reply, Series};
use crate::grid::Book;
use crate::refusal::{Refusal, Refused};
use crate::terms::Key;

/// The round of appraisal that settles a figure whatever the unit answered: someone has looked.
pub(super) const SETTLED_BY: u8 = 1;

/// One refusal for each of the figures.
pub(super) fn each(refusal: &Refusal, keys: &[Key]) -> Vec<Refusal> {
    keys.iter().map(|key| Refusal { key: Some(key.clone()), ..refusal.clone() }).collect()
}

/// What a whole workbook leaves open that came back and of which nothing can count: all figures
/// that its unit was asked for; nothing when it is not known whose it is.
pub fn open(book: &Book, against: &Against<'_>) -> Vec<Refusal> {
    let Some(unit) = whose(book, against) else { return Vec::new() };
    let of_file = Refusal::of_file(Refused::Reply, book.file.clone());
    let whole = Refusal { unit: Some(unit), round: Some(SETTLED_BY), ..of_file };
    let mut keys: Vec<Key> = Vec::new();
    let own = |asked: &&Asked| asked.unit == unit && asked.series == Series::SendBack;
    for key in against.asked.iter().filter(own).flat_map(Asked::figures) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    match against.asked.iter().any(|asked| own(&asked)) {
        true => each(&whole, &keys),
        false => vec![whole],
    }
}

/// An answer that does not count after all leaves its figure open.
pub(super) fn of_answer(reply: &Reply, answered: &Answered) -> Option<Refusal> {
    let Ask::Value(key) = &answered.ask else { return None };
    let refusal = Refusal::of_cell(Refused::Reply, answered.origin.clone(), reply.unit);
    Some(Refusal { key: Some(key.clone()), round: Some(SETTLED_BY), ..refusal })
}

/// What is still open once it is known which replies count: an answer that counts settles the
/// rows of its figure.
pub(super) fn settled(mut refused: Vec<Refusal>, accepted: &[Reply]) -> Vec<Refusal> {
    let answers = |refusal: &Refusal, reply: &Reply| {
        let of = |answered: &Answered| matches!(&answered.ask, Ask::Value(key) if refusal.key.as_ref() == Some(key));
        Some(reply.unit) == refusal.unit && reply.answers.iter().any(of)
    };
    refused.retain(|refusal| {
        refusal.origin.is_none() || !accepted.iter().any(|reply| answers(refusal, reply))
    });
    refused
}
