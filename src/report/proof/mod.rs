//! The register of proof as pages: what to look at by points at stake, what is named, what is there.

mod field;
mod words;

use crate::problem::Problem;
use crate::proof::{Document, LeafProof, Mention, Named, ProofFile, Register};
use crate::report::block::{Cell, Line, Page, Role, Rows};
use crate::report::columns::Columns;
use crate::report::standing::{agency_name, point_decimals};
use crate::report::{heading, words as common};
use crate::results::Results;
use crate::terms::{Exact, Lang, UnitId};

pub use field::{drawn_by, field_page};

/// The pages of the workbook of proof.
pub fn pages<'r>(results: &'r Results, register: &'r Register, lang: Lang) -> Vec<Page<'r>> {
    vec![
        look_page(results, register, lang),
        document_page(results, register, lang),
        file_page(results, register, lang),
    ]
}

/// How much is named, and what to look at, for a terminal.
pub fn lines(results: &Results, register: &Register, lang: Lang) -> Vec<String> {
    let named: usize = register.leaves.iter().map(|leaf| leaf.named.len()).sum();
    let (words, files) = (register.words().to_string(), register.files.len().to_string());
    let facts = [("n", &*named.to_string()), ("words", &*words), ("files", &*files)];
    let mut lines = vec![words::COUNT.with(lang, &facts)];
    if results.round.proof.is_empty() {
        lines.push(words::NO_FOLDER.say(lang).to_string());
    }
    for problem in by_stake(register) {
        let unit = problem.unit.as_ref().map_or("", |id| unit_name(results, id));
        let (place, message) = (&problem.place, problem.message(lang));
        lines.push(format!("{} {unit} – {place}: {message}", problem.kind.code));
    }
    lines
}

fn stake(problem: &Problem) -> Exact {
    problem.stakes.iter().fold(Exact::zero(), |sum, stake| sum + &stake.points)
}

/// Most points first; where nothing is at stake, as they are listed.
fn by_stake(register: &Register) -> Vec<&Problem> {
    let mut all: Vec<&Problem> = register.problems.iter().collect();
    all.sort_by_key(|problem| std::cmp::Reverse(stake(problem)));
    all
}

fn unit_name<'r>(results: &'r Results, id: &UnitId) -> &'r str {
    let unit = results.round.units.iter().find(|unit| unit.id == *id);
    unit.map_or("", |unit| unit.name.as_str())
}

fn look_page<'r>(results: &'r Results, register: &'r Register, lang: Lang) -> Page<'r> {
    let decimals = point_decimals(results);
    let mut columns = Columns::<&'r Problem>::new(lang);
    columns
        .left(common::UNIT, 22.0, |p| {
            p.unit.as_ref().map_or(Cell::Empty, |id| Cell::text(unit_name(results, id)))
        })
        .left(words::CODE, 10.0, |p| {
            let codes: Vec<&str> = p.stakes.iter().map(|stake| stake.leaf.as_str()).collect();
            Cell::text(codes.join(", "))
        })
        .right(words::STAKE, 10.0, move |p| match p.stakes.is_empty() {
            true => Cell::Empty,
            false => Cell::exact(&stake(p), decimals),
        })
        .left(common::AGENCY, 18.0, |p| agency(results, register, p))
        .left(words::PLACE, 34.0, |p| Cell::text(p.place.to_string()))
        .left(words::FOUND, 60.0, move |p| Cell::text(p.message(lang)))
        .left(words::DO, 48.0, move |p| Cell::text(p.help(lang)));
    let rows = columns.rows(by_stake(register));
    let table = columns.table(Rows::Held(rows));
    let notes = vec![Line::new(Role::Note, words::NOTE.say(lang))];
    heading::found(results, (words::LOOK, words::NOTHING), notes, table, lang)
}

