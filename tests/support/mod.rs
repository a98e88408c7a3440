//! What the tests share: rounds and sets from text, evidence from values, runs over folders.

pub mod browser;
#[cfg(feature = "window")]
pub mod clerk;
pub mod made;
#[cfg(feature = "window")]
pub mod window;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use parindex::appraisal::Appraisals;
use parindex::evidence::{Entry, UnitEvidence};
use parindex::index::{self, BlockIndex};
use parindex::problem::Problems;
use parindex::results::Results;
use parindex::round::{self, Round};
use parindex::rubric::{self, Rubric};
use parindex::run::{Progress, Stage, assess};
use parindex::scores::{self, Sources, UnitScores};
use parindex::source::Source;
use parindex::terms::Exact;
use parindex::value::{Gap, Outcome};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

/// Runs a round folder; the round file must be sound.
pub fn run(folder: &Path) -> (Results, Problems) {
    let (results, problems) = assess(folder, &Silent);
    let first = problems.iter().next().map(|p| p.message(parindex::terms::Lang::Vi));
    (results.unwrap_or_else(|| panic!("{}: {first:?}", folder.display())), problems)
}

/// The same of a round of the repository, which no test changes: it is run once for all tests.
pub fn given(folder: &str) -> (Results, Problems) {
    type Runs = BTreeMap<String, Arc<OnceLock<(Results, Problems)>>>;
    static RUNS: Mutex<Runs> = Mutex::new(BTreeMap::new());
    let run_of = Arc::clone(RUNS.lock().unwrap().entry(folder.to_string()).or_default());
    run_of.get_or_init(|| run(&root().join(folder))).clone()
}

/// The entries of a folder, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut list: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    list.sort();
    list
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in entries(from) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Writes a workbook again with other texts in its parts: other bytes, as after saving.
pub fn rewrite(file: &Path, change: impl Fn(&str, String) -> String) {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        parts.push((part.name().unwrap().to_string(), text));
    }
    let mut written = zip::ZipWriter::new(fs::File::create(file).unwrap());
    for (name, text) in parts {
        let text = change(&name, text);
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut written, text.as_bytes()).unwrap();
    }
    written.finish().unwrap();
}

/// A sound set from text.
pub fn rubric(text: &str) -> Rubric {
    let mut problems = Problems::default();
    let rubric = rubric::from_toml(&Source::new("set.toml", text), None, &mut problems);
    let lang = parindex::terms::Lang::Vi;
    let found: Vec<String> =
        problems.iter().map(|p| format!("{} {}", p.place, p.message(lang))).collect();
    rubric.unwrap_or_else(|| panic!("{text}\n{found:#?}"))
}

/// A round of one block with `units` units, each with the given tags.
pub fn one_block(units: usize, extra: &str) -> Round {
    let mut text = format!(
        "schema = 1\n[round]\nid = \"t\"\nyear = 2020\ntitle = \"T\"\nissuer = \"T\"\noffice = \"T\"\n\
         {extra}\n[[block]]\nid = \"b\"\nname = \"B\"\ncriteria = \"set.toml\"\n\
         [evidence]\nfiles = [\"*.xlsx\"]\n"
    );
    for unit in 0..units {
        text += &format!("[[unit]]\nid = \"u-{unit}\"\nname = \"Xã U{unit}\"\nblock = \"b\"\n");
    }
    let mut problems = Problems::default();
    let round = round::from_toml(&Source::new("round.toml", text), &mut problems);
    round.unwrap_or_else(|| panic!("{:?}", problems.iter().collect::<Vec<_>>()))
}

/// Evidence with these outcomes, one per item of the set.
pub fn evidence(rubric: &Rubric, outcomes: Vec<Outcome>) -> UnitEvidence {
    assert_eq!(outcomes.len(), rubric.items.len());
    UnitEvidence {
        file: Some("a.xlsx".into()),
        items: outcomes.into_iter().map(|outcome| Entry { outcome, ..Entry::default() }).collect(),
        leaves: vec![Default::default(); rubric.nodes.len()],
        ..UnitEvidence::default()
    }
}

/// Scores and index of a block from evidence alone.
pub fn score(
    round: &Round,
    rubric: &Rubric,
    evidence: &[UnitEvidence],
) -> (Vec<UnitScores>, BlockIndex) {
    let units: Vec<usize> = (0..round.units.len()).collect();
    let appraisals = Appraisals::default();
    let sources = Sources {
        round,
        rubric,
        units: &units,
        evidence,
        appraisals: &appraisals,
        official: &[],
        refused: &[],
        held: &|_| true,
        share: &|_, _, _| Some(Exact::fraction(3, 4).unwrap()),
        last_year: &|_, _| Err(Gap::Missing),
    };
    let mut problems = Problems::default();
    let scores = scores::from_evidence(&sources, &mut problems);
    let index = index::from_scores(round, rubric, &units, evidence, &scores);
    (scores, index)
}
