use super::*;

const GOOD: &str = r#"
schema = 1
[round]
id = "hoa-thanh-2020"
year = 2020
title = "Chỉ số"
period = { from = 2020-01-01, to = 2020-12-31 }
[[agency]]
id = "tu-phap"
name = "Phòng Tư pháp"
[[block]]
id = "xa-phuong"
name = "Khối xã, phường"
criteria = "xp.toml"
[[unit]]
id = "long-hoa"
name = "Phường Long Hoa"
block = "xa-phuong"
aliases = ["P. Long Hoa"]
tags = ["phuong"]
"#;

fn read_text(text: &str) -> (Option<Round>, Vec<(&'static str, usize)>) {
    let mut problems = Problems::default();
    let round = from_toml(&Source::new("round.toml", text), &mut problems);
    let found = problems.iter().map(|p| (p.kind.code, p.place.line.unwrap_or(0))).collect();
    (round, found)
}

#[test]
fn a_small_round_has_the_defaults() {
    let (round, problems) = read_text(GOOD);
    assert_eq!(problems, []);
    let round = round.unwrap();
    assert_eq!(round.rules, RoundRules::default());
    assert_eq!((round.units[0].block, round.illustration), (0, false));
    assert!(round.evidence.is_empty() && round.units_file.is_none());
}

#[test]
fn all_problems_come_in_one_run() {
    let text = r#"schema = 1
[round]
id = "Hoà Thành"
year = 20200
titel = "x"
period = { from = 2020-12-31, to = 2020-01-01 }
deadline = "31/12/2020"
[rules]
ties = "densee"
decimals = 9
[[agency]]
id = "con"
name = " "
[[block]]
id = "a"
name = "A"
criteria = "a.toml"
[[unit]]
id = "u"
name = "Xã Hòa An"
block = "aa"
[[unit]]
id = "u"
name = "xã Hoà An"
block = "a"
aliases = ["P. B"]
[[unit]]
id = "b"
name = "Phường B"
block = "a"
"#;
    let (round, mut problems) = read_text(text);
    assert!(round.is_none());
    problems.sort_by_key(|(code, line)| (*line, *code));
    let expected = [
        ("E-TOML-MISSING-KEY", 2),
        ("E-ID-FORM", 3),
        ("E-ROUND-YEAR", 4),
        ("E-TOML-UNKNOWN-KEY", 5),
        ("E-ROUND-PERIOD", 6),
        ("E-TOML-DATE", 7),
        ("E-TOML-CHOICE", 9),
        ("E-ROUND-DECIMALS", 10),
        ("E-ID-RESERVED", 12),
        ("E-ROUND-BLANK", 13),
        ("E-ROUND-BLOCK", 21),
        ("E-ID-TWICE", 23),
        ("E-ALIAS-SHARED", 26),
    ];
    assert_eq!(problems, expected);
}

#[test]
fn a_name_is_of_one_unit_of_its_block() {
    let other = "[[block]]\nid = \"khac\"\nname = \"Khối khác\"\ncriteria = \"xp.toml\"\n";
    for (block, is_twice) in [("xa-phuong", true), ("khac", false)] {
        let unit =
            format!("[[unit]]\nid = \"hai\"\nname = \"Phường Long Hoa\"\nblock = \"{block}\"\n");
        let codes = read_text(&format!("{GOOD}{other}{unit}")).1;
        let told = codes.iter().any(|(code, _)| *code == "E-NAME-TWICE");
        assert_eq!(told, is_twice, "{block}: {codes:?}");
    }
}

#[test]
fn units_come_one_way() {
    let without = GOOD.split("[[unit]]").next().unwrap().to_string();
    assert_eq!(read_text(&without).1, [("E-ROUND-EMPTY", 1)]);
    let sheet = without.replace("schema = 1", "schema = 1\nunits = \"units.xlsx\"");
    let (round, problems) = read_text(&sheet);
    assert_eq!(problems, []);
    assert_eq!(round.unwrap().units_file.as_deref(), Some("units.xlsx"));
    let both = GOOD.replace("schema = 1", "schema = 1\nunits = \"units.xlsx\"");
    assert_eq!(read_text(&both).1, [("E-UNITS-TWICE", 3)]);
}

#[test]
fn an_empty_or_broken_file_is_refused() {
    for text in ["", "schema = 1", "[round", "round = 5\nunit = 3\nblock = \"x\"", "\u{0}"] {
        let (round, problems) = read_text(text);
        assert!(round.is_none() && !problems.is_empty(), "{text}");
    }
}

#[test]
fn the_schema_knows_every_key() {
    let schema = crate::round::schema();
    assert_eq!(schema["properties"]["unit"]["items"]["properties"]["tags"]["type"], "array");
    assert_eq!(schema["additionalProperties"], false);
    assert!(schema["required"].as_array().is_some_and(|r| r.contains(&"schema".into())));
}
