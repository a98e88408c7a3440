//! The lines of one survey: factors, questions and quotas of its units.

use serde::Serialize;

use crate::survey::{FactorIndex, QuestionIndex, Quota, ServiceQuota};
use crate::terms::Exact;

/// Decimals of published satisfaction, in percent.
pub(super) const DECIMALS: u32 = 2;

/// A share as published percent, and exactly.
pub(super) fn published(share: Option<&Exact>) -> (Option<String>, Option<String>) {
    let percent = |s: &Exact| (s.clone() * &Exact::whole(100)).to_fixed(DECIMALS);
    (share.map(percent), share.map(Exact::to_string))
}

/// Ten places are more than any use needs, and the same on every machine.
pub(super) fn ten_places(value: f64) -> f64 {
    (value * 1e10).round() / 1e10
}

#[derive(Serialize)]
pub(super) struct FactorLine<'r> {
    id: &'r str,
    name: &'r str,
    index: Option<String>,
    exact: Option<String>,
}

impl<'r> FactorLine<'r> {
    pub(super) fn of(factor: &'r FactorIndex) -> FactorLine<'r> {
        let (index, exact) = published(factor.index.as_ref());
        FactorLine { id: &factor.id, name: &factor.name, index, exact }
    }
}

#[derive(Serialize)]
pub(super) struct QuestionLine<'r> {
    id: &'r str,
    text: &'r str,
    n: usize,
    blank: usize,
    na: usize,
    no_share: usize,
    refused: usize,
    satisfied: usize,
    /// How often each option was given, in the order of the survey's options.
    options: &'r [usize],
    index: Option<String>,
    exact: Option<String>,
    low_exact: Option<f64>,
    high_exact: Option<f64>,
}

impl<'r> QuestionLine<'r> {
    pub(super) fn of(question: &'r QuestionIndex) -> QuestionLine<'r> {
        let (index, exact) = published(question.index.as_ref());
        QuestionLine {
            id: &question.id,
            text: &question.text,
            n: question.n,
            blank: question.blank,
            na: question.na,
            no_share: question.no_share,
            refused: question.refused,
            satisfied: question.satisfied,
            options: &question.options,
            index,
            exact,
            low_exact: question.low.map(ten_places),
            high_exact: question.high.map(ten_places),
        }
    }
}

/// Have, need and missing of one unit.
#[derive(Serialize)]
pub(super) struct QuotaLine<'r> {
    unit: &'r str,
    transactions: u64,
    need: u64,
    issue: u64,
    issued: Option<u64>,
    returned: Option<u64>,
    have: u64,
    missing: u64,
    services: Vec<ServiceLine<'r>>,
}

#[derive(Serialize)]
struct ServiceLine<'r> {
    name: &'r str,
    transactions: u64,
    need: u64,
    issue: u64,
    have: Option<u64>,
    missing: Option<u64>,
}

impl<'r> QuotaLine<'r> {
    pub(super) fn of(quota: &'r Quota) -> QuotaLine<'r> {
        let service = |s: &'r ServiceQuota| ServiceLine {
            name: &s.name,
            transactions: s.transactions,
            need: s.need,
            issue: s.issue,
            have: s.have,
            missing: s.missing(),
        };
        QuotaLine {
            unit: quota.unit.as_str(),
            transactions: quota.transactions,
            need: quota.need,
            issue: quota.issue,
            issued: quota.issued,
            returned: quota.returned,
            have: quota.have,
            missing: quota.missing(),
            services: quota.services.iter().map(service).collect(),
        }
    }
}
