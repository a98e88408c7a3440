//! The explanation round: what the appraisers want a unit to explain, and where it answers.

use std::borrow::Cow;

use super::frame::{self, Halves, locked};
use super::sendback::{self, Asking};
use super::workbook::{Content, FormBook, FormCell, Style};
use super::{Collected, answer};
use crate::replies::{ASK_HEADING, Ask, EXPLANATION_HEADING, MORE_PROOF_HEADING};
use crate::report::block::{Align, Figure, Look, Role};
use crate::results::BlockResults;
use crate::round::{Round, Unit};
use crate::rubric::{Node, Rubric};
use crate::scores::{LeafScore, Stance};
use crate::terms::{AgencyId, Exact, Key};
use crate::text::tidy;

const SHEET: &str = "Giải trình";

const COLUMNS: &[(&str, f64)] = &[
    (ASK_HEADING, 16.0),
    ("STT", 5.0),
    ("Mã", 8.0),
    ("Tiêu chí thành phần", 26.0),
    ("Điểm tối đa", 7.0),
    ("Điểm tự chấm", 8.0),
    ("Điểm thẩm định", 8.0),
    ("Lý do", 26.0),
    ("Yêu cầu giải trình", 26.0),
    ("Tài liệu kiểm chứng đã ghi, còn thiếu", 26.0),
    (EXPLANATION_HEADING, 30.0),
    (MORE_PROOF_HEADING, 24.0),
];

const HALVES: Halves = Halves { left: (1, 5), right: (8, 11) };

/// What appraisers asked in round 1 of one leaf, with or without points.
#[derive(Debug, Clone)]
pub struct Wanted<'c> {
    /// Position in `Rubric::nodes`.
    node: usize,
    points: Option<&'c Exact>,
    reason: Cow<'c, str>,
    /// Of several appraisers, each request once.
    texts: Vec<&'c str>,
    agency: Option<&'c AgencyId>,
}

/// The requests to a unit that it has not answered and round 2 has not decided yet, in the order
/// of the annex; `at` is the
/// unit's position in the block.
pub fn requests<'c>(
    collected: &'c Collected,
    block: &'c BlockResults,
    at: usize,
) -> Vec<Wanted<'c>> {
    let unit = block.units[at];
    let open = |node: usize| {
        let leaf = collected.evidence[unit].leaves.get(node);
        let mut given = collected.appraisals.scores.iter();
        let decided = given.any(|a| (a.round, a.unit, a.node) == (2, unit, node));
        !decided && leaf.is_none_or(|leaf| leaf.supplements.is_empty())
    };
    let scores = collected.appraisals.scores.iter();
    let scores = scores.filter(|a| (a.unit, a.round) == (unit, 1) && !a.request.is_empty());
    let beside = scores.map(|a| Wanted {
        node: a.node,
        points: Some(&a.points),
        reason: a.reason.as_str().into(),
        texts: vec![a.request.as_str()],
        agency: a.agency.as_ref(),
    });
    let alone = collected.appraisals.requests.iter().filter(|r| (r.unit, r.round) == (unit, 1));
    let alone = alone.map(|r| Wanted {
        node: r.node,
        points: stood(block, at, r.node).points,
        reason: stood(block, at, r.node).words(collected, unit, &block.rubric),
        texts: vec![r.text.as_str()],
        agency: r.agency.as_ref(),
    });
    let mut list: Vec<Wanted> = beside.chain(alone).filter(|w| open(w.node)).collect();
    list.sort_by_key(|wanted| wanted.node);
    // A leaf is asked once, first by the row that gave points, for all that anybody wants.
    list.dedup_by(|next, first| {
        let same = next.node == first.node;
        if same {
            next.texts.retain(|text| !first.texts.contains(text));
            first.texts.append(&mut next.texts);
        }
        same
    });
    list
}

/// What stood of a leaf in round 1 where a request came without points of its own.
struct Stood<'c> {
    points: Option<&'c Exact>,
    score: Option<&'c LeafScore>,
}

fn stood(block: &BlockResults, at: usize, node: usize) -> Stood<'_> {
    let score = block.scores[at].leaves.iter().find(|leaf| leaf.node == node);
    let given = score.and_then(|score| score.appraised[0].as_deref());
    let corrected = score.filter(|score| score.inputs.iter().any(|i| i.declared.is_some()));
    let points = given.map(|given| &given.points);
    let points = points.or_else(|| corrected.and_then(|score| score.computed.as_ref().ok()));
    Stood { points, score }
}

impl<'c> Stood<'c> {
    /// Why there are these points, or that there are none.
    fn words(&self, collected: &'c Collected, unit: usize, rubric: &'c Rubric) -> Cow<'c, str> {
        let Some(score) = self.score else { return "Chưa cho điểm".into() };
        let given = score.appraised[0].as_deref();
        if given.is_some_and(|given| given.stance == Stance::Agrees) {
            return "Đồng ý với điểm theo số liệu".into();
        }
        if let Some(given) = given {
            return given.reason.clone().into();
        }
        let own = |key: &Key| score.inputs.iter().any(|input| input.key == *key);
        let all = collected.appraisals.corrections.iter();
        let corrected = all.filter(|c| (c.round, c.unit) == (1, unit) && own(&c.key));
        let corrected = corrected.map(|c| {
            let label = rubric.item(&c.key).map_or("", |(_, item)| item.label.as_str());
            format!("Sửa {label} thành {}: {}", tidy(&c.raw), c.reason)
        });
        let corrected: Vec<String> = corrected.collect();
        let mut conflicts = collected.appraisals.conflicts.iter();
        match corrected.is_empty() {
            false => corrected.join("; ").into(),
            true if conflicts.any(|c| (c.round, c.unit, c.node) == (1, unit, score.node)) => {
                "Còn ý kiến khác nhau về điểm".into()
            }
            true => "Chưa cho điểm".into(),
        }
    }
}

