//! *Số liệu*: every value that a rule used, one cell each, with its state and its cell. The
//! rules of the other pages compute from these cells.

use std::collections::BTreeMap;

use crate::expr::Expr;
use crate::expr::excel::{Formula, cell_state, cell_value, state};
use crate::rubric::Rubric;
use crate::scores::Input;
use crate::terms::{Exact, Key, Lang};
use crate::value::{DataKind, Gap, Origin, Outcome, Value};

use super::block::{Cell, Column, Figure, Page, Row, Rows, Table, Visit};
use super::computation::on_values::{STATE_CODE, USED_VALUE, VALUE};
use super::computation::{self, BlockLayout, Layout, live_value, states_word};
use super::standing::{Standing, block_name};
use super::workbook::Workbook;
use super::{heading, words};
use crate::formulas::{Address, Used, code_of};

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang, layout) = (book.results, book.lang, &book.layout);
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::KEY.say(lang)),
        Column::left(words::ITEM.say(lang)),
        Column::right(words::VALUE.say(lang)),
        Column::left(words::MEASURE.say(lang)),
        Column::left(words::STATE.say(lang)),
        Column::left(words::RAW.say(lang)),
        Column::left(words::DECLARED.say(lang)),
        Column::left(words::FILE.say(lang)),
        Column::left(words::SHEET.say(lang)),
        Column::left(words::CELL.say(lang)),
        Column::right(words::STATE_CODE.say(lang)),
        Column::right(words::USED_VALUE.say(lang)),
    ];
    let live = layout.live;
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(layout, visit))),
        fixed_columns: 2,
        ..Table::listing()
    };
    let mut widths =
        vec![14.0, 18.0, 10.0, 18.0, 32.0, 13.0, 10.0, 14.0, 14.0, 12.0, 26.0, 11.0, 7.0];
    widths.resize(USED_VALUE + 1, 11.0);
    let mut page = heading::listing(results, name, lang, widths, table);
    page.workings = live.then_some(STATE_CODE);
    vec![page]
}

fn rows(layout: &Layout<'_>, visit: &mut Visit<'_>) {
    for block in &layout.blocks {
        let rubric = &block.block.rubric;
        let users = users(rubric, &block.used);
        for at in 0..block.block.units.len() {
            let standing = Standing::of(layout.results, block.block, at);
            let maker = Maker { layout, block, standing, unit: at };
            let inputs: BTreeMap<&Key, &Input> =
                standing.leaves.iter().flat_map(|leaf| &leaf.inputs).map(|i| (&i.key, i)).collect();
            for (used, codes) in block.used.iter().zip(&users) {
                let row = match used {
                    Used::Item(item) => {
                        let item = &rubric.items[*item];
                        inputs.get(&item.key).map(|input| maker.item(used, codes, input))
                    }
                    Used::LastYear(key) => maker.last_year(used, codes, key),
                    Used::Survey { .. } => Some(maker.survey(used, codes)),
                };
                // Every unit has its rows, or addresses would not hold.
                visit(&row.unwrap_or_default());
            }
        }
        for (unit, leaf) in &block.claims {
            let standing = Standing::of(layout.results, block.block, *unit);
            visit(&Maker { layout, block, standing, unit: *unit }.claim(*leaf));
        }
    }
}

/// The codes of the leaves that use each value, in the same order.
pub(super) fn users(rubric: &Rubric, list: &[Used<'_>]) -> Vec<String> {
    let uses = |used: &Used<'_>, rule: &Expr| {
        let mut found = false;
        rule.walk(&mut |e| {
            found |= match (used, e) {
                (Used::Item(at), Expr::Item(key)) => rubric.items[*at].key == *key,
                (Used::LastYear(wanted), Expr::LastYear(key)) => *wanted == key,
                (Used::Survey { scheme, of }, Expr::Survey { scheme: s, of: o }) => {
                    **scheme == **s && *of == o
                }
                _ => false,
            };
        });
        found
    };
    let codes = |used| {
        let leaves = rubric.leaves().filter(|(_, _, leaf)| uses(used, &leaf.rule.expr));
        leaves.map(|(_, node, _)| node.code.to_string()).collect::<Vec<_>>().join(", ")
    };
    list.iter().map(codes).collect()
}

