//! Says the answers of a row that cannot be taken: cells that are none, and columns of one thing
//! that say different things.

use super::reader::PartReader;
use crate::grid::{Content, Held, Line, column_letters};
use crate::problem::kinds::survey as kinds;
use crate::survey::forms::columns::Spot;
use crate::survey::forms::{REFUSED, SIDE_REFUSED};
use crate::survey::quality::LISTED;
use crate::text::tidy;

impl PartReader<'_, '_> {
    /// Two versions of one thing say two things: neither is taken.
    pub(super) fn say_twice(&mut self, row: u32, column: u32) {
        let places = &self.plan.places;
        let asked = places.questions.iter().position(|spot| spot.whole() == Some(column));
        if let Some(question) = asked {
            self.answers[question] = REFUSED;
        }
        let versions = places.versions.iter().find(|(first, _)| *first == column);
        let others = versions.map_or(&[][..], |(_, others)| others);
        let all: Vec<u32> = std::iter::once(&column).chain(others).copied().collect();
        self.say_differing(row, &all);
    }

    /// Says that columns of one thing hold different answers.
    fn say_differing(&mut self, row: u32, columns: &[u32]) {
        let letters: Vec<String> = columns.iter().map(|column| column_letters(*column)).collect();
        let first = columns.first().copied().unwrap_or(0);
        self.part.findings.add(&kinds::COLUMN_TWICE, &letters.join(", "), row, first);
    }

    /// Says the cells that are no answers, but for those said of their columns.
    pub(super) fn refuse<L: Line>(&mut self, line: &L, row: u32, twice: &[u32]) {
        for question in 0..self.answers.len() {
            let said = twice.contains(&self.plan.places.questions[question].first())
                || self.turned.contains(&question);
            if self.answers[question] != REFUSED || said {
                continue;
            }
            let spot = &self.plan.places.questions[question];
            if self.contradicted.contains(&question) {
                self.say_differing(row, &spot.columns());
                continue;
            }
            let raw = match spot {
                Spot::One(column) => match line.held(*column) {
                    Held::Cell(cell) if cell.content == Content::Uncomputed => UNCOMPUTED.into(),
                    held => held.raw(),
                },
                Spot::Ticks(..) => {
                    let texts = spot.columns().into_iter().map(|c| line.held(c).raw());
                    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ")
                }
            };
            self.part.findings.add_answer(question, row, spot.first(), &raw);
        }
    }

    pub(super) fn read_sides<L: Line>(&mut self, line: &L, row: u32, at: usize, twice: &[u32]) {
        let plan = self.plan;
        for (side, (key, spot)) in plan.sides.iter().zip(&plan.places.sides).enumerate() {
            if spot.whole().is_some_and(|column| twice.contains(&column)) {
                self.part.forms.sides[side].put(at, SIDE_REFUSED);
                continue;
            }
            let bits = key.read(spot, line, plan.places.hides_questions);
            self.part.forms.sides[side].put(at, bits);
            let Some(column) = spot.columns().first().copied() else { continue };
            if key.is_contradicted(spot, line, plan.places.hides_questions) {
                self.say_differing(row, &spot.columns());
            } else if bits & SIDE_REFUSED != 0 {
                let raw = line.held(column).raw();
                let question = plan.scheme.questions.len() + side;
                self.part.findings.add_answer(question, row, column, &raw);
            }
            if plan.scheme.sides[side].show && self.part.forms.texts.len() < LISTED {
                let text = tidy(&line.held(column).label().unwrap_or_default());
                if !text.is_empty() {
                    self.part.forms.texts.push((at as u32, side as u16, text));
                }
            }
        }
    }
}

/// Stands for a formula that no program has computed.
const UNCOMPUTED: &str = "=…";
