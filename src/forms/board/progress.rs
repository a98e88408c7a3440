//! How far each unit is: who sent what when, how complete, how late, what is at stake.

use chrono::NaiveDateTime;

use crate::evidence::{SentAs, UnitEvidence};
use crate::forms::{Collected, explain, frame, questions};
use crate::ledger::{Account, ReadAs};
use crate::problem::{Level, Problem, kinds};
use crate::replies::{Ask, Series};
use crate::results::{BlockResults, Results};
use crate::round::Unit;
use crate::rubric::FieldKind;
use crate::scores::State;
use crate::terms::Exact;
use crate::value::Gap;

/// How far one unit is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Positions in `Results::blocks` and `Round::units`.
    pub block: usize,
    pub unit: usize,
    /// The evidence file; `None` when nothing came.
    pub file: Option<String>,
    /// Why nothing of what came is used.
    pub stopped: Option<String>,
    /// When the newest of form and replies was saved, as the files say themselves.
    pub received: Option<NaiveDateTime>,
    /// When the form itself was saved.
    pub form_saved: Option<NaiveDateTime>,
    /// Accepted replies to send-backs.
    pub replies: usize,
    /// Files with answers that came and of which nothing is used; problems say why.
    pub refused_replies: Vec<String>,
    /// Further files of it that cannot be read.
    pub unread: Vec<String>,
    /// Nothing is known to be of this unit, and files came of which it is not known whose they are.
    pub may_have_come: bool,
    /// Data items that hold a value or *Không áp dụng*, and all that are asked.
    pub answered: usize,
    pub asked: usize,
    /// Days between the last day and the form; 0 when in time, `None` when not known.
    pub late: Option<i64>,
    pub errors: usize,
    pub warnings: usize,
    /// What would have to be asked now.
    pub open: usize,
    /// Points of leaves without data, and of leaves without the proof that the set asks for.
    pub at_stake: Exact,
    /// The last send-back.
    pub sent_back: Option<LastAsked>,
    /// The last request to explain.
    pub explaining: Option<LastAsked>,
}

/// How far the answers to the last sheet of questions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastAsked {
    /// 1, 2, 3 …
    pub number: u32,
    pub asked: usize,
    pub answered: usize,
    /// Questions without an answer that still need one. The others have been settled in another
    /// way, or might be left blank.
    pub open: usize,
}

impl LastAsked {
    /// `lần 2: trả lời 10/12 câu, còn 2 câu`
    pub fn words(&self) -> String {
        let LastAsked { number, asked, answered, open } = self;
        let rest = match (asked - answered, *open) {
            (0, _) => ", đủ".to_string(),
            (_, 0) => ", câu còn lại không phải trả lời nữa".to_string(),
            (_, open) => format!(", còn {open} câu"),
        };
        format!("lần {number}: trả lời {answered}/{asked} câu{rest}")
    }
}

impl Progress {
    /// In whole percent, rounded down: 100 only when nothing is left.
    pub fn percent(&self) -> usize {
        (100 * self.answered).checked_div(self.asked).unwrap_or(100)
    }

    /// Whether a form came that does not say when it was saved.
    pub fn is_timeless(&self) -> bool {
        self.file.is_some() && self.stopped.is_none() && self.form_saved.is_none()
    }

    /// `trả lời không dùng được: evidence/tra loi.xlsx; tệp chưa đọc được: …`
    pub fn refused_words(&self) -> Option<String> {
        let all = [
            ("trả lời không dùng được", &self.refused_replies),
            ("tệp gửi thêm chưa đọc được", &self.unread),
        ];
        let named = all.iter().filter(|(_, files)| !files.is_empty());
        let said: Vec<String> =
            named.map(|(word, files)| format!("{word}: {}", files.join(", "))).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// Whether nothing at all is known to have come.
    pub fn is_silent(&self) -> bool {
        self.file.is_none() && self.refused_replies.is_empty() && !self.may_have_come
    }

    /// Why there is no form: nothing came, or what came is not one.
    pub fn absent_words(&self) -> &'static str {
        match (self.is_silent(), self.may_have_come) {
            (true, _) => "chưa nộp",
            (_, true) => "chưa rõ (còn tệp chưa nhận ra)",
            (_, false) => "chưa có bản tự chấm",
        }
    }

    /// `bản tự chấm + 2 lần bổ sung`
    pub fn version(&self) -> String {
        match (&self.file, &self.stopped, self.replies) {
            (None, ..) => self.absent_words().to_string(),
            (_, Some(_), _) => "chưa dùng được".to_string(),
            (_, _, 0) => "bản tự chấm".to_string(),
            (_, _, n) => format!("bản tự chấm + {n} lần bổ sung"),
        }
    }
}

/// One entry per unit of every scored block, in the order of the round.
pub fn progress(results: &Results, collected: &Collected) -> Vec<Progress> {
    let mut all = Vec::new();
    for (position, block) in results.blocks.iter().enumerate() {
        for at in 0..block.units.len() {
            all.push(of_unit(results, collected, position, (block, at)));
        }
    }
    all
}

