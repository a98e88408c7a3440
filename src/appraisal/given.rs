//! What a row of an appraisal form gives: points for its leaf, a corrected data value, or both.

use super::copies::{Kept, Torn};
use super::corrected::item_of;
use super::mark::{Mark, mark};
use super::points::level_points;
use super::row::{Identified, RowReader, Said};
use super::{Agreement, Appraised, Correction, FormRow, Request, checks};
use crate::evidence::values::{self, Spot};
use crate::grid::{Cell, column_letters};
use crate::ledger::{Fate, RowFate};
use crate::problem::{Kind, Problem, kinds};
use crate::refusal::{Refusal, Refused};
use crate::rubric::{Leaf, Node};
use crate::table;
use crate::terms::{Exact, Key};
use crate::text::tidy;
use crate::value::Gap;

impl<'a> RowReader<'a> {
    /// Takes points, agreement and corrected value of a row, each by itself.
    pub(super) fn accept(
        &mut self,
        found: &Identified<'a>,
        said: Said<'_>,
    ) -> (Fate, Option<FormRow>) {
        let Said { points, value, .. } = said;
        let objection = match found.leaf {
            Some((_, node, leaf)) => {
                let column = match (points, value) {
                    (None, None) => "agree",
                    (None, Some(_)) => "value",
                    (Some(_), _) => "points",
                };
                let place = self.place(found.row, column);
                let agency = self.agency.as_ref();
                let of = (self.against.round, found.rubric);
                checks::may_appraise(of, found.unit, (node, leaf), agency, &place)
            }
            None => None,
        };
        if let Some(problem) = objection {
            self.tell(problem);
            return (Fate::Rejected, None);
        }
        if self.is_torn(found) {
            let column = match (points, value) {
                (None, None) => "agree",
                (None, Some(_)) => "value",
                (Some(_), _) => "points",
            };
            self.leave_open(found, column, None);
            return (Fate::Rejected, None);
        }
        let said = self.without_spread(found, said);
        let Said { value, agree, .. } = said;
        let mark = mark(agree);
        if let (Mark::Yes, Some(agree), Some(value)) = (mark, agree, value) {
            self.refuse_both(found, agree, value);
            return self.only_request(found);
        }
        let (score, claim) = self.points_or_claim(found, points);
        let correction = value.and_then(|cell| self.correction(found, cell));
        // Whoever corrects a value need give no points; and a mark does not stand for points that
        // were refused.
        let written = points.is_some() || self.is_merged(found.row, "points");
        let refused = written && score.is_none() && claim.is_none();
        let mark = match mark {
            Mark::No if value.is_some() => Mark::Nothing,
            Mark::Yes | Mark::No if refused => Mark::Nothing,
            mark => mark,
        };
        let (score, agreement) = self.weigh(found, (mark, agree), (score, claim));
        self.leave_unused_open(found, said, (&score, &agreement, &correction));
        if score.is_none() && correction.is_none() && agreement.is_none() {
            return self.only_request(found);
        }
        // Points carry the request of their row themselves.
        let request = score.is_none().then(|| self.request_beside(found)).flatten();
        (
            Fate::Used,
            Some(FormRow { score, agreement, correction, request, ..self.form_row(found) }),
        )
    }

    /// What is left of a row when nothing else of it counts: whoever disputes asks all the same.
    fn only_request(&mut self, found: &Identified<'a>) -> (Fate, Option<FormRow>) {
        match self.request_beside(found) {
            None => (Fate::Rejected, None),
            request => (Fate::Used, Some(FormRow { request, ..self.form_row(found) })),
        }
    }

    /// What a row says by itself: a mark or a value in a cell that is merged over several rows is
    /// none of theirs.
    fn without_spread<'c>(&mut self, found: &Identified<'a>, mut said: Said<'c>) -> Said<'c> {
        for id in ["agree", "value"] {
            if !self.is_spread(found.row, id) {
                continue;
            }
            let place = self.place(found.row, id);
            self.tell(Problem::new(&kinds::appraisal::MERGED, place).of_unit(&found.unit.id));
            let key =
                Some(self.text(found.row, "key")).filter(|key| id == "value" && !key.is_empty());
            self.leave_open(found, id, key.map(Key::new));
            match id {
                "agree" => said.agree = None,
                _ => said.value = None,
            }
        }
        said
    }

    /// Points; or the words *Không áp dụng* in their place: the appraiser agrees with a claim.
    fn points_or_claim(
        &mut self,
        found: &Identified<'a>,
        points: Option<&Cell>,
    ) -> (Option<Appraised>, Option<Agreement>) {
        match (points, found.leaf) {
            (None, _) if !self.is_merged(found.row, "points") => (None, None),
            (Some(cell), Some(_)) if values::is_not_applicable(cell) => {
                let shown = Some(Err(Gap::NotApplicable));
                let agreed = self.agreement(found, "points", shown);
                (None, agreed.map(|a| Agreement { in_words: Some(tidy(&cell.raw())), ..a }))
            }
            (_, Some((node_at, node, leaf))) => {
                (self.score(found, node_at, node, leaf, points), None)
            }
            (_, None) => {
                self.nobodys(found.row, "points", points);
                (None, None)
            }
        }
    }

