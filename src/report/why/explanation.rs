//! Every figure answers for itself: the account of a leaf, a node or a unit as lines of text,
//! from the trace that the scoring left. What the command `why` prints.

use crate::index::reach;
use crate::ledger::InputFile;
use crate::results::{BlockResults, Results};
use crate::rubric::{Codes, FieldKind};
use crate::scores::{LeafScore, Stance, State};
use crate::terms::{Exact, Lang, Text};
use crate::text::fold;

use crate::report::standing::{Standing, agency_name, best_of};
use crate::report::unit::{distance, place as standing_lines};
use crate::report::why::reasons::{Reasons, place};
use crate::report::why::record;
use crate::report::why::survey_source::SurveySource;
use crate::report::why::{differed, lost};
use crate::report::words;

/// What of a unit can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Its place, its total and its parts.
    Whole,
    Index,
    Rank,
    Class,
    /// A node or a leaf: its position in `Rubric::nodes`.
    Node(usize),
}

/// How the figures of a unit may be called, beside the codes and names of the set.
const FIGURES: &[(Subject, &[&str])] = &[
    (Subject::Index, &["index", "chỉ số", "chi so", "chi-so"]),
    (Subject::Rank, &["rank", "hạng", "hang", "xếp hạng", "xep hang", "thứ hạng", "thu hang"]),
    (Subject::Class, &["class", "loại", "loai", "xếp loại", "xep loai"]),
];

/// What a text asks about; a code may have any of the spellings that forms may have. `None`
/// when the set has no such node.
pub fn subject(block: &BlockResults, text: &str) -> Option<Subject> {
    if let Some(at) = Codes::new(&block.rubric).named_by(text) {
        return Some(Subject::Node(at));
    }
    let asked = fold(text);
    let figure = FIGURES.iter().find(|(_, names)| names.contains(&asked.as_str()));
    figure.map(|(subject, _)| *subject)
}

/// The account of a subject; `unit` is the unit's position in the block.
pub fn lines(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    subject: Subject,
    lang: Lang,
) -> Vec<String> {
    let standing = Standing::of(results, block, unit);
    let headed = |lines: Vec<String>| {
        std::iter::once(standing.unit.name.clone()).chain(lines).collect::<Vec<String>>()
    };
    match subject {
        Subject::Whole => {
            let mut lines = index_lines(&standing, lang);
            lines.extend(distance::rank_lines(&standing, lang));
            lines.extend(distance::class_lines(&standing, lang));
            headed(lines)
        }
        Subject::Index => headed(index_lines(&standing, lang)),
        Subject::Rank => headed(distance::rank_lines(&standing, lang)),
        Subject::Class => headed(distance::class_lines(&standing, lang)),
        Subject::Node(at) => match standing.leaves.iter().find(|leaf| leaf.node == at) {
            Some(leaf) => leaf_lines(&standing, leaf, lang),
            None => node_lines(&standing, at, lang),
        },
    }
}

/// The place, the total and its parts, and how the index is made of them.
fn index_lines(standing: &Standing<'_>, lang: Lang) -> Vec<String> {
    let (block, index) = (standing.block, standing.index);
    let shown = |n: &Exact| words::nearly(n, 4, lang);
    let mut lines = standing_lines::lines(standing, best_of(block), lang);
    let raw = reach::raw_points(index, &block.rubric);
    let plain = raw.clone() - &index.bonus + &index.penalty;
    let capped = match raw == index.points {
        true => String::new(),
        false => format!(" ({} {})", shown(&index.points), words::ACCOUNT_CAPPED.say(lang)),
    };
    lines.push(format!(
        "{}: {} + {} − {} {}{capped} / {}",
        words::ACCOUNT_SUM.say(lang),
        shown(&plain),
        shown(&index.bonus),
        shown(&index.penalty),
        equals(&shown(&raw)),
        shown(&index.applicable_max)
    ));
    if let (Some(exact), Some(published)) = (&index.index, &index.published) {
        lines.push(format!(
            "{}: 100 × {} ÷ {} {}; {} {}%",
            words::ACCOUNT_INDEX.say(lang),
            words::number(&index.points, 4, lang),
            words::number(&index.applicable_max, 4, lang),
            equals(&words::nearly(exact, 6, lang)),
            words::ACCOUNT_PUBLISHED.say(lang),
            words::fixed(published, standing.decimals(), lang)
        ));
    }
    for (at, _) in block.rubric.fields() {
        lines.push(format!("  {}", part(standing, at, lang)));
    }
    lines
}

