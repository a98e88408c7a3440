//! *Báo cáo tự đánh giá*: what a unit says of itself, from its own form.

use crate::rubric::{FieldKind, Node};
use crate::terms::Exact;

use crate::report::audience::LANG;
use crate::report::block::{Block, Cell, Page, Rows, Table};
use crate::report::columns::Columns;
use crate::report::papers::bodies;
use crate::report::papers::frame;
use crate::report::papers::frame::{DOTS, Number, Sender, Signs, section, text};
use crate::report::papers::set::{Paper, Set};
use crate::report::standing::{Standing, point_decimals};
use crate::report::words;

/// Units that sent a form that could be read.
pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    let sent = |set: &Set<'_>, block: usize, at: usize| {
        let index = &set.results.blocks[block].index.units[at];
        index.submitted && index.stopped.is_none()
    };
    set.of_units("tu-danh-gia", sent, page)
}

fn page<'s>(set: &'s Set<'_>, block: usize, at: usize) -> Page<'s> {
    let results = set.results;
    let standing = Standing::of(results, &results.blocks[block], at);
    let name = bodies::of_unit(&standing.unit.name);
    // A people's committee names no body above it.
    let above = (!bodies::is_committee(&name)).then(|| bodies::in_full(&results.round.issuer));
    let sender = Sender { above, name: name.clone() };
    let mut blocks = frame::head(results, &sender, Number::Open("BC", &name));
    let about = format!("Tự đánh giá, chấm điểm {}", frame::title_in_sentence(results));
    blocks.extend(frame::title("BÁO CÁO", &about));
    blocks.extend(frame::illustration(results));
    blocks.push(section("I. KẾT QUẢ TỰ CHẤM"));
    blocks.push(text(own_total(&standing)));
    blocks.extend([Block::Table(summary(&standing)), Block::Gap]);
    blocks.push(section("II. TIÊU CHÍ CHƯA CÓ TÀI LIỆU KIỂM CHỨNG"));
    blocks.extend(unproved(&standing));
    blocks.push(section("III. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ, ĐỀ XUẤT"));
    blocks.push(text(DOTS.repeat(3)));
    blocks.push(text(format!("Trên đây là báo cáo tự đánh giá của {name}./.")));
    blocks.extend(frame::signature(results, Signs::Body(&name)));
    Page { blocks, ..Page::default() }
}

fn own_total(standing: &Standing<'_>) -> String {
    let decimals = point_decimals(standing.results);
    let max = words::number(&standing.block.rubric.total, decimals, LANG);
    match &standing.index.self_points {
        Some(points) => {
            let points = words::fixed(points, decimals, LANG);
            format!("Tổng điểm đơn vị tự chấm là {points} điểm trên {max} điểm của bộ tiêu chí.")
        }
        None => format!("Đơn vị chưa ghi điểm tự chấm; bộ tiêu chí có {max} điểm."),
    }
}

/// Fields with maximum and self score.
fn summary<'s>(standing: &Standing<'s>) -> Table<'s> {
    let decimals = point_decimals(standing.results);
    let rubric = &standing.block.rubric;
    let own = |field: usize| -> Option<Exact> {
        let inside = |node: usize| {
            let mut at = Some(node);
            while let Some(here) = at {
                if here == field {
                    return true;
                }
                at = rubric.nodes[here].parent;
            }
            false
        };
        let scores = standing.leaves.iter().filter(|leaf| inside(leaf.node));
        scores.filter_map(|leaf| leaf.self_score.clone()).reduce(|a, b| a + &b)
    };
    let sign = |node: &Node, points: Exact| match node.field_kind {
        FieldKind::Penalty => -points,
        _ => points,
    };
    let mut columns = Columns::<(usize, &'s Node)>::new(LANG);
    columns
        .left(words::CODE, 6.0, |(_, node)| Cell::text(node.code.as_str()))
        .left("Lĩnh vực", 56.0, |(_, node)| Cell::text(node.name.as_str()))
        .total(Cell::text(words::TOTAL_POINTS.say(LANG)))
        .right(words::MAX, 11.0, |(_, node)| Cell::exact(&node.max, decimals))
        .total(Cell::exact(&rubric.total, decimals))
        .right(words::SELF, 11.0, |(at, node)| {
            Cell::maybe(own(*at).map(|points| sign(node, points)).as_ref(), decimals)
        })
        .total(Cell::maybe(standing.index.self_points.as_ref(), decimals));
    let mut rows = columns.rows(rubric.fields());
    rows.push(columns.total_row());
    columns.table(Rows::Held(rows)).sized(12)
}

/// Leaves that ask for proof and have none, with what the unit says of them.
fn unproved<'s>(standing: &Standing<'_>) -> Vec<Block<'s>> {
    let asked = |node: usize| {
        let leaf = standing.block.rubric.nodes[node].leaf.as_ref();
        // What a survey finds is not the unit's to prove.
        let own = leaf.filter(|leaf| leaf.rule.scheme.is_none());
        own.is_some_and(|leaf| leaf.proof.as_ref().is_some_and(|asked| !asked.trim().is_empty()))
    };
    let lines: Vec<Block<'s>> = standing
        .leaves
        .iter()
        .filter(|leaf| leaf.state != crate::scores::State::NotApplicable)
        .filter(|leaf| asked(leaf.node) && leaf.proof.trim().is_empty())
        .map(|leaf| {
            let node = &standing.block.rubric.nodes[leaf.node];
            let said = match leaf.explanation.trim() {
                "" => DOTS,
                said => said,
            };
            text(format!("- {} {}: {said}", node.code, node.name))
        })
        .collect();
    match lines.is_empty() {
        true => vec![text("Mọi tiêu chí đều có tài liệu kiểm chứng.")],
        false => lines,
    }
}
