//! The rule of each leaf, as lines of TOML, with the items that it needs.

use super::decisions::{Decision, Matter};
use super::head::Head;
use super::items::{Items, fraction};
use super::written::{one_line, quoted, said};
use crate::terms::Exact;
use crate::workshop::scale::{self, Scale, Steps};
use crate::workshop::table::{Annex, Entry};

/// What stands below a leaf's header.
pub(super) struct Leaf {
    pub code: String,
    /// Lines of `[code.rule]`.
    pub rule: Vec<String>,
    /// Why its scale was not understood, as a comment.
    pub unclear: Option<String>,
    pub is_understood: bool,
}

pub(super) fn leaves(
    annex: &Annex,
    head: &Head,
    items: &mut Items,
    decisions: &mut Vec<Decision>,
) -> Vec<Leaf> {
    let leaves = annex.entries.iter().filter(|entry| annex.is_leaf(&entry.code));
    leaves.map(|entry| leaf(annex, entry, head, (items, decisions))).collect()
}

#[allow(clippy::too_many_lines, reason = "one arm per kind of scale")]
fn leaf(
    annex: &Annex,
    entry: &Entry,
    head: &Head,
    (items, decisions): (&mut Items, &mut Vec<Decision>),
) -> Leaf {
    let mut decide = |matter: Matter, text: crate::terms::Text<String>| {
        let (code, place) = (Some(entry.code.clone()), Some(entry.place.clone()));
        decisions.push(Decision { matter, code, place, text });
    };
    let Some(max) = &entry.max else {
        decide(
            Matter::Max,
            said(
                "chưa có điểm tối đa: thêm dòng max = …",
                "there is no maximum: add a line max = …",
            ),
        );
        return judged(entry, "phụ lục không ghi điểm tối đa");
    };
    let reading = match scale::read(&entry.scale, max, Some(head.year)) {
        Ok(reading) => reading,
        Err(unclear) => {
            let why = unclear.words();
            decide(
                Matter::Scale,
                said(
                    format!("{} – “{}”", why.vi, one_line(&entry.scale)),
                    format!("{} – “{}”", why.en, one_line(&entry.scale)),
                ),
            );
            return judged(entry, why.vi);
        }
    };
    if reading.rest_unsaid {
        decide(
            Matter::Assumed,
            said(
                "thang điểm không nói các mức còn lại; bản thảo hiểu là 0 điểm",
                "the scale does not speak of the rest; the draft takes it as 0",
            ),
        );
    }
    if matches!(reading.scale, Scale::Survey) {
        decide(
            Matter::Survey,
            said(
                "ghi mã phương án khảo sát vào scheme (bản thảo để tạm “khao-sat”)",
                "write the id of the survey's scheme (the draft has `khao-sat`)",
            ),
        );
    }
    let above = annex
        .entries
        .iter()
        .find(|other| entry.code.rsplit_once('.').is_some_and(|(above, _)| above == other.code));
    let mut need =
        Need { entry, above: above.map_or("", |above| &above.name), items, zero_base: false };
    let rule = need.rule(&reading.scale, max);
    if need.zero_base {
        decide(
            Matter::ZeroBase,
            said(
                "mẫu số bằng 0 thì sao: bản thảo ghi không áp dụng (zero_base = \"not_applicable\"); có thể là \"full\" hoặc \"zero\"",
                "what a base of 0 means: the draft says not applicable; it may be `full` or `zero`",
            ),
        );
    }
    Leaf { code: entry.code.clone(), rule, unclear: None, is_understood: true }
}

/// The text goes to an appraiser as it is.
fn judged(entry: &Entry, why: &str) -> Leaf {
    let text = match entry.scale.is_empty() {
        true => why.to_string(),
        false => format!("{why}: {}", one_line(&entry.scale)),
    };
    Leaf {
        code: entry.code.clone(),
        rule: vec!["kind = \"judged\"".to_string()],
        unclear: Some(text),
        is_understood: false,
    }
}

struct Need<'n> {
    entry: &'n Entry,
    above: &'n str,
    items: &'n mut Items,
    /// A base that can be 0 was met.
    zero_base: bool,
}

