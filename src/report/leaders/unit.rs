//! The part about one unit: its place, its fields, what it lost and why, and the account of every
//! leaf behind a fold.

use crate::report::audience::{Audience, LANG};
use crate::report::block::{Block, Cell, Column, Line, Picture, PictureOf, Role, Row, Table};
use crate::report::leaders::page::{Leaders, UnitCauses};
use crate::report::plain_tables as tables;
use crate::report::standing::{Standing, point_decimals};
use crate::report::unit::{distance, place};
use crate::report::why::explanation;
use crate::report::why::lost::of_unit;
use crate::report::words;

impl<'r> Leaders<'r> {
    /// The blocks about the unit at position `at` of the block at position `block`.
    pub fn unit(&self, block: usize, at: usize) -> Vec<Block<'r>> {
        let standing = Standing::of(self.results, &self.results.blocks[block], at);
        let mut blocks = Vec::new();
        let line = |text: String| Block::Line(Line::new(Role::Plain, text));
        if self.audience == Audience::Inside {
            let best = crate::report::standing::best_of(standing.block);
            blocks.extend(place::lines(&standing, best, LANG).into_iter().map(line));
        }
        if standing.index.rank.is_some() {
            let radar = Picture { of: PictureOf::Radar { block, unit: at }, percent: 100 };
            blocks.push(Block::Beside {
                left: vec![Block::Picture(radar)],
                right: vec![Block::Table(tables::unit_fields(&standing, usize::MAX))],
            });
        }
        if self.audience == Audience::Inside {
            blocks.extend(self.inside(&standing, block));
        }
        blocks
    }

    fn inside(&self, standing: &Standing<'r>, block: usize) -> Vec<Block<'r>> {
        let section = |text: &str| Block::Line(Line::new(Role::Section, text));
        let plain = |text: String| Block::Line(Line::new(Role::Plain, text));
        let mut blocks = Vec::new();
        if standing.index.rank.is_some() {
            blocks.push(section("Thứ hạng và xếp loại"));
            let lines = distance::rank_lines(standing, LANG);
            let classes = distance::class_lines(standing, LANG);
            blocks.extend(lines.into_iter().chain(classes).map(plain));
            blocks.push(section("Điểm mất và bước tiếp theo"));
            blocks.push(Block::Table(self.losses(standing, block)));
        }
        blocks.push(section("Vì sao: từng tiêu chí"));
        for leaf in standing.leaves {
            let node = &standing.block.rubric.nodes[leaf.node];
            let points = point_decimals(standing.results);
            let got = match leaf.state {
                crate::scores::State::Scored => {
                    words::fixed(&standing.points(leaf.node), points, LANG)
                }
                state => words::state(state, LANG).to_string(),
            };
            let max = words::fixed(&node.max, points, LANG);
            let lines = explanation::leaf_lines_by(standing, leaf, &self.reasons[block], LANG);
            blocks.push(Block::Fold {
                title: format!("{} {}: {got} / {max}", node.code, node.name),
                // The first line names unit and leaf, as the title does.
                blocks: lines.into_iter().skip(1).map(plain).collect(),
            });
        }
        blocks
    }

    fn losses(&self, standing: &Standing<'r>, block: usize) -> Table<'r> {
        let reasons = &self.reasons[block];
        let decimals = point_decimals(standing.results);
        let columns = vec![
            Column::left(words::CODE.say(LANG)).wide(8.0),
            Column::left(words::LEAF.say(LANG)).wide(40.0),
            Column::right(words::LOST.say(LANG)).wide(9.0),
            Column::left(words::CAUSE.say(LANG)).wide(44.0),
            Column::left("Bước tiếp theo").wide(50.0),
        ];
        let row = |(lost, at): &(crate::terms::Exact, usize)| {
            let leaf = &standing.leaves[*at];
            let node = &standing.block.rubric.nodes[leaf.node];
            Row::new(vec![
                Cell::text(node.code.as_str()),
                Cell::text(node.name.as_str()),
                Cell::exact(lost, decimals),
                Cell::text(reasons.cause(standing, leaf)),
                Cell::text(reasons.needs(leaf).join("; ")),
            ])
        };
        tables::table(columns, of_unit(standing).iter().map(row).collect())
    }

    /// Why the unit lost points at each leaf, for comparisons.
    pub fn causes(&self, block: usize, at: usize) -> UnitCauses {
        let standing = Standing::of(self.results, &self.results.blocks[block], at);
        let ranked = standing.index.rank.is_some() && self.audience == Audience::Inside;
        let cause = |leaf| match crate::report::why::lost::loss(&standing, leaf) {
            Some(_) => self.reasons[block].cause(&standing, leaf),
            None => String::new(),
        };
        let leaves = standing.leaves.iter().filter(|_| ranked);
        UnitCauses { causes: leaves.map(cause).collect() }
    }
}