/// Who appraises the first leaf that hangs on it.
fn agency<'r>(results: &'r Results, register: &'r Register, problem: &Problem) -> Cell<'r> {
    let stake = problem.stakes.first();
    let leaf = stake.and_then(|stake| {
        register.leaves.iter().find(|leaf| {
            let unit = results.round.units.get(leaf.unit).map(|unit| &unit.id);
            leaf.code == stake.leaf && unit == problem.unit.as_ref()
        })
    });
    let agency = leaf.and_then(|leaf| leaf.appraiser.as_ref());
    agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id)))
}

fn document(named: &Named) -> Option<&Document> {
    match &named.mention {
        Mention::Document(document) => Some(document),
        _ => None,
    }
}

fn maybe<'r>(text: Option<&'r str>) -> Cell<'r> {
    text.map_or(Cell::Empty, Cell::text)
}

fn document_page<'r>(results: &'r Results, register: &'r Register, lang: Lang) -> Page<'r> {
    let mut columns = Columns::<(&'r LeafProof, &'r Named)>::new(lang);
    columns
        .left(common::UNIT, 22.0, |(leaf, _)| {
            maybe(results.round.units.get(leaf.unit).map(|unit| unit.name.as_str()))
        })
        .left(words::CODE, 9.0, |(leaf, _)| Cell::text(leaf.code.as_str()))
        .left(words::NAMED, 44.0, |(_, named)| Cell::text(named.mention.text()))
        .left(words::TYPE, 16.0, |(_, named)| {
            maybe(document(named).and_then(|document| document.kind).map(|kind| kind.name))
        })
        .left(words::NUMBER, 8.0, |(_, named)| maybe(document(named).map(|d| d.number.as_str())))
        .left(words::NOTATION, 14.0, |(_, named)| {
            maybe(document(named).and_then(|document| document.notation.as_deref()))
        })
        .left(words::ISSUER, 24.0, |(_, named)| {
            maybe(document(named).and_then(|document| document.issuer.as_deref()))
        })
        .left(words::DATE, 11.0, |(_, named)| {
            let date = document(named).and_then(|document| document.date);
            date.map_or(Cell::Empty, |date| Cell::text(date.format("%d/%m/%Y").to_string()))
        })
        .left(words::FILE, 44.0, |(_, named)| {
            let files = named.files.iter().filter_map(|at| register.files.get(*at));
            let files: Vec<&str> = files.map(|file| file.shown.as_str()).collect();
            Cell::text(files.join("\n"))
        });
    let all = register.leaves.iter();
    let all = all.flat_map(|leaf| leaf.named.iter().map(move |named| (leaf, named)));
    let rows = columns.rows(all);
    let table = columns.table(Rows::Held(rows));
    let unknown = format!("{}: {}", words::NOT_UNDERSTOOD.say(lang), register.words());
    let notes = vec![Line::new(Role::Note, unknown)];
    heading::found(results, (words::DOCUMENTS, words::NO_DOCUMENTS), notes, table, lang)
}

fn file_page<'r>(results: &'r Results, register: &'r Register, lang: Lang) -> Page<'r> {
    let mut columns = Columns::<(&'r ProofFile, bool)>::new(lang);
    columns
        .left(common::UNIT, 22.0, |(file, _)| {
            let unit = file.unit.and_then(|unit| results.round.units.get(unit));
            maybe(unit.map(|unit| unit.name.as_str()))
        })
        .left(words::FILE, 60.0, |(file, _)| Cell::text(file.shown.as_str()))
        .left(words::IS_NAMED, 10.0, move |(_, named)| {
            let word = if *named { common::YES } else { common::NO };
            Cell::text(word.say(lang))
        })
        .right(words::SIZE, 12.0, |(file, _)| Cell::text(file.size.to_string()))
        .left("SHA-256", 68.0, |(file, _)| Cell::text(file.sha256.as_str()));
    let all = register.files.iter().zip(register.is_named.iter().copied());
    let rows = columns.rows(all);
    let table = columns.table(Rows::Held(rows));
    heading::found(results, (words::FILES, words::NO_FILES), Vec::new(), table, lang)
}
