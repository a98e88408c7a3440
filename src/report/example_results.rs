//! A made-up round for looking at the pages: two blocks of six units, long names, ties, a
//! unit that sent nothing, one whose files were stopped, gaps of every kind, gates, surveys.

use std::sync::Arc;

use crate::expr::{Arm, Expr, Function, Op, SurveyOf, Trace, TraceLine, ZeroBase};
use crate::index::{BlockIndex, ClassHeld, NodeIndex, UnitIndex};
use crate::ledger::{Account, Aside, Ledger, ReadAs, RowFate};
use crate::problem::{Kind, Level, Place, Problem, Problems};
use crate::results::{BlockResults, Results};
use crate::round::{Agency, Block, NotSubmitted, RankOn, Round, RoundRules, Ties, Unit};
use crate::rubric::{Class, DataItem, FieldKind, Leaf, NaPolicy, Node, Rubric};
use crate::rules::Rule;
use crate::scores::{
    AppraisedScore, DecidedBy, Gated, Input, LeafScore, Manner, Stance, State, UnitScores,
};
use crate::survey::{FactorIndex, QuestionIndex, Reading, Satisfaction, UnitSatisfaction};
use crate::terms::{AgencyId, BlockId, Code, Date, Exact, Key, Text, UnitId, mean};
use crate::value::{DataKind, Gap, Origin, Value};

const UNITS: [&[&str]; 2] = [
    &[
        "Phường Long Hoa",
        "Phường Hiệp Tân",
        "Phường Long Thành Bắc",
        "Xã Trường Đông",
        "Xã Trường Hòa",
        "Xã Trường Tây",
    ],
    &[
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã",
        "Phòng Tài nguyên và Môi trường",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Giáo dục và Đào tạo",
        "Phòng Văn hóa và Thông tin",
        "Phòng Tư pháp",
    ],
];

/// Code, name, maximum; a leaf when the maximum is there.
const NODES: &[(&str, &str, Option<&str>)] = &[
    ("1", "Công tác chỉ đạo, điều hành cải cách hành chính", None),
    ("1.1", "Kế hoạch và báo cáo cải cách hành chính", None),
    (
        "1.1.1",
        "Ban hành kế hoạch cải cách hành chính năm kịp thời, đầy đủ nội dung theo yêu cầu của cấp trên",
        Some("2"),
    ),
    ("1.1.2", "Mức độ hoàn thành kế hoạch cải cách hành chính", Some("4")),
    ("1.2", "Công tác kiểm tra, giám sát và phản biện xã hội", None),
    ("1.2.1", "Tỷ lệ cuộc kiểm tra đã thực hiện so với kế hoạch", Some("9")),
    ("1.2.2", "Xử lý các vấn đề phát hiện qua kiểm tra", Some("10")),
    ("2", "Cải cách thủ tục hành chính", None),
    ("2.1", "Giải quyết thủ tục hành chính", None),
    ("2.1.1", "Tỷ lệ hồ sơ giải quyết trước và đúng hạn", Some("15")),
    ("2.1.2", "Thư xin lỗi khi trễ hẹn", Some("5")),
    ("3", "Hiện đại hóa hành chính", None),
    ("3.1", "Ứng dụng công nghệ thông tin", None),
    ("3.1.1", "Tỷ lệ văn bản điện tử có chữ ký số", Some("12")),
    (
        "3.1.2",
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến mức độ 3, mức độ 4 trên cổng dịch vụ công của tỉnh",
        Some("8"),
    ),
    ("4", "Tác động của cải cách hành chính", None),
    ("4.1", "Sự hài lòng của người dân, tổ chức", None),
    ("4.1.1", "Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)", Some("35")),
    ("5", "Điểm thưởng", None),
    ("5.1", "Sáng kiến cải cách hành chính được công nhận", Some("3")),
    ("6", "Điểm phạt", None),
    ("6.1", "Để xảy ra nhũng nhiễu, tiêu cực bị xử lý", Some("2")),
];

