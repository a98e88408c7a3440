//! Why a leaf has its points, in words: rule, branches, inputs, cause of a loss.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::expr::{Expr, TraceLine, Words, points_words};
use crate::results::{BlockResults, Results};
use crate::rubric::{DataItem, FieldKind};
use crate::scores::{AppraisedScore, DecidedBy, Input, LeafScore, Stance, State};
use crate::terms::{Exact, Key, Lang};
use crate::value::{Gap, Origin, Outcome, Value};

use crate::report::standing::{Standing, agency_name};
use crate::report::why::arithmetic::arithmetic;
use crate::report::why::guide::guide;
use crate::report::words;

/// The words of one block's rules, made once and used for every unit; copies share them.
#[derive(Clone)]
pub struct Reasons<'r> {
    pub(super) lang: Lang,
    /// Files stand without the folders that they lie in.
    without_folders: bool,
    items: Arc<BTreeMap<&'r Key, &'r DataItem>>,
    /// One per node; empty where there is no rule.
    rules: Arc<[RuleWords<'r>]>,
}

#[derive(Default)]
struct RuleWords<'r> {
    expr: Option<&'r Expr>,
    guide: String,
    branches: Vec<String>,
    /// From where a rule in proportion gives all points, when that is not the whole.
    target: Option<String>,
    judged: bool,
    /// Of a judged leaf: each level with its points.
    levels: &'r [(String, Exact)],
    penalty: bool,
}

impl<'r> Reasons<'r> {
    /// Of every block of a run.
    pub fn of_all(results: &'r Results, lang: Lang) -> Vec<Reasons<'r>> {
        results.blocks.iter().map(|block| Reasons::new(block, lang)).collect()
    }

    pub fn new(block: &'r BlockResults, lang: Lang) -> Reasons<'r> {
        let rubric = &block.rubric;
        let items: BTreeMap<&Key, &DataItem> = rubric.items.iter().map(|i| (&i.key, i)).collect();
        let label = |key: &Key| match items.get(key) {
            Some(item) => item.label.clone(),
            None => key.to_string(),
        };
        let unit = |key: &Key| items.get(key)?.unit.clone().filter(|unit| unit != "%");
        let of_node = |node: &'r crate::rubric::Node| {
            let Some(leaf) = &node.leaf else { return RuleWords::default() };
            let penalty = node.field_kind == FieldKind::Penalty;
            let words = Words { lang, label: &label, unit: &unit, penalty };
            RuleWords {
                expr: Some(&leaf.rule.expr),
                guide: guide(leaf, &words),
                branches: words.branches(&leaf.rule.expr),
                target: leaf.rule.expr.target().map(|target| words.expr(target)),
                judged: leaf.rule.kind == "judged",
                levels: &leaf.rule.levels,
                penalty,
            }
        };
        let rules = rubric.nodes.iter().map(of_node).collect();
        Reasons { lang, without_folders: false, items: Arc::new(items), rules }
    }

    /// For what leaves the office: its folders are its own matter.
    pub(crate) fn without_folders(&self) -> Reasons<'r> {
        Reasons { without_folders: true, ..self.clone() }
    }

    pub(super) fn place(&self, origin: &Origin) -> String {
        let shown = place(origin);
        match origin.file.rsplit_once('/').filter(|_| self.without_folders) {
            Some((folder, _)) => shown[folder.len() + 1..].to_string(),
            None => shown,
        }
    }

    /// Whether points of the leaf are taken off the total.
    pub(crate) fn is_penalty(&self, node: usize) -> bool {
        self.rules[node].penalty
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// *Cách tính điểm*, as the set gives it or in the rule's own words.
    pub fn guide(&self, node: usize) -> &str {
        &self.rules[node].guide
    }

    pub fn item(&self, key: &Key) -> Option<&'r DataItem> {
        self.items.get(key).copied()
    }

