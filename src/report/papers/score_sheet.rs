//! *Phiếu điểm* as a Word paper: what the first sheet of the unit's workbook says, below the heading
//! of the office.

use crate::report::block::Page;
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender};
use crate::report::papers::set::{Paper, Set};
use crate::report::standing::Standing;
use crate::report::unit::score_sheet::ScoreSheet;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    set.of_units("phieu-diem", |_, _, _| true, page)
}

fn page<'s>(set: &'s Set<'s>, block: usize, at: usize) -> Page<'s> {
    let results = set.results;
    let standing = Standing::of(results, &results.blocks[block], at);
    let mut blocks = frame::head(results, &Sender::office(results), Number::None);
    let title = format!("PHIẾU ĐIỂM {}", standing.unit.name.to_uppercase());
    blocks.extend(frame::title(&title, &results.round.title));
    blocks.extend(frame::illustration(results));
    let sheet = ScoreSheet { standing, block, best: set.best[block], reasons: &set.reasons[block] };
    blocks.extend(sheet.blocks());
    Page { blocks, ..Page::default() }
}
