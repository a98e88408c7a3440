//! What a run starts from: the round, its criteria sets and survey schemes, last year.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{block_data, register_schemes, sets_fit, tie_break, years};
use crate::expr::OfRound;
use crate::ledger::{Account, Aside, FileFate, Findings, InputFile, ReadAs, RowFate};
use crate::previous::Previous;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::read;
use crate::register;
use crate::round::{self, Round};
use crate::rubric::{self, Rubric};
use crate::source::Source;
use crate::survey::Scheme;
use crate::survey::scheme;
use crate::terms::Calendar;
use crate::workshop::lint::lint_alone;
use crate::write::files::{is_as_written, strange_in_set};

/// The checked setting of a round.
pub struct Setting {
    pub folder: PathBuf,
    pub round: Round,
    /// One per block; `None` where the set has errors: that block is not scored.
    pub rubrics: Vec<Option<Rubric>>,
    /// One per survey of the round.
    pub schemes: Vec<Option<Scheme>>,
    /// One per `[[register]]` of the round.
    pub registers: Vec<Option<register::Scheme>>,
    pub previous: Previous,
}

/// The folder of a round and the name of its file, from what the user named.
pub(super) fn round_file(path: &Path) -> (PathBuf, String) {
    if path.is_dir() {
        return (path.to_path_buf(), "round.toml".to_string());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
    (folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf), name)
}

impl Setting {
    /// Reads all TOML files of the round. `None` when the round file itself cannot be used.
    pub fn read(path: &Path, findings: &mut Findings) -> Option<Setting> {
        let (folder, round) = read_round(path, findings)?;
        let sets = round.blocks.iter().map(|block| block.criteria.as_str());
        let words = ("bộ tiêu chí", "criteria sets", "criteria");
        if let Some(problem) = none_there(&folder, &round, sets, words) {
            findings.problems.push(problem);
            return None;
        }
        let mut setting = Setting::around(folder, round, findings)?;
        setting.round.calendar = read_calendar(&setting.folder, &setting.round, findings)?;
        setting.registers = register_schemes::schemes(
            &setting.folder,
            (&setting.round, &of_round(&setting.round)),
            findings,
        );
        setting.rubrics = read_rubrics(&setting.folder, &setting.round, findings);
        let problems = &mut findings.problems;
        block_data::give(&setting.round, &mut setting.rubrics, problems)?;
        let (round, rubrics, schemes) = (&setting.round, &setting.rubrics, &setting.schemes);
        let sets = (&rubrics[..], &schemes[..]);
        sets_fit::needs_of_round(round, rubrics, problems);
        sets_fit::survey_leaves(round, sets, problems);
        sets_fit::not_held(round, sets, problems);
        tie_break::check(round, sets, problems);
        years::report(round, rubrics, schemes, problems);
        Some(setting)
    }

    /// The same without the criteria sets: what a survey needs.
    pub fn of_surveys(path: &Path, findings: &mut Findings) -> Option<Setting> {
        let (folder, round) = read_round(path, findings)?;
        let schemes = round.surveys.iter().map(|survey| survey.scheme.as_str());
        let words = ("phương pháp khảo sát", "survey schemes", "scheme");
        if let Some(problem) = none_there(&folder, &round, schemes, words) {
            findings.problems.push(problem);
            return None;
        }
        Setting::around(folder, round, findings)
    }

    /// All but the criteria sets.
    fn around(folder: PathBuf, mut round: Round, findings: &mut Findings) -> Option<Setting> {
        if let Some(file) = round.units_file.clone() {
            read_units(&folder, &file, &mut round, findings)?;
        }
        let schemes = read_schemes(&folder, &round, findings);
        let previous = read_previous(&folder, &round, findings);
        let (rubrics, registers) = (Vec::new(), Vec::new());
        Some(Setting { folder, round, rubrics, schemes, registers, previous })
    }
}

/// Whether the machine, or where things were put, hides what would be counted: nothing is made
/// of that.
pub(super) fn is_stopped(problems: &Problems) -> bool {
    kinds::files::STOPPING.iter().any(|kind| problems.has(kind))
}

/// `parindex 0.1.0`
pub fn program() -> String {
    concat!("parindex ", env!("CARGO_PKG_VERSION")).to_string()
}

/// The round file with its folder.
pub(super) fn read_round(path: &Path, findings: &mut Findings) -> Option<(PathBuf, Round)> {
    let (folder, file) = round_file(path);
    let text = read::text(&folder.join(&file), &file, findings)?;
    Some((folder, round::from_toml(&Source::new(file, text), &mut findings.problems)?))
}

