//! Every answer is compared with trying all steps near by, one after the other.

use std::collections::BTreeMap;

use super::*;
use crate::expr::{Arm, Op, PeerFigure, PeerStats, parse};
use crate::terms::Date;
use crate::terms::Key;
use crate::value::{Gap, Outcome};

#[derive(Default)]
struct World {
    items: BTreeMap<String, Value>,
    peers: Option<PeerStats>,
}

impl Env for World {
    fn item(&self, key: &Key) -> Outcome {
        self.items.get(key.as_str()).cloned().ok_or(Gap::Missing)
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }

    fn peers(&self, _: &Expr) -> Option<&PeerStats> {
        self.peers.as_ref()
    }
}

fn whole(n: i64) -> Value {
    Value::Number(Exact::whole(n))
}

fn world(a: i64, b: i64) -> World {
    let items = [("a".to_string(), whole(a)), ("b".to_string(), whole(b))];
    World { items: items.into_iter().collect(), peers: None }
}

fn expr(text: &str) -> Expr {
    parse(text).unwrap_or_else(|_| panic!("{text}")).expr
}

/// Out of 2 points, as the rules lower: a value, and cases over it.
fn steps(value: &str, bounds: &[(Op, &str, i64)]) -> Expr {
    let arm = |(op, bound, points): &(Op, &str, i64)| Arm {
        when: Expr::apply(*op, Expr::It, expr(bound)),
        then: Expr::whole(*points),
    };
    Expr::with_it(expr(value), Expr::cases(bounds.iter().map(arm).collect(), Expr::whole(0)))
}

fn out_of_two(inner: Expr, then: crate::expr::ZeroBase) -> Expr {
    let (min, max) = (Exact::zero(), Exact::whole(2));
    let clamped = Expr::Clamp { inner: Box::new(inner), min, max: max.clone() };
    Expr::OnZeroBase { inner: Box::new(clamped), then, full: max }
}

fn points(rule: &Expr, world: &dyn Env) -> Option<Exact> {
    match value(rule, world, None) {
        Ok(Value::Number(points)) => Some(points),
        _ => None,
    }
}

/// The nearest count within 100 steps that reaches the goal, by trying all of them.
fn tried(rule: &Expr, key: &str, now: i64, world: &World, goal: Goal<'_>) -> Option<i64> {
    let good = |step: i64| {
        let (item, to) = (Key::new(key), whole(step));
        let changed = Changed { env: world, input: Input::Item(&item), to: &to };
        points(rule, &changed).is_some_and(|p| goal.is_met(&p))
    };
    (1..100).find_map(|d| [now + d, now - d].into_iter().find(|step| *step >= 0 && good(*step)))
}

/// Compares for both inputs and both goals; gives how many answers there were.
fn compare(rule: &Expr, a: i64, b: i64) -> usize {
    let world = world(a, b);
    let Some(earned) = points(rule, &world) else { return 0 };
    let mut answers = 0;
    for (key, now) in [("a", a), ("b", b)] {
        let item = Key::new(key);
        let (input, value) = (Input::Item(&item), whole(now));
        let breakpoints =
            Breakpoints { rule, env: &world, input, kind: &DataKind::Count, now: &value };
        let two = Exact::whole(2);
        for goal in [Goal::MoreThan(&earned), Goal::LessThan(&earned), Goal::AtLeast(&two)] {
            if goal.is_met(&earned) {
                continue;
            }
            let wanted = tried(rule, key, now, &world, goal);
            let found = breakpoints.smallest(goal).map(|change| change.to);
            let near = found.as_ref().and_then(|to| match to {
                Value::Number(n) => n.floor().filter(|n| (n - now).abs() < 100),
                _ => None,
            });
            assert_eq!(near, wanted, "{rule:?} with a={a} b={b}, {key}, {goal:?}");
            answers += usize::from(near.is_some());
        }
    }
    answers
}

