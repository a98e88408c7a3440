//! `parindex init DIR`: a new round folder from the shipped example.

use std::path::Path;

use super::{Common, DONE};

pub(super) fn run(_folder: &Path, _common: &Common) -> u8 {
    DONE
}
