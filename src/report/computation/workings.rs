//! *Tính chỉ số*: what lies between the leaves and the ranking: maxima, gates, component
//! indices, the index, the rank and the class, one column per unit as on *Chi tiết*.

use crate::expr::excel::Formula;
use crate::formulas::{Address, AsScored, gate, percent, published, sum_of};
use crate::index::{Standing as Ranked, UnitIndex, standings};
use crate::rubric::Rubric;
use crate::terms::{Exact, Lang, Text};

use crate::report::block::{Block, Cell, Column, Look, Page, Row, Rows, Table};
use crate::report::computation::layout::{BlockLayout, Layout, UNITS_FROM};
use crate::report::computation::works::{Sum, Work, plain_fields};
use crate::report::computation::{cell, full, points};
use crate::report::standing::{Standing, block_name, look, point_decimals};
use crate::report::workbook::Workbook;
use crate::report::{heading, parting, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let blocks = book.layout.blocks.iter().zip(&book.as_scored);
    blocks.map(|(block, world)| page(&book.layout, block, world, name)).collect()
}

fn page<'r>(
    layout: &Layout<'r>,
    block: &BlockLayout<'r>,
    world: &AsScored<'r>,
    name: &str,
) -> Page<'r> {
    let (results, lang) = (layout.results, layout.lang);
    let units: Vec<&UnitIndex> = block.block.index.units.iter().collect();
    let standings = standings(&units, &results.round.rules);
    let maker = Maker { layout, block, world, standings };
    let mut columns = vec![
        Column::left(words::CODE.say(lang)),
        Column::left(words::WORKING.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::right(words::MEAN_SHORT.say(lang)),
    ];
    let unit = |at: &usize| block.block.unit(&results.round, *at).0.name.as_str();
    columns.extend(block.order.iter().map(|at| Column::right(unit(at))));
    let rows = block.works.iter().map(|work| maker.row(work)).collect();
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 3, size: 11, ..Table::default() };
    let title = format!("{name} – {}", block_name(results, block.block));
    let mut blocks = heading::listing_head(results, &title, lang);
    blocks.push(Block::Table(table));
    let mut widths = vec![8.0, 46.0, 9.0, 9.0];
    widths.resize(UNITS_FROM + block.order.len(), 11.5);
    let papers_wide = block.order.len().div_ceil(12) as u16;
    let name = Some(block.workings_sheet.clone());
    Page { name, widths, blocks, papers_wide, ..Page::default() }
}

/// Makes the rows of one block.
pub(super) struct Maker<'l, 'r> {
    pub layout: &'l Layout<'r>,
    pub block: &'l BlockLayout<'r>,
    pub world: &'l AsScored<'r>,
    /// What each unit of the block is ranked on.
    pub standings: Vec<Option<Ranked>>,
}

