//! One small sound set, and for every problem the smallest change that brings it about.

use super::{from_toml, schema};
use crate::problem::{Level, Problem, Problems};
use crate::source::Source;
use crate::terms::Lang;

const GOOD: &str = r#"schema = 1
[set]
id = "t"
title = "Thử"
year = 2020
total = 5
[[class]]
name = "Tốt"
from = 80
every_field = "70%"
[[class]]
name = "Khá"
from = "65%"
[data]
hs = { label = "Hồ sơ", unit = "hồ sơ", type = "count" }
tre = { label = "Trễ hạn", unit = "hồ sơ", type = "count" }
[[check]]
that = "tre <= hs"
message = "Trễ hạn nhiều hơn hồ sơ"
[1]
name = "Một"
max = 5
appraiser = "nv"
proof = "Báo cáo"
source = "Điều 1"
[1.1]
name = "Một một"
[1.1.1]
name = "Đúng hạn"
max = 2
na = "exclude"
guide = "Từ 98%: 2 điểm; trên 90%: 1 điểm"
[1.1.1.rule]
kind = "steps"
value = "1 - tre / hs"
zero_base = "not_applicable"
steps = [{ from = "98%", points = 2 }, { above = "90%", points = 1 }]
[[1.1.1.example]]
given = { hs = 100, tre = 1 }
points = 2
[[1.1.1.example]]
given = { hs = 0, tre = 0 }
state = "not_applicable"
[[1.1.1.example]]
given = { hs = 0 }
state = "missing"
[1.1.10]
name = "Một nửa điểm của 1.1.2"
max = 1
rule = { kind = "formula", points = "points('1.1.2') / 2" }
example = [{ given = { lam = "có" }, points = 1 }, { given = { lam = false }, points = 0 }]
[1.1.2]
name = "Có làm"
max = 2
rule = { kind = "yes_no", value = "lam" }
data = { lam = { label = "Có làm không", type = "yes_no" } }
[9]
name = "Thưởng"
kind = "bonus"
max = 1
[9.1]
name = "Sáng kiến"
max = 1
appraiser = "nv"
proof = "Quyết định"
source = "Điều 9"
requires = ["1.1.1"]
rule = { kind = "judged" }
"#;

fn codes(text: &str, base: Option<&str>) -> Vec<&'static str> {
    let source = Source::new("set.toml", text);
    let base = base.map(|text| Source::new("base.toml", text));
    let mut problems = Problems::default();
    let rubric = from_toml(&source, base.as_ref(), &mut problems);
    // an example that does not hold is told, and keeps nobody from the ranking
    let of_example = |p: &&Problem| crate::problem::kinds::rubric::EXAMPLES.contains(&&p.kind);
    let errors = problems.iter().filter(|p| p.kind.level == Level::Error);
    let refused = errors.filter(|p| !of_example(p)).count() > 0;
    assert_eq!(rubric.is_none(), refused, "refused if and only if there are errors");
    for problem in problems.iter() {
        for text in [Lang::Vi, Lang::En].map(|l| problem.message(l) + &problem.help(l)) {
            let bare = text.replace("{ label = \"…\", type = \"…\" }", "");
            assert!(!bare.contains('{'), "an unfilled place: {text}");
        }
    }
    problems.sorted().iter().map(|p| p.kind.code).collect()
}

#[test]
fn a_sound_set_is_read_whole() {
    let source = Source::new("set.toml", GOOD);
    let rubric = from_toml(&source, None, &mut Problems::default()).unwrap();
    let all: Vec<&str> = rubric.nodes.iter().map(|n| n.code.as_str()).collect();
    assert_eq!(all, ["1", "1.1", "1.1.1", "1.1.2", "1.1.10", "9", "9.1"]);
    let order: Vec<&str> =
        rubric.scoring_order.iter().map(|at| rubric.nodes[*at].code.as_str()).collect();
    assert_eq!(order, ["1.1.1", "1.1.2", "1.1.10", "9.1"]);
    assert_eq!(rubric.classes[1].from.to_plain(), "65");
    assert_eq!(rubric.nodes[1].max.to_plain(), "5");
    let (_, _, leaf) = rubric.leaves().next().unwrap();
    assert_eq!(leaf.appraiser.as_ref().map(|a| a.as_str()), Some("nv"));
    assert_eq!(leaf.examples.len(), 3);
    assert_eq!(rubric.items[2].leaf.as_ref().map(|c| c.as_str()), Some("1.1.2"));
    assert_eq!(codes(GOOD, None), [""; 0]);
}

