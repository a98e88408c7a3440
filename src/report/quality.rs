//! *Chất lượng phiếu*: what looks odd in the forms of each survey, the index with and without
//! those forms, the forms that were left out, and the interviewers.

use crate::results::Results;
use crate::survey::quality::{Flag, InterviewerQuality, RejectedForm};
use crate::survey::{Quality, Satisfaction, UnitSatisfaction};

use super::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use super::words;
use super::workbook::Workbook;
use super::{heading, survey_sheets};
use crate::terms::{Exact, Lang, Text};

const NOTE: Text = Text {
    vi: "Phiếu có dấu hiệu vẫn được tính; chỉ số “không tính phiếu có dấu hiệu” để đối chiếu, không dùng để chấm điểm. Một phương án cho mọi câu chỉ xét phiếu có từ 8 câu trả lời; ở phiếu ngắn đó là điều bình thường của người hài lòng.",
    en: "Forms with a flag were counted; the index without them is for comparison and gives no points. One answer everywhere is looked at from 8 answers on; on short forms it is normal for satisfied people.",
};
const COUNT: Text = Text { vi: "Số phiếu", en: "Forms" };
const FLAGGED: Text = Text { vi: "Phiếu có dấu hiệu", en: "Flagged forms" };
const WITHOUT: Text =
    Text { vi: "Không tính phiếu có dấu hiệu (%)", en: "Without flagged forms (%)" };
const DIFFERENCE: Text = Text { vi: "Chênh lệch", en: "Difference" };
const LEFT_OUT: Text = Text { vi: "Phiếu bị loại", en: "Left out" };
const COMPLETE: Text = Text { vi: "Trả lời đủ", en: "Complete" };
const BLANK_SHARE: Text = Text { vi: "Ô bỏ trống (%)", en: "Blank cells (%)" };
const REFUSED: Text = Text { vi: "Ô không đọc được", en: "Unreadable cells" };
const RUN: Text = Text { vi: "Chuỗi dài nhất", en: "Longest run" };
const IDENTICAL: Text = Text { vi: "Phiếu giống hệt", en: "Identical forms" };
const MEDIAN: Text = Text { vi: "Trung vị (giây)", en: "Median (s)" };

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let with_forms =
        results.surveys.iter().filter(|s| !s.units.is_empty() || !s.fieldwork.reasons.is_empty());
    let pages = with_forms.flat_map(|survey| {
        let rejected = !survey.fieldwork.rejected.is_empty();
        let list = rejected.then(|| rejected_page(results, survey, lang, name));
        let pages = std::iter::once(page(results, survey, lang, name)).chain(list).collect();
        survey_sheets::named(results, survey, name, lang, pages)
    });
    pages.collect()
}

fn rejected_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    // a sheet's name has 31 letters at most; the title has room for both
    let own = Text { vi: "Phiếu bị loại", en: "Forms left out" };
    let own = own.say(lang);
    let mut blocks = heading::title(results, &format!("{name} – {own}"), lang);
    blocks.push(Block::Line(Line::new(Role::Subtitle, heading::survey(survey, lang))));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(rejected_table(results, survey, lang)));
    let report = &survey.fieldwork;
    let all: usize = report.reasons.iter().map(|(_, n)| n).sum();
    if all > report.rejected.len() {
        let more = (all - report.rejected.len()).to_string();
        let text = Text { vi: "… và {more} phiếu nữa.", en: "… and {more} more." };
        blocks.push(Block::Line(Line::new(Role::Note, text.with(lang, &[("more", &more)]))));
    }
    let widths = vec![30.0, 9.0, 26.0, 34.0, 40.0];
    Page { name: Some(own.into()), widths, blocks, ..Page::default() }
}

