//! How many transactions a unit handled, gathered from the rows that name it.

use crate::evidence::{Doubted, magnitude};
use crate::problem::kinds::fieldwork as kinds;
use crate::problem::{Place, Problem, Problems};
use crate::round::Round;
use crate::rubric::DataItem;
use crate::terms::{Exact, Key};
use crate::value::DataKind;

/// What is known of a unit beside its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Population {
    /// Transactions in the period; `None` when the table does not say, or not readably.
    pub transactions: Option<u64>,
    /// The same by service, in the order of the table; empty when the table has no services.
    pub services: Vec<(String, u64)>,
    /// Forms handed out.
    pub issued: Option<u64>,
    /// Forms that came back, valid or not.
    pub returned: Option<u64>,
}

/// One population per unit of the round, in its order.
pub type Populations = Vec<Population>;

#[derive(Clone, Default)]
pub(super) struct Gathered {
    pub population: Population,
    /// A row of the unit was rejected.
    pub spoilt: bool,
    /// The first cell of its transactions, and what stands there.
    pub first: Option<(Place, String)>,
    /// The first service whose number is blank, and the cell where it should stand.
    pub blank: Option<(Place, String)>,
    /// What its rows said, and where.
    pub said: Vec<(Vec<String>, Place)>,
    /// Forms issued and returned by the row that sums up its services.
    pub whole: (Option<u64>, Option<u64>),
}

impl Gathered {
    pub(super) fn settled(mut self) -> Population {
        let own = &mut self.population;
        own.issued = own.issued.or(self.whole.0);
        own.returned = own.returned.or(self.whole.1);
        match self.spoilt {
            true => Population { transactions: None, services: Vec::new(), ..self.population },
            false => self.population,
        }
    }
}

/// A total of some services is no total: a service without its number leaves the unit without one.
pub(super) fn refuse_partial(units: &mut [Gathered], round: &Round, problems: &mut Problems) {
    for (unit, of) in units.iter_mut().zip(&round.units) {
        let Some((place, service)) = unit.blank.take() else { continue };
        if unit.population.transactions.is_some() && !unit.spoilt {
            let problem = Problem::new(&kinds::POPULATION_BLANK, place).with("unit", &of.name);
            problems.push(problem.with("service", service).of_unit(&of.id));
            unit.spoilt = true;
        }
    }
}

/// Reports numbers that are another order of magnitude than those of the unit's block.
pub(super) fn note_magnitudes(units: &[Gathered], round: &Round, problems: &mut Problems) {
    let number = |unit: &Gathered| {
        let n = unit.population.transactions.filter(|n| *n > 0 && !unit.spoilt)?;
        Exact::from_decimal(&n.to_string())
    };
    let numbers: Vec<Option<Exact>> = units.iter().map(number).collect();
    for (at, unit) in round.units.iter().enumerate() {
        let (Some(own), Some((place, raw))) = (&numbers[at], &units[at].first) else { continue };
        let others = round.units_of(unit.block).filter(|(other, _)| *other != at);
        let others = others.filter_map(|(other, _)| numbers[other].as_ref()).collect();
        let item = &transactions();
        let doubted = Doubted { item, raw, place: place.clone(), unit: &unit.id };
        problems.push_all(magnitude(doubted, own, others));
    }
}

/// The number of transactions as a data item.
pub(super) fn transactions() -> DataItem {
    DataItem {
        key: Key::new("transactions"),
        label: "Số giao dịch".to_string(),
        unit: None,
        kind: DataKind::Count,
        leaf: None,
        given: None,
        counted: None,
    }
}
