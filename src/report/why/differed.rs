//! What appraisers said of a leaf in different ways, in words: none of it counts.

use crate::appraisal::{Appraised, Correction};
use crate::results::Results;
use crate::rubric::Rubric;
use crate::scores::LeafScore;
use crate::terms::{AgencyId, Lang};
use crate::value::Origin;

use crate::report::standing::{agency_name, point_decimals};
use crate::report::why::reasons::place;
use crate::report::words;

/// Everything on which the appraisers of one round differed at a leaf.
pub(crate) struct Difference {
    /// 1 or 2.
    pub round: u8,
    /// The label of a data item; `None` for the points of the leaf.
    pub value: Option<String>,
    /// What each said, with its reason and its cell.
    pub said: Vec<String>,
}

/// What was said in different ways of a leaf of a unit, by round; first of its points, then of
/// its values. `unit` is a position in `Round::units`.
pub(crate) fn at_leaf(
    results: &Results,
    rubric: &Rubric,
    unit: usize,
    leaf: &LeafScore,
    lang: Lang,
) -> Vec<Difference> {
    let appraisals = &results.appraisals;
    let here = appraisals.conflicts.iter().filter(|c| (c.unit, c.node) == (unit, leaf.node));
    let points = here.map(|c| Difference {
        round: c.round,
        value: None,
        said: c.said.iter().map(|given| of_points(results, given, lang)).collect(),
    });
    let reads = |key: &_| leaf.inputs.iter().any(|input| input.key == *key);
    let values = appraisals.value_conflicts_of(unit, reads).map(|c| {
        let item = rubric.item(&c.key).map(|(_, item)| item);
        let said = |one: &Correction| {
            let value = words::of_item(&one.outcome, item, lang);
            with_place(results, value, (one.agency.as_ref(), &one.reason), &one.origin)
        };
        Difference {
            round: c.round,
            value: Some(item.map_or(c.key.to_string(), |item| item.label.clone())),
            said: c.said.iter().map(said).collect(),
        }
    });
    let mut all: Vec<Difference> = points.chain(values).collect();
    all.sort_by_key(|difference| difference.round);
    all
}

fn of_points(results: &Results, given: &Appraised, lang: Lang) -> String {
    let points = words::number(&given.points, point_decimals(results), lang);
    with_place(results, points, (given.agency.as_ref(), &given.reason), &given.origin)
}

/// `2 – Phòng Nội vụ – Tốt [appraisal/noi-vu.xlsx – Thẩm định!K9]`
fn with_place(
    results: &Results,
    value: String,
    (agency, reason): (Option<&AgencyId>, &str),
    origin: &Origin,
) -> String {
    let agency = agency.map(|agency| agency_name(results, agency)).unwrap_or_default();
    let parts = [value.as_str(), agency, reason].into_iter().filter(|part| !part.is_empty());
    format!("{} [{}]", parts.collect::<Vec<_>>().join(" – "), place(origin))
}

impl Difference {
    /// `vòng 1: 2 – … [cell]; 3 – … [cell]`
    pub(crate) fn words(&self, lang: Lang) -> String {
        let (round, said) = (self.round, self.said.join("; "));
        match (&self.value, lang) {
            (None, Lang::Vi) => format!("vòng {round}: {said}"),
            (None, Lang::En) => format!("round {round}: {said}"),
            (Some(value), Lang::Vi) => format!("vòng {round}, số liệu “{value}”: {said}"),
            (Some(value), Lang::En) => format!("round {round}, the value “{value}”: {said}"),
        }
    }
}
