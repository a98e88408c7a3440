//! What would become of dropped files: each recognised, then given a place where nothing stands.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::desk::Desk;
use super::fate::{Fate, Planned};
use super::known::known;
use super::recognise::Recogniser;
use super::what::{Dropped, Recognised, What};
use super::{places, proof, words};
use crate::read;
use crate::replies::Series;
use crate::terms::Code;
use crate::text::composed;
use crate::write::sinks::kept_name;

/// What becomes of the files, in their order; nothing is written.
pub fn plan(desk: &Desk, files: &[Dropped]) -> Vec<Planned> {
    let recogniser = Recogniser::new(desk);
    let recognised: Vec<(String, Recognised)> = files
        .par_iter()
        .map(|file| {
            // Temporary files are known by names that are cleaned away.
            let own = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let name = if read::is_temporary(own) { own.into() } else { kept_name(&file.name) };
            let is = recogniser.of_dropped(file, &name);
            (name, is)
        })
        .collect();
    let mut planner = Planner { desk, taken: BTreeSet::new(), before: Vec::new() };
    for (file, (name, is)) in files.iter().zip(recognised) {
        let sha256 = read::sha256(&file.bytes);
        let (is, fate) = planner.one(file, &name, is, &sha256);
        planner.before.push(Planned { name, sha256, is, fate });
    }
    planner.before
}

struct Planner<'a> {
    desk: &'a Desk,
    /// Places that earlier files get, as systems compare them that know no case.
    taken: BTreeSet<String>,
    before: Vec<Planned>,
}

/// Where files of a kind go.
enum Places {
    Patterns(Vec<String>),
    /// One file that the round names.
    File(String),
    /// A folder of a unit that no pattern looks at.
    Folder(String),
}

