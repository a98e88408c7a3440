//! *Điểm mất theo nguyên nhân*: what each cause took from units, fields and agencies of a block.
//! Every lost point stands in each table once, so all of them come to the same.

use std::collections::BTreeMap;

use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang, Text};

use crate::report::block::{Block, Cell, Chart, ChartKind, Line, Page, Role, Rows, Series, Table};
use crate::report::columns::Columns;
use crate::report::losses::{Cause, Lost, ranked};
use crate::report::standing::{Standing, agency_name, block_name, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// More units than this in one picture cannot be read on A4.
const UNITS_IN_A_CHART: usize = 40;

const BY_UNIT: Text = Text::new("Theo đơn vị", "By unit");
const BY_FIELD: Text = Text::new("Theo lĩnh vực", "By field");
const BY_AGENCY: Text = Text::new("Theo cơ quan thẩm định", "By appraising agency");
const NO_AGENCY: Text = Text::new("(không giao cơ quan nào)", "(no agency)");
const CHART: Text = Text::new("Điểm mất theo nguyên nhân", "Lost points by cause");
const NOTHING: Text = Text::new("Không đơn vị nào mất điểm.", "No unit has lost points.");
const NOTE: Text = Text::new(
    "Mỗi điểm mất chỉ có một nguyên nhân và chỉ tính một lần; tổng của các bảng bằng nhau. Đơn vị chưa xếp hạng không có ở đây.",
    "Every lost point has one cause and is counted once; all tables come to the same. Units without a rank are left out.",
);

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Note, NOTE.say(lang))));
    for block in &results.blocks {
        blocks.push(Block::Gap);
        blocks.push(Block::Line(Line::new(Role::Section, block_name(results, block))));
        blocks.extend(of_block(results, block, lang));
        blocks.extend(charts(results, block, lang).into_iter().map(Block::Chart));
    }
    vec![Page { blocks, ..Page::default() }]
}

/// The tables of a block.
pub(crate) fn of_block<'r>(
    results: &'r Results,
    block: &'r BlockResults,
    lang: Lang,
) -> Vec<Block<'r>> {
    let tables = [
        (BY_UNIT, Pivot::of(results, block, &|s, _| (s.at, s.unit.name.clone()))),
        (BY_FIELD, Pivot::of(results, block, &field)),
        (BY_AGENCY, Pivot::of(results, block, &|s, at| agency(s, at, lang))),
    ];
    if tables[0].1.rows.is_empty() {
        return vec![Block::Line(Line::new(Role::Plain, NOTHING.say(lang)))];
    }
    let decimals = point_decimals(results);
    let tables = tables.into_iter().map(|(head, pivot)| pivot.table((head, lang), decimals));
    tables.flat_map(|table| [Block::Table(table), Block::Gap]).collect()
}

/// The field of a leaf: its place in the set and its name.
fn field(standing: &Standing<'_>, leaf: usize) -> (usize, String) {
    let (rubric, node) = (&standing.block.rubric, standing.leaves[leaf].node);
    let field = rubric.with_those_above(node).last().unwrap_or(node);
    (field, format!("{}. {}", rubric.nodes[field].code, rubric.nodes[field].name))
}

/// The agency that appraises a leaf: its place in the round and its name, those without one last.
fn agency(standing: &Standing<'_>, leaf: usize, lang: Lang) -> (usize, String) {
    let node = &standing.block.rubric.nodes[standing.leaves[leaf].node];
    let agencies = &standing.results.round.agencies;
    match node.leaf.as_ref().and_then(|leaf| leaf.appraiser.as_ref()) {
        None => (usize::MAX, NO_AGENCY.say(lang).to_string()),
        Some(id) => {
            let at = agencies.iter().position(|agency| agency.id == *id);
            (at.unwrap_or(agencies.len()), agency_name(standing.results, id).to_string())
        }
    }
}

/// Where a lost point belongs: the order of its row and what heads it.
type Belongs<'f> = &'f dyn Fn(&Standing<'_>, usize) -> (usize, String);

/// Lost points by what they belong to and by cause.
struct Pivot {
    causes: Vec<Cause>,
    rows: BTreeMap<(usize, String), BTreeMap<Cause, Exact>>,
}

impl Pivot {
    fn of(results: &Results, block: &BlockResults, belongs: Belongs<'_>) -> Pivot {
        let mut rows: BTreeMap<(usize, String), BTreeMap<Cause, Exact>> = BTreeMap::new();
        for standing in ranked(results, block) {
            for (leaf, cause, lost) in &Lost::of(&standing).leaves {
                let row = rows.entry(belongs(&standing, *leaf)).or_default();
                *row.entry(*cause).or_default() += lost;
            }
        }
        let mut causes: Vec<Cause> = rows.values().flat_map(|row| row.keys().copied()).collect();
        causes.sort();
        causes.dedup();
        Pivot { causes, rows }
    }

    fn table<'r>(&self, (head, lang): (Text, Lang), decimals: u32) -> Table<'r> {
        type Row<'p> = (&'p str, &'p BTreeMap<Cause, Exact>);
        let mut columns = Columns::<Row<'_>>::new(lang);
        columns.left(head, 34.0, |(name, _)| Cell::text(name.to_string()));
        columns.total(Cell::text(words::TOTAL.say(lang)));
        let cell = |points: Option<&Exact>| {
            points.map_or(Cell::Empty, |points| Cell::exact(points, decimals))
        };
        let mut whole = Exact::zero();
        for &cause in &self.causes {
            let heading = words::capital(cause.text().say(lang));
            let taken = self.rows.values().filter_map(|row| row.get(&cause));
            let taken = taken.fold(Exact::zero(), |sum, one| sum + one);
            columns.right(heading, 13.0, move |(_, row)| cell(row.get(&cause)));
            columns.total(cell(Some(&taken)));
            whole += &taken;
        }
        columns.right(words::TOTAL, 10.0, move |(_, row)| {
            cell(Some(&row.values().fold(Exact::zero(), |sum, one| sum + one)))
        });
        columns.total(cell(Some(&whole)));
        let mut rows: Vec<crate::report::block::Row<'r>> =
            columns.rows(self.rows.iter().map(|((_, name), row)| (name.as_str(), row)));
        rows.push(columns.total_row());
        Table { fixed_columns: 1, ..columns.table(Rows::Held(rows)) }
    }
}

/// What each cause took from each unit, on top of each other.
fn charts(results: &Results, block: &BlockResults, lang: Lang) -> Vec<Chart> {
    let pivot = Pivot::of(results, block, &|s, _| (s.at, s.unit.name.clone()));
    let rows: Vec<_> = pivot.rows.iter().collect();
    type Row<'p> = (&'p (usize, String), &'p BTreeMap<Cause, Exact>);
    let one = |part: &[Row<'_>]| Chart {
        kind: ChartKind::Stacked,
        title: format!("{} – {}", CHART.say(lang), block_name(results, block)),
        categories: part.iter().map(|((_, name), _)| name.clone()).collect(),
        series: pivot
            .causes
            .iter()
            .map(|cause| {
                let of = |row: &BTreeMap<Cause, Exact>| row.get(cause).map_or(0.0, Exact::to_f64);
                let values = part.iter().map(|(_, row)| Some(of(row))).collect();
                Series::plain(words::capital(cause.text().say(lang)), values)
            })
            .collect(),
        top: None,
        decimals: 1,
    };
    rows.chunks(UNITS_IN_A_CHART).map(one).collect()
}