fn page<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang, name: &str) -> Page<'r> {
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Subtitle, heading::survey(survey, lang))));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(units_table(results, survey, lang)));
    blocks.push(Block::Line(Line::new(Role::Note, NOTE.say(lang))));
    section(&mut blocks, Text { vi: "Số phiếu có từng dấu hiệu", en: "Forms by flag" }, lang);
    blocks.push(Block::Table(flags_table(results, survey, lang)));
    let report = &survey.fieldwork;
    if !report.reasons.is_empty() {
        section(
            &mut blocks,
            Text { vi: "Phiếu bị loại, theo lý do", en: "Forms left out, by reason" },
            lang,
        );
        blocks.push(Block::Table(reasons_table(survey, lang)));
    }
    if !report.interviewers.is_empty() {
        section(&mut blocks, Text { vi: "Theo điều tra viên", en: "By interviewer" }, lang);
        blocks.push(Block::Table(interviewers_table(survey, lang)));
    }
    let widths = vec![36.0, 11.0, 11.0, 12.0, 12.0, 14.0, 13.0, 12.0, 12.0, 12.0, 11.0, 11.0];
    Page { widths, blocks, ..Page::default() }
}

fn section(blocks: &mut Vec<Block<'_>>, title: Text, lang: Lang) {
    blocks.push(Block::Gap);
    blocks.push(Block::Line(Line::new(Role::Section, title.say(lang))));
}

fn units_table<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let mut columns = vec![Column::left(words::UNIT.say(lang))];
    let figures = [
        words::FORMS,
        LEFT_OUT,
        FLAGGED,
        words::INDEX,
        WITHOUT,
        DIFFERENCE,
        COMPLETE,
        BLANK_SHARE,
        REFUSED,
        RUN,
        IDENTICAL,
    ];
    columns.extend(figures.iter().map(|word| Column::right(word.say(lang))));
    let decimals = results.round.rules.decimals;
    let rows = survey.units.iter().map(|unit| unit_row(results, survey, unit, decimals));
    Table { columns, rows: Rows::Held(rows.collect()), size: 11, ..Table::default() }
}

fn flags_table<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let mut columns = vec![Column::left(words::UNIT.say(lang))];
    columns.extend(Flag::ALL.iter().map(|flag| Column::right(capital(flag.say(lang)))));
    columns.push(Column::right(MEDIAN.say(lang)));
    let row = |unit: &'r UnitSatisfaction| {
        let mut cells = vec![Cell::text(results.round.unit_name(&unit.unit))];
        cells.extend(unit.quality.flags.iter().map(|count| Cell::whole(*count)));
        let seconds = unit.quality.median_seconds;
        cells.push(seconds.map_or(Cell::Empty, |s| Cell::whole(s as usize)));
        Row::new(cells)
    };
    let rows = survey.units.iter().map(row).collect();
    Table { columns, rows: Rows::Held(rows), size: 11, ..Table::default() }
}

fn unit_row<'r>(
    results: &'r Results,
    survey: &Satisfaction,
    unit: &'r UnitSatisfaction,
    decimals: u32,
) -> Row<'r> {
    let quality = &unit.quality;
    let percent = |share: &Exact| share.clone() * &Exact::whole(100);
    let index = unit.index.as_ref().map(percent);
    let without = quality.index_without.as_ref().map(percent);
    let difference = index.as_ref().zip(without.as_ref()).map(|(all, some)| some.clone() - all);
    let cells = vec![
        Cell::text(results.round.unit_name(&unit.unit)),
        Cell::whole(quality.forms),
        Cell::whole(quality.rejected),
        Cell::whole(quality.flagged),
        Cell::maybe(index.as_ref(), decimals),
        Cell::maybe(without.as_ref(), decimals),
        Cell::maybe(difference.as_ref(), decimals),
        Cell::whole(quality.complete),
        blank_share(quality, survey.units.first().map_or(0, |u| u.questions.len())),
        Cell::whole(quality.refused),
        Cell::whole(quality.longest_run),
        Cell::whole(quality.identical),
    ];
    let row = Row::new(cells);
    // half of the forms with a flag: look at this unit first
    if quality.flagged * 2 > quality.forms { row.looking(Look::Total) } else { row }
}

