use super::*;
use crate::expr::SurveyOf;
use crate::survey::figures::intervals::Confidence;
use crate::survey::scheme::{AnswerOption, Factor, Overall, Question};

const B: u8 = BLANK;

fn exact(numerator: i64, denominator: i64) -> Exact {
    Exact::fraction(numerator, denominator).unwrap()
}

fn option(share: Option<Exact>, na: bool) -> AnswerOption {
    AnswerOption { code: None, label: String::new(), aliases: Vec::new(), share, na }
}

/// Two factors of `split.0` and `split.1` questions; options: satisfied, not satisfied, na.
pub(crate) fn scheme(reading: Reading, split: (usize, usize)) -> Scheme {
    let all = split.0 + split.1;
    let question = |at: usize| Question {
        id: format!("c{}", at + 1),
        text: String::new(),
        columns: vec![],
        weight: None,
    };
    let factor = |id: &str, questions: std::ops::Range<usize>| Factor {
        weight: None,
        id: id.into(),
        name: String::new(),
        questions: questions.collect(),
    };
    Scheme {
        id: "s".into(),
        title: String::new(),
        short: String::new(),
        basis: String::new(),
        reading,
        overall: Overall::Questions,
        min_n: 0,
        self_selected: false,
        confidence: Confidence::NinetyFive,
        margins: Vec::new(),
        plan: Default::default(),
        groups: Groups::MeanOfPeople,
        columns: Default::default(),
        options: vec![
            option(Some(Exact::one()), false),
            option(Some(Exact::zero()), false),
            option(None, true),
        ],
        factors: vec![factor("1", 0..split.0), factor("2", split.0..all)],
        questions: (0..all).map(question).collect(),
        sides: Vec::new(),
        traits: Vec::new(),
        blanks: Vec::new(),
        modes: Vec::new(),
        validity: Default::default(),
    }
}

pub(crate) fn round(units: usize) -> Round {
    let mut text = String::from(
        "schema = 1\n[round]\nid = \"r\"\nyear = 2020\ntitle = \"T\"\n\
         [[block]]\nid = \"xa\"\nname = \"Xã\"\ncriteria = \"xa.toml\"\n",
    );
    for at in 0..units {
        text += &format!("[[unit]]\nid = \"u{at}\"\nname = \"Xã {at}\"\nblock = \"xa\"\n");
    }
    let source = crate::source::Source::new("round.toml", text);
    crate::round::from_toml(&source, &mut Problems::default()).unwrap()
}

/// The six people of the method page; answers 4 and 5 are option 0, the others option 1.
fn six_people() -> Forms {
    let answers: [[u8; 5]; 6] = [
        [5, 4, 4, 3, B],
        [4, 4, 5, 4, 4],
        [3, 2, 4, B, 4],
        [5, 5, B, B, 4],
        [1, 4, 3, 4, 5],
        [B, 4, 4, 4, 2],
    ];
    let mut forms = Forms::new(5);
    for row in answers {
        forms.push(0, NONE, NONE, &row.map(|a| if a == B { B } else { u8::from(a < 4) }));
    }
    forms
}

fn run(forms: &Forms, scheme: &Scheme, units: usize) -> (Satisfaction, Vec<&'static str>) {
    let mut problems = Problems::default();
    let found = satisfaction(forms, scheme, &[], &round(units), &mut problems);
    (found, problems.iter().map(|p| p.kind.code).collect())
}

fn near(found: Option<f64>, wanted: f64) {
    let found = found.unwrap();
    assert!((found - wanted).abs() < 5e-11, "{found} {wanted}");
}

#[test]
fn six_people_give_the_five_readings() {
    let index = |reading| {
        let (found, _) = run(&six_people(), &scheme(reading, (2, 3)), 1);
        found.units[0].index.clone().unwrap()
    };
    // .7566666667 .76 .7666666667 .6333333333 .80
    assert_eq!(index(Reading::MeanOfQuestions), exact(227, 300));
    assert_eq!(index(Reading::Pooled), exact(19, 25));
    assert_eq!(index(Reading::MeanOfPeople), exact(23, 30));
    assert_eq!(index(Reading::BlanksUnsatisfied), exact(19, 30));
    assert_eq!(index(Reading::CompleteForms), exact(4, 5));
    let (found, problems) = run(&six_people(), &scheme(Reading::CompleteForms, (2, 3)), 1);
    assert_eq!((found.units[0].n, found.units[0].quality.forms), (2, 6));
    assert_eq!(problems, ["W-SURVEY-INCOMPLETE"]);
}

