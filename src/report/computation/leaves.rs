//! *Tự chấm và thẩm định*: every score of every leaf beside the others, with reasons. Here the
//! rules compute from *Số liệu*, and an appraised score wins.

use crate::expr::excel::Formula;
use crate::rubric::{Leaf, Node};
use crate::scores::{AppraisedScore, LeafScore, Manner, Stance, State};
use crate::terms::{Exact, Lang};

use crate::formulas::{Address, published};
use crate::report::block::{Cell, Figure, Page, Rows, Shade, Table, Visit};
use crate::report::columns::{Columns, OfLeaf};
use crate::report::computation;
use crate::report::computation::on_leaves::{COMPUTED, LAST, PRINTED, SELF};
use crate::report::computation::{BlockLayout, Layout, LeafCells, LeafRow};
use crate::report::standing::{Standing, agency_name, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let layout = &book.layout;
    let mut columns = columns(layout);
    let table = columns.table(Rows::default());
    let rows = move |visit: &mut Visit<'_>| each(book, &mut |said| visit(&columns.row(said)));
    let rows = Rows::Made(Box::new(rows));
    let table = Table { rows, fixed_columns: 4, filter: true, ..table };
    let mut page = heading::listing(book.results, name, book.lang, table);
    page.workings = layout.live.then_some(layout.first_working());
    vec![page]
}

fn columns<'r>(layout: &'r Layout<'r>) -> Columns<'r, 'r, Said<'r>> {
    let (results, lang) = (layout.results, layout.lang);
    let decimals = point_decimals(results);
    let mut columns = Columns::<Said<'r>>::new(lang);
    columns
        .subject([14.0, 18.0, 7.5, 30.0])
        .right(words::MAX, 8.0, move |s| computation::full(&s.node().max, decimals))
        .right(words::SELF, 8.0, move |s| {
            let own = s.score.self_score.as_ref();
            own.map_or(Cell::Empty, |points| computation::full(points, decimals))
        })
        .right(words::VALUE_LOOKED_AT, 10.0, |s| s.cells.looked_at.clone())
        .right(words::COMPUTED, 9.0, |s| s.cells.computed.clone())
        .right(words::ROUND_1, 9.0, |s| s.appraised(0))
        .right(words::ROUND_2, 9.0, |s| s.appraised(1))
        .right(words::FINAL, 8.0, |s| s.cells.last.clone())
        .right(words::FINAL_LESS_SELF, 10.0, |s| s.difference(SELF, s.score.self_score.as_ref()))
        .right(words::FINAL_LESS_COMPUTED, 10.0, |s| {
            let column = if s.declared() { PRINTED } else { COMPUTED };
            s.difference(column, s.score.computed.as_ref().ok())
        })
        .shaded(LAST + 1, |columns| Shade::Differs { columns });
    columns
        .left(words::AGENCY, 15.0, |s| {
            let last = s.score.appraised.iter().rev().flatten().next();
            let agency = last.and_then(|given| given.agency.as_ref());
            let agency = agency.or(s.rule.appraiser.as_ref());
            agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id)))
        })
        .left(words::REASON, 28.0, move |s| Cell::text(reasons(s.score, lang)))
        .left(words::EXPLANATION, 20.0, move |s| Cell::text(explanation(s.score, lang)));
    if layout.corrected {
        columns.right(words::COMPUTED_DECLARED, 11.0, move |s| match s.declared() {
            true => computed_cell(s.score, decimals, lang),
            false => Cell::Empty,
        });
    }
    if layout.live {
        let named =
            [words::STATE_CODE, words::RULE_STATE, words::BEFORE_GATES, words::APPLICABLE_MAX];
        let named = named.map(|word| word.say(lang).to_string()).into_iter();
        let step = |at| words::STEP.with(lang, &[("n", &format!("{at}"))]);
        for (at, heading) in named.chain((1..=layout.helpers).map(step)).enumerate() {
            columns.right(heading, 11.0, move |s| {
                s.cells.workings.get(at).cloned().unwrap_or_default()
            });
        }
    }
    columns
}

/// Leaf by leaf, so that like cases stand together and are compared over the units.
fn each<'r>(book: &'r Workbook<'r>, visit: &mut dyn FnMut(&Said<'r>)) {
    let layout = &book.layout;
    let (results, lang) = (book.results, book.lang);
    let decimals = point_decimals(results);
    for (number, block) in layout.blocks.iter().enumerate() {
        let world = book.as_scored.get(number);
        for (leaf, (at, _, rule)) in block.block.rubric.leaves().enumerate() {
            for unit in 0..block.block.units.len() {
                let standing = Standing::of(results, block.block, unit);
                let score = &standing.leaves[leaf];
                let live = world.map(|world| {
                    LeafRow { layout, block, world, unit, leaf, at }.cells(rule, decimals)
                });
                let cells = live.unwrap_or_else(|| plain(&standing, score, decimals, lang));
                visit(&Said { layout, block, standing, leaf, rule, score, cells });
            }
        }
    }
}

/// A leaf of a unit.
struct Said<'r> {
    layout: &'r Layout<'r>,
    block: &'r BlockLayout<'r>,
    standing: Standing<'r>,
    /// Position of the leaf among the leaves.
    leaf: usize,
    rule: &'r Leaf,
    score: &'r LeafScore,
    cells: LeafCells<'r>,
}

