//! *Chất lượng phiếu*: what looks odd in the forms of each survey, the index with and without
//! those forms, the forms that were left out, and the interviewers.

use crate::results::Results;
use crate::survey::quality::{Flag, InterviewerQuality, Reason, RejectedForm};
use crate::survey::{Quality, Satisfaction, UnitSatisfaction};

use crate::report::block::{Block, Cell, Line, Look, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::heading;
use crate::report::survey::names;
use crate::report::words;
use crate::report::workbook::Workbook;
use crate::terms::{Exact, Lang, Text, texts};

texts! {
    NOTE
        "Phiếu có dấu hiệu vẫn được tính; chỉ số “không tính phiếu có dấu hiệu” để đối chiếu, không dùng để chấm điểm. Một phương án cho mọi câu chỉ xét phiếu có từ 8 câu trả lời; ở phiếu ngắn đó là điều bình thường của người hài lòng.",
        "Forms with a flag were counted; the index without them is for comparison and gives no points. One answer everywhere is looked at from 8 answers on; on short forms it is normal for satisfied people.";
    COUNT "Số phiếu", "Forms";
    FLAGGED "Phiếu có dấu hiệu", "Flagged forms";
    WITHOUT "Không tính phiếu có dấu hiệu (%)", "Without flagged forms (%)";
    DIFFERENCE "Chênh lệch", "Difference";
    LEFT_OUT "Phiếu bị loại", "Left out";
    COMPLETE "Trả lời đủ", "Complete";
    BLANK_SHARE "Ô bỏ trống (%)", "Blank cells (%)";
    REFUSED "Ô không đọc được", "Unreadable cells";
    RUN "Chuỗi dài nhất", "Longest run";
    IDENTICAL "Phiếu giống hệt", "Identical forms";
    INTERVIEWER "Điều tra viên", "Interviewer";
    UNITS "Số đơn vị", "Units";
    BUSIEST "Ngày nhiều nhất (phiếu)", "Busiest day (forms)";
    FIRST_FORM "Phiếu đầu tiên", "First form";
    ROW "Dòng", "Row";
    MEDIAN "Trung vị (giây)", "Median (s)";
}

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let with_forms =
        results.surveys.iter().filter(|s| !s.units.is_empty() || !s.fieldwork.reasons.is_empty());
    let pages = with_forms.flat_map(|survey| {
        let rejected = !survey.fieldwork.rejected.is_empty();
        let list = rejected.then(|| rejected_page(results, survey, lang, name));
        let pages = std::iter::once(page(results, survey, lang, name)).chain(list).collect();
        names::named(results, survey, name, lang, pages)
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
    Page { name: Some(own.into()), blocks, ..Page::default() }
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
    let decimals = results.round.rules.decimals;
    let percent = |share: &Exact| share.clone() * &Exact::whole(100);
    let index = move |u: &UnitSatisfaction| u.index.as_ref().map(percent);
    let without = move |u: &UnitSatisfaction| u.quality.index_without.as_ref().map(percent);
    let questions = survey.units.first().map_or(0, |u| u.questions.len());
    let mut columns = Columns::<&'r UnitSatisfaction>::new(lang);
    columns
        .left(words::UNIT, 0.0, |u| Cell::text(results.round.unit_name(&u.unit)))
        .right(words::FORMS, 0.0, |u| Cell::whole(u.quality.forms))
        .right(LEFT_OUT, 0.0, |u| Cell::whole(u.quality.rejected))
        .right(FLAGGED, 0.0, |u| Cell::whole(u.quality.flagged))
        .right(words::INDEX, 0.0, move |u| Cell::maybe(index(u).as_ref(), decimals))
        .right(WITHOUT, 0.0, move |u| Cell::maybe(without(u).as_ref(), decimals))
        .right(DIFFERENCE, 0.0, move |u| {
            let difference = without(u).zip(index(u)).map(|(some, all)| some - &all);
            Cell::maybe(difference.as_ref(), decimals)
        })
        .right(COMPLETE, 0.0, |u| Cell::whole(u.quality.complete))
        .right(BLANK_SHARE, 0.0, move |u| blank_share(&u.quality, questions))
        .right(REFUSED, 0.0, |u| Cell::whole(u.quality.refused))
        .right(RUN, 0.0, |u| Cell::whole(u.quality.longest_run))
        .right(IDENTICAL, 0.0, |u| Cell::whole(u.quality.identical));
    // half of the forms with a flag: look at this unit first
    let odd = |u: &UnitSatisfaction| u.quality.flagged * 2 > u.quality.forms;
    let look = |u: &UnitSatisfaction| if odd(u) { Look::Total } else { Look::Plain };
    let rows = survey.units.iter().map(|u| columns.row(&u).looking(look(u))).collect();
    columns.table(Rows::Held(rows))
}

fn flags_table<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let mut columns = Columns::<&'r UnitSatisfaction>::new(lang);
    columns.left(words::UNIT, 0.0, |u| Cell::text(results.round.unit_name(&u.unit)));
    for (at, flag) in Flag::ALL.iter().enumerate() {
        let heading = words::capital(flag.say(lang));
        columns.right(heading, 0.0, move |u| Cell::whole(u.quality.flags[at]));
    }
    columns.right(MEDIAN, 0.0, |u| seconds(&u.quality));
    let rows = Rows::Held(columns.rows(&survey.units));
    columns.table(rows)
}

fn seconds<'a>(quality: &Quality) -> Cell<'a> {
    quality.median_seconds.map_or(Cell::Empty, |seconds| Cell::whole(seconds as usize))
}

/// Blank cells among all cells of the forms, in percent.
fn blank_share<'a>(quality: &Quality, questions: usize) -> Cell<'a> {
    let cells = Exact::whole((quality.forms * questions) as i64);
    let share = Exact::whole(quality.blank as i64 * 100).checked_div(&cells);
    Cell::maybe(share.as_ref(), 1)
}

fn reasons_table<'r>(survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let reasons = &survey.fieldwork.reasons;
    let mut columns = Columns::new(lang);
    columns
        .left(words::REASON, 0.0, move |(reason, _): &&'r (Reason, usize)| {
            Cell::text(words::capital(reason.say(lang)))
        })
        .total(Cell::text(words::TOTAL.say(lang)))
        .right(COUNT, 0.0, |(_, count)| Cell::whole(*count))
        .total(Cell::whole(reasons.iter().map(|(_, n)| n).sum()));
    let mut rows = columns.rows(reasons);
    rows.push(columns.total_row());
    columns.table(Rows::Held(rows))
}

