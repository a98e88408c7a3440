//! What a leaf would have needed: the breakpoints of its rule, in words.

use crate::expr::breakpoints::Change;
use crate::rubric::DataItem;
use crate::scores::{Breakpoint, LeafScore};
use crate::terms::{Exact, Lang};
use crate::value::{DataKind, Value};

use crate::report::why::reasons::Reasons;
use crate::report::words;

impl Reasons<'_> {
    /// One sentence for each input that would earn more by itself, the most natural first.
    pub fn needs(&self, leaf: &LeafScore) -> Vec<String> {
        leaf.breakpoints.iter().filter_map(|b| self.need(leaf, b)).collect()
    }

    fn need(&self, leaf: &LeafScore, breakpoint: &Breakpoint) -> Option<String> {
        let (label, item, now) = match breakpoint.input {
            Some(at) => {
                let input = leaf.inputs.get(at)?;
                let item = self.item(&input.key);
                (self.label(&input.key).to_string(), item, input.outcome.as_ref().ok())
            }
            None => (words::SURVEYED_SHARE.say(self.lang()).to_string(), None, None),
        };
        let penalty = self.is_penalty(leaf.node);
        let said = |change: &Change| self.change(change, item, (now, penalty));
        let mut text = format!("“{label}”: {}", said(&breakpoint.next));
        if let Some(full) = &breakpoint.full {
            text += &format!("; {}", said(full));
        }
        Some(text)
    }

    /// `bớt 10 hồ sơ (còn 50) thì được 3 điểm`
    fn change(
        &self,
        change: &Change,
        item: Option<&DataItem>,
        (now, penalty): (Option<&Value>, bool),
    ) -> String {
        let lang = self.lang();
        let points = words::nearly(&change.points, 4, lang);
        let to = match (&change.to, now) {
            (Value::Number(to), Some(Value::Number(now))) => self.moved(to, now, item),
            (Value::Number(to), _) => pick(
                lang,
                format!("đạt {}", words::percent(to, lang)),
                format!("at {}", words::percent(to, lang)),
            ),
            (Value::Date(to), now) => self.earlier(*to, now),
            (Value::YesNo(yes), _) => {
                let answer = if *yes { words::YES } else { words::NO }.say(lang);
                pick(lang, format!("nếu “{answer}”"), format!("if \"{answer}\""))
            }
            (Value::Text(option), _) => {
                pick(lang, format!("nếu “{option}”"), format!("if \"{option}\""))
            }
        };
        match penalty {
            true if change.points.is_zero() => {
                pick(lang, format!("{to} thì không bị trừ điểm"), format!("{to}: no points off"))
            }
            true => pick(
                lang,
                format!("{to} thì chỉ bị trừ {points} điểm"),
                format!("{to}: only {points} points off"),
            ),
            false => {
                pick(lang, format!("{to} thì được {points} điểm"), format!("{to}: {points} points"))
            }
        }
    }

    /// `thêm 3 thư (thành 38)`; shares by percentage points.
    fn moved(&self, to: &Exact, now: &Exact, item: Option<&DataItem>) -> String {
        let lang = self.lang();
        let by = (to.clone() - now).abs();
        let percent = item.is_some_and(|i| i.kind == DataKind::Percent);
        let (by, to_words) = if percent {
            let by = words::nearly(&(by * &Exact::whole(100)), 4, lang);
            (format!("{by} {}", words::PERCENTAGE_POINTS.say(lang)), words::percent(to, lang))
        } else {
            let unit = item.and_then(|i| i.unit.as_deref()).filter(|unit| *unit != "%");
            let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
            (format!("{}{unit}", words::nearly(&by, 6, lang)), words::nearly(to, 6, lang))
        };
        match (lang, to > now) {
            (Lang::Vi, true) => format!("thêm {by} (thành {to_words})"),
            (Lang::Vi, false) => format!("bớt {by} (còn {to_words})"),
            (Lang::En, true) => format!("{by} more (to {to_words})"),
            (Lang::En, false) => format!("{by} fewer (to {to_words})"),
        }
    }

    /// `chậm nhất 31/01/2020 (sớm hơn 12 ngày)`
    fn earlier(&self, to: crate::terms::Date, now: Option<&Value>) -> String {
        let lang = self.lang();
        let day = to.format("%d/%m/%Y");
        let away = match now {
            Some(Value::Date(now)) => (*now - to).num_days(),
            _ => return pick(lang, format!("chậm nhất {day}"), format!("by {day}")),
        };
        match (lang, away > 0) {
            (Lang::Vi, true) => format!("chậm nhất {day} (sớm hơn {away} ngày)"),
            (Lang::Vi, false) => format!("từ {day} (muộn hơn {} ngày)", -away),
            (Lang::En, true) => format!("by {day} ({away} days earlier)"),
            (Lang::En, false) => format!("from {day} ({} days later)", -away),
        }
    }
}

fn pick(lang: Lang, vi: String, en: String) -> String {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
