//! Like cases with unlike points, and appraisers who cut more than the others: what was planted
//! must come first.

use parindex::appraisal::{Appraisals, Appraised};
use parindex::results::Results;
use parindex::review::{appraisers, like_cases};
use parindex::run::Materials;
use parindex::scores::State;
use parindex::terms::Exact;
use parindex::value::Origin;

use crate::support::{Silent, root};

fn shipped() -> (Materials, Results) {
    let folder = root().join("data/hoa-thanh-2020-thu-nhan");
    let materials = Materials::read(&folder, &Silent).unwrap_or_else(|_| panic!("unusable"));
    let (results, _) = materials.assess(&Silent);
    (materials, results)
}

fn origin(file: &str) -> Origin {
    Origin { file: file.into(), sheet: "Thẩm định".into(), cell: "H9".into() }
}

/// The results as they would be with these rows beside the others.
fn with(materials: &Materials, results: &Results, more: Vec<Appraised>) -> Results {
    let mut appraisals: Appraisals = results.appraisals.clone();
    appraisals.scores.extend(more);
    Results { blocks: materials.with_appraisals(&appraisals), appraisals, ..results.clone() }
}

fn given(unit: usize, node: usize, points: &Exact, file: &str) -> Appraised {
    Appraised {
        shown: None,
        round: 2,
        unit,
        node,
        points: points.clone(),
        reason: "Chưa đạt".into(),
        request: String::new(),
        agency: None,
        origin: origin(file),
    }
}

/// Leaves that the rule alone gave their full points: block, position of the unit, of the leaf.
fn full_by_rule(results: &Results) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for (unit, scores) in block.scores.iter().enumerate() {
            for (leaf, score) in scores.leaves.iter().enumerate() {
                let node = &block.rubric.nodes[score.node];
                let rule = &node.leaf.as_ref().unwrap().rule;
                let by_rule = score.appraised.iter().all(|a| a.is_none());
                let plain = rule.scheme.is_none() && !score.inputs.is_empty();
                if by_rule && plain && score.state == State::Scored && score.points == node.max {
                    found.push((number, unit, leaf));
                }
            }
        }
    }
    found
}

#[test]
fn a_planted_inequality_comes_first() {
    let (materials, results) = shipped();
    let before = like_cases(&results);
    let mut tried = 0;
    for (number, unit, leaf) in full_by_rule(&results).into_iter().step_by(37) {
        let block = &results.blocks[number];
        let score = &block.scores[unit].leaves[leaf];
        let facts = |at: usize| -> Vec<_> {
            block.scores[at].leaves[leaf].inputs.iter().map(|i| i.outcome.clone()).collect()
        };
        // Its like must be there: somebody with the same facts, points and proof.
        let like = (0..block.units.len()).filter(|&other| {
            let theirs = &block.scores[other].leaves[leaf];
            other != unit
                && facts(other) == facts(unit)
                && theirs.points == score.points
                && theirs.computed == score.computed
                && theirs.proof.is_empty() == score.proof.is_empty()
        });
        let like = like.count();
        if like == 0 {
            continue;
        }
        tried += 1;
        let nothing = Exact::zero();
        let planted = given(block.units[unit], score.node, &nothing, "appraisal/trong.xlsx");
        let cases = like_cases(&with(&materials, &results, vec![planted]));
        let new: Vec<_> = cases.iter().filter(|c| !before.contains(c)).collect();
        assert_eq!(new.len(), 1);
        let case = new[0];
        assert_eq!((case.block, case.node), (number, score.node));
        assert_eq!((case.members[0].unit, &case.members[0].points), (unit, &nothing));
        assert!(case.members.len() > like);
        // Nothing stands before it but what is as plain: the whole maximum lost.
        let share = |c: &parindex::review::LikeCase| {
            c.spread().checked_div(&results.blocks[c.block].rubric.nodes[c.node].max).unwrap()
        };
        let place = cases.iter().position(|c| c == case).unwrap();
        assert!(cases[..place].iter().all(|c| share(c) >= share(case)));
    }
    assert!(tried > 3, "{tried}");
}

#[test]
fn like_units_with_like_points_are_no_case() {
    let (_, results) = shipped();
    for case in like_cases(&results) {
        let block = &results.blocks[case.block];
        let scores: Vec<_> =
            case.members.iter().map(|m| &block.scores[m.unit].leaves[m.leaf]).collect();
        // The rule cannot treat equal facts unequally: an appraiser must have spoken.
        assert!(scores.iter().any(|s| s.appraised.iter().any(Option::is_some)));
        assert!(scores.iter().all(|s| s.computed == scores[0].computed));
        assert!(case.spread() > Exact::zero());
    }
}

#[test]
fn a_planted_hard_appraiser_comes_first() {
    let (materials, results) = shipped();
    let rows: Vec<Appraised> = full_by_rule(&results)
        .into_iter()
        .filter(|&(number, unit, leaf)| {
            let score = &results.blocks[number].scores[unit].leaves[leaf];
            score.self_score.as_ref() == score.computed.as_ref().ok() && !score.proof.is_empty()
        })
        .enumerate()
        .map(|(at, (number, unit, leaf))| {
            let block = &results.blocks[number];
            let score = &block.scores[unit].leaves[leaf];
            // One file takes everything, the other two leave the points as they are.
            let (file, points) = match at % 3 {
                0 => ("appraisal/gat.xlsx", Exact::zero()),
                1 => ("appraisal/de-1.xlsx", score.points.clone()),
                _ => ("appraisal/de-2.xlsx", score.points.clone()),
            };
            given(block.units[unit], score.node, &points, file)
        })
        .collect();
    assert!(rows.len() > 30);
    let list = appraisers(&with(&materials, &results, rows));
    let first = &list[0];
    assert_eq!(first.file, "appraisal/gat.xlsx");
    assert_eq!(first.own.mean(), Some(Exact::whole(1)));
    assert_eq!(first.own.rows, first.own.cut);
    assert!(first.difference().unwrap() > Exact::fraction(1, 2).unwrap());
    let easy = list.iter().find(|one| one.file == "appraisal/de-1.xlsx").unwrap();
    assert_eq!((easy.own.cut, easy.own.mean()), (0, Some(Exact::zero())));
}