impl<'r> OfLeaf<'r> for Said<'r> {
    fn standing(&self) -> Standing<'r> {
        self.standing
    }

    fn node(&self) -> &'r Node {
        &self.block.block.rubric.nodes[self.score.node]
    }
}

impl<'r> Said<'r> {
    /// An appraiser corrected one of its values.
    fn declared(&self) -> bool {
        self.score.inputs.iter().any(|input| input.declared.is_some())
    }

    fn appraised(&self, round: usize) -> Cell<'r> {
        let (lang, decimals) = (self.layout.lang, point_decimals(self.layout.results));
        match &self.score.appraised[round] {
            None => Cell::Empty,
            // Words: the formulas beside take numbers for points that count.
            Some(given) if given.stance == Stance::Overruled => {
                let points = words::number(&given.points, decimals, lang);
                Cell::text(words::OVERRULED_POINTS.with(lang, &[("points", &points)]))
            }
            Some(given) if self.follows_computed(round, given) => {
                let row = self.block.leaf_row(self.leaf, self.standing.at);
                let computed = Address::here(row, COMPUTED).formula();
                let is = Formula::call("ISNUMBER", vec![computed.clone()]);
                let formula = Formula::when(is, computed, Formula::text(""));
                let shown = computation::full(&given.points, decimals);
                computation::points(formula, shown, decimals)
            }
            Some(given) => computation::full(&given.points, decimals),
        }
    }

    /// Whether a mark in *Đồng ý* is all there is: it agrees with what the data give, and when they
    /// give something else there is no appraisal any more.
    fn follows_computed(&self, round: usize, given: &AppraisedScore) -> bool {
        let alone = self.score.appraised[..round].iter().all(Option::is_none);
        let mark = (given.manner, given.stance) == (Manner::Mark, Stance::Agrees);
        let same = self.cells.ruled.as_ref() == Some(&given.points);
        self.layout.live && alone && mark && same
    }

    /// The final points less another column, where both are numbers.
    fn difference(&self, column: usize, other: Option<&Exact>) -> Cell<'r> {
        let decimals = point_decimals(self.layout.results);
        let shown = match (self.score.state, other) {
            (State::Scored, Some(other)) => {
                signed(&(self.standing.points(self.score.node) - other), decimals)
            }
            _ => Cell::Empty,
        };
        if !self.layout.live {
            return shown;
        }
        let row = self.block.leaf_row(self.leaf, self.standing.at);
        let (last, other) =
            (Address::here(row, LAST).formula(), Address::here(row, column).formula());
        let both = Formula::call("ISNUMBER", vec![last.clone()])
            .and(Formula::call("ISNUMBER", vec![other.clone()]));
        let less = published(Formula::apply("-", last, other), decimals);
        computation::cell(Formula::when(both, less, Formula::text("")), shown)
            .figured(Figure::Signed(decimals as u8))
    }
}

/// The cells of a round that is too large for formulas.
fn plain<'r>(
    standing: &Standing<'r>,
    score: &'r LeafScore,
    decimals: u32,
    lang: Lang,
) -> LeafCells<'r> {
    let last = match score.state {
        State::Scored => Cell::exact(&standing.points(score.node), decimals),
        other => Cell::text(words::state(other, lang)),
    };
    LeafCells {
        looked_at: Cell::Empty,
        ruled: None,
        computed: computed_cell(score, decimals, lang),
        last,
        workings: Vec::new(),
    }
}

fn computed_cell<'r>(score: &LeafScore, decimals: u32, lang: Lang) -> Cell<'r> {
    match &score.computed {
        Ok(points) => computation::full(points, decimals),
        Err(gap) => Cell::text(words::gap(*gap, lang)),
    }
}

/// The explanation, and the comments on the cells of the leaf's rows and of its data.
fn explanation(leaf: &LeafScore, lang: Lang) -> String {
    let mut said: Vec<(&str, &str)> = Vec::new();
    for (origin, text) in leaf.aside.iter().flat_map(|aside| &aside.comments) {
        said.push((&origin.cell, text));
    }
    for input in &leaf.inputs {
        if let (Some(text), Some(origin)) = (&input.comment, &input.origin)
            && !said.contains(&(&origin.cell, text))
        {
            said.push((&origin.cell, text));
        }
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(Some(leaf.explanation.clone()).filter(|text| !text.is_empty()));
    parts.extend(said.iter().map(|(cell, text)| match lang {
        Lang::Vi => format!("[Ghi chú ô {cell}: {text}]"),
        Lang::En => format!("[Comment on {cell}: {text}]"),
    }));
    parts.join(" ")
}

/// The reasons of both rounds, each with its round when there are two.
fn reasons(leaf: &LeafScore, lang: Lang) -> String {
    let given: Vec<(usize, &str)> = leaf
        .appraised
        .iter()
        .enumerate()
        .filter_map(|(round, a)| Some((round, a.as_ref()?.reason.as_str())))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    if let [(_, only)] = given[..] {
        return only.to_string();
    }
    let name = |round| if round == 0 { words::ROUND_1 } else { words::ROUND_2 };
    let part = |(round, reason): &(usize, &str)| format!("{}: {reason}", name(*round).say(lang));
    given.iter().map(part).collect::<Vec<_>>().join("; ")
}

fn signed<'a>(difference: &Exact, decimals: u32) -> Cell<'a> {
    let value = difference.round_half_up(decimals).to_f64();
    Cell::Number(value, Figure::Signed(decimals as u8))
}
