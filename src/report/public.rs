//! The pages of the workbook that may be published: the same plain tables as on papers.

use crate::report::audience::{Audience, LANG};
use crate::report::block::{Block, Line, Page, Role, Table};
use crate::report::ranking::fields as by_field;
use crate::report::ranking::source::Source;
use crate::report::ranking::table::{self as by_rank, Shown};
use crate::report::standing::block_name;
use crate::report::survey::satisfaction;
use crate::report::{heading, overview, sheets};
use crate::results::Results;

/// Ranking, fields, satisfaction and method, with nothing that is only for the office.
pub fn pages(results: &Results) -> Vec<Page<'_>> {
    let line = |role, text: String| Block::Line(Line::new(role, text));
    let mut pages = Vec::new();
    let mut ranking = Vec::new();
    let mut fields = Vec::new();
    for block in &results.blocks {
        let name = block_name(results, block);
        let classes = overview::classes(block, LANG);
        let source = Source::plain(results, block, LANG);
        ranking.push((name, classes, by_rank::table(&[source], Shown::Read)));
        fields.push((name, None, by_field::of_block(&source)));
    }
    pages.push((sheets::RANKING, ranking));
    pages.push((sheets::FIELDS, fields));
    let surveys = results.surveys.iter().map(|survey| {
        let table = satisfaction::table(results, survey, Audience::Public, LANG);
        (survey.title.as_str(), None, table)
    });
    let surveys: Vec<_> = surveys.collect();
    if !surveys.is_empty() {
        pages.push((sheets::SATISFACTION, surveys));
    }
    let mut made: Vec<Page<'_>> = Vec::new();
    for (name, parts) in pages {
        let name = name.say(LANG);
        for (at, (title, said, table)) in parts.into_iter().enumerate() {
            let mut blocks = heading::title(results, name, LANG);
            blocks.extend(heading::public_marks(results, LANG));
            blocks.push(line(Role::Section, title.to_string()));
            blocks.extend(said.map(|said| line(Role::Text, said)));
            let name = if at == 0 { name.to_string() } else { format!("{name} ({})", at + 1) };
            made.push(page(name, blocks, table));
        }
    }
    made.push(method(results));
    made
}

fn page<'r>(name: String, mut blocks: Vec<Block<'r>>, table: Table<'r>) -> Page<'r> {
    let widths = table.columns.iter().map(|column| column.width).collect();
    blocks.push(Block::Table(table));
    Page { name: Some(name), widths, blocks, ..Page::default() }
}

fn method(results: &Results) -> Page<'_> {
    let name = "Cách tính";
    let mut blocks = heading::title(results, name, LANG);
    blocks.push(Block::Gap);
    let lines = heading::method_for(results, true, LANG).into_iter();
    blocks.extend(lines.map(|text| Block::Line(Line::new(Role::Text, text))));
    Page { name: Some(name.into()), widths: vec![110.0], blocks, ..Page::default() }
}
