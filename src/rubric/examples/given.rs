//! The values of a worked example, read by the types of the data items.

use toml::de::{DeTable, DeValue};

use crate::document::{Span, date_of, number_of};
use crate::problem::{Problem, Problems, kinds};
use crate::rubric::draft::Draft;
use crate::source::{Source, did_you_mean};
use crate::terms::{Date, Exact, Key};
use crate::text::fold;
use crate::value::{DataKind, Gap, Outcome, Value};

pub(super) struct Reader<'a, 'd> {
    pub draft: &'a Draft<'d>,
    /// The node of the example.
    pub at: usize,
    pub source: &'a Source,
    pub problems: &'a mut Problems,
}

impl Reader<'_, '_> {
    /// The values of one table in the order of the file; `None` when one was refused.
    pub(super) fn values(&mut self, table: &DeTable<'_>) -> Option<Vec<(Key, Outcome)>> {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut list = Vec::new();
        let mut sound = true;
        for (key, value) in entries {
            let word = key.get_ref().as_ref();
            let read = match self.draft.raw.kind_of(word) {
                None => {
                    self.unknown(word, &key.span());
                    None
                }
                Some(kind) => self.value(word, &kind, value.get_ref(), &value.span()),
            };
            sound &= read.is_some();
            list.extend(read.map(|outcome| (Key::new(word), outcome)));
        }
        sound.then_some(list)
    }

    fn unknown(&mut self, word: &str, span: &Span) {
        if self.draft.raw.broken.iter().any(|broken| broken == word) {
            return;
        }
        let known = self.draft.raw.items.iter().map(|i| i.item.key.as_str());
        let near = did_you_mean(word, known);
        let problem = self.problem(&kinds::rubric::EXAMPLE_KEY, span);
        self.problems.push(problem.with("key", word).proposing(near));
    }

    fn problem(&self, kind: &crate::problem::Kind, span: &Span) -> Problem {
        self.source.problem(kind, span).with("code", self.draft.code(self.at))
    }

    fn value(
        &mut self,
        word: &str,
        kind: &DataKind,
        value: &DeValue<'_>,
        span: &Span,
    ) -> Option<Outcome> {
        if let Some(value) = value_of(kind, value) {
            return Some(Ok(value));
        }
        if let Some(gap) = value.as_str().and_then(gap_of) {
            return Some(Err(gap));
        }
        let (expected, expected_en) = expected(kind);
        let problem = self.problem(&kinds::rubric::EXAMPLE_VALUE, span);
        self.problems.push(
            problem
                .with("key", word)
                .with("type", kind.key())
                .with("found", self.source.text.get(span.clone()).unwrap_or("?"))
                .with("expected", expected)
                .with("expected_en", expected_en),
        );
        None
    }
}

fn gap_of(text: &str) -> Option<Gap> {
    match fold(text).as_str() {
        "không áp dụng" | "not_applicable" => Some(Gap::NotApplicable),
        "chưa có số liệu" | "missing" => Some(Gap::Missing),
        "không đọc được" | "unreadable" => Some(Gap::Unreadable),
        _ => None,
    }
}

fn value_of(kind: &DataKind, value: &DeValue<'_>) -> Option<Value> {
    let text = value.as_str();
    match kind {
        DataKind::Count => {
            let number = number_of(value).filter(|n| n.is_whole() && !n.is_negative())?;
            is_plain(text).then_some(Value::Number(number))
        }
        DataKind::Number | DataKind::Money => {
            let number = number_of(value)?;
            is_plain(text).then_some(Value::Number(number))
        }
        DataKind::Percent => {
            let number = number_of(value)?;
            // A bare 95 could be 95% or 95 wholes; a bare 0.95 is a share, as in rules.
            (!is_plain(text) || number <= Exact::one()).then_some(Value::Number(number))
        }
        // "Không" is the answer "not done" to a question for a date.
        DataKind::Date => match yes_no(value) {
            Some(false) => Some(Value::YesNo(false)),
            _ => date_of(value).or_else(|| vietnamese_date(text?)).map(Value::Date),
        },
        DataKind::YesNo => yes_no(value).map(Value::YesNo),
        DataKind::Choice(options) => {
            let text = fold(text?);
            options.iter().find(|option| fold(option) == text).cloned().map(Value::Text)
        }
        DataKind::Text => text.map(|t| Value::Text(t.to_string())),
    }
}

fn is_plain(text: Option<&str>) -> bool {
    text.is_none_or(|t| !t.contains('%'))
}

fn yes_no(value: &DeValue<'_>) -> Option<bool> {
    match value.as_str() {
        None => value.as_bool(),
        Some(text) => match fold(text).as_str() {
            "có" | "yes" => Some(true),
            "không" | "no" => Some(false),
            _ => None,
        },
    }
}

fn vietnamese_date(text: &str) -> Option<Date> {
    Date::parse_from_str(text.trim(), "%d/%m/%Y").ok()
}

fn expected(kind: &DataKind) -> (&'static str, &'static str) {
    match kind {
        DataKind::Count => ("một số nguyên không âm, không có %", "a whole number, not negative"),
        DataKind::Number | DataKind::Money => ("một số, không có %", "a number without %"),
        DataKind::Percent => ("tỷ lệ có dấu %, như \"95%\"", "a share with a %: \"95%\""),
        DataKind::Date => {
            ("một ngày như 2020-08-01, hoặc \"không\"", "a date such as 2020-08-01, or \"không\"")
        }
        DataKind::YesNo => ("true hoặc false (hay \"có\", \"không\")", "true or false"),
        DataKind::Choice(_) => ("một trong các lựa chọn đã khai", "one of its options"),
        DataKind::Text => ("một chuỗi", "a text"),
    }
}
