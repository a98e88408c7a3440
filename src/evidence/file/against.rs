//! What the rows of evidence forms are read against, made once for all forms.

use std::collections::BTreeMap;
use std::ops::Range;

use super::headings;
use crate::grid::{Cell, Grid};
use crate::problem::{Problem, Problems};
use crate::round::{Names, Round};
use crate::rubric::{Codes, Node, Rubric};
use crate::table::{self, Column, Layout, Sections, Table};
use crate::text::fold;

/// The round, its units' names, and the criteria sets prepared for look-up.
pub struct Against<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    sets: Vec<Option<Set<'a>>>,
    pub(crate) columns: Vec<Column>,
    /// By position of the unit.
    known: BTreeMap<usize, Vec<KnownFigure>>,
}

/// A figure of a unit that was known before the unit was asked.
#[derive(Debug, Clone)]
pub struct KnownFigure {
    pub key: String,
    /// As [`crate::value::Value::to_plain`] writes it.
    pub value: String,
    pub source: String,
}

/// A criteria set prepared for look-up. Numbers are positions in `Rubric::nodes` and
/// `Rubric::items`.
pub(crate) struct Set<'a> {
    pub rubric: &'a Rubric,
    pub codes: Codes,
    nodes: BTreeMap<&'a str, usize>,
    keys: BTreeMap<&'a str, usize>,
    labels: BTreeMap<String, Vec<usize>>,
    /// The items of each node.
    pub own: Vec<Vec<usize>>,
    /// The node of each item.
    pub leaf_of: Vec<Option<usize>>,
}

impl<'a> Against<'a> {
    /// `rubrics` has one entry per block; `None` where the set is broken.
    pub fn new(round: &'a Round, names: &'a Names, rubrics: &'a [Option<Rubric>]) -> Self {
        let sets = rubrics.iter().map(|r| r.as_ref().map(Set::new)).collect();
        Against { round, names, sets, columns: columns(), known: BTreeMap::new() }
    }

    /// The figures known beforehand, each with the position of its unit: forms that do not say
    /// themselves what they were filled in with are held against them.
    pub fn with_known(mut self, known: Vec<(usize, KnownFigure)>) -> Self {
        for (unit, figure) in known {
            self.known.entry(unit).or_default().push(figure);
        }
        self
    }

    /// What is known of a unit.
    pub(crate) fn known_of(&self, unit: usize) -> Vec<KnownFigure> {
        self.known.get(&unit).cloned().unwrap_or_default()
    }

    /// The headers of a form's sheet.
    pub(crate) fn sections(&self, grid: &Grid, main: &Table, problems: &mut Problems) -> Sections {
        let known = |cell: &Cell| {
            let Some(text) = cell.text() else { return false };
            let sets = self.sets.iter().flatten();
            let folded = fold(text);
            sets.into_iter().any(|set| {
                let named = || set.rubric.nodes.iter().any(|node| fold(&node.name) == folded);
                set.item(text).is_some() || !set.labelled(text).is_empty() || named()
            })
        };
        let (columns, usable) = (self.columns.as_slice(), &is_form);
        let layout = Layout { columns, usable, known: &known, follows: true };
        let mut sections = Sections::new(grid, main.clone(), &layout, problems);
        let other_period =
            |table: &Table| headings::other_period(grid, table, headings::VALUES, self.round);
        sections.refuse(
            |table, rows| self.without_values(grid, table, rows).or_else(|| other_period(table)),
            problems,
        );
        sections
    }

    /// A later header without a column of values over rows of data items.
    fn without_values(&self, grid: &Grid, table: &Table, rows: Range<u32>) -> Option<Problem> {
        let is_item = |cell: &Cell| {
            let mut sets = self.sets.iter().flatten();
            cell.text().is_some_and(|text| sets.any(|set| set.named(text).is_some()))
        };
        let mut below = grid.rows.iter().filter(|row| rows.contains(&row.index));
        let column = self.columns.iter().find(|column| column.id == "value")?;
        (table.column("value").is_none()
            && below.any(|row| row.cells.iter().any(|(_, cell)| is_item(cell))))
        .then(|| table::unusable(grid, table.header, std::slice::from_ref(&column.name)))
    }

