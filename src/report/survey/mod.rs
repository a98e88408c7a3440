//! The pages of the surveys: satisfaction, questions, quality of the forms, method, fieldwork.

pub(super) mod choices;
pub(super) mod comparisons;
pub mod fieldwork;
pub(super) mod figures;
pub(super) mod method;
pub(super) mod method_words;
pub(super) mod names;
pub(super) mod quality;
pub(super) mod questions;
pub(super) mod satisfaction;
pub(super) mod series_break;
