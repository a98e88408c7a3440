//! The days that a text names, and whether all words around them are harmless.
//!
//! The list of harmless words is closed: “Kế hoạch số 15/KH-UBND ngày 10/01/2020” says a day on
//! which something was done, “dự kiến 10/01/2020” and “sau ngày 10/01/2020” do not, and no list
//! of such words could ever be complete.

use chrono::NaiveDate;

use super::date_phrases::{AFTER, ANYWHERE, LABELLED, NOTATIONS, PLANS, TITLES, TOPICS, VERBS};
use super::date_tokens::{Token, tokens, words_of};
use crate::terms::Date;

/// A day as a text spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    /// `None` when there is no such day.
    pub day: Option<Date>,
    /// The year has two digits.
    pub short_year: bool,
}

/// What a text says of days.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub days: Vec<Spelled>,
    /// Nothing but the days, the word “ngày”, and a time of day behind one.
    pub bare: bool,
    /// Everything else is on the list.
    pub harmless: bool,
}

/// What a folded text says of days. `names` are folded names that may stand beside one, `label`
/// is what the cell is asked for, folded.
pub(super) fn said(folded: &str, label: &str, names: &[String]) -> Said {
    let tokens = tokens(folded);
    let names: Vec<Vec<&str>> = names.iter().map(|name| words_of(name)).collect();
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        label,
        label_words: words_of(label),
        names,
        said: Said { days: Vec::new(), bare: true, harmless: true },
        before: Before::Start,
        closed: false,
        in_title: false,
    };
    while reader.at < tokens.len() {
        reader.step();
    }
    reader.said
}

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    Day,
    /// “số”, or the kind of a document: a bare number may follow.
    Document,
    Verb,
    Other,
}

struct Reader<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    label: &'t str,
    label_words: Vec<&'t str>,
    names: Vec<Vec<&'t str>>,
    said: Said,
    before: Before,
    /// A word that only stands behind the day was read.
    closed: bool,
    /// The title of a document goes on until the next mark.
    in_title: bool,
}

impl<'t> Reader<'t> {
    fn step(&mut self) {
        if self.day() || self.time() {
            return;
        }
        let token = self.tokens[self.at];
        if token.text == "ngày" {
            return self.take(1, self.before);
        }
        if token.is_mark() && "/&%+*=<>~?!".contains(token.text) {
            self.refuse();
        } else if token.is_mark() {
            self.in_title = false;
            self.said.bare &= self.at + 1 == self.tokens.len();
            self.take(1, self.before);
        } else if !self.reference() && !self.phrase() {
            self.refuse();
        }
    }

    fn take(&mut self, count: usize, before: Before) {
        self.at += count;
        self.before = before;
    }

    fn refuse(&mut self) {
        self.said.harmless = false;
        self.said.bare = false;
        self.take(1, Before::Other);
    }

