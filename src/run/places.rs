//! The folders that a round reads from, and whether something may be written into another one:
//! told from the round file alone, before anything else is read.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::setting::read_round;
use crate::ledger::Findings;
use crate::problem::{Place, Problem, kinds};
use crate::round::Round;

/// The forms that went out stand here, below the folder of the round: what was asked is read
/// from them again.
pub const FORMS: &str = "forms";

/// A round by its file alone.
pub struct Outline {
    pub folder: PathBuf,
    pub round: Round,
}

/// The round at `path`; `None` when its file cannot be used, which the run itself will say.
pub fn outline(path: &Path) -> Option<Outline> {
    let mut findings = Findings::default();
    let (folder, round) = read_round(path, &mut findings)?;
    Some(Outline { folder, round })
}

/// How much of a folder is input.
enum Extent {
    /// Everything below it.
    Whole,
    /// Files that stand in it. What lies below is nobody's concern.
    Itself,
    /// What these parts of a pattern match, one per folder, the file's last.
    Matching(Vec<String>),
}

struct Input {
    folder: PathBuf,
    extent: Extent,
}

/// How an output folder meets an input folder, in both languages.
type Meeting = [&'static str; 2];

const IS: Meeting = ["chính là", "is"];
const HOLDS: Meeting = ["chứa", "holds"];
const LIES_IN: Meeting = ["nằm trong", "lies in"];

impl Outline {
    /// Why nothing may be written into the folder; `None` when it may. `own` is where the
    /// command's forms go by themselves, below the folder of forms.
    pub fn refuses(&self, output: &Path, own: bool) -> Option<Problem> {
        let round = real(&self.folder);
        let out = real(output);
        let inputs = self.inputs(&round, own);
        let (input, meeting) = inputs.iter().find_map(|input| Some((input, input.meets(&out)?)))?;
        let shown = input.folder.strip_prefix(&round).unwrap_or(&input.folder);
        let shown = match shown.as_os_str().is_empty() {
            true => "(thư mục của đợt chấm)".to_string(),
            false => shown.display().to_string().replace('\\', "/"),
        };
        let out = output.display().to_string();
        let problem = Problem::new(&kinds::output::INPUTS, Place::file(out.as_str()));
        Some(problem.with("file", out).with("folder", shown).said("how", meeting[0], meeting[1]))
    }

    fn inputs(&self, round: &Path, own: bool) -> Vec<Input> {
        let named = &self.round;
        let mut all = vec![Input { folder: round.to_path_buf(), extent: Extent::Itself }];
        let surveys = || named.surveys.iter();
        let patterns =
            [&named.evidence, &named.appraisal, &named.prefill, &named.official.files].into_iter();
        let patterns = patterns.chain(surveys().flat_map(|s| [&s.files, &s.register]));
        all.extend(patterns.flatten().map(|pattern| Input::of_pattern(round, pattern)));
        let files = named.blocks.iter().map(|block| block.criteria.as_str());
        let files = files.chain(named.calendars.iter().map(String::as_str));
        let files = files.chain(named.units_file.as_deref());
        let files = files.chain(surveys().map(|s| s.scheme.as_str()));
        let files = files.chain(surveys().filter_map(|s| s.population.as_deref()));
        all.extend(files.map(|file| Input::of_pattern(round, file)));
        // Results of other years may lie around it.
        all.extend(named.previous.iter().map(|file| Input {
            folder: real(&round.join(file)).parent().unwrap_or(round).to_path_buf(),
            extent: Extent::Itself,
        }));
        let forms = Input { folder: real(&round.join(FORMS)), extent: Extent::Whole };
        all.extend(Some(forms).filter(|_| !own));
        all
    }
}

impl Input {
    /// The folder that a pattern, or the path of one file, looks into.
    fn of_pattern(round: &Path, pattern: &str) -> Input {
        let pattern = pattern.replace('\\', "/");
        let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
        let is_glob = |part: &&str| part.contains(['*', '?', '[']);
        let first = parts.iter().position(is_glob);
        let base = first.unwrap_or(parts.len().saturating_sub(1));
        let root = if pattern.starts_with('/') { PathBuf::from("/") } else { round.to_path_buf() };
        let folder = real(&root.join(parts[..base].join("/")));
        // The round itself stands in it: most of what is there is no input.
        let extent = match (begins(round, &folder), first) {
            (false, _) => Extent::Whole,
            (true, None) => Extent::Itself,
            (true, Some(_)) => {
                Extent::Matching(parts[base..].iter().map(ToString::to_string).collect())
            }
        };
        Input { folder, extent }
    }

    fn meets(&self, out: &Path) -> Option<Meeting> {
        let (own, out) = (parts(&self.folder), parts(out));
        if own == out {
            return Some(IS);
        }
        if own.starts_with(&out) {
            return Some(HOLDS);
        }
        let inside = out.strip_prefix(own.as_slice())?;
        let is_input = match &self.extent {
            Extent::Whole => true,
            Extent::Itself => false,
            Extent::Matching(pattern) => matches(pattern, inside),
        };
        is_input.then_some(LIES_IN)
    }
}

/// Whether files of that folder, or further down, would match the pattern.
fn matches(pattern: &[String], inside: &[String]) -> bool {
    let leads = |(part, name): (&String, &String)| {
        glob::Pattern::new(&part.to_lowercase()).is_ok_and(|part| part.matches(name))
    };
    pattern.iter().any(|part| part == "**")
        || (inside.len() < pattern.len() && pattern.iter().zip(inside).all(leads))
}

/// Whether `path` is the folder or lies in it.
fn begins(path: &Path, folder: &Path) -> bool {
    parts(path).starts_with(&parts(folder))
}

/// The names on the way, as a system compares them that knows no case.
fn parts(path: &Path) -> Vec<String> {
    let name = |part: Component<'_>| {
        part.as_os_str().to_string_lossy().nfc().collect::<String>().to_lowercase()
    };
    path.components().map(name).collect()
}

/// The path as it really is: links followed, steps back taken, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            part => {
                whole.push(part);
                whole = whole.canonicalize().unwrap_or(whole);
            }
        }
    }
    whole
}
