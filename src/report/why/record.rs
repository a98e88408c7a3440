//! What replies of the unit changed and added at a leaf, in words.

use chrono::NaiveDateTime;

use crate::evidence::{Replaced, Supplement};
use crate::report::why::reasons::{Reasons, place};
use crate::report::words;
use crate::scores::LeafScore;
use crate::terms::{Key, Lang};
use crate::value::Gap;

/// One line for each value that was replaced and each answer to an appraiser.
pub(crate) fn lines(reasons: &Reasons<'_>, leaf: &LeafScore, lang: Lang) -> Vec<String> {
    let Some(record) = &leaf.record else { return Vec::new() };
    let replaced = record.replaced.iter().map(|(key, old)| one(reasons, key.as_ref(), old, lang));
    replaced.chain(record.supplements.iter().map(|s| supplement(s, lang))).collect()
}

fn saved(time: Option<NaiveDateTime>, lang: Lang) -> String {
    let Some(time) = time else { return String::new() };
    let time = time.format("%d/%m/%Y %H:%M");
    match lang {
        Lang::Vi => format!(", lưu {time}"),
        Lang::En => format!(", saved {time}"),
    }
}

fn one(reasons: &Reasons<'_>, key: Option<&Key>, old: &Replaced, lang: Lang) -> String {
    let what = match key {
        Some(key) => reasons.label(key).to_string(),
        None => old.part.word(lang).to_string(),
    };
    let before = match (old.raw.as_str(), &old.outcome) {
        ("", Err(Gap::Missing)) => match lang {
            Lang::Vi => "để trống".to_string(),
            Lang::En => "blank".to_string(),
        },
        ("", outcome) => words::outcome(outcome, lang),
        (raw, _) => format!("“{raw}”"),
    };
    let at = match &old.origin {
        Some(origin) => format!(" [{}{}]", place(origin), saved(old.saved, lang)),
        None => String::new(),
    };
    let by = format!("[{}{}]", place(&old.by), saved(old.by_saved, lang));
    match lang {
        Lang::Vi => format!("{what}: trước đó {before}{at}, đổi theo phiếu trả lại {by}"),
        Lang::En => format!("{what}: before, {before}{at}, changed by the reply {by}"),
    }
}

fn supplement(said: &Supplement, lang: Lang) -> String {
    let number = said.number;
    let mut text = match lang {
        Lang::Vi => format!("giải trình lần {number}: {}", said.answer),
        Lang::En => format!("explanation {number}: {}", said.answer),
    };
    if !said.proof.is_empty() {
        text += &match lang {
            Lang::Vi => format!("; tài liệu bổ sung: {}", said.proof),
            Lang::En => format!("; more proof: {}", said.proof),
        };
    }
    format!("{text} [{}{}]", place(&said.origin), saved(said.saved, lang))
}
