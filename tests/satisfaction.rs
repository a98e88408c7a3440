//! Figures and samples of a survey against those of an independent program
//! (`tests/cases/survey-weights`).

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use parindex::results::Results;
use parindex::run::{Draw, samples, surveys};
use parindex::survey::register::Sample;
use parindex::terms::{Exact, Lang};
use serde::Deserialize;

use crate::support::{Silent, root};

#[derive(Deserialize)]
struct Expected {
    /// By unit id.
    figures: BTreeMap<String, Figures>,
    /// The numbers of the drawn records by `unit|service`, sorted.
    drawn: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Figures {
    n: usize,
    index: f64,
    unw: f64,
    se: f64,
    low: f64,
    high: f64,
    deff: f64,
    kish: f64,
    f1: f64,
    q1: f64,
    q1l: f64,
    q1h: f64,
    need: u64,
    issue: u64,
}

fn folder() -> PathBuf {
    root().join("tests/cases/survey-weights")
}

fn expected() -> Expected {
    let text = fs::read_to_string(folder().join("figures.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn near(found: Option<f64>, wanted: f64, what: &str) {
    let found = found.unwrap_or_else(|| panic!("no {what}"));
    assert!((found - wanted).abs() < 5e-11, "{what}: {found} {wanted}");
}

fn share(share: &Option<Exact>) -> Option<f64> {
    share.as_ref().map(Exact::to_f64)
}

fn results() -> Results {
    surveys(&folder(), &Silent).0.unwrap()
}

#[test]
fn weights_transactions_and_intervals_agree_with_an_independent_program() {
    let results = results();
    let survey = &results.surveys[0];
    assert_eq!(survey.units.len(), 3);
    for unit in &survey.units {
        let id = unit.unit.as_str();
        let wanted = &expected().figures[id];
        assert_eq!(unit.n, wanted.n, "{id}");
        near(share(&unit.index), wanted.index, "index");
        near(share(&unit.unweighted), wanted.unw, "unweighted index");
        near(unit.se, wanted.se, "standard error");
        near(unit.low, wanted.low, "lower end");
        near(unit.high, wanted.high, "upper end");
        near(unit.design_effect, wanted.deff, "design effect");
        near(unit.kish, wanted.kish, "effect of the weights");
        near(share(&unit.factors[0].index), wanted.f1, "factor");
        near(share(&unit.questions[0].index), wanted.q1, "question");
        near(unit.questions[0].low, wanted.q1l, "lower end of a question");
        near(unit.questions[0].high, wanted.q1h, "upper end of a question");
        let quota = survey.quotas.iter().find(|q| q.unit == unit.unit).unwrap();
        assert_eq!((quota.need, quota.issue), (wanted.need, wanted.issue), "{id}");
        let by_service: u64 = quota.services.iter().map(|s| s.have.unwrap()).sum();
        assert_eq!(by_service, quota.have, "{id}");
    }
}

fn sample(seed: &str, keep: &[&str]) -> (Results, Sample) {
    let keep: Vec<String> = keep.iter().map(|k| k.to_string()).collect();
    let how = Draw { seed: Some(seed), keep: &keep, sizes_only: false };
    let (made, problems) = samples(&folder(), &how, &Silent);
    assert!(!problems.has_errors());
    let (results, mut samples) = made.unwrap();
    (results, samples.remove(0))
}

#[test]
fn the_draw_is_that_of_an_independent_program() {
    let (_, sample) = sample("xo-so", &[]);
    let mut drawn: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in sample.drawn.iter().map(|d| &sample.records[d.record]) {
        let key = format!("{}|{}", record.unit, record.service);
        drawn.entry(key).or_default().push(record.code.clone());
    }
    drawn.values_mut().for_each(|codes| codes.sort());
    assert_eq!(drawn, expected().drawn);
}

#[test]
fn sizes_alone_need_no_register() {
    let how = Draw { seed: None, keep: &[], sizes_only: true };
    let (made, _) = samples(&folder(), &how, &Silent);
    let (results, samples) = made.unwrap();
    assert!(samples[0].drawn.is_empty() && samples[0].records.is_empty());
    assert_eq!(samples[0].quotas, results.surveys[0].quotas);
}

/// The list as written, unpacked.
fn written(results: &Results, sample: &Sample) -> String {
    let pages = parindex::report::survey::fieldwork::sample_pages(results, sample, Lang::Vi);
    let made =
        parindex::write::xlsx::pages_workbook(results, Lang::Vi, "Mẫu", ("m", &pages)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.workbook)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text).unwrap();
    }
    text
}

#[test]
fn names_are_in_the_list_only_when_asked_for() {
    let (results, plain) = sample("xo-so", &[]);
    let text = written(&results, &plain);
    assert!(text.contains("H0") && text.contains("Cỡ mẫu") && text.contains("xo-so"));
    assert!(!text.contains("Nguyễn Văn Thử"));
    let (results, with) = sample("xo-so", &["Họ và tên"]);
    assert!(written(&results, &with).contains("Nguyễn Văn Thử"));
}