const STOPPED: Kind = kind(
    "E-SEVERAL-VERSIONS",
    Level::Error,
    "Đơn vị có 2 tệp tự chấm: a.xlsx, b.xlsx.",
    "Hãy chọn một tệp và xóa tệp kia.",
);
const VALUE: Kind = kind(
    "E-VALUE-TYPE",
    Level::Error,
    "Ô {cell} ghi “{found}”: không rõ là 1250 hay 1,25.",
    "Hãy nhập lại, không dùng dấu phân cách nghìn.",
);
const SLACK: Kind = kind(
    "W-NO-REASON",
    Level::Warning,
    "Điểm thẩm định khác điểm theo số liệu nhưng không có lý do.",
    "Hãy ghi lý do vào cột “Lý do”.",
);
const READ_AS: Kind = kind(
    "N-READ-AS",
    Level::Note,
    "Ô {cell} ghi “{found}” được hiểu là 114.",
    "Nếu không đúng, hãy sửa ô và gửi lại.",
);

const fn kind(code: &'static str, level: Level, message: &'static str, help: &'static str) -> Kind {
    Kind { code, level, message: Text::new(message, message), help: Text::new(help, help) }
}

fn exact(text: &str) -> Exact {
    Exact::from_decimal(text).unwrap()
}

pub fn results() -> Results {
    let round = round();
    let blocks: Vec<BlockResults> = (0..2).map(|at| block(&round, at)).collect();
    let mut ledger = Ledger::default();
    for unit in &round.units {
        let file = format!("evidence/{}.xlsx", unit.id);
        let mut account = Account::of(ReadAs::Evidence, file.into(), "Tự chấm".into(), 51);
        (0..9).for_each(|row| account.add(row, RowFate::Aside(Aside::Heading)));
        (9..50).for_each(|row| account.add(row, RowFate::Used));
        account.add(50, RowFate::Rejected("E-VALUE-TYPE"));
        ledger.push(account);
    }
    let previous = round.units.iter().take(8).enumerate();
    let previous = previous.map(|(at, u)| (u.id.clone(), format!("{}.{at}5", 75 + at))).collect();
    Results {
        program: "parindex 0.1.0".into(),
        appraisals: Default::default(),
        surveys: vec![survey(&round)],
        registers: Vec::new(),
        blocks,
        problems: problems(&round),
        round,
        ledger,
        previous,
        previous_surveys: Vec::new(),
    }
}

fn problems(round: &Round) -> Problems {
    let mut problems = Problems::default();
    let cell =
        |file: &str, cell: &str| Place::cell(format!("evidence/{file}.xlsx"), "Tự chấm", cell);
    let unit = |at: usize| &round.units[at].id;
    let file = Place::file("evidence/xa-truong-tay-sua-lan-2.xlsx");
    problems.push(Problem::new(&STOPPED, file).of_unit(unit(5)));
    let value = Problem::new(&VALUE, cell("u0", "G14")).with("found", "1.250");
    problems.push(value.of_unit(unit(0)));
    problems.push(Problem::new(&SLACK, cell("u7", "H9")).of_unit(unit(7)));
    problems
        .push(Problem::new(&READ_AS, cell("u0", "G15")).with("found", "114/120").of_unit(unit(0)));
    problems.push(Problem::new(&SLACK, Place::line("criteria/xa-phuong.toml", 12, 5)));
    problems.sorted()
}

fn round() -> Round {
    let block = |id: &str, name: &str| Block {
        id: BlockId::new(id),
        name: name.into(),
        criteria: format!("{id}.toml"),
        data: Vec::new(),
    };
    let agency = |id: &str, name: &str| Agency { id: AgencyId::new(id), name: name.into() };
    let units = UNITS.iter().enumerate().flat_map(|(block, names)| {
        names.iter().enumerate().map(move |(at, name)| Unit {
            code: None,
            id: UnitId::new(format!("u{}", block * 6 + at)),
            name: (*name).into(),
            block,
            aliases: Vec::new(),
            formerly: Vec::new(),
            tags: Vec::new(),
        })
    });
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
        agencies: vec![
            agency("noi-vu", "Phòng Nội vụ"),
            agency("van-phong", "Văn phòng HĐND-UBND"),
        ],
        blocks: vec![
            block("xa-phuong", "Khối UBND xã, phường"),
            block("phong", "Khối phòng chuyên môn thuộc UBND thị xã"),
        ],
        units: units.collect(),
        ..Round::empty("round.toml".into())
    }
}

