//! What a page is made of: neutral blocks that know nothing of sheets or pictures.

use std::borrow::Cow;

use crate::terms::{Date, Exact};
use crate::value::Origin;

/// One page. In a workbook it becomes a sheet (or several, when it has too many rows).
#[derive(Default)]
pub struct Page<'r> {
    /// What this page is called when its kind gives several pages; else the kind's name.
    pub name: Option<String>,
    /// Widths of the columns, in digits of the text font, where its tables do not say them.
    pub widths: Vec<f64>,
    pub blocks: Vec<Block<'r>>,
    /// It may have very many rows, so a writer should not keep them all.
    pub long: bool,
    /// How many sheets of paper wide it is printed; 0 counts as 1.
    pub papers_wide: u16,
    /// So many rows stay in sight, instead of those down to the first table's heading.
    pub frozen_rows: Option<u32>,
    /// Nothing but its open cells may be changed.
    pub locked: bool,
    /// The first column of workings: folded away on screen and not printed.
    pub workings: Option<usize>,
    /// As a paper of its own it lies across (landscape); sheets always do.
    pub across: bool,
}

impl Page<'_> {
    /// The widths of its columns: the page's own, else the widest that its tables ask for.
    pub fn column_widths(&self) -> Vec<f64> {
        let mut widths = self.widths.clone();
        for block in self.blocks.iter().filter(|_| self.widths.is_empty()) {
            let Block::Table(table) = block else { continue };
            widths.resize(widths.len().max(table.columns.len()), 0.0);
            let asked = table.columns.iter().map(|column| column.width);
            widths.iter_mut().zip(asked).for_each(|(width, asked)| *width = width.max(asked));
        }
        widths
    }

    /// Every text of the page, line by line and cell by cell.
    #[cfg(test)]
    pub(super) fn texts(&self) -> Vec<String> {
        let mut all = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Line(line) => all.push(line.text.clone()),
                Block::Sides(pairs) => all.extend(pairs.iter().flatten().map(|l| l.text.clone())),
                Block::Table(table) => table.rows.visit(&mut |row| {
                    let shown = row.cells.iter().map(Cell::shown);
                    all.extend(shown.filter_map(|cell| match cell {
                        Cell::Text(text) => Some(text.to_string()),
                        _ => None,
                    }));
                }),
                _ => {}
            }
        }
        all
    }
}

pub enum Block<'r> {
    /// Pairs of lines that stand left and right: official headings and signatures.
    Sides(Vec<[Line; 2]>),
    /// One line over the whole width.
    Line(Line),
    Table(Table<'r>),
    Chart(Chart),
    /// A picture of the run, where no cells can be drawn from: on papers and on the leaders' page.
    Picture(Picture),
    /// Two columns of blocks, on papers and on the leaders' page.
    Beside {
        left: Vec<Block<'r>>,
        right: Vec<Block<'r>>,
    },
    /// Opens when it is asked for, on the leaders' page; elsewhere it is open.
    Fold {
        title: String,
        blocks: Vec<Block<'r>>,
    },
    /// Beside the table before it, on screen only: it is not printed.
    Aside(Chart),
    /// What follows starts on new paper.
    Break,
    /// An empty line.
    Gap,
}

/// How many rows of a sheet the blocks take, where none of them is a chart.
pub fn rows_of(blocks: &[Block<'_>]) -> u32 {
    let rows = |block: &Block<'_>| match block {
        Block::Sides(pairs) => pairs.len(),
        Block::Line(_) | Block::Gap => 1,
        Block::Table(table) => {
            let mut rows = 1;
            table.rows.visit(&mut |_| rows += 1);
            rows
        }
        Block::Chart(_) | Block::Aside(_) | Block::Break => 0,
        Block::Picture(_) | Block::Beside { .. } | Block::Fold { .. } => 0,
    };
    blocks.iter().map(rows).sum::<usize>() as u32
}

/// A line of text with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub role: Role,
}

/// What a line is for; the writer chooses font and place by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Title of the page, in capitals.
    Title,
    /// Below the title, in italics, centred.
    Subtitle,
    /// What nobody may overlook: illustration, open errors.
    Alarm,
    /// Heading of a part, bold.
    Section,
    Text,
    /// A remark below a table, small.
    Note,
    /// The body above the one that writes, upright, centred.
    Issuer,
    /// A body or a title of office, bold, centred.
    Office,
    /// Underlined, centred, bold: the motto.
    Motto,
    /// Place and date or "sign here", italic, centred.
    Italic,
    /// The name of the nation in the heading of a paper, bold capitals.
    Nation,
    /// A line below the name of a body, a third to a half of its length.
    Rule,
    /// What a paper is about, below its kind.
    Abstract,
    /// Number and mark of a paper, centred; an empty line of its size.
    Number,
    /// What a paper rests on, italic.
    Basis,
    /// An article: its number is bold.
    Article,
    /// To whom a paper is sent, centred.
    Addressee,
    /// Running text without indent, for sheets of figures.
    Plain,
    /// Name of who signs, bold, centred.
    Name,
    /// *Nơi nhận:*
    Recipients,
    /// One who receives a copy.
    Recipient,
}

