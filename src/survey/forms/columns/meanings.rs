//! What a header text means for a scheme. Only whole texts count; what a form tool puts around
//! a question is taken off first.

use std::collections::BTreeMap;

use crate::table::{HeadCell, bare};
use crate::text::fold;

use super::means::{Means, Scope};
use super::tools::{IGNORED, PERSONAL, TOOLS};
use crate::survey::scheme::{Columns, Scheme};

/// The header texts of a scheme and of the form tools.
pub(crate) struct Meanings {
    /// Folded texts; the lower the number, the earlier the text stands in its list.
    texts: BTreeMap<String, Vec<(Means, usize)>>,
    options: BTreeMap<String, u8>,
    sides: Vec<BTreeMap<String, usize>>,
}

impl Meanings {
    pub(crate) fn new(scheme: &Scheme) -> Meanings {
        let mut meanings =
            Meanings { texts: BTreeMap::new(), options: BTreeMap::new(), sides: Vec::new() };
        meanings.describing(&scheme.columns);
        for (at, kind) in scheme.traits.iter().enumerate() {
            meanings.add_all(&kind.columns, Means::Trait(at));
        }
        let questions = scheme.questions.iter().map(|q| (&q.id, &q.text, &q.columns));
        let sides = scheme.sides.iter().map(|q| (&q.id, &q.text, &q.columns));
        let all: Vec<_> = questions.chain(sides).collect();
        let text_of = |(_, text, _): &(&String, &String, &Vec<String>)| fold(text);
        for (at, question) in all.iter().enumerate() {
            let means = match at.checked_sub(scheme.questions.len()) {
                None => Means::Question(at),
                Some(side) => Means::Side(side),
            };
            let (id, text, columns) = question;
            meanings.add_all(columns, means);
            meanings.add(id, means, columns.len());
            // a text that two questions share names neither
            if all.iter().filter(|other| text_of(other) == text_of(question)).count() == 1 {
                meanings.add(text, means, columns.len() + 1);
            }
        }
        for (at, option) in scheme.options.iter().enumerate() {
            for name in option.code.iter().chain([&option.label]).chain(&option.aliases) {
                meanings.options.insert(fold(name), at as u8);
            }
        }
        for side in &scheme.sides {
            let mut names = BTreeMap::new();
            for (at, option) in side.options.iter().enumerate() {
                for name in option.code.iter().chain([&option.label]).chain(&option.aliases) {
                    names.insert(fold(name), at);
                }
            }
            meanings.sides.push(names);
        }
        for (at, (text, means)) in TOOLS.iter().enumerate() {
            meanings.add(text, *means, 1_000 + at);
        }
        for text in PERSONAL {
            meanings.add(text, Means::Personal, 0);
        }
        for text in IGNORED {
            meanings.add(text, Means::Ignored, 0);
        }
        meanings
    }

    fn describing(&mut self, columns: &Columns) {
        self.add_all(&columns.unit, Means::Unit);
        for (at, text) in columns.form.iter().enumerate() {
            let scope = if fold(text) == "_uuid" { Scope::Everywhere } else { Scope::Unit };
            self.add(text, Means::Form(scope), at);
        }
        for (texts, means) in [
            (&columns.cluster, Means::Cluster),
            (&columns.group, Means::Group),
            (&columns.interviewer, Means::Interviewer),
            (&columns.start, Means::Start),
            (&columns.sent, Means::Sent),
            (&columns.status, Means::Status),
            (&columns.submitted, Means::Submitted),
            (&columns.mode, Means::Mode),
            (&columns.personal, Means::Personal),
        ] {
            self.add_all(texts, means);
        }
    }

    fn add_all(&mut self, texts: &[String], means: Means) {
        for (at, text) in texts.iter().enumerate() {
            self.add(text, means, at);
        }
    }

    /// What the scheme says of a text goes before what the tools say.
    fn add(&mut self, text: &str, means: Means, rank: usize) {
        let folded = fold(text);
        let general = rank >= 1_000 || matches!(means, Means::Personal | Means::Ignored);
        let known = self.texts.entry(folded.clone()).or_default();
        if (general && !known.is_empty()) || known.iter().any(|(m, _)| *m == means) {
            return;
        }
        known.push((means, rank));
        let plain = bare(&folded);
        if !general && plain != folded && !plain.is_empty() {
            let known = self.texts.entry(plain).or_default();
            if !known.iter().any(|(m, _)| *m == means) {
                known.push((means, rank));
            }
        }
    }

    /// What a header cell means; several when it cannot be told.
    pub(crate) fn of(&self, cell: &HeadCell) -> Vec<(Means, usize)> {
        if let Some(tick) = self.tick_below(cell) {
            return vec![tick];
        }
        let plain = bare(&cell.full);
        let mut keys: Vec<&str> = vec![&cell.full, &plain];
        let inner = bared(&cell.full);
        keys.extend(inner.iter().flatten());
        let plain_inner: Vec<String> = inner.iter().flatten().map(|text| bare(text)).collect();
        keys.extend(plain_inner.iter().map(String::as_str));
        let found = keys.into_iter().find_map(|key| self.texts.get(key));
        if let Some(found) = found {
            return found.clone();
        }
        if let Some(tick) = self.tick_in_one(&cell.full) {
            return vec![(tick, 0)];
        }
        self.grouped(cell)
    }

