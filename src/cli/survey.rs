//! `parindex survey ROUND`: the surveys alone.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::outputs::{self, Write};
use super::print::{self, Nothing};
use super::progress::Bar;
use crate::problem::{Level, Problems};
use crate::report::words;
use crate::results::Results;
use crate::run::surveys;
use crate::terms::{Exact, Lang, Text};

pub(super) fn run(round: &Path, no_charts: bool, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (results, found) = surveys(round, &bar);
    let Some(results) = results else {
        bar.finish();
        print::refusal(&found, common);
        return FAILED;
    };
    if results.surveys.is_empty() {
        bar.finish();
        let (declared, lang) = (!results.round.surveys.is_empty(), common.lang());
        print::refusal(&found, common);
        print::failure(&print::nothing_counted(declared, &found, lang, &NOTHING));
        return FAILED;
    }
    let write = Write { results: &results, surveys_alone: true, no_charts };
    let folder = match write.all(common, &bar) {
        Ok(folder) => folder,
        Err(failed) => return outputs::refused(&results, &found, &failed, common),
    };
    match common.format {
        Format::Text => summary(&results, &found, &folder, common.lang()),
        Format::Json => summary_json(&results, &found, &folder, common.lang()),
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// Why there is nothing to count while nothing is wrong.
const NOTHING: Nothing = Nothing {
    undeclared: Text {
        vi: "Đợt này chưa khai báo khảo sát: ghi [[survey]] với scheme và files trong round.toml, rồi chép phiếu vào thư mục đó.",
        en: "The round declares no survey: write [[survey]] with scheme and files into round.toml, and put the forms into that folder.",
    },
    empty: Text {
        vi: "Khảo sát đã khai báo nhưng chưa có phiếu nào dùng được: chép phiếu vào thư mục ghi ở files của [[survey]].",
        en: "A survey is declared, but there is no form that can be used: put the forms into the folder that files of [[survey]] names.",
    },
};

fn summary(results: &Results, found: &Problems, folder: &Path, lang: Lang) {
    print::problems(found, Level::Warning, lang);
    for survey in &results.surveys {
        let own = match survey.self_selected {
            true => print::pick(lang, " (người dân tự trả lời)", " (self-selected answers)"),
            false => "",
        };
        print::line(&format!("{}{own}", survey.title));
        let mut order: Vec<_> = survey.units.iter().collect();
        order.sort_by_key(|u| u.rank.unwrap_or(usize::MAX));
        for unit in order {
            let percent = |share: &Exact| {
                let percent = share.clone() * &Exact::whole(100);
                words::fixed(&percent, results.round.rules.decimals, lang)
            };
            let bound = |share: f64| words::statistic(share * 100.0, 2, lang);
            let interval = unit.low.zip(unit.high);
            let interval = interval.map(|(low, high)| format!("{} – {}", bound(low), bound(high)));
            print::line(&format!(
                "{:>4}  {:<36} n = {:<6} {:>7}  {}",
                unit.rank.map_or("–".into(), |rank| rank.to_string()),
                results.round.unit_name(&unit.unit),
                unit.n,
                unit.index.as_ref().map_or("–".into(), percent),
                interval.unwrap_or_default(),
            ));
        }
        print::line("");
    }
    let at = folder.display();
    print::line(&match lang {
        Lang::Vi => format!("Kết quả: {at} (mở khao-sat.xlsx trước)"),
        Lang::En => format!("Results: {at} (open khao-sat.xlsx first)"),
    });
}

fn summary_json(results: &Results, found: &Problems, folder: &Path, lang: Lang) {
    let survey = |survey: &crate::survey::Satisfaction| {
        let units: Vec<_> = survey
            .units
            .iter()
            .map(|unit| {
                let percent = |share: &Exact| {
                    (share.clone() * &Exact::whole(100)).to_fixed(results.round.rules.decimals)
                };
                json!({
                    "unit": unit.unit.as_str(),
                    "n": unit.n,
                    "index": unit.index.as_ref().map(percent),
                    "rank": unit.rank,
                    "rank_low": unit.rank_low,
                    "rank_high": unit.rank_high,
                })
            })
            .collect();
        json!({ "scheme": survey.scheme, "units": units })
    };
    let summary = json!({
        "round": results.round.id,
        "out": folder.display().to_string(),
        "surveys": results.surveys.iter().map(survey).collect::<Vec<_>>(),
        "problems": print::problems_json(found, lang),
    });
    print::json(&summary);
}
