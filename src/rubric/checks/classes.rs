//! Classes fall from the best, and each can be reached.

use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;
use crate::rubric::{Class, FieldKind};
use crate::terms::Exact;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    let best = best_index(draft);
    for (at, (class, spot)) in draft.classes.iter().enumerate() {
        let before = &draft.classes[..at];
        if before.iter().any(|(other, _)| other.name == class.name) {
            problems.push(spot.problem(&kinds::rubric::CLASS_TWICE).with("name", &class.name));
        }
        if let Some((previous, _)) = before.last().filter(|(p, _)| p.in_points != class.in_points) {
            let words = |class: &Class| match class.in_points {
                true => ("tổng điểm", "points"),
                false => ("chỉ số", "the index"),
            };
            let (own, other) = (words(class), words(previous));
            let problem = spot.problem(&kinds::rubric::CLASS_MIXED).with("name", &class.name);
            let problem = problem.with("own", own.0).with("own_en", own.1);
            let problem = problem.with("other", other.0).with("other_en", other.1);
            problems.push(problem.with("before", &previous.name));
            continue;
        }
        if let Some((previous, _)) = before.last().filter(|(p, _)| p.from <= class.from) {
            problems.push(
                spot.problem(&kinds::rubric::CLASS_ORDER)
                    .with("name", &class.name)
                    .with("from", class.from.to_plain())
                    .with("before", &previous.name)
                    .with("bound", previous.from.to_plain()),
            );
        }
        let most = if class.in_points { most_points(draft, &best) } else { best.clone() };
        if let Some((why, why_en)) = out_of_reach(class, &most) {
            problems.push(
                spot.problem(&kinds::rubric::CLASS_UNREACHABLE)
                    .with("name", &class.name)
                    .with("why", why)
                    .with("why_en", why_en),
            );
        }
    }
}

fn out_of_reach(class: &Class, best: &Exact) -> Option<(String, String)> {
    let (from, best_words) = (class.from.to_plain(), best.to_short(2));
    if class.from > *best {
        if class.in_points {
            return Some((
                format!("mức {from} điểm cao hơn tổng điểm cao nhất có thể là {best_words}"),
                format!("its bound of {from} points is above the most possible, {best_words}"),
            ));
        }
        return Some((
            format!("mức {from} cao hơn chỉ số cao nhất có thể là {best_words}%"),
            format!("its bound {from} is above the best possible index, {best_words}%"),
        ));
    }
    let share = class.every_field.as_ref().filter(|share| **share > Exact::one())?;
    let percent = (share.clone() * &Exact::whole(100)).to_plain();
    Some((
        format!("mọi lĩnh vực phải đạt {percent}% (ghi every_field = \"70%\" hoặc 0.7)"),
        format!("every field would have to reach {percent}% (write every_field = \"70%\" or 0.7)"),
    ))
}

/// The most points that a unit can have.
fn most_points(draft: &Draft<'_>, best: &Exact) -> Exact {
    let total = draft.total().unwrap_or_default();
    (total * best).checked_div(&Exact::whole(100)).unwrap_or_default()
}

/// The best index in percent: 100, or more where bonus may pass the maximum.
fn best_index(draft: &Draft<'_>) -> Exact {
    let hundred = Exact::whole(100);
    let over_max = draft.raw.set.holder("over_max").and_then(|s| s.bool("over_max"));
    let Some(total) = draft.total().filter(|_| over_max == Some(true)) else { return hundred };
    let bonus = draft.fields().filter(|at| draft.raw.field_kind(*at) == FieldKind::Bonus);
    let mut best = total.clone();
    for cap in bonus.filter_map(|at| draft.max(at)) {
        best += &cap;
    }
    (best * &hundred).checked_div(&total).unwrap_or(hundred)
}