impl Planner<'_> {
    fn one(
        &mut self,
        file: &Dropped,
        name: &str,
        mut is: Recognised,
        sha256: &str,
    ) -> (Recognised, Fate) {
        if let Some(first) = self.before.iter().find(|before| before.sha256 == sha256) {
            return (is, Fate::Twice { name: first.name.clone() });
        }
        if let What::Proof { unit: None } = is.what {
            let dropped: Vec<_> = self.before.iter().flat_map(|before| &before.is.forms).collect();
            is.what = What::Proof { unit: proof::unit_of(self.desk, name, &dropped) };
        }
        let criterion = file.of.as_ref().and_then(|of| of.criterion.as_ref());
        let places = match self.places(&is, criterion) {
            Ok(places) => places,
            Err(fate) => return (is, fate),
        };
        let fate = self.put(file, name, &is, places);
        self.taken.extend(fate.goes_to().map(key));
        (is, fate)
    }

    /// # Errors
    /// It goes nowhere.
    fn places(&self, is: &Recognised, criterion: Option<&Code>) -> Result<Places, Fate> {
        let setting = &self.desk.setting;
        let round = &setting.round;
        let survey = |entry: usize| round.surveys.get(entry);
        Ok(match &is.what {
            What::Evidence { units } if units.is_empty() => {
                return Err(Fate::Asked(words::no_unit(is)));
            }
            What::Evidence { .. } | What::Reply { .. } => Places::Patterns(round.evidence.clone()),
            What::Appraisal { .. } => Places::Patterns(round.appraisal.clone()),
            What::Figures => Places::Patterns(round.prefill.clone()),
            What::Survey { entry } => {
                let scheme = survey(*entry).map(|survey| survey.scheme.as_str());
                let same = round.surveys.iter().filter(|s| Some(s.scheme.as_str()) == scheme);
                let same: Vec<_> = same.collect();
                // How the answers are to be read, only the office knows.
                if same.len() > 1 {
                    return Err(Fate::Asked(words::several_entries(&same)));
                }
                Places::Patterns(same.iter().flat_map(|s| s.files.clone()).collect())
            }
            What::Transactions { entry } => {
                let file = survey(*entry).and_then(|survey| survey.population.clone());
                Places::File(file.unwrap_or_default())
            }
            What::Units => match &round.units_file {
                Some(file) => Places::File(file.clone()),
                None => return Err(Fate::Refused(words::units_in_round())),
            },
            What::Proof { unit: Some(unit) } => match round.units.get(*unit) {
                Some(unit) => Places::Folder(proof::folder(&unit.id, criterion)),
                None => return Err(Fate::Asked(words::whose_proof())),
            },
            What::Proof { unit: None } => return Err(Fate::Asked(words::whose_proof())),
            What::OtherRound(of) => return Err(Fate::Refused(words::other_round(of, round))),
            What::Temporary => return Err(Fate::Refused(words::temporary())),
            What::Unknown => return Err(Fate::Refused(words::unknown())),
            What::Unreadable => return Err(Fate::Refused(words::unreadable(is))),
        })
    }

    fn put(&self, file: &Dropped, name: &str, is: &Recognised, places: Places) -> Fate {
        let name = with_extension(name, is);
        let wanted = match &places {
            Places::Patterns(patterns) => places::place(patterns, &name),
            Places::File(file) => {
                let only = std::slice::from_ref(file);
                let end = |name: &str| name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
                let own = file.rsplit('/').next().unwrap_or(file);
                places::place(only, own).filter(|_| end(own) == end(&name))
            }
            Places::Folder(folder) => Some(format!("{folder}{name}")),
        };
        let Some(wanted) = wanted else {
            return Fate::Refused(match places {
                Places::Patterns(patterns) => words::no_pattern(&name, &patterns),
                Places::File(file) => words::other_file(&file),
                Places::Folder(folder) => words::other_file(&folder),
            });
        };
        if let Some(there) = self.same_bytes(file, &places, &wanted) {
            return Fate::Already { file: there };
        }
        let others = (2u32..).map(|number| places::numbered(&wanted, number));
        // Under another name the round may not look for it.
        let is_read = |place: &String| match &places {
            Places::Patterns(patterns) => places::is_named(patterns, place),
            Places::File(_) => false,
            Places::Folder(_) => true,
        };
        let mut free = std::iter::once(wanted.clone()).chain(others.take_while(is_read));
        let Some(place) = free.find(|place| self.is_free(place)) else {
            return Fate::Refused(words::is_there(&wanted));
        };
        let beside = self.beside(is);
        if is.is_unusable && !beside.is_empty() {
            return Fate::Refused(words::unusable_beside(is, &beside));
        }
        match beside.is_empty() {
            true => Fate::New { file: place },
            false => {
                let question = words::versions(is, &beside, &place, &self.desk.setting.round);
                let beside = beside.into_iter().map(|(file, _)| file).collect();
                Fate::Version { file: place, beside, question }
            }
        }
    }

    /// A file with the same bytes among those that it would go to.
    fn same_bytes(&self, file: &Dropped, places: &Places, wanted: &str) -> Option<String> {
        let folder = &self.desk.setting.folder;
        let has = |shown: &String| read::has_bytes(&folder.join(shown), &file.bytes);
        match places {
            Places::Patterns(patterns) => {
                let found = self.desk.found(patterns);
                let same = found.into_iter().find(|one| read::has_bytes(&one.path, &file.bytes));
                same.map(|one| one.shown)
            }
            Places::File(_) => Some(wanted.to_string()).filter(has),
            Places::Folder(own) => {
                let names = read::names_in(&folder.join(own)).into_iter();
                names.map(|name| format!("{own}{name}")).find(has)
            }
        }
    }

    /// Whether nothing stands there and no earlier file goes there, whatever the case and the form
    /// of the letters.
    fn is_free(&self, place: &str) -> bool {
        let (own, name) = place.rsplit_once('/').unwrap_or(("", place));
        let there = read::names_in(&self.desk.setting.folder.join(own));
        !self.taken.contains(&key(place)) && !there.iter().any(|known| key(known) == key(name))
    }

    /// Files that are there, or go there, and speak of the same, each with when it was saved.
    fn beside(&self, is: &Recognised) -> Vec<(String, Option<chrono::NaiveDateTime>)> {
        if !matches!(is.what, What::Evidence { .. } | What::Reply { .. } | What::Appraisal { .. }) {
            return Vec::new();
        }
        let known = known(self.desk).iter().map(|known| (known.file.as_str(), &known.is));
        let going = self.before.iter();
        let going = going.filter_map(|planned| Some((planned.fate.goes_to()?, &planned.is)));
        let same = known.chain(going).filter(|(_, other)| are_versions(&is.what, &other.what));
        same.map(|(file, other)| (file.to_string(), other.saved)).collect()
    }
}

/// Whether two files speak of the same.
fn are_versions(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Evidence { units }, What::Evidence { units: others }) => {
            units.iter().any(|unit| others.contains(unit))
        }
        (What::Reply { .. }, What::Reply { .. }) => reply(one) == reply(other),
        // Rows without an agency or a block are taken all the same: they may clash with any.
        (
            What::Appraisal { agency, block, number },
            What::Appraisal { agency: a, block: b, number: n },
        ) => {
            let meets = |same: bool, known: bool| same || !known;
            number == n
                && meets(agency == a, agency.is_some() && a.is_some())
                && meets(block == b, block.is_some() && b.is_some())
        }
        _ => false,
    }
}

fn reply(what: &What) -> Option<(Series, usize, u32)> {
    match what {
        What::Reply { series, unit, number } => Some((*series, *unit, *number)),
        _ => None,
    }
}

/// The name with the extension that the content asks for.
fn with_extension(name: &str, is: &Recognised) -> String {
    let Some(extension) = &is.extension else { return name.to_string() };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.{extension}")
}

/// A path as it is compared with others.
fn key(path: &str) -> String {
    composed(path).to_lowercase()
}
