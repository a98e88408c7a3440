//! Rounds made up from a seed: random criteria trees with every rule kind and gates, bonus and
//! penalty, and evidence with blanks, refusals, *không áp dụng* and values on the boundaries.

use std::fmt::Write as _;

use parindex::appraisal::{Agreement, Appraisals, Appraised};
use parindex::evidence::UnitEvidence;
use parindex::index;
use parindex::ledger::Ledger;
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::round::Round;
use parindex::rubric::Rubric;
use parindex::scores::{self, LeafScore, Manner, Sources};
use parindex::source::Source;
use parindex::survey::{Reading, Satisfaction, UnitSatisfaction, scheme};
use parindex::terms::{Date, Exact, Key, UnitId};
use parindex::value::{DataKind, Gap, Origin, Outcome, Value};

use super::appraising::Appraising;
use crate::support;

/// A small repeatable source of chance: xorshift.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % end.max(1) as u64).unwrap()
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Every rule kind, most of them several times: `N` is the number of the leaf, `MAX` its
/// maximum, `HALF` half of it, `OTHER` the code of an earlier leaf.
const RULES: &[&str] = &[
    "kind='yes_no'\nvalue='yN'",
    "kind='yes_no'\nvalue='yN and (zN or not yN)'",
    "kind='checklist'\nitems=[{value='yN',points=HALF},{value='zN',points=HALF}]",
    "kind='checklist'\nall=true\nitems=[{value='yN'},{value='zN'},{value='aN>=bN'}]",
    "kind='steps'\nvalue='aN/bN'\nzero_base='ZB'\nsteps=[{from='98%',points=MAX},{above='70%',points=HALF}]",
    "kind='steps'\nvalue='1-aN/bN'\nzero_base='ZB'\nsteps=[{from='98%',points=MAX},{from='66.67%',points=HALF}]",
    "kind='steps'\nvalue='xN+0.2'\nsteps=[{upto=0.3,points=MAX},{below=2,points=HALF}]",
    "kind='proportional'\nvalue='aN/(aN+bN)'\nfloor='50%'\nzero_base='ZB'",
    "kind='proportional'\nvalue='pN'\ntarget='90%'\nfloor='60%'",
    "kind='linear'\nvalue='aN/bN'\nfrom='33.3%'\nto='98%'\nzero_base='ZB'",
    "kind='linear'\nvalue='xN'\nfrom=30\nto=0.3\npoints=[0,HALF]",
    "kind='count'\nvalue='aN'\neach=0.1",
    "kind='deduction'\nvalue='aN'\neach=0.3",
    "kind='deadline'\nvalue='dN'\ndue=2020-06-30\nlate=[{days=15,points=HALF}]\nnever=0",
    "kind='compare'\nvalue='xN'\nwith='aN/bN'\nless=MAX\nequal=HALF\nmore=0\nzero_base='ZB'",
    "kind='compare'\nvalue='aN'\nwith='peer_mean(aN)'\nless=0\nequal=HALF\nmore=MAX",
    "kind='choice'\nvalue='cN'\noptions={'Tốt'=MAX,'Trung bình'=HALF,'Kém'=0}",
    "kind='formula'\npoints='HALF+min(HALF, aN/bN)'\nzero_base='ZB'",
    "kind='formula'\ncases=[{when='days(dN, \"2020-06-30\") >= 0',points='MAX'},{when='yN',points='round(xN/3, 1)'}]",
    "kind='formula'\ncases=[{when='aN < last_year(aN)',points='MAX'},{when='aN = last_year(aN)',points='HALF'}]",
    "kind='formula'\npoints='if(yN or zN, if(aN > 3*bN, MAX, if(cN = \"Tốt\", HALF, 0)), count_yes(yN, zN)/4)'",
    "kind='formula'\npoints='max(0, HALF - abs(aN - bN)/10) + sum(xN, pN, 0.1)/100'",
    "kind='formula'\npoints='points(\"OTHER\")/max(\"OTHER\")*MAX'\nzero_base='ZB'",
    "kind='formula'\npoints='if(points(\"OTHER\") >= 0.5*max(\"OTHER\"), MAX, 0)'",
    "kind='formula'\npoints='if(peer_max(aN/bN) > peer_min(aN/bN), (aN/bN-peer_min(aN/bN))/(peer_max(aN/bN)-peer_min(aN/bN)), 0)*MAX'\nzero_base='ZB'",
    "kind='relative'\nvalue='aN/bN'\nmethod='rank'\nbetter='higher'\nzero_base='ZB'",
    "kind='relative'\nvalue='xN'\nmethod='min_max'\nbetter='lower'",
    "kind='relative'\nvalue='aN'\nmethod='share_of_best'\nbetter='higher'\nzero_base='ZB'",
    "kind='survey'\nscheme='s'\nsteps=[{from='90%',points=MAX},{from='66.67%',points=HALF}]",
    "kind='survey'\nscheme='s'\ntarget='95%'",
    "kind='survey'\nscheme='not-held'",
    "kind='survey'\nscheme='awaited'",
    "kind='judged'",
    "kind='formula'\npoints='round_even(xN/3, 1)'",
    "kind='formula'\npoints='round_down(aN/7, 2)'",
];