    /// An option below the question it belongs to.
    fn tick_below(&self, cell: &HeadCell) -> Option<(Means, usize)> {
        let name = bare(&cell.full);
        cell.groups
            .iter()
            .find_map(|group| {
                let question = self.question(group)?;
                self.tick(question, &cell.full).or_else(|| self.tick(question, &name))
            })
            .map(|tick| (tick, 0))
    }

    /// The question that a text names by itself or between the decorations of a tool.
    fn question(&self, text: &str) -> Option<Means> {
        let plain = bare(text);
        let inner = bared(text);
        let keys = [text, plain.as_str()].into_iter().chain(inner.into_iter().flatten());
        let mut found = keys.filter_map(|key| self.texts.get(key));
        found.find_map(|list| match list.as_slice() {
            [(means @ (Means::Question(_) | Means::Side(_)), _)] => Some(*means),
            _ => None,
        })
    }

    fn tick(&self, question: Means, option: &str) -> Option<Means> {
        match question {
            Means::Question(at) => self.options.get(option).map(|o| Means::Tick(at, *o)),
            Means::Side(at) => match self.sides[at].get(option) {
                Some(option) => Some(Means::SideTick(at, *option)),
                None => ["other", "khác", "ý kiến khác", "phương án khác"]
                    .contains(&option)
                    .then_some(Means::SideOther(at)),
            },
            _ => None,
        }
    }

    /// `c1/5`, `c1 [5]`, `c1_5`, `kenh/zalo`, `q02[sq001]`: question and option in one text.
    fn tick_in_one(&self, text: &str) -> Option<Means> {
        let ends = text.char_indices().filter(|(_, c)| "[/._-:(|–".contains(*c));
        for (at, c) in ends {
            let (left, right) = (text[..at].trim_end(), text[at + c.len_utf8()..].trim());
            let right = right.trim_end_matches([']', ')']).trim_end();
            let Some(question) = self.question(left) else { continue };
            if let Some(tick) = self.tick(question, right) {
                return Some(tick);
            }
        }
        None
    }

    /// A text that names something only together with the groups above it.
    fn grouped(&self, cell: &HeadCell) -> Vec<(Means, usize)> {
        let mut joined = bare(&cell.full);
        for group in &cell.groups {
            joined = format!("{} {joined}", bare(group));
            if let Some(found) = self.texts.get(&joined) {
                return found.clone();
            }
        }
        Vec::new()
    }

    /// Header texts of a meaning that looks like `text`, for a proposal.
    pub(crate) fn texts_of(&self, means: Means) -> impl Iterator<Item = &str> {
        let of = move |(_, list): &(&String, &Vec<(Means, usize)>)| {
            list.iter().any(|(m, _)| *m == means)
        };
        let mut texts: Vec<&str> = self.texts.iter().filter(of).map(|(t, _)| t.as_str()).collect();
        texts.sort_unstable();
        texts.into_iter()
    }
}

/// The text inside Google's and LimeSurvey's `Question [Row]`, after Kobo's `group/`, behind
/// a number or code such as `Câu 1:`, `1.` or `C1.`, and after another mark between groups.
pub(crate) fn bared(text: &str) -> [Option<&str>; 4] {
    let row = text.strip_suffix(']').and_then(|t| t.rsplit_once('[')).map(|(_, row)| row.trim());
    let last = text.rsplit_once('/').map(|(_, last)| last.trim());
    let numbered = text.strip_prefix("câu ").unwrap_or(text);
    let end = numbered.find(|c: char| !c.is_alphanumeric() && c != '.');
    let behind = end.map(|end| numbered.split_at(end)).and_then(|(number, rest)| {
        // LimeSurvey's code and text: `Q01[SQ001]. Chỗ ngồi`
        let part = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let rest = part.map_or(rest, |(_, rest)| rest);
        let rest = rest.trim_start_matches([' ', '.', ')', ':', '-', '–']);
        (number.contains(|c: char| c.is_ascii_digit()) && !rest.is_empty()).then_some(rest)
    });
    // Kobo's mark between groups can be set: a.b.c1, a-c1, a:c1, a__c1
    let name = |c: char| c.is_ascii_alphanumeric();
    let tail = text.rfind(|c: char| !name(c)).map(|at| {
        let mark = text[at..].chars().next().map_or(1, char::len_utf8);
        (&text[..at], &text[at..at + mark], &text[at + mark..])
    });
    let after = tail.and_then(|(before, mark, after)| {
        let spaced = before.contains(char::is_whitespace) || !"._-:|>".contains(mark);
        let named = after.contains(|c: char| c.is_ascii_alphabetic());
        (!spaced && !before.is_empty() && named).then_some(after)
    });
    [row, last, behind, after]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_decorate_a_question_and_the_whole_text_is_left() {
        assert_eq!(bared("mức độ hài lòng [chỗ ngồi]")[0], Some("chỗ ngồi"));
        assert_eq!(bared("nhom_a/b/c1")[1], Some("c1"));
        for text in [
            "1. chỗ ngồi",
            "q01[sq001]. chỗ ngồi",
            "câu 1: chỗ ngồi",
            "1.1 chỗ ngồi",
            "c1) chỗ ngồi",
            "câu 1 chỗ ngồi",
        ] {
            assert_eq!(bared(text)[2], Some("chỗ ngồi"), "{text}");
        }
        assert_eq!(bared("chỗ ngồi")[2], None);
        for text in ["nhom_a.b.c1", "a-c1", "a:c1", "yeu_to__c1"] {
            assert_eq!(bared(text)[3], Some("c1"), "{text}");
        }
        assert_eq!(bared("không áp dụng cho c1")[3], None);
    }
}