    /// What was said and cannot be used leaves the leaf open.
    fn leave_unused_open(
        &mut self,
        found: &Identified<'a>,
        said: Said<'_>,
        (score, agreement, correction): (
            &Option<Appraised>,
            &Option<Agreement>,
            &Option<Correction>,
        ),
    ) {
        let settled = score.is_some() || agreement.is_some();
        if (said.points.is_some() || self.is_merged(found.row, "points")) && !settled {
            self.leave_open(found, "points", None);
        } else if said.agree.is_some() && !settled && said.value.is_none() {
            self.leave_open(found, "agree", None);
        }
        if said.value.is_some() && correction.is_none() {
            // A value that nobody can tell the item of is the leaf's.
            let key = self.text(found.row, "key");
            let key = item_of(found, &key).map(|item| item.key.clone());
            self.leave_open(found, "value", key);
        }
    }

    fn form_row(&self, found: &Identified<'a>) -> FormRow {
        FormRow {
            file: self.grid.file.clone(),
            sheet: self.grid.sheet.clone(),
            row: found.row.index,
            score: None,
            agreement: None,
            correction: None,
            request: None,
            otherwise: RowFate::Rejected(kinds::appraisal::CONFLICT.code),
        }
    }

    /// The request to explain on a row, when it has one.
    fn request_beside(&mut self, found: &Identified<'a>) -> Option<Request> {
        let column = self.table.column("request")?;
        let text = self.words(found.row, "request");
        if text.is_empty() {
            return None;
        }
        let Some((node, ..)) = found.leaf else {
            let key = Key::new(self.text(found.row, "key"));
            let readers =
                found.rubric.leaves().filter(|(.., leaf)| leaf.rule.expr.items().contains(&&key));
            let codes = readers.map(|(_, node, _)| node.code.as_str()).collect();
            self.ask_of_no_leaf(found.row, found.unit, codes);
            return None;
        };
        Some(Request {
            round: self.number,
            unit: found.at,
            node,
            text,
            agency: self.agency.clone(),
            origin: self.grid.origin(found.row.index, column),
        })
    }

    /// Takes a row that only asks the unit to explain itself.
    pub(super) fn accept_request(&mut self, found: &Identified<'a>) -> (Fate, Option<FormRow>) {
        let place = self.place(found.row, "request");
        let Some((_, node, leaf)) = found.leaf else {
            // Told: it is of no leaf.
            let _ = self.request_beside(found);
            return (Fate::SetAside, None);
        };
        let (of, agency) = ((self.against.round, found.rubric), self.agency.as_ref());
        let objection = checks::may_appraise(of, found.unit, (node, leaf), agency, &place);
        if let Some(problem) = objection {
            self.tell(problem);
            return (Fate::Rejected, None);
        }
        if self.is_torn(found) {
            return (Fate::Rejected, None);
        }
        match self.request_beside(found) {
            None => (Fate::SetAside, None),
            request => (Fate::Used, Some(FormRow { request, ..self.form_row(found) })),
        }
    }

    /// Whether the row repeats what went out for another unit or leaf: only a part of it was
    /// moved, and nobody can tell whose the points are.
    fn is_torn(&mut self, found: &Identified<'a>) -> bool {
        let Some((node, own, _)) = found.leaf else { return false };
        let came = self.repeated.of(found.row);
        let place = (self.number, found.at, node);
        let against = self.against;
        let (itself, copies) = (&self.itself, &against.copies);
        let kept = Kept { itself, copies, known: &|| against.known() };
        let Some(Torn { differs, other, is_by_form }) = kept.torn(place, &came) else {
            return false;
        };
        let at = table::place(self.grid, found.row.index, differs.column);
        let other = other.and_then(|(_, unit, node)| {
            let unit = self.against.round.units.get(unit)?;
            let (rubric, _) = self.against.set(unit.block)?;
            Some(format!("{} – {}", unit.name, rubric.nodes.get(node)?.code))
        });
        let (vi, en) = match other {
            Some(other) => (format!(", là của {other}"), format!(", which is of {other}")),
            None => Default::default(),
        };
        let holder = match is_by_form {
            true => ("bản đã phát", "the form that went out"),
            false => ("số liệu của đợt này", "the data of this round"),
        };
        let quoted = |text: &str| match text {
            "" => "(trống)".to_string(),
            text => format!("“{text}”"),
        };
        let problem = Problem::new(&kinds::appraisal::TORN, at)
            .of_unit(&found.unit.id)
            .with("unit", &found.unit.name)
            .with("code", &own.code)
            .with("heading", &differs.heading)
            .with("found", quoted(&differs.found))
            .with("wanted", quoted(&differs.wanted))
            .said("holder", holder.0, holder.1)
            .said("other", vi, en);
        self.tell(problem);
        true
    }

