//! An appraiser agrees: a mark in *Đồng ý*, or points that are what the form showed.
//!
//! A form shows points with few decimals. Whoever writes `3,02` beside `1115/369` agrees and has
//! cut nothing; the exact points stay.

use super::row::{Found, Reader};
use super::{Agreement, Appraised};
use crate::evidence::values;
use crate::grid::{Cell, Content};
use crate::problem::{Problem, kinds};
use crate::terms::Exact;
use crate::text::{fold, tidy};
use crate::value::Gap;

/// What stands in the cell of *Đồng ý*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Nothing,
    Yes,
    No,
    /// Something that is neither.
    Unclear,
}

const YES: &[&str] = &[
    "x",
    "х",
    "×",
    "v",
    "✓",
    "✔",
    "☑",
    "có",
    "co",
    "đồng ý",
    "dong y",
    "nhất trí",
    "thống nhất",
    "đạt",
    "ok",
    "yes",
    "1",
    "true",
];
const NO: &[&str] = &[
    "không",
    "khong",
    "ko",
    "không đồng ý",
    "khong dong y",
    "chưa đồng ý",
    "không nhất trí",
    "chưa nhất trí",
    "không thống nhất",
    "chưa thống nhất",
    "no",
    "0",
    "false",
    "✗",
    "✘",
];

/// Reads a cell of *Đồng ý*; an unchecked box says nothing.
pub(super) fn mark(cell: Option<&Cell>) -> Mark {
    let Some(cell) = cell.filter(|cell| !values::is_blank(cell)) else { return Mark::Nothing };
    if let Content::Bool(checked) = cell.content {
        return if checked { Mark::Yes } else { Mark::Nothing };
    }
    let text = fold(&cell.raw());
    let text = text.trim_matches(['.', ';', ',', '!', '(', ')', '[', ']', ' ']);
    match text {
        "" | "☐" => Mark::Nothing,
        text if YES.contains(&text) => Mark::Yes,
        text if NO.contains(&text) => Mark::No,
        _ => Mark::Unclear,
    }
}

/// So many places of a number in a cell are sure; programs store the ones after them as they like.
const SURE_PLACES: u32 = 12;

/// Whether points that were written are `exact` as a form shows it: with as many places as were
/// written, and at least `decimals`.
pub fn is_as_shown(written: &Exact, exact: &Exact, decimals: u32) -> bool {
    let places = written.places().map(|places| places.max(decimals.max(2)).min(SURE_PLACES));
    let same = |places| exact.round_half_up(places) == written.round_half_up(places);
    written == exact || places.is_some_and(same)
}

impl<'a> Reader<'a> {
    /// *Điểm theo số liệu* as the form shows it beside: points, or the word for none.
    pub(super) fn shown(&self, found: &Found<'a>) -> Option<Result<Exact, Gap>> {
        let cell = self.table.cell(found.row, "computed")?;
        match &cell.content {
            Content::Number(number) => Exact::from_cell_float(*number).map(Ok),
            Content::Text(text) => match fold(text).as_str() {
                "không áp dụng" => Some(Err(Gap::NotApplicable)),
                "chưa có số liệu" => Some(Err(Gap::Missing)),
                "không đọc được" => Some(Err(Gap::Unreadable)),
                "chờ thẩm định" => Some(Err(Gap::Pending)),
                text => Exact::from_decimal(&text.replace(',', ".")).map(Ok),
            },
            _ => None,
        }
    }

