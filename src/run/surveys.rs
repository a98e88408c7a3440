//! The surveys of a round alone, and the samples for them.

use std::collections::BTreeSet;
use std::path::Path;

use super::progress::Progress;
use super::setting::{Setting, is_stopped, program};
use super::strays::Strays;
use super::transactions::Transactions;
use super::{files, inputs};
use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::ledger::{Findings, Ledger, ReadAs};
use crate::problem::{Level, Place, Problem, Problems, kinds};
use crate::read;
use crate::refusal::{Refusal, Refused};
use crate::results::{BlockResults, Results};
use crate::round::{Names, Round, SurveyFiles, Unit};
use crate::survey::populations::Populations;
use crate::survey::register::{self, Sample};
use crate::survey::sampling::quota;
use crate::survey::{Absent, Quota, Satisfaction, Scheme, absent};
use crate::terms::UnitId;

/// Reads the surveys of the round at `path` and nothing else. `None` when the round file cannot
/// be used; the problems say why.
pub fn surveys(path: &Path, progress: &dyn Progress) -> (Option<Results>, Problems) {
    let mut findings = Findings::default();
    let Some(setting) = Setting::of_surveys(path, &mut findings) else {
        return (None, findings.problems.sorted());
    };
    let names = Names::new(&setting.round);
    let surveys = inputs::surveys(&setting, &names, progress, &mut findings);
    report_absent(&surveys, &setting.round, &mut findings.problems);
    let strays = Strays::find(&setting);
    for read_as in [ReadAs::Survey, ReadAs::Register] {
        strays.report(read_as, &mut findings);
    }
    if is_stopped(&findings.problems) {
        return (None, findings.problems.sorted());
    }
    findings.ledger.sort_files();
    let problems = findings.problems.sorted();
    (Some(results(setting, surveys, findings.ledger, problems.clone())), problems)
}

fn results(
    setting: Setting,
    surveys: Vec<Satisfaction>,
    ledger: Ledger,
    problems: Problems,
) -> Results {
    Results {
        program: program(),
        previous: setting.previous.indices,
        previous_surveys: setting.previous.surveys,
        round: setting.round,
        blocks: Vec::new(),
        appraisals: Appraisals::default(),
        surveys,
        registers: Vec::new(),
        ledger,
        problems,
    }
}

/// What a sample is drawn with.
pub struct Draw<'a> {
    /// The round's id when none is given.
    pub seed: Option<&'a str>,
    /// Headings of columns of the register that the list shall have.
    pub keep: &'a [String],
    /// Sizes and quotas only: registers are read only where they alone give the numbers.
    pub sizes_only: bool,
}

/// Sizes and draws the sample of every survey that has a table of transactions or a register.
/// The forms that are there already count as had. `None` when the round file cannot be used.
pub fn samples(
    path: &Path,
    how: &Draw<'_>,
    progress: &dyn Progress,
) -> (Option<(Results, Vec<Sample>)>, Problems) {
    let mut findings = Findings::default();
    let Some(setting) = Setting::of_surveys(path, &mut findings) else {
        return (None, findings.problems.sorted());
    };
    let names = Names::new(&setting.round);
    // what is wrong with forms is said by the commands that use them
    let mut aside = Findings::default();
    let held = inputs::surveys(&setting, &names, progress, &mut aside);
    if is_stopped(&aside.problems) {
        return (None, aside.problems.sorted());
    }
    let sampler = Sampler { setting: &setting, names: &names, held: &held, how };
    let samples = sampler.all(&mut findings);
    if is_stopped(&findings.problems) {
        return (None, findings.problems.sorted());
    }
    findings.ledger.sort_files();
    let problems = findings.problems.sorted();
    (Some((results(setting, held, findings.ledger, problems.clone()), samples)), problems)
}

/// Have, need and missing of every survey that has a table of transactions or a register,
/// also of those without a form yet; and what is wrong with these tables.
pub(super) fn quotas(setting: &Setting, held: &[Satisfaction]) -> (Vec<Sample>, Problems) {
    let names = Names::new(&setting.round);
    let how = Draw { seed: None, keep: &[], sizes_only: true };
    let mut findings = Findings::default();
    let sampler = Sampler { setting, names: &names, held, how: &how };
    let samples = sampler.all(&mut findings);
    (samples, findings.problems.sorted())
}