#[test]
fn whatever_can_be_tried_step_by_step_agrees() {
    use crate::expr::ZeroBase::{Full, NotApplicable, Zero};
    let falling = [(Op::AtLeast, "99%", 2), (Op::AtLeast, "95%", 1)];
    let strict = [(Op::More, "90%", 2), (Op::More, "50%", 1)];
    let low = [(Op::AtMost, "2", 2), (Op::Less, "5", 1)];
    let rules = [
        out_of_two(steps("1 - a / b", &falling), NotApplicable),
        out_of_two(steps("a / b", &falling), Full),
        out_of_two(steps("a / b", &strict), Zero),
        out_of_two(steps("a / (a + b)", &strict), NotApplicable),
        out_of_two(steps("a", &low), Zero),
        out_of_two(expr("2 * min(a / b, 1)"), NotApplicable),
        out_of_two(expr("if(a / b < 80%, 0, 2 * min(a / b, 1))"), Full),
        out_of_two(expr("max(2 - 0.25 * a, 0) - 0.5 * round(b / 40, 1)"), Zero),
        out_of_two(expr("abs(a - b) / 40"), Zero),
        out_of_two(expr("if(a > b and not (a > 60), 2, if(a = b, 1, 0))"), Zero),
        out_of_two(expr("if(a != 7 or b < 3, 1, 2)"), Zero),
        out_of_two(expr("(a - b) / (a + 3 * b)"), Zero),
        out_of_two(expr("min(0.3 * a, max(1, 2 - 0.1 * b))"), Zero),
        out_of_two(expr("1 - (3 - a) / -7"), Zero),
        out_of_two(expr("round(a / 12, 0) * 0.5"), Zero),
        out_of_two(expr("0.1 * sum(min(a, 4), b)"), Zero),
    ];
    for rule in &rules {
        let mut answers = 0;
        for a in [0, 1, 3, 7, 12, 49, 50, 98] {
            for b in [0, 1, 6, 7, 40, 100] {
                answers += compare(rule, a, b);
            }
        }
        assert!(answers > 10, "{answers} answers only: {rule:?}");
    }
}

/// `relative` as it lowers: by rank, by distance, by share of the best.
fn relative(figures: &str, better_is_higher: bool) -> Expr {
    let value = expr("a / 10");
    let peer = |figure| Expr::Peer(figure, Box::new(value.clone()));
    let minus = |a, b| Expr::apply(Op::Subtract, a, b);
    let (best, worst) = match better_is_higher {
        true => (peer(PeerFigure::Max), peer(PeerFigure::Min)),
        false => (peer(PeerFigure::Min), peer(PeerFigure::Max)),
    };
    let ahead = if better_is_higher { PeerFigure::Above } else { PeerFigure::Below };
    let others = || minus(peer(PeerFigure::Count), Expr::whole(1));
    let (above, below) = match figures {
        "rank" => (minus(others(), peer(ahead)), others()),
        "min_max" => (minus(Expr::It, worst.clone()), minus(best, worst)),
        _ if better_is_higher => (Expr::It, best),
        _ => (best, Expr::It),
    };
    let share = Expr::apply(Op::Divide, above, below);
    let body = Expr::apply(Op::Multiply, Expr::whole(2), share);
    out_of_two(Expr::with_it(value, body), crate::expr::ZeroBase::Full)
}

#[test]
fn a_place_among_the_units_moves_the_peers_too() {
    for figures in ["rank", "min_max", "share"] {
        for higher in [true, false] {
            let rule = relative(figures, higher);
            let mut answers = 0;
            for own in [1, 4, 9, 20, 33, 60] {
                let all = [own, 2, 9, 20, 20, 41].map(|n| Exact::fraction(n, 10).unwrap());
                let mut before = world(own, 0);
                before.peers = Some(PeerStats::new(all.to_vec()));
                answers += usize::from(agrees_among_peers(&rule, own, &before));
            }
            assert!(answers >= 3, "{figures} {higher}: {answers}");
        }
    }
}