    /// What the mark comes to beside the points of the row, which it may contradict.
    pub(super) fn weigh(
        &mut self,
        found: &Found<'a>,
        (mark, cell): (Mark, Option<&Cell>),
        score: Option<Appraised>,
    ) -> (Option<Appraised>, Option<Agreement>) {
        let written = cell.map(|cell| tidy(&cell.raw())).unwrap_or_default();
        let decimals = self.against.round.rules.decimals;
        let same = score
            .as_ref()
            .and_then(|score| Some(is_as_shown(&score.points, score.shown.as_ref()?, decimals)));
        let place = self.place(found.row, "agree");
        let problem = |kind| {
            Problem::new(kind, place).of_unit(&found.unit.id).with("raw", &written).number(
                "points",
                score.as_ref().map(|score| score.points.to_plain()).unwrap_or_default(),
            )
        };
        match (mark, same) {
            (Mark::Nothing, _) => (score, None),
            (Mark::Unclear, _) => {
                self.tell(problem(&kinds::appraisal::AGREE_WORD));
                (score, None)
            }
            (Mark::No, None) if score.is_none() => {
                self.tell(problem(&kinds::appraisal::AGREE_NO_POINTS));
                (None, None)
            }
            (Mark::No, Some(true)) | (Mark::Yes, Some(false)) => {
                self.tell(problem(&kinds::appraisal::AGREE_POINTS));
                (None, None)
            }
            (Mark::No, _) => (score, None),
            (Mark::Yes, _) if score.is_some() => (score, None),
            (Mark::Yes, _) => {
                let shown = self.shown(found);
                (None, self.agreement(found, "agree", shown))
            }
        }
    }

    /// Agreement with what the form shows, said in this column.
    pub(super) fn agreement(
        &mut self,
        found: &Found<'a>,
        column: &str,
        shown: Option<Result<Exact, Gap>>,
    ) -> Option<Agreement> {
        let (node, ..) = found.leaf?;
        let column = self.table.column(column)?;
        Some(Agreement {
            round: self.number,
            unit: found.at,
            node,
            shown,
            in_words: None,
            reason: self.words(found.row, "reason"),
            agency: self.agency.clone(),
            origin: self.grid.origin(found.row.index, column),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::fraction(numerator, denominator).unwrap()
    }

    #[test]
    fn what_a_form_shows_is_what_the_data_gave() {
        let points = exact(1115, 369);
        for written in ["3.02", "3.022", "3.0217", "3.02168021680217", "3.0216802168021681"] {
            assert!(is_as_shown(&Exact::from_decimal(written).unwrap(), &points, 2), "{written}");
        }
        for written in ["3", "3.0", "3.03", "3.01", "3.021", "3.0216"] {
            assert!(!is_as_shown(&Exact::from_decimal(written).unwrap(), &points, 2), "{written}");
        }
        // Nearly the maximum is shown as the maximum.
        assert!(is_as_shown(&Exact::whole(3), &exact(29_997, 10_000), 2));
        // A round that publishes three places shows three.
        assert!(!is_as_shown(&exact(302, 100), &points, 3));
    }

    #[test]
    fn a_mark_says_yes_no_or_nothing() {
        let text = |text: &str| Cell {
            content: Content::Text(text.into()),
            format: crate::grid::Format::General,
            by_formula: false,
        };
        for yes in ["x", " X ", "Có", "Đồng ý", "đồng ý.", "✓", "Nhất trí", "[x]"] {
            assert_eq!(mark(Some(&text(yes))), Mark::Yes, "{yes}");
        }
        for no in ["Không", "Không đồng ý", "chưa nhất trí"] {
            assert_eq!(mark(Some(&text(no))), Mark::No, "{no}");
        }
        for nothing in ["", "  ", "…………", "☐", "()"] {
            assert_eq!(mark(Some(&text(nothing))), Mark::Nothing, "{nothing}");
        }
        for unclear in ["?", "xem lại", "đồng ý một phần", "không đồng ý lắm"] {
            assert_eq!(mark(Some(&text(unclear))), Mark::Unclear, "{unclear}");
        }
        let checked = |on| Cell { content: Content::Bool(on), ..text("") };
        assert_eq!(mark(Some(&checked(true))), Mark::Yes);
        assert_eq!(mark(Some(&checked(false))), Mark::Nothing);
    }
}
