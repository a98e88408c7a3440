//! One test program, so that the dependencies are linked once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]
// tests read and write files
// one program: what its files share is pub, and no other crate sees it
#![allow(unreachable_pub)]
// tests tell a story in one piece
#![allow(clippy::too_many_lines, clippy::too_many_arguments, clippy::unwrap_used)]

mod appraise;
mod architecture;
mod breakpoints;
mod calendar;
mod causes;
mod circles;
mod classes;
mod cli;
mod comparison;
mod cycle;
mod dependence;
mod diagnostics;
mod diff;
mod differing;
mod duties;
mod examples;
mod faults;
mod findings;
mod formats;
mod forms;
mod fuzz;
mod golden;
mod history;
mod intake;
mod isolation;
mod leaders;
mod ledger;
mod links;
mod lost;
mod new_round;
mod odd_papers;
mod office;
mod official;
mod outputs;
mod papers;
mod path;
mod places;
mod preview;
mod problems;
mod proof;
mod properties;
mod reach;
mod recalculate;
mod registers;
mod registry;
mod replies;
mod review;
mod rules;
mod said;
mod satisfaction;
mod scenario;
mod seal;
mod sinks;
mod smoke;
mod steps;
mod support;
mod survey;
mod tables;
mod unusable;
#[cfg(feature = "window")]
mod window;
#[cfg(feature = "window")]
mod window_drop;
#[cfg(feature = "window")]
mod window_faults;
#[cfg(feature = "window")]
mod window_hostile;
#[cfg(feature = "window")]
mod window_looks;
#[cfg(feature = "window")]
mod window_round;
#[cfg(feature = "window")]
mod window_sealed;
mod workshop;
