//! One test program, so that the dependencies are linked once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests read and write files

mod appraise;
mod architecture;
mod breakpoints;
mod causes;
mod cli;
mod cycle;
mod dependence;
mod differing;
mod examples;
mod faults;
mod findings;
mod formats;
mod forms;
mod fuzz;
mod golden;
mod history;
mod isolation;
mod ledger;
mod links;
mod outputs;
mod places;
mod preview;
mod problems;
mod properties;
mod reach;
mod recalculate;
mod registry;
mod replies;
mod review;
mod rules;
mod satisfaction;
mod sinks;
mod smoke;
mod support;
mod survey;
