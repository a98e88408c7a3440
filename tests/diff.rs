//! Two runs compared: one changed cell gives that cell and what follows from it, each consequence
//! leads back to the cell, and what is listed turns the one run into the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use parindex::compare::{Difference, difference};
use parindex::seal::{Order, seal};
use parindex::sides::{Side, changed};
use parindex::terms::{Exact, Lang};
use parindex::write::json::write_results;
use serde_json::Value;

use crate::support::{Silent, copy, root};

fn read(path: &Path) -> Side {
    Side::read(path, &Silent).unwrap_or_else(|found| panic!("{}: {found:?}", path.display()))
}

fn compared(old: &Side, new: &Side) -> Difference {
    difference([&old.document, &new.document], ["A", "B"], changed(old, new))
}

/// What the run published.
fn published(side: &Side) -> Value {
    let mut bytes = Vec::new();
    write_results(&side.inputs.as_ref().unwrap().results, &mut bytes, Lang::Vi).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn number(text: &str) -> Exact {
    match text.split_once('/') {
        Some((a, b)) => {
            Exact::from_decimal(a).unwrap().checked_div(&Exact::from_decimal(b).unwrap()).unwrap()
        }
        None => Exact::from_decimal(text).unwrap(),
    }
}

/// A number that follows from the one before (xorshift): drawn by a printed seed.
fn drawn(seed: &mut u64, below: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed % below as u64) as usize
}

/// What follows, by its name: from what.
fn consequences(all: &Difference) -> Vec<(String, &Vec<String>)> {
    let mut list: Vec<(String, &Vec<String>)> = Vec::new();
    list.extend(all.values.iter().map(|v| (format!("value:{}/{}", v.unit, v.key), &v.causes)));
    list.extend(all.statements.iter().map(|s| (format!("said:{}/{}", s.unit, s.key), &s.causes)));
    list.extend(
        all.appraisals.iter().map(|a| (format!("appraisal:{}/{}", a.unit, a.key), &a.causes)),
    );
    list.extend(all.surveys.iter().map(|s| (format!("survey:{}/{}", s.scheme, s.unit), &s.causes)));
    list.extend(all.leaves.iter().map(|l| (format!("leaf:{}/{}", l.unit, l.code), &l.causes)));
    list.extend(all.nodes.iter().map(|n| (format!("node:{}/{}", n.unit, n.code), &n.causes)));
    list.extend(all.units.iter().map(|u| (format!("index:{}", u.unit), &u.causes)));
    list
}

/// Every consequence leads to something that was changed by hand, and nothing is a cause that is
/// not listed.
fn lead_back(all: &Difference, hand: &BTreeSet<String>, what: &str) {
    let list = consequences(all);
    let by_name: BTreeMap<&str, &Vec<String>> =
        list.iter().map(|(name, causes)| (name.as_str(), *causes)).collect();
    for (name, causes) in &list {
        assert!(!causes.is_empty(), "{what}: {name} has no cause");
        let (mut waiting, mut seen) = (causes.iter().collect::<Vec<_>>(), BTreeSet::new());
        let mut reached = false;
        while let Some(cause) = waiting.pop() {
            if !seen.insert(cause.as_str()) {
                continue;
            }
            if hand.contains(cause) {
                reached = true;
                continue;
            }
            let further = by_name.get(cause.as_str());
            let further =
                further.unwrap_or_else(|| panic!("{what}: {name}: {cause} is not listed"));
            waiting.extend(further.iter());
        }
        assert!(reached, "{what}: {name} leads to nothing that was changed: {causes:?}");
    }
}

/// Units and leaves of a document, as far as a difference speaks of them.
type Figures = BTreeMap<String, [Option<String>; 3]>;

fn figures(document: &Value) -> Figures {
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let mut all = Figures::new();
    for unit in
        document["blocks"].as_array().unwrap().iter().flat_map(|b| b["units"].as_array().unwrap())
    {
        let id = unit["id"].as_str().unwrap();
        all.insert(
            format!("index:{id}"),
            [text(&unit["exact"]), text(&unit["rank"]), text(&unit["class"])],
        );
        for leaf in unit["leaves"].as_array().unwrap() {
            let name = format!("leaf:{id}/{}", leaf["code"].as_str().unwrap());
            all.insert(name, [text(&leaf["exact"]), text(&leaf["state"]), None]);
        }
        for node in unit["nodes"].as_array().unwrap() {
            let name = format!("node:{id}/{}", node["code"].as_str().unwrap());
            all.insert(name, [text(&node["exact"]), text(&node["applicable_max"]), None]);
        }
    }
    all
}

