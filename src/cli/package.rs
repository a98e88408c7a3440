//! Where a command takes a round it takes a sealed package too: opened read-only for the time of
//! the command.

use std::path::PathBuf;

use super::common::{Common, FAILED};
use super::outputs::Writes;
use super::print;
use crate::problem::kinds::package as kinds;
use crate::problem::{Place, Problem};
use crate::seal::{Opened, is_package, open};

/// Opens the package that a command names as its round, and has the command look there. The
/// package stays as long as what is given.
///
/// # Errors
/// The exit code: the package is not what was sealed, or the command would write into it.
pub(super) fn resolve(
    round: Option<&mut PathBuf>,
    writes: Option<Writes>,
    common: &Common,
) -> Result<Option<Opened>, u8> {
    let Some(round) = round.filter(|round| is_package(round)) else { return Ok(None) };
    if matches!(writes, Some(Writes::Forms | Writes::FormsAndOut)) {
        let place = Place::file(round.display().to_string());
        print::refusal(&[Problem::new(&kinds::READ_ONLY, place)].into_iter().collect(), common);
        return Err(FAILED);
    }
    match open(round) {
        Ok(opened) => {
            *round = opened.round();
            Ok(Some(opened))
        }
        Err(found) => {
            print::refusal(&found, common);
            Err(FAILED)
        }
    }
}
