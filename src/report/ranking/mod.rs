//! *Xếp hạng*: one table with a group of rows per block, best first, and its charts.

pub(super) mod charts;
pub(super) mod classes;
pub(super) mod detail;
pub(super) mod fields;
pub(super) mod remarks;

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::terms::{Exact, mean};

use crate::formulas::published;
use crate::report::block::{Block, Cell, Figure, Look, Page, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::workings::{mean_of, of_unit};
use crate::report::computation::{BlockLayout, Layout};
use crate::report::computation::{Sum, Work};
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, _: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::ranking_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(&book.layout, false)));
    blocks.extend(charts::rankings(&book.layout).into_iter().map(Block::Aside));
    blocks.push(Block::Gap);
    blocks.extend(heading::notes(results, book.layout.live, lang));
    blocks.extend(heading::signature(results, lang));
    vec![Page { blocks, ..Page::default() }]
}

/// The page that is signed: nothing on it is about the program, and the signature follows the table.
pub(crate) fn signed<'r>(book: &'r Workbook<'r>, _: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::signed_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(&book.layout, true)));
    blocks.extend(heading::signature(results, lang));
    let units: usize = results.blocks.iter().map(|block| block.units.len()).sum();
    vec![Page { blocks, one_paper: units <= UNITS_ON_A_PAPER, ..Page::default() }]
}

/// So many units and the signature can be read on one sheet of paper.
const UNITS_ON_A_PAPER: usize = 24;

/// Whether units of one block are measured against different maxima.
fn maxima_differ(results: &Results) -> bool {
    results.blocks.iter().any(BlockResults::maxima_differ)
}

/// `signed`: without columns that say nothing.
fn table<'r>(layout: &'r Layout<'r>, signed: bool) -> Table<'r> {
    let mut columns = columns(layout, signed);
    let mut rows = Vec::new();
    for (number, places) in layout.blocks.iter().enumerate() {
        if layout.blocks.len() > 1 {
            let name = block_name(layout.results, places.block);
            let name = Cell::text(format!("{}. {name}", roman(number + 1)));
            rows.push(Row::new(vec![name]).looking(Look::Group));
        }
        rows.extend(
            lines(layout, places).iter().map(|line| columns.row(line).looking(line.look())),
        );
    }
    Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) }
}

fn columns<'r>(layout: &'r Layout<'r>, signed: bool) -> Columns<'r, 'r, Line<'r>> {
    let (results, lang) = (layout.results, layout.lang);
    let mut columns = Columns::<Line<'r>>::new(lang);
    columns
        .centre(words::NUMBER, 5.0, |l| l.of_unit(|unit| Cell::whole(unit.number)))
        .left(words::UNIT, 30.0, move |l| match l {
            Line::Unit(unit) => Cell::text(unit.standing.unit.name.as_str()),
            Line::Mean(_) => Cell::text(words::MEAN.say(lang)),
        })
        .right(words::APPRAISED, 10.0, |l| l.points(Sum::Appraised))
        .right(words::SURVEYED, 10.0, |l| l.points(Sum::Surveyed))
        .right(words::BONUS, 9.0, |l| l.points(Sum::Bonus))
        .right(words::PENALTY, 9.0, |l| l.points(Sum::Penalty))
        .right(words::TOTAL_POINTS, 10.0, |l| l.points(Sum::Points));
    if maxima_differ(results) {
        columns.right(words::APPLICABLE_MAX, 10.0, |l| l.of_counted(UnitLine::maximum));
    }
    columns
        .right(words::INDEX, 10.0, |l| match l {
            Line::Unit(unit) => unit.counted(UnitLine::published),
            Line::Mean(mean) => mean.index(),
        })
        .centre(words::RANK, 9.0, |l| l.of_counted(UnitLine::rank))
        .centre(words::CLASS, 13.0, |l| l.of_unit(UnitLine::class))
        .marked([words::UNRANKED.say(lang)]);
    if !signed || !results.previous.is_empty() {
        columns.right(words::PREVIOUS, 10.0, |l| l.of_unit(|unit| previous(&unit.standing)));
    }
    columns.left(words::REMARK, if signed { 24.0 } else { 38.0 }, |l| l.of_unit(UnitLine::remark));
    columns
}

/// A row of a block.
enum Line<'r> {
    Unit(UnitLine<'r>),
    Mean(MeanLine<'r>),
}

struct UnitLine<'r> {
    layout: &'r Layout<'r>,
    places: &'r BlockLayout<'r>,
    number: usize,
    standing: Standing<'r>,
    /// Points by appraisal and by survey.
    split: (Exact, Exact),
}

