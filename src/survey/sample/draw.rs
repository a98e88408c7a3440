//! The draw: records and quotas in, drawn records out; what falls short is reported.

use std::collections::BTreeMap;

use crate::problem::{Kind, Place, Problem, Problems, kinds::fieldwork as kinds};
use crate::round::Round;
use crate::source::did_you_mean;
use crate::text::fold;

use super::records::{Drawn, Record, by_unit};
use super::sampling::{Quota, draw};
use crate::survey::forms::personal::{HIDDEN, is_personal};

/// Draws the forms to be issued of every unit, by service where quotas are by service.
pub(crate) fn draw_all(
    records: &[Record],
    quotas: &[Quota],
    seed: &str,
    round: &Round,
    problems: &mut Problems,
) -> Vec<Drawn> {
    let by_unit = by_unit(records);
    let mut all = Vec::new();
    for work in quotas {
        let of_unit = by_unit.get(&work.unit).cloned().unwrap_or_default();
        let name = round.units.iter().find(|u| u.id == work.unit).map_or("", |u| &u.name);
        let draw = Draw { records, work, name, seed };
        if work.services.is_empty() {
            all.extend(draw.one(&of_unit, "", work.issue, problems));
            continue;
        }
        let mut by_service: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in of_unit {
            by_service.entry(fold(&records[at].service)).or_default().push(at);
        }
        for service in &work.services {
            let here = by_service.remove(&fold(&service.name)).unwrap_or_default();
            all.extend(draw.one(&here, &service.name, service.issue, problems));
        }
        draw.report_strange(&by_service, problems);
    }
    all
}

/// A service that so many records have is no person.
const OFTEN: usize = 3;
/// So many services are named.
const SERVICES: usize = 12;

/// The draw of one unit.
struct Draw<'a> {
    records: &'a [Record],
    work: &'a Quota,
    /// The unit's name.
    name: &'a str,
    seed: &'a str,
}

impl Draw<'_> {
    fn one(
        &self,
        here: &[usize],
        service: &str,
        quota: u64,
        problems: &mut Problems,
    ) -> Vec<Drawn> {
        let quota = usize::try_from(quota).unwrap_or(usize::MAX);
        if here.len() < quota {
            let part = if service.is_empty() { String::new() } else { format!(", {service}") };
            let problem = self.problem(&kinds::REGISTER_SHORT).with("service", part);
            problems.push(problem.with("records", here.len()).with("quota", quota));
        }
        let order = draw(self.seed, &self.work.unit, service, here.len(), quota);
        let drawn = order.into_iter().enumerate();
        let mut drawn: Vec<Drawn> =
            drawn.map(|(order, at)| Drawn { record: here[at], order: order + 1 }).collect();
        drawn.sort_by_key(|d| d.record);
        drawn
    }

    /// Records of services that have no quota.
    fn report_strange(&self, strange: &BTreeMap<String, Vec<usize>>, problems: &mut Problems) {
        if strange.is_empty() {
            return;
        }
        let known: Vec<String> = self.work.services.iter().map(|s| fold(&s.name)).collect();
        let mut names: Vec<String> = Vec::new();
        for records in strange.values() {
            let Some(first) = records.first() else { continue };
            let service = &self.records[*first].service;
            // a name that stands once or twice may be a person's, one column off
            let near = || did_you_mean(&fold(service), known.iter().map(String::as_str)).is_some();
            let shown = near() || (records.len() >= OFTEN && !is_personal(service));
            let name = if shown && names.len() < SERVICES { service } else { HIDDEN };
            let name = format!("“{name}”");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let count: usize = strange.values().map(Vec::len).sum();
        let problem = self.problem(&kinds::REGISTER_SERVICE).with("count", count);
        problems.push(problem.with("services", names.join(", ")));
    }

    fn problem(&self, kind: &Kind) -> Problem {
        let file = self.records.first().map_or("", |r| r.file.as_ref());
        Problem::new(kind, Place::file(file)).with("unit", self.name).of_unit(&self.work.unit)
    }
}
