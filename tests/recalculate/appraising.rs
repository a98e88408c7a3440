//! Appraisers of a made-up round.

use parindex::appraisal::{Agreement, Appraisals, Appraised, Correction};
use parindex::results::Results;
use parindex::rubric::Rubric;
use parindex::scores::LeafScore;
use parindex::terms::Exact;
use parindex::value::Origin;

use super::generated::{Chance, outcome};

/// Appraisers who saw what the data gave: they agree by a mark or by the points shown, give points
/// that once were shown, the same or others without a form, or correct a value.
pub struct Appraising<'a> {
    chance: &'a mut Chance,
    rubric: &'a Rubric,
    /// Scored without any appraisal.
    before: &'a Results,
    /// Every word stands on a row of its own.
    row: usize,
}

impl<'a> Appraising<'a> {
    pub fn new(chance: &'a mut Chance, rubric: &'a Rubric, before: &'a Results) -> Self {
        Appraising { chance, rubric, before, row: 0 }
    }

    fn origin(&mut self) -> Origin {
        self.row += 1;
        let cell = format!("A{}", self.row).into();
        Origin { file: "t.xlsx".into(), sheet: "S".into(), cell }
    }

    pub fn appraisals(mut self, units: usize) -> Appraisals {
        let mut all = Appraisals::default();
        for unit in 0..units {
            let before = self.before;
            for leaf in &before.blocks[0].scores[unit].leaves {
                let rule = self.rubric.nodes[leaf.node].leaf.as_ref().unwrap();
                let tagged = rule.only.is_empty() || unit % 2 == 0;
                if rule.rule.kind != "survey" && tagged && self.chance.one_in(4) {
                    self.leaf(unit, leaf, &mut all);
                }
            }
            for (item, _) in self.rubric.items.iter().zip(0..4) {
                if self.chance.one_in(5) {
                    all.corrections.push(Correction {
                        round: 1,
                        unit,
                        key: item.key.clone(),
                        outcome: outcome(self.chance, &item.kind),
                        raw: "sửa".into(),
                        reason: "Lý do".into(),
                        agency: None,
                        origin: self.origin(),
                    });
                }
            }
        }
        all
    }

    fn leaf(&mut self, unit: usize, leaf: &LeafScore, all: &mut Appraisals) {
        if self.chance.one_in(4) {
            let shown = (!self.chance.one_in(4)).then(|| leaf.computed.clone());
            all.agreements.push(Agreement {
                round: 1 + self.chance.below(2) as u8,
                unit,
                node: leaf.node,
                shown,
                in_words: None,
                reason: String::new(),
                agency: None,
                origin: self.origin(),
            });
            return;
        }
        for round in 1..=1 + self.chance.below(2) as u8 {
            let third = Exact::fraction(self.chance.below(4) as i64, 3).unwrap();
            // Points that are written in full.
            let ruled = leaf.computed.clone().ok().filter(|n| *n == n.round_half_up(2));
            let (points, shown, reason) = match (self.chance.below(5), ruled) {
                (0, Some(ruled)) => (ruled, None, ""),
                (1 | 2, Some(ruled)) => (ruled.clone(), Some(ruled), ""),
                (3, _) => (third.clone(), Some(third), ""),
                (_, ruled) => (third, ruled, "Lý do"),
            };
            all.scores.push(Appraised {
                shown,
                round,
                unit,
                node: leaf.node,
                points,
                reason: reason.into(),
                request: String::new(),
                agency: None,
                origin: self.origin(),
            });
        }
    }
}
