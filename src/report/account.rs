//! Every figure answers for itself: the account of a leaf, a node or a unit as lines of text,
//! from the trace that the scoring left. What the command `why` prints.

use crate::results::{BlockResults, Results};
use crate::scores::{LeafScore, State};
use crate::terms::{Code, Exact, Lang};

use super::reasons::{Reasons, place};
use super::standing::{Standing, agency_name};
use super::{place as standing_lines, words};

/// The account of the node with this code; `unit` is the unit's position in the block. `None`
/// when the set has no such node.
pub fn of_code(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    code: &Code,
    lang: Lang,
) -> Option<Vec<String>> {
    let at = block.rubric.position(code)?;
    let standing = Standing::of(results, block, unit);
    match standing.leaves.iter().find(|leaf| leaf.node == at) {
        Some(leaf) => Some(leaf_lines(&standing, leaf, lang)),
        None => Some(node_lines(&standing, at, lang)),
    }
}

/// The account of a unit: its place, its total and the parts of it.
pub fn of_unit(results: &Results, block: &BlockResults, unit: usize, lang: Lang) -> Vec<String> {
    let standing = Standing::of(results, block, unit);
    let index = standing.index;
    let shown = |n: &Exact| words::nearly(n, 4, lang);
    let plain = index.points.clone() - &index.bonus + &index.penalty;
    let mut lines = vec![standing.unit.name.clone()];
    let best = block.index.units.iter().filter_map(|u| u.published.as_ref()).max();
    lines.extend(standing_lines::lines(&standing, best, lang));
    lines.push(format!(
        "{}: {} + {} − {} = {} / {}",
        words::ACCOUNT_SUM.say(lang),
        shown(&plain),
        shown(&index.bonus),
        shown(&index.penalty),
        shown(&index.points),
        shown(&index.applicable_max)
    ));
    for (at, _) in block.rubric.fields() {
        lines.push(format!("  {}", part(&standing, at, lang)));
    }
    lines
}

/// `3.2 Giải quyết TTHC: 4,5 / 5 = 90,00%`, or the state of a leaf.
fn part(standing: &Standing<'_>, at: usize, lang: Lang) -> String {
    let node = &standing.block.rubric.nodes[at];
    let figures = &standing.index.nodes[at];
    let head = format!("{} {}", node.code, node.name);
    let leaf = standing.leaves.iter().find(|leaf| leaf.node == at);
    if let Some(leaf) = leaf.filter(|leaf| leaf.state != State::Scored) {
        return format!("{head}: {}", words::state(leaf.state, lang));
    }
    let points = words::nearly(&standing.points(at), 4, lang);
    let max = words::nearly(&figures.applicable_max, 4, lang);
    let index = figures.index.as_ref().filter(|_| leaf.is_none());
    let index = index.map(|i| format!(" = {}%", words::fixed(i, standing.decimals(), lang)));
    format!("{head}: {points} / {max}{}", index.unwrap_or_default())
}

fn node_lines(standing: &Standing<'_>, at: usize, lang: Lang) -> Vec<String> {
    let node = &standing.block.rubric.nodes[at];
    let mut lines = vec![format!("{} – {}", standing.unit.name, part(standing, at, lang))];
    lines.extend(node.children.iter().map(|&child| format!("  {}", part(standing, child, lang))));
    lines.extend(gate(standing, at, lang));
    lines
}

fn gate(standing: &Standing<'_>, at: usize, lang: Lang) -> Option<String> {
    let gated = standing.gated(at)?;
    Some(match lang {
        Lang::Vi => format!(
            "Điều kiện khống chế: {} được 0 điểm nên {} không được tính điểm",
            gated.by, gated.node
        ),
        Lang::En => format!("Gate: {} earned 0, so {} earns nothing", gated.by, gated.node),
    })
}

