//! From files to grids: finds them, tells what they are, and reads their cells with bounds.
//!
//! What a file is, its first bytes say; its extension is only compared. Every way of not being
//! readable is a problem of its own, and no file can bring the process down.
#![allow(clippy::disallowed_methods, reason = "this is where files are read")]

mod active_x;
mod anchor;
mod archive;
mod books;
mod build;
mod cells;
mod disk;
mod docx;
mod encrypted;
mod formats;
mod found;
mod hashed;
mod input;
mod isolated;
mod linked;
mod number_format;
mod ods;
mod ole;
mod package;
mod runs;
mod saved;
mod side_by_side;
mod sniff;
mod text;
mod xls;
mod xlsx;
mod xml;

pub use archive::{Archive, fault_of_name};
pub(crate) use archive::{DIGITS, MARK};
pub use books::{all_listed, book, book_of_bytes, isolate, listed};
pub(crate) use disk::hex;
pub use disk::{bytes, has_bytes, names_in, sha256, text};
pub use docx::{WordText, is_word, word};
pub use found::{Found, Strange, Stray, absent, below, find, is_temporary, strays};
pub(crate) use hashed::hashed;
pub use input::{FORM, Limits, SURVEY};
pub use isolated::{Workers, work};
pub use text::{LongTable, long_table, plain_text};

#[cfg(test)]
mod tests;
