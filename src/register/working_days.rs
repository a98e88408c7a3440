//! Working days as arithmetic: whole weeks, and a step for every day off and every day worked in its
//! place.

use chrono::{Datelike as _, Weekday};

use super::kind::days_of;
use super::node::{Lowered, Node, and, or};
use crate::expr::Op;
use crate::terms::{Calendar, Date};

/// Working days after one day up to and including the other.
pub(crate) fn between(calendar: &Calendar, from: Lowered, to: Lowered) -> Lowered {
    each_run(
        calendar,
        or(from.unread, to.unread),
        |run| {
            let covered = both(run.covers(&from.value), run.covers(&to.value));
            let days = subtract(run.up_to(&to.value), run.up_to(&from.value));
            (covered, days)
        },
        &[from.value.clone(), to.value.clone()],
    )
}

/// The nth working day after a day.
pub(crate) fn after(calendar: &Calendar, from: Lowered, n: Lowered) -> Lowered {
    each_run(
        calendar,
        or(from.unread, n.unread),
        |run| {
            let (from, n) = (&from.value, &n.value);
            let later = Node::Add(Box::new(run.up_to(from)), Box::new(n.clone()));
            let before = subtract(from.clone(), Node::Int(1));
            let one_more = Node::Add(Box::new(n.clone()), Box::new(Node::Int(1)));
            let earlier = Node::Add(Box::new(run.up_to(&before)), Box::new(one_more));
            let positive = compare(Op::More, n.clone(), Node::Int(0));
            let number = Node::If(Box::new([positive, later, earlier]));
            let (first, last) = (run.count(run.first - 1), run.count(run.last));
            let inside = both(
                compare(Op::More, number.clone(), Node::Int(first)),
                compare(Op::AtMost, number.clone(), Node::Int(last)),
            );
            let none = compare(Op::Equal, n.clone(), Node::Int(0));
            let covered =
                both(run.covers(from), Node::Or(Box::new(none.clone()), Box::new(inside)));
            let day = Node::If(Box::new([none, from.clone(), run.day(&number)]));
            (covered, day)
        },
        &[from.value.clone(), n.value.clone()],
    )
}

fn compare(op: Op, a: Node, b: Node) -> Node {
    Node::Compare(op, Box::new(a), Box::new(b))
}

fn both(a: Node, b: Node) -> Node {
    Node::And(Box::new(a), Box::new(b))
}

fn subtract(a: Node, b: Node) -> Node {
    Node::Subtract(Box::new(a), Box::new(b))
}

/// The value of the run of years that covers it; what no run covers cannot be read, unless a part of
/// it is not known at all.
fn each_run(
    calendar: &Calendar,
    unread: Node,
    of: impl Fn(&Run) -> (Node, Node),
    parts: &[Node],
) -> Lowered {
    let mut value = Node::Null;
    let mut covered_by_any = Node::Bool(false);
    for (first, last) in calendar.runs() {
        let run = Run::new(calendar, first, last);
        let (covered, found) = of(&run);
        value = Node::If(Box::new([covered.clone(), found, value]));
        covered_by_any = or(covered_by_any, covered);
    }
    let is_known = |part: &Node| Node::Not(Box::new(Node::IsNull(Box::new(part.clone()))));
    let outside = parts
        .iter()
        .fold(Node::Not(Box::new(covered_by_any)), |all, part| and(is_known(part), || all));
    Lowered { value, unread: or(unread, outside) }
}

/// Some years without a gap.
struct Run {
    first: i64,
    last: i64,
    /// The days that are not what their weekday says, with what they add to the working days.
    special: Vec<(i64, i64)>,
}

