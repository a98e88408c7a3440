//! *Xếp loại*: how many units of each block are in each class, and which.

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang};

use crate::report::block::{Block, Cell, Figure, Look, Page, Rows, Table};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::{Sum, Work};
use crate::report::ranking::source::Source;
use crate::report::standing::{Standing, block_name};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// More names than this in one cell are not read.
const NAMES_SHOWN: usize = 30;

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    page(book, &Source::all(&book.layout), name)
}

/// In figures alone, to be signed.
pub(crate) fn signed<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    page(book, &Source::all_plain(book.results, book.lang), name)
}

fn page<'r>(book: &'r Workbook<'r>, sources: &[Source<'r>], name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut columns = columns(results, lang);
    let lines: Vec<Line<'r>> = sources.iter().flat_map(lines).collect();
    let look = |line: &Line<'_>| if line.is_total { Look::Total } else { Look::Plain };
    let rows = lines.iter().map(|line| columns.row(line).looking(look(line))).collect();
    let table = Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    vec![Page { blocks, ..Page::default() }]
}

/// The units of a block in one class, in none, without a rank, or all of them.
struct Line<'r> {
    block: &'r BlockResults,
    class: &'r str,
    from: Option<&'r Exact>,
    units: Vec<Standing<'r>>,
    /// How many they are, as a formula.
    count: Option<Formula>,
    is_total: bool,
}

fn columns<'r>(results: &'r Results, lang: Lang) -> Columns<'r, 'r, Line<'r>> {
    let mut columns = Columns::<Line<'r>>::new(lang);
    columns
        .left(words::BLOCK, 30.0, |l| Cell::text(block_name(results, l.block)))
        .left(words::CLASS, 22.0, |l| Cell::text(l.class))
        .right(words::FROM, 10.0, |l| {
            l.from
                .map_or(Cell::Empty, |from| Cell::exact(from, if from.is_whole() { 0 } else { 2 }))
        })
        .right(words::COUNT, 10.0, |l| {
            let shown = Cell::whole(l.units.len());
            match &l.count {
                Some(count) => computation::cell(count.clone(), shown),
                None => shown,
            }
        })
        .right(words::SHARE, 10.0, Line::share)
        .left(words::UNITS, 70.0, move |l| match l.is_total {
            true => Cell::Empty,
            false => Cell::text(names(&l.units, lang)),
        });
    columns
}

impl<'r> Line<'r> {
    fn share(&self) -> Cell<'r> {
        let all = self.block.units.len() as i64;
        let share = Exact::fraction(self.units.len() as i64, all);
        let share = share.map_or(0.0, |share| share.round_half_up(4).to_f64());
        let shown = Cell::Number(share, Figure::Percent(1));
        let Some(count) = &self.count else { return shown };
        let part = Formula::apply("/", count.clone(), Formula::whole(all));
        computation::cell(Formula::call("ROUND", vec![part, Formula::whole(4)]), shown)
    }
}

fn lines<'r>(source: &Source<'r>) -> Vec<Line<'r>> {
    let (lang, block) = (source.lang, source.block);
    let standing = |at| source.standing(at);
    let all: Vec<Standing<'r>> = block.ranking().into_iter().map(standing).collect();
    let live = |count: Option<Formula>| count.filter(|_| !block.units.is_empty());
    let line = |class: &'r str, count: Option<Formula>, inside: &dyn Fn(&Standing<'r>) -> bool| {
        let units = all.iter().filter(|standing| inside(standing)).copied().collect();
        Line { block, class, from: None, units, count: live(count), is_total: false }
    };
    let is_ranked = |s: &Standing<'_>| s.index.rank.is_some();
    let classes = &block.rubric.classes;
    let mut lines = Vec::new();
    for (at, class) in classes.iter().enumerate() {
        let name = class.name.as_str();
        let inside = |s: &Standing<'_>| s.index.class.as_deref() == Some(name);
        let line = line(name, count_of(source, at), &inside);
        lines.push(Line { from: Some(&class.from), ..line });
    }
    let none = |s: &Standing<'_>| is_ranked(s) && s.index.class.is_none();
    if !classes.is_empty() || all.iter().any(none) {
        lines.push(line(words::NO_CLASS.say(lang), count_of(source, classes.len()), &none));
    }
    let count = source.row(&Work::Sum(Sum::Rank)).map(|ranks| {
        let ranked = Formula::call("COUNT", vec![ranks]);
        Formula::apply("-", Formula::whole(block.units.len() as i64), ranked)
    });
    lines.push(line(words::UNRANKED.say(lang), count, &|s| !is_ranked(s)));
    // A number in a round without formulas does not change.
    lines.retain(|l| source.is_live() || l.from.is_some() || !l.units.is_empty());
    let total = line(words::TOTAL.say(lang), None, &|_| true);
    lines.push(Line { is_total: true, ..total });
    lines
}

/// How many units have the class at this position; one more than there are means none.
fn count_of(source: &Source<'_>, at: usize) -> Option<Formula> {
    let classes = source.row(&Work::Sum(Sum::ClassAt))?;
    Some(Formula::call("COUNTIF", vec![classes, Formula::whole(at as i64 + 1)]))
}

fn names(units: &[Standing<'_>], lang: Lang) -> String {
    let name = |s: &Standing<'_>| match s.class_held(lang) {
        Some(held) => format!("{} ({held})", s.unit.name),
        None => s.unit.name.clone(),
    };
    let mut text = units.iter().take(NAMES_SHOWN).map(name).collect::<Vec<_>>().join(", ");
    if units.len() > NAMES_SHOWN {
        let more = units.len() - NAMES_SHOWN;
        text += &match lang {
            Lang::Vi => format!(" … và {more} đơn vị khác"),
            Lang::En => format!(" … and {more} more"),
        };
    }
    text
}
