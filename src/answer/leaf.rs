//! The account of one leaf of one unit.

use super::words::{
    agency_name, decided_by_words, gap_words, lost_cause, state_words, value_words,
};
use crate::expr::{TraceLine, Words, number_words};
use crate::results::{BlockResults, Results};
use crate::scores::{Input, LeafScore};
use crate::terms::{Key, Lang};
use crate::value::{Origin, Outcome, Value};

/// What can be said of the points of one leaf. Texts are empty where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeafAnswer {
    pub unit: String,
    /// Code and name.
    pub leaf: String,
    /// `1,5 / 2`, or the state.
    pub points: String,
    /// The rule in words.
    pub rule: String,
    /// The value that the rule looked at, with its arithmetic.
    pub value: String,
    /// The branch that applied.
    pub branch: String,
    /// The next better branch, which did not.
    pub missed: String,
    /// The arithmetic of the points.
    pub arithmetic: String,
    /// One line per data item, with its cell.
    pub inputs: Vec<String>,
    /// Cuts, zero bases, gates, claims.
    pub notes: Vec<String>,
    /// The clause of the decision.
    pub clause: String,
    /// Who decided.
    pub decided_by: String,
    /// One line per score: self, by the data, each appraisal with its reason.
    pub scores: Vec<String>,
    pub proof: String,
    pub explanation: String,
    /// Why points are lost.
    pub lost: String,
    /// Set, program, files.
    pub origin: String,
}

/// `position` is that of the leaf among the unit's scores.
pub fn leaf_answer(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    position: usize,
    lang: Lang,
) -> LeafAnswer {
    let score = &block.scores[unit].leaves[position];
    Telling { results, block, unit, score, lang }.tell()
}

struct Telling<'a> {
    results: &'a Results,
    block: &'a BlockResults,
    unit: usize,
    score: &'a LeafScore,
    lang: Lang,
}

impl Telling<'_> {
    fn pick(&self, vi: &str, en: &str) -> String {
        match self.lang {
            Lang::Vi => vi.to_string(),
            Lang::En => en.to_string(),
        }
    }

    fn tell(&self) -> LeafAnswer {
        let node = &self.block.rubric.nodes[self.score.node];
        let (unit, index) = self.block.unit(&self.results.round, self.unit);
        let figures = &index.nodes[self.score.node];
        let mut answer = LeafAnswer {
            unit: unit.name.clone(),
            leaf: format!("{} {}", node.code, node.name),
            proof: self.score.proof.clone(),
            explanation: self.score.explanation.clone(),
            decided_by: decided_by_words(self.score.decided_by, self.lang).to_string(),
            inputs: self.score.inputs.iter().map(|i| self.input(i)).collect(),
            scores: self.scores(),
            notes: self.notes(),
            ..LeafAnswer::default()
        };
        answer.points = match self.score.state {
            crate::scores::State::Scored => format!(
                "{} / {}",
                number_words(&figures.points, self.lang),
                number_words(&node.max, self.lang)
            ),
            state => state_words(state, self.lang).to_string(),
        };
        answer.lost = lost_cause(self.results, self.block, self.score, figures, self.lang)
            .unwrap_or_default();
        answer.origin = format!(
            "{} (sha256 {}), {}",
            self.block.rubric.id, self.block.rubric.sha256, self.results.program
        );
        if let Some(leaf) = &node.leaf {
            answer.clause = leaf.source.clone().unwrap_or_default();
            self.tell_rule(&leaf.rule.expr, leaf.guide.as_deref(), &mut answer);
        }
        answer
    }

    fn tell_rule(&self, rule: &crate::expr::Expr, guide: Option<&str>, answer: &mut LeafAnswer) {
        let label = |key: &Key| self.label(key);
        let words = Words { lang: self.lang, label: &label };
        answer.rule = guide.map_or_else(|| words.rule(rule), str::to_string);
        let trace = &self.score.trace;
        if let Some(taken) = trace.taken {
            let branches = words.branches(rule);
            answer.branch = branches.get(taken).cloned().unwrap_or_default();
            let better = taken.checked_sub(1).and_then(|at| branches.get(at));
            answer.missed = better.cloned().unwrap_or_default();
        }
        answer.value = trace.value.as_ref().map(|l| self.line(l)).unwrap_or_default();
        answer.arithmetic = trace.points.as_ref().map(|l| self.line(l)).unwrap_or_default();
    }

    fn label(&self, key: &Key) -> String {
        self.block.rubric.item(key).map_or(key.to_string(), |(_, item)| item.label.clone())
    }

    /// `1 - 8 / 1250 = 621/625 (99,36%)`
    fn line(&self, line: &TraceLine) -> String {
        let result = value_words(&line.result, None, self.lang);
        let arithmetic = match self.lang {
            Lang::Vi => line.arithmetic.replace('.', ","),
            Lang::En => line.arithmetic.clone(),
        };
        let share = match &line.result {
            Ok(Value::Number(n)) if !n.is_whole() => {
                let percent = n.clone() * &crate::terms::Exact::whole(100);
                let text = percent.to_short(2);
                let text = if self.lang == Lang::Vi { text.replace('.', ",") } else { text };
                let nearly = if percent.to_plain() == percent.to_short(2) { "" } else { "≈ " };
                format!(" ({nearly}{text}%)")
            }
            _ => String::new(),
        };
        match arithmetic == result {
            true => format!("{result}{share}"),
            false => format!("{arithmetic} = {result}{share}"),
        }
    }

    fn input(&self, input: &Input) -> String {
        let item = self.block.rubric.item(&input.key).map(|(_, item)| item);
        let shown = |outcome: &Outcome, raw: &str, origin: &Option<Origin>| {
            let value = value_words(outcome, item, self.lang);
            let raw = match raw.is_empty() {
                true => String::new(),
                false => {
                    self.pick(&format!(", ô ghi “{raw}”"), &format!(", the cell says \"{raw}\""))
                }
            };
            format!("{value}{raw}{}", place_words(origin))
        };
        let mut text = format!(
            "{}: {}",
            self.label(&input.key),
            shown(&input.outcome, &input.raw, &input.origin)
        );
        if let Some((outcome, raw, origin)) = &input.declared {
            let declared = shown(outcome, raw, origin);
            text += &self.pick(
                &format!("; đơn vị kê khai: {declared}"),
                &format!("; the unit declared: {declared}"),
            );
        }
        text
    }

    fn scores(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(own) = &self.score.self_score {
            let own = number_words(own, self.lang);
            lines.push(self.pick(&format!("Tự chấm: {own}"), &format!("Self score: {own}")));
        }
        let computed = match &self.score.computed {
            Ok(points) => number_words(points, self.lang),
            Err(gap) => gap_words(*gap, self.lang).to_string(),
        };
        lines.push(
            self.pick(&format!("Theo số liệu: {computed}"), &format!("By the data: {computed}")),
        );
        for (at, given) in self.score.appraised.iter().enumerate() {
            let Some(given) = given else { continue };
            let points = number_words(&given.points, self.lang);
            let agency = given.agency.as_ref().map(|id| agency_name(self.results, id.as_str()));
            let mut line = self.pick(
                &format!("Thẩm định vòng {}: {points}", at + 1),
                &format!("Appraisal round {}: {points}", at + 1),
            );
            line += &agency.map(|name| format!(" – {name}")).unwrap_or_default();
            if !given.reason.is_empty() {
                line += &format!(" – {}", given.reason);
            }
            line += &place_words(&Some(given.origin.clone()));
            lines.push(line);
        }
        lines
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let trace = &self.score.trace;
        if let Some(before) = &trace.cut_from {
            let before = number_words(before, self.lang);
            notes.push(self.pick(
                &format!("Kết quả {before} được giới hạn trong khoảng điểm của tiêu chí"),
                &format!("{before} was cut to the bounds of the leaf"),
            ));
        }
        if trace.zero_base {
            notes.push(self.pick(
                "Mẫu số bằng 0: áp dụng quy định khi không phát sinh",
                "The denominator is 0: the rule for no occasion applies",
            ));
        }
        let index = &self.block.index.units[self.unit].nodes[self.score.node];
        if let Some(gate) = &index.gated {
            notes.push(self.pick(
                &format!(
                    "Điều kiện khống chế: {} được 0 điểm nên {} được 0 điểm",
                    gate.by, gate.node
                ),
                &format!("Gate: {} earned 0, so {} earns 0", gate.by, gate.node),
            ));
        }
        for (name, gap) in &trace.stopped {
            let label = self.label(&Key::new(name.as_str()));
            notes.push(format!("{label}: {}", gap_words(*gap, self.lang)));
        }
        notes
    }
}