struct Sampler<'a> {
    setting: &'a Setting,
    names: &'a Names,
    held: &'a [Satisfaction],
    how: &'a Draw<'a>,
}

impl Sampler<'_> {
    fn all(&self, findings: &mut Findings) -> Vec<Sample> {
        let schemes = 0..self.setting.schemes.len();
        schemes.filter_map(|at| self.sample(at, findings)).collect()
    }

    fn sample(&self, at: usize, findings: &mut Findings) -> Option<Sample> {
        let Setting { round, schemes, .. } = self.setting;
        let (survey, scheme) = (&round.surveys[at], schemes[at].as_ref()?);
        let sized = |s: &SurveyFiles| s.population.is_some() || !s.register.is_empty();
        let earlier = round.surveys[..at].iter().any(|s| s.scheme == survey.scheme && sized(s));
        if !sized(survey) || earlier {
            return None;
        }
        let of = (survey.scheme.as_str(), scheme);
        let table = Transactions::read(self.setting, of, self.names, findings);
        let mut populations = table.units;
        let from_register = populations.is_empty();
        let is_read = !self.how.sizes_only || from_register;
        let register = is_read && !survey.register.is_empty();
        let patterns = if register { &survey.register[..] } else { &[] };
        let files = files::find(self.setting, ReadAs::Register, patterns, findings);
        let books: Vec<_> = files
            .iter()
            .filter_map(|file| {
                let mut book = files::book(ReadAs::Register, file, &read::SURVEY, findings)?;
                crate::survey::veil(&mut book, scheme, self.names, &mut findings.problems);
                Some(book)
            })
            .collect();
        let keep = self.how.keep;
        let records = register::records(&books, scheme, round, self.names, keep, findings);
        if from_register {
            populations = register::populations_of(&records, round);
        }
        let quotas = self.quotas(scheme, &populations);
        let seed = self.how.seed.unwrap_or(&round.id);
        let register = register && !self.how.sizes_only;
        let mut sample =
            Sample::draw(scheme, (records, register), quotas, seed, round, &mut findings.problems);
        sample.from_register = from_register;
        sample.kept = keep.to_vec();
        Some(sample)
    }

    fn quotas(&self, scheme: &Scheme, populations: &Populations) -> Vec<Quota> {
        let held = self.held.iter().find(|s| s.scheme == scheme.id);
        let units = self.setting.round.units.iter().zip(populations);
        let work = units.filter_map(|(unit, population)| {
            let known = held.and_then(|s| s.quotas.iter().find(|w| w.unit == unit.id));
            let forms = held.and_then(|s| s.unit(&unit.id)).map_or(0, |u| u.quality.forms as u64);
            let by_service = |name: &str| {
                let service = known?.services.iter().find(|s| s.name == name)?;
                service.have
            };
            quota(&scheme.plan, &unit.id, population, forms, &by_service)
        });
        work.collect()
    }
}

/// What forms that cannot be used leave open: the points of surveys of the unit that they are of,
/// else of all.
pub(super) fn refused(round: &Round, findings: &Findings) -> Vec<Refusal> {
    let accounts = findings.ledger.accounts.iter().filter(|a| a.read_as == ReadAs::Survey);
    let files: BTreeSet<&str> = accounts.map(|account| account.file.as_ref()).collect();
    let mut all: Vec<Refusal> = Vec::new();
    let errors = findings.problems.iter().filter(|p| p.kind.level == Level::Error);
    for problem in errors.filter(|problem| files.contains(problem.place.file.as_str())) {
        let at = |id: &UnitId| round.units.iter().position(|unit| unit.id == *id);
        let unit = problem.unit.as_ref().and_then(at);
        if all.iter().all(|known| known.unit != unit) {
            let whole = Refusal::of_file(Refused::Survey, problem.place.file.as_str().into());
            all.push(Refusal { unit, ..whole });
        }
    }
    all
}