fn rule(code: &str, max: &Exact) -> Rule {
    let ratio = Expr::apply(Op::Divide, Expr::item("lam"), Expr::item("tong"));
    let step = |from: &str, points: Exact| Arm {
        when: Expr::apply(Op::AtLeast, Expr::It, Expr::Percent(exact(from))),
        then: Expr::Number(points),
    };
    let half = max.clone() * &exact("0.5");
    let (kind, inner) = match code {
        "4.1.1" => (
            "survey",
            Expr::apply(
                Op::Multiply,
                Expr::number(max),
                Expr::Survey { scheme: "sipas-2017".into(), of: SurveyOf::Index },
            ),
        ),
        "1.1.1" => (
            "yes_no",
            Expr::cases(
                vec![Arm { when: Expr::item("ke_hoach"), then: Expr::number(max) }],
                Expr::whole(0),
            ),
        ),
        "1.2.2" => ("judged", Expr::Judgement),
        "2.1.1" | "1.2.1" => (
            "steps",
            Expr::with_it(
                ratio,
                Expr::cases(vec![step("0.98", max.clone()), step("0.9", half)], Expr::whole(0)),
            ),
        ),
        _ => (
            "proportional",
            Expr::apply(
                Op::Multiply,
                Expr::number(max),
                Expr::Call(Function::Min, vec![ratio, Expr::whole(1)]),
            ),
        ),
    };
    let clamp = Expr::Clamp { inner: Box::new(inner), min: Exact::zero(), max: max.clone() };
    let expr = Expr::OnZeroBase {
        inner: Box::new(clamp),
        then: ZeroBase::NotApplicable,
        full: max.clone(),
    };
    Rule { kind, expr, zero_base: None, levels: Vec::new(), by: None, scheme: None }
}

fn rubric(block: usize) -> Rubric {
    let position = |code: &str| NODES.iter().position(|n| n.0 == code);
    let mut nodes: Vec<Node> = Vec::new();
    for (at, (code, name, max)) in NODES.iter().enumerate() {
        let code = Code::parse(code).unwrap();
        let below = NODES.iter().filter(|n| Code::parse(n.0).unwrap().is_below(&code));
        let sum: Exact = below.filter_map(|n| n.2).map(exact).fold(Exact::zero(), |a, b| a + &b);
        let max_points = max.map_or(sum, exact);
        let parent = code.parent().and_then(|p| position(p.as_str()));
        if let Some(parent) = parent {
            nodes[parent].children.push(at);
        }
        let leaf = max.map(|_| Leaf {
            was: Vec::new(),
            min: Exact::zero(),
            appraiser: Some(AgencyId::new(if at % 2 == 0 { "noi-vu" } else { "van-phong" })),
            proof: Some("Báo cáo kiểm soát thủ tục hành chính năm, có số và ngày ban hành".into()),
            proof_shared: false,
            source: Some("628/UBND, gạch đầu dòng 3".into()),
            na: NaPolicy::Exclude,
            only: Vec::new(),
            rule: rule(code.as_str(), &max_points),
            effort: None,
            guide: None,
            examples: Vec::new(),
        });
        nodes.push(Node {
            place: Place::default(),
            field_kind: match code.as_str().split('.').next() {
                Some("5") => FieldKind::Bonus,
                Some("6") => FieldKind::Penalty,
                _ => FieldKind::Plain,
            },
            code,
            name: (*name).into(),
            max: max_points,
            parent,
            children: Vec::new(),
            requires: Vec::new(),
            leaf,
        });
    }
    let item = |key: &str, label: &str, unit: &str, kind| DataItem {
        key: Key::new(key),
        label: label.into(),
        unit: (!unit.is_empty()).then(|| unit.into()),
        kind,
        leaf: None,
        given: None,
        counted: None,
    };
    let class = |name: &str, from: &str| Class {
        name: name.into(),
        from: exact(from),
        in_points: false,
        gates: Vec::new(),
        every_field: (name == "Xuất sắc").then(|| exact("0.7")),
    };
    Rubric {
        id: format!("hoa-thanh-2020/{block}"),
        title: "Bộ tiêu chí xác định Chỉ số CCHC".into(),
        year: 2020,
        decision: "Công văn số 628/UBND ngày 23/6/2020".into(),
        total: exact("100"),
        over_max: false,
        file: "a.toml".into(),
        sha256: "00".into(),
        classes: vec![
            class("Xuất sắc", "90"),
            class("Tốt", "80"),
            class("Khá", "70"),
            class("Trung bình", "50"),
            class("Yếu", "0"),
        ],
        items: vec![
            item("lam", "Số hồ sơ giải quyết trước và đúng hạn", "hồ sơ", DataKind::Count),
            item("tong", "Tổng số hồ sơ đã giải quyết", "hồ sơ", DataKind::Count),
            item("ke_hoach", "Đã ban hành kế hoạch cải cách hành chính năm", "", DataKind::YesNo),
            item("ngay", "Ngày ban hành kế hoạch", "", DataKind::Date),
            item("ty_le", "Tỷ lệ văn bản ký số", "%", DataKind::Percent),
        ],
        checks: Vec::new(),
        scoring_order: Vec::new(),
        nodes,
    }
}