/// What is listed, laid over the old figures, is the new ones.
fn turns_into(all: &Difference, old: &Value, new: &Value, what: &str) {
    let (mut figures_then, now) = (figures(old), figures(new));
    let mut set = |name: String, pair: [[Option<String>; 2]; 3]| {
        let [a, b, c] = pair;
        let was = figures_then.get(&name).cloned().unwrap_or_default();
        assert_eq!(was, [a[0].clone(), b[0].clone(), c[0].clone()], "{what}: {name} was otherwise");
        let is = [a[1].clone(), b[1].clone(), c[1].clone()];
        match is.iter().all(Option::is_none) {
            true => figures_then.remove(&name),
            false => figures_then.insert(name, is),
        };
    };
    for leaf in &all.leaves {
        let name = format!("leaf:{}/{}", leaf.unit, leaf.code);
        set(name, [[leaf.old.clone(), leaf.new.clone()], leaf.states.clone(), [None, None]]);
    }
    for node in &all.nodes {
        let name = format!("node:{}/{}", node.unit, node.code);
        set(name, [node.points.clone(), node.max.clone(), [None, None]]);
    }
    for unit in &all.units {
        let rank = unit.rank.map(|rank| rank.map(|rank| rank.to_string()));
        set(format!("index:{}", unit.unit), [unit.exact.clone(), rank, unit.class.clone()]);
    }
    let nothing = |figures: &mut Figures| figures.retain(|_, all| all.iter().any(Option::is_some));
    let mut now = now;
    nothing(&mut figures_then);
    nothing(&mut now);
    for (name, is) in &now {
        assert_eq!(figures_then.get(name), Some(is), "{what}: {name} is not listed");
    }
    assert_eq!(figures_then.len(), now.len(), "{what}");
}

/// The parts of each index add up to its difference.
fn add_up(all: &Difference, what: &str) {
    for unit in &all.units {
        let [Some(old), Some(new)] = unit.exact.each_ref().map(|e| e.as_deref().map(number)) else {
            continue;
        };
        let parts: Vec<Exact> = unit.by_leaf.iter().map(|p| number(&p.index_points)).collect();
        let sum: Exact = parts.iter().sum();
        assert_eq!(sum, new - &old, "{what}: {}", unit.unit);
        // a leaf whose points are the same has no part in it
        for part in unit.by_leaf.iter().filter(|part| part.code.contains('.')) {
            let listed = all.leaves.iter().any(|l| l.unit == unit.unit && l.code == part.code);
            assert!(listed, "{what}: {} {}", unit.unit, part.code);
        }
    }
}

/// A copy of the shipped round with the sets beside it.
struct Copied {
    place: tempfile::TempDir,
}

impl Copied {
    fn new() -> Copied {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("data/hoa-thanh-2020"), &place.path().join("data/hoa-thanh-2020"));
        copy(&root().join("criteria"), &place.path().join("criteria"));
        Copied { place }
    }

    fn round(&self) -> PathBuf {
        self.place.path().join("data/hoa-thanh-2020")
    }
}

/// Where a cell was changed; the address is known where it is in the markup.
struct Flipped {
    file: String,
    sheet_cell: Option<String>,
    /// It stands in a comment of a TOML file or says the same as before.
    silent: bool,
}

/// Changes one cell of the file; `None` where none can be.
fn flip(path: &Path, file: &str, seed: &mut u64) -> Option<Flipped> {
    let flipped =
        |sheet_cell: Option<String>| Flipped { file: file.to_string(), sheet_cell, silent: false };
    match path.extension()?.to_str()? {
        "xlsx" => flip_xlsx(path, seed).map(|cell| flipped(Some(cell))),
        "ods" => flip_ods(path, seed).map(|()| flipped(None)),
        "csv" => flip_digit(path, seed, |_| true).map(|_| flipped(None)),
        "toml" => {
            let line = flip_digit(path, seed, |_| true)?;
            let comment = line.find('#');
            Some(Flipped { silent: comment.is_some(), ..flipped(None) })
        }
        _ => None,
    }
}

