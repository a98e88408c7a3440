//! An appraiser agrees: a mark in *Đồng ý*, or points that are what the form showed.
//!
//! A form shows points with few decimals. Whoever writes `3,02` beside `1115/369` agrees and has
//! cut nothing; the exact points stay.

use super::mark::{Mark, is_as_shown};
use super::row::{Identified, RowReader};
use super::{Agreement, Appraised};
use crate::grid::{Cell, Content};
use crate::problem::{Problem, kinds};
use crate::terms::Exact;
use crate::text::{fold, tidy};
use crate::value::Gap;

impl<'a> RowReader<'a> {
    /// *Điểm theo số liệu* as the form shows it beside: points, or the word for none.
    pub(super) fn shown(&self, found: &Identified<'a>) -> Option<Result<Exact, Gap>> {
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

    /// What the mark comes to beside the points of the row, or the words *Không áp dụng* in their
    /// place, which it may contradict.
    pub(super) fn weigh(
        &mut self,
        found: &Identified<'a>,
        (mark, cell): (Mark, Option<&Cell>),
        (score, claim): (Option<Appraised>, Option<Agreement>),
    ) -> (Option<Appraised>, Option<Agreement>) {
        let shown = self.shown(found);
        let same = self.is_shown((&score, &claim), shown.as_ref());
        let written = cell.map(|cell| tidy(&cell.raw())).unwrap_or_default();
        let place = self.place(found.row, "agree");
        let given = score.as_ref().map(|score| score.points.to_plain());
        let words = claim.as_ref().and_then(|claim| claim.in_words.clone());
        let problem = |kind| {
            let problem = Problem::new(kind, place).of_unit(&found.unit.id).with("raw", &written);
            match words {
                Some(words) => problem.with("points", format!("“{words}”")),
                None => problem.number("points", given.unwrap_or_default()),
            }
        };
        let silent = score.is_none() && claim.is_none();
        let told = match (mark, same) {
            (Mark::Nothing, _) => return (score, claim),
            (Mark::Unclear, _) => &kinds::appraisal::AGREE_WORD,
            (Mark::No, _) if silent => &kinds::appraisal::AGREE_NO_POINTS,
            (Mark::Yes, _) if silent => return (None, self.agreement(found, "agree", shown)),
            (Mark::No, Some(true)) | (Mark::Yes, Some(false)) => &kinds::appraisal::AGREE_POINTS,
            (Mark::Yes, None) => &kinds::appraisal::AGREE_BESIDE,
            (Mark::No, _) | (Mark::Yes, Some(true)) => return (score, claim),
        };
        let asked = match self.words(found.row, "request").is_empty() {
            true => ("", ""),
            false => (
                "; yêu cầu giải trình trên dòng vẫn được chuyển đến đơn vị",
                "; its request for explanation goes to the unit all the same",
            ),
        };
        let told_of = problem(told);
        self.tell(match told == &kinds::appraisal::AGREE_NO_POINTS {
            true => told_of.said("asked", asked.0, asked.1),
            false => told_of,
        });
        match told == &kinds::appraisal::AGREE_POINTS {
            true => (None, None),
            false => (score, claim),
        }
    }

    /// Whether points, or *Không áp dụng*, are what the form shows beside them; `None` where it
    /// shows nothing that could be agreed with.
    fn is_shown(
        &self,
        (score, claim): (&Option<Appraised>, &Option<Agreement>),
        shown: Option<&Result<Exact, Gap>>,
    ) -> Option<bool> {
        let decimals = self.against.round.rules.decimals;
        match (score, claim, shown) {
            (Some(score), _, Some(Ok(shown))) => Some(is_as_shown(&score.points, shown, decimals)),
            (Some(_), _, None | Some(Err(Gap::Pending))) | (None, None, _) => None,
            (Some(_), _, Some(Err(_))) => Some(false),
            (None, Some(_), shown) => Some(shown == Some(&Err(Gap::NotApplicable))),
        }
    }

    /// Agreement with what the form shows, said in this column.
    pub(super) fn agreement(
        &mut self,
        found: &Identified<'a>,
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
