//! Steps and ties that binary floats would move: each condition is worked by hand, most of them
//! come out wrong when computed in floats as they stand, and LibreOffice must come to the exact
//! answer from our formulas.

use parindex::appraisal::Appraisals;
use parindex::index;
use parindex::ledger::Ledger;
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::scores::{self, Sources, State};
use parindex::terms::{Exact, Lang};
use parindex::value::{Gap, Value};
use parindex::write::xlsx::workbook;

use super::office::{Book, Said, office, recalculated, rewritten, without_values};
use crate::support;

/// A condition on `x1`, `x2`, `x3`; their values; whether it holds; what floats say.
type Boundary = (&'static str, [&'static str; 3], bool, fn(f64, f64, f64) -> bool);

const BOUNDARIES: &[Boundary] = &[
    ("x1 + x2 <= 0.3", ["0.1", "0.2", "0"], true, |a, b, _| a + b <= 0.3),
    ("x1 + x2 = x3", ["1.1", "2.2", "3.3"], true, |a, b, c| a + b == c),
    ("1 - x1 >= 10%", ["0.9", "0", "0"], true, |a, _, _| 1.0 - a >= 0.1),
    ("x1 * 100 >= 57", ["0.57", "0", "0"], true, |a, _, _| a * 100.0 >= 57.0),
    ("x1 - x2 >= 0.1", ["1000000.1", "1000000", "0"], true, |a, b, _| a - b >= 0.1),
    ("x1 - x2 - x3 = 0", ["0.3", "0.1", "0.2"], true, |a, b, c| a - b - c == 0.0),
    ("x1 / x2 >= 98%", ["49", "50", "0"], true, |a, b, _| a / b >= 0.98),
    ("x1 / x2 >= 95%", ["949999999999", "1000000000000", "0"], false, |a, b, _| a / b >= 0.95),
    ("x1 / x2 >= 95%", ["950000000000", "1000000000000", "0"], true, |a, b, _| a / b >= 0.95),
    ("x1 / x2 + x1 / x2 + x1 / x2 >= 1", ["1", "3", "0"], true, |a, b, _| 3.0 * (a / b) >= 1.0),
    ("1 - x1 / x2 >= 66.7%", ["333", "1000", "0"], true, |a, b, _| 1.0 - a / b >= 0.667),
    ("x1 * x1 = 1.21", ["1.1", "0", "0"], true, |a, _, _| a * a == 1.21),
    ("x1 / x2 * x2 > x1", ["5.1", "0.3", "0"], false, |a, b, _| a / b * b > a),
    ("sum(x1, x2, x3) = 0.6", ["0.1", "0.2", "0.3"], true, |a, b, c| a + b + c == 0.6),
    ("round(x1 * x2, 2) = 1.01", ["1.005", "1", "0"], true, |a, b, _| {
        (a * b * 100.0).round() / 100.0 == 1.01
    }),
    ("round(x1 / x2, 1) = 0.4", ["0.35", "1", "0"], true, |a, b, _| {
        (a / b * 10.0).round() / 10.0 == 0.4
    }),
    // The mean over the block of 0.1, 0.2 and 0.3 is 0.2.
    ("x1 = peer_mean(x1)", ["0.2", "0", "0"], true, |a, _, _| a == (0.1 + 0.2 + 0.3) / 3.0),
    ("peer_above(x1 * 3) = 1", ["0.2", "0", "0"], true, |_, _, _| true),
];

fn set() -> String {
    let mut text = format!(
        "schema=1\n[set]\nid='s'\ntitle='T'\nyear=2020\ndecision='D'\ntotal={}\n[1]\nname='F'\n",
        BOUNDARIES.len()
    );
    for (at, (when, ..)) in BOUNDARIES.iter().enumerate() {
        let own = |text: &str| text.replace("x1", &format!("a{at}"));
        let own = |text: &str| own(text).replace("x2", &format!("b{at}"));
        let when = own(when).replace("x3", &format!("c{at}"));
        let item = |key: &str| format!("{key}{at}={{label='{key}',type='number'}}\n");
        text += &format!(
            "[1.{n}]\nname='L'\nmax=1\n[1.{n}.data]\n{}{}{}[1.{n}.rule]\nkind='formula'\n\
             zero_base='zero'\ncases=[{{when='{when}',points=1}}]\n",
            item("a"),
            item("b"),
            item("c"),
            n = at + 1
        );
    }
    text
}

/// Three units: the first one holds the values; the peers of the others lie around it.
fn results() -> Results {
    let rubric = support::rubric(&set());
    let round = support::one_block(3, "");
    let exact = |text: &str| Exact::from_decimal(text).unwrap();
    let of_unit = |shift: &str| {
        let values = BOUNDARIES.iter().flat_map(|(_, [a, b, c], ..)| {
            let a = if *a == "0.2" { exact(a) + &exact(shift) } else { exact(a) };
            [a, exact(b), exact(c)]
        });
        support::evidence(&rubric, values.map(|n| Ok(Value::Number(n))).collect())
    };
    let evidence = [of_unit("0"), of_unit("-0.1"), of_unit("0.1")];
    let appraisals = Appraisals::default();
    let units = vec![0, 1, 2];
    let sources = Sources {
        round: &round,
        rubric: &rubric,
        units: &units,
        evidence: &evidence,
        appraisals: &appraisals,
        official: &[],
        refused: &[],
        held: &|_| false,
        share: &|_, _, _| None,
        last_year: &|_, _| Err(Gap::Missing),
    };
    let scores = scores::from_evidence(&sources, &mut Problems::default());
    let index = index::from_scores(&round, &rubric, &units, &evidence, &scores);
    Results {
        program: "parindex".into(),
        appraisals: Default::default(),
        blocks: vec![BlockResults { block: 0, rubric, units, scores, index }],
        round,
        registers: Vec::new(),
        surveys: Vec::new(),
        ledger: Ledger::default(),
        problems: Problems::default(),
        previous: Default::default(),
        previous_surveys: Default::default(),
    }
}

#[test]
fn floats_alone_would_go_wrong() {
    let wrong = BOUNDARIES.iter().filter(|(_, values, holds, floats)| {
        let [a, b, c] = values.map(|v| v.parse().unwrap());
        floats(a, b, c) != *holds
    });
    assert!(wrong.count() >= 9, "the cases are too easy");
}

#[test]
fn floats_move_no_step_and_no_tie() {
    let results = results();
    for (leaf, (when, _, holds, _)) in results.blocks[0].scores[0].leaves.iter().zip(BOUNDARIES) {
        assert_eq!(leaf.state, State::Scored, "{when}");
        assert_eq!(leaf.points == Exact::one(), *holds, "{when}");
    }
    let Some(office) = office() else { return };
    let book = workbook(&results, Lang::Vi).unwrap().workbook;
    let bare = rewritten(&book, |_, xml| without_values(&xml));
    let again = Book::read(&recalculated(&office, &[("boundaries".into(), bare)])[0]);
    let page = again.sheet("Tự chấm và thẩm định");
    for (at, (when, _, holds, _)) in BOUNDARIES.iter().enumerate() {
        let code = format!("1.{}", at + 1);
        let row = page.row(&[(1, "Xã U0"), (2, &code)]).unwrap();
        let points = Said::Number(if *holds { 1.0 } else { 0.0 });
        assert_eq!(page.at(row, 10), points, "{when}");
    }
}
