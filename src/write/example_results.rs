//! A made-up outcome for the tests of writers: long names, ties, gaps, a unit that sent
//! nothing, a field that does not apply, small samples.

use std::sync::Arc;

use crate::expr::{Expr, Trace, TraceLine};
use crate::index::{BlockIndex, ClassHeld, NodeIndex, UnitIndex};
use crate::ledger::{Account, Aside, Ledger, ReadAs, RowFate};
use crate::problem::kinds::output;
use crate::problem::{Place, Problem, Problems};
use crate::results::{BlockResults, Results};
use crate::round::{Block, NotSubmitted, RankOn, Round, RoundRules, Ties, Unit};
use crate::rubric::{Class, FieldKind, Leaf, NaPolicy, Node, Rubric};
use crate::rules::Rule;
use crate::scores::{
    AppraisedScore, DecidedBy, Input, LeafScore, Manner, Stance, State, UnitScores,
};
use crate::survey::{FactorIndex, QuestionIndex, Reading, Satisfaction, UnitSatisfaction};
use crate::terms::{AgencyId, BlockId, Code, Date, Exact, Key, UnitId, mean};
use crate::value::{Gap, Origin, Value};

const FIELDS: &[(&str, i64)] = &[
    ("Công tác chỉ đạo, điều hành cải cách hành chính", 12),
    ("Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại địa phương", 8),
    ("Cải cách thủ tục hành chính", 20),
    ("Cải cách tổ chức bộ máy hành chính nhà nước", 8),
    ("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức", 12),
    ("Cải cách tài chính công", 8),
    ("Hiện đại hóa hành chính", 17),
    ("Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội", 15),
];

const NAMES: &[&str] = &[
    "Phường Long Hoa",
    "Phường Hiệp Tân",
    "Phường Long Thành Bắc",
    "Phường Long Thành Trung",
    "Xã Long Thành Nam",
    "Xã Trường Đông",
    "Xã Trường Hòa",
    "Xã Trường Tây",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã Hòa Thành",
    "Phòng Tài nguyên và Môi trường",
    "Phòng Lao động - Thương binh và Xã hội",
];

fn exact(text: &str) -> Exact {
    Exact::from_decimal(text).unwrap()
}

/// A round of one block with so many units (at least 8).
pub fn results(units: usize) -> Results {
    let round = round(units);
    let block = block(&round);
    let mut problems = Problems::default();
    let place = Place::cell("evidence/long-hoa.xlsx", "Tự chấm", "G14");
    problems.push(Problem::new(&output::WRITE, place).with("file", "x").with("detail", "\"y\""));
    let file = "evidence/long-hoa.xlsx".into();
    let mut account = Account::of(ReadAs::Evidence, file, "Tự chấm".into(), 120);
    (0..8).for_each(|row| account.add(row, RowFate::Aside(Aside::Heading)));
    (8..120).for_each(|row| account.add(row, RowFate::Used));
    Results {
        program: "parindex 0.1.0".into(),
        appraisals: Default::default(),
        surveys: vec![survey(&round)],
        registers: Vec::new(),
        blocks: vec![block],
        round,
        ledger: Ledger { accounts: vec![account], files: Vec::new() },
        problems,
        previous: [(UnitId::new("don-vi-1"), "82.10".to_string())].into(),
        previous_surveys: Vec::new(),
    }
}

