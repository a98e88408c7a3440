//! The parts of a scheme that count for no index: side questions, traits of respondents, ways
//! of answering.

use std::collections::BTreeMap;

use crate::document::{At, Field, Section, Shape};
use crate::problem::{Problems, kinds};
use crate::text::fold;

use super::checks::{self, values};
use crate::survey::scheme::{Scheme, SideKind, SideOption, SideQuestion, Trait};

const SIDE_OPTION: &[Field] = &[
    Field::optional("code", Shape::Any, "mã nhập trong bảng phiếu: số nguyên hoặc chuỗi"),
    Field::required("label", Shape::Text, "nhãn của phương án"),
    Field::optional("aliases", Shape::Texts, "cách ghi khác của nhãn"),
];

pub(crate) const SIDE: &[Field] = &[
    Field::required("id", Shape::Text, "mã câu hỏi"),
    Field::required("text", Shape::Text, "lời câu hỏi"),
    Field::required(
        "kind",
        Shape::OneOf(SideKind::KEYS),
        "single: chọn một; multiple: chọn nhiều; text: ý kiến tự viết",
    ),
    Field::optional("columns", Shape::Texts, "tiêu đề cột của câu hỏi trong bảng phiếu"),
    Field::optional("options", Shape::Texts, "các phương án, khi chỉ cần nhãn"),
    Field::optional("option", Shape::Tables(SIDE_OPTION), "các phương án có mã hoặc tên khác"),
    Field::optional("other", Shape::Bool, "true: được ghi phương án khác; được đếm là “khác”"),
    Field::optional("show", Shape::Bool, "true: đưa ý kiến tự viết vào kết quả; mặc định chỉ đếm"),
];

pub(crate) const TRAIT: &[Field] = &[
    Field::required("id", Shape::Text, "mã đặc điểm"),
    Field::required("columns", Shape::Texts, "tiêu đề cột của đặc điểm"),
];

pub(crate) const MODES: &[Field] = &[
    Field::optional("random", Shape::Texts, "các hình thức của mẫu được chọn"),
    Field::optional("self_selected", Shape::Texts, "các hình thức tự chọn: QR, Zalo, ki-ốt"),
];

pub(crate) fn sides(
    root: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Vec<SideQuestion> {
    let mut sides = Vec::new();
    for section in root.subs("question", problems) {
        let id = section.text("id").unwrap_or(At::new(String::new(), section.span.clone()));
        seen.once("column", &id, problems);
        let columns = checks::columns(&section, &id, seen, problems);
        let kind = section.text("kind").map(|at| at.value).unwrap_or_default();
        let kind = match kind.as_str() {
            "multiple" => SideKind::Multiple,
            "text" => SideKind::Text,
            _ => SideKind::Single,
        };
        let options = side_options(&section, problems);
        if options.is_empty() != (kind == SideKind::Text) || options.len() > Scheme::MAX_CHOICES {
            problems.push(
                root.source
                    .problem(&kinds::survey::SCHEME_CHOICES, &section.span)
                    .with("question", &id.value)
                    .with("found", options.len())
                    .with("most", Scheme::MAX_CHOICES),
            );
        }
        sides.push(SideQuestion {
            id: id.value,
            text: section.text("text").map(|at| at.value).unwrap_or_default(),
            columns: values(columns),
            kind,
            options,
            other: section.bool("other").unwrap_or(false),
            show: section.bool("show").unwrap_or(false),
        });
    }
    sides
}

/// The choices; each name of them once in its question.
fn side_options(question: &Section<'_>, problems: &mut Problems) -> Vec<SideOption> {
    let mut options = Vec::new();
    let mut names = Vec::new();
    for label in question.texts("options") {
        names.push((options.len(), label.clone()));
        options.push(SideOption { code: None, label: label.value, aliases: Vec::new() });
    }
    for section in question.subs("option", problems) {
        let code = checks::code(&section, problems);
        let label = section.text("label").unwrap_or(At::new(String::new(), section.span.clone()));
        let aliases = section.texts("aliases");
        let own = code.iter().chain([&label]).chain(&aliases).cloned();
        names.extend(own.map(|name| (options.len(), name)));
        options.push(SideOption {
            code: code.map(|at| at.value),
            label: label.value,
            aliases: values(aliases),
        });
    }
    let mut seen = BTreeMap::new();
    for (at, name) in &names {
        // the code of a choice may be its label in small letters
        if *seen.entry(fold(&name.value)).or_insert(at) != at {
            let line = question.source.position(question.span.start).0;
            let problem = question.source.problem(&kinds::survey::SCHEME_TWICE, &name.span);
            problems.push(problem.with("value", &name.value).with("line", line));
        }
    }
    options
}

pub(crate) fn traits(
    root: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Vec<Trait> {
    let mut traits = Vec::new();
    for section in root.subs("trait", problems) {
        if let Some(id) = section.text("id") {
            seen.once("trait", &id, problems);
            traits.push(Trait { id: id.value, columns: values(section.texts("columns")) });
        }
    }
    traits
}

/// Each way of answering with whether it is self-selected.
pub(crate) fn modes(
    root: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Vec<(String, bool)> {
    let Some(section) = root.sub("modes", problems) else { return Vec::new() };
    let mut modes = Vec::new();
    for (key, self_selected) in [("random", false), ("self_selected", true)] {
        for text in section.texts(key) {
            seen.once("mode", &text, problems);
            modes.push((text.value, self_selected));
        }
    }
    modes
}
