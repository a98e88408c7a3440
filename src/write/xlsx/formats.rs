//! Fonts, borders and number formats by the role of what is shown. All Times New Roman.

use std::collections::BTreeMap;

use chrono::Datelike;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, XlsxError,
};

use crate::report::block::{Align, Figure, Look, Role};
use crate::terms::Date;

pub(super) const FONT: &str = "Times New Roman";

/// A negative number is no date: it stands for "not done".
const DATE: &str = "dd/mm/yyyy;\"–\"";

/// Shades that stay apart in greyscale.
const HEADER: u32 = 0xD9E2EC;
const GROUP: u32 = 0xE7E6E6;
const FIELD: u32 = 0xEDF2F7;
const TOTAL: u32 = 0xF2F2F2;
const MUTED: u32 = 0x595959;
const ALARM: u32 = 0xC00000;
const LINK: u32 = 0x1F4E9E;
const OPEN: u32 = 0xFFF8DC;

/// What decides how a cell of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellStyle {
    pub look: Look,
    pub align: Align,
    pub figure: Shown,
    pub size: u8,
    /// Drawn lines around the cell; very long tables leave them to the sheet's own grid.
    pub ruled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    Text,
    /// A word in place of a number, which may come back.
    Word(Figure),
    Number(Figure),
    Date,
}

/// Every format in use, made once.
#[derive(Default)]
pub(super) struct Formats {
    cells: BTreeMap<CellStyle, Format>,
}

impl Formats {
    pub(super) fn cell(&mut self, style: CellStyle) -> &Format {
        self.cells.entry(style).or_insert_with(|| cell(style))
    }
}

/// The font of everything that has no format of its own.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

/// The format of a cell of a table.
pub(super) fn cell(style: CellStyle) -> Format {
    let mut format =
        sized(style.size).set_align(FormatAlign::VerticalCenter).set_align(horizontal(style.align));
    if style.ruled {
        format = format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x7F7F7F));
    }
    format = match style.figure {
        Shown::Text => format.set_text_wrap(),
        Shown::Word(figure) => format.set_text_wrap().set_num_format(number_format(figure)),
        Shown::Number(figure) => format.set_num_format(number_format(figure)),
        Shown::Date => format.set_num_format(DATE),
    };
    match style.look {
        Look::Plain => format,
        Look::Group => format.set_bold().set_background_color(Color::RGB(GROUP)),
        Look::Field => format.set_bold().set_background_color(Color::RGB(FIELD)),
        Look::Criterion => format.set_bold().set_italic(),
        Look::Total => format.set_bold().set_background_color(Color::RGB(TOTAL)),
        Look::Muted => format.set_italic().set_font_color(Color::RGB(MUTED)),
        Look::Open => format.set_unlocked().set_background_color(Color::RGB(OPEN)),
        Look::Link => {
            format.set_font_color(Color::RGB(LINK)).set_underline(FormatUnderline::Single)
        }
    }
}

/// The heading row of a table.
pub(super) fn header(size: u8) -> Format {
    sized(size)
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(HEADER))
        .set_align(FormatAlign::VerticalCenter)
        .set_align(FormatAlign::Center)
}

/// A line of its own, with the size of its font in points.
pub(super) fn line(role: Role) -> (Format, u8) {
    let size = size(role);
    let format = sized(size).set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let centred = || format.clone().set_align(FormatAlign::Center);
    let format = match role {
        Role::Title | Role::Abstract | Role::Nation | Role::Office | Role::Rule | Role::Name => {
            centred().set_bold()
        }
        Role::Issuer | Role::Number | Role::Addressee => centred(),
        Role::Subtitle | Role::Italic => centred().set_italic(),
        Role::Motto => centred().set_bold().set_underline(FormatUnderline::Single),
        Role::Alarm => {
            centred().set_bold().set_font_color(Color::RGB(ALARM)).set_border(FormatBorder::Medium)
        }
        Role::Section => format.set_bold(),
        Role::Note | Role::Basis | Role::Recipients => format.set_italic(),
        Role::Text | Role::Plain | Role::Article | Role::Recipient => format,
    };
    (format, size)
}

fn size(role: Role) -> u8 {
    match role {
        Role::Title | Role::Motto | Role::Italic | Role::Subtitle | Role::Text | Role::Alarm => 13,
        Role::Abstract | Role::Basis | Role::Article | Role::Addressee | Role::Plain => 13,
        Role::Nation | Role::Number | Role::Name => 13,
        Role::Issuer | Role::Office | Role::Rule | Role::Section | Role::Note => 12,
        Role::Recipients | Role::Recipient => 11,
    }
}

fn sized(size: u8) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size)
}

fn horizontal(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    }
}

/// Marks of thousands and decimals follow the reader's Excel.
pub(super) fn number_format(figure: Figure) -> String {
    let places = |decimals: u8| match decimals {
        0 => String::new(),
        n => format!(".{}", "0".repeat(n.into())),
    };
    match figure {
        Figure::Fixed(decimals) => format!("#,##0{}", places(decimals)),
        Figure::Percent(decimals) => format!("0{}%", places(decimals)),
        Figure::Signed(decimals) => {
            let places = places(decimals);
            format!("+0{places};-0{places};0{places}")
        }
        Figure::General => "General".into(),
        Figure::DateOrNone => DATE.into(),
    }
}

/// A day as Excel takes it.
pub(super) fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}