/// Unweighted means over the ranked units, of exact figures.
struct MeanLine<'r> {
    layout: &'r Layout<'r>,
    places: &'r BlockLayout<'r>,
    ranked: Vec<(Standing<'r>, (Exact, Exact))>,
}

/// Best first, then the mean, then who has no rank.
fn lines<'r>(layout: &'r Layout<'r>, places: &'r BlockLayout<'r>) -> Vec<Line<'r>> {
    let of = |at: &usize| {
        let standing = Standing::of(layout.results, places.block, *at);
        (standing, standing.appraised_and_surveyed())
    };
    let (ranked, unranked): (Vec<_>, Vec<_>) =
        places.order.iter().map(of).partition(|(standing, _)| standing.index.rank.is_some());
    let all = ranked.iter().cloned().chain(unranked).enumerate();
    let mut lines: Vec<Line<'r>> = all
        .map(|(at, (standing, split))| {
            Line::Unit(UnitLine { layout, places, number: at + 1, standing, split })
        })
        .collect();
    lines.insert(ranked.len(), Line::Mean(MeanLine { layout, places, ranked }));
    lines
}

impl<'r> Line<'r> {
    fn look(&self) -> Look {
        match self {
            Line::Mean(_) => Look::Total,
            Line::Unit(unit) if unit.is_ranked() => Look::Plain,
            Line::Unit(_) => Look::Muted,
        }
    }

    fn of_unit(&self, cell: impl FnOnce(&UnitLine<'r>) -> Cell<'r>) -> Cell<'r> {
        match self {
            Line::Unit(unit) => cell(unit),
            Line::Mean(_) => Cell::Empty,
        }
    }

    fn of_counted(&self, cell: impl FnOnce(&UnitLine<'r>) -> Cell<'r>) -> Cell<'r> {
        self.of_unit(|unit| unit.counted(cell))
    }

    /// A part of the total; blank where the criteria set does not have it.
    fn points(&self, sum: Sum) -> Cell<'r> {
        match self {
            Line::Unit(unit) if has(unit.places.block, sum) => unit.counted(|u| u.points(sum)),
            Line::Mean(mean) if has(mean.places.block, sum) => mean.points(sum),
            _ => Cell::Empty,
        }
    }
}

/// What a part of the total comes to.
fn figure(standing: &Standing<'_>, split: &(Exact, Exact), sum: Sum) -> Exact {
    match sum {
        Sum::Appraised => split.0.clone(),
        Sum::Surveyed => split.1.clone(),
        Sum::Bonus => standing.index.bonus.clone(),
        Sum::Penalty => standing.index.penalty.clone(),
        _ => standing.index.points.clone(),
    }
}

/// Whether the criteria set has this part of the total at all.
fn has(block: &BlockResults, sum: Sum) -> bool {
    let rubric = &block.rubric;
    let has = |kind| rubric.nodes.iter().any(|node| node.field_kind == kind);
    match sum {
        Sum::Surveyed => rubric.leaves().any(|(_, _, leaf)| leaf.rule.kind == "survey"),
        Sum::Bonus => has(FieldKind::Bonus),
        Sum::Penalty => has(FieldKind::Penalty),
        _ => true,
    }
}

impl<'r> UnitLine<'r> {
    fn is_ranked(&self) -> bool {
        self.standing.index.rank.is_some()
    }

    /// A cell of a unit that has figures, or may come to have some when values change.
    fn counted(&self, cell: impl FnOnce(&UnitLine<'r>) -> Cell<'r>) -> Cell<'r> {
        match self.is_counted() {
            true => cell(self),
            false => Cell::Empty,
        }
    }

    fn is_counted(&self) -> bool {
        let counted = self.places.counted(self.layout.results, self.standing.at);
        self.is_ranked() || self.layout.live && counted
    }

