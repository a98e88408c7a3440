//! *Báo cáo*: the result of the round, as the office reports it.

use crate::results::{BlockResults, Results};
use crate::rubric::Node;
use crate::terms::Exact;

use crate::report::audience::Audience;
use crate::report::audience::LANG;
use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::losses::{LeafLoss, by_cause, by_leaf};
use crate::report::numbers::roman;
use crate::report::overview;
use crate::report::papers::frame;
use crate::report::papers::frame::{DOTS, Number, Sender, Signs, section, text};
use crate::report::papers::set::{Paper, Set, one};
use crate::report::papers::summary;
use crate::report::ranking::source::Source;
use crate::report::ranking::table::{self as ranking, Shown};
use crate::report::standing::{block_name, point_decimals};
use crate::report::survey::satisfaction as satisfaction_of;
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
        push(&mut blocks, ranking::table(&[Source::plain(results, block, LANG)], Shown::Read));
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
        push(&mut blocks, ends_of_fields(results, block));
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
        push(&mut blocks, satisfaction_of::table(results, survey, Audience::Inside, LANG));
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
    let node = |leaf: &LeafLoss| &block.rubric.nodes[leaf.node];
    let mut columns = Columns::<LeafLoss>::new(LANG);
    columns
        .left(words::CODE, 8.0, |l| Cell::text(node(l).code.as_str()))
        .left("Tiêu chí thành phần", 50.0, |l| Cell::text(node(l).name.as_str()))
        .right("Số đơn vị mất điểm", 11.0, |l| Cell::whole(l.units))
        .right("Điểm mất", 10.0, |l| Cell::exact(&l.lost, point_decimals(results)))
        .right("Tỷ lệ trong tổng điểm mất", 13.0, |l| {
            let share = l.lost.checked_div(whole).map(|share| share * &Exact::whole(100));
            Cell::text(share.map_or_else(String::new, |s| words::fixed(&s, 1, LANG) + "%"))
        });
    let rows = columns.rows(by_leaf(results, block).into_iter().take(WORST));
    columns.table(Rows::Held(rows)).sized(12)
}

/// Mean, best and weakest unit of every field.
fn ends_of_fields<'s>(results: &'s Results, block: &'s BlockResults) -> Table<'s> {
    let decimals = results.round.rules.decimals;
    let end = |at: usize, best: bool| {
        let indices = (0..block.units.len())
            .filter(|unit| block.index.units[*unit].rank.is_some())
            .filter_map(|unit| Some((block.index.units[unit].nodes[at].index.as_ref()?, unit)));
        let mut units: Vec<(&Exact, usize)> = indices.collect();
        units.sort_by(|a, b| b.0.cmp(a.0).then(a.1.cmp(&b.1)));
        let end = if best { units.first() } else { units.last() };
        let shown = |index: &Exact| words::fixed(index, decimals, LANG);
        end.map_or(Cell::Empty, |(index, _)| {
            // What the shown figure does not tell apart, a name does not.
            let level = units.iter().filter(|(other, _)| shown(other) == shown(index));
            let names: Vec<&str> =
                level.map(|(_, at)| block.unit(&results.round, *at).0.name.as_str()).collect();
            let tied = if names.len() > 1 { " đồng hạng" } else { "" };
            Cell::text(format!("{}{tied} ({}%)", names.join(", "), shown(index)))
        })
    };
    let mut columns = Columns::<(usize, &'s Node)>::new(LANG);
    columns
        .left(words::CODE, 6.0, |(_, node)| Cell::text(node.code.as_str()))
        .left("Lĩnh vực", 34.0, |(_, node)| Cell::text(node.name.as_str()))
        .right("Trung bình (%)", 10.0, |(at, _)| {
            Cell::maybe(block.index.node_means[*at].as_ref(), decimals)
        })
        .left("Cao nhất", 24.0, |(at, _)| end(*at, true))
        .left("Thấp nhất", 24.0, |(at, _)| end(*at, false));
    let rows = columns.rows(block.rubric.plain_fields());
    columns.table(Rows::Held(rows)).sized(12)
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
