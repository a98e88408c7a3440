//! *Thử tính*: a unit's own live sheet. Its values stand in open cells beside what was used; its
//! points, sums, index, place and class follow by formula, the other units being as they are.

mod leaf;
mod places;
mod sums;
mod value_rows;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::expr::excel::{Formula, formulas, state};
use crate::formulas::{AsScored, Used, capped, closing, sum_of, without_zero_base};
use crate::results::{BlockResults, Results};
use crate::rubric::Node;
use crate::scores::LeafScore;
use crate::terms::{Exact, Lang, Text};

use crate::report::block::{
    Block, Cell, Column, Figure, Line, Page, Role, Row, Rows, Table, rows_of,
};
use crate::report::computation;
use crate::report::computation::BlockLayout;
use crate::report::standing::{Standing, look, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

use leaf::LiveLeaf;
use places::{APPLICABLE, BEFORE, FIRST, OFFICIAL, Read, TRIED, at};

/// What the sheets of all units of a block share.
pub(super) struct BlockTryOut<'r> {
    results: &'r Results,
    block: &'r BlockResults,
    lang: Lang,
    used: &'r [Used<'r>],
    /// The codes of the leaves that use each value.
    codes: &'r [String],
    world: &'r AsScored<'r>,
}

impl<'r> BlockTryOut<'r> {
    /// One per block; none in a round too large for live sheets.
    pub(super) fn all(book: &'r Workbook<'r>) -> Vec<BlockTryOut<'r>> {
        let (results, lang) = (book.results, book.lang);
        let one = |(layout, world): (&'r BlockLayout<'r>, &'r AsScored<'r>)| {
            let (block, used) = (layout.block, &*layout.used);
            BlockTryOut { results, block, lang, used, codes: &layout.users, world }
        };
        book.layout.blocks.iter().zip(&book.as_scored).map(one).collect()
    }

    /// The sheet of the unit at position `unit`; none for a unit without an index.
    pub(super) fn page(&self, unit: usize) -> Option<Page<'r>> {
        let standing = Standing::of(self.results, self.block, unit);
        standing.index.rank?;
        let name = words::TRIAL_PAGE.say(self.lang);
        let title = format!("{name} – {}", standing.unit.name);
        let head = heading::title(self.results, &title, self.lang);
        let sheet = Sheet::new(self, standing, rows_of(&head));
        let mut blocks = head;
        blocks.extend(sheet.blocks());
        let units = self.block.units.len();
        let mut widths = vec![9.0, 60.0, 11.0, 14.0, 14.0, 11.0, 20.0];
        widths.resize(FIRST + units.max(4), 11.0);
        Some(Page {
            name: Some(name.into()),
            widths,
            blocks,
            workings: Some(FIRST),
            locked: true,
            // The result stays in sight while values are changed.
            frozen_rows: Some(sheet.rows.sums + places::SUMS),
            ..Page::default()
        })
    }
}

/// The sheet of one unit in the making.
struct Sheet<'s, 'r> {
    shared: &'s BlockTryOut<'r>,
    standing: Standing<'r>,
    rows: places::Rows,
    /// By position of the leaf; `None` where the points are kept.
    live: Vec<Option<LiveLeaf>>,
    /// Steps that are compared over the units.
    compared: BTreeSet<(usize, usize)>,
}

/// Rows that a table takes beside its own: an empty one, its title, its heading.
const AROUND: u32 = 3;
const NOTES: &[Text] = &[words::TRIAL_NOTE, words::TRIAL_NOTE_KEPT];

impl<'s, 'r> Sheet<'s, 'r> {
    fn new(shared: &'s BlockTryOut<'r>, standing: Standing<'r>, head: u32) -> Sheet<'s, 'r> {
        let sums = head + AROUND;
        let values = sums + places::SUMS + NOTES.len() as u32 + AROUND;
        let nodes = values + shared.used.len() as u32 + AROUND;
        let rows = places::Rows { sums, values, nodes, steps: BTreeMap::new() };
        let mut sheet =
            Sheet { shared, standing, rows, live: Vec::new(), compared: BTreeSet::new() };
        // Once to see which steps there are, once with their places.
        sheet.live = sheet.leaves();
        let mut row = nodes + shared.block.rubric.nodes.len() as u32 + AROUND;
        for (leaf, live) in sheet.live.iter().enumerate() {
            let Some(live) = live else { continue };
            for (step, helper) in live.made.helpers.iter().enumerate() {
                if helper.is_some() {
                    sheet.rows.steps.insert((leaf, step), row);
                    row += 1;
                }
            }
        }
        sheet.live = sheet.leaves();
        sheet
    }

