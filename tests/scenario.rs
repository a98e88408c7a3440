//! The round with stated changes against a full run of the changed inputs, on generated rounds with
//! every kind of rule, leaves that look at others, gates, classes and a tie break.

use parindex::appraisal::{Appraisals, Appraised, Correction};
use parindex::evidence::{Entry, LeafEvidence, UnitEvidence};
use parindex::expr::SurveyOf;
use parindex::index::{self, BlockIndex};
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::round::Round;
use parindex::rubric::Rubric;
use parindex::scenario::{Base, Change};
use parindex::scores::{self, Sources, UnitScores};
use parindex::terms::{Date, Exact, UnitId};
use parindex::value::{Gap, Origin, Outcome, Value};
use proptest::prelude::*;

use crate::properties::{ITEMS, set, sound_value};
use crate::support::{evidence, one_block, rubric};

/// The set with every kind of rule, and what goes beyond one leaf.
pub fn whole_set() -> String {
    let classes = "[[class]]\nname = 'Tốt'\nfrom = 55\nevery_field = '50%'\n\
                   [[class]]\nname = 'Khá'\nfrom = 40\n[1]\n";
    let text = set().replace("total = 28", "total = 32").replacen("[1]\n", classes, 1);
    let text = text.replace("[1.6]\n", "[1.6]\nrequires = ['1.1']\n");
    text + "[1.15]\nname = 'nhìn sang tiêu chí khác'\nmax = 2\n[1.15.rule]\nkind = 'formula'\n\
            points = 'points(\"1.3\") / 2 + points(\"1.12\") / 2'\n\
            [1.16]\nname = 'nhìn xa hơn'\nmax = 2\n[1.16.rule]\nkind = 'formula'\n\
            points = 'points(\"1.15\")'\n"
}

pub(crate) const TIE_BREAK: &str = "[rules]\ntie_break = ['node:1']";

/// Everything that a round is scored from.
#[derive(Clone)]
pub(crate) struct Inputs {
    evidence: Vec<UnitEvidence>,
    appraisals: Appraisals,
    /// Unit, scheme, what of it and the share; a later one counts.
    shares: Vec<(usize, String, SurveyOf, Option<Exact>)>,
}

