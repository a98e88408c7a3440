//! *Xếp hạng*: one table with a group of rows per block, best first, and its charts.

pub(super) mod charts;
pub(super) mod classes;
pub(super) mod detail;
pub(super) mod fields;
pub(super) mod remarks;
pub(super) mod source;
pub(super) mod table;

use crate::report::block::{Block, Page};
use crate::report::heading;
use crate::report::ranking::source::Source;
use crate::report::ranking::table::{Shown, table};
use crate::report::workbook::Workbook;

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, _: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let sources = Source::all(&book.layout);
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::ranking_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(&sources, Shown::Computed)));
    blocks.extend(charts::rankings(&sources).into_iter().map(Block::Aside));
    blocks.push(Block::Gap);
    blocks.extend(heading::notes(results, book.layout.live, lang));
    blocks.extend(heading::signature(results, lang));
    vec![Page { blocks, ..Page::default() }]
}

/// The page that is signed: nothing on it is about the program, and the signature follows the table.
pub(crate) fn signed<'r>(book: &'r Workbook<'r>, _: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::signed_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(&Source::all_plain(results, lang), Shown::Signed)));
    blocks.extend(heading::signature(results, lang));
    let units: usize = results.blocks.iter().map(|block| block.units.len()).sum();
    vec![Page { blocks, one_paper: units <= UNITS_ON_A_PAPER, ..Page::default() }]
}

/// So many units and the signature can be read on one sheet of paper.
const UNITS_ON_A_PAPER: usize = 24;