const ITEMS: &[(&str, &str)] = &[
    ("yN", "type='yes_no'"),
    ("zN", "type='yes_no'"),
    ("aN", "type='count'"),
    ("bN", "type='count'"),
    ("xN", "type='number'"),
    ("pN", "type='percent'"),
    ("dN", "type='date'"),
    ("cN", "type='choice',options=['Tốt','Trung bình','Kém']"),
];

/// The criteria set and how many leaves it has. `all` puts every rule in once.
pub fn set(chance: &mut Chance, leaves: usize, all: bool) -> String {
    let mut body = String::new();
    let (mut total, mut codes) = (0usize, Vec::<String>::new());
    let fields = 2 + chance.below(3);
    let (mut field, mut groups) = (0, Vec::new());
    for n in 0..leaves {
        let kind = if n >= leaves - 2 { "bonus" } else { "plain" };
        let penalty = n == leaves - 1;
        let wanted = match (kind, penalty) {
            ("plain", _) => 1 + n * fields / leaves,
            (_, false) => fields + 1,
            _ => fields + 2,
        };
        let group = 1 + n % 2;
        if wanted != field {
            field = wanted;
            let extra = match (kind, penalty) {
                ("plain", _) => String::new(),
                (_, false) => "kind='bonus'\nmax=1\n".into(),
                _ => "kind='penalty'\nmax=1\n".into(),
            };
            let _ = write!(body, "[{field}]\nname='F{field}'\n{extra}");
            groups.clear();
        }
        if !groups.contains(&group) {
            groups.push(group);
            let gate = gate(chance, &codes, 6);
            let _ = write!(body, "[{field}.{group}]\nname='G{field}.{group}'\n{gate}");
        }
        let code = format!("{field}.{group}.{}", n + 1);
        let max = 1 + chance.below(4);
        total += if kind == "plain" { max } else { 0 };
        let rule = if all { RULES[n % RULES.len()] } else { chance.of(RULES) };
        let leaf = leaf(chance, n, &code, max, rule, &codes);
        body += &leaf;
        codes.push(code);
    }
    let classes = "[[class]]\nname='Xuất sắc'\nfrom=80\nevery_field='60%'\n[[class]]\nname='Tốt'\n\
                   from=65\nevery_field='50%'\n[[class]]\nname='Khá'\nfrom=33.33\n";
    let mut over = if chance.one_in(3) { "over_max=true\n" } else { "" }.to_string();
    if chance.one_in(2) {
        let mode = chance.of(&["half_up", "half_even", "down"]);
        let _ =
            writeln!(over, "rounding={{value={{decimals=4}},points={{decimals=2,mode='{mode}'}}}}");
    }
    format!(
        "schema=1\n[set]\nid='s'\ntitle='T'\nyear=2020\ndecision='D'\ntotal={total}\n{over}{classes}{body}"
    )
}

