//! Two results side by side: a set tried on a finished round, and the years.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use parindex::compare::like::{Comparison, Last, MappedAs, proposals, years};
use parindex::report;
use parindex::results::Results;
use parindex::round::{Joined, Predecessor};
use parindex::rubric::Rubric;
use parindex::scenario::{Carry, carry, run};
use parindex::scores::Sources;
use parindex::terms::{Exact, Key, Lang};
use parindex::write::json::comparison;
use serde_json::Value;

use crate::scenario::{generated_by, whole_set};
use crate::support::{copy, root};

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = program(folder, &[arguments, &["--format", "json", "--out", "ket-qua"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text} {errors}"))
}

fn exact(value: &Value) -> Exact {
    let text = value.as_str().unwrap_or_else(|| panic!("{value}"));
    match text.split_once('/') {
        Some((a, b)) => {
            Exact::from_decimal(a).unwrap().checked_div(&Exact::from_decimal(b).unwrap()).unwrap()
        }
        None => Exact::from_decimal(text).unwrap(),
    }
}

fn sum(all: impl Iterator<Item = Exact>) -> Exact {
    all.collect::<Vec<_>>().iter().sum()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key}: {value}"))
}

/// The shipped round with its sets beside it.
fn shipped() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("data/hoa-thanh-2020"), &place.path().join("data/hoa-thanh-2020"));
    copy(&root().join("criteria"), &place.path().join("criteria"));
    let folder = place.path().to_path_buf();
    (place, folder)
}

const ROUND: &str = "data/hoa-thanh-2020";
const SET: &str = "criteria/hoa-thanh-2020/xa-phuong.toml";

/// Whatever a unit's index moves by is the sum of its leaves, and of its six parts.
fn adds_up(all: &Value) {
    for unit in list(all, "units").iter().filter(|unit| unit["comparable"] == true) {
        let [before, after] = [0, 1].map(|side| exact(&unit["exact"][side]));
        let change = exact(&unit["exact_change"]);
        assert_eq!(after - &before, change, "{unit}");
        let parts = unit["parts"].as_object().unwrap();
        assert_eq!(parts.len(), 6);
        assert_eq!(sum(parts.values().map(exact)), change, "{unit}");
    }
}

#[test]
fn the_same_set_moves_nobody() {
    let (_place, folder) = shipped();
    let all = json(&folder, &["try-set", ROUND, SET, "--block", "xa-phuong"]);
    assert_eq!(
        (all["schema"].as_str(), all["kind"].as_str()),
        (Some("parindex/comparison/1"), Some("try-set"))
    );
    assert_eq!(list(&all, "units").len(), 8);
    for unit in list(&all, "units") {
        assert_eq!(
            (&unit["exact_change"], &unit["leaves"]),
            (&"0".into(), &Value::Array(Vec::new()))
        );
        assert_eq!((&unit["rank"][0], &unit["class"][0]), (&unit["rank"][1], &unit["class"][1]));
    }
    assert!(list(&all["blocks"][0], "criteria").iter().all(|leaf| leaf["carried"] == true));
    assert!(folder.join("ket-qua/chay-thu.xlsx").exists());
    adds_up(&all);
}