/// Blank cells among all cells of the forms, in percent.
fn blank_share<'a>(quality: &Quality, questions: usize) -> Cell<'a> {
    let cells = Exact::whole((quality.forms * questions) as i64);
    let share = Exact::whole(quality.blank as i64 * 100).checked_div(&cells);
    Cell::maybe(share.as_ref(), 1)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn reasons_table<'r>(survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let columns = vec![Column::left(words::REASON.say(lang)), Column::right(COUNT.say(lang))];
    let report = &survey.fieldwork;
    let mut rows: Vec<Row> = report
        .reasons
        .iter()
        .map(|(reason, count)| {
            Row::new(vec![Cell::text(capital(reason.say(lang))), Cell::whole(*count)])
        })
        .collect();
    let all = report.reasons.iter().map(|(_, n)| n).sum();
    let total = vec![Cell::text(words::TOTAL.say(lang)), Cell::whole(all)];
    rows.push(Row::new(total).looking(Look::Total));
    Table { columns, rows: Rows::Held(rows), size: 11, ..Table::default() }
}

fn interviewers_table<'r>(survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let name = Text { vi: "Điều tra viên", en: "Interviewer" };
    let units = Text { vi: "Số đơn vị", en: "Units" };
    let busiest = Text { vi: "Ngày nhiều nhất (phiếu)", en: "Busiest day (forms)" };
    let mut columns = vec![Column::left(name.say(lang))];
    let figures = [words::FORMS, units, busiest, FLAGGED, COMPLETE, BLANK_SHARE, RUN, IDENTICAL];
    columns.extend(figures.iter().map(|word| Column::right(word.say(lang))));
    let straight = capital(Flag::Straight.say(lang));
    columns.extend([Column::right(straight), Column::right(MEDIAN.say(lang))]);
    columns.push(Column::left(FIRST_FORM.say(lang)));
    let questions = survey.units.first().map_or(0, |u| u.questions.len());
    let row = |of: &'r InterviewerQuality| {
        let quality = &of.quality;
        Row::new(vec![
            Cell::text(of.name.as_str()),
            Cell::whole(quality.forms),
            Cell::whole(of.units),
            of.busiest_day.map_or(Cell::Empty, Cell::whole),
            Cell::whole(quality.flagged),
            Cell::whole(quality.complete),
            blank_share(quality, questions),
            Cell::whole(quality.longest_run),
            Cell::whole(quality.identical),
            Cell::whole(quality.straight),
            quality.median_seconds.map_or(Cell::Empty, |s| Cell::whole(s as usize)),
            Cell::text(first_form(&of.first)),
        ])
    };
    let rows = survey.fieldwork.interviewers.iter().map(row).collect();
    Table { columns, rows: Rows::Held(rows), size: 11, ..Table::default() }
}

const FIRST_FORM: Text = Text { vi: "Phiếu đầu tiên", en: "First form" };

/// `survey/a.xlsx – Phiếu!2`: who the interviewer is stands there.
fn first_form((file, sheet, row): &(String, String, u32)) -> String {
    match sheet.is_empty() {
        true => format!("{file}:{row}"),
        false => format!("{file} – {sheet}:{row}"),
    }
}

fn rejected_table<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let row_word = Text { vi: "Dòng", en: "Row" };
    let columns = vec![
        Column::left(words::UNIT.say(lang)),
        Column::right(row_word.say(lang)),
        Column::left(words::SHEET.say(lang)),
        Column::left(words::FILE.say(lang)),
        Column::left(words::REASON.say(lang)),
    ];
    let row = |form: &'r RejectedForm| {
        Row::new(vec![
            form.unit.as_ref().map_or(Cell::Empty, |u| Cell::text(results.round.unit_name(u))),
            Cell::whole(form.row as usize),
            Cell::text(form.sheet.as_str()),
            Cell::text(form.file.as_str()),
            Cell::text(capital(form.reason.say(lang))),
        ])
    };
    let rows = survey.fieldwork.rejected.iter().map(row).collect();
    Table { columns, rows: Rows::Held(rows), size: 11, ..Table::default() }
}
