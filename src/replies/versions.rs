//! Several files that answer one asking, to the one that counts. Copies and files with the same
//! answers count once; of files that differ only a person chooses: by moving files away, or by
//! `[evidence]` in `round.toml`, which names the file (`use`) or the rule
//! (`versions = "newest"`, by the time that is saved inside the files).

use std::collections::BTreeSet;

use super::{Answered, Ask, Given, Reply, asked, open};
use crate::evidence::differences;
use crate::expr::number_words;
use crate::ledger::{Aside, Findings, Ledger, ReadAs, RowFate};
use crate::problem::{Place, Problem, kinds};
use crate::refusal::Refusal;
use crate::round::{Round, Versions};
use crate::rubric::Rubric;
use crate::terms::Lang;
use crate::value::Gap;

/// Why a choice was made, or could not be; in both languages.
type Said = (String, String);

/// The replies to one asking of one unit on their way to the one that counts.
pub(super) struct Sent<'a> {
    pub round: &'a Round,
    /// `None` where the set of the block is broken.
    pub rubric: Option<&'a Rubric>,
    pub findings: &'a mut Findings,
    /// What does not count and was to correct a figure or to explain points.
    pub refused: &'a mut Vec<Refusal>,
}

impl Sent<'_> {
    /// The reply that counts, and what else answers the same asking in other words; none of it
    /// when nobody chose between several.
    pub(super) fn one_of(&mut self, list: Vec<Reply>) -> Option<Reply> {
        let list = self.without_copies(list);
        let mut distinct = self.without_twins(list);
        if distinct.len() < 2 {
            return distinct.pop();
        }
        match self.choose(&distinct) {
            Ok((at, by)) => {
                let chosen = distinct.remove(at);
                self.note_choice(&chosen, &distinct, by);
                distinct.iter().for_each(|other| self.set_aside(other, Aside::NotChosen));
                Some(chosen)
            }
            Err(why) => {
                self.stop(&distinct, why);
                None
            }
        }
    }

    fn is_named(&self, reply: &Reply) -> bool {
        self.round.chosen_files.iter().any(|chosen| chosen.is(&reply.file))
    }

    /// Exact copies are set aside; of several, the one that `use` names is kept.
    fn without_copies(&mut self, list: Vec<Reply>) -> Vec<Reply> {
        let mut distinct: Vec<Reply> = Vec::new();
        for reply in list {
            let twin = distinct.iter_mut().find(|known| known.sha256 == reply.sha256);
            let Some(twin) = twin else {
                distinct.push(reply);
                continue;
            };
            let copy = match self.is_named(&reply) && !self.is_named(twin) {
                true => std::mem::replace(twin, reply),
                false => reply,
            };
            let place = Place::file(copy.file.as_ref());
            let problem = Problem::new(&kinds::evidence::COPY, place).with("first", &twin.file);
            self.set_aside(&copy, Aside::Copy);
            self.push(problem, &copy);
        }
        distinct
    }

    /// Files with the same answers need no choice: the one that came first counts, unless `use`
    /// names another.
    fn without_twins(&mut self, list: Vec<Reply>) -> Vec<Reply> {
        let mut groups: Vec<Vec<Reply>> = Vec::new();
        for reply in list {
            match groups.iter_mut().find(|group| says_the_same(&group[0], &reply)) {
                Some(group) => group.push(reply),
                None => groups.push(vec![reply]),
            }
        }
        groups.into_iter().filter_map(|group| self.first_of(group)).collect()
    }

    fn first_of(&mut self, mut group: Vec<Reply>) -> Option<Reply> {
        // Without a time nothing says that it came first.
        group.sort_by_key(|reply| (!self.is_named(reply), reply.saved.is_none(), reply.saved));
        let others = group.split_off(1);
        let first = group.pop()?;
        for other in &others {
            self.note_same(&first, other);
        }
        Some(first)
    }

    /// Notes that another file says the same as the one that counts.
    pub(super) fn note_same(&mut self, first: &Reply, other: &Reply) {
        self.set_aside(other, Aside::Repeated);
        let problem = self
            .about(&kinds::forms::REPLY_SAME, other)
            .with("number", other.number)
            .with("taken", shown(first))
            .with("raw", shown(other));
        self.push(problem, other);
    }

    /// Which of them `round.toml` chooses, and by what.
    ///
    /// # Errors
    /// Why it chooses none; empty when it does not say how to choose.
    fn choose(&self, list: &[Reply]) -> Result<(usize, Said), Said> {
        let named: Vec<usize> = (0..list.len()).filter(|at| self.is_named(&list[*at])).collect();
        if let [one] = named[..] {
            let both = ("theo dòng use trong round.toml", "as the line `use` of round.toml says");
            return Ok((one, (both.0.into(), both.1.into())));
        }
        if self.round.versions != Versions::Newest || !named.is_empty() {
            return Err(Said::default());
        }
        if let Some(silent) = list.iter().find(|reply| reply.saved.is_none()) {
            let file = &silent.file;
            return Err((
                format!("Không lấy được tệp lưu sau cùng: {file} không ghi giờ lưu. "),
                format!("The newest is not known: {file} does not say when it was saved. "),
            ));
        }
        let newest = list.iter().map(|reply| reply.saved).max().flatten();
        let mut last = (0..list.len()).filter(|at| list[*at].saved == newest);
        match (last.next(), last.next(), newest) {
            (Some(one), None, Some(time)) => {
                let time = time.format("%d/%m/%Y %H:%M:%S");
                let vi = format!("vì lưu sau cùng ({time})");
                Ok((one, (vi, format!("because it was saved last ({time})"))))
            }
            _ => Err((
                "Không lấy được tệp lưu sau cùng: có hai tệp cùng giờ lưu. ".to_string(),
                "The newest is not known: two were saved at the same time. ".to_string(),
            )),
        }
    }

    fn note_choice(&mut self, chosen: &Reply, others: &[Reply], (vi, en): Said) {
        let all: Vec<&Reply> = std::iter::once(chosen).chain(others).collect();
        let files: Vec<String> = all.iter().map(|reply| shown(reply)).collect();
        let (differ_vi, differ_en) = self.differences(&all);
        let mut problem = self
            .about(&kinds::forms::REPLY_CHOSEN, chosen)
            .with("number", chosen.number)
            .with("count", all.len())
            .said("by", vi, en)
            .said("differences", differ_vi, differ_en)
            .with("others", files[1..].join(", "))
            .with("raw", files.join(", "))
            .with("taken", &chosen.file);
        for reply in all {
            problem = problem.involving(Place::file(reply.file.as_ref()), "", "");
        }
        self.push(problem, chosen);
    }

    /// Nobody but the office may choose.
    fn stop(&mut self, list: &[Reply], (vi, en): Said) {
        let all: Vec<&Reply> = list.iter().collect();
        let files: Vec<String> = all.iter().map(|reply| shown(reply)).collect();
        let (differ_vi, differ_en) = self.differences(&all);
        let mut problem = self
            .about(&kinds::forms::REPLY_TWICE, all[0])
            .with("number", all[0].number)
            .with("count", all.len())
            .with("files", files.join(", "))
            .with("first", &all[0].file)
            .said("undecided", vi, en)
            .said("differences", differ_vi, differ_en);
        for reply in &all {
            problem = problem.involving(Place::file(reply.file.as_ref()), "", "");
        }
        self.push(problem, all[0]);
        for reply in list {
            let open = |one| open::of_answer(reply, one, self.rubric?);
            self.refused.extend(reply.answers.iter().filter_map(open));
            self.refused.extend(reply.refused.iter().cloned());
        }
        let why = RowFate::Rejected(kinds::forms::REPLY_TWICE.code);
        all.iter().for_each(|reply| reject(reply, why, &mut self.findings.ledger));
    }

    /// In which answers the files differ: what the office looks at when it chooses.
    pub(super) fn differences(&self, all: &[&Reply]) -> Said {
        let asks: BTreeSet<&Ask> =
            all.iter().flat_map(|reply| reply.answers.iter().map(|given| &given.ask)).collect();
        let differ = |ask: &&Ask| {
            let first = answer(all[0], ask).map(said);
            all.iter().any(|reply| answer(reply, ask).map(said) != first)
        };
        let named = asks.into_iter().filter(differ).map(|ask| {
            let label = match self.rubric {
                Some(rubric) => asked::words(ask, rubric),
                None => ask.to_string(),
            };
            let given: Vec<String> = all.iter().map(|reply| quoted(answer(reply, ask))).collect();
            format!("{label}: {}", given.join(" / "))
        });
        differences(named.collect(), ("câu trả lời", "answers"))
    }

    /// What stands in a file that does not count is nothing to mend.
    fn set_aside(&mut self, reply: &Reply, aside: Aside) {
        self.findings.problems.retain(|problem| problem.place.file != *reply.file);
        reject(reply, RowFate::Aside(aside), &mut self.findings.ledger);
    }

    fn about(&self, kind: &crate::problem::Kind, reply: &Reply) -> Problem {
        Problem::new(kind, Place::file(reply.file.as_ref()))
            .with("unit", &self.round.units[reply.unit].name)
    }

    fn push(&mut self, problem: Problem, reply: &Reply) {
        self.findings.problems.push(problem.of_unit(&self.round.units[reply.unit].id));
    }
}

