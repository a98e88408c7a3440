//! Rows of a table of transactions that only sum up others, told by their arithmetic.

use crate::grid::{Grid, Row};
use crate::table::{Sections, Table, is_total_row};

/// A row whose number is the sum of other rows.
pub(crate) struct Sum {
    pub row: u32,
    /// The unit whose services it sums up; else it sums up the units above it.
    pub unit: Option<usize>,
    pub n: u64,
}

/// A row with its place.
struct Glance {
    row: u32,
    unit: Option<usize>,
    has_service: bool,
    n: u64,
}

/// The sums on a sheet: the row of a unit without a service whose number is that of its services
/// together, and the row of no unit whose number is that of the rows above it together.
///
/// `glance` tells of a row its unit, whether it names a service, and its number.
pub(crate) fn find(
    grid: &Grid,
    sections: &Sections,
    glance: impl Fn(&Table, &Row) -> (Option<usize>, bool, Option<u64>),
) -> Vec<Sum> {
    let mut rows = Vec::new();
    for row in grid.rows.iter().filter(|row| !sections.is_heading(row)) {
        let Some(table) = sections.table(row.index) else { continue };
        if is_total_row(row, &[]) || names_nothing(grid, table, row.index) {
            continue;
        }
        let (unit, has_service, n) = glance(table, row);
        rows.extend(n.map(|n| Glance { row: row.index, unit, has_service, n }));
    }
    let mut sums = of_services(&rows);
    sums.extend(of_units(&rows, &sums));
    sums
}

/// Rows that name a unit alone and sum up its services. One service is no sum: the number may as
/// well be that of all the others; unless the table sums up several of another unit in this way.
fn of_services(rows: &[Glance]) -> Vec<Sum> {
    let mut found: Vec<(usize, Sum)> = Vec::new();
    for row in rows.iter().filter(|row| !row.has_service) {
        let Some(unit) = row.unit else { continue };
        let services = rows.iter().filter(|r| r.unit == Some(unit) && r.has_service);
        let services: Vec<u64> = services.map(|r| r.n).collect();
        if services.iter().sum::<u64>() == row.n && !services.is_empty() {
            found.push((services.len(), Sum { row: row.row, unit: Some(unit), n: row.n }));
        }
    }
    let is_custom = found.iter().any(|(services, _)| *services > 1);
    found.retain(|_| is_custom);
    found.into_iter().map(|(_, sum)| sum).collect()
}

/// Rows that name no unit and sum up all units above them, or those since the last such row.
fn of_units(rows: &[Glance], known: &[Sum]) -> Vec<Sum> {
    // The sum of all numbers and how many they are; the same since the last row of sums.
    let (mut all, mut since) = ((0, 0), (0, 0));
    let mut sums = Vec::new();
    for row in rows.iter().filter(|row| known.iter().all(|sum| sum.row != row.row)) {
        if row.unit.is_some() {
            (all, since) = ((all.0 + row.n, all.1 + 1), (since.0 + row.n, since.1 + 1));
        } else if [all, since].iter().any(|(sum, count)| *count > 1 && *sum == row.n) {
            sums.push(Sum { row: row.row, unit: None, n: row.n });
            since = (0, 0);
        }
    }
    sums
}

fn names_nothing(grid: &Grid, table: &Table, row: u32) -> bool {
    table.column("unit").and_then(|column| grid.cell_or_merged(row, column)).is_none()
}
