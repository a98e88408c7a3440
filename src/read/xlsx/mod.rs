//! xlsx and xlsm, cell by cell: one bad cell spoils itself, never its sheet. What calamine does
//! not tell of a cell comes from [`inspect`], which sees the same cells in the same order.

mod addresses;
mod cells;
mod comments;
mod drawings;
mod inspect;
mod inspection;
mod parts;
mod pictures;
mod plain_cell;
mod vml;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, SheetType, Xlsx};
use memchr::memmem;

use crate::grid::{Grid, Mark, Over};
use crate::problem::{Place, Problem, Problems, kinds::files};
use crate::read::cells::{check_names, is_visible};
use crate::read::input::Input;
use crate::read::linked::lay_over;
use crate::read::package::Package;
use crate::read::runs::Runs;
use crate::read::side_by_side::both;
use cells::{Marked, odd, refused, sheet_cells};
use inspection::{Inspection, Link};
use parts::Layout;
use pictures::Pictures;

pub(crate) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let mut package = Package::open(input)?;
    if package.has_macros {
        problems.push(input.problem(&files::FILE_MACRO));
    }
    let layout = parts::layout(&package).ok_or_else(|| damaged(input, "workbook.xml"))?;
    let (inspections, stored) = inspected(input, &mut package, &layout)?;
    let mut book = Xlsx::new(Cursor::new(stored)).map_err(|e| refused(input, &e))?;
    let listed = book.sheets_metadata().to_vec();
    check_names(input, listed.iter().map(|s| s.name.as_str()))?;
    let (mut grids, mut over) = (Vec::with_capacity(listed.len()), Vec::new());
    for (at, sheet) in listed.iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet) {
        let part = layout.sheets.get(at).copied().flatten();
        let found = inspections.get(at).and_then(Option::as_ref);
        let (part, found) = part.zip(found).ok_or_else(|| odd(input, &sheet.name))?;
        let grid = Grid {
            file: input.shown.into(),
            sheet: sheet.name.as_str().into(),
            visible: is_visible(sheet.visible),
            merged: found.merged.clone().into(),
            hidden_rows: found.hidden_rows.clone(),
            hidden_columns: found.hidden_columns.clone(),
            over: found.pictures.iter().map(|at| Over::in_cell(*at)).collect(),
            dates_1904: book.has_1904_epoch(),
            computed_by_hand: layout.computed_by_hand,
            ..Grid::default()
        };
        for (_, written) in &found.lost {
            let place = Place::sheet(input.shown, &*sheet.name);
            problems.push(Problem::new(&files::CELL_ADDRESS, place).with("found", written));
        }
        let mut marks = Vec::new();
        mark_comments(&package, part, &mut marks);
        mark_links(&package, part, &found.links, &mut marks);
        let text = parts::text_of(&package, part).unwrap_or_default();
        let read = sheet_cells(input, &mut book, (text, found), (grid, marks), problems);
        grids.push(read?);
        over.push(drawings::over(&package, part));
    }
    lay_over(&mut grids, over);
    Ok(grids)
}

/// One inspection per sheet of the workbook, and the package made fit for calamine.
fn inspected(
    input: &Input<'_>,
    package: &mut Package,
    layout: &Layout,
) -> Result<(Vec<Option<Inspection>>, Vec<u8>), Problem> {
    let strings = package.parts.iter().position(|part| part.key.ends_with("sharedstrings.xml"));
    if let Some(at) = strings {
        hide_count(&mut package.parts[at].bytes);
    }
    // Nearly all packages are fit as they stand.
    let whole: &Package = package;
    let size = whole.parts.iter().map(|part| part.bytes.len()).sum();
    let inspect = || inspect_all(input, whole, strings, layout);
    let (all, stored) = both(size, inspect, || whole.stored(input));
    let all = all?;
    let mut is_fit = true;
    for (part, found) in layout.sheets.iter().zip(&all) {
        let (Some(at), Some(found)) = (part, found) else { continue };
        for range in found.lost.iter().map(|(range, _)| range).chain(&found.needless) {
            package.parts[*at].bytes[range.clone()].fill(b' ');
            is_fit = false;
        }
    }
    let stored = if is_fit { stored } else { package.stored(input) };
    Ok((all, stored?))
}

/// One inspection per sheet of the workbook; none of those that are no worksheets.
fn inspect_all(
    input: &Input<'_>,
    package: &Package,
    strings: Option<usize>,
    layout: &Layout,
) -> Result<Vec<Option<Inspection>>, Problem> {
    let strings = match strings {
        Some(at) => {
            let text = parts::text_of(package, at);
            text.and_then(Runs::scan).ok_or_else(|| damaged(input, "sharedStrings.xml"))?
        }
        None => Runs::default(),
    };
    let pictures = Pictures::of(package);
    let mut all = Vec::with_capacity(layout.sheets.len());
    for part in &layout.sheets {
        let text = part.and_then(|at| parts::text_of(package, at));
        let found = text.and_then(|text| inspect::inspect(text, &strings, &pictures));
        all.push(found.filter(|found| found.lost.is_empty() || !found.unaddressed));
    }
    Ok(all)
}

/// Makes the declared number of shared strings unknown: calamine reserves that much memory
/// before it reads one.
fn hide_count(strings: &mut [u8]) {
    let head = strings.len().min(4096);
    if let Some(at) = memmem::find(&strings[..head], b"uniqueCount") {
        strings[at..at + 6].copy_from_slice(b"hidden");
    }
}

fn mark_comments(package: &Package, part: usize, marks: &mut Vec<Marked>) {
    let mut all: BTreeMap<(u32, u32), String> = BTreeMap::new();
    // The notes beside a thread only say that the program is too old to show it.
    for kind in ["/threadedComment", "/comments"] {
        for relation in parts::of_sheet(package, part).iter().filter(|r| r.kind.ends_with(kind)) {
            let said = parts::related(package, part, relation).and_then(comments::comments);
            for (at, text) in said.unwrap_or_default() {
                all.entry(at).or_insert(text);
            }
        }
    }
    marks.extend(all.into_iter().map(|(at, text)| (at, Mark::Comment(text))));
}

/// The first cell of each link.
fn mark_links(package: &Package, part: usize, links: &[Link], marks: &mut Vec<Marked>) {
    if links.is_empty() {
        return;
    }
    let relations = parts::of_sheet(package, part);
    for link in links {
        let target = link.relation.as_ref().and_then(|id| relations.iter().find(|r| r.id == *id));
        let mut text = target.map(|relation| relation.target.clone()).unwrap_or_default();
        if let Some(location) = &link.location {
            text = format!("{text}#{location}");
        }
        if !text.is_empty() {
            marks.push((link.area.first, Mark::Link(text)));
        }
    }
}

fn damaged(input: &Input<'_>, part: &str) -> Problem {
    input.problem(&files::FILE_DAMAGED).with("detail", part)
}