fn round(units: usize) -> Round {
    let name = |at: usize| match NAMES.get(at) {
        Some(name) => (*name).to_string(),
        None => format!("Xã số {at}, huyện Dương Minh Châu"),
    };
    let unit = |at: usize| Unit {
        code: None,
        id: UnitId::new(format!("don-vi-{}", at + 1)),
        name: name(at),
        block: 0,
        aliases: Vec::new(),
        formerly: Vec::new(),
        tags: Vec::new(),
    };
    Round {
        id: "hoa-thanh-2020".into(),
        year: 2020,
        title: "Chỉ số cải cách hành chính năm 2020".into(),
        issuer: "UBND thị xã Hòa Thành".into(),
        office: "Phòng Nội vụ".into(),
        period: Date::from_ymd_opt(2020, 1, 1).zip(Date::from_ymd_opt(2020, 12, 31)),
        illustration: true,
        rules: RoundRules {
            ties: Ties::Competition,
            decimals: 2,
            point_decimals: None,
            rank_on: RankOn::Published,
            not_submitted: NotSubmitted::Unranked,
            tie_break: Vec::new(),
        },
        blocks: vec![Block {
            id: BlockId::new("xa-phuong"),
            name: "Khối UBND xã, phường".into(),
            criteria: "a.toml".into(),
            data: Vec::new(),
        }],
        units: (0..units).map(unit).collect(),
        ..Round::empty("round.toml".into())
    }
}

/// Each field holds one leaf; a ninth field is a bonus of at most 3.
fn rubric() -> Rubric {
    let mut nodes = Vec::new();
    let fields = FIELDS.iter().copied().chain([("Điểm thưởng", 3)]);
    for (at, (name, max)) in fields.enumerate() {
        let kind = if at < FIELDS.len() { FieldKind::Plain } else { FieldKind::Bonus };
        let place = nodes.len();
        let node = |code: String, parent, children, leaf| Node {
            place: Place::default(),
            code: Code::parse(&code).unwrap(),
            name: name.to_string(),
            field_kind: kind,
            max: Exact::whole(max),
            parent,
            children,
            requires: Vec::new(),
            leaf,
        };
        nodes.push(node(format!("{}", at + 1), None, vec![place + 1], None));
        nodes.push(node(format!("{}.1", at + 1), Some(place), Vec::new(), Some(leaf())));
    }
    let class = |name: &str, from| Class {
        name: name.into(),
        from,
        in_points: false,
        gates: Vec::new(),
        every_field: None,
    };
    Rubric {
        id: "hoa-thanh-2020/xa-phuong".into(),
        title: "Bộ tiêu chí".into(),
        year: 2020,
        decision: "628/UBND".into(),
        total: Exact::whole(100),
        over_max: false,
        file: "a.toml".into(),
        sha256: "00".into(),
        classes: vec![class("Xuất sắc", Exact::whole(90)), class("Tốt", Exact::whole(80))],
        items: Vec::new(),
        checks: Vec::new(),
        scoring_order: (0..nodes.len()).filter(|at| at % 2 == 1).collect(),
        nodes,
    }
}

fn leaf() -> Leaf {
    Leaf {
        was: Vec::new(),
        min: Exact::zero(),
        appraiser: Some(AgencyId::new("noi-vu")),
        proof: None,
        proof_shared: false,
        source: Some("628/UBND, đoạn 3".into()),
        na: NaPolicy::Exclude,
        only: Vec::new(),
        rule: Rule {
            kind: "proportional",
            expr: Expr::item("ho_so"),
            zero_base: None,
            levels: Vec::new(),
            by: None,
            scheme: None,
        },
        effort: None,
        guide: None,
        examples: Vec::new(),
    }
}

fn block(round: &Round) -> BlockResults {
    let rubric = rubric();
    let count = round.units.len();
    let mut units: Vec<UnitIndex> = (0..count).map(|at| unit_index(&rubric, at, count)).collect();
    place(&mut units);
    let ranked = || units.iter().filter(|u| u.rank.is_some());
    let node_mean = |node: usize| mean(ranked().filter_map(|u| u.nodes[node].index.as_ref()));
    let index = BlockIndex {
        mean: mean(ranked().filter_map(|u| u.index.as_ref())),
        node_means: (0..rubric.nodes.len()).map(node_mean).collect(),
        units: units.clone(),
    };
    let scores = units.iter().enumerate().map(|(at, u)| scores(at, u)).collect();
    BlockResults { block: 0, units: (0..count).collect(), scores, index, rubric }
}

