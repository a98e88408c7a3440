//! Small words that pages and accounts share.

use crate::expr::number_words;
use crate::index::NodeIndex;
use crate::results::{BlockResults, Results};
use crate::rubric::DataItem;
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::{Exact, Lang};
use crate::value::{DataKind, Gap, Outcome, Value};

/// *chưa có số liệu*, *không đọc được*, *không áp dụng*, *chờ thẩm định*.
pub fn gap_words(gap: Gap, lang: Lang) -> &'static str {
    match (gap, lang) {
        (Gap::Missing, Lang::Vi) => "chưa có số liệu",
        (Gap::Unreadable, Lang::Vi) => "không đọc được",
        (Gap::NotApplicable, Lang::Vi) => "không áp dụng",
        (Gap::Pending, Lang::Vi) => "chờ thẩm định",
        (Gap::Missing, Lang::En) => "no data",
        (Gap::Unreadable, Lang::En) => "unreadable",
        (Gap::NotApplicable, Lang::En) => "not applicable",
        (Gap::Pending, Lang::En) => "pending",
    }
}

/// The state in words; *đã chấm* for a scored leaf.
pub fn state_words(state: State, lang: Lang) -> &'static str {
    match state {
        State::Scored => match lang {
            Lang::Vi => "đã chấm",
            Lang::En => "scored",
        },
        State::Missing => gap_words(Gap::Missing, lang),
        State::Unreadable => gap_words(Gap::Unreadable, lang),
        State::NotApplicable => gap_words(Gap::NotApplicable, lang),
        State::Pending => gap_words(Gap::Pending, lang),
    }
}

/// Who decided, in words.
pub fn decided_by_words(by: DecidedBy, lang: Lang) -> &'static str {
    match (by, lang) {
        (DecidedBy::Rule, Lang::Vi) => "theo số liệu",
        (DecidedBy::Appraisal1, Lang::Vi) => "thẩm định vòng 1",
        (DecidedBy::Appraisal2, Lang::Vi) => "thẩm định vòng 2",
        (DecidedBy::Survey, Lang::Vi) => "khảo sát",
        (DecidedBy::Rule, Lang::En) => "the rule",
        (DecidedBy::Appraisal1, Lang::En) => "appraisal round 1",
        (DecidedBy::Appraisal2, Lang::En) => "appraisal round 2",
        (DecidedBy::Survey, Lang::En) => "the survey",
    }
}

/// A value as a person reads it, with its unit: `1250 hồ sơ`, `62,5%`, `31/07/2020`, `có`.
pub fn value_words(outcome: &Outcome, item: Option<&DataItem>, lang: Lang) -> String {
    let pick = |vi: &str, en: &str| match lang {
        Lang::Vi => vi.to_string(),
        Lang::En => en.to_string(),
    };
    match outcome {
        Err(gap) => gap_words(*gap, lang).to_string(),
        Ok(Value::Number(n)) => match item.map(|i| &i.kind) {
            Some(DataKind::Percent) => crate::expr::percent_words(n, lang),
            _ => {
                let unit = item.and_then(|i| i.unit.as_deref()).unwrap_or("");
                format!("{} {unit}", number_words(n, lang)).trim_end().to_string()
            }
        },
        Ok(Value::YesNo(true)) => pick("có", "yes"),
        Ok(Value::YesNo(false)) => pick("không", "no"),
        Ok(Value::Date(d)) => d.format("%d/%m/%Y").to_string(),
        Ok(Value::Text(t)) => t.clone(),
    }
}

/// Why a leaf is short of its maximum, in one clause; `None` when it lost nothing.
pub fn lost_cause(
    results: &Results,
    block: &BlockResults,
    leaf: &LeafScore,
    index: &NodeIndex,
    lang: Lang,
) -> Option<String> {
    let node = &block.rubric.nodes[leaf.node];
    if leaf.state == State::NotApplicable || lost(index, &node.max).is_none() {
        return None;
    }
    if let Some(gate) = &index.gated {
        return Some(match lang {
            Lang::Vi => format!("điều kiện khống chế: {} được 0 điểm", gate.by),
            Lang::En => format!("gate: {} earned 0", gate.by),
        });
    }
    if leaf.state != State::Scored {
        return Some(state_words(leaf.state, lang).to_string());
    }
    let given = leaf.appraised.iter().rev().flatten().next();
    if let Some(given) = given {
        let agency = given.agency.as_ref().map(|id| agency_name(results, id.as_str()));
        let who = agency.unwrap_or_else(|| decided_by_words(leaf.decided_by, lang).to_string());
        return Some(match given.reason.is_empty() {
            true => who,
            false => format!("{who}: {}", given.reason),
        });
    }
    let item = |key: &crate::terms::Key| {
        block.rubric.item(key).map_or(key.to_string(), |(_, i)| i.label.clone())
    };
    let words = crate::expr::Words { lang, label: &item };
    let rule = &node.leaf.as_ref()?.rule.expr;
    let branch = leaf.trace.taken.and_then(|at| words.branches(rule).into_iter().nth(at));
    let value = leaf.trace.value.as_ref().map(|line| value_words(&line.result, None, lang));
    Some(match (branch, value) {
        (Some(branch), Some(value)) => format!("{value} ({branch})"),
        (Some(branch), None) => branch,
        (None, Some(value)) => value,
        (None, None) => decided_by_words(leaf.decided_by, lang).to_string(),
    })
}

/// Points that the leaf is short of its maximum.
pub(super) fn lost(index: &NodeIndex, max: &Exact) -> Option<Exact> {
    let lost = max.clone() - &index.points;
    (lost > Exact::zero()).then_some(lost)
}

/// The name of an agency, or its id when the round does not have it.
pub(super) fn agency_name(results: &Results, id: &str) -> String {
    let agency = results.round.agencies.iter().find(|a| a.id.as_str() == id);
    agency.map_or(id.to_string(), |a| a.name.clone())
}