fn gate(chance: &mut Chance, codes: &[String], one_in: usize) -> String {
    match codes.is_empty() || !chance.one_in(one_in) {
        true => String::new(),
        false => format!("requires=['{}']\n", codes[chance.below(codes.len())]),
    }
}

fn leaf(
    chance: &mut Chance,
    n: usize,
    code: &str,
    max: usize,
    rule: &str,
    codes: &[String],
) -> String {
    let number = n.to_string();
    let own = code.rsplit_once('.').map_or("", |(group, _)| group);
    let before: Vec<&String> = codes.iter().filter(|c| !c.starts_with(own)).collect();
    let other = match before.is_empty() {
        true => "0",
        false => before[chance.below(before.len())].as_str(),
    };
    let rule = if rule.contains("OTHER") && other == "0" { RULES[0] } else { rule };
    let zero = chance.of(&["not_applicable", "full", "zero"]);
    let (max, half) = (max.to_string(), format!("{}", max as f64 / 2.0));
    let filled = rule
        .replace("ZB", zero)
        .replace("OTHER", other)
        .replace("HALF", &half)
        .replace("MAX", &max);
    let filled = numbered(&filled, &number);
    let mut text = format!("[{code}]\nname='L{n}'\nmax={max}\n");
    let _ = writeln!(text, "na='{}'", chance.of(&["exclude", "full", "forbid"]));
    if rule.contains("deduction") && chance.one_in(2) {
        text += "min=-0.25\n";
    }
    if chance.one_in(9) {
        text += "only=['t']\n";
    }
    let same_group = codes.iter().filter(|c| c.starts_with(own)).cloned().collect::<Vec<_>>();
    text += &gate(chance, &same_group, 5);
    let _ = writeln!(text, "[{code}.data]");
    for (key, about) in ITEMS {
        let key = key.replace('N', &number);
        if filled.contains(&key) {
            let _ = writeln!(text, "{key}={{label='{key}',{about}}}");
        }
    }
    let _ = write!(text, "[{code}.rule]\n{filled}\n");
    text
}

/// `yN` becomes `y7`; other capitals stay.
fn numbered(text: &str, number: &str) -> String {
    ITEMS
        .iter()
        .fold(text.to_string(), |text, (key, _)| text.replace(key, &key.replace('N', number)))
}

/// A round with its results.
pub struct Made {
    pub results: Results,
    pub rubric: Rubric,
    pub evidence: Vec<UnitEvidence>,
    appraisals: Appraisals,
    survey: Vec<Option<Exact>>,
    last_year: u64,
}

pub fn made(seed: u64, units: usize, leaves: usize, all: bool) -> Made {
    let mut chance = Chance::new(seed);
    let text = set(&mut chance, leaves, all);
    let rubric = support::rubric(&text);
    let rules = format!(
        "[rules]\nties='{}'\nrank_on='{}'\ndecimals={}\nnot_submitted='{}'\nnot_held=['not-held']",
        chance.of(&["competition", "dense"]),
        chance.of(&["published", "exact"]),
        chance.below(4),
        chance.of(&["unranked", "zero"]),
    );
    let mut round = support::one_block(units, &rules);
    for (at, unit) in round.units.iter_mut().enumerate() {
        if at % 2 == 0 {
            unit.tags.push("t".into());
        }
    }
    let mut evidence: Vec<UnitEvidence> =
        (0..units).map(|_| of_unit(&mut chance, &rubric)).collect();
    // Two alike, one that sent nothing.
    if units > 4 {
        evidence[1] = evidence[0].clone();
        evidence[3].file = None;
    }
    let survey: Vec<Option<Exact>> = (0..units).map(|at| survey_share(&mut chance, at)).collect();
    let last_year = seed;
    let none = Appraisals::default();
    let before = results(&round, &rubric, &evidence, &none, &survey, last_year);
    let appraisals = Appraising::new(&mut chance, &rubric, &before).appraisals(units);
    let results = results(&round, &rubric, &evidence, &appraisals, &survey, last_year);
    Made { results, rubric, evidence, appraisals, survey, last_year }
}

