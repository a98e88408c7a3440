//! Clauses with bounds to steps: together they take every number once, and points rise or fall.

use super::bounds::{End, Interval, interval};
use super::clauses::Clause;
use super::meaning::{Reading, Scale, Side, Step, Steps};
use super::unclear::Unclear;
use crate::terms::Exact;

const REST: &[&str] = &[
    "còn lại",
    "các trường hợp còn lại",
    "trường hợp còn lại",
    "các mức còn lại",
    "mức còn lại",
    "ngoài các mức trên",
];

/// `None` where no clause has a bound.
pub(super) fn read(clauses: &[Clause], max: &Exact) -> Option<Result<Reading, Unclear>> {
    let has_digit = |clause: &Clause| clause.words.contains(|c: char| c.is_ascii_digit());
    clauses.iter().any(has_digit).then(|| of_clauses(clauses, max))
}

type Rung = (Interval, Exact);

fn of_clauses(clauses: &[Clause], max: &Exact) -> Result<Reading, Unclear> {
    let mut rungs: Vec<Rung> = Vec::new();
    let mut rest = None;
    for clause in clauses {
        if REST.contains(&clause.words.as_str()) {
            if rest.replace(clause.points.clone()).is_some() {
                return Err(Unclear::Overlap);
            }
            continue;
        }
        rungs.push((interval(&clause.words).ok_or(Unclear::Bound)?, clause.points.clone()));
    }
    let (percent, unit) = measure(&rungs)?;
    // by the lower end, what has none first
    rungs.sort_by(|(a, _), (b, _)| {
        let key = |one: &Interval| one.low.as_ref().map(|low| (low.at.clone(), !low.taken));
        key(a).cmp(&key(b))
    });
    for pair in rungs.windows(2) {
        joined(&pair[0].0, &pair[1].0, percent)?;
    }
    let best = rungs.iter().map(|(_, points)| points).max();
    if best != Some(max) {
        return Err(Unclear::Best);
    }
    ladder(&rungs, (percent, unit), rest)
}

/// Whether the bounds are shares, else what is counted: the same in all clauses.
fn measure(rungs: &[Rung]) -> Result<(bool, Option<String>), Unclear> {
    let percent = rungs.iter().all(|(one, _)| one.percent);
    if !percent && rungs.iter().any(|(one, _)| one.percent) {
        return Err(Unclear::Measure);
    }
    let single = |of: fn(&Interval) -> &str| {
        let mut said = rungs.iter().map(|(one, _)| of(one)).filter(|words| !words.is_empty());
        let first = said.next().unwrap_or_default();
        said.all(|other| other == first).then(|| first.to_string()).ok_or(Unclear::Subject)
    };
    let (subject, unit) = (single(|one| &one.subject)?, single(|one| &one.unit)?);
    if percent {
        return Ok((true, None));
    }
    let counted = !unit.is_empty() || subject.starts_with("số ");
    let whole = rungs
        .iter()
        .all(|(one, _)| [&one.low, &one.high].into_iter().flatten().all(|end| end.at.is_whole()));
    if counted && whole { Ok((false, Some(unit))) } else { Err(Unclear::Measure) }
}

/// The upper one begins where the lower ends.
fn joined(lower: &Interval, upper: &Interval, percent: bool) -> Result<(), Unclear> {
    let (Some(high), Some(low)) = (&lower.high, &upper.low) else { return Err(Unclear::Overlap) };
    if high.at == low.at {
        return match (high.taken, low.taken) {
            (true, true) => Err(Unclear::Overlap),
            (false, false) => Err(Unclear::Gap),
            _ => Ok(()),
        };
    }
    let next = high.at.clone() + &Exact::one() == low.at && high.taken && low.taken;
    match (high.at > low.at, next && !percent) {
        (true, _) => Err(Unclear::Overlap),
        (false, true) => Ok(()),
        (false, false) => Err(Unclear::Gap),
    }
}

fn ladder(
    rungs: &[Rung],
    (percent, unit): (bool, Option<String>),
    rest: Option<Exact>,
) -> Result<Reading, Unclear> {
    let (Some((bottom, bottom_points)), Some((top, top_points))) = (rungs.first(), rungs.last())
    else {
        return Err(Unclear::Unknown);
    };
    let covers_low = bottom.low.as_ref().is_none_or(|low| low.at.is_zero() && low.taken);
    let whole = |high: &End| percent && high.at == Exact::whole(100) && high.taken;
    let covers_high = top.high.as_ref().is_none_or(whole);
    let rising = match rungs.len() {
        1 => covers_high,
        _ => top_points > bottom_points,
    };
    let ordered =
        rungs.windows(2).all(|pair| (pair[0].1 < pair[1].1) == rising && pair[0].1 != pair[1].1);
    if !ordered {
        return Err(Unclear::Order);
    }
    // the best end must be open, the worst one may be left to what is not said
    let (best_open, covered) =
        if rising { (covers_high, covers_low) } else { (covers_low, covers_high) };
    if !best_open {
        return Err(Unclear::Top);
    }
    if covered && (rest.is_some() || rungs.len() == 1) {
        return Err(Unclear::Overlap);
    }
    let mut steps: Vec<Step> = rungs.iter().filter_map(|rung| step(rung, rising)).collect();
    if rising {
        steps.reverse();
    }
    let mut otherwise = rest.clone().unwrap_or_default();
    if covered {
        otherwise = if rising { bottom_points.clone() } else { top_points.clone() };
        steps.retain(|step| step.points != otherwise);
    }
    if steps.last().is_none_or(|last| last.points <= otherwise) {
        return Err(Unclear::Order);
    }
    let unit = unit.filter(|unit| !unit.is_empty());
    let scale = Scale::Steps(Steps { steps, otherwise, percent, unit });
    Ok(Reading { scale, rest_unsaid: !covered && rest.is_none() })
}

/// The step of a rung; `None` for the worst one, whose bound is open.
fn step((one, points): &Rung, rising: bool) -> Option<Step> {
    let end = if rising { one.low.as_ref()? } else { one.high.as_ref()? };
    let side = match (rising, end.taken) {
        (true, true) => Side::From,
        (true, false) => Side::Above,
        (false, true) => Side::Upto,
        (false, false) => Side::Below,
    };
    Some(Step { side, bound: end.at.clone(), points: points.clone() })
}
