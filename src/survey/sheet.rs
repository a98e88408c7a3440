//! One sheet of forms while it is read, piece by piece: rows in, a [`Part`] out.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::grid::{Content, Held, Line, TakeRows, column_letters};
use crate::ledger::{Aside, Fate, Span, Why};
use crate::problem::kinds::survey as kinds;
use crate::round::{Matched, Names};
use crate::text::{Unseen, fold, tidy, unseen};

use super::answers::AnswerKey;
use super::clocks::Clocks;
use super::columns::{Joined, Places, Scope, SideSpot, Spot};
use super::findings::{SheetFindings, SheetName};
use super::forms::{
    BLANK, Forms, NO_TIME, NONE, NOT_APPROVED, OTHER, PREVIEW, REFUSED, SELF_SELECTED,
    SIDE_REFUSED, UNSUBMITTED,
};
use super::from_grids::Manner;
use super::personal::may_name;
use super::quality::Reason;
use super::scheme::{Groups, Scheme, SideKind};
use super::scraps;
use super::sides::{Mark, SideKey, mark};
use super::sparse::Labels;
use super::times::{self, Stamp, Written};

/// How one sheet is read; shared by all who read pieces of it.
pub struct Plan<'a> {
    pub(super) scheme: &'a Scheme,
    names: &'a Names,
    pub(super) places: Places,
    pub(super) key: AnswerKey,
    sides: Vec<SideKey>,
    pub(super) name: SheetName,
    /// The unit of the whole sheet, when it has no unit column.
    whole: Option<u32>,
    self_selected: bool,
    /// Folded texts of the modes, each with whether it is self-selected.
    modes: HashMap<String, bool>,
    /// The groups that may come; all may when there is none.
    groups: Vec<String>,
    month_first: bool,
    /// Its account in the ledger.
    pub(super) account: usize,
}

impl<'a> Plan<'a> {
    /// The position of its account in the ledger.
    pub fn account(&self) -> usize {
        self.account
    }

    pub(super) fn new(
        scheme: &'a Scheme,
        names: &'a Names,
        places: Places,
        name: SheetName,
        (whole, manner): (Option<u32>, Manner),
    ) -> Plan<'a> {
        let groups = match &scheme.groups {
            Groups::MeanOfPeople => Vec::new(),
            Groups::MeanOfGroups(names) => names.clone(),
            Groups::Weighted(weights) => weights.iter().map(|(name, _)| name.clone()).collect(),
        };
        Plan {
            scheme,
            names,
            key: AnswerKey::new(scheme, manner.reversed),
            sides: scheme.sides.iter().map(SideKey::new).collect(),
            name,
            whole,
            self_selected: manner.self_selected,
            modes: scheme.modes.iter().map(|(text, own)| (fold(text), *own)).collect(),
            groups: groups.iter().map(|group| fold(group)).collect(),
            month_first: scheme.columns.month_first,
            account: 0,
            places,
        }
    }

    /// The first row below the header.
    pub fn first_row(&self) -> u32 {
        self.places.first_row
    }

    /// One more than the last column that has a header.
    pub fn width(&self) -> u32 {
        self.places.width
    }

    /// Whether all of these columns of one thing say the same in a row.
    fn says_same<L: Line>(&self, line: &L, first: u32, filled: &[u32]) -> bool {
        fn alike<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
            let first = all.next()?;
            all.all(|other| other == first).then_some(first)
        }
        let label = |column: u32| line.held(column).label().unwrap_or_default();
        if alike(filled.iter().map(|column| fold(&label(*column)))).is_some() {
            return true;
        }
        let places = &self.places;
        if places.unit == Some(first) {
            let units = filled.iter().map(|column| unit_of(&self.names.find(&label(*column))));
            return alike(units).flatten().is_some();
        }
        if places.questions.contains(&Spot::One(first)) {
            let answers = filled.iter().map(|column| self.key.read(line.held(*column)));
            return alike(answers).is_some_and(|answer| answer != REFUSED);
        }
        let side = places.sides.iter().position(|spot| *spot == SideSpot::One(first));
        side.is_some_and(|side| {
            let read = |column: &u32| {
                self.sides[side].read(&SideSpot::One(*column), line, places.hides_questions)
            };
            // what was written in own words is not known to be the same
            alike(filled.iter().map(read)).is_some_and(|bits| bits & (SIDE_REFUSED | OTHER) == 0)
                && self.scheme.sides[side].kind != SideKind::Text
        })
    }

    /// Reads pieces of the sheet; its caches live as long as it does.
    pub fn reader(&self) -> PartReader<'_, 'a> {
        PartReader {
            plan: self,
            part: Part::new(self),
            known: (0..self.places.questions.len()).map(|_| Known::default()).collect(),
            units: HashMap::new(),
            answers: vec![BLANK; self.places.questions.len()],
            turned: Vec::new(),
            unseen: false,
            pieces: 1,
        }
    }
}

