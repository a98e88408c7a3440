//! *Số liệu*: every value that a rule used, one cell each, with its state and its cell. The
//! rules of the other pages compute from these cells.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::expr::SurveyOf;
use crate::expr::excel::{Formula, cell_state, cell_value, state};
use crate::scores::Input;
use crate::terms::{Exact, Key, Lang};
use crate::value::{DataKind, Gap, Origin, Outcome, Value};

use crate::formulas::{Address, Used, code_of};
use crate::report::block::{Cell, Figure, Page, Rows, Table, Visit};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::on_values::{STATE_CODE, VALUE};
use crate::report::computation::{BlockLayout, Layout, live_value, states_word};
use crate::report::standing::{Standing, block_name};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let layout = &book.layout;
    let mut columns = columns(layout);
    let table = columns.table(Rows::default());
    let rows = move |visit: &mut Visit<'_>| {
        // Every unit has its rows, or addresses would not hold.
        each(layout, &mut |said| visit(&said.map(|said| columns.row(&said)).unwrap_or_default()));
    };
    let rows = Rows::Made(Box::new(rows));
    let table = Table { rows, fixed_columns: 2, filter: true, ..table };
    let mut page = heading::listing(book.results, name, book.lang, table);
    page.workings = layout.live.then_some(STATE_CODE);
    vec![page]
}

fn columns<'r>(layout: &'r Layout<'r>) -> Columns<'r, 'r, Said<'r>> {
    let (results, lang) = (layout.results, layout.lang);
    let text = |text: &'r str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
    let mut columns = Columns::<Said<'r>>::new(lang);
    columns
        .left(words::BLOCK, 14.0, |s| Cell::text(block_name(results, s.at.block.block)))
        .left(words::UNIT, 18.0, |s| Cell::text(s.at.standing.unit.name.as_str()))
        .left(words::CODE, 10.0, move |s| text(s.codes))
        .left(words::KEY, 18.0, |s| Cell::text(s.key.clone()))
        .left(words::ITEM, 32.0, |s| Cell::text(s.label.clone()))
        .right(words::VALUE, 13.0, move |s| value(&s.outcome, &s.kind, lang))
        .left(words::MEASURE, 10.0, |s| s.measure.map_or(Cell::Empty, Cell::text))
        .left(words::STATE, 14.0, move |s| s.state_word())
        .left(words::RAW, 14.0, |s| Cell::text(s.raw))
        .left(words::DECLARED, 12.0, |s| s.declared.clone().map_or(Cell::Empty, Cell::text))
        .left(words::FILE, 26.0, move |s| text(s.origin[0]))
        .left(words::SHEET, 11.0, move |s| text(s.origin[1]))
        .left(words::CELL, 7.0, move |s| text(s.origin[2]))
        .right(words::STATE_CODE, 11.0, move |s| s.state_code())
        .right(words::USED_VALUE, 11.0, move |s| s.used_value());
    columns
}

/// Gives every row in turn; nothing where the unit has no such value.
fn each<'r>(layout: &'r Layout<'r>, visit: &mut dyn FnMut(Option<Said<'r>>)) {
    for block in &layout.blocks {
        let rubric = &block.block.rubric;
        for unit in 0..block.block.units.len() {
            let standing = Standing::of(layout.results, block.block, unit);
            let at = Place { layout, block, standing };
            let inputs: BTreeMap<&Key, &Input> =
                standing.leaves.iter().flat_map(|leaf| &leaf.inputs).map(|i| (&i.key, i)).collect();
            for (used, codes) in block.used.iter().zip(&block.users) {
                let row = block.value_row(unit, used);
                let said = match used {
                    Used::Item(item) => {
                        let item = &rubric.items[*item];
                        inputs.get(&item.key).map(|input| at.item(codes, input))
                    }
                    Used::LastYear(key) => at.last_year(codes, key),
                    Used::Survey { scheme, of } => Some(at.survey(codes, scheme, of)),
                };
                visit(said.map(|said| Said { row, ..said }));
            }
        }
        for (unit, leaf) in &block.claims {
            let standing = Standing::of(layout.results, block.block, *unit);
            let at = Place { layout, block, standing };
            let row = block.claim_row(*unit, *leaf);
            visit(Some(Said { row, ..at.claim(*leaf) }));
        }
    }
}

/// A unit of a block.
#[derive(Clone, Copy)]
struct Place<'r> {
    layout: &'r Layout<'r>,
    block: &'r BlockLayout<'r>,
    standing: Standing<'r>,
}

/// What a row says.
struct Said<'r> {
    at: Place<'r>,
    row: Option<u32>,
    codes: &'r str,
    key: String,
    label: String,
    measure: Option<&'r str>,
    kind: DataKind,
    outcome: Cow<'r, Outcome>,
    raw: &'r str,
    declared: Option<String>,
    origin: [&'r str; 3],
    /// The state of *not applicable*: a claim where the unit itself says so.
    not_applicable: f64,
}

