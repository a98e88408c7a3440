//! *Xếp hạng*: one table with a group of rows per block, best first, and its charts.

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::terms::{Exact, mean};

use super::block::{Block, Cell, Column, Figure, Look, Page, Row, Rows, Shade, Table};
use super::computation::workings::{mean_of, of_unit};
use super::computation::{self, BlockLayout, Layout};
use super::computation::{Sum, Work};
use super::standing::{Standing, block_name, point_decimals};
use super::workbook::Workbook;
use super::{charts, heading, remarks, words};
use crate::formulas::published;

pub(super) fn pages<'r>(book: &'r Workbook<'r>, _: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let mut blocks = vec![heading::official(results, lang)];
    blocks.extend(heading::ranking_title(results, lang));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table(&book.layout)));
    blocks.extend(charts::rankings(&book.layout).into_iter().map(Block::Aside));
    blocks.push(Block::Gap);
    blocks.extend(heading::notes(results, book.layout.live, lang));
    blocks.extend(heading::signature(results, lang));
    let mut widths = vec![5.0, 30.0, 10.0, 10.0, 9.0, 9.0, 10.0, 10.0, 9.0, 13.0, 10.0, 38.0];
    if maxima_differ(results) {
        widths.insert(APPLICABLE, 10.0);
    }
    vec![Page { widths, blocks, ..Page::default() }]
}

/// Where the column of the applicable maximum stands, when it is shown.
const APPLICABLE: usize = 7;

/// Whether units of one block are measured against different maxima.
fn maxima_differ(results: &Results) -> bool {
    results.blocks.iter().any(|block| {
        let ranked = block.index.units.iter().filter(|unit| unit.rank.is_some());
        let maxima: Vec<&Exact> = ranked.map(|unit| &unit.applicable_max).collect();
        maxima.iter().any(|max| *max != maxima[0])
    })
}

fn table<'r>(layout: &Layout<'r>) -> Table<'r> {
    let (results, lang) = (layout.results, layout.lang);
    let mut columns = vec![
        Column::centre(words::NUMBER.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::right(words::APPRAISED.say(lang)),
        Column::right(words::SURVEYED.say(lang)),
        Column::right(words::BONUS.say(lang)),
        Column::right(words::PENALTY.say(lang)),
        Column::right(words::TOTAL_POINTS.say(lang)),
        Column::right(words::INDEX.say(lang)),
        Column::centre(words::RANK.say(lang)),
        Column::centre(words::CLASS.say(lang)),
        Column::right(words::PREVIOUS.say(lang)),
        Column::left(words::REMARK.say(lang)),
    ];
    let maxima = maxima_differ(results);
    if maxima {
        columns.insert(APPLICABLE, Column::right(words::APPLICABLE_MAX.say(lang)));
    }
    let several = results.blocks.len() > 1;
    let mut rows = Vec::new();
    for (number, places) in layout.blocks.iter().enumerate() {
        if several {
            let name = format!("{}. {}", roman(number + 1), block_name(results, places.block));
            let cells = vec![Cell::Empty, Cell::text(name)];
            rows.push(Row::new(cells).looking(Look::Group));
        }
        let maker = Maker { layout, places, maxima, parts: Parts::of(places.block) };
        rows.extend(maker.rows());
    }
    let class = if maxima { 10 } else { 9 };
    let shades =
        vec![Shade::Says { columns: (class, class), text: words::UNRANKED.say(lang).to_string() }];
    Table {
        columns,
        rows: Rows::Held(rows),
        shades,
        fixed_columns: 2,
        size: 12,
        ..Table::default()
    }
}

/// Makes the rows of one block.
struct Maker<'l, 'r> {
    layout: &'l Layout<'r>,
    places: &'l BlockLayout<'r>,
    parts: Parts,
    /// The applicable maximum has a column of its own.
    maxima: bool,
}

