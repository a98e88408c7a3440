//! The table of a ranking, declared once for the computation, the sheet to be signed, papers and
//! pages.

use crate::expr::excel::Formula;
use crate::formulas::published;
use crate::results::BlockResults;
use crate::rubric::FieldKind;
use crate::terms::{Exact, mean};

use crate::report::block::{Cell, Figure, Look, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::computation;
use crate::report::computation::{Sum, Work};
use crate::report::numbers::roman;
use crate::report::parting;
use crate::report::ranking::remarks;
use crate::report::ranking::source::Source;
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::words;

/// Where the ranking is read, which decides what columns it has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Beside the computation: every column.
    Computed,
    /// On the sheet to be signed: without columns that say nothing.
    Signed,
    /// On papers and on the leaders' page: place, points, index and class.
    Read,
}

/// Best first, a group of rows per block where there are several.
pub(crate) fn table<'r>(sources: &[Source<'r>], shown: Shown) -> Table<'r> {
    let Some(first) = sources.first() else { return Table::default() };
    let maxima = sources.iter().any(|source| source.block.maxima_differ());
    let mut columns = columns(first, maxima, shown);
    let mut rows = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        if sources.len() > 1 {
            let name = block_name(source.results, source.block);
            let name = Cell::text(format!("{}. {name}", roman(number + 1)));
            rows.push(Row::new(vec![name]).looking(Look::Group));
        }
        let lines = lines(source, shown);
        rows.extend(lines.iter().map(|line| columns.row(line).looking(line.look())));
    }
    Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) }
}

/// Where one of the maxima of a block differs, it is shown.
fn columns<'r>(source: &Source<'r>, maxima: bool, shown: Shown) -> Columns<'r, 'r, Line<'r>> {
    let (results, lang) = (source.results, source.lang);
    let read = shown == Shown::Read;
    let wide = |on_sheet: f64, read_so: f64| if read { read_so } else { on_sheet };
    let mut columns = Columns::<Line<'r>>::new(lang);
    columns.centre(words::NUMBER, wide(5.0, 6.5), |l| l.of_unit(|unit| Cell::whole(unit.number)));
    columns.left(words::UNIT, 30.0, move |l| match l {
        Line::Unit(unit) => unit.source.named(unit.standing.at),
        Line::Mean(_) => Cell::text(words::MEAN.say(lang)),
    });
    if !read {
        columns
            .right(words::APPRAISED, 10.0, |l| l.points(Sum::Appraised))
            .right(words::SURVEYED, 10.0, |l| l.points(Sum::Surveyed))
            .right(words::BONUS, 9.0, |l| l.points(Sum::Bonus))
            .right(words::PENALTY, 9.0, |l| l.points(Sum::Penalty));
    }
    columns.right(words::TOTAL_POINTS, 10.0, |l| l.points(Sum::Points));
    if maxima {
        let width = wide(10.0, 11.0);
        columns.right(words::APPLICABLE_MAX, width, |l| l.of_counted(UnitLine::maximum));
    }
    // On a paper an empty cell would look forgotten.
    let no_class = if read { Cell::text("–") } else { Cell::Empty };
    columns
        .right(words::INDEX, 10.0, |l| match l {
            Line::Unit(unit) => unit.counted(UnitLine::published),
            Line::Mean(mean) => mean.index(),
        })
        .centre(words::RANK, wide(9.0, 8.0), |l| l.of_counted(UnitLine::rank))
        .centre(words::CLASS, 13.0, move |l| l.of_unit(|unit| unit.class(no_class.clone())))
        .marked([words::UNRANKED.say(lang)]);
    if shown == Shown::Computed || !results.previous.is_empty() {
        columns.right(words::PREVIOUS, 10.0, |l| l.of_unit(|unit| previous(&unit.standing)));
    }
    if !read {
        let width = if shown == Shown::Signed { 24.0 } else { 38.0 };
        columns.left(words::REMARK, width, |l| l.of_unit(UnitLine::remark));
    }
    columns
}

/// A row of a block.
enum Line<'r> {
    Unit(UnitLine<'r>),
    Mean(MeanLine<'r>),
}

struct UnitLine<'r> {
    source: Source<'r>,
    number: usize,
    standing: Standing<'r>,
    /// Points by appraisal and by survey.
    split: (Exact, Exact),
}

/// Unweighted means over the ranked units, of exact figures.
struct MeanLine<'r> {
    source: Source<'r>,
    ranked: Vec<(Standing<'r>, (Exact, Exact))>,
}

