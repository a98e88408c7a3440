//! *Lịch làm việc*: the working days that the formulas count, and the days that are not what their
//! weekday says, each with its decision.

use crate::report::block::{Cell, Page, Row, Rows};
use crate::report::columns::Columns;
use crate::report::heading;
use crate::report::workbook::Workbook;
use crate::terms::{Calendar, Lang, SpecialDay, texts};

texts! {
    WORKED "Ngày làm việc", "Working day";
    DAY "Ngày khác thường", "Special day";
    KIND "Là", "It is";
    OFF "nghỉ", "off";
    MADE_UP "làm bù", "worked";
    NAME "Tên, lý do", "Name, reason";
    SOURCE "Căn cứ", "Source";
}

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let calendar = &book.results.round.calendar;
    if calendar.is_empty() {
        return Vec::new();
    }
    let mut columns = columns(book.lang);
    let table = columns.table(Rows::Held(rows(calendar, &columns)));
    vec![heading::listing(book.results, name, book.lang, table)]
}

type Line<'r> = (Option<crate::terms::Date>, Option<&'r SpecialDay>);

fn columns<'r>(lang: Lang) -> Columns<'r, 'r, Line<'r>> {
    let mut columns = Columns::<Line<'r>>::new(lang);
    let special = |say: fn(&'r SpecialDay) -> Cell<'r>| {
        move |(_, special): &Line<'r>| special.map_or(Cell::Empty, say)
    };
    columns
        .right(WORKED, 14.0, |(worked, _)| worked.map_or(Cell::Empty, Cell::Date))
        .right(DAY, 16.0, special(|day| Cell::Date(day.day)))
        .left(KIND, 10.0, move |(_, day)| match day {
            None => Cell::Empty,
            Some(day) => Cell::text(if day.is_worked { MADE_UP } else { OFF }.say(lang)),
        })
        .left(NAME, 40.0, special(|day| Cell::text(day.name.as_str())))
        .left(SOURCE, 60.0, special(|day| Cell::text(day.source.as_str())));
    columns
}

fn rows<'r>(calendar: &'r Calendar, columns: &Columns<'r, 'r, Line<'r>>) -> Vec<Row<'r>> {
    let special: Vec<&SpecialDay> = calendar.special().collect();
    let worked = calendar.worked();
    let count = worked.len().max(special.len());
    columns.rows((0..count).map(|at| (worked.get(at).copied(), special.get(at).copied())))
}
