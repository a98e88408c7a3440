//! One step, its state, and what the states are told from.

use crate::forms::appraisal::Standing;
use crate::forms::board::Progress;
use crate::problem::Problems;
use crate::results::Results;
use crate::terms::{Lang, Text};

/// The steps, in the order of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Criteria,
    Sending,
    Intake,
    SendBack,
    Appraisal,
    Explaining,
    Survey,
    Results,
    Archive,
}

impl Kind {
    /// The word for other programs and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Criteria => "bo-tieu-chi",
            Kind::Sending => "phat-mau",
            Kind::Intake => "thu-nhan",
            Kind::SendBack => "tra-lai",
            Kind::Appraisal => "tham-dinh",
            Kind::Explaining => "giai-trinh",
            Kind::Survey => "khao-sat",
            Kind::Results => "ket-qua",
            Kind::Archive => "luu-tru",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Kind::Criteria => Text::new("Bộ tiêu chí", "Criteria"),
            Kind::Sending => Text::new("Phát mẫu", "Forms out"),
            Kind::Intake => Text::new("Thu nhận", "Intake"),
            Kind::SendBack => Text::new("Trả lại", "Send-back"),
            Kind::Appraisal => Text::new("Thẩm định", "Appraisal"),
            Kind::Explaining => Text::new("Giải trình", "Explanation"),
            Kind::Survey => Text::new("Khảo sát", "Survey"),
            Kind::Results => Text::new("Kết quả", "Results"),
            Kind::Archive => Text::new("Lưu trữ", "Archive"),
        }
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    NotBegun,
    InWork,
    Done,
    NotNeeded,
    /// Something else comes first; the words say what.
    Blocked,
}

impl State {
    pub fn key(self) -> &'static str {
        match self {
            State::NotBegun => "not_begun",
            State::InWork => "in_work",
            State::Done => "done",
            State::NotNeeded => "not_needed",
            State::Blocked => "blocked",
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        let word = match self {
            State::NotBegun => Text::new("chưa làm", "not begun"),
            State::InWork => Text::new("đang làm", "in work"),
            State::Done => Text::new("xong", "done"),
            State::NotNeeded => Text::new("không cần", "not needed"),
            State::Blocked => Text::new("chưa làm được", "blocked"),
        };
        word.say(lang)
    }
}

/// A step as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub kind: Kind,
    pub state: State,
    /// One sentence with the counts.
    pub words: Text<String>,
    /// What to do next; nothing where nothing is to be done.
    pub next: Option<Text>,
}

impl Step {
    pub(super) fn new(kind: Kind, state: State, vi: String, en: String) -> Step {
        Step { kind, state, words: Text::new(vi, en), next: None }
    }

    /// Whether nothing is left to do here.
    pub fn is_settled(&self) -> bool {
        matches!(self.state, State::Done | State::NotNeeded)
    }

    pub(super) fn then(self, vi: &'static str, en: &'static str) -> Step {
        Step { next: Some(Text::new(vi, en)), ..self }
    }
}

/// What a round has come to, and what has been written for it.
pub struct Year<'a> {
    pub results: &'a Results,
    /// All that was found, of the round file and the sets too.
    pub problems: &'a Problems,
    pub units: &'a [Progress],
    pub agencies: &'a [Standing],
    pub files: &'a OutFiles,
}

/// What the program has written for a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutFiles {
    /// Evidence forms to send out.
    pub forms: usize,
    pub results: Option<Written>,
    pub packages: Packages,
}

/// Sealed packages of the round on the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Packages {
    pub count: usize,
    /// How many files of the round are others than in the package that is nearest to it; `None` when
    /// none can be read.
    pub changed: Option<usize>,
}

/// Results on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// They come from the very files that are in the round now.
    pub of_these_inputs: bool,
}

impl Year<'_> {
    pub(super) fn errors(&self) -> usize {
        self.problems.count(crate::problem::Level::Error)
    }

    /// Units of which a form came that counts.
    pub(super) fn came(&self) -> usize {
        self.units.iter().filter(|p| p.file.is_some() && p.stopped.is_none()).count()
    }

    /// Whether anything at all came from a unit.
    pub(super) fn is_anything_there(&self) -> bool {
        self.units.iter().any(|p| p.file.is_some() || !p.refused_replies.is_empty())
            || !self.results.unclaimed().is_empty()
    }
}
