//! Reads a survey scheme. In: the TOML of a scheme, as written. Out: a [`Scheme`], or every
//! problem with its place.

use serde_json::Value;

use crate::document::{At, Field, Section, Shape, check_schema_version, parse, schema_of_file};
use crate::problem::{Level, Problems, kinds};
use crate::source::Source;

use super::checks::{self, values};
use super::other_questions::{MODES, SIDE, TRAIT, modes, sides, traits};
use super::validity_toml;
use super::weights_toml;
use super::{AnswerOption, Columns, Factor, Groups, Overall, Question, Reading, Scheme};
use crate::survey::figures::intervals::Confidence;

const SCHEME: &[Field] = &[
    Field::required("id", Shape::Text, "tên gọi của phương pháp, dùng trong quy tắc chấm điểm"),
    Field::required("title", Shape::Text, "tên cuộc khảo sát"),
    Field::optional(
        "short",
        Shape::Text,
        "tên gọn, ghi ở tên trang tính khi có nhiều khảo sát; mặc định là id",
    ),
    Field::optional("basis", Shape::Text, "văn bản quy định"),
    Field::optional(
        "reading",
        Shape::OneOf(Reading::KEYS),
        "cách đọc chỉ số của nhiều câu hỏi; mặc định mean_of_questions",
    ),
    Field::optional(
        "overall",
        Shape::Text,
        "chỉ số chung: questions (mặc định), factors, weighted (theo trọng số) hoặc question:<mã>",
    ),
    Field::optional("min_n", Shape::Whole, "số phiếu tối thiểu của một đơn vị; mặc định 30"),
    Field::optional(
        "sample",
        Shape::OneOf(&["random", "self_selected"]),
        "random (mặc định), hoặc self_selected: người trả lời tự chọn, không có sai số",
    ),
    Field::optional(
        "groups",
        Shape::OneOf(&["mean_of_people", "mean_of_groups", "weighted"]),
        "cách gộp các nhóm trả lời; mặc định mean_of_people, hoặc weighted khi có [group_weights]",
    ),
    Field::optional(
        "confidence",
        Shape::OneOf(Confidence::KEYS),
        "độ tin cậy của khoảng và của so sánh: 90%, 95% (mặc định) hoặc 99%",
    ),
    Field::optional("group_names", Shape::Texts, "tên các nhóm được dùng với mean_of_groups"),
    Field::optional(
        "blanks",
        Shape::Texts,
        "chữ ghi thay cho ô trống khi không trả lời, ví dụ KTL hoặc 99",
    ),
];

const COLUMNS: &[Field] = &[
    Field::required("unit", Shape::Texts, "tiêu đề cột đơn vị được đánh giá"),
    Field::optional("form", Shape::Texts, "tiêu đề cột mã phiếu"),
    Field::optional("cluster", Shape::Texts, "tiêu đề cột cụm mẫu (khu phố, ấp)"),
    Field::optional("group", Shape::Texts, "tiêu đề cột nhóm trả lời"),
    Field::optional("interviewer", Shape::Texts, "tiêu đề cột điều tra viên"),
    Field::optional("start", Shape::Texts, "tiêu đề cột lúc bắt đầu trả lời"),
    Field::optional("sent", Shape::Texts, "tiêu đề cột lúc gửi phiếu"),
    Field::optional("status", Shape::Texts, "tiêu đề cột kết quả giám sát (Not approved)"),
    Field::optional("submitted", Shape::Texts, "tiêu đề cột để trống ở phiếu điền dở"),
    Field::optional("mode", Shape::Texts, "tiêu đề cột hình thức trả lời, xem [modes]"),
    Field::optional("personal", Shape::Texts, "tiêu đề các cột cá nhân khác, không bao giờ đọc"),
    Field::optional(
        "month_first",
        Shape::Bool,
        "true: ngày ghi bằng chữ có tháng đứng trước (12/31/2025)",
    ),
];

const OPTION: &[Field] = &[
    Field::optional("code", Shape::Any, "mã nhập trong bảng phiếu: số nguyên hoặc chuỗi"),
    Field::required("label", Shape::Text, "nhãn của phương án"),
    Field::optional("aliases", Shape::Texts, "cách ghi khác của nhãn"),
    Field::optional(
        "share",
        Shape::Number,
        "phần được tính, từ 0% đến 100%; không ghi thì ngoài mẫu số",
    ),
    Field::optional("na", Shape::Bool, "không áp dụng: là câu trả lời, nhưng ngoài mẫu số"),
];

const QUESTION: &[Field] = &[
    Field::required("id", Shape::Text, "mã câu hỏi"),
    Field::required("text", Shape::Text, "lời câu hỏi"),
    Field::optional("columns", Shape::Texts, "tiêu đề cột của câu hỏi trong bảng phiếu"),
    Field::optional(
        "weight",
        Shape::Number,
        "trọng số trong yếu tố, như \"25%\" (overall = \"weighted\")",
    ),
];

