//! *Báo cáo*: the result of the round, as the office reports it.

use crate::results::{BlockResults, Results};
use crate::terms::Exact;

use crate::report::audience::Audience;
use crate::report::audience::LANG;
use crate::report::block::{Block, Cell, Column, Line, Page, Role, Row, Table};
use crate::report::losses;
use crate::report::losses::{by_cause, by_leaf};
use crate::report::overview;
use crate::report::papers::frame;
use crate::report::papers::frame::{DOTS, Number, Sender, Signs, section, text};
use crate::report::papers::set::{Paper, Set, one};
use crate::report::papers::summary;
use crate::report::plain_tables as tables;
use crate::report::ranking::roman;
use crate::report::standing::{block_name, point_decimals};
use crate::report::{heading, words};

/// So many leaves are named that cost a block most.
const WORST: usize = 10;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    one("bao-cao", || page(set.results))
}

fn page(results: &Results) -> Page<'_> {
    let office = frame::office(results);
    let mut blocks = frame::head(results, &Sender::office(results), Number::Open("BC", &office));
    let about = words::capital(&frame::subject(results));
    blocks.extend(frame::title("BÁO CÁO", &about));
    blocks.extend(frame::alarms(results));
    let mut parts: Vec<(&str, Vec<Block<'_>>)> = vec![
        ("CĂN CỨ VÀ PHƯƠNG PHÁP", method(results)),
        ("KẾT QUẢ XẾP HẠNG", rankings(results)),
        ("KẾT QUẢ THEO LĨNH VỰC", fields(results)),
        ("MỨC ĐỘ HÀI LÒNG", satisfaction(results)),
        ("TỒN TẠI, HẠN CHẾ", shortcomings(results)),
        ("KIẾN NGHỊ, ĐỀ XUẤT", proposals(results)),
    ];
    // Nothing ranked: there is nothing to say of fields and shortcomings.
    parts.retain(|(_, part)| !part.is_empty());
    for (at, (title, part)) in parts.into_iter().enumerate() {
        blocks.push(section(format!("{}. {title}", roman(at + 1))));
        blocks.extend(part);
    }
    blocks.push(text(format!(
        "Trên đây là báo cáo {}, {office} kính báo cáo./.",
        frame::subject(results)
    )));
    blocks.extend(frame::signature(results, Signs::Body(&office)));
    Page { blocks, ..Page::default() }
}

fn push<'s>(blocks: &mut Vec<Block<'s>>, table: Table<'s>) {
    blocks.push(Block::Table(table));
    blocks.push(Block::Gap);
}

fn method(results: &Results) -> Vec<Block<'_>> {
    let mut blocks = frame::basis(results, None);
    for block in &results.blocks {
        let rubric = &block.rubric;
        let decision = match rubric.decision.as_str() {
            "" => String::new(),
            decision => format!(" ({decision})"),
        };
        let total = words::number(&rubric.total, point_decimals(results), LANG);
        blocks.push(text(format!(
            "{} gồm {} đơn vị, chấm theo {}{decision}, tổng {total} điểm.",
            block_name(results, block),
            block.units.len(),
            rubric.title,
        )));
    }
    blocks.extend(heading::method(results, LANG).into_iter().map(text));
    blocks
}

fn rankings(results: &Results) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for block in &results.blocks {
        blocks.push(text(summary::summary(results, block)));
        blocks.extend(summary::classes(block).map(text));
        push(&mut blocks, tables::ranking(results, block));
    }
    blocks
}

fn fields(results: &Results) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for block in &results.blocks {
        let Some((mean, at)) = overview::weakest_field(block) else { continue };
        let node = &block.rubric.nodes[at];
        let mean = words::fixed(mean, results.round.rules.decimals, LANG);
        blocks.push(text(format!(
            "{}: lĩnh vực đạt thấp nhất là {}. {} (trung bình {mean}%).",
            block_name(results, block),
            node.code,
            node.name
        )));
        push(&mut blocks, tables::fields(results, block));
    }
    blocks
}

fn satisfaction(results: &Results) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for survey in &results.surveys {
        let forms: usize = survey.units.iter().map(|unit| unit.n).sum();
        let own = if survey.self_selected {
            "; người trả lời tự chọn nên không tính sai số"
        } else {
            ""
        };
        blocks.push(text(format!(
            "{}: {} phiếu hợp lệ tại {} đơn vị; chỉ số là {}{own}.",
            survey.title,
            words::number(&Exact::whole(forms as i64), 0, LANG),
            survey.units.len(),
            heading::index(survey, LANG),
        )));
        push(&mut blocks, tables::satisfaction(results, survey, Audience::Inside));
        let few = survey.units.iter().filter(|unit| unit.small).count();
        if few > 0 {
            blocks.push(Block::Line(Line::new(
                Role::Note,
                format!("Có {few} đơn vị dưới {} phiếu; số liệu chỉ để tham khảo.", survey.min_n),
            )));
        }
    }
    blocks
}

fn shortcomings(results: &Results) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let decimals = point_decimals(results);
    for block in &results.blocks {
        let (causes, whole) = by_cause(results, block);
        if whole.is_zero() {
            continue;
        }
        let said = causes.iter().map(|(cause, lost)| {
            format!("{} {} điểm", cause.words(), words::fixed(lost, decimals, LANG))
        });
        blocks.push(text(format!(
            "{}: các đơn vị mất tổng cộng {} điểm, do: {}.",
            block_name(results, block),
            words::fixed(&whole, decimals, LANG),
            said.collect::<Vec<_>>().join("; "),
        )));
        blocks.push(text("Các tiêu chí mất nhiều điểm nhất:"));
        push(&mut blocks, worst(results, block, &whole));
    }
    blocks
}

fn worst<'s>(results: &'s Results, block: &'s BlockResults, whole: &Exact) -> Table<'s> {
    let columns = vec![
        Column::left(words::CODE.say(LANG)).wide(8.0),
        Column::left("Tiêu chí thành phần").wide(50.0),
        Column::right("Số đơn vị mất điểm").wide(11.0),
        Column::right("Điểm mất").wide(10.0),
        Column::right("Tỷ lệ trong tổng điểm mất").wide(13.0),
    ];
    let row = |leaf: &losses::LeafLoss| {
        let node = &block.rubric.nodes[leaf.node];
        let share = leaf.lost.checked_div(whole).map(|share| share * &Exact::whole(100));
        let share = share.map_or_else(String::new, |s| words::fixed(&s, 1, LANG) + "%");
        Row::new(vec![
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            Cell::whole(leaf.units),
            Cell::exact(&leaf.lost, point_decimals(results)),
            Cell::text(share),
        ])
    };
    tables::table(columns, by_leaf(results, block).iter().take(WORST).map(row).collect())
}

fn proposals(results: &Results) -> Vec<Block<'_>> {
    let given = &results.round.papers.proposals;
    match given.is_empty() {
        true => vec![text(DOTS.repeat(3))],
        false => {
            let one = |(at, line): (usize, &String)| {
                let bare = line.trim_end_matches(['.', ';', ',']);
                text(format!("{}. {bare}.", at + 1))
            };
            given.iter().enumerate().map(one).collect()
        }
    }
}