/// One bound of one scale is moved: the leaf is computed for all, and exactly those move whose
/// points it gives otherwise.
#[test]
fn one_changed_step_lists_the_units_and_the_leaf_that_it_moves() {
    let (_place, folder) = shipped();
    let text = fs::read_to_string(folder.join(SET)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("steps = [{ from = ")).unwrap();
    let header = lines[..at].iter().rev().find(|line| line.ends_with(".rule]")).unwrap();
    let code = header.trim_start_matches('[').trim_end_matches(".rule]").to_string();
    let first = lines[at].split("from = \"").nth(1).unwrap().split('"').next().unwrap();
    let other = lines[at].replacen(&format!("\"{first}\""), "\"99.999%\"", 1);
    let changed: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(n, line)| if n == at { other.as_str() } else { line })
        .collect();
    fs::write(folder.join("criteria/hoa-thanh-2020/thu.toml"), changed.join("\n")).unwrap();
    let tried = ["try-set", ROUND, "criteria/hoa-thanh-2020/thu.toml", "--block", "xa-phuong"];
    let all = json(&folder, &tried);
    adds_up(&all);
    let computed: Vec<&Value> = list(&all["blocks"][0], "criteria")
        .iter()
        .filter(|leaf| leaf["carried"] == false)
        .collect();
    assert_eq!(
        computed.iter().map(|leaf| &leaf["code"]).collect::<Vec<_>>(),
        [&Value::from(code.as_str())]
    );
    for unit in list(&all, "units") {
        let leaves = list(unit, "leaves");
        assert!(leaves.iter().all(|leaf| leaf["code"] == code.as_str()), "{unit}");
        assert_eq!(leaves.is_empty(), unit["exact_change"] == "0", "{unit}");
        assert_eq!(
            sum(leaves.iter().map(|leaf| exact(&leaf["index_points"]))),
            exact(&unit["exact_change"])
        );
    }
    // What the round really comes to under that set is what was told, appraisals of the leaf apart.
    assert!(!folder.join("data/hoa-thanh-2020/criteria").exists());
    let told = program(&folder, &tried);
    assert_eq!(told.status.code(), Some(0));
}

#[test]
fn a_failing_example_is_told_and_drops_nothing() {
    let (_place, folder) = shipped();
    let text = fs::read_to_string(folder.join(SET)).unwrap();
    let at = text.find(".example]]").unwrap();
    let points = at + text[at..].find("points = ").unwrap();
    let end = points + text[points..].find('\n').unwrap();
    let wrong = format!("{}points = 0.123{}", &text[..points], &text[end..]);
    fs::write(folder.join("criteria/hoa-thanh-2020/thu.toml"), wrong).unwrap();
    let tried = ["try-set", ROUND, "criteria/hoa-thanh-2020/thu.toml", "--block", "xa-phuong"];
    let all = json(&folder, &tried);
    assert_eq!(list(&all, "units").len(), 8);
    let output = program(&folder, &[&tried[..], &["--out", "ket-qua"]].concat());
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("E-EXAMPLE") || told.contains("ví dụ"), "{told}");
}

