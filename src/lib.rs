//! Scores the yearly PAR Index and satisfaction of administrative units.
//!
//! THE MAP. A module uses only modules above it (`tests/architecture.rs` checks this); the
//! blank lines keep rustfmt from sorting them.

// --- the words

pub mod terms;

pub mod value;

pub mod problem;

pub mod source;

pub mod text;

pub mod grid;

pub mod ledger;

pub mod document;

pub mod table;

// --- the method: pure

pub mod expr;

pub mod rules;

pub mod rubric;

pub mod round;

pub mod evidence;

pub mod appraisal;

pub mod survey;

pub mod scores;

pub mod index;

pub mod previous;

pub mod results;

pub mod report;

// --- the edges: files

pub mod read;

pub mod write;

pub mod run;

pub mod cli;
