//! `parindex compare ROUND`: this year beside last year, like for like.

use std::path::{Path, PathBuf};

use super::common::{Common, DONE, FAILED, Format};
use super::progress::Bar;
use super::{outputs, print};
use crate::compare::like::{Comparison, Last, proposals, years};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::report;
use crate::results::Results;
use crate::run::Materials;
use crate::write::files::WriteError;
use crate::write::json::comparison;
use crate::write::xlsx;

/// The workbook.
const FILE: &str = "so-sanh-nam";

pub(super) fn run(round: &Path, map: bool, common: &Common) -> u8 {
    let bar = Bar::new(common.lang());
    let compared = Materials::read(round, &bar).and_then(|now| {
        let last = Materials::read(&last_year(&now)?, &bar)?;
        fits(&now, &last)?;
        let (results, _) = now.assess(&bar);
        let (before, _) = last.assess(&bar);
        let under = |block: usize, set: &_, carried: &_| last.under(block, set, carried);
        let all = years(&results, &Last { results: &before, under: &under });
        Ok((results, all))
    });
    bar.finish();
    let (results, all) = match compared {
        Ok(compared) => compared,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    if map {
        proposals(&all.mapping).iter().for_each(|line| print::line(line));
        return DONE;
    }
    if let Err(error) = write(&results, &all, common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&comparison(&results, &all)),
        Format::Text => {
            let lines = report::comparison::lines(&results, &all, common.lang());
            lines.iter().for_each(|line| print::line(line));
            print::line("");
            let folder = outputs::folder(&results, common);
            print::line(&folder.join(format!("{FILE}.xlsx")).display().to_string());
        }
    }
    DONE
}

fn refused(now: &Materials, (vi, en): (String, String)) -> Problems {
    let place = Place::file(now.round().file.as_ref());
    Problem::new(&kinds::round::PREVIOUS_ROUND, place).said("detail", vi, en).into()
}

/// The folder of last year's round, which is not this one.
fn last_year(now: &Materials) -> Result<PathBuf, Problems> {
    let Some(named) = &now.round().years.round else {
        let (vi, en) =
            ("round.toml chưa ghi đợt của năm trước", "the round names no round before it");
        return Err(refused(now, (vi.into(), en.into())));
    };
    let path = now.folder().join(named);
    let own = now.folder().canonicalize().ok();
    let other = path.canonicalize().ok();
    let other = other.map(|path| {
        if path.is_file() { path.parent().map(Path::to_path_buf).unwrap_or_default() } else { path }
    });
    if other.is_some() && own == other {
        let vi = format!("“{named}” là chính đợt này");
        return Err(refused(now, (vi, format!("“{named}” is this round itself"))));
    }
    Ok(path)
}

/// An earlier year that has every unit which this year's units are said to have been.
fn fits(now: &Materials, last: &Materials) -> Result<(), Problems> {
    let (year, before) = (now.round().year, last.round().year);
    if before >= year {
        let id = &last.round().id;
        let vi = format!("đợt “{id}” là của năm {before}, không trước năm {year}");
        return Err(refused(now, (vi, format!("“{id}” is of {before}, not before {year}"))));
    }
    let mut found = Problems::default();
    for joined in &now.round().years.joined {
        for one in &joined.of {
            if last.round().units.iter().any(|unit| unit.id.as_str() == one.id) {
                continue;
            }
            let (unit, id) = (&joined.unit, &one.id);
            let vi = format!("đơn vị trước đây “{id}” của “{unit}” không có trong đợt năm trước");
            let en = format!("last year's round has no “{id}”, said to have been “{unit}”");
            found.push(
                Problem::new(&kinds::round::PREVIOUS_ROUND, joined.place.clone())
                    .said("detail", vi, en),
            );
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn write(results: &Results, all: &Comparison, common: &Common) -> Result<(), WriteError> {
    let output = outputs::open(results, common)?;
    let pages = report::comparison::pages(results, all, common.lang());
    let title = report::comparison::title(all, common.lang());
    xlsx::write_pages(&output, results, common.lang(), title, (FILE, &pages))?;
    outputs::commit(&output, common)
}
