//! The part about one unit: its place, its fields, what it lost and why, and the account of every
//! leaf behind a fold.

use crate::report::audience::{Audience, LANG};
use crate::report::block::{Block, Line, Role};
use crate::report::leaders::page::{Leaders, UnitCauses};
use crate::report::standing::{Standing, point_decimals};
use crate::report::unit::losses::{self, Told};
use crate::report::unit::{distance, fields, place};
use crate::report::why::explanation;
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
            let all = (usize::MAX, usize::MAX);
            blocks.push(Block::Beside {
                left: vec![fields::picture(&standing, block, LANG)],
                right: vec![Block::Table(fields::table(&standing, all, LANG))],
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
            blocks.push(Block::Table(losses::table(
                standing,
                &self.reasons[block],
                usize::MAX,
                Told::Whole,
            )));
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
