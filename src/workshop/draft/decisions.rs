//! What a person must decide before the draft is a set, in the order in which to do it.

use super::head::Head;
use super::slug;
use super::written::{one_line, said};
use crate::terms::{Lang, Text};
use crate::workshop::table::{Annex, Where};

/// What a decision is about; the order is the order of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// The table itself: codes, sums, rows that could not be read.
    Table,
    Max,
    /// A scale that was not understood.
    Scale,
    Year,
    /// Taken as the draft says, and to be looked over.
    Assumed,
    ZeroBase,
    Survey,
    Agency,
    /// Classes and whatever else the annex does not say.
    Set,
}

impl Matter {
    /// Whether the draft cannot be used before.
    pub fn is_open(self) -> bool {
        matches!(self, Matter::Table | Matter::Max | Matter::Scale)
    }

    /// For machines.
    pub fn key(self) -> &'static str {
        match self {
            Matter::Table => "table",
            Matter::Max => "max",
            Matter::Scale => "scale",
            Matter::Year => "year",
            Matter::Assumed => "assumed",
            Matter::ZeroBase => "zero_base",
            Matter::Survey => "survey",
            Matter::Agency => "agency",
            Matter::Set => "set",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Decision {
    pub matter: Matter,
    pub code: Option<String>,
    pub place: Option<Where>,
    pub text: Text<String>,
}

impl Decision {
    /// `3.2.1 (Phụ lục I, dòng 34): …`
    pub fn line(&self, lang: Lang) -> String {
        let place = self.place.as_ref().map(ToString::to_string);
        let head = match (&self.code, place) {
            (Some(code), Some(place)) => format!("{code} ({place}): "),
            (None, Some(place)) => format!("{place}: "),
            (Some(code), None) => format!("{code}: "),
            (None, None) => String::new(),
        };
        format!("{head}{}", self.text.clone().pick(lang))
    }
}

/// What the table and the head leave open.
#[allow(clippy::too_many_lines, reason = "what a person decides, in the order of work")]
pub(super) fn of_annex(annex: &Annex, head: &Head, decisions: &mut Vec<Decision>) {
    let mut decide = |matter: Matter, place: Option<Where>, text: Text<String>| {
        decisions.push(Decision { matter, code: None, place, text });
    };
    for remark in &annex.remarks {
        decide(Matter::Table, remark.place.clone(), remark.text.clone());
    }
    if head.year_assumed {
        let year = head.year;
        decide(
            Matter::Year,
            None,
            said(
                format!(
                    "phụ lục không ghi năm; bản thảo lấy năm {year}: sửa year và các hạn (due) nếu khác"
                ),
                format!(
                    "the annex says no year; the draft takes {year}: mend `year` and the days due if it is another"
                ),
            ),
        );
    }
    let mut agencies: Vec<(String, String)> = Vec::new();
    for entry in annex.entries.iter().filter(|entry| !entry.appraiser.is_empty()) {
        let id = slug::agency(&entry.appraiser);
        if is_one(&entry.appraiser) && !agencies.iter().any(|(own, _)| *own == id) {
            agencies.push((id, entry.appraiser.clone()));
        } else if !is_one(&entry.appraiser) {
            decide(
                Matter::Agency,
                Some(entry.place.clone()),
                said(
                    format!(
                        "“{}”: mỗi tiêu chí một cơ quan thẩm định; chọn một, ghi vào appraiser",
                        one_line(&entry.appraiser)
                    ),
                    format!(
                        "“{}”: one agency appraises a criterion; choose one",
                        one_line(&entry.appraiser)
                    ),
                ),
            );
        }
    }
    if !agencies.is_empty() {
        let list: Vec<String> =
            agencies.iter().map(|(id, name)| format!("{id} = {name}")).collect();
        let list = list.join("; ");
        decide(
            Matter::Agency,
            None,
            said(
                format!("khai các cơ quan thẩm định này trong round.toml ([[agency]]): {list}"),
                format!("declare these agencies in round.toml ([[agency]]): {list}"),
            ),
        );
    }
    decide(
        Matter::Set,
        None,
        said(
            "xếp loại: thêm các bảng [[class]] theo quyết định (tên loại, mức từ)",
            "classes: add [[class]] tables after the decision (name, from)",
        ),
    );
}

/// Whether the cell names one agency.
pub(super) fn is_one(text: &str) -> bool {
    !text.contains([',', ';', '\n', '/'])
}