/// What a piece of a sheet came to.
pub struct Part {
    pub(super) forms: Forms,
    /// The respondents' groups; [`Forms::groups`] is filled when all groups are known.
    pub(super) groups: Labels,
    pub(super) clusters: Labels,
    pub(super) clocks: Clocks,
    pub(super) findings: SheetFindings,
    /// Texts of unit cells that something is to be said of, with their first rows.
    pub(super) said: Vec<(String, u32)>,
    /// The fates of its rows; rows count from the top of the piece.
    pub(super) spans: Vec<Span>,
    /// Rows with content.
    pub(super) taken: usize,
    /// Answers of the forms.
    pub(super) values: usize,
    /// Rows that were rejected, the first of them, each with its unit where that is known; and
    /// how many for each reason.
    pub(super) rejected: Vec<(u32, Option<u32>, Reason)>,
    /// How many of a unit were rejected, by its position.
    pub(super) rejected_units: BTreeMap<u32, usize>,
    pub(super) reasons: [usize; Reason::COUNT],
    /// A header with other columns stands in it: what follows is refused.
    pub(super) moved: bool,
    /// Rows of the sheet that the piece takes up.
    pub(super) rows: u32,
}

impl Part {
    fn new(plan: &Plan<'_>) -> Part {
        let scheme = plan.scheme;
        let mut forms = Forms::new(scheme.questions.len());
        forms.traits = scheme.traits.iter().map(|_| Labels::default()).collect();
        forms.sides = scheme.sides.iter().map(|_| super::sparse::Sparse::new(0)).collect();
        Part {
            forms,
            groups: Labels::default(),
            clusters: Labels::default(),
            clocks: Clocks::default(),
            findings: SheetFindings::new(scheme.questions.len() + scheme.sides.len()),
            said: Vec::new(),
            spans: Vec::new(),
            taken: 0,
            values: 0,
            rejected: Vec::new(),
            rejected_units: BTreeMap::new(),
            reasons: [0; Reason::COUNT],
            moved: false,
            rows: 0,
        }
    }

    /// All of it stands below a header with other columns.
    pub(super) fn below_moved(self, plan: &Plan<'_>) -> Part {
        let mut part = Part::new(plan);
        (part.taken, part.rows, part.moved) = (self.taken, self.rows, true);
        for row in self.spans.iter().flat_map(|span| span.first..=span.last) {
            part.refuse_moved(row);
            part.settle(row, Why::Rejected(kinds::HEADER_MOVED.code));
        }
        part
    }

    fn refuse_moved(&mut self, row: u32) -> Fate {
        self.findings.add(&kinds::HEADER_MOVED, "", row, 0);
        self.reject(row, None, Reason::Broken)
    }

    /// Gives the next row its fate.
    fn settle(&mut self, row: u32, why: Why) {
        match self.spans.last_mut() {
            Some(span) if span.why == why && span.last + 1 == row => span.last = row,
            _ => self.spans.push(Span { first: row, last: row, why }),
        }
    }

    fn reject(&mut self, row: u32, unit: Option<u32>, reason: Reason) -> Fate {
        self.reasons[reason as usize] += 1;
        if let Some(unit) = unit {
            *self.rejected_units.entry(unit).or_default() += 1;
        }
        if self.rejected.len() < LISTED {
            self.rejected.push((row, unit, reason));
        }
        Fate::Rejected
    }
}

