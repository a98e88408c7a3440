//! *Phụ lục*: one file each, numbered on its own; across where the table is wide.

use crate::results::{BlockResults, Results};
use crate::rubric::{FieldKind, Node};

use crate::report::audience::Audience;
use crate::report::audience::LANG;
use crate::report::block::{Block, Cell, Line, Page, Role, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::numbers::roman;
use crate::report::papers::bodies;
use crate::report::papers::frame;
use crate::report::papers::set::{Paper, Set};
use crate::report::ranking::fields as by_field;
use crate::report::ranking::source::Source;
use crate::report::ranking::table::{self as ranking, Shown};
use crate::report::standing::{Standing, block_name, look, point_decimals};
use crate::report::survey::satisfaction;
use crate::report::words;

/// More units than this stand in several tables.
const UNITS_ACROSS: usize = 9;

/// More fields than this, too.
const FIELDS_ACROSS: usize = 8;

/// What one annex shows.
#[derive(Clone, Copy)]
enum Subject {
    Ranking(usize),
    Fields(usize),
    Detail(usize),
    Satisfaction(usize),
}

fn subjects(results: &Results) -> Vec<Subject> {
    let blocks = || 0..results.blocks.len();
    let with_fields = |at: &usize| results.blocks[*at].rubric.plain_fields().next().is_some();
    let mut all: Vec<Subject> = blocks().map(Subject::Ranking).collect();
    all.extend(blocks().filter(with_fields).map(Subject::Fields));
    all.extend(blocks().map(Subject::Detail));
    all.extend((0..results.surveys.len()).map(Subject::Satisfaction));
    all
}

/// How many annexes there are.
pub(super) fn count(results: &Results) -> usize {
    subjects(results).len()
}

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    let subjects = subjects(set.results);
    let only = subjects.len() == 1;
    let paper = |(at, subject): (usize, Subject)| {
        let number = (!only).then(|| roman(at + 1));
        let path = number.as_ref().map_or("phu-luc".to_string(), |n| format!("phu-luc-{n}"));
        Paper { path, build: Box::new(move || page(set.results, subject, number.as_deref())) }
    };
    subjects.into_iter().enumerate().map(paper).collect()
}

fn page<'s>(results: &'s Results, subject: Subject, number: Option<&str>) -> Page<'s> {
    let (title, tables) = match subject {
        Subject::Ranking(at) => {
            let block = &results.blocks[at];
            let source = Source::plain(results, block, LANG);
            let table = ranking::table(&[source], Shown::Read);
            (titled("KẾT QUẢ XẾP HẠNG", results, block), vec![table])
        }
        Subject::Fields(at) => {
            let block = &results.blocks[at];
            (titled("CHỈ SỐ THEO LĨNH VỰC", results, block), by_field(results, block))
        }
        Subject::Detail(at) => {
            let block = &results.blocks[at];
            (titled("ĐIỂM TỪNG TIÊU CHÍ", results, block), detail(results, block))
        }
        Subject::Satisfaction(at) => {
            let survey = &results.surveys[at];
            let title = survey.title.to_uppercase();
            let title = format!("KẾT QUẢ {}", title.strip_prefix("KẾT QUẢ ").unwrap_or(&title));
            (title, vec![satisfaction::table(results, survey, Audience::Inside, LANG)])
        }
    };
    let across = tables.iter().any(is_wide);
    let mut blocks = head(results, &title, number);
    let last = tables.len();
    for (at, table) in tables.into_iter().enumerate() {
        blocks.push(Block::Table(table));
        if at + 1 < last {
            blocks.push(Block::Break);
        }
    }
    Page { blocks, across, ..Page::default() }
}

/// Wider than an upright paper can hold in letters that can be read.
fn is_wide(table: &Table<'_>) -> bool {
    const UPRIGHT: f64 = 115.0;
    table.columns.iter().map(|column| column.width).sum::<f64>() > UPRIGHT
}

fn titled(what: &str, results: &Results, block: &BlockResults) -> String {
    let round = results.round.title.to_uppercase();
    let block = block_name(results, block).to_uppercase();
    format!("{what}\n{round}\n{block}")
}

