//! A round read and checked, and what it comes to.

use std::path::{Path, PathBuf};

use super::blocks::{Sent, blocks, with_set, with_sources};
use super::inputs::{self, ReadingContext};
use super::progress::{Progress, Silent, Stage};
use super::registers::{self, Counted};
use super::setting::{Setting, is_stopped, program};
use super::strays::Strays;
use super::surveys::{self, report_absent, report_awaited, report_few_forms};
use super::{prefilled, strangers};
use crate::appraisal::{self, Appraisals};
use crate::consequences;
use crate::evidence::{SentAs, UnitEvidence};
use crate::forms::Collected;
use crate::ledger::{Findings, ReadAs};
use crate::official::{Figures, Known};
use crate::open_peers;
use crate::problem::Problems;
use crate::refusal::{Refusal, Refused};
use crate::results::{BlockResults, Extract, Results};
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::scenario::{self, Base, Carried, Carry, Under, carry};
use crate::stakes;
use crate::survey::Satisfaction;
use crate::survey::register::Sample;

/// Scores the round at `path`, a folder with a `round.toml` or the file itself. `None` when
/// the round file cannot be used; the problems say why.
pub fn assess(path: &Path, progress: &dyn Progress) -> (Option<Results>, Problems) {
    let (assessment, problems) = assess_whole(path, progress);
    (assessment.map(|a| a.results), problems)
}

/// A run with what it was made from, for the forms that go back to units and appraisers.
pub struct Assessment {
    /// The folder of the round.
    pub folder: PathBuf,
    pub results: Results,
    pub collected: Collected,
}

/// Like [`assess`], and gives what went in beside the results.
pub fn assess_whole(path: &Path, progress: &dyn Progress) -> (Option<Assessment>, Problems) {
    match Materials::read(path, progress) {
        Ok(materials) => {
            let (results, problems) = materials.assess(progress);
            let Materials { setting, collected, .. } = materials;
            (Some(Assessment { folder: setting.folder, results, collected }), problems)
        }
        Err(problems) => (None, problems),
    }
}

/// All that a round is judged by, read and checked, before anything is scored.
pub struct Materials {
    setting: Setting,
    collected: Collected,
    surveys: Vec<Satisfaction>,
    official: Vec<Known>,
    extracts: Vec<Extract>,
    /// What units and surveys sent and cannot be used.
    refused: Vec<Refusal>,
    findings: Findings,
}

impl Materials {
    /// Reads the round at `path`. When the round file cannot be used, or a file vanished while
    /// its folder was read, the problems say so.
    pub fn read(path: &Path, progress: &dyn Progress) -> Result<Materials, Problems> {
        let mut findings = Findings::default();
        let Some(setting) = Setting::read(path, &mut findings) else {
            consequences::of_reading(&mut findings.problems);
            return Err(findings.problems.sorted());
        };
        let names = Names::new(&setting.round);
        let Counted { known: mut official, extracts } =
            registers::count(&setting, &names, &mut findings);
        let Figures { known, open } = prefilled::official(&setting, &mut findings);
        official.extend(known);
        // What is wrong with the known figures is told before they go out in forms.
        let known = prefilled::known(&setting, &mut findings);
        let strays = Strays::find(&setting);
        let context = ReadingContext {
            setting: &setting,
            names: &names,
            strays: &strays,
            official: &official,
            known: &known,
        };
        let (evidence, replies) = inputs::evidence(&context, progress, &mut findings);
        strangers::report(&setting, &mut findings.problems);
        let appraisals = inputs::appraisals(&context, &evidence, progress, &mut findings);
        let surveys = inputs::surveys(&setting, &names, progress, &mut findings);
        for read_as in [ReadAs::Prefill, ReadAs::Official, ReadAs::Survey, ReadAs::Register] {
            context.strays.report(read_as, &mut findings);
        }
        if is_stopped(&findings.problems) {
            consequences::of_reading(&mut findings.problems);
            return Err(findings.problems.sorted());
        }
        findings.ledger.sort_files();
        let mut refused = replies.refused.clone();
        refused.extend(unread(&evidence));
        refused.extend(open);
        refused.extend(surveys::refused(&setting.round, &findings));
        let collected = Collected { evidence, replies, appraisals };
        Ok(Materials { setting, collected, surveys, official, extracts, refused, findings })
    }

    /// The folder of the round.
    pub fn folder(&self) -> &Path {
        &self.setting.folder
    }

    pub fn round(&self) -> &Round {
        &self.setting.round
    }