/// Unit 3 ties with unit 2, unit 6 has no field 4, the last unit sent nothing.
fn unit_index(rubric: &Rubric, at: usize, count: usize) -> UnitIndex {
    let seed = if at == 2 { 1 } else { at };
    let submitted = at + 1 != count;
    let (mut points, mut applicable) = (Exact::zero(), Exact::zero());
    let mut nodes = Vec::new();
    for (n, node) in rubric.nodes.iter().enumerate() {
        let field = n / 2;
        let applies = !(at == 5 && field == 3);
        let share = Exact::fraction((60 + (seed * 37 + field * 53 + 11) % 41) as i64, 100).unwrap();
        let share = if submitted { share } else { Exact::zero() };
        let max = if applies { node.max.clone() } else { Exact::zero() };
        let earned = max.clone() * &share;
        if n % 2 == 0 && node.field_kind == FieldKind::Plain {
            points += &earned;
            applicable += &max;
        }
        let index = applies.then(|| share * &Exact::whole(100));
        nodes.push(NodeIndex { points: earned, applicable_max: max, index, gated: None });
    }
    let index =
        (points.clone() * &Exact::whole(100)).checked_div(&applicable).filter(|_| submitted);
    let published = index.as_ref().map(|i| i.round_half_up(2));
    UnitIndex {
        file: None,
        submitted,

        stopped: None,
        nodes,
        self_points: submitted.then(|| points.clone() + &exact("4.25")).filter(|_| at != 4),
        points,
        applicable_max: applicable,
        bonus: exact("1.5"),
        penalty: Exact::zero(),
        class: published.as_ref().filter(|p| **p >= Exact::whole(80)).map(|_| "Tốt".into()),
        class_held: (at == 0).then(|| ClassHeld {
            gates: Vec::new(),
            class: "Xuất sắc".into(),
            every_field: exact("0.7"),
            fields: vec!["3".into()],
        }),
        index,
        published,
        rank: None,
        tied: false,
        ties: Vec::new(),
        parted_by: Vec::new(),
        missing: usize::from(at == 3),
        unreadable: 0,
        pending: 0,
        appraisal_refused: 0,
        appraisal_absent: 0,
        reply_refused: 0,
        survey_refused: 0,
        open_peers: 0,
        unconfirmed: 0,
        failed_checks: 0,
        doubts: 0,
        outdated: 0,
        official_refused: 0,
        files: Vec::new(),
    }
}

fn place(units: &mut [UnitIndex]) {
    let all: Vec<Exact> = units.iter().filter_map(|u| u.published.clone()).collect();
    for unit in units {
        let Some(own) = &unit.published else { continue };
        unit.rank = Some(1 + all.iter().filter(|p| *p > own).count());
        unit.tied = all.iter().filter(|p| *p == own).count() > 1;
    }
}