/// Another digit in place of one; the line that it stands in, up to the digit.
fn flip_digit(path: &Path, seed: &mut u64, take: impl Fn(&str) -> bool) -> Option<String> {
    let mut bytes = fs::read(path).unwrap();
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    let at = digits[drawn(seed, digits.len())];
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let line = String::from_utf8_lossy(&bytes[start..at]).into_owned();
    if !take(&line) {
        return None;
    }
    bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
    fs::write(path, bytes).unwrap();
    Some(line)
}

/// The parts of a zip file, in order.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        all.push((part.name().unwrap().into_owned(), content));
    }
    all
}

fn pack(path: &Path, parts: &[(String, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, content) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
}

/// One cell of one sheet says something else: another number, or another text. Its address.
fn flip_xlsx(path: &Path, seed: &mut u64) -> Option<String> {
    let mut all = parts(path);
    let sheets: Vec<usize> =
        (0..all.len()).filter(|at| all[*at].0.starts_with("xl/worksheets/sheet")).collect();
    let at = sheets[drawn(seed, sheets.len())];
    let text = String::from_utf8(all[at].1.clone()).unwrap();
    let starts: Vec<usize> = text
        .match_indices("<c r=\"")
        .filter(|(start, _)| {
            let end = text[*start..].find('>').unwrap() + start;
            !text[..=end].ends_with("/>")
        })
        .map(|(start, _)| start)
        .collect();
    if starts.is_empty() {
        return None;
    }
    let start = starts[drawn(seed, starts.len())];
    let end = text[start..].find("</c>")? + start + 4;
    let cell = &text[start..end];
    let attribute = |name: &str| {
        let from = cell.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(cell[from..].split('"').next()?.to_string())
    };
    let address = attribute("r")?;
    let style = attribute("s").map(|s| format!(" s=\"{s}\"")).unwrap_or_default();
    let value = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next());
    let is_number = attribute("t").is_none_or(|kind| kind == "n") && !cell.contains("<f>");
    let new = match value.and_then(|value| value.parse::<f64>().ok()).filter(|_| is_number) {
        Some(old) => format!("<c r=\"{address}\"{style}><v>{}</v></c>", old + 1.0),
        None => format!(
            "<c r=\"{address}\"{style} t=\"inlineStr\"><is><t>khác {}</t></is></c>",
            drawn(seed, 1000)
        ),
    };
    all[at].1 = format!("{}{new}{}", &text[..start], &text[end..]).into_bytes();
    pack(path, &all);
    Some(address)
}

/// The text of one cell of an ODS file that is not repeated.
fn flip_ods(path: &Path, seed: &mut u64) -> Option<()> {
    let mut all = parts(path);
    let at = all.iter().position(|(name, _)| name == "content.xml")?;
    let text = String::from_utf8(all[at].1.clone()).unwrap();
    let cells: Vec<(usize, usize)> = text
        .match_indices("<table:table-cell ")
        .filter_map(|(start, _)| {
            let end = text[start..].find("</table:table-cell>")? + start;
            let cell = &text[start..end];
            let single = !cell.contains("-repeated=") && cell.matches("<text:p>").count() == 1;
            let single = single && cell.matches("<table:table-cell ").count() == 1;
            (single && cell.contains("office:value-type=\"string\"")).then_some((start, end))
        })
        .collect();
    let (start, end) = *cells.get(drawn(seed, cells.len().max(1)))?;
    let open = text[start..end].find("<text:p>")? + start + 8;
    let close = text[open..end].find("</text:p>")? + open;
    let new = format!("{}khác {}{}", &text[..open], drawn(seed, 1000), &text[close..]);
    all[at].1 = new.into_bytes();
    pack(path, &all);
    Some(())
}