    pub fn label<'a>(&self, key: &'a Key) -> &'a str
    where
        'r: 'a,
    {
        self.item(key).map_or(key.as_str(), |item| item.label.as_str())
    }

    /// The branch that gave the points.
    pub fn taken(&self, leaf: &LeafScore) -> &str {
        let branches = &self.rules[leaf.node].branches;
        leaf.trace.taken.and_then(|at| branches.get(at)).map_or("", String::as_str)
    }

    /// The next better branch, which just did not hold.
    pub fn missed(&self, leaf: &LeafScore) -> &str {
        let rule = &self.rules[leaf.node];
        let missed = rule.expr.and_then(|expr| leaf.trace.missed(expr));
        missed.and_then(|at| rule.branches.get(at)).map_or("", String::as_str)
    }

    /// `1 − 8 ÷ 1250 = 0,9936`: the value that the rule looked at.
    pub fn value(&self, leaf: &LeafScore) -> String {
        if is_claimed(leaf) {
            return String::new();
        }
        leaf.trace
            .value
            .as_ref()
            .map_or_else(String::new, |line| self.equation(line, self.share_or_value(&line.result)))
    }

    /// `20 < 30: đúng`: the conditions that were looked at, up to the one that held.
    pub fn conditions(&self, leaf: &LeafScore) -> Vec<String> {
        let line = |line: &TraceLine| {
            let result = match (&line.result, self.lang) {
                (Ok(Value::YesNo(true)), Lang::Vi) => "đúng".to_string(),
                (Ok(Value::YesNo(false)), Lang::Vi) => "sai".to_string(),
                (Ok(Value::YesNo(true)), Lang::En) => "true".to_string(),
                (Ok(Value::YesNo(false)), Lang::En) => "false".to_string(),
                (other, lang) => words::outcome(other, lang),
            };
            format!("{}: {result}", self.arithmetic(&line.arithmetic))
        };
        leaf.trace.conditions.iter().map(line).collect()
    }

    /// How the points came out, with cuts and zero bases named.
    pub fn points(&self, leaf: &LeafScore) -> String {
        if is_claimed(leaf) {
            return String::new();
        }
        let trace = &leaf.trace;
        let mut parts = Vec::new();
        if let Some(line) = &trace.points {
            let result = words::outcome(&line.result, self.lang);
            parts.push(self.equation(line, result));
        }
        if let Some(before) = &trace.cut_from {
            let before = words::number(before, 4, self.lang);
            parts.push(match self.lang {
                Lang::Vi => format!("{before} được giữ trong giới hạn điểm"),
                Lang::En => format!("{before} kept within the bounds"),
            });
        }
        if trace.zero_base {
            parts.push(match self.lang {
                Lang::Vi => "mẫu số bằng 0: theo quy định của bộ tiêu chí".to_string(),
                Lang::En => "zero denominator: as the set decides".to_string(),
            });
        }
        parts.join("; ")
    }

    /// A number between 0 and 1 is also shown as a percentage.
    fn share_or_value(&self, outcome: &Outcome) -> String {
        let text = words::outcome(outcome, self.lang);
        match outcome {
            Ok(Value::Number(n)) if !n.is_whole() && *n > Exact::zero() && *n < Exact::one() => {
                format!("{text} ({})", words::percent(n, self.lang))
            }
            _ => text,
        }
    }

    /// Why points were lost, in one sentence that the unit understands.
    pub fn cause(&self, standing: &Standing<'_>, leaf: &LeafScore) -> String {
        if let Some(gated) = standing.gated(leaf.node).filter(|_| leaf.state == State::Scored) {
            let (by, node) = (&gated.by, &gated.node);
            return match self.lang {
                Lang::Vi => {
                    format!("Điều kiện khống chế: {by} được 0 điểm nên {node} không được tính điểm")
                }
                Lang::En => format!("Gate: {by} earned 0, so {node} earns nothing"),
            };
        }
        match leaf.state {
            State::Scored => self.cause_of_score(standing, leaf),
            State::Missing => self.stopped_by(leaf, Gap::Missing),
            State::Unreadable => self.stopped_by(leaf, Gap::Unreadable),
            State::Pending | State::NotApplicable => {
                words::capital(words::state(leaf.state, self.lang))
            }
        }
    }

    /// The cause without formulas: where only the arithmetic could be told, what came of it.
    pub fn plain_cause(&self, standing: &Standing<'_>, leaf: &LeafScore) -> String {
        let worked = leaf.state == State::Scored
            && standing.gated(leaf.node).is_none()
            && self.judged(standing, leaf).is_none()
            && !self.rules[leaf.node].penalty
            && self.value(leaf).is_empty()
            && self.missed(leaf).is_empty();
        if !worked {
            return self.cause(standing, leaf);
        }
        let max = points_words(&standing.block.rubric.nodes[leaf.node].max, self.lang);
        let points = points_words(&standing.points(leaf.node), self.lang);
        match self.lang {
            Lang::Vi => format!("Kết quả mới được {points} trên {max} điểm"),
            Lang::En => format!("The result earns {points} of {max}"),
        }
    }

    /// Who gave other points than the rule, and the reason; `None` when nobody did.
    pub fn judged(&self, standing: &Standing<'_>, leaf: &LeafScore) -> Option<String> {
        let (at, word) = match leaf.decided_by {
            DecidedBy::Appraisal1 => (0, words::ROUND_1),
            DecidedBy::Appraisal2 => (1, words::ROUND_2),
            DecidedBy::Rule | DecidedBy::Survey => return None,
        };
        let given = leaf.appraised[at].as_ref()?;
        if given.stance == Stance::Agrees || leaf.computed.as_ref() == Ok(&given.points) {
            return None;
        }
        let agency = given.agency.as_ref();
        let who = agency.map(|id| format!(" ({})", agency_name(standing.results, id)));
        let reason = self.reason(standing, leaf, given);
        Some(format!("{}{}: {reason}", word.say(self.lang), who.unwrap_or_default()))
    }

    /// Why an appraiser gave these points: the level, the reason. That there is none is said only
    /// where the data gave others.
    fn reason(&self, standing: &Standing<'_>, leaf: &LeafScore, given: &AppraisedScore) -> String {
        let rule = &self.rules[leaf.node];
        let level = rule.levels.iter().find(|(_, points)| *points == given.points);
        let level = level.map(|(name, _)| match self.lang {
            Lang::Vi => format!("mức “{name}”"),
            Lang::En => format!("level “{name}”"),
        });
        let of_maximum = || {
            let max = &standing.block.rubric.nodes[leaf.node].max;
            let (points, max) =
                (points_words(&given.points, self.lang), points_words(max, self.lang));
            match self.lang {
                Lang::Vi => format!("cho {points} trên {max} điểm"),
                Lang::En => format!("gives {points} of {max} points"),
            }
        };
        let reason = Some(given.reason.clone()).filter(|reason| !reason.is_empty());
        let said: Vec<String> = level.into_iter().chain(reason).collect();
        match (said.is_empty(), rule.judged, given.stance) {
            (false, ..) => said.join(" – "),
            (true, true, _) => of_maximum(),
            (true, _, Stance::AgreedThen) => words::AGREED_THEN.say(self.lang).to_string(),
            (true, ..) => words::NO_REASON.say(self.lang).to_string(),
        }
    }

    fn cause_of_score(&self, standing: &Standing<'_>, leaf: &LeafScore) -> String {
        if let Some(judged) = self.judged(standing, leaf) {
            return judged;
        }
        if self.rules[leaf.node].penalty {
            return self.penalty(standing, leaf);
        }
        let value = self.value(leaf);
        let missed = words::quoted(self.missed(leaf), self.lang);
        // A floor: the arm that held gives nothing, and what is missed is a formula.
        let floor =
            leaf.trace.taken.is_some_and(|at| at + 1 < self.rules[leaf.node].branches.len());
        if let (true, true, false) = (floor, missed.is_empty(), value.is_empty()) {
            let taken = words::quoted(self.taken(leaf), self.lang);
            return match self.lang {
                Lang::Vi => format!("Giá trị đạt {value}; thuộc mức {taken}"),
                Lang::En => format!("Value reached: {value}; it falls under {taken}"),
            };
        }
        match (self.lang, value.is_empty(), missed.is_empty()) {
            (_, true, true) => {
                format!("{}: {}", words::ARITHMETIC.say(self.lang), self.points(leaf))
            }
            (Lang::Vi, false, true) => format!("Giá trị đạt {value}{}", self.target(leaf)),
            (Lang::Vi, false, false) => format!("Giá trị đạt {value}; chưa đạt mức {missed}"),
            (Lang::Vi, true, false) => format!("Chưa đạt mức {missed}"),
            (Lang::En, false, true) => format!("Value reached: {value}{}", self.target(leaf)),
            (Lang::En, false, false) => format!("Value reached: {value}; missed {missed}"),
            (Lang::En, true, false) => format!("Missed {missed}"),
        }
    }

    /// `; đủ điểm khi đạt 50%`
    fn target(&self, leaf: &LeafScore) -> String {
        match (&self.rules[leaf.node].target, self.lang) {
            (None, _) => String::new(),
            (Some(target), Lang::Vi) => format!("; đủ điểm khi đạt {target}"),
            (Some(target), Lang::En) => format!("; all points from {target}"),
        }
    }

    /// What was taken off the total, and for what.
    fn penalty(&self, standing: &Standing<'_>, leaf: &LeafScore) -> String {
        let points = points_words(&standing.points(leaf.node), self.lang);
        let value = Some(self.value(leaf)).filter(|value| !value.is_empty());
        let taken = Some(self.taken(leaf)).filter(|taken| !taken.is_empty());
        let taken = taken.map(|taken| words::quoted(taken, Lang::Vi));
        let mut why: Vec<String> = value.into_iter().chain(taken).collect();
        if why.is_empty() {
            why.push(self.points(leaf));
        }
        match self.lang {
            Lang::Vi => format!("Bị trừ {points} điểm: {}", why.join("; ")),
            Lang::En => format!("{points} points off: {}", why.join("; ")),
        }
    }

    /// What stopped the rule: data items by their labels and cells, anything else by its name.
    fn stopped_by(&self, leaf: &LeafScore, gap: Gap) -> String {
        let inputs = leaf.inputs.iter().filter(|i| i.outcome == Err(gap));
        let one = |input: &Input| match &input.origin {
            Some(origin) => format!("{} [{}]", self.label(&input.key), self.place(origin)),
            None => self.label(&input.key).to_string(),
        };
        let mut items: Vec<String> = inputs.map(one).collect();
        if items.is_empty() {
            let stops = leaf.trace.stopped.iter().filter(|(_, why)| *why == gap);
            items.extend(stops.map(|(name, _)| self.source(name)));
        }
        let word = words::capital(words::gap(gap, self.lang));
        if items.is_empty() { word } else { format!("{word}: {}", items.join("; ")) }
    }

    /// What a rule asked for and did not get, in words: `last_year(x)`, `survey(y)`, a key.
    pub fn source(&self, name: &str) -> String {
        self.arithmetic(name)
    }

    fn arithmetic(&self, text: &str) -> String {
        let label = |key: &str| {
            let (_, item) = self.items.get_key_value(&Key::new(key))?;
            Some(format!("“{}”", item.label))
        };
        arithmetic(text, self.lang, &label)
    }

    /// `1 − 8 / 1250 = 0,9936`; only the result where there is nothing to compute.
    fn equation(&self, line: &TraceLine, result: String) -> String {
        let arithmetic = line.arithmetic.as_str();
        let quoted = arithmetic.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let shown = self.arithmetic(arithmetic);
        let number = shown.strip_prefix('-').unwrap_or(&shown);
        let bare = number.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        let near = shown.strip_prefix("(≈").and_then(|rest| rest.strip_suffix(')'));
        let bare = bare || near.is_some_and(|inner| !inner.contains('('));
        if bare || shown == result || quoted.is_some_and(|inner| !inner.contains('"')) {
            return result;
        }
        match &line.result {
            Err(_) => format!("{shown}: {result}"),
            Ok(_) if result.starts_with('≈') => format!("{shown} {result}"),
            Ok(_) => format!("{shown} = {result}"),
        }
    }
}

/// Whether a claim decided: what the rule would give from the figures beside it says nothing.
fn is_claimed(leaf: &LeafScore) -> bool {
    leaf.claim.is_some()
}

/// `tệp – trang!ô`
pub(crate) fn place(origin: &Origin) -> String {
    if origin.sheet.is_empty() {
        return format!("{} – {}", origin.file, origin.cell);
    }
    format!("{} – {}!{}", origin.file, origin.sheet, origin.cell)
}
