//! Every rule kind at its boundaries and in every state, from text to points.

use std::collections::BTreeMap;

use parindex::document::{self, At};
use parindex::expr::{Env, Expr, Names, OfRound, PeerStats, Roundings, SurveyOf, evaluate};
use parindex::problem::Problems;
use parindex::rules::{Context, RULES, lower};
use parindex::source::Source;
use parindex::terms::{Date, Exact, Key};
use parindex::value::{DataKind, Gap, Outcome, Value};

fn exact(text: &str) -> Exact {
    match text.split_once('/') {
        Some((a, b)) => exact(a).checked_div(&exact(b)).unwrap(),
        None => Exact::from_decimal(text).unwrap(),
    }
}

/// What the tests let a rule see.
#[derive(Default)]
struct World {
    items: BTreeMap<String, Outcome>,
    survey: Option<Exact>,
    peers: Vec<(Expr, PeerStats)>,
}

impl Env for World {
    fn item(&self, key: &Key) -> Outcome {
        self.items.get(key.as_str()).cloned().unwrap_or(Err(Gap::Missing))
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }

    fn survey(&self, _: &str, _: &SurveyOf) -> Outcome {
        self.survey.clone().map(Value::Number).ok_or(Gap::NotApplicable)
    }

    fn peers(&self, inner: &Expr) -> Option<&PeerStats> {
        self.peers.iter().find(|(e, _)| e == inner).map(|(_, s)| s)
    }
}

fn kind_of(key: &str) -> Option<DataKind> {
    Some(match key {
        "a" | "b" | "n" => DataKind::Count,
        "x" => DataKind::Number,
        "yes" | "done" | "other" => DataKind::YesNo,
        "day" => DataKind::Date,
        "level" => DataKind::Choice(vec!["Có".into(), "Một phần".into(), "Không".into()]),
        _ => return None,
    })
}

/// The rule's expression for a leaf of at most 2 points, or the codes of what is wrong.
fn rule(text: &str) -> Result<Expr, Vec<&'static str>> {
    rule_between("0", "2", text)
}

fn rule_between(min: &str, max: &str, text: &str) -> Result<Expr, Vec<&'static str>> {
    let source = Source::new("test.toml", text);
    let mut problems = Problems::default();
    let table = document::parse(&source, &mut problems);
    let keys: Vec<String> = ["a", "b", "n", "x", "done", "other", "day", "level"]
        .iter()
        .map(|k| k.to_string())
        .collect();
    let (min, max) = (exact(min), exact(max));
    let names = Names {
        item: &kind_of,
        keys: &keys,
        node: &|code| code.as_str() == "1.1",
        round: &OfRound::default(),
    };
    let context =
        Context { min: &min, max: &max, names, rounding: Roundings::default(), full_for: None };
    let lowered = lower(&source, &At::new(&table.value, table.span), &context, &mut problems);
    let codes: Vec<_> = problems.iter().map(|p| p.kind.code).collect();
    match lowered {
        Some(rule) if codes.is_empty() => Ok(rule.expr),
        _ => Err(codes),
    }
}

fn value(text: &str) -> Outcome {
    match text {
        "missing" => Err(Gap::Missing),
        "unreadable" => Err(Gap::Unreadable),
        "n/a" => Err(Gap::NotApplicable),
        "yes" => Ok(Value::YesNo(true)),
        "no" => Ok(Value::YesNo(false)),
        _ => match Date::parse_from_str(text, "%Y-%m-%d") {
            Ok(date) => Ok(Value::Date(date)),
            Err(_) => match text.chars().next() {
                Some('0'..='9' | '-') => Ok(Value::Number(exact(text))),
                _ => Ok(Value::Text(text.into())),
            },
        },
    }
}

/// `"a=1 b=2"` → points, or the state's word.
fn points(expr: &Expr, given: &str) -> String {
    let mut world = World::default();
    for pair in given.split(';').filter(|p| !p.is_empty()) {
        let (key, text) = pair.split_once('=').unwrap();
        if key == "survey" {
            world.survey = Some(exact(text));
        } else {
            world.items.insert(key.to_string(), value(text));
        }
    }
    outcome_text(&evaluate(expr, &world).0)
}

