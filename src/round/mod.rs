//! An assessment round (đợt đánh giá) as checked: who is assessed, by whom, with which files.

mod block_data;
mod calendar;
mod checks;
mod fold;
mod from_grids;
mod from_toml;
pub mod legacy;
mod names;
mod nearest;
mod official;
mod papers;
mod proof;
mod raw;
mod registers;
mod tie_break;
mod told;
mod types;
mod years;

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDateTime};

pub use calendar::{calendar_from_toml, calendar_schema};
pub use checks::agencies_exist;
pub use from_grids::{is_list_of_units, units_from_book, units_from_grid};
pub use from_toml::from_toml;
pub use legacy::Encoding;
pub use names::{BadName, Matched, Names};
pub use official::{Differ, KnownDifference, Official};
pub use papers::{Papers, Signer};
pub use proof::{CRITERION, UNIT};
pub use raw::schema;
pub use registers::{RegisterFiles, Registers};
pub(crate) use types::has_type;
pub use years::{Joined, Predecessor, Years};

pub use tie_break::{TieBreak, TieKey};

use crate::problem::Place;
use crate::terms::{AgencyId, BlockId, Calendar, Date, Exact, UnitId};
use crate::text::composed;

#[derive(Debug, Clone)]
pub struct Round {
    /// Path of the round file as the user named it.
    pub file: Arc<str>,
    pub id: String,
    pub year: i32,
    pub title: String,
    pub issuer: String,
    pub office: String,
    pub period: Option<(Date, Date)>,
    /// Paths of the calendars of working days, relative to the round's folder.
    pub calendars: Vec<String>,
    /// What they say; empty until they are read.
    pub calendar: Arc<Calendar>,
    pub deadline: Option<Date>,
    /// The last day: what was saved after it counts for nothing.
    pub closed: Option<Date>,
    /// Whether every page must say *Số liệu minh họa*.
    pub illustration: bool,
    pub rules: RoundRules,
    pub agencies: Vec<Agency>,
    pub blocks: Vec<Block>,
    /// In the order of the file.
    pub units: Vec<Unit>,
    /// Units whose entry or row could not be used: their names are not free for others.
    pub refused: Vec<RefusedUnit>,
    /// The spreadsheet that lists the units instead, relative to the round's folder.
    pub units_file: Option<String>,
    /// Globs, relative to the round's folder.
    pub evidence: Vec<String>,
    /// What to do about several files of one unit that differ.
    pub versions: Versions,
    /// Files of evidence that were chosen where a unit has several.
    pub chosen_files: Vec<ChosenFile>,
    /// Whether forms saved after `deadline` count all the same.
    pub late_evidence: bool,
    pub appraisal: Vec<String>,
    /// Tables of figures known beforehand, put into the forms that go out.
    pub prefill: Vec<String>,
    /// Official figures and what is known of their differences.
    pub official: Official,
    /// Lists of rows that data items are counted from.
    pub registers: Registers,
    /// The last day for answers to what is sent back, unless the command names another.
    pub reply_deadline: Option<Date>,
    /// Whether answers saved after their last day count all the same.
    pub late_replies: bool,
    pub surveys: Vec<SurveyFiles>,
    /// Schemes of surveys that the round does not hold: their leaves do not apply.
    pub not_held: Vec<String>,
    /// Last year's results, relative to the round's folder.
    pub previous: Option<String>,
    /// Last year's round, and who was who.
    pub years: Years,
    /// What the papers to sign say that no figure does.
    pub papers: Papers,
    /// Folders of proof below that of the round, with `{unit}` and `{criterion}`.
    pub proof: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRules {
    pub ties: Ties,
    /// Places of published indices and of other figures in percent.
    pub decimals: u32,
    /// Places of published points; `None` as for indices, but at least two.
    pub point_decimals: Option<u32>,
    pub rank_on: RankOn,
    pub not_submitted: NotSubmitted,
    /// What parts units of one figure, in this order, before they share a place.
    pub tie_break: Vec<TieBreak>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 4
    Competition,
    /// 1, 2, 2, 3
    Dense,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankOn {
    Published,
    Exact,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSubmitted {
    Unranked,
    Zero,
}

/// What to do about several files of one unit that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versions {
    /// Stop the unit and ask.
    Refuse,
    /// Take the one that was saved last, by the time inside the files.
    Newest,
}

/// A file of evidence that the round chooses where a unit has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenFile {
    /// Relative to the round's folder, with `/`.
    pub file: String,
    /// Where the choice is written.
    pub place: Place,
}

impl ChosenFile {
    /// Whether this is the file, however the letters of its name are composed.
    pub fn is(&self, file: &str) -> bool {
        composed(&self.file) == composed(file)
    }
}

/// An agency that appraises (cơ quan thẩm định).
#[derive(Debug, Clone)]
pub struct Agency {
    pub id: AgencyId,
    pub name: String,
}

/// A block (khối): units that are ranked together under one criteria set.
#[derive(Debug, Clone)]
pub struct Block {
    pub id: BlockId,
    pub name: String,
    /// Path of the criteria set, relative to the round's folder.
    pub criteria: String,
    /// One figure for all units of the block, by key of the data item.
    pub data: Vec<BlockFigure>,
}

/// A figure that a block gives for all its units, as written.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockFigure {
    pub key: String,
    pub written: Written,
    /// Who says so; empty when nobody is named.
    pub source: String,
    pub place: Place,
}