fn of_unit(
    results: &Results,
    collected: &Collected,
    position: usize,
    (block, at): (&BlockResults, usize),
) -> Progress {
    let unit = block.units[at];
    let own = &results.round.units[unit];
    let evidence = &collected.evidence[unit];
    let of_unit = |p: &&Problem| {
        let stray = [&kinds::files::FILE_STRAY, &kinds::files::FILE_NO_PATTERN].contains(&&p.kind);
        p.unit.as_ref() == Some(&own.id) && (stray || collected.is_of_unit(unit, &p.place.file))
    };
    let count = |level: Level| {
        results.problems.iter().filter(of_unit).filter(|p| p.kind.level == level).count()
    };
    let replies: Vec<_> = collected
        .replies
        .accepted
        .iter()
        .filter(|r| r.unit == unit && r.series == Series::SendBack)
        .collect();
    let (answered, asked) = counted(block, own, evidence);
    let questions = questions::of_unit(results, collected, block, at);
    let wanted = explain::asks(block, &explain::requests(collected, block, at));
    let last = |series: Series| {
        let is_open = |ask: &Ask| match series {
            Series::SendBack => questions.list.iter().any(|question| question.ask == *ask),
            Series::Explain => wanted.contains(ask),
        };
        last_asked(collected, series, unit, is_open)
    };
    let late = evidence.saved.zip(results.round.deadline);
    Progress {
        block: position,
        unit,
        file: evidence.file.as_deref().map(str::to_string),
        stopped: evidence.stopped.as_ref().map(|s| s.words(frame::LANG)),
        received: replies.iter().map(|r| r.saved).chain([evidence.saved]).flatten().max(),
        form_saved: evidence.saved,
        replies: replies.len(),
        refused_replies: refused_replies(results, own),
        unread: unread(evidence),
        may_have_come: evidence.file.is_none() && !results.unclaimed().is_empty(),
        answered,
        asked,
        late: late.map(|(saved, deadline)| (saved.date() - deadline).num_days().max(0)),
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        open: questions.list.len() + questions.file.len(),
        at_stake: at_stake(block, at),
        sent_back: last(Series::SendBack),
        explaining: last(Series::Explain),
    }
}

/// Files of answers of a unit of which nothing is used, in the order of the problems that say so.
fn refused_replies(results: &Results, unit: &Unit) -> Vec<String> {
    let errors = results.problems.iter().filter(|p| p.kind.level == Level::Error);
    let mut files: Vec<String> = Vec::new();
    for problem in errors.filter(|p| p.unit.as_ref() == Some(&unit.id)) {
        let involved = problem.involved.iter().map(|cell| &cell.place.file);
        for file in std::iter::once(&problem.place.file).chain(involved) {
            let mut accounts = results.ledger.accounts.iter();
            let own = |a: &Account| a.read_as == ReadAs::Reply && a.file.as_ref() == file.as_str();
            let is_reply = accounts.clone().any(own);
            let used = accounts.any(|a| own(a) && a.used() > 0);
            if is_reply && !used && !files.contains(file) {
                files.push(file.clone());
            }
        }
    }
    files
}

fn unread(evidence: &UnitEvidence) -> Vec<String> {
    let files = evidence.files.iter().filter(|sent| sent.sent_as == SentAs::Unread);
    files.map(|sent| sent.file.to_string()).collect()
}

/// The last sheet of a series that went to the unit.
fn last_asked(
    collected: &Collected,
    series: Series,
    unit: usize,
    is_open: impl Fn(&Ask) -> bool,
) -> Option<LastAsked> {
    let last = collected.replies.last_asked(series, unit)?;
    let answers = collected.replies.reply_to(last).map_or(&[][..], |reply| &reply.answers);
    let is_answered = |ask: &Ask| answers.iter().any(|given| given.ask == *ask);
    let open = last.asks.iter().filter(|ask| !is_answered(ask) && is_open(ask)).count();
    Some(LastAsked {
        number: last.number,
        asked: last.asks.len(),
        answered: last.asks.iter().filter(|ask| is_answered(ask)).count(),
        open,
    })
}

/// Data items with an answer, and all that are asked of the unit.
fn counted(block: &BlockResults, unit: &Unit, evidence: &UnitEvidence) -> (usize, usize) {
    let rubric = &block.rubric;
    let (mut answered, mut wanted) = (0, 0);
    for (at, item) in rubric.items.iter().enumerate() {
        let node = item.leaf.as_ref().and_then(|code| rubric.position(code));
        let leaf = node.and_then(|node| rubric.nodes[node].leaf.as_ref());
        let asked = rubric.asks_item(item, &unit.tags);
        if !asked || leaf.is_some_and(|leaf| !leaf.is_for(&unit.tags)) {
            continue;
        }
        wanted += 1;
        let claimed =
            node.and_then(|node| evidence.leaves.get(node)).is_some_and(|l| l.na_claim.is_some());
        let given = evidence
            .items
            .get(at)
            .is_some_and(|entry| matches!(entry.outcome, Ok(_) | Err(Gap::NotApplicable)));
        answered += usize::from(claimed || given);
    }
    (answered, wanted)
}

/// Points that hang on what the unit still owes.
fn at_stake(block: &BlockResults, at: usize) -> Exact {
    let mut sum = Exact::zero();
    for leaf in &block.scores[at].leaves {
        let node = &block.rubric.nodes[leaf.node];
        let rule = node.leaf.as_ref();
        if node.field_kind == FieldKind::Penalty || rule.is_some_and(|l| l.rule.scheme.is_some()) {
            continue;
        }
        let unproved = leaf.proof.is_empty() && rule.is_some_and(|l| l.proof.is_some());
        match leaf.state {
            State::Missing | State::Unreadable => sum += &node.max,
            State::Scored if unproved && leaf.appraised.iter().all(Option::is_none) => {
                sum += &leaf.points;
            }
            _ => {}
        }
    }
    sum
}
