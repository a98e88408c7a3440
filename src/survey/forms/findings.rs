//! What was wrong with the forms of one sheet, gathered so that a fault of a million rows is one
//! message with the exact count and the first of them. Texts that may be about a person are not
//! quoted.

use std::collections::HashMap;

use crate::problem::{Kind, Problem, Problems, kinds::survey as kinds};
use crate::text::tidy;

use crate::survey::forms::listed::{NAMED, QUOTED, TEXTS, listed};
use crate::survey::forms::personal::{HIDDEN, is_sayable};
use crate::survey::forms::refusals::{Refusals, Told};

/// The findings of one sheet, or of a piece of it.
#[derive(Default)]
pub(crate) struct SheetFindings {
    list: Vec<Finding>,
    at: HashMap<(&'static str, String), usize>,
    /// Of the questions, then of the side questions.
    answers: Vec<Refusals>,
    /// The code of the finding that was added last: why a row is not used.
    pub last: Option<&'static str>,
}

struct Finding {
    kind: Kind,
    text: String,
    column: u32,
    /// The first of them, from 0.
    rows: Vec<u32>,
    count: usize,
}

impl SheetFindings {
    /// Nothing was added, and it is not known how many questions there are.
    pub(crate) fn is_new(&self) -> bool {
        self.answers.is_empty() && self.list.is_empty()
    }

    /// `questions` counts the side questions too.
    pub(crate) fn new(questions: usize) -> SheetFindings {
        let answers = (0..questions).map(|_| Refusals::default()).collect();
        SheetFindings { answers, ..SheetFindings::default() }
    }

    /// A form that `kind` is to be said of; forms with one `text` are said together.
    pub(crate) fn add(&mut self, kind: &Kind, text: &str, row: u32, column: u32) {
        self.last = Some(kind.code);
        self.add_many((kind, text), column, &[row], 1);
    }

    fn add_many(&mut self, (kind, text): (&Kind, &str), column: u32, rows: &[u32], count: usize) {
        let text: String = tidy(text).chars().take(QUOTED).collect();
        let key = (kind.code, text.clone());
        let at = match self.at.get(&key) {
            Some(at) => *at,
            // beyond so many texts the others are said together
            None if self.list.len() >= TEXTS && !text.is_empty() => {
                return self.add_many((kind, ""), column, rows, count);
            }
            None => {
                self.at.insert(key, self.list.len());
                let kind = *kind;
                self.list.push(Finding { kind, text, column, rows: Vec::new(), count: 0 });
                self.list.len() - 1
            }
        };
        let finding = &mut self.list[at];
        finding.count += count;
        let room = NAMED.saturating_sub(finding.rows.len());
        finding.rows.extend(rows.iter().take(room));
    }

    /// A cell that is not an answer.
    pub(crate) fn add_answer(&mut self, question: usize, row: u32, column: u32, raw: &str) {
        let text: String = tidy(raw).chars().take(QUOTED + 1).collect();
        self.answers[question].add(&text, &[(row, column)], 1);
    }

    /// Adds the findings of the next piece, which begins at row `base`.
    pub(crate) fn append(&mut self, other: SheetFindings, base: u32) {
        for finding in other.list {
            let rows: Vec<u32> = finding.rows.iter().map(|row| row + base).collect();
            let said = (&finding.kind, finding.text.as_str());
            self.add_many(said, finding.column, &rows, finding.count);
        }
        for (own, others) in self.answers.iter_mut().zip(other.answers) {
            for refused in others.texts {
                let cells = refused.cells.iter().map(|(row, column)| (row + base, *column));
                own.add(&refused.text, &cells.collect::<Vec<_>>(), refused.count);
            }
            own.more += others.more;
        }
    }

    /// Says all of it.
    pub(crate) fn report(
        self,
        told: &Told<'_>,
        is_near_unit: &dyn Fn(&str) -> bool,
        problems: &mut Problems,
    ) {
        let modes: Vec<&str> = told.scheme.modes.iter().map(|(mode, _)| mode.as_str()).collect();
        let known: Vec<&str> = told.groups.iter().map(String::as_str).collect();
        let groups = told.groups.join(", ");
        let is_shown = |kind: &Kind, text: &str| match kind.code {
            code if code == kinds::UNIT_ROWS.code => is_near_unit(text),
            code if code == kinds::GROUP.code => is_sayable(text, &known),
            code if code == kinds::MODE.code => is_sayable(text, &modes),
            _ => true,
        };
        for finding in with_hidden_ones_together(self.list, &is_shown) {
            let rows: Vec<String> = finding.rows.iter().map(|row| (row + 1).to_string()).collect();
            let first = finding.rows.first().copied().unwrap_or(0);
            let problem = Problem::new(&finding.kind, told.sheet.place(first, finding.column))
                .with("count", finding.count)
                .with("text", &finding.text)
                .with("rows", listed(rows, finding.count))
                .with("known", &groups)
                .of_many(finding.count);
            problems.push(match finding.kind.code == kinds::UNSEEN.code {
                true => problem.said("raw", "ký tự mắt không thấy", "characters that nobody sees"),
                false => problem,
            });
        }
        for (at, refusals) in self.answers.iter().enumerate() {
            refusals.report(at, told, problems);
        }
    }
}

/// Findings whose text must not be quoted come together: one message with the count of all.
fn with_hidden_ones_together(
    list: Vec<Finding>,
    is_shown: &dyn Fn(&Kind, &str) -> bool,
) -> Vec<Finding> {
    let mut together: Vec<Finding> = Vec::with_capacity(list.len());
    for mut finding in list {
        if is_shown(&finding.kind, &finding.text) {
            together.push(finding);
            continue;
        }
        let same =
            |other: &&mut Finding| other.kind.code == finding.kind.code && other.text == HIDDEN;
        match together.iter_mut().find(same) {
            Some(other) => {
                other.count += finding.count;
                other.rows.extend(&finding.rows);
                other.rows.sort_unstable();
                other.rows.truncate(NAMED);
            }
            None => {
                finding.text = HIDDEN.to_string();
                together.push(finding);
            }
        }
    }
    together
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_together_with_their_rows() {
        let mut all = SheetFindings::new(1);
        for base in [0, 100] {
            let mut piece = SheetFindings::new(1);
            for row in 0..50 {
                piece.add_answer(0, row, 2, if row == 3 { "KTL" } else { "6" });
            }
            piece.add(&kinds::NO_UNIT, "", 7, 1);
            all.append(piece, base);
        }
        assert_eq!(all.list[0].rows, [7, 107]);
        let refusals = &all.answers[0];
        assert_eq!((refusals.texts[0].count, refusals.texts[1].count), (98, 2));
        assert_eq!(refusals.texts[1].cells, [(3, 2), (103, 2)]);
    }
}
