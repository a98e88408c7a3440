//! Which leaves hang on what was sent and cannot be used.

use super::LeafScore;
use super::leaf::LeafScoring;
use crate::refusal::{Refusal, Refused};

impl LeafScoring<'_> {
    /// What was sent for this leaf and cannot be used; none where a later or equal appraisal has
    /// settled it.
    pub(super) fn refusal(&self, score: &LeafScore, assigned: bool) -> Option<&Refusal> {
        if !assigned {
            return None;
        }
        let settled = match &score.appraised {
            [_, Some(_)] => 2,
            [Some(_), None] => 1,
            [None, None] => 0,
        };
        let is_open = |refusal: &Refusal| match refusal.what {
            Refused::File | Refused::Survey => true,
            _ => refusal.round.unwrap_or(2) > settled,
        };
        let mut refused = self.data.refused.iter().copied();
        refused.find(|refusal| self.is_concerned(refusal) && is_open(refusal))
    }

    /// Whether a refusal may concern this leaf. What is unknown of it may be anything.
    fn is_concerned(&self, refusal: &Refusal) -> bool {
        if self.leaf.rule.scheme.is_some() || refusal.what == Refused::Survey {
            return self.leaf.rule.scheme.is_some() && refusal.what == Refused::Survey;
        }
        match (&refusal.key, refusal.node) {
            (Some(key), _) => return self.leaf.rule.expr.items().contains(&key),
            (None, Some(node)) => return node == self.at,
            (None, None) => {}
        }
        let appraiser = self.leaf.appraiser();
        match (refusal.what, &refusal.agency, appraiser) {
            (Refused::File | Refused::Reply | Refused::Survey, ..) => true,
            (_, Some(agency), Some(appraiser)) => agency == appraiser,
            _ => appraiser.is_some(),
        }
    }
}
