//! The duties of the year on one day of it: as a list in the order of their days, and per unit.

use crate::duties::{Duty, UnitDuties};
use crate::report::block::{Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::point_decimals;
use crate::report::{heading, numbers};
use crate::results::{BlockResults, Results};
use crate::round::Unit;
use crate::rubric::Node;
use crate::terms::{Date, Exact, Lang, texts};

texts! {
    LIST "Lịch", "Calendar";
    BY_UNIT "Theo đơn vị", "By unit";
    NOTHING "Không có tiêu chí nào phải theo dõi.", "There is nothing to follow.";
    UNIT "Đơn vị", "Unit";
    CODE "Mã", "Code";
    WHAT "Nội dung", "Content";
    DUE "Hạn", "Due";
    SURE "Đã chắc", "Sure";
    POSSIBLE "Còn có thể", "Still possible";
    LOST "Đã mất", "Lost";
    MAX "Điểm tối đa áp dụng", "Applicable maximum";
    NOTE "Tính đến hết ngày {day}: việc ghi sau ngày này chưa được tính. Đã chắc: điểm của việc đã làm xong, không mất nữa. Còn có thể: điểm còn đạt được, hoặc còn có thể mất, đến hết năm. Đã mất: điểm không còn cách đạt.",
        "As of the end of {day}: nothing dated later counts. Sure: earned by what is done and stays done. Still possible: what can still be earned, or lost. Lost: what cannot be earned any more.";
    UNTIL "Hạn {code} {name}", "{code} {name} is due";
    OPEN "Còn {count} đơn vị chưa chắc đủ điểm: {units}", "{count} units are not sure of all points: {units}";
    ALL_DONE "Các đơn vị đều đã chắc đủ điểm", "All units are sure of all points";
}

/// The duties of all blocks on a day.
pub struct Duties<'r> {
    pub results: &'r Results,
    pub day: Date,
    /// One per block of the results, one per unit of it.
    pub blocks: Vec<Vec<UnitDuties>>,
}

/// One duty of one unit.
struct Entry<'r> {
    block: &'r BlockResults,
    unit: &'r Unit,
    node: &'r Node,
    duty: &'r Duty,
}

impl<'r> Duties<'r> {
    fn units(&self) -> impl Iterator<Item = (&BlockResults, &Unit, &UnitDuties)> {
        let round = &self.results.round;
        self.results.blocks.iter().zip(&self.blocks).flat_map(move |(block, all)| {
            let unit = move |(at, duties)| (block, block.unit(round, at).0, duties);
            all.iter().enumerate().map(unit)
        })
    }

    /// Every duty, by its day, then as in the annex; those of no day last.
    fn entries(&self) -> Vec<Entry<'_>> {
        let of_unit = |(block, unit, duties)| {
            let (block, unit): (&BlockResults, &Unit) = (block, unit);
            let duties: &UnitDuties = duties;
            let entry = move |duty| {
                let duty: &Duty = duty;
                Entry { block, unit, node: &block.rubric.nodes[duty.node], duty }
            };
            duties.duties.iter().map(entry)
        };
        let mut all: Vec<Entry<'_>> = self.units().flat_map(of_unit).collect();
        all.sort_by_key(|one| {
            (one.duty.due.is_none(), one.duty.due, one.block.block, one.duty.node)
        });
        all
    }
}

/// A day as people write it.
fn day(date: Date) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The pages of `lich.xlsx`.
pub fn pages<'r>(duties: &'r Duties<'r>, lang: Lang) -> Vec<Page<'r>> {
    vec![list(duties, lang), by_unit(duties, lang)]
}

fn note(duties: &Duties<'_>, lang: Lang) -> Vec<Line> {
    vec![Line::new(Role::Note, NOTE.with(lang, &[("day", &day(duties.day))]))]
}

fn list<'r>(duties: &'r Duties<'r>, lang: Lang) -> Page<'r> {
    let decimals = point_decimals(duties.results);
    let mut columns = Columns::<Entry<'r>>::new(lang);
    columns
        .left(UNIT, 22.0, |e| Cell::text(e.unit.name.as_str()))
        .left(CODE, 8.0, |e| Cell::text(e.node.code.as_str()))
        .left(WHAT, 50.0, |e| Cell::text(e.node.name.as_str()))
        .centre(DUE, 12.0, |e| e.duty.due.map_or(Cell::Empty, |due| Cell::text(day(due))))
        .right(SURE, 10.0, move |e| Cell::exact(&e.duty.outlook.sure, decimals))
        .right(POSSIBLE, 10.0, move |e| Cell::exact(&e.duty.outlook.possible, decimals))
        .right(LOST, 10.0, move |e| Cell::exact(&e.duty.outlook.lost, decimals));
    let rows = Rows::Held(columns.rows(duties.entries()));
    let table = Table { filter: true, ..columns.table(rows) };
    heading::found(duties.results, (LIST, NOTHING), note(duties, lang), table, lang)
}

