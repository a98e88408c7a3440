//! One workbook that came back → the answers in it, each checked against what was asked.

use std::collections::BTreeMap;

use super::sheet::{self, ASK_HEADING};
use super::{Answered, Ask, Asked, Given, Reply, Series, Standing, asked};
use crate::evidence::{
    Dated, Spot, is_stored, out_of_range, read_score, read_value, turned, values,
};
use crate::grid::{Book, Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Findings, ReadAs, RowFate};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::{Matched, Names, Round, Unit};
use crate::rubric::Rubric;
use crate::table::{
    self, META, Meta, RepeatedColumns, Sections, Table, Under, is_total_row, note_cells, place,
    title_value,
};
use crate::text::{fold, machine, tidy};
use crate::value::{Gap, Value};

/// What replies are read against.
pub struct Against<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    /// One per block; `None` where the set is broken.
    pub rubrics: &'a [Option<Rubric>],
    pub asked: &'a [Asked],
}

/// Reads one reply. `None` when nothing of it can count, which a problem then says.
pub fn reply(book: &Book, against: &Against<'_>, findings: &mut Findings) -> Option<Reply> {
    let said = findings.problems.mark();
    let head = head(book, against, &mut findings.problems);
    let chosen = head.as_ref().and_then(|_| choose(book, &mut findings.problems));
    let code = findings.problems.refused_since(said).unwrap_or(kinds::round::BLOCK_UNSCORED.code);
    let mut answers = None;
    for grid in &book.sheets {
        let account = match (&head, &chosen) {
            (Some(head), Some((one, table))) if std::ptr::eq(*one, grid) => {
                note_cells(grid, &mut findings.problems);
                let found = BTreeMap::new();
                let sections = sheet::sections(grid, table, &mut findings.problems);
                let table = sections.first();
                let sections = &sections;
                let (dates, unsure) = (Vec::new(), false);
                let repeated = RepeatedColumns::new(grid, table, sheet::REPEATED);
                let mut reader = AnswerReader {
                    grid,
                    sections,
                    repeated,
                    table,
                    head,
                    against,
                    problems: &mut findings.problems,
                    found,
                    dates,
                    unsure,
                };
                let account = reader.account();
                answers = reader.answers(&account);
                account
            }
            _ => Account::whole(ReadAs::Reply, grid, unread(grid, chosen.is_none(), code)),
        };
        findings.ledger.push(account);
    }
    let head = head?;
    Some(Reply {
        series: head.series,
        unit: head.at,
        number: head.asked.number,
        file: book.file.clone(),
        sha256: book.sha256.clone(),
        saved: book.saved,
        answers: answers?,
    })
}

/// What becomes of a sheet whose rows are not read.
fn unread(grid: &Grid, refused: bool, code: &'static str) -> RowFate {
    match (fold(&grid.sheet) == META, grid.visible) {
        (true, _) => RowFate::Aside(Aside::Recognition),
        (_, false) => RowFate::Aside(Aside::HiddenSheet),
        (_, true) if refused => RowFate::Rejected(code),
        (_, true) => RowFate::Aside(Aside::OtherSheet),
    }
}

/// Whose reply it is, to what.
struct Head<'a> {
    series: Series,
    at: usize,
    unit: &'a Unit,
    rubric: &'a Rubric,
    asked: &'a Asked,
}

/// Compares the hidden sheet with the round and with what was asked.
fn head<'a>(book: &Book, against: &Against<'a>, problems: &mut Problems) -> Option<Head<'a>> {
    let whole = Place::file(book.file.as_ref());
    let new = |kind: &Kind| Problem::new(kind, whole.clone());
    let meta = Meta::of(book);
    let Some((meta, series)) = meta.and_then(|m| Series::of(&m).map(|s| (m, s))) else {
        problems.push(new(&kinds::forms::REPLY_UNKNOWN));
        return None;
    };
    let round = against.round;
    let named = meta.value("round");
    if named != round.id {
        let problem = new(&kinds::evidence::ROUND).with("found", named);
        problems.push(problem.with("round", &round.id));
        return None;
    }
    let id = meta.value("unit");
    let Some(at) = round.units.iter().position(|u| u.id.as_str() == id) else {
        let problem = new(&kinds::forms::REPLY_UNIT).with("unit", id);
        problems.push(match refused_row(book, against) {
            Some(row) => problem.because_of(row),
            None => problem,
        });
        return None;
    };
    let unit = &round.units[at];
    let refuse = |problem: Problem, problems: &mut Problems| {
        problems.push(problem.of_unit(&unit.id));
        None
    };
    // The set's own problems say why its block is not scored.
    let rubric = against.rubrics.get(unit.block)?.as_ref()?;
    if let Some(other) = other_unit(book, against, at) {
        let problem = new(&kinds::evidence::OTHER_UNIT).with("found", &unit.name);
        return refuse(problem.with("unit", &round.units[other].name), problems);
    }
    let set = meta.value("set");
    if set != rubric.id {
        let problem = new(&kinds::evidence::SET).with("found", set).with("set", &rubric.id);
        return refuse(problem, problems);
    }
    let number = meta.value("number");
    let asked = against.asked.iter().find(|a| {
        a.series == series && a.unit == at && number.parse().is_ok_and(|n: u32| n == a.number)
    });
    let Some(asked) = asked else {
        let problem = new(&kinds::forms::REPLY_NEVER_ASKED).with("unit", &unit.name);
        return refuse(problem.with("number", number).with("folder", series.key()), problems);
    };
    Some(Head { series, at, unit, rubric, asked })
}

