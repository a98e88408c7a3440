//! `[column.<id>]`: what is read of a row, and what never is.

use super::fault::fault;
use super::{CONSTANTS, Column, Kind, Made};
use crate::document::{Field, Section, Shape, Span};
use crate::expr::is_name;
use crate::problem::Problems;
use crate::register::cells::{Cell, of_text};
use crate::text::fold;

const TYPES: &[&str] = &["text", "date", "datetime", "dates", "choice", "yes_no", "count", "money"];

pub(super) const COLUMN: &[Field] = &[
    Field::optional("headers", Shape::Texts, "các tiêu đề mà cột có thể mang"),
    Field::optional(
        "type",
        Shape::OneOf(TYPES),
        "text; date; datetime (so theo ngày); dates: nhiều ngày trong một ô, cách nhau dấu chấm phẩy; choice; yes_no; count, money: số nguyên không âm",
    ),
    Field::optional("form", Shape::OneOf(&["dossier_number"]), "mã phải có dạng mã hồ sơ"),
    Field::optional("options", Shape::FreeTable, "của choice: chữ trong ô = nhãn"),
    Field::optional("required", Shape::Bool, "false: tệp có thể không có cột này"),
    Field::optional(
        "default",
        Shape::Text,
        "giá trị của ô trống và của tệp không có cột; round.toml có thể đặt lại bằng [[register]] values",
    ),
    Field::optional("personal", Shape::Bool, "true: cột cá nhân, không bao giờ đọc"),
    Field::optional("times", Shape::Text, "cột tính ra: số ngày ghi trong ô của cột kiểu dates"),
    Field::optional(
        "waited",
        Shape::Texts,
        "cột tính ra: số ngày chờ giữa hai cột kiểu dates [từ, đến]",
    ),
    Field::optional("pairs", Shape::OneOf(&["all", "last"]), "waited: cộng mọi lần, hay lần cuối"),
];

/// The columns that a scheme asks for.
pub(super) struct Wanted {
    pub columns: Vec<Column>,
    /// Header texts of columns that are never read.
    pub personal: Vec<String>,
}

pub(super) fn columns(root: &Section<'_>, problems: &mut Problems) -> Wanted {
    let mut wanted = Wanted { columns: Vec::new(), personal: Vec::new() };
    let Some(table) = root.table("column") else { return wanted };
    let mut entries: Vec<_> = table.value.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let (id, span) = (key.get_ref().as_ref(), key.span());
        let Some(settings) = value.get_ref().as_table() else {
            let (vi, en) = ("phải là một bảng [column.…]", "it must be a table [column.…]");
            problems.push(fault(root.source, &value.span(), id, (vi, en)));
            continue;
        };
        let section = Section::open(root.source, settings, value.span(), COLUMN, id, problems);
        let headers: Vec<String> =
            section.texts("headers").into_iter().map(|at| at.value).collect();
        if section.bool("personal") == Some(true) {
            wanted.personal.extend(headers);
            continue;
        }
        if !is_name(id) || CONSTANTS.contains(&id) {
            let (vi, en) = ("tên không dùng được", "it is no name");
            problems.push(fault(root.source, &span, id, (vi, en)));
        }
        let found = column(&section, (id, &span), headers, &wanted.columns, problems);
        wanted.columns.extend(found);
    }
    twice(root, &wanted, problems);
    wanted
}

/// A header text stands for one column.
fn twice(root: &Section<'_>, wanted: &Wanted, problems: &mut Problems) {
    let all = wanted.columns.iter().flat_map(|column| &column.headers).chain(&wanted.personal);
    let mut seen = std::collections::BTreeSet::new();
    for header in all {
        if !seen.insert(fold(header)) {
            let vi = format!("tiêu đề “{header}” ghi cho hai cột");
            let en = format!("the header “{header}” stands for two columns");
            problems.push(fault(root.source, &root.span_of("column"), "headers", (&vi, &en)));
        }
    }
}

fn column(
    section: &Section<'_>,
    (id, span): (&str, &Span),
    headers: Vec<String>,
    before: &[Column],
    problems: &mut Problems,
) -> Option<Column> {
    let source = section.source;
    let mut wrong = |vi: &str, en: &str| problems.push(fault(source, span, id, (vi, en)));
    let days = |name: &str| {
        let is_days = |column: &Column| column.id == name && column.kind == Kind::Dates;
        before.iter().position(is_days)
    };
    let waited = section.texts("waited");
    let made = match (section.text("times"), &waited[..]) {
        (None, []) => Some(Made::Read),
        (Some(of), []) => days(&of.value).map(Made::Times),
        (None, [from, to]) => days(&from.value).zip(days(&to.value)).map(|(from, to)| {
            let last = section.text("pairs").is_some_and(|at| at.value == "last");
            Made::Waited { from, to, last }
        }),
        _ => None,
    };
    let Some(made) = made else {
        wrong(
            "times, waited cần cột kiểu dates khai trước đó",
            "times and waited need columns of type dates above",
        );
        return None;
    };
    let kind = match (&made, section.text("type").map(|at| at.value).as_deref()) {
        (Made::Times(_) | Made::Waited { .. }, _) => Kind::Count,
        (_, Some("choice")) => {
            let kind = options(section);
            if matches!(&kind, Kind::Choice { options, .. } if options.is_empty()) {
                wrong("kiểu choice cần options = { \"1\" = \"nhãn\" }", "a choice needs options");
            }
            kind
        }
        (_, Some(word)) => kind_of(word),
        (_, None) => {
            wrong("thiếu type", "type is missing");
            return None;
        }
    };
    if made == Made::Read && headers.is_empty() {
        wrong("thiếu headers", "headers are missing");
    }
    let default = section.text("default").map(|at| of_text(&at.value, &kind));
    let default = match default {
        Some(Cell::Kept(kept)) => Some(kept),
        None => None,
        Some(_) => {
            wrong("default không đọc được theo kiểu của cột", "default does not fit the type");
            None
        }
    };
    Some(Column {
        id: id.to_string(),
        headers,
        kind,
        required: default.is_none() && section.bool("required") != Some(false),
        default,
        dossier_number: section.text("form").is_some(),
        made,
    })
}

fn kind_of(word: &str) -> Kind {
    match word {
        "date" => Kind::Date,
        "datetime" => Kind::DateTime,
        "dates" => Kind::Dates,
        "yes_no" => Kind::YesNo,
        "count" | "money" => Kind::Count,
        _ => Kind::Text,
    }
}

/// The options in the order of the file; a label is also a text of its own.
fn options(section: &Section<'_>) -> Kind {
    let (mut options, mut codes) = (Vec::<String>::new(), Vec::new());
    let table = section.table("options");
    let mut entries: Vec<_> = table.iter().flat_map(|at| at.value.iter()).collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let Some(label) = value.get_ref().as_str() else { continue };
        let at = options.iter().position(|known| known == label).unwrap_or_else(|| {
            options.push(label.to_string());
            codes.push((fold(label), options.len() - 1));
            options.len() - 1
        });
        codes.push((fold(key.get_ref()), at));
    }
    Kind::Choice { options, codes }
}
