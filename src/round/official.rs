//! `[official]`: tables of official figures, what counts where a unit declared another, and
//! differences that have been explained.

use super::Unit;
use crate::document::{Field, Section, Shape};
use crate::problem::{Place, Problems};
use crate::terms::Exact;
use crate::text::fold;

pub(super) const OFFICIAL: &[Field] = &[
    Field::required("files", Shape::Texts, "Mẫu đường dẫn: [\"chinh-thuc/*.csv\"]"),
    Field::optional(
        "differ",
        Shape::OneOf(&["ask", "declared"]),
        "Số đơn vị kê khai khác số chính thức: ask (dùng số chính thức, hỏi lại đơn vị; mặc định) hoặc declared (dùng số kê khai)",
    ),
    Field::optional(
        "known_difference",
        Shape::Tables(KNOWN),
        "Các chênh lệch đã rõ nguyên nhân: [{ unit, code, official, cause }]",
    ),
];

const KNOWN: &[Field] = &[
    Field::required("unit", Shape::Text, "Mã định danh, mã hoặc tên đơn vị"),
    Field::required("code", Shape::Text, "Mã số liệu, mã tiêu chí, hoặc “Tổng”"),
    Field::required("official", Shape::Number, "Số chính thức"),
    Field::required("cause", Shape::Text, "Nguyên nhân"),
];

/// What counts where a unit declared another figure than the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Differ {
    /// The official figure; the unit is asked for its reason.
    #[default]
    Ask,
    /// What the unit declared.
    Declared,
}

/// Official figures of a round.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Official {
    /// Globs, relative to the round's folder.
    pub files: Vec<String>,
    pub differ: Differ,
    pub known: Vec<KnownDifference>,
}

/// A difference that has been explained.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownDifference {
    /// Id, code or name of the unit.
    pub unit: String,
    /// Key of a data item, code of a node, or the word for the total.
    pub code: String,
    pub official: Exact,
    pub cause: String,
    pub place: Place,
}

pub(super) fn official(file: &Section<'_>, problems: &mut Problems) -> Official {
    let Some(section) = file.sub("official", problems) else { return Official::default() };
    let known = section.subs("known_difference", problems);
    let known = known.iter().filter_map(|one| {
        let text = |key: &str| one.text(key).map(|at| at.value.trim().to_string());
        Some(KnownDifference {
            unit: text("unit")?,
            code: text("code")?,
            official: one.number("official")?.value,
            cause: text("cause")?,
            place: one.source.place(&one.span),
        })
    });
    Official {
        files: section.texts("files").into_iter().map(|at| at.value).collect(),
        differ: match section.text("differ").is_some_and(|at| at.value == "declared") {
            true => Differ::Declared,
            false => Differ::Ask,
        },
        known: known.collect(),
    }
}

impl Official {
    /// The position of the known difference of a unit's official figure.
    pub fn explained(&self, unit: &Unit, code: &str, official: &Exact) -> Option<usize> {
        let is_unit = |named: &str| {
            let named = fold(named);
            named == fold(unit.id.as_str())
                || unit.code.as_ref().is_some_and(|code| fold(code) == named)
                || fold(&unit.name) == named
        };
        let is = |known: &KnownDifference| {
            fold(&known.code) == fold(code) && known.official == *official && is_unit(&known.unit)
        };
        self.known.iter().position(is)
    }
}
