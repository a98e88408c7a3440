//! The evidence form of one unit: what it is asked, how points are given, where it answers.

mod cells;
mod columns;

use std::collections::BTreeMap;

use cells::{
    capitalised, content_of, explanation_cell, points_cell, proof_cell, put, put_na_claim,
};

use columns::{
    ASKED_PROOF, CODE, COLUMNS, GUIDE, ITEM, KEY, LIVE, MAX, MEASURE, NAME, SELF, VALUE,
};

use super::answer::{self, Asking};
use super::frame::{self, Halves, LANG, locked};
use super::live::{self, Given, Places};
use super::prefill::Prefilled;
use super::workbook::{Content, FormBook, FormCell, FormColumn, FormSheet, Style};
use crate::expr::Words;
use crate::grid::address;
use crate::report::block::{Align, Figure, Look, Role};
use crate::report::guide;
use crate::round::{Round, Unit};
use crate::rubric::{DataItem, FieldKind, Leaf, Node, Rubric};
use crate::terms::{Exact, Key};
use crate::value::Outcome;

/// Where the office keeps the forms that go out, below the folder of the round.
pub const FOLDER: &str = "forms/evidence";

/// The sheet's name.
pub const SHEET: &str = "Tự chấm";

/// The total at the top.
const TOTAL: Style = Style::Fact { bold: true, figure: Some(Figure::Fixed(2)) };

const HALVES: Halves = Halves { left: (0, 5), right: (7, 12) };

/// The form of one unit under its criteria set; `prefilled` are the figures known for it,
/// `last_year` the values that rules look back at.
pub fn form(
    round: &Round,
    unit: &Unit,
    rubric: &Rubric,
    prefilled: &[&Prefilled],
    last_year: &dyn Fn(&Key) -> Outcome,
) -> FormBook {
    let mut maker = Maker {
        round,
        unit,
        rubric,
        prefilled: prefilled.iter().map(|p| (&p.key, *p)).collect(),
        sheet: sheet(round, unit),
        places: Places::default(),
        node_rows: Vec::new(),
        total: 0,
    };
    maker.head();
    frame::headings(&mut maker.sheet, &COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    maker.shared_items();
    maker.nodes();
    let workings = maker.fill_in_formulas(last_year);
    frame::signatures(&mut maker.sheet, HALVES, unit);
    let mut hidden = frame::hidden("evidence", round, &[("unit", unit.id.as_str())], rubric);
    hidden.rows.extend(frame::leaves(rubric, |_| true));
    for known in prefilled {
        let row = ["prefill", known.key.as_str(), &known.value.to_plain(), &known.source];
        hidden.rows.push(row.map(str::to_string).to_vec());
    }
    let mut book = frame::book(round, unit, maker.sheet, hidden);
    book.workings = Some((live::SHEET, workings));
    book
}

fn sheet(round: &Round, unit: &Unit) -> FormSheet {
    let columns = COLUMNS.iter().enumerate();
    let columns = columns
        .map(|(at, (_, width))| FormColumn { width: *width, hidden: at as u16 == KEY })
        .collect();
    FormSheet {
        name: SHEET.to_string(),
        columns,
        fixed_columns: MAX,
        footer: frame::footer(round, unit),
        ..FormSheet::default()
    }
}

struct Maker<'a> {
    round: &'a Round,
    unit: &'a Unit,
    rubric: &'a Rubric,
    prefilled: BTreeMap<&'a Key, &'a Prefilled>,
    sheet: FormSheet,
    places: Places,
    /// Rows of the nodes, by their positions.
    node_rows: Vec<(usize, u32)>,
    /// The row of the total.
    total: u32,
}