#[test]
fn six_people_give_questions_factors_and_the_standard_error() {
    let (found, _) = run(&six_people(), &scheme(Reading::MeanOfQuestions, (2, 3)), 1);
    let unit = &found.units[0];
    let questions: Vec<Exact> = unit.questions.iter().map(|q| q.index.clone().unwrap()).collect();
    assert_eq!(questions, [exact(3, 5), exact(5, 6), exact(4, 5), exact(3, 4), exact(4, 5)]);
    assert_eq!((unit.questions[0].n, unit.questions[0].blank), (5, 1));
    assert_eq!(unit.factors[0].index, Some(exact(43, 60)));
    assert_eq!(unit.factors[1].index, Some(exact(47, 60)));
    near(unit.se, 0.0823717859);
    near(unit.low, 227.0 / 300.0 - Confidence::NinetyFive.z() * unit.se.unwrap());
    assert_eq!(found.share(&unit.unit, &SurveyOf::Factor("2".into())), Some(exact(47, 60)));
    assert_eq!(found.share(&unit.unit, &SurveyOf::Question("c9".into())), None);
    let by_factors =
        Scheme { overall: Overall::Factors, ..scheme(Reading::MeanOfQuestions, (2, 3)) };
    assert_eq!(run(&six_people(), &by_factors, 1).0.units[0].index, Some(exact(3, 4)));
}

#[test]
fn every_reading_has_influences_that_add_up_to_nothing() {
    let forms = six_people();
    for reading in [
        Reading::MeanOfQuestions,
        Reading::Pooled,
        Reading::MeanOfPeople,
        Reading::BlanksUnsatisfied,
    ] {
        for overall in [Overall::Questions, Overall::Factors, Overall::Question(3)] {
            let scheme = Scheme { overall, ..scheme(reading, (2, 3)) };
            let tally = tally(&forms, &[0; 6], 1, 3);
            let stratum = Stratum {
                scheme: &scheme,
                forms: &forms,
                tally: &tally,
                place: 0,
                rows: (0..6).collect(),
                weighted: None,
            };
            let sum: f64 = stratum.influences().iter().map(|i| i.moved).sum();
            assert!(sum.abs() < 1e-15, "{reading:?} {overall:?} {sum}");
        }
    }
}

#[test]
fn one_question_has_the_interval_of_wilson() {
    let mut forms = Forms::new(1);
    for at in 0..150 {
        forms.push(0, NONE, NONE, &[u8::from(at >= 129)]);
    }
    let scheme =
        Scheme { overall: Overall::Question(0), ..scheme(Reading::MeanOfQuestions, (1, 0)) };
    let (found, _) = run(&forms, &scheme, 1);
    let unit = &found.units[0];
    assert_eq!((unit.n, unit.index.clone()), (150, Some(exact(43, 50))));
    near(unit.low, 0.7954479122);
    near(unit.high, 0.9065735118);
    near(unit.questions[0].low, 0.7954479122);
    assert_eq!(format!("{:.4}", unit.se.unwrap()), "0.0284");
}

#[test]
fn answers_without_a_share_stay_outside() {
    let mut forms = Forms::new(1);
    let counts = [18, 12, 6, 2, 2];
    for (answer, count) in counts.into_iter().enumerate() {
        (0..count).for_each(|_| forms.push(0, NONE, NONE, &[answer as u8]));
    }
    let mut officials = scheme(Reading::MeanOfQuestions, (1, 0));
    let shares = [Some(exact(1, 1)), Some(exact(3, 5)), Some(exact(1, 5)), Some(Exact::zero())];
    officials.options = shares.into_iter().chain([None]).map(|s| option(s, false)).collect();
    let index = |scheme: &Scheme| run(&forms, scheme, 1).0.units[0].index.clone().unwrap();
    assert_eq!(index(&officials), exact(66, 95));
    assert_eq!(format!("{:.12}", index(&officials).to_f64()), "0.694736842105");
    let points = index(&officials) * &exact(3, 2);
    assert_eq!(format!("{:.10}", points.to_f64()), "1.0421052632");
    let (found, _) = run(&forms, &officials, 1);
    let question = &found.units[0].questions[0];
    assert_eq!((question.n, question.no_share, question.na, question.satisfied), (38, 2, 0, 18));
    assert_eq!(question.low, None);
    officials.options[4].share = Some(Exact::zero());
    assert_eq!(index(&officials), exact(33, 50));
}

#[test]
fn groups_come_together_as_the_scheme_says() {
    // means 3.9, 3.4 and 4.2 of 20, 15 and 65 people, as shares of 5
    let mut forms = Forms::new(1);
    forms.group_names = ["a", "b", "c"].map(String::from).to_vec();
    let mut shares = scheme(Reading::MeanOfQuestions, (1, 0));
    shares.options = [39, 34, 42].map(|tenths| option(Some(exact(tenths, 50)), false)).to_vec();
    for (group, people) in [20, 15, 65].into_iter().enumerate() {
        (0..people).for_each(|_| forms.push(0, group as u32, NONE, &[group as u8]));
    }
    let five = |groups| {
        let scheme = Scheme { groups, ..shares.clone() };
        let (found, problems) = run(&forms, &scheme, 1);
        assert_eq!(problems, [""; 0]);
        found.units[0].index.clone().unwrap() * &Exact::whole(5)
    };
    assert_eq!(five(Groups::MeanOfPeople), exact(402, 100));
    assert_eq!(five(Groups::MeanOfGroups(vec![])), exact(23, 6));
    let weights = [("a", 20), ("b", 15), ("c", 65)].map(|(n, w)| (n.into(), exact(w, 100)));
    assert_eq!(five(Groups::Weighted(weights.to_vec())), exact(402, 100));
}