    fn text(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn number(&self, at: usize) -> Option<&'t str> {
        self.tokens.get(at).filter(|token| token.is_number()).map(|token| token.text)
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// `10/01/2020`, `10.1.2020`, `2020-01-10`, `10 tháng 01 năm 2020`.
    fn day(&mut self) -> bool {
        let Some((day, short_year)) = self.day_at(self.at) else { return false };
        let mark = self.text(self.at + 1);
        let runs_on = self.text(self.at + 5) == mark
            && self.number(self.at + 6).is_some()
            && self.glued(self.at + 6);
        let runs_in = self.at > 1
            && self.text(self.at - 1) == mark
            && self.number(self.at - 2).is_some()
            && self.glued(self.at);
        self.said.harmless &= !(runs_on || runs_in || self.closed);
        self.said.days.push(Spelled { day, short_year });
        self.in_title = false;
        self.take(5, Before::Day);
        // A time of day behind a day is no more than the day.
        let bare = self.said.bare;
        let after = usize::from(self.text(self.at) == "t" && self.glued(self.at));
        self.at += after;
        if self.time() {
            self.said.bare = bare;
        } else {
            self.at -= after;
        }
        true
    }

    fn day_at(&self, at: usize) -> Option<(Option<Date>, bool)> {
        let sign = |at: usize| match self.text(at) {
            "tháng" | "năm" => "/",
            mark @ ("/" | "." | "-") => mark,
            _ => "",
        };
        let (first, second) = (sign(at + 1), sign(at + 3));
        let marked = !first.is_empty() && first == second;
        let numbers = self.number(at).zip(self.number(at + 2)).zip(self.number(at + 4));
        let ((a, b), c) = numbers.filter(|_| marked)?;
        calendar(a, b, c)
    }

    /// `17:30`, `17:30:00`, `17h30`, `17 giờ 30 phút`, `8g`.
    fn time(&mut self) -> bool {
        let Some(hour) = self.number(self.at).filter(|n| n.len() <= 2) else { return false };
        if hour.parse::<u32>().is_ok_and(|hour| hour > 24) {
            return false;
        }
        let after = |at: usize, mark: &str| {
            let digits = self.number(at + 1).is_some_and(|n| n.len() <= 2);
            (self.text(at) == mark && digits && self.day_at(at + 1).is_none()).then_some(at + 2)
        };
        let mut end = match self.text(self.at + 1) {
            ":" => match after(self.at + 1, ":") {
                Some(end) => end,
                None => return false,
            },
            word @ ("h" | "g" | "giờ") => after(self.at + 1, word).unwrap_or(self.at + 2),
            _ => return false,
        };
        if let Some(seconds) = after(end, ":") {
            end = seconds;
            if self.text(end) == "." && self.number(end + 1).is_some() && self.glued(end + 1) {
                end += 2;
            }
        }
        end += usize::from(matches!(self.text(end), "phút" | "p" | "'" | "’" | "ph"));
        // Morning and afternoon, as Vietnamese Windows writes them.
        end += usize::from(matches!(self.text(end), "sa" | "ch"));
        self.said.bare = false;
        self.at = end;
        true
    }

    /// `số 15/KH-UBND`, `15-KH/ĐU`, `KH 15`.
    fn reference(&mut self) -> bool {
        let Some(digits) = self.number(self.at) else { return false };
        let suffix = self
            .tokens
            .get(self.at + 1)
            .is_some_and(|token| token.is_word() && token.glued && token.text.chars().count() == 1);
        let mut end = self.at + 1 + usize::from(suffix);
        let year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
        if self.text(end) == "/" && self.number(end + 1).is_some_and(year) {
            end += 2;
        }
        let notation = self.notation(end);
        let plain = self.before == Before::Document && digits.len() <= 5;
        if notation.is_none() && !plain {
            return false;
        }
        self.said.bare = false;
        self.at = notation.unwrap_or(end);
        self.before = Before::Other;
        true
    }

    /// Where `/KH-UBND` ends that begins here.
    fn notation(&self, at: usize) -> Option<usize> {
        let joins = |at: usize| matches!(self.text(at), "/" | "-" | "–" | "&" | ".");
        let known = |at: usize| NOTATIONS.contains(&self.text(at));
        if !(joins(at) && known(at + 1)) {
            return None;
        }
        let mut end = at + 2;
        while joins(end) && self.tokens.get(end + 1).is_some_and(|token| token.is_word()) {
            let plain = self.text(end + 1).chars().all(|c| c.is_ascii() || c == 'đ');
            let glued = self.glued(end) && self.glued(end + 1);
            if !(known(end + 1) || (plain && glued)) {
                break;
            }
            end += 2;
        }
        Some(end)
    }

    /// The longest phrase of the list that stands here.
    fn phrase(&mut self) -> bool {
        self.said.bare = false;
        if let Some(count) = self.name() {
            self.take(count, Before::Other);
            return true;
        }
        if let Some(count) = self.longest(AFTER) {
            return self.behind(count);
        }
        if let Some(count) = self.longest(PLANS) {
            return self.plan(count);
        }
        let labelled = self.longest(LABELLED);
        let labelled = labelled.filter(|count| self.label.contains(&self.joined(*count)));
        if let Some(count) = self.longest(VERBS).or(labelled) {
            self.take(count, Before::Verb);
            return true;
        }
        if let Some((count, before)) = self.other() {
            self.in_title |= TITLES.contains(&self.joined(count).as_str());
            self.take(count, before);
            return true;
        }
        self.title_word()
    }

    fn other(&self) -> Option<(usize, Before)> {
        let year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
        match self.text(self.at) {
            "năm" if self.number(self.at + 1).is_some_and(year) => return Some((2, self.before)),
            "thứ" if self.number(self.at + 1).is_some_and(|n| n.len() == 1) => {
                return Some((2, self.before));
            }
            // “có kế hoạch ban hành” is a plan, “có, ngày …” is a yes.
            "có" | "rồi" => {
                let ends = self.tokens.get(self.at + 1).is_none_or(|token| token.is_mark());
                return ends.then_some((1, Before::Other));
            }
            _ => {}
        }
        let titles = self.longest(TITLES).map(|count| (count, Before::Other));
        titles.or_else(|| {
            let (count, document) = ANYWHERE
                .iter()
                .filter_map(|(phrase, document)| Some((self.matches(phrase)?, *document)))
                .max()?;
            Some((count, if document { Before::Document } else { self.before }))
        })
    }

    fn longest(&self, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.matches(phrase)).max()
    }