fn block(round: &Round, number: usize) -> BlockResults {
    let rubric = rubric(number);
    let positions: Vec<usize> = round.units_of(number).map(|(at, _)| at).collect();
    let scores: Vec<UnitScores> = (0..6).map(|at| unit_scores(&rubric, number, at)).collect();
    let mut units: Vec<UnitIndex> =
        scores.iter().enumerate().map(|(at, s)| unit_index(&rubric, s, number, at)).collect();
    let all: Vec<Exact> = units.iter().filter_map(|u| u.published.clone()).collect();
    for unit in &mut units {
        let Some(own) = &unit.published else { continue };
        unit.rank = Some(1 + all.iter().filter(|p| *p > own).count());
        unit.tied = all.iter().filter(|p| *p == own).count() > 1;
        let class = rubric.classes.iter().find(|c| *own >= c.from);
        unit.class = class.map(|c| c.name.clone());
    }
    if let Some(best) = units.iter_mut().find(|u| u.rank == Some(1)) {
        best.class_held = Some(ClassHeld {
            gates: Vec::new(),
            class: "Xuất sắc".into(),
            every_field: exact("0.7"),
            fields: vec!["1".into(), "3".into()],
        });
    }
    let ranked = || units.iter().filter(|u| u.rank.is_some());
    let node_mean = |node: usize| mean(ranked().filter_map(|u| u.nodes[node].index.as_ref()));
    let index = BlockIndex {
        mean: mean(ranked().filter_map(|u| u.index.as_ref())),
        node_means: (0..rubric.nodes.len()).map(node_mean).collect(),
        units: units.clone(),
    };
    BlockResults { block: number, units: positions, scores, index, rubric }
}

/// Unit 4 of the first block sent nothing, unit 5 was stopped; units 1 and 2 are alike.
fn fate(number: usize, at: usize) -> Option<State> {
    match (number, at) {
        (0, 4) => Some(State::Missing),
        (0, 5) => Some(State::Unreadable),
        _ => None,
    }
}

fn state(number: usize, at: usize, code: &str) -> State {
    match (number, at, code) {
        (_, 0, "2.1.2") => State::NotApplicable,
        (0, 3, "1.1.2") => State::Missing,
        (0, 0, "3.1.2") => State::Unreadable,
        (1, 1, "1.2.2") => State::Pending,
        _ => State::Scored,
    }
}

fn unit_scores(rubric: &Rubric, number: usize, at: usize) -> UnitScores {
    let leaf = |(node, n, _): (usize, &Node, &Leaf)| leaf_score(number, at, node, n);
    UnitScores {
        leaves: rubric.leaves().map(leaf).collect(),
        failed_checks: 0,
        official: Vec::new(),
        gates: Vec::new(),
        ties: Vec::new(),
        known: Vec::new(),
    }
}

