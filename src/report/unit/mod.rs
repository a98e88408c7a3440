//! A unit's own report: its place, its points, what it lost and why, and its problems.

pub(super) mod clipped;
pub(super) mod distance;
pub(super) mod fields;
pub(super) mod losses;
pub(super) mod place;
pub(super) mod score_sheet;

use std::collections::BTreeMap;

use crate::index::NodeIndex;
use crate::problem::Problem;
use crate::results::Results;
use crate::rubric::{FieldKind, Node};
use crate::scores::{LeafScore, State};
use crate::terms::{Exact, Lang, UnitId};

use crate::report::block::{Block, Cell, Line, Page, Role, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::mending::problems;
use crate::report::standing::{Standing, best_of, look, point_decimals};
use crate::report::survey::questions;
use crate::report::try_out::BlockTryOut;
use crate::report::unit::score_sheet::ScoreSheet;
use crate::report::why::reasons::Reasons;
use crate::report::why::{history_shown, lost};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// Makes the reports of single units; what they share is prepared once.
pub struct UnitReports<'r> {
    results: &'r Results,
    lang: Lang,
    /// One per block.
    reasons: Vec<Reasons<'r>>,
    best: Vec<Option<&'r Exact>>,
    problems: BTreeMap<&'r UnitId, Vec<&'r Problem>>,
    /// One per block; none where the round is too large for live sheets.
    try_outs: Vec<BlockTryOut<'r>>,
}

