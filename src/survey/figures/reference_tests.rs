//! Figures of an independent program (numpy, from the formulas of the method page) against ours:
//! 24 people in 6 clusters, 5 questions, blanks and not applicable, raked by sex and age.

use crate::problem::Problems;
use crate::survey::figures::intervals::Confidence;
use crate::survey::figures::satisfaction::satisfaction;
use crate::survey::figures::satisfaction::tests::{round, scheme};
use crate::survey::figures::weights::{Margin, Targets, rake};
use crate::survey::forms::sparse::Labels;
use crate::survey::forms::{BLANK, Forms, NONE};
use crate::survey::scheme::{Overall, Scheme};
use crate::survey::{Population, Reading, Satisfaction};
use crate::terms::Exact;

use Reading::*;

const B: u8 = BLANK;
const ANSWERS: [[u8; 5]; 24] = [
    [2, 0, 0, 1, 0],
    [0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [0, 0, 0, 0, B],
    [0, B, 1, 0, 1],
    [0, 1, 1, 1, 1],
    [0, 0, 0, 0, 0],
    [0, 2, 1, 1, 1],
    [0, 1, 0, 0, 1],
    [0, 0, 0, 0, 0],
    [1, 0, 0, 1, 1],
    [0, 1, B, 0, 0],
    [0, 0, 0, 1, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0],
    [1, B, 1, 1, 1],
    [0, 0, 0, 0, 0],
    [0, 2, 0, 1, 0],
    [0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, B, 0, 0, 0],
    [B, 1, 0, 0, 2],
    [0, 1, 0, 0, 1],
    [0, 1, 0, 0, 0],
];
/// 9 is not known.
const SEX: [u16; 24] = [0, 0, 0, 0, 0, 9, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0];
const AGE: [u16; 24] = [0, 1, 1, 2, 0, 1, 1, 0, 0, 0, 1, 2, 1, 1, 1, 2, 1, 2, 1, 2, 2, 0, 2, 1];
const WEIGHTS: [u64; 24] = [
    1200000, 336289, 336289, 116689, 1200000, 984287, 4162699, 1200000, 1200000, 1200000, 4162699,
    1444415, 336289, 336289, 336289, 116689, 336289, 116689, 336289, 1444415, 116689, 1200000,
    1444415, 336289,
];

/// Weighted, reading, mean of factors, people, index, standard error, with clusters, of 100
/// transactions, design effect of clusters and weights.
type Row = (bool, Reading, bool, usize, f64, f64, f64, f64, f64);

const FIGURES: [Row; 20] = [
    (
        false,
        MeanOfQuestions,
        false,
        24,
        0.723464045489,
        0.056376653370,
        0.063161039929,
        0.049148026963,
        1.255162514182,
    ),
    (
        false,
        MeanOfQuestions,
        true,
        24,
        0.726889894367,
        0.054459916333,
        0.056015444389,
        0.047477054354,
        1.057941447027,
    ),
    (
        false,
        Pooled,
        false,
        24,
        0.727272727273,
        0.055641808961,
        0.062748991765,
        0.048507404459,
        1.271777163904,
    ),
    (
        false,
        Pooled,
        true,
        24,
        0.733121244256,
        0.052334746855,
        0.052229812217,
        0.045624374555,
        0.995993887661,
    ),
    (
        false,
        MeanOfPeople,
        false,
        24,
        0.719444444444,
        0.056818377006,
        0.065268911927,
        0.049533112701,
        1.319578094149,
    ),
    (
        false,
        MeanOfPeople,
        true,
        24,
        0.736111111111,
        0.053478691810,
        0.052887313235,
        0.046621642647,
        0.978005865103,
    ),
    (
        false,
        BlanksUnsatisfied,
        false,
        24,
        0.687681159420,
        0.056969863554,
        0.063192520257,
        0.049665175612,
        1.230384904216,
    ),
    (
        false,
        BlanksUnsatisfied,
        true,
        24,
        0.687198067633,
        0.056279118642,
        0.058942769842,
        0.049062998158,
        1.096898659311,
    ),
    (
        false,
        CompleteForms,
        false,
        18,
        0.746568627451,
        0.058091002256,
        0.062363944714,
        0.052603639849,
        1.152522510844,
    ),
    (
        false,
        CompleteForms,
        true,
        18,
        0.752655228758,
        0.055649118590,
        0.057666507985,
        0.050392420143,
        1.073818116196,
    ),
    (
        true,
        MeanOfQuestions,
        false,
        24,
        0.696306868274,
        0.090033095407,
        0.054042392028,
        0.078489032890,
        0.918904849789,
    ),
    (
        true,
        MeanOfQuestions,
        true,
        24,
        0.701855511406,
        0.087363580524,
        0.058917101445,
        0.076161803770,
        1.170385157811,
    ),
    (
        true,
        Pooled,
        false,
        24,
        0.695244634525,
        0.090863259701,
        0.054894111657,
        0.079212753343,
        0.973305194191,
    ),
    (
        true,
        Pooled,
        true,
        24,
        0.701903838444,
        0.087564676845,
        0.061209942125,
        0.076337115478,
        1.367929395126,
    ),
    (
        true,
        MeanOfPeople,
        false,
        24,
        0.689444690787,
        0.086246228703,
        0.049086279979,
        0.075187719035,
        0.746350094484,
    ),
    (
        true,
        MeanOfPeople,
        true,
        24,
        0.708920888938,
        0.081816573613,
        0.058889728834,
        0.071326035258,
        1.212599986332,
    ),
    (
        true,
        BlanksUnsatisfied,
        false,
        24,
        0.669190725432,
        0.089659999346,
        0.056324646625,
        0.078163775285,
        0.977477102431,
    ),
    (
        true,
        BlanksUnsatisfied,
        true,
        24,
        0.672280336255,
        0.087631827895,
        0.059537601148,
        0.076395656407,
        1.119149460213,
    ),
    (
        true,
        CompleteForms,
        false,
        18,
        0.709090330494,
        0.093057823629,
        0.060035555333,
        0.084267443308,
        1.068069037678,
    ),
    (
        true,
        CompleteForms,
        true,
        18,
        0.718871589044,
        0.090116972374,
        0.061865755339,
        0.081604389233,
        1.235902069195,
    ),
];

fn forms(clusters: bool) -> Forms {
    let mut forms = Forms::new(5);
    forms.traits = vec![Labels::default(), Labels::default()];
    for (at, answers) in ANSWERS.iter().enumerate() {
        let cluster = if clusters { at as u32 / 4 } else { NONE };
        forms.push(0, NONE, cluster, answers);
        for (labels, category) in forms.traits.iter_mut().zip([SEX[at], AGE[at]]) {
            labels.put(at, category.to_string().as_bytes());
        }
    }
    forms
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|at| at.to_string()).collect()
}