/// What these requests ask, for the record.
pub fn asks(block: &BlockResults, requests: &[Wanted<'_>]) -> Vec<Ask> {
    let code = |a: &Wanted| block.rubric.nodes[a.node].code.clone();
    requests.iter().map(|a| Ask::Explain(code(a))).collect()
}

/// The workbook of one unit.
pub fn form(
    round: &Round,
    unit: &Unit,
    asking: Asking<'_>,
    (collected, block, at): (&Collected, &BlockResults, usize),
    requests: &[Wanted<'_>],
) -> FormBook {
    let mut sheet = sendback::sheet(SHEET, COLUMNS, round, unit);
    frame::official(&mut sheet, HALVES, &round.issuer, &round.office);
    let title = "Phiếu yêu cầu giải trình kết quả thẩm định";
    frame::titles(&mut sheet, round, title, &round.title);
    sendback::facts(&mut sheet, unit, asking);
    let all = (1, sheet.last_column());
    let help = "Chỉ ghi vào các ô nền vàng, lưu lại và gửi lại chính tệp này. Tiêu chí không giải \
                trình thì giữ điểm thẩm định.";
    sheet.push(vec![FormCell::wide(all, help, Style::Line(Role::Note))]);
    frame::headings(&mut sheet, &COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (number, request) in requests.iter().enumerate() {
        let leaf = &collected.evidence[block.units[at]].leaves[request.node];
        let own = leaf.self_score.clone().and_then(Result::ok);
        let node = &block.rubric.nodes[request.node];
        let row = Row { number: number + 1, request, node, own, proof: &leaf.proof };
        sheet.push(row.cells(round));
    }
    frame::signatures(&mut sheet, HALVES, unit);
    let asks = asks(block, requests);
    let texts: Vec<String> = requests.iter().map(|wanted| wanted.texts.join("; ")).collect();
    let told = asks.iter().zip(texts.iter().map(String::as_str));
    let hidden = sendback::hidden(round, unit, &block.rubric, asking, told);
    frame::book(round, unit, sheet, hidden)
}

struct Row<'a> {
    number: usize,
    request: &'a Wanted<'a>,
    node: &'a Node,
    own: Option<Exact>,
    proof: &'a str,
}

impl Row<'_> {
    fn cells(&self, round: &Round) -> Vec<FormCell> {
        let text = |at, text: &str| locked(at, text, Look::Plain, Align::Left);
        let ask = Ask::Explain(self.node.code.clone()).to_string();
        vec![
            text(0, &ask),
            text(1, &self.number.to_string()),
            text(2, self.node.code.as_str()),
            text(3, &self.node.name),
            points(4, Some(&self.node.max)),
            points(5, self.own.as_ref()),
            points(6, self.request.points),
            text(7, &self.reason(round)),
            text(8, &self.request.texts.join("; ")),
            text(9, &self.proof_words()),
            answer_cell(10, EXPLANATION_HEADING, "Trả lời đúng điều được yêu cầu giải trình."),
            answer_cell(
                11,
                MORE_PROOF_HEADING,
                "Ghi số, ký hiệu, ngày, nơi ban hành của tài liệu bổ sung, hoặc tên tệp gửi kèm.",
            ),
        ]
    }

    fn reason(&self, round: &Round) -> String {
        let agency = self.request.agency;
        let agency = agency.and_then(|id| round.agencies.iter().find(|a| a.id == *id));
        let reason = match self.request.reason.as_ref() {
            "" => "Không ghi lý do",
            reason => reason,
        };
        match agency {
            Some(agency) => format!("{reason} ({})", agency.name),
            None => reason.to_string(),
        }
    }

    /// What proof is there, and what the set asks for.
    fn proof_words(&self) -> String {
        let wanted = self.node.leaf.as_ref().and_then(|leaf| leaf.proof.as_deref());
        match (self.proof, wanted) {
            ("", Some(wanted)) => format!("Chưa ghi. Cần: {wanted}"),
            ("", None) => "Chưa ghi".to_string(),
            (given, Some(wanted)) => format!("Đã ghi: {given}. Yêu cầu: {wanted}"),
            (given, None) => format!("Đã ghi: {given}"),
        }
    }
}

fn points(column: u16, points: Option<&Exact>) -> FormCell {
    match points {
        Some(points) => {
            let style = Style::number(Look::Plain, Figure::Fixed(2));
            let shown = points.round_half_up(2);
            FormCell::new(column, Content::Number(shown), style)
        }
        None => locked(column, "", Look::Plain, Align::Left),
    }
}

fn answer_cell(column: u16, title: &str, prompt: &str) -> FormCell {
    let style = Style::plain(Align::Left);
    FormCell::new(column, Content::Blank, style).answered_by(answer::text_answer(title, prompt))
}
