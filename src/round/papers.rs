//! `[papers]`: what the papers to sign say that no figure does. What is not given stays open on
//! the paper, as dots.

use crate::document::{Field, Section, Shape};
use crate::problem::Problems;
use crate::terms::Date;

pub(super) const PAPERS: &[Field] = &[
    Field::optional("place", Shape::Text, "Địa danh ghi trên văn bản: Tây Ninh"),
    Field::optional("number", Shape::Text, "Số, ký hiệu của quyết định: 123/QĐ-UBND"),
    Field::optional("day", Shape::Date, "Ngày ký"),
    Field::optional("signer", Shape::Table(SIGNER), "Người ký { title, position, name }"),
    Field::optional("basis", Shape::Texts, "Các căn cứ, mỗi căn cứ một dòng"),
    Field::optional("recipients", Shape::Texts, "Nơi nhận, mỗi nơi một dòng"),
    Field::optional("proposals", Shape::Texts, "Các kiến nghị, đề xuất trong báo cáo"),
];

const SIGNER: &[Field] = &[
    Field::optional("title", Shape::Text, "Thể thức đề ký: TM. ỦY BAN NHÂN DÂN"),
    Field::optional("position", Shape::Text, "Chức vụ: CHỦ TỊCH"),
    Field::optional("name", Shape::Text, "Họ và tên người ký"),
];

/// What a round says of its papers; a text is empty where nothing is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    pub place: String,
    /// With its mark: `123/QĐ-UBND`.
    pub number: String,
    pub day: Option<Date>,
    pub signer: Signer,
    pub basis: Vec<String>,
    pub recipients: Vec<String>,
    pub proposals: Vec<String>,
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// For whom: `TM. ỦY BAN NHÂN DÂN`.
    pub title: String,
    pub position: String,
    pub name: String,
}

/// The table of the round file, over the defaults.
pub(super) fn papers(file: &Section<'_>, problems: &mut Problems) -> Papers {
    let Some(section) = file.sub("papers", problems) else { return Papers::default() };
    let text = |section: &Section<'_>, name: &str| {
        section.text(name).map_or_else(String::new, |at| at.value.trim().to_string())
    };
    let texts = |name: &str| {
        let given = section.texts(name).into_iter().map(|at| at.value.trim().to_string());
        given.filter(|line| !line.is_empty()).collect()
    };
    let signer = section.sub("signer", problems).map(|signer| Signer {
        title: text(&signer, "title"),
        position: text(&signer, "position"),
        name: text(&signer, "name"),
    });
    Papers {
        place: text(&section, "place"),
        number: text(&section, "number"),
        day: section.date("day").map(|at| at.value),
        signer: signer.unwrap_or_default(),
        basis: texts("basis"),
        recipients: texts("recipients"),
        proposals: texts("proposals"),
    }
}
