//! *Bộ tiêu chí nhìn lại*: which leaves tell units apart, and which say what others say.

use crate::diagnostics::{LeafFigures, of_block};
use crate::rubric::{Node, Rubric};
use crate::terms::{Exact, Lang, Text, texts};

use crate::report::block::{Block, Cell, Figure, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::{block_name, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

texts! {
    UNITS "Đơn vị có điểm", "Units scored";
    MEAN "Điểm bình quân so với tối đa", "Mean share of the maximum";
    FULL "Đơn vị đạt tối đa", "Units at full";
    NONE "Đơn vị 0 điểm", "Units at zero";
    SPREAD "Độ lệch chuẩn (của tỷ lệ điểm)", "Standard deviation of the shares";
    REST "Tương quan với phần còn lại", "Correlation with the rest";
    TWINS "Đi cùng tiêu chí", "Goes with";
    SELF_OVER "Tự chấm cao hơn kết quả (bình quân, điểm)", "Self score over points (mean)";
    REMARK "Nhận xét", "Remark";
    NOTE
        "Trang này để xem lại bộ tiêu chí, không đổi điểm, hạng hay loại nào. Chỉ tính các đơn vị đã xếp hạng và có điểm ở tiêu chí; tỷ lệ điểm là điểm trước điều kiện khống chế chia cho điểm tối đa; tương quan là hệ số Pearson, cần ít nhất 3 đơn vị.",
        "This page looks back at the set and changes no points, rank or class. Only ranked units with points of the criterion count; shares are points before gates over the maximum; correlation is Pearson's, of at least 3 units.";
    ALL_FULL
        "Mọi đơn vị đều đạt điểm tối đa: tiêu chí không phân biệt được các đơn vị",
        "Every unit has the maximum: it tells nobody apart";
    ALL_SAME
        "Mọi đơn vị cùng một mức: tiêu chí không phân biệt được các đơn vị",
        "Every unit has the same share: it tells nobody apart";
    SAYS_THE_SAME
        "Đo gần như cùng một việc với {codes}",
        "Measures nearly what {codes} measures";
    AGAINST
        "Đơn vị khá ở các tiêu chí khác lại thấp ở tiêu chí này",
        "Units that are good elsewhere are low here";
}

/// Below this correlation a leaf goes against the rest.
const AGAINST_BELOW: f64 = -0.3;

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Note, NOTE.say(lang))));
    for block in &results.blocks {
        let mut columns = columns(&block.rubric, (point_decimals(results), lang));
        let rows = columns.rows(of_block(block));
        blocks.push(Block::Gap);
        blocks.push(Block::Line(Line::new(Role::Section, block_name(results, block))));
        let table = columns.table(Rows::Held(rows));
        blocks.push(Block::Table(Table { fixed_columns: 2, ..table }));
    }
    vec![Page { blocks, ..Page::default() }]
}

fn columns<'r>(rubric: &'r Rubric, (decimals, lang): (u32, Lang)) -> Columns<'r, 'r, LeafFigures> {
    let node = |leaf: &LeafFigures| -> &'r Node { &rubric.nodes[leaf.node] };
    let number = |value: Option<f64>| match value {
        Some(value) => Cell::Number((value * 100.0).round() / 100.0, Figure::Fixed(2)),
        None => Cell::Empty,
    };
    let mut columns = Columns::<LeafFigures>::new(lang);
    columns
        .left(words::CODE, 8.0, move |l| Cell::text(node(l).code.as_str()))
        .left(words::LEAF_NAME, 40.0, move |l| Cell::text(node(l).name.as_str()))
        .right(words::MAX, 9.0, move |l| Cell::exact(&node(l).max, decimals))
        .right(UNITS, 9.0, |l| Cell::whole(l.units))
        .right(MEAN, 11.0, |l| match &l.mean {
            Some(mean) => Cell::Number(mean.round_half_up(4).to_f64(), Figure::Percent(1)),
            None => Cell::Empty,
        })
        .right(FULL, 9.0, |l| Cell::whole(l.full))
        .right(NONE, 9.0, |l| Cell::whole(l.none))
        .right(SPREAD, 11.0, move |l| number(l.spread))
        .right(REST, 11.0, move |l| number(l.rest))
        .left(TWINS, 18.0, move |l| Cell::text(twins(rubric, l, lang)))
        .right(SELF_OVER, 13.0, move |l| match &l.self_over {
            Some(over) => Cell::exact(over, decimals),
            None => Cell::Empty,
        })
        .left(REMARK, 44.0, move |l| Cell::text(remark(rubric, l, lang)));
    columns
}

/// `3.2.1 (r = 0,98)`
fn twins(rubric: &Rubric, leaf: &LeafFigures, lang: Lang) -> String {
    let one = |(node, r): &(usize, f64)| {
        let r = words::decimal_mark(&format!("{r:.2}"), lang);
        format!("{} (r = {r})", rubric.nodes[*node].code)
    };
    leaf.twins.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn remark(rubric: &Rubric, leaf: &LeafFigures, lang: Lang) -> String {
    let said: Option<Text> = match (leaf.is_flat(), &leaf.mean) {
        (true, Some(mean)) if *mean == Exact::one() => Some(ALL_FULL),
        (true, _) => Some(ALL_SAME),
        _ if leaf.rest.is_some_and(|r| r < AGAINST_BELOW) => Some(AGAINST),
        _ => None,
    };
    let mut parts: Vec<String> = said.iter().map(|text| text.say(lang).to_string()).collect();
    if !leaf.twins.is_empty() {
        let codes: Vec<&str> =
            leaf.twins.iter().map(|(node, _)| rubric.nodes[*node].code.as_str()).collect();
        parts.push(SAYS_THE_SAME.with(lang, &[("codes", &codes.join(", "))]));
    }
    parts.join("; ")
}
