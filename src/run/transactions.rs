//! The table of transactions of a survey: read, and compared with the forms.

use super::files;
use super::setting::Setting;
use crate::evidence;
use crate::ledger::{Findings, ReadAs};
use crate::problem::kinds::fieldwork as kinds;
use crate::problem::{Place, Problem, Problems};
use crate::read::{self, Found};
use crate::round::{Names, Round};
use crate::survey::{self, Populations, Satisfaction, Scheme};

/// The table of transactions that the entries of one scheme name; the first that does counts.
pub(super) struct Transactions<'a> {
    setting: &'a Setting,
    file: Option<&'a str>,
    /// One per unit of the round; none without a table.
    pub units: Populations,
}

impl<'a> Transactions<'a> {
    /// Reads the table for the scheme of the file `scheme_file`.
    pub(super) fn read(
        setting: &'a Setting,
        (scheme_file, scheme): (&str, &Scheme),
        names: &Names,
        findings: &mut Findings,
    ) -> Transactions<'a> {
        let mut entries = setting.round.surveys.iter().filter(|s| s.scheme == scheme_file);
        let file = entries.find_map(|s| s.population.as_deref());
        let mut table = Transactions { setting, file, units: Vec::new() };
        let book = file.and_then(|file| {
            let found = Found { path: setting.folder.join(file), shown: file.to_string() };
            files::book(ReadAs::Population, &found, &read::FORM, findings)
        });
        if let Some(book) = book {
            evidence::note_over(&book.sheets, &mut findings.problems);
            let of = (scheme, &setting.round, names);
            table.units = survey::populations::from_book(&book, of, findings);
        }
        table
    }

    /// What the table and the forms of the sample say against each other.
    pub(super) fn report(&self, found: &[Satisfaction], problems: &mut Problems) {
        let Some(file) = self.file else { return };
        for survey in found.iter().filter(|survey| !survey.self_selected) {
            self.report_unknown(file, survey, problems);
            report_returned(file, survey, &self.setting.round, problems);
        }
    }

    /// Units with forms whose transactions the table does not tell.
    fn report_unknown(&self, file: &str, survey: &Satisfaction, problems: &mut Problems) {
        let units = self.setting.round.units.iter().zip(&self.units);
        let unknown =
            units.filter(|(unit, p)| p.transactions.is_none() && survey.unit(&unit.id).is_some());
        let named: Vec<&str> = unknown.map(|(unit, _)| unit.name.as_str()).collect();
        if !named.is_empty() {
            problems.push(
                Problem::new(&kinds::POPULATION_MISSING, Place::file(file))
                    .with("file", file)
                    .with("units", named.join(", ")),
            );
        }
    }
}

/// Units with more valid forms than came back, or more back than were issued.
fn report_returned(file: &str, survey: &Satisfaction, round: &Round, problems: &mut Problems) {
    for quota in &survey.quotas {
        let falls = |more: Option<u64>, less: Option<u64>| {
            more.zip(less).is_some_and(|(more, less)| more < less)
        };
        let have = Some(quota.have);
        let wrong = falls(quota.returned, have)
            || falls(quota.issued, have)
            || falls(quota.issued, quota.returned);
        if !wrong {
            continue;
        }
        let shown = |n: Option<u64>| n.map_or("–".to_string(), |n| n.to_string());
        problems.push(
            Problem::new(&kinds::POPULATION_RETURNED, Place::file(file))
                .with("unit", round.unit_name(&quota.unit))
                .with("have", quota.have)
                .with("file", file)
                .with("issued", shown(quota.issued))
                .with("returned", shown(quota.returned))
                .of_unit(&quota.unit),
        );
    }
}
