//! Sample sizes, quotas and the draw. In: numbers of transactions, a plan, a register. Out: how
//! many forms each unit needs, and which records are drawn.
//!
//! `n = N / (1 + N e²)`, times the design effect, rounded up once and never more than N; more
//! are issued than needed where not everybody answers. Quotas of services are proportional,
//! with the largest remainders rounded up.
//!
//! The draw needs no generator that could change: record number `i` of a unit's service (in the
//! order of the register, from 1) has the ticket SHA-256 of `seed|unit|service|i`, and the
//! lowest tickets are drawn. Whoever has the register and the seed can check any record.

use sha2::{Digest, Sha256};

use crate::terms::UnitId;
use crate::text::fold;

use crate::survey::sample::populations::Population;
use crate::survey::scheme::plan::Plan;

/// `total` shared out in proportion to `sizes`, the largest remainders rounded up, the earlier
/// of equals first. Nothing when all sizes are 0.
pub(crate) fn shared_out(total: u64, sizes: &[u64]) -> Vec<u64> {
    let all: u128 = sizes.iter().map(|n| u128::from(*n)).sum();
    if all == 0 {
        return vec![0; sizes.len()];
    }
    let exact = |size: &u64| u128::from(total) * u128::from(*size);
    let mut quotas: Vec<u64> = sizes.iter().map(|size| (exact(size) / all) as u64).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(exact(&sizes[*at]) % all), *at));
    let left = total - quotas.iter().sum::<u64>();
    order.iter().take(left as usize).for_each(|at| quotas[*at] += 1);
    quotas
}

/// Have, need and missing of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    pub unit: UnitId,
    pub transactions: u64,
    /// Valid forms needed.
    pub need: u64,
    /// Forms to be issued.
    pub issue: u64,
    /// Forms that were issued and came back, where the table of transactions says so.
    pub issued: Option<u64>,
    pub returned: Option<u64>,
    /// Valid forms that are there.
    pub have: u64,
    /// In the order of the table of transactions; empty without services.
    pub services: Vec<ServiceQuota>,
}

/// The quota of one service in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceQuota {
    pub name: String,
    pub transactions: u64,
    pub need: u64,
    pub issue: u64,
    /// `None` when the forms do not say their service.
    pub have: Option<u64>,
}

impl Quota {
    /// Valid forms still missing.
    pub fn missing(&self) -> u64 {
        self.need.saturating_sub(self.have)
    }
}

impl ServiceQuota {
    pub fn missing(&self) -> Option<u64> {
        Some(self.need.saturating_sub(self.have?))
    }
}

/// Have, need and missing of a unit; `None` when its number of transactions is not known.
/// `by_service` gives the valid forms of a service.
pub(crate) fn quota(
    plan: &Plan,
    unit: &UnitId,
    population: &Population,
    have: u64,
    by_service: &dyn Fn(&str) -> Option<u64>,
) -> Option<Quota> {
    let transactions = population.transactions?;
    let need = plan.need(transactions);
    let issue = plan.issue(need, transactions);
    let sizes: Vec<u64> = population.services.iter().map(|(_, n)| *n).collect();
    let needs = shared_out(need, &sizes);
    let issues = shared_out(issue, &sizes);
    let services = population.services.iter().zip(needs).zip(issues);
    let service = |(((name, transactions), need), issue): ((&(String, u64), u64), u64)| {
        let (name, transactions) = (name.clone(), *transactions);
        ServiceQuota { have: by_service(&name), name, transactions, need, issue }
    };
    Some(Quota {
        unit: unit.clone(),
        transactions,
        need,
        issue,
        issued: population.issued,
        returned: population.returned,
        have,
        services: services.map(service).collect(),
    })
}

/// Which of `records` records are drawn for the quota, as positions from 0, in the order in
/// which they were drawn.
pub(crate) fn draw(
    seed: &str,
    unit: &UnitId,
    service: &str,
    records: usize,
    quota: usize,
) -> Vec<usize> {
    let mut tickets: Vec<([u8; 32], usize)> =
        (0..records).map(|at| (ticket(seed, unit, service, at + 1), at)).collect();
    tickets.sort_unstable();
    tickets.into_iter().take(quota).map(|(_, at)| at).collect()
}

/// SHA-256 of `seed|unit|service|number`, the service folded.
fn ticket(seed: &str, unit: &UnitId, service: &str, number: usize) -> [u8; 32] {
    let text = format!("{seed}|{unit}|{}|{number}", fold(service));
    Sha256::digest(text.as_bytes()).into()
}

#[cfg(test)]
#[path = "sampling_tests.rs"]
mod tests;
