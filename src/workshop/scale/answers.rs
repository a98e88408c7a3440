//! Answers in words: yes and no, the words of an appraiser, or the options that the annex lists.

use super::clauses::Clause;
use super::meaning::Scale;
use super::unclear::Unclear;
use crate::terms::Exact;

/// Words that an appraiser gives.
const LEVELS: &[&str] = &[
    "xuất sắc",
    "rất tốt",
    "tốt",
    "khá",
    "trung bình",
    "yếu",
    "kém",
    "đạt",
    "không đạt",
    "cao",
    "thấp",
];
/// Words that only an appraiser gives: one of them makes the list a judgement.
const JUDGED: &[&str] = &["xuất sắc", "rất tốt", "tốt", "khá", "trung bình"];
/// Words by which an option says that it is less than all.
const LESS: &[&str] =
    &["không", "chưa", "thiếu", "một phần", "chậm", "trễ", "muộn", "nhưng", "chỉ"];

/// # Errors
/// What is neither.
pub(super) fn read(clauses: &[Clause], max: &Exact) -> Result<Scale, Unclear> {
    if clauses.len() < 2
        || clauses.iter().any(|clause| clause.words.contains(|c: char| c.is_ascii_digit()))
    {
        return Err(Unclear::Unknown);
    }
    let mut sorted: Vec<&Clause> = clauses.iter().collect();
    sorted.sort_by(|a, b| b.points.cmp(&a.points));
    let (best, worst) = (sorted[0], sorted[sorted.len() - 1]);
    let falls = sorted.windows(2).all(|pair| pair[0].points > pair[1].points);
    if best.points != *max {
        return Err(Unclear::Best);
    }
    if !falls || worst.points != Exact::zero() {
        return Err(Unclear::Order);
    }
    let twice = |at: usize| sorted[..at].iter().any(|one| one.words == sorted[at].words);
    if (0..sorted.len()).any(twice) {
        return Err(Unclear::Overlap);
    }
    if sorted.len() == 2 && is_no_to(&worst.words, &best.words) {
        return Ok(Scale::YesNo);
    }
    if sorted.iter().all(|one| LEVELS.contains(&one.words.as_str()))
        && sorted.iter().any(|one| JUDGED.contains(&one.words.as_str()))
    {
        return levels(&sorted, max);
    }
    options(&sorted)
}

/// "Không ban hành" to "Có ban hành", "Đã ban hành" or "Ban hành".
fn is_no_to(no: &str, yes: &str) -> bool {
    let denied = ["không ", "chưa "].iter().find_map(|lead| no.strip_prefix(lead));
    let core = ["có ", "đã "].iter().find_map(|lead| yes.strip_prefix(lead)).unwrap_or(yes);
    let plain = !core.starts_with("không") && !core.starts_with("chưa");
    match denied {
        Some(denied) => plain && (denied == core || denied == yes),
        None => no == "không" && (yes == "có" || yes == "đạt"),
    }
}

/// # Errors
/// Points that are no plain share of the maximum, or words out of their order.
fn levels(sorted: &[&Clause], max: &Exact) -> Result<Scale, Unclear> {
    let rank = |words: &str| LEVELS.iter().position(|level| *level == words);
    let ordered = sorted.windows(2).all(|pair| rank(&pair[0].words) < rank(&pair[1].words));
    if !ordered {
        return Err(Unclear::Order);
    }
    let plain = |one: &&&Clause| {
        one.points
            .checked_div(max)
            .is_some_and(|share| share.places().is_some_and(|places| places <= 6))
    };
    if sorted.iter().filter(plain).count() < sorted.len() {
        return Err(Unclear::Points);
    }
    Ok(Scale::Levels(sorted.iter().map(|one| (one.said.clone(), one.points.clone())).collect()))
}

/// The best says the whole, each of the others what is lacking.
fn options(sorted: &[&Clause]) -> Result<Scale, Unclear> {
    let less = |words: &str| {
        let padded = format!(" {words} ");
        LESS.iter().any(|word| padded.contains(&format!(" {word} ")))
    };
    let (best, others) = (sorted[0], &sorted[1..]);
    if less(&best.words) || !others.iter().all(|one| less(&one.words)) {
        return Err(Unclear::Unknown);
    }
    Ok(Scale::Choice(sorted.iter().map(|one| (one.said.clone(), one.points.clone())).collect()))
}