impl<'r> Maker<'_, 'r> {
    pub(super) fn rubric(&self) -> &'r Rubric {
        &self.block.block.rubric
    }

    pub(super) fn lang(&self) -> Lang {
        self.layout.lang
    }

    pub(super) fn decimals(&self) -> u32 {
        self.layout.results.round.rules.decimals
    }

    fn row(&self, work: &Work) -> Row<'r> {
        let lang = self.lang();
        if let Work::Heading(part) = work {
            let text = part.word().say(lang);
            return Row::new(vec![Cell::Empty, Cell::text(text)]).looking(Look::Group);
        }
        let (code, name, max) = self.title(work);
        let mut cells = vec![code, name, max, self.mean(work)];
        cells.extend(self.block.order.iter().map(|unit| self.cell(work, *unit)));
        let look = match work {
            Work::Max(at) | Work::Before(at) => look(&self.rubric().nodes[*at]),
            _ => Look::Plain,
        };
        Row::new(cells).looking(look)
    }

    fn title(&self, work: &Work) -> (Cell<'r>, Cell<'r>, Cell<'r>) {
        let rubric = self.rubric();
        match work {
            Work::Max(at) | Work::Before(at) | Work::Gate(at) | Work::Field(at) => {
                let node = &rubric.nodes[*at];
                let max = Cell::exact(&node.max, point_decimals(self.layout.results));
                (Cell::text(node.code.as_str()), Cell::text(node.name.as_str()), max)
            }
            Work::Low(class) => {
                let class = &rubric.classes[*class];
                if !class.gates.is_empty() {
                    let facts = [("class", class.name.as_str())];
                    let text = words::HELD_FROM.with(self.lang(), &facts);
                    return (Cell::Empty, Cell::text(text), Cell::Empty);
                }
                let share = class.every_field.as_ref().map(|s| words::percent(s, self.lang()));
                let facts = [("class", class.name.as_str()), ("share", &share.unwrap_or_default())];
                let text = words::LOW_FIELDS.with(self.lang(), &facts);
                (Cell::Empty, Cell::text(text), Cell::Empty)
            }
            Work::Tie(key) => (Cell::Empty, self.tie_title(*key, words::TIE_OWN), Cell::Empty),
            Work::TieUsed(key) => (Cell::Empty, self.tie_title(*key, words::TIE_USED), Cell::Empty),
            Work::Sum(sum) => (Cell::Empty, Cell::text(sum.word().say(self.lang())), Cell::Empty),
            Work::Heading(_) => (Cell::Empty, Cell::Empty, Cell::Empty),
        }
    }

    fn tie_title(&self, key: usize, word: Text) -> Cell<'r> {
        let by = &self.layout.results.round.rules.tie_break[key].by;
        let by = parting::name(by, self.rubric(), self.lang());
        Cell::text(word.with(self.lang(), &[("by", &by)]))
    }

    /// The mean over the ranked units, where one is published.
    fn mean(&self, work: &Work) -> Cell<'r> {
        let index = &self.block.block.index;
        let units = || index.units.iter().enumerate().filter(|(_, u)| u.rank.is_some());
        let standing = |at| Standing::of(self.layout.results, self.block.block, at);
        let of = |figure: &dyn Fn(usize) -> Exact| {
            let figures: Vec<Exact> = units().map(|(at, _)| figure(at)).collect();
            crate::terms::mean(figures.iter())
        };
        let shown = match work {
            Work::Field(at) => index.node_means[*at].clone(),
            Work::Sum(Sum::Index) => index.mean.clone(),
            Work::Sum(Sum::Bonus) => of(&|at| index.units[at].bonus.clone()),
            Work::Sum(Sum::Penalty) => of(&|at| index.units[at].penalty.clone()),
            Work::Sum(Sum::Points) => of(&|at| index.units[at].points.clone()),
            Work::Sum(Sum::Surveyed) => of(&|at| standing(at).appraised_and_surveyed().1),
            Work::Sum(Sum::Appraised) => of(&|at| standing(at).appraised_and_surveyed().0),
            _ => return Cell::Empty,
        };
        let Some(row) = self.block.work_row(work) else { return Cell::Empty };
        let range = Formula::cell(self.all(row));
        let any = Formula::call("COUNT", vec![range.clone()]).is_above_zero();
        let mean = Formula::call("AVERAGE", vec![range]);
        let shown = shown.map_or(Cell::Empty, |mean| full(&mean, self.places(work)));
        cell(Formula::when(any, mean, Formula::text("")), shown)
    }

    fn places(&self, work: &Work) -> u32 {
        match work {
            Work::Field(_) | Work::Sum(Sum::Index) => self.decimals().max(4),
            _ => point_decimals(self.layout.results),
        }
    }

    fn all(&self, row: u32) -> String {
        Address::here(row, UNITS_FROM).to(row, self.block.last_column())
    }

    /// The cells of all units in a row.
    pub(super) fn row_of(&self, work: &Work) -> Formula {
        Formula::cell(self.all(self.block.work_row(work).unwrap_or_default()))
    }

    /// The same of the units up to this one.
    pub(super) fn row_up_to(&self, work: &Work, unit: usize) -> Formula {
        let row = self.block.work_row(work).unwrap_or_default();
        Formula::cell(Address::here(row, UNITS_FROM).to(row, self.block.unit_column(unit)))
    }

    pub(super) fn at(&self, work: &Work, unit: usize) -> Formula {
        let row = self.block.work_row(work).unwrap_or_default();
        Address::here(row, self.block.unit_column(unit)).formula()
    }

    pub(super) fn sum_at(&self, sum: Sum, unit: usize) -> Formula {
        self.at(&Work::Sum(sum), unit)
    }

    /// A node on *Chi tiết*.
    pub(super) fn points_at(&self, node: usize, unit: usize) -> Formula {
        let row = self.block.node_row(node);
        Address::on(&self.block.detail_sheet, row, self.block.unit_column(unit)).formula()
    }

    /// Whether a node applies to a unit, and its component index as published.
    pub(super) fn component_index(&self, node: usize, unit: usize) -> (Formula, Formula) {
        let max = self.at(&Work::Max(node), unit);
        let own = Formula::call("N", vec![self.points_at(node, unit)]);
        let index = published(percent(own, max.clone()), self.decimals());
        (max.is_above_zero(), index)
    }

    pub(super) fn sum_of_nodes(&self, nodes: impl Iterator<Item = usize>, unit: usize) -> Formula {
        let rows: Vec<u32> = nodes.map(|node| self.block.node_row(node)).collect();
        sum_of(Some(&self.block.detail_sheet), &rows, self.block.unit_column(unit))
    }

    fn cell(&self, work: &Work, unit: usize) -> Cell<'r> {
        let world = &self.world.units[unit];
        let places = point_decimals(self.layout.results);
        match work {
            Work::Heading(_) => Cell::Empty,
            Work::Max(node) => {
                let column = self.layout.applicable_column();
                let formula = self.below(*node, unit, column, Work::Max);
                cell(formula, full(&world.maxima[*node], places))
            }
            Work::Before(node) => {
                let formula = self.below(*node, unit, self.layout.before_column(), Work::Before);
                cell(formula, full(&world.before[*node], places))
            }
            Work::Gate(node) => {
                let max = self.at(&Work::Max(*node), unit);
                let gate = gate(max, self.at(&Work::Before(*node), unit));
                let (one, zero) = (Formula::whole(1), Formula::whole(0));
                let acts = !world.maxima[*node].is_zero() && world.before[*node] <= Exact::zero();
                cell(Formula::when(gate, one, zero), Cell::whole(acts.into()))
            }
            _ if !self.block.counted(self.layout.results, unit) => Cell::Empty,
            Work::Field(node) => self.field(*node, unit),
            Work::Low(class) => self.low(*class, unit),
            Work::Tie(key) => self.tie(*key, unit),
            Work::TieUsed(key) => self.tie_used(*key, unit),
            Work::Sum(sum) => self.sum(*sum, unit),
        }
    }

    /// A leaf from its row, another node from its children.
    fn below(&self, node: usize, unit: usize, column: usize, work: fn(usize) -> Work) -> Formula {
        if let Some(leaf) = self.block.leaf_of_node(node) {
            let row = self.block.leaf_row(leaf, unit);
            return Address::on(self.layout.leaves_sheet, row, column).formula();
        }
        let children = &self.rubric().nodes[node].children;
        let rows: Vec<u32> =
            children.iter().filter_map(|child| self.block.work_row(&work(*child))).collect();
        sum_of(None, &rows, self.block.unit_column(unit))
    }

    fn field(&self, node: usize, unit: usize) -> Cell<'r> {
        let max = self.at(&Work::Max(node), unit);
        let share = percent(self.points_at(node, unit), max.clone());
        let na = words::NOT_APPLICABLE.say(self.lang());
        let index = self.block.block.index.units[unit].nodes[node].index.as_ref();
        let shown = index.map_or(Cell::text(na), |i| full(i, self.places(&Work::Field(node))));
        let places = self.places(&Work::Field(node));
        points(Formula::when(max.is_above_zero(), share, Formula::text(na)), shown, places)
    }

    /// `lĩnh vực 1, 3`, or nothing when every field reaches what the class asks.
    fn low(&self, at: usize, unit: usize) -> Cell<'r> {
        let class = &self.rubric().classes[at];
        if !class.gates.is_empty() {
            return self.held(at, unit);
        }
        let Some(share) = &class.every_field else { return Cell::Empty };
        let bound = share.clone() * &Exact::whole(100);
        let decimals = self.decimals();
        let (mut list, mut low) = (Vec::new(), Vec::new());
        let index = &self.block.block.index.units[unit];
        for node in plain_fields(self.rubric()) {
            let field = self.at(&Work::Field(node), unit);
            let code = self.rubric().nodes[node].code.as_str();
            let below = published(field.clone(), decimals);
            let below = Formula::apply("<", below, Formula::Number(bound.clone()));
            let named = Formula::when(below, Formula::text(format!(", {code}")), Formula::text(""));
            let number = Formula::call("ISNUMBER", vec![field]);
            list.push(Formula::when(number, named, Formula::text("")));
            let own = index.nodes[node].index.as_ref();
            low.extend(own.filter(|i| i.round_half_up(decimals) < bound).map(|_| code));
        }
        let word = words::FIELD_WORD.say(self.lang());
        let shown = match low[..] {
            [] => Cell::Empty,
            _ => Cell::text(format!("{word} {}", low.join(", "))),
        };
        let all = list.into_iter().reduce(|a, b| Formula::apply("&", a, b));
        let all = all.unwrap_or(Formula::text(""));
        // The first comma makes room for the word.
        let from_two = vec![all.clone(), Formula::whole(2), Formula::whole(500)];
        let named = Formula::apply("&", Formula::text(word), Formula::call("MID", from_two));
        let none = Formula::apply("=", all, Formula::text(""));
        cell(Formula::when(none, Formula::text(""), named), shown)
    }

    fn sum(&self, sum: Sum, unit: usize) -> Cell<'r> {
        let rubric = self.rubric();
        if sum == Sum::Applicable {
            let rows: Vec<u32> = plain_fields(rubric)
                .filter_map(|node| self.block.work_row(&Work::Max(node)))
                .collect();
            let formula = sum_of(None, &rows, self.block.unit_column(unit));
            let index = &self.block.block.index.units[unit];
            return cell(formula, full(&index.applicable_max, point_decimals(self.layout.results)));
        }
        let applicable = self.sum_at(Sum::Applicable, unit);
        let nothing = Formula::apply("=", applicable, Formula::whole(0));
        let none = if sum == Sum::First { Formula::whole(0) } else { Formula::text("") };
        let formula = Formula::when(nothing, none, self.formula(sum, unit));
        cell(formula, self.shown(sum, unit))
    }
}
