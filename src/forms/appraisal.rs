//! The appraisal forms: one per agency and block, their leaves × all units. Like cases stand
//! together: rows are sorted by leaf, and within a leaf by what was declared.

mod standing;

use super::answer;
use super::frame::{self, Halves, LANG, locked};
use super::workbook::{
    Accepts, Answer, Content, FormBook, FormCell, FormColumn, FormSheet, Hidden, Style,
};
use crate::appraisal::{Correction, ValueConflict};
use crate::evidence::LeafEvidence;
use crate::expr::{number_words, points_words};
use crate::forms::Collected;
use crate::report::Reasons;
use crate::report::block::{Align, Figure, Look, Role};
use crate::report::point_decimals;
use crate::report::words;
use crate::results::{BlockResults, Results};
use crate::round::{Agency, Unit};
use crate::rubric::{Leaf, Node};
use crate::scores::{LeafScore, Stance};
use crate::terms::{AgencyId, Code, Exact, Key};
use crate::value::{Gap, Outcome};

pub use standing::{Standing, standings};

/// The sheet's name.
pub const SHEET: &str = "Thẩm định";

const CODE: u16 = 0;
const UNIT: u16 = 1;
const NAME: u16 = 2;
const MAX: u16 = 3;
const FACTS: u16 = 4;
const PROOF: u16 = 5;
const EXPLANATION: u16 = 6;
const SELF: u16 = 7;
const COMPUTED: u16 = 8;
const BEFORE: u16 = 9;
const AGREE: u16 = 10;
const POINTS: u16 = 11;
const REASON: u16 = 12;
const REQUEST: u16 = 13;
const KEY: u16 = 14;
const VALUE: u16 = 15;
/// What an appraiser writes to agree.
const MARK: &str = "x";

