//! *Phiếu điểm*: the first sheet of a unit's workbook, one sheet of paper: place, radar, the largest
//! losses with cause and next step, the way to the next class.

use crate::report::UnitReports;
use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::{Standing, point_decimals};
use crate::report::unit::{distance, place};
use crate::report::why::lost;
use crate::report::{heading, words};
use crate::terms::{Exact, texts};

texts! {
    NAME "Phiếu điểm", "Score sheet";
    NEXT "Bước tiếp theo", "Next step";
    NOTHING_LOST "Đơn vị không mất điểm ở tiêu chí nào.", "The unit lost no points.";
}

/// So many losses are shown.
const LOSSES: usize = 5;

impl UnitReports<'_> {
    pub(super) fn score_sheet<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Page<'a> {
        let lang = self.lang();
        let name = NAME.say(lang);
        let line = |role, text: String| Block::Line(Line::new(role, text));
        let title = format!("{name} – {}", standing.unit.name);
        let mut blocks = heading::title(self.results(), &title, lang);
        let lines = place::lines(standing, self.best(block), lang);
        blocks.extend(lines.into_iter().map(|text| line(Role::Text, text)));
        if standing.index.rank.is_some() {
            blocks.push(Block::Chart(self.chart(standing)));
            blocks.push(self.largest_losses(standing, block));
            blocks.push(Block::Gap);
            let classes = distance::class_lines(standing, lang);
            blocks.extend(classes.into_iter().map(|text| line(Role::Text, text)));
        }
        let widths = vec![8.0, 38.0, 9.0, 44.0, 44.0];
        Page { name: Some(name.into()), widths, blocks, one_paper: true, ..Page::default() }
    }

    fn largest_losses<'a>(&'a self, standing: &Standing<'a>, block: usize) -> Block<'a> {
        let (lang, decimals) = (self.lang(), point_decimals(self.results()));
        let losses = lost::of_unit(standing);
        if losses.is_empty() {
            return Block::Line(Line::new(Role::Text, NOTHING_LOST.say(lang)));
        }
        let (standing, reasons) = (*standing, self.reasons(block));
        let leaf = move |at: &usize| &standing.leaves[*at];
        let node = move |at: &usize| &standing.block.rubric.nodes[leaf(at).node];
        let mut columns = Columns::<(Exact, usize)>::new(lang);
        columns
            .left(words::CODE, 8.0, move |(_, at)| Cell::text(node(at).code.as_str()))
            .left(words::LEAF, 38.0, move |(_, at)| Cell::text(node(at).name.as_str()))
            .right(words::LOST, 9.0, move |(lost, _)| Cell::exact(lost, decimals))
            .left(words::CAUSE, 44.0, move |(_, at)| {
                Cell::text(reasons.plain_cause(&standing, leaf(at)))
            })
            .left(NEXT, 44.0, move |(_, at)| {
                let needs = reasons.needs(leaf(at));
                needs.into_iter().next().map_or(Cell::Empty, Cell::text)
            });
        let rows = columns.rows(losses.into_iter().take(LOSSES));
        Block::Table(Table { size: 12, ..columns.table(Rows::Held(rows)) })
    }
}
