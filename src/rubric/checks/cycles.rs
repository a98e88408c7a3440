//! The order in which leaves can be scored, or the circle that makes it impossible.

use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;

/// Leaves in an order in which each comes after those whose points or maximum it needs, as
/// near to the order of the annex as that allows. `None` when leaves need each other in a
/// circle; each circle is reported once, by the codes on it.
pub(super) fn order(draft: &Draft<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
    let leaves: Vec<usize> = draft.leaves().collect();
    let needs: Vec<Vec<usize>> = (0..draft.raw.nodes.len()).map(|at| needs(draft, at)).collect();
    let mut done = vec![false; draft.raw.nodes.len()];
    let mut order = Vec::new();
    let mut circles = 0;
    while let Some(at) = leaves.iter().find(|at| !done[**at]) {
        let ready = |at: &&usize| !done[**at] && needs[**at].iter().all(|n| done[*n]);
        if let Some(next) = leaves.iter().find(ready).copied() {
            done[next] = true;
            order.push(next);
            continue;
        }
        circles += 1;
        let circle = circle(*at, &needs, &done);
        report(draft, &circle, problems);
        for at in circle {
            done[at] = true;
        }
    }
    (circles == 0).then_some(order)
}

/// The leaves whose scores the rule of a leaf reads.
fn needs(draft: &Draft<'_>, at: usize) -> Vec<usize> {
    let Some(rule) = &draft.rules[at] else { return Vec::new() };
    let nodes = rule.expr.nodes();
    nodes
        .into_iter()
        .filter_map(|code| draft.raw.position(code))
        .flat_map(|node| draft.raw.leaves_of(node))
        .collect()
}

/// Follows the needs from a leaf that cannot be scored until a leaf comes back; the circle
/// starts at its first leaf in the order of the annex.
fn circle(start: usize, needs: &[Vec<usize>], done: &[bool]) -> Vec<usize> {
    let mut path = vec![start];
    loop {
        let last = path[path.len() - 1];
        let Some(next) = needs[last].iter().copied().find(|n| !done[*n]) else { return path };
        if let Some(first) = path.iter().position(|at| *at == next) {
            let mut circle = path.split_off(first);
            let smallest = circle.iter().enumerate().min_by_key(|(_, at)| **at);
            let turn = smallest.map_or(0, |(turn, _)| turn);
            circle.rotate_left(turn);
            return circle;
        }
        path.push(next);
    }
}

fn report(draft: &Draft<'_>, circle: &[usize], problems: &mut Problems) {
    let Some(first) = circle.first() else { return };
    let codes: Vec<&str> =
        circle.iter().chain([first]).map(|at| draft.code(*at).as_str()).collect();
    let node = &draft.raw.nodes[*first];
    let spot = node.keys.spot("rule").unwrap_or(node.spot.clone());
    problems.push(spot.problem(&kinds::rubric::SET_CYCLE).with("cycle", codes.join(" → ")));
}
