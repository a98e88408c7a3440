//! What the criteria sets ask of the round, its units and its surveys must be there.

use crate::expr::Expr;
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::survey::Scheme;

/// The criteria sets of the blocks and the schemes of the surveys, `None` where one has errors.
type Sets<'s> = (&'s [Option<Rubric>], &'s [Option<Scheme>]);

/// The sets of the round, each file once: blocks that share one share its problems.
pub(super) fn each_once(rubrics: &[Option<Rubric>]) -> impl Iterator<Item = &Rubric> {
    let mut seen: Vec<&str> = Vec::new();
    rubrics.iter().flatten().filter(move |rubric| {
        let is_new = !seen.contains(&rubric.file.as_ref());
        if is_new {
            seen.push(&rubric.file);
        }
        is_new
    })
}

/// What the expressions of the sets ask of the round must be there.
pub(super) fn needs_of_round(round: &Round, rubrics: &[Option<Rubric>], problems: &mut Problems) {
    for rubric in each_once(rubrics) {
        for (_, node, leaf) in rubric.leaves() {
            let expr = &leaf.rule.expr;
            let mut tell = |kind: &Kind| {
                let problem = Problem::new(kind, node.place.clone());
                problems.push(problem.with("code", &node.code).with("year", round.year));
            };
            if round.calendar.is_empty() && expr.any(&mut |e| matches!(e, Expr::Working(..))) {
                tell(&kinds::round::CALENDAR_NONE);
            }
            if expr.any(&mut |e| matches!(e, Expr::PeriodShare(None))) {
                tell(&kinds::round::PERIOD_NONE);
            }
        }
    }
}

/// A leaf for units with a tag that no unit has would be scored for nobody.
pub(super) fn tags_exist(round: &Round, rubric: &Rubric, problems: &mut Problems) {
    for (_, node, leaf) in rubric.leaves() {
        let mut exempt: Vec<&String> = Vec::new();
        leaf.rule.expr.walk(&mut |e| {
            if let Expr::Exempt { tags, .. } = e {
                exempt.extend(tags);
            }
        });
        for tag in leaf.only.iter().chain(exempt) {
            if !round.units.iter().any(|unit| unit.tags.contains(tag)) {
                problems.push(
                    Problem::new(&kinds::scores::TAG, node.place.clone())
                        .with("code", &node.code)
                        .with("tag", tag),
                );
            }
        }
    }
}

/// A survey leaf must look at something that the scheme has.
pub(super) fn survey_leaves(round: &Round, (rubrics, schemes): Sets<'_>, problems: &mut Problems) {
    for rubric in each_once(rubrics) {
        for (_, node, leaf) in rubric.leaves() {
            let Some(wanted) = &leaf.rule.scheme else { continue };
            let scheme = schemes.iter().flatten().find(|s| s.id == *wanted);
            let place = || node.place.clone();
            let Some(scheme) = scheme else {
                if let Some(kind) = absence(round, schemes, wanted) {
                    let known: Vec<&str> =
                        schemes.iter().flatten().map(|s| s.id.as_str()).collect();
                    problems.push(
                        Problem::new(kind, place())
                            .with("code", &node.code)
                            .with("scheme", wanted)
                            .with("known", known.join(", "))
                            .proposing(did_you_mean(wanted, known.iter().copied())),
                    );
                }
                continue;
            };
            leaf.rule.expr.walk(&mut |e| {
                if let Expr::Survey { of, .. } = e
                    && !scheme.has(of)
                {
                    problems.push(
                        Problem::new(&kinds::scores::SURVEY_PART, place())
                            .with("code", &node.code)
                            .with("scheme", wanted)
                            .with("of", of)
                            .with("known", scheme.names().join(", ")),
                    );
                }
            });
        }
    }
}

/// What the round leaves out must be a survey that a criterion asks for and that did not take
/// place: a slip of the pen would leave a criterion in the maximum, or out of it.
pub(super) fn not_held(round: &Round, (rubrics, schemes): Sets<'_>, problems: &mut Problems) {
    if rubrics.iter().any(Option::is_none) {
        return;
    }
    let mut asked: Vec<&str> = Vec::new();
    for (.., leaf) in rubrics.iter().flatten().flat_map(|rubric| rubric.leaves()) {
        asked.extend(leaf.rule.scheme.as_deref());
    }
    asked.sort_unstable();
    asked.dedup();
    for scheme in &round.not_held {
        let declared = schemes.iter().flatten().any(|known| known.id == *scheme);
        let place = Place::file(round.file.as_ref());
        if declared {
            let problem = Problem::new(&kinds::scores::SURVEY_HELD, place);
            problems.push(problem.with("scheme", scheme));
        } else if !asked.contains(&scheme.as_str()) {
            problems.push(
                Problem::new(&kinds::scores::NOT_HELD_UNUSED, place)
                    .with("scheme", scheme)
                    .with("known", asked.join(", "))
                    .proposing(did_you_mean(scheme, asked.iter().copied())),
            );
        }
    }
}

/// What is to be said of a leaf whose survey the round does not have. A round that holds other
/// surveys and does not say that it leaves this one out has a slip of the pen; one without any
/// survey has not declared it yet; when a scheme could not be read, that has been said.
fn absence(round: &Round, schemes: &[Option<Scheme>], wanted: &str) -> Option<&'static Kind> {
    if !round.awaits(wanted) {
        return Some(&kinds::scores::SURVEY_NOT_HELD);
    }
    if round.surveys.is_empty() {
        return Some(&kinds::scores::SURVEY_UNDECLARED);
    }
    let all_read = schemes.iter().all(Option::is_some);
    all_read.then_some(&kinds::scores::SURVEY_UNKNOWN)
}
