//! The plan of a sample.

use crate::terms::Exact;

/// The plan of a sample: `[sampling]` of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The margin of error wished for, as a share of one: e.
    pub error: Exact,
    /// What clusters and weights cost: 1 is a simple random sample.
    pub design_effect: Exact,
    /// The share of issued forms that is expected back and valid.
    pub response: Exact,
    /// Header texts of the service in a register and in the table of transactions.
    pub service: Vec<String>,
    /// Header texts of the record's number in a register.
    pub record: Vec<String>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            error: Exact::fraction(1, 20).unwrap_or_default(),
            design_effect: Exact::one(),
            response: Exact::one(),
            service: Vec::new(),
            record: Vec::new(),
        }
    }
}

impl Plan {
    /// Valid forms needed of `transactions`.
    pub fn need(&self, transactions: u64) -> u64 {
        let all = whole(transactions);
        let below = Exact::one() + &(all.clone() * &self.error * &self.error);
        let size = (all * &self.design_effect).checked_div(&below);
        size.and_then(|size| size.ceil_u64()).map_or(transactions, |n| n.min(transactions))
    }

    /// Forms to be issued so that `need` come back valid, at most one per transaction.
    pub fn issue(&self, need: u64, transactions: u64) -> u64 {
        let forms = whole(need).checked_div(&self.response);
        forms.and_then(|n| n.ceil_u64()).map_or(transactions, |n| n.min(transactions))
    }
}

fn whole(n: u64) -> Exact {
    Exact::whole(i64::try_from(n).unwrap_or(i64::MAX))
}