/// `= 2`, but `≈ 2,33` stays as it is.
fn equals(shown: &str) -> String {
    if shown.starts_with('≈') { shown.to_string() } else { format!("= {shown}") }
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
    let (points, max) = (standing.points(at), &figures.applicable_max);
    let index = figures.index.as_ref().filter(|_| leaf.is_none() && standing.gated(at).is_none());
    let index = index.map(|i| format!(" = {}%", words::fixed(i, standing.decimals(), lang)));
    let lost = max.clone() - &points;
    let lost = match node.field_kind == FieldKind::Plain && lost > Exact::zero() {
        true => format!(" ({} {})", words::ACCOUNT_LOSES.say(lang), words::nearly(&lost, 4, lang)),
        false => String::new(),
    };
    let (points, max) = (words::nearly(&points, 4, lang), words::nearly(max, 4, lang));
    format!("{head}: {points} / {max}{}{lost}", index.unwrap_or_default())
}

/// The node, its children with what each gave and lost, and why its leaves lost points.
fn node_lines(standing: &Standing<'_>, at: usize, lang: Lang) -> Vec<String> {
    let node = &standing.block.rubric.nodes[at];
    let reasons = Reasons::new(standing.block, lang);
    let mut lines = vec![format!("{} – {}", standing.unit.name, part(standing, at, lang))];
    for &child in &node.children {
        lines.push(format!("  {}", part(standing, child, lang)));
        let leaf = standing.leaves.iter().find(|leaf| leaf.node == child);
        if let Some(leaf) = leaf.filter(|leaf| lost::loss(standing, leaf).is_some()) {
            lines.push(format!("    {}", reasons.cause(standing, leaf)));
        }
    }
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
    leaf_lines_by(standing, leaf, &Reasons::new(standing.block, lang), lang)
}

/// The account of a leaf, with what the leaves of a block share made once.
#[allow(clippy::too_many_lines, reason = "the lines of the account in their order")]
pub(crate) fn leaf_lines_by(
    standing: &Standing<'_>,
    leaf: &LeafScore,
    reasons: &Reasons<'_>,
    lang: Lang,
) -> Vec<String> {
    let rubric = &standing.block.rubric;
    let node = &rubric.nodes[leaf.node];
    let mut lines = vec![format!("{} – {} {}", standing.unit.name, node.code, node.name)];
    let mut add = |word: Text, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{}: {text}", word.say(lang)));
        }
    };
    let penalty = reasons.is_penalty(leaf.node);
    let word = if penalty { words::ACCOUNT_PENALTY } else { words::ACCOUNT_POINTS };
    add(word, &points(standing, leaf, lang));
    add(words::GUIDE, reasons.guide(leaf.node));
    for input in reasons.input_lines(leaf) {
        add(words::ACCOUNT_INPUT, &input);
    }
    if let Some(source) = SurveySource::of(standing.results, &standing.unit.id, node) {
        add(words::ACCOUNT_INPUT, &source.words(lang));
    }
    for peer in reasons.peers(standing.results, leaf) {
        add(words::ACCOUNT_PEERS, &peer);
    }
    add(words::ACCOUNT_VALUE, &reasons.value(leaf));
    for condition in reasons.conditions(leaf) {
        add(words::ACCOUNT_CONDITION, &condition);
    }
    add(words::ACCOUNT_TAKEN, reasons.taken(leaf));
    add(words::ACCOUNT_MISSED, reasons.missed(leaf));
    if standing.gated(leaf.node).is_none() {
        for need in reasons.needs(leaf) {
            let word = if penalty { words::ACCOUNT_LESS_OFF } else { words::ACCOUNT_NEEDED };
            add(word, &need);
        }
    }
    add(words::ARITHMETIC, &reasons.points(leaf));
    for (word, text) in scores(standing, leaf, lang) {
        add(word, &text);
    }
    let unit = standing.block.units[standing.at];
    for difference in differed::at_leaf(standing.results, rubric, unit, leaf, lang) {
        add(words::ACCOUNT_DIFFERED, &difference.words(lang));
    }
    add(words::ACCOUNT_DECIDED, words::decided(leaf, lang));
    if let Some(refusal) = &leaf.refusal {
        let at = refusal.origin.as_ref().map_or(refusal.file.to_string(), place);
        add(words::PROVISIONAL, &format!("{} [{at}]", words::refusal(refusal).say(lang)));
    }
    for peer in reasons.open_peers(standing.results, leaf) {
        add(words::PROVISIONAL, &peer);
    }
    if lost::loss(standing, leaf).is_some() {
        add(words::ACCOUNT_LOST, &reasons.cause(standing, leaf));
    }
    for line in record::lines(reasons, leaf, lang) {
        add(words::ACCOUNT_REPLY, &line);
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
    for read in files(standing, leaf) {
        add(words::ACCOUNT_FILE, &format!("{} (sha256 {})", read.file, read.sha256));
    }
    let set = format!("{} (sha256 {}) · {}", rubric.id, rubric.sha256, standing.results.program);
    add(words::ACCOUNT_SET, &set);
    lines
}