#[test]
fn every_fault_has_its_code() {
    let cases: &[(&str, &str, &str)] = &[
        ("E-TOML-SCHEMA", "schema = 1", "schema = 2"),
        ("E-TOML-UNKNOWN-KEY", "na = \"exclude\"", "nna = \"exclude\""),
        ("E-TOML-MISSING-KEY", "year = 2020\n", ""),
        ("E-TOML-TYPE", "kind = \"bonus\"", "kind = \"bonus\"\n3 = 4"),
        ("E-SET-NODE-NAME", "name = \"Một một\"", ""),
        ("E-SET-NODE-KIND", "name = \"Một một\"", "name = \"M\"\nkind = \"bonus\""),
        ("E-SET-NODE-TWICE", "[9.1]", "[\"9.1\"]\nname = \"Trùng\"\n[9.1]"),
        ("E-SET-DEPTH", "[9.1]", "[\"9.2.1.1.1.1.1.1.1.1.1\"]\n[9.1]"),
        ("E-SET-LEAF-KEY", "name = \"Một một\"", "name = \"M\"\nmin = 0"),
        ("E-SET-NO-RULE", "rule = { kind = \"judged\" }", ""),
        ("E-SET-NO-MAX", "kind = \"bonus\"\nmax = 1", "kind = \"bonus\""),
        ("E-SET-BOUNDS", "requires =", "min = 1\nrequires ="),
        ("E-SET-SUM", "max = 5", "max = 6"),
        ("E-SET-TOTAL", "total = 5", "total = 100"),
        ("W-SET-CAP", "kind = \"bonus\"\nmax = 1", "kind = \"bonus\"\nmax = 3"),
        ("E-SET-REMOVE", "[9.1]\n", "[9.1]\nremove = true\n"),
        ("E-SET-ITEM-KEY", "[data]\n", "[data]\nmin = { label = \"x\", type = \"text\" }\n"),
        ("E-SET-ITEM-TWICE", "[data]\n", "[data]\nlam = { label = \"x\", type = \"yes_no\" }\n"),
        ("E-SET-ITEM-OPTIONS", "[data]\n", "[data]\nx = { label = \"x\", type = \"choice\" }\n"),
        ("W-SET-ITEM-UNUSED", "[data]\n", "[data]\nx = { label = \"x\", type = \"count\" }\n"),
        ("E-SET-REACH-MAX", "value = \"lam\"", "value = \"lam\", points = 1"),
        ("E-SET-SHARE-BOUND", "from = \"98%\"", "from = 98"),
        ("W-SET-REACH-ZERO", "points('1.1.2') / 2", "max(points('1.1.2') / 2, 0.5)"),
        ("W-SET-REACH-MIN", "name = \"Có làm\"", "name = \"Có làm\"\nmin = -1"),
        ("W-SET-LEAF-LACKS", "proof = \"Quyết định\"\n", ""),
        ("N-STEPS-BOUND", "Từ 98%", "Trên 98%"),
        (
            "E-SET-CYCLE",
            "{ kind = \"yes_no\", value = \"lam\" }",
            "{ kind = \"formula\", points = \"if(lam, points('1.1'), 0)\" }",
        ),
        ("E-SET-REQUIRES-UNKNOWN", "[\"1.1.1\"]", "[\"1.1.7\"]"),
        ("E-SET-REQUIRES-SELF", "[\"1.1.1\"]", "[\"9\"]"),
        ("E-CLASS-ORDER", "from = \"65%\"", "from = 80"),
        ("E-CLASS-UNREACHABLE", "from = 80", "from = 101"),
        ("E-CLASS-UNREACHABLE", "\"70%\"", "70"),
        ("E-CLASS-TWICE", "name = \"Khá\"", "name = \"Tốt\""),
        (
            "E-EXAMPLE-DIFFERS",
            "tre = 1 }",
            "tre = 2.0 }\npoints = 2\n[[1.1.1.example]]\ngiven = { hs = 100, tre = 3 }",
        ),
        ("E-EXAMPLE-KEY", "tre = 1 }", "trẻ = 1 }"),
        ("E-EXAMPLE-VALUE", "tre = 1 }", "tre = \"1%\" }"),
        ("E-EXAMPLE-EXPECTS", "state = \"missing\"", ""),
        ("E-ZERO-BASE-UNDECIDED", "zero_base = \"not_applicable\"\n", ""),
        ("E-RULE-KIND", "\"judged\"", "\"judge\""),
        ("E-EXPR-NAME", "tre <= hs", "tre <= hss"),
    ];
    for (code, from, to) in cases {
        let text = GOOD.replacen(from, &to.replace("trẻ", "\"trẻ\""), 1);
        assert_ne!(text, GOOD, "{code}: nothing was changed");
        assert!(codes(&text, None).contains(code), "{code} not in {:?}", codes(&text, None));
    }
    assert!(codes("schema = 1\n[set]\nid = \"x\"", None).contains(&"E-SET-EMPTY"));
}

