//! Answers that were refused: how messages count them, quote them and say what would have been right.

use std::collections::HashMap;

use crate::grid::address;
use crate::problem::{Problem, Problems, kinds::survey as kinds};
use crate::source::did_you_mean;
use crate::text::{fold, tidy};

use crate::survey::forms::answers::{AnswerKey, Oddity};
use crate::survey::forms::listed::{NAMED, QUOTED, SheetName, TEXTS, listed};
use crate::survey::forms::personal::{HIDDEN, is_sayable};
use crate::survey::scheme::Scheme;

/// So many different odd texts of a question are shown.
const SHOWN: usize = 12;

/// What messages say of a sheet: where it is, and what would have been right in it.
pub(crate) struct Told<'a> {
    pub sheet: &'a SheetName,
    pub scheme: &'a Scheme,
    pub key: &'a AnswerKey,
    pub groups: &'a [String],
}

/// Refused answers to one question.
#[derive(Default)]
pub(super) struct Refusals {
    pub texts: Vec<Refused>,
    at: HashMap<String, usize>,
    /// Cells with still other texts.
    pub more: usize,
}

pub(super) struct Refused {
    pub text: String,
    pub cells: Vec<(u32, u32)>,
    pub count: usize,
}

impl Refusals {
    pub(super) fn add(&mut self, text: &str, cells: &[(u32, u32)], count: usize) {
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

    /// Says them of the question at this place, a message for each way of being wrong.
    pub(super) fn report(&self, at: usize, told: &Told<'_>, problems: &mut Problems) {
        let words = Question::of(told.scheme, at);
        for oddity in [Oddity::Unknown, Oddity::OutOfRange, Oddity::Disagrees] {
            let of = |refused: &&Refused| match words.scale {
                true => told.key.oddity(&refused.text) == oddity,
                false => oddity == Oddity::Unknown,
            };
            let texts: Vec<&Refused> = self.texts.iter().filter(of).collect();
            let more = if oddity == Oddity::Unknown { self.more } else { 0 };
            if let Some(problem) = refused(&words, oddity, &texts, more, told.sheet) {
                problems.push(problem);
            }
        }
    }
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
}
