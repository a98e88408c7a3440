use super::*;
use crate::terms::Exact;

fn read(text: &str) -> (Option<Scheme>, Vec<(&'static str, Option<usize>)>) {
    let mut problems = Problems::default();
    let scheme = from_toml(&Source::new("s.toml", text), &mut problems);
    (scheme, problems.iter().map(|p| (p.kind.code, p.place.line)).collect())
}

const GOOD: &str = r#"schema = 1
[scheme]
id = "s"
title = "T"
[columns]
unit = ["Đơn vị"]
group = ["Nhóm"]
[[option]]
code = 5
label = "Rất hài lòng"
share = "100%"
[[option]]
code = "B"
label = "Khá"
share = 0.6
[[option]]
label = "Không áp dụng"
na = true
[[factor]]
id = "1"
name = "F"
[[factor.question]]
id = "c1"
text = "Q"
columns = ["C1"]
"#;

#[test]
fn the_shipped_schemes_are_sound() {
    let (sipas, problems) = read(include_str!("../../../criteria/sipas-2017.toml"));
    assert_eq!(problems, []);
    let sipas = sipas.unwrap();
    let split: Vec<usize> = sipas.factors.iter().map(|f| f.questions.len()).collect();
    assert_eq!(split, [4, 5, 6, 3, 4]);
    assert!(sipas.is_binary());
    let (officials, problems) = read(include_str!("../../../criteria/khao-sat-can-bo.toml"));
    assert_eq!(problems, []);
    let officials = officials.unwrap();
    assert_eq!(officials.options[1].share, Exact::fraction(3, 5));
    assert_eq!(officials.options[4].share, None);
    assert!(!officials.is_binary());
}

#[test]
fn defaults_are_those_of_the_method_page() {
    let (scheme, problems) = read(GOOD);
    assert_eq!(problems, []);
    let scheme = scheme.unwrap();
    assert_eq!(scheme.reading, Reading::MeanOfQuestions);
    assert_eq!(scheme.overall, Overall::Questions);
    assert_eq!(scheme.groups, Groups::MeanOfPeople);
    assert_eq!(scheme.min_n, 30);
    assert_eq!(scheme.options[0].code.as_deref(), Some("5"));
}

#[test]
fn all_problems_come_in_one_run_with_their_lines() {
    let text = GOOD
        .replace("title = \"T\"", "title = \"T\"\noverall = \"question:c9\"\nreading = \"mean\"")
        .replace("share = 0.6", "share = 1.6\naliases = [\"rất  HÀI lòng\"]")
        .replace("na = true", "na = true\nshare = 0")
        + "[[factor]]\nid = \"1\"\nname = \"G\"\n";
    let (scheme, problems) = read(&text);
    assert!(scheme.is_none());
    let expected = [
        ("E-TOML-CHOICE", Some(6)),
        ("E-SCHEME-TWICE", Some(18)),
        ("E-SCHEME-SHARE", Some(17)),
        ("E-SCHEME-SHARE", Some(22)),
        ("E-SCHEME-TWICE", Some(31)),
        ("E-SCHEME-EMPTY", Some(30)),
        ("E-SCHEME-OVERALL", Some(5)),
    ];
    assert_eq!(problems, expected);
}

#[test]
fn weights_and_groups_must_agree() {
    let with = |groups: &str, rest: &str| {
        read(
            &GOOD
                .replace("title = \"T\"", &format!("title = \"T\"\n{groups}"))
                .replace("[[option]]\ncode = 5", &format!("{rest}\n[[option]]\ncode = 5")),
        )
    };
    let (scheme, problems) = with("", "[group_weights]\n\"Lãnh đạo\" = 0.3\n\"Công chức\" = 0.7");
    assert_eq!(problems, []);
    let weights = [("Lãnh đạo", 3), ("Công chức", 7)]
        .map(|(name, tenths)| (name.to_string(), Exact::fraction(tenths, 10).unwrap()));
    assert_eq!(scheme.unwrap().groups, Groups::Weighted(weights.to_vec()));
    for (groups, rest) in [
        ("groups = \"mean_of_people\"", "[group_weights]\na = 1"),
        ("groups = \"weighted\"", ""),
        ("", "[group_weights]\na = -1\nb = 2"),
        ("group_names = [\"a\"]", ""),
    ] {
        let (scheme, problems) = with(groups, rest);
        assert!(scheme.is_none());
        assert_eq!(problems.iter().map(|p| p.0).collect::<Vec<_>>(), ["E-SCHEME-GROUPS"]);
    }
}

#[test]
fn an_empty_file_is_refused() {
    let (scheme, problems) = read("");
    assert!(scheme.is_none());
    assert!(problems.iter().any(|p| p.0 == "E-TOML-MISSING-KEY"));
}
