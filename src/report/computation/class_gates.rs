//! What keeps a unit from a class with gates, as a cell of *Tính chỉ số*.

use crate::expr::excel::Formula;
use crate::index::holds;
use crate::report::block::Cell;
use crate::report::computation::cell;
use crate::report::computation::workings::Maker;
use crate::report::computation::works::plain_fields;
use crate::report::words;
use crate::rubric::ClassGate;
use crate::terms::Exact;

impl<'r> Maker<'_, 'r> {
    /// What keeps the unit from a class with gates, or nothing. Component indices are live; what
    /// surveys and data items say is that of this run.
    pub(super) fn held(&self, at: usize, unit: usize) -> Cell<'r> {
        let (rubric, lang, decimals) = (self.rubric(), self.lang(), self.decimals());
        let class = &rubric.classes[at];
        let index = &self.block.block.index.units[unit];
        let found = self.block.block.scores[unit].gates_of(at);
        let (mut list, mut shown) = (Vec::new(), Vec::new());
        let mut add = |fails: Formula, now: bool, text: String| {
            let said = Formula::text(format!("; {text}"));
            list.push(Formula::when(fails, said, Formula::text("")));
            shown.extend(now.then_some(text));
        };
        for node in plain_fields(rubric).filter(|_| class.every_field.is_some()) {
            let gate = ClassGate::Node {
                code: rubric.nodes[node].code.clone(),
                from: class.every_field.clone().unwrap_or_default(),
            };
            let now = !holds(&gate, None, (index, rubric), decimals);
            add(self.falls_short(&gate, unit), now, words::gate(&gate, rubric, lang));
        }
        for (gate, found) in class.gates.iter().zip(found) {
            let now = !holds(gate, Some(found), (index, rubric), decimals);
            let fails = match gate {
                ClassGate::Node { .. } => self.falls_short(gate, unit),
                _ => Formula::YesNo(now),
            };
            add(fails, now, words::gate(gate, rubric, lang));
        }
        let all = list.into_iter().reduce(|a, b| Formula::apply("&", a, b));
        let all = all.unwrap_or(Formula::text(""));
        let rest = Formula::call("MID", vec![all, Formula::whole(3), Formula::whole(900)]);
        let shown = if shown.is_empty() { Cell::Empty } else { Cell::text(shown.join("; ")) };
        cell(rest, shown)
    }

    /// Whether the published component index of a node is below what a gate asks.
    fn falls_short(&self, gate: &ClassGate, unit: usize) -> Formula {
        let ClassGate::Node { code, from } = gate else { return Formula::YesNo(false) };
        let Some(node) = self.rubric().position(code) else { return Formula::YesNo(false) };
        let (applies, index) = self.component_index(node, unit);
        let bound = from.clone() * &Exact::whole(100);
        let below = Formula::apply("<", index, Formula::Number(bound));
        Formula::when(applies, below, Formula::YesNo(false))
    }
}