#[test]
fn an_unknown_block_or_a_broken_set_is_told_and_nothing_is_written() {
    let (_place, folder) = shipped();
    fs::write(folder.join("hong.toml"), "schema = 1\n[set]\nid = 's'\n").unwrap();
    for (arguments, code) in [
        (vec!["try-set", ROUND, SET], "E-TRY-SET-BLOCK"),
        (vec!["try-set", ROUND, SET, "--block", "xa-phuog"], "E-TRY-SET-BLOCK"),
        (vec!["try-set", ROUND, "hong.toml", "--block", "xa-phuong"], "E-TOML-MISSING"),
        (vec!["try-set", ROUND, "khong-co.toml", "--block", "xa-phuong"], "E-FILE-MISSING"),
    ] {
        let output =
            program(&folder, &[&arguments[..], &["--format", "json", "--out", "ket-qua"]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains(code), "{code}: {told}");
        assert!(!folder.join("ket-qua/chay-thu.xlsx").exists());
    }
    let near = program(&folder, &["try-set", ROUND, SET, "--block", "xa-phuog"]);
    let told = String::from_utf8(near.stdout).unwrap();
    assert!(told.contains("xa-phuong") && told.contains("--block"), "{told}");
}

// --- the years

/// Last year under one set, this year under another; `join` says who was who.
fn pair_of_years(
    (old, new): (&str, &str),
    seeds: [u32; 2],
    join: impl Fn(&mut Results),
    then: impl Fn(&Results, &Comparison),
) {
    generated_by(old, seeds[0], 4, |before, sources| {
        generated_by(new, seeds[1], 4, |now, _| {
            let mut now = now.clone();
            join(&mut now);
            let under = |_: usize, set: &Rubric, carried: &[Carry]| {
                let moved = carry(sources, set, carried);
                Some(run(&Sources {
                    rubric: set,
                    evidence: &moved.evidence,
                    appraisals: &moved.appraisals,
                    refused: &moved.refused,
                    ..*sources
                }))
            };
            let all = years(&now, &Last { results: before, under: &under });
            then(&now, &all);
        });
    });
}

fn parts_add_up(all: &Comparison) -> usize {
    let mut compared = 0;
    for unit in &all.units {
        let Ok(parts) = &unit.parts else {
            assert_eq!((unit.change(), unit.published_change()), (None, None));
            continue;
        };
        let [Some(before), Some(after)] = unit.index.clone() else { panic!("{unit:?}") };
        assert_eq!(parts.sum(), after - &before, "{unit:?}");
        let moved = unit.leaves.iter().filter_map(|leaf| leaf.index_points.as_ref());
        let by_data = parts.survey.clone() + &parts.judgement + &parts.work;
        assert_eq!(moved.sum::<Exact>(), by_data, "{unit:?}");
        compared += 1;
    }
    compared
}

/// A set with another step, another weight of a leaf, a new leaf and one that was dropped.
fn other_set() -> String {
    let text = whole_set();
    let text = text.replace("{ from = '98%', points = 2 }", "{ from = '90%', points = 2 }");
    let text = text.replace("each = 0.3", "each = 0.2");
    text.replace("[1.16]\nname = 'nhìn xa hơn'", "[1.16]\nname = 'việc mới'\nwas = 'none'")
}

#[test]
fn the_six_parts_add_up_to_the_change() {
    let (mut compared, mut rules, mut scope, mut work) = (0, 0, 0, 0);
    for seed in 0..60 {
        let seeds = [seed, 1_000 + seed];
        pair_of_years(
            (&whole_set(), &other_set()),
            seeds,
            |_| (),
            |_, all| {
                assert!(parts_add_up(all) <= 4);
                let states: Vec<&MappedAs> = all.mapping.iter().map(|leaf| &leaf.state).collect();
                assert_eq!(states.iter().filter(|state| ***state == MappedAs::New).count(), 1);
                assert_eq!(states.iter().filter(|state| ***state == MappedAs::Dropped).count(), 1);
            },
        );
        pair_of_years(
            (&whole_set(), &other_set()),
            seeds,
            |_| (),
            |_, all| {
                assert_eq!(parts_add_up(all), all.units.iter().filter(|u| u.parts.is_ok()).count());
            },
        );
        // Counted outside, since a closure that only looks cannot.
        let told = std::cell::RefCell::new((0, 0, 0, 0));
        pair_of_years(
            (&whole_set(), &other_set()),
            seeds,
            |_| (),
            |_, all| {
                for parts in all.units.iter().filter_map(|unit| unit.parts.as_ref().ok()) {
                    let mut told = told.borrow_mut();
                    told.0 += 1;
                    told.1 += usize::from(!parts.rules.is_zero());
                    told.2 += usize::from(!parts.scope.is_zero());
                    told.3 += usize::from(!parts.work.is_zero());
                }
            },
        );
        let (a, b, c, d) = told.into_inner();
        (compared, rules, scope, work) = (compared + a, rules + b, scope + c, work + d);
    }
    assert!(
        compared > 60 && rules > 10 && scope > 10 && work > 10,
        "{compared} {rules} {scope} {work}"
    );
}

#[test]
fn equal_years_give_six_zeros() {
    for seed in 0..20 {
        let set = whole_set();
        pair_of_years(
            (&set, &set),
            [seed, seed],
            |_| (),
            |_, all| {
                for unit in all.units.iter().filter(|unit| unit.index[1].is_some()) {
                    let parts =
                        unit.parts.as_ref().unwrap_or_else(|why| panic!("{why:?} {unit:?}"));
                    assert!(parts.all().iter().all(|(_, part)| part.is_zero()), "{unit:?}");
                    assert!(unit.leaves.is_empty());
                }
                assert!(all.mapping.iter().all(|leaf| leaf.state == MappedAs::Same));
            },
        );
    }
}

/// u-0 is u-0 and u-3 of last year, by given weights or by an item; u-3 is new then.
#[test]
fn merged_units_start_from_their_weighted_predecessors() {
    let join = |weights: [Option<&str>; 2], by: Option<&str>| {
        let of = ["u-0", "u-3"].into_iter().zip(weights).map(|(id, weight)| Predecessor {
            id: id.to_string(),
            weight: weight.map(|weight| Exact::from_decimal(weight).unwrap()),
        });
        let of: Vec<Predecessor> = of.collect();
        let by = by.map(Key::new);
        move |now: &mut Results| {
            let place = parindex::problem::Place::file("round.toml");
            let (unit, of, by) = ("u-0".to_string(), of.clone(), by.clone());
            now.round.years.joined.push(Joined { unit, of, by, place });
        }
    };
    let told = std::cell::RefCell::new((0, 0));
    for seed in 0..40 {
        let set = whole_set();
        let seeds = [seed, 2_000 + seed];
        let weighted = join([Some("0.6"), Some("0.4")], None);
        pair_of_years((&set, &set), seeds, weighted, |_, all| {
            parts_add_up(all);
            let merged = &all.units[0];
            if let Ok(parts) = &merged.parts {
                assert_eq!(merged.was.len(), 2, "{merged:?}");
                assert_eq!((merged.rank[0], &merged.class[0]), (None, &None));
                told.borrow_mut().0 += 1;
                told.borrow_mut().1 += usize::from(!parts.units.is_zero());
            }
        });
        pair_of_years((&set, &set), seeds, join([None, None], Some("f")), |_, all| {
            parts_add_up(all);
            let by_item = all.units[0].was.iter().all(|was| was.ends_with("%)"));
            assert!(all.units[0].parts.is_err() || by_item);
        });
    }
    let (merged, moved) = told.into_inner();
    assert!(merged > 10 && moved > 5, "{merged} {moved}");
}

/// The rule of a leaf changed and reads what last year did not ask: no change is told anywhere.
#[test]
fn a_changed_formula_without_data_has_no_arrow_anywhere() {
    let changed = whole_set()
        .replace("f = { label = 'F', type = 'count' }", "f9 = { label = 'F9', type = 'count' }")
        .replace("value = 'f'\neach = 0.3", "value = 'f9'\neach = 0.3");
    pair_of_years(
        (&whole_set(), &changed),
        [1, 2],
        |_| (),
        |now, all| {
            let refused = all.units.iter().filter(|unit| {
                unit.parts
                    .as_ref()
                    .is_err_and(|why| why.vi.contains("cách tính tiêu chí 1.6 đã đổi"))
            });
            let refused: Vec<_> = refused.collect();
            let why: Vec<_> =
                all.units.iter().map(|unit| unit.parts.as_ref().map(|_| ())).collect();
            assert!(!refused.is_empty(), "{why:?}");
            let told = comparison(now, all);
            for unit in list(&told, "units").iter().filter(|unit| unit["comparable"] == false) {
                assert!(unit["change"].is_null() && unit["exact_change"].is_null(), "{unit}");
                assert!(unit["parts"].is_null() && list(unit, "leaves").is_empty(), "{unit}");
            }
            let lines = report::comparison::lines(now, all, Lang::Vi);
            for unit in refused {
                let line = lines.iter().find(|line| line.contains(&unit.name)).unwrap();
                assert!(line.contains("không so sánh được"), "{line}");
                assert!(
                    !line.contains('→') && !line.contains('+') && !line.contains('%'),
                    "{line}"
                );
            }
        },
    );
}

/// Another name under the same code, or another code for the same name, is proposed and never taken.
#[test]
fn what_a_leaf_was_is_never_guessed() {
    let renamed = whole_set().replace("name = 'nhìn xa hơn'", "name = 'nhìn rộng hơn'");
    pair_of_years(
        (&whole_set(), &renamed),
        [1, 2],
        |_| (),
        |_, all| {
            let leaf = all.mapping.iter().find(|leaf| leaf.code == "1.16").unwrap();
            assert_eq!(leaf.state, MappedAs::Unclear { proposal: "1.16".into() });
            assert!(leaf.was.is_empty());
            let lines = proposals(&all.mapping).join("\n");
            assert!(lines.contains("[1.16]\nwas = \"1.16\""), "{lines}");
            parts_add_up(all);
        },
    );
    let said = renamed.replace("name = 'nhìn rộng hơn'", "name = 'nhìn rộng hơn'\nwas = '1.16'");
    pair_of_years(
        (&whole_set(), &said),
        [1, 2],
        |_| (),
        |_, all| {
            let leaf = all.mapping.iter().find(|leaf| leaf.code == "1.16").unwrap();
            assert_eq!((&leaf.state, &leaf.was), (&MappedAs::Declared, &vec!["1.16".to_string()]));
        },
    );
}

/// Two copies of one round, a year apart.
fn two_years() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    for folder in ["truoc", "nay"] {
        copy(&root().join("tests/cases/disputes"), &place.path().join(folder));
    }
    let file = place.path().join("nay/round.toml");
    let text = fs::read_to_string(&file).unwrap().replace("2020", "2021");
    let text = text.replace("id = \"disputes\"", "id = \"disputes-2021\"");
    fs::write(&file, format!("{text}\n[previous]\nround = \"../truoc\"\n")).unwrap();
    let folder = place.path().to_path_buf();
    (place, folder)
}