impl Run {
    fn new(calendar: &Calendar, first: i32, last: i32) -> Run {
        let day =
            |year, month, day| days_of(Date::from_ymd_opt(year, month, day).unwrap_or_default());
        let special = calendar.special().filter(|s| (first..=last).contains(&s.day.year()));
        let special = special.filter_map(|special| {
            let weekend = matches!(special.day.weekday(), Weekday::Sat | Weekday::Sun);
            match (weekend, special.is_worked) {
                (true, true) => Some((days_of(special.day), 1)),
                (false, false) => Some((days_of(special.day), -1)),
                _ => None,
            }
        });
        Run { first: day(first, 1, 1), last: day(last, 12, 31), special: special.collect() }
    }

    fn covers(&self, day: &Node) -> Node {
        both(
            compare(Op::AtLeast, day.clone(), Node::Int(self.first)),
            compare(Op::AtMost, day.clone(), Node::Int(self.last)),
        )
    }

    /// Working days up to and including a day, counted from a Monday of 1969.
    fn count(&self, day: i64) -> i64 {
        let from_monday = day + TO_MONDAY;
        let weekdays = 5 * from_monday.div_euclid(7) + (from_monday.rem_euclid(7) + 1).min(5);
        weekdays + self.special.iter().filter(|(at, _)| *at <= day).map(|(_, by)| by).sum::<i64>()
    }

    /// The same for a day that is not known yet.
    fn up_to(&self, day: &Node) -> Node {
        let from_monday = Node::Add(Box::new(day.clone()), Box::new(Node::Int(TO_MONDAY)));
        let weeks = Node::Divide(Box::new(from_monday.clone()), 7);
        let rest = Node::Rest(Box::new(from_monday), 7);
        let of_week = Node::Add(Box::new(rest.clone()), Box::new(Node::Int(1)));
        let weekend = compare(Op::AtLeast, rest, Node::Int(4));
        let of_week = Node::If(Box::new([weekend, Node::Int(5), of_week]));
        let weekdays = Node::Add(Box::new(Node::Times(Box::new(weeks), 5)), Box::new(of_week));
        let mut sum = 0;
        let mut steps = vec![(i64::MIN, Node::Int(0))];
        for (at, by) in &self.special {
            sum += by;
            steps.push((*at, Node::Int(sum)));
        }
        Node::Add(Box::new(weekdays), Box::new(step(day, &steps)))
    }

    /// The working day with this number.
    fn day(&self, number: &Node) -> Node {
        let regular = |off: i64| {
            let weekday = Node::Add(Box::new(number.clone()), Box::new(Node::Int(-off - 1)));
            let weeks = Node::Times(Box::new(Node::Divide(Box::new(weekday.clone()), 5)), 7);
            let day = Node::Add(Box::new(weeks), Box::new(Node::Rest(Box::new(weekday), 5)));
            Node::Add(Box::new(day), Box::new(Node::Int(-TO_MONDAY)))
        };
        let mut off = 0;
        let mut steps = vec![(i64::MIN, regular(0))];
        for (at, by) in &self.special {
            off += by;
            let before = self.count(at - 1);
            if *by > 0 {
                steps.push((before + 1, Node::Int(*at)));
            }
            steps.push((self.count(*at) + 1, regular(off)));
        }
        // Of several days off in a row the last decides.
        let mut kept: Vec<(i64, Node)> = Vec::new();
        for (from, node) in steps {
            if kept.last().is_some_and(|(before, _)| *before == from) {
                kept.pop();
            }
            kept.push((from, node));
        }
        step(number, &kept)
    }
}

/// Days from a Monday to the first of January 1970.
const TO_MONDAY: i64 = 3;

/// The value of the last step that begins at or below `of`.
fn step(of: &Node, steps: &[(i64, Node)]) -> Node {
    match steps {
        [] => Node::Null,
        [(_, only)] => only.clone(),
        _ => {
            let (below, above) = steps.split_at(steps.len() / 2);
            let is_above = compare(Op::AtLeast, of.clone(), Node::Int(above[0].0));
            Node::If(Box::new([is_above, step(of, above), step(of, below)]))
        }
    }
}
