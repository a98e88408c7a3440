//! One test program, so that the dependencies are linked once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests read and write files

mod architecture;
mod cli;
mod examples;
mod golden;
mod problems;
mod properties;
mod registry;
mod rules;
mod satisfaction;
mod smoke;
mod support;
mod survey;