fn outcome_text(outcome: &Outcome) -> String {
    match outcome {
        Ok(Value::Number(n)) => n.to_plain(),
        Ok(other) => panic!("points must be a number: {other:?}"),
        Err(gap) => gap.key().to_string(),
    }
}

#[track_caller]
fn check(text: &str, cases: &[(&str, &str)]) {
    let expr = rule(text).unwrap_or_else(|codes| panic!("{text}: {codes:?}"));
    for (given, expected) in cases {
        assert_eq!(points(&expr, given), *expected, "{text} given {given}");
    }
}

#[test]
fn yes_no() {
    let text = "kind = 'yes_no'\nvalue = 'done'";
    check(
        text,
        &[
            ("done=yes", "2"),
            ("done=no", "0"),
            ("done=missing", "missing"),
            ("done=unreadable", "unreadable"),
            ("done=n/a", "not_applicable"),
        ],
    );
}

#[test]
fn checklist() {
    let some = "kind = 'checklist'\nitems = [{ value = 'done', points = 0.5 }, { value = 'other', points = 1.5 }]";
    check(
        some,
        &[
            ("done=yes;other=yes", "2"),
            ("done=yes;other=no", "0.5"),
            ("done=no;other=no", "0"),
            ("done=yes", "missing"),
        ],
    );
    let all = "kind = 'checklist'\nall = true\nitems = [{ value = 'done' }, { value = 'other' }]";
    check(all, &[("done=yes;other=yes", "2"), ("done=yes;other=no", "0"), ("done=yes", "missing")]);
}

#[test]
fn steps() {
    let text = "kind = 'steps'\nvalue = 'a / b'\nzero_base = 'zero'\nsteps = [{ from = '98%', points = 2 }, { above = '70%', points = 1 }]";
    check(
        text,
        &[
            ("a=98;b=100", "2"),
            ("a=49;b=50", "2"),
            ("a=97;b=100", "1"),
            ("a=70;b=100", "0"),
            ("a=71;b=100", "1"),
            ("a=0;b=0", "0"),
            ("a=3;b=0", "unreadable"),
            ("a=3", "missing"),
            ("a=unreadable", "unreadable"),
        ],
    );
    let low = "kind = 'steps'\nvalue = 'n'\nsteps = [{ upto = 0, points = 2 }, { below = 5, points = 1 }]\notherwise = 0.5";
    check(low, &[("n=0", "2"), ("n=4", "1"), ("n=5", "0.5")]);
}

#[test]
fn proportional() {
    let text = "kind = 'proportional'\nvalue = 'a / b'\nzero_base = 'not_applicable'\ntarget = '90%'\nfloor = '45%'";
    check(
        text,
        &[
            ("a=90;b=100", "2"),
            ("a=100;b=100", "2"),
            ("a=60;b=100", "4/3"),
            ("a=45;b=100", "1"),
            ("a=44;b=100", "0"),
            ("a=0;b=0", "not_applicable"),
        ],
    );
}

#[test]
fn linear() {
    let text = "kind = 'linear'\nvalue = 'x'\nfrom = 10\nto = 4\npoints = [0, 2]";
    check(text, &[("x=10", "0"), ("x=11", "0"), ("x=4", "2"), ("x=3", "2"), ("x=7", "1")]);
    let up = "kind = 'linear'\nvalue = 'x'\nfrom = '50%'\nto = '80%'";
    check(up, &[("x=0.5", "0"), ("x=0.8", "2"), ("x=0.6", "2/3")]);
}

#[test]
fn count_and_deduction() {
    let count = "kind = 'count'\nvalue = 'n'\neach = 0.25";
    check(count, &[("n=0", "0"), ("n=3", "0.75"), ("n=8", "2"), ("n=100", "2"), ("", "missing")]);
    let off = "kind = 'deduction'\nvalue = 'n'\neach = 0.5";
    check(off, &[("n=0", "2"), ("n=3", "0.5"), ("n=9", "0")]);
    let below = rule_between("-0.25", "1", "kind = 'deduction'\nvalue = 'n'\neach = 0.5");
    assert_eq!(points(&below.unwrap(), "n=9"), "-0.25");
}