/// Says so when none of the files is there: then the folder they stand in was forgotten, and
/// everything else would be said of what is not wrong.
fn none_there<'r>(
    folder: &Path,
    round: &Round,
    files: impl Iterator<Item = &'r str>,
    (vi, en, line): (&str, &str, &str),
) -> Option<Problem> {
    let mut looked: Vec<PathBuf> = files.map(|file| resolved(&folder.join(file))).collect();
    if looked.is_empty() || looked.iter().any(|path| path.exists()) {
        return None;
    }
    looked.sort();
    looked.dedup();
    let looked: Vec<String> = looked.iter().map(|path| path.display().to_string()).collect();
    let problem = Problem::new(&kinds::files::SETS_MISSING, Place::file(round.file.as_ref()));
    Some(problem.said("what", vi, en).with("line", line).with("looked", looked.join(", ")))
}

/// The path without the steps up and back that `round.toml` takes.
fn resolved(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match (part, plain.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                plain.pop();
            }
            (Component::CurDir, _) => {}
            _ => plain.push(part),
        }
    }
    plain
}

fn read_units(folder: &Path, file: &str, round: &mut Round, findings: &mut Findings) -> Option<()> {
    let book = read::book(&folder.join(file), file, &read::FORM, &mut findings.problems)?;
    findings.ledger.files.push(InputFile::of(&book));
    round::units_from_book(&book, round, findings)
}

/// The working days of the round. `None` when a calendar cannot be used: then nothing that hangs on
/// it may be counted.
fn read_calendar(folder: &Path, round: &Round, findings: &mut Findings) -> Option<Arc<Calendar>> {
    let mut sources = Vec::new();
    let mut complete = true;
    for file in &round.calendars {
        let text = read::text(&folder.join(file), file, findings);
        complete &= text.is_some();
        sources.extend(text.map(|text| Source::new(file.as_str(), text)));
    }
    let calendar = round::calendar_from_toml(&sources, &mut findings.problems);
    calendar.filter(|_| complete).map(Arc::new)
}

/// One set per block; blocks that share a file share its problems, reported once.
fn read_rubrics(folder: &Path, round: &Round, findings: &mut Findings) -> Vec<Option<Rubric>> {
    let mut known: BTreeMap<&str, Option<Rubric>> = BTreeMap::new();
    let of_round = of_round(round);
    for block in &round.blocks {
        if !known.contains_key(block.criteria.as_str()) {
            let rubric = read_rubric(folder, &block.criteria, &of_round, findings);
            if let Some(rubric) = &rubric {
                round::agencies_exist(round, rubric, &mut findings.problems);
                sets_fit::tags_exist(round, rubric, &mut findings.problems);
            }
            known.insert(&block.criteria, rubric);
        }
    }
    round.blocks.iter().map(|b| known.get(b.criteria.as_str()).cloned().flatten()).collect()
}

/// One scheme per survey; surveys that share a file share its problems, reported once.
fn read_schemes(folder: &Path, round: &Round, findings: &mut Findings) -> Vec<Option<Scheme>> {
    let mut known: BTreeMap<&str, Option<Scheme>> = BTreeMap::new();
    for survey in &round.surveys {
        let file = survey.scheme.as_str();
        if !known.contains_key(file) {
            let text = read::text(&folder.join(file), file, findings);
            let scheme = text.and_then(|text| {
                scheme::from_toml(&Source::new(file, text), &mut findings.problems)
            });
            known.insert(file, scheme);
        }
    }
    let of = |survey: &round::SurveyFiles| known.get(survey.scheme.as_str()).cloned().flatten();
    round.surveys.iter().map(of).collect()
}

fn read_rubric(
    folder: &Path,
    file: &str,
    round: &OfRound,
    findings: &mut Findings,
) -> Option<Rubric> {
    let text = read::text(&folder.join(file), file, findings)?;
    judge_rubric(folder, &Source::new(file, text), round, findings)
}

/// A set whose text is there already; its base is read.
fn judge_rubric(
    folder: &Path,
    source: &Source,
    round: &OfRound,
    findings: &mut Findings,
) -> Option<Rubric> {
    let file = &*source.path;
    let Some(base) = rubric::extends_of(source) else {
        return rubric::from_toml_in(round, source, None, &mut findings.problems);
    };
    let beside = Path::new(file).parent().map(|p| p.to_string_lossy().to_string());
    let shown = match beside.filter(|p| !p.is_empty()) {
        Some(parent) => format!("{parent}/{}", base.value),
        None => base.value.clone(),
    };
    let base = read::text(&folder.join(&shown), &shown, findings)
        .map(|text| Source::new(shown.as_str(), text));
    rubric::from_toml_in(round, source, base.as_ref(), &mut findings.problems)
}

