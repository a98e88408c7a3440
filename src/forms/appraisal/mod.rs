//! The appraisal forms: one per agency and block, their leaves × all units. Like cases stand
//! together: rows are sorted by leaf, and within a leaf by what was declared.

mod cells;
mod columns;
mod said;
mod standing;

use columns::{BEFORE, CODE, COLUMNS, NAME};

use super::frame::{self, Halves, LANG};
use super::workbook::{FormBook, FormCell, FormColumn, FormSheet, Hidden, Style};
use crate::appraisal::{Correction, ValueConflict};
use crate::evidence::LeafEvidence;
use crate::forms::Collected;
use crate::report::Reasons;
use crate::report::block::{Align, Look, Role};
use crate::report::words;
use crate::results::{BlockResults, Results};
use crate::round::{Agency, Unit};
use crate::rubric::{Leaf, Node};
use crate::scores::LeafScore;
use crate::terms::{AgencyId, Code, Key};
use crate::value::Outcome;

pub use said::states;
pub use standing::{Standing, standings};

/// Where the office keeps the forms that go out, below the folder of the round; the number of the
/// round of appraisal follows.
pub const FOLDER: &str = "forms/appraisal/vong-";

/// The sheet's name.
pub const SHEET: &str = "Thẩm định";

const HALVES: Halves = Halves { left: (0, 4), right: (7, 15) };

/// A form with whose it is.
pub struct Pack {
    pub agency: AgencyId,
    /// Position in `Results::blocks`.
    pub block: usize,
    /// Unit × leaf rows in it.
    pub rows: usize,
    /// Of those, the ones that the agency has filled in in this round.
    pub done: usize,
    /// File name without extension: it says agency, block and *vòng*, so that the forms of both
    /// rounds of appraisal can lie in one folder.
    pub name: String,
    pub form: FormBook,
}

/// The forms of one appraisal round, 1 or 2. Round 2 holds only what round 1 asked to be
/// explained, or said in two ways; a form without rows is not made.
pub fn packs(results: &Results, collected: &Collected, number: u8) -> Vec<Pack> {
    let mut packs = Vec::new();
    for (at, block) in results.blocks.iter().enumerate() {
        let reasons = Reasons::new(block, LANG);
        for agency in &results.round.agencies {
            let maker = Maker { results, collected, block, agency, number, reasons: &reasons };
            packs.extend(maker.pack(at));
        }
    }
    packs
}

struct Maker<'a> {
    results: &'a Results,
    collected: &'a Collected,
    block: &'a BlockResults,
    agency: &'a Agency,
    number: u8,
    reasons: &'a Reasons<'a>,
}

/// One unit × leaf that the agency has to judge.
struct Case<'a> {
    unit: &'a Unit,
    /// Position in `Round::units`.
    unit_at: usize,
    node: &'a Node,
    leaf: &'a Leaf,
    score: &'a LeafScore,
    evidence: Option<&'a LeafEvidence>,
    /// What round 1 asked.
    request: String,
    /// What this round asked already.
    asked: String,
}

impl<'a> Maker<'a> {
    fn pack(&self, block: usize) -> Option<Pack> {
        let mut sheet = self.head();
        let (mut rows, mut done, mut said) = (0, 0, Vec::new());
        let rubric = &self.block.rubric;
        let leaves = rubric.leaves().enumerate().map(|(at, (_, node, leaf))| (at, node, leaf));
        for (at, node, leaf) in leaves.filter(|(_, _, leaf)| self.appraises(leaf)) {
            let cases = self.cases(at, node, leaf);
            if cases.is_empty() {
                continue;
            }
            self.leaf_row(&mut sheet, node, leaf, &cases);
            for case in &cases {
                done += usize::from(self.is_filled(case));
                said.push(self.case_row(&mut sheet, case));
            }
            rows += cases.len();
        }
        if rows == 0 {
            return None;
        }
        self.signatures(&mut sheet);
        let form = FormBook {
            title: format!("{SHEET} – {}", self.agency.name),
            author: self.results.round.office.clone(),
            year: self.results.round.year,
            sheet,
            hidden: self.hidden(said),
            workings: None,
        };
        let of = &self.results.round.blocks[self.block.block].id;
        let number = format!("vong-{}", self.number);
        let parts = [self.agency.id.as_str(), of.as_str(), &number];
        let name = frame::file_name(&parts, &self.results.round);
        Some(Pack { agency: self.agency.id.clone(), block, rows, done, name, form })
    }