#[test]
fn deadline() {
    let text = "kind = 'deadline'\nvalue = 'day'\ndue = 2020-07-31\nlate = [{ days = 15, points = 1 }, { days = 30, points = 0.5 }]\nnever = 0.25";
    check(
        text,
        &[
            ("day=2020-07-31", "2"),
            ("day=2020-08-01", "1"),
            ("day=2020-08-15", "1"),
            ("day=2020-08-16", "0.5"),
            ("day=2020-08-30", "0.5"),
            ("day=2020-08-31", "0"),
            ("day=no", "0.25"),
            ("", "missing"),
        ],
    );
}

#[test]
fn compare_and_choice() {
    let text = "kind = 'compare'\nvalue = 'x'\nwith = 'n'\nless = 2\nequal = 1\nmore = 0";
    check(text, &[("x=1;n=2", "2"), ("x=2;n=2", "1"), ("x=2.5;n=2", "0"), ("x=1", "missing")]);
    let choice =
        "kind = 'choice'\nvalue = 'level'\noptions = { 'Có' = 2, 'Một phần' = 1, 'Không' = 0 }";
    check(
        choice,
        &[("level=Có", "2"), ("level=Một phần", "1"), ("level=Không", "0"), ("", "missing")],
    );
}

#[test]
fn formula() {
    let text = "kind = 'formula'\npoints = 'if(a >= 10, 2, a * 0.2)'";
    check(text, &[("a=10", "2"), ("a=5", "1")]);
    let cases = "kind = 'formula'\ncases = [{ when = 'a > b', points = 2 }, { when = 'a = b', points = 'min(a, 1)' }]\notherwise = 0.5";
    check(cases, &[("a=3;b=2", "2"), ("a=3;b=3", "1"), ("a=1;b=2", "0.5")]);
    let clamped = "kind = 'formula'\npoints = 'a - 5'";
    check(clamped, &[("a=100", "2"), ("a=0", "0")]);
}

#[test]
fn a_branch_that_is_not_taken_does_not_make_a_leaf_missing() {
    check("kind = 'formula'\npoints = 'if(done, a, b)'", &[("done=yes;a=1", "1")]);
    check(
        "kind = 'formula'\ncases = [{ when = 'done or other', points = 2 }]",
        &[("done=yes", "2"), ("other=yes", "2"), ("done=no", "missing")],
    );
}

#[test]
fn the_strongest_gap_wins() {
    let text = "kind = 'formula'\npoints = 'a + b'";
    check(
        text,
        &[
            ("a=n/a;b=missing", "missing"),
            ("a=unreadable;b=missing", "unreadable"),
            ("a=n/a;b=1", "not_applicable"),
        ],
    );
}

#[test]
fn survey() {
    let plain = "kind = 'survey'\nscheme = 's'\nof = 'index'";
    check(plain, &[("survey=0.86", "1.72"), ("", "not_applicable")]);
    let steps =
        "kind = 'survey'\nscheme = 's'\nof = 'factor:1'\nsteps = [{ from = '80%', points = 2 }]";
    check(steps, &[("survey=0.8", "2"), ("survey=0.79", "0")]);
    let line = "kind = 'survey'\nscheme = 's'\nfrom = '50%'\nto = '100%'";
    check(line, &[("survey=0.75", "1")]);
}

#[test]
fn judged_waits_for_an_appraiser() {
    check("kind = 'judged'\nlevels = { 'Tốt' = '75%' }", &[("", "pending")]);
}

#[test]
fn relative() {
    let values = ["10", "20", "20", "40"];
    let of = |text: &str, own: &str| {
        let expr = rule(text).unwrap();
        let stats = PeerStats::new(values.iter().map(|v| exact(v)).collect());
        let mut world = World::default();
        world.items.insert("x".into(), value(own));
        world.peers.push((Expr::item("x"), stats));
        outcome_text(&evaluate(&expr, &world).0)
    };
    let with = |method: &str, better: &str| {
        format!(
            "kind = 'relative'\nvalue = 'x'\nmethod = '{method}'\nbetter = '{better}'\nzero_base = 'zero'"
        )
    };
    assert_eq!(of(&with("min_max", "higher"), "20"), "2/3");
    assert_eq!(of(&with("min_max", "lower"), "20"), "4/3");
    assert_eq!(of(&with("rank", "higher"), "20"), "4/3");
    assert_eq!(of(&with("rank", "higher"), "40"), "2");
    assert_eq!(of(&with("rank", "higher"), "10"), "0");
    assert_eq!(of(&with("share_of_best", "higher"), "10"), "0.5");
    assert_eq!(of(&with("share_of_best", "lower"), "20"), "1");
    assert_eq!(of(&with("min_max", "higher"), "missing"), "missing");
}