/// A value in a TOML file before its data item is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    Number(Exact),
    YesNo(bool),
    Date(Date),
    Text(String),
}

#[derive(Debug, Clone)]
pub struct Unit {
    pub id: UnitId,
    pub name: String,
    /// Its code in official tables, such as `H44.20`; accepted wherever a name is.
    pub code: Option<String>,
    /// Position in `Round::blocks`.
    pub block: usize,
    pub aliases: Vec<String>,
    /// Names of the units that were merged into it: they no longer exist.
    pub formerly: Vec<String>,
    pub tags: Vec<String>,
}

/// A unit that the round lists and that is not in it, because of what is said of its place.
#[derive(Debug, Clone)]
pub struct RefusedUnit {
    pub name: String,
    pub place: Place,
}

#[derive(Debug, Clone)]
pub struct SurveyFiles {
    /// Path of the scheme, relative to the round's folder.
    pub scheme: String,
    pub files: Vec<String>,
    /// The table of transactions, relative to the round's folder.
    pub population: Option<String>,
    /// Globs of the registers that a sample is drawn from.
    pub register: Vec<String>,
    /// Answers that came by themselves, whatever the scheme says.
    pub self_selected: bool,
    /// The numbers of the scale are turned around in these files.
    pub reversed: bool,
}

impl Unit {
    /// Whether this is one of its names, present or former.
    pub fn is_called(&self, name: &str) -> bool {
        let folded = crate::text::fold(name);
        let own = std::iter::once(&self.name).chain(&self.aliases).chain(&self.formerly);
        own.into_iter().any(|one| crate::text::fold(one) == folded)
    }
}

impl RoundRules {
    /// Places of published points.
    pub fn places_of_points(&self) -> u32 {
        self.point_decimals.unwrap_or(self.decimals.max(2))
    }
}

impl Default for RoundRules {
    fn default() -> Self {
        RoundRules {
            ties: Ties::Competition,
            decimals: 2,
            point_decimals: None,
            rank_on: RankOn::Published,
            not_submitted: NotSubmitted::Unranked,
            tie_break: Vec::new(),
        }
    }
}

impl Round {
    /// Whether the leaves of a survey without an outcome wait for it: a round holds every survey
    /// that its criteria ask for and that it does not leave out by name. A round without any
    /// `[[survey]]` has none yet; silence must not take points out of the maximum.
    pub fn awaits(&self, scheme: &str) -> bool {
        !self.not_held.iter().any(|left_out| left_out == scheme)
    }