    fn leaves(&mut self) -> Vec<Option<LiveLeaf>> {
        let rubric = &self.shared.block.rubric;
        let mut list = Vec::new();
        for (at, (_, node, leaf)) in rubric.leaves().enumerate() {
            let score = &self.standing.leaves[at];
            let assigned = self.shared.world.units[self.standing.at].is_asked(leaf);
            if !score.follows_data() || !assigned || score.na_claim.is_some() {
                list.push(None);
                continue;
            }
            let read = Read {
                rubric,
                used: self.shared.used,
                rows: &self.rows,
                leaf: at,
                units: self.shared.block.units.len(),
                tags: &self.standing.unit.tags,
                compared: RefCell::new(BTreeSet::new()),
            };
            let made = formulas(without_zero_base(leaf).0, &read).ok();
            self.compared.extend(read.compared.into_inner());
            let place = (self.standing.at, at);
            list.push(made.and_then(|made| {
                LiveLeaf::of(made, (leaf, node), score, self.shared.world, place)
            }));
        }
        list
    }

    fn lang(&self) -> Lang {
        self.shared.lang
    }

    fn decimals(&self) -> u32 {
        point_decimals(self.shared.results)
    }

    fn node_row(&self, node: usize) -> u32 {
        self.rows.nodes + node as u32
    }