fn leaf_score(number: usize, at: usize, node: usize, n: &Node) -> LeafScore {
    let state = fate(number, at).unwrap_or_else(|| state(number, at, n.code.as_str()));
    let seed = if at == 2 { 1 } else { at };
    let share = (62 + (seed * 37 + node * 53 + 11) % 39) as i64;
    let ratio = Exact::fraction(share, 100).unwrap();
    let scored = state == State::Scored;
    let mut points = if scored { n.max.clone() * &ratio } else { Exact::zero() };
    let gap = match state {
        State::Missing => Some(Gap::Missing),
        State::Unreadable => Some(Gap::Unreadable),
        State::Pending => Some(Gap::Pending),
        State::NotApplicable => Some(Gap::NotApplicable),
        State::Scored => None,
    };
    let computed = gap.map_or(Ok(points.clone()), Err);
    let file: Arc<str> = format!("evidence/u{}.xlsx", number * 6 + at).into();
    let origin =
        |cell: String| Origin {
            file: file.clone(), sheet: "Tự chấm".into(), cell: cell.into()
        };
    let steps = matches!(n.code.as_str(), "2.1.1" | "1.2.1");
    let judged = scored && (steps && at == 1 || n.code.as_str() == "1.2.2");
    let appraised = judged.then(|| AppraisedScore {
        points: points.clone() * &exact("0.5"),
        shown: None,
            stance: Stance::Differs,
            manner: Manner::Own,
        reason: "Tài liệu kiểm chứng không có số và ngày ban hành; biên bản kiểm tra chỉ có 3 trên 6 đơn vị".into(),
        request: String::new(),
        agency: Some(AgencyId::new("van-phong")),
        origin: origin(format!("H{node}")),
    });
    if let Some(given) = &appraised {
        points = given.points.clone();
    }
    let number_of = |n: i64| gap.map_or(Ok(Value::Number(Exact::whole(n))), Err);
    let input = |key: &str, outcome, raw: String, cell: String| Input {
        from: crate::scores::ValueFrom::Form,
        key: Key::new(key),
        outcome,
        raw,
        origin: (state != State::Missing).then(|| origin(cell)),
        by_formula: false,
        comment: None,
        declared: None,
        count_of: None,
    };
    let survey = n.code.as_str() == "4.1.1";
    let inputs = match n.code.as_str() {
        "4.1.1" | "1.2.2" => Vec::new(),
        "1.1.1" => vec![
            input("ke_hoach", gap.map_or(Ok(Value::YesNo(true)), Err), "có".into(), "G10".into()),
            input(
                "ngay",
                gap.map_or(Ok(Value::Date(Date::from_ymd_opt(2020, 3, 5).unwrap())), Err),
                "05/3/2020".into(),
                "G11".into(),
            ),
            input(
                "ty_le",
                gap.map_or(Ok(Value::Number(exact("0.625"))), Err),
                "62,5%".into(),
                "G12".into(),
            ),
        ],
        _ => vec![
            input("lam", number_of(share * 125), format!("{}", share * 125), format!("G{node}")),
            input("tong", number_of(12_500), "12.500".into(), format!("G{}", node + 1)),
        ],
    };
    let arithmetic = format!("{} / 12500", share * 125);
    let line = |text: String, result| TraceLine { arithmetic: text, result };
    let trace = Trace {
        value: (scored && !judged && !survey)
            .then(|| line(arithmetic.clone(), Ok(Value::Number(ratio.clone())))),
        taken: (scored && steps).then_some(1 + usize::from(share < 90)),
        points: scored.then(|| {
            line(
                format!("{} * {}", n.max.to_plain(), ratio.to_plain()),
                Ok(Value::Number(points.clone())),
            )
        }),
        ..Trace::default()
    };
    LeafScore {
        node,
        refusal: None,
        open_peers: Box::default(),
        claim: None,
        agreed_absent: None,
        peers: Box::default(),
        state,
        computed,
        corrected: None,
        self_score: (fate(number, at).is_none()).then(|| n.max.clone()),
        decided_by: match () {
            () if survey => DecidedBy::Survey,
            () if judged => DecidedBy::Appraisal1,
            () => DecidedBy::Rule,
        },
        appraised: [appraised.map(Box::new), None],
        points,
        inputs,
        last_year: Vec::new(),
        na_claim: None,
        refused_claim: None,
        trace,
        breakpoints: Box::default(),
        proof: "Báo cáo số 12/BC-UBND".into(),
        record: None,
        explanation: if at == 3 {
            "Số liệu lấy từ phần mềm một cửa".into()
        } else {
            String::new()
        },
        aside: None,
    }
}

