//! The merged areas of a sheet, found by cell without a look at each of them.

use serde::{Deserialize, Serialize};

use super::Area;

/// Merged areas, sorted by their first cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    areas: Vec<Area>,
    /// The last row of the areas of each half, by the area in its middle: areas that end above
    /// a row are passed over together.
    last_rows: Vec<u32>,
}

impl From<Vec<Area>> for Merged {
    fn from(mut areas: Vec<Area>) -> Merged {
        areas.sort_unstable_by_key(|area| (area.first, area.last));
        let mut last_rows = vec![0; areas.len()];
        fill(&areas, &mut last_rows);
        Merged { areas, last_rows }
    }
}

/// The last row of a half, which is written to its middle.
fn fill(areas: &[Area], last_rows: &mut [u32]) -> u32 {
    if areas.is_empty() {
        return 0;
    }
    let middle = areas.len() / 2;
    let above = fill(&areas[..middle], &mut last_rows[..middle]);
    let below = fill(&areas[middle + 1..], &mut last_rows[middle + 1..]);
    last_rows[middle] = areas[middle].last.0.max(above).max(below);
    last_rows[middle]
}

fn find<'m>(areas: &'m [Area], last_rows: &[u32], row: u32, column: u32) -> Option<&'m Area> {
    let middle = areas.len() / 2;
    if last_rows.get(middle).is_none_or(|last| *last < row) {
        return None;
    }
    let here = &areas[middle];
    find(&areas[..middle], &last_rows[..middle], row, column)
        .or_else(|| Some(here).filter(|area| area.contains(row, column)))
        .or_else(|| {
            // Areas are sorted: those below start further down.
            let below = (here.first.0 <= row).then_some(middle + 1)?;
            find(&areas[below..], &last_rows[below..], row, column)
        })
}

impl Merged {
    /// The first area that the cell lies in.
    pub fn at(&self, row: u32, column: u32) -> Option<&Area> {
        find(&self.areas, &self.last_rows, row, column)
    }

    pub fn len(&self) -> usize {
        self.areas.len()
    }

    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area { first: (top, left), last: (bottom, right) }
    }

    #[test]
    fn every_cell_finds_its_area_as_a_look_at_each_would() {
        let areas = vec![
            area(9, 0, 12, 0),
            area(2, 3, 2, 5),
            area(0, 0, 0, 9),
            area(2, 0, 6, 1),
            area(4, 3, 8, 3),
            area(5, 5, 5, 6),
            area(7, 0, 7, 2),
        ];
        let merged = Merged::from(areas.clone());
        for row in 0..15 {
            for column in 0..12 {
                let plain = areas.iter().find(|area| area.contains(row, column));
                assert_eq!(merged.at(row, column), plain, "{row} {column}");
            }
        }
        assert_eq!(Merged::default().at(0, 0), None);
    }

    #[test]
    fn many_areas_are_no_burden() {
        let merged = Merged::from((0..150_000).map(|row| area(row, 1, row, 2)).collect::<Vec<_>>());
        for row in (0..150_000).step_by(7) {
            assert_eq!(merged.at(row, 2), Some(&area(row, 1, row, 2)));
            assert_eq!(merged.at(row, 3), None);
        }
    }
}
