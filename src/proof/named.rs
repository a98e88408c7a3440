//! What a cell of proof names, piece by piece.

use crate::terms::{Code, Date};

use super::types::DocumentType;

/// A document as it was named. What was not said is `None`; nothing is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// As it stands in the cell.
    pub text: String,
    pub kind: Option<&'static DocumentType>,
    /// Without leading zeros; a letter after the digits stays (`15a`).
    pub number: String,
    /// The year inside the number: 2026 in `15/2026/NQ-HĐND`.
    pub year: Option<i32>,
    /// What follows the number, without spaces: `KH-UBND`; `KH/ĐU` of `15-KH/ĐU`.
    pub notation: Option<String>,
    /// The issuing body, where the words say it (`của …`).
    pub issuer: Option<String>,
    pub date: Option<Date>,
}

/// One piece of a cell of proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    Document(Document),
    /// A name that ends like a file.
    File(String),
    /// An address, or a place on a disk.
    Link(String),
    /// `như mục 1.2`: what is named there.
    SameAs(Code),
    /// Words that are not understood.
    Words(String),
}

impl Mention {
    /// As it stands in the cell.
    pub fn text(&self) -> &str {
        match self {
            Mention::Document(document) => &document.text,
            Mention::File(text) | Mention::Link(text) | Mention::Words(text) => text,
            Mention::SameAs(code) => code.as_str(),
        }
    }

    /// The word in results.
    pub fn key(&self) -> &'static str {
        match self {
            Mention::Document(_) => "document",
            Mention::File(_) => "file",
            Mention::Link(_) => "link",
            Mention::SameAs(_) => "same_as",
            Mention::Words(_) => "words",
        }
    }
}