/// What a row says beside its place.
struct Said<'a> {
    codes: &'a str,
    key: String,
    label: String,
    measure: Option<&'a str>,
    kind: DataKind,
    outcome: &'a Outcome,
    raw: &'a str,
    declared: Option<String>,
    origin: [&'a str; 3],
    /// The state of *not applicable*: a claim where the unit itself says so.
    not_applicable: f64,
}

struct Maker<'l, 'r> {
    layout: &'l Layout<'r>,
    block: &'l BlockLayout<'r>,
    standing: Standing<'r>,
    unit: usize,
}

impl<'r> Maker<'_, 'r> {
    fn lang(&self) -> Lang {
        self.layout.lang
    }

    fn item<'a>(&self, used: &Used<'_>, codes: &'a str, input: &'a Input) -> Row<'a>
    where
        'r: 'a,
    {
        let item = self.block.block.rubric.item(&input.key).map(|(_, item)| item);
        let declared = input.declared.as_ref().map(|d| match &d.outcome {
            Ok(_) => words::outcome(&d.outcome, self.lang()),
            Err(_) => d.raw.clone(),
        });
        let said = Said {
            codes,
            key: input.key.to_string(),
            label: item.map_or(input.key.to_string(), |item| item.label.clone()),
            measure: item.and_then(|item| item.unit.as_deref()),
            kind: item.map_or(DataKind::Text, |item| item.kind.clone()),
            outcome: &input.outcome,
            raw: &input.raw,
            declared,
            origin: place(input.origin.as_ref()),
            not_applicable: state::CLAIMED,
        };
        self.row(self.block.value_row(self.unit, used), said)
    }

    fn last_year<'a>(&self, used: &Used<'_>, codes: &'a str, key: &Key) -> Option<Row<'a>>
    where
        'r: 'a,
    {
        let known = self.standing.leaves.iter().flat_map(|leaf| &leaf.last_year);
        let outcome = known.into_iter().find(|(k, _)| k == key).map(|(_, outcome)| outcome)?;
        let item = self.block.block.rubric.item(key).map(|(_, item)| item)?;
        let file = self.layout.results.round.previous.as_deref().unwrap_or("");
        let said = Said {
            codes,
            key: key.to_string(),
            label: words::LAST_YEAR_ITEM.with(self.lang(), &[("label", &item.label)]),
            measure: item.unit.as_deref(),
            kind: item.kind.clone(),
            outcome,
            raw: "",
            declared: None,
            origin: [file, "", ""],
            not_applicable: state::NOT_APPLICABLE,
        };
        Some(self.row(self.block.value_row(self.unit, used), said))
    }

    fn survey<'a>(&self, used: &Used<'_>, codes: &'a str) -> Row<'a>
    where
        'r: 'a,
    {
        let Used::Survey { scheme, of } = used else { return Row::default() };
        let survey = self.layout.results.surveys.iter().find(|s| s.scheme == **scheme);
        let share = survey.and_then(|s| s.share(&self.standing.unit.id, of));
        let outcome = share.map(Value::Number).ok_or(Gap::Missing);
        let said = Said {
            codes,
            key: format!("{scheme} {of}"),
            label: survey.map_or(String::new(), |s| s.title.clone()),
            measure: Some("%"),
            kind: DataKind::Percent,
            outcome: &outcome,
            raw: "",
            declared: None,
            origin: [survey.map_or("", |s| s.title.as_str()), "", ""],
            not_applicable: state::NOT_APPLICABLE,
        };
        let row = self.row(self.block.value_row(self.unit, used), said);
        owned(row)
    }

    fn claim<'a>(&self, leaf: usize) -> Row<'a>
    where
        'r: 'a,
    {
        let score = &self.standing.leaves[leaf];
        let node = &self.block.block.rubric.nodes[score.node];
        let claimed = Err(Gap::NotApplicable);
        let said = Said {
            codes: node.code.as_str(),
            key: String::new(),
            label: words::CLAIM.with(self.lang(), &[("name", &node.name)]),
            measure: None,
            kind: DataKind::Text,
            outcome: &claimed,
            raw: "",
            declared: None,
            origin: place(score.na_claim.as_ref()),
            not_applicable: state::CLAIMED,
        };
        owned(self.row(self.block.claim_row(self.unit, leaf), said))
    }

    fn row<'a>(&self, row: Option<u32>, said: Said<'a>) -> Row<'a>
    where
        'r: 'a,
    {
        let lang = self.lang();
        let [file, sheet, cell] = said.origin;
        let text = |text: &'a str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
        let state_word = match said.outcome {
            Ok(_) => words::HAS_VALUE.say(lang),
            Err(gap) => words::gap(*gap, lang),
        };
        let [state, word, used] = match row.filter(|_| self.layout.live) {
            None => [Cell::Empty, Cell::text(state_word), Cell::Empty],
            Some(row) => self.live(row, &said, state_word),
        };
        Row::new(vec![
            Cell::text(block_name(self.layout.results, self.block.block)),
            Cell::text(self.standing.unit.name.as_str()),
            text(said.codes),
            Cell::text(said.key),
            Cell::text(said.label),
            value(said.outcome, &said.kind, lang),
            said.measure.map_or(Cell::Empty, Cell::text),
            word,
            Cell::text(said.raw),
            said.declared.map_or(Cell::Empty, Cell::text),
            text(file),
            text(sheet),
            text(cell),
            state,
            used,
        ])
    }

    /// The number of the state, its word, and the value for the rules.
    fn live<'a>(&self, row: u32, said: &Said<'a>, word: &'static str) -> [Cell<'a>; 3] {
        let lang = self.lang();
        let words = computation::cell_words(lang);
        let here = |column| Address::here(row, column).formula();
        let code = here(STATE_CODE);
        let (number, used) = match said.outcome {
            Ok(value) => (state::VALUE, live_value(value, said.kind == DataKind::Date)),
            Err(Gap::NotApplicable) => (said.not_applicable, Cell::whole(0)),
            Err(gap) => (code_of(*gap), Cell::whole(0)),
        };
        let says = Formula::text(words::HAS_VALUE.say(lang));
        let word_formula =
            Formula::when(code.clone().is_above_zero(), states_word(code.clone(), lang), says);
        [
            computation::cell(
                cell_state(&here(VALUE), &said.kind, said.not_applicable, &words),
                Cell::Number(number, Figure::General),
            ),
            computation::cell(word_formula, Cell::text(word)),
            computation::cell(cell_value(&here(VALUE), &code, &said.kind, &words), used),
        ]
    }
}

