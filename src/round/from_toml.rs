//! `round.toml` → [`Round`]. Everything wrong with the file is reported in one run; a file
//! with an error gives no round.

use super::block_data::block_data;
use super::checks::{self, Ids};
use super::official::official;
use super::papers::papers;
use super::proof::proof;
use super::raw::{Paper, ROUND_FILE, RawNamed, RawUnit, Spot, Written};
use super::registers::registers;
use super::tie_break::tie_break;
use super::years::{Years, joined};
use super::{
    Agency, Block, ChosenFile, NotSubmitted, RankOn, Round, RoundRules, SurveyFiles, Ties, Unit,
    Versions, checks::report,
};
use crate::document::{At, Section, Span, check_schema_version, number_of, parse};
use crate::problem::{Level, Problems, kinds};
use crate::source::{Source, did_you_mean};
use crate::table::years_in;
use crate::terms::{AgencyId, BlockId};
use crate::text::fold;

/// Reads a round. `None` when the file has an error; all of them are in `problems`.
pub fn from_toml(source: &Source, problems: &mut Problems) -> Option<Round> {
    let mut found = Problems::default();
    let round = read(source, &mut found);
    let refused = found.count(Level::Error) > 0;
    if let Some(round) = round.as_ref().filter(|r| !refused && r.units_file.is_none()) {
        checks::blocks_have_units(round, &mut found);
    }
    problems.extend(found);
    round.filter(|_| !refused)
}

fn read(source: &Source, problems: &mut Problems) -> Option<Round> {
    let document = parse(source, problems);
    check_schema_version(source, &document.value, problems);
    let file = Section::open(
        source,
        &document.value,
        0..document.span.end.min(1),
        ROUND_FILE,
        "round.toml",
        problems,
    );
    let paper = Paper::Toml(source);
    let mut round = head(source, &file, problems);
    round.rules = rules(&file, &mut round.not_held, problems);
    let agencies = named(&file, "agency", problems);
    let blocks = blocks(&file, &mut round, problems);
    checks::named(paper, "agency", &agencies, problems);
    checks::named(paper, "block", &blocks, problems);
    round.agencies = agencies
        .into_iter()
        .map(|a| Agency { id: AgencyId::new(a.id.text), name: a.name.text })
        .collect();
    round.units_file = file.text("units").map(|at| at.value);
    round.units = units(&file, &round, problems);
    evidence(&file, &mut round, problems);
    round.appraisal = files(&file, "appraisal", problems);
    round.prefill = files(&file, "prefill", problems);
    round.official = official(&file, problems);
    round.registers = registers(&file, problems);
    if let Some(replies) = file.sub("replies", problems) {
        day_of_year(&replies, ("deadline", "[replies]"), round.year, problems);
        round.reply_deadline = replies.date("deadline").map(|at| at.value);
        round.late_replies = replies.text("late").is_some_and(|at| at.value == "accept");
    }
    round.surveys = surveys(&file, problems);
    let previous = file.sub("previous", problems);
    let named = |key: &str| previous.as_ref()?.text(key).map(|at| at.value);
    round.previous = named("results");
    round.years = Years { round: named("round"), joined: joined(&file, problems) };
    round.papers = papers(&file, problems);
    round.proof = proof(&file, problems);
    Some(round)
}

/// The `[round]` table over the defaults.
fn head(source: &Source, file: &Section, problems: &mut Problems) -> Round {
    let mut round = Round::empty(source.path.clone());
    let Some(head) = file.sub("round", problems) else { return round };
    let paper = Paper::Toml(source);
    if let Some(id) = head.text("id") {
        checks::id_form(paper, &written(id.clone()), problems);
        round.id = id.value;
    }
    let text = |name: &str| head.text(name).map(|at| at.value.trim().to_string());
    round.title = text("title").unwrap_or_default();
    round.issuer = text("issuer").unwrap_or_default();
    round.office = text("office").unwrap_or_default();
    if let Some(title) = head.text("title") {
        checks::not_blank(paper, "title", &written(title), problems);
    }
    if let Some(year) = head.whole("year") {
        round.year = i32::try_from(year).unwrap_or(0);
        if !(2000..=2100).contains(&year) {
            let problem = source.problem(&kinds::round::YEAR, &head.span_of("year"));
            problems.push(problem.with("found", year));
        }
    }
    round.deadline = head.date("deadline").map(|at| at.value);
    round.closed = closed(&head, &round, problems);
    years(&head, &round, problems);
    round.illustration = head.bool("illustration").unwrap_or(false);
    period(&head, &mut round, problems);
    round.calendars = head.texts("calendar").into_iter().map(|at| at.value).collect();
    round
}

