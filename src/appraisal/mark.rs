//! What stands in a cell of *Đồng ý*, and whether points are those that a form showed.

use crate::evidence::values;
use crate::grid::{Cell, Content};
use crate::terms::Exact;
use crate::text::fold;

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
