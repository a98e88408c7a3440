//! `parindex board ROUND`: how far units and appraising agencies are, as text, JSON and a workbook.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::progress::Bar;
use super::{Common, DONE, FAILED, Format, WITH_ERRORS, print};
use crate::forms::appraisal::{Standing, standings};
use crate::forms::board::{self, Progress};
use crate::problem::Problems;
use crate::results::Results;
use crate::run::assess_whole;
use crate::terms::Lang;
use crate::write::files::Output;
use crate::write::xlsx::write_pages;

/// The workbook's name in the folder of the reports.
const FILE: &str = "tien-do.xlsx";

pub(super) fn run(path: &Path, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (assessment, found) = assess_whole(path, &bar);
    bar.finish();
    let Some(assessment) = assessment else {
        print::refusal(&found, common);
        return FAILED;
    };
    let results = &assessment.results;
    let all = board::progress(results, &assessment.collected);
    let standings = standings(results, &assessment.collected);
    let folder = match &common.out {
        Some(folder) if !folder.as_os_str().is_empty() => folder.clone(),
        _ => PathBuf::from("reports").join(&results.round.id),
    };
    let pages = board::pages(results, &all, &standings, lang);
    let written = Output::new(&folder).and_then(|output| {
        let file = FILE.trim_end_matches(".xlsx");
        write_pages(&output, results, lang, &results.round.title, (file, &pages))
    });
    if let Err(error) = written {
        let mut failed = Problems::default();
        failed.push(error.problem());
        print::refusal(&failed, common);
        return FAILED;
    }
    match common.format {
        Format::Text => text(results, (&all, &standings), &folder.join(FILE), lang),
        Format::Json => print::json(&as_json(results, (&all, &standings), &folder.join(FILE))),
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

type Both<'a> = (&'a [Progress], &'a [Standing]);

fn text(results: &Results, (all, standings): Both<'_>, file: &Path, lang: Lang) {
    let names = all.iter().map(|p| results.round.units[p.unit].name.chars().count());
    let width = names.max().unwrap_or(0).max(8);
    for (position, block) in results.blocks.iter().enumerate() {
        print::line("");
        print::line(&results.round.blocks[block.block].name);
        print::line(&match lang {
            Lang::Vi => format!(
                "  {:width$}  {:16}  {:>6}  {:>7}  {:>4}  {:>6}  {:>6}  Bản đang dùng",
                "Đơn vị", "Lưu lần cuối", "Đã khai", "Trễ", "Lỗi", "Còn hỏi", "Treo"
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
    agencies(results, standings, lang);
    print::line("");
    print::line(print::pick(lang, "— Lời nhắc (chép vào tin nhắn) —", "— Reminder to paste —"));
    board::reminder(results, all).iter().for_each(|line| print::line(line));
    print::line("");
    let at = file.display();
    print::line(&match lang {
        Lang::Vi => format!("Bảng tiến độ: {at}"),
        Lang::En => format!("Workbook: {at}"),
    });
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
    if p.file.is_none() {
        return format!("  {name:width$}  chưa nộp");
    }
    let late = p.late.map_or("?".to_string(), |days| match days {
        0 => "đúng hạn".to_string(),
        days => format!("{days} ngày"),
    });
    let stake = p.at_stake.to_fixed(2).replace('.', ",");
    format!(
        "  {name:width$}  {:16}  {:>6}%  {late:>8}  {:>3}  {:>7}  {stake:>6}  {}",
        board::moment(p.received),
        p.percent(),
        p.errors,
        p.open,
        p.version()
    )
}

fn as_json(results: &Results, (all, standings): Both<'_>, file: &Path) -> serde_json::Value {
    let asked = |asked: Option<(u32, usize, usize)>| {
        asked.map(|(number, asks, answers)| {
            json!({ "number": number, "asked": asks, "answered": answers })
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
                "answered": p.answered,
                "asked": p.asked,
                "percent": p.percent(),
                "days_late": p.late,
                "errors": p.errors,
                "warnings": p.warnings,
                "open": p.open,
                "at_stake": p.at_stake.to_plain(),
                "sendback": asked(p.sent_back),
                "explain": asked(p.explaining),
            })
        })
        .collect();
    let agencies = standings.iter().map(|s| {
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
    json!({
        "round": results.round.id,
        "deadline": results.round.deadline.map(|d| d.to_string()),
        "workbook": file.display().to_string(),
        "units": units,
        "agencies": agencies,
        "reminder": board::reminder(results, all),
    })
}