    /// The unit as people call it; what is no unit of the round keeps its id.
    pub fn unit_name<'r>(&'r self, id: &'r UnitId) -> &'r str {
        self.units.iter().find(|u| u.id == *id).map_or(id.as_str(), |u| u.name.as_str())
    }

    /// A round in which nothing is given yet.
    pub(crate) fn empty(file: Arc<str>) -> Round {
        Round {
            file,
            id: String::new(),
            year: 0,
            title: String::new(),
            issuer: String::new(),
            office: String::new(),
            period: None,
            calendars: Vec::new(),
            calendar: Arc::default(),
            deadline: None,
            closed: None,
            illustration: false,
            rules: RoundRules::default(),
            agencies: Vec::new(),
            blocks: Vec::new(),
            units: Vec::new(),
            refused: Vec::new(),
            units_file: None,
            evidence: Vec::new(),
            versions: Versions::Refuse,
            chosen_files: Vec::new(),
            late_evidence: true,
            appraisal: Vec::new(),
            prefill: Vec::new(),
            official: Official::default(),
            registers: Registers::default(),
            reply_deadline: None,
            late_replies: false,
            surveys: Vec::new(),
            not_held: Vec::new(),
            previous: None,
            years: Years::default(),
            papers: Papers::default(),
            proof: Vec::new(),
        }
    }

    /// The part of the year of the round that its period covers: whole months as twelfths, else by
    /// days. `None` without a period, and for one that goes beyond the year.
    pub fn period_share(&self) -> Option<Exact> {
        let (from, to) = self.period?;
        if from.year() != self.year || to.year() != self.year || to < from {
            return None;
        }
        if from.day() == 1 && to.succ_opt().is_none_or(|next| next.day() == 1) {
            let months = i64::from(to.month()) - i64::from(from.month()) + 1;
            return Exact::fraction(months, 12);
        }
        let first = Date::from_ymd_opt(self.year, 1, 1)?;
        let last = Date::from_ymd_opt(self.year, 12, 31)?;
        Exact::fraction((to - from).num_days() + 1, (last - first).num_days() + 1)
    }

    /// Whether something of this round can have been saved then: before the assessed period began,
    /// by a wrong clock or by a program that writes no times, nothing was.
    pub fn can_have_saved(&self, saved: NaiveDateTime) -> bool {
        match self.period {
            Some((first, _)) => saved.date() >= first,
            None => saved.year() >= self.year,
        }
    }

    /// Whether what was saved then came after the round was closed.
    pub fn is_closed_to(&self, saved: NaiveDateTime) -> bool {
        self.closed.is_some_and(|closed| saved.date() > closed)
    }

    /// The agency with this id or, after folding, this name.
    pub fn agency(&self, text: &str) -> Option<&Agency> {
        let key = fold::name_key(text);
        let same = |a: &&Agency| {
            let name = fold::name_key(&a.name).full;
            a.id.as_str() == key.full || name == key.full || key.others.contains(&name)
        };
        self.agencies.iter().find(same)
    }

    /// The units of a block with their positions in `units`.
    pub fn units_of(&self, block: usize) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate().filter(move |(_, u)| u.block == block)
    }
}

/// A round of one block with these units, whose ids are `u0`, `u1` ….
#[cfg(test)]
pub(crate) fn test_round(units: &[&str]) -> Round {
    let unit = |(at, name): (usize, &&str)| Unit {
        id: UnitId::new(format!("u{at}")),
        name: name.to_string(),
        code: None,
        block: 0,
        aliases: Vec::new(),
        formerly: Vec::new(),
        tags: Vec::new(),
    };
    Round {
        id: "thu".into(),
        year: 2020,
        blocks: vec![Block {
            id: BlockId::new("b"),
            name: "B".into(),
            criteria: "b.toml".into(),
            data: Vec::new(),
        }],
        units: units.iter().enumerate().map(unit).collect(),
        ..Round::empty("round.toml".into())
    }
}
