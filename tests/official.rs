//! Official figures: the shipped round of published figures to the last digit, what is asked where
//! a unit declared something else, and figures that a whole block is given.

use parindex::index::official_points;
use parindex::results::Results;
use parindex::scores::{State, ValueFrom};
use parindex::terms::Exact;

use crate::support::given;

/// What came out otherwise: unit, code, official, computed.
fn differing(results: &Results) -> (usize, Vec<(String, String, String, String)>) {
    let (mut count, mut list) = (0, Vec::new());
    for block in &results.blocks {
        for at in 0..block.units.len() {
            let of = block.unit(&results.round, at);
            let scores = &block.scores[at];
            for one in official_points(&results.round, &block.rubric, of, scores) {
                count += 1;
                if !one.difference().is_zero() {
                    let subject = one.known.subject.to_string();
                    let (official, computed) = (one.official.to_plain(), one.computed.to_plain());
                    list.push((of.0.name.clone(), subject, official, computed));
                }
            }
        }
    }
    (count, list)
}

/// Every published point comes out, but for the one tie that the portal takes down.
#[test]
fn published_points_come_out_to_the_last_digit() {
    let (results, problems) = given("data/phu-tho-2026-766");
    assert_eq!(results.round.units.len(), 102);
    let (count, differing) = differing(&results);
    assert_eq!(count, 2043);
    let tie = ["UBND xã Xuân Đài", "4", "7.01", "7.02"].map(str::to_string);
    let differing: Vec<[String; 4]> =
        differing.into_iter().map(|(a, b, c, d)| [a, b, c, d]).collect();
    assert_eq!(differing, [tie]);
    assert!(!problems.has_errors(), "the shipped round has nothing to settle");
    // Figures of the province stand in no form.
    let block = &results.blocks[0];
    let leaf = &block.scores[0].leaves[0];
    assert!(leaf.inputs.iter().all(|input| input.from == ValueFrom::Block));
}

#[test]
fn a_figure_that_differs_is_used_as_official_and_asked_about() {
    let (results, problems) = given("tests/cases/official-and-given");
    let block = &results.blocks[0];
    let differs = &block.scores[0].official[0];
    assert!(differs.used && differs.differs());
    assert_eq!(differs.difference(), Some(Exact::whole(20)));
    let (_, declared, official) = &differs.effects[0];
    assert_eq!(declared.as_ref().unwrap().to_string(), "9/2");
    assert_eq!(official.as_ref().unwrap().to_string(), "18/5");
    let told: Vec<_> = problems.iter().filter(|p| p.kind.code == "E-OFFICIAL-DIFFERS").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.file, "evidence/a.csv");
    // The known difference is met, so nothing is said of it.
    assert!(problems.iter().all(|p| !p.kind.code.starts_with("W-OFFICIAL")));
    let same = &results.blocks[1].scores[0].official[0];
    assert!(!same.differs() && !same.used);
}

/// Who is exempt is asked nothing and has full points.
#[test]
fn full_points_without_being_asked() {
    let (results, _) = given("tests/cases/official-and-given");
    let exempt = &results.blocks[0].scores[0].leaves[1];
    assert_eq!((exempt.state, exempt.points.to_string()), (State::Scored, "3".to_string()));
    assert!(exempt.trace.exempt && exempt.inputs.is_empty());
    let asked = &results.blocks[0].scores[1].leaves[1];
    assert!(!asked.trace.exempt && asked.inputs.len() == 1);
}