fn scores(at: usize, unit: &UnitIndex) -> UnitScores {
    let file: Arc<str> = format!("evidence/don-vi-{}.xlsx", at + 1).into();
    let origin =
        |cell: String| Origin {
            file: file.clone(), sheet: "Tự chấm".into(), cell: cell.into()
        };
    let leaf = |node: usize| {
        let applies = unit.nodes[node].index.is_some();
        let missing = at == 3 && node == 1;
        let appraised = (at == 1 && node == 3).then(|| AppraisedScore {
            points: exact("6.5"),
            shown: None,
            stance: Stance::Differs,
            manner: Manner::Own,
            reason: "Thiếu \"báo cáo\"".into(),
            request: String::new(),
            agency: Some(AgencyId::new("tu-phap")),
            origin: origin("H9".into()),
        });
        let value = Ok(Value::Number(exact("0.625")));
        LeafScore {
            node,
            state: match (applies, missing) {
                (false, _) => State::NotApplicable,
                (_, true) => State::Missing,
                _ => State::Scored,
            },
            points: unit.nodes[node].points.clone(),
            computed: if missing { Err(Gap::Missing) } else { Ok(Exact::fraction(2, 3).unwrap()) },
            corrected: None,
            self_score: Some(exact("2.5")),
            decided_by: if appraised.is_some() { DecidedBy::Appraisal1 } else { DecidedBy::Rule },
            refusal: None,
            open_peers: Box::default(),
            claim: None,
            agreed_absent: None,
            peers: Box::default(),
            appraised: [appraised.map(Box::new), None],
            inputs: vec![Input {
                from: crate::scores::ValueFrom::Form,
                key: Key::new("ho_so"),
                outcome: if missing { Err(Gap::Missing) } else { value.clone() },
                raw: "62,5%".into(),
                origin: Some(origin(format!("G{node}"))),
                by_formula: false,
                comment: None,
                declared: None,
                count_of: None,
            }],
            breakpoints: Box::default(),
            last_year: Vec::new(),
            na_claim: None,
            refused_claim: None,
            trace: Trace {
                value: Some(TraceLine { arithmetic: "1250 / 2000".into(), result: value }),
                ..Trace::default()
            },
            proof: "Báo cáo số 12/BC-UBND".into(),
            explanation: String::new(),
            record: None,
            aside: None,
        }
    };
    let leaves = (0..unit.nodes.len()).filter(|n| n % 2 == 1).map(leaf).collect();
    UnitScores {
        leaves,
        failed_checks: 0,
        official: Vec::new(),
        gates: Vec::new(),
        ties: Vec::new(),
        known: Vec::new(),
    }
}

fn survey(round: &Round) -> Satisfaction {
    let share = |n: i64| Exact::fraction(n, 150).unwrap();
    let unit = |(at, unit): (usize, &Unit)| {
        let satisfied = 129 - ((at as i64) * 17) % 40;
        let p = satisfied as f64 / 150.0;
        let n = if at == 3 { 22 } else { 150 };
        let se = (p * (1.0 - p) / n as f64).sqrt();
        UnitSatisfaction {
            n,
            index: Some(share(satisfied)),
            se: Some(se),
            low: Some(p - 1.96 * se),
            high: Some((p + 1.96 * se).min(1.0)),
            small: at == 3,
            rank: Some(at + 1),
            rank_low: Some(1),
            rank_high: Some(5),
            factors: vec![FactorIndex { id: "1".into(), name: "Tiếp cận".into(), index: None }],
            questions: vec![QuestionIndex {
                id: "c1".into(),
                text: "Nơi ngồi chờ".into(),
                n: 148,
                blank: 1,
                na: 1,
                no_share: 0,
                refused: 0,
                satisfied: 127,
                options: vec![60, 67, 12, 6, 3, 1],
                index: Exact::fraction(127, 148),
                low: Some(0.793),
                high: Some(0.905),
            }],
            ..UnitSatisfaction::new(unit.id.clone())
        }
    };
    let units: Vec<&Unit> = round.units.iter().collect();
    Satisfaction {
        blocks: Vec::new(),
        scheme: "sipas-2017".into(),
        title: "Đo lường sự hài lòng về sự phục vụ hành chính".into(),
        basis: "Quyết định số 2640/QĐ-BNV ngày 10/10/2017".into(),
        reading: Reading::MeanOfQuestions,
        min_n: 30,
        self_selected: false,
        method: scheme(),
        quotas: Vec::new(),
        units: units.into_iter().enumerate().map(unit).collect(),
        fieldwork: Default::default(),
    }
}

fn scheme() -> crate::survey::Scheme {
    let text = include_str!("../../criteria/sipas-2017.toml");
    let source = crate::source::Source::new("sipas-2017.toml", text);
    crate::survey::scheme::from_toml(&source, &mut Problems::default()).unwrap()
}
