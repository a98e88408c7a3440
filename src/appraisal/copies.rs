//! What each row of an appraisal form repeats beside the cells to fill in: as its own hidden sheet
//! says, as the office's copy shows, and as the round knows it.

use std::collections::BTreeMap;

use super::columns::columns;
use crate::grid::{Book, Grid};
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::table::{self, Differs, Meta, Repeated, RepeatedColumns, Table, label_of};
use crate::text::fold;

const FACTS: &str = "Số liệu kê khai";
const SELF_SCORE: &str = "Điểm tự chấm";
const PROOF: &str = "Tài liệu kiểm chứng";
const EXPLANATION: &str = "Giải trình của đơn vị";

/// What a form repeats of a unit and leaf.
pub(super) const HEADINGS: &[&str] =
    &[FACTS, SELF_SCORE, "Điểm theo số liệu", PROOF, EXPLANATION, "Điểm tối đa"];

/// The row of the hidden sheet for one row of a form: unit, code, and what stands under the first
/// of [`HEADINGS`], in their order.
pub const SAID: &str = "said";
const SAID_CELLS: usize = 7;

/// Appraisal round, unit and node, as positions.
pub(super) type Place = (u8, usize, usize);

/// The round, the names of its units, and the criteria set of each block.
type Known<'a> = (&'a Round, &'a Names, &'a [Option<Rubric>]);

/// One state of what the round knows of a unit and leaf, as a form would repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: usize,
    pub facts: String,
    pub self_score: String,
    pub proof: String,
    pub explanation: String,
}

/// What went out, by row; a row may have gone out more than once.
#[derive(Default)]
pub(super) struct Copies(BTreeMap<Place, Vec<Repeated>>);

impl Copies {
    /// What the hidden sheet of a form says of its own rows; nothing in a form of an earlier
    /// version.
    pub(super) fn of_itself(book: &Book, (round, _, rubrics): Known<'_>) -> Copies {
        let mut own = Copies::default();
        let Some(meta) = Meta::of(book).filter(|_| is_issued(book)) else { return own };
        let Ok(number) = meta.value("number").parse() else { return own };
        for [unit, code, said @ ..] in meta.rows::<SAID_CELLS>(SAID) {
            let said: [String; SAID_CELLS - 2] = said;
            let unit = round.units.iter().position(|known| known.id.as_str() == unit);
            let Some(place) = unit.and_then(|unit| place(round, rubrics, (unit, &code))) else {
                continue;
            };
            let row = Repeated::known(HEADINGS.iter().copied().zip(said));
            own.0.entry((number, place.0, place.1)).or_default().push(row);
        }
        own
    }

    /// What the round knows, whatever the number of the form.
    pub(super) fn of_states(states: Vec<State>) -> Copies {
        let mut all = Copies::default();
        for state in states {
            let said = [
                (FACTS, state.facts),
                (SELF_SCORE, state.self_score),
                (PROOF, state.proof),
                (EXPLANATION, state.explanation),
            ];
            let row = Repeated::known(said);
            all.0.entry((0, state.unit, state.node)).or_default().push(row);
        }
        all
    }

    /// Adds one copy; a file that is none of this round says nothing.
    pub(super) fn add(&mut self, book: &Book, known: Known<'_>) {
        let Some(meta) = Meta::of(book).filter(|_| is_issued(book)) else { return };
        let Ok(number) = meta.value("number").parse() else { return };
        let (round, year) = (known.0, meta.value("year"));
        let is_other_year = !year.is_empty() && year != round.year.to_string();
        if meta.value("round") != round.id || is_other_year {
            return;
        }
        for grid in book.sheets.iter().filter(|grid| grid.visible) {
            if let Ok(table) = table::find(grid, &columns()) {
                self.sheet(grid, &table, number, known);
            }
        }
    }