fn head<'s>(results: &Results, title: &str, number: Option<&str>) -> Vec<Block<'s>> {
    let line = |role, text: String| Block::Line(Line::new(role, text));
    let papers = &results.round.papers;
    let issuer = bodies::in_full(&results.round.issuer);
    let dots = |text: &str| match text {
        "" => format!("………/QĐ-{}", bodies::mark(&issuer)),
        given => given.to_string(),
    };
    let day = papers.day.map_or("ngày …… tháng …… năm ………".to_string(), frame::day);
    let attached = format!("(Kèm theo Quyết định số {} {day} của {issuer})", dots(&papers.number),);
    let annex = number.map_or("Phụ lục".to_string(), |number| format!("Phụ lục {number}"));
    let mut blocks = vec![
        line(Role::Title, annex),
        line(Role::Title, title.to_string()),
        line(Role::Subtitle, attached),
        Block::Gap,
    ];
    blocks.extend(frame::alarms(results));
    blocks
}

/// Units down, fields across, as many tables as it takes.
fn by_field<'s>(results: &'s Results, block: &'s BlockResults) -> Vec<Table<'s>> {
    let fields: Vec<usize> = block.rubric.plain_fields().map(|(at, _)| at).collect();
    let source = Source::plain(results, block, LANG);
    fields.chunks(FIELDS_ACROSS).map(|fields| by_field::table(&source, fields)).collect()
}

/// Criteria down, units across, as many tables as it takes.
fn detail<'s>(results: &'s Results, block: &'s BlockResults) -> Vec<Table<'s>> {
    let order = block.ranking();
    order.chunks(UNITS_ACROSS).map(|units| detail_part(results, block, units)).collect()
}

fn detail_part<'s>(results: &'s Results, block: &'s BlockResults, units: &[usize]) -> Table<'s> {
    let decimals = point_decimals(results);
    let mut leaf_at = vec![None; block.rubric.nodes.len()];
    if let Some(first) = block.scores.first() {
        first.leaves.iter().enumerate().for_each(|(at, leaf)| leaf_at[leaf.node] = Some(at));
    }
    let leaf_at = &leaf_at;
    let mut columns = Columns::<(usize, &'s Node)>::new(LANG);
    columns
        .left(words::CODE, 8.0, |(_, node)| Cell::text(node.code.as_str()))
        .left(words::CRITERION, 44.0, |(_, node)| Cell::text(node.name.as_str()))
        .total(Cell::text(words::TOTAL_POINTS.say(LANG)))
        .right(words::MAX, 8.0, |(_, node)| Cell::exact(&node.max, decimals));
    // Few units leave room for their names.
    let wide = (48.0 / units.len().max(1) as f64).clamp(10.0, 24.0);
    for at in units {
        let standing = Standing::of(results, block, *at);
        let total = match standing.index.rank {
            Some(_) => Cell::exact(&standing.index.points, decimals),
            None => Cell::Empty,
        };
        columns
            .right(standing.unit.name.as_str(), wide, move |(at, _)| match leaf_at[*at] {
                Some(leaf) => leaf_cell(&standing, leaf, decimals),
                None if standing.index.rank.is_none() => Cell::Empty,
                None => Cell::exact(&standing.index.nodes[*at].points, decimals),
            })
            .total(total);
    }
    let nodes = block.rubric.nodes.iter().enumerate();
    let mut rows: Vec<Row<'s>> =
        nodes.map(|(at, node)| columns.row(&(at, node)).looking(look(node))).collect();
    rows.push(columns.total_row());
    columns.table(Rows::Held(rows)).sized(12)
}

fn leaf_cell<'s>(standing: &Standing<'s>, leaf: usize, decimals: u32) -> Cell<'s> {
    use crate::scores::State;
    let leaf = &standing.leaves[leaf];
    if standing.index.rank.is_none() {
        return Cell::Empty;
    }
    match leaf.state {
        State::Scored => {
            let points = standing.points(leaf.node);
            let penalty = standing.block.rubric.nodes[leaf.node].field_kind == FieldKind::Penalty;
            Cell::exact(&if penalty { -points } else { points }, decimals)
        }
        state => Cell::text(words::state(state, LANG)),
    }
}