#[test]
fn one_run_reports_the_faults_of_all_leaves() {
    let text =
        GOOD.replace("\"yes_no\", value", "\"yes-no\", value").replace("98%\", p", "80%\", p");
    let found = codes(&text, None);
    assert!(found.contains(&"E-RULE-KIND") && found.contains(&"E-STEPS-ORDER"), "{found:?}");
    let syntax = GOOD.replace("year = 2020", "year = = 2020").replace("\"judged\"", "\"judge\"");
    assert_eq!(codes(&syntax, None).last(), Some(&"E-RULE-KIND"));
}

#[test]
fn an_overlay_wins_key_by_key() {
    let overlay = r#"schema = 1
[set]
id = "riêng"
extends = "base.toml"
[data]
tre = { label = "Số hồ sơ trễ", unit = "hồ sơ", type = "count" }
[1.1.1]
name = "Đúng hạn (riêng)"
[9.1]
remove = true
[9.2]
name = "Mới"
max = 1
rule = { kind = "judged", by = "tp" }
source = "x"
proof = "y"
"#;
    let (source, base) = (Source::new("set.toml", overlay), Source::new("base.toml", GOOD));
    let mut problems = Problems::default();
    let rubric = from_toml(&source, Some(&base), &mut problems).unwrap();
    assert!(problems.is_empty(), "{:?}", problems.iter().collect::<Vec<_>>());
    let all: Vec<&str> = rubric.nodes.iter().map(|n| n.code.as_str()).collect();
    assert_eq!(all, ["1", "1.1", "1.1.1", "1.1.2", "1.1.10", "9", "9.2"]);
    assert_eq!(rubric.nodes[2].name, "Đúng hạn (riêng)");
    assert_eq!((rubric.id.as_str(), rubric.title.as_str()), ("riêng", "Thử"));
    assert_eq!(rubric.items[1].label, "Số hồ sơ trễ");
    assert_eq!(codes(overlay, Some(overlay))[0], "E-SET-EMPTY".replace("EMPTY", "EXTENDS-CHAIN"));
    let broken = GOOD.replace("1 - tre / hs", "1 - tre / hồ");
    let mut problems = Problems::default();
    assert!(from_toml(&source, Some(&Source::new("base.toml", broken)), &mut problems).is_none());
    assert_eq!(problems.iter().next().map(|p| p.place.file.as_str()), Some("base.toml"));
}

#[test]
fn the_schema_knows_every_rule() {
    let schema = schema();
    let kinds = schema.pointer("/$defs/rule/oneOf").and_then(|v| v.as_array()).unwrap();
    assert_eq!(kinds.len(), crate::rules::RULES.len());
    assert!(schema.pointer("/$defs/node/properties/example/items/properties/given").is_some());
}

#[test]
fn hostile_headers_are_refused() {
    let deep = format!("[{}]", ["1"; 20_000].join("."));
    for text in [deep.clone(), deep.replace("[", "[\"").replace("]", "\"]"), "[".repeat(9999)] {
        assert!(!codes(&format!("{GOOD}\n{text}"), None).is_empty());
    }
}
