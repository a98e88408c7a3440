//! What was wrong with the forms of one sheet, gathered so that a fault of a million rows is one
//! message with the exact count and the first of them. Texts that may be about a person are not
//! quoted.

use std::collections::HashMap;
use std::sync::Arc;

use crate::grid::address;
use crate::problem::{Kind, Place, Problem, Problems, kinds::survey as kinds};
use crate::source::did_you_mean;
use crate::text::{fold, tidy};

use crate::survey::forms::answers::{AnswerKey, Oddity};
use crate::survey::forms::personal::{HIDDEN, is_sayable};
use crate::survey::scheme::Scheme;

/// So many rows or cells are named; the others are counted.
const NAMED: usize = 10;
/// So many different odd texts of a question are told apart, and quoted.
const TEXTS: usize = 200;
const SHOWN: usize = 12;
/// A quoted cell is cut after so many characters.
const QUOTED: usize = 60;

/// Where a sheet is.
#[derive(Debug, Clone)]
pub(crate) struct SheetName {
    pub file: Arc<str>,
    /// Empty for CSV.
    pub sheet: Arc<str>,
}

impl SheetName {
    pub(crate) fn place(&self, row: u32, column: u32) -> Place {
        let sheet = Some(self.sheet.to_string()).filter(|s| !s.is_empty());
        let cell = Some(address(row, column));
        Place { sheet, cell, ..Place::file(self.file.as_ref()) }
    }
}

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

/// Refused answers to one question.
#[derive(Default)]
struct Refusals {
    texts: Vec<Refused>,
    at: HashMap<String, usize>,
    /// Cells with still other texts.
    more: usize,
}

struct Refused {
    text: String,
    cells: Vec<(u32, u32)>,
    count: usize,
}

impl Refusals {
    fn add(&mut self, text: &str, cells: &[(u32, u32)], count: usize) {
        let at = match self.at.get(text) {
            Some(at) => *at,
            None if self.texts.len() < TEXTS => {
                self.at.insert(text.to_string(), self.texts.len());
                let text = text.to_string();
                self.texts.push(Refused { text, cells: Vec::new(), count: 0 });
                self.texts.len() - 1
            }
            None => {
                self.more += count;
                return;
            }
        };
        let refused = &mut self.texts[at];
        refused.count += count;
        let room = NAMED.saturating_sub(refused.cells.len());
        refused.cells.extend(cells.iter().take(room));
    }
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

