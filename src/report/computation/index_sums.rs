//! The last rows of *Tính chỉ số*: points, index, rank, class and counts of a unit as formulas, each
//! with what this run gave.

use crate::expr::excel::Formula;
use crate::formulas::{Address, class_holds, percent, place_among, published, ranked_on, total};
use crate::round::Ties;
use crate::rubric::FieldKind;
use crate::scores::State;

use crate::report::block::{Cell, Figure};
use crate::report::computation::full;
use crate::report::computation::layout::UNITS_FROM;
use crate::report::computation::workings::Maker;
use crate::report::computation::works::{
    Sum, Work, fields_of, plain_fields, ranked_on as figure_of,
};
use crate::report::standing::{Standing, point_decimals};
use crate::report::words;

impl<'r> Maker<'_, 'r> {
    pub(super) fn formula(&self, sum: Sum, unit: usize) -> Formula {
        let rubric = self.rubric();
        let own = |sum| self.sum_at(sum, unit);
        let all = |sum| self.row_of(&Work::Sum(sum));
        match sum {
            Sum::Applicable => own(Sum::Applicable),
            Sum::Bonus => self.sum_of_nodes(fields_of(rubric, FieldKind::Bonus), unit),
            Sum::Penalty => self.sum_of_nodes(fields_of(rubric, FieldKind::Penalty), unit),
            Sum::Surveyed => {
                let by_survey = rubric.leaves().filter(|(_, node, leaf)| {
                    leaf.rule.kind == "survey" && node.field_kind == FieldKind::Plain
                });
                self.sum_of_nodes(by_survey.map(|(at, ..)| at), unit)
            }
            Sum::Appraised => {
                let plain = self.sum_of_nodes(plain_fields(rubric), unit);
                Formula::apply("-", plain, own(Sum::Surveyed))
            }
            Sum::Points => {
                let plain = self.sum_of_nodes(plain_fields(rubric), unit);
                let max = (!rubric.over_max).then(|| own(Sum::Applicable));
                total(plain, Some(own(Sum::Bonus)), Some(own(Sum::Penalty)), max)
            }
            Sum::Index => percent(own(Sum::Points), own(Sum::Applicable)),
            Sum::Published => published(own(Sum::Index), self.decimals()),
            Sum::RankedOn => ranked_on(own(Sum::Index)),
            Sum::First if self.has_ties() => self.first_of_standing(unit),
            Sum::Rank if self.has_ties() => self.place_by_standing(unit),
            Sum::First => {
                let so_far = self.row_up_to(&Work::Sum(self.figure()), unit);
                let count = vec![so_far, own(self.figure())];
                let first = Formula::apply("=", Formula::call("COUNTIF", count), Formula::whole(1));
                Formula::when(first, Formula::whole(1), Formula::whole(0))
            }
            Sum::Rank => {
                let (figure, all_figures) = (own(self.figure()), all(self.figure()));
                if self.layout.results.round.rules.ties == Ties::Competition {
                    return Formula::call("RANK", vec![figure, all_figures, Formula::whole(0)]);
                }
                // Equal figures count once.
                place_among(all_figures, figure, all(Sum::First))
            }
            Sum::Reached => self.first_class(unit, false),
            Sum::ClassAt => self.first_class(unit, true),
            Sum::Class => {
                let mut list = vec![own(Sum::ClassAt)];
                list.extend(rubric.classes.iter().map(|c| Formula::text(c.name.as_str())));
                list.push(Formula::text(words::NO_CLASS.say(self.lang())));
                Formula::Call("CHOOSE", list)
            }
            Sum::Missing | Sum::Unreadable | Sum::Pending => self.count(sum, unit),
        }
    }

    pub(super) fn figure(&self) -> Sum {
        figure_of(self.layout.results)
    }

    /// The position of the first class, best first, whose bound is reached (and whose gate
    /// holds); one more than there are classes when there is none.
    fn first_class(&self, unit: usize, gates: bool) -> Formula {
        let classes = &self.rubric().classes;
        let none = Formula::whole(classes.len() as i64 + 1);
        let reached = |(at, class): (usize, &crate::rubric::Class)| {
            let gate = match gates && class.is_gated() {
                true => Formula::apply("=", self.at(&Work::Low(at), unit), Formula::text("")),
                false => Formula::YesNo(true),
            };
            let figure = match class.in_points {
                false => self.sum_at(Sum::Published, unit),
                true => {
                    let places = point_decimals(self.layout.results);
                    published(self.sum_at(Sum::Points, unit), places)
                }
            };
            let holds = class_holds(class, figure, gate);
            Formula::when(holds, Formula::whole(at as i64 + 1), none.clone())
        };
        Formula::call("MIN", classes.iter().enumerate().map(reached).collect())
    }

    /// How many leaves of the unit carry the word of a state.
    fn count(&self, sum: Sum, unit: usize) -> Formula {
        let column = self.block.unit_column(unit);
        let first = Address::on(&self.block.detail_sheet, self.block.first_node, column);
        let last = self.block.node_row(self.rubric().nodes.len().max(1) - 1);
        let word = Formula::text(words::state(state_of(sum), self.lang()));
        Formula::call("COUNTIF", vec![Formula::cell(first.to(last, column)), word])
    }

    pub(super) fn shown(&self, sum: Sum, unit: usize) -> Cell<'r> {
        let index = &self.block.block.index.units[unit];
        let Some(exact) = &index.index else {
            return if sum == Sum::First { Cell::whole(0) } else { Cell::Empty };
        };
        let places = point_decimals(self.layout.results);
        let (appraised, surveyed) =
            Standing::of(self.layout.results, self.block.block, unit).appraised_and_surveyed();
        let class = |name: Option<&str>| {
            let classes = &self.rubric().classes;
            let at = name.and_then(|name| classes.iter().position(|c| c.name == name));
            Cell::whole(at.unwrap_or(classes.len()) + 1)
        };
        match sum {
            Sum::Applicable => full(&index.applicable_max, places),
            Sum::Bonus => full(&index.bonus, places),
            Sum::Penalty => full(&index.penalty, places),
            Sum::Surveyed => full(&surveyed, places),
            Sum::Appraised => full(&appraised, places),
            Sum::Points => full(&index.points, places),
            Sum::Index => full(exact, self.decimals().max(4)),
            Sum::Published => Cell::maybe(index.published.as_ref(), self.decimals()),
            Sum::RankedOn => Cell::Number(exact.round_half_up(10).to_f64(), Figure::Fixed(4)),
            Sum::First => {
                let before = &self.block.order[..self.block.unit_column(unit) - UNITS_FROM];
                let units = &self.block.block.index.units;
                Cell::whole(before.iter().all(|at| units[*at].rank != index.rank).into())
            }
            Sum::Rank => index.rank.map_or(Cell::Empty, Cell::whole),
            Sum::Reached => {
                let published = index.published.as_ref();
                let classes = &self.rubric().classes;
                let points = index.points.round_half_up(places);
                let reached = |c: &&crate::rubric::Class| {
                    published.is_some_and(|index| c.is_reached(index, &points))
                };
                let reached = classes.iter().find(reached);
                class(reached.map(|c| c.name.as_str()))
            }
            Sum::ClassAt => class(index.class.as_deref()),
            Sum::Class => match &index.class {
                Some(class) => Cell::text(class.clone()),
                None => Cell::text(words::NO_CLASS.say(self.lang())),
            },
            Sum::Missing => Cell::whole(index.missing),
            Sum::Unreadable => Cell::whole(index.unreadable),
            Sum::Pending => Cell::whole(index.pending),
        }
    }
}

fn state_of(sum: Sum) -> State {
    match sum {
        Sum::Missing => State::Missing,
        Sum::Unreadable => State::Unreadable,
        _ => State::Pending,
    }
}
