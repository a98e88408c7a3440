//! The annex of a decision from a criteria set: one table, for Word and Excel, and what no table
//! can say.

mod rule;

use crate::expr::Words;
use crate::report::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use crate::report::guide;
use crate::rubric::{Class, FieldKind, Leaf, NaPolicy, Node, Rubric};
use crate::terms::{Key, Lang, Text};
use crate::workshop::draft::written::said;
use crate::workshop::scale::{Reading, read, say};

/// An annex, and what it leaves out.
pub struct Paper<'r> {
    pub page: Page<'r>,
    /// What the set says and no table of criteria can: with the code of its node.
    pub unsaid: Vec<(Option<String>, Text<String>)>,
}

/// What stands between the number and the day of a decision that is not signed yet.
const DOTS: &str = "Quyết định số ………/QĐ-UBND ngày …… tháng …… năm ……… của ………";

/// The annex of a set.
pub fn paper(rubric: &Rubric) -> Paper<'_> {
    let line = |role, text: String| Block::Line(Line::new(role, text));
    let year = format!("năm {}", rubric.year);
    let mut title = rubric.title.trim().to_string();
    if rubric.year != 0 && !crate::text::fold(&title).contains(&year) {
        title = format!("{title} {year}");
    }
    let decision = if rubric.decision.trim().is_empty() { DOTS } else { rubric.decision.trim() };
    let blocks = vec![
        line(Role::Title, "Phụ lục".to_string()),
        line(Role::Title, title.to_uppercase()),
        line(Role::Subtitle, format!("(Kèm theo {decision})")),
        Block::Gap,
        Block::Table(table(rubric)),
    ];
    let page =
        Page { name: Some("Phụ lục".to_string()), blocks, across: true, ..Page::default() };
    Paper { page, unsaid: unsaid(rubric) }
}

fn table(rubric: &Rubric) -> Table<'_> {
    let columns = vec![
        Column::left("STT").wide(8.0),
        Column::left("Lĩnh vực, tiêu chí, tiêu chí thành phần").wide(44.0),
        Column::right("Điểm tối đa").wide(9.0),
        Column::left("Cách tính điểm").wide(44.0),
        Column::left("Yêu cầu kiểm chứng").wide(28.0),
        Column::left("Cơ quan thẩm định").wide(18.0),
    ];
    let mut rows: Vec<Row<'_>> = rubric.nodes.iter().map(|node| row(rubric, node)).collect();
    let total = vec![
        Cell::Empty,
        Cell::text("Tổng cộng"),
        points(&rubric.total),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ];
    rows.push(Row::new(total).looking(Look::Total));
    Table { columns, rows: Rows::Held(rows), ..Table::default() }.sized(12)
}

/// As many decimals as the number has.
fn points<'c>(number: &crate::terms::Exact) -> Cell<'c> {
    Cell::exact(number, number.places().unwrap_or(4))
}

fn row<'r>(rubric: &'r Rubric, node: &'r Node) -> Row<'r> {
    let leaf = node.leaf.as_ref();
    let text = |text: Option<&'r str>| text.map_or(Cell::Empty, Cell::text);
    let cells = vec![
        Cell::text(node.code.as_str()),
        Cell::text(node.name.as_str()),
        points(&node.max),
        leaf.map_or(Cell::Empty, |leaf| Cell::text(scale(rubric, node, leaf))),
        text(leaf.and_then(|leaf| leaf.proof.as_deref())),
        text(leaf.and_then(|leaf| leaf.appraiser()).map(|id| id.as_str())),
    ];
    let look = match (node.parent, leaf) {
        (None, _) => Look::Field,
        (_, None) => Look::Criterion,
        _ => Look::Plain,
    };
    Row::new(cells).looking(look)
}

/// *Cách tính điểm*: as the set gives it, else in words that can be read back, else as the forms say
/// it.
pub(crate) fn scale(rubric: &Rubric, node: &Node, leaf: &Leaf) -> String {
    if let Some(guide) = &leaf.guide {
        return guide.clone();
    }
    if let Some(scale) = rule::scale_of(rubric, node, leaf) {
        return say(&scale, &node.max);
    }
    let label =
        |key: &Key| rubric.item(key).map_or(key.to_string(), |(_, item)| item.label.clone());
    let unit = |key: &Key| rubric.item(key)?.1.unit.clone().filter(|unit| unit != "%");
    let penalty = node.field_kind == FieldKind::Penalty;
    guide(leaf, &Words { lang: Lang::Vi, label: &label, unit: &unit, penalty })
}

/// What is lost on the way from the set to a table.
fn unsaid(rubric: &Rubric) -> Vec<(Option<String>, Text<String>)> {
    let mut list = Vec::new();
    let mut tell = |code: Option<&str>, vi: &str, en: &str| {
        list.push((code.map(str::to_string), said(vi, en)));
    };
    for node in &rubric.nodes {
        let code = Some(node.code.as_str());
        if !node.requires.is_empty() {
            tell(code, "điều kiện khống chế (requires)", "its gate (requires)");
        }
        let Some(leaf) = &node.leaf else { continue };
        if leaf.na != NaPolicy::Forbid {
            tell(code, "không áp dụng thì tính thế nào (na)", "what not applicable means (na)");
        }
        if !leaf.only.is_empty() {
            tell(code, "chỉ dành cho một số đơn vị (only)", "that it is for some units (only)");
        }
        let back = read(&scale(rubric, node, leaf), &node.max, Some(rubric.year));
        let own = rule::scale_of(rubric, node, leaf);
        let same = match (&back, &own) {
            (Ok(Reading { scale: back, .. }), Some(own)) => rule::is_same(back, own),
            (Err(_), None) => leaf.rule.kind == "judged",
            _ => false,
        };
        if !same {
            tell(
                code,
                "cách tính điểm: đọc lại sẽ phải quyết định (CHƯA RÕ)",
                "its rule: read back, it is a person's to decide",
            );
        }
    }
    if !rubric.classes.is_empty() {
        let names: Vec<&str> = rubric.classes.iter().map(|class: &Class| &*class.name).collect();
        tell(
            None,
            &format!("xếp loại: {}", names.join(", ")),
            &format!("classes: {}", names.join(", ")),
        );
    }
    if !rubric.checks.is_empty() {
        tell(None, "các phép kiểm tra số liệu ([[check]])", "checks of the evidence");
    }
    list
}