fn margins() -> Vec<Margin> {
    let margin = |by: usize, percents: &[i64]| {
        let shares = percents.iter().map(|p| Exact::fraction(*p, 100).unwrap());
        let targets = Targets::Fixed(names(percents.len()).into_iter().zip(shares).collect());
        Margin { name: String::new(), by, targets }
    };
    vec![margin(0, &[45, 55]), margin(1, &[30, 50, 20])]
}

fn near(found: Option<f64>, wanted: f64, what: &str) {
    let found = found.unwrap();
    assert!((found - wanted).abs() < 5e-11, "{what}: {found} {wanted}");
}

fn run(forms: &Forms, scheme: &Scheme, transactions: Option<u64>) -> Satisfaction {
    let populations = [Population { transactions, ..Population::default() }];
    satisfaction(forms, scheme, &populations, &round(1), &mut Problems::default())
}

#[test]
fn raking_gives_the_weights() {
    let known = [vec![0.45, 0.55], vec![0.3, 0.5, 0.2]];
    let category = |code: u16| (code != 9).then_some(usize::from(code));
    let given: Vec<_> = (0..24).map(|at| vec![category(SEX[at]), category(AGE[at])]).collect();
    let raked = rake(&given, &known);
    assert_eq!(raked.weights, WEIGHTS);
    assert_eq!((raked.unknown, raked.empty, raked.converged), (vec![1, 0], vec![], true));
}

#[test]
fn every_reading_has_the_figures_of_the_independent_program() {
    for (weighted, reading, factors, n, index, se, clustered, finite, effect) in FIGURES {
        let what = format!("{reading:?} weighted {weighted} factors {factors}");
        let overall = if factors { Overall::Factors } else { Overall::Questions };
        let margins = if weighted { margins() } else { Vec::new() };
        let scheme = Scheme { overall, margins, ..scheme(reading, (2, 3)) };
        let plain = run(&forms(false), &scheme, None).units.remove(0);
        assert_eq!(plain.n, n, "{what}");
        near(plain.index.as_ref().map(Exact::to_f64), index, &what);
        near(plain.se, se, &what);
        let z = Confidence::NinetyFive.z();
        near(plain.low, index - z * se, &what);
        near(plain.high, (index + z * se).min(1.0), &what);
        let in_clusters = run(&forms(true), &scheme, None).units.remove(0);
        near(in_clusters.se, clustered, &what);
        near(in_clusters.design_effect, effect, &what);
        near(run(&forms(false), &scheme, Some(100)).units[0].se, finite, &what);
        assert_eq!(plain.unweighted.is_some(), weighted);
        assert_eq!(plain.kish.is_some(), weighted);
    }
}

#[test]
fn the_unweighted_figure_stands_beside() {
    let weighted = Scheme { margins: margins(), ..scheme(MeanOfQuestions, (2, 3)) };
    let unit = run(&forms(false), &weighted, None).units.remove(0);
    near(unit.unweighted.as_ref().map(Exact::to_f64), 0.723464045489, "unweighted");
    near(unit.kish, 2.1451311294925905, "kish");
}