/// ` [evidence/long-hoa.xlsx – Tự chấm!G14]`
fn place_words(origin: &Option<Origin>) -> String {
    match origin {
        None => String::new(),
        Some(o) if o.sheet.is_empty() => format!(" [{} – {}]", o.file, o.cell),
        Some(o) => format!(" [{} – {}!{}]", o.file, o.sheet, o.cell),
    }
}

impl LeafAnswer {
    /// The account as lines; headings with nothing to say are left out.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let heading = |vi: &'static str, en: &'static str| match lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        let mut lines = vec![
            format!("{} – {}", self.unit, self.leaf),
            format!("{}: {}", heading("Điểm", "Points"), self.points),
        ];
        let mut add = |name: &str, text: &str| {
            if !text.is_empty() {
                lines.push(format!("{name}: {text}"));
            }
        };
        add(heading("Cách tính", "Rule"), &self.rule);
        for input in &self.inputs {
            add(heading("Số liệu", "Data"), input);
        }
        add(heading("Giá trị xét", "Value"), &self.value);
        add(heading("Mức áp dụng", "Branch taken"), &self.branch);
        add(heading("Mức sát trên chưa đạt", "Branch missed"), &self.missed);
        add(heading("Phép tính điểm", "Arithmetic"), &self.arithmetic);
        for note in &self.notes {
            add(heading("Lưu ý", "Note"), note);
        }
        for score in &self.scores {
            add(heading("Các lần chấm", "Scores"), score);
        }
        add(heading("Người quyết định", "Decided by"), &self.decided_by);
        add(heading("Vì sao mất điểm", "Why points are lost"), &self.lost);
        add(heading("Tài liệu kiểm chứng", "Proof"), &self.proof);
        add(heading("Giải trình", "Explanation"), &self.explanation);
        add(heading("Căn cứ", "Clause"), &self.clause);
        add(heading("Bộ tiêu chí", "Criteria set"), &self.origin);
        lines
    }
}