pub(crate) fn with_sources<R>(
    round: &Round,
    set: &Rubric,
    inputs: &Inputs,
    then: impl FnOnce(&Sources<'_>) -> R,
) -> R {
    let units: Vec<usize> = (0..round.units.len()).collect();
    let share =
        |unit: &UnitId, scheme: &str, of: &SurveyOf| found(round, inputs, (unit, scheme, of))?;
    then(&Sources {
        round,
        rubric: set,
        units: &units,
        evidence: &inputs.evidence,
        appraisals: &inputs.appraisals,
        official: &[],
        refused: &[],
        held: &|_| true,
        share: &share,
        last_year: &|_, _| Err(Gap::Missing),
    })
}

fn found(
    round: &Round,
    inputs: &Inputs,
    (unit, scheme, of): (&UnitId, &str, &SurveyOf),
) -> Option<Option<Exact>> {
    let at = round.units.iter().position(|one| one.id == *unit)?;
    let mut all = inputs.shares.iter().rev();
    let one = all.find(|(own, name, what, _)| *own == at && name == scheme && what == of)?;
    Some(one.3.clone())
}

/// A full run of the inputs as the changes make them.
pub fn replay(sources: &Sources<'_>, changes: &[Change]) -> (Vec<UnitScores>, BlockIndex) {
    let mut inputs = Inputs {
        evidence: sources.evidence.to_vec(),
        appraisals: sources.appraisals.clone(),
        shares: Vec::new(),
    };
    changes.iter().for_each(|one| apply(&mut inputs, sources.rubric, sources.units, one));
    let share = |unit: &UnitId, scheme: &str, of: &SurveyOf| {
        let supposed = found(sources.round, &inputs, (unit, scheme, of));
        supposed.unwrap_or_else(|| (sources.share)(unit, scheme, of))
    };
    let (evidence, appraisals) = (&inputs.evidence, &inputs.appraisals);
    full(&Sources { evidence, appraisals, share: &share, ..*sources })
}

/// A generated round for other tests: its results, and what they were scored from.
pub fn generated(seed: u32, units: usize, then: impl FnOnce(&Results, &Sources<'_>)) {
    generated_by(&whole_set(), seed, units, then);
}

/// The same by another set that asks for the same items first.
pub fn generated_by(set: &str, seed: u32, units: usize, then: impl FnOnce(&Results, &Sources<'_>)) {
    let set = rubric(set);
    let round = one_block(units, TIE_BREAK);
    let draw = |unit: usize, n: usize| {
        let mixed = (seed as usize * 7_919 + unit * 104_729 + n * 1_299_709) as u64;
        (mixed.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u32
    };
    let seeds: Vec<Vec<u32>> =
        (0..units).map(|unit| (0..ITEMS + 2).map(|n| draw(unit, n)).collect()).collect();
    let inputs = inputs(&set, &seeds);
    with_sources(&round, &set, &inputs, |sources| {
        let (scores, index) = full(sources);
        let units = sources.units.to_vec();
        let block = BlockResults { block: 0, rubric: set.clone(), units, scores, index };
        let appraisals = inputs.appraisals.clone();
        let (round, blocks) = (round.clone(), vec![block]);
        then(&Results { round, blocks, appraisals, ..Results::none() }, sources);
    });
}

/// One unit per list of values, nothing appraised and no survey.
pub(crate) fn with<R>(
    round: &Round,
    set: &Rubric,
    values: Vec<Vec<Outcome>>,
    then: impl FnOnce(&Sources<'_>) -> R,
) -> R {
    let evidence = values.into_iter().map(|values| evidence(set, values)).collect();
    let inputs = Inputs { evidence, appraisals: Appraisals::default(), shares: Vec::new() };
    with_sources(round, set, &inputs, then)
}

pub(crate) fn full(sources: &Sources<'_>) -> (Vec<UnitScores>, BlockIndex) {
    let scores = scores::from_evidence(sources, &mut Problems::default());
    let (round, units) = (sources.round, sources.units);
    let index = index::from_scores(round, sources.rubric, units, sources.evidence, &scores);
    (scores, index)
}

fn origin() -> Origin {
    Origin { file: "t.csv".into(), sheet: "".into(), cell: "A1".into() }
}

fn appraised(round: u8, unit: usize, node: usize, points: Exact) -> Appraised {
    let (reason, request) = ("vì".to_string(), String::new());
    let origin = origin();
    Appraised { round, unit, node, points, shown: None, reason, request, agency: None, origin }
}

/// What a change does to the inputs, written down by itself; `units` are those of the block.
fn apply(inputs: &mut Inputs, set: &Rubric, units: &[usize], change: &Change) {
    match change.clone() {
        Change::Declared { unit, key, outcome } => {
            let at = set.items.iter().position(|item| item.key == key).unwrap();
            let unit = units[unit];
            inputs.evidence[unit].items[at].outcome = outcome;
        }
        Change::Corrected { unit, key, outcome } => {
            let unit = units[unit];
            let all = &mut inputs.appraisals.corrections;
            all.retain(|one| (one.round, one.unit, &one.key) != (2, unit, &key));
            let (raw, reason) = (String::new(), String::new());
            let origin = origin();
            all.push(Correction {
                round: 2,
                unit,
                key,
                outcome,
                raw,
                reason,
                agency: None,
                origin,
            });
        }
        Change::Points { unit, node, points } => {
            let unit = units[unit];
            let all = &mut inputs.appraisals.scores;
            inputs
                .appraisals
                .agreements
                .retain(|one| (one.round, one.unit, one.node) != (2, unit, node));
            all.retain(|one| (one.round, one.unit, one.node) != (2, unit, node));
            all.push(appraised(2, unit, node, points));
        }
        Change::Share { unit, scheme, of, share } => {
            inputs.shares.push((units[unit], scheme, of, share));
        }
        Change::Sent { unit } => {
            let sent = &mut inputs.evidence[units[unit]];
            sent.file.get_or_insert("moi.xlsx".into());
            sent.stopped = None;
            sent.items.resize(set.items.len(), Entry::default());
            sent.leaves.resize(set.nodes.len(), LeafEvidence::default());
        }
        Change::Day(day) => {
            for entry in inputs.evidence.iter_mut().flat_map(|unit| &mut unit.items) {
                if matches!(entry.outcome, Ok(Value::Date(later)) if later > day) {
                    entry.outcome = Err(Gap::Missing);
                }
            }
        }
    }
}

fn outcome(key: &str, n: u32) -> Outcome {
    match n % 11 {
        0 => Err(Gap::Missing),
        1 => Err(Gap::Unreadable),
        2 => Err(Gap::NotApplicable),
        _ => Ok(sound_value(key, n)),
    }
}

fn hundredths(n: u32) -> Exact {
    Exact::fraction(i64::from(n % 101), 100).unwrap()
}

fn change(set: &Rubric, units: usize, (kind, unit, what, n): (u32, u32, u32, u32)) -> Change {
    let unit = unit as usize % units;
    let key = set.items[what as usize % set.items.len()].key.clone();
    let leaves: Vec<usize> =
        set.leaves().filter(|(.., leaf)| leaf.rule.scheme.is_none()).map(|(at, ..)| at).collect();
    match kind % 8 {
        0..=2 => Change::Declared { unit, outcome: outcome(key.as_str(), n), key },
        3 => Change::Corrected { unit, outcome: outcome(key.as_str(), n), key },
        4 | 5 => {
            let (node, points) = (leaves[what as usize % leaves.len()], hundredths(n));
            Change::Points { unit, node, points }
        }
        6 => {
            let share = (!n.is_multiple_of(7)).then(|| hundredths(n));
            Change::Share { unit, scheme: "s".into(), of: SurveyOf::Index, share }
        }
        _ if n.is_multiple_of(2) => Change::Sent { unit },
        _ => Change::Day(Date::from_yo_opt(2020, 1 + n % 366).unwrap()),
    }
}

pub(crate) fn inputs(set: &Rubric, seeds: &[Vec<u32>]) -> Inputs {
    let mut appraisals = Appraisals::default();
    let one = |(unit, seeds): (usize, &Vec<u32>)| {
        let values = set.items.iter().zip(seeds);
        let values = values.map(|(item, n)| outcome(item.key.as_str(), *n)).collect();
        let mut sent = evidence(set, values);
        if seeds[0].is_multiple_of(5) {
            sent.file = None;
        }
        if seeds[1].is_multiple_of(3) {
            let (node, _, _) = set.leaves().nth(seeds[2] as usize % 13).unwrap();
            if set.nodes[node].leaf.as_ref().unwrap().rule.scheme.is_none() {
                appraisals.scores.push(appraised(1, unit, node, hundredths(seeds[3])));
            }
        }
        sent
    };
    let evidence = seeds.iter().enumerate().map(one).collect();
    let shares = seeds.iter().enumerate().map(|(unit, s)| {
        let share = (s[4] % 5 > 0).then(|| hundredths(s[5]));
        (unit, "s".to_string(), SurveyOf::Index, share)
    });
    let shares = shares.collect();
    Inputs { evidence, appraisals, shares }
}

fn figures(scores: &UnitScores) -> String {
    let leaf = |leaf: &scores::LeafScore| {
        let given = leaf.appraised.each_ref().map(|one| one.as_ref().map(|one| &one.points));
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?}",
            leaf.node,
            leaf.state,
            leaf.points,
            leaf.computed,
            leaf.decided_by,
            leaf.claim.is_some(),
            given
        )
    };
    let leaves: Vec<String> = scores.leaves.iter().map(leaf).collect();
    format!("{} {} {:?} {:?}", leaves.join("\n"), scores.failed_checks, scores.gates, scores.ties)
}

/// The index as a full run gives it, without the name of the file that is supposed.
fn shown(index: &BlockIndex) -> String {
    let mut index = index.clone();
    index.units.iter_mut().for_each(|unit| unit.file = unit.file.take().map(|_| "".into()));
    format!("{index:#?}")
}

fn agrees(set: &Rubric, seeds: &[Vec<u32>], drawn: &[(u32, u32, u32, u32)]) {
    let round = one_block(seeds.len(), TIE_BREAK);
    let before = inputs(set, seeds);
    let changes: Vec<Change> = drawn.iter().map(|drawn| change(set, seeds.len(), *drawn)).collect();
    let mut after = before.clone();
    let units: Vec<usize> = (0..seeds.len()).collect();
    changes.iter().for_each(|change| apply(&mut after, set, &units, change));
    let expected = with_sources(&round, set, &after, full);
    with_sources(&round, set, &before, |sources| {
        let (scores, index) = full(sources);
        let base = Base::new(sources, &scores, &index);
        let outcome = base.run(&changes);
        for (at, expected) in expected.0.iter().enumerate() {
            assert_eq!(figures(outcome.scores(at)), figures(expected), "{changes:?}");
        }
        assert_eq!(shown(&outcome.index().whole()), shown(&expected.1), "{changes:?}");
        assert_eq!(outcome.index().mean(), expected.1.mean);
        for (at, unit) in expected.1.units.iter().enumerate() {
            assert_eq!(outcome.index().place(at).map(|place| place.rank), unit.rank);
        }
        // No change gives the run itself.
        let same = base.run(&[]);
        assert_eq!((same.moved().count(), shown(&same.index().whole())), (0, shown(&index)));
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_scenario_is_a_full_run_of_the_changed_inputs(
        seeds in prop::collection::vec(prop::collection::vec(any::<u32>(), ITEMS), 1..7),
        drawn in prop::collection::vec(any::<(u32, u32, u32, u32)>(), 1..5),
    ) {
        agrees(&rubric(&whole_set()), &seeds, &drawn);
    }
}

/// A value that no other unit is compared with touches one unit and the leaves that hang on it.
#[test]
fn what_does_not_hang_on_a_change_is_not_scored_again() {
    let set = rubric(&whole_set());
    let round = one_block(3, TIE_BREAK);
    let seeds: Vec<Vec<u32>> = (0..3).map(|unit| vec![24 + unit; ITEMS]).collect();
    let before = inputs(&set, &seeds);
    with_sources(&round, &set, &before, |sources| {
        let (scores, index) = full(sources);
        let base = Base::new(sources, &scores, &index);
        let key = set.items.iter().find(|item| item.key.as_str() == "f").unwrap().key.clone();
        let outcome = Ok(Value::Number(Exact::whole(3)));
        let moved = base.run(&[Change::Declared { unit: 1, key, outcome }]);
        assert_eq!(moved.moved().collect::<Vec<_>>(), [1]);
    });
}
