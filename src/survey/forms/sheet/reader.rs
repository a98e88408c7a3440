//! Reads the rows of one sheet.

use std::collections::HashMap;

use super::cells::{held_at, id_of, print_of, put_label, ticked};
use super::known::{Known, Named, TEXTS};
use super::part::Part;
use super::plan::{Plan, unit_of};
use super::state::state;
use crate::grid::{Held, Line, TakeRows};
use crate::ledger::{Aside, Fate, RowFate};
use crate::problem::kinds::survey as kinds;
use crate::round::Matched;
use crate::survey::forms::columns::{Joined, Spot};
use crate::survey::forms::rows_without_form;
use crate::survey::forms::times::{self, Stamp, Written};
use crate::survey::forms::{BLANK, NO_TIME, NONE, REFUSED, SELF_SELECTED};
use crate::survey::quality::Reason;
use crate::survey::scheme::Groups;
use crate::text::{Unseen, fold, unseen};

/// So many odd names of units are spoken of.
pub(crate) const UNITS_SAID: usize = 200;

/// Reads pieces of one sheet.
pub struct PartReader<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    pub(super) part: Part,
    /// One per question.
    known: Vec<Known>,
    units: HashMap<Box<[u8]>, Named>,
    pub(super) answers: Vec<u8>,
    /// Questions of this row whose answers hold a character that turns the order of others,
    pub(super) turned: Vec<usize>,
    /// and whether one holds another that nobody sees.
    unseen: bool,
    /// Questions of this row whose whole answer is not the one that is ticked.
    pub(super) contradicted: Vec<usize>,
    /// How many pieces were begun.
    pieces: u32,
}

impl<'p, 'a> PartReader<'p, 'a> {
    /// Reads pieces of the sheet; its caches live as long as it does.
    pub fn new(plan: &'p Plan<'a>) -> PartReader<'p, 'a> {
        PartReader {
            plan,
            part: Part::new(plan),
            known: (0..plan.places.questions.len()).map(|_| Known::default()).collect(),
            units: HashMap::new(),
            answers: vec![BLANK; plan.places.questions.len()],
            turned: Vec::new(),
            unseen: false,
            contradicted: Vec::new(),
            pieces: 1,
        }
    }
}

impl TakeRows for PartReader<'_, '_> {
    type Piece = Part;

    fn row<L: Line>(&mut self, row: u32, line: &L) {
        let versions = &self.plan.places.versions;
        if versions.is_empty() {
            return self.settle(row, line, &[]);
        }
        let joined = Joined { line, versions };
        let twice = joined.differing(|first, filled| self.plan.says_same(line, first, filled));
        self.settle(row, &joined, &twice);
    }

    fn broken(&mut self, row: u32) {
        self.part.findings.add(&kinds::ROW_BROKEN, "", row, 0);
        self.part.reject(row, None, Reason::Broken);
        self.part.taken += 1;
        self.part.settle(row, RowFate::Rejected(kinds::ROW_BROKEN.code));
    }

    fn piece(&mut self, rows: u32) -> Part {
        let mut part = std::mem::replace(&mut self.part, Part::new(self.plan));
        part.rows = rows;
        // every piece says anew what is odd; the sheet says it once
        self.pieces += 1;
        part
    }
}

impl PartReader<'_, '_> {
    /// Reads a row; in the columns `twice` more than one version was filled in.
    fn settle<L: Line>(&mut self, row: u32, line: &L, twice: &[u32]) {
        self.part.taken += 1;
        self.part.findings.last = None;
        let fate = self.read(row, line, twice);
        if fate == Fate::Used {
            self.part.values += self.answers.iter().filter(|answer| **answer < REFUSED).count();
        }
        let said = self.part.findings.last;
        let is_blank = said == Some(kinds::BLANK_FORM.code);
        let aside = if is_blank { Aside::Blank } else { Aside::Remark };
        self.part.settle(row, fate.because(aside, said.unwrap_or(kinds::NO_UNIT.code)));
    }

    /// Whether words of totals stand before the answers, or, in a row that names a unit, where forms
    /// have their numbers.
    fn is_of_totals<L: Line>(&self, line: &L, unnamed: bool) -> bool {
        let form = self.plan.places.form.map(|(column, _)| column);
        match unnamed {
            true => rows_without_form::heads_totals(line, &self.plan.places.questions),
            false => rows_without_form::numbers_totals(line, form),
        }
    }

