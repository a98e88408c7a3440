//! *Phiếu điểm*: one unit on one sheet of paper, in plain words.

use crate::report::audience::LANG;
use crate::report::block::{
    Block, Cell, Column, Line, Page, Picture, PictureOf, Role, Row, Rows, Table,
};
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender};
use crate::report::papers::set::{Paper, Set};
use crate::report::plain_tables as tables;
use crate::report::standing::{Standing, point_decimals};
use crate::report::unit::{distance, place};
use crate::report::why::lost::of_unit;

/// Letters of a line that takes no more than two lines of print.
const LINE: usize = 150;
/// So many losses are shown.
const LOSSES: usize = 5;
/// Fields that fit beside the picture.
const FIELDS: usize = 9;
/// Letters of a cause or a next step that leave room for the others on one sheet.
const LETTERS: usize = 70;
/// Letters that a name keeps at least.
const LEAST: usize = 20;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    set.of_units("phieu-diem", |_, _, _| true, page)
}

fn page<'s>(set: &'s Set<'_>, block: usize, at: usize) -> Page<'s> {
    let results = set.results;
    let standing = Standing::of(results, &results.blocks[block], at);
    let mut blocks = frame::head(results, &Sender::office(results), Number::None);
    let title = format!("PHIẾU ĐIỂM {}", standing.unit.name.to_uppercase());
    blocks.extend(frame::title(&title, &results.round.title));
    blocks.extend(frame::illustration(results));
    let lines = place::lines(&standing, set.best[block], LANG);
    let line = |line: String| Block::Line(Line::new(Role::Plain, sentence(&line)));
    blocks.extend(lines.into_iter().map(line));
    if standing.index.rank.is_some() {
        blocks.push(beside(&standing, block, at));
        blocks.extend(losses(set, &standing, block));
        blocks.extend(next_class(&standing));
    }
    Page { blocks, ..Page::default() }
}

/// The radar on the left, the fields on the right.
fn beside<'s>(standing: &Standing<'s>, block: usize, at: usize) -> Block<'s> {
    let radar = Picture { of: PictureOf::Radar { block, unit: at }, percent: 100 };
    let right = vec![Block::Table(fields(standing))];
    Block::Beside { left: vec![Block::Picture(radar)], right }
}

/// The fields with names that take one line.
fn fields<'s>(standing: &Standing<'s>) -> Table<'s> {
    let mut table = tables::unit_fields(standing, FIELDS);
    if let Rows::Held(rows) = &mut table.rows {
        for cell in rows.iter_mut().filter_map(|row| row.cells.first_mut()) {
            if let Cell::Text(text) = cell {
                *text = clipped(text, 33).into();
            }
        }
    }
    Table { size: 11, ..table }
}

/// The largest losses, each with its cause and the next step.
fn losses<'s>(set: &'s Set<'_>, standing: &Standing<'s>, block: usize) -> Vec<Block<'s>> {
    let reasons = &set.reasons[block];
    let decimals = point_decimals(standing.results);
    let row = |(lost, at): &(crate::terms::Exact, usize)| {
        let leaf = &standing.leaves[*at];
        let node = &standing.block.rubric.nodes[leaf.node];
        // The first step; what would earn all points is further away.
        let next = reasons.needs(leaf).into_iter().next().unwrap_or_default();
        let next = next.split("; ").next().unwrap_or_default();
        Row::new(vec![
            Cell::text(clipped(&format!("{} {}", node.code, node.name), LETTERS - 15)),
            Cell::exact(lost, decimals),
            Cell::text(clipped(&reasons.plain_cause(standing, leaf), LETTERS)),
            Cell::text(step(next, LETTERS + 10)),
        ])
    };
    let rows: Vec<Row<'s>> = of_unit(standing).iter().take(LOSSES).map(row).collect();
    if rows.is_empty() {
        return vec![frame::text("Đơn vị không mất điểm ở tiêu chí nào.")];
    }
    let columns = vec![
        Column::left("Mất điểm nhiều nhất").wide(30.0),
        Column::right("Mất").wide(9.0),
        Column::left("Nguyên nhân").wide(34.0),
        Column::left("Bước tiếp theo").wide(44.0),
    ];
    let table = Table { size: 11, ..tables::table(columns, rows) };
    vec![Block::Gap, Block::Table(table), Block::Gap]
}

/// How far it is to the next class; the last line of what the class is about.
fn next_class<'s>(standing: &Standing<'_>) -> Option<Block<'s>> {
    if standing.block.rubric.classes.is_empty() {
        return None;
    }
    let lines = distance::class_lines(standing, LANG);
    let last = lines.last()?;
    Some(Block::Line(Line::new(Role::Plain, sentence(last))))
}

/// A line of its own, with its full stop.
fn sentence(line: &str) -> String {
    let line = clipped(line, LINE);
    if line.ends_with(['.', '…']) { line } else { line + "." }
}

/// A next step: what the figure is called gives way to what is to be done.
fn step(text: &str, most: usize) -> String {
    let letters = text.chars().count();
    let named = text.strip_prefix('“').and_then(|rest| rest.split_once("”: "));
    match named {
        Some((name, done)) if letters > most => {
            let room = most.saturating_sub(done.chars().count() + 4).max(LEAST);
            clipped(&format!("“{}”: {done}", clipped(name, room)), most + LEAST)
        }
        _ => clipped(text, most),
    }
}

/// The text, or its beginning up to the end of a word.
fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let start: String = text.chars().take(most).collect();
    let whole = start.rfind(' ').map_or(start.as_str(), |at| &start[..at]);
    let start = whole.trim_end_matches([' ', ',', ';', ':', '-', '–', '(', '“']);
    let open = start.matches('“').count() > start.matches('”').count();
    format!("{start}…{}", if open { "”" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{clipped, sentence, step};

    #[test]
    fn what_is_cut_keeps_its_quotation_marks_in_pairs() {
        assert_eq!(clipped("chưa đạt mức “từ 98%: 2 điểm”", 22), "chưa đạt mức “từ 98%…”");
        assert_eq!(clipped("chưa đạt mức “từ 98%”", 14), "chưa đạt mức…");
        assert_eq!(clipped("ngắn", 22), "ngắn");
    }

    #[test]
    fn a_step_says_what_to_do_however_long_the_name() {
        let name = "Số dịch vụ công trực tuyến mức độ 3, 4 có phát sinh hồ sơ trong năm đánh giá";
        let said = step(&format!("“{name}”: thêm 1 dịch vụ (thành 9) thì được 1 điểm"), 80);
        assert!(said.ends_with("…”: thêm 1 dịch vụ (thành 9) thì được 1 điểm"), "{said}");
        assert!(said.chars().count() <= 100, "{said}");
    }

    #[test]
    fn a_line_ends_with_one_full_stop() {
        assert_eq!(sentence("Chưa nộp"), "Chưa nộp.");
        assert_eq!(sentence("Chưa nộp."), "Chưa nộp.");
    }
}