fn place(origin: Option<&Origin>) -> [&str; 3] {
    origin.map_or(["", "", ""], |o| [&*o.file, &*o.sheet, &*o.cell])
}

/// A row that borrows nothing of what was made for it.
fn owned<'a>(row: Row<'_>) -> Row<'a> {
    let cell = |cell: Cell<'_>| cell.into_owned();
    Row { cells: row.cells.into_iter().map(cell).collect(), look: row.look }
}

/// A value as a real number, date or text; the word of a gap.
pub(super) fn value<'a>(outcome: &Outcome, kind: &DataKind, lang: Lang) -> Cell<'a> {
    match outcome {
        Err(gap) => Cell::text(words::gap(*gap, lang)),
        Ok(Value::Number(n)) if *kind == DataKind::Percent => {
            let whole = (n.clone() * &Exact::whole(100)).is_whole();
            Cell::Number(n.to_f64(), Figure::Percent(if whole { 0 } else { 2 }))
        }
        Ok(Value::Number(n)) => {
            Cell::Number(n.to_f64(), Figure::Fixed(if n.is_whole() { 0 } else { 2 }))
        }
        Ok(Value::Date(date)) => Cell::Date(*date),
        Ok(Value::Text(text)) => Cell::text(text.clone()),
        Ok(Value::YesNo(_)) => Cell::text(words::outcome(outcome, lang)),
    }
}
