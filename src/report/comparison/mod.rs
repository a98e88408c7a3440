//! Two results side by side as lines and as pages: who moved, how far, by which leaf, and what
//! cannot be compared. What cannot be has no arrow anywhere.

mod lines;
mod words;

use crate::compare::like::{Comparison, Kind, LeafPair, LeafSpread, Mapped, MappedAs, UnitPair};
use crate::report::block::{
    Block, Cell, Chart, ChartKind, Figure, Line, Page, Role, Rows, Series, Table,
};
use crate::report::columns::Columns;
use crate::report::words as common;
use crate::results::Results;
use crate::terms::{Exact, Lang};

pub use lines::lines;

/// What the workbook is called.
pub fn title(all: &Comparison, lang: Lang) -> &'static str {
    words::title(all.kind, lang)
}

/// The pages of the workbook.
pub fn pages<'r>(results: &Results, all: &'r Comparison, lang: Lang) -> Vec<Page<'r>> {
    let view = View { all, decimals: results.round.rules.decimals, lang };
    let mut pages = vec![
        view.page(results, words::title(all.kind, lang), view.notes(), view.units()),
        view.page(results, words::BY_LEAF.say(lang), Vec::new(), view.leaves()),
    ];
    if let (Kind::Years, Some(chart)) = (all.kind, view.chart()) {
        pages[0].blocks.push(Block::Gap);
        pages[0].blocks.push(Block::Chart(chart));
    }
    pages.push(match all.kind {
        Kind::TrySet => {
            view.page(results, words::SPREAD.say(lang), view.spread_notes(), view.spread())
        }
        Kind::Years => view.page(results, words::MAPPING.say(lang), Vec::new(), view.mapping()),
    });
    pages
}

#[derive(Clone, Copy)]
struct View<'r> {
    all: &'r Comparison,
    decimals: u32,
    lang: Lang,
}

