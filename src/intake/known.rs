//! What the files are that a round has already.

use rayon::prelude::*;

use super::desk::{Desk, Known};
use super::recognise::Recogniser;
use crate::read;

/// So many files are asked of the reader at once.
const TOGETHER: usize = 4;

/// The files of evidence and appraisal that are there, read the first time that somebody asks.
pub(super) fn known(desk: &Desk) -> &[Known] {
    desk.known.get_or_init(|| {
        let round = &desk.setting.round;
        let patterns: Vec<String> =
            round.evidence.iter().chain(&round.appraisal).cloned().collect();
        let recogniser = Recogniser::new(desk);
        let files = desk.found(&patterns);
        let read = files.par_chunks(TOGETHER).flat_map_iter(|some| {
            let read = read::all_listed(some, &read::FORM);
            some.iter().zip(read)
        });
        let known = read.filter_map(|(file, (book, found))| {
            Some(Known { file: file.shown.clone(), is: recogniser.of_book(&book?, found) })
        });
        known.collect()
    })
}