/// The file with the time of its saving.
pub(super) fn shown(reply: &Reply) -> String {
    match reply.saved {
        Some(saved) => format!("{} (lưu {})", reply.file, saved.format("%d/%m/%Y %H:%M")),
        None => format!("{} (không rõ giờ lưu)", reply.file),
    }
}

/// Rows that were read as answers and do not count after all.
pub(super) fn reject(reply: &Reply, why: RowFate, ledger: &mut Ledger) {
    ledger.of_file(ReadAs::Reply, &reply.file).for_each(|account| account.change_used(why));
}

/// The row of one answer does not count after all.
pub(super) fn reject_one(reply: &Reply, answered: &Answered, why: RowFate, ledger: &mut Ledger) {
    let origin = &answered.origin;
    let number = origin.cell.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let Some(row) = number.parse::<u32>().ok().and_then(|row| row.checked_sub(1)) else { return };
    let accounts = ledger.of_file(ReadAs::Reply, &reply.file);
    for account in accounts.filter(|account| account.why(row) == Some(RowFate::Used)) {
        account.change(row, why);
        account.values = account.values.saturating_sub(1);
    }
}

fn answer<'r>(reply: &'r Reply, ask: &Ask) -> Option<&'r Answered> {
    reply.answers.iter().find(|given| given.ask == *ask)
}

