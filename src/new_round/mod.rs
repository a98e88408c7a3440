//! A new round from a few answers, and a round to practise on: what stands in the folder, as
//! bytes. The criteria sets that a round may begin with are in the program, so that it needs
//! nothing beside itself.

mod answers;
mod practice;
mod set_text;
mod starts;
mod units;

pub use answers::{Answers, begin, folder_name, year_in};
pub use practice::practice;
pub use starts::{STARTS, SetOf, Start, Survey, start};
pub use units::{units_from_book, units_from_text};