    /// Says all of it. `groups` lists the groups that would have been right.
    pub(crate) fn report(
        self,
        sheet: &SheetName,
        (scheme, key): (&Scheme, &AnswerKey),
        groups: &[String],
        is_near_unit: &dyn Fn(&str) -> bool,
        problems: &mut Problems,
    ) {
        let modes: Vec<&str> = scheme.modes.iter().map(|(mode, _)| mode.as_str()).collect();
        let known: Vec<&str> = groups.iter().map(String::as_str).collect();
        let groups = groups.join(", ");
        let is_shown = |kind: &Kind, text: &str| match kind.code {
            code if code == kinds::UNIT_ROWS.code => is_near_unit(text),
            code if code == kinds::GROUP.code => is_sayable(text, &known),
            code if code == kinds::MODE.code => is_sayable(text, &modes),
            _ => true,
        };
        for finding in with_hidden_ones_together(self.list, &is_shown) {
            let rows: Vec<String> = finding.rows.iter().map(|row| (row + 1).to_string()).collect();
            let first = finding.rows.first().copied().unwrap_or(0);
            let problem = Problem::new(&finding.kind, sheet.place(first, finding.column))
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
        for (at, refusals) in self.answers.into_iter().enumerate() {
            let words = Question::of(scheme, at);
            for oddity in [Oddity::Unknown, Oddity::OutOfRange, Oddity::Disagrees] {
                let of = |refused: &&Refused| match words.scale {
                    true => key.oddity(&refused.text) == oddity,
                    false => oddity == Oddity::Unknown,
                };
                let texts: Vec<&Refused> = refusals.texts.iter().filter(of).collect();
                let more = if oddity == Oddity::Unknown { refusals.more } else { 0 };
                if let Some(problem) = refused(&words, oddity, &texts, more, sheet) {
                    problems.push(problem);
                }
            }
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

/// How messages speak of a question.
struct Question<'s> {
    id: &'s str,
    /// What would have been right.
    known: String,
    labels: Vec<&'s str>,
    scale: bool,
}

impl<'s> Question<'s> {
    /// Of a question of the index or, behind those, a side question.
    fn of(scheme: &'s Scheme, at: usize) -> Question<'s> {
        let written = |code: &Option<String>, label: &str| match code {
            Some(code) => format!("{code} {label}"),
            None => label.to_string(),
        };
        match scheme.questions.get(at) {
            Some(question) => Question {
                id: &question.id,
                known: joined(scheme.options.iter().map(|o| written(&o.code, &o.label))),
                labels: scheme.options.iter().map(|o| o.label.as_str()).collect(),
                scale: true,
            },
            None => {
                let side = &scheme.sides[at - scheme.questions.len()];
                Question {
                    id: &side.id,
                    known: joined(side.options.iter().map(|o| written(&o.code, &o.label))),
                    labels: side.options.iter().map(|o| o.label.as_str()).collect(),
                    scale: false,
                }
            }
        }
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn refused(
    question: &Question<'_>,
    oddity: Oddity,
    texts: &[&Refused],
    more: usize,
    sheet: &SheetName,
) -> Option<Problem> {
    let first = texts.iter().filter_map(|t| t.cells.first()).min()?;
    let kind = match oddity {
        Oddity::Unknown => &kinds::ANSWER,
        Oddity::OutOfRange => &kinds::CODE_RANGE,
        Oddity::Disagrees => &kinds::CODE_LABEL,
    };
    let count = texts.iter().map(|t| t.count).sum::<usize>() + more;
    let said = texts.iter().take(SHOWN).map(|t| {
        let cells: Vec<String> = t.cells.iter().map(|(r, c)| address(*r, *c)).collect();
        match t.count {
            1 => format!("{} “{}”", cells.join(", "), quoted(&t.text, &question.labels)),
            n => format!("“{}” {n} × ({})", quoted(&t.text, &question.labels), listed(cells, n)),
        }
    });
    let left: usize = texts.iter().skip(SHOWN).map(|t| t.count).sum::<usize>() + more;
    let mut cells: Vec<String> = said.collect();
    if left > 0 {
        cells.push(format!("… (+{left})"));
    }
    let labels: Vec<String> = question.labels.iter().map(|label| fold(label)).collect();
    let near = texts.iter().find_map(|t| {
        let text = fold(&t.text);
        let alike = labels.iter().map(String::as_str).filter(|label| same_sense(&text, label));
        let found = did_you_mean(&text, alike)?;
        let at = labels.iter().position(|label| label == found)?;
        Some(question.labels[at])
    });
    Some(
        Problem::new(kind, sheet.place(first.0, first.1))
            .with("question", question.id)
            .with("count", count)
            .with("cells", cells.join(", "))
            .with("known", &question.known)
            .with("texts", one_text(texts, more))
            .proposing(near)
            .of_many(count),
    )
}

/// The text, when all of them say one: an abbreviation is one cause over all questions.
fn one_text(texts: &[&Refused], more: usize) -> String {
    let first = texts.first().map(|one| fold(&one.text)).unwrap_or_default();
    let same = more == 0 && texts.iter().all(|one| fold(&one.text) == first);
    if same { first } else { String::new() }
}

/// Whether a text can be a slip of the pen for a label: as many words, each beginning like its
/// own. “Ko hài lòng” is none for “Hài lòng” nor for “Rất hài lòng”.
fn same_sense(text: &str, label: &str) -> bool {
    let first = |word: &str| word.chars().next();
    let (words, own): (Vec<&str>, Vec<&str>) =
        (text.split(' ').collect(), label.split(' ').collect());
    words.len() == own.len() && words.iter().zip(&own).all(|(a, b)| first(a) == first(b))
}

/// `5, 9, 12 … (+34)`
pub(crate) fn listed(named: Vec<String>, count: usize) -> String {
    let more = count - named.len();
    let list = named.join(", ");
    if more == 0 { list } else { format!("{list} … (+{more})") }
}

fn quoted(raw: &str, labels: &[&str]) -> String {
    let text = tidy(raw);
    if !is_sayable(&text, labels) {
        return HIDDEN.to_string();
    }
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: &[&str] = &["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng"];

    #[test]
    fn what_may_be_personal_is_not_quoted() {
        for text in ["0912 345 678", "072189001234", "a@b.vn", "Nguyễn Văn An", "TRẦN THỊ B"]
        {
            assert_eq!(quoted(text, LABELS), "•••", "{text}");
        }
        for text in [
            "gọi 0912.345.678 nhé",
            "Lan",
            "bà Lan",
            "nguyễn văn an",
            "AN",
            "Bà Ba rất hài lòng",
            "1985",
            "Ấp 3, nhà ông Tư",
            "H' Hen Niê",
        ] {
            assert_eq!(quoted(text, LABELS), "•••", "{text}");
        }
        for text in ["KTL", "4,5", "Hài lòng lắm", "55", "Hài lòng (5)", "Hài lồng", "A,B", "x"]
        {
            assert_eq!(quoted(text, LABELS), text);
        }
        let labels = &["Không có ý kiến", "Không áp dụng"];
        for text in ["KYK", "kcyk", "KCÝK", "KAD"] {
            assert_eq!(quoted(text, labels), text);
        }
        for text in ["KY", "KIÊN", "AN", "K. Y. Khang"] {
            assert_eq!(quoted(text, labels), "•••", "{text}");
        }
    }

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
