//! Which of the replies count: one per question sheet, in time, about the evidence that is
//! there. Whatever is in doubt is asked, never chosen.

use std::collections::BTreeMap;

use super::versions::{Sent, reject, reject_one, says_the_same, shown};
use super::{Answered, Ask, Asked, Replies, Reply, Series, asked, open};
use crate::evidence::UnitEvidence;
use crate::ledger::{Findings, RowFate};
use crate::problem::{Kind, Place, Problem, Problems, kinds::forms as kinds};
use crate::refusal::Refusal;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::value::Gap;

/// Chooses the replies that count, in the order of their numbers.
pub fn settle(
    replies: Vec<Reply>,
    asked: Vec<Asked>,
    evidence: &[UnitEvidence],
    (round, rubrics): (&Round, &[Option<Rubric>]),
    findings: &mut Findings,
) -> Replies {
    let mut sorted: BTreeMap<(usize, Series, u32), Vec<Reply>> = BTreeMap::new();
    for reply in replies {
        sorted.entry((reply.unit, reply.series, reply.number)).or_default().push(reply);
    }
    let mut accepted: Vec<Reply> = Vec::new();
    let mut refused: Vec<Refusal> = Vec::new();
    for ((unit, series, number), list) in sorted {
        let is_of = |a: &&Asked| (a.unit, a.series, a.number) == (unit, series, number);
        let Some(sheet) = asked.iter().find(is_of) else { continue };
        let rubric = rubrics.get(round.units[unit].block).and_then(Option::as_ref);
        let mut sent = Sent { round, rubric, findings, refused: &mut refused };
        let Some(reply) = in_time(list, sheet, &mut sent) else { continue };
        let Some(mut reply) = still_asked(reply, sheet, &evidence[unit], &mut sent) else {
            continue;
        };
        match objection(&reply, sheet, &evidence[unit], round) {
            Some(problem) => {
                let code = problem.kind.code;
                findings.problems.push(problem);
                reject(&reply, RowFate::Rejected(code), &mut findings.ledger);
            }
            None => {
                warn(&reply, sheet, accepted.last(), round, &mut findings.problems);
                refused.append(&mut reply.refused);
                accepted.push(reply);
            }
        }
    }
    let rubric = |unit: usize| rubrics.get(round.units[unit].block).and_then(Option::as_ref);
    Replies { refused: open::settled(refused, &accepted, rubric), asked, accepted }
}

/// The reply of one asking. Where late answers do not count, what was changed after the last
/// day takes no part in the choice: it is told beside the answers that came in time.
fn in_time(list: Vec<Reply>, sheet: &Asked, sent: &mut Sent<'_>) -> Option<Reply> {
    let round = sent.round;
    let list = before_closing(list, sent);
    let (late, timely): (Vec<Reply>, Vec<Reply>) =
        list.into_iter().partition(|reply| is_late(reply, sheet) && !round.late_replies);
    let reply = sent.one_of(timely);
    for other in &late {
        match &reply {
            Some(reply) if says_the_same(reply, other) => sent.note_same(reply, other),
            reply => {
                let (vi, en) = instead(reply.as_ref(), other, sent);
                let problem = late_problem(&kinds::REPLY_LATE, other, sheet, round);
                sent.findings.problems.push(problem.said("instead", vi, en));
                reject(other, RowFate::Rejected(kinds::REPLY_LATE.code), &mut sent.findings.ledger);
            }
        }
    }
    reply
}

/// The replies that were saved before the round was closed; the others are told.
fn before_closing(list: Vec<Reply>, sent: &mut Sent<'_>) -> Vec<Reply> {
    let round = sent.round;
    let is_after = |reply: &Reply| reply.saved.is_some_and(|saved| round.is_closed_to(saved));
    let (after, before): (Vec<Reply>, Vec<Reply>) = list.into_iter().partition(is_after);
    for reply in &after {
        let day = |date: Option<crate::terms::Date>| {
            date.map_or(String::new(), |d| d.format("%d/%m/%Y").to_string())
        };
        let saved = reply.saved.map_or(String::new(), |s| s.format("%d/%m/%Y %H:%M").to_string());
        let problem = about(&kinds::AFTER_CLOSED, reply, round).with("saved", saved);
        sent.findings.problems.push(problem.with("closed", day(round.closed)));
        reject(reply, RowFate::Rejected(kinds::AFTER_CLOSED.code), &mut sent.findings.ledger);
    }
    before
}

/// What counts in the place of a late reply.
fn instead(reply: Option<&Reply>, late: &Reply, sent: &Sent<'_>) -> (String, String) {
    let Some(reply) = reply else { return (String::new(), String::new()) };
    let (vi, en) = sent.differences(&[reply, late]);
    let file = shown(reply);
    (
        format!(". Vẫn dùng {file}. {}", vi.trim_end_matches([' ', '.'])),
        format!(". {file} counts. {}", en.trim_end_matches([' ', '.'])),
    )
}

