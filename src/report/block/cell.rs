//! What a cell of a table holds, and how a number in it is shown.

use std::borrow::Cow;

use crate::terms::{Date, Exact};
use crate::value::Origin;

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell<'a> {
    #[default]
    Empty,
    Text(Cow<'a, str>),
    Number(f64, Figure),
    YesNo(bool),
    Date(Date),
    /// Computed in the workbook; boxed, since most cells are not.
    Live(Box<Live<'a>>),
    /// Leads somewhere when it is clicked.
    Linked(Box<Linked<'a>>),
    /// May be changed on a locked page.
    Open(Box<Cell<'a>>),
}

/// A cell with the place that it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked<'a> {
    pub shown: Cell<'a>,
    pub to: Target<'a>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target<'a> {
    /// A cell of this workbook, as formulas write it: `'Chi tiết'!E7`.
    Cell(String),
    /// The cell of a file that something was read from.
    Source(Cow<'a, Origin>),
    /// The part of the leaders' page about a unit: the positions of its block and of the unit in
    /// it. A sheet or a paper shows the words alone.
    Unit(usize, usize),
}

/// A formula with what this run gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Live<'a> {
    /// Without the `=`; function names in English.
    pub formula: String,
    /// Its value now; never live itself.
    pub shown: Cell<'a>,
    /// How a number looks that comes in place of a word.
    pub figure: Option<Figure>,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// With thousands marks and this many decimals.
    Fixed(u8),
    /// A share of one, as a percentage with this many decimals.
    Percent(u8),
    /// With a sign when positive.
    Signed(u8),
    /// As many digits as it has.
    General,
    /// A date as a number; a dash for -1, which stands for "not done".
    DateOrNone,
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Text(text.into())
    }

    pub fn whole(number: usize) -> Cell<'a> {
        Cell::Number(number as f64, Figure::Fixed(0))
    }

    /// Rounded half-up to `decimals` places.
    pub fn exact(number: &Exact, decimals: u32) -> Cell<'a> {
        let value = match number.is_whole() {
            true => number.to_f64(),
            false => number.round_half_up(decimals).to_f64(),
        };
        Cell::Number(value, Figure::Fixed(decimals as u8))
    }

    pub fn live(formula: String, shown: Cell<'a>) -> Cell<'a> {
        let figure = match &shown {
            Cell::Number(_, figure) => Some(*figure),
            _ => None,
        };
        Cell::Live(Box::new(Live { formula, shown, figure }))
    }

    /// A live cell that shows a word now, with the look of the number that may come.
    pub fn figured(mut self, figure: Figure) -> Cell<'a> {
        if let Cell::Live(live) = &mut self {
            live.figure.get_or_insert(figure);
        }
        self
    }

    pub fn into_owned<'b>(self) -> Cell<'b> {
        match self {
            Cell::Empty => Cell::Empty,
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Number(number, figure) => Cell::Number(number, figure),
            Cell::YesNo(yes) => Cell::YesNo(yes),
            Cell::Date(date) => Cell::Date(date),
            Cell::Live(live) => {
                let Live { formula, shown, figure } = *live;
                Cell::Live(Box::new(Live { formula, shown: shown.into_owned(), figure }))
            }
            Cell::Open(cell) => cell.into_owned().open(),
            Cell::Linked(linked) => {
                let to = match linked.to {
                    Target::Cell(address) => Target::Cell(address),
                    Target::Unit(block, unit) => Target::Unit(block, unit),
                    Target::Source(origin) => Target::Source(Cow::Owned(origin.into_owned())),
                };
                linked.shown.into_owned().leading(to)
            }
        }
    }

    /// How a number looks that comes in place of a live cell's word.
    pub fn figure(&self) -> Option<Figure> {
        match self {
            Cell::Live(live) => live.figure,
            Cell::Open(cell) => cell.figure(),
            Cell::Linked(linked) => linked.shown.figure(),
            _ => None,
        }
    }

    /// The same cell, open on a locked page.
    pub fn open(self) -> Cell<'a> {
        Cell::Open(Box::new(self))
    }

    /// The same cell, leading somewhere.
    pub fn leading(self, to: Target<'a>) -> Cell<'a> {
        Cell::Linked(Box::new(Linked { shown: self, to }))
    }

    /// What is to be seen: of a live cell what it shows now.
    pub fn shown(&self) -> &Cell<'a> {
        match self {
            Cell::Live(live) => &live.shown,
            Cell::Linked(linked) => linked.shown.shown(),
            Cell::Open(cell) => cell.shown(),
            plain => plain,
        }
    }

    pub fn maybe(number: Option<&Exact>, decimals: u32) -> Cell<'a> {
        number.map_or(Cell::Empty, |n| Cell::exact(n, decimals))
    }
}