impl Need<'_> {
    fn rule(&mut self, scale: &Scale, max: &Exact) -> Vec<String> {
        let name = self.entry.name.clone();
        match scale {
            Scale::Steps(steps) => self.steps(steps, &name),
            Scale::YesNo => lines("yes_no", &self.own(&name, "yes_no"), &[]),
            Scale::Choice(options) => {
                let key = self.own(&name, "choice");
                let said = options.iter().map(|(said, _)| said.clone()).collect();
                if let Some(item) = self.items.list.last_mut() {
                    item.options = said;
                }
                let list = options
                    .iter()
                    .map(|(said, points)| format!("{} = {}", quoted(said), points.to_plain()));
                let options = format!("options = {{ {} }}", list.collect::<Vec<_>>().join(", "));
                lines("choice", &key, &[options])
            }
            Scale::Levels(levels) => {
                let share = |points: &Exact| {
                    let share = points.checked_div(max).unwrap_or_default() * &Exact::whole(100);
                    format!("\"{}%\"", share.to_plain())
                };
                let list = levels
                    .iter()
                    .map(|(said, points)| format!("{} = {}", quoted(said), share(points)));
                let levels = format!("levels = {{ {} }}", list.collect::<Vec<_>>().join(", "));
                vec!["kind = \"judged\"".to_string(), levels]
            }
            Scale::Deadline { due, late } => {
                let key = self.own(&format!("Ngày hoàn thành: {name}"), "date");
                let mut more = vec![format!("due = {due}")];
                let step = |one: &scale::Late| {
                    let unit = if one.working { "workdays" } else { "days" };
                    format!("{{ {unit} = {}, points = {} }}", one.days, one.points.to_plain())
                };
                if !late.is_empty() {
                    let steps: Vec<String> = late.iter().map(step).collect();
                    more.push(format!("late = [{}]", steps.join(", ")));
                }
                lines("deadline", &key, &more)
            }
            Scale::Count { each } => {
                let key = self.own(&format!("Số lượng: {name}"), "count");
                lines("count", &key, &[format!("each = {}", each.to_plain())])
            }
            Scale::Deduction { each } => {
                let key = self.own(&format!("Số trường hợp bị trừ điểm: {name}"), "count");
                lines("deduction", &key, &[format!("each = {}", each.to_plain())])
            }
            Scale::Ratio { parts, floor } => self.ratio(parts.as_ref(), floor.as_ref(), &name),
            Scale::Survey => ["kind = \"survey\"", "scheme = \"khao-sat\"", "of = \"index\""]
                .map(str::to_string)
                .to_vec(),
        }
    }

    fn own(&mut self, label: &str, kind: &'static str) -> String {
        self.items.own((label, self.above), kind, &self.entry.code).key.clone()
    }

    /// The expression of a share: a fraction where the texts say it, else one percentage.
    fn share(&mut self, parts: Option<&(String, String)>, name: &str) -> String {
        let found = parts.cloned().or_else(|| fraction(name));
        match found {
            Some((above, below)) => {
                self.zero_base = true;
                let above = self.items.shared(&above, "count", &self.entry.code);
                let below = self.items.shared(&below, "count", &self.entry.code);
                format!("{above} / {below}")
            }
            None => self.own(name, "percent"),
        }
    }

    fn zero(&self) -> Vec<String> {
        let line = "zero_base = \"not_applicable\"".to_string();
        self.zero_base.then_some(line).into_iter().collect()
    }

    fn steps(&mut self, steps: &Steps, name: &str) -> Vec<String> {
        let value = match steps.percent {
            true => self.share(None, name),
            false => {
                let starts = crate::text::fold(name).starts_with("số ");
                let label =
                    if starts { name.to_string() } else { format!("Số lượng: {name}") };
                let key = self.own(&label, "count");
                if let Some(item) = self.items.list.last_mut() {
                    item.unit = steps.unit.clone();
                }
                key
            }
        };
        let step = |one: &scale::Step| {
            let bound = match steps.percent {
                true => format!("\"{}%\"", one.bound.to_plain()),
                false => one.bound.to_plain(),
            };
            format!("    {{ {} = {bound}, points = {} }},", one.side.key(), one.points.to_plain())
        };
        let mut more = self.zero();
        more.push("steps = [".to_string());
        more.extend(steps.steps.iter().map(step));
        more.push("]".to_string());
        if !steps.otherwise.is_zero() {
            more.push(format!("otherwise = {}", steps.otherwise.to_plain()));
        }
        lines("steps", &value, &more)
    }

    fn ratio(
        &mut self,
        parts: Option<&(String, String)>,
        floor: Option<&Exact>,
        name: &str,
    ) -> Vec<String> {
        let value = self.share(parts, name);
        let mut more = self.zero();
        more.extend(floor.map(|floor| format!("floor = \"{}%\"", floor.to_plain())));
        lines("proportional", &value, &more)
    }
}

fn lines(kind: &str, value: &str, more: &[String]) -> Vec<String> {
    let mut lines = vec![format!("kind = \"{kind}\""), format!("value = \"{value}\"")];
    lines.extend_from_slice(more);
    lines
}
