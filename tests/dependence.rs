//! Two runs with one input cell changed differ exactly in what depends on that cell, and the
//! rules themselves say what that is.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use parindex::evidence::{Entry, LeafEvidence, UnitEvidence};
use parindex::expr::Expr;
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::rubric::Rubric;
use parindex::scores::{self, Sources};
use parindex::terms::{Code, Exact, Key, Lang};
use parindex::value::{DataKind, Gap, Outcome, Value as Given};
use parindex::{appraisal, index};
use serde_json::Value;

use crate::support::{given, root, run};

fn json(results: &Results) -> Value {
    let mut text = Vec::new();
    parindex::write::json::write_results(results, &mut text, Lang::Vi).unwrap();
    serde_json::from_slice(&text).unwrap()
}

// --- what depends on a data item, by the rules alone

fn reads(expr: &Expr, key: &Key) -> bool {
    expr.items().contains(&key)
}

/// Whether the leaf of another unit looks at this item of the unit, as a peer's.
fn compares(expr: &Expr, key: &Key) -> bool {
    let mut found = false;
    expr.walk(&mut |e| {
        if let Expr::Peer(_, inner) = e {
            found |= reads(inner, key);
        }
    });
    found
}

fn covers(node: &Code, leaf: &Code) -> bool {
    node == leaf || leaf.is_below(node)
}