/// Headings and widths in digits.
const COLUMNS: &[(&str, f64)] = &[
    ("Mã", 7.0),
    ("Đơn vị", 18.0),
    ("Tiêu chí thành phần", 22.0),
    ("Điểm tối đa", 7.0),
    ("Số liệu kê khai", 30.0),
    ("Tài liệu kiểm chứng", 24.0),
    ("Giải trình của đơn vị", 22.0),
    ("Điểm tự chấm", 8.0),
    ("Điểm theo số liệu", 9.0),
    ("Ý kiến vòng trước", 24.0),
    ("Đồng ý", 7.0),
    ("Điểm thẩm định", 9.0),
    ("Lý do", 24.0),
    ("Yêu cầu giải trình", 22.0),
    ("Mã số liệu", 14.0),
    ("Giá trị thẩm định", 12.0),
];

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
        let (mut rows, mut done) = (0, 0);
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
                self.case_row(&mut sheet, case);
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
            hidden: self.hidden(),
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

    fn case_row(&self, sheet: &mut FormSheet, case: &Case<'_>) {
        let plain = |column, text: &str| locked(column, text, Look::Plain, Align::Left);
        let mut cells = vec![
            plain(CODE, case.node.code.as_str()),
            plain(UNIT, &case.unit.name),
            plain(NAME, &case.node.name),
            self.points_cell(MAX, Some(&case.node.max)),
            plain(FACTS, &self.facts(case.score)),
            plain(PROOF, &proof(case)),
            plain(EXPLANATION, &explanation(case)),
            self.points_cell(SELF, case.score.self_score.as_ref()),
            self.computed_cell(case.score),
            plain(BEFORE, &self.before(case)),
            self.agree_cell(case),
        ];
        let given = case.score.appraised[self.round_at()].as_deref();
        let written = given.filter(|given| given.stance != Stance::Agrees);
        let mut points = points_answer(case);
        points.answer.as_mut().into_iter().for_each(|a| a.prefilled = written.is_some());
        if let Some(written) = written {
            points.content = Content::Number(written.points.clone());
        }
        cells.push(points);
        let why = given.map_or("", |g| g.reason.as_str());
        cells.push(text_answer(REASON, "Lý do", "Bắt buộc khi điểm khác điểm theo số liệu.", why));
        let words = "Điều đơn vị cần giải trình hoặc tài liệu cần bổ sung trước vòng 2.";
        cells.push(text_answer(REQUEST, "Yêu cầu giải trình", words, &case.asked));
        cells.extend(self.correction_cells(case));
        sheet.push(cells);
    }

    /// Where the appraiser agrees with the points by the data, or with a claim. There is nothing
    /// to agree with where only an appraiser can say the points.
    fn agree_cell(&self, case: &Case<'_>) -> FormCell {
        let nothing = Err(Gap::Pending);
        if case.leaf.rule.kind == "judged" || case.score.computed == nothing {
            return locked(AGREE, "", Look::Plain, Align::Centre);
        }
        let given = case.score.appraised[self.round_at()].as_deref();
        let claim = case.score.claim.as_ref().and_then(|claim| claim.confirmed.as_ref());
        let agrees = given.is_some_and(|given| given.stance == Stance::Agrees)
            || claim.is_some_and(|confirmed| confirmed.round == self.number);
        let words = match case.score.computed {
            Err(Gap::NotApplicable) => {
                "Ghi x nếu đồng ý là không áp dụng. Không đồng ý thì ghi điểm và lý do."
            }
            _ => "Ghi x nếu đồng ý với Điểm theo số liệu. Không đồng ý thì ghi điểm và lý do.",
        };
        let content = match agrees {
            true => Content::Text(MARK.to_string()),
            false => Content::Blank,
        };
        FormCell::new(AGREE, content, Style::plain(Align::Centre)).answered_by(Answer {
            accepts: Accepts::OneOf(vec![MARK.to_string()]),
            prompt: ("Đồng ý".to_string(), words.to_string()),
            error: words.to_string(),
            prefilled: agrees,
        })
    }

    /// Points as decimals that read back: all of their places where they are few, else as many
    /// as the round publishes.
    fn points_cell(&self, column: u16, points: Option<&Exact>) -> FormCell {
        let least = point_decimals(self.results);
        let places = points.map_or(least, |points| match points.places() {
            Some(0) => 0,
            Some(places @ 1..=4) => places.max(least),
            _ => least,
        });
        let style = Style::number(Look::Plain, Figure::Fixed(places as u8));
        let content = points.map_or(Content::Blank, |p| Content::Number(p.round_half_up(places)));
        FormCell::new(column, content, style)
    }

    fn computed_cell(&self, score: &LeafScore) -> FormCell {
        match &score.computed {
            Ok(points) => self.points_cell(COMPUTED, Some(points)),
            Err(gap) => locked(COMPUTED, words::gap(*gap, LANG), Look::Plain, Align::Centre),
        }
    }

    /// `Tổng số hồ sơ: 1250 hồ sơ; …`, as declared.
    fn facts(&self, score: &LeafScore) -> String {
        let facts = score.inputs.iter().map(|input| {
            let declared = input.declared.as_ref();
            let outcome = declared.map_or(&input.outcome, |d| &d.outcome);
            let item = self.reasons.item(&input.key);
            let label = self.reasons.label(&input.key);
            let value = words::of_item(outcome, item, LANG);
            match declared {
                Some(_) => {
                    format!(
                        "{label}: {value} (đã sửa: {})",
                        words::of_item(&input.outcome, item, LANG)
                    )
                }
                None => format!("{label}: {value}"),
            }
        });
        facts.collect::<Vec<_>>().join("; ")
    }

    /// What round 1 gave, why, and what it asked; for a conflict each of its values.
    fn before(&self, case: &Case<'_>) -> String {
        if self.number == 1 {
            return String::new();
        }
        let mut parts = Vec::new();
        if let Some(given) = &case.score.appraised[0] {
            parts.push(format!("Vòng 1: {} điểm", points_words(&given.points, LANG)));
            parts.extend((!given.reason.is_empty()).then(|| format!("lý do: {}", given.reason)));
        }
        if !case.request.is_empty() {
            parts.push(format!("yêu cầu: {}", case.request));
        }
        let conflicts = self.results.appraisals.conflicts.iter();
        let place = (1, case.unit_at, case.score.node);
        let here = conflicts.filter(|c| (c.round, c.unit, c.node) == place);
        let because = |reason: &str| match reason {
            "" => String::new(),
            reason => format!(", lý do: {reason}"),
        };
        for given in here.flat_map(|c| &c.said) {
            let points = points_words(&given.points, LANG);
            let why = because(&given.reason);
            parts.push(format!("{points} điểm ({}{why})", given.origin.file));
        }
        for conflict in self.value_conflicts(1, case.unit_at, case.score) {
            let item = self.reasons.item(&conflict.key);
            let label = self.reasons.label(&conflict.key);
            parts.extend(conflict.said.iter().map(|one| {
                let value = words::of_item(&one.outcome, item, LANG);
                let why = because(&one.reason);
                format!("{label} sửa thành {value} ({}{why})", one.origin.file)
            }));
        }
        parts.join("; ")
    }

    /// Which value is corrected, and to what: of one item it is known which.
    fn correction_cells(&self, case: &Case<'_>) -> [FormCell; 2] {
        let keys: Vec<String> = case.score.inputs.iter().map(|i| i.key.to_string()).collect();
        let key = match &keys[..] {
            [] => locked(KEY, "", Look::Plain, Align::Left),
            [only] => locked(KEY, only.as_str(), Look::Muted, Align::Left),
            _ => {
                let words = "Số liệu nào được sửa; chỉ chọn khi có ghi Giá trị thẩm định.";
                let blank = FormCell::new(KEY, Content::Blank, Style::plain(Align::Left));
                blank.answered_by(Answer {
                    accepts: Accepts::OneOf(keys.clone()),
                    prompt: ("Mã số liệu".to_string(), words.to_string()),
                    error: "Chọn một mã trong danh sách.".to_string(),
                    prefilled: false,
                })
            }
        };
        let value = match keys.is_empty() {
            true => locked(VALUE, "", Look::Plain, Align::Left),
            false => {
                let words = "Số liệu đúng theo hồ sơ, cách ghi như ở bảng tự chấm; cần ghi lý do.";
                text_answer(VALUE, "Giá trị thẩm định", words, "")
            }
        };
        [key, value]
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

    fn hidden(&self) -> Hidden {
        let round = &self.results.round;
        let block = &round.blocks[self.block.block];
        let row = |name: &str, value: &str| vec![name.to_string(), value.to_string()];
        let rubric = &self.block.rubric;
        let mut rows = vec![
            row("form", "appraisal"),
            row("round", &round.id),
            row("year", &round.year.to_string()),
            row("agency", self.agency.id.as_str()),
            row("block", block.id.as_str()),
            row("number", &self.number.to_string()),
            row("set", &rubric.id),
            row("sha256", &rubric.sha256),
        ];
        let own = |code: &Code| {
            let leaf = rubric.node(code).and_then(|node| node.leaf.as_ref());
            leaf.is_some_and(|leaf| self.appraises(leaf))
        };
        rows.extend(frame::leaves(rubric, own));
        Hidden { rows }
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

/// The unit's proof, with what it added when it was asked to explain.
fn proof(case: &Case<'_>) -> String {
    let added = case.evidence.map(|e| e.supplements.as_slice()).unwrap_or_default();
    let added = added.iter().map(|s| s.proof.as_str());
    joined(std::iter::once(case.score.proof.as_str()).chain(added))
}

fn explanation(case: &Case<'_>) -> String {
    let added = case.evidence.map(|e| e.supplements.as_slice()).unwrap_or_default();
    let added = added.iter().map(|s| s.answer.as_str());
    joined(std::iter::once(case.score.explanation.as_str()).chain(added))
}

fn joined<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A level by its name, or points within the bounds.
fn points_answer(case: &Case<'_>) -> FormCell {
    let (min, max) = (&case.leaf.min, &case.node.max);
    let levels: Vec<String> = case.leaf.rule.levels.iter().map(|(name, _)| name.clone()).collect();
    let (least, most) = (number_words(min, LANG), number_words(max, LANG));
    let (accepts, words) = match levels.is_empty() {
        true => (
            Accepts::Decimal(min.clone(), max.clone()),
            format!("Điểm từ {least} đến {most}. Để trống: chưa thẩm định."),
        ),
        false => {
            let words = format!("Chọn một mức: {}.", levels.join("; "));
            (Accepts::OneOf(levels), words)
        }
    };
    let style = Style::number(Look::Plain, Figure::Fixed(2));
    FormCell::new(POINTS, Content::Blank, style).answered_by(Answer {
        accepts,
        prompt: ("Điểm thẩm định".to_string(), words.clone()),
        error: words,
        prefilled: false,
    })
}

fn text_answer(column: u16, title: &str, prompt: &str, given: &str) -> FormCell {
    let mut answer = answer::text_answer(title, prompt);
    answer.prefilled = !given.is_empty();
    let content = match given.is_empty() {
        true => Content::Blank,
        false => Content::Text(given.to_string()),
    };
    FormCell::new(column, content, Style::plain(Align::Left)).answered_by(answer)
}
