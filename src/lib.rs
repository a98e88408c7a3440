//! Scores the yearly PAR Index and satisfaction of administrative units.
//!
//! THE MAP. A module uses only modules above it (`tests/architecture.rs` checks this); the
//! blank lines keep rustfmt from sorting them.

// tests tell a story in one piece
#![cfg_attr(test, allow(clippy::too_many_lines, clippy::too_many_arguments, clippy::unwrap_used))]

// --- the words

pub mod terms;

pub mod value;

pub mod problem;

pub mod source;

pub mod text;

pub mod grid;

pub mod ledger;

pub mod counts;

pub mod document;

pub mod table;

// --- the method: pure

pub mod expr;

pub mod rules;

pub mod rubric;

pub mod round;

pub mod refusal;

pub mod evidence;

pub mod replies;

pub mod appraisal;

pub mod official;

pub mod survey;

pub mod register;

pub mod scores;

pub mod index;

pub mod previous;

pub mod results;

pub mod diagnostics;

pub mod scenario;

pub mod stakes;

pub mod proof;

pub mod path;

pub mod duties;

pub mod formulas;

pub mod preview;

pub mod review;

pub mod open_peers;

pub mod consequences;

pub mod compare;

pub mod report;

pub mod forms;

pub mod steps;

pub mod workshop;

// --- the edges: files

pub mod caught;

pub mod machine;

pub mod read;

pub mod write;

pub mod run;

pub mod new_round;

pub mod seal;

pub mod out_files;

pub mod intake;

pub mod sides;

pub mod cli;

// --- the window in the browser: another edge, over the commands

#[cfg(feature = "window")]
pub mod window;
