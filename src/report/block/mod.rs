//! What a page is made of: neutral blocks that know nothing of sheets or pictures.

mod cell;
mod chart;

pub use cell::{Cell, Figure, Linked, Live, Target};
pub use chart::{Chart, ChartKind, Picture, PictureOf, Series};

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
    /// It is printed on one sheet of paper, however small.
    pub one_paper: bool,
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
    /// A picture of the run; a sheet draws it from its cells.
    Picture(Picture),
    /// Two columns of blocks. On a sheet those on the right keep to as many of its columns as their
    /// tables have.
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
    /// The same in letters of this size.
    pub fn sized(self, size: u8) -> Self {
        Table { size, ..self }
    }

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

    /// Whether there surely is none.
    pub fn is_empty(&self) -> bool {
        matches!(self, Rows::Held(rows) if rows.is_empty())
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
