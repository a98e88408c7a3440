//! Whose figures are provisional, and why, in the words of an office.

use crate::ledger::ReadAs;
use crate::problem::{Level, Problem, kinds};
use crate::results::Results;
use crate::round::RefusedUnit;
use crate::terms::Lang;

use crate::report::words;

/// So many units are named in the head of a page.
const NAMED: usize = 12;

/// Whose figures are provisional: of the units that it is true of, not of all because of one.
pub fn said(results: &Results, lang: Lang) -> impl Iterator<Item = String> {
    let ranked = || {
        let all = results.blocks.iter().flat_map(|b| (0..b.units.len()).map(move |at| (b, at)));
        all.filter(|(b, at)| b.index.units[*at].index.is_some())
    };
    let open: Vec<&str> = ranked()
        .filter(|(b, at)| b.index.units[*at].is_provisional())
        .map(|(b, at)| b.unit(&results.round, at).0.name.as_str())
        .collect();
    let units = match open.len() {
        0 => None,
        count if count == ranked().count() => Some(words::PROVISIONAL_ALL.say(lang).to_string()),
        count => {
            let mut names = open[..count.min(NAMED)].join(", ");
            if count > NAMED {
                let rest = (count - NAMED).to_string();
                names += &format!(" {}", words::AND_OTHERS.with(lang, &[("n", &rest)]));
            }
            let count = count.to_string();
            Some(words::PROVISIONAL_SOME.with(lang, &[("count", &count), ("units", &names)]))
        }
    };
    let files = unused_files(results, lang);
    absent_units(results, lang)
        .into_iter()
        .chain(units)
        .chain(surveys_open(results, lang))
        .chain(files)
}

/// Files of which nothing is used: what they would change is not known.
fn unused_files(results: &Results, lang: Lang) -> Option<String> {
    let all = results.unused();
    let name = |file: &str| {
        let file = file.trim_end_matches('/');
        file.rsplit('/').next().unwrap_or(file).to_string()
    };
    let mut names: Vec<String> = all.iter().map(|(file, _)| name(file)).collect();
    let count = names.len().to_string();
    if names.len() > NAMED {
        let rest = (names.len() - NAMED).to_string();
        names.truncate(NAMED);
        names.push(words::AND_OTHERS_FILES.with(lang, &[("n", &rest)]));
    }
    let facts = [("count", count.as_str()), ("files", &names.join(", "))];
    (!names.is_empty()).then(|| words::FILES_UNUSED.with(lang, &facts))
}

/// Why the figures of all units are provisional, whatever each of them sent.
pub fn of_all(results: &Results, lang: Lang) -> impl Iterator<Item = String> {
    absent_units(results, lang).into_iter().chain(surveys_open(results, lang))
}

/// Errors in the forms of the surveys, which touch the points of every unit.
fn surveys_open(results: &Results, lang: Lang) -> Option<String> {
    let of_survey = |p: &Problem| {
        let of_all = p.unit.is_none() && p.kind.level == Level::Error;
        let mut read = results.ledger.accounts.iter();
        of_all && read.any(|a| a.read_as == ReadAs::Survey && *a.file == *p.place.file)
    };
    let open = results.problems.iter().any(of_survey);
    open.then(|| words::PROVISIONAL_SURVEYS.say(lang).to_string())
}

/// Units whose row of the list was refused: whoever stands in their places is not known.
fn absent_units(results: &Results, lang: Lang) -> Option<String> {
    let round = &results.round;
    let absent = round.refused.iter().filter(|row| round.units.iter().all(|u| u.name != row.name));
    let named = |row: &RefusedUnit| match row.name.is_empty() {
        true => row.place.to_string(),
        false => row.name.clone(),
    };
    let mut names: Vec<String> = absent.map(named).collect();
    if names.len() > NAMED {
        let rest = (names.len() - NAMED).to_string();
        names.truncate(NAMED);
        names.push(words::AND_OTHERS.with(lang, &[("n", &rest)]));
    }
    (!names.is_empty())
        .then(|| words::PROVISIONAL_UNITS.with(lang, &[("units", &names.join(", "))]))
}

/// That figures are provisional, without saying what is open.
pub fn public(results: &Results, lang: Lang) -> Option<String> {
    // A document of nobody is told inside the office, and holds back no ranking.
    let is_table = |why: &Problem| why.kind != kinds::files::FILE_STRAY;
    let by_file = unused_files(results, lang);
    let only_documents = !results.unused().iter().any(|(_, why)| is_table(why));
    let mut open = said(results, lang);
    let open = open.find(|line| !(only_documents && by_file.as_ref() == Some(line)));
    open.map(|_| words::PROVISIONAL_PUBLIC.say(lang).to_string())
}
