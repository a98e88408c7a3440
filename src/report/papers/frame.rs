//! What frames a paper: who writes, to whom, when; who signs and who receives it.

use crate::results::Results;
use crate::terms::Date;
use crate::text::fold;

use crate::report::audience::LANG;
use crate::report::block::{Block, Line, Role};
use crate::report::papers::bodies::{self, in_full};
use crate::report::{heading, words};

/// What is not given: a person writes it on the paper.
pub(super) const DOTS: &str = "……………";

/// Who a paper comes from.
pub(super) struct Sender {
    /// The body above, if it is named.
    pub above: Option<String>,
    pub name: String,
}

impl Sender {
    pub(super) fn issuer(results: &Results) -> Sender {
        Sender { above: None, name: in_full(&results.round.issuer) }
    }

    pub(super) fn office(results: &Results) -> Sender {
        let name = in_full(&results.round.office);
        match name.is_empty() {
            true => Sender::issuer(results),
            false => Sender { above: Some(in_full(&results.round.issuer)), name },
        }
    }
}

/// What is reported and decided: `kết quả xác định Chỉ số …`, and no result of a result.
pub(super) fn subject(results: &Results) -> String {
    let title = title_in_sentence(results);
    let fresh = |word: &str| fold(&title).starts_with(word);
    match (fresh("kết quả "), fresh("chỉ số ")) {
        (true, _) => title,
        (false, true) => format!("kết quả xác định {title}"),
        (false, false) => format!("kết quả {title}"),
    }
}

/// The round's title in the middle of a sentence. "Chỉ số" is the name of an index and keeps its
/// capital; words of what an office does have none there.
pub(super) fn title_in_sentence(results: &Results) -> String {
    const DONE: [&str; 5] = ["Kết quả ", "Đánh giá ", "Xếp hạng ", "Chấm điểm ", "Xác định "];
    let title = results.round.title.as_str();
    match DONE.iter().find(|word| title.starts_with(**word)) {
        Some(word) => word.to_lowercase() + &title[word.len()..],
        None => title.to_string(),
    }
}

/// The office that runs the round, else the body that issues its results.
pub(super) fn office(results: &Results) -> String {
    let round = &results.round;
    in_full(if round.office.trim().is_empty() { &round.issuer } else { &round.office })
}

/// Sender, nation, number, place and date. `mark` follows the number: `QĐ-UBND`.
pub(super) fn head<'s>(results: &Results, sender: &Sender, number: Number<'_>) -> Vec<Block<'s>> {
    let line = |role, text: String| Line::new(role, text);
    let mut left = Vec::new();
    if let Some(above) = &sender.above {
        left.push(line(Role::Issuer, bodies::heading(above)));
    }
    left.push(line(Role::Office, bodies::heading(&sender.name)));
    left.push(line(Role::Rule, String::new()));
    let mut right = vec![
        line(Role::Nation, words::NATION.say(LANG).to_string()),
        line(Role::Motto, words::MOTTO.say(LANG).to_string()),
    ];
    if let Some(text) = number.text() {
        left.push(line(Role::Number, format!("Số: {text}")));
    }
    if !matches!(number, Number::None) {
        right.push(line(Role::Italic, place_and_date(results)));
    }
    vec![sides(left, right), Block::Gap]
}

/// Lines left and right; the shorter side is filled with empty ones.
fn sides<'s>(left: Vec<Line>, right: Vec<Line>) -> Block<'s> {
    let empty = || Line::new(Role::Number, "");
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let pair = |_| [left.next().unwrap_or_else(empty), right.next().unwrap_or_else(empty)];
    Block::Sides((0..rows).map(pair).collect())
}

/// The number of a paper.
pub(super) enum Number<'a> {
    /// As the round gives it.
    Given(&'a str),
    /// Not given yet: dots before the mark of the kind of paper, and who writes it.
    Open(&'a str, &'a str),
    /// The paper has none, and no day: it goes with another.
    None,
}

impl Number<'_> {
    fn text(&self) -> Option<String> {
        match self {
            Number::Given(number) => Some(number.to_string()),
            Number::Open(kind, by) => Some(format!("………/{kind}-{}", bodies::mark(by))),
            Number::None => None,
        }
    }
}

/// `Tây Ninh, ngày 05 tháng 3 năm 2025`: a zero before days below 10 and the months 1 and 2.
fn place_and_date(results: &Results) -> String {
    let papers = &results.round.papers;
    let place = if papers.place.is_empty() { DOTS } else { &papers.place };
    format!("{place}, {}", papers.day.map_or_else(|| open_day(results), day))
}

