//! Where everything stands: the one rule by which the pages are made and by which formulas
//! find their cells. Rows and columns count from 0.

use std::collections::BTreeMap;

use crate::expr::Expr;
use crate::expr::excel::{Anywhere, formulas};
use crate::formulas::{Address, Used, used, without_zero_base};
use crate::index::UnitIndex;
use crate::results::{BlockResults, Results};
use crate::round::NotSubmitted;
use crate::rubric::Rubric;
use crate::terms::{Key, Lang};

use crate::report::block::{Target, rows_of};
use crate::report::computation::works::{Work, works};
use crate::report::{heading, sheets};

/// More rows of leaves than this make a workbook that no office computer recalculates at ease;
/// such a round gets plain figures.
pub(crate) const MOST_LEAF_ROWS: usize = 60_000;

/// The columns of *Số liệu* that formulas refer to: the value as a person may change it; the
/// number of its state; the value in the form in which rules compute.
pub(crate) mod on_values {
    pub(crate) const VALUE: usize = 5;
    pub(crate) const STATE_CODE: usize = 13;
    pub(crate) const USED_VALUE: usize = 14;
}

/// Those of *Tự chấm và thẩm định*.
pub(crate) mod on_leaves {
    pub(crate) const MAX: usize = 4;
    pub(crate) const SELF: usize = 5;
    /// The value that the rule looks at: the first helper cell.
    pub(crate) const LOOKED_AT: usize = 6;
    pub(crate) const COMPUTED: usize = 7;
    pub(crate) const ROUND_1: usize = 8;
    pub(crate) const ROUND_2: usize = 9;
    pub(crate) const LAST: usize = 10;
    /// How many columns are printed, save one for what was declared where a value was corrected.
    pub(crate) const PRINTED: usize = 16;
}

/// The column of *Vì sao* to which links lead.
pub(crate) const CODE_ON_WHY: usize = 2;

/// Excel's limit less room for what follows a table.
const MOST_ROWS: u32 = 1_000_000;

/// The places of all live cells of the ranking workbook.
pub(crate) struct Layout<'r> {
    pub results: &'r Results,
    pub lang: Lang,
    /// Whether the workbook has formulas: a very large round has none.
    pub live: bool,
    pub blocks: Vec<BlockLayout<'r>>,
    pub values_sheet: &'static str,
    pub leaves_sheet: &'static str,
    /// Every working day of the round's calendar, as one range.
    pub working_days: Option<String>,
    /// The most helper cells that a leaf has beside the value looked at.
    pub helpers: usize,
    /// An appraiser corrected a value somewhere.
    pub corrected: bool,
}

pub(crate) struct BlockLayout<'r> {
    pub block: &'r BlockResults,
    pub used: Vec<Used<'r>>,
    /// The codes of the leaves that use each of them.
    pub users: Vec<String>,
    /// On the sheet of values: the first row; unit by unit, a row for each value used.
    first_value: u32,
    /// The leaves that a unit claims as not applicable: position of the unit and of the leaf.
    pub claims: Vec<(usize, usize)>,
    first_claim: u32,
    /// On the sheet of leaves: the first row; leaf by leaf, a row for each unit.
    first_leaf: u32,
    pub detail_sheet: String,
    /// The row of the first node.
    pub first_node: u32,
    /// Positions of the units in the order of the ranking.
    pub order: Vec<usize>,
    /// The place of each unit in that order.
    place: Vec<usize>,
    pub workings_sheet: String,
    /// The row of the first leaf of the first unit on *Vì sao*; unit by unit.
    first_why: u32,
    pub works: Vec<Work>,
    work_rows: BTreeMap<Work, u32>,
    leaf_of_node: Vec<Option<usize>>,
}

/// Columns before those of the units, on *Chi tiết* and on *Tính chỉ số*.
pub(crate) const UNITS_FROM: usize = 4;
/// The column of means there.
pub(super) const MEAN: usize = 3;

