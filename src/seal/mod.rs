//! The sealed package of a round (gói niêm phong): its inputs, the outputs that they give, and a
//! manifest with the SHA-256 of each. A round goes in and a zip file comes out; a zip file goes in
//! and it is told whether it still is what was sealed, or the round in it is opened to be read.

mod check;
mod copy;
mod day;
mod inputs;
mod layout;
mod make;
mod manifest;
mod outputs;
mod personal;
mod standing;
mod unpack;

pub use check::{Verdict, verify};
pub use inputs::inputs;
pub use make::{Order, Sealed, seal};
pub use manifest::{Manifest, Part, SCHEMA};
pub use standing::{END, differing_inputs, packages};
pub use unpack::{Opened, is_package, open};