/// Best first, then the mean, then who has no rank.
fn lines<'r>(source: &Source<'r>, shown: Shown) -> Vec<Line<'r>> {
    let source = *source;
    let of = |at: usize| {
        let standing = source.standing(at);
        (standing, standing.appraised_and_surveyed())
    };
    let (ranked, unranked): (Vec<_>, Vec<_>) = source
        .block
        .ranking()
        .into_iter()
        .map(of)
        .partition(|(standing, _)| standing.index.rank.is_some());
    let all = ranked.iter().cloned().chain(unranked).enumerate();
    let mut lines: Vec<Line<'r>> = all
        .map(|(at, (standing, split))| {
            Line::Unit(UnitLine { source, number: at + 1, standing, split })
        })
        .collect();
    if shown != Shown::Read || source.block.index.mean.is_some() {
        lines.insert(ranked.len(), Line::Mean(MeanLine { source, ranked }));
    }
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
            Line::Unit(unit) if has(unit.source.block, sum) => unit.counted(|u| u.points(sum)),
            Line::Mean(mean) if has(mean.source.block, sum) => mean.points(sum),
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
        self.is_ranked() || self.source.counted(self.standing.at)
    }

    /// A cell from the unit's column of workings.
    fn live(
        &self,
        sum: Sum,
        shown: Cell<'r>,
        formula: impl FnOnce(Formula) -> Formula,
    ) -> Cell<'r> {
        match self.source.cell(&Work::Sum(sum), self.standing.at) {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        }
    }

    fn points(&self, sum: Sum) -> Cell<'r> {
        let decimals = point_decimals(self.source.results);
        let shown = match self.is_ranked() {
            true => Cell::exact(&figure(&self.standing, &self.split, sum), decimals),
            false => Cell::Empty,
        };
        self.live(sum, shown, |source| or_nothing(source, decimals))
            .figured(Figure::Fixed(decimals as u8))
    }

    fn maximum(&self) -> Cell<'r> {
        let decimals = point_decimals(self.source.results);
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

    /// `none` where the criteria set has no classes.
    fn class(&self, none: Cell<'r>) -> Cell<'r> {
        let lang = self.source.lang;
        let classes = !self.standing.block.rubric.classes.is_empty();
        let unranked = words::UNRANKED.say(lang);
        let shown = match &self.standing.index.class {
            _ if !self.is_ranked() => Cell::text(unranked),
            Some(class) => Cell::text(class.as_str()),
            None if classes => Cell::text(words::NO_CLASS.say(lang)),
            None => none,
        };
        if !self.is_counted() {
            return shown;
        }
        self.live(Sum::Rank, shown, |rank| {
            let class = self.source.cell(&Work::Sum(Sum::Class), self.standing.at);
            let none = Formula::apply("=", rank, Formula::text(""));
            Formula::when(none, Formula::text(unranked), class.unwrap_or(Formula::text("")))
        })
    }

    fn remark(&self) -> Cell<'r> {
        let (lang, standing) = (self.source.lang, &self.standing);
        if !self.is_counted() {
            return Cell::text(standing.why_unranked(lang));
        }
        let index = standing.index;
        let tied = index.tied.then(|| words::TIED.say(lang).to_string());
        let absence = || words::absence(standing.results.absence(index)).say(lang).to_string();
        let not_sent = (!index.submitted).then(absence);
        let remarks: Vec<String> = [
            tied,
            parting::parted(standing, lang),
            not_sent.clone(),
            standing.class_held(lang),
            standing.provisional(lang),
        ]
        .into_iter()
        .flatten()
        .collect();
        let shown = match index.rank {
            Some(_) if remarks.is_empty() => Cell::Empty,
            Some(_) => Cell::text(remarks.join("; ")),
            None => Cell::text(words::NOTHING_APPLIES.say(lang)),
        };
        self.live(Sum::Rank, shown, |rank| {
            remarks::formula(&self.source, standing, rank, not_sent.as_deref())
        })
    }
}

impl<'r> MeanLine<'r> {
    fn live(&self, sum: Sum, mean: Option<Exact>, decimals: u32) -> Cell<'r> {
        let source = self.source.mean(&Work::Sum(sum));
        computation::mean(source, Cell::maybe(mean.as_ref(), decimals), decimals)
    }

    fn points(&self, sum: Sum) -> Cell<'r> {
        let figures = self.ranked.iter().map(|(standing, split)| figure(standing, split, sum));
        let figures: Vec<Exact> = figures.collect();
        self.live(sum, mean(figures.iter()), point_decimals(self.source.results))
    }

    fn index(&self) -> Cell<'r> {
        self.live(Sum::Index, self.source.block.index.mean.clone(), self.source.decimals())
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