impl<'r> Layout<'r> {
    pub(crate) fn of(results: &'r Results, lang: Lang) -> Layout<'r> {
        let rows = |b: &BlockResults| b.units.len() * b.rubric.leaves().count();
        let all: usize = results.blocks.iter().map(rows).sum();
        let values_sheet = sheets::VALUES.say(lang);
        let leaves_sheet = sheets::LEAVES.say(lang);
        let mut value = rows_of(&heading::listing_head(results, "", lang)) + 1;
        let mut leaf = value;
        let mut why = rows_of(&heading::why_head(results, "", lang)) + 1;
        let mut blocks = Vec::new();
        for (at, block) in results.blocks.iter().enumerate() {
            let layout = BlockLayout::new(results, block, (at, lang), (value, leaf, why));
            value = layout.first_claim + layout.claims.len() as u32;
            leaf += rows(block) as u32;
            why += rows(block) as u32;
            blocks.push(layout);
        }
        let declared = |block: &BlockResults| {
            let leaves = block.scores.iter().flat_map(|s| &s.leaves);
            leaves.flat_map(|l| &l.inputs).any(|i| i.declared.is_some())
        };
        Layout {
            live: all <= MOST_LEAF_ROWS && value < MOST_ROWS,
            working_days: super::working_days::working_days(results, lang),
            results,
            lang,
            helpers: most_helpers(results),
            corrected: results.blocks.iter().any(declared),
            blocks,
            values_sheet,
            leaves_sheet,
        }
    }
}

impl<'r> BlockLayout<'r> {
    fn new(
        results: &'r Results,
        block: &'r BlockResults,
        (number, lang): (usize, Lang),
        (first_value, first_leaf, first_why): (u32, u32, u32),
    ) -> BlockLayout<'r> {
        let used = used(results, block);
        let scores = block.scores.iter().enumerate();
        let claims: Vec<(usize, usize)> = scores
            .flat_map(|(unit, scores)| {
                let leaves = scores.leaves.iter().enumerate();
                leaves.filter(|(_, l)| l.na_claim.is_some()).map(move |(leaf, _)| (unit, leaf))
            })
            .collect();
        let order = block.ranking();
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, unit)| place[*unit] = at);
        let mut leaf_of_node = vec![None; block.rubric.nodes.len()];
        block
            .rubric
            .leaves()
            .enumerate()
            .for_each(|(at, (node, ..))| leaf_of_node[node] = Some(at));
        let works = works(results, block);
        let head = heading::listing_head(results, "", lang);
        let first_work = rows_of(&head) + 1;
        let rows =
            works.iter().enumerate().map(|(at, work)| (work.clone(), first_work + at as u32));
        BlockLayout {
            first_claim: first_value + (used.len() * block.units.len()) as u32,
            block,
            users: users(&block.rubric, &used),
            used,
            first_value,
            claims,
            first_leaf,
            first_why,
            detail_sheet: sheets::numbered(sheets::DETAIL, number, lang),
            first_node: rows_of(&heading::detail_head(results, block, "", lang)) + 1,
            order,
            place,
            workings_sheet: sheets::numbered(sheets::WORKINGS, number, lang),
            work_rows: rows.collect(),
            works,
            leaf_of_node,
        }
    }

    /// The row of a value of the unit at position `unit`.
    pub(crate) fn value_row(&self, unit: usize, used: &Used<'_>) -> Option<u32> {
        let at = self.used.iter().position(|u| u == used)?;
        Some(self.first_value + (unit * self.used.len() + at) as u32)
    }

    pub(crate) fn claim_row(&self, unit: usize, leaf: usize) -> Option<u32> {
        let at = self.claims.iter().position(|claim| *claim == (unit, leaf))?;
        Some(self.first_claim + at as u32)
    }

    /// The row of the leaf at position `leaf` of the unit at position `unit`.
    pub(crate) fn leaf_row(&self, leaf: usize, unit: usize) -> u32 {
        self.first_leaf + (leaf * self.block.units.len() + unit) as u32
    }

    /// The points of a node of a unit on *Chi tiết*.
    pub(crate) fn points<'t>(&self, node: usize, unit: usize) -> Target<'t> {
        let (row, column) = (self.node_row(node), self.unit_column(unit));
        Target::Cell(Address::on(&self.detail_sheet, row, column).to_string())
    }

    /// The row of a leaf of a unit on *Vì sao*; all by position.
    pub(crate) fn why<'t>(&self, unit: usize, leaf: usize, lang: Lang) -> Target<'t> {
        let leaves = self.block.rubric.leaves().count();
        let row = self.first_why + (unit * leaves + leaf) as u32;
        Target::Cell(Address::on(sheets::WHY.say(lang), row, CODE_ON_WHY).to_string())
    }

    pub(crate) fn leaf_of_node(&self, node: usize) -> Option<usize> {
        self.leaf_of_node[node]
    }

    /// The column of a unit on *Chi tiết* and on *Tính chỉ số*.
    pub(crate) fn unit_column(&self, unit: usize) -> usize {
        UNITS_FROM + self.place[unit]
    }

    pub(crate) fn last_column(&self) -> usize {
        UNITS_FROM + self.order.len().max(1) - 1
    }

    pub(crate) fn work_row(&self, work: &Work) -> Option<u32> {
        self.work_rows.get(work).copied()
    }

    pub(crate) fn node_row(&self, node: usize) -> u32 {
        self.first_node + node as u32
    }

    pub(crate) fn counted(&self, results: &Results, unit: usize) -> bool {
        counted(results, &self.block.index.units[unit])
    }
}