impl<'r> Maker<'_, 'r> {
    fn rows(&self) -> Vec<Row<'r>> {
        let block = self.places.block;
        let (ranked, unranked): (Vec<usize>, Vec<usize>) =
            self.places.order.iter().partition(|at| block.index.units[**at].rank.is_some());
        let standing = |at: usize| Standing::of(self.layout.results, block, at);
        let mut rows: Vec<Row> = Vec::new();
        let mut splits = Vec::new();
        for (number, &at) in ranked.iter().enumerate() {
            let standing = standing(at);
            let split = standing.appraised_and_surveyed();
            rows.push(self.unit_row(number + 1, at, &standing, &split));
            splits.push(split);
        }
        rows.push(self.mean_row(&ranked, &splits));
        for (number, &at) in unranked.iter().enumerate() {
            let (number, standing) = (ranked.len() + number + 1, standing(at));
            let row = match self.places.counted(self.layout.results, at) && self.layout.live {
                // Nothing applies to it now; that may change.
                true => self.unit_row(number, at, &standing, &Default::default()),
                false => self.unranked_row(number, &standing),
            };
            rows.push(row.looking(Look::Muted));
        }
        rows
    }

    /// A cell from the unit's column of workings.
    fn live(
        &self,
        sum: Sum,
        at: usize,
        shown: Cell<'r>,
        formula: impl FnOnce(Formula) -> Formula,
    ) -> Cell<'r> {
        match of_unit(self.places, &Work::Sum(sum), at).filter(|_| self.layout.live) {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        }
    }

    fn unit_row(
        &self,
        number: usize,
        at: usize,
        standing: &Standing<'r>,
        (appraised, surveyed): &(Exact, Exact),
    ) -> Row<'r> {
        let index = standing.index;
        let ranked = index.rank.is_some();
        let decimals = point_decimals(standing.results);
        let points = |sum: Sum, points: &Exact, has: bool| {
            if !has {
                return Cell::Empty;
            }
            let shown = if ranked { Cell::exact(points, decimals) } else { Cell::Empty };
            self.live(sum, at, shown, |source| or_nothing(source, decimals))
                .figured(Figure::Fixed(decimals as u8))
        };
        let published = Cell::maybe(index.published.as_ref(), standing.decimals());
        let rank = index.rank.map_or(Cell::Empty, Cell::whole);
        let maximum = self.live(
            Sum::Applicable,
            at,
            Cell::exact(&index.applicable_max, decimals),
            |source| or_nothing(source, decimals),
        );
        let mut cells = vec![
            Cell::whole(number),
            Cell::text(standing.unit.name.as_str()),
            points(Sum::Appraised, appraised, true),
            points(Sum::Surveyed, surveyed, self.parts.survey),
            points(Sum::Bonus, &index.bonus, self.parts.bonus),
            points(Sum::Penalty, &index.penalty, self.parts.penalty),
            points(Sum::Points, &index.points, true),
            self.live(Sum::Published, at, published, |source| source)
                .figured(Figure::Fixed(standing.decimals() as u8)),
            self.live(Sum::Rank, at, rank, |rank| rank),
            self.class(at, standing),
            previous(standing),
            self.remark(at, standing),
        ];
        if self.maxima {
            cells.insert(APPLICABLE, maximum.figured(Figure::Fixed(decimals as u8)));
        }
        Row::new(cells)
    }

    fn class(&self, at: usize, standing: &Standing<'r>) -> Cell<'r> {
        let lang = self.layout.lang;
        let classes = !standing.block.rubric.classes.is_empty();
        let unranked = words::UNRANKED.say(lang);
        let shown = match &standing.index.class {
            _ if standing.index.rank.is_none() => Cell::text(unranked),
            Some(class) => Cell::text(class.as_str()),
            None if classes => Cell::text(words::NO_CLASS.say(lang)),
            None => Cell::Empty,
        };
        self.live(Sum::Rank, at, shown, |rank| {
            let class = of_unit(self.places, &Work::Sum(Sum::Class), at);
            let none = Formula::apply("=", rank, Formula::text(""));
            Formula::when(none, Formula::text(unranked), class.unwrap_or(Formula::text("")))
        })
    }

    fn remark(&self, at: usize, standing: &Standing<'r>) -> Cell<'r> {
        let lang = self.layout.lang;
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
        self.live(Sum::Rank, at, shown, |rank| {
            remarks::formula(self.places, at, rank, not_sent.as_deref(), lang)
        })
    }

    fn unranked_row(&self, number: usize, standing: &Standing<'r>) -> Row<'r> {
        let mut cells = vec![Cell::Empty; 12];
        cells[0] = Cell::whole(number);
        cells[1] = Cell::text(standing.unit.name.as_str());
        cells[9] = Cell::text(words::UNRANKED.say(self.layout.lang));
        cells[10] = previous(standing);
        cells[11] = Cell::text(standing.why_unranked(self.layout.lang));
        if self.maxima {
            cells.insert(APPLICABLE, Cell::Empty);
        }
        Row::new(cells)
    }

    /// Unweighted means over the ranked units, of exact figures.
    fn mean_row(&self, ranked: &[usize], splits: &[(Exact, Exact)]) -> Row<'r> {
        let (results, block) = (self.layout.results, self.places.block);
        let decimals = point_decimals(results);
        let live = |sum: Sum, mean: Option<Exact>, decimals: u32| {
            let source = mean_of(self.places, &Work::Sum(sum));
            computation::mean(self.layout, source, Cell::maybe(mean.as_ref(), decimals), decimals)
        };
        let of = |sum: Sum, figure: fn(&crate::index::UnitIndex) -> &Exact| {
            let figures = ranked.iter().map(|&at| figure(&block.index.units[at]));
            live(sum, mean(figures), decimals)
        };
        let mut cells = vec![Cell::Empty; 12];
        cells[1] = Cell::text(words::MEAN.say(self.layout.lang));
        cells[2] = live(Sum::Appraised, mean(splits.iter().map(|s| &s.0)), decimals);
        if self.parts.survey {
            cells[3] = live(Sum::Surveyed, mean(splits.iter().map(|s| &s.1)), decimals);
        }
        if self.parts.bonus {
            cells[4] = of(Sum::Bonus, |u| &u.bonus);
        }
        if self.parts.penalty {
            cells[5] = of(Sum::Penalty, |u| &u.penalty);
        }
        cells[6] = of(Sum::Points, |u| &u.points);
        cells[7] = live(Sum::Index, block.index.mean.clone(), results.round.rules.decimals);
        if self.maxima {
            cells.insert(APPLICABLE, Cell::Empty);
        }
        Row::new(cells).looking(Look::Total)
    }
}

/// A figure rounded for the ranking, or nothing.
fn or_nothing(source: Formula, decimals: u32) -> Formula {
    let none = Formula::apply("=", source.clone(), Formula::text(""));
    Formula::when(none, Formula::text(""), published(source, decimals))
}

/// Which parts of the total the criteria set has at all: a part that it has not stays blank.
struct Parts {
    survey: bool,
    bonus: bool,
    penalty: bool,
}

impl Parts {
    fn of(block: &BlockResults) -> Parts {
        let rubric = &block.rubric;
        let has = |kind| rubric.nodes.iter().any(|n| n.field_kind == kind);
        Parts {
            survey: rubric.leaves().any(|(_, _, leaf)| leaf.rule.kind == "survey"),
            bonus: has(FieldKind::Bonus),
            penalty: has(FieldKind::Penalty),
        }
    }
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
pub(super) fn roman(mut number: usize) -> String {
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