const FACTOR: &[Field] = &[
    Field::required("id", Shape::Text, "mã yếu tố"),
    Field::required("name", Shape::Text, "tên yếu tố"),
    Field::optional("question", Shape::Tables(QUESTION), "các câu hỏi của yếu tố"),
    Field::optional(
        "weight",
        Shape::Number,
        "trọng số của yếu tố, như \"20%\" (overall = \"weighted\")",
    ),
];

const DOCUMENT: &[Field] = &[
    Field::optional("schema", Shape::Whole, "phiên bản của định dạng: 1"),
    Field::required("scheme", Shape::Table(SCHEME), "phương pháp"),
    Field::required("columns", Shape::Table(COLUMNS), "chỗ của các cột trong bảng phiếu"),
    Field::optional("group_weights", Shape::NumberMap, "trọng số của từng nhóm trả lời"),
    Field::optional(
        "weights",
        Shape::Table(weights_toml::WEIGHTS),
        "gia quyền phiếu theo cơ cấu đã biết của người giao dịch",
    ),
    Field::optional("sampling", Shape::Table(weights_toml::SAMPLING), "cỡ mẫu và cách chọn mẫu"),
    Field::optional("option", Shape::Tables(OPTION), "các phương án trả lời"),
    Field::optional("factor", Shape::Tables(FACTOR), "các yếu tố"),
    Field::optional("question", Shape::Tables(SIDE), "các câu hỏi không tính vào chỉ số"),
    Field::optional("trait", Shape::Tables(TRAIT), "đặc điểm người trả lời"),
    Field::optional("modes", Shape::Table(MODES), "hình thức trả lời nào là mẫu, nào là tự chọn"),
    Field::optional("validity", Shape::Table(validity_toml::VALIDITY), "quy tắc phiếu hợp lệ"),
];

/// The JSON Schema of a scheme file.
pub fn schema() -> Value {
    schema_of_file(DOCUMENT, "parindex: survey scheme")
}

/// The scheme; `None` when anything was wrong, and then all of it was reported.
#[allow(clippy::too_many_lines, reason = "one step for each table of the file")]
pub fn from_toml(source: &Source, problems: &mut Problems) -> Option<Scheme> {
    let before = problems.count(Level::Error);
    let document = parse(source, problems);
    check_schema_version(source, &document.value, problems);
    let root = Section::open(
        source,
        &document.value,
        document.span.clone(),
        DOCUMENT,
        &source.path,
        problems,
    );
    let settings = root.sub("scheme", problems);
    let columns = root.sub("columns", problems);
    let mut seen = checks::Seen::new(source);
    let options = options(&root, &mut seen, problems);
    let (factors, questions) = factors(&root, &mut seen, problems);
    let sides = sides(&root, &mut seen, problems);
    let mut traits = traits(&root, &mut seen, problems);
    let modes = modes(&root, &mut seen, problems);
    let rules = root.sub("validity", problems);
    let validity = validity_toml::from_section(rules.as_ref(), &questions, problems);
    let (settings, columns) = (settings?, columns?);
    let blanks = settings.texts("blanks");
    blanks.iter().for_each(|text| seen.once("option", text, problems));
    let columns = header_texts(&columns, &mut seen, problems);
    let margins = weights_toml::margins(&root, &mut traits, &mut seen, problems);
    let plan = weights_toml::plan(&root, problems);
    let overall = overall(&settings, &questions, problems);
    let groups = groups(&root, &settings, &columns, problems);
    let min_n = settings.whole("min_n").unwrap_or(30);
    if min_n < 0 {
        let span = settings.span_of("min_n");
        problems.push(source.problem(&kinds::survey::SCHEME_MIN_N, &span).with("found", min_n));
    }
    let text = |key: &str| settings.text(key).map(|at| at.value);
    checks::weights((&root, &settings), overall, (&factors, &questions), problems);
    let scheme = Scheme {
        id: text("id").unwrap_or_default(),
        title: text("title").unwrap_or_default(),
        short: text("short").or_else(|| text("id")).unwrap_or_default(),
        basis: text("basis").unwrap_or_default(),
        reading: text("reading")
            .and_then(|key| Reading::from_key(&key))
            .unwrap_or(Reading::MeanOfQuestions),
        overall,
        min_n: usize::try_from(min_n).unwrap_or(0),
        self_selected: text("sample").as_deref() == Some("self_selected"),
        confidence: text("confidence")
            .and_then(|key| Confidence::from_key(&key))
            .unwrap_or_default(),
        margins,
        plan,
        groups,
        columns,
        options,
        factors,
        questions,
        sides,
        traits,
        blanks: values(blanks),
        modes,
        validity,
    };
    (problems.count(Level::Error) == before).then_some(scheme)
}

