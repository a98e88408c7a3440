//! `[[register]]`: lists of rows that data items are counted from; `[registers]`: what counts where a
//! unit declared another figure.

use super::Differ;
use crate::document::{Field, Section, Shape};
use crate::problem::{Place, Problems, kinds::register as kinds};
use crate::terms::Date;

pub(super) const REGISTER: &[Field] = &[
    Field::required("id", Shape::Text, "Tên gọi của sổ, bộ tiêu chí dùng ở from"),
    Field::required("scheme", Shape::Text, "Đường dẫn tới mẫu sổ"),
    Field::optional("files", Shape::Texts, "Mẫu đường dẫn tới các bản trích: csv, xlsx, ods, xls"),
    Field::optional(
        "counts",
        Shape::Text,
        "Bảng đếm sẵn (unit, item, value) do hệ khác tính, thay cho files",
    ),
    Field::required("as_of", Shape::Date, "Ngày trích sổ"),
    Field::optional(
        "values",
        Shape::FreeTable,
        "Giá trị cho ô trống hoặc cột không có của các tệp này: cột = \"giá trị\"",
    ),
    Field::optional(
        "covers",
        Shape::OneOf(&["listed", "all"]),
        "listed (mặc định): đơn vị không có dòng nào là chưa có số liệu; all: sổ của mọi đơn vị, không có dòng là 0",
    ),
    Field::optional(
        "fewer",
        Shape::OneOf(&["refuse", "accept"]),
        "Bản trích ít dòng hơn bản đã dùng: refuse (mặc định) hoặc accept",
    ),
];

pub(super) const REGISTERS: &[Field] = &[
    Field::optional(
        "differ",
        Shape::OneOf(&["ask", "declared"]),
        "Số đơn vị kê khai khác số đếm: ask (dùng số đếm, hỏi lại đơn vị; mặc định) hoặc declared (dùng số kê khai)",
    ),
    Field::optional(
        "before",
        Shape::Text,
        "results.json của lần chấm trước, để biết bản trích có bị thiếu dòng",
    ),
];

/// The registers of a round.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Registers {
    pub list: Vec<RegisterFiles>,
    pub differ: Differ,
    /// Results of an earlier run, relative to the round's folder.
    pub before: Option<String>,
}

/// An entry of a register: entries of one id are one register.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterFiles {
    pub id: String,
    /// Path of the scheme, relative to the round's folder.
    pub scheme: String,
    /// Globs, relative to the round's folder.
    pub files: Vec<String>,
    /// A table of counts in the place of files.
    pub counts: Option<String>,
    pub as_of: Date,
    /// By column: what stands for blank cells of these files.
    pub values: Vec<(String, String)>,
    /// A unit without rows has none, rather than no figure.
    pub covers_all: bool,
    pub accept_fewer: bool,
    pub place: Place,
}

pub(super) fn registers(file: &Section<'_>, problems: &mut Problems) -> Registers {
    let mut registers = Registers::default();
    if let Some(section) = file.sub("registers", problems) {
        if section.text("differ").is_some_and(|at| at.value == "declared") {
            registers.differ = Differ::Declared;
        }
        registers.before = section.text("before").map(|at| at.value);
    }
    for section in file.subs("register", problems) {
        let text = |key: &str| section.text(key).map(|at| at.value.trim().to_string());
        let (Some(id), Some(scheme), Some(as_of)) =
            (text("id"), text("scheme"), section.date("as_of"))
        else {
            continue;
        };
        let entry = RegisterFiles {
            id,
            scheme,
            files: section.texts("files").into_iter().map(|at| at.value).collect(),
            counts: text("counts"),
            as_of: as_of.value,
            values: values(&section, problems),
            covers_all: text("covers").as_deref() == Some("all"),
            accept_fewer: text("fewer").as_deref() == Some("accept"),
            place: section.source.place(&section.span),
        };
        check(&section, &entry, &registers.list, problems);
        registers.list.push(entry);
    }
    registers
}

fn wrong(section: &Section<'_>, id: &str, (vi, en): (&str, &str), problems: &mut Problems) {
    let problem = section.source.problem(&kinds::ROUND, &section.span).with("id", id);
    problems.push(problem.said("detail", vi, en));
}

fn check(
    section: &Section<'_>,
    entry: &RegisterFiles,
    before: &[RegisterFiles],
    problems: &mut Problems,
) {
    if entry.files.is_empty() == entry.counts.is_none() {
        let words = ("ghi một trong files, counts", "write one of files and counts");
        wrong(section, &entry.id, words, problems);
    }
    let same = before.iter().find(|other| other.id == entry.id);
    if let Some(same) = same
        && (same.scheme != entry.scheme
            || same.as_of != entry.as_of
            || same.counts.is_some()
            || entry.counts.is_some())
    {
        let words = (
            "các mục cùng id phải cùng scheme, cùng as_of và đều có files",
            "entries of one id must share scheme and as_of, and have files",
        );
        wrong(section, &entry.id, words, problems);
    }
}

fn values(section: &Section<'_>, problems: &mut Problems) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let table = section.table("values");
    for (key, value) in table.iter().flat_map(|at| at.value.iter()) {
        match value.get_ref().as_str() {
            Some(text) => values.push((key.get_ref().to_string(), text.to_string())),
            None => {
                let id = section.text("id").map(|at| at.value).unwrap_or_default();
                let words = ("values ghi trong ngoặc kép", "values are quoted");
                wrong(section, &id, words, problems);
            }
        }
    }
    values.sort();
    values
}
