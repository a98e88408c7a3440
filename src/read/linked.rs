//! Boxes to tick that are linked to a cell: what stands there is what they show.

use crate::grid::{Content, Grid, Lying, Over, position};
use crate::text::fold;

/// Something over a sheet, and the cell that it is linked to.
#[derive(Debug, Clone)]
pub(crate) struct Linked {
    pub over: Over,
    pub link: Option<Link>,
}

/// A cell of this sheet or, when that has a name, of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub sheet: Option<String>,
    pub at: (u32, u32),
}

impl Link {
    /// `$G$1`, `'Tự chấm'!$G$1`, `'Tự chấm'.G1`.
    pub(crate) fn of(text: &str) -> Option<Link> {
        let (sheet, cell) = match text.rsplit_once(['!', '.']) {
            Some((sheet, cell)) => (Some(sheet.trim_matches(['$', '\'']).replace("''", "'")), cell),
            None => (None, text),
        };
        let at = position(cell.trim().replace('$', "").as_bytes())?;
        Some(Link { sheet: sheet.filter(|name| !name.is_empty()), at })
    }
}

impl From<Over> for Linked {
    fn from(over: Over) -> Linked {
        Linked { over, link: None }
    }
}

/// Lays these over the sheets of a file, each with its own. A box takes the state of its cell,
/// wherever that is: it is what people see and what another program may have changed without the
/// box. Of a box whose cell is on a sheet that is not there the state is not known.
pub(crate) fn lay_over(grids: &mut [Grid], all: Vec<Vec<Linked>>) {
    for (at, own) in all.into_iter().enumerate() {
        for Linked { mut over, link } in own {
            if let (Lying::Tick(_), Some(link)) = (over.what, link)
                && let Some(state) = state_of(grids, at, &link)
            {
                over.what = Lying::Tick(state);
            }
            if let Some(grid) = grids.get_mut(at) {
                grid.over.push(over);
            }
        }
    }
}

/// What the cell of a link says of a box on the sheet at `own`; `None` when it says nothing.
fn state_of(grids: &[Grid], own: usize, link: &Link) -> Option<Option<bool>> {
    let grid = match &link.sheet {
        None => grids.get(own),
        // Excel and LibreOffice tell the names of sheets apart by their letters, not by capitals.
        Some(name) => grids.iter().find(|grid| fold(&grid.sheet) == fold(name)),
    };
    let Some(grid) = grid else { return Some(None) };
    match grid.cell(link.at.0, link.at.1)?.content {
        Content::Bool(state) => Some(Some(state)),
        // Excel's word for neither; and a formula that nobody has computed.
        Content::Error(_) | Content::Uncomputed => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Area, Cell, Format, Row};

    #[test]
    fn the_cell_of_a_link_is_read_as_programs_write_it() {
        let of = |text| Link::of(text).map(|link| (link.sheet, link.at));
        assert_eq!(of("$G$1"), Some((None, (0, 6))));
        assert_eq!(of("'Tự chấm'!$B$10"), Some((Some("Tự chấm".into()), (9, 1))));
        assert_eq!(of("$'Tự chấm'.G1"), Some((Some("Tự chấm".into()), (0, 6))));
        assert_eq!(of("Lists!A2"), Some((Some("Lists".into()), (1, 0))));
        assert_eq!(of("#REF!"), None);
    }

    #[test]
    fn a_box_takes_the_state_of_its_cell_on_any_sheet() {
        let cell = |content| Cell { content, format: Format::General, by_formula: false };
        let sheet = |name: &str, contents: Vec<Content>| {
            let cells = contents.into_iter().zip(0..).map(|(content, at)| (at, cell(content)));
            let rows = vec![Row { index: 0, cells: cells.collect() }];
            Grid { sheet: name.into(), rows, ..Grid::default() }
        };
        let lists = vec![Content::Bool(true), Content::Text("x".into()), Content::Uncomputed];
        let form = vec![Content::Bool(false)];
        let mut grids = [sheet("Kê khai", form), sheet("Danh mục", lists)];
        let linked = |to: &str| {
            let here = Area { first: (3, 1), last: (3, 1) };
            let over = Over::new(here, Lying::Tick(Some(false)), String::new());
            Linked { over, link: Link::of(to) }
        };
        let to = ["'danh mục'!$A$1", "$A$1", "'Danh mục'!B1", "'Danh mục'!C1", "Mất!A1", "DaNop"];
        lay_over(&mut grids, vec![to.map(linked).into(), vec![linked("'Kê khai'!A1")]]);
        let states: Vec<Lying> = grids[0].over.iter().map(|over| over.what).collect();
        let expected = [Some(true), Some(false), Some(false), None, None, Some(false)];
        assert_eq!(states, expected.map(Lying::Tick));
        assert_eq!(grids[1].over[0].what, Lying::Tick(Some(false)));
    }
}