fn by_unit<'r>(duties: &'r Duties<'r>, lang: Lang) -> Page<'r> {
    let decimals = point_decimals(duties.results);
    let mut columns = Columns::<(&Unit, &UnitDuties)>::new(lang);
    columns
        .left(UNIT, 30.0, |(unit, _)| Cell::text(unit.name.clone()))
        .right(SURE, 14.0, move |(_, of)| Cell::exact(&of.whole.sure, decimals))
        .right(POSSIBLE, 14.0, move |(_, of)| Cell::exact(&of.whole.possible, decimals))
        .right(LOST, 14.0, move |(_, of)| Cell::exact(&of.whole.lost, decimals))
        .right(MAX, 16.0, move |(_, of)| Cell::exact(&of.whole.max(), decimals));
    let all = duties.units().map(|(_, unit, of)| (unit, of));
    let rows = Rows::Held(columns.rows(all));
    let table = columns.table(rows);
    heading::found(duties.results, (BY_UNIT, NOTHING), note(duties, lang), table, lang)
}

/// One line per unit, for the screen.
pub fn lines(duties: &Duties<'_>, lang: Lang) -> Vec<String> {
    let decimals = point_decimals(duties.results);
    let shown = |points: &Exact| numbers::nearly(points, decimals, lang);
    let line = |(_, unit, of): (&BlockResults, &Unit, &UnitDuties)| {
        format!(
            "{}: {} {}, {} {}, {} {}",
            unit.name,
            SURE.say(lang).to_lowercase(),
            shown(&of.whole.sure),
            POSSIBLE.say(lang).to_lowercase(),
            shown(&of.whole.possible),
            LOST.say(lang).to_lowercase(),
            shown(&of.whole.lost)
        )
    };
    let mut lines = vec![NOTE.with(lang, &[("day", &day(duties.day))])];
    lines.extend(duties.units().map(line));
    lines
}

/// The dated duties as a calendar that Outlook opens (RFC 5545): one day each, with the units that
/// are not sure of all its points.
pub fn ics(duties: &Duties<'_>, lang: Lang) -> String {
    let mut text =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//parindex//lich//VI\r\n");
    let stamp = duties.day.format("%Y%m%dT000000Z").to_string();
    for (number, (block, of_block)) in duties.results.blocks.iter().zip(&duties.blocks).enumerate()
    {
        for (at, node) in block.rubric.nodes.iter().enumerate() {
            let own = || {
                of_block.iter().enumerate().filter_map(|(unit, all)| {
                    Some((unit, all.duties.iter().find(|duty| duty.node == at)?))
                })
            };
            let Some(due) = own().find_map(|(_, duty)| duty.due) else { continue };
            let open: Vec<&str> = own()
                .filter(|(_, duty)| duty.outlook.sure < node.max)
                .map(|(unit, _)| block.unit(&duties.results.round, unit).0.name.as_str())
                .collect();
            let said = match open.len() {
                0 => ALL_DONE.say(lang).to_string(),
                count => {
                    let count = count.to_string();
                    OPEN.with(lang, &[("count", &count), ("units", &open.join(", "))])
                }
            };
            let facts = [("code", node.code.as_str()), ("name", node.name.as_str())];
            let after = due.succ_opt().unwrap_or(due);
            let id = format!("{}-{number}-{}@parindex", duties.results.round.id, node.code);
            let lines = [
                "BEGIN:VEVENT".to_string(),
                format!("UID:{}", escaped(&id)),
                format!("DTSTAMP:{stamp}"),
                format!("DTSTART;VALUE=DATE:{}", due.format("%Y%m%d")),
                format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")),
                format!("SUMMARY:{}", escaped(&UNTIL.with(lang, &facts))),
                format!("DESCRIPTION:{}", escaped(&said)),
                "END:VEVENT".to_string(),
            ];
            lines.iter().for_each(|line| folded(line, &mut text));
        }
    }
    text += "END:VCALENDAR\r\n";
    text
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace(['\r', '\n'], " ")
}

/// A line of at most 75 bytes, the rest on lines that begin with a space.
fn folded(line: &str, text: &mut String) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 75 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}