/// So many rejected rows of a survey are listed one by one.
pub(super) const LISTED: usize = 5_000;

/// Texts of one column's answers that were read before: a table repeats a handful of them
/// millions of times.
#[derive(Default)]
struct Known {
    /// Each with what nobody sees in it.
    texts: HashMap<Box<[u8]>, (u8, Option<Unseen>)>,
    /// Answers of one byte, by it.
    short: Vec<u8>,
}

/// So many texts of a column are kept in mind.
const TEXTS: usize = 10_000;
/// Not read yet.
const UNREAD: u8 = REFUSED - 1;

impl Known {
    fn read(&mut self, key: &AnswerKey, text: &[u8], hides: bool) -> (u8, Option<Unseen>) {
        if let [byte] = text {
            if self.short.is_empty() {
                self.short = vec![UNREAD; 256];
            }
            let known = self.short[*byte as usize];
            if known == UNREAD {
                self.short[*byte as usize] = key.read(Held::Text(text));
            }
            return (self.short[*byte as usize], None);
        }
        if let Some(answer) = self.texts.get(text) {
            return *answer;
        }
        let mut answer = key.read(Held::Text(text));
        if answer == REFUSED && hides && text.eq_ignore_ascii_case(b"n/a") {
            answer = BLANK;
        }
        let unseen = unseen(&String::from_utf8_lossy(text));
        if matches!(unseen, Some(Unseen::Turning(_))) {
            answer = REFUSED;
        }
        if self.texts.len() < TEXTS {
            self.texts.insert(text.into(), (answer, unseen));
        }
        (answer, unseen)
    }
}

/// What the text of a unit's cell was found to be.
#[derive(Debug, Clone, Default)]
struct Named {
    unit: Option<u32>,
    /// Nothing is written in it.
    blank: bool,
    /// A header again, or a line of totals.
    no_form: bool,
    /// Something is to be said of it when a form has it.
    odd: bool,
    /// It holds what nobody sees.
    unseen: bool,
    /// The number of the piece that it was last said in.
    said_in: u32,
}

/// Reads pieces of one sheet.
pub struct PartReader<'p, 'a> {
    plan: &'p Plan<'a>,
    part: Part,
    /// One per question.
    known: Vec<Known>,
    units: HashMap<Box<[u8]>, Named>,
    answers: Vec<u8>,
    /// Questions of this row whose answers hold a character that turns the order of others,
    turned: Vec<usize>,
    /// and whether one holds another that nobody sees.
    unseen: bool,
    /// How many pieces were begun.
    pieces: u32,
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
        self.part.settle(row, Why::Rejected(kinds::ROW_BROKEN.code));
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
        if unnamed && given > 0 && scraps::heads_totals(line, questions) {
            return Fate::SetAside;
        }
        let marked = unnamed && given > 0 && scraps::has_marks_only(line, questions);
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

    /// Two versions of one thing say two things: neither is taken.
    fn say_twice(&mut self, row: u32, column: u32) {
        let places = &self.plan.places;
        let asked = places.questions.iter().position(|spot| *spot == Spot::One(column));
        if let Some(question) = asked {
            self.answers[question] = REFUSED;
        }
        let versions = places.versions.iter().find(|(first, _)| *first == column);
        let others = versions.map_or(&[][..], |(_, others)| others);
        let letters = std::iter::once(&column).chain(others).map(|c| column_letters(*c));
        let named = letters.collect::<Vec<_>>().join(", ");
        self.part.findings.add(&kinds::COLUMN_TWICE, &named, row, column);
    }