    fn blocks(&self) -> Vec<Block<'r>> {
        let lang = self.lang();
        let mut blocks = Vec::new();
        let table = |title: Text, first: Text, unit: Text, rows| {
            let mut columns = vec![
                Column::left(words::CODE.say(lang)),
                Column::left(first.say(lang)),
                Column::right(unit.say(lang)),
                Column::right(words::OFFICIAL.say(lang)),
                Column::right(words::TRIAL.say(lang)),
                Column::right(words::CHANGE.say(lang)),
                Column::left(words::STATE.say(lang)),
            ];
            let workings = self.shared.block.units.len().max(4);
            columns.extend((0..workings).map(|_| Column::right("")));
            let rows = Rows::Held(rows);
            [
                Block::Gap,
                Block::Line(Line::new(Role::Section, title.say(lang))),
                Block::Table(Table { columns, rows, size: 11, ..Table::default() }),
            ]
        };
        blocks.extend(table(words::TRIAL_SUMS, words::CRITERION, words::MEASURE, self.sums()));
        let notes = NOTES.iter().map(|note| Block::Line(Line::new(Role::Note, note.say(lang))));
        blocks.extend(notes);
        blocks.extend(table(words::TRIAL_VALUES, words::ITEM, words::MEASURE, self.values()));
        blocks.extend(table(words::TRIAL_POINTS, words::CRITERION, words::MAX, self.nodes()));
        if !self.rows.steps.is_empty() {
            blocks.extend(table(words::TRIAL_STEPS, words::WORKING, words::MEASURE, self.steps()));
        }
        blocks
    }

    // --- the points

    fn nodes(&self) -> Vec<Row<'r>> {
        let rubric = &self.shared.block.rubric;
        let mut leaf_at = vec![None; rubric.nodes.len()];
        rubric.leaves().enumerate().for_each(|(leaf, (node, ..))| leaf_at[node] = Some(leaf));
        let nodes = rubric.nodes.iter().enumerate();
        nodes.map(|(node, own)| self.node(node, own, leaf_at[node])).collect()
    }

    fn node(&self, node: usize, own: &'r Node, leaf: Option<usize>) -> Row<'r> {
        let row = self.node_row(node);
        let [official, tried, state, workings @ ..] = match leaf {
            Some(leaf) => self.leaf(node, own, leaf),
            None => self.sum(node, own),
        };
        let mut cells = vec![
            Cell::text(own.code.as_str()),
            Cell::text(own.name.as_str()),
            Cell::exact(&own.max, self.decimals()),
            official,
            tried,
            leaf::change(row, OFFICIAL, self.decimals()),
            state,
        ];
        cells.extend(workings);
        Row::new(cells).looking(look(own))
    }

    /// Official, tried, remark, and the four workings.
    fn leaf(&self, node: usize, own: &'r Node, at_leaf: usize) -> [Cell<'r>; 7] {
        let (lang, decimals) = (self.lang(), self.decimals());
        let score: &LeafScore = &self.standing.leaves[at_leaf];
        let official = leaf::official(&self.standing.points(node), score, decimals, lang);
        let number = |n: f64| Cell::Number(n, Figure::General);
        let row = self.node_row(node);
        let (remark, workings) = match &self.live[at_leaf] {
            Some(live) => (Cell::Empty, live.workings(row, own, score)),
            None => {
                let applies = score.state != crate::scores::State::NotApplicable;
                let max = if applies { own.max.to_f64() } else { 0.0 };
                let code = state_code(score);
                let kept = words::KEPT.say(lang);
                let points = number(score.points.to_f64());
                (Cell::text(kept), [number(code), number(code), points, number(max)])
            }
        };
        let tried = computation::cell(leaf::last(row, self.gates(node), lang), official.clone());
        let [state, rule, before, max] = workings;
        [official, tried, remark, state, rule, before, max]
    }

    /// Whether one of the gates at or above the node acted.
    fn gates(&self, node: usize) -> Option<Formula> {
        let required = closing(&self.shared.block.rubric, node).into_iter();
        let rows: BTreeSet<u32> = required.map(|node| self.node_row(node)).collect();
        rows.into_iter().map(leaf::gate).reduce(Formula::or)
    }

    fn sum(&self, node: usize, own: &'r Node) -> [Cell<'r>; 7] {
        let (lang, decimals) = (self.lang(), self.decimals());
        let world = &self.shared.world.units[self.standing.at];
        let rows: Vec<u32> = own.children.iter().map(|child| self.node_row(*child)).collect();
        let sum = |column| sum_of(None, &rows, column);
        let points = capped(own, sum(TRIED));
        let na = words::NOT_APPLICABLE.say(lang);
        let official = match world.maxima[node].is_zero() {
            true => Cell::text(na),
            false => computation::full(&self.standing.points(node), decimals),
        };
        let applies = at(self.node_row(node), APPLICABLE).is_above_zero();
        let tried = Formula::when(applies, points, Formula::text(na));
        let number = |n: &Exact| Cell::Number(n.to_f64(), Figure::General);
        [
            official.clone(),
            computation::cell(tried, official),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            computation::cell(sum(BEFORE), number(&world.before[node])),
            computation::cell(sum(APPLICABLE), number(&world.maxima[node])),
        ]
    }

    // --- the steps of the computation

    fn steps(&self) -> Vec<Row<'r>> {
        let lang = self.lang();
        let leaves: Vec<&'r Node> =
            self.shared.block.rubric.leaves().map(|(_, node, _)| node).collect();
        let world = &self.shared.world;
        let mut list = Vec::new();
        for (&(leaf, step), &row) in &self.rows.steps {
            let Some(live) = &self.live[leaf] else { continue };
            let unit = self.standing.at;
            let name = match step {
                0 => words::VALUE_LOOKED_AT.say(lang).to_string(),
                n => words::STEP.with(lang, &[("n", &n.to_string())]),
            };
            let mut cells = vec![
                Cell::text(leaves[leaf].code.as_str()),
                Cell::text(format!("{name} – {}", leaves[leaf].name)),
                Cell::Empty,
                live.step_of(step, world, (unit, leaf)),
                live.step(step, world, (unit, leaf)),
                Cell::Empty,
                Cell::Empty,
            ];
            if self.compared.contains(&(leaf, step)) {
                let rule = self.shared.block.rubric.leaves().nth(leaf).map(|(_, _, leaf)| leaf);
                for other in 0..self.shared.block.units.len() {
                    let asked = rule.is_some_and(|leaf| world.units[other].is_asked(leaf));
                    cells.push(match (other == unit, asked) {
                        (true, _) => computation::cell(
                            at(row, TRIED),
                            live.step_of(step, world, (unit, leaf)),
                        ),
                        (false, true) => live.step_of(step, world, (other, leaf)),
                        (false, false) => Cell::Empty,
                    });
                }
            }
            list.push(Row::new(cells));
        }
        list
    }
}

/// The state of a leaf without points, as formulas number it.
fn state_code(score: &LeafScore) -> f64 {
    use crate::scores::State;
    match score.state {
        State::Scored => state::VALUE,
        State::NotApplicable => state::NOT_APPLICABLE,
        State::Pending => state::PENDING,
        State::Missing => state::MISSING,
        State::Unreadable => state::UNREADABLE,
    }
}
