//! Where formulas find the working days: the first column of *Lịch làm việc*.

use crate::formulas::Address;
use crate::report::block::rows_of;
use crate::report::{heading, sheets};
use crate::results::Results;
use crate::terms::Lang;

/// The column of the working days.
const WORKED_COLUMN: usize = 0;

/// Where every working day stands, in order, as formulas of other sheets name it. `None` for a
/// round without a calendar.
pub(crate) fn working_days(results: &Results, lang: Lang) -> Option<String> {
    let days = results.round.calendar.worked().len();
    let last = u32::try_from(days).ok()?.checked_sub(1)?;
    let first = rows_of(&heading::listing_head(results, "", lang)) + 1;
    let name = sheets::CALENDAR.say(lang);
    Some(absolute(Address::on(name, first, WORKED_COLUMN).to(first + last, WORKED_COLUMN)))
}

/// The same column and rows wherever the formula is copied to.
fn absolute(range: String) -> String {
    let (sheet, cells) = range.split_once('!').unwrap_or(("", &range));
    let fixed = cells.split(':').map(|cell| {
        let at = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
        format!("${}${}", &cell[..at], &cell[at..])
    });
    format!("{sheet}!{}", fixed.collect::<Vec<_>>().join(":"))
}
