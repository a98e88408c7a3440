//! Dropped files copied to their places.

use super::desk::Desk;
use super::fate::{Fate, Planned};
use super::plan::plan;
use super::what::Dropped;
use super::words;
use crate::write::put::put_new;

/// Copies the files to where they belong; each is then what its fate says. Those before one that
/// cannot be copied stay.
pub fn take(desk: &Desk, files: &[Dropped]) -> Vec<Planned> {
    let mut planned = plan(desk, files);
    for (dropped, planned) in files.iter().zip(&mut planned) {
        let Some(file) = planned.fate.goes_to() else { continue };
        let put = put_new(&desk.setting.folder, file, &dropped.bytes);
        planned.fate = match put {
            Ok(true) => continue,
            // Somebody put a file there in between.
            Ok(false) => Fate::Refused(words::is_there(file)),
            Err(error) => Fate::Failed(words::failed(file, &error)),
        };
    }
    planned
}
