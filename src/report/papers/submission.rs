//! *Tờ trình*: the office asks for the result to be decided.

use crate::results::Results;

use crate::report::block::{Block, Line, Page, Role};
use crate::report::papers::bodies::in_full;
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender, Signs, text};
use crate::report::papers::set::{Paper, Set, one};
use crate::report::papers::summary;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    one("to-trinh", || page(set.results))
}

fn page(results: &Results) -> Page<'_> {
    let office = frame::office(results);
    let mut blocks = frame::head(results, &Sender::office(results), Number::Open("TTr", &office));
    let about = format!("Về việc công bố {}", frame::subject(results));
    blocks.extend(frame::title("TỜ TRÌNH", &about));
    blocks.extend(frame::alarms(results));
    let issuer = in_full(&results.round.issuer);
    let addressed = format!("Kính gửi: {issuer}.");
    blocks.push(Block::Line(Line::new(Role::Addressee, addressed)));
    blocks.push(Block::Gap);
    blocks.extend(frame::basis(results, None));
    blocks.push(text(format!(
        "{office} đã tổng hợp, thẩm định và xác định {}. Kết quả như sau:",
        frame::title_in_sentence(results)
    )));
    for block in &results.blocks {
        blocks.push(text(summary::summary(results, block)));
        blocks.extend(summary::classes(block).map(text));
    }
    blocks.push(text("Hồ sơ trình kèm gồm: báo cáo kết quả; dự thảo quyết định và các phụ lục."));
    blocks
        .push(text(format!("{office} kính trình {issuer} xem xét, quyết định công bố kết quả./.")));
    blocks.extend(frame::signature(results, Signs::Body(&office)));
    Page { blocks, ..Page::default() }
}
