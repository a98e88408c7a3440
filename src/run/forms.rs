//! The workbooks that go out: evidence forms before anything has come in, then questions.

use std::path::Path;

use super::blocks::report_unscored;
use super::materials::Assessment;
use super::prefilled::known;
use super::setting::{Setting, is_stopped};
use crate::forms::prefill::Prefilled;
use crate::forms::workbook::FormBook;
use crate::forms::{evidence, explain, file_name, questions, sendback};
use crate::ledger::Findings;
use crate::replies::{Ask, Asked, Series};
use crate::results::BlockResults;
use crate::round::Unit;
use crate::terms::{Date, Key};

/// A form and where it goes.
pub struct Outgoing {
    /// Position in `Round::units`.
    pub unit: usize,
    /// File name without extension.
    pub name: String,
    pub form: FormBook,
}

/// The evidence form of every unit whose criteria set can be used. `None` when the round file
/// cannot be used; the problems say why.
pub fn templates(path: &Path, findings: &mut Findings) -> Option<(Setting, Vec<Outgoing>)> {
    let setting = Setting::read(path, findings)?;
    let known = known(&setting, findings);
    if is_stopped(&findings.problems) {
        return None;
    }
    let mut forms = Vec::new();
    for (at, unit) in setting.round.units.iter().enumerate() {
        let Some(Some(rubric)) = setting.rubrics.get(unit.block) else { continue };
        let own: Vec<&Prefilled> = known.iter().filter(|k| k.unit == at).collect();
        let last_year = |key: &Key| {
            let kind = rubric.item(key).map(|(_, item)| &item.kind);
            setting.previous.value(&unit.id, key, kind)
        };
        let form = evidence::form(&setting.round, unit, rubric, &own, &last_year);
        let name = file_name(&[unit.id.as_str(), "tu-cham"], &setting.round);
        forms.push(Outgoing { unit: at, name, form });
    }
    report_unscored(&setting, &mut findings.problems);
    Some((setting, forms))
}

/// The question sheets to send out now, and the units whose last one still waits for an answer.
#[derive(Default)]
pub struct Asking {
    pub forms: Vec<Outgoing>,
    /// Position in `Round::units` and the number of the asking that waits.
    pub waiting: Vec<(usize, u32)>,
}

/// What every unit must be asked of a series that it has not been asked already. A sheet is
/// numbered after the last one that the unit got.
pub fn questions(assessment: &Assessment, series: Series, deadline: Option<Date>) -> Asking {
    let mut asking = Asking::default();
    let deadline = deadline.or(assessment.results.round.reply_deadline);
    for block in &assessment.results.blocks {
        for at in 0..block.units.len() {
            match series {
                Series::SendBack => asking.send_back(assessment, block, at, deadline),
                Series::Explain => asking.explain(assessment, block, at, deadline),
            }
        }
    }
    asking
}

impl Asking {
    fn send_back(
        &mut self,
        assessment: &Assessment,
        block: &BlockResults,
        at: usize,
        deadline: Option<Date>,
    ) {
        let (results, collected) = (&assessment.results, &assessment.collected);
        let questions = questions::of_unit(results, collected, block, at);
        if questions.list.is_empty() && questions.file.is_empty() {
            return;
        }
        let asks = questions.list.iter().map(|q| q.ask.clone()).collect();
        let series = Series::SendBack;
        let make = |unit: &Unit, asking: sendback::Asking<'_>| {
            sendback::form(&results.round, unit, &block.rubric, asking, &questions)
        };
        self.ask(assessment, (block, at), (series, deadline), asks, make);
    }

    fn explain(
        &mut self,
        assessment: &Assessment,
        block: &BlockResults,
        at: usize,
        deadline: Option<Date>,
    ) {
        let (results, collected) = (&assessment.results, &assessment.collected);
        let requests = explain::requests(collected, block, at);
        if requests.is_empty() {
            return;
        }
        let asks = explain::asks(block, &requests);
        let make = |unit: &Unit, asking: sendback::Asking<'_>| {
            explain::form(&results.round, unit, asking, (collected, block, at), &requests)
        };
        self.ask(assessment, (block, at), (Series::Explain, deadline), asks, make);
    }

    /// Adds the form, unless the unit's last one asks the same and waits for its answer.
    fn ask(
        &mut self,
        assessment: &Assessment,
        (block, at): (&BlockResults, usize),
        (series, deadline): (Series, Option<Date>),
        asks: Vec<Ask>,
        make: impl Fn(&Unit, sendback::Asking<'_>) -> FormBook,
    ) {
        let collected = &assessment.collected;
        let unit = block.units[at];
        let evidence = &collected.evidence[unit];
        let rubric = &block.rubric;
        let is_about = |last: &Asked| match last.asks.is_empty() {
            // What is wrong with the file as a whole.
            true => last.evidence_sha256 == evidence.sha256.as_deref().unwrap_or_default(),
            false => last.asks.iter().all(|ask| last.is_about(ask, evidence, rubric)),
        };
        let last = collected.replies.last_asked(series, unit);
        let open = last.filter(|last| {
            last.asks == asks
                && last.holds(rubric)
                && is_about(last)
                && (deadline.is_none() || last.deadline == deadline)
                && collected.replies.reply_to(last).is_none()
        });
        if let Some(open) = open {
            self.waiting.push((unit, open.number));
            return;
        }
        let number = last.map_or(1, |last| last.number + 1);
        let asking = sendback::Asking { series, number, deadline, evidence };
        let own = &assessment.results.round.units[unit];
        let times = format!("lan-{number}");
        let parts = [own.id.as_str(), series.word(), &times];
        let name = file_name(&parts, &assessment.results.round);
        self.forms.push(Outgoing { unit, name, form: make(own, asking) });
    }
}
