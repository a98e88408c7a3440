//! From [`Results`] to files: each writer knows one format; [`files`] alone puts bytes on disk.

mod archive;
pub mod charts;
pub mod docx;
#[cfg(test)]
pub mod example_results;
mod fault;
mod figures;
pub mod files;
pub mod fresh;
mod hashed;
pub mod html;
mod journal;
pub mod json;
mod other_round;
pub mod pack;
pub mod public;
pub mod put;
mod record;
mod renew;
pub mod sinks;
mod staging;
mod unpacked;
mod writer;
pub mod xlsx;

pub use archive::archive;
pub use unpacked::Unpacked;
pub use writer::{Occasion, RunReasons, Task, Writer};

/// Every output format. A new one is a file and a line here.
pub const WRITERS: &[Writer] =
    &[xlsx::WRITER, charts::WRITER, html::WRITER, json::WRITER, docx::WRITER, public::WRITER];