#[test]
fn a_group_without_forms_is_named() {
    let mut forms = Forms::new(1);
    forms.group_names = vec!["a".into(), "b".into()];
    forms.push(0, 0, NONE, &[0]);
    let groups = Groups::MeanOfGroups(vec!["a".into(), "b".into()]);
    let scheme = Scheme { groups, min_n: 2, ..scheme(Reading::MeanOfQuestions, (1, 0)) };
    let (found, problems) = run(&forms, &scheme, 1);
    assert_eq!(found.units[0].index, Some(Exact::one()));
    assert!(found.units[0].small);
    assert_eq!(problems, ["W-SURVEY-SMALL-N", "W-SURVEY-GROUP-ABSENT"]);
}

#[test]
fn ranks_are_of_the_published_index_and_sets_of_the_forms() {
    let mut forms = Forms::new(1);
    // 0.90000 and 0.90002 publish alike; 0.5 is surely lower; unit 3 has no form
    for (unit, satisfied, n) in [(0, 9_000, 10_000), (1, 45_001, 50_000), (2, 200, 400)] {
        (0..n).for_each(|at| forms.push(unit, NONE, NONE, &[u8::from(at >= satisfied)]));
    }
    let one = scheme(Reading::MeanOfQuestions, (1, 0));
    let (found, _) = run(&forms, &one, 4);
    let ranks: Vec<_> = found.units.iter().map(|u| (u.rank, u.rank_low, u.rank_high)).collect();
    let (first, third) = ((Some(1), Some(1), Some(2)), (Some(3), Some(3), Some(3)));
    assert_eq!(ranks, [first, first, third]);
    let open = Scheme { self_selected: true, ..one };
    let unit = run(&forms, &open, 4).0.units[0].clone();
    assert_eq!((unit.rank, unit.rank_low, unit.se, unit.low), (Some(1), None, None, None));
    assert_eq!(unit.questions[0].low, None);
}

#[test]
fn clusters_widen_the_error() {
    let mut forms = Forms::new(2);
    for at in 0..40u32 {
        let answer = u8::from(at % 20 >= 15);
        forms.push(0, NONE, at / 5, &[answer, answer]);
    }
    let scheme = scheme(Reading::MeanOfQuestions, (2, 0));
    let clustered = run(&forms, &scheme, 1).0.units[0].se.unwrap();
    forms.clusters.fill(NONE);
    let alone = run(&forms, &scheme, 1).0.units[0].se.unwrap();
    assert!(clustered > 1.9 * alone, "{clustered} {alone}");
}

#[test]
fn a_question_without_answers_is_named_and_left_out() {
    let mut forms = Forms::new(2);
    forms.push(0, NONE, NONE, &[0, BLANK]);
    forms.push(0, NONE, NONE, &[1, 2]);
    let (found, problems) = run(&forms, &scheme(Reading::MeanOfQuestions, (1, 1)), 1);
    assert_eq!(found.units[0].index, Some(exact(1, 2)));
    assert_eq!(found.units[0].factors[1].index, None);
    assert_eq!(problems, ["W-SURVEY-QUESTION-EMPTY"]);
}

/// Contents with weights, by hand: factors 60% and 40%, questions of the second 25%, 50%, 25%.
#[test]
fn factors_and_questions_weigh_as_the_scheme_says() {
    let mut scheme =
        Scheme { overall: Overall::Weighted, ..scheme(Reading::MeanOfQuestions, (2, 3)) };
    scheme.factors[0].weight = Some(exact(3, 5));
    scheme.factors[1].weight = Some(exact(2, 5));
    for (question, weight) in [(2, exact(1, 4)), (3, exact(1, 2)), (4, exact(1, 4))] {
        scheme.questions[question].weight = Some(weight);
    }
    let (found, _) = run(&six_people(), &scheme, 1);
    let unit = &found.units[0];
    // 3/5 × 43/60 + 2/5 × (1/4 × 4/5 + 1/2 × 3/4 + 1/4 × 4/5)
    assert_eq!(unit.factors[1].index, Some(exact(31, 40)));
    assert_eq!(unit.index, Some(exact(37, 50)));
    assert!(unit.se.is_some_and(|se| se > 0.0));
    assert_eq!((unit.block_rank, found.blocks[0].units), (Some(1), 1));
    assert_eq!(found.blocks[0].mean, Some(exact(37, 50)));
}