fn options(
    root: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Vec<AnswerOption> {
    let mut options = Vec::new();
    for section in root.subs("option", problems) {
        let code = checks::code(&section, problems);
        let label = section.text("label").unwrap_or(At::new(String::new(), section.span.clone()));
        let aliases = section.texts("aliases");
        for name in code.iter().chain([&label]).chain(&aliases) {
            seen.once("option", name, problems);
        }
        let na = section.bool("na").unwrap_or(false);
        checks::share(&section, na, problems);
        options.push(AnswerOption {
            code: code.map(|at| at.value),
            label: label.value,
            aliases: values(aliases),
            share: section.number("share").map(|at| at.value),
            na,
        });
    }
    checks::options(root, &options, problems);
    options
}

fn factors(
    root: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> (Vec<Factor>, Vec<Question>) {
    let mut factors = Vec::new();
    let mut questions = Vec::new();
    for section in root.subs("factor", problems) {
        let first = questions.len();
        if let Some(id) = section.text("id") {
            seen.once("factor", &id, problems);
        }
        for question in section.subs("question", problems) {
            let id = question.text("id").unwrap_or(At::new(String::new(), question.span.clone()));
            seen.once("column", &id, problems);
            let columns = checks::columns(&question, &id, seen, problems);
            let text = question.text("text").map(|at| at.value).unwrap_or_default();
            let weight = question.number("weight").map(|at| at.value);
            questions.push(Question { id: id.value, text, columns: values(columns), weight });
        }
        let text = |key: &str| section.text(key).map(|at| at.value).unwrap_or_default();
        if questions.len() == first {
            checks::empty(root.source, &section.span, "[[factor.question]]", problems);
        }
        factors.push(Factor {
            id: text("id"),
            name: text("name"),
            questions: (first..questions.len()).collect(),
            weight: section.number("weight").map(|at| at.value),
        });
    }
    if factors.is_empty() {
        checks::empty(root.source, &root.span, "[[factor]]", problems);
    }
    (factors, questions)
}

fn header_texts(
    section: &Section<'_>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Columns {
    let mut texts = |key: &str| {
        let texts = section.texts(key);
        texts.iter().for_each(|text| seen.once("column", text, problems));
        values(texts)
    };
    Columns {
        unit: texts("unit"),
        form: texts("form"),
        cluster: texts("cluster"),
        group: texts("group"),
        interviewer: texts("interviewer"),
        start: texts("start"),
        sent: texts("sent"),
        status: texts("status"),
        submitted: texts("submitted"),
        mode: texts("mode"),
        personal: texts("personal"),
        month_first: section.bool("month_first").unwrap_or(false),
    }
}

fn overall(settings: &Section<'_>, questions: &[Question], problems: &mut Problems) -> Overall {
    let Some(found) = settings.text("overall") else {
        return Overall::Questions;
    };
    let position = |id: &str| questions.iter().position(|q| q.id == id);
    let known = match found.value.as_str() {
        "questions" => Some(Overall::Questions),
        "factors" => Some(Overall::Factors),
        "weighted" => Some(Overall::Weighted),
        other => other.strip_prefix("question:").and_then(position).map(Overall::Question),
    };
    known.unwrap_or_else(|| {
        let ids: Vec<&str> = questions.iter().map(|q| q.id.as_str()).collect();
        problems.push(
            settings
                .source
                .problem(&kinds::survey::SCHEME_OVERALL, &found.span)
                .with("found", &found.value)
                .with("known", ids.join(", ")),
        );
        Overall::Questions
    })
}

fn groups(
    root: &Section<'_>,
    settings: &Section<'_>,
    columns: &Columns,
    problems: &mut Problems,
) -> Groups {
    let weights = root.number_map("group_weights");
    let names = settings.texts("group_names");
    let default = if weights.is_empty() { "mean_of_people" } else { "weighted" };
    let kind = settings.text("groups").map_or(default.to_string(), |at| at.value);
    let weights_fit = weights.iter().all(|(_, w)| !w.value.is_negative())
        && weights.iter().any(|(_, w)| !w.value.is_zero());
    let fits = match kind.as_str() {
        "weighted" => weights_fit && names.is_empty() && !columns.group.is_empty(),
        "mean_of_groups" => weights.is_empty() && !columns.group.is_empty(),
        _ => weights.is_empty() && names.is_empty(),
    };
    if !fits {
        let span = match weights.first() {
            Some((key, _)) => key.span.clone(),
            None => settings.span_of("groups"),
        };
        problems
            .push(root.source.problem(&kinds::survey::SCHEME_GROUPS, &span).with("groups", &kind));
    }
    match kind.as_str() {
        "weighted" => {
            Groups::Weighted(weights.into_iter().map(|(k, w)| (k.value, w.value)).collect())
        }
        "mean_of_groups" => Groups::MeanOfGroups(values(names)),
        _ => Groups::MeanOfPeople,
    }
}

#[cfg(test)]
#[path = "scheme_tests.rs"]
mod tests;