/// The unit in the title of the sheet of questions, as written and as the round knows it.
fn titled(book: &Book, against: &Against<'_>) -> Option<(String, Matched)> {
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let (grid, table) = visible.find_map(|grid| Some((grid, sheet::table(grid).ok()?)))?;
    let title = title_value(grid, table.header.0, &["Đơn vị"])?;
    let matched = against.names.find(&title.text);
    Some((title.text, matched))
}

/// Where the round lists the unit of the title, when that row cannot be used.
fn refused_row(book: &Book, against: &Against<'_>) -> Option<Place> {
    let (text, matched) = titled(book, against)?;
    against.names.problem(&matched, &text, Place::default())?.because
}

/// The unit that the title names, when it is another one.
fn other_unit(book: &Book, against: &Against<'_>, at: usize) -> Option<usize> {
    match titled(book, against)?.1 {
        Matched::Exact(other) | Matched::ByAlias(other) if other != at => Some(other),
        _ => None,
    }
}

/// The one visible sheet of questions.
fn choose<'b>(book: &'b Book, problems: &mut Problems) -> Option<(&'b Grid, Table)> {
    let likely = book.sheets.iter().filter(|g| g.visible);
    let mut likely: Vec<_> = likely.filter_map(|g| Some((g, sheet::table(g).ok()?))).collect();
    table::without_copies(&mut likely, |(grid, _)| grid, problems);
    let place = Place::file(book.file.as_ref());
    match likely.len() {
        0 => problems
            .push(Problem::new(&kinds::forms::REPLY_SHEET, place).with("column", ASK_HEADING)),
        1 => return likely.pop(),
        _ => {
            let names: Vec<String> = likely.iter().map(|(g, _)| format!("“{}”", g.sheet)).collect();
            let problem = Problem::new(&kinds::evidence::SHEETS, place);
            problems.push(problem.with("sheets", names.join(", ")));
        }
    }
    None
}

struct AnswerReader<'a> {
    grid: &'a Grid,
    sections: &'a Sections,
    repeated: RepeatedColumns,
    /// Of the header in force.
    table: &'a Table,
    head: &'a Head<'a>,
    against: &'a Against<'a>,
    problems: &'a mut Problems,
    /// By question; `None` when it was answered twice in different ways.
    found: BTreeMap<Ask, Option<Answered>>,
    /// The days among the answers.
    dates: Vec<Dated<'a>>,
    /// Whether an answer is to a question of which the copy does not say what it hung on.
    unsure: bool,
}

impl AnswerReader<'_> {
    /// Reads every row and says what became of it.
    fn account(&mut self) -> Account {
        let mut account = Account::new(ReadAs::Reply, self.grid);
        let grid = self.grid;
        for row in &grid.rows {
            let said = self.problems.mark();
            let fate = self.row(row);
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
    fn answers(self, account: &Account) -> Option<Vec<Answered>> {
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
        let told = turned(&self.dates).into_iter();
        self.problems.push_all(told.map(|problem| problem.of_unit(&self.head.unit.id)));
        Some(self.found.into_values().flatten().collect())
    }

    fn row(&mut self, row: &Row) -> Fate {
        match self.sections.under(row.index) {
            Under::Refused => return Fate::Rejected,
            Under::Heading | Under::Other => return Fate::SetAside,
            Under::Table(table) => self.table = table,
        }
        let filled = |id: &str| self.table.cell(row, id).filter(|c| !values::is_blank(c));
        let (answer, more) = (filled("answer"), filled("more"));
        if answer.is_none() && more.is_none() {
            return Fate::SetAside;
        }
        let Some(id) = filled("ask").map(|c| tidy(&c.raw())) else {
            // Signatures and remarks below the table are no answers.
            return self.unmarked(row, answer);
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
            Some(raw) if raw.contains(|c: char| c.is_ascii_digit()) => {
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
            _ => self.words_in(row, "answer", cell).map(Given::Text),
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
