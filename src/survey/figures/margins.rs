//! The margin of error of a unit's index: strata in; standard error, interval and design effect
//! out.

use crate::terms::Exact;

use crate::survey::figures::intervals::{
    Interval, finite_population, normal, standard_error, wilson,
};
use crate::survey::figures::readings::{Influence, Stratum};
use crate::survey::forms::{Forms, NONE};
use crate::survey::scheme::{Overall, Scheme};

/// What the margins of one unit depend on.
pub(crate) struct Margins<'a> {
    pub scheme: &'a Scheme,
    pub forms: &'a Forms,
    /// One weight per group of respondents.
    pub groups: &'a [Exact],
    pub transactions: Option<u64>,
}

#[derive(Default)]
pub(crate) struct Margin {
    pub se: Option<f64>,
    /// As if every answer were one by itself.
    pub naive_se: Option<f64>,
    pub design_effect: Option<f64>,
    pub clustered: bool,
    pub interval: Option<Interval>,
}

/// Influences of people, by stratum and by cluster, scaled to the index of the unit.
#[derive(Default)]
struct Spread {
    people: Vec<Vec<f64>>,
    clusters: Vec<(u32, f64)>,
    squares: f64,
}

impl Margins<'_> {
    /// A single question of yes and no has Wilson's interval; an index of several is not so many
    /// independent answers, and has the error between people (between clusters, when known).
    pub(crate) fn of_index(&self, index: &Exact, strata: &[Stratum<'_>]) -> Margin {
        let spread = self.spread(strata);
        let n: usize = spread.people.iter().map(Vec::len).sum();
        let clustered = spread.clusters.iter().any(|(cluster, _)| *cluster != NONE);
        let weighted = strata.iter().any(|s| s.weighted.is_some());
        let one_by_one = standard_error(&spread.people);
        let drawn =
            if clustered { standard_error(&[cluster_sums(spread.clusters)]) } else { one_by_one };
        let alike = if weighted { self.alike(strata) } else { one_by_one };
        let finite = self.transactions.map_or(1.0, |all| finite_population(n as f64, all as f64));
        let se = drawn.map(|se| se * finite);

        let p = index.to_f64();
        let single = match self.scheme.overall {
            Overall::Question(_) => true,
            _ => self.scheme.questions.len() == 1,
        };
        let proportion = single && self.scheme.is_binary() && self.groups.len() == 1;
        // when everybody agrees the forms show no spread, but a few forms do not prove it
        let unanimous = index.is_zero() || *index == Exact::one();
        let interval = if unanimous || (proportion && !clustered && !weighted) {
            let all = self.transactions.map(|all| all as f64);
            wilson(p * n as f64, n as f64, all, self.scheme.confidence)
        } else {
            se.map(|se| normal(p, se, self.scheme.confidence))
        };
        Margin {
            se,
            naive_se: drawn.map(|_| spread.squares.sqrt() * finite),
            design_effect: drawn.zip(alike).and_then(|(drawn, alike)| ratio(drawn, alike)),
            clustered,
            interval,
        }
    }

    fn spread(&self, strata: &[Stratum<'_>]) -> Spread {
        let mut whole = Exact::zero();
        for (weight, _) in self.groups.iter().zip(strata).filter(|(_, s)| s.index().is_some()) {
            whole += weight;
        }
        let mut spread = Spread::default();
        for (weight, stratum) in self.groups.iter().zip(strata) {
            let scale = weight.checked_div(&whole).map_or(0.0, |w| w.to_f64());
            let influences = stratum.influences();
            if influences.is_empty() {
                continue;
            }
            let cluster = |i: &Influence| (self.forms.clusters[i.row], i.moved * scale);
            spread.clusters.extend(influences.iter().map(cluster));
            spread.squares += influences.iter().map(|i| i.squares * scale * scale).sum::<f64>();
            spread.people.push(influences.into_iter().map(|i| i.moved * scale).collect());
        }
        spread
    }

    /// The standard error of as many people who weigh alike.
    fn alike(&self, strata: &[Stratum<'_>]) -> Option<f64> {
        let strata: Vec<Stratum<'_>> = strata.iter().map(Stratum::alike).collect();
        standard_error(&self.spread(&strata).people)
    }
}

/// The ratio of the variances; `None` when people do not differ at all.
fn ratio(drawn: f64, alike: f64) -> Option<f64> {
    (alike > 0.0).then(|| (drawn / alike).powi(2))
}

/// The influence of each cluster; a form without a cluster is one by itself.
fn cluster_sums(mut influences: Vec<(u32, f64)>) -> Vec<f64> {
    influences.sort_by_key(|(cluster, _)| *cluster);
    influences
        .chunk_by(|a, b| a.0 == b.0 && a.0 != NONE)
        .map(|cluster| cluster.iter().map(|(_, u)| u).sum())
        .collect()
}
