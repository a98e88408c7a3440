//! Arguments in, exit code out.

use std::process::ExitCode;

use parindex::cli::Opener;

#[cfg(feature = "window")]
const OPENER: Option<Opener> = Some(parindex::window::open);
#[cfg(not(feature = "window"))]
const OPENER: Option<Opener> = None;

fn main() -> ExitCode {
    ExitCode::from(parindex::cli::main(std::env::args_os(), OPENER))
}
