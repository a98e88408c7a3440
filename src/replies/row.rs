//! One row of a reply: the answer in it, checked against what was asked.

use std::collections::BTreeMap;

use super::head::{Against, Head};
use super::{Answered, Ask, Given, Standing, asked, open};
use crate::evidence::{
    Dated, Spot, is_stored, out_of_range, read_score, read_value, turned, values,
};
use crate::grid::{Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, ReadAs};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::refusal::{Refusal, Refused};
use crate::table::{RepeatedColumns, Sections, Table, Under, is_total_row, place};
use crate::text::{machine, tidy};
use crate::value::{Gap, Value};

pub(super) struct AnswerReader<'a> {
    pub(super) grid: &'a Grid,
    pub(super) sections: &'a Sections,
    pub(super) repeated: RepeatedColumns,
    /// Of the header in force.
    pub(super) table: &'a Table,
    pub(super) head: &'a Head<'a>,
    pub(super) against: &'a Against<'a>,
    pub(super) problems: &'a mut Problems,
    /// By question; `None` when it was answered twice in different ways.
    pub(super) found: BTreeMap<Ask, Option<Answered>>,
    /// The days among the answers.
    pub(super) dates: Vec<Dated<'a>>,
    /// What was answered and cannot be used.
    pub(super) refused: Vec<Refusal>,
    /// Whether an answer is to a question of which the copy does not say what it hung on.
    pub(super) unsure: bool,
}

