//! What a person has to look at: each check gives problems with their place and the points that
//! hang on them.

use std::collections::BTreeMap;

use super::files::{Nature, ProofFile};
use super::named::{Document, Mention};
use super::register::{LeafProof, Register};
use crate::problem::{Kind, Place, Problem, Problems, Stake, kinds::proof};
use crate::round::Round;
use crate::terms::Date;
use crate::text::fold;

/// All of them, in the order of listings.
pub fn problems(round: &Round, register: &Register) -> Problems {
    let mut all = Problems::default();
    for leaf in &register.leaves {
        all.push_all(of_leaf(round, leaf));
    }
    for papers in by_unit_and_paper(register).values() {
        all.push_all(of_paper(round, papers));
    }
    for (at, file) in register.files.iter().enumerate() {
        all.push_all(of_file(round, file, register.is_named[at]));
    }
    all.push_all(copied(round, register));
    all.sorted()
}

fn problem(round: &Round, kind: &Kind, leaf: &LeafProof) -> Problem {
    let mut problem = Problem::new(kind, leaf.place.clone());
    problem.unit = round.units.get(leaf.unit).map(|unit| unit.id.clone());
    if !leaf.points.is_zero() {
        problem.stakes.push(Stake { leaf: leaf.code.clone(), points: leaf.points.clone() });
    }
    problem.with("leaf", format!("{} {}", leaf.code, leaf.name))
}

fn day(date: Date) -> String {
    date.format("%d/%m/%Y").to_string()
}

fn documents(leaf: &LeafProof) -> impl Iterator<Item = &Document> {
    leaf.named.iter().filter_map(|named| match &named.mention {
        Mention::Document(document) => Some(document),
        _ => None,
    })
}

fn of_leaf(round: &Round, leaf: &LeafProof) -> Vec<Problem> {
    let mut all = Vec::new();
    let earned = leaf.scored && !leaf.points.is_zero() && !leaf.points.is_negative();
    if let Some(asked) = leaf.asked.as_ref().filter(|_| earned && leaf.named.is_empty()) {
        let problem = problem(round, &proof::NONE, leaf).number("points", leaf.points.to_short(4));
        all.push(problem.with("asked", asked));
    }
    // Without folders nothing was looked for.
    let looked = !round.proof.is_empty();
    for named in leaf.named.iter().filter(|named| named.files.is_empty()) {
        match &named.mention {
            // What is of law lies with nobody's proof.
            Mention::Document(document) if looked && document.kind.is_some() => {
                all.push(problem(round, &proof::MISSING, leaf).with("document", &document.text));
            }
            Mention::File(name) if looked => {
                all.push(problem(round, &proof::MISSING, leaf).with("document", name));
            }
            Mention::Link(to) => all.extend(dead_link(round, leaf, to)),
            _ => {}
        }
    }
    all.extend(outside(round, leaf));
    all.extend(other_date(round, leaf));
    all
}

/// A place on a disk of somebody, or a file that the link does not lead to.
fn dead_link(round: &Round, leaf: &LeafProof, to: &str) -> Option<Problem> {
    let low = fold(to);
    let mut head = low.chars();
    let drive = head.next().is_some_and(|c| c.is_ascii_alphabetic()) && head.next() == Some(':');
    if drive || low.starts_with("\\\\") || low.starts_with("file:") {
        return Some(problem(round, &proof::LINK, leaf).with("link", to));
    }
    let web = low.contains("://") || low.starts_with("www.") || low.starts_with("mailto:");
    let inside = low.starts_with('#') || low.is_empty();
    (!web && !inside && !round.proof.is_empty())
        .then(|| problem(round, &proof::MISSING, leaf).with("document", to))
}

fn outside(round: &Round, leaf: &LeafProof) -> Vec<Problem> {
    let Some((from, to)) = round.period else { return Vec::new() };
    let dated = documents(leaf).filter(|document| document.kind.is_some());
    let dated = dated.filter_map(|document| Some((document, document.date?)));
    let outside = dated.filter(|(_, date)| *date < from || *date > to);
    outside
        .map(|(document, date)| {
            let problem = problem(round, &proof::PERIOD, leaf).with("document", &document.text);
            problem.with("date", day(date)).with("from", day(from)).with("to", day(to))
        })
        .collect()
}