    fn read<L: Line>(&mut self, row: u32, line: &L, twice: &[u32]) -> Fate {
        if self.part.moved {
            return self.part.refuse_moved(row);
        }
        self.read_answers(line);
        let column = self.plan.places.unit.unwrap_or(0);
        for version in twice {
            self.say_twice(row, *version);
        }
        let answers = &self.answers;
        let given = answers.iter().filter(|a| **a != BLANK).count();
        let readable = answers.iter().any(|a| *a < REFUSED);
        let named = match self.plan.places.unit.is_some_and(|unit| twice.contains(&unit)) {
            true => return self.part.reject(row, None, Reason::NoUnit),
            false => self.unit(line),
        };
        // a row of readable answers of a known unit is no header
        if (named.unit.is_none() || !readable) && self.plan.places.is_moved(line) {
            self.part.moved = true;
            return Fate::SetAside;
        }
        let questions = &self.plan.places.questions;
        // no unit is named in the row: it may stand below the table
        let unnamed = named.blank || self.plan.whole.is_some();
        if given > 0 && self.is_of_totals(line, unnamed) {
            return Fate::SetAside;
        }
        if given > 0
            && let Some((column, text)) = rows_without_form::example(line, &self.plan.places)
        {
            self.part.findings.add(&kinds::EXAMPLE_ROW, &text, row, column);
            return Fate::SetAside;
        }
        let marked = unnamed && given > 0 && rows_without_form::has_marks_only(line, questions);
        if named.blank {
            if !readable && !marked {
                return Fate::SetAside;
            }
            self.part.findings.add(&kinds::NO_UNIT, "", row, column);
            return self.part.reject(row, None, Reason::NoUnit);
        }
        // notes and signatures below a table: few words, none of them an answer
        let scraps = !readable && !marked && given * 2 <= self.answers.len();
        let surely_form = named.unit.is_some() && self.plan.whole.is_none();
        if named.no_form || (scraps && !surely_form) {
            return Fate::SetAside;
        }
        if given == 0 {
            self.part.findings.add(&kinds::BLANK_FORM, "", row, column);
            return Fate::SetAside;
        }
        if named.odd && named.said_in != self.pieces {
            self.say_unit(line, row);
        }
        self.unseen |= named.unseen;
        let Some(unit) = named.unit else {
            let text = held_at(line, self.plan.places.unit).raw();
            self.part.findings.add(&kinds::UNIT_ROWS, &text, row, column);
            return self.part.reject(row, None, Reason::UnknownUnit);
        };
        self.form(line, row, unit, twice)
    }

    fn read_answers<L: Line>(&mut self, line: &L) {
        let hides = self.plan.places.hides_questions;
        self.turned.clear();
        self.contradicted.clear();
        self.unseen = false;
        for (at, spot) in self.plan.places.questions.iter().enumerate() {
            self.answers[at] = match spot {
                Spot::One(column) => self.whole_answer(at, line, *column),
                Spot::Ticks(columns, None) => ticked(line, columns, hides),
                Spot::Ticks(columns, Some(whole)) => {
                    let whole = self.whole_answer(at, line, *whole);
                    match ticked(line, columns, hides) {
                        BLANK => whole,
                        ticked if whole == BLANK || whole == ticked => ticked,
                        _ => {
                            self.contradicted.push(at);
                            REFUSED
                        }
                    }
                }
            };
        }
    }

    /// The answer to a question that stands in one column.
    fn whole_answer<L: Line>(&mut self, at: usize, line: &L, column: u32) -> u8 {
        // one value across several answers belongs to none of them for sure
        if line.merged(column).is_some() {
            return REFUSED;
        }
        match line.held(column) {
            Held::Nothing => BLANK,
            Held::Text(text) => {
                let hides = self.plan.places.hides_questions;
                let (answer, unseen) = self.known[at].read(&self.plan.key, text, hides);
                match unseen {
                    Some(Unseen::Turning(_)) => self.turned.push(at),
                    // what is refused is said with its text
                    other => self.unseen |= other.is_some() && answer < REFUSED,
                }
                answer
            }
            held => self.plan.key.read(held),
        }
    }

    /// What the row's unit cell names.
    fn unit<L: Line>(&mut self, line: &L) -> Named {
        if self.plan.whole.is_some() {
            return Named { unit: self.plan.whole, ..Named::default() };
        }
        let held = held_at(line, self.plan.places.unit);
        let text = match held {
            Held::Text(text) => {
                if let Some(named) = self.units.get(text) {
                    return named.clone();
                }
                held.raw()
            }
            _ => match held.label() {
                Some(text) => text,
                None => return Named { blank: true, ..Named::default() },
            },
        };
        let named = self.name(&text);
        if self.units.len() < TEXTS {
            self.units.insert(text.as_bytes().into(), named.clone());
        }
        named
    }

    fn name(&self, text: &str) -> Named {
        let folded = fold(text);
        if folded.is_empty() {
            return Named { blank: true, ..Named::default() };
        }
        let mut headers = self.plan.scheme.columns.unit.iter();
        let is_header = headers.any(|header| fold(header) == folded);
        let matched = self.plan.names.find(text);
        Named {
            unit: unit_of(&matched),
            no_form: is_header || rows_without_form::is_total(&folded),
            odd: !matches!(matched, Matched::Exact(_)),
            unseen: unseen(text).is_some(),
            ..Named::default()
        }
    }