impl Maker<'_> {
    /// Everything above the table.
    fn head(&mut self) {
        let (round, unit) = (self.round, self.unit);
        frame::official(&mut self.sheet, HALVES, &round.issuer, &frame::letterhead(unit));
        let title = format!("Bảng tự chấm điểm {}", round.title);
        let subtitle = format!("({}; {})", self.rubric.title, self.rubric.decision);
        frame::titles(&mut self.sheet, round, &title, &subtitle);
        let fact = |bold| Style::Fact { bold, figure: None };
        self.sheet.push(vec![
            FormCell::text(CODE, "Đơn vị:", fact(false)),
            FormCell::text(NAME, &unit.name, fact(true)),
        ]);
        if let Some(deadline) = round.deadline {
            self.sheet.push(vec![
                FormCell::text(CODE, "Hạn gửi:", fact(false)),
                FormCell::text(NAME, frame::day(deadline), fact(true)),
            ]);
        }
        self.total = self.sheet.push(vec![
            FormCell::wide((CODE, NAME), "Tổng điểm tạm tính:", fact(true)),
            FormCell::new(MAX, Content::Blank, TOTAL),
            FormCell::wide((ITEM, MEASURE), "trên tổng điểm biểu này tự tính được:", fact(false)),
            FormCell::new(VALUE, Content::Blank, TOTAL),
            FormCell::text(
                GUIDE,
                "(chưa kể điểm “chờ”: thẩm định, khảo sát, so sánh trong khối)",
                fact(false),
            ),
        ]);
        let help = "Chỉ ghi vào các ô nền vàng; bấm vào ô để xem cách ghi. Không thêm, xóa, đổi \
                    chỗ dòng và cột. Số 0 và ô để trống là hai việc khác nhau: không có thì ghi 0.";
        let all = (0, self.sheet.last_column());
        self.sheet.push(vec![FormCell::wide(all, help, Style::Line(Role::Note))]);
    }

    /// Whether the leaf is for this unit.
    fn is_for(&self, leaf: &Leaf) -> bool {
        leaf.is_for(&self.unit.tags)
    }

    /// Lays the formulas into the cells; gives the hidden sheet that they look at.
    fn fill_in_formulas(&mut self, last_year: &dyn Fn(&Key) -> Outcome) -> Vec<Vec<Content>> {
        let known =
            self.prefilled.iter().map(|(key, p)| ((*key).clone(), p.value.clone())).collect();
        let is_for = |leaf: &Leaf| self.is_for(leaf);
        let tags = &self.unit.tags;
        let given = Given { rubric: self.rubric, is_for: &is_for, tags, known: &known, last_year };
        let live = live::live(&given, &self.places);
        for (at, row) in &self.node_rows {
            let Some(content) = live.points.get(at) else { continue };
            let node = &self.rubric.nodes[*at];
            let look = match (&node.leaf, node.parent) {
                (Some(_), _) => Look::Plain,
                (None, None) => Look::Field,
                (None, _) => Look::Criterion,
            };
            let style = Style::number(look, Figure::Fixed(2));
            let cells = &mut self.sheet.rows[*row as usize].cells;
            put(cells, FormCell::new(LIVE, content.clone(), style));
            let own = format!("=IF(ISNUMBER({0}),{0},\"\")", address(*row, LIVE.into()));
            if let Some(cell) = cells.iter_mut().find(|c| c.columns.0 == SELF && c.answer.is_some())
            {
                let result = match content {
                    Content::Formula { result, .. } if result.parse::<f64>().is_ok() => {
                        result.clone()
                    }
                    _ => String::new(),
                };
                cell.content = Content::Formula { text: own, result };
            }
        }
        let head = &mut self.sheet.rows[self.total as usize].cells;
        for (column, content) in [(MAX, live.total), (VALUE, live.reachable)] {
            if let Some(cell) = head.iter_mut().find(|c| c.columns.0 == column) {
                cell.content = content;
            }
        }
        live.rows
    }

    fn shared_items(&mut self) {
        let rubric = self.rubric;
        let shared = rubric
            .items
            .iter()
            .filter(|item| item.leaf.is_none() && rubric.asks_item(item, &self.unit.tags));
        let mut shared = shared.collect::<Vec<_>>().into_iter().peekable();
        if shared.peek().is_none() {
            return;
        }
        self.node_row("", "Số liệu chung", None, Look::Field);
        for item in shared {
            let mut cells = self.base(Look::Plain);
            self.put_item(&mut cells, item, false);
            if self.prefilled.contains_key(&item.key) {
                put(&mut cells, explanation_cell());
            }
            self.sheet.push(cells);
        }
    }

    /// The maximum of the leaves at or below a node that are for this unit; `None` without any.
    fn max_of(&self, at: usize) -> Option<Exact> {
        let node = &self.rubric.nodes[at];
        if let Some(leaf) = &node.leaf {
            return self.is_for(leaf).then(|| node.max.clone());
        }
        let parts: Vec<Exact> =
            node.children.iter().filter_map(|child| self.max_of(*child)).collect();
        let whole = parts.len() == node.children.len();
        // The cap of a bonus is its own, not the sum of its leaves.
        let sum = if whole { node.max.clone() } else { parts.iter().sum() };
        (!parts.is_empty()).then_some(sum)
    }

    fn nodes(&mut self) {
        let rubric = self.rubric;
        for (at, node) in rubric.nodes.iter().enumerate() {
            let Some(max) = self.max_of(at) else { continue };
            match &node.leaf {
                Some(leaf) => self.leaf(at, node, leaf),
                None => {
                    let look = if node.parent.is_none() { Look::Field } else { Look::Criterion };
                    let row = self.node_row(node.code.as_str(), &node.name, Some(&max), look);
                    self.node_rows.push((at, row));
                }
            }
        }
    }

    fn base(&self, look: Look) -> Vec<FormCell> {
        let blank = |at| FormCell::new(at, Content::Blank, Style::look(look, Align::Left));
        (0..self.sheet.columns.len() as u16).map(blank).collect()
    }

    fn node_row(&mut self, code: &str, name: &str, max: Option<&Exact>, look: Look) -> u32 {
        let mut cells = self.base(look);
        if !code.is_empty() {
            put(&mut cells, locked(CODE, code, look, Align::Left));
        }
        put(&mut cells, locked(NAME, name, look, Align::Left));
        if let Some(max) = max {
            put(&mut cells, points_cell(MAX, max, look));
        }
        self.sheet.push(cells)
    }

    fn leaf(&mut self, at: usize, node: &Node, leaf: &Leaf) {
        let rubric = self.rubric;
        let asks = leaf.asks(&self.unit.tags);
        let own = |item: &&DataItem| item.leaf.as_ref() == Some(&node.code) && item.given.is_none();
        let items: Vec<&DataItem> = rubric.items.iter().filter(|_| asks).filter(own).collect();
        let na = answer::may_be_na(node) && asks;
        let mut cells = self.base(Look::Plain);
        put(&mut cells, locked(CODE, node.code.as_str(), Look::Plain, Align::Left));
        put(&mut cells, locked(NAME, node.name.as_str(), Look::Plain, Align::Left));
        put(&mut cells, points_cell(MAX, &node.max, Look::Plain));
        put(
            &mut cells,
            locked(
                GUIDE,
                self.guide(leaf, node.field_kind == FieldKind::Penalty),
                Look::Plain,
                Align::Left,
            ),
        );
        let proof = leaf.proof.clone().unwrap_or_default();
        put(&mut cells, locked(ASKED_PROOF, proof, Look::Plain, Align::Left));
        self.put_self_score(&mut cells, node, leaf);
        put(&mut cells, proof_cell());
        put(&mut cells, explanation_cell());
        let alone = match items[..] {
            [only] if !na || answer::says_na_itself(only) => Some(only),
            _ => None,
        };
        match alone {
            Some(item) => self.put_item(&mut cells, item, na),
            None if na => {
                put_na_claim(&mut cells);
                self.places.claims.insert(at, self.place_of_next());
            }
            None => {}
        }
        let row = self.sheet.push(cells);
        self.node_rows.push((at, row));
        for item in items.into_iter().filter(|_| alone.is_none()) {
            let mut cells = self.base(Look::Plain);
            self.put_item(&mut cells, item, false);
            self.sheet.push(cells);
        }
    }

    /// *Cách tính điểm*: as the set gives it, else in the rule's own words.
    fn guide(&self, leaf: &Leaf, penalty: bool) -> String {
        let label = |key: &Key| match self.rubric.item(key) {
            Some((_, item)) => item.label.clone(),
            None => key.to_string(),
        };
        let unit = |key: &Key| {
            let (_, item) = self.rubric.item(key)?;
            item.unit.clone().filter(|unit| unit != "%")
        };
        let words = Words { lang: LANG, label: &label, unit: &unit, penalty };
        let mut text = capitalised(&guide(leaf, &words));
        for key in leaf.rule.expr.items() {
            let Some((_, item)) = self.rubric.item(key) else { continue };
            if let Some(given) = &item.given {
                let value = crate::report::words::outcome(&Ok(given.value.clone()), LANG);
                text += &format!("\nSố chung của khối: {} = {value}", item.label);
                if !given.source.is_empty() {
                    text += &format!(" ({})", given.source);
                }
            }
        }
        text
    }

    fn put_self_score(&self, cells: &mut [FormCell], node: &Node, leaf: &Leaf) {
        if leaf.rule.scheme.is_some() {
            return;
        }
        let (min, max) = (&leaf.min, &node.max);
        let words = format!(
            "Điểm từ {} đến {}.",
            crate::expr::number_words(min, LANG),
            crate::expr::number_words(max, LANG)
        );
        let answer = super::workbook::Answer {
            accepts: super::workbook::Accepts::Decimal(min.clone(), max.clone()),
            prompt: ("Điểm tự chấm".to_string(), words.clone()),
            error: words,
            prefilled: false,
        };
        let style = Style::number(Look::Plain, Figure::Fixed(2));
        put(cells, FormCell::new(SELF, Content::Blank, style).answered_by(answer));
    }

    /// The value cell of the next row, for formulas of another sheet.
    fn place_of_next(&self) -> String {
        let row = self.sheet.rows.len() as u32;
        format!("'{SHEET}'!{}", address(row, VALUE.into()))
    }

    fn put_item(&mut self, cells: &mut [FormCell], item: &DataItem, na: bool) {
        self.places.values.insert(item.key.clone(), self.place_of_next());
        put(cells, locked(KEY, item.key.as_str(), Look::Plain, Align::Left));
        put(cells, locked(ITEM, item.label.as_str(), Look::Plain, Align::Left));
        let measure = item.unit.clone().unwrap_or_default();
        put(cells, locked(MEASURE, measure, Look::Plain, Align::Centre));
        let Asking { mut answer, shown, .. } = answer::asking(item, self.rubric, self.round, na);
        let align = match shown {
            super::workbook::Shown::Text => Align::Left,
            _ => Align::Right,
        };
        let style = Style::Cell { look: Look::Plain, align, shown };
        let mut cell = FormCell::new(VALUE, Content::Blank, style);
        if let Some(known) = self.prefilled.get(&item.key) {
            answer.prefilled = true;
            let remark = format!(
                "Số điền sẵn. Nguồn: {}. Nếu sửa, hãy ghi lý do ở cột Giải trình.",
                known.source
            );
            answer.prompt.1 = format!("{} {remark}", answer.prompt.1);
            cell.content = content_of(&known.value);
            cell.remark = Some(remark);
        }
        put(cells, cell.answered_by(answer));
    }
}