fn unit_index(rubric: &Rubric, scores: &UnitScores, number: usize, at: usize) -> UnitIndex {
    let zero = || NodeIndex {
        points: Exact::zero(),
        applicable_max: Exact::zero(),
        index: None,
        gated: None,
    };
    let mut nodes: Vec<NodeIndex> = rubric.nodes.iter().map(|_| zero()).collect();
    for leaf in &scores.leaves {
        let max = &rubric.nodes[leaf.node].max;
        let mut here = Some(leaf.node);
        while let Some(node) = here {
            nodes[node].points += &leaf.points;
            if leaf.state != State::NotApplicable {
                nodes[node].applicable_max += max;
            }
            here = rubric.nodes[node].parent;
        }
    }
    if (number, at) == (1, 3) {
        let gate = rubric.nodes.iter().position(|n| n.code.as_str() == "2.1").unwrap();
        let lost = nodes[gate].points.clone();
        nodes[gate].gated =
            Some(Gated { by: Code::parse("1.1.1").unwrap(), node: Code::parse("2.1").unwrap() });
        nodes[gate].points = Exact::zero();
        nodes[gate - 1].points = nodes[gate - 1].points.clone() - &lost;
    }
    let (mut points, mut applicable, mut bonus, mut penalty) =
        (Exact::zero(), Exact::zero(), Exact::zero(), Exact::zero());
    for (at, node) in rubric.fields() {
        let field = &nodes[at];
        match node.field_kind {
            FieldKind::Plain => {
                points += &field.points;
                applicable += &field.applicable_max;
            }
            FieldKind::Bonus => bonus += &field.points,
            FieldKind::Penalty => penalty += &field.points,
        }
    }
    for node in &mut nodes {
        let hundred = node.points.clone() * &Exact::whole(100);
        node.index = hundred.checked_div(&node.applicable_max);
    }
    let points = points + &bonus - &penalty;
    let sent = fate(number, at).is_none();
    let index = (points.clone() * &Exact::whole(100)).checked_div(&applicable).filter(|_| sent);
    let count = |state| scores.leaves.iter().filter(|l| l.state == state).count();
    UnitIndex {
        file: None,
        submitted: sent,

        stopped: None,
        self_points: sent.then(|| exact("93.5")),
        published: index.as_ref().map(|i| i.round_half_up(2)),
        index,
        nodes,
        points,
        applicable_max: applicable,
        bonus,
        penalty,
        rank: None,
        tied: false,
        ties: Vec::new(),
        parted_by: Vec::new(),
        class: None,
        class_held: None,
        missing: count(State::Missing),
        unreadable: count(State::Unreadable),
        pending: count(State::Pending),
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

fn survey(round: &Round) -> Satisfaction {
    let factors = [
        "Tiếp cận dịch vụ",
        "Thủ tục hành chính",
        "Công chức trực tiếp giải quyết",
        "Kết quả",
        "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị",
    ];
    let unit = |(at, unit): (usize, &Unit)| {
        let satisfied = 129 - ((at as i64) * 17) % 40;
        let p = satisfied as f64 / 150.0;
        let se = (p * (1.0 - p) / 150.0f64).sqrt();
        let share = Exact::fraction(satisfied, 150);
        UnitSatisfaction {
            n: if at == 3 { 22 } else { 150 },
            index: share.clone(),
            se: Some(se),
            low: Some(p - 1.96 * se),
            high: Some((p + 1.96 * se).min(1.0)),
            small: at == 3,
            rank: Some(1 + at),
            rank_low: Some(1),
            rank_high: Some(5),
            factors: factors
                .iter()
                .enumerate()
                .map(|(f, name)| FactorIndex {
                    id: format!("{}", f + 1),
                    name: (*name).into(),
                    index: share.clone(),
                })
                .collect(),
            questions: (1..=3)
                .map(|q| QuestionIndex {
                    id: format!("c{q}"),
                    text: "Nơi ngồi chờ có đủ chỗ, trang thiết bị đầy đủ, hiện đại, dễ sử dụng"
                        .into(),
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
                })
                .collect(),
            ..UnitSatisfaction::new(unit.id.clone())
        }
    };
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
        units: round.units.iter().take(6).enumerate().map(unit).collect(),
        fieldwork: Default::default(),
    }
}

fn scheme() -> crate::survey::Scheme {
    let text = include_str!("../../criteria/sipas-2017.toml");
    let source = crate::source::Source::new("sipas-2017.toml", text);
    crate::survey::scheme::from_toml(&source, &mut Problems::default()).unwrap()
}
