//! `parindex proof ROUND`: what is named as proof, what is there, and where a person has to look.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::progress::Bar;
use super::{outputs, print};
use crate::problem::Problem;
use crate::proof::{LeafProof, Mention, Named, Register};
use crate::report;
use crate::results::Results;
use crate::run;
use crate::terms::Lang;
use crate::write::files::WriteError;
use crate::write::xlsx;

/// The workbook that stands beside the results.
const FILE: &str = "minh-chung";

pub(super) fn run(round: &Path, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let read = run::proof(round, &bar);
    bar.finish();
    let (results, register) = match read {
        Ok(read) => read,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let folder = outputs::folder(&results, common);
    if let Err(error) = write(&results, &register, common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&register_json(&results, &register, common.lang())),
        Format::Text => {
            let lines = report::proof::lines(&results, &register, common.lang());
            lines.iter().for_each(|line| print::line(line));
            print::line("");
            print::line(&folder.join(format!("{FILE}.xlsx")).display().to_string());
        }
    }
    if register.problems.has_errors() { WITH_ERRORS } else { DONE }
}

fn write(results: &Results, register: &Register, common: &Common) -> Result<(), WriteError> {
    let output = outputs::open(results, common)?;
    let pages = report::proof::pages(results, register, common.lang());
    xlsx::write_pages(&output, results, common.lang(), &results.round.title, (FILE, &pages))?;
    outputs::commit(&output, common)
}

fn register_json(results: &Results, register: &Register, lang: Lang) -> Value {
    let all = register.leaves.iter();
    let all = all.flat_map(|leaf| leaf.named.iter().map(move |named| (leaf, named)));
    let documents: Vec<Value> =
        all.map(|(leaf, named)| named_json(results, register, leaf, named)).collect();
    let files = register.files.iter().zip(&register.is_named).map(|(file, named)| {
        let unit = file.unit.and_then(|unit| results.round.units.get(unit));
        json!({
            "file": file.shown,
            "unit": unit.map(|unit| unit.id.as_str()),
            "sha256": file.sha256,
            "size": file.size,
            "named": named,
        })
    });
    let problems = register.problems.iter().map(|problem| problem_json(problem, lang));
    json!({
        "schema": "parindex/proof/1",
        "documents": documents,
        "not_understood": register.words(),
        "files": files.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn named_json(results: &Results, register: &Register, leaf: &LeafProof, named: &Named) -> Value {
    let document = match &named.mention {
        Mention::Document(document) => Some(document),
        _ => None,
    };
    let files = named.files.iter().filter_map(|at| register.files.get(*at));
    let files: Vec<&str> = files.map(|file| file.shown.as_str()).collect();
    json!({
        "unit": results.round.units.get(leaf.unit).map(|unit| unit.id.as_str()),
        "code": leaf.code.as_str(),
        "text": named.mention.text(),
        "is": named.mention.key(),
        "type": document.and_then(|document| document.kind).map(|kind| kind.short),
        "number": document.map(|document| &document.number),
        "notation": document.and_then(|document| document.notation.as_ref()),
        "issuer": document.and_then(|document| document.issuer.as_ref()),
        "date": document.and_then(|document| document.date).map(|date| date.to_string()),
        "file": files.first(),
        "files": files,
    })
}

fn problem_json(problem: &Problem, lang: Lang) -> Value {
    let stakes = problem.stakes.iter();
    let leaves: Vec<&str> = stakes.clone().map(|stake| stake.leaf.as_str()).collect();
    let points = stakes.map(|stake| stake.points.to_plain());
    json!({
        "level": problem.kind.level.key(),
        "code": problem.kind.code,
        "unit": problem.unit.as_ref().map(|unit| unit.as_str()),
        "leaves": leaves,
        "points": points.collect::<Vec<_>>(),
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "message": problem.message(lang),
        "help": problem.help(lang),
    })
}