/// Peers are made anew for every step that is tried.
fn agrees_among_peers(rule: &Expr, own: i64, world: &World) -> bool {
    let earned = points(rule, world).unwrap();
    let key = Key::new("a");
    let (input, now) = (Input::Item(&key), whole(own));
    let breakpoints = Breakpoints { rule, env: world, input, kind: &DataKind::Count, now: &now };
    let found = breakpoints.smallest(Goal::MoreThan(&earned));
    let good = |step: i64| {
        let all = [step, 2, 9, 20, 20, 41].map(|n| Exact::fraction(n, 10).unwrap());
        let items = [("a".to_string(), whole(step))].into_iter().collect();
        let changed = World { items, peers: Some(PeerStats::new(all.to_vec())) };
        points(rule, &changed).filter(|p| *p > earned).map(|p| (step, p))
    };
    let wanted =
        (1..100).find_map(|d| [own + d, own - d].into_iter().filter(|s| *s >= 0).find_map(good));
    let found = found.map(|change| (change.to, change.points));
    assert_eq!(found, wanted.map(|(step, p)| (whole(step), p)), "{rule:?} of {own}");
    found.is_some()
}

fn date(text: &str) -> Value {
    Value::Date(Date::parse_from_str(text, "%Y-%m-%d").unwrap())
}

fn change(rule: &Expr, kind: DataKind, now: Value) -> Option<(Value, String)> {
    let items = [("a".to_string(), now.clone())].into_iter().collect();
    let world = World { items, peers: None };
    let earned = points(rule, &world)?;
    let key = Key::new("a");
    let breakpoints =
        Breakpoints { rule, env: &world, input: Input::Item(&key), kind: &kind, now: &now };
    let found = breakpoints.smallest(Goal::MoreThan(&earned))?;
    Some((found.to, found.points.to_string()))
}

#[test]
fn dates_answers_and_shares_have_their_own_steps() {
    let due = Expr::Date(Date::from_ymd_opt(2020, 1, 31).unwrap());
    let late = Expr::Call(crate::expr::Function::Days, vec![due.clone(), Expr::It]);
    let arms = vec![
        Arm {
            when: Expr::Call(crate::expr::Function::NotDone, vec![Expr::It]),
            then: Expr::whole(0),
        },
        Arm { when: Expr::apply(Op::AtMost, Expr::It, due), then: Expr::whole(2) },
        Arm { when: Expr::apply(Op::AtMost, late, Expr::whole(15)), then: Expr::whole(1) },
    ];
    let deadline = Expr::with_it(Expr::item("a"), Expr::cases(arms, Expr::whole(0)));
    let late = |day: &str| change(&deadline, DataKind::Date, date(day));
    assert_eq!(late("2020-03-20"), Some((date("2020-02-15"), "1".into())));
    assert_eq!(late("2020-02-15"), Some((date("2020-01-31"), "2".into())));
    assert_eq!(late("2020-01-31"), None);
    let never = change(&deadline, DataKind::Date, Value::YesNo(false));
    assert_eq!(never, Some((date("2020-02-15"), "1".into())));

    let yes = expr("if(a, 2, 0)");
    assert_eq!(
        change(&yes, DataKind::YesNo, Value::YesNo(false)),
        Some((Value::YesNo(true), "2".into()))
    );
    assert_eq!(change(&yes, DataKind::YesNo, Value::YesNo(true)), None);

    let options = vec!["Tốt".to_string(), "Khá".to_string(), "Kém".to_string()];
    let choice = expr("if(a = \"Tốt\", 2, if(a = \"Khá\", 1, 0))");
    assert_eq!(
        change(&choice, DataKind::Choice(options), Value::Text("Kém".into())),
        Some((Value::Text("Khá".into()), "1".into()))
    );

    let share = |text: &str| Value::Number(Exact::from_decimal(text).unwrap());
    let from = expr("if(a >= 90%, 2, 0)");
    let above = expr("if(a > 90%, 2, 0)");
    let of = |rule: &Expr| change(rule, DataKind::Percent, share("0.89973"));
    assert_eq!(of(&from), Some((share("0.9"), "2".into())));
    assert_eq!(of(&above), Some((share("0.90001"), "2".into())));
}

#[test]
fn what_cannot_be_inverted_gets_no_answer() {
    let counts = |text: &str| change(&expr(text), DataKind::Count, whole(5));
    // Squares, and what other nodes earn.
    assert_eq!(counts("min(a * a / 100, 2)"), None);
    assert_eq!(counts("min(a / 10, points(\"1.1\"))"), None);
    assert!(counts("min(a / 10, 2)").is_some());
}
