//! `parindex preview ROUND`: what the open disputes would change, before round 2 decides.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::progress::Bar;
use super::{outputs, print};
use crate::preview::{self, Dispute, Effect, Figures, Outlook, Unsettled};
use crate::report;
use crate::results::Results;
use crate::run::Materials;
use crate::terms::Exact;
use crate::write::files::WriteError;
use crate::write::xlsx;

/// The workbook that stands beside the results.
const FILE: &str = "xem-truoc";

pub(super) fn run(round: &Path, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let materials = match Materials::read(round, &bar) {
        Ok(materials) => materials,
        Err(found) => {
            bar.finish();
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let (results, found) = materials.assess(&bar);
    let outlook = preview::outlook(&results, &|visit| materials.each_base(&results, visit));
    bar.finish();
    let folder = outputs::folder(&results, common);
    if let Err(error) = write(&results, &outlook, common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&outlook_json(&results, &outlook)),
        Format::Text => {
            let lines = report::preview::lines(&results, &outlook, common.lang());
            lines.iter().for_each(|line| print::line(line));
            print::line("");
            print::line(&folder.join(format!("{FILE}.xlsx")).display().to_string());
        }
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

fn write(results: &Results, outlook: &Outlook, common: &Common) -> Result<(), WriteError> {
    let output = outputs::open(results, common)?;
    let pages = report::preview::pages(results, outlook, common.lang());
    xlsx::write_pages(&output, results, common.lang(), &results.round.title, (FILE, &pages))?;
    outputs::commit(&output, common)
}

fn outlook_json(results: &Results, outlook: &Outlook) -> Value {
    let disputes = outlook.disputes.iter().zip(&outlook.effects);
    let disputes: Vec<Value> =
        disputes.map(|(dispute, effects)| dispute_json(results, dispute, effects)).collect();
    let mut cases = Vec::new();
    for (block, units) in results.blocks.iter().zip(&outlook.cases) {
        for (at, case) in units.iter().enumerate() {
            let (unit, _) = block.unit(&results.round, at);
            cases.push(json!({
                "unit": unit.id.as_str(),
                "worst": figures_json(results, &case.worst),
                "best": figures_json(results, &case.best),
            }));
        }
    }
    let open = Unsettled::of(results);
    let units = |all: &[usize]| -> Vec<&str> {
        all.iter().map(|at| results.round.units[*at].id.as_str()).collect()
    };
    let blocks: Vec<&str> =
        open.unscored.iter().map(|at| results.round.blocks[*at].id.as_str()).collect();
    let open = json!({
        "missing": open.missing,
        "unreadable": open.unreadable,
        "appraisal_refused": open.refused,
        "unconfirmed": open.unconfirmed,
        "failed_checks": open.failed_checks,
        "doubts": open.doubts,
        "outdated": open.outdated,
        "official_refused": open.official,
        "reply_refused": open.replies,
        "unread_files": open.files,
        "open_peers": open.open_peers,
        "survey_errors": open.survey_errors,
        "unused_files": open.unused_files,
        "not_weighed": open.unweighed(),
        "not_submitted": units(&open.unsent),
        "stopped": units(&open.stopped),
        "unscored_blocks": blocks,
    });
    json!({ "round": results.round.id, "disputes": disputes, "units": cases, "open": open })
}

fn dispute_json(results: &Results, dispute: &Dispute, effects: &[Effect]) -> Value {
    let block = &results.blocks[dispute.block];
    let id = |at: usize| block.unit(&results.round, at).0.id.as_str();
    let score = dispute.score(results);
    let choices = dispute.choices.iter().zip(effects).map(|(choice, effect)| {
        let moves = effect.top.iter();
        let moves = moves.map(|m| json!({ "unit": id(m.unit), "from": m.from, "to": m.to }));
        let classes = effect.classes.iter();
        let classes = classes.map(|m| json!({ "unit": id(m.unit), "from": m.from, "to": m.to }));
        json!({
            "points": effect.leaf.as_ref().map(Exact::to_plain),
            "by": choice.by.key(),
            "figures": figures_json(results, &effect.figures),
            "class_moves": effect.classes.iter().any(|one| one.unit == dispute.unit),
            "classes": classes.collect::<Vec<_>>(),
            "top": moves.collect::<Vec<_>>(),
        })
    });
    json!({
        "unit": id(dispute.unit),
        "code": score.map(|score| block.rubric.nodes[score.node].code.as_str()),
        "cause": dispute.cause.key(),
        "points": score.map(|score| score.points.to_plain()),
        "words": dispute.words,
        "choices": choices.collect::<Vec<_>>(),
    })
}

fn figures_json(results: &Results, figures: &Figures) -> Value {
    let decimals = results.round.rules.decimals;
    json!({
        "points": figures.points.to_plain(),
        "index": figures.published.as_ref().map(|i| i.to_fixed(decimals)),
        "exact": figures.index.as_ref().map(|i| i.to_string()),
        "rank": figures.rank,
        "class": figures.class,
    })
}
