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

    /// What the mark comes to beside the points of the row, which it may contradict.
    pub(super) fn weigh(
        &mut self,
        found: &Identified<'a>,
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
