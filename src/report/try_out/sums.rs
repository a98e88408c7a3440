//! The sums of a unit's own live sheet: points, index, place and class.

use crate::expr::excel::Formula;
use crate::formulas::{
    Address, class_holds, percent, place_among, published, ranked_on, sum_of, total,
};
use crate::index::{UnitIndex, holds};
use crate::round::{RankOn, Ties};
use crate::rubric::{ClassGate, FieldKind};
use crate::terms::{Exact, Text};

use crate::report::block::{Cell, Figure, Look, Row};
use crate::report::computation;
use crate::report::try_out::Sheet;
use crate::report::try_out::leaf::change;
use crate::report::try_out::places::{APPLICABLE, FIRST, OFFICIAL, TRIED, at};
use crate::report::words;

const POINTS: u32 = 0;
const MAXIMUM: u32 = 1;
const INDEX: u32 = 2;
const RANK: u32 = 3;
const CLASS: u32 = 4;

impl<'r> Sheet<'_, 'r> {
    pub(super) fn sums(&self) -> Vec<Row<'r>> {
        let index = self.standing.index;
        let (lang, decimals) = (self.lang(), self.decimals());
        let published = index.published.as_ref();
        let rank = index.rank.map_or(Cell::Empty, Cell::whole);
        let none = words::NO_CLASS.say(lang);
        let class = Cell::text(index.class.clone().unwrap_or_else(|| none.to_string()));
        vec![
            self.row(
                POINTS,
                words::TOTAL_POINTS,
                computation::full(&index.points, decimals),
                Vec::new(),
            ),
            self.row(
                MAXIMUM,
                words::APPLICABLE_MAX,
                computation::full(&index.applicable_max, decimals),
                Vec::new(),
            ),
            self.row(
                INDEX,
                words::INDEX,
                Cell::maybe(published, self.standing.decimals()),
                Vec::new(),
            ),
            self.row(RANK, words::TRIAL_RANK, rank, self.others()),
            self.row(CLASS, words::CLASS, class, Vec::new()),
        ]
    }

    fn row(&self, sum: u32, name: Text, shown: Cell<'r>, workings: Vec<Cell<'r>>) -> Row<'r> {
        let row = self.rows.sums + sum;
        let formula = match sum {
            POINTS => self.points(),
            MAXIMUM => sum_of(None, &self.fields(FieldKind::Plain), APPLICABLE),
            INDEX => self.when_any(published(self.share(), self.standing.decimals())),
            RANK => self.when_any(self.rank(workings.len())),
            _ => self.when_any(self.class()),
        };
        let figures = sum < RANK;
        let mut cells = vec![
            Cell::Empty,
            Cell::text(name.say(self.lang())),
            Cell::Empty,
            shown.clone(),
            computation::cell(formula, shown),
            if figures { change(row, OFFICIAL, self.decimals()) } else { Cell::Empty },
            Cell::Empty,
        ];
        cells.extend(workings);
        Row::new(cells).looking(Look::Total)
    }

    fn fields(&self, kind: FieldKind) -> Vec<u32> {
        let fields = self.shared.block.rubric.fields().filter(|(_, f)| f.field_kind == kind);
        fields.map(|(node, _)| self.node_row(node)).collect()
    }

    fn own(&self, sum: u32) -> Formula {
        at(self.rows.sums + sum, TRIED)
    }

    /// Nothing where nothing applies.
    fn when_any(&self, then: Formula) -> Formula {
        Formula::when(self.own(MAXIMUM).is_above_zero(), then, Formula::text(""))
    }

    fn points(&self) -> Formula {
        let of = |kind| sum_of(None, &self.fields(kind), TRIED);
        let max = (!self.shared.block.rubric.over_max).then(|| self.own(MAXIMUM));
        let (bonus, penalty) = (of(FieldKind::Bonus), of(FieldKind::Penalty));
        total(of(FieldKind::Plain), Some(bonus), Some(penalty), max)
    }

    /// The index, not rounded.
    fn share(&self) -> Formula {
        percent(self.own(POINTS), self.own(MAXIMUM))
    }

    fn figure(&self, unit: &UnitIndex) -> Option<Exact> {
        match self.shared.results.round.rules.rank_on {
            RankOn::Published => unit.published.clone(),
            RankOn::Exact => unit.index.as_ref().map(|index| index.round_half_up(10)),
        }
    }

    /// The figures of the other units; each once, where equal ones count once.
    fn others(&self) -> Vec<Cell<'r>> {
        let units = self.shared.block.index.units.iter().enumerate();
        let others = units.filter(|(at, _)| *at != self.standing.at);
        let mut figures: Vec<(Option<usize>, Exact)> =
            others.filter_map(|(_, unit)| Some((unit.rank, self.figure(unit)?))).collect();
        if self.shared.results.round.rules.ties == Ties::Dense {
            figures.sort();
            figures.dedup();
        }
        figures
            .iter()
            .map(|(_, figure)| figure)
            .map(|f| Cell::Number(f.to_f64(), Figure::General))
            .collect()
    }

    fn rank(&self, others: usize) -> Formula {
        let Some(last) = others.checked_sub(1) else { return Formula::whole(1) };
        let row = self.rows.sums + RANK;
        let all = Formula::cell(Address::here(row, FIRST).to(row, FIRST + last));
        let own = match self.shared.results.round.rules.rank_on {
            RankOn::Published => self.own(INDEX),
            RankOn::Exact => ranked_on(self.share()),
        };
        let ahead = self.parted_ahead();
        let place = place_among(all, own.clone(), Formula::whole(1));
        let Some(now) = self.figure(self.standing.index).filter(|_| ahead > 0) else {
            return place;
        };
        let same = Formula::apply("=", own, Formula::Number(now));
        let ahead = Formula::when(same, Formula::whole(ahead as i64), Formula::whole(0));
        Formula::apply("+", place, ahead)
    }

    /// How many stand before it with its own index, by what the round looks at further.
    fn parted_ahead(&self) -> usize {
        let index = self.standing.index;
        let same = |unit: &&UnitIndex| self.figure(unit) == self.figure(index);
        let units = self.shared.block.index.units.iter().filter(same);
        let mut ahead: Vec<Option<usize>> =
            units.map(|unit| unit.rank).filter(|rank| *rank < index.rank).collect();
        if self.shared.results.round.rules.ties == Ties::Dense {
            ahead.sort_unstable();
            ahead.dedup();
        }
        ahead.len()
    }

    /// The best class whose bound and gate hold.
    fn class(&self) -> Formula {
        let rubric = &self.shared.block.rubric;
        let none = Formula::text(words::NO_CLASS.say(self.lang()));
        rubric.classes.iter().enumerate().rev().fold(none, |otherwise, (at, class)| {
            let mut gate = Formula::YesNo(true);
            if let Some(share) = &class.every_field {
                let share = share.clone() * &Exact::whole(100);
                for row in self.fields(FieldKind::Plain) {
                    gate = gate.and(self.reaches(row, &share));
                }
            }
            gate = gate.and(self.gates_hold(at));
            let figure = match class.in_points {
                false => self.own(INDEX),
                true => published(self.own(POINTS), self.decimals()),
            };
            let holds = class_holds(class, figure, gate);
            Formula::when(holds, Formula::text(class.name.as_str()), otherwise)
        })
    }

    /// Component indices as tried; what surveys and data items say as it was.
    fn gates_hold(&self, at: usize) -> Formula {
        let rubric = &self.shared.block.rubric;
        let class = &rubric.classes[at];
        let found = self.shared.block.scores[self.standing.at].gates_of(at);
        let of = (self.standing.index, rubric);
        let decimals = self.standing.decimals();
        let holds = class.gates.iter().zip(found).map(|(gate, found)| match gate {
            ClassGate::Node { code, from } => match rubric.position(code) {
                Some(node) => {
                    self.reaches(self.node_row(node), &(from.clone() * &Exact::whole(100)))
                }
                None => Formula::YesNo(true),
            },
            _ => Formula::YesNo(holds(gate, Some(found), of, decimals)),
        });
        holds.fold(Formula::YesNo(true), Formula::and)
    }

    /// Whether a field, where it applies, has so many percent of its maximum.
    fn reaches(&self, row: u32, share: &Exact) -> Formula {
        let max = at(row, APPLICABLE);
        let index = published(percent(at(row, TRIED), max.clone()), self.standing.decimals());
        let reached = Formula::apply(">=", index, Formula::Number(share.clone()));
        let reached = Formula::when(reached, Formula::YesNo(true), Formula::YesNo(false));
        Formula::when(max.is_above_zero(), reached, Formula::YesNo(true))
    }
}