/// Whether the unit is ranked as soon as anything applies to it.
fn counted(results: &Results, index: &UnitIndex) -> bool {
    let zero = results.round.rules.not_submitted == NotSubmitted::Zero;
    (index.submitted || zero) && index.stopped.is_none()
}

/// The codes of the leaves that use each value, in the same order.
fn users(rubric: &Rubric, list: &[Used<'_>]) -> Vec<String> {
    let uses = |used: &Used<'_>, rule: &Expr| {
        let mut found = false;
        rule.walk(&mut |e| {
            found |= match (used, e) {
                (Used::Item(at), Expr::Item(key)) => rubric.items[*at].key == *key,
                (Used::LastYear(wanted), Expr::LastYear(key)) => *wanted == key,
                (Used::Survey { scheme, of }, Expr::Survey { scheme: s, of: o }) => {
                    **scheme == **s && *of == o
                }
                _ => false,
            };
        });
        found
    };
    let codes = |used| {
        let leaves = rubric.leaves().filter(|(_, _, leaf)| uses(used, &leaf.rule.expr));
        leaves.map(|(_, node, _)| node.code.to_string()).collect::<Vec<_>>().join(", ")
    };
    list.iter().map(codes).collect()
}

fn most_helpers(results: &Results) -> usize {
    let leaves = results.blocks.iter().flat_map(|b| b.rubric.leaves().map(move |l| (b, l.2)));
    let count = leaves.map(|(block, leaf)| {
        let kind = |key: &Key| block.rubric.item(key).map(|(_, item)| item.kind.clone());
        let made = formulas(without_zero_base(leaf).0, &Anywhere { kind: &kind });
        made.map_or(0, |made| made.helpers.len().saturating_sub(1))
    });
    count.max().unwrap_or(0)
}

/// Columns of *Tự chấm và thẩm định* behind what is printed.
impl Layout<'_> {
    /// The first column of workings.
    pub(crate) fn first_working(&self) -> usize {
        on_leaves::PRINTED + usize::from(self.corrected)
    }

    /// The state after the leaf's policy on *not applicable*.
    pub(crate) fn state_column(&self) -> usize {
        self.first_working()
    }

    /// The state of the rule itself.
    pub(crate) fn rule_column(&self) -> usize {
        self.first_working() + 1
    }

    /// The points decided, before gates.
    pub(crate) fn before_column(&self) -> usize {
        self.first_working() + 2
    }

    /// The maximum where the leaf applies.
    pub(crate) fn applicable_column(&self) -> usize {
        self.first_working() + 3
    }

    pub(crate) fn helper_column(&self, at: usize) -> usize {
        if at == 0 { on_leaves::LOOKED_AT } else { self.first_working() + 3 + at }
    }
}