/// One flip on a copy of the round, and everything that is asked of its difference.
fn check_flip(copied: &Copied, old: &Side, old_json: &Value, seed: &mut u64) -> bool {
    let inputs = parindex::seal::inputs(&copied.round(), &old.inputs.as_ref().unwrap().results);
    let (file, path) = &inputs[drawn(seed, inputs.len())];
    let before = fs::read(path).unwrap();
    let Some(flipped) = flip(path, file, seed) else { return false };
    let what = format!("{} {:?}", flipped.file, flipped.sheet_cell);
    let new = Side::read(&copied.round(), &Silent);
    // A round that cannot be run has nothing to be compared.
    let told = new.as_ref().ok().map(|new| (compared(old, new), published(new)));
    fs::write(path, before).unwrap();
    let Some((all, new_json)) = told else { return false };
    println!("{what}: {} leaves, {} units", all.leaves.len(), all.units.len());
    let files: Vec<&str> = all.files.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(files, [flipped.file.as_str()], "{what}");
    let mut hand: BTreeSet<String> = [format!("file:{}", flipped.file)].into();
    if flipped.file.ends_with(".toml") {
        let changes = all.settings.len() + all.rules.len();
        assert!(changes == 1 || flipped.silent && changes == 0, "{what}: {changes}");
        hand.extend(all.settings.iter().map(|s| format!("setting:{}", s.name)));
        hand.extend(all.rules.iter().map(|r| format!("rule:{}", r.name)));
    } else {
        assert_eq!(all.cells.len(), 1, "{what}: {:?}", all.cells);
        assert!(flipped.sheet_cell.is_none_or(|cell| cell == all.cells[0].cell), "{what}");
        hand.insert(all.cells[0].cause());
    }
    lead_back(&all, &hand, &what);
    turns_into(&all, old_json, &new_json, &what);
    add_up(&all, &what);
    true
}

/// In the normal run a few cells; all of them with `PARINDEX_FLIPS=200`.
#[test]
fn one_changed_cell_gives_itself_and_what_follows_from_it() {
    let wanted = std::env::var("PARINDEX_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let mut seed = 20_201_215;
    println!("seed {seed}");
    let copied = Copied::new();
    let old = read(&root().join("data/hoa-thanh-2020"));
    let old_json = published(&old);
    let mut done = 0;
    while done < wanted {
        done += usize::from(check_flip(&copied, &old, &old_json, &mut seed));
    }
}

/// The small sound round, alone in a folder.
fn base() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    place
}

#[test]
fn a_folder_its_package_and_its_results_are_one_side() {
    let place = base();
    let order =
        Order { round: place.path(), proof: false, personal: true, day: None, lang: Lang::Vi };
    let package = place.path().join("x.parindex.zip");
    fs::write(&package, seal(&order, &Silent).unwrap().bytes).unwrap();
    let folder = read(place.path());
    let results = place.path().join("results.json");
    fs::write(&results, published(&folder).to_string()).unwrap();
    for (old, new) in [(place.path(), &package), (&package, &results), (&results, &results)]
        .map(|(a, b): (&Path, &PathBuf)| (read(a), read(b)))
    {
        let all = compared(&old, &new);
        assert!(all.is_empty() && all.cells.is_empty(), "{all:?}");
    }
}

#[test]
fn what_was_changed_is_told_in_lines_pages_and_json() {
    let (old, new) = (base(), base());
    // two fewer late dossiers in the form of one unit, and another rule of rounding
    let set = new.path().join("set.toml");
    let text = fs::read_to_string(&set).unwrap();
    assert!(text.contains("max = "), "{text}");
    let form = new.path().join("evidence/a.xlsx");
    let mut seed = 7;
    let cell = flip_xlsx(&form, &mut seed).unwrap();
    let (a, b) = (old.path().to_str().unwrap(), new.path().to_str().unwrap());
    let out = tempfile::tempdir().unwrap();
    let ran = |format: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .args(["diff", a, b, "--format", format, "--out"])
            .arg(out.path())
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
        String::from_utf8(ran.stdout).unwrap()
    };
    let text = ran("text");
    assert!(text.contains("evidence/a.xlsx") && text.contains(&cell), "{text}");
    let told: Value = serde_json::from_str(&ran("json")).unwrap();
    assert_eq!(told["schema"], "parindex/difference/1");
    assert_eq!(told["cells"][0]["cell"], cell.as_str());
    assert!(out.path().join("so-sanh-lan-chay.xlsx").is_file());
}

#[test]
fn results_that_cannot_be_compared_are_told() {
    let place = base();
    for text in
        ["{", "{}", "{\"schema\":\"parindex/results/9\",\"round\":{\"id\":\"a\"},\"blocks\":[]}"]
    {
        let path = place.path().join("other.json");
        fs::write(&path, text).unwrap();
        let found = Side::read(&path, &Silent).err().unwrap();
        let codes: Vec<&str> = found.iter().map(|p| p.kind.code).collect();
        assert_eq!(codes, ["E-RESULTS"], "{text}");
        if text.len() > 2 {
            crate::seal::said(&found, place.path());
        }
    }
}