#[test]
fn equal_peers_all_get_the_maximum() {
    let text = "kind = 'relative'\nvalue = 'x'\nmethod = 'min_max'\nbetter = 'higher'";
    let expr = rule(text).unwrap();
    let mut world = World::default();
    world.items.insert("x".into(), value("7"));
    world.peers.push((Expr::item("x"), PeerStats::new(vec![exact("7"), exact("7")])));
    assert_eq!(outcome_text(&evaluate(&expr, &world).0), "2");
}

#[test]
fn what_a_set_may_not_say_is_refused() {
    let refused = |text: &str| rule(text).unwrap_err();
    assert_eq!(refused("kind = 'yesno'\nvalue = 'done'"), ["E-RULE-KIND"]);
    assert_eq!(refused("kind = 'yes_no'"), ["E-TOML-MISSING-KEY"]);
    assert_eq!(refused("kind = 'yes_no'\nvalue = 'done'\nvaleu = 1"), ["E-TOML-UNKNOWN-KEY"]);
    assert_eq!(refused("kind = 'yes_no'\nvalue = 'doen'"), ["E-EXPR-NAME"]);
    assert_eq!(refused("kind = 'yes_no'\nvalue = 'a'"), ["E-EXPR-TYPE"]);
    assert_eq!(refused("kind = 'yes_no'\nvalue = 'done'\npoints = 3"), ["E-RULE-POINTS"]);
    assert_eq!(refused("kind = 'proportional'\nvalue = 'a / b'"), ["E-ZERO-BASE-UNDECIDED"]);
    assert_eq!(refused("kind = 'formula'\npoints = 'points(\"9.9\")'"), ["E-EXPR-NODE"]);
    assert_eq!(refused("kind = 'formula'\npoints = '2 / max(\"1.1\")'"), ["E-ZERO-BASE-UNDECIDED"]);
    let steps = |list: &str| refused(&format!("kind = 'steps'\nvalue = 'a'\nsteps = [{list}]"));
    assert_eq!(steps("{ from = 1, points = 1 }, { from = 2, points = 2 }"), ["E-STEPS-ORDER"]);
    assert_eq!(steps("{ from = 2, points = 2 }, { from = 2, points = 1 }"), ["E-STEPS-ORDER"]);
    assert_eq!(steps("{ from = 2, points = 2 }, { below = 1, points = 1 }"), ["E-STEPS-DIRECTION"]);
    assert_eq!(steps("{ from = 2, below = 3, points = 2 }"), ["E-STEPS-BOUND"]);
    assert_eq!(
        refused("kind = 'choice'\nvalue = 'level'\noptions = { 'Có' = 2, 'Khác' = 1 }"),
        ["E-CHOICE-OPTIONS"]
    );
}

#[test]
fn the_arithmetic_of_the_trace_adds_up() {
    let text = "kind = 'proportional'\nvalue = '1 - a / b'\nzero_base = 'full'\ntarget = '80%'";
    let expr = rule(text).unwrap();
    let mut world = World::default();
    world.items.insert("a".into(), value("8"));
    world.items.insert("b".into(), value("24"));
    let (outcome, trace) = evaluate(&expr, &world);
    let value_line = trace.value.unwrap();
    assert_eq!(value_line.arithmetic, "1 - 8 / 24");
    assert_eq!(outcome_text(&value_line.result), "2/3");
    let points_line = trace.points.unwrap();
    assert_eq!(points_line.arithmetic, "2 * min((2/3) / 0.8, 1)");
    assert_eq!(points_line.result, outcome);
    let again = parindex::expr::parse(&points_line.arithmetic).unwrap().expr;
    assert_eq!(evaluate(&again, &World::default()).0, outcome);
}

#[test]
fn every_kind_of_rule_is_tested_here() {
    let text = include_str!("rules.rs");
    for kind in RULES {
        assert!(text.contains(&format!("kind = '{}'", kind.name)), "{} is not tested", kind.name);
    }
}
