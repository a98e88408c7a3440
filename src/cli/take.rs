//! `parindex take ROUND FILES…`: what each file is and whose, copied to where the round reads it from,
//! never over anything.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::print;
use crate::intake::{Desk, Dropped, Fate, Planned, What, Whose, plan, summary, take};
use crate::problem::Problems;
use crate::read;
use crate::terms::Lang;

/// How files are taken in.
pub(super) struct How<'a> {
    /// Nothing is copied.
    pub dry_run: bool,
    /// Whose proof the documents are.
    pub unit: Option<&'a str>,
    /// The criterion that they prove.
    pub criterion: Option<&'a str>,
}

pub(super) fn run(round: &Path, files: &[PathBuf], how: &How<'_>, common: &Common) -> u8 {
    let desk = match Desk::open(round) {
        Ok(desk) => desk,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let of = match how.unit.map(|text| desk.unit(text)) {
        None => None,
        Some(Ok(unit)) => Some(unit),
        Some(Err(problem)) => {
            print::refusal(&[problem].into_iter().collect(), common);
            return FAILED;
        }
    };
    let of = match of.map(|unit| whose(&desk, unit, how.criterion, common.lang())) {
        None => None,
        Some(Ok(of)) => Some(of),
        Some(Err(why)) => {
            print::failure(&why);
            return FAILED;
        }
    };
    let mut unread = Problems::default();
    let dropped: Vec<Dropped> =
        files.iter().filter_map(|file| dropped(file, of.clone(), &mut unread)).collect();
    let planned = if how.dry_run { plan(&desk, &dropped) } else { take(&desk, &dropped) };
    match common.format {
        Format::Json => print::json(&as_json(&desk, &planned, &unread, how, common.lang())),
        Format::Text => text(&desk, &planned, &unread, how, common.lang()),
    }
    let settled = unread.is_empty() && !planned.iter().any(|one| one.fate.needs_someone());
    if settled { DONE } else { WITH_ERRORS }
}

/// # Errors
/// The unit is not judged by such a criterion.
fn whose(desk: &Desk, unit: usize, code: Option<&str>, lang: Lang) -> Result<Whose, String> {
    let Some(code) = code else { return Ok(Whose { unit, criterion: None }) };
    let found = desk.criterion(unit, code);
    found.map(|code| Whose { unit, criterion: Some(code) }).ok_or_else(|| {
        let name = desk.setting.round.unit_name(&desk.setting.round.units[unit].id);
        match lang {
            Lang::Vi => format!("Bộ tiêu chí của {name} không có tiêu chí {code}. Chưa chép gì."),
            Lang::En => format!("{name} is not judged by a criterion {code}. Nothing was copied."),
        }
    })
}

fn dropped(file: &Path, of: Option<Whose>, unread: &mut Problems) -> Option<Dropped> {
    let shown = file.display().to_string();
    let bytes = read::bytes(file, &shown).map_err(|problem| unread.push(problem)).ok()?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Some(Dropped { name, bytes, of })
}

fn text(desk: &Desk, planned: &[Planned], unread: &Problems, how: &How<'_>, lang: Lang) {
    let round = &desk.setting.round;
    for one in planned {
        let is = one.is.what.words(round).pick(lang);
        print::line(&format!("{}\n  {is}: {}", one.name, one.words(!how.dry_run, lang)));
        if let Some(question) = one.question(lang) {
            print::line(&format!("  → {question}"));
        }
        let is_copied = one.fate.goes_to().is_some();
        if is_copied && one.is.to_mend > 0 {
            let count = one.is.to_mend;
            print::line(&match lang {
                Lang::Vi => format!("  {count} chỗ phải sửa; xem: parindex check"),
                Lang::En => format!("  {count} places to mend; see: parindex check"),
            });
        }
        if is_copied {
            one.is.problems.iter().for_each(|p| print::line(&format!("  {}", p.message(lang))));
        }
    }
    unread.iter().for_each(|problem| print::line(&print::problem_text(problem, lang)));
    print::line(&summary(planned, unread.len(), !how.dry_run, lang));
}

fn as_json(
    desk: &Desk,
    planned: &[Planned],
    unread: &Problems,
    how: &How<'_>,
    lang: Lang,
) -> Value {
    let round = &desk.setting.round;
    let files = planned.iter().map(|one| {
        let units = one.is.what.units();
        let units: Vec<&str> =
            units.iter().filter_map(|at| Some(round.units.get(*at)?.id.as_str())).collect();
        let (agency, block, number) = match &one.is.what {
            What::Appraisal { agency, block, number } => {
                (agency.clone(), *block, number.map(u32::from))
            }
            What::Reply { number, .. } => (None, None, Some(*number)),
            _ => (None, None, None),
        };
        let beside = match &one.fate {
            Fate::Version { beside, .. } => beside.clone(),
            _ => Vec::new(),
        };
        json!({
            "name": one.name,
            "sha256": one.sha256,
            "kind": one.is.what.key(),
            "is": one.is.what.words(round).pick(lang),
            "units": units,
            "agency": agency.map(|id| id.to_string()),
            "block": block.and_then(|at| Some(round.blocks.get(at)?.id.to_string())),
            "number": number,
            "fate": one.fate.key(),
            "file": one.fate.file(),
            "beside": beside,
            "message": one.words(!how.dry_run, lang),
            "question": one.question(lang),
            "to_mend": one.is.to_mend,
            "problems": print::problems_json(&one.is.problems.iter().cloned().collect(), lang),
        })
    });
    json!({
        "schema": "parindex/take/1",
        "round": round.id,
        "dry_run": how.dry_run,
        "files": files.collect::<Vec<_>>(),
        "unread": print::problems_json(unread, lang),
    })
}
