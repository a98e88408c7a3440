//! The hidden sheet by which the program recognises its own forms: rows of a name and a value.

use crate::grid::{Book, Grid};
use crate::text::{fold, tidy};

/// The sheet's name.
pub const META: &str = "parindex";

/// The hidden sheet of a form.
pub struct Meta<'b> {
    grid: &'b Grid,
}

impl<'b> Meta<'b> {
    pub fn of(book: &'b Book) -> Option<Meta<'b>> {
        let grid = book.sheets.iter().find(|g| fold(&g.sheet) == META)?;
        Some(Meta { grid })
    }

    /// The text beside a name; empty when it is not there.
    pub fn value(&self, name: &str) -> String {
        self.values(name).next().unwrap_or_default()
    }

    /// The cells beside every row of that name, as many as asked for; empty where there is none.
    pub fn rows<'m, const N: usize>(
        &'m self,
        name: &'m str,
    ) -> impl Iterator<Item = [String; N]> + 'm {
        let rows = self.grid.rows.iter();
        let named = rows.filter(move |r| r.cell(0).is_some_and(|c| fold(&c.raw()) == name));
        named.map(|row| {
            std::array::from_fn(|at| {
                row.cell(at as u32 + 1).map_or(String::new(), |cell| tidy(&cell.raw()))
            })
        })
    }

    /// The texts beside every row of that name.
    pub fn values<'m>(&'m self, name: &'m str) -> impl Iterator<Item = String> + 'm {
        let rows = self.grid.rows.iter();
        let named = rows.filter(move |r| r.cell(0).is_some_and(|c| fold(&c.raw()) == name));
        named.filter_map(|r| Some(tidy(&r.cell(1)?.raw())))
    }
}