    /// A cell from the unit's column of workings.
    fn live(
        &self,
        sum: Sum,
        shown: Cell<'r>,
        formula: impl FnOnce(Formula) -> Formula,
    ) -> Cell<'r> {
        let source = of_unit(self.places, &Work::Sum(sum), self.standing.at);
        match source.filter(|_| self.layout.live) {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        }
    }

    fn points(&self, sum: Sum) -> Cell<'r> {
        let decimals = point_decimals(self.layout.results);
        let shown = match self.is_ranked() {
            true => Cell::exact(&figure(&self.standing, &self.split, sum), decimals),
            false => Cell::Empty,
        };
        self.live(sum, shown, |source| or_nothing(source, decimals))
            .figured(Figure::Fixed(decimals as u8))
    }

    fn maximum(&self) -> Cell<'r> {
        let decimals = point_decimals(self.layout.results);
        let shown = Cell::exact(&self.standing.index.applicable_max, decimals);
        self.live(Sum::Applicable, shown, |source| or_nothing(source, decimals))
            .figured(Figure::Fixed(decimals as u8))
    }

    fn published(&self) -> Cell<'r> {
        let decimals = self.standing.decimals();
        let shown = Cell::maybe(self.standing.index.published.as_ref(), decimals);
        self.live(Sum::Published, shown, |source| source).figured(Figure::Fixed(decimals as u8))
    }

    fn rank(&self) -> Cell<'r> {
        let shown = self.standing.index.rank.map_or(Cell::Empty, Cell::whole);
        self.live(Sum::Rank, shown, |rank| rank)
    }

    fn class(&self) -> Cell<'r> {
        let lang = self.layout.lang;
        let classes = !self.standing.block.rubric.classes.is_empty();
        let unranked = words::UNRANKED.say(lang);
        let shown = match &self.standing.index.class {
            _ if !self.is_ranked() => Cell::text(unranked),
            Some(class) => Cell::text(class.as_str()),
            None if classes => Cell::text(words::NO_CLASS.say(lang)),
            None => Cell::Empty,
        };
        if !self.is_counted() {
            return shown;
        }
        self.live(Sum::Rank, shown, |rank| {
            let class = of_unit(self.places, &Work::Sum(Sum::Class), self.standing.at);
            let none = Formula::apply("=", rank, Formula::text(""));
            Formula::when(none, Formula::text(unranked), class.unwrap_or(Formula::text("")))
        })
    }

    fn remark(&self) -> Cell<'r> {
        let (lang, standing) = (self.layout.lang, &self.standing);
        if !self.is_counted() {
            return Cell::text(standing.why_unranked(lang));
        }
        let index = standing.index;
        let tied = index.tied.then(|| words::TIED.say(lang).to_string());
        let absence = || words::absence(standing.results.absence(index)).say(lang).to_string();
        let not_sent = (!index.submitted).then(absence);
        let remarks: Vec<String> =
            [tied, not_sent.clone(), standing.class_held(lang), standing.provisional(lang)]
                .into_iter()
                .flatten()
                .collect();
        let shown = match index.rank {
            Some(_) if remarks.is_empty() => Cell::Empty,
            Some(_) => Cell::text(remarks.join("; ")),
            None => Cell::text(words::NOTHING_APPLIES.say(lang)),
        };
        self.live(Sum::Rank, shown, |rank| {
            remarks::formula(self.places, standing.at, rank, not_sent.as_deref(), lang)
        })
    }
}

impl<'r> MeanLine<'r> {
    fn live(&self, sum: Sum, mean: Option<Exact>, decimals: u32) -> Cell<'r> {
        let source = mean_of(self.places, &Work::Sum(sum));
        computation::mean(self.layout, source, Cell::maybe(mean.as_ref(), decimals), decimals)
    }

    fn points(&self, sum: Sum) -> Cell<'r> {
        let figures = self.ranked.iter().map(|(standing, split)| figure(standing, split, sum));
        let figures: Vec<Exact> = figures.collect();
        self.live(sum, mean(figures.iter()), point_decimals(self.layout.results))
    }

    fn index(&self) -> Cell<'r> {
        let decimals = self.layout.results.round.rules.decimals;
        self.live(Sum::Index, self.places.block.index.mean.clone(), decimals)
    }
}

/// A figure rounded for the ranking, or nothing.
fn or_nothing(source: Formula, decimals: u32) -> Formula {
    let none = Formula::apply("=", source.clone(), Formula::text(""));
    Formula::when(none, Formula::text(""), published(source, decimals))
}

/// Last year's published index.
fn previous<'r>(standing: &Standing<'r>) -> Cell<'r> {
    let Some(text) = standing.results.previous.get(&standing.unit.id) else {
        return Cell::Empty;
    };
    match Exact::from_decimal(text) {
        Some(index) => Cell::exact(&index, standing.decimals()),
        None => Cell::text(text.as_str()),
    }
}

/// `I`, `II` … as annexes number their parts.
pub(crate) fn roman(mut number: usize) -> String {
    let signs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V")];
    let mut out = String::new();
    for (value, sign) in signs.into_iter().chain([(4, "IV"), (1, "I")]) {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_are_numbered_in_roman() {
        let numbers: Vec<String> = [1, 4, 9, 34].into_iter().map(super::roman).collect();
        assert_eq!(numbers, ["I", "IV", "IX", "XXXIV"]);
    }
}
