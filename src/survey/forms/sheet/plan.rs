//! How one sheet is read.

use std::collections::HashMap;

use crate::grid::Line;
use crate::round::{Matched, Names};
use crate::survey::forms::answers::AnswerKey;
use crate::survey::forms::columns::{Places, SideSpot};
use crate::survey::forms::listed::SheetName;
use crate::survey::forms::other_questions::SideKey;
use crate::survey::forms::{OTHER, REFUSED, SIDE_REFUSED};
use crate::survey::scheme::{Groups, Scheme, SideKind};
use crate::text::fold;

/// How the files of one entry of the round are to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileOptions {
    /// Answers that came by themselves.
    pub self_selected: bool,
    /// The numbers of the scale are turned around in these files.
    pub reversed: bool,
}

/// How one sheet is read; shared by all who read pieces of it.
pub struct Plan<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(super) names: &'a Names,
    pub(crate) places: Places,
    pub(crate) key: AnswerKey,
    pub(super) sides: Vec<SideKey>,
    pub(crate) name: SheetName,
    /// The unit of the whole sheet, when it has no unit column.
    pub(super) whole: Option<u32>,
    pub(super) self_selected: bool,
    /// Folded texts of the modes, each with whether it is self-selected.
    pub(super) modes: HashMap<String, bool>,
    /// The groups that may come; all may when there is none.
    pub(super) groups: Vec<String>,
    pub(super) month_first: bool,
    /// Its account in the ledger.
    pub(crate) account: usize,
}

impl<'a> Plan<'a> {
    /// The position of its account in the ledger.
    pub fn account(&self) -> usize {
        self.account
    }

    pub(crate) fn new(
        scheme: &'a Scheme,
        names: &'a Names,
        places: Places,
        name: SheetName,
        (whole, options): (Option<u32>, FileOptions),
    ) -> Plan<'a> {
        let groups = match &scheme.groups {
            Groups::MeanOfPeople => Vec::new(),
            Groups::MeanOfGroups(names) => names.clone(),
            Groups::Weighted(weights) => weights.iter().map(|(name, _)| name.clone()).collect(),
        };
        Plan {
            scheme,
            names,
            key: AnswerKey::new(scheme, options.reversed),
            sides: scheme.sides.iter().map(SideKey::new).collect(),
            name,
            whole,
            self_selected: options.self_selected,
            modes: scheme.modes.iter().map(|(text, own)| (fold(text), *own)).collect(),
            groups: groups.iter().map(|group| fold(group)).collect(),
            month_first: scheme.columns.month_first,
            account: 0,
            places,
        }
    }

    /// Whether the sheet is of one unit, and its rows name none.
    pub(crate) fn is_of_one_unit(&self) -> bool {
        self.whole.is_some()
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
    pub(super) fn says_same<L: Line>(&self, line: &L, first: u32, filled: &[u32]) -> bool {
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
        if places.questions.iter().any(|spot| spot.whole() == Some(first)) {
            let answers = filled.iter().map(|column| self.key.read(line.held(*column)));
            return alike(answers).is_some_and(|answer| answer != REFUSED);
        }
        let side = places.sides.iter().position(|spot| spot.whole() == Some(first));
        side.is_some_and(|side| {
            let read = |column: &u32| {
                self.sides[side].read(&SideSpot::One(*column), line, places.hides_questions)
            };
            // what was written in own words is not known to be the same
            alike(filled.iter().map(read)).is_some_and(|bits| bits & (SIDE_REFUSED | OTHER) == 0)
                && self.scheme.sides[side].kind != SideKind::Text
        })
    }
}

pub(crate) fn unit_of(matched: &Matched) -> Option<u32> {
    match matched {
        Matched::Exact(at) | Matched::ByAlias(at) => u32::try_from(*at).ok(),
        _ => None,
    }
}
