//! The rows of a form, from top to bottom: `read` calls the steps, which see nothing but `state`.

mod cells;
mod comments_and_links;
mod dates;
mod fates;
mod finish;
mod issued;
mod other_figures;
mod over;
mod pairs;
mod prefilled;
mod read;
mod row_subject;
mod shifted;
mod signature;
mod state;
mod totals;

pub use cells::out_of_range;
pub use finish::without_reason;
pub use over::note_over;
pub use read::NA_QUESTION;
pub(super) use read::Read;
pub(super) use state::Rows;
