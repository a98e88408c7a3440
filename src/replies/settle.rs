//! Which of the replies count: one per question sheet, in time, about the evidence that is
//! there. Whatever is in doubt is asked, never chosen.

use std::collections::BTreeMap;

use super::{Asked, Replies, Reply, Series, evidence_sha256};
use crate::evidence::UnitEvidence;
use crate::ledger::{Aside, Ledger, ReadAs, Why};
use crate::problem::{Kind, Place, Problem, Problems, kinds::forms as kinds};
use crate::round::Round;

/// Chooses the replies that count, in the order of their numbers.
pub fn settle(
    replies: Vec<Reply>,
    asked: Vec<Asked>,
    evidence: &[UnitEvidence],
    round: &Round,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Replies {
    let mut sorted: BTreeMap<(usize, Series, u32), Vec<Reply>> = BTreeMap::new();
    for reply in replies {
        sorted.entry((reply.unit, reply.series, reply.number)).or_default().push(reply);
    }
    let mut accepted: Vec<Reply> = Vec::new();
    for (_, list) in sorted {
        let settled = one_of(list, round, problems, ledger);
        let Some(reply) = settled else { continue };
        let sheet = asked
            .iter()
            .find(|a| a.series == reply.series && a.unit == reply.unit && a.number == reply.number);
        let Some(sheet) = sheet else { continue };
        match objection(&reply, sheet, &evidence[reply.unit], round) {
            Some(problem) => {
                let code = problem.kind.code;
                problems.push(problem);
                reject(&reply, Why::Rejected(code), ledger);
            }
            None => {
                warn(&reply, sheet, accepted.last(), round, problems);
                accepted.push(reply);
            }
        }
    }
    Replies { asked, accepted }
}

/// The one reply of a number. Two that differ are both put aside.
fn one_of(
    mut list: Vec<Reply>,
    round: &Round,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Option<Reply> {
    let first = list.first()?;
    let copies = list.iter().all(|r| r.sha256 == first.sha256);
    if list.len() > 1 && !copies {
        let times = |r: &Reply| match r.saved {
            Some(saved) => format!("{} (lưu {})", r.file, saved.format("%d/%m/%Y %H:%M")),
            None => r.file.to_string(),
        };
        let files: Vec<String> = list.iter().map(times).collect();
        let problem = about(&kinds::REPLY_TWICE, first, round);
        problems.push(problem.with("files", files.join(", ")).with("number", first.number));
        let why = Why::Rejected(kinds::REPLY_TWICE.code);
        list.iter().for_each(|reply| reject(reply, why, ledger));
        return None;
    }
    for copy in &list[1..] {
        let kind = &crate::problem::kinds::evidence::COPY;
        let problem = Problem::new(kind, Place::file(copy.file.as_ref()));
        problems.push(problem.with("first", &first.file).of_unit(&round.units[copy.unit].id));
        reject(copy, Why::Aside(Aside::Copy), ledger);
    }
    list.truncate(1);
    list.pop()
}

/// Why the reply does not count.
fn objection(
    reply: &Reply,
    sheet: &Asked,
    evidence: &UnitEvidence,
    round: &Round,
) -> Option<Problem> {
    if evidence.file.is_none() || evidence.stopped.is_some() {
        return Some(about(&kinds::REPLY_NO_FORM, reply, round));
    }
    let stale = sheet.evidence_sha256 != evidence_sha256(evidence);
    if stale && reply.series == Series::SendBack {
        let file = evidence.file.as_deref().unwrap_or_default();
        return Some(about(&kinds::REPLY_STALE, reply, round).with("form", file));
    }
    let (saved, deadline) = (reply.saved?, sheet.deadline?);
    (saved.date() > deadline && !round.late_replies)
        .then(|| late(&kinds::REPLY_LATE, reply, sheet, round))
}

fn late(kind: &Kind, reply: &Reply, sheet: &Asked, round: &Round) -> Problem {
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
    match (reply.saved, sheet.deadline) {
        (Some(saved), Some(deadline)) if saved.date() > deadline => {
            problems.push(late(&kinds::REPLY_LATE_TAKEN, reply, sheet, round));
        }
        (None, Some(_)) => problems.push(about(&kinds::REPLY_NO_TIME, reply, round)),
        _ => {}
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

/// Rows that were read as answers and do not count after all.
fn reject(reply: &Reply, why: Why, ledger: &mut Ledger) {
    ledger.of_file(ReadAs::Reply, &reply.file).for_each(|account| account.change_used(why));
}