/// What still speaks of another year, as in a copied folder.
fn years(head: &Section, round: &Round, problems: &mut Problems) {
    for key in ["deadline", "closed"] {
        day_of_year(head, (key, "[round]"), round.year, problems);
    }
    let other = |years: Vec<i32>| match years[..] {
        [found] if found != round.year => Some(found),
        _ => None,
    };
    let of_title = other(years_in(&fold(&round.title)));
    let parts = round.id.split(['-', '_']).filter(|part| part.len() == 4);
    let of_id = parts.filter_map(|part| part.parse().ok()).filter(|y| (2000..=2100).contains(y));
    for (key, kind, found) in [
        ("title", &kinds::round::TITLE_YEAR, of_title),
        ("id", &kinds::round::ID_YEAR, other(of_id.collect())),
    ] {
        let Some(found) = found else { continue };
        let problem = head.source.problem(kind, &head.span_of(key)).with("id", &round.id);
        problems.push(problem.with("found", found).with("year", round.year));
    }
}

/// A last day lies in the year of the round or in the next.
fn day_of_year(section: &Section, (key, table): (&str, &str), year: i32, problems: &mut Problems) {
    use chrono::Datelike;
    let Some(at) = section.date(key) else { return };
    if !(year..=year + 1).contains(&at.value.year()) {
        let problem = section.source.problem(&kinds::round::DAY_YEAR, &at.span);
        let problem = problem.with("key", key).with("table", table).with("year", year);
        problems.push(problem.with("found", at.value.format("%d/%m/%Y")));
    }
}

/// The day the round is closed, which no last day may follow.
fn closed(head: &Section, round: &Round, problems: &mut Problems) -> Option<crate::terms::Date> {
    let closed = head.date("closed")?;
    if let Some(deadline) = round.deadline.filter(|deadline| closed.value < *deadline) {
        let day = |date: crate::terms::Date| date.format("%d/%m/%Y").to_string();
        let problem = head.source.problem(&kinds::round::CLOSED_EARLY, &closed.span);
        problems.push(problem.with("closed", day(closed.value)).with("deadline", day(deadline)));
    }
    Some(closed.value)
}

fn period(head: &Section, round: &mut Round, problems: &mut Problems) {
    use chrono::Datelike;
    let Some(period) = head.sub("period", problems) else { return };
    let (Some(from), Some(to)) = (period.date("from"), period.date("to")) else { return };
    let dated = |kind| {
        let shown = |at: &At<crate::terms::Date>| at.value.format("%d/%m/%Y").to_string();
        let problem = head.source.problem(kind, &from.span);
        problem.with("from", shown(&from)).with("to", shown(&to)).with("year", round.year)
    };
    if from.value > to.value {
        problems.push(dated(&kinds::round::PERIOD));
    } else if !(from.value.year()..=to.value.year()).contains(&round.year) {
        problems.push(dated(&kinds::round::PERIOD_YEAR));
    }
    round.period = Some((from.value, to.value));
}

fn rules(file: &Section, not_held: &mut Vec<String>, problems: &mut Problems) -> RoundRules {
    let mut rules = RoundRules::default();
    let Some(section) = file.sub("rules", problems) else { return rules };
    let word = |name: &str| section.text(name).map(|at| at.value).unwrap_or_default();
    if word("ties") == "dense" {
        rules.ties = Ties::Dense;
    }
    if word("rank_on") == "exact" {
        rules.rank_on = RankOn::Exact;
    }
    if word("not_submitted") == "zero" {
        rules.not_submitted = NotSubmitted::Zero;
    }
    not_held.extend(section.texts("not_held").into_iter().map(|at| at.value));
    decimals(&section, &mut rules, problems);
    rules.tie_break = tie_break(&section, problems);
    rules
}

/// `decimals = 2`, or `decimals = { points = 2, index = 2 }`.
fn decimals(section: &Section, rules: &mut RoundRules, problems: &mut Problems) {
    let Some(at) = section.get("decimals") else { return };
    let places = |value: &toml::de::DeValue<'_>, span: Span, problems: &mut Problems| {
        let found = number_of(value).filter(|n| n.is_whole() && !n.is_negative());
        match found.and_then(|n| n.to_u64()) {
            Some(places @ 0..=6) => Some(places as u32),
            _ => {
                let found = section.source.text.get(span.clone()).unwrap_or("?");
                let problem = section.source.problem(&kinds::round::DECIMALS, &span);
                problems.push(problem.with("found", found));
                None
            }
        }
    };
    let Some(table) = at.value.as_table() else {
        if let Some(both) = places(at.value, at.span, problems) {
            rules.decimals = both;
        }
        return;
    };
    for (key, value) in table {
        let found = places(value.get_ref(), value.span(), problems);
        match (key.get_ref().as_ref(), found) {
            ("points", found) => rules.point_decimals = found,
            ("index", Some(found)) => rules.decimals = found,
            ("index", None) => {}
            (other, _) => problems.push(
                section
                    .source
                    .problem(&kinds::document::TOML_UNKNOWN_KEY, &key.span())
                    .with("key", other)
                    .proposing(did_you_mean(other, ["points", "index"]))
                    .with("known", "points, index"),
            ),
        }
    }
}