impl Line {
    pub fn new(role: Role, text: impl Into<String>) -> Line {
        Line { text: text.into(), role }
    }
}

#[derive(Default)]
pub struct Table<'r> {
    pub columns: Vec<Column>,
    pub rows: Rows<'r>,
    pub shades: Vec<Shade>,
    /// How many columns stay in sight and are repeated on every paper.
    pub fixed_columns: usize,
    pub filter: bool,
    /// Font size of the rows, in points.
    pub size: u8,
}

impl Table<'_> {
    /// A long table to look things up in: small letters and a filter.
    pub fn listing() -> Self {
        Table { filter: true, size: 11, ..Table::default() }
    }
}

#[derive(Debug, Clone)]
pub struct Column {
    pub heading: String,
    pub align: Align,
    /// In digits of the text font; 0 where the page says it.
    pub width: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Align {
    Left,
    Centre,
    Right,
}

impl Column {
    pub fn left(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), align: Align::Left, width: 0.0 }
    }

    pub fn centre(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), align: Align::Centre, width: 0.0 }
    }

    pub fn right(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), align: Align::Right, width: 0.0 }
    }
}

impl Column {
    /// The same column, so many digits wide.
    pub fn wide(mut self, width: f64) -> Column {
        self.width = width;
        self
    }
}

/// Takes the rows one by one.
pub type Visit<'v> = dyn FnMut(&Row<'_>) + 'v;

/// The rows of a table: held, or made again at each reading when they are very many.
pub enum Rows<'r> {
    Held(Vec<Row<'r>>),
    Made(Box<dyn Fn(&mut Visit<'_>) + 'r>),
}

impl Default for Rows<'_> {
    fn default() -> Self {
        Rows::Held(Vec::new())
    }
}

impl Rows<'_> {
    /// Whether they surely take more than one paper.
    pub fn fill_a_paper(&self) -> bool {
        const ROWS: usize = 40;
        match self {
            Rows::Held(rows) => rows.len() > ROWS,
            Rows::Made(_) => true,
        }
    }

    pub fn visit(&self, visit: &mut Visit<'_>) {
        match self {
            Rows::Held(rows) => rows.iter().for_each(visit),
            Rows::Made(make) => make(visit),
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    pub cells: Vec<Cell<'a>>,
    pub look: Look,
}

/// How a whole row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Look {
    #[default]
    Plain,
    /// The name of a block over its rows.
    Group,
    /// A field.
    Field,
    /// A criterion above its leaves.
    Criterion,
    /// Mean or total.
    Total,
    /// Not ranked, not final.
    Muted,
    /// Words that lead somewhere.
    Link,
    /// A cell to be written in.
    Open,
}

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

impl<'a> Row<'a> {
    pub fn new(cells: Vec<Cell<'a>>) -> Row<'a> {
        Row { cells, look: Look::Plain }
    }

    pub fn looking(mut self, look: Look) -> Row<'a> {
        self.look = look;
        self
    }
}

/// Colours that help reading; columns count from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Shade {
    /// The lower the number between `low` and 100, the darker.
    Low { columns: (usize, usize), low: f64 },
    /// Numbers that are not 0: below 0 darker than above.
    Differs { columns: (usize, usize) },
    /// Cells with this text.
    Says { columns: (usize, usize), text: String },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    /// Upper end of the value axis.
    pub top: Option<f64>,
    pub decimals: u8,
}

/// A picture of the run; positions are those in the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub of: PictureOf,
    /// Its width, in percent of what the text takes.
    pub percent: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureOf {
    /// A unit's fields against its block; the position of the unit in the block.
    Radar { block: usize, unit: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns; series marked as lines run over them.
    Columns,
    /// Columns on top of each other.
    Stacked,
    /// Columns with whiskers: value, distance down, distance up.
    Whiskers,
    Radar,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    /// One per category.
    pub values: Vec<Option<f64>>,
    /// Formulas of the values, one per category; empty when they are not live.
    pub formulas: Vec<String>,
    pub line: bool,
}
