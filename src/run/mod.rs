//! The whole flow on one screen: files in, [`Results`](crate::results::Results) out. Every stage
//! adds to the problems and goes on; only a round file that cannot be used stops the run.

pub mod answers;
mod block_data;
mod blocks;
mod evidence_alone;
mod extracts;
mod files;
mod forms;
mod inputs;
mod materials;
mod places;
mod prefilled;
mod progress;
mod proof;
mod register_schemes;
pub mod registers;
mod sets_fit;
mod setting;
mod strangers;
mod strays;
mod surveys;
mod tie_break;
mod transactions;
mod years;

pub use evidence_alone::evidence_alone;
pub use forms::{Asking, Outgoing, questions, templates};
pub(crate) use inputs::asked;
pub use materials::{Assessment, Materials, assess, assess_whole};
pub use places::{FORMS, Outline, outline};
pub use progress::{Progress, Stage};
pub use proof::proof;
pub use setting::{Setting, check_file, check_text, of_round, program, rubric_of_file, set_for};
pub use surveys::{Draw, samples, surveys};
