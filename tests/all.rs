//! One test program, so that the dependencies are linked once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests read and write files

mod architecture;
mod breakpoints;
mod cli;
mod dependence;
mod examples;
mod golden;
mod links;
mod problems;
mod properties;
mod reach;
mod recalculate;
mod registry;
mod rules;
mod smoke;
mod support;