/// The form gives one date, and no paper bears it.
fn other_date(round: &Round, leaf: &LeafProof) -> Option<Problem> {
    let [declared] = leaf.dates[..] else { return None };
    let mut dates: Vec<Date> = documents(leaf).filter_map(|document| document.date).collect();
    dates.sort_unstable();
    dates.dedup();
    if dates.is_empty() || dates.contains(&declared) {
        return None;
    }
    let dates: Vec<String> = dates.into_iter().map(day).collect();
    let problem = problem(round, &proof::DATE, leaf).with("declared", day(declared));
    Some(problem.with("dates", dates.join(", ")))
}

/// A paper of one unit: type, number, year, notation, all folded.
type Paper = (usize, &'static str, String, Option<i32>, String);

fn by_unit_and_paper(register: &Register) -> BTreeMap<Paper, Vec<(&LeafProof, &Document)>> {
    let mut all: BTreeMap<Paper, Vec<_>> = BTreeMap::new();
    for leaf in &register.leaves {
        for document in documents(leaf) {
            let (Some(kind), Some(notation)) = (document.kind, &document.notation) else {
                continue;
            };
            let (number, notation) = (fold(&document.number), fold(notation));
            let paper = (leaf.unit, kind.short, number, document.year, notation);
            all.entry(paper).or_default().push((leaf, document));
        }
    }
    all
}

/// One paper of a unit, with every leaf that names it: two dates, else several leaves.
fn of_paper(round: &Round, named: &[(&LeafProof, &Document)]) -> Option<Problem> {
    let (first, document) = *named.first()?;
    let mut issuers: Vec<String> =
        named.iter().filter_map(|(_, document)| document.issuer.as_deref()).map(fold).collect();
    issuers.sort();
    issuers.dedup();
    if issuers.len() > 1 {
        return None;
    }
    let mut dates: Vec<Date> = named.iter().filter_map(|(_, document)| document.date).collect();
    dates.sort_unstable();
    dates.dedup();
    let mut leaves: Vec<&LeafProof> = named.iter().map(|(leaf, _)| *leaf).collect();
    leaves.dedup_by(|a, b| a.code == b.code);
    let (kind, facts) = if dates.len() > 1 {
        let dates: Vec<String> = dates.into_iter().map(day).collect();
        (&proof::TWO_DATES, ("dates", dates.join(", ")))
    } else if leaves.len() > 1 && !leaves.iter().all(|leaf| leaf.shared) {
        let codes: Vec<&str> = leaves.iter().map(|leaf| leaf.code.as_str()).collect();
        (&proof::REUSED, ("leaves", codes.join(", ")))
    } else {
        return None;
    };
    let mut problem = problem(round, kind, first).with("document", &document.text);
    for leaf in leaves.iter().skip(1).filter(|leaf| !leaf.points.is_zero()) {
        problem.stakes.push(Stake { leaf: leaf.code.clone(), points: leaf.points.clone() });
    }
    Some(problem.with(facts.0, facts.1))
}

fn at_file(round: &Round, kind: &Kind, file: &ProofFile) -> Problem {
    let mut problem = Problem::new(kind, Place::file(&file.shown));
    problem.unit = file.unit.and_then(|unit| round.units.get(unit)).map(|unit| unit.id.clone());
    problem
}

fn of_file(round: &Round, file: &ProofFile, named: bool) -> Vec<Problem> {
    let nature = match file.nature {
        Nature::Empty => Some(&proof::EMPTY),
        Nature::Archive => Some(&proof::ARCHIVE),
        Nature::Picture => Some(&proof::PICTURE),
        Nature::Other => None,
    };
    let unnamed = (!named).then_some(&proof::UNNAMED);
    nature.into_iter().chain(unnamed).map(|kind| at_file(round, kind, file)).collect()
}

/// Files of two units with the same bytes, told at each of them.
fn copied(round: &Round, register: &Register) -> Vec<Problem> {
    let mut same: BTreeMap<&str, Vec<&ProofFile>> = BTreeMap::new();
    for file in register.files.iter().filter(|file| file.size > 0 && file.unit.is_some()) {
        same.entry(&file.sha256).or_default().push(file);
    }
    let mut all = Vec::new();
    for files in same.values() {
        for file in files {
            let others = files.iter().filter(|other| other.unit != file.unit);
            let others: Vec<&str> = others.map(|other| other.shown.as_str()).collect();
            if !others.is_empty() {
                let problem = at_file(round, &proof::COPIED, file);
                all.push(problem.with("others", others.join(", ")));
            }
        }
    }
    all
}