pub(super) fn day(day: Date) -> String {
    use chrono::Datelike;
    let month = match day.month() {
        month @ 1..=2 => format!("0{month}"),
        month => month.to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

fn open_day(_: &Results) -> String {
    "ngày …… tháng …… năm ………".to_string()
}

/// The kind of paper and what it is about.
pub(super) fn title<'s>(kind: &str, about: &str) -> Vec<Block<'s>> {
    vec![
        Block::Line(Line::new(Role::Title, kind)),
        Block::Line(Line::new(Role::Abstract, about)),
        Block::Gap,
    ]
}

/// Illustration, and what is provisional: nobody may overlook it.
pub(super) fn alarms<'s>(results: &Results) -> Vec<Block<'s>> {
    apart(heading::marks(results, LANG))
}

/// That figures are illustration alone: what is provisional is said of the unit itself.
pub(super) fn illustration<'s>(results: &Results) -> Vec<Block<'s>> {
    let said = results.round.illustration.then(|| words::ILLUSTRATION.say(LANG));
    apart(said.map(|said| Block::Line(Line::new(Role::Alarm, said))).into_iter().collect())
}

fn apart(mut blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    if !blocks.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks
}

pub(super) fn section<'s>(text: impl Into<String>) -> Block<'s> {
    Block::Line(Line::new(Role::Section, text))
}

pub(super) fn text<'s>(text: impl Into<String>) -> Block<'s> {
    Block::Line(Line::new(Role::Text, text))
}

/// What the paper rests on: what the round gives, else the decisions of the criteria sets. Each
/// ends with a semicolon, the last with a full stop.
pub(super) fn basis<'s>(results: &Results, last: Option<String>) -> Vec<Block<'s>> {
    let given = &results.round.papers.basis;
    let mut lines: Vec<String> = given.clone();
    if lines.is_empty() {
        for block in &results.blocks {
            let line = match block.rubric.decision.trim() {
                "" => continue,
                decision => format!("Căn cứ {decision}"),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.insert(0, format!("Căn cứ {DOTS}"));
    }
    lines.extend(last);
    let end = lines.len().saturating_sub(1);
    let line = |(at, line): (usize, String)| {
        let bare = line.trim().trim_end_matches(['.', ';', ',']);
        let stop = if at == end { '.' } else { ';' };
        Block::Line(Line::new(Role::Basis, format!("{bare}{stop}")))
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// Who signs on the right, who receives on the left.
pub(super) fn signature<'s>(results: &Results, by: Signs<'_>) -> Vec<Block<'s>> {
    let papers = &results.round.papers;
    let line = |role, text: &str| Line::new(role, text);
    let mut right: Vec<Line> = match by {
        Signs::Issuer => issuer_signs(results),
        Signs::Body(name) => heads(name),
    };
    let name = match by {
        Signs::Issuer => papers.signer.name.as_str(),
        Signs::Body(_) => "",
    };
    right.extend((0..4).map(|_| line(Role::Number, "")));
    right.push(line(Role::Name, if name.is_empty() { DOTS } else { name }));
    let mut left = vec![line(Role::Recipients, "Nơi nhận:")];
    let receivers: Vec<String> = match (&by, papers.recipients.is_empty()) {
        (Signs::Issuer, false) => papers.recipients.clone(),
        _ => vec![DOTS.to_string()],
    };
    left.extend(receivers.iter().filter(|to| !fold(to).starts_with("lưu")).map(|to| {
        Line::new(Role::Recipient, format!("- {};", to.trim().trim_end_matches([';', '.', ','])))
    }));
    let kept = receivers.iter().find(|to| fold(to).starts_with("lưu"));
    let kept = kept.map_or("Lưu: VT", |kept| kept.trim().trim_end_matches([';', '.', ',']));
    left.push(Line::new(Role::Recipient, format!("- {kept}.")));
    vec![Block::Gap, sides(left, right)]
}

/// Who answers for a paper.
pub(super) enum Signs<'a> {
    Issuer,
    /// The head of this body.
    Body(&'a str),
}

fn heads(name: &str) -> Vec<Line> {
    bodies::signers(name).into_iter().map(|text| Line::new(Role::Office, text)).collect()
}

fn issuer_signs(results: &Results) -> Vec<Line> {
    let signer = &results.round.papers.signer;
    let given = [signer.title.as_str(), signer.position.as_str()];
    let given: Vec<&str> = given.into_iter().filter(|text| !text.is_empty()).collect();
    if !given.is_empty() {
        return given.iter().map(|text| Line::new(Role::Office, text.to_uppercase())).collect();
    }
    heads(&in_full(&results.round.issuer))
}