fn is_late(reply: &Reply, sheet: &Asked) -> bool {
    reply.saved.zip(sheet.deadline).is_some_and(|(saved, deadline)| saved.date() > deadline)
}

/// Why the reply does not count.
fn objection(
    reply: &Reply,
    sheet: &Asked,
    evidence: &UnitEvidence,
    round: &Round,
) -> Option<Problem> {
    if evidence.file.is_none() || evidence.stopped.is_some() {
        let problem = about(&kinds::REPLY_NO_FORM, reply, round);
        let form = evidence.file.as_deref().map(Place::file);
        return Some(match form {
            Some(form) => problem.because_of(form),
            None => problem,
        });
    }
    (is_late(reply, sheet) && !round.late_replies)
        .then(|| late_problem(&kinds::REPLY_LATE, reply, sheet, round).said("instead", "", ""))
}

/// The reply without the answers to questions about which the unit's form says something else
/// since: it is unclear which is newer. They are told; `None` when no other is left.
fn still_asked(
    mut reply: Reply,
    sheet: &Asked,
    evidence: &UnitEvidence,
    sent: &mut Sent<'_>,
) -> Option<Reply> {
    let (Some(file), Some(rubric), None) = (&evidence.file, sent.rubric, &evidence.stopped) else {
        return Some(reply);
    };
    if reply.series != Series::SendBack {
        return Some(reply);
    }
    let holds = |answered: &Answered| sheet.is_about(&answered.ask, evidence, rubric);
    sent.refused.append(&mut reply.refused);
    let (held, stale): (Vec<Answered>, Vec<Answered>) = reply.answers.into_iter().partition(holds);
    reply.answers = held;
    if stale.is_empty() {
        return Some(reply);
    }
    sent.refused.extend(stale.iter().filter_map(|one| open::of_answer(&reply, one, rubric)));
    let asks: Vec<String> =
        stale.iter().map(|one| format!("“{}”", asked::words(&one.ask, rubric))).collect();
    let mut problem = about(&kinds::REPLY_STALE, &reply, sent.round).with("form", file);
    problem.place = Place::from(&stale[0].origin);
    if let Some(cell) = unreadable(&stale, evidence, rubric) {
        problem = problem.because_of(cell);
    }
    sent.findings.problems.push(problem.with("asks", asks.join(", ")));
    let why = RowFate::Rejected(kinds::REPLY_STALE.code);
    if reply.answers.is_empty() {
        reject(&reply, why, &mut sent.findings.ledger);
        return None;
    }
    stale.iter().for_each(|one| reject_one(&reply, one, why, &mut sent.findings.ledger));
    Some(reply)
}

/// The cell of the form that says something else only because it cannot be read now; `None` when
/// one of the others can be.
fn unreadable(stale: &[Answered], form: &UnitEvidence, rubric: &Rubric) -> Option<Place> {
    let cell = |one: &Answered| {
        let Ask::Value(key) = &one.ask else { return None };
        let at = rubric.items.iter().position(|item| item.key == *key)?;
        let entry = form.items.get(at).filter(|entry| entry.outcome == Err(Gap::Unreadable))?;
        entry.origin.as_ref().map(Place::from)
    };
    let cells: Option<Vec<Place>> = stale.iter().map(cell).collect();
    cells?.into_iter().next()
}

fn late_problem(kind: &Kind, reply: &Reply, sheet: &Asked, round: &Round) -> Problem {
    let saved = reply.saved.map_or(String::new(), |s| s.format("%d/%m/%Y %H:%M").to_string());
    let deadline = sheet.deadline.map_or(String::new(), |d| d.format("%d/%m/%Y").to_string());
    about(kind, reply, round).with("saved", saved).with("deadline", deadline)
}

fn warn(
    reply: &Reply,
    sheet: &Asked,
    before: Option<&Reply>,
    round: &Round,
    problems: &mut Problems,
) {
    if is_late(reply, sheet) {
        problems.push(late_problem(&kinds::REPLY_LATE_TAKEN, reply, sheet, round));
    }
    // Without a last day of its own the reply still came before the round was closed, or not.
    let last = sheet.deadline.or(round.closed);
    if let (None, Some(deadline)) = (reply.saved, last) {
        let problem = about(&kinds::REPLY_NO_TIME, reply, round);
        problems.push(problem.with("deadline", deadline.format("%d/%m/%Y")));
    }
    let earlier = before.filter(|b| b.unit == reply.unit && b.series == reply.series);
    if let Some(before) = earlier.filter(|b| b.saved > reply.saved && reply.saved.is_some()) {
        let problem = about(&kinds::REPLY_ORDER, reply, round).with("before", &before.file);
        problems.push(problem.with("number", reply.number));
    }
}

fn about(kind: &Kind, reply: &Reply, round: &Round) -> Problem {
    let unit = &round.units[reply.unit];
    let problem = Problem::new(kind, Place::file(reply.file.as_ref()));
    problem.with("unit", &unit.name).of_unit(&unit.id)
}