fn interviewers_table<'r>(survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let questions = survey.units.first().map_or(0, |u| u.questions.len());
    let mut columns = Columns::<&'r InterviewerQuality>::new(lang);
    columns
        .left(INTERVIEWER, 0.0, |of| Cell::text(of.name.as_str()))
        .right(words::FORMS, 0.0, |of| Cell::whole(of.quality.forms))
        .right(UNITS, 0.0, |of| Cell::whole(of.units))
        .right(BUSIEST, 0.0, |of| of.busiest_day.map_or(Cell::Empty, Cell::whole))
        .right(FLAGGED, 0.0, |of| Cell::whole(of.quality.flagged))
        .right(COMPLETE, 0.0, |of| Cell::whole(of.quality.complete))
        .right(BLANK_SHARE, 0.0, move |of| blank_share(&of.quality, questions))
        .right(RUN, 0.0, |of| Cell::whole(of.quality.longest_run))
        .right(IDENTICAL, 0.0, |of| Cell::whole(of.quality.identical))
        .right(words::capital(Flag::Straight.say(lang)), 0.0, |of| Cell::whole(of.quality.straight))
        .right(MEDIAN, 0.0, |of| seconds(&of.quality))
        .left(FIRST_FORM, 0.0, |of| Cell::text(first_form(&of.first)));
    let rows = Rows::Held(columns.rows(&survey.fieldwork.interviewers));
    columns.table(rows)
}

/// `survey/a.xlsx – Phiếu!2`: who the interviewer is stands there.
fn first_form((file, sheet, row): &(String, String, u32)) -> String {
    match sheet.is_empty() {
        true => format!("{file}:{row}"),
        false => format!("{file} – {sheet}:{row}"),
    }
}

fn rejected_table<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang) -> Table<'r> {
    let mut columns = Columns::<&'r RejectedForm>::new(lang);
    columns
        .left(words::UNIT, 30.0, |form| {
            let unit = form.unit.as_ref();
            unit.map_or(Cell::Empty, |unit| Cell::text(results.round.unit_name(unit)))
        })
        .right(ROW, 9.0, |form| Cell::whole(form.row as usize))
        .left(words::SHEET, 26.0, |form| Cell::text(form.sheet.as_str()))
        .left(words::FILE, 34.0, |form| Cell::text(form.file.as_str()))
        .left(words::REASON, 40.0, move |form| Cell::text(words::capital(form.reason.say(lang))));
    let rows = Rows::Held(columns.rows(&survey.fieldwork.rejected));
    columns.table(rows)
}
