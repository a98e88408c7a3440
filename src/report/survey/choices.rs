//! *Câu hỏi khác*: questions outside the index. Percent of respondents and percent of ticks are
//! two columns with two bases; open answers are counted, and shown only where the scheme asks.

use crate::results::Results;
use crate::survey::scheme::SideKind;
use crate::survey::{Satisfaction, SideCounts, SideUnit};

use crate::report::block::{Block, Cell, Line, Look, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::heading;
use crate::report::survey::names;
use crate::report::words;
use crate::report::workbook::Workbook;
use crate::terms::{Exact, Lang, UnitId, texts};

texts! {
    CHOICE "Phương án", "Choice";
    TICKED "Lượt chọn", "Ticks";
    OF_RESPONDENTS "% số người trả lời", "% of respondents";
    OF_TICKS "% số lượt chọn", "% of ticks";
    RESPONDENTS "Số người trả lời", "Respondents";
    OTHER "Khác (tự ghi)", "Other (own words)";
    WRITTEN "Có ý kiến", "With an answer";
    OPINION "Ý kiến", "Answer";
    ALL "Tất cả đơn vị", "All units";
}

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let asked = results.surveys.iter().filter(|s| !s.fieldwork.sides.is_empty());
    let one = |survey: &'r Satisfaction| {
        let pages = vec![page(results, survey, lang, name)];
        names::named(results, survey, name, lang, pages)
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

/// A choice of a unit, or of all of them together.
struct Chosen<'r> {
    name: &'r str,
    label: &'r str,
    count: usize,
    respondents: usize,
    ticks: usize,
}

fn choice_table<'r>(results: &'r Results, side: &'r SideCounts, lang: Lang) -> Table<'r> {
    let decimals = results.round.rules.decimals;
    let mut columns = Columns::<Chosen<'r>>::new(lang);
    columns
        .left(words::UNIT, 0.0, |c| Cell::text(c.name))
        .left(CHOICE, 0.0, |c| Cell::text(c.label))
        .right(RESPONDENTS, 0.0, |c| Cell::whole(c.respondents))
        .right(TICKED, 0.0, |c| Cell::whole(c.count))
        .right(OF_RESPONDENTS, 0.0, move |c| share(c.count, c.respondents, decimals));
    if side.kind == SideKind::Multiple {
        columns.right(OF_TICKS, 0.0, move |c| share(c.count, c.ticks, decimals));
    }
    let mut rows = Vec::new();
    let all = total(side);
    let units = side.units.iter().map(|unit| (results.round.unit_name(&unit.unit), unit, false));
    for (name, unit, is_total) in units.chain([(ALL.say(lang), &all, true)]) {
        for (count, option) in unit.counts.iter().zip(&side.options) {
            let label = if option.is_empty() { OTHER.say(lang) } else { option };
            let (count, ticks, respondents) = (*count, unit.ticks(), unit.respondents);
            let row = columns.row(&Chosen { name, label, count, respondents, ticks });
            rows.push(if is_total { row.looking(Look::Total) } else { row });
        }
    }
    Table { fixed_columns: 2, ..columns.table(Rows::Held(rows)) }
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
    let mut columns = Columns::<&'r SideUnit>::new(lang);
    columns
        .left(words::UNIT, 0.0, |unit| Cell::text(results.round.unit_name(&unit.unit)))
        .right(WRITTEN, 0.0, |unit| Cell::whole(unit.respondents))
        .right(words::BLANK, 0.0, |unit| Cell::whole(unit.blank));
    let rows = Rows::Held(columns.rows(&side.units));
    columns.table(rows)
}

fn words_table<'r>(results: &'r Results, side: &'r SideCounts, lang: Lang) -> Table<'r> {
    let mut columns = Columns::<&'r (UnitId, String)>::new(lang);
    columns.left(words::UNIT, 0.0, |(unit, _)| Cell::text(results.round.unit_name(unit))).left(
        OPINION,
        0.0,
        |(_, text)| Cell::text(text.as_str()),
    );
    let rows = Rows::Held(columns.rows(&side.texts));
    columns.table(rows)
}
