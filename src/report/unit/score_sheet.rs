//! *Phiếu điểm*: one unit on one sheet of paper, in plain words. The same blocks are the first sheet
//! of the unit's workbook and its Word paper, each below a heading of its own.

use crate::report::block::{Block, Line, Role};
use crate::report::standing::Standing;
use crate::report::unit::clipped::sentence;
use crate::report::unit::losses::{self, Told};
use crate::report::unit::{distance, fields, place};
use crate::report::why::reasons::Reasons;
use crate::terms::{Exact, texts};

texts! {
    pub(crate) NAME "Phiếu điểm", "Score sheet";
    NOTHING_LOST "Đơn vị không mất điểm ở tiêu chí nào.", "The unit lost no points.";
}

/// So many losses are shown.
const LOSSES: usize = 5;
/// Fields that fit beside the picture, and letters of their names, which take two lines at most.
const FIELDS: (usize, usize) = (9, 72);

/// A unit of the block at position `block`, of which `best` is the best published index.
pub(crate) struct ScoreSheet<'a, 'r> {
    pub standing: Standing<'r>,
    pub block: usize,
    pub best: Option<&'r Exact>,
    /// Without folders: the sheet goes to the unit.
    pub reasons: &'a Reasons<'r>,
}

impl<'r> ScoreSheet<'_, 'r> {
    /// The columns of a sheet: losses take the first four, the fields the last three.
    pub(crate) const WIDTHS: [f64; 5] = [30.0, 34.0, 44.0, 10.0, 10.0];

    /// Place, radar beside the fields, the largest losses with cause and next step, the way to the
    /// next class.
    pub(crate) fn blocks(&self) -> Vec<Block<'r>> {
        let (standing, lang) = (&self.standing, self.reasons.lang());
        let line = |line: &String| Block::Line(Line::new(Role::Plain, sentence(line)));
        let mut blocks: Vec<Block<'r>> =
            place::lines(standing, self.best, lang).iter().map(line).collect();
        if standing.index.rank.is_none() {
            return blocks;
        }
        blocks.push(Block::Beside {
            left: vec![fields::picture(standing, self.block, lang)],
            right: vec![Block::Table(fields::table(standing, FIELDS, lang).sized(11))],
        });
        blocks.extend(self.losses());
        if !standing.block.rubric.classes.is_empty() {
            // the last line is how far it is to the next class
            blocks.extend(distance::class_lines(standing, lang).last().map(line));
        }
        blocks
    }

    fn losses(&self) -> Vec<Block<'r>> {
        let table = losses::table(&self.standing, self.reasons, LOSSES, Told::Short);
        if table.rows.is_empty() {
            let text = NOTHING_LOST.say(self.reasons.lang());
            return vec![Block::Line(Line::new(Role::Text, text))];
        }
        vec![Block::Gap, Block::Table(table), Block::Gap]
    }
}
