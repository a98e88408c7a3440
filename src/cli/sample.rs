//! `parindex sample ROUND`: sizes, quotas and drawn lists before the fieldwork.

use std::path::Path;

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::outputs;
use super::print::{self, Nothing};
use super::progress::Bar;
use crate::problem::{Level, Problems};
use crate::report::survey::fieldwork::sample_pages;
use crate::results::Results;
use crate::round::SurveyFiles;
use crate::run::{Draw, samples};
use crate::survey::Quota;
use crate::survey::register::Sample;
use crate::terms::{Lang, Text};
use crate::write::files::{Output, WriteError};
use crate::write::xlsx;

pub(super) fn run(round: &Path, how: &Draw<'_>, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let (made, found) = samples(round, how, &bar);
    bar.finish();
    let Some((results, samples)) = made else {
        print::refusal(&found, common);
        return FAILED;
    };
    if samples.is_empty() {
        let sized = |s: &SurveyFiles| s.population.is_some() || !s.register.is_empty();
        let declared = results.round.surveys.iter().any(sized);
        print::refusal(&found, common);
        print::failure(&print::nothing_counted(declared, &found, common.lang(), &NOTHING));
        return FAILED;
    }
    let folder = outputs::folder(&results, common);
    let files = match write_all(&results, &samples, common) {
        Ok(files) => files,
        Err(error) => return outputs::refused_by(&results, &error, common),
    };
    match common.format {
        Format::Text => summary(&samples, &found, (&files, &folder), common.lang()),
        Format::Json => summary_json(&samples, &found, (&files, &folder), common.lang()),
    }
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

/// Why there is nothing to size while nothing is wrong.
const NOTHING: Nothing = Nothing {
    undeclared: Text {
        vi: "Chưa có gì để tính cỡ mẫu: khai báo population (bảng giao dịch) hoặc register (sổ hồ sơ) trong [[survey]] của round.toml.",
        en: "Nothing to size a sample by: declare population (table of transactions) or register in [[survey]] of round.toml.",
    },
    empty: Text {
        vi: "Chưa có gì để tính cỡ mẫu: bảng giao dịch hoặc sổ hồ sơ đã khai báo trong [[survey]] chưa có dòng nào dùng được.",
        en: "Nothing to size a sample by: the table of transactions or the register that [[survey]] declares has no row that can be used.",
    },
};

fn write_all(
    results: &Results,
    samples: &[Sample],
    common: &Common,
) -> Result<Vec<String>, WriteError> {
    let output = outputs::open(results, common)?;
    let written = samples.iter().map(|sample| write(results, sample, &output, common.lang()));
    let written = written.collect::<Result<Vec<String>, WriteError>>()?;
    outputs::commit(&output, common)?;
    Ok(written)
}

/// A list with columns of the register has a name that says so.
fn write(
    results: &Results,
    sample: &Sample,
    output: &Output,
    lang: Lang,
) -> Result<String, WriteError> {
    let personal = if sample.kept.is_empty() { "" } else { "-du-lieu-ca-nhan" };
    let file = format!("chon-mau-{}{personal}", sample.scheme);
    let pages = sample_pages(results, sample, lang);
    xlsx::write_pages(output, results, lang, &sample.title, (&file, &pages))?;
    Ok(format!("{file}.xlsx"))
}

fn totals(sample: &Sample) -> (u64, u64, u64, u64) {
    let sum = |pick: fn(&Quota) -> u64| sample.quotas.iter().map(pick).sum::<u64>();
    (sum(|w| w.transactions), sum(|w| w.need), sum(|w| w.issue), sum(Quota::missing))
}

fn summary(samples: &[Sample], found: &Problems, (files, folder): (&[String], &Path), lang: Lang) {
    print::problems(found, Level::Warning, lang);
    for (sample, file) in samples.iter().zip(files) {
        let (transactions, need, issue, missing) = totals(sample);
        let (units, drawn, seed) = (sample.quotas.len(), sample.drawn.len(), &sample.seed);
        print::line(&sample.title);
        print::line(&match lang {
            Lang::Vi => format!(
                "  {units} đơn vị, {transactions} giao dịch: cần {need} phiếu, phát {issue}, còn thiếu {missing}"
            ),
            Lang::En => format!(
                "  {units} units, {transactions} transactions: {need} forms needed, {issue} to issue, {missing} missing"
            ),
        });
        if sample.register {
            print::line(&match lang {
                Lang::Vi => format!("  Đã chọn {drawn} hồ sơ; mã khởi tạo: {seed}"),
                Lang::En => format!("  {drawn} records drawn; seed: {seed}"),
            });
        }
        print::line(&format!("  → {}", folder.join(file).display()));
    }
}

fn summary_json(
    samples: &[Sample],
    found: &Problems,
    (files, folder): (&[String], &Path),
    lang: Lang,
) {
    let one = |(sample, file): (&Sample, &String)| {
        let (transactions, need, issue, missing) = totals(sample);
        json!({
            "scheme": sample.scheme,
            "file": folder.join(file).display().to_string(),
            "seed": sample.seed,
            "transactions": transactions,
            "need": need,
            "issue": issue,
            "missing": missing,
            "drawn": sample.drawn.len(),
        })
    };
    let summary = json!({
        "samples": samples.iter().zip(files).map(one).collect::<Vec<_>>(),
        "problems": print::problems_json(found, lang),
    });
    print::line(&summary.to_string());
}
