//! Boxes to tick that are linked to a cell: what stands there is what they show.

use crate::grid::{Content, Grid, Lying, Over, position};

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

/// Lays these over the sheet. A box takes the state of its cell, which is what people see and what
/// another program may have changed without the box.
pub(crate) fn lay_over(grid: &mut Grid, all: Vec<Linked>) {
    for Linked { mut over, link } in all {
        let here =
            |link: &Link| link.sheet.as_deref().is_none_or(|sheet| sheet == grid.sheet.as_ref());
        if matches!(over.what, Lying::Tick(_))
            && let Some(link) = link.filter(here)
            && let Some(cell) = grid.cell(link.at.0, link.at.1)
        {
            match cell.content {
                Content::Bool(state) => over.what = Lying::Tick(Some(state)),
                // Excel's word for neither.
                Content::Error(_) => over.what = Lying::Tick(None),
                _ => {}
            }
        }
        grid.over.push(over);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cell_of_a_link_is_read_as_programs_write_it() {
        let of = |text| Link::of(text).map(|link| (link.sheet, link.at));
        assert_eq!(of("$G$1"), Some((None, (0, 6))));
        assert_eq!(of("'Tự chấm'!$B$10"), Some((Some("Tự chấm".into()), (9, 1))));
        assert_eq!(of("$'Tự chấm'.G1"), Some((Some("Tự chấm".into()), (0, 6))));
        assert_eq!(of("Lists!A2"), Some((Some("Lists".into()), (1, 0))));
        assert_eq!(of("#REF!"), None);
    }
}
