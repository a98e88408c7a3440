//! A unit's place in words: rank, class, index, against its block and against last year.

use crate::terms::{Exact, Lang};

use crate::report::parting;
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::words;

/// One line each: the place; the block and last year; what held the class; what is not final.
/// `best` is the best published index of the block.
pub(crate) fn lines(standing: &Standing<'_>, best: Option<&Exact>, lang: Lang) -> Vec<String> {
    let mut lines = vec![rank(standing, lang)];
    lines.extend(compared(standing, best, lang));
    lines.extend(parting::parted(standing, lang).map(|text| format!("{text}.")));
    lines.extend(standing.class_held(lang));
    if standing.index.rank.is_some() {
        lines.extend(standing.provisional(lang));
    }
    lines
}

fn rank(standing: &Standing<'_>, lang: Lang) -> String {
    let index = standing.index;
    let block = block_name(standing.results, standing.block);
    let (Some(rank), Some(published)) = (index.rank, &index.published) else {
        let unranked = words::UNRANKED.say(lang);
        return format!("{unranked} – {block}: {}", standing.why_unranked(lang));
    };
    let of = standing.block.index.units.iter().filter(|u| u.rank.is_some()).count();
    let tied = match index.tied {
        true => format!(" ({})", words::TIED.say(lang).to_lowercase()),
        false => String::new(),
    };
    let decimals = point_decimals(standing.results);
    let published = words::fixed(published, standing.decimals(), lang);
    let points = words::number(&index.points, decimals, lang);
    let max = words::number(&index.applicable_max, decimals, lang);
    let none =
        if standing.block.rubric.classes.is_empty() { "–" } else { words::NO_CLASS.say(lang) };
    let class = index.class.as_deref().unwrap_or(none);
    match lang {
        Lang::Vi => format!(
            "Xếp hạng: {rank}/{of}{tied} – {block}. Xếp loại: {class}. \
             Chỉ số: {published}% ({points}/{max} điểm)."
        ),
        Lang::En => format!(
            "Rank: {rank} of {of}{tied} – {block}. Class: {class}. \
             Index: {published}% ({points}/{max} points)."
        ),
    }
}

/// Against the mean and the best of the block, and against last year.
fn compared(standing: &Standing<'_>, best: Option<&Exact>, lang: Lang) -> Option<String> {
    let shown = |x: &Exact| format!("{}%", words::fixed(x, standing.decimals(), lang));
    let mut parts = Vec::new();
    if let Some(mean) = &standing.block.index.mean {
        parts.push(format!("{}: {}", words::BLOCK_MEAN.say(lang), shown(mean)));
    }
    if let Some(best) = best {
        parts.push(format!("{}: {}", words::BLOCK_BEST.say(lang), shown(best)));
    }
    if let Some(text) = standing.results.previous.get(&standing.unit.id) {
        parts.push(format!("{}: {}", words::LAST_YEAR.say(lang), last_year(standing, text, lang)));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// Last year's index and the change since.
fn last_year(standing: &Standing<'_>, text: &str, lang: Lang) -> String {
    let Some(before) = Exact::from_decimal(text) else {
        return text.to_string();
    };
    let shown = |x: &Exact| words::fixed(x, standing.decimals(), lang);
    let Some(now) = &standing.index.published else {
        return format!("{}%", shown(&before));
    };
    let change = now.clone() - &before;
    let sign = if change.is_negative() { "−" } else { "+" };
    format!("{}% ({sign}{})", shown(&before), shown(&change.abs()))
}