    /// How many tokens the phrase takes up, if it stands here.
    fn matches(&self, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for token in tokens(phrase) {
            if self.text(self.at + count) != token.text {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    fn joined(&self, count: usize) -> String {
        let words: Vec<&str> = (self.at..self.at + count).map(|at| self.text(at)).collect();
        words.join(" ")
    }

    /// The name of the unit, of its issuer, or their names without their kind.
    fn name(&self) -> Option<usize> {
        let stands = |name: &&Vec<&str>| {
            !name.is_empty() && name.iter().enumerate().all(|(n, w)| self.text(self.at + n) == *w)
        };
        self.names.iter().filter(stands).map(Vec::len).max()
    }

    /// Words on whether it was in time: behind a day they say how the day is, before one they
    /// say a day that something else had to keep.
    fn behind(&mut self, count: usize) -> bool {
        if self.said.days.is_empty() {
            return false;
        }
        self.closed = true;
        let end = self.at + count;
        let days = self.number(end).is_some() && self.text(end + 1) == "ngày";
        self.take(count + if days { 2 } else { 0 }, Before::Other);
        true
    }

    /// A plan by its name alone may be what is planned: it needs its number, the word “ngày”, or a
    /// verb before it.
    fn plan(&mut self, count: usize) -> bool {
        let next = self.text(self.at + count);
        let numbered =
            self.number(self.at + count).is_some() && self.day_at(self.at + count).is_none();
        let clear = self.before == Before::Verb
            || numbered
            || matches!(next, "số" | "ngày" | "đã" | "được" | "ubnd" | "" | "của" | "về" | "năm");
        if clear {
            self.take(count, Before::Document);
        }
        clear
    }

    /// A word of what the document is about.
    fn title_word(&mut self) -> bool {
        if !self.in_title {
            return false;
        }
        let topic = self.longest(TOPICS);
        let asked = self.label_words.contains(&self.text(self.at))
            && !["trước", "sau", "đến", "không", "chưa"].contains(&self.text(self.at));
        let count = topic.or(asked.then_some(1));
        let Some(count) = count else { return false };
        self.take(count, Before::Other);
        true
    }
}

/// The day that three numbers name; `None` when they are no date at all.
fn calendar(a: &str, b: &str, c: &str) -> Option<(Option<Date>, bool)> {
    if b.len() > 2 {
        return None;
    }
    let n = |t: &str| t.parse::<i32>().unwrap_or(i32::MAX);
    let (day, month, year) = match (a.len(), c.len()) {
        (1 | 2, 4 | 5) => (n(a), n(b), n(c)),
        (1 | 2, 2) => (n(a), n(b), 2000 + n(c)),
        (4, 1 | 2) => (n(c), n(b), n(a)),
        _ => return None,
    };
    let part = |n: i32| u32::try_from(n).unwrap_or(0);
    Some((NaiveDate::from_ymd_opt(year, part(month), part(day)), c.len() == 2 && a.len() < 3))
}
