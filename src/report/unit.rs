//! A unit's own report: its place, its points, what it lost and why, and its problems.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::results::{BlockResults, Results};
use crate::rubric::{FieldKind, Node};
use crate::scores::State;
use crate::terms::{Exact, Lang, UnitId};

use super::block::{
    Block, Cell, Chart, ChartKind, Column, Line, Look, Page, Role, Row, Rows, Series, Shade, Table,
};
use super::reasons::Reasons;
use super::standing::{Standing, look, point_decimals};
use super::try_out::BlockTryOut;
use super::workbook::Workbook;
use super::{charts, heading, history, lost, place, problems, survey_questions, words};

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
        let best = |block: &'r BlockResults| {
            let ranked = block.index.units.iter().filter(|u| u.rank.is_some());
            ranked.filter_map(|u| u.published.as_ref()).max()
        };
        let reasons = |block: &'r BlockResults| Reasons::new(block, lang).without_folders();
        UnitReports {
            results,
            lang,
            reasons: results.blocks.iter().map(reasons).collect(),
            best: results.blocks.iter().map(best).collect(),
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
        let mut pages = vec![self.result_page(&standing, block), self.lost_page(&standing, block)];
        if standing.index.rank.is_some() {
            pages.push(self.chart_page(&standing));
        }
        pages.extend(self.try_outs.get(block).and_then(|sheet| sheet.page(at)));
        pages.extend(survey_questions::unit_pages(self.results, &standing.unit.id, self.lang));
        if let Some(list) = self.problems.get(&standing.unit.id) {
            pages.push(self.problems_page(&standing, list));
        }
        pages.extend(history::page(self.results, &self.results.blocks[block], at, self.lang));
        pages
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
        let widths = vec![8.0, 56.0, 11.0, 11.0, 11.0, 11.0, 11.0, 18.0];
        let name = match lang {
            Lang::Vi => "Kết quả",
            Lang::En => "Result",
        };
        Page { name: Some(name.into()), widths, blocks, ..Page::default() }
    }

    fn points_table<'a>(&self, standing: &Standing<'a>) -> Table<'a> {
        let lang = self.lang;
        let columns = vec![
            Column::left(words::CODE.say(lang)),
            Column::left(words::CRITERION.say(lang)),
            Column::right(words::APPLICABLE_MAX.say(lang)),
            Column::right(words::SELF.say(lang)),
            Column::right(words::FINAL.say(lang)),
            Column::right(words::INDEX.say(lang)),
            Column::right(format!("{} (%)", words::BLOCK_MEAN.say(lang))),
            Column::left(words::STATE.say(lang)),
        ];
        let mut leaf_at = vec![None; standing.block.rubric.nodes.len()];
        standing.leaves.iter().enumerate().for_each(|(at, leaf)| leaf_at[leaf.node] = Some(at));
        let nodes = standing.block.rubric.nodes.iter().enumerate();
        let mut rows: Vec<Row> =
            nodes.map(|(at, node)| self.points_row(standing, at, node, leaf_at[at])).collect();
        rows.push(self.total_row(standing));
        let states = [State::Missing, State::Unreadable, State::Pending];
        let says = |s| Shade::Says { columns: (7, 7), text: words::state(s, lang).to_string() };
        let refused = words::APPRAISAL_REFUSED.say(lang).to_string();
        let refused = Shade::Says { columns: (7, 7), text: refused };
        Table {
            columns,
            rows: Rows::Held(rows),
            shades: states.into_iter().map(says).chain([refused]).collect(),
            fixed_columns: 2,
            size: 12,
            filter: false,
        }
    }

    fn points_row<'a>(
        &self,
        standing: &Standing<'a>,
        at: usize,
        node: &'a Node,
        leaf: Option<usize>,
    ) -> Row<'a> {
        let decimals = point_decimals(self.results);
        let figures = &standing.index.nodes[at];
        let leaf = leaf.map(|leaf| &standing.leaves[leaf]);
        let state = match leaf {
            None => "",
            Some(leaf) => match &leaf.refused_appraisal {
                Some(refusal) => words::refusal(refusal).say(self.lang),
                None if leaf.state == State::Scored => "",
                None => words::state(leaf.state, self.lang),
            },
        };
        let ranked = standing.index.rank.is_some();
        let applies = match leaf {
            Some(leaf) => leaf.state == State::Scored,
            None => {
                ranked && (!figures.applicable_max.is_zero() || node.field_kind != FieldKind::Plain)
            }
        };
        let points = standing.points(at);
        // A bonus or a penalty has no component index.
        let plain = node.field_kind == FieldKind::Plain;
        let mean = standing.block.index.node_means[at].as_ref().filter(|_| plain);
        let share = match &figures.index {
            Some(_) if plain && applies && standing.gated(at).is_some() => {
                Cell::exact(&Exact::zero(), standing.decimals())
            }
            Some(share) if plain && applies => Cell::exact(share, standing.decimals()),
            _ => Cell::Empty,
        };
        Row::new(vec![
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            Cell::exact(&figures.applicable_max, decimals),
            Cell::maybe(leaf.and_then(|l| l.self_score.as_ref()), decimals),
            if applies { Cell::exact(&points, decimals) } else { Cell::Empty },
            share,
            mean.map_or(Cell::Empty, |m| Cell::exact(m, standing.decimals())),
            Cell::text(state),
        ])
        .looking(look(node))
    }

    fn total_row<'a>(&self, standing: &Standing<'a>) -> Row<'a> {
        let decimals = point_decimals(self.results);
        let index = standing.index;
        Row::new(vec![
            Cell::Empty,
            Cell::text(words::TOTAL_POINTS.say(self.lang)),
            Cell::exact(&index.applicable_max, decimals),
            Cell::maybe(index.self_points.as_ref(), decimals),
            if index.rank.is_some() { Cell::exact(&index.points, decimals) } else { Cell::Empty },
            Cell::maybe(index.published.as_ref(), standing.decimals()),
            Cell::maybe(standing.block.index.mean.as_ref(), standing.decimals()),
            Cell::Empty,
        ])
        .looking(Look::Total)
    }

    fn lost_page<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Page<'a> {
        let (results, lang) = (self.results, self.lang);
        let decimals = point_decimals(results);
        let columns = vec![
            Column::left(words::CODE.say(lang)),
            Column::left(words::LEAF.say(lang)),
            Column::right(words::APPLICABLE_MAX.say(lang)),
            Column::right(words::GOT.say(lang)),
            Column::right(words::LOST.say(lang)),
            Column::left(words::CAUSE.say(lang)),
            Column::left(words::PROOF.say(lang)),
        ];
        let row = |(lost, leaf): (Exact, usize)| {
            let leaf = &standing.leaves[leaf];
            let node = &standing.block.rubric.nodes[leaf.node];
            let proof = node.leaf.as_ref().and_then(|l| l.proof.as_deref());
            Row::new(vec![
                Cell::text(node.code.as_str()),
                Cell::text(node.name.as_str()),
                Cell::exact(&standing.index.nodes[leaf.node].applicable_max, decimals),
                Cell::exact(&standing.points(leaf.node), decimals),
                Cell::exact(&lost, decimals),
                Cell::text(self.reasons[block].cause(standing, leaf)),
                proof.map_or(Cell::Empty, Cell::text),
            ])
        };
        let losses = lost::of_unit(standing);
        let total: Exact = losses.iter().map(|(lost, _)| lost).sum();
        let mut rows: Vec<Row> = losses.into_iter().map(row).collect();
        let mut cells = vec![Cell::Empty; 7];
        cells[1] = Cell::text(words::TOTAL.say(lang));
        cells[4] = Cell::exact(&total, decimals);
        rows.push(Row::new(cells).looking(Look::Total));
        let table = Table {
            columns,
            rows: Rows::Held(rows),
            fixed_columns: 2,
            size: 12,
            ..Table::default()
        };
        let name = words::LOST.say(lang);
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(results, &title, lang);
        blocks.push(Block::Gap);
        blocks.push(Block::Table(table));
        let widths = vec![8.0, 44.0, 11.0, 9.0, 9.0, 60.0, 30.0];
        Page { name: Some(name.into()), widths, blocks, ..Page::default() }
    }

    fn chart_page<'a>(&self, standing: &Standing<'a>) -> Page<'a> {
        let name = words::CHART.say(self.lang);
        let mut blocks =
            heading::title(self.results, &format!("{name} – {}", standing.unit.name), self.lang);
        blocks.push(Block::Chart(self.chart(standing)));
        Page { name: Some(name.into()), widths: vec![12.0; 12], blocks, ..Page::default() }
    }

    fn problems_page<'a>(&'a self, standing: &Standing<'a>, list: &[&'a Problem]) -> Page<'a> {
        let lang = self.lang;
        let cells = list.iter().filter_map(|p| problems::cells_for_unit(p, lang));
        let rows = cells.map(Row::new).collect();
        let table = Table {
            columns: problems::columns(lang),
            rows: Rows::Held(rows),
            shades: vec![problems::errors(lang)],
            fixed_columns: 2,
            size: 12,
            filter: false,
        };
        let name = words::PROBLEMS.say(lang);
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(self.results, &title, lang);
        blocks.push(Block::Gap);
        blocks.push(Block::Table(table));
        let widths = vec![10.0, 24.0, 30.0, 20.0, 60.0, 50.0];
        Page { name: Some(name.into()), widths, blocks, ..Page::default() }
    }

    /// Component indices against the mean of the block. A radar needs three axes.
    fn chart(&self, standing: &Standing<'_>) -> Chart {
        let lang = self.lang;
        let decimals = standing.decimals();
        let figure = |x: &Exact| x.round_half_up(decimals).to_f64();
        let fields: Vec<(usize, &Node)> = standing
            .block
            .rubric
            .fields()
            .filter(|(_, n)| n.field_kind == FieldKind::Plain)
            .collect();
        let own = |(at, _): &(usize, &Node)| standing.index.nodes[*at].index.as_ref().map(figure);
        let mean =
            |(at, _): &(usize, &Node)| standing.block.index.node_means[*at].as_ref().map(figure);
        let series = |name: &str, values| Series {
            name: name.into(),
            values,
            formulas: Vec::new(),
            line: false,
        };
        let title = match lang {
            Lang::Vi => "Chỉ số thành phần (%) so với trung bình khối",
            Lang::En => "Component indices (%) against the block mean",
        };
        let open = standing.index.is_provisional()
            || heading::provisional_all(self.results, lang).next().is_some();
        let mark = if open { charts::provisional_mark(lang) } else { String::new() };
        Chart {
            kind: if fields.len() < 3 { ChartKind::Columns } else { ChartKind::Radar },
            title: format!("{title} – {}{mark}", standing.unit.name),
            categories: fields.iter().map(|(_, n)| format!("{}. {}", n.code, n.name)).collect(),
            series: vec![
                series(&standing.unit.name, fields.iter().map(own).collect()),
                series(words::BLOCK_MEAN.say(lang), fields.iter().map(mean).collect()),
            ],
            top: Some(100.0),
            decimals: decimals as u8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, to_ward};

    /// A unit's workbook goes to the unit: it names files, not where the office keeps them, and
    /// nothing that only the office can do.
    #[test]
    fn what_a_unit_gets_has_no_folders_of_the_office() {
        let results = sample::results();
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
