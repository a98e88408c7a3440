//! *Câu hỏi khác*: questions outside the index. Percent of respondents and percent of ticks are
//! two columns with two bases; open answers are counted, and shown only where the scheme asks.

use crate::results::Results;
use crate::survey::scheme::SideKind;
use crate::survey::{Satisfaction, SideCounts, SideUnit};

use super::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use super::words;
use super::workbook::Workbook;
use super::{heading, survey_sheets};
use crate::terms::{Exact, Lang, Text, UnitId};

const CHOICE: Text = Text { vi: "Phương án", en: "Choice" };
const TICKED: Text = Text { vi: "Lượt chọn", en: "Ticks" };
const OF_RESPONDENTS: Text = Text { vi: "% số người trả lời", en: "% of respondents" };
const OF_TICKS: Text = Text { vi: "% số lượt chọn", en: "% of ticks" };
const RESPONDENTS: Text = Text { vi: "Số người trả lời", en: "Respondents" };
const OTHER: Text = Text { vi: "Khác (tự ghi)", en: "Other (own words)" };
const ALL: Text = Text { vi: "Tất cả đơn vị", en: "All units" };

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let asked = results.surveys.iter().filter(|s| !s.fieldwork.sides.is_empty());
    let one = |survey: &'r Satisfaction| {
        let pages = vec![page(results, survey, lang, name)];
        survey_sheets::named(results, survey, name, lang, pages)
    };
    asked.flat_map(one).collect()
}

fn page<'r>(results: &'r Results, survey: &'r Satisfaction, lang: Lang, name: &str) -> Page<'r> {
    let mut blocks = heading::title(results, name, lang);
    let about = heading::survey(survey, lang);
    blocks.push(Block::Line(Line::new(Role::Subtitle, about)));
    for side in &survey.fieldwork.sides {
        blocks.push(Block::Gap);
        blocks.push(Block::Line(Line::new(Role::Section, side.text.as_str())));
        blocks.push(Block::Table(match side.kind {
            SideKind::Text => text_table(results, side, lang),
            _ => choice_table(results, side, lang),
        }));
        if !side.texts.is_empty() {
            blocks.push(Block::Gap);
            blocks.push(Block::Table(words_table(results, side, lang)));
        }
    }
    Page { widths: vec![30.0, 44.0, 14.0, 12.0, 16.0, 16.0, 12.0], blocks, ..Page::default() }
}

fn share<'a>(part: usize, of: usize, decimals: u32) -> Cell<'a> {
    let part = Exact::whole(part as i64 * 100).checked_div(&Exact::whole(of as i64));
    Cell::maybe(part.as_ref(), decimals)
}

fn choice_table<'r>(results: &'r Results, side: &'r SideCounts, lang: Lang) -> Table<'r> {
    let mut columns = vec![Column::left(words::UNIT.say(lang)), Column::left(CHOICE.say(lang))];
    let mut figures = vec![RESPONDENTS, TICKED, OF_RESPONDENTS];
    if side.kind == SideKind::Multiple {
        figures.push(OF_TICKS);
    }
    columns.extend(figures.iter().map(|word| Column::right(word.say(lang))));
    let decimals = results.round.rules.decimals;
    let mut rows = Vec::new();
    let all = total(side);
    let units = side.units.iter().map(|unit| (results.round.unit_name(&unit.unit), unit));
    for (name, unit) in units.chain([(ALL.say(lang), &all)]) {
        for (at, count) in unit.counts.iter().enumerate() {
            let label = match side.options[at].as_str() {
                "" => OTHER.say(lang),
                label => label,
            };
            let mut cells = vec![
                Cell::text(name),
                Cell::text(label),
                Cell::whole(unit.respondents),
                Cell::whole(*count),
                share(*count, unit.respondents, decimals),
            ];
            if side.kind == SideKind::Multiple {
                cells.push(share(*count, unit.ticks(), decimals));
            }
            let row = Row::new(cells);
            rows.push(if name == ALL.say(lang) { row.looking(Look::Total) } else { row });
        }
    }
    Table { columns, rows: Rows::Held(rows), fixed_columns: 2, size: 11, ..Table::default() }
}

/// All units together.
fn total(side: &SideCounts) -> SideUnit {
    let sum = |of: &dyn Fn(&SideUnit) -> usize| side.units.iter().map(of).sum();
    SideUnit {
        unit: side.units.first().map_or_else(|| UnitId::new(""), |u| u.unit.clone()),
        respondents: sum(&|u| u.respondents),
        blank: sum(&|u| u.blank),
        refused: sum(&|u| u.refused),
        counts: (0..side.options.len()).map(|at| sum(&|u| u.counts[at])).collect(),
    }
}

fn text_table<'r>(results: &'r Results, side: &'r SideCounts, lang: Lang) -> Table<'r> {
    let written = Text { vi: "Có ý kiến", en: "With an answer" };
    let columns = vec![
        Column::left(words::UNIT.say(lang)),
        Column::right(written.say(lang)),
        Column::right(words::BLANK.say(lang)),
    ];
    let rows = side.units.iter().map(|unit| {
        Row::new(vec![
            Cell::text(results.round.unit_name(&unit.unit)),
            Cell::whole(unit.respondents),
            Cell::whole(unit.blank),
        ])
    });
    Table { columns, rows: Rows::Held(rows.collect()), size: 11, ..Table::default() }
}

fn words_table<'r>(results: &'r Results, side: &'r SideCounts, lang: Lang) -> Table<'r> {
    let opinion = Text { vi: "Ý kiến", en: "Answer" };
    let columns = vec![Column::left(words::UNIT.say(lang)), Column::left(opinion.say(lang))];
    let rows = side.texts.iter().map(|(unit, text)| {
        Row::new(vec![Cell::text(results.round.unit_name(unit)), Cell::text(text.as_str())])
    });
    Table { columns, rows: Rows::Held(rows.collect()), size: 11, ..Table::default() }
}
