//! What a sheet says of a cell beside its content.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One thing that is said of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Struck out as a whole.
    Struck,
    /// A font that changes which letters its characters are.
    Font(Font),
    /// The number as the cell shows it, when that is another one: 94.96 shown as 95.
    Shown(String),
    /// The formula without its `=`, in the notation of Excel; empty when it is not known.
    Formula(Arc<str>),
    /// A comment, with all replies.
    Comment(String),
    /// Where a click on the cell leads.
    Link(String),
}

/// A font whose characters are not what their codes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Font {
    /// `.VnTime` and its kin.
    Tcvn3,
    /// `VNI-Times` and its kin.
    Vni,
    Wingdings,
    Wingdings2,
}

impl Font {
    /// By its name; `None` for all fonts of Unicode.
    pub fn named(name: &str) -> Option<Font> {
        let name = name.trim().to_ascii_lowercase();
        match name.as_str() {
            "wingdings" => Some(Font::Wingdings),
            "wingdings 2" => Some(Font::Wingdings2),
            _ if name.starts_with(".vn") => Some(Font::Tcvn3),
            _ if name.starts_with("vni-") || name.starts_with("vni ") => Some(Font::Vni),
            _ => None,
        }
    }

    /// Whether letters written in it are in an old encoding.
    pub fn is_legacy(self) -> bool {
        matches!(self, Font::Tcvn3 | Font::Vni)
    }
}

/// The marks of a sheet by cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Sorted by position; the marks of one cell in the order in which they were found.
    list: Vec<((u32, u32), Mark)>,
}

impl From<Vec<((u32, u32), Mark)>> for Marks {
    fn from(mut list: Vec<((u32, u32), Mark)>) -> Marks {
        list.sort_by_key(|(at, _)| *at);
        Marks { list }
    }
}

impl Marks {
    /// What is said of one cell.
    pub fn at(&self, row: u32, column: u32) -> impl Iterator<Item = &Mark> {
        let first = self.list.partition_point(|(at, _)| *at < (row, column));
        let here = self.list[first..].iter().take_while(move |(at, _)| *at == (row, column));
        here.map(|(_, mark)| mark)
    }

    /// Row, column and mark, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, &Mark)> {
        self.list.iter().map(|((row, column), mark)| (*row, *column, mark))
    }

    /// Those of one row.
    pub fn in_row(&self, row: u32) -> impl Iterator<Item = (u32, &Mark)> {
        let first = self.list.partition_point(|((r, _), _)| *r < row);
        let here = self.list[first..].iter().take_while(move |((r, _), _)| *r == row);
        here.map(|((_, column), mark)| (*column, mark))
    }

    pub fn is_struck(&self, row: u32, column: u32) -> bool {
        self.at(row, column).any(|mark| *mark == Mark::Struck)
    }

    pub fn font(&self, row: u32, column: u32) -> Option<Font> {
        self.at(row, column).find_map(|mark| match mark {
            Mark::Font(font) => Some(*font),
            _ => None,
        })
    }

    /// The formula, when the cell has one whose text is known.
    pub fn formula(&self, row: u32, column: u32) -> Option<&str> {
        let text = self.text(row, column, |mark| match mark {
            Mark::Formula(text) => Some(text),
            _ => None,
        });
        text.filter(|text| !text.is_empty())
    }

    pub fn shown(&self, row: u32, column: u32) -> Option<&str> {
        self.text(row, column, |mark| match mark {
            Mark::Shown(text) => Some(text),
            _ => None,
        })
    }

    pub fn comment(&self, row: u32, column: u32) -> Option<&str> {
        self.text(row, column, |mark| match mark {
            Mark::Comment(text) => Some(text),
            _ => None,
        })
    }

    fn text(&self, row: u32, column: u32, of: fn(&Mark) -> Option<&str>) -> Option<&str> {
        self.at(row, column).find_map(of)
    }
}
