//! One test program, so that the dependencies are linked once.

mod architecture;
mod rules;
