//! `parindex board ROUND`: how far units and appraising agencies are, as text, JSON and a workbook.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::progress::Bar;
use super::{outputs, print};
use crate::forms::appraisal::{Standing, standings};
use crate::forms::board::{self, Board, LastAsked, Progress};
use crate::out_files::out_files;
use crate::results::Results;
use crate::run::Materials;
use crate::steps::{Step, Year, steps};
use crate::survey::Quota;
use crate::survey::register::Sample;
use crate::terms::Lang;
use crate::write::xlsx::write_pages;

/// The workbook's name in the folder of the reports.
const FILE: &str = "tien-do.xlsx";

const TIMELESS_EN: &str = "Not known (không rõ): the file does not say inside when it was saved, \
    as CSV never does. Compare with the day it was received, or ask for an Excel file.";

pub(super) fn run(path: &Path, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let materials = match Materials::read(path, &bar) {
        Ok(materials) => materials,
        Err(found) => {
            bar.finish();
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let (results, found) = materials.assess(&bar);
    let (surveys, of_samples) = materials.quotas();
    bar.finish();
    let results = &results;
    let units = board::progress(results, materials.collected());
    let agencies = standings(results, materials.collected());
    let board = Board { units, agencies, surveys };
    let folder = outputs::folder(results, common);
    let files = out_files(materials.folder(), &folder, results);
    let (units, agencies) = (&board.units, &board.agencies);
    let year = Year { results, problems: &found, units, agencies, files: &files };
    let steps = steps(&year);
    let pages = board::pages(results, &board, lang);
    let written = outputs::open(results, common).and_then(|output| {
        let file = FILE.trim_end_matches(".xlsx");
        write_pages(&output, results, lang, &results.round.title, (file, &pages))?;
        outputs::commit(&output, common)
    });
    if let Err(error) = written {
        return outputs::refused_by(results, &error, common);
    }
    match common.format {
        Format::Text => text(results, (&board, &steps), &folder.join(FILE), lang),
        Format::Json => print::json(&as_json(results, (&board, &steps), &folder.join(FILE))),
    }
    if found.has_errors() || of_samples.has_errors() { WITH_ERRORS } else { DONE }
}

fn text(results: &Results, (board, steps): (&Board, &[Step]), file: &Path, lang: Lang) {
    steps_of(steps, lang);
    let all = &board.units;
    units_by_block(results, all, lang);
    let unclaimed = results.unclaimed();
    if !unclaimed.is_empty() {
        print::line("");
        print::line(&board::unclaimed_heading(unclaimed.len(), lang));
        for (file, why) in unclaimed {
            print::line(&format!("  {file}: {}", why.message(lang)));
        }
    }
    if all.iter().any(Progress::is_timeless) {
        print::line("");
        print::line(print::pick(lang, board::TIMELESS, TIMELESS_EN));
    }
    // The reminder goes to the units: what the office has to mend is told here.
    if results.round.units.len() > all.len() {
        print::line("");
        print::line(print::pick(
            lang,
            "Có khối chưa tính được vì bộ tiêu chí có lỗi: chạy parindex check để xem.",
            "Some blocks have no figures, for their criteria sets have errors: run parindex check.",
        ));
    }
    agencies(results, &board.agencies, lang);
    board.surveys.iter().for_each(|sample| fieldwork(results, sample, lang));
    print::line("");
    print::line(print::pick(lang, "— Lời nhắc (chép vào tin nhắn) —", "— Reminder to paste —"));
    board::reminder(results, all, &board.surveys).iter().for_each(|line| print::line(line));
    print::line("");
    let at = file.display();
    print::line(&match lang {
        Lang::Vi => format!("Bảng tiến độ: {at}"),
        Lang::En => format!("Workbook: {at}"),
    });
}

/// A line for each step of the year, and what to do next.
fn steps_of(steps: &[Step], lang: Lang) {
    for (number, step) in (1..).zip(steps) {
        let (name, word) = (step.kind.name().say(lang), step.state.word(lang));
        let words = step.words.clone().pick(lang);
        let next = step.next.map_or(String::new(), |next| format!(" → {}", next.say(lang)));
        print::line(&format!("{number}. {name} ({word}): {words}{next}"));
    }
}

/// A table for each block: who sent what when, and what is still open.
fn units_by_block(results: &Results, all: &[Progress], lang: Lang) {
    let names = all.iter().map(|p| results.round.units[p.unit].name.chars().count());
    let width = names.max().unwrap_or(0).max(8);
    for (position, block) in results.blocks.iter().enumerate() {
        print::line("");
        print::line(&results.round.blocks[block.block].name);
        print::line(&match lang {
            Lang::Vi => format!(
                "  {:width$}  {:16}  {:>6}  {:>7}  {:>4}  {:>6}  {:>6}  Bản đang dùng",
                "Đơn vị", "Lưu lần cuối", "Đã khai", "Trễ", "Lỗi", "Còn hỏi", "Đ. chờ"
            ),
            Lang::En => format!(
                "  {:width$}  {:16}  {:>7}  {:>7}  {:>4}  {:>7}  {:>6}  Version",
                "Unit", "Last saved", "Filled", "Late", "Err.", "Open", "Stake"
            ),
        });
        for p in all.iter().filter(|p| p.block == position) {
            print::line(&line(results, p, width));
        }
    }
}

/// Have, need and missing of one survey.
fn fieldwork(results: &Results, sample: &Sample, lang: Lang) {
    let names: Vec<&str> =
        sample.quotas.iter().map(|work| results.round.unit_name(&work.unit)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(8);
    print::line("");
    print::line(&match lang {
        Lang::Vi => format!("Phiếu khảo sát: {}", sample.title),
        Lang::En => format!("Survey forms: {}", sample.title),
    });
    let heads = match lang {
        Lang::Vi => ["Đơn vị", "Phiếu có", "Phiếu cần", "Còn thiếu"],
        Lang::En => ["Unit", "Have", "Needed", "Missing"],
    };
    let [unit, have, need, missing] = heads;
    print::line(&format!("  {unit:width$}  {have:>9}  {need:>9}  {missing:>9}"));
    let row = |name: &str, have: u64, need: u64, missing: u64| {
        print::line(&format!("  {name:width$}  {have:>9}  {need:>9}  {missing:>9}"));
    };
    for (work, name) in sample.quotas.iter().zip(names) {
        row(name, work.have, work.need, work.missing());
    }
    let sum = |pick: fn(&Quota) -> u64| sample.quotas.iter().map(pick).sum();
    let total = print::pick(lang, "Tổng số", "Total");
    row(total, sum(|w| w.have), sum(|w| w.need), sum(Quota::missing));
}

/// How far each agency is, per round of appraisal and block.
fn agencies(results: &Results, all: &[Standing], lang: Lang) {
    let longest = |name: fn(&Results, &Standing) -> usize, heading: &str| {
        let names = all.iter().map(|s| name(results, s));
        names.chain([heading.chars().count()]).max().unwrap_or(0)
    };
    if all.is_empty() {
        return;
    }
    let agency = print::pick(lang, "Cơ quan thẩm định", "Agency");
    let block = print::pick(lang, "Khối", "Block");
    let first = longest(|r, s| board::agency(r, s).chars().count(), agency);
    let second = longest(|r, s| board::block(r, s).chars().count(), block);
    let heads: [&str; 5] = match lang {
        Lang::Vi => ["Vòng", "Phải thẩm định", "Đã thẩm định", "Khác nhau", "Yêu cầu giải trình"],
        Lang::En => ["Round", "Rows", "Filled", "Conflicts", "To explain"],
    };
    print::line("");
    print::line(&format!("{agency:first$}  {block:second$}  {}", heads.join("  ")));
    for standing in all {
        let (name, of) = (board::agency(results, standing), board::block(results, standing));
        let numbers = [
            usize::from(standing.number),
            standing.rows,
            standing.filled,
            standing.conflicts,
            standing.requests,
        ];
        let cells = heads.iter().zip(numbers).map(|(head, n)| {
            let width = head.chars().count();
            format!("{n:>width$}")
        });
        let cells: Vec<String> = cells.collect();
        print::line(&format!("{name:first$}  {of:second$}  {}", cells.join("  ")));
    }
}

fn line(results: &Results, p: &Progress, width: usize) -> String {
    let name = &results.round.units[p.unit].name;
    let stake = Lang::Vi.decimal(&p.at_stake.to_fixed(2));
    if p.file.is_none() {
        let blank = "";
        let none = p.absent_words();
        let refused = p.refused_words().unwrap_or_default();
        return format!(
            "  {name:width$}  {none:16}  {blank:>7}  {blank:>8}  {blank:>3}  {blank:>7}  {stake:>6}  \
             {refused}"
        )
        .trim_end()
        .to_string();
    }
    let late =
        p.late.map_or(if p.is_timeless() { "không rõ" } else { "" }.to_string(), |days| match days
        {
            0 => "đúng hạn".to_string(),
            days => format!("{days} ngày"),
        });
    format!(
        "  {name:width$}  {:16}  {:>6}%  {late:>8}  {:>3}  {:>7}  {stake:>6}  {}",
        board::moment(p.received),
        p.percent(),
        p.errors,
        p.open,
        match p.refused_words() {
            Some(words) => format!("{}; {words}", p.version()),
            None => p.version(),
        }
    )
}

#[allow(clippy::too_many_lines, reason = "one key of the document after the other")]
fn as_json(results: &Results, (board, steps): (&Board, &[Step]), file: &Path) -> serde_json::Value {
    let all = &board.units;
    let asked = |last: &Option<LastAsked>| {
        last.map(|last| {
            json!({
                "number": last.number,
                "asked": last.asked,
                "answered": last.answered,
                "open": last.open,
            })
        })
    };
    let time =
        |t: Option<chrono::NaiveDateTime>| t.map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string());
    let units: Vec<_> = all
        .iter()
        .map(|p| {
            json!({
                "unit": results.round.units[p.unit].id.as_str(),
                "block": results.round.blocks[results.blocks[p.block].block].id.as_str(),
                "submitted": p.file.is_some(),
                "file": p.file,
                "stopped": p.stopped,
                "saved": time(p.form_saved),
                "last_saved": time(p.received),
                "replies": p.replies,
                "refused_replies": p.refused_replies,
                "unread": p.unread,
                "answered": p.answered,
                "asked": p.asked,
                "percent": p.percent(),
                "days_late": p.late,
                "errors": p.errors,
                "warnings": p.warnings,
                "open": p.open,
                "at_stake": p.at_stake.to_plain(),
                "sendback": asked(&p.sent_back),
                "explain": asked(&p.explaining),
            })
        })
        .collect();
    let agencies = board.agencies.iter().map(|s| {
        json!({
            "agency": s.agency.as_str(),
            "block": results.round.blocks[results.blocks[s.block].block].id.as_str(),
            "number": s.number,
            "rows": s.rows,
            "filled": s.filled,
            "conflicts": s.conflicts,
            "left": s.left(),
            "requests": s.requests,
        })
    });
    let agencies: Vec<_> = agencies.collect();
    let unclaimed = results.unclaimed().into_iter().map(|(file, why)| {
        json!({ "file": file, "code": why.kind.code, "message": why.message(Lang::Vi) })
    });
    json!({
        "round": results.round.id,
        "deadline": results.round.deadline.map(|d| d.to_string()),
        "closed": results.round.closed.map(|d| d.to_string()),
        "workbook": file.display().to_string(),
        "steps": steps.iter().map(step_json).collect::<Vec<_>>(),
        "units": units,
        "unclaimed": unclaimed.collect::<Vec<_>>(),
        "surveys": board.surveys.iter().map(sample_json).collect::<Vec<_>>(),
        "agencies": agencies,
        "reminder": board::reminder(results, all, &board.surveys),
    })
}

fn step_json(step: &Step) -> serde_json::Value {
    json!({
        "step": step.kind.key(),
        "state": step.state.key(),
        "words": step.words.vi,
        "next": step.next.map(|next| next.vi),
    })
}

fn sample_json(sample: &Sample) -> serde_json::Value {
    let units = sample.quotas.iter().map(|work| {
        let services = work.services.iter().map(|service| {
            json!({
                "service": service.name,
                "have": service.have,
                "need": service.need,
                "missing": service.missing(),
            })
        });
        json!({
            "unit": work.unit.as_str(),
            "have": work.have,
            "need": work.need,
            "missing": work.missing(),
            "services": services.collect::<Vec<_>>(),
        })
    });
    json!({ "scheme": sample.scheme, "units": units.collect::<Vec<_>>() })
}