fn read_previous(folder: &Path, round: &Round, findings: &mut Findings) -> Previous {
    let Some(file) = &round.previous else { return Previous::default() };
    let said = findings.problems.mark();
    let read = read::text(&folder.join(file), file, findings).and_then(|text| {
        let refuse = |(vi, en): (String, String)| {
            let problem = Problem::new(&kinds::scores::PREVIOUS, Place::file(file));
            findings.problems.push(problem.said("detail", vi, en));
        };
        Previous::before(&text, round.year).map_err(refuse).ok()
    });
    let Some(mut previous) = read else {
        let code = findings.problems.refused_since(said).unwrap_or(kinds::scores::PREVIOUS.code);
        findings.ledger.push(Account::unread(
            ReadAs::Previous,
            file.as_str(),
            FileFate::Refused(code),
        ));
        return Previous::default();
    };
    if is_as_written(&folder.join(file)) == Some(false) {
        findings.problems.push(Problem::new(&kinds::scores::PREVIOUS_CHANGED, Place::file(file)));
    }
    let strange = strange_in_set(&folder.join(file));
    if let Some(first) = strange.first() {
        let problem = Problem::new(&kinds::scores::PREVIOUS_MIXED, Place::file(file));
        findings.problems.push(problem.with("count", strange.len()).with("first", first));
    }
    for unit in &round.units {
        let Some(name) = previous.name(&unit.id).map(str::to_string) else { continue };
        if unit.is_called(&name) || round.years.is_said(&unit.id) {
            continue;
        }
        let problem = Problem::new(&kinds::scores::PREVIOUS_NAME, Place::file(file));
        let problem = problem.with("id", &unit.id).with("now", &unit.name).with("before", name);
        findings.problems.push(problem);
        previous.forget(&unit.id);
    }
    // Its "rows" are the units of last year.
    let units: Vec<_> = previous.units().collect();
    let mut account = Account::of(ReadAs::Previous, file.as_str().into(), "".into(), units.len());
    for (at, unit) in (0u32..).zip(units) {
        let known = round.units.iter().any(|own| own.id == *unit);
        account.add(at, if known { RowFate::Used } else { RowFate::Aside(Aside::OtherUnit) });
        account.values += usize::from(known);
    }
    findings.ledger.push(account);
    previous
}

/// Reads a criteria set as one of this round's blocks would: with its working days, its period and
/// the figures that the block gives. `None` when it cannot be used; a worked example that fails is
/// told and drops nothing.
pub fn set_for(
    setting: &Setting,
    block: usize,
    file: &str,
    findings: &mut Findings,
) -> Option<Rubric> {
    let round = &setting.round;
    let rubric = read_rubric(Path::new(""), file, &of_round(round), findings)?;
    round::agencies_exist(round, &rubric, &mut findings.problems);
    sets_fit::tags_exist(round, &rubric, &mut findings.problems);
    let mut sets: Vec<Option<Rubric>> = vec![None; round.blocks.len()];
    sets[block] = Some(rubric);
    block_data::give(round, &mut sets, &mut findings.problems)?;
    sets.swap_remove(block)
}

/// Checks a single criteria set or survey scheme. `None` when the file is neither.
pub fn check_file(path: &Path, problems: &mut Problems) -> Option<()> {
    let (folder, file) = round_file(path);
    let mut findings = Findings::default();
    let text = read::text(&folder.join(&file), &file, &mut findings);
    problems.extend(findings.problems);
    check_text(&folder, &Source::new(file, text?), &OfRound::default(), problems)?;
    // what was wrong with it has been told
    if let Some(rubric) = rubric_of_file(path, &mut Problems::default()) {
        lint_alone(&rubric, problems);
    }
    Some(())
}

/// The criteria set of a file, of no round. `None` when it has errors or is none.
pub fn rubric_of_file(path: &Path, problems: &mut Problems) -> Option<Rubric> {
    let (folder, file) = round_file(path);
    let mut findings = Findings::default();
    let text = read::text(&folder.join(&file), &file, &mut findings);
    let source = text.map(|text| Source::new(file, text));
    let rubric = source
        .and_then(|source| judge_rubric(&folder, &source, &OfRound::default(), &mut findings));
    problems.extend(findings.problems);
    rubric
}

/// What the sets of a round take from it.
pub fn of_round(round: &Round) -> OfRound {
    OfRound { calendar: round.calendar.clone(), period_share: round.period_share(), rows: false }
}

/// Checks a criteria set, a calendar or a survey scheme by its text, as if it stood in its file below
/// the folder. `None` when it is none of them.
pub fn check_text(
    folder: &Path,
    source: &Source,
    round: &OfRound,
    problems: &mut Problems,
) -> Option<()> {
    let has = |table: &str| source.text.lines().any(|l| l.trim() == table);
    if has("[set]") {
        let mut findings = Findings::default();
        judge_rubric(folder, source, round, &mut findings);
        problems.extend(findings.problems);
        return Some(());
    }
    if source.text.lines().any(|line| line.trim_start().starts_with("holidays")) {
        round::calendar_from_toml(std::slice::from_ref(source), problems);
        return Some(());
    }
    if has("[register]") {
        register::from_toml(source, round, problems);
        return Some(());
    }
    if has("[scheme]") {
        scheme::from_toml(source, problems);
        return Some(());
    }
    None
}