impl<'r> Place<'r> {
    /// A row that says nothing yet but whose value it is.
    fn said(self, codes: &'r str, outcome: Cow<'r, Outcome>, not_applicable: f64) -> Said<'r> {
        Said {
            at: self,
            row: None,
            codes,
            key: String::new(),
            label: String::new(),
            measure: None,
            kind: DataKind::Text,
            outcome,
            raw: "",
            declared: None,
            origin: ["", "", ""],
            not_applicable,
        }
    }

    fn item(self, codes: &'r str, input: &'r Input) -> Said<'r> {
        let item = self.block.block.rubric.item(&input.key).map(|(_, item)| item);
        let declared = input.declared.as_ref().map(|d| match &d.outcome {
            Ok(_) => words::outcome(&d.outcome, self.layout.lang),
            Err(_) => d.raw.clone(),
        });
        Said {
            key: input.key.to_string(),
            label: item.map_or(input.key.to_string(), |item| item.label.clone()),
            measure: item.and_then(|item| item.unit.as_deref()),
            kind: item.map_or(DataKind::Text, |item| item.kind.clone()),
            raw: &input.raw,
            declared,
            origin: place(input.origin.as_ref()),
            ..self.said(codes, Cow::Borrowed(&input.outcome), state::CLAIMED)
        }
    }

    fn last_year(self, codes: &'r str, key: &Key) -> Option<Said<'r>> {
        let known = self.standing.leaves.iter().flat_map(|leaf| &leaf.last_year);
        let outcome = known.into_iter().find(|(k, _)| k == key).map(|(_, outcome)| outcome)?;
        let item = self.block.block.rubric.item(key).map(|(_, item)| item)?;
        let file = self.layout.results.round.previous.as_deref().unwrap_or("");
        Some(Said {
            key: key.to_string(),
            label: words::LAST_YEAR_ITEM.with(self.layout.lang, &[("label", &item.label)]),
            measure: item.unit.as_deref(),
            kind: item.kind.clone(),
            origin: [file, "", ""],
            ..self.said(codes, Cow::Borrowed(outcome), state::NOT_APPLICABLE)
        })
    }

    fn survey(self, codes: &'r str, scheme: &str, of: &SurveyOf) -> Said<'r> {
        let survey = self.layout.results.surveys.iter().find(|s| *s.scheme == *scheme);
        let share = survey.and_then(|s| s.share(&self.standing.unit.id, of));
        let outcome = share.map(Value::Number).ok_or(Gap::Missing);
        let title = survey.map_or("", |s| s.title.as_str());
        Said {
            key: format!("{scheme} {of}"),
            label: title.to_string(),
            measure: Some("%"),
            kind: DataKind::Percent,
            origin: [title, "", ""],
            ..self.said(codes, Cow::Owned(outcome), state::NOT_APPLICABLE)
        }
    }

    fn claim(self, leaf: usize) -> Said<'r> {
        let score = &self.standing.leaves[leaf];
        let node = &self.block.block.rubric.nodes[score.node];
        let claimed = Cow::Owned(Err(Gap::NotApplicable));
        Said {
            label: words::CLAIM.with(self.layout.lang, &[("name", &node.name)]),
            origin: place(score.na_claim.as_ref()),
            ..self.said(node.code.as_str(), claimed, state::CLAIMED)
        }
    }
}

impl<'r> Said<'r> {
    /// The row where formulas stand.
    fn live(&self) -> Option<u32> {
        self.row.filter(|_| self.at.layout.live)
    }

    fn state_word(&self) -> Cell<'r> {
        let lang = self.at.layout.lang;
        let word = Cell::text(match &*self.outcome {
            Ok(_) => words::HAS_VALUE.say(lang),
            Err(gap) => words::gap(*gap, lang),
        });
        let Some(row) = self.live() else { return word };
        let code = Address::here(row, STATE_CODE).formula();
        let says = Formula::text(words::HAS_VALUE.say(lang));
        let formula = Formula::when(code.clone().is_above_zero(), states_word(code, lang), says);
        computation::cell(formula, word)
    }

    fn state_code(&self) -> Cell<'r> {
        let Some(row) = self.live() else { return Cell::Empty };
        let number = match &*self.outcome {
            Ok(_) => state::VALUE,
            Err(Gap::NotApplicable) => self.not_applicable,
            Err(gap) => code_of(*gap),
        };
        let (value, words) =
            (Address::here(row, VALUE), computation::cell_words(self.at.layout.lang));
        let formula = cell_state(&value.formula(), &self.kind, self.not_applicable, &words);
        computation::cell(formula, Cell::Number(number, Figure::General))
    }

    /// The value in the form in which rules compute.
    fn used_value(&self) -> Cell<'r> {
        let Some(row) = self.live() else { return Cell::Empty };
        let used = match &*self.outcome {
            Ok(value) => live_value(value, self.kind == DataKind::Date),
            Err(_) => Cell::whole(0),
        };
        let here = |column| Address::here(row, column).formula();
        let words = computation::cell_words(self.at.layout.lang);
        let formula = cell_value(&here(VALUE), &here(STATE_CODE), &self.kind, &words);
        computation::cell(formula, used)
    }
}

fn place(origin: Option<&Origin>) -> [&str; 3] {
    origin.map_or(["", "", ""], |o| [&*o.file, &*o.sheet, &*o.cell])
}

/// A value as a real number, date or text; the word of a gap.
pub(crate) fn value<'a>(outcome: &Outcome, kind: &DataKind, lang: Lang) -> Cell<'a> {
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