impl Made {
    /// A unit and one of its items: two times in three one that an appraised leaf reads.
    pub fn pick(&self, chance: &mut Chance) -> (usize, usize) {
        let block = &self.results.blocks[0];
        let of_leaf = |unit: usize, leaf: &LeafScore| -> Vec<(usize, usize)> {
            let keys = leaf.inputs.iter().map(|input| &input.key);
            keys.filter_map(|key| Some((unit, self.rubric.item(key)?.0))).collect()
        };
        let appraised: Vec<(usize, usize)> = block
            .scores
            .iter()
            .enumerate()
            .flat_map(|(unit, own)| own.leaves.iter().map(move |leaf| (unit, leaf)))
            .filter(|(_, leaf)| leaf.appraised.iter().any(Option::is_some))
            .flat_map(|(unit, leaf)| of_leaf(unit, leaf))
            .collect();
        match appraised.is_empty() || chance.one_in(3) {
            true => (chance.below(block.units.len()), chance.below(self.rubric.items.len())),
            false => appraised[chance.below(appraised.len())],
        }
    }

    /// The same round with one value changed.
    pub fn changed(&self, unit: usize, item: usize, outcome: Outcome) -> Results {
        self.with((unit, item, outcome), &self.appraisals)
    }

    /// The same, and whoever agreed with the points that follow from the unit's data agrees with
    /// those that follow now.
    pub fn tried(&self, unit: usize, item: usize, outcome: Outcome) -> Results {
        let mut appraisals = self.appraisals.clone();
        let leaves = &self.results.blocks[0].scores[unit].leaves;
        let agrees = |given: &Appraised| {
            let leaf = leaves.iter().find(|leaf| leaf.node == given.node).unwrap();
            let said = leaf.appraised[usize::from(given.round != 1)].as_ref();
            let as_shown = said.is_some_and(|said| said.manner == Manner::AsShown);
            given.unit == unit && leaf.follows_data() && as_shown
        };
        let scores = std::mem::take(&mut appraisals.scores);
        let (again, kept): (Vec<Appraised>, Vec<Appraised>) =
            scores.into_iter().partition(|given| agrees(given));
        appraisals.scores = kept;
        appraisals.agreements.extend(again.into_iter().map(|given| Agreement {
            round: given.round,
            unit: given.unit,
            node: given.node,
            shown: None,
            in_words: None,
            reason: given.reason,
            agency: given.agency,
            origin: given.origin,
        }));
        self.with((unit, item, outcome), &appraisals)
    }

    fn with(
        &self,
        (unit, item, outcome): (usize, usize, Outcome),
        appraisals: &Appraisals,
    ) -> Results {
        let mut evidence = self.evidence.clone();
        evidence[unit].items[item].outcome = outcome;
        let round = &self.results.round;
        results(round, &self.rubric, &evidence, appraisals, &self.survey, self.last_year)
    }
}

fn survey_share(chance: &mut Chance, at: usize) -> Option<Exact> {
    match at % 4 {
        0 => None,
        1 => Exact::fraction(2, 3),
        2 => Exact::fraction(9, 10),
        _ => Exact::fraction(chance.below(301) as i64, 300),
    }
}

fn of_unit(chance: &mut Chance, rubric: &Rubric) -> UnitEvidence {
    let outcomes = rubric.items.iter().map(|item| outcome(chance, &item.kind)).collect();
    let mut evidence = support::evidence(rubric, outcomes);
    for (at, ..) in rubric.leaves() {
        if chance.one_in(20) {
            let origin = Origin { file: "a.xlsx".into(), sheet: "S".into(), cell: "G9".into() };
            evidence.leaves[at].na_claim = Some(origin);
        }
        if chance.one_in(2) {
            evidence.leaves[at].self_score = Some(Ok(Exact::fraction(1, 2).unwrap()));
        }
    }
    evidence
}