    pub(crate) fn set(&self, block: usize) -> Option<&Set<'a>> {
        self.sets.get(block)?.as_ref()
    }
}

impl<'a> Set<'a> {
    fn new(rubric: &'a Rubric) -> Self {
        let nodes: BTreeMap<&str, usize> =
            rubric.nodes.iter().enumerate().map(|(at, n)| (n.code.as_str(), at)).collect();
        let mut own = vec![Vec::new(); rubric.nodes.len()];
        let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut leaf_of = Vec::new();
        for (at, item) in rubric.items.iter().enumerate() {
            labels.entry(fold(&item.label)).or_default().push(at);
            let leaf = item.leaf.as_ref().and_then(|code| nodes.get(code.as_str()).copied());
            if let Some(leaf) = leaf {
                own[leaf].push(at);
            }
            leaf_of.push(leaf);
        }
        let keys = rubric.items.iter().enumerate().map(|(at, i)| (i.key.as_str(), at)).collect();
        Set { rubric, codes: Codes::new(rubric), nodes, keys, labels, own, leaf_of }
    }

    /// The item of a key as written; a key in other letter case is the same key.
    pub(crate) fn item(&self, key: &str) -> Option<usize> {
        let key = key.trim();
        self.keys.get(key).copied().or_else(|| self.keys.get(fold(key).as_str()).copied())
    }

    /// The item that a text names by itself: its key, or a label that no other item has.
    pub(crate) fn named(&self, text: &str) -> Option<usize> {
        let only = || match self.labelled(text) {
            [one] => Some(*one),
            _ => None,
        };
        self.item(text).or_else(only)
    }

    /// The items whose rows a text names: as [`Set::named`], or those of the leaf that it names.
    pub(crate) fn items_named(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let of_leaf = |(at, _): &(usize, &Node)| self.own[*at].iter().copied();
        let mut leaves = self.rubric.nodes.iter().enumerate();
        let is =
            |(_, node): &(usize, &Node)| node.code.as_str() == text || fold(&node.name) == folded;
        match self.named(text) {
            Some(item) => vec![item],
            None => leaves.find(is).iter().flat_map(of_leaf).collect(),
        }
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().copied()
    }

    /// The node of a code written exactly as in the set.
    pub(crate) fn node(&self, code: &str) -> Option<usize> {
        self.nodes.get(code).copied()
    }

    /// The items with this label.
    pub(crate) fn labelled(&self, label: &str) -> &[usize] {
        self.labels.get(&fold(label)).map_or(&[], Vec::as_slice)
    }