fn leaf_lines(standing: &Standing<'_>, leaf: &LeafScore, lang: Lang) -> Vec<String> {
    let rubric = &standing.block.rubric;
    let node = &rubric.nodes[leaf.node];
    let reasons = Reasons::new(standing.block, lang);
    let mut lines = vec![format!("{} – {} {}", standing.unit.name, node.code, node.name)];
    let mut add = |word: words::Word, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{}: {text}", word.say(lang)));
        }
    };
    add(words::ACCOUNT_POINTS, &points(standing, leaf, lang));
    add(words::GUIDE, reasons.guide(leaf.node));
    for input in reasons.input_lines(leaf) {
        add(words::ACCOUNT_INPUT, &input);
    }
    add(words::ACCOUNT_VALUE, &reasons.value(leaf));
    for condition in reasons.conditions(leaf) {
        add(words::ACCOUNT_CONDITION, &condition);
    }
    add(words::ACCOUNT_TAKEN, reasons.taken(leaf));
    add(words::ACCOUNT_MISSED, reasons.missed(leaf));
    add(words::ARITHMETIC, &reasons.points(leaf));
    for (word, text) in scores(standing, leaf, lang) {
        add(word, &text);
    }
    add(words::ACCOUNT_DECIDED, words::decided_by(leaf.decided_by, lang));
    let lost = leaf.state != State::NotApplicable && standing.points(leaf.node) < node.max;
    if lost {
        add(words::ACCOUNT_LOST, &reasons.cause(standing, leaf));
    }
    add(words::ACCOUNT_PROOF, &leaf.proof);
    for link in leaf.aside.iter().flat_map(|aside| &aside.proof_links) {
        add(words::ACCOUNT_PROOF_LINK, link);
    }
    add(words::EXPLANATION, &leaf.explanation);
    for (origin, text) in leaf.aside.iter().flat_map(|aside| &aside.comments) {
        add(words::ACCOUNT_COMMENT, &format!("{text} [{}]", place(origin)));
    }
    let source = node.leaf.as_ref().and_then(|l| l.source.as_deref());
    add(words::ACCOUNT_CLAUSE, source.unwrap_or(""));
    let set = format!("{} (sha256 {}) · {}", rubric.id, rubric.sha256, standing.results.program);
    add(words::ACCOUNT_SET, &set);
    lines
}

/// `≈ 1,3816 / 1,5 (= 105/76)`, or the state.
fn points(standing: &Standing<'_>, leaf: &LeafScore, lang: Lang) -> String {
    if leaf.state != State::Scored {
        return words::state(leaf.state, lang).to_string();
    }
    let points = standing.points(leaf.node);
    let max = &standing.block.rubric.nodes[leaf.node].max;
    let shown = words::nearly(&points, 4, lang);
    let exact = match points.to_string() {
        text if shown.starts_with('≈') && text.len() <= 20 => format!(" (= {text})"),
        _ => String::new(),
    };
    format!("{shown} / {}{exact}", words::nearly(max, 4, lang))
}

/// Self, by the data, and each appraisal with its reason and cell.
fn scores(standing: &Standing<'_>, leaf: &LeafScore, lang: Lang) -> Vec<(words::Word, String)> {
    let mut lines = Vec::new();
    if let Some(own) = &leaf.self_score {
        lines.push((words::ACCOUNT_SELF, words::nearly(own, 4, lang)));
    }
    let computed = match &leaf.computed {
        Ok(points) => words::nearly(points, 4, lang),
        Err(gap) => words::gap(*gap, lang).to_string(),
    };
    lines.push((words::ACCOUNT_COMPUTED, computed));
    for (given, word) in leaf.appraised.iter().zip([words::ROUND_1, words::ROUND_2]) {
        let Some(given) = given else { continue };
        let mut text = words::nearly(&given.points, 4, lang);
        if let Some(agency) = &given.agency {
            text += &format!(" – {}", agency_name(standing.results, agency));
        }
        if !given.reason.is_empty() {
            text += &format!(" – {}", given.reason);
        }
        text += &format!(" [{}]", place(&given.origin));
        lines.push((word, text));
    }
    lines
}
