//! One test program, so that the dependencies are linked once.

mod architecture;
mod golden;
mod problems;
mod properties;
mod rules;
mod smoke;
mod support;