    fn round_at(&self) -> usize {
        usize::from(self.number != 1)
    }

    fn appraises(&self, leaf: &Leaf) -> bool {
        leaf.rule.scheme.is_none() && leaf.appraiser() == Some(&self.agency.id)
    }

    /// The rows of a leaf, equal facts side by side.
    fn cases(&self, at: usize, node: &'a Node, leaf: &'a Leaf) -> Vec<Case<'a>> {
        let round = &self.results.round;
        let mut cases = Vec::new();
        for (position, &unit) in self.block.units.iter().enumerate() {
            let index = &self.block.index.units[position];
            let unit_at = unit;
            let unit = &round.units[unit];
            let sent = index.submitted || round.evidence.is_empty();
            if !leaf.is_for(&unit.tags) || !sent || index.stopped.is_some() {
                continue;
            }
            let score = &self.block.scores[position].leaves[at];
            let evidence = self.collected.evidence.get(unit_at);
            let evidence = evidence.and_then(|e| e.leaves.get(score.node));
            let request = self.request(1, unit_at, score);
            let asked = self.request(self.number, unit_at, score);
            let again = !request.is_empty() || self.conflicts(1, unit_at, score);
            if self.number == 1 || again {
                cases.push(Case { unit, unit_at, node, leaf, score, evidence, request, asked });
            }
        }
        cases.sort_by_cached_key(|case| {
            let facts: Vec<String> =
                case.score.inputs.iter().map(|i| sort_key(&i.outcome)).collect();
            (facts, case.score.proof.is_empty())
        });
        cases
    }

    /// What a round asked of the unit.
    fn request(&self, round: u8, unit: usize, score: &LeafScore) -> String {
        let given = score.appraised[usize::from(round != 1)].as_ref();
        let alone = self.results.appraisals.requests.iter();
        let alone = alone.filter(|r| (r.round, r.unit, r.node) == (round, unit, score.node));
        joined(given.map(|g| g.request.as_str()).into_iter().chain(alone.map(|r| r.text.as_str())))
    }

    /// Whether a round said it in two ways: the points, or a value that this agency corrected.
    fn conflicts(&self, round: u8, unit: usize, score: &LeafScore) -> bool {
        let mut all = self.results.appraisals.conflicts.iter();
        all.any(|c| (c.round, c.unit, c.node) == (round, unit, score.node))
            || self.value_conflicts(round, unit, score).next().is_some()
    }

    fn value_conflicts(
        &self,
        round: u8,
        unit: usize,
        score: &LeafScore,
    ) -> impl Iterator<Item = &'a ValueConflict> {
        let reads = |key: &Key| score.inputs.iter().any(|input| input.key == *key);
        let all: Vec<_> = self.results.appraisals.value_conflicts_of(unit, reads).collect();
        let own = |said: &Correction| said.agency.as_ref().is_none_or(|id| *id == self.agency.id);
        all.into_iter().filter(move |c| c.round == round && c.said.iter().any(own))
    }

    fn head(&self) -> FormSheet {
        let round = &self.results.round;
        let block = &round.blocks[self.block.block].name;
        let hides = self.number == 1;
        let column = |(at, (_, width)): (usize, &(&str, f64))| FormColumn {
            width: *width,
            // Before round 1 nobody has said anything.
            hidden: hides && at as u16 == BEFORE,
        };
        let note = if round.illustration { words::ILLUSTRATION_SMALL.say(LANG) } else { "" };
        let mut sheet = FormSheet {
            name: SHEET.to_string(),
            columns: COLUMNS.iter().enumerate().map(column).collect(),
            fixed_columns: NAME,
            footer: [format!("{} – {block}", self.agency.name), note.to_string()],
            ..FormSheet::default()
        };
        frame::official(&mut sheet, HALVES, &round.issuer, &self.agency.name);
        let title = format!("Bảng thẩm định {}", round.title);
        let subtitle = format!("({}; {})", self.block.rubric.title, self.block.rubric.decision);
        frame::titles(&mut sheet, round, &title, &subtitle);
        let fact = |bold| Style::Fact { bold, figure: None };
        let mut say = |name: &str, value: &str| {
            let cells = vec![
                FormCell::text(CODE, name, fact(false)),
                FormCell::text(NAME, value, fact(true)),
            ];
            sheet.push(cells);
        };
        say("Cơ quan thẩm định:", &self.agency.name);
        say("Khối:", block);
        say("Vòng:", &self.number.to_string());
        let help = match self.number {
            1 => {
                "Chỉ ghi vào các ô nền vàng. Các đơn vị kê khai giống nhau đứng liền nhau. Đồng ý với \
                 điểm theo số liệu, hoặc với đề nghị không áp dụng: ghi x ở cột Đồng ý. Không đồng \
                 ý: ghi điểm thẩm định; điểm khác điểm theo số liệu phải có lý do. Sửa số liệu: chọn Mã số liệu, ghi Giá trị thẩm \
                 định và lý do; phần mềm tính lại điểm."
            }
            _ => {
                "Chỉ gồm nội dung vòng 1 yêu cầu giải trình, hoặc có ý kiến khác nhau về điểm, về số \
                 liệu. Vòng 2 quyết định; để trống cả Đồng ý và điểm thì giữ điểm vòng 1. Ghi x ở \
                 cột Đồng ý là lấy điểm theo số liệu."
            }
        };
        let all = (0, sheet.last_column());
        sheet.push(vec![FormCell::wide(all, help, Style::Line(Role::Note))]);
        let headings: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        frame::headings(&mut sheet, &headings);
        sheet
    }

    /// Which leaf the rows below are of, how it is scored, what proof it needs, and how many of
    /// the units declared the same.
    fn leaf_row(&self, sheet: &mut FormSheet, node: &Node, leaf: &Leaf, cases: &[Case<'_>]) {
        let guide = self.reasons.guide(cases[0].score.node);
        let mut text = format!("{} {}", node.code, node.name);
        if !guide.is_empty() {
            text += &format!(". Cách tính điểm: {guide}");
        }
        if let Some(proof) = leaf.proof.as_deref().filter(|p| !p.is_empty()) {
            text += &format!(". Kiểm chứng: {proof}");
        }
        let style = Style::look(Look::Criterion, Align::Left);
        let all = (0, sheet.last_column());
        sheet.push(vec![FormCell::wide(all, text, style)]);
    }

    fn signatures(&self, sheet: &mut FormSheet) {
        let line = |columns, text: &str, role| FormCell::wide(columns, text, Style::Line(role));
        sheet.push(Vec::new());
        let date = words::PLACE_AND_DATE.say(LANG);
        sheet.push(vec![line(HALVES.right, date, Role::Italic)]);
        sheet.push(vec![
            line(HALVES.left, "NGƯỜI THẨM ĐỊNH", Role::Office),
            line(HALVES.right, "THỦ TRƯỞNG CƠ QUAN THẨM ĐỊNH", Role::Office),
        ]);
        sheet.push(vec![
            line(HALVES.left, words::SIGN_NAME.say(LANG), Role::Italic),
            line(HALVES.right, words::SIGN_SEAL.say(LANG), Role::Italic),
        ]);
    }

    fn hidden(&self, said: Vec<Vec<String>>) -> Hidden {
        let round = &self.results.round;
        let rubric = &self.block.rubric;
        let whose = [
            ("agency", self.agency.id.as_str()),
            ("block", round.blocks[self.block.block].id.as_str()),
            ("number", &self.number.to_string()),
        ];
        let mut hidden = frame::hidden("appraisal", round, &whose, rubric);
        let own = |code: &Code| {
            let leaf = rubric.node(code).and_then(|node| node.leaf.as_ref());
            leaf.is_some_and(|leaf| self.appraises(leaf))
        };
        hidden.rows.extend(frame::leaves(rubric, own));
        hidden.rows.extend(said);
        hidden
    }
}

/// Numbers in their order, then everything else.
fn sort_key(outcome: &Outcome) -> String {
    match outcome {
        Ok(crate::value::Value::Number(n)) => {
            // Shifted, so that the text order of the digits is the order of the numbers.
            format!("0{:025.6}", n.to_f64() + 1e15)
        }
        Ok(value) => format!("1{}", value.to_plain()),
        Err(gap) => format!("2{}", gap.key()),
    }
}

/// What is there of some texts, each once.
fn joined<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for text in parts.filter(|text| !text.is_empty()) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.join("; ")
}