impl AnswerReader<'_> {
    /// Reads every row and says what became of it.
    pub(super) fn account(&mut self) -> Account {
        let mut account = Account::new(ReadAs::Reply, self.grid);
        let grid = self.grid;
        for row in &grid.rows {
            let said = self.problems.mark();
            let fate = self.row(row);
            if fate == Fate::Rejected {
                self.leave_open(row);
            }
            let header = self.sections.refusal(row.index);
            let code = header.or_else(|| self.problems.refused_since(said));
            let code = code.unwrap_or(kinds::forms::REPLY_QUESTION.code);
            let aside = match self.sections.is_heading(row) {
                true => Aside::Heading,
                false if is_total_row(row, &[]) => Aside::Total,
                false => Aside::NotGiven,
            };
            account.values += usize::from(fate == Fate::Used);
            account.add(row.index, fate.because(aside, code));
        }
        account
    }

    /// The answers; `None`, reported, when the form came back with nothing filled in: then it is
    /// no reply, and the questions are as open as before.
    pub(super) fn answers(self, account: &Account) -> Option<(Vec<Answered>, Vec<Refusal>)> {
        let whole = |kind: &Kind| {
            let problem = Problem::new(kind, Place::file(self.grid.file.as_ref()));
            problem.with("unit", &self.head.unit.name).of_unit(&self.head.unit.id)
        };
        if self.found.is_empty() && account.rejected() == 0 {
            let number = self.head.asked.number;
            self.problems.push(whole(&kinds::forms::REPLY_EMPTY).with("number", number));
            return None;
        }
        if self.unsure {
            self.problems.push(whole(&kinds::forms::REPLY_SET_UNSURE));
        }
        self.problems.push_all(turned(&self.dates));
        let refused = self.still_open();
        Some((self.found.into_values().flatten().collect(), refused))
    }

    /// The row was to answer its question; one that does not say which, any.
    fn leave_open(&mut self, row: &Row) {
        let column = self.table.column("answer").unwrap_or(0);
        let origin = self.grid.origin(row.index, column);
        let refusal = Refusal::of_cell(Refused::Reply, origin, self.head.at);
        let ask = self.table.cell(row, "ask").and_then(|cell| Ask::parse(&tidy(&cell.raw())));
        let refused = match ask.filter(|ask| self.head.asked.asks.contains(ask)) {
            Some(ask) => open::to_each(&refusal, [&ask], self.head.rubric),
            None => {
                let alike = open::to_each(&refusal, self.asked_alike(row), self.head.rubric);
                if alike.is_empty() { vec![refusal] } else { alike }
            }
        };
        self.refused.extend(refused);
    }

    /// The questions that went out with what the row repeats.
    fn asked_alike(&self, row: &Row) -> Vec<&Ask> {
        let came = self.repeated.of(row);
        let all = self.head.asked.repeated.iter();
        all.filter(|(_, out)| out.differs(&came).is_none()).map(|(ask, _)| ask).collect()
    }

    /// A row that does not say what it answers leaves open what no other answers.
    fn still_open(&self) -> Vec<Refusal> {
        let is_silent = |ask: &&Ask| !matches!(self.found.get(ask), Some(Some(_)));
        let silent: Vec<&Ask> = self.head.asked.asks.iter().filter(is_silent).collect();
        let each = self.refused.iter().flat_map(|refusal| match (&refusal.key, refusal.node) {
            (None, None) => open::to_each(refusal, silent.iter().copied(), self.head.rubric),
            _ => vec![refusal.clone()],
        });
        each.collect()
    }

    fn row(&mut self, row: &Row) -> Fate {
        match self.sections.under(row.index) {
            Under::Refused => return Fate::Rejected,
            Under::Heading | Under::Other => return Fate::SetAside,
            Under::Table(table) => self.table = table,
        }
        let filled = |id: &str| self.table.cell(row, id).filter(|c| !values::is_blank(c));
        let (answer, more) = (filled("answer"), filled("more"));
        if filled("ask").is_some() && self.is_spread(row) {
            return Fate::Rejected;
        }
        if answer.is_none() && more.is_none() {
            return Fate::SetAside;
        }
        let Some(id) = filled("ask").map(|c| tidy(&c.raw())) else {
            // Signatures and remarks below the table are no answers.
            return self.unmarked(row, answer.or(more));
        };
        let Some(ask) = Ask::parse(&id).filter(|ask| self.head.asked.asks.contains(ask)) else {
            let ask = self.words(&id);
            self.tell(&kinds::forms::REPLY_QUESTION, row, |p| p.with("ask", &ask));
            return Fate::Rejected;
        };
        match self.head.asked.standing(&ask, self.head.rubric) {
            Standing::Holds => {}
            Standing::Unsure => self.unsure = true,
            Standing::Changed => {
                let ask = self.words(&id);
                self.tell(&kinds::forms::REPLY_SET_CHANGED, row, |p| p.with("ask", &ask));
                return Fate::Rejected;
            }
        }
        if self.is_torn(row, &ask) {
            return Fate::Rejected;
        }
        let given = match answer {
            None => Given::Nothing,
            Some(cell) => match self.given(row, cell, &ask) {
                Some(given) => given,
                None => return Fate::Rejected,
            },
        };
        let column = self.table.column(if answer.is_some() { "answer" } else { "more" });
        let origin = self.grid.origin(row.index, column.unwrap_or(0));
        let more = more.and_then(|cell| self.words_in(row, "more", cell)).unwrap_or_default();
        self.take(row, Answered { ask, given, more, origin })
    }

    /// Whether an answer stands in a cell that is merged over several rows: it is told at each of
    /// their questions, and is none's.
    fn is_spread(&mut self, row: &Row) -> bool {
        for id in ["answer", "more"] {
            let Some(column) = self.table.column(id) else { continue };
            let area = self.grid.merged_at(row.index, column);
            let Some(area) = area.filter(|area| area.last.0 > area.first.0) else { continue };
            let first = self.grid.cell(area.first.0, area.first.1);
            let Some(first) = first.filter(|cell| !values::is_blank(cell)) else { continue };
            let problem = Problem::new(&kinds::values::MERGED, place(self.grid, row.index, column));
            let problem = problem.with("raw", tidy(&first.raw()));
            self.problems.push(problem.of_unit(&self.head.unit.id));
            return true;
        }
        false
    }

    /// Whether the row repeats what went out for another question: only a part of it was moved.
    fn is_torn(&mut self, row: &Row, ask: &Ask) -> bool {
        let came = self.repeated.of(row);
        let asked = &self.head.asked.repeated;
        let Some(differs) = asked.get(ask).and_then(|out| out.differs(&came)) else { return false };
        let mut others = asked.iter().filter(|(other, _)| *other != ask);
        let other = others.find(|(_, out)| out.differs(&came).is_none());
        let other = other.map(|(other, _)| self.words(&other.to_string()));
        let (vi, en) = match other {
            Some(other) => (format!(", là của câu “{other}”"), format!(", which is of “{other}”")),
            None => Default::default(),
        };
        let ask = self.words(&ask.to_string());
        let problem =
            Problem::new(&kinds::forms::REPLY_TORN, place(self.grid, row.index, differs.column))
                .with("ask", ask)
                .with("heading", &differs.heading)
                .with("found", &differs.found)
                .with("wanted", &differs.wanted)
                .said("other", vi, en);
        self.problems.push(problem.of_unit(&self.head.unit.id));
        true
    }

    fn tell(&mut self, kind: &Kind, row: &Row, facts: impl Fn(Problem) -> Problem) {
        let column = self.table.column("answer").unwrap_or(0);
        let problem = Problem::new(kind, place(self.grid, row.index, column));
        self.problems.push(facts(problem).of_unit(&self.head.unit.id));
    }

    /// A question as people call it.
    fn words(&self, id: &str) -> String {
        let Some(ask) = Ask::parse(id) else { return id.to_string() };
        match (&ask, self.head.asked.shown.get(&ask)) {
            // The set may no longer have it.
            (Ask::Value(_), Some([_, label])) if !label.is_empty() => label.clone(),
            _ => asked::words(&ask, self.head.rubric),
        }
    }

    fn unmarked(&mut self, row: &Row, answer: Option<&Cell>) -> Fate {
        match answer.map(|c| tidy(&c.raw())) {
            Some(_) if is_total_row(row, &[]) => Fate::SetAside,
            Some(raw)
                if raw.contains(|c: char| c.is_ascii_digit())
                    || ["criterion", "label"]
                        .iter()
                        .any(|id| self.table.cell(row, id).is_some()) =>
            {
                self.tell(&kinds::forms::REPLY_ROW, row, |p| p.with("raw", &raw));
                Fate::Rejected
            }
            _ => Fate::SetAside,
        }
    }

    /// What stands in the answer cell; `None` when it cannot be read, which was reported.
    fn given(&mut self, row: &Row, cell: &Cell, ask: &Ask) -> Option<Given> {
        let column = self.table.column("answer")?;
        let (grid, round) = (self.grid, self.against.round);
        let spot = Spot { grid, row: row.index, column, round, unit: Some(&self.head.unit.id) };
        let rubric = self.head.rubric;
        match ask {
            Ask::Value(key) => {
                let (_, item) = rubric.item(key)?;
                let outcome = read_value(cell, item, &spot, self.problems);
                if matches!(outcome, Err(Gap::Unreadable | Gap::Missing | Gap::Pending)) {
                    return None;
                }
                let is_stored = is_stored(cell);
                if let Ok(Value::Date(day)) = outcome {
                    let place = place(grid, row.index, column);
                    self.dates.push(Dated {
                        day,
                        cell: grid.cell(row.index, column)?,
                        place,
                        item,
                        unit: &self.head.unit.id,
                    });
                }
                Some(Given::Value { outcome, raw: cell.raw(), is_stored })
            }
            Ask::SelfScore(code) => {
                let node = rubric.node(code)?;
                let min = &node.leaf.as_ref()?.min;
                match read_score(cell, (min, &node.max), &spot, self.problems)? {
                    Err(Gap::Unreadable) => None,
                    score => {
                        let told = out_of_range(score.as_ref().ok(), node, &spot);
                        self.problems.push_all(told);
                        Some(Given::Score(score))
                    }
                }
            }
            _ => {
                let text = self.words_in(row, "answer", cell)?;
                // Perhaps only the column of answers was sorted.
                if !text.contains(char::is_alphabetic) {
                    let ask = self.words(&ask.to_string());
                    self.tell(&kinds::forms::REPLY_WORDS, row, |p| {
                        p.with("ask", &ask).with("raw", &text)
                    });
                    return None;
                }
                Some(Given::Text(text))
            }
        }
    }

    /// The words of a cell; what a program wrote there is none, which is told.
    fn words_in(&mut self, row: &Row, id: &str, cell: &Cell) -> Option<String> {
        let text = tidy(&cell.raw());
        if machine(&text).is_none() {
            return Some(text);
        }
        let place = place(self.grid, row.index, self.table.column(id).unwrap_or(0));
        let problem = Problem::new(&kinds::evidence::TEXT_ERROR, place).with("raw", text);
        self.problems.push(problem.of_unit(&self.head.unit.id));
        None
    }

    fn take(&mut self, row: &Row, answered: Answered) -> Fate {
        let ask = answered.ask.clone();
        let Some(before) = self.found.get(&ask) else {
            self.found.insert(ask, Some(answered));
            return Fate::Used;
        };
        let same = |b: &Answered| b.given == answered.given && b.more == answered.more;
        if before.as_ref().is_some_and(same) {
            return Fate::SetAside;
        }
        let first = before.as_ref().map_or(String::new(), |b| b.origin.cell.to_string());
        let words = self.words(&ask.to_string());
        self.tell(&kinds::forms::REPLY_ROW_TWICE, row, |p| {
            p.with("ask", &words).with("first", &first)
        });
        self.found.insert(ask, None);
        Fate::Rejected
    }
}
