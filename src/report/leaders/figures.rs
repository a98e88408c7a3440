//! The figures that the leaders' page sorts, searches and compares by itself: all of them the
//! run's, none computed on the page.

use serde::Serialize;

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::scores::State;
use crate::terms::Exact;

use crate::report::audience::{Audience, LANG};
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::words;

#[derive(Serialize)]
pub struct Figures<'r> {
    pub decimals: u32,
    pub point_decimals: u32,
    pub blocks: Vec<BlockFigures<'r>>,
    pub surveys: Vec<SurveyFigures<'r>>,
}

#[derive(Serialize)]
pub struct BlockFigures<'r> {
    pub name: &'r str,
    pub fields: Vec<Named<'r>>,
    /// Mean of each field over the ranked units, in percent.
    pub means: Vec<Option<f64>>,
    pub leaves: Vec<LeafFigures<'r>>,
    pub units: Vec<UnitFigures<'r>>,
}

#[derive(Serialize)]
pub struct Named<'r> {
    pub code: &'r str,
    pub name: &'r str,
}

#[derive(Serialize)]
pub struct LeafFigures<'r> {
    pub code: &'r str,
    pub name: &'r str,
    /// In points.
    pub max: f64,
}

#[derive(Serialize)]
pub struct UnitFigures<'r> {
    pub id: &'r str,
    pub name: &'r str,
    pub rank: Option<usize>,
    /// As published, in percent.
    pub index: Option<f64>,
    pub class: Option<&'r str>,
    /// Component index of each field, in percent.
    pub fields: Vec<Option<f64>>,
    /// Points of each leaf; a word where it has none.
    pub leaves: Vec<Points>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Points {
    Given(f64),
    Word(&'static str),
}

#[derive(Serialize)]
pub struct SurveyFigures<'r> {
    pub title: &'r str,
    pub units: Vec<SurveyUnit<'r>>,
}

#[derive(Serialize)]
pub struct SurveyUnit<'r> {
    pub id: &'r str,
    pub n: usize,
    /// In percent; none where there are too few forms to publish.
    pub index: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl<'r> Figures<'r> {
    pub(super) fn of(results: &'r Results, audience: Audience) -> Figures<'r> {
        Figures {
            decimals: results.round.rules.decimals,
            point_decimals: point_decimals(results),
            blocks: results.blocks.iter().map(|b| block(results, b, audience)).collect(),
            surveys: results.surveys.iter().map(|s| survey(results, s, audience)).collect(),
        }
    }
}

fn rounded(number: &Exact, decimals: u32) -> f64 {
    number.round_half_up(decimals).to_f64()
}

fn block<'r>(
    results: &'r Results,
    block: &'r BlockResults,
    audience: Audience,
) -> BlockFigures<'r> {
    let decimals = results.round.rules.decimals;
    let nodes = &block.rubric.nodes;
    let fields: Vec<usize> = block.rubric.plain_fields().map(|(at, _)| at).collect();
    let named = |at: &usize| Named { code: nodes[*at].code.as_str(), name: &nodes[*at].name };
    // Points of single criteria are not published.
    let leaf_nodes: Vec<usize> = match (audience, block.scores.first()) {
        (Audience::Inside, Some(first)) => first.leaves.iter().map(|leaf| leaf.node).collect(),
        _ => Vec::new(),
    };
    let leaf = |at: &usize| LeafFigures {
        code: nodes[*at].code.as_str(),
        name: &nodes[*at].name,
        max: nodes[*at].max.to_f64(),
    };
    let means = fields.iter().map(|at| block.index.node_means[*at].as_ref());
    let unit = |at: usize| unit(&Standing::of(results, block, at), &fields, !leaf_nodes.is_empty());
    BlockFigures {
        name: block_name(results, block),
        means: means.map(|mean| mean.map(|mean| rounded(mean, decimals))).collect(),
        leaves: leaf_nodes.iter().map(leaf).collect(),
        units: (0..block.units.len()).map(unit).collect(),
        fields: fields.iter().map(named).collect(),
    }
}

fn unit<'r>(standing: &Standing<'r>, fields: &[usize], with_leaves: bool) -> UnitFigures<'r> {
    let (index, decimals) = (standing.index, standing.decimals());
    let ranked = index.rank.is_some();
    let points = point_decimals(standing.results);
    let leaf = |leaf: &crate::scores::LeafScore| {
        let penalty = standing.block.rubric.nodes[leaf.node].field_kind == FieldKind::Penalty;
        match leaf.state {
            State::Scored => {
                let given = rounded(&standing.points(leaf.node), points);
                Points::Given(if penalty { -given } else { given })
            }
            state => Points::Word(words::state(state, LANG)),
        }
    };
    let leaves = standing.leaves.iter().filter(|_| with_leaves && ranked);
    let of_field = |at: &usize| index.nodes[*at].index.as_ref().filter(|_| ranked);
    UnitFigures {
        id: standing.unit.id.as_str(),
        name: &standing.unit.name,
        rank: index.rank,
        index: index.published.as_ref().filter(|_| ranked).map(Exact::to_f64),
        class: index.class.as_deref(),
        fields: fields.iter().map(|at| of_field(at).map(|i| rounded(i, decimals))).collect(),
        leaves: leaves.map(leaf).collect(),
    }
}

fn survey<'r>(
    results: &Results,
    survey: &'r crate::survey::Satisfaction,
    audience: Audience,
) -> SurveyFigures<'r> {
    let decimals = results.round.rules.decimals;
    let percent = |share: &Exact| rounded(&(share.clone() * &Exact::whole(100)), decimals);
    let unit = |unit: &'r crate::survey::UnitSatisfaction| {
        let told = audience == Audience::Inside || !unit.small;
        let bound = |share: Option<f64>| {
            share.filter(|_| told && !survey.self_selected).map(|share| share * 100.0)
        };
        SurveyUnit {
            id: unit.unit.as_str(),
            n: unit.n,
            index: unit.index.as_ref().filter(|_| told).map(percent),
            low: bound(unit.low),
            high: bound(unit.high),
        }
    };
    SurveyFigures { title: &survey.title, units: survey.units.iter().map(unit).collect() }
}