/// Two replies are the same when every question got the same answer, however it is written.
pub(super) fn says_the_same(one: &Reply, other: &Reply) -> bool {
    one.answers.len() == other.answers.len()
        && one.answers.iter().all(|given| answer(other, &given.ask).map(said) == Some(said(given)))
}

/// What was answered, without the way it was written.
fn said(answered: &Answered) -> (Given, &str) {
    let given = match &answered.given {
        Given::Value { outcome, .. } => {
            Given::Value { outcome: outcome.clone(), raw: String::new(), is_stored: false }
        }
        other => other.clone(),
    };
    (given, answered.more.as_str())
}

/// An answer as it was written.
fn quoted(answered: Option<&Answered>) -> String {
    let Some(answered) = answered else { return "(trống)".to_string() };
    let given = match &answered.given {
        Given::Value { raw, .. } => raw.clone(),
        Given::Score(Ok(points)) => number_words(points, Lang::Vi),
        Given::Score(Err(Gap::NotApplicable)) => "Không áp dụng".to_string(),
        Given::Score(Err(_)) | Given::Nothing => String::new(),
        Given::Text(text) => text.clone(),
    };
    match (given.is_empty(), answered.more.is_empty()) {
        (true, true) => "(trống)".to_string(),
        (false, true) => format!("“{given}”"),
        (true, false) => format!("“{}”", answered.more),
        (false, false) => format!("“{given}”, “{}”", answered.more),
    }
}
