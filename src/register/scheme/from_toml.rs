//! Reads the scheme of a register. In: its TOML, as written. Out: a [`Scheme`], or every problem with
//! its place.

use serde_json::Value;

use super::columns::{COLUMN, Wanted, columns};
use super::fault::fault;
use super::{CONSTANTS, Derived, Scheme, examples};
use crate::document::{At, Field, Section, Shape, check_schema_version, parse, schema_of_file};
use crate::expr::{Names, OfRound, Type, compile, is_name};
use crate::problem::{Level, Problems, kinds};
use crate::register::algebra;
use crate::source::{Source, did_you_mean};
use crate::value::DataKind;

const REGISTER: &[Field] = &[
    Field::required("id", Shape::Text, "tên gọi của sổ, dùng trong bộ tiêu chí và round.toml"),
    Field::required("title", Shape::Text, "tên danh sách"),
    Field::required("key", Shape::Text, "cột mã: mỗi mã một dòng"),
    Field::required("unit", Shape::Text, "cột ghi tên hoặc mã đơn vị"),
    Field::required("date", Shape::Text, "cột ngày quyết định dòng thuộc kỳ nào"),
];

const PERIOD: &[Field] = &[
    Field::required("from", Shape::Date, "ngày đầu kỳ"),
    Field::required("to", Shape::Date, "ngày cuối kỳ"),
];

const EXAMPLE: &[Field] = &[
    Field::required("row", Shape::FreeTable, "các ô của dòng: cột = \"chữ trong ô\""),
    Field::optional("period", Shape::Table(PERIOD), "kỳ của đợt"),
    Field::required(
        "gives",
        Shape::FreeTable,
        "giá trị phải tính ra: tên = \"yes\", \"no\", \"missing\", \"unreadable\" hoặc giá trị",
    ),
    Field::optional("why", Shape::Text, "vì sao"),
];

const DOCUMENT: &[Field] = &[
    Field::optional("schema", Shape::Whole, "phiên bản của định dạng: 1"),
    Field::required("register", Shape::Table(REGISTER), "sổ"),
    Field::required("column", Shape::FreeTable, "các cột được đọc: [column.<tên>]"),
    Field::optional("derived", Shape::FreeTable, "giá trị tính từ mỗi dòng: tên = \"biểu thức\""),
    Field::optional("example", Shape::Tables(EXAMPLE), "ví dụ mẫu, được kiểm tra mỗi lần đọc"),
];

/// The JSON Schema of a register's scheme.
pub fn schema() -> Value {
    let mut schema = schema_of_file(DOCUMENT, "parindex: register scheme");
    let column = crate::document::schema_of_fields(COLUMN);
    schema["properties"]["column"]["additionalProperties"] = column;
    schema["properties"]["derived"]["additionalProperties"] =
        serde_json::json!({ "type": "string" });
    schema
}

/// The scheme; `None` when anything was wrong, and then all of it was reported. `round` gives the
/// calendar of working days.
pub fn from_toml(source: &Source, round: &OfRound, problems: &mut Problems) -> Option<Scheme> {
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
    let head = root.sub("register", problems)?;
    let Wanted { columns, personal } = columns(&root, problems);
    let text = |key: &str| head.text(key).map(|at| at.value).unwrap_or_default();
    let mut named = |key: &str| {
        let at = head.text(key)?;
        let found = columns.iter().position(|column| column.id == at.value);
        if found.is_none() {
            let ids = columns.iter().map(|column| column.id.as_str());
            let near = did_you_mean(&at.value, ids).unwrap_or_default();
            let vi = format!("không có cột “{}” {near}", at.value);
            let en = format!("there is no column “{}” {near}", at.value);
            problems.push(fault(source, &at.span, key, (&vi, &en)));
        }
        found
    };
    let (key, unit, date) = (named("key"), named("unit"), named("date"));
    let mut scheme = Scheme {
        file: source.path.to_string(),
        id: text("id"),
        title: text("title"),
        columns,
        key: key?,
        unit: unit?,
        date: date?,
        personal,
        derived: Vec::new(),
    };
    if scheme.columns[scheme.date].kind.data_kind() != DataKind::Date {
        let (vi, en) = ("cột này phải là ngày (date, datetime)", "it must be a date or datetime");
        problems.push(fault(source, &head.span_of("date"), "date", (vi, en)));
    }
    derived(&root, &mut scheme, round, problems);
    if problems.count(Level::Error) == before {
        examples::check(&root, &scheme, problems);
    }
    (problems.count(Level::Error) == before).then_some(scheme)
}

/// Compiles the expressions over the row, in the order of the file: each may name those before it.
fn derived(root: &Section<'_>, scheme: &mut Scheme, round: &OfRound, problems: &mut Problems) {
    let Some(table) = root.table("derived") else { return };
    let mut entries: Vec<_> = table.value.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let round = OfRound { rows: true, ..round.clone() };
    for (key, value) in entries {
        let id = key.get_ref().as_ref();
        let Some(text) = value.get_ref().as_str() else {
            let (vi, en) = ("phải là một biểu thức trong ngoặc kép", "it must be an expression");
            problems.push(fault(root.source, &value.span(), id, (vi, en)));
            continue;
        };
        if !is_free(scheme, id) {
            let (vi, en) = ("tên đã dùng hoặc không hợp lệ", "the name is taken or no name");
            problems.push(fault(root.source, &key.span(), id, (vi, en)));
        }
        let text = At::new(text.to_string(), value.span());
        let keys = scheme.names();
        let names = Names {
            item: &|name| scheme.kind_of(name),
            keys: &keys,
            node: &|_| false,
            round: &round,
        };
        let any = [Type::YesNo, Type::Number, Type::Date, Type::Text];
        let Some(parsed) = compile(root.source, &text, &names, &any, problems) else { continue };
        if let Err((vi, en)) = algebra::lower(&parsed.expr, scheme) {
            let problem = root.source.problem(&kinds::register::EXPR, &text.span);
            problems.push(problem.with("text", &text.value).said("detail", vi, en));
            continue;
        }
        let kind = algebra::kind(&parsed.expr, scheme);
        scheme.derived.push(Derived { id: id.to_string(), expr: parsed.expr, kind });
    }
}

/// Whether a column or a derived value may have this name.
pub(super) fn is_free(scheme: &Scheme, id: &str) -> bool {
    is_name(id) && !CONSTANTS.contains(&id) && scheme.kind_of(id).is_none()
}