impl<'r> UnitReports<'r> {
    pub fn new(book: &'r Workbook<'r>) -> UnitReports<'r> {
        let (results, lang) = (book.results, book.lang);
        let mut problems: BTreeMap<&UnitId, Vec<&Problem>> = BTreeMap::new();
        for problem in results.problems.iter() {
            if let Some(unit) = &problem.unit {
                problems.entry(unit).or_default().push(problem);
            }
        }
        UnitReports {
            results,
            lang,
            reasons: book.reasons.iter().map(Reasons::without_folders).collect(),
            best: results.blocks.iter().map(best_of).collect(),
            problems,
            try_outs: BlockTryOut::all(book),
        }
    }

    pub fn results(&self) -> &'r Results {
        self.results
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The pages of the unit at position `at` of the block at position `block`.
    pub fn pages(&self, block: usize, at: usize) -> Vec<Page<'_>> {
        let standing = Standing::of(self.results, &self.results.blocks[block], at);
        let mut pages = vec![
            self.score_page(&standing, block),
            self.result_page(&standing, block),
            self.lost_page(&standing, block),
        ];
        if standing.index.rank.is_some() {
            pages.push(self.chart_page(&standing));
        }
        pages.extend(self.try_outs.get(block).and_then(|sheet| sheet.page(at)));
        pages.extend(questions::unit_pages(self.results, &standing.unit.id, self.lang));
        if let Some(list) = self.problems.get(&standing.unit.id) {
            pages.push(self.problems_page(&standing, list));
        }
        pages.extend(history_shown::page(self.results, &self.results.blocks[block], at, self.lang));
        pages
    }

    /// *Phiếu điểm*, which prints on one sheet of paper.
    fn score_page<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Page<'a> {
        let name = score_sheet::NAME.say(self.lang);
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(self.results, &title, self.lang);
        let sheet = ScoreSheet {
            standing: *standing,
            block,
            best: self.best[block],
            reasons: &self.reasons[block],
        };
        blocks.extend(sheet.blocks());
        let widths = ScoreSheet::WIDTHS.to_vec();
        let name = Some(name.to_string());
        Page { name, widths, blocks, one_paper: true, frozen_rows: Some(0), ..Page::default() }
    }

    fn result_page<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Page<'a> {
        let (results, lang) = (self.results, self.lang);
        let title = match lang {
            Lang::Vi => "KẾT QUẢ CỦA",
            Lang::En => "RESULT OF",
        };
        let title = format!("{title} {}", standing.unit.name.to_uppercase());
        let mut blocks = vec![heading::official(results, lang), Block::Gap];
        blocks.push(Block::Line(Line::new(Role::Title, title)));
        blocks.push(Block::Line(Line::new(Role::Subtitle, results.round.title.as_str())));
        blocks.extend(
            heading::alarms(results, lang)
                .into_iter()
                .take(usize::from(results.round.illustration)),
        );
        blocks.push(Block::Gap);
        let place = place::lines(standing, self.best[block], lang);
        blocks.extend(place.into_iter().map(|text| Block::Line(Line::new(Role::Text, text))));
        blocks.push(Block::Gap);
        blocks.push(Block::Table(self.points_table(standing)));
        blocks.extend(heading::office_signature(results, lang));
        let name = match lang {
            Lang::Vi => "Kết quả",
            Lang::En => "Result",
        };
        Page { name: Some(name.into()), blocks, ..Page::default() }
    }

    fn points_table<'a>(&self, standing: &Standing<'a>) -> Table<'a> {
        let (lang, standing) = (self.lang, *standing);
        let (decimals, places) = (standing.decimals(), point_decimals(self.results));
        let index = standing.index;
        let total = match index.rank {
            Some(_) => Cell::exact(&index.points, places),
            None => Cell::Empty,
        };
        let states = [State::Missing, State::Unreadable, State::Pending];
        let mut columns = Columns::<NodeOf<'a>>::new(lang);
        columns
            .left(words::CODE, 8.0, |n| Cell::text(n.node.code.as_str()))
            .left(words::CRITERION, 56.0, |n| Cell::text(n.node.name.as_str()))
            .total(Cell::text(words::TOTAL_POINTS.say(lang)))
            .right(words::APPLICABLE_MAX, 11.0, move |n| {
                Cell::exact(&n.figures().applicable_max, places)
            })
            .total(Cell::exact(&index.applicable_max, places))
            .right(words::SELF, 11.0, move |n| {
                Cell::maybe(n.leaf.and_then(|leaf| leaf.self_score.as_ref()), places)
            })
            .total(Cell::maybe(index.self_points.as_ref(), places))
            .right(words::FINAL, 11.0, move |n| match n.applies() {
                true => Cell::exact(&n.standing.points(n.at), places),
                false => Cell::Empty,
            })
            .total(total)
            .right(words::INDEX, 11.0, move |n| Cell::maybe(n.share().as_ref(), decimals))
            .total(Cell::maybe(index.published.as_ref(), decimals))
            .right(format!("{} (%)", words::BLOCK_MEAN.say(lang)), 11.0, move |n| {
                let mean = standing.block.index.node_means[n.at].as_ref();
                Cell::maybe(mean.filter(|_| n.is_plain()), decimals)
            })
            .total(Cell::maybe(standing.block.index.mean.as_ref(), decimals))
            .left(words::STATE, 18.0, move |n| Cell::text(n.state(lang)))
            .marked(states.map(|state| words::state(state, lang)))
            .marked([words::APPRAISAL_REFUSED.say(lang)]);
        let mut leaf_at = vec![None; standing.block.rubric.nodes.len()];
        standing.leaves.iter().for_each(|leaf| leaf_at[leaf.node] = Some(leaf));
        let nodes = standing.block.rubric.nodes.iter().enumerate();
        let row = |(at, node)| {
            let leaf = leaf_at[at];
            columns.row(&NodeOf { standing, at, node, leaf }).looking(look(node))
        };
        let mut rows: Vec<Row> = nodes.map(row).collect();
        rows.push(columns.total_row());
        Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) }
    }

    fn lost_page<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Page<'a> {
        let (results, lang) = (self.results, self.lang);
        let decimals = point_decimals(results);
        let losses = lost::of_unit(standing);
        let total: Exact = losses.iter().map(|(lost, _)| lost).sum();
        let standing = *standing;
        let reasons = &self.reasons[block];
        let leaf = move |at: &usize| &standing.leaves[*at];
        let node = move |at: &usize| &standing.block.rubric.nodes[leaf(at).node];
        let mut columns = Columns::<(Exact, usize)>::new(lang);
        columns
            .left(words::CODE, 8.0, move |(_, at)| Cell::text(node(at).code.as_str()))
            .left(words::LEAF, 44.0, move |(_, at)| Cell::text(node(at).name.as_str()))
            .total(Cell::text(words::TOTAL.say(lang)))
            .right(words::APPLICABLE_MAX, 11.0, move |(_, at)| {
                Cell::exact(&standing.index.nodes[leaf(at).node].applicable_max, decimals)
            })
            .right(words::GOT, 9.0, move |(_, at)| {
                Cell::exact(&standing.points(leaf(at).node), decimals)
            })
            .right(words::LOST, 9.0, move |(lost, _)| Cell::exact(lost, decimals))
            .total(Cell::exact(&total, decimals))
            .left(words::CAUSE, 60.0, move |(_, at)| Cell::text(reasons.cause(&standing, leaf(at))))
            .left(words::PROOF, 30.0, move |(_, at)| {
                let proof = node(at).leaf.as_ref().and_then(|leaf| leaf.proof.as_deref());
                proof.map_or(Cell::Empty, Cell::text)
            });
        let mut rows = columns.rows(losses);
        rows.push(columns.total_row());
        let table = columns.table(Rows::Held(rows));
        let name = words::LOST.say(lang);
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(results, &title, lang);
        blocks.push(Block::Gap);
        blocks.push(Block::Table(Table { fixed_columns: 2, size: 12, ..table }));
        Page { name: Some(name.into()), blocks, ..Page::default() }
    }

    fn chart_page<'a>(&self, standing: &Standing<'a>) -> Page<'a> {
        let name = words::CHART.say(self.lang);
        let mut blocks =
            heading::title(self.results, &format!("{name} – {}", standing.unit.name), self.lang);
        blocks.push(Block::Chart(fields::chart(standing, self.lang)));
        Page { name: Some(name.into()), widths: vec![12.0; 12], blocks, ..Page::default() }
    }

    fn problems_page<'a>(&'a self, standing: &Standing<'a>, list: &[&'a Problem]) -> Page<'a> {
        let lang = self.lang;
        let name = words::PROBLEMS.say(lang);
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(self.results, &title, lang);
        blocks.push(Block::Gap);
        blocks.push(Block::Table(problems::for_unit(list, lang)));
        Page { name: Some(name.into()), blocks, ..Page::default() }
    }
}