    fn read_answers<L: Line>(&mut self, line: &L) {
        let hides = self.plan.places.hides_questions;
        self.turned.clear();
        self.unseen = false;
        for (at, spot) in self.plan.places.questions.iter().enumerate() {
            self.answers[at] = match spot {
                // one value across several answers belongs to none of them for sure
                Spot::One(column) if line.merged(*column).is_some() => REFUSED,
                Spot::One(column) => match line.held(*column) {
                    Held::Nothing => BLANK,
                    Held::Text(text) => {
                        let (answer, unseen) = self.known[at].read(&self.plan.key, text, hides);
                        match unseen {
                            Some(Unseen::Turning(_)) => self.turned.push(at),
                            // what is refused is said with its text
                            other => self.unseen |= other.is_some() && answer < REFUSED,
                        }
                        answer
                    }
                    held => self.plan.key.read(held),
                },
                Spot::Ticks(columns) => ticked(line, columns, hides),
            };
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
            no_form: is_header || scraps::is_total(&folded),
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
        let state = self.state(line) | if own { SELF_SELECTED } else { 0 };
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

    fn state<L: Line>(&self, line: &L) -> u8 {
        let folded = |column: u32| fold(&line.held(column).label().unwrap_or_default());
        let places = &self.plan.places;
        let mut state = 0;
        if let Some(column) = places.status {
            let word = folded(column);
            // Qualtrics may write the numbers of its words, and always whether the form is finished
            let number = places.finished.and_then(|_| word.parse::<u32>().ok());
            let said = |words: &[&str]| words.contains(&word.as_str());
            if said(NOT_APPROVED_WORDS) || matches!(number, Some(8 | 12 | 40)) {
                state |= NOT_APPROVED;
            }
            if said(PREVIEW_WORDS) || matches!(number, Some(1 | 2 | 9 | 17)) {
                state |= PREVIEW;
            }
            if said(UNFINISHED_WORDS) {
                state |= UNSUBMITTED;
            }
        }
        if let Some(column) = places.finished
            && mark(line.held(column), false) == Some(Mark::No)
        {
            state |= UNSUBMITTED;
        }
        if let Some(column) = places.submitted {
            let empty = match line.held(column) {
                Held::Nothing => true,
                Held::Text(text) => text.iter().all(u8::is_ascii_whitespace) || hidden(text),
                Held::Cell(_) => false,
            };
            if empty {
                state |= UNSUBMITTED;
            }
        }
        state
    }

    /// Says the cells that are no answers, but for those said of their columns.
    fn refuse<L: Line>(&mut self, line: &L, row: u32, twice: &[u32]) {
        for (question, answer) in self.answers.iter().enumerate() {
            let said = twice.contains(&self.plan.places.questions[question].first())
                || self.turned.contains(&question);
            if *answer != REFUSED || said {
                continue;
            }
            let spot = &self.plan.places.questions[question];
            let raw = match spot {
                Spot::One(column) => match line.held(*column) {
                    Held::Cell(cell) if cell.content == Content::Uncomputed => UNCOMPUTED.into(),
                    held => held.raw(),
                },
                Spot::Ticks(columns) => {
                    let texts = columns.iter().map(|(column, _)| line.held(*column).raw());
                    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ")
                }
            };
            self.part.findings.add_answer(question, row, spot.first(), &raw);
        }
    }

    fn read_sides<L: Line>(&mut self, line: &L, row: u32, at: usize, twice: &[u32]) {
        let plan = self.plan;
        for (side, (key, spot)) in plan.sides.iter().zip(&plan.places.sides).enumerate() {
            if let SideSpot::One(column) = spot
                && twice.contains(column)
            {
                self.part.forms.sides[side].put(at, SIDE_REFUSED);
                continue;
            }
            let bits = key.read(spot, line, plan.places.hides_questions);
            self.part.forms.sides[side].put(at, bits);
            let column = match spot {
                SideSpot::One(column) => *column,
                SideSpot::Ticks(columns, _) => columns[0].0,
                SideSpot::Absent => continue,
            };
            if bits & SIDE_REFUSED != 0 {
                let raw = line.held(column).raw();
                let question = plan.scheme.questions.len() + side;
                self.part.findings.add_answer(question, row, column, &raw);
            }
            if plan.scheme.sides[side].show && self.part.forms.texts.len() < LISTED {
                let text = tidy(&line.held(column).label().unwrap_or_default());
                if !text.is_empty() && !may_name(&text) {
                    self.part.forms.texts.push((at as u32, side as u16, text));
                }
            }
        }
    }
}

const NOT_APPROVED_WORDS: &[&str] = &[
    "not approved",
    "validation_status_not_approved",
    "không được phê duyệt",
    "không phê duyệt",
    "không duyệt",
    "chưa đạt",
    "spam",
];

/// Words for what those who made a form filled in to try it.
const PREVIEW_WORDS: &[&str] = &[
    "survey preview",
    "survey test",
    "preview",
    "test",
    "offline preview",
    "xem trước",
    "xem trước khảo sát",
    "bản xem trước",
    "xem thử",
    "bản xem thử",
    "thử nghiệm",
    "dữ liệu thử nghiệm",
    "chạy thử",
];

/// Words for a form that was left before its end.
const UNFINISHED_WORDS: &[&str] = &[
    "partial",
    "incomplete",
    "in progress",
    "draft",
    "chưa hoàn thành",
    "đang điền",
    "điền dở",
    "bản nháp",
];

/// Stands for a formula that no program has computed.
const UNCOMPUTED: &str = "=…";

/// LimeSurvey's mark for what a respondent never saw.
fn hidden(text: &[u8]) -> bool {
    text.eq_ignore_ascii_case(b"n/a")
}

/// So many odd names of units are spoken of.
pub(super) const UNITS_SAID: usize = 200;

/// What stands in a describing column; merged down, it holds for every row of its area.
fn held_at<L: Line>(line: &L, column: Option<u32>) -> Held<'_> {
    let Some(column) = column else { return Held::Nothing };
    match line.held(column) {
        Held::Nothing => line.merged(column).unwrap_or(Held::Nothing),
        held => held,
    }
}

fn put_label<L: Line>(labels: &mut Labels, form: usize, line: &L, column: Option<u32>) {
    match held_at(line, column) {
        Held::Nothing => {}
        Held::Text(text) => labels.put(form, text),
        held => {
            if let Some(text) = held.label() {
                labels.put(form, text.as_bytes());
            }
        }
    }
}

/// The option whose column has the mark: one mark is an answer, several are none.
fn ticked<L: Line>(line: &L, columns: &[(u32, u8)], hides: bool) -> u8 {
    let mut found = BLANK;
    for (column, option) in columns {
        match mark(line.held(*column), hides) {
            Some(Mark::Blank | Mark::No) => {}
            // an option has a column in every version of the form
            Some(Mark::Yes) if found == BLANK || found == *option => found = *option,
            _ => return REFUSED,
        }
    }
    found
}

/// Everything in these columns as one number, alike for a workbook and for the text table that
/// was made of it; 0 when nothing stands there.
fn print_of<L: Line>(line: &L, columns: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for column in columns {
        let held = held_at(line, Some(*column));
        if let Some(stamp) = times::stamp(held, Written::default()) {
            (1, stamp.at).hash(&mut hasher);
            any = true;
            continue;
        }
        let text = fold(&held.label().unwrap_or_default());
        if text.is_empty() {
            continue;
        }
        any = true;
        match text.parse::<f64>() {
            Ok(number) => (2, number.to_bits()).hash(&mut hasher),
            Err(_) => (3, text).hash(&mut hasher),
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}

/// Letters, figures and dashes need no tidying.
fn is_tidy(text: &[u8]) -> bool {
    text.iter().all(|b| b.is_ascii_graphic())
}

/// Two forms have one number when this is equal; 0 for a form without.
fn id_of(held: Held<'_>, scope: Scope, unit: u32, account: usize) -> u128 {
    let text: Cow<'_, [u8]> = match held {
        Held::Text(text) if is_tidy(text) => text.into(),
        _ => tidy(&held.label().unwrap_or_default()).into_bytes().into(),
    };
    if text.is_empty() {
        return 0;
    }
    let within = match scope {
        Scope::Unit => u64::from(unit),
        Scope::Sheet => (1 << 32) + account as u64,
        Scope::Everywhere => u64::MAX,
    };
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, within, &*text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    (half(1) << 64 | half(2)).max(1)
}

pub(super) fn unit_of(matched: &Matched) -> Option<u32> {
    match matched {
        Matched::Exact(at) | Matched::ByAlias(at) => u32::try_from(*at).ok(),
        _ => None,
    }
}
