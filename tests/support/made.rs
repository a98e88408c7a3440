//! Rounds of any size, made up in memory (illustrative figures), for tests and benchmarks of what is
//! written.

use std::fmt::Write as _;

use parindex::appraisal::Appraisals;
use parindex::evidence::{Entry, UnitEvidence};
use parindex::index;
use parindex::ledger::Ledger;
use parindex::problem::Problems;
use parindex::results::{BlockResults, Results};
use parindex::round;
use parindex::rubric::{self, Rubric};
use parindex::scores::{self, Sources};
use parindex::source::Source;
use parindex::terms::{Date, Exact};
use parindex::value::{DataKind, Gap, Outcome, Value};

/// What a round is made of.
pub struct Made {
    pub units: usize,
    pub leaves: usize,
    pub fields: usize,
    pub title: String,
    /// Before the number of each unit.
    pub name: String,
    /// Whether the units sent anything.
    pub sent: bool,
}

impl Made {
    /// Units that sent their figures, in one block.
    pub fn of(units: usize, leaves: usize, fields: usize) -> Made {
        let (title, name) = ("Chỉ số CCHC năm 2026".to_string(), "Xã".to_string());
        Made { units, leaves, fields, title, name, sent: true }
    }

    pub fn results(&self) -> Results {
        self.with_sources(&results)
    }

    /// What it is scored from.
    pub fn with_sources<R>(&self, then: &dyn Fn(&Sources<'_>) -> R) -> R {
        with_sources(self, then)
    }
}

fn with_sources<R>(made: &Made, then: &dyn Fn(&Sources<'_>) -> R) -> R {
    let mut problems = Problems::default();
    let set = Source::new("set.toml", criteria(made.leaves, made.fields));
    let rubric = rubric::from_toml(&set, None, &mut problems).expect("a sound set");
    let mut text = format!(
        "schema=1\n[round]\nid='tinh'\nyear=2026\ntitle=\"\"\"{}\"\"\"\nissuer='Số liệu minh họa'\n\
         office='Sở Nội vụ'\nillustration=true\n[evidence]\nfiles=['*.xlsx']\n\
         [[block]]\nid='b'\nname='Khối xã, phường'\ncriteria='set.toml'\n",
        made.title
    );
    for unit in 0..made.units {
        let _ =
            write!(text, "[[unit]]\nid='xa-{unit}'\nname='{} {unit:03}'\nblock='b'\n", made.name);
    }
    let round = round::from_toml(&Source::new("round.toml", text), &mut problems);
    let round = round.unwrap_or_else(|| panic!("{problems:?}"));
    let one = |unit: usize| match made.sent {
        true => of_unit(&rubric, unit),
        false => UnitEvidence { file: None, ..of_unit(&rubric, unit) },
    };
    let evidence: Vec<UnitEvidence> = (0..made.units).map(one).collect();
    let units: Vec<usize> = (0..made.units).collect();
    let appraisals = Appraisals::default();
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
    then(&sources)
}

fn results(sources: &Sources<'_>) -> Results {
    let scores = scores::from_evidence(sources, &mut Problems::default());
    let (round, rubric) = (sources.round.clone(), sources.rubric.clone());
    let units = sources.units.to_vec();
    let index = index::from_scores(&round, &rubric, &units, sources.evidence, &scores);
    Results {
        appraisals: Default::default(),
        program: "parindex".into(),
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

fn criteria(leaves: usize, fields: usize) -> String {
    let mut text = format!(
        "schema=1\n[set]\nid='tinh'\ntitle='Bộ tiêu chí minh họa'\nyear=2026\ndecision='Minh họa'\n\
         total={leaves}\n[[class]]\nname='Tốt'\nfrom=80\nevery_field='60%'\n[[class]]\nname='Khá'\nfrom=0\n"
    );
    let mut field = 0;
    for leaf in 0..leaves {
        let of = leaf * fields / leaves + 1;
        if of != field {
            field = of;
            let _ = write!(text, "[{field}]\nname='Lĩnh vực {field}'\n");
        }
        let (data, rule) = match leaf % 6 {
            0 => ("a0={label='A',type='yes_no'}", "kind='yes_no'\nvalue='a0'"),
            1 => (
                "a0={label='A',type='count'}\nb0={label='B',type='count'}",
                "kind='steps'\nvalue='a0/b0'\nzero_base='not_applicable'\nsteps=[{from='98%',points=1},{from='80%',points=0.5}]",
            ),
            2 => ("a0={label='A',type='percent'}", "kind='proportional'\nvalue='a0'\nfloor='50%'"),
            3 => (
                "a0={label='A',type='date'}",
                "kind='deadline'\nvalue='a0'\ndue=2026-06-30\nlate=[{days=30,points=0.5}]",
            ),
            4 => ("a0={label='A',type='count'}", "kind='count'\nvalue='a0'\neach=0.1"),
            _ => (
                "a0={label='A',type='number'}",
                "kind='relative'\nvalue='a0'\nmethod='min_max'\nbetter='higher'",
            ),
        };
        let own =
            |text: &str| text.replace("a0", &format!("a{leaf}")).replace("b0", &format!("b{leaf}"));
        let code = format!("{of}.{}", leaf + 1);
        let _ = write!(
            text,
            "[{code}]\nname='Tiêu chí thành phần số {leaf}'\nmax=1\n[{code}.data]\n{}\n[{code}.rule]\n{}\n",
            own(data),
            own(rule)
        );
    }
    text
}

fn of_unit(rubric: &Rubric, unit: usize) -> UnitEvidence {
    let value = |(at, kind): (usize, &DataKind)| -> Outcome {
        let n = (unit.wrapping_mul(2_654_435_761) ^ at.wrapping_mul(40_503)) >> 7;
        if n.is_multiple_of(97) {
            return Err(Gap::Missing);
        }
        Ok(match kind {
            DataKind::YesNo => Value::YesNo(!n.is_multiple_of(4)),
            DataKind::Percent => {
                Value::Number(Exact::fraction((n % 101) as i64, 100).unwrap_or_default())
            }
            DataKind::Date => {
                Value::Date(Date::from_yo_opt(2026, 150 + (n % 60) as u32).unwrap_or_default())
            }
            _ => Value::Number(Exact::whole((n % 14) as i64)),
        })
    };
    let kinds = rubric.items.iter().map(|item| &item.kind).enumerate();
    let items = kinds.map(|k| Entry { outcome: value(k), ..Entry::default() }).collect();
    UnitEvidence {
        file: Some("a.xlsx".into()),
        items,
        leaves: vec![Default::default(); rubric.nodes.len()],
        ..UnitEvidence::default()
    }
}