/// Codes of the leaves whose points may change, starting from those that read the item.
fn dependents(rubric: &Rubric, starts: impl Fn(&Expr) -> bool) -> BTreeSet<Code> {
    let mut found: BTreeSet<Code> = BTreeSet::new();
    loop {
        let before = found.len();
        for (_, node, leaf) in rubric.leaves() {
            let expr = &leaf.rule.expr;
            let through = expr.nodes().iter().any(|of| found.iter().any(|leaf| covers(of, leaf)));
            if starts(expr) || through {
                found.insert(node.code.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Codes of the nodes, leaves included, whose figures may change: above a leaf that may, or
/// closed by a gate on it.
fn touched(rubric: &Rubric, leaves: &BTreeSet<Code>) -> BTreeSet<Code> {
    let moved = |code: &Code| leaves.iter().any(|leaf| covers(code, leaf));
    let gated = |code: &Code| {
        let mut gates = rubric.nodes.iter().filter(|n| n.requires.iter().any(moved));
        gates.any(|gate| covers(&gate.code, code) || covers(code, &gate.code))
    };
    let all = rubric.nodes.iter().map(|n| n.code.clone());
    all.filter(|code| moved(code) || gated(code)).collect()
}

/// Keys that stand in one identity of the set with the item: what may be proposed for them
/// hangs on it.
fn bound_to(rubric: &Rubric, key: &Key) -> BTreeSet<Key> {
    let checks = rubric.checks.iter().filter(|check| reads(&check.that, key));
    checks.flat_map(|check| check.that.items().into_iter().cloned()).collect()
}

// --- the comparison

fn without<'v>(value: &'v Value, names: &[&str]) -> Vec<(&'v String, &'v Value)> {
    value.as_object().unwrap().iter().filter(|(name, _)| !names.contains(&name.as_str())).collect()
}

fn code_of(value: &Value) -> Code {
    Code::parse(value["code"].as_str().unwrap()).unwrap()
}

struct Changed<'a> {
    block: &'a BlockResults,
    /// Position of the unit in the block.
    unit: usize,
    key: &'a Key,
}

/// Compares the block; gives how many leaves differ.
fn compare(before: &Value, after: &Value, changed: &Changed<'_>) -> usize {
    let (rubric, key) = (&changed.block.rubric, changed.key);
    let own = dependents(rubric, |e| reads(e, key));
    let peers = dependents(rubric, |e| compares(e, key));
    let bound = bound_to(rubric, key);
    assert_eq!(without(before, &["units", "mean_index"]), without(after, &["units", "mean_index"]));
    let mut differing = 0;
    for (at, (was, is)) in units(before).iter().zip(units(after)).enumerate() {
        let leaves = if at == changed.unit { &own } else { &peers };
        let nodes = touched(rubric, leaves);
        let place = ["nodes", "leaves", "rank", "tied"];
        if nodes.is_empty() {
            assert_eq!(without(was, &place), without(is, &place), "{key}: a unit apart");
        }
        for (was, is) in parts(was, "nodes").iter().zip(parts(is, "nodes")) {
            assert!(was == is || nodes.contains(&code_of(was)), "{key}: {was} {is}");
        }
        for (was, is) in parts(was, "leaves").iter().zip(parts(is, "leaves")) {
            let code = code_of(was);
            let leaf = rubric.node(&code).and_then(|n| n.leaf.as_ref()).unwrap();
            let same = without(was, &["needs"]) == without(is, &["needs"]);
            let may = leaves.contains(&code) || nodes.contains(&code);
            assert!(same || may, "{key} is not in {code} of unit {at}: {was} {is}");
            let direct = at == changed.unit && reads(&leaf.rule.expr, key);
            assert!(!same || !direct, "{key} is in {code}, but nothing changed: {was}");
            let proposed = at == changed.unit && bound.iter().any(|k| reads(&leaf.rule.expr, k));
            assert!(was["needs"] == is["needs"] || may || proposed, "{key}: {was} {is}");
            differing += usize::from(!same);
        }
        sums_agree(rubric, is);
    }
    differing
}

fn units(block: &Value) -> &Vec<Value> {
    block["units"].as_array().unwrap()
}

fn parts<'v>(unit: &'v Value, name: &str) -> &'v Vec<Value> {
    unit[name].as_array().unwrap()
}

fn exact(text: &Value) -> Exact {
    let text = text.as_str().unwrap();
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    Exact::from_decimal(above).unwrap().checked_div(&Exact::from_decimal(below).unwrap()).unwrap()
}

/// Nodes say no more than their leaves do: what does not depend on a cell cannot move above.
fn sums_agree(rubric: &Rubric, unit: &Value) {
    for node in parts(unit, "nodes") {
        let code = code_of(node);
        if rubric.node(&code).unwrap().field_kind != parindex::rubric::FieldKind::Plain {
            continue;
        }
        let leaves = parts(unit, "leaves").iter();
        let below =
            leaves.filter(|leaf| covers(&code, &code_of(leaf)) && leaf["exact"].is_string());
        let sum = below.map(|leaf| exact(&leaf["exact"])).fold(Exact::zero(), |a, b| a + &b);
        assert_eq!(exact(&node["exact"]), sum, "{code}");
    }
}

// --- many cells, scored again in memory

/// The evidence as a run left it: every item that a rule read.
fn evidence_of(block: &BlockResults, at: usize) -> UnitEvidence {
    let rubric = &block.rubric;
    let mut items = vec![Entry::default(); rubric.items.len()];
    for input in block.scores[at].leaves.iter().flat_map(|leaf| &leaf.inputs) {
        let (position, _) = rubric.item(&input.key).unwrap();
        items[position] = Entry {
            outcome: input.outcome.clone(),
            raw: input.raw.clone(),
            origin: input.origin.clone(),
            ..Entry::default()
        };
    }
    UnitEvidence {
        file: Some("a.xlsx".into()),
        items,
        leaves: vec![LeafEvidence::default(); rubric.nodes.len()],
        ..UnitEvidence::default()
    }
}

fn scored(results: &Results, number: usize, evidence: &[UnitEvidence]) -> Results {
    let block = &results.blocks[number];
    let appraisals = appraisal::Appraisals::default();
    let surveys = &results.surveys;
    let sources = Sources {
        round: &results.round,
        rubric: &block.rubric,
        units: &block.units,
        evidence,
        appraisals: &appraisals,
        official: &[],
        refused: &[],
        held: &|scheme| surveys.iter().any(|s| s.scheme == scheme),
        share: &|unit, scheme, of| surveys.iter().find(|s| s.scheme == scheme)?.share(unit, of),
        last_year: &|_, _| Err(Gap::Missing),
    };
    let mut problems = Problems::default();
    let scores = scores::from_evidence(&sources, &mut problems);
    let index = index::from_scores(&results.round, &block.rubric, &block.units, evidence, &scores);
    // Only what can differ: the rest is printed a few hundred times for nothing.
    Results {
        program: results.program.clone(),
        round: results.round.clone(),
        appraisals: Default::default(),
        blocks: vec![BlockResults {
            block: block.block,
            rubric: block.rubric.clone(),
            units: block.units.clone(),
            scores,
            index,
        }],
        registers: Vec::new(),
        surveys: Vec::new(),
        ledger: Default::default(),
        problems,
        previous: Default::default(),
        previous_surveys: Default::default(),
    }
}

/// Another value of the same kind, far enough to move a step.
fn other(outcome: &Outcome, kind: &DataKind) -> Outcome {
    Ok(match (outcome, kind) {
        (Ok(Given::Number(n)), DataKind::Percent) => {
            let less = n.clone() - &Exact::fraction(1, 7).unwrap();
            Given::Number(if less.is_negative() { Exact::one() } else { less })
        }
        (Ok(Given::Number(n)), _) => Given::Number(n.clone() + &Exact::whole(3)),
        (Ok(Given::YesNo(yes)), DataKind::YesNo) => Given::YesNo(!yes),
        (Ok(Given::Date(day)), _) => Given::Date(*day + chrono::TimeDelta::days(40)),
        (Ok(Given::Text(now)), DataKind::Choice(options)) => {
            Given::Text(options.iter().find(|option| *option != now).unwrap().clone())
        }
        _ => {
            return if outcome == &Err(Gap::Missing) {
                Err(Gap::Unreadable)
            } else {
                Err(Gap::Missing)
            };
        }
    })
}

/// Every item of the block (of large ones every third), each of one unit; gives how many leaves differed in all.
fn every_item(folder: &str) -> usize {
    let (results, _) = given(folder);
    let mut differing = 0;
    for (number, block) in results.blocks.iter().enumerate() {
        let mut evidence = vec![UnitEvidence::default(); results.round.units.len()];
        for (at, &unit) in block.units.iter().enumerate() {
            evidence[unit] = evidence_of(block, at);
        }
        let first = scored(&results, number, &evidence);
        let before = json(&first);
        let every = if block.rubric.items.len() > 50 { 3 } else { 1 };
        for (position, item) in block.rubric.items.iter().enumerate().step_by(every) {
            let at = position % block.units.len();
            let entry = &mut evidence[block.units[at]].items[position];
            let kept = entry.clone();
            entry.outcome = other(&kept.outcome, &item.kind);
            let after = json(&scored(&results, number, &evidence));
            evidence[block.units[at]].items[position] = kept;
            let changed = Changed { block, unit: at, key: &item.key };
            differing += compare(&before["blocks"][0], &after["blocks"][0], &changed);
        }
    }
    differing
}

#[test]
fn a_changed_item_changes_what_depends_on_it_and_nothing_else() {
    // Every third item of the shipped round, among them some that serve several leaves.
    assert!(every_item("data/hoa-thanh-2020-thu-nhan") > 50);
    // Peers, last year, other nodes' points, gates.
    for case in ["extends-previous-peers", "rule-kinds", "gates-and-na"] {
        assert!(every_item(&format!("tests/cases/{case}")) > 3, "{case}");
    }
}

// --- one cell of a real workbook

/// The workbook with another number in one cell.
fn with_cell(bytes: &[u8], cell: &str, number: i64) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut changed = 0;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let text = String::from_utf8_lossy(&content).into_owned();
        let start = format!("<c r=\"{cell}\"");
        if let Some((before, after)) = text.split_once(&start).filter(|_| name.contains("sheet1."))
        {
            let (_, after) = after.split_once("</c>").unwrap();
            content = format!("{before}{start}><v>{number}</v></c>{after}").into_bytes();
            changed += 1;
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    assert_eq!(changed, 1, "{cell}");
    out.finish().unwrap().into_inner()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

#[test]
fn a_changed_cell_of_a_file_changes_its_hash_and_what_depends_on_it() {
    let place = tempfile::tempdir().unwrap();
    for part in ["criteria", "data/hoa-thanh-2020-thu-nhan"] {
        copy(&root().join(part), &place.path().join(part));
    }
    let folder = place.path().join("data/hoa-thanh-2020-thu-nhan");
    let (first, _) = run(&folder);
    let before = json(&first);
    let (block, unit, key) = (&first.blocks[0], 0, Key::new("ho_so_tre_han"));
    let mut inputs = block.scores[unit].leaves.iter().flat_map(|leaf| &leaf.inputs);
    let origin = inputs.find(|input| input.key == key).unwrap().origin.clone().unwrap();
    let path = folder.join(&*origin.file);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, with_cell(&bytes, &origin.cell, 77)).unwrap();
    let after = json(&run(&folder).0);
    let changed = Changed { block, unit, key: &key };
    assert!(compare(&before["blocks"][0], &after["blocks"][0], &changed) >= 2);
    for part in ["schema", "program", "round", "surveys", "ledger"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    assert_eq!(before["blocks"][1], after["blocks"][1]);
    let files = |v: &Value| v["files"].as_array().unwrap().clone();
    let differing: Vec<Value> = files(&before)
        .into_iter()
        .zip(files(&after))
        .filter(|(was, is)| was != is)
        .map(|(was, _)| was["file"].clone())
        .collect();
    assert_eq!(differing, [Value::from(&*origin.file)]);
    let of_others = |v: &Value| -> Vec<Value> {
        let own = Value::from("long-hoa");
        v["problems"].as_array().unwrap().iter().filter(|p| p["unit"] != own).cloned().collect()
    };
    assert_eq!(of_others(&before), of_others(&after));
}

#[test]
fn every_file_that_was_read_is_named_with_its_hash() {
    use sha2::Digest as _;
    let folder = root().join("data/hoa-thanh-2020-thu-nhan");
    let (results, _) = run(&folder);
    let files = &results.ledger.files;
    for read in files {
        let bytes = fs::read(folder.join(&*read.file)).unwrap();
        let hash: String =
            sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(read.sha256, hash, "{}", read.file);
    }
    let named = |file: &str| files.iter().any(|read| *read.file == *file);
    let accounts = results.ledger.accounts.iter().map(|account| account.file.to_string());
    let sets = results.round.blocks.iter().map(|block| block.criteria.clone());
    let schemes = results.round.surveys.iter().map(|survey| survey.scheme.clone());
    for file in accounts.chain(sets).chain(schemes).chain(["round.toml".to_string()]) {
        assert!(named(&file), "{file}");
    }
}
