//! From [`Results`] to files: each writer knows one format; [`files`] alone puts bytes on disk.

pub mod charts;
mod fault;
pub mod files;
mod journal;
pub mod json;
mod record;
#[cfg(test)]
pub mod sample;
pub mod sinks;
mod staging;
mod writer;
pub mod xlsx;

pub use writer::{Task, Writer};

/// Every output format. A new one is a file and a line here.
pub const WRITERS: &[Writer] = &[xlsx::WRITER, charts::WRITER, json::WRITER];
