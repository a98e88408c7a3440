//! Values with the cells that they were read from.

use serde::Serialize;

use crate::official::CountOf;
use crate::value::{Origin, Outcome};

/// The cell that something was read from; all null when it stands nowhere.
#[derive(Serialize)]
pub(super) struct PlaceOf<'r> {
    file: Option<&'r str>,
    sheet: Option<&'r str>,
    cell: Option<&'r str>,
}

impl<'r> PlaceOf<'r> {
    pub(super) fn of(origin: Option<&'r Origin>) -> PlaceOf<'r> {
        PlaceOf { file: origin.map(|o| o.file.as_ref()), ..PlaceOf::within("", origin) }
    }

    /// Of something whose file is known even where the cell is not.
    pub(super) fn within(file: &'r str, origin: Option<&'r Origin>) -> PlaceOf<'r> {
        PlaceOf {
            file: Some(file),
            sheet: origin.map(|o| o.sheet.as_ref()),
            cell: origin.map(|o| o.cell.as_ref()),
        }
    }
}

/// What was declared: how it was understood, what stood in the cell, and where.
#[derive(Serialize)]
pub(super) struct Declared<'r> {
    state: &'static str,
    value: Option<String>,
    raw: &'r str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
}

impl<'r> Declared<'r> {
    pub(super) fn of(outcome: &Outcome, raw: &'r str, origin: Option<&'r Origin>) -> Declared<'r> {
        let state = outcome.as_ref().map_or_else(|gap| gap.key(), |_| "value");
        Declared { state, value: value_of(outcome), raw, place: PlaceOf::of(origin) }
    }
}

pub(super) fn value_of(outcome: &Outcome) -> Option<String> {
    outcome.as_ref().ok().map(|value| value.to_plain())
}

/// What stands behind a counted figure.
#[derive(Serialize)]
pub(super) struct CountLine<'r> {
    register: &'r str,
    /// Null where another engine has counted.
    rows: Option<i64>,
    unknown: i64,
    unreadable: i64,
    condition: &'r str,
    sha256: &'r [String],
}

impl<'r> CountLine<'r> {
    pub(super) fn of(count: &'r CountOf) -> CountLine<'r> {
        CountLine {
            register: &count.register,
            rows: count.rows,
            unknown: count.unknown,
            unreadable: count.unreadable,
            condition: &count.condition[0],
            sha256: &count.sha256,
        }
    }
}