impl<'r> View<'r> {
    fn page(
        &self,
        results: &Results,
        name: &str,
        notes: Vec<String>,
        table: Table<'r>,
    ) -> Page<'r> {
        let widths = table.columns.iter().map(|column| column.width).collect();
        let mut blocks = crate::report::heading::title(results, name, self.lang);
        let [old, new] = &self.all.sides;
        let [was, is] = words::sides(self.all.kind, self.lang);
        blocks.push(Block::Line(Line::new(Role::Note, format!("{was}: {old}; {is}: {new}"))));
        blocks.extend(notes.into_iter().map(|note| Block::Line(Line::new(Role::Note, note))));
        blocks.push(Block::Gap);
        blocks.push(Block::Table(table));
        Page { name: Some(name.to_string()), widths, blocks, ..Page::default() }
    }

    /// Means, the biggest moves, who is on one side alone, and how the parts come about.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (at, _) in self.all.blocks.iter().enumerate() {
            notes.extend(lines::of_block(self.all, at, self.decimals, self.lang));
        }
        if self.all.kind == Kind::Years {
            notes.push(words::HOW_PARTS.say(self.lang).to_string());
        }
        notes
    }

    fn pair<X: 'r>(
        &self,
        columns: &mut Columns<'r, 'r, X>,
        name: &str,
        width: f64,
        cell: impl Fn(&X, usize) -> Cell<'r> + Clone + 'r,
    ) {
        for (side, word) in words::sides(self.all.kind, self.lang).into_iter().enumerate() {
            let cell = cell.clone();
            columns.right(format!("{name} {word}"), width, move |x| cell(x, side));
        }
    }

    /// Both years side by side, of the units that can be compared; `None` where none can be.
    fn chart(&self) -> Option<Chart> {
        let comparable = self.all.units.iter().filter(|unit| unit.change().is_some());
        let units: Vec<&UnitPair> = comparable.collect();
        let series = words::sides(self.all.kind, self.lang).into_iter().enumerate();
        let series = series.map(|(side, name)| {
            let value = |unit: &&UnitPair| unit.published[side].as_ref().map(Exact::to_f64);
            Series::plain(name, units.iter().map(value).collect())
        });
        (!units.is_empty()).then(|| Chart {
            kind: ChartKind::Columns,
            title: words::TREND.say(self.lang).to_string(),
            categories: units.iter().map(|unit| unit.name.clone()).collect(),
            series: series.collect(),
            top: None,
            decimals: self.decimals as u8,
        })
    }

    fn units(&self) -> Table<'r> {
        let View { decimals, lang, .. } = *self;
        let mut columns: Columns<'r, 'r, &'r UnitPair> = Columns::new(lang);
        columns.left(common::UNIT, 24.0, |unit| Cell::text(unit.name.as_str()));
        if self.all.kind == Kind::Years {
            columns.left(words::WAS, 22.0, |unit| Cell::text(unit.was.join(", ")));
        }
        self.pair(&mut columns, words::INDEX.say(lang), 10.0, move |unit: &&UnitPair, side| {
            Cell::maybe(unit.published[side].as_ref(), decimals)
        });
        columns.right(words::CHANGE, 12.0, move |unit| {
            match (&unit.parts, unit.published_change()) {
                (Ok(_), Some(change)) => signed(&change, decimals),
                _ => Cell::text(words::NOT_COMPARABLE.say(lang)),
            }
        });
        self.pair(&mut columns, words::RANK.say(lang), 8.0, |unit: &&UnitPair, side| {
            unit.rank[side].map_or(Cell::Empty, Cell::whole)
        });
        self.pair(&mut columns, words::CLASS.say(lang), 12.0, |unit: &&UnitPair, side| {
            unit.class[side].as_deref().map_or(Cell::Empty, |class| Cell::text(class.to_string()))
        });
        if self.all.kind == Kind::Years {
            let heads = [
                words::RULES,
                words::SCOPE,
                words::SURVEY,
                words::JUDGEMENT,
                words::WORK,
                words::OF_UNITS,
            ];
            for (at, head) in heads.into_iter().enumerate() {
                columns.right(head, 10.0, move |unit| match &unit.parts {
                    Ok(parts) => signed(parts.all()[at].1, decimals),
                    Err(_) => Cell::Empty,
                });
            }
        }
        columns.left(words::WHY, 50.0, move |unit| Cell::text(lines::why(unit, lang)));
        columns.left(words::REASON, 40.0, move |unit| Cell::text(lines::reason(unit, lang)));
        let rows = Rows::Held(columns.rows(&self.all.units));
        Table { fixed_columns: 1, filter: true, ..columns.table(rows) }
    }

    fn leaves(&self) -> Table<'r> {
        let (decimals, lang) = (self.decimals, self.lang);
        type Moved<'r> = (&'r UnitPair, &'r LeafPair);
        let mut columns: Columns<'r, 'r, Moved<'r>> = Columns::new(lang);
        columns
            .left(common::UNIT, 24.0, |(unit, _)| Cell::text(unit.name.as_str()))
            .left(common::CODE, 9.0, |(_, leaf)| Cell::text(leaf.code.as_str()))
            .left(common::LEAF, 40.0, move |(_, leaf)| match leaf.code.is_empty() {
                true => Cell::text(words::LIMITS.say(lang)),
                false => Cell::text(leaf.name.as_str()),
            })
            .left(words::WAS, 12.0, |(_, leaf)| Cell::text(leaf.was.join(", ")));
        self.pair(
            &mut columns,
            words::POINTS.say(lang),
            10.0,
            move |(_, leaf): &Moved<'r>, side| Cell::maybe(leaf.points[side].as_ref(), decimals),
        );
        columns.right(words::PART, 14.0, move |(_, leaf)| match &leaf.index_points {
            Some(part) => signed(part, decimals.max(4)),
            None => Cell::text(words::NOT_COMPARABLE.say(lang)),
        });
        let all = self.all.units.iter();
        let moved = all.flat_map(|unit| unit.leaves.iter().map(move |leaf| (unit, leaf)));
        let rows = Rows::Held(columns.rows(moved));
        Table { fixed_columns: 2, filter: true, ..columns.table(rows) }
    }

    fn spread_notes(&self) -> Vec<String> {
        let all = || self.all.blocks.iter().flat_map(|block| &block.spread);
        let codes = |of: &dyn Fn(&LeafSpread) -> bool| {
            let codes = all().filter(|leaf| of(leaf)).map(|leaf| leaf.code.as_str());
            codes.collect::<Vec<_>>().join(", ")
        };
        let without = codes(&|leaf| leaf.units > 0 && leaf.without == leaf.units);
        let computed = codes(&|leaf| !leaf.carried);
        let said = [(words::NOBODY, without), (words::COMPUTED_LIST, computed)];
        let said = said.iter().filter(|(_, codes)| !codes.is_empty());
        said.map(|(word, codes)| word.with(self.lang, &[("codes", codes)])).collect()
    }

    fn spread(&self) -> Table<'r> {
        let lang = self.lang;
        let share = |count: usize, of: usize| match of {
            0 => Cell::Empty,
            _ => Cell::Number(count as f64 / of as f64, Figure::Percent(1)),
        };
        let mut columns: Columns<'r, 'r, &'r LeafSpread> = Columns::new(lang);
        columns
            .left(common::CODE, 9.0, |leaf| Cell::text(leaf.code.as_str()))
            .left(common::LEAF, 50.0, |leaf| Cell::text(leaf.name.as_str()))
            .right(words::APPLIES, 10.0, |leaf| Cell::whole(leaf.units))
            .right(words::FULL, 12.0, move |leaf| share(leaf.full, leaf.units))
            .right(words::ZERO, 12.0, move |leaf| share(leaf.zero, leaf.units))
            .right(words::WITHOUT, 12.0, |leaf| Cell::whole(leaf.without))
            .left(words::GIVEN, 24.0, move |leaf| {
                let word = if leaf.carried { words::CARRIED } else { words::COMPUTED };
                Cell::text(word.say(lang))
            });
        let all = self.all.blocks.iter().flat_map(|block| &block.spread);
        let rows = Rows::Held(columns.rows(all));
        Table { filter: true, ..columns.table(rows) }
    }

    fn mapping(&self) -> Table<'r> {
        let lang = self.lang;
        let mut columns: Columns<'r, 'r, &'r Mapped> = Columns::new(lang);
        columns
            .left(common::CODE, 9.0, |leaf| Cell::text(leaf.code.as_str()))
            .left(common::LEAF, 50.0, |leaf| Cell::text(leaf.name.as_str()))
            .left(words::WAS, 14.0, |leaf| Cell::text(leaf.was.join(", ")))
            .left(words::STATE, 24.0, move |leaf| Cell::text(words::mapped(&leaf.state, lang)))
            .left(words::PROPOSAL, 14.0, |leaf| match &leaf.state {
                MappedAs::Unclear { proposal } => Cell::text(proposal.as_str()),
                _ => Cell::Empty,
            });
        let rows = Rows::Held(columns.rows(&self.all.mapping));
        Table { filter: true, ..columns.table(rows) }
    }
}

/// With a sign; what is no change is 0 without one.
fn signed<'c>(number: &Exact, decimals: u32) -> Cell<'c> {
    let rounded = number.round_half_up(decimals).to_f64();
    Cell::Number(rounded, Figure::Signed(decimals as u8))
}
