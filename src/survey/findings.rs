//! What was wrong with the forms of one sheet, gathered so that a fault of a thousand rows is
//! one message that names the first of them.

use std::collections::HashMap;

use crate::grid::{Grid, address};
use crate::problem::{Kind, Problem, Problems, kinds};
use crate::table;
use crate::text::tidy;

/// So many rows or cells are named; the others are counted.
const NAMED: usize = 10;
/// A quoted cell is cut after so many characters.
const QUOTED: usize = 60;

/// The findings of one sheet.
#[derive(Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    at: HashMap<(&'static str, String), usize>,
    answers: Vec<Refusals>,
    /// The code of the finding that was added last: why a row is not used.
    pub last: Option<&'static str>,
}

struct Finding {
    kind: Kind,
    text: String,
    /// Row and column of the first.
    first: (u32, u32),
    rows: Vec<u32>,
    count: usize,
}

/// Refused answers to one question.
#[derive(Clone, Default)]
struct Refusals {
    first: (u32, u32),
    cells: Vec<String>,
    count: usize,
}

impl Findings {
    pub fn new(questions: usize) -> Findings {
        Findings { answers: vec![Refusals::default(); questions], ..Findings::default() }
    }

    /// A form that `kind` is to be said of; forms with one `text` are said together.
    pub fn add(&mut self, kind: &Kind, text: &str, row: u32, column: u32) {
        self.last = Some(kind.code);
        let key = (kind.code, text.to_string());
        let at = *self.at.entry(key).or_insert_with(|| {
            let (kind, text, first) = (*kind, text.to_string(), (row, column));
            self.list.push(Finding { kind, text, first, rows: Vec::new(), count: 0 });
            self.list.len() - 1
        });
        let finding = &mut self.list[at];
        finding.count += 1;
        if finding.rows.len() < NAMED {
            finding.rows.push(row + 1);
        }
    }

    /// A cell that is not an answer.
    pub fn add_answer(&mut self, question: usize, row: u32, column: u32, raw: &str) {
        let refusals = &mut self.answers[question];
        if refusals.count == 0 {
            refusals.first = (row, column);
        }
        refusals.count += 1;
        if refusals.cells.len() < NAMED {
            refusals.cells.push(format!("{} “{}”", address(row, column), quoted(raw)));
        }
    }

    /// Says all of it. `answers` and `groups` list what would have been right; `question` names
    /// a question.
    pub fn report<'q>(
        self,
        grid: &Grid,
        answers: &str,
        groups: &str,
        question: impl Fn(usize) -> &'q str,
        problems: &mut Problems,
    ) {
        for finding in self.list {
            let rows: Vec<String> = finding.rows.iter().map(u32::to_string).collect();
            let place = table::place(grid, finding.first.0, finding.first.1);
            problems.push(
                Problem::new(&finding.kind, place)
                    .with("count", finding.count)
                    .with("text", quoted(&finding.text))
                    .with("rows", listed(rows, finding.count))
                    .with("known", groups)
                    .with("raw", quoted(&finding.text))
                    .of_many(finding.count),
            );
        }
        for (at, refusals) in self.answers.into_iter().enumerate().filter(|(_, r)| r.count > 0) {
            let place = table::place(grid, refusals.first.0, refusals.first.1);
            problems.push(
                Problem::new(&kinds::survey::ANSWER, place)
                    .with("question", question(at))
                    .with("count", refusals.count)
                    .with("cells", listed(refusals.cells, refusals.count))
                    .with("known", answers)
                    .of_many(refusals.count),
            );
        }
    }
}

/// `5, 9, 12 … (+34)`
fn listed(named: Vec<String>, count: usize) -> String {
    let more = count - named.len();
    let list = named.join(", ");
    if more == 0 { list } else { format!("{list} … (+{more})") }
}

fn quoted(raw: &str) -> String {
    let text = tidy(raw);
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