fn written(at: At<String>) -> Written {
    Written { text: at.value.trim().to_string(), spot: Spot::Span(at.span) }
}

fn named(file: &Section, list: &str, problems: &mut Problems) -> Vec<RawNamed> {
    let sections = file.subs(list, problems);
    let one =
        |s: &Section| Some(RawNamed { id: written(s.text("id")?), name: written(s.text("name")?) });
    sections.iter().filter_map(one).collect()
}

/// Puts the blocks into the round; gives them as written, for the checks.
fn blocks(file: &Section, round: &mut Round, problems: &mut Problems) -> Vec<RawNamed> {
    let mut raw = Vec::new();
    for section in file.subs("block", problems) {
        let parts = (section.text("id"), section.text("name"), section.text("criteria"));
        let (Some(id), Some(name), Some(criteria)) = parts else { continue };
        let (id, name, criteria) = (written(id), written(name), written(criteria));
        checks::not_blank(Paper::Toml(file.source), "criteria", &criteria, problems);
        round.blocks.push(Block {
            id: BlockId::new(id.text.clone()),
            name: name.text.clone(),
            criteria: criteria.text,
            data: block_data(&section, problems),
        });
        raw.push(RawNamed { id, name });
    }
    raw
}

fn units(file: &Section, round: &Round, problems: &mut Problems) -> Vec<Unit> {
    let paper = Paper::Toml(file.source);
    if let (Some(at), Some(_)) = (file.get("units"), &round.units_file) {
        if !file.tables("unit").is_empty() {
            problems.push(file.source.problem(&kinds::round::UNITS_TWICE, &at.span));
        }
        return Vec::new();
    }
    let sections = file.subs("unit", problems);
    let complete: Vec<RawUnit> = sections
        .iter()
        .filter_map(|s| {
            Some(RawUnit {
                id: written(s.text("id")?),
                name: written(s.text("name")?),
                code: s.text("code").map(written),
                block: written(s.text("block")?),
                aliases: s.texts("aliases").into_iter().map(written).collect(),
                formerly: s.texts("formerly").into_iter().map(written).collect(),
                tags: s.texts("tags").into_iter().map(|at| at.value.trim().into()).collect(),
            })
        })
        .collect();
    // Units that lack a key were reported already; an empty round is another matter.
    let none_written =
        |at: At<&toml::de::DeValue>| at.value.as_array().is_some_and(|a| a.is_empty());
    if sections.is_empty() && file.get("unit").is_none_or(none_written) {
        report(paper, &kinds::round::EMPTY, &Spot::Span(file.span.clone()), problems);
    }
    let by = (round.blocks.as_slice(), Ids::Only);
    // A round file with an error stops the run: nobody asks for the names it refuses.
    checks::units(paper, complete, by, &mut Vec::new(), problems)
}

fn files(file: &Section, name: &str, problems: &mut Problems) -> Vec<String> {
    let section = file.sub(name, problems);
    section.map_or(Vec::new(), |s| s.texts("files").into_iter().map(|at| at.value).collect())
}

/// The files of evidence, and what to do about several of one unit.
fn evidence(file: &Section, round: &mut Round, problems: &mut Problems) {
    let Some(section) = file.sub("evidence", problems) else { return };
    round.evidence = section.texts("files").into_iter().map(|at| at.value).collect();
    if section.text("versions").is_some_and(|at| at.value == "newest") {
        round.versions = Versions::Newest;
    }
    round.late_evidence = section.text("late").is_none_or(|at| at.value == "accept");
    let chosen = section.texts("use").into_iter().map(|at| ChosenFile {
        file: at.value.trim().replace('\\', "/"),
        place: file.source.place(&at.span),
    });
    round.chosen_files = chosen.collect();
}

fn surveys(file: &Section, problems: &mut Problems) -> Vec<SurveyFiles> {
    let mut surveys: Vec<SurveyFiles> = Vec::new();
    for section in file.subs("survey", problems) {
        let Some(scheme) = section.text("scheme") else { continue };
        let self_selected = section.text("sample").is_some_and(|at| at.value == "self_selected");
        let reversed = section.bool("reversed").unwrap_or(false);
        let alike = |s: &SurveyFiles| {
            (&s.scheme, s.self_selected, s.reversed) == (&scheme.value, self_selected, reversed)
        };
        if surveys.iter().any(alike) {
            problems.push(
                file.source
                    .problem(&kinds::round::SURVEY_TWICE, &scheme.span)
                    .with("scheme", &scheme.value),
            );
        }
        let texts = |key: &str| section.texts(key).into_iter().map(|at| at.value).collect();
        surveys.push(SurveyFiles {
            scheme: scheme.value,
            files: texts("files"),
            population: section.text("population").map(|at| at.value),
            register: texts("register"),
            self_selected,
            reversed,
        });
    }
    surveys
}

#[cfg(test)]
#[path = "from_toml_tests.rs"]
mod tests;