pub fn outcome(chance: &mut Chance, kind: &DataKind) -> Outcome {
    match chance.below(24) {
        0 => return Err(Gap::Missing),
        1 => return Err(Gap::Unreadable),
        2 => return Err(Gap::NotApplicable),
        _ => {}
    }
    Ok(match kind {
        DataKind::YesNo => Value::YesNo(chance.one_in(2)),
        DataKind::Date if chance.one_in(6) => Value::YesNo(false),
        DataKind::Date => {
            Value::Date(Date::from_yo_opt(2020, 160 + chance.below(60) as u32).unwrap())
        }
        DataKind::Choice(options) => Value::Text(options[chance.below(options.len())].clone()),
        DataKind::Percent => {
            let share = ["0.6", "0.9", "0.98", "0.545", "1", "0.333"][chance.below(6)];
            Value::Number(Exact::from_decimal(share).unwrap())
        }
        DataKind::Count => {
            let count = [0, 1, 2, 3, 49, 50, 98, 100, 33, 66, 147, 150][chance.below(12)];
            Value::Number(Exact::whole(count))
        }
        _ => {
            let number = ["0", "0.1", "0.3", "0.2", "1.8", "17.4", "29.9"][chance.below(7)];
            Value::Number(Exact::from_decimal(number).unwrap())
        }
    })
}

fn results(
    round: &Round,
    rubric: &Rubric,
    evidence: &[UnitEvidence],
    appraisals: &Appraisals,
    survey: &[Option<Exact>],
    last_year: u64,
) -> Results {
    let units: Vec<usize> = (0..round.units.len()).collect();
    let survey = satisfaction(round, survey);
    let before = |unit: &UnitId, key: &Key| {
        let text = format!("{unit}{key}");
        let seed = text.bytes().fold(last_year, |s, b| s.wrapping_mul(31).wrapping_add(b.into()));
        let kind = rubric.item(key).map(|(_, item)| item.kind.clone());
        outcome(&mut Chance::new(seed), &kind.unwrap_or(DataKind::Count))
    };
    let sources = Sources {
        round,
        rubric,
        units: &units,
        evidence,
        appraisals,
        official: &[],
        refused: &[],
        held: &|scheme| round.awaits(scheme),
        share: &|unit, scheme, of| (scheme == "s").then(|| survey.share(unit, of)).flatten(),
        last_year: &before,
    };
    let scores = scores::from_evidence(&sources, &mut Problems::default());
    let index = index::from_scores(round, rubric, &units, evidence, &scores);
    let block = BlockResults { block: 0, rubric: rubric.clone(), units, scores, index };
    Results {
        appraisals: Default::default(),
        program: "parindex".into(),
        round: round.clone(),
        blocks: vec![block],
        registers: Vec::new(),
        surveys: vec![survey],
        ledger: Ledger::default(),
        problems: Problems::default(),
        previous: Default::default(),
        previous_surveys: Default::default(),
    }
}

fn satisfaction(round: &Round, shares: &[Option<Exact>]) -> Satisfaction {
    let unit = |(at, share): (usize, &Option<Exact>)| UnitSatisfaction {
        n: 30,
        index: share.clone(),
        ..UnitSatisfaction::new(round.units[at].id.clone())
    };
    let text = include_str!("../../criteria/sipas-2017.toml");
    let method = scheme::from_toml(&Source::new("s.toml", text), &mut Problems::default());
    Satisfaction {
        blocks: Vec::new(),
        scheme: "s".into(),
        title: "Khảo sát".into(),
        basis: String::new(),
        reading: Reading::MeanOfQuestions,
        min_n: 30,
        self_selected: false,
        method: method.unwrap(),
        quotas: Vec::new(),
        fieldwork: Default::default(),
        units: shares.iter().enumerate().map(unit).collect(),
    }
}
