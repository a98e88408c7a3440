//! The list for checking on the spot: what was drawn, and cells to write into.

use super::words;
use crate::proof::{LeafProof, Register};
use crate::report::block::{Cell, Line, Page, Role, Rows};
use crate::report::columns::Columns;
use crate::report::standing::{agency_name, point_decimals};
use crate::report::{heading, words as common};
use crate::results::Results;
use crate::terms::Lang;

/// How many were drawn, and by what.
pub fn drawn_by(count: usize, seed: &str, lang: Lang) -> String {
    words::DRAWN.with(lang, &[("n", &count.to_string()), ("seed", seed)])
}

/// One row per leaf that was drawn.
pub fn field_page<'r>(
    (results, register): (&'r Results, &'r Register),
    (leaves, seed): (&[&'r LeafProof], &str),
    lang: Lang,
) -> Page<'r> {
    let decimals = point_decimals(results);
    let mut columns = Columns::<&'r LeafProof>::new(lang);
    columns
        .left(common::UNIT, 22.0, |leaf| {
            let unit = results.round.units.get(leaf.unit);
            unit.map_or(Cell::Empty, |unit| Cell::text(unit.name.as_str()))
        })
        .left(words::CODE, 9.0, |leaf| Cell::text(leaf.code.as_str()))
        .left(words::NAME, 40.0, |leaf| Cell::text(leaf.name.as_str()))
        .left(common::AGENCY, 18.0, |leaf| {
            let agency = leaf.appraiser.as_ref();
            agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id)))
        })
        .right(words::POINTS, 9.0, move |leaf| Cell::exact(&leaf.points, decimals))
        .left(words::NAMED, 40.0, |leaf| {
            let named: Vec<&str> = leaf.named.iter().map(|named| named.mention.text()).collect();
            Cell::text(named.join("\n"))
        })
        .left(words::FILE, 40.0, |leaf| {
            let files = leaf.named.iter().flat_map(|named| &named.files);
            let files = files.filter_map(|at| register.files.get(*at));
            let files: Vec<&str> = files.map(|file| file.shown.as_str()).collect();
            Cell::text(files.join("\n"))
        })
        .left(words::SEEN, 40.0, |_| Cell::Empty)
        .right(words::POINTS_SEEN, 11.0, |_| Cell::Empty)
        .left(words::REMARK, 30.0, |_| Cell::Empty);
    let rows = columns.rows(leaves.iter().copied());
    let table = columns.table(Rows::Held(rows));
    let notes = vec![Line::new(Role::Note, drawn_by(leaves.len(), seed, lang))];
    heading::found(results, (words::FIELD, words::NO_FIELD), notes, table, lang)
}