    /// The one of some items that a label means: by its words, else by its words with a dash before
    /// them or the item's unit of measure behind them.
    pub(crate) fn meant(
        &self,
        items: impl Iterator<Item = usize> + Clone,
        label: &str,
    ) -> Option<usize> {
        let exact = self.labelled(label);
        let mut named: Vec<usize> = items.clone().filter(|item| exact.contains(item)).collect();
        if named.is_empty() {
            named = items.filter(|item| self.says(*item, label)).collect();
        }
        match named[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The shared item that a label means, wherever it stands: no leaf has an item of that label.
    pub(crate) fn meant_shared(&self, label: &str) -> Option<usize> {
        let all = 0..self.rubric.items.len();
        let elsewhere = all.clone().any(|item| !self.is_shared(item) && self.says(item, label));
        self.meant(all.filter(|item| self.is_shared(*item)), label).filter(|_| !elsewhere)
    }

    /// Whether a label says the item's, but for what people hang on it.
    pub(crate) fn says(&self, item: usize, label: &str) -> bool {
        let item = &self.rubric.items[item];
        let (own, label) = (plain(&item.label), plain(label));
        let unit = item.unit.as_deref().map(fold).filter(|unit| !unit.is_empty());
        own == label
            || unit.is_some_and(|unit| {
                let bare = without_unit(&label, &unit);
                bare == own || bare == without_unit(&own, &unit)
            })
    }

    /// The items that no leaf owns.
    pub(crate) fn is_shared(&self, item: usize) -> bool {
        self.leaf_of.get(item).is_some_and(Option::is_none)
    }
}

/// Something that says which row it is, and something that is declared.
pub(crate) fn is_form(table: &Table) -> bool {
    let has = |ids: &[&str]| ids.iter().any(|id| table.column(id).is_some());
    has(&["code", "number", "name", "key", "item"]) && has(&["value", "self"]) && table.len() >= 3
}

/// A label without the dash or dot before it and the marks behind it.
fn plain(label: &str) -> String {
    let folded = fold(label);
    let led = folded.trim_start_matches(['-', '+', '*', '•', '·', '○', '▪', ' ']);
    led.trim_end_matches([':', ';', '.', ',', ' ']).to_string()
}

/// A plain label without the unit of measure behind it: `(hồ sơ)`, `, hồ sơ`, `(ĐVT: hồ sơ)`.
fn without_unit<'l>(label: &'l str, unit: &str) -> &'l str {
    let inside = label.strip_suffix(')').unwrap_or(label);
    let Some(before) = inside.strip_suffix(unit) else { return label };
    let before = before.trim_end();
    let before = ["đơn vị tính:", "đvt:", "đơn vị:", "tính bằng"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before);
    match before.trim_end().strip_suffix(['(', ',', '-', '/', ';', ':']) {
        Some(bare) if label.ends_with(')') == before.trim_end().ends_with('(') => bare.trim_end(),
        _ => label,
    }
}

/// The columns of the form with the names that people give them.
#[allow(clippy::too_many_lines, reason = "a table: each column with its names")]
fn columns() -> Vec<Column> {
    vec![
        Column::new("code", &["Mã", "Mã tiêu chí", "Mã số", "Mã TC"]),
        Column::new("number", &["STT", "TT", "Số TT", "Số thứ tự"]),
        Column::new(
            "name",
            &[
                "Lĩnh vực, tiêu chí, tiêu chí thành phần",
                "Lĩnh vực/tiêu chí/tiêu chí thành phần",
                "Lĩnh vực/tiêu chí",
                "Lĩnh vực, tiêu chí",
                "Tiêu chí thành phần",
                "Tiêu chí",
                "Tên tiêu chí",
                "Nội dung tiêu chí",
                "Nội dung",
            ],
        ),
        Column::new(
            "max",
            &[
                "Điểm tối đa",
                "Điểm tối đa của tiêu chí",
                "Điểm chuẩn",
                "Thang điểm",
                "Điểm quy định",
            ],
        ),
        Column::new("key", &["Mã số liệu", "Mã chỉ tiêu", "Khóa số liệu"]),
        Column::new(
            "item",
            &["Số liệu kê khai", "Chỉ tiêu số liệu", "Tên số liệu", "Chỉ tiêu", "Nội dung số liệu"],
        ),
        Column::new("measure", &["Đơn vị tính", "ĐVT"]),
        Column::new(
            "value",
            &[
                "Giá trị",
                "Giá trị kê khai",
                "Số liệu",
                "Giá trị số liệu",
                "Kết quả thực hiện",
                "Kết quả",
                "Số liệu thực hiện",
            ],
        ),
        Column::new(
            "self",
            &["Điểm tự chấm", "Điểm tự đánh giá", "Điểm đơn vị tự chấm", "Tự chấm", "Tự đánh giá"],
        ),
        Column::new(
            "proof",
            &[
                "Tài liệu kiểm chứng",
                "TLKC",
                "Tài liệu minh chứng",
                "Minh chứng",
                "Tài liệu kèm theo",
            ],
        ),
        Column::new("explanation", &["Giải trình", "Giải trình, ghi chú", "Ghi chú"]),
    ]
}
