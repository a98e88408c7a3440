//! Reads `[validity]` of a scheme.

use super::Question;
use super::validity::{Action, Validity};
use crate::document::{At, Field, Section, Shape};
use crate::problem::{Problems, kinds::survey as kinds};
use crate::terms::Exact;

const ACTION: Shape = Shape::OneOf(Action::KEYS);

/// The keys of `[validity]`.
pub(crate) const VALIDITY: &[Field] = &[
    Field::optional("not_approved", ACTION, "phiếu bị giám sát không duyệt; mặc định reject"),
    Field::optional("unsubmitted", ACTION, "phiếu điền dở, chưa gửi; mặc định reject"),
    Field::optional("copy", ACTION, "phiếu trùng mã và trùng mọi câu trả lời; mặc định reject"),
    Field::optional(
        "same_second",
        ACTION,
        "phiếu của cùng đơn vị trùng mọi câu trả lời trong cùng một giây; mặc định flag",
    ),
    Field::optional("from", Shape::Date, "phiếu gửi trước ngày này bị loại"),
    Field::optional("to", Shape::Date, "phiếu gửi sau ngày này bị loại"),
    Field::optional(
        "min_answered",
        Shape::Number,
        "tỷ lệ câu hỏi tối thiểu phải có trả lời, ví dụ \"50%\"",
    ),
    Field::optional("required", Shape::Texts, "mã các câu hỏi bắt buộc có trả lời"),
    Field::optional("min_seconds", Shape::Whole, "thời gian trả lời tối thiểu, giây"),
    Field::optional(
        "speeder",
        ACTION,
        "phiếu trả lời nhanh hơn một phần ba trung vị; mặc định flag",
    ),
    Field::optional(
        "straight",
        ACTION,
        "phiếu chọn một phương án cho mọi câu (từ 8 câu); mặc định flag",
    ),
];

/// Reads `[validity]`; without it the defaults hold.
pub(crate) fn from_section(
    section: Option<&Section<'_>>,
    questions: &[Question],
    problems: &mut Problems,
) -> Validity {
    let mut rules = Validity::default();
    let Some(section) = section else { return rules };
    let action = |key: &str| Action::from_key(&section.text(key)?.value);
    for (key, rule) in [
        ("not_approved", &mut rules.not_approved),
        ("unsubmitted", &mut rules.unsubmitted),
        ("copy", &mut rules.copy),
        ("same_second", &mut rules.same_second),
        ("speeder", &mut rules.speeder),
        ("straight", &mut rules.straight),
    ] {
        *rule = action(key).unwrap_or(*rule);
    }
    rules.from = section.date("from").map(|at| at.value);
    rules.to = section.date("to").map(|at| at.value);
    let mut refuse = |key: &str, found: String| {
        let problem = section.source.problem(&kinds::SCHEME_VALIDITY, &section.span_of(key));
        problems.push(problem.with("key", key).with("found", found));
    };
    if let (Some(from), Some(to)) = (rules.from, rules.to)
        && from > to
    {
        refuse("to", to.to_string());
    }
    if let Some(At { value, .. }) = section.number("min_answered") {
        if value.is_negative() || value > Exact::one() {
            let at = section.span_of("min_answered");
            let written = section.source.text.get(at).unwrap_or("?");
            refuse("min_answered", written.trim_matches('"').to_string());
        }
        rules.min_answered = Some(value);
    }
    if let Some(seconds) = section.whole("min_seconds") {
        rules.min_seconds = u32::try_from(seconds).ok();
        if rules.min_seconds.is_none() {
            refuse("min_seconds", seconds.to_string());
        }
    }
    for id in section.texts("required") {
        match questions.iter().position(|q| q.id == id.value) {
            Some(at) => rules.required.push(at),
            None => refuse("required", id.value),
        }
    }
    rules
}