    fn say_unit<L: Line>(&mut self, line: &L, row: u32) {
        let held = held_at(line, self.plan.places.unit);
        let text = held.label().unwrap_or_default();
        if let Some(named) = self.units.get_mut(text.as_bytes()) {
            named.said_in = self.pieces;
        }
        if self.part.said.len() < UNITS_SAID && !self.part.said.iter().any(|(t, _)| *t == text) {
            self.part.said.push((text, row));
        }
    }

    /// A row with a unit and something in its answers.
    fn form<L: Line>(&mut self, line: &L, row: u32, unit: u32, twice: &[u32]) -> Fate {
        let plan = self.plan;
        let places = &plan.places;
        let at = self.part.forms.len();
        let once = |column: Option<u32>| column.filter(|column| !twice.contains(column));
        let has_groups = plan.scheme.groups != Groups::MeanOfPeople;
        if (has_groups && once(places.group) != places.group) || !self.group_is_known(line, row) {
            return self.part.reject(row, Some(unit), Reason::Group);
        }
        let has_modes = !plan.modes.is_empty();
        let own = match has_modes && once(places.mode) != places.mode {
            true => None,
            false => self.mode(line, row),
        };
        let Some(own) = own else {
            return self.part.reject(row, Some(unit), Reason::Mode);
        };
        self.refuse(line, row, twice);
        let first = places.questions.first().map_or(0, Spot::first);
        if let Some(turned) = self.turned.first() {
            let column = places.questions[*turned].first();
            self.part.findings.add(&kinds::TURNED, "", row, column);
        }
        if self.unseen {
            self.part.findings.add(&kinds::UNSEEN, "", row, first);
        }
        if self.answers.iter().all(|a| *a >= REFUSED) {
            self.part.findings.add(&kinds::UNREADABLE_FORM, "", row, first);
            return self.part.reject(row, Some(unit), Reason::Unreadable);
        }
        let part = &mut self.part;
        part.forms.push(unit, NONE, NONE, &self.answers);
        part.forms.rows.push(row);
        put_label(&mut part.groups, at, line, once(places.group));
        put_label(&mut part.clusters, at, line, once(places.cluster));
        put_label(&mut part.forms.interviewers, at, line, places.interviewer);
        for (labels, column) in part.forms.traits.iter_mut().zip(&places.traits) {
            put_label(labels, at, line, once(*column));
        }
        if let Some((column, scope)) = places.form.filter(|(column, _)| !twice.contains(column)) {
            part.forms.ids.put(at, id_of(held_at(line, Some(column)), scope, unit, plan.account));
        }
        let time = |column: Option<u32>, universal: bool| {
            let written = Written { month_first: plan.month_first, universal };
            column.and_then(|column| times::stamp(line.held(column), written))
        };
        let begun = time(places.start, false);
        let sent = time(places.sent, places.sent_universal);
        part.clocks.note(begun, sent);
        let at_or_none = |stamp: Option<Stamp>| stamp.map_or(NO_TIME, |stamp| stamp.at);
        part.forms.begun.put(at, at_or_none(begun));
        part.forms.sent.put(at, at_or_none(sent));
        if !times::is_precise(at_or_none(sent.or(begun))) {
            part.forms.prints.put(at, print_of(line, &places.beside));
        }
        let state = state(places, line) | if own { SELF_SELECTED } else { 0 };
        self.part.forms.states.put(at, state);
        self.read_sides(line, row, at, twice);
        Fate::Used
    }

    fn group_is_known<L: Line>(&mut self, line: &L, row: u32) -> bool {
        if self.plan.scheme.groups == Groups::MeanOfPeople {
            return true;
        }
        let text = held_at(line, self.plan.places.group).label().unwrap_or_default();
        let folded = fold(&text);
        let known = !folded.is_empty()
            && (self.plan.groups.is_empty() || self.plan.groups.contains(&folded));
        if !known {
            let column = self.plan.places.group.unwrap_or(0);
            self.part.findings.add(&kinds::GROUP, &text, row, column);
        }
        known
    }

    /// Whether the answer came by itself, as the mode column says; `None` for an unknown mode.
    fn mode<L: Line>(&mut self, line: &L, row: u32) -> Option<bool> {
        let column = self.plan.places.mode.filter(|_| !self.plan.modes.is_empty());
        let Some(column) = column else { return Some(self.plan.self_selected) };
        let text = held_at(line, Some(column)).label().unwrap_or_default();
        let own = self.plan.modes.get(&fold(&text)).copied();
        if own.is_none() {
            self.part.findings.add(&kinds::MODE, &text, row, column);
        }
        own
    }
}