#[test]
fn compare_writes_the_years_side_by_side() {
    let (_place, folder) = two_years();
    let all = json(&folder, &["compare", "nay"]);
    assert_eq!(all["kind"], "years");
    adds_up(&all);
    assert_eq!(list(&all, "units").len(), 4);
    for unit in list(&all, "units") {
        assert_eq!(
            (&unit["comparable"], &unit["exact_change"]),
            (&true.into(), &"0".into()),
            "{unit}"
        );
    }
    assert!(folder.join("ket-qua/so-sanh-nam.xlsx").exists());
    let output = program(&folder, &["compare", "nay", "--map"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
}

#[test]
fn years_that_cannot_be_compared_are_told_and_nothing_is_written() {
    let spoilt = |from: &str, to: &str| {
        let (place, folder) = two_years();
        let file = folder.join("nay/round.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        let output = program(&folder, &["compare", "nay", "--out", "ket-qua"]);
        assert_eq!(output.status.code(), Some(2), "{to}");
        assert!(!folder.join("ket-qua/so-sanh-nam.xlsx").exists());
        drop(place);
        String::from_utf8(output.stdout).unwrap()
    };
    let round = "round = \"../truoc\"";
    let name = "name = \"Phường An\"";
    let joined = |of: &str| format!("{name}\npredecessors = [{of}]");
    for (from, to, told) in [
        (round, "round = \"../nay\"".to_string(), "chính đợt này"),
        (round, "round = \"../khong-co\"".into(), "khong-co"),
        (round, "".into(), "chưa ghi đợt của năm trước"),
        ("year = 2021", "year = 2020".into(), "không trước năm 2020"),
        (
            name,
            joined("{ id = \"a\", weight = \"50%\" }, { id = \"a\", weight = \"50%\" }"),
            "hai lần",
        ),
        (name, joined("{ id = \"a\", weight = \"50%\" }, { id = \"b\", weight = \"40%\" }"), "90%"),
        (name, joined("{ id = \"a\", weight = \"50%\" }, { id = \"b\" }"), "weight"),
        (name, joined("{ id = \"khac\" }"), "“khac”"),
    ] {
        let text = spoilt(from, &to);
        assert!(text.contains(told), "{to}: {text}");
    }
}