    /// What the appraiser gave here cannot be used: the leaf is not settled.
    pub(super) fn leave_open(&mut self, found: &Identified<'a>, column: &str, key: Option<Key>) {
        let column = self.table.column(column).unwrap_or(0);
        let origin = self.grid.origin(found.row.index, column);
        self.refused.push(Refusal {
            round: Some(self.number),
            agency: self.agency.clone(),
            block: Some(found.unit.block),
            node: found.leaf.map(|(node, ..)| node),
            key,
            ..Refusal::of_cell(Refused::Appraisal, origin, found.at)
        });
    }

    fn score(
        &mut self,
        found: &Identified<'a>,
        node_at: usize,
        node: &Node,
        leaf: &Leaf,
        cell: Option<&Cell>,
    ) -> Option<Appraised> {
        let column = self.table.column("points")?;
        let place = self.place(found.row, "points");
        let refuse = |kind: &Kind| Problem::new(kind, place.clone()).of_unit(&found.unit.id);
        if self.grid.merged_at(found.row.index, column).is_some() {
            self.tell(refuse(&kinds::appraisal::MERGED));
            return None;
        }
        self.compare_maximum(found, node);
        let points = match level_points(cell?, leaf) {
            Some(points) => Some(points),
            None => self.read_points(found, cell?, column, (node, leaf)),
        };
        let points = points.filter(|points| {
            let outside = checks::in_range(found.unit, node, leaf, points, &place);
            let inside = outside.is_none();
            outside.into_iter().for_each(|problem| self.tell(problem));
            inside
        });
        self.note_unseen(found, column, points.is_some());
        let points = points?;
        Some(Appraised {
            round: self.number,
            unit: found.at,
            node: node_at,
            points,
            shown: self.shown(found).and_then(Result::ok),
            reason: self.words(found.row, "reason"),
            request: self.words(found.row, "request"),
            agency: self.agency.clone(),
            origin: self.grid.origin(found.row.index, column),
        })
    }

    fn read_points(
        &mut self,
        found: &Identified<'a>,
        cell: &Cell,
        column: u32,
        (node, leaf): (&Node, &Leaf),
    ) -> Option<Exact> {
        let spot = self.spot(found, column);
        match values::read_score(cell, (&leaf.min, &node.max), &spot, self.problems)? {
            Ok(points) => Some(points),
            Err(Gap::NotApplicable) => {
                let problem = spot.problem(&kinds::appraisal::NOT_POINTS, &cell.raw());
                self.problems.push(problem.with("code", &node.code));
                None
            }
            // Refused and reported by the grammar.
            Err(_) => None,
        }
    }

    /// Points that people may not see, or may not mean any more.
    fn note_unseen(&mut self, found: &Identified<'a>, column: u32, used: bool) {
        let row = found.row.index;
        let raw = self.text(found.row, "points");
        let note = |kind: &Kind, place| {
            let problem = Problem::new(kind, place).of_unit(&found.unit.id);
            match used {
                true => problem.with("taken", &raw).with("raw", &raw),
                false => problem.said("taken", "không dùng", "not used").with("raw", &raw),
            }
        };
        let place = self.place(found.row, "points");
        if self.grid.hidden_rows.binary_search(&row).is_ok() {
            let problem = note(&kinds::evidence::HIDDEN_ROW, place.clone()).with("row", row + 1);
            self.tell(match used {
                true => problem.said("use", "phần mềm vẫn đọc", "it is read all the same"),
                false => problem.said(
                    "use",
                    "số liệu này bị từ chối, xem lỗi ở cùng dòng",
                    "it is refused, see the error of the row",
                ),
            });
        }
        if used && self.grid.marks.is_struck(row, column) {
            self.tell(note(&kinds::evidence::STRUCK, place.clone()));
        }
        if self.grid.hidden_columns.binary_search(&column).is_ok()
            && self.said.insert(kinds::evidence::HIDDEN_COLUMN.code.into())
        {
            let problem = note(&kinds::evidence::HIDDEN_COLUMN, place);
            let problem = problem.with("column", column_letters(column));
            self.problems.push(problem.with("name", "Điểm thẩm định"));
        }
    }

    pub(super) fn spot(&self, found: &Identified<'a>, column: u32) -> Spot<'a> {
        let round = self.against.round;
        let unit = Some(&found.unit.id);
        Spot { grid: self.grid, row: found.row.index, column, round, unit }
    }

    /// A form of another year shows other maxima.
    fn compare_maximum(&mut self, found: &Identified, node: &Node) {
        let Some(cell) = self.table.cell(found.row, "max") else { return };
        let crate::grid::Content::Number(shown) = cell.content else { return };
        if Exact::from_cell_float(shown).is_some_and(|max| max != node.max) {
            let place = self.place(found.row, "max");
            self.tell(
                Problem::new(&kinds::appraisal::MAXIMUM, place)
                    .with("code", &node.code)
                    .number("found", crate::grid::number_text(shown))
                    .number("max", node.max.to_plain()),
            );
        }
    }
}