/// A node of the criteria set, with its leaf where it is one.
struct NodeOf<'r> {
    standing: Standing<'r>,
    at: usize,
    node: &'r Node,
    leaf: Option<&'r LeafScore>,
}

impl<'r> NodeOf<'r> {
    fn figures(&self) -> &'r NodeIndex {
        &self.standing.index.nodes[self.at]
    }

    /// A bonus or a penalty has no component index.
    fn is_plain(&self) -> bool {
        self.node.field_kind == FieldKind::Plain
    }

    /// Whether it has points to show.
    fn applies(&self) -> bool {
        match self.leaf {
            Some(leaf) => leaf.state == State::Scored,
            None => {
                let has_maximum = !self.figures().applicable_max.is_zero() || !self.is_plain();
                self.standing.index.rank.is_some() && has_maximum
            }
        }
    }

    /// The component index.
    fn share(&self) -> Option<Exact> {
        let share = self.figures().index.as_ref();
        let share = share.filter(|_| self.is_plain() && self.applies())?;
        Some(match self.standing.gated(self.at) {
            Some(_) => Exact::zero(),
            None => share.clone(),
        })
    }

    fn state(&self, lang: Lang) -> &'static str {
        let Some(leaf) = self.leaf else { return "" };
        match &leaf.refusal {
            Some(refusal) => words::refusal(refusal).say(lang),
            None if leaf.state == State::Scored => "",
            None => words::state(leaf.state, lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example_results, mending::to_ward};

    /// A unit's workbook goes to the unit: it names files, not where the office keeps them, and
    /// nothing that only the office can do.
    #[test]
    fn what_a_unit_gets_has_no_folders_of_the_office() {
        let results = example_results::results();
        for lang in [Lang::Vi, Lang::En] {
            let book = Workbook::of(&results, lang);
            let reports = UnitReports::new(&book);
            let mut places = 0;
            for (block, figures) in results.blocks.iter().enumerate() {
                let pages = (0..figures.units.len()).flat_map(|at| reports.pages(block, at));
                for text in pages.flat_map(|page| page.texts()) {
                    assert!(!to_ward::is_of_the_office(&text), "{text}");
                    places += usize::from(text.contains(".xlsx – "));
                }
            }
            assert!(places > 5, "cells are named by their files");
        }
    }
}