    fn sheet(&mut self, grid: &Grid, table: &Table, number: u8, known: Known<'_>) {
        let (round, names, rubrics) = known;
        let repeated = RepeatedColumns::new(grid, table, HEADINGS);
        for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
            let text = |id| table.cell(row, id).and_then(label_of).unwrap_or_default();
            let Some(unit) = names.find(&text("unit")).unit() else { continue };
            let Some((unit, node)) = place(round, rubrics, (unit, &text("code"))) else { continue };
            self.0.entry((number, unit, node)).or_default().push(repeated.of(row));
        }
    }

    /// What is kept for a place.
    fn own(&self, place: Place) -> &[Repeated] {
        self.0.get(&place).map(Vec::as_slice).unwrap_or_default()
    }

    /// Unit and node of the rows of an appraisal round that went out like one that came; none where
    /// it repeats nothing.
    pub(super) fn like(&self, round: u8, came: &Repeated) -> Vec<(usize, usize)> {
        let says =
            HEADINGS.iter().any(|heading| came.under(heading).is_some_and(|t| !t.is_empty()));
        let rows = self.0.iter().filter(|(at, _)| says && at.0 == round);
        let like = rows.filter(|(_, rows)| rows.iter().any(|out| out.differs(came).is_none()));
        like.map(|(at, _)| (at.1, at.2)).collect()
    }

    /// Unit and node of all rows of an appraisal round.
    pub(super) fn places(&self, round: u8) -> Vec<(usize, usize)> {
        self.0.keys().filter(|at| at.0 == round).map(|at| (at.1, at.2)).collect()
    }

    /// Whose row it may be instead: the same leaf first, for whoever sorts mixes up units.
    fn others(&self, place: Place, came: &Repeated) -> Option<Place> {
        let is_others = |(at, rows): (&Place, &Vec<Repeated>)| {
            let alike = *at != place && at.0 == place.0;
            (alike && rows.iter().any(|out| out.differs(came).is_none())).then_some(*at)
        };
        self.0.iter().filter_map(is_others).min_by_key(|at| (at.2 != place.2, *at))
    }
}

/// What a row that came back is held against.
pub(super) struct Kept<'a> {
    /// What the form says itself of the rows it went out with.
    pub itself: &'a Copies,
    /// The office's copies, perhaps of a later state.
    pub copies: &'a Copies,
    /// What the round knows, asked for only where the form says nothing itself.
    pub known: &'a dyn Fn() -> &'a Copies,
}

/// A row of which only a part was moved.
pub(super) struct Torn {
    pub differs: Differs,
    /// Whose it is instead.
    pub other: Option<Place>,
    /// Whether it is the form itself, or a copy, that says otherwise; else the round.
    pub is_by_form: bool,
}

impl Kept<'_> {
    /// Whether a row repeats what is another's. A form that says itself what it went out with is
    /// held to that. Of any other nobody knows from which day it is: what fits the place in none
    /// of its states, and wholly fits another or is of a form that the office has a copy of, is torn.
    pub(super) fn torn(&self, place: Place, came: &Repeated) -> Option<Torn> {
        let own = self.itself.own(place);
        if !own.is_empty() {
            let differs = came.differs_from_all(own.iter())?;
            let other = self.itself.others(place, came);
            return Some(Torn { differs, other, is_by_form: true });
        }
        let is_telling = |heading| came.under(heading).is_some_and(|text| !text.is_empty());
        let copies = self.copies.own(place);
        let unlike_copies = came.differs_from_all(copies.iter());
        if (!copies.is_empty() && unlike_copies.is_none())
            || ![FACTS, PROOF, EXPLANATION].into_iter().any(is_telling)
        {
            return None;
        }
        let (known, now) = ((self.known)(), (0, place.1, place.2));
        let differs = came.differs_from_all(copies.iter().chain(known.own(now)))?;
        let by_copy = self.copies.others(place, came);
        let other = by_copy.or_else(|| known.others(now, came));
        // What the round has never known of a place that the office has a copy of came from
        // elsewhere; computed points of an earlier day are in no copy of a later one.
        let is_known_of = [FACTS, SELF_SCORE, PROOF, EXPLANATION].contains(&&*differs.heading);
        let is_torn = other.is_some() || (is_known_of && !copies.is_empty());
        is_torn.then_some(Torn { differs, other, is_by_form: !copies.is_empty() })
    }
}

/// Unit and node of a unit and a code.
fn place(
    round: &Round,
    rubrics: &[Option<Rubric>],
    (unit, code): (usize, &str),
) -> Option<(usize, usize)> {
    let rubric = rubrics.get(round.units.get(unit)?.block)?.as_ref()?;
    let is = |node: &crate::rubric::Node| node.code.as_str() == code.trim();
    Some((unit, rubric.nodes.iter().position(is)?))
}

/// Whether a workbook is an appraisal form of ours.
fn is_issued(book: &Book) -> bool {
    Meta::of(book).is_some_and(|meta| fold(&meta.value("form")) == "appraisal")
}