/// The files that a leaf's inputs and appraisals were read from, each once.
fn files<'r>(standing: &Standing<'r>, leaf: &LeafScore) -> Vec<&'r InputFile> {
    let inputs = leaf.inputs.iter().flat_map(|input| {
        let declared = input.declared.as_ref().and_then(|d| d.origin.as_ref());
        [input.origin.as_ref(), declared].into_iter().flatten()
    });
    let appraisals = leaf.appraised.iter().flatten().map(|given| &given.origin);
    let peers = leaf.peers.iter().filter_map(|peer| peer.origin.as_ref());
    let replies = leaf.record.iter().flat_map(|r| r.replaced.iter().map(|(_, old)| &old.by));
    let appraisals = appraisals.chain(replies).chain(peers);
    let mut files: Vec<&InputFile> = Vec::new();
    for origin in inputs.chain(appraisals) {
        let read = standing.results.ledger.file(&origin.file);
        files.extend(read.filter(|read| !files.contains(read)));
    }
    files
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
fn scores(standing: &Standing<'_>, leaf: &LeafScore, lang: Lang) -> Vec<(Text, String)> {
    let mut lines = Vec::new();
    if let Some(own) = &leaf.self_score {
        lines.push((words::ACCOUNT_SELF, words::nearly(own, 4, lang)));
    }
    let computed = match &leaf.computed {
        Ok(points) => words::nearly(points, 4, lang),
        Err(gap) => words::gap(*gap, lang).to_string(),
    };
    let corrected = leaf.inputs.iter().any(|input| input.declared.is_some());
    let word = if corrected { words::COMPUTED_DECLARED } else { words::ACCOUNT_COMPUTED };
    lines.push((word, computed));
    if let Some(claim) = &leaf.claim {
        let text = match &claim.confirmed {
            None => words::CLAIM_OPEN.say(lang).to_string(),
            Some(seen) => {
                let agency = seen.agency.as_ref().map(|id| agency_name(standing.results, id));
                let by = agency.map(|name| format!(" – {name}")).unwrap_or_default();
                format!("{}{by} [{}]", words::CLAIM_CONFIRMED.say(lang), place(&seen.origin))
            }
        };
        lines.push((words::ACCOUNT_CLAIM, text));
    }
    for (given, word) in leaf.appraised.iter().zip([words::ROUND_1, words::ROUND_2]) {
        let Some(given) = given else { continue };
        let mut text = words::nearly(&given.points, 4, lang);
        if let Some(agency) = &given.agency {
            text += &format!(" – {}", agency_name(standing.results, agency));
        }
        if !given.reason.is_empty() {
            text += &format!(" – {}", given.reason);
        }
        match given.stance {
            Stance::Agrees => text += &format!(" – {}", words::AGREES.say(lang)),
            Stance::Overruled => text += &format!(" – {}", words::OVERRULED.say(lang)),
            Stance::AgreedThen | Stance::Differs => {}
        }
        text += &format!(" [{}]", place(&given.origin));
        lines.push((word, text));
    }
    lines
}