/// Units that a survey has not reached and of which nobody has said so yet.
pub(super) fn report_absent(surveys: &[Satisfaction], round: &Round, problems: &mut Problems) {
    let told = [kinds::scores::NO_FORMS, kinds::survey::NONE_VALID];
    for Absent { survey, units } in absent(surveys, round) {
        let is_told = |unit: &Unit| {
            let of_scheme = |p: &Problem| {
                p.facts.iter().any(|(name, value)| *name == "scheme" && *value == survey.scheme)
            };
            problems.iter().any(|p| {
                told.contains(&p.kind) && p.unit.as_ref() == Some(&unit.id) && of_scheme(p)
            })
        };
        let units = units.into_iter().map(|at| &round.units[at]).filter(|unit| !is_told(unit));
        let names: Vec<&str> = units.map(|unit| unit.name.as_str()).collect();
        if !names.is_empty() {
            problems.push(
                Problem::new(&kinds::survey::UNITS_ABSENT, Place::file(round.file.as_ref()))
                    .with("scheme", &survey.scheme)
                    .with("count", names.len())
                    .with("units", names.join(", ")),
            );
        }
    }
}

/// Declared surveys of which nothing came: one message, where every unit would have its own.
pub(super) fn report_awaited(
    setting: &Setting,
    blocks: &[BlockResults],
    evidence: &[UnitEvidence],
    surveys: &[Satisfaction],
    problems: &mut Problems,
) {
    // Before anything has come there are no figures that could be provisional.
    let kind = match evidence.iter().all(|unit| unit.files.is_empty()) {
        true => &kinds::scores::SURVEY_NOT_YET,
        false => &kinds::scores::SURVEY_AWAITED,
    };
    let came = |scheme: &str| surveys.iter().any(|survey| survey.scheme == scheme);
    problems.retain(|problem| {
        problem.kind != kinds::scores::NO_FORMS || problem.plain_fact("scheme").is_none_or(came)
    });
    for scheme in setting.schemes.iter().flatten().filter(|scheme| !came(&scheme.id)) {
        let of_block = |block: &BlockResults| -> Vec<String> {
            let leaves = block.rubric.leaves();
            let asking = leaves.filter(|(.., leaf)| leaf.rule.scheme.as_ref() == Some(&scheme.id));
            asking.map(|(_, node, _)| node.code.to_string()).collect()
        };
        let mut codes: Vec<String> = Vec::new();
        for code in blocks.iter().flat_map(of_block) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if !codes.is_empty() {
            problems.push(
                Problem::new(kind, Place::file(setting.round.file.as_ref()))
                    .with("scheme", &scheme.id)
                    .with("codes", codes.join(", ")),
            );
        }
    }
}

/// Points that rest on fewer forms than the scheme's minimum: used, and said.
pub(super) fn report_few_forms(
    blocks: &[BlockResults],
    surveys: &[Satisfaction],
    setting: &Round,
    problems: &mut Problems,
) {
    for block in blocks {
        for (unit, scores) in block.units.iter().zip(&block.scores) {
            let unit = &setting.units[*unit];
            for (at, survey) in surveys.iter().enumerate() {
                // points come from the first of a scheme: the sample, where there is one
                if surveys[..at].iter().any(|earlier| earlier.scheme == survey.scheme) {
                    continue;
                }
                let Some(figures) = survey.unit(&unit.id).filter(|u| u.small) else { continue };
                let own = survey.own_words();
                let codes: Vec<&str> = scores
                    .leaves
                    .iter()
                    .filter(|leaf| leaf.state == crate::scores::State::Scored)
                    .map(|leaf| &block.rubric.nodes[leaf.node])
                    .filter(|node| {
                        let leaf = node.leaf.as_ref();
                        leaf.is_some_and(|l| l.rule.scheme.as_deref() == Some(&survey.scheme))
                    })
                    .map(|node| node.code.as_str())
                    .collect();
                if codes.is_empty() {
                    continue;
                }
                problems.push(
                    Problem::new(
                        &kinds::fieldwork::SMALL_POINTS,
                        Place::file(setting.file.as_ref()),
                    )
                    .with("unit", &unit.name)
                    .with("codes", codes.join(", "))
                    .with("n", figures.n)
                    .with("min_n", survey.min_n)
                    .with("scheme", &survey.scheme)
                    .said("own", own.0, own.1)
                    .of_unit(&unit.id),
                );
            }
        }
    }
}
