//! The set looked at: figures of leaves against those of another program.
//!
//! The expected figures are those of Python's own module, from the same table:
//!
//! ```text
//! python3 -c "
//! import statistics as s
//! t = {'1.1': [2,5,7,10,4], '1.2': [1,6,8,9,4], '1.3': [10]*5, '1.4': [9,3,6,0,10]}
//! x = {c: [v/10 for v in o] for c, o in t.items()}
//! for c in t:
//!     rest = [sum(o[u] for d, o in t.items() if d != c)/30 for u in range(5)]
//!     print(c, s.mean(x[c]), s.stdev(x[c]), len(set(x[c])) > 1 and s.correlation(x[c], rest))
//! print(s.correlation(x['1.1'], x['1.2']))"
//! ```

use parindex::diagnostics::{LeafFigures, of_block};
use parindex::results::BlockResults;
use parindex::terms::Exact;
use parindex::value::{Gap, Value};

use crate::support::{evidence, one_block, rubric, score};

const TABLE: [[i64; 5]; 4] =
    [[2, 5, 7, 10, 4], [1, 6, 8, 9, 4], [10, 10, 10, 10, 10], [9, 3, 6, 0, 10]];

fn figures(table: &[Vec<Option<i64>>]) -> Vec<LeafFigures> {
    let leaves = table.len();
    let mut text = format!(
        "schema = 1\n[set]\nid = 's'\ntitle = 'T'\nyear = 2020\ndecision = 'D'\ntotal = {}\n\
         [1]\nname = 'F'\nsource = 'S'\nproof = 'P'\nappraiser = 'x'\n",
        leaves * 10
    );
    for at in 1..=leaves {
        text += &format!(
            "[1.{at}]\nname = 'L{at}'\nmax = 10\ndata = {{ k{at} = {{ label = 'K', type = 'count' }} }}\n\
             rule = {{ kind = 'count', value = 'k{at}', each = 1 }}\n"
        );
    }
    let set = rubric(&text);
    let units = table[0].len();
    let round = one_block(units, "");
    let of = |unit: usize| {
        let value = |row: &Vec<Option<i64>>| match row[unit] {
            Some(value) => Ok(Value::Number(Exact::whole(value))),
            None => Err(Gap::Missing),
        };
        evidence(&set, table.iter().map(value).collect())
    };
    let all: Vec<_> = (0..units).map(of).collect();
    let (scores, index) = score(&round, &set, &all);
    let units = (0..units).collect();
    of_block(&BlockResults { block: 0, rubric: set, units, scores, index })
}

fn whole_table() -> Vec<Vec<Option<i64>>> {
    TABLE.iter().map(|row| row.iter().map(|value| Some(*value)).collect()).collect()
}

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn figures_are_those_of_another_program() {
    let leaves = figures(&whole_table());
    let means: Vec<String> = leaves.iter().map(|l| l.mean.clone().unwrap().to_string()).collect();
    assert_eq!(means, ["14/25", "14/25", "1", "14/25"]);
    let spread = [0.304_959_013_639_538_1, 0.320_936_130_717_624_3, 0.0, 0.415_932_686_861_708_4];
    for (leaf, expected) in leaves.iter().zip(spread) {
        assert!(near(leaf.spread, expected), "{:?}", leaf.spread);
    }
    assert!(near(leaves[0].rest, -0.145_686_384_224_976_84));
    assert!(near(leaves[1].rest, -0.150_086_558_798_596_97));
    assert_eq!(leaves[2].rest, None);
    assert!(near(leaves[3].rest, -0.813_001_886_037_766_5));
}

#[test]
fn twins_are_told_of_both_and_flat_leaves_have_none() {
    let leaves = figures(&whole_table());
    let twins: Vec<Vec<usize>> =
        leaves.iter().map(|l| l.twins.iter().map(|(node, _)| *node).collect()).collect();
    // The field is node 0: 1.1 is node 1, 1.2 is node 2.
    assert_eq!(twins, [vec![2], vec![1], vec![], vec![]]);
    assert!(near(Some(leaves[0].twins[0].1), 0.950_217_144_319_772_6));
    assert_eq!(
        leaves.iter().map(LeafFigures::is_flat).collect::<Vec<_>>(),
        [false, false, true, false]
    );
    let counts: Vec<(usize, usize)> = leaves.iter().map(|l| (l.full, l.none)).collect();
    assert_eq!(counts, [(1, 0), (0, 0), (5, 0), (1, 1)]);
}

#[test]
fn units_without_points_are_no_noughts() {
    let mut table = whole_table();
    table[3][3] = None;
    let leaves = figures(&table);
    assert_eq!((leaves[3].units, leaves[3].none), (4, 0));
    assert_eq!(leaves[3].mean, Exact::fraction(7, 10));
    // Two units are too few for a correlation, and one has no spread.
    let two: Vec<Vec<Option<i64>>> = table.iter().map(|row| row[..2].to_vec()).collect();
    assert!(figures(&two).iter().all(|leaf| leaf.rest.is_none() && leaf.twins.is_empty()));
    let one: Vec<Vec<Option<i64>>> = table.iter().map(|row| row[..1].to_vec()).collect();
    assert!(figures(&one).iter().all(|leaf| leaf.spread.is_none() && !leaf.is_flat()));
}