    pub fn appraisals(&self) -> &Appraisals {
        &self.collected.appraisals
    }

    pub fn collected(&self) -> &Collected {
        &self.collected
    }

    /// How far the fieldwork of the surveys is, and what is wrong with the tables it is sized by.
    pub fn quotas(&self) -> (Vec<Sample>, Problems) {
        surveys::quotas(&self.setting, &self.surveys)
    }

    /// Scores, indices, ranks and classes, and all problems, those of reading included.
    pub fn assess(&self, progress: &dyn Progress) -> (Results, Problems) {
        progress.begin(Stage::Scoring, self.setting.rubrics.len());
        let mut problems = self.findings.problems.clone();
        let read = problems.mark();
        let mut blocks = self.blocks(self.appraisals(), progress, &mut problems);
        let mut ledger = self.findings.ledger.clone();
        appraisal::unheard(self.appraisals(), problems.since(read), &mut ledger);
        let evidence = &self.collected.evidence;
        report_few_forms(&blocks, &self.surveys, &self.setting.round, &mut problems);
        report_absent(&self.surveys, &self.setting.round, &mut problems);
        report_awaited(&self.setting, &blocks, evidence, &self.surveys, &mut problems);
        stakes::settle(&self.setting.round, &blocks, evidence, &mut problems);
        stakes::count_doubts(&self.setting.round, &mut blocks, &problems);
        open_peers::mark(&self.setting.round, &mut blocks, &problems);
        consequences::link(&self.setting.round, &blocks, &ledger, &mut problems);
        let problems = problems.sorted();
        let results = Results {
            program: program(),
            previous: self.setting.previous.indices.clone(),
            previous_surveys: self.setting.previous.surveys.clone(),
            round: self.setting.round.clone(),
            blocks,
            appraisals: self.appraisals().clone(),
            surveys: self.surveys.clone(),
            registers: self.extracts.clone(),
            ledger,
            problems: problems.clone(),
        };
        (results, problems)
    }

    /// What the blocks would come to with other appraisals and everything else as it stands.
    pub fn with_appraisals(&self, appraisals: &Appraisals) -> Vec<BlockResults> {
        // What is wrong with the inputs has been said by the run over the real appraisals.
        self.blocks(appraisals, &Silent, &mut Problems::default())
    }

    /// Hands over the blocks of the results one by one, each as the run that changes can be made
    /// to, with its position in `Results::blocks`.
    pub fn each_base(&self, results: &Results, visit: &mut dyn FnMut(usize, &Base<'_>)) {
        for (at, block) in results.blocks.iter().enumerate() {
            with_sources(&self.setting, &self.sent(self.appraisals()), block.block, |sources| {
                visit(at, &Base::new(sources, &block.scores, &block.index));
            });
        }
    }

    /// The setting that the round was read with.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// What a block, a position in `Round::blocks`, comes to under another criteria set. `None` when
    /// its own cannot be used.
    pub fn under(&self, block: usize, set: &Rubric, carried: &[Carry]) -> Option<Under> {
        let own = self.sent(self.appraisals());
        let moved = with_sources(&self.setting, &own, block, |one| carry(one, set, carried))?;
        let Carried { evidence, appraisals, refused } = &moved;
        let sent = Sent { evidence, appraisals, refused, ..own };
        Some(with_set(&self.setting, &sent, (block, set), scenario::run))
    }

    fn sent<'s>(&'s self, appraisals: &'s Appraisals) -> Sent<'s> {
        Sent {
            evidence: &self.collected.evidence,
            appraisals,
            refused: &self.refused,
            surveys: &self.surveys,
            official: &self.official,
        }
    }

    /// Scores and indices of every block whose criteria set can be used.
    fn blocks(
        &self,
        appraisals: &Appraisals,
        progress: &dyn Progress,
        problems: &mut Problems,
    ) -> Vec<BlockResults> {
        blocks(&self.setting, &self.sent(appraisals), progress, problems)
    }
}

/// Files beside the forms of units that cannot be read leave all that rests on the forms open.
fn unread(evidence: &[UnitEvidence]) -> impl Iterator<Item = Refusal> {
    evidence.iter().enumerate().flat_map(|(at, unit)| {
        let files = unit.files.iter().filter(|sent| sent.sent_as == SentAs::Unread);
        files.map(move |sent| {
            let whole = Refusal::of_file(Refused::File, sent.file.clone());
            Refusal { unit: Some(at), ..whole }
        })
    })
}
