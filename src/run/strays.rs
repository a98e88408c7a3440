//! Files and sub-folders in the folders of the round that no pattern names: each is told, and
//! stands in the ledger.

use std::collections::BTreeSet;

use super::setting::Setting;
use crate::evidence::{Form, NamedFiles, Unread, unit_of_later, unit_of_version};
use crate::ledger::{Account, FileFate, Findings, ReadAs};
use crate::problem::{Place, Problem, kinds::files};
use crate::read::{self, Strange, Stray};
use crate::round::{Names, Round};

/// The strays of a round, each with what the files of its folder are read as.
pub(super) struct Strays {
    list: Vec<(ReadAs, Stray)>,
}

impl Strays {
    pub(super) fn find(setting: &Setting) -> Strays {
        let round = &setting.round;
        let patterns = patterns(round);
        let patterns: Vec<_> = patterns.iter().map(|(of, text)| (*of, text.as_str())).collect();
        Strays { list: read::strays(&setting.folder, &patterns, &named(round)) }
    }

    fn of(&self, read_as: ReadAs) -> impl Iterator<Item = &Stray> {
        self.list.iter().filter(move |(of, _)| *of == read_as).map(|(_, stray)| stray)
    }

    /// The spreadsheets among them, and below the sub-folders among them.
    pub(super) fn tables(&self, read_as: ReadAs) -> impl Iterator<Item = String> {
        self.of(read_as).flat_map(|stray| match &stray.what {
            Strange::Table => vec![stray.shown.clone()],
            Strange::Folder { tables, proof: false, .. } => {
                let folder = stray.shown.trim_end_matches('/');
                tables.iter().map(|table| format!("{folder}/{table}")).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The documents among them: a form that was sent as Word, or anything else.
    pub(super) fn documents(&self, read_as: ReadAs) -> impl Iterator<Item = &str> {
        let is_document = |stray: &&Stray| matches!(stray.what, Strange::Document(..));
        self.of(read_as).filter(is_document).map(|stray| stray.shown.as_str())
    }

    /// Reports the strays among the files that are read as this.
    pub(super) fn report(&self, read_as: ReadAs, findings: &mut Findings) {
        for stray in self.of(read_as) {
            report(read_as, stray, findings);
        }
    }

    /// The same for evidence. A unit of which nothing else came has sent something all the same,
    /// and a spreadsheet beside its form may be another version: both are forms that cannot be
    /// used. What a unit's form names as proof is no submission. Gives what stands beside the form
    /// of a unit by its name, and may be to take its place.
    pub(super) fn evidence(
        &self,
        names: &Names,
        round: &Round,
        forms: &mut Vec<Form>,
        findings: &mut Findings,
    ) -> Vec<Unread> {
        let (mut sent, mut unread) = (Vec::new(), Vec::new());
        let is_document = |stray: &Stray| matches!(stray.what, Strange::Document(..));
        let documents = self.of(ReadAs::Evidence).filter(|stray| is_document(stray));
        let mut proof = NamedFiles::new(documents.map(|stray| stray.shown.as_str()));
        forms.iter().for_each(|form| proof.look_through(form));
        let heard: BTreeSet<usize> = forms.iter().map(|form| form.unit).collect();
        for stray in self.of(ReadAs::Evidence) {
            let document = is_document(stray);
            if document && proof.holds(&stray.shown) {
                let fate = FileFate::NoInput;
                findings.ledger.push(Account::unread(ReadAs::Evidence, stray.shown.as_str(), fate));
                continue;
            }
            let said = findings.problems.mark();
            report(ReadAs::Evidence, stray, findings);
            let unit = match stray.what {
                Strange::Table => unit_of_later(&stray.shown, names),
                Strange::Document(..) => unit_of_version(&stray.shown, names),
                _ => None,
            };
            let Some(unit) = unit else { continue };
            let id = round.units.get(unit).map(|unit| unit.id.clone());
            findings.problems.since_mut(said).for_each(|problem| problem.unit = id.clone());
            let whole = Form::unusable(&stray.shown, names).filter(|_| !document);
            match (whole, heard.contains(&unit)) {
                (Some(form), _) => sent.push(form),
                (None, false) => sent.push(Form::unread(unit, &stray.shown)),
                (None, true) => unread.push(Unread { unit, file: stray.shown.clone() }),
            }
        }
        forms.extend(sent);
        unread
    }
}

/// Every pattern of the round, and what its files are read as.
fn patterns(round: &Round) -> Vec<(ReadAs, String)> {
    let mut all = Vec::new();
    let mut add = |of: ReadAs, list: &[String]| all.extend(list.iter().map(|p| (of, p.clone())));
    add(ReadAs::Evidence, &round.evidence);
    add(ReadAs::Appraisal, &round.appraisal);
    add(ReadAs::Prefill, &round.prefill);
    add(ReadAs::Official, &round.official.files);
    for survey in &round.surveys {
        add(ReadAs::Survey, &survey.files);
        add(ReadAs::Register, &survey.register);
    }
    all
}

/// The files that the round names one by one.
fn named(round: &Round) -> Vec<&str> {
    let mut all = vec![round.file.as_ref()];
    all.extend(round.units_file.as_deref());
    all.extend(round.previous.as_deref());
    all.extend(round.calendars.iter().map(String::as_str));
    all.extend(round.blocks.iter().map(|block| block.criteria.as_str()));
    for survey in &round.surveys {
        all.push(&survey.scheme);
        all.extend(survey.population.as_deref());
    }
    all
}

/// Where `round.toml` names the files that are read as this.
fn section(read_as: ReadAs) -> &'static str {
    match read_as {
        ReadAs::Appraisal => "[appraisal]",
        ReadAs::Prefill => "[prefill]",
        ReadAs::Official => "[official]",
        ReadAs::Survey | ReadAs::Register => "[[survey]]",
        _ => "[evidence]",
    }
}

fn report(read_as: ReadAs, stray: &Stray, findings: &mut Findings) {
    let fate = match problem(read_as, stray) {
        Some(problem) if problem.kind == files::FOLDER_PROOF => {
            findings.problems.push(problem);
            FileFate::NoInput
        }
        Some(problem) => {
            let code = problem.kind.code;
            findings.problems.push(problem);
            FileFate::Refused(code)
        }
        None if stray.what == Strange::Temporary => FileFate::Skipped,
        None => FileFate::NoInput,
    };
    findings.ledger.push(Account::unread(read_as, stray.shown.as_str(), fate));
}

/// So many spreadsheets of a sub-folder are named.
const NAMED: usize = 5;

fn problem(read_as: ReadAs, stray: &Stray) -> Option<Problem> {
    let problem = |kind| {
        let problem = Problem::new(kind, Place::file(&stray.shown));
        problem.with("folder", &stray.folder).with("section", section(read_as))
    };
    Some(match &stray.what {
        Strange::Temporary | Strange::Remark => return None,
        Strange::Table => {
            let pattern = pattern_like(stray);
            problem(&files::FILE_NO_PATTERN).with("pattern", pattern)
        }
        Strange::Document(vi, en) => problem(&files::FILE_STRAY).said("found", vi, en),
        Strange::Folder { files, proof: true, .. } => {
            problem(&files::FOLDER_PROOF).with("count", files)
        }
        Strange::Folder { tables, .. } => {
            let mut names: Vec<&str> = tables.iter().take(NAMED).map(String::as_str).collect();
            names.extend((tables.len() > NAMED).then_some("…"));
            problem(&files::FOLDER_UNREAD)
                .with("count", tables.len())
                .with("names", names.join(", "))
                .with("pattern", format!("{}*", stray.shown))
        }
    })
}

/// The pattern that would match the file and its like.
fn pattern_like(stray: &Stray) -> String {
    let name = stray.shown.strip_prefix(stray.folder.as_str()).unwrap_or(&stray.shown);
    match name.rsplit_once('.') {
        Some((_, extension)) => format!("{}*.{}", stray.folder, extension.to_lowercase()),
        None => stray.shown.clone(),
    }
}
